//! [`Document`]: a text and every layer found in it. Built once by the pipeline, never edited.

use crate::attribution::Attribution;
use crate::coreference::Resolution;
use crate::dateline::Dateline;
use crate::mention::Mention;
use crate::quotation::Quotation;
use crate::sentence::Layout;
use crate::span::Span;
use crate::token::Token;

/// Something a user should know about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// A stable code: `unbalanced-quotation-mark`, `not-english`, `too-long`.
    pub code: &'static str,
    /// A sentence for a person.
    pub message: String,
    /// Where, in bytes.
    pub span: Option<Span>,
}

/// A text and the layers above it. Offsets are bytes, ranges are of tokens.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Words, numbers and marks.
    pub tokens: Vec<Token>,
    /// Paragraphs and sentences.
    pub layout: Layout,
    /// Where and when it was filed.
    pub dateline: Option<Dateline>,
    /// What stands in quotation marks.
    pub quotations: Vec<Quotation>,
    /// What refers to an entity, in text order.
    pub mentions: Vec<Mention>,
    /// Who said what, by the start of the content.
    pub attributions: Vec<Attribution>,
    /// Entities and speakers.
    pub resolution: Resolution,
    /// What the user should know.
    pub warnings: Vec<Warning>,
}
