//! **whosaid** finds who is quoted saying what in a news article.
//!
//! [`Analyzer::analyze`] takes a text and returns an [`Analysis`]: the attributions (direct, indirect and
//! mixed), their speakers, and the people, places, organisations, dates and sums. It never fails and never
//! panics; the same text and model give the same bytes; the work is linear in the text.
//!
//! The stages follow one another in [`pipeline`]; each module holds one, and may use only those above it.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Lists of ranges with one range are what they seem.
#![allow(clippy::single_range_in_vec_init)]

pub mod amount;
pub mod analysis;
pub mod announcement;
pub mod attribution;
pub mod branch;
pub mod calendar;
pub mod capitals;
pub mod clock;
pub mod clusters;
pub mod consistency;
pub mod context;
pub mod continuation;
pub mod coreference;
pub mod country;
pub mod cue;
pub mod date;
pub mod dateline;
pub mod document;
pub mod entity_tagger;
pub mod evidence;
pub mod extent;
pub mod feature;
pub mod headline;
pub mod inversion;
pub mod key_set;
pub mod lexicon;
pub mod linear;
pub mod link;
pub mod math;
pub mod mention;
pub mod model;
pub mod name;
pub mod naming;
pub mod nominal;
pub mod noun_cue;
pub mod number;
pub mod order;
pub mod outlook;
#[cfg(any(target_arch = "wasm32", test))]
mod pack;
pub mod parser;
pub mod passive;
pub mod pipeline;
pub mod quotation;
pub mod refusal;
pub mod reporting_clause;
pub mod role;
pub mod row_sum;
pub mod scores;
pub mod section;
pub mod sentence;
pub mod source;
pub mod span;
pub mod speaker;
pub mod subject;
pub mod syntax;
pub mod table;
pub mod tag;
pub mod tagger;
pub mod token;
pub mod transcript;
pub mod utf16;
pub mod value;
pub mod warning;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use analysis::Analysis;
pub use document::Document;
pub use pipeline::Analyzer;
pub use span::Span;
