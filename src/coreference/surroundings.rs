//! What surrounds each mention: sentence, quotation, grammatical part, title and possessor.

use super::Scene;
use crate::lexicon::reference::{self, Pronoun};
use crate::mention::{EntityType, Mention, MentionKind};
use crate::nominal::{self, NounPhrase};
use crate::span::TokenRange;
use crate::tag::Tag;

/// What is known of one mention before it is resolved.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Index of its sentence.
    pub sentence: u32,
    /// It stands inside quotation marks.
    pub quoted: bool,
    /// It is the subject of a clause.
    pub subject: bool,
    /// It only modifies a noun or a passive: `Brunner's campaign`, `Brunner aides`, `accused by Brunner`.
    pub modifier: bool,
    /// Index of the attribution whose source begins with it or holds it.
    pub source_of: Option<usize>,
    /// The pronoun that it is.
    pub pronoun: Option<Pronoun>,
    /// The noun phrase that it is, for nominal mentions.
    pub phrase: Option<NounPhrase>,
}

/// The facts of every mention, and where to find mentions by token.
pub struct Surroundings {
    /// One for each mention.
    pub facts: Vec<Facts>,
    /// For each token, the innermost mention of a person, body or place that covers it.
    pub mention_at: Vec<Option<u32>>,
    /// For each token, whether it stands inside quotation marks.
    pub quoted: Vec<bool>,
    /// For each token, whether somebody says it, word for word or not.
    pub said: Vec<bool>,
}

impl Surroundings {
    /// Reads the surroundings of every mention. Cost: linear in the text.
    pub fn new(scene: &Scene) -> Self {
        let mut quoted = vec![false; scene.tokens.len()];
        for quotation in scene.quotations.iter().filter(|q| q.is_outermost() && q.opened) {
            quoted[quotation.tokens.clone()].fill(true);
        }
        let mut said = vec![false; scene.tokens.len()];
        scene.attributions.iter().flat_map(|a| &a.content).for_each(|r| said[r.clone()].fill(true));
        let mut mention_at = vec![None; scene.tokens.len()];
        // Nominal mentions come first of those that start alike, so that names inside them overwrite them.
        for (i, mention) in scene.mentions.iter().enumerate().filter(|m| m.1.kind != MentionKind::Value) {
            mention_at[mention.tokens.clone()].fill(Some(i as u32));
        }
        let source_at = source_at(scene);
        let facts = scene.mentions.iter().map(|m| facts(scene, m, &quoted, &source_at)).collect();
        Surroundings { facts, mention_at, quoted, said }
    }
}

/// For each token, the attribution in whose source it stands.
fn source_at(scene: &Scene) -> Vec<Option<u32>> {
    let mut source_at = vec![None; scene.tokens.len()];
    for (i, attribution) in scene.attributions.iter().enumerate() {
        for range in &attribution.source {
            source_at[range.clone()].fill(Some(i as u32));
        }
    }
    source_at
}

fn facts(scene: &Scene, mention: &Mention, quoted: &[bool], source_at: &[Option<u32>]) -> Facts {
    let start = mention.tokens.start;
    let sentence = scene.layout.sentence_of[start];
    let floor = scene.layout.sentences[sentence as usize].start;
    let word = scene.tokens[start].of(scene.text);
    let nominal = mention.kind == MentionKind::Nominal;
    let source_of = source_at[start].map(|a| a as usize);
    let by = source_of.is_some() && start > 0 && scene.word(left_edge(scene, start).max(1) - 1) == "by";
    let modifier = by || is_modifier(scene, &mention.tokens);
    Facts {
        sentence,
        quoted: quoted[start],
        subject: !modifier && (source_of.is_some() || is_subject(scene, &mention.tokens)),
        modifier,
        source_of,
        pronoun: reference::pronoun(word).filter(|_| mention.kind == MentionKind::Pronoun),
        phrase: nominal
            .then(|| nominal::read(scene.text, scene.tokens, scene.tags, floor, mention.tokens.end - 1))
            .flatten(),
    }
}

/// Whether the mention's phrase goes on past it to another head: `Brunner's aides`, `the Brunner plan`.
fn is_modifier(scene: &Scene, range: &TokenRange) -> bool {
    let next = scene.tags.get(range.end);
    let possessive = next == Some(&Tag::Poss)
        || range.len() == 1 && matches!(scene.word(range.start).to_ascii_lowercase().as_str(), "his" | "whose");
    let compound = next == Some(&Tag::Noun) && scene.tokens[range.end].spaced;
    possessive || compound
}

/// Whether a finite verb follows the mention (adverbs, brackets and an apposition apart) and no preposition
/// governs it.
fn is_subject(scene: &Scene, range: &TokenRange) -> bool {
    let start = left_edge(scene, range.start);
    // “For farmer Peter Lunn, that is bad news.”: whom the sentence is about.
    let opens = start.checked_sub(1).filter(|&i| i == scene.sentence_start(i) && scene.word(i) == "For");
    if opens.is_some() && scene.tokens.get(range.end).is_some_and(|t| t.of(scene.text) == ",") {
        return true;
    }
    if start > 0 && matches!(scene.tags[start - 1], Tag::Adp | Tag::To) {
        return false;
    }
    let sentence = &scene.layout.sentences[scene.layout.sentence_of[range.start] as usize];
    if is_inverted(scene, start, sentence.start, range.end) {
        return true;
    }
    let mut at = range.end;
    // “The mayor, Anna Brunner, was”: the name is the apposition.
    let apposed =
        start > sentence.start && scene.word(start - 1) == "," && at < sentence.end && scene.word(at) == ",";
    if apposed && scene.tags.get(at + 1).is_some_and(|t| t.is_finite()) {
        return true;
    }
    if at < sentence.end && matches!(scene.word(at), "," | "(" | "-" | "--" | "—" | "–") {
        let closes = |&i: &usize| matches!(scene.word(i), "," | ")" | "-" | "--" | "—" | "–");
        match (at + 1..sentence.end.min(at + MAX_APPOSITION)).find(closes) {
            Some(close) => at = close + 1,
            None => return false,
        }
        if start == sentence.start {
            return true;
        }
    }
    while at < sentence.end && matches!(scene.tags[at], Tag::Adv) {
        at += 1;
    }
    at < sentence.end && scene.tags[at].is_finite()
}

/// Whether the verb comes first: “…, noted the mayor Anna Brunner.”
fn is_inverted(scene: &Scene, start: usize, floor: usize, end: usize) -> bool {
    let mark = |at: usize| !scene.tokens[at].is_wordlike();
    let verb = start > floor + 1 && matches!(scene.tags[start - 1], Tag::Past | Tag::Present);
    verb && mark(start - 2) && end < scene.tokens.len() && mark(end)
}

/// Tokens that an apposition may have.
pub const MAX_APPOSITION: usize = 30;

/// First token of the phrase that token `at` belongs to: titles, modifiers and the determiner included.
fn left_edge(scene: &Scene, at: usize) -> usize {
    let fits = |tag: Tag| matches!(tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det | Tag::Poss | Tag::Num);
    let floor = at.saturating_sub(10);
    (floor..at).rev().take_while(|&i| fits(scene.tags[i])).last().unwrap_or(at)
}

/// Whether the mention can be somebody who speaks.
pub fn is_agent(mention: &Mention) -> bool {
    matches!(
        mention.entity_type,
        EntityType::Person | EntityType::Organization | EntityType::Location | EntityType::Norp
    )
}
