//! Trains the tagger of entities on corpora of annotated names.

use whosaid::entity_tagger::{self, DocumentWords, LABELS};
use whosaid::feature::Features;
use whosaid::model::Model;
use whosaid::pipeline::Layers;
use whosaid::scores;

use crate::corpus::Annotated;
use crate::dataset::Dataset;
use crate::trainer::{self, Options, Refit};

/// Trains on annotated documents. Returns the section's bytes.
pub fn train(documents: &[Annotated], model: &Model, options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    documents.iter().for_each(|d| add(d, model, &mut data));
    trainer::train("entities", &LABELS, data, options)
}

/// How the shipped model is trained; chosen on worldwide/dev.
pub fn options() -> Options {
    let refit = Refit { epochs: 3, least: 0.1, l1: 0.5 };
    Options { epochs: 10, rate: 0.1, l1: 0.9, min_count: 2, step: 0.1, refit, ..Options::default() }
}

fn add(document: &Annotated, model: &Model, data: &mut Dataset) {
    let layers = Layers::new(&document.text, model);
    let words = DocumentWords::of(&layers.lexemes, &layers.layout);
    let gold = labels(document);
    let mut buffer = Features::default();
    for sentence in &layers.layout.sentences {
        let sequence = entity_tagger::Sentence { words: layers.words(), tokens: sentence, document: &words };
        scores::features(&sequence, &mut buffer);
        data.push(&buffer, &gold[sentence.clone()]);
    }
}

/// The gold label of every token.
fn labels(document: &Annotated) -> Vec<u8> {
    let mut labels = vec![0; document.tokens.len()];
    for gold in &document.entities {
        labels[gold.start..gold.end].fill(entity_tagger::label(gold.entity_type, false));
        labels[gold.start] = entity_tagger::label(gold.entity_type, true);
    }
    labels
}
