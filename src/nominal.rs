//! Noun phrases that refer without naming: “the top Russian diplomat”, “her lawyer”, “Russia's foreign ministry”.

use crate::lexicon::ShortWords;
use crate::lexicon::reference::{self, Noun, NounKind};
use crate::span::TokenRange;
use crate::tag::Tag;
use crate::token::Token;

/// How the referent is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// `the`, `this`, `that`: known already.
    Definite,
    /// `a`, `another`, `one`: new.
    Indefinite,
    /// `his`, `Trump's`: somebody's.
    Possessive,
    /// None.
    Bare,
}

/// A noun phrase up to its head; what follows (`of the court`) is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct NounPhrase {
    /// From the determiner to the head.
    pub tokens: TokenRange,
    /// First token after the determiner or the possessor.
    pub core: usize,
    /// What the head stands for.
    pub noun: Noun,
    /// How the referent is introduced.
    pub determiner: Determiner,
}

/// Tokens of a phrase before its head: more are a sign of a misreading.
const MAX_MODIFIERS: usize = 9;

/// The noun at token `at`, compounds with a hyphen as one (`front-runner`).
pub fn noun_at(text: &str, tokens: &[Token], at: usize) -> Option<Noun> {
    let word = tokens[at].of(text);
    if word.len() > 20 {
        return None;
    }
    if at >= 2 && !tokens[at].spaced && tokens[at - 1].of(text) == "-" {
        let joined = format!("{}-{word}", tokens[at - 2].of(text)).to_lowercase();
        if let Some(noun) = reference::noun(&joined) {
            return Some(noun);
        }
    }
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return reference::noun(word);
    }
    reference::noun(&word.to_lowercase())
}

/// Reads the noun phrase whose head stands at `head`, going left no further than `floor` (its sentence's start).
pub fn read(text: &str, tokens: &[Token], tags: &[Tag], floor: usize, head: usize) -> Option<NounPhrase> {
    let noun = noun_at(text, tokens, head)?;
    let floor = floor.max(head.saturating_sub(MAX_MODIFIERS));
    let mut start = head;
    while start > floor && is_modifier(text, tokens, tags, start - 1) {
        start -= 1;
    }
    let phrase = |from, core, determiner| Some(NounPhrase { tokens: from..head + 1, core, noun, determiner });
    if let Some(clitic) = (start..head).rev().find(|&i| is_possessive_mark(text, tokens, tags, i)) {
        let before = start > floor && tags[start - 1] == Tag::Det;
        return phrase(start - before as usize, clitic + 1, Determiner::Possessive);
    }
    if start > floor {
        match determiner(tokens[start - 1].of(text)) {
            Determiner::Bare => {}
            known => return phrase(start - 1, start, known),
        }
    }
    phrase(start, start, Determiner::Bare)
}

/// Whether token `at` can stand between a determiner and its noun.
fn is_modifier(text: &str, tokens: &[Token], tags: &[Tag], at: usize) -> bool {
    let word = tokens[at].of(text);
    let hyphen = word == "-" && at + 1 < tokens.len() && !tokens[at + 1].spaced;
    let fits = matches!(tags[at], Tag::Noun | Tag::Propn | Tag::Adj | Tag::Num | Tag::Participle);
    hyphen
        || is_possessive_mark(text, tokens, tags, at)
        || fits && tokens[at].is_wordlike() && determiner(word) == Determiner::Bare
}

/// Whether token `at` is the `'s` of a possessor.
fn is_possessive_mark(text: &str, tokens: &[Token], tags: &[Tag], at: usize) -> bool {
    tags[at] == Tag::Poss && matches!(tokens[at].of(text), "'s" | "’s" | "'" | "’")
}

/// What the determiner `word` says.
pub fn determiner(word: &str) -> Determiner {
    DETERMINERS.get(word).unwrap_or(Determiner::Bare)
}

static DETERMINERS: ShortWords<Determiner, 19> = ShortWords::new(&[
    ("the this that", Determiner::Definite),
    ("a an another one some any no each every", Determiner::Indefinite),
    ("his her its their my our your", Determiner::Possessive),
]);

/// Whether the noun at `head` really heads its phrase: no noun follows that it would only modify (“child-care plan”).
pub fn is_head(text: &str, tokens: &[Token], tags: &[Tag], head: usize) -> bool {
    if !matches!(tags[head], Tag::Noun | Tag::Propn | Tag::Adj) {
        return false;
    }
    let glued = tokens.get(head + 2).is_some_and(|t| !t.spaced && t.is_wordlike())
        && !tokens[head + 1].spaced
        && tokens[head + 1].of(text) == "-";
    let after = || tokens[head + 2].of(text).to_ascii_lowercase();
    match tags.get(head + 1) {
        _ if glued => AFTER_HEAD.contains(&&*after()),
        Some(Tag::Noun | Tag::Propn) => !tokens[head + 1].is_wordlike(),
        _ => true,
    }
}

/// What a hyphen joins to a noun that still heads its phrase: “the mayor-elect”.
const AFTER_HEAD: [&str; 4] = ["elect", "designate", "general", "in"];

/// Whether the phrase is worth a mention: one person or one body, introduced by a determiner. “The true figure” and “her head”
/// are nobody.
pub fn is_mention(text: &str, tokens: &[Token], phrase: &NounPhrase) -> bool {
    let refers = matches!(phrase.noun.kind, NounKind::Person | NounKind::Organization);
    let word = |i: usize| tokens[i].of(text);
    let head = word(phrase.tokens.end - 1);
    let before = (phrase.core..phrase.tokens.end - 1).last().map(word);
    let nobody = match head {
        "figure" => before.is_none_or(|word| NUMBERED.contains(&word)),
        "head" => {
            phrase.determiner == Determiner::Possessive
                && matches!(word(phrase.tokens.start), "her" | "his" | "my" | "their")
        }
        _ => false,
    };
    refers && !nobody && !phrase.noun.plural && phrase.determiner != Determiner::Bare
}

/// What stands before a figure that is a number.
const NUMBERED: [&str; 10] =
    ["actual", "exact", "final", "higher", "initial", "latest", "lower", "official", "real", "true"];
