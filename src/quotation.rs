//! Quotation marks to quotations: nested, interrupted, running over paragraphs, unbalanced.

use crate::span::TokenRange;

/// A stretch of text between quotation marks, the marks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens it covers, marks included. Never crosses a paragraph.
    pub tokens: TokenRange,
    /// 0 for an outermost quotation, 1 for one inside it, and so on.
    pub depth: u8,
    /// The opening mark stands in the text (false: closed but never opened).
    pub opened: bool,
    /// The closing mark stands in the text (false: the paragraph's end closed it).
    pub closed: bool,
    /// Goes on from the quotation before it: that one was left open at its paragraph's end, and this
    /// one opens the next paragraph with the mark repeated.
    pub continues: bool,
}
