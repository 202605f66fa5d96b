//! Headlines that end with who says so: “Cholera is spreading, WHO warns”, “Bridge is safe, says minister”.

use crate::attribution::{self, Attribution};
use crate::context::Context;
use crate::feature::Case;
use crate::span::TokenRange;

/// A judgment: hardly anything else ends a headline so.
const CONFIDENCE: f32 = 0.6;

/// Verbs of headlines.
const SAYS: [&str; 26] = [
    "admits", "argues", "claims", "fears", "find", "finds", "hears", "insist", "insists", "learns", "predicts",
    "report", "reports", "reveals", "rules", "said", "say", "says", "show", "shows", "suggest", "suggests", "told",
    "vows", "warn", "warns",
];

/// Paragraphs among which a headline and its deck stand, and the tokens that one may have.
const FIRST: usize = 3;
const LONGEST: usize = 30;

/// Tokens that who says so may have.
const LONGEST_SOURCE: usize = 6;

/// Adds what headlines say, where nobody in `found` says any of it. Cost: bounded.
pub fn extend(context: &Context, mut found: Vec<Attribution>) -> Vec<Attribution> {
    for paragraph in context.layout.paragraphs.iter().take(FIRST) {
        let Some((content, cue, source)) = parts(context, paragraph) else { continue };
        let meets = |r: &TokenRange| r.start < content.end && content.start < r.end;
        if !found.iter().flat_map(|a| &a.content).any(meets) {
            found.push(attribution::reported(context, cue, Some(source), content, CONFIDENCE));
        }
    }
    attribution::put_in_order(&mut found);
    found
}

/// What a headline says, by which verb, and who.
fn parts(context: &Context, line: &TokenRange) -> Option<(TokenRange, TokenRange, TokenRange)> {
    let last = line.end.checked_sub(1).filter(|&i| i > line.start && context.tokens[i].is_wordlike())?;
    let comma = (line.start + 2..last).rev().find(|&i| context.word(i) == ",")?;
    let tail = comma + 1..line.end;
    let says = |i: usize| SAYS.contains(&context.word(i));
    let (cue, source) = match () {
        () if says(last) => (last..line.end, comma + 1..last),
        () if says(tail.start) => (tail.start..tail.start + 1, tail.start + 1..line.end),
        () => return None,
    };
    let nominal = |i: usize| context.lexemes[i].case == Case::Upper || context.tags[i].opens_phrase();
    let phrase = (1..=LONGEST_SOURCE).contains(&source.len()) && source.clone().all(nominal);
    let fits = phrase && line.len() <= LONGEST && context.edges(comma, line.end) == 0;
    let part = (line.start..comma).rev().find(|&i| context.word(i) == ";").map_or(line.start, |i| i + 1);
    fits.then_some((part..comma, cue, source))
}
