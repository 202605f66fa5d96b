//! Roles: what stands before a name (“Russian Foreign Minister”) and beside it (“, the mayor of Oslo,”).

use super::Scene;
use super::surroundings::MAX_APPOSITION;
use crate::calendar;
use crate::lexicon::reference::{self, GenderWeight, Noun, NounKind};
use crate::lexicon::{self, Follows};
use crate::mention::EntityType;
use crate::name;
use crate::nominal::{self, NounPhrase};
use crate::span::TokenRange;
use crate::tag::Tag;

/// What an article calls a person.
#[derive(Clone, Debug)]
pub struct Role {
    /// The words, without a determiner.
    pub tokens: TokenRange,
    /// Bits of the head noun's classes.
    pub classes: u32,
    /// The head noun is a trade of its own.
    pub own: bool,
    /// What it says of gender.
    pub gender: GenderWeight,
    /// The head noun, folded (of an abbreviated title, the noun it stands for).
    pub head: String,
    /// All its words, folded.
    pub words: Vec<String>,
}

impl Role {
    /// Whether another noun, folded, can stand for the role: “the diplomat” for a foreign minister, “the biologist” for a
    /// neurobiologist.
    pub fn may_be(&self, noun: &Noun, word: &str) -> bool {
        let alike = self.head.ends_with(word) || word.ends_with(&*self.head);
        self.classes & noun.classes != 0 && (alike || !self.own || !noun.own)
    }

    /// Whether it is held no longer: “the minister” is no former one.
    pub fn is_past(&self) -> bool {
        self.words.iter().any(|w| w == "former" || w == "ex")
    }

    fn new(scene: &Scene, tokens: TokenRange, head: usize) -> Option<Role> {
        let word = scene.word(head);
        let title = reference::title(word);
        let named = title.and_then(|t| t.role);
        let noun = named.and_then(reference::noun).or_else(|| nominal::noun_at(scene.text, scene.tokens, head));
        let noun = noun.filter(|n: &Noun| n.kind == NounKind::Person && !n.plural)?;
        let words = tokens.clone().map(|i| name::fold(scene.word(i).trim_end_matches('.')));
        let gender = title.map_or(0.0, |t| t.gender) + noun.gender;
        let head = named.map_or_else(|| name::fold(word), str::to_owned);
        Some(Role { classes: noun.classes, own: noun.own, gender, head, words: words.collect(), tokens })
    }
}

/// The role before the name at `named`, and what a bare title there (`Mrs.`) says of gender.
pub fn before(scene: &Scene, named: &TokenRange) -> (Option<Role>, GenderWeight) {
    let floor = scene.sentence_start(named.start).max(named.start.saturating_sub(12));
    let mut end = named.start;
    let mut gender = 0.0;
    while end > floor
        && let Some(title) = reference::title(scene.word(end - 1)).filter(|t| t.role.is_none())
    {
        gender += title.gender;
        end -= 1;
    }
    let start = (floor..end).rev().take_while(|&i| is_title_word(scene, i)).last().unwrap_or(end);
    let start = start + (start < end && scene.tags[start] == Tag::Poss) as usize;
    // “School Superintendent Dr.”: the title says less than the role before it.
    let role =
        |at: usize| nominal::noun_at(scene.text, scene.tokens, at).is_some_and(|n| n.kind == NounKind::Person);
    let twice = end > start + 1 && is_abbreviated_title(scene.word(end - 1)) && role(end - 2);
    let end = end - twice as usize;
    if start == end {
        return (None, gender);
    }
    let role = Role::new(scene, start..end, end - 1);
    let gender = gender + role.as_ref().map_or(0.0, |r| r.gender);
    (role, gender)
}

fn is_abbreviated_title(word: &str) -> bool {
    lexicon::abbreviation(word.trim_end_matches('.')) == Some(Follows::Title)
}

/// What makes another office of one: “the shadow chancellor” is not the chancellor.
pub const RANKS: [&str; 6] = ["assistant", "deputy", "junior", "prime", "shadow", "vice"];

/// Whether token `at` can be part of what stands before a name.
fn is_title_word(scene: &Scene, at: usize) -> bool {
    let fits = matches!(scene.tags[at], Tag::Noun | Tag::Propn | Tag::Adj | Tag::Poss);
    let hyphen = scene.word(at) == "-" && !scene.tokens[at].spaced;
    // The `Cross` of “Cross-border trade minister”, and “Shadow” where it opens a sentence.
    let begins =
        scene.tokens[at].is_wordlike() && is_glued(scene, at + 1) || RANKS.contains(&&*name::fold(scene.word(at)));
    hyphen
        || begins
        || is_in_compound(scene, at)
        || fits
            && (scene.tokens[at].is_wordlike())
            && nominal::determiner(scene.word(at)) == nominal::Determiner::Bare
}

/// Whether token `at` stands between hyphens: the `turned` of “actor-turned-senator”.
fn is_in_compound(scene: &Scene, at: usize) -> bool {
    at > 0 && scene.word(at - 1) == "-" && !scene.tokens[at].spaced && scene.tokens[at].is_wordlike()
}

/// The role in apposition after the name at `named`: “, the mayor of Oslo,”. Cost: bounded.
pub fn after(scene: &Scene, named: &TokenRange) -> Option<Role> {
    let end = scene.sentence_end(named.start);
    let mut at = named.end;
    let opener = (at < end).then(|| scene.word(at))?;
    if !matches!(opener, "," | "(" | "-" | "--" | "—" | "–") {
        return None;
    }
    at += 1;
    // “Anna Brunner, 46, a teacher,”
    if at + 1 < end && scene.tags[at] == Tag::Num && scene.word(at + 1) == "," {
        at += 2;
    }
    if at < end && nominal::determiner(scene.word(at)) != nominal::Determiner::Bare {
        at += 1;
    }
    let head = (at..end.min(at + 12)).take_while(|&i| is_title_word(scene, i)).last()?;
    let close = apposition_end(scene, head + 1, end)?;
    Role::new(scene, at..close, head)
}

/// Where the apposition with its head before `from` ends; `None` if it does not read as one: a verb follows.
fn apposition_end(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let limit = end.min(from + MAX_APPOSITION);
    for at in from..limit {
        let word = scene.word(at);
        let mark = matches!(word, "," | ")" | "." | "-" | "--" | "—" | "–" | ";" | ":") && !is_glued(scene, at);
        if mark || is_relative(scene, at) {
            return Some(at);
        }
        if scene.tags[at].is_finite() {
            return None;
        }
    }
    None
}

fn is_relative(scene: &Scene, at: usize) -> bool {
    scene.tags[at] == Tag::Wh && at > 0
}

/// The body that a name's bearer is “of”, as the article words it: “Mara Finn of the Harbour Trust”, “Tom Rudd, from the
/// council, said”.
pub fn body_after(scene: &Scene, named: &TokenRange) -> Option<Role> {
    let end = scene.sentence_end(named.start);
    let word = |i: usize| if i < end { scene.word(i) } else { "" };
    let comma = word(named.end) == ",";
    let at = named.end + comma as usize;
    if word(at) != "of" && !(comma && word(at) == "from") {
        return None;
    }
    let next = scene.mentions.partition_point(|m| m.tokens.start <= at);
    let body = scene.mentions.get(next).filter(|m| m.entity_type == EntityType::Organization)?;
    let determined = nominal::determiner(word(at + 1)) != nominal::Determiner::Bare;
    let beside = body.tokens.start <= at + 1 + determined as usize;
    let closed = !comma || matches!(word(body.tokens.end), "," | ".");
    (beside && closed).then(|| Role {
        tokens: at..body.tokens.end,
        classes: 0,
        own: false,
        gender: 0.0,
        head: String::new(),
        words: (at..body.tokens.end).map(|i| name::fold(scene.word(i))).collect(),
    })
}

/// The role that a nominal mention is in itself: “the mayor”.
pub fn nominal(scene: &Scene, phrase: &NounPhrase) -> Option<Role> {
    Role::new(scene, phrase.core..phrase.tokens.end, phrase.tokens.end - 1)
}

/// The role that a nominal mention gives to the name beside it, with whose it is and what follows: “a [spokesman for the
/// council], Tom Rudd”, “the [council's spokesman], Tom Rudd”.
pub fn beside_name(scene: &Scene, phrase: &NounPhrase) -> Option<Role> {
    let head = phrase.tokens.end - 1;
    let possessor = phrase.tokens.start + (scene.tags[phrase.tokens.start] == Tag::Det) as usize;
    let owned = phrase.determiner == nominal::Determiner::Possessive && possessor + 1 < phrase.core;
    let start = if owned { possessor } else { phrase.core };
    let end = phrase_end(scene, head + 1).unwrap_or(head + 1);
    Role::new(scene, start..end, head)
}

/// Where the phrase whose head ends at `from` ends, prepositional attributes included: the token after it.
pub fn phrase_end(scene: &Scene, from: usize) -> Option<usize> {
    let end = scene.sentence_end(from - 1);
    let mut at = from;
    while at < end && at - from < MAX_APPOSITION {
        let goes_on = matches!(scene.tags[at], Tag::Adp | Tag::Det | Tag::Poss | Tag::Adj)
            || scene.tags[at].is_nominal() && scene.tags[at] != Tag::Pron
            || scene.word(at) == "-";
        if !goes_on {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What is left of a description without its determiner, and without what comes before a name in it: “a new
/// Gallup poll” → “Gallup poll”.
pub fn descriptor(scene: &Scene, range: &TokenRange) -> TokenRange {
    let capital = |at: usize| scene.word(at).starts_with(char::is_uppercase);
    let bare = |&at: &usize| nominal::determiner(scene.word(at)) == nominal::Determiner::Bare;
    let weighs = |&at: &usize| bare(&at) && (capital(at) || scene.tags[at] == Tag::Num);
    let start = range.clone().find(weighs).or_else(|| range.clone().find(bare)).unwrap_or(range.start);
    // “top-20 shareholder”
    let glued = |at: usize| at >= range.start + 2 && is_glued(scene, at - 1);
    let start = std::iter::successors(Some(start), |&at| glued(at).then(|| at - 2)).last().unwrap_or(start);
    start..attribute_end(scene, range.end)
}

/// Whether token `at` is a hyphen inside a word.
fn is_glued(scene: &Scene, at: usize) -> bool {
    let tight = |i: usize| scene.tokens.get(i).is_some_and(|t| !t.spaced);
    tight(at) && tight(at + 1) && scene.word(at) == "-"
}

/// Whether the noun at `head` begins a name that goes on: the `Committee` of “Committee for a Just Budget”.
pub fn is_long_name(scene: &Scene, head: usize) -> bool {
    let end = attribute_end(scene, head + 1);
    let capital = |i: usize| scene.word(i).starts_with(char::is_uppercase);
    end > head + 1 && capital(head) && capital(end - 1)
}

/// Where the attribute after the head at `from` ends, if it tells which one is meant: “Committee for a Just Budget”,
/// “review of records”, “spokesman for the drivers' union”, “person close to the cabinet”. What follows `of` always does; what
/// follows another preposition does if it has a capital or, after a person, is one thing already known. What somebody says
/// tells of nobody: “criticised by residents | for the delay”.
fn attribute_end(scene: &Scene, from: usize) -> usize {
    let said = scene.attributions.partition_point(|a| a.content[0].start < from);
    let said = scene.attributions.get(said).map_or(usize::MAX, |a| a.content[0].start);
    let end = scene.sentence_end(from - 1).min(said);
    let word = |i: usize| if i < end { scene.word(i) } else { "" };
    let person = nominal::noun_at(scene.text, scene.tokens, from - 1)
        .is_some_and(|n| matches!(n.kind, NounKind::Person | NounKind::Group));
    let bound = person
        && from < end
        && (matches!(scene.tags[from], Tag::Adj | Tag::Participle) || matches!(word(from), "briefed" | "involved"))
        && matches!(word(from + 1), "to" | "with" | "on" | "in");
    let at = from + bound as usize;
    let binds = match word(at) {
        "of" | "for" | "to" => true,
        "on" => bound || !person && !calendar::is_day(word(at + 1)),
        "at" | "from" | "with" | "inside" => person,
        _ => bound,
    };
    if !binds {
        return from;
    }
    let capital = |i: usize| scene.word(i).starts_with(char::is_uppercase);
    let inside = |&i: &usize| {
        matches!(scene.tags[i], Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Det | Tag::Poss | Tag::Base)
            || capital(i)
            || is_glued(scene, i)
            || is_glued(scene, i - 1)
            || bound && i == at + 1
    };
    let nominal = |&i: &usize| scene.tags[i].is_nominal() || capital(i) || bound && i == at + 1;
    let determined = nominal::determiner(word(at + 1)) == nominal::Determiner::Definite;
    match (at + 1..end.min(at + 8)).take_while(inside).filter(nominal).last() {
        Some(last) if bound || word(at) == "of" || capital(last) || person && determined => last + 1,
        _ => from,
    }
}
