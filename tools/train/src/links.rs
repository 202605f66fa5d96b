//! Trains the model of whole attributions on candidates that the taggers make of articles they have not seen.

use crate::attributions::{self, Lesson};
use crate::dataset::Dataset;
use crate::matching::Matches;
use crate::trainer::{self, Options};
use std::error::Error;
use whosaid::attribution;
use whosaid::feature::Features;
use whosaid::linear::Linear;
use whosaid::link;
use whosaid::model::Model;

/// The articles are parted into so many lots; each is seen by taggers trained on the others.
const LOTS: usize = 3;

/// Trains on `annotated` articles; the taggers of each lot learn from `silver` ones too. Returns the section's bytes.
pub fn train(annotated: &[Lesson], silver: &[Lesson], model: &Model) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut data = Dataset::default();
    for lot in 0..LOTS {
        let (seen, unseen): (Vec<_>, Vec<_>) = annotated.iter().enumerate().partition(|(i, _)| i % LOTS != lot);
        let seen: Vec<&Lesson> = seen.into_iter().map(|a| a.1).chain(silver).collect();
        let (cues, roles) = attributions::train_taggers(&seen);
        let tagged =
            Model { cues: Linear::from_bytes(&cues)?, roles: Linear::from_bytes(&roles)?, ..model.clone() };
        unseen.iter().for_each(|(_, lesson)| push(lesson, &tagged, &mut data));
    }
    let options = Options { epochs: 15, rate: 0.03, l1: 1.5, step: 0.05, chain: false, ..Options::default() };
    Ok(trainer::train("links", &link::LABELS, data, &options))
}

/// Adds the candidates of one article, each with whether it is right.
fn push(Lesson { layers, gold }: &Lesson, model: &Model, data: &mut Dataset) {
    let context = layers.context();
    let candidates = attribution::candidates(&context, model);
    let matches = Matches::new(&layers.tokens, gold, candidates.iter().map(|c| &c.roles.content[..]));
    let right = |(i, c): (usize, &link::Candidate)| {
        let found = matches.gold_of[i].map(|g| &gold[g]);
        found.is_some_and(|g| g.source.is_empty() || matches.same_source(&g.source, &c.roles.source)) as u8
    };
    let labels: Vec<u8> = candidates.iter().enumerate().map(right).collect();
    let mut buffer = Features::default();
    link::features(&context, &candidates, &mut buffer);
    data.push(&buffer, &labels);
}
