//! Texts that are hard, from a seed.

/// Pieces that mean something to some stage, and characters that trouble programs.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "„",
    "‹",
    "›",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    "/",
    "-",
    "–",
    "—",
    "―",
    "--",
    "…",
    "...",
    ".",
    ",",
    ":",
    ";",
    "?",
    "!",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\0",
    "\u{feff}",
    "\u{fffd}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "e\u{301}",
    "🙂",
    "👩‍👧",
    "🇰🇵",
    "𝔄",
    "ﬁ",
    "ß",
    "İ",
    "Ǆ",
    "東京",
    "العربية",
    "नमस्ते",
    "said",
    "told",
    "according to",
    "According to",
    "added",
    "asked whether",
    "that",
    "who",
    "which",
    "he",
    "She",
    "they",
    "I",
    "his",
    "it",
    "the",
    "The",
    "a",
    "Mr.",
    "Ms. ",
    "Dr.",
    "President",
    "minister",
    "the minister",
    "spokeswoman for",
    "statement",
    "the report",
    "officials",
    "Ana",
    "Ruiz",
    "Ana Ruiz",
    "John A. Smith",
    "O’Neill",
    "van den Berg",
    "Kim Jong-un",
    "NATO",
    "U.S.",
    "MOSCOW",
    "World Health Organization (WHO)",
    "Ministry of Trade",
    "Paris",
    "North Korea",
    "Russian",
    "/TASS/",
    "(Reuters) -",
    "January 21",
    "Jan. 3, 2024",
    "2022-01-21",
    "Friday",
    "last week",
    "10:30 p.m.",
    "$2.5 billion",
    "€5m",
    "3.4%",
    "12 percent",
    "1,000,000",
    "99999999999999999999999999",
    "12 hectares",
    "Name:",
    "Q:",
    "― Ana Ruiz",
    "don't",
    "dogs'",
    "’90s",
    "e.g.",
    "http://a.b/c?d",
    "x@y.z",
    "<b>",
    "\\u0000",
    "&amp;",
    "AAAA",
    "aaaaaaaaaaaaaaaaaaaa",
];

/// A text of up to 60 pieces, the same for the same seed.
pub fn text(seed: u64) -> String {
    let mut state = seed;
    let length = next(&mut state) % 60;
    // Half of the texts have spaces between all pieces: more of them reach the later stages.
    let joint = if next(&mut state).is_multiple_of(2) { " " } else { "" };
    let pieces: Vec<&str> = (0..length).map(|_| PIECES[next(&mut state) as usize % PIECES.len()]).collect();
    pieces.join(joint)
}

/// The bytes with a few of them changed, and with every third seed cut short.
pub fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut damaged = bytes.to_vec();
    // The beginning holds the structure, the rest mostly weights: both are hit.
    for reach in [64, 4096, bytes.len()] {
        let at = next(&mut state) as usize % reach.min(bytes.len());
        damaged[at] = next(&mut state) as u8;
    }
    if seed.is_multiple_of(3) {
        damaged.truncate(next(&mut state) as usize % bytes.len());
    }
    damaged
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
