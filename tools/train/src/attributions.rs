//! Trains what finds attributions on PolNeAR: the taggers of cues and of roles, and the judge of candidates.

use crate::links;
use crate::polnear::{Article, Gold};
use crate::trainer::{self, Dataset, Options};
use std::error::Error;
use whosaid::context::Context;
use whosaid::cue;
use whosaid::feature::Features;
use whosaid::model::Model;
use whosaid::pipeline::Layers;
use whosaid::role;
use whosaid::span::TokenRange;

/// How the tagger of cues is trained: tuned on dev for score per byte.
const CUES: Options =
    Options { epochs: 8, rate: 0.1, l1: 3.5, min_count: 1, step: 0.05, chain: true, recall: 0.0, seed: 1 };

/// How the tagger of roles is trained.
const ROLES: Options =
    Options { epochs: 8, rate: 0.1, l1: 4.0, min_count: 1, step: 0.05, chain: true, recall: 0.0, seed: 1 };

/// A section's name and bytes.
pub type Section = (&'static str, Vec<u8>);

/// Trains all sections that attributions need.
pub fn train(articles: &[Article], model: &Model) -> Result<[Section; 3], Box<dyn Error>> {
    let links = links::train(articles, model)?;
    let all: Vec<&Article> = articles.iter().collect();
    let (cues, roles) = train_taggers(&all, model);
    Ok([("cues", cues), ("roles", roles), ("links", links)])
}

/// Trains the taggers of cues and of roles side by side. Returns the bytes of their sections.
pub fn train_taggers(articles: &[&Article], model: &Model) -> (Vec<u8>, Vec<u8>) {
    std::thread::scope(|scope| {
        let cues = scope.spawn(|| train_cues(articles, model, &CUES));
        let roles = train_roles(articles, model, &ROLES);
        (cues.join().expect("training does not panic"), roles)
    })
}

/// Trains the tagger of cues. Returns the section's bytes.
fn train_cues(articles: &[&Article], model: &Model, options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for article in articles {
        let layers = Layers::new(&article.text, model);
        let context = layers.context();
        let gold = cue_labels(&article.gold(&layers.tokens), layers.tokens.len());
        for sentence in &layers.layout.sentences {
            cue::features(&context, sentence, &mut buffer);
            data.push(&buffer, &gold[sentence.clone()]);
        }
    }
    trainer::train("cues", &cue::LABELS, &data, options)
}

/// For each token, its label: outside, begins a cue, goes on with it.
fn cue_labels(gold: &[Gold], tokens: usize) -> Vec<u8> {
    let mut labels = vec![0; tokens];
    for range in gold.iter().filter_map(|g| g.cue.first()) {
        labels[range.clone()].fill(2);
        labels[range.start] = 1;
    }
    labels
}

/// Trains the tagger of roles on the gold cues. Returns the section's bytes.
fn train_roles(articles: &[&Article], model: &Model, options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for article in articles {
        let layers = Layers::new(&article.text, model);
        let context = layers.context();
        for gold in article.gold(&layers.tokens).iter().filter(|g| !g.cue.is_empty()) {
            let window = role::window(&context, &gold.cue[0]);
            role::features(&context, &gold.cue[0], &window, &mut buffer);
            data.push(&buffer, &role_labels(&context, gold, &window));
        }
    }
    trainer::train("roles", &role::LABELS, &data, options)
}

/// For each token of the window, its label as [`role::LABELS`] has them.
fn role_labels(context: &Context, gold: &Gold, window: &TokenRange) -> Vec<u8> {
    let mut labels = vec![0; context.tokens.len()];
    for (ranges, first) in [(&gold.source, 1), (&gold.content, 3)] {
        for range in ranges {
            labels[range.clone()].fill(first + 1);
            labels[range.start] = first;
        }
    }
    labels[window.clone()].to_vec()
}
