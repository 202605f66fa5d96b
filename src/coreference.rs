//! Mentions to entities, and sources to speakers: canonical names, aliases, roles.
//!
//! Names first ([`people`], [`bodies`]), then descriptions and pronouns in text order ([`antecedent`]), then
//! speakers, then what stands inside quotations, where who speaks decides who “I” and “he” are.

pub mod antecedent;
pub mod bodies;
pub mod canonical;
pub mod draft;
pub mod fit;
pub mod people;
pub mod role;
pub mod surroundings;
pub mod voices;

#[cfg(test)]
mod tests;

use crate::attribution::Attribution;
use crate::mention::{EntityType, Mention};
use crate::quotation::Quotation;
use crate::sentence::Layout;
use crate::span::Span;
use crate::speaker::{self, Credits, Who};
use crate::tag::Tag;
use crate::token::Token;
use crate::value::Value;
use draft::Workshop;
use surroundings::Surroundings;

/// What mentions refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What sort of thing.
    pub entity_type: EntityType,
    /// The fullest form in the text, without titles or a leading “the”.
    pub name: String,
    /// The other forms seen.
    pub aliases: Vec<String>,
    /// What the article calls it: “Russian Foreign Minister”.
    pub roles: Vec<String>,
    /// Indices into the document's mentions, in text order.
    pub mentions: Vec<usize>,
    /// ISO 3166-1 alpha-2, for countries and what stands for them.
    pub code: Option<&'static str>,
    /// The normalised value, for dates, sums and the like.
    pub value: Option<Value>,
}

/// Somebody, named or not, who says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The entity's canonical name, or a descriptor for an unnamed source.
    pub name: String,
    /// Index into the document's entities; `None` for a group or a source never named.
    pub entity: Option<usize>,
    /// False for “a senior official”.
    pub named: bool,
}

/// Who said each attribution, and who everyone is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// The entities.
    pub entities: Vec<Entity>,
    /// For each mention of the document, the entity it refers to (index into `entities`).
    pub entity_of: Vec<usize>,
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// For each attribution, its speaker (index into `speakers`); `None`: unknown, on purpose.
    pub speaker_of: Vec<Option<usize>>,
    /// For each attribution: probability that the speaker is right given that the attribution is, 0..1.
    pub speaker_confidence: Vec<f32>,
    /// For each attribution, how its speaker was found: a rule in words and the bytes it rests on.
    pub speaker_evidence: Vec<Option<(String, Vec<Span>)>>,
}

/// The scene that coreference rests on.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Their parts of speech.
    pub tags: &'a [Tag],
    /// Paragraphs and sentences.
    pub layout: &'a Layout,
    /// What stands in quotation marks.
    pub quotations: &'a [Quotation],
    /// Who says what, by source.
    pub attributions: &'a [Attribution],
    /// Candidates for mentions, in text order.
    pub mentions: &'a [Mention],
}

impl<'a> Scene<'a> {
    /// The characters of token `at`.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens[at].of(self.text)
    }

    /// First token of the sentence that token `at` stands in.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.layout.sentences[self.layout.sentence_of[at] as usize].start
    }

    /// One past the last token of the sentence that token `at` stands in.
    pub fn sentence_end(&self, at: usize) -> usize {
        self.layout.sentences[self.layout.sentence_of[at] as usize].end
    }
}

/// Resolves every mention and every source. Returns the mentions that refer to something, in text order, and what
/// they refer to; a pronoun with no antecedent is left out. Cost: linear in the text.
pub fn resolve(scene: &Scene) -> (Vec<Mention>, Resolution) {
    let surroundings = Surroundings::new(scene);
    let mut workshop = Workshop::new(scene.mentions.len(), scene.tokens.len());
    bodies::gather(scene, &mut workshop);
    people::gather(scene, &mut workshop);
    antecedent::resolve(scene, &surroundings, &mut workshop, |facts| !facts.quoted, |_| None);
    let mut credits = Credits::default();
    let outside = |a: &Attribution| a.source.first().is_none_or(|s| !surroundings.quoted[s.start]);
    speaker::credit(scene, &surroundings, &workshop, &mut credits, outside);
    let speakers = speaking(scene, &credits);
    voices::gather(scene, &surroundings, &mut workshop, &speakers);
    let barred = |m: usize| speakers[scene.mentions[m].tokens.start];
    antecedent::resolve(scene, &surroundings, &mut workshop, |facts| facts.quoted, barred);
    speaker::credit(scene, &surroundings, &workshop, &mut credits, |_| true);
    canonical::finish(scene, workshop, credits)
}

/// For each token, the entity whose words it is part of.
fn speaking(scene: &Scene, credits: &Credits) -> Vec<Option<usize>> {
    let mut speakers = vec![None; scene.tokens.len()];
    for (attribution, credit) in scene.attributions.iter().zip(&credits.of) {
        if let Some(Who::Entity(entity)) = credit.as_ref().map(|c| &c.who) {
            for content in &attribution.content {
                speakers[content.clone()].fill(Some(*entity));
            }
        }
    }
    speakers
}
