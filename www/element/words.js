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
  walk: "Walk through what was said: j, k, Enter",
  uncertain: "uncertain",
  /**
   * The engine's sentences of evidence in other words: “1” and “2” stand for words of the article, {name} for the speaker.
   * @type {Record<string, string>}
   */
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
  walk: "التنقل بين الأقوال: j ثم k ثم Enter",
  uncertain: "غير مؤكد",
  rules: {
    "“1” opens a clause reported by “2”": "“1” تفتتح جملة ينقلها “2”",
    "cue “1” comes before the quotation": "فعل القول “1” يسبق الاقتباس",
    "cue “1” comes before what is reported": "فعل القول “1” يسبق الكلام المنقول",
    "cue “1” follows the quotation": "فعل القول “1” يلي الاقتباس",
    "cue “1” follows what is reported": "فعل القول “1” يلي الكلام المنقول",
    "“1” stands before the cue as its source": "“1” يسبق فعل القول بوصفه مصدره",
    "“1” stands after the cue as its source": "“1” يلي فعل القول بوصفه مصدره",
    "the cue interrupts what is said": "فعل القول يتوسط الكلام",
    "“1” and its subject stand beside the quotation as its reporting clause":
      "“1” وفاعله إلى جانب الاقتباس بوصفهما جملة القول",
    "the marks of “1” hold a name, nobody's words": "علامتا “1” تحيطان باسم لا بكلام أحد",
    "“1” names {name}": "“1” يسمّي {name}",
    "“1” stands for {name}, mentioned before": "“1” يعود على {name} المذكور من قبل",
    "“1” describes {name}": "“1” يصف {name}",
    "“1” speaks for {name}": "“1” يتحدث باسم {name}",
    "“1” is never named": "“1” لا يُذكر اسمه",
    "{name} goes on speaking": "{name} يواصل الكلام",
    "a turn in a transcript, labelled with its speaker": "دور في حوار مكتوب، معنون باسم المتحدث",
    "signed with a name after a dash": "موقّع باسم بعد شرطة",
    "a colon announces the quotation, in the sentence of its source": "نقطتان تعلنان الاقتباس في جملة مصدره",
    "a paragraph wholly quoted: the speaker of the paragraph before goes on":
      "فقرة مقتبسة كلها: يواصل متحدث الفقرة السابقة",
    "a question and its answer: the other speaker of the paragraphs before":
      "سؤال وجوابه: المتحدث الآخر في الفقرات السابقة",
    "corrected by the reader": "صححه القارئ",
  },
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

/**
 * @param {Words} words
 * @param {string} rule a sentence of evidence, as the engine has it
 * @param {string} name of the speaker
 * @returns {string} the same in the words' language, or unchanged where they have no words for it
 */
export function ruleInWords(words, rule, name) {
  /** @type {string[]} */
  const surfaces = [];
  const pattern = rule.replace(/“([^”]*)”/g, (_, surface) => `“${surfaces.push(surface)}”`);
  const translated = words.rules[name ? pattern.replace(name, "{name}") : pattern];
  if (translated === undefined) return rule;
  return translated
    .replace(/“(\d)”/g, (_, nth) => `“${isolated(surfaces[nth - 1])}”`)
    .replace("{name}", () => isolated(name));
}

/** @param {string} text @returns {string} it, so that its direction does not mix with that of the words around it */
function isolated(text) {
  return `\u2068${text}\u2069`;
}
