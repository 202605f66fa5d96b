//! Sources to speakers: who each attribution is credited to, how surely, and why.

mod document;
mod interview;
mod issuer;
mod source;

use crate::attribution::Attribution;
use crate::coreference::Scene;
use crate::coreference::draft::Workshop;
use crate::coreference::surroundings::Surroundings;
use crate::mention::EntityType;
use crate::order;
use crate::span::Span;
use document::Documents;
use interview::Interview;
use source::Reader;

/// Who an attribution is credited to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// An entity under construction, by its index.
    Entity(usize),
    /// Somebody that is no entity: a group, a document without an issuer. Its descriptor.
    Described(String),
}

/// How a speaker was found. Each has its own chance of being right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The source is a name.
    Name,
    /// The source is a pronoun.
    Pronoun,
    /// The source describes somebody by role.
    Role,
    /// The source is a document, credited to its issuer.
    Document,
    /// The source is a group or somebody never named.
    Description,
    /// There is no source: the attribution goes on from another.
    Continued,
}

impl Rule {
    /// How often the rule is right: measured on polnear/dev with its own sources (`train evaluate-speakers`).
    pub fn confidence(self) -> f32 {
        match self {
            Rule::Name => 0.97,
            Rule::Pronoun => 0.9,
            Rule::Role => 0.87,
            Rule::Document => 0.5,
            Rule::Description => 0.84,
            Rule::Continued => 0.9,
        }
    }
}

/// A speaker found for one attribution.
#[derive(Clone, Debug)]
pub struct Credit {
    /// Who speaks.
    pub who: Who,
    /// How that was found.
    pub rule: Rule,
    /// What it rests on, in bytes: the source, then the mention that it leans on.
    pub spans: Vec<Span>,
}

/// The credits of all attributions, as far as they are known.
#[derive(Default)]
pub struct Credits {
    /// One for each attribution.
    pub of: Vec<Option<Credit>>,
    /// Documents credited so far: “the poll” is the poll named before.
    documents: Documents,
    /// The attribution credited last.
    latest: Option<usize>,
    /// The attribution credited last to a body, a place, a group or a document.
    latest_thing: Option<usize>,
}

/// Credits every attribution that has none yet and for which `due` holds, in the order of their sources.
pub fn credit(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &Workshop,
    credits: &mut Credits,
    due: impl Fn(&Attribution) -> bool,
) {
    credits.of.resize(scene.attributions.len(), None);
    (credits.latest, credits.latest_thing) = (None, None);
    let interview = Interview::read(scene, workshop);
    for index in order::ascending(scene.attributions.iter().map(|a| position(a) as u64)) {
        let attribution = &scene.attributions[index];
        if credits.of[index].is_none() && due(attribution) {
            let reader = Reader { scene, surroundings, workshop, credits, interview: &interview };
            let found = reader.read(index, attribution);
            let document = found.as_ref().and_then(|credit| reader.document_of(attribution, credit));
            if let (Some(document), Some(credit)) = (document, &found) {
                credits.documents.add(index, document, &credit.who, &mut credits.of);
            }
            credits.of[index] = found;
        }
        if let Some(credit) = &credits.of[index] {
            credits.latest = Some(index);
            if !is_person(workshop, &credit.who) {
                credits.latest_thing = Some(index);
            }
        }
    }
}

/// Where an attribution's source stands; its content where it has none.
fn position(attribution: &Attribution) -> usize {
    let first = attribution.source.first().or(attribution.content.first());
    first.map_or(0, |r| r.start)
}

/// Whether a speaker is one person.
fn is_person(workshop: &Workshop, who: &Who) -> bool {
    matches!(who, Who::Entity(entity) if workshop.drafts[*entity].entity_type == EntityType::Person)
}
