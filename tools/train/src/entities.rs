//! Trains the tagger of entities on corpora of annotated names.

use whosaid::entity_tagger::{self, DocumentWords, LABELS};
use whosaid::feature::{self, Clusters, Features};
use whosaid::sentence;

use crate::corpus::Annotated;
use crate::trainer::{self, Dataset, Options};

/// Trains on annotated documents. Returns the section's bytes.
pub fn train(documents: &[Annotated], clusters: &impl Clusters, options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    documents.iter().for_each(|d| add(d, clusters, &mut data));
    trainer::train("entities", &LABELS, &data, options)
}

/// How the shipped model is trained; chosen on worldwide/dev.
pub fn options() -> Options {
    Options { epochs: 14, rate: 0.1, l1: 0.5, min_count: 2, step: 0.04, ..Options::default() }
}

fn add(document: &Annotated, clusters: &impl Clusters, data: &mut Dataset) {
    let lexemes = feature::lexemes(&document.text, &document.tokens, clusters);
    let layout = sentence::lay_out(&document.text, &document.tokens);
    let words = DocumentWords::of(&lexemes, &layout);
    let gold = labels(document);
    let mut buffer = Features::default();
    for sentence in &layout.sentences {
        entity_tagger::features(&lexemes, sentence.clone(), &words, &mut buffer);
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
