//! Mentions: the spans that refer to an entity. Named, nominal, pronominal, and values (dates, sums).

mod bodies;
mod borders;
mod clubs;
mod employer;
mod forms;
mod mend;
mod particles;
mod repeats;
mod scores;
mod told;

use crate::lexicon::reference::{self, NounKind, Pronoun};
use crate::nominal;
use crate::order;
use crate::sentence::Layout;
use crate::span::{Span, TokenRange, cover};
use crate::tag::Tag;
use crate::token::{Token, TokenKind};
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

impl Mention {
    /// The name of a person, of the given confidence.
    pub fn person(tokens: &[Token], range: TokenRange, confidence: f32) -> Self {
        mention(tokens, range, MentionKind::Name, EntityType::Person, confidence)
    }
}

/// Makes the words under `place`, a dateline's, the name of a place, in `named`, and what a comma joins to it one of its
/// own: “OSLO, Norway”. Cost: that of one insertion.
pub fn locate(text: &str, tokens: &[Token], place: Span, named: &mut Vec<Mention>) {
    let start = tokens.partition_point(|t| t.span.start < place.start);
    let end = tokens.partition_point(|t| t.span.start < place.end);
    let name = |tokens_of| mention(tokens, tokens_of, MentionKind::Name, EntityType::Location, DATELINE);
    let whole = named[touching(named, &(start..end))].last();
    let land =
        whole.filter(|m| m.tokens.end > end + 1 && tokens[end].of(text) == ",").map(|m| end + 1..m.tokens.end);
    let found = [start..end].into_iter().chain(land).map(name).collect();
    replace(named, found);
}

/// A judgment: what a dateline begins with is hardly ever anything but a place.
const DATELINE: f32 = 0.9;

/// Mends `named` by the rest of the article, and adds to `named` (names and values, in text order) the nominal mentions of one person or one organisation
/// and the pronouns for people: candidates all, of which coreference keeps those that it can place.
///
/// `sources` are the sources of attributions: a phrase that ends one surely ends there. Nominal mentions may contain names; two mentions never have the same tokens. Cost: linear in the text.
pub fn find(
    text: &str,
    tokens: &[Token],
    tags: &[Tag],
    layout: &Layout,
    named: Vec<Mention>,
    sources: &[TokenRange],
) -> Vec<Mention> {
    let mut named = borders::part(text, tokens, named);
    forms::complete(text, tokens, tags, &mut named);
    let clubs = scores::read(text, tokens, tags, layout, &mut named);
    let mut named = particles::join(text, tokens, tags, mend::mend(text, tokens, tags, named));
    clubs::settle(text, tokens, layout, clubs, &mut named);
    employer::add(text, tokens, tags, &mut named);
    repeats::add(text, tokens, &mut named);
    let mut ends = vec![false; tokens.len() + 1];
    sources.iter().for_each(|s| ends[s.end] = true);
    let mut all = Vec::with_capacity(named.len() * 2);
    let mut next = 0;
    for at in 0..tokens.len() {
        while named.get(next).is_some_and(|m| m.tokens.end <= at) {
            next += 1;
        }
        let inside = named.get(next).is_some_and(|m| m.tokens.start <= at);
        let before_name = named.get(next + inside as usize).is_some_and(|m| is_titled(m, at + 1));
        if !inside && tokens[at].kind == TokenKind::Word {
            all.extend(pronoun(text, tokens, tags, at));
            if !before_name {
                all.extend(phrase(text, tokens, tags, layout, at, ends[at + 1]));
            }
        }
    }
    all.extend(named);
    put_in_order(&mut all);
    all
}

/// The indices of the mentions of `named`, in order and without overlap, that share a token with `range`.
fn touching(named: &[Mention], range: &TokenRange) -> TokenRange {
    let first = named.partition_point(|m| m.tokens.end <= range.start);
    first..first.max(named.partition_point(|m| m.tokens.start < range.end))
}

/// Puts `found`, in order and without overlap as `named` is, in the place of what it touches there.
fn replace(named: &mut Vec<Mention>, found: Vec<Mention>) {
    if found.is_empty() {
        return;
    }
    let starts = |m: &Mention| touching(&found, &m.tokens).is_empty();
    named.retain(starts);
    named.extend(found);
    put_in_order(named);
}

/// Puts mentions in text order, outer before inner.
pub fn put_in_order(mentions: &mut Vec<Mention>) {
    order::by_key(mentions, |m| order::outer_first(&m.tokens));
}

/// Whether `mention` is a person's name at `at`: the noun before it is a title then, not a mention of its own.
fn is_titled(mention: &Mention, at: usize) -> bool {
    mention.tokens.start == at && mention.entity_type == EntityType::Person
}

fn pronoun(text: &str, tokens: &[Token], tags: &[Tag], at: usize) -> Option<Mention> {
    // “The | mine | was closed”
    let noun = tokens[at].of(text).eq_ignore_ascii_case("mine")
        && at > 0
        && !matches!(tags[at - 1], Tag::Punct | Tag::Aux);
    let entity_type = match reference::pronoun(tokens[at].of(text)).filter(|_| !noun)? {
        Pronoun::Relative if !tokens[at].of(text).starts_with("who") => return None,
        Pronoun::It => EntityType::Organization,
        _ => EntityType::Person,
    };
    Some(mention(tokens, at..at + 1, MentionKind::Pronoun, entity_type, 0.9))
}

fn phrase(text: &str, tokens: &[Token], tags: &[Tag], layout: &Layout, at: usize, ends: bool) -> Option<Mention> {
    if !ends && !nominal::is_head(text, tokens, tags, at) {
        return None;
    }
    let floor = layout.sentences[layout.sentence_of[at] as usize].start;
    let phrase =
        nominal::read(text, tokens, tags, floor, at).filter(|phrase| nominal::is_mention(text, tokens, phrase))?;
    let entity_type = match phrase.noun.kind {
        NounKind::Organization => EntityType::Organization,
        _ => EntityType::Person,
    };
    Some(mention(tokens, phrase.tokens, MentionKind::Nominal, entity_type, 0.8))
}

fn mention(
    tokens: &[Token],
    range: TokenRange,
    kind: MentionKind,
    entity_type: EntityType,
    confidence: f32,
) -> Mention {
    Mention { span: cover(tokens, &range), tokens: range, kind, entity_type, confidence, value: None }
}
