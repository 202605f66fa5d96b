//! Roles: what stands before a name (“Russian Foreign Minister”) and beside it (“, the mayor of Oslo,”).

use super::Layers;
use super::context::MAX_APPOSITION;
use crate::lexicon::reference::{self, GenderWeight, Noun, NounKind};
use crate::name;
use crate::nominal;
use crate::span::TokenRange;
use crate::tag::Tag;

/// What an article calls a person.
#[derive(Clone, Debug)]
pub struct Role {
    /// The words, without a determiner.
    pub tokens: TokenRange,
    /// Bits of the head noun's classes.
    pub classes: u32,
    /// What it says of gender.
    pub gender: GenderWeight,
    /// The head noun, folded (of an abbreviated title, the noun it stands for).
    pub head: String,
    /// All its words, folded.
    pub words: Vec<String>,
}

impl Role {
    fn new(layers: &Layers, tokens: TokenRange, head: usize) -> Option<Role> {
        let word = layers.word(head);
        let title = reference::title(word);
        let named = title.and_then(|t| t.role);
        let noun = named.and_then(reference::noun).or_else(|| nominal::noun_at(layers.text, layers.tokens, head));
        let noun = noun.filter(|n: &Noun| n.kind == NounKind::Person && !n.plural)?;
        let words = tokens.clone().map(|i| name::fold(layers.word(i).trim_end_matches('.')));
        let gender = title.map_or(0.0, |t| t.gender) + noun.gender;
        let head = named.map_or_else(|| name::fold(word), str::to_owned);
        Some(Role { classes: noun.classes, gender, head, words: words.collect(), tokens })
    }
}

/// The role before the name at `named`, and what a bare title there (`Mrs.`) says of gender.
pub fn before(layers: &Layers, named: &TokenRange) -> (Option<Role>, GenderWeight) {
    let floor = layers.sentence_start(named.start).max(named.start.saturating_sub(12));
    let mut end = named.start;
    let mut gender = 0.0;
    while end > floor
        && let Some(title) = reference::title(layers.word(end - 1)).filter(|t| t.role.is_none())
    {
        gender += title.gender;
        end -= 1;
    }
    let start = (floor..end).rev().take_while(|&i| is_title_word(layers, i)).last().unwrap_or(end);
    let start = start + (start < end && layers.tags[start] == Tag::Poss) as usize;
    if start == end {
        return (None, gender);
    }
    let role = Role::new(layers, start..end, end - 1);
    let gender = gender + role.as_ref().map_or(0.0, |r| r.gender);
    (role, gender)
}

/// Whether token `at` can be part of what stands before a name.
fn is_title_word(layers: &Layers, at: usize) -> bool {
    let fits = matches!(layers.tags[at], Tag::Noun | Tag::Propn | Tag::Adj | Tag::Poss);
    let hyphen = layers.word(at) == "-" && !layers.tokens[at].spaced;
    hyphen
        || fits
            && (layers.tokens[at].is_wordlike())
            && nominal::determiner(layers.word(at)) == nominal::Determiner::Bare
}

/// The role in apposition after the name at `named`: “, the mayor of Oslo,”. Cost: bounded.
pub fn after(layers: &Layers, named: &TokenRange) -> Option<Role> {
    let end = layers.sentence_end(named.start);
    let mut at = named.end;
    let opener = (at < end).then(|| layers.word(at))?;
    if !matches!(opener, "," | "(" | "-" | "--" | "—" | "–") {
        return None;
    }
    at += 1;
    // “Anna Brunner, 46, a teacher,”
    if at + 1 < end && layers.tags[at] == Tag::Num && layers.word(at + 1) == "," {
        at += 2;
    }
    if at < end && nominal::determiner(layers.word(at)) != nominal::Determiner::Bare {
        at += 1;
    }
    let head = (at..end.min(at + 10)).take_while(|&i| is_title_word(layers, i)).last()?;
    let close = apposition_end(layers, head + 1, end)?;
    Role::new(layers, at..close, head)
}

/// Where the apposition with its head before `from` ends; `None` if it does not read as one: a verb follows.
fn apposition_end(layers: &Layers, from: usize, end: usize) -> Option<usize> {
    let limit = end.min(from + MAX_APPOSITION);
    for at in from..limit {
        let word = layers.word(at);
        if matches!(word, "," | ")" | "." | "-" | "--" | "—" | "–" | ";" | ":") || is_relative(layers, at) {
            return Some(at);
        }
        if layers.tags[at].is_finite() {
            return None;
        }
    }
    None
}

fn is_relative(layers: &Layers, at: usize) -> bool {
    layers.tags[at] == Tag::Wh && at > 0
}

/// The role that a nominal mention is in itself: “the mayor of Oslo”.
pub fn nominal(layers: &Layers, phrase: &nominal::NounPhrase) -> Option<Role> {
    Role::new(layers, phrase.core..phrase.tokens.end, phrase.tokens.end - 1)
}

/// Where the phrase whose head ends at `from` ends, prepositional attributes included: the token after it.
pub fn phrase_end(layers: &Layers, from: usize) -> Option<usize> {
    let end = layers.sentence_end(from - 1);
    let mut at = from;
    while at < end && at - from < MAX_APPOSITION {
        let goes_on = matches!(layers.tags[at], Tag::Adp | Tag::Det | Tag::Poss | Tag::Adj)
            || layers.tags[at].is_nominal() && layers.tags[at] != Tag::Pron
            || layers.word(at) == "-";
        if !goes_on {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What is left of a description without its determiner, and without what comes before a name in it: “a new
/// Gallup poll” → “Gallup poll”.
pub fn descriptor(layers: &Layers, range: &TokenRange) -> TokenRange {
    let weighs = |&at: &usize| matches!(layers.tags[at], Tag::Propn | Tag::Num);
    let bare = |&at: &usize| nominal::determiner(layers.word(at)) == nominal::Determiner::Bare;
    let start = range.clone().find(weighs).or_else(|| range.clone().find(bare)).unwrap_or(range.start);
    start..range.end
}
