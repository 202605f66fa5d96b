//! Mentions to entities, and sources to speakers: canonical names, aliases, roles.

use crate::mention::EntityType;
use crate::span::Span;
use crate::value::Value;

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
