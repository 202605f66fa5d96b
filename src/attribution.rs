//! Attributions: cue + source + content, direct, indirect and mixed, with confidence and evidence.

use crate::span::TokenRange;

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// Word for word, in quotation marks.
    Direct,
    /// In the article's words.
    Indirect,
    /// In the article's words with some of the speaker's.
    Mixed,
}

/// Why an attribution was made: a named rule and the tokens it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The rule, in words a reader understands: `cue “said” follows the quotation`.
    pub rule: String,
    /// The tokens the rule looked at.
    pub tokens: Vec<TokenRange>,
}

/// Somebody said something. All ranges are of tokens, in text order.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How the content is given.
    pub kind: AttributionKind,
    /// What is said; several pieces when the cue interrupts it.
    pub content: Vec<TokenRange>,
    /// The reporting expression; empty when there is none.
    pub cue: Vec<TokenRange>,
    /// The words that name the source; empty when there are none.
    pub source: Vec<TokenRange>,
    /// An earlier attribution (index into the list) whose speaker goes on speaking here.
    pub same_speaker_as: Option<usize>,
    /// Probability that content and source are right, 0..1, before the speaker is resolved.
    pub confidence: f32,
    /// Why.
    pub evidence: Vec<Evidence>,
}
