//! Mentions: the spans that refer to an entity. Named, nominal, pronominal, and values (dates, sums).

use crate::span::{Span, TokenRange};
use crate::value::Value;

/// What sort of thing a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A person, real or not.
    Person,
    /// A company, party, agency, team, newspaper.
    Organization,
    /// A place: country, city, region, building, river.
    Location,
    /// Nationalities, religious and political groups: `Kenyan`, `Muslims`, `Republican`.
    Norp,
    /// A calendar date or period, absolute or relative.
    Date,
    /// A time of day.
    Time,
    /// A sum of money.
    Money,
    /// A percentage.
    Percent,
    /// A measured quantity: `40 km`.
    Quantity,
    /// Events, works, laws, products.
    Misc,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// By name: `Angela Merkel`, `NATO`.
    Name,
    /// By a description: `the top diplomat`.
    Nominal,
    /// By a pronoun: `she`.
    Pronoun,
    /// A date, time, sum, percentage or quantity.
    Value,
}

/// A span that refers to an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The tokens it covers.
    pub tokens: TokenRange,
    /// How it refers.
    pub kind: MentionKind,
    /// To what sort of thing.
    pub entity_type: EntityType,
    /// 0..1, calibrated: of those at 0.9, nine in ten are right.
    pub confidence: f32,
    /// The normalised value, for dates, times, money, percentages and quantities, where it is certain.
    pub value: Option<Value>,
}
