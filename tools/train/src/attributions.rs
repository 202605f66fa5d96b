//! Trains what finds attributions on PolNeAR: the taggers of cues and of roles, and the judge of candidates.

use crate::dataset::Dataset;
use crate::links;
use crate::polnear::{Article, Gold};
use crate::trainer::{self, Options, Refit};
use std::error::Error;
use whosaid::context::Context;
use whosaid::cue;
use whosaid::feature::Features;
use whosaid::linear::Linear;
use whosaid::model::Model;
use whosaid::pipeline::Layers;
use whosaid::role;
use whosaid::scores;
use whosaid::span::TokenRange;

/// How the tagger of cues is trained: tuned on dev for score per byte.
const CUES: Options = Options {
    epochs: 10,
    rate: 0.03,
    l1: 2.0,
    min_count: 2,
    step: 0.1,
    bits: 19,
    chain: true,
    recall: 0.0,
    refit: Refit { epochs: 4, least: 0.075, l1: 0.4 },
    seed: 1,
};

/// How the tagger of roles is trained. Its features say much the same, so a higher rate overshoots: at 0.1 the loss on dev
/// is 0.072 a position with twice the weights, at 0.03 it is 0.045.
const ROLES: Options = Options {
    epochs: 12,
    rate: 0.01,
    l1: 2.5,
    min_count: 2,
    step: 0.08,
    bits: 19,
    chain: true,
    recall: 0.0,
    refit: Refit { epochs: 4, least: 0.05, l1: 0.5 },
    seed: 1,
};

/// A section's name and bytes.
pub type Section = (&'static str, Vec<u8>);

/// An article with its layers and what should be found in it.
pub struct Lesson<'a> {
    /// The layers below attributions.
    pub layers: Layers<'a>,
    /// The attributions.
    pub gold: Vec<Gold>,
}

impl<'a> Lesson<'a> {
    /// Lays out articles.
    pub fn all(articles: &'a [Article], model: &Model) -> Vec<Self> {
        let lesson = |article: &'a Article| {
            let layers = Layers::new(&article.text, model);
            let gold = article.gold(&layers.tokens);
            Lesson { layers, gold }
        };
        articles.iter().map(lesson).collect()
    }

    /// Takes the sources that `roles` finds for the cues: the teacher of silver articles knows contents better than sources.
    fn credit(&mut self, roles: &Linear) {
        let context = self.layers.context();
        let mut buffer = Features::default();
        for gold in self.gold.iter_mut().filter(|g| !g.cue.is_empty()) {
            let mut source = role::find(&context, &gold.cue[0], false, roles, &mut buffer).source;
            source.retain(|s| gold.content.iter().all(|c| c.end <= s.start || s.end <= c.start));
            gold.source = source;
        }
    }
}

/// Trains all sections that attributions need, on annotated articles and on silver ones, which a teacher labelled. The
/// judge of candidates learns from annotated ones alone.
pub fn train(articles: &[Article], silver: &[Article], model: &Model) -> Result<[Section; 3], Box<dyn Error>> {
    let annotated = Lesson::all(articles, model);
    let mut silver = Lesson::all(silver, model);
    if !silver.is_empty() {
        let roles = Linear::from_bytes(&train_roles(&annotated.iter().collect::<Vec<_>>(), &ROLES))?;
        silver.iter_mut().for_each(|lesson| lesson.credit(&roles));
    }
    let links = links::train(&annotated, &silver, model)?;
    let (cues, roles) = train_taggers(&annotated.iter().chain(&silver).collect::<Vec<_>>());
    Ok([("cues", cues), ("roles", roles), ("links", links)])
}

/// Trains the taggers of cues and of roles side by side. Returns the bytes of their sections.
pub fn train_taggers(lessons: &[&Lesson]) -> (Vec<u8>, Vec<u8>) {
    std::thread::scope(|scope| {
        let cues = scope.spawn(|| train_cues(lessons, &CUES));
        let roles = train_roles(lessons, &ROLES);
        (cues.join().expect("training does not panic"), roles)
    })
}

/// Trains the tagger of cues. Returns the section's bytes.
fn train_cues(lessons: &[&Lesson], options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for Lesson { layers, gold } in lessons {
        let context = layers.context();
        let labels = cue_labels(gold, layers.tokens.len());
        for sentence in &layers.layout.sentences {
            scores::features(&cue::Sentence::new(&context, sentence), &mut buffer);
            data.push(&buffer, &labels[sentence.clone()]);
        }
    }
    trainer::train("cues", &cue::LABELS, data, options)
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
fn train_roles(lessons: &[&Lesson], options: &Options) -> Vec<u8> {
    let mut data = Dataset::default();
    let mut buffer = Features::default();
    for Lesson { layers, gold } in lessons {
        let context = layers.context();
        for gold in gold.iter().filter(|g| !g.cue.is_empty()) {
            let window = role::Window::new(&context, &gold.cue[0]);
            scores::features(&window, &mut buffer);
            data.push(&buffer, &role_labels(&context, gold, &window.tokens));
        }
    }
    trainer::train("roles", &role::LABELS, data, options)
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
