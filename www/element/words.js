// The words that <who-said> shows or speaks, by language. A page can replace any of them (`element.words`).

/** @typedef {typeof en} Words */

const en = {
  direction: "ltr",
  kinds: { direct: "direct", indirect: "indirect", mixed: "partly direct" },
  kindsLong: {
    direct: "quoted word for word",
    indirect: "reported in other words",
    mixed: "reported, partly word for word",
  },
  types: {
    person: "People",
    organization: "Organizations",
    location: "Places",
    norp: "Nationalities and groups",
    date: "Dates",
    time: "Times",
    money: "Money",
    percent: "Percentages",
    quantity: "Quantities",
    misc: "Works, events, laws",
  },
  letters: {
    person: "P",
    organization: "O",
    location: "L",
    norp: "N",
    date: "D",
    time: "T",
    money: "M",
    percent: "%",
    quantity: "Q",
    misc: "W",
  },
  confidence: ["a guess", "uncertain", "likely", "very likely", "almost certain"],
  unknown: "Unknown speaker",
  unnamed: "unnamed",
  because: "Why",
  legend: "Speakers",
  uncertain: "uncertain",
  /** @type {Record<string, string>} the engine's sentences of evidence in other words */
  rules: {},
};

/** @type {Words} */
const ar = {
  direction: "rtl",
  kinds: { direct: "مباشر", indirect: "غير مباشر", mixed: "مباشر جزئياً" },
  kindsLong: { direct: "منقول بلفظه", indirect: "منقول بالمعنى", mixed: "منقول بالمعنى، وبعضه بلفظه" },
  types: {
    person: "أشخاص",
    organization: "منظمات",
    location: "أماكن",
    norp: "جنسيات وجماعات",
    date: "تواريخ",
    time: "أوقات",
    money: "مبالغ مالية",
    percent: "نسب مئوية",
    quantity: "كميات",
    misc: "أعمال وأحداث وقوانين",
  },
  letters: {
    person: "ش",
    organization: "م",
    location: "ك",
    norp: "ج",
    date: "ت",
    time: "و",
    money: "ن",
    percent: "%",
    quantity: "ق",
    misc: "ع",
  },
  confidence: ["تخمين", "غير مؤكد", "مرجّح", "مرجّح جداً", "شبه مؤكد"],
  unknown: "متحدث غير معروف",
  unnamed: "دون ذكر الاسم",
  because: "السبب",
  legend: "المتحدثون",
  uncertain: "غير مؤكد",
  rules: {},
};

/** @type {Record<string, Words>} */
const LANGUAGES = { en, ar };

/** The lower limit of each of `Words.confidence` after the first. */
const STEPS = [0.5, 0.65, 0.8, 0.93];

/**
 * @param {string} language a BCP 47 tag; unknown ones give English
 * @returns {Words}
 */
export function wordsFor(language) {
  return LANGUAGES[language.split("-")[0].toLowerCase()] ?? en;
}

/**
 * @param {Words} words
 * @param {number} confidence 0..1
 * @returns {string} the confidence as a reader would say it
 */
export function confidenceInWords(words, confidence) {
  return words.confidence[STEPS.filter((step) => confidence >= step).length];
}

/**
 * @param {Words} words
 * @param {import("../lib/analysis.js").Analysis} analysis
 * @param {number | null} speaker
 * @returns {string} the speaker's name for a reader
 */
export function speakerName(words, analysis, speaker) {
  return (speaker !== null && analysis.speakers[speaker]?.name) || words.unknown;
}
