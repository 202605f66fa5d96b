//! The dateline of an agency's report: `MOSCOW, January 21. /TASS/.`, `PARIS (AP) —`.

use crate::span::Span;

/// Where, when and by whom a report was filed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place, in bytes.
    pub place: Option<Span>,
    /// The agency, in bytes.
    pub agency: Option<Span>,
    /// The day the report was filed, ISO 8601.
    pub date: Option<String>,
}
