//! How well a person or a body fits a description: by gender, role, and the words of its name.

use super::Scene;
use super::draft::Draft;
use super::role::{RANKS, Role};
use super::surroundings::Surroundings;
use crate::country;
use crate::lexicon::reference;
use crate::mention::MentionKind;
use crate::name;
use crate::nominal::NounPhrase;
use crate::span::TokenRange;
use crate::tag::Tag;
use std::sync::LazyLock;

/// What gender adds to a candidate: doubt weighs more than assurance, for half of all people would fit.
pub fn agreement(gender: f32) -> f32 {
    if gender < 0.0 { gender.max(-4.0) } else { 0.4 * gender.min(1.0) }
}

/// Whether a role and a phrase with these words (folded) are of other ranks. “The minister” may be a deputy head of something
/// else.
pub fn is_other_rank(role: &Role, words: &[String]) -> bool {
    let same = words.last() == Some(&role.head);
    let has = |words: &[String], rank: &str| words.iter().any(|w| w == rank);
    RANKS.iter().any(|rank| match (has(&role.words, rank), has(words, rank)) {
        (true, false) => same,
        (false, told) => told,
        _ => false,
    })
}

/// How well a person's roles fit a phrase: the head noun, its class, its modifiers. Below zero where he has others, without
/// bound where he has another office by that name.
pub fn role_score(scene: &Scene, draft: &Draft, phrase: &NounPhrase, words: &[String]) -> f32 {
    let Some((head, modifiers)) = words.split_last() else { return 0.0 };
    let fields = fields(scene, phrase);
    let other = |r: &&Role| is_other_rank(r, words) || r.head == *head && is_other_field(r, &fields);
    let (others, own): (Vec<&Role>, Vec<&Role>) = draft.latest_roles().iter().partition(other);
    // “The minister of state” is not the minister of power, whatever else she is.
    if others.iter().any(|r| r.head == *head) && !own.iter().any(|r| r.head == *head) {
        return f32::NEG_INFINITY;
    }
    let fit = |r: &Role| {
        let noun = match r.head == *head {
            true => 3.0,
            false if r.may_be(&phrase.noun, head) => 1.5,
            false => 0.0,
        };
        noun + modifiers.iter().filter(|m| r.words.iter().any(|w| are_akin(w, m))).count() as f32
    };
    let best = own.into_iter().map(fit).fold(0.0, f32::max);
    // Somebody known by another role is rarely meant.
    if best == 0.0 && draft.latest_roles().iter().any(|r| r.classes != 0) { -1.0 } else { best }
}

/// Whether a role is for something else than these fields.
fn is_other_field(role: &Role, fields: &[String]) -> bool {
    let mut its = role.words.iter().filter(|w| **w != role.head).peekable();
    !fields.is_empty() && its.peek().is_some() && !its.any(|w| fields.iter().any(|field| are_akin(w, field)))
}

/// What an office is for, as a phrase says: “the transport secretary”. “The party leader” may lead any party.
fn fields(scene: &Scene, phrase: &NounPhrase) -> Vec<String> {
    // Not the `term` of “three-term”.
    let hyphen = |i: Option<usize>| i.is_some_and(|i| scene.word(i) == "-");
    let whole = |i: usize| !hyphen(i.checked_sub(1)) && !hyphen(Some(i + 1));
    let told = |&i: &usize| (scene.tags[i] == Tag::Noun || scene.word(i) == "foreign") && whole(i);
    let words = (phrase.core..phrase.tokens.end - 1).filter(told).map(|i| name::fold(scene.word(i)));
    let before = words.filter(|w| reference::noun(w).is_none());
    // “the minister of state for fisheries”
    let (at, end) = (phrase.tokens.end, scene.sentence_end(phrase.tokens.end - 1));
    let of = at < end && scene.word(at) == "of";
    let after = (at + 1..end).take_while(|&i| of && (scene.tags[i].is_nominal() || scene.word(i) == "for"));
    before.chain(after.filter(|&i| scene.tags[i].is_nominal()).map(|i| name::fold(scene.word(i)))).collect()
}

/// What tells public bodies of one place apart.
const LEVELS: [&str; 9] =
    ["borough", "city", "county", "district", "federal", "parish", "regional", "state", "town"];

/// How well an organisation's name fits a phrase: 0 when not at all.
pub fn body_score(
    scene: &Scene,
    surroundings: &Surroundings,
    draft: &Draft,
    phrase: &NounPhrase,
    words: &[String],
) -> f32 {
    let Some((head, modifiers)) = words.split_last() else { return 0.0 };
    // “the cuts committee” is one of its own, not another word for the council.
    let is_shared = |m: &String| draft.words.iter().any(|w| are_akin(w, m));
    let own_kind = || {
        (phrase.core..phrase.tokens.end - 1)
            .zip(words)
            .any(|(i, word)| scene.tags[i] == Tag::Noun && !is_shared(word))
    };
    let noun = if draft.words.contains(head) {
        3.0
    } else if own_kind() {
        return 0.0;
    } else {
        match draft.classes() {
            classes if classes & phrase.noun.classes != 0 => 1.5,
            0 if draft.named && phrase.noun.classes & *TOLD_BY_NAME == 0 => 0.6,
            _ => return 0.0,
        }
    };
    if phrase.noun.classes & *OUTLETS == 0 && name::is_outlet(&draft.words) {
        return 0.0;
    }
    let level = |words: &[String]| LEVELS.iter().find(|level| words.iter().any(|w| w == *level));
    if level(&draft.words).zip(level(words)).is_some_and(|(its, told)| its != told) {
        return 0.0;
    }
    let shared = modifiers.iter().filter(|m| is_shared(m)).count() as f32;
    let people = |i: &usize| country::is_of_country(scene.word(*i));
    let national = (phrase.core..phrase.tokens.end - 1).filter(people).count() as f32;
    if national > 0.0 && is_of_other_country(scene, draft, phrase) {
        return 0.0;
    }
    let alien = (modifiers.len() as f32 - shared - national).max(0.0);
    // “the Brunner campaign” is nobody else's.
    let named =
        |i: usize| surroundings.mention_at[i].is_some_and(|m| scene.mentions[m as usize].kind == MentionKind::Name);
    let mut proper =
        (phrase.core..phrase.tokens.end - 1).filter(|&i| (scene.tags[i] == Tag::Propn || named(i)) && !people(&i));
    if proper.any(|i| !is_shared(&name::fold(scene.word(i)))) {
        return 0.0;
    }
    (noun + shared - 0.7 * alien).max(0.0)
}

/// Whether a body is told of as another country's than a phrase says, before one of its names: “the British company” is not
/// “Brazilian snack maker Grupo Serrado”.
fn is_of_other_country(scene: &Scene, draft: &Draft, phrase: &NounPhrase) -> bool {
    let told =
        |range: TokenRange| range.map(|i| scene.word(i)).filter(|word| country::is_of_country(word)).collect();
    let wanted: Vec<&str> = told(phrase.core..phrase.tokens.end - 1);
    let of = |&m: &usize| {
        let start = scene.mentions[m].tokens.start;
        let before: Vec<&str> = told(scene.sentence_start(start).max(start.saturating_sub(MOST_BEFORE))..start);
        !before.is_empty() && !before.iter().any(|word| wanted.contains(word))
    };
    draft.mentions.iter().take(MOST_MENTIONS).any(of)
}

/// Words before a name that may tell of its country, and mentions that are looked at.
const MOST_BEFORE: usize = 4;
const MOST_MENTIONS: usize = 4;

/// The classes of bodies that have the class in their names: “the government” and “the court” are no firm.
static TOLD_BY_NAME: LazyLock<u32> =
    LazyLock::new(|| classes(&["court", "government", "jury", "parliament", "police", "university"]));

/// The classes of what brings news: a newspaper is not “the company” that it writes of.
static OUTLETS: LazyLock<u32> = LazyLock::new(|| classes(&["newspaper"]));

/// The classes of some nouns together.
pub fn classes(nouns: &[&str]) -> u32 {
    nouns.iter().filter_map(|noun| reference::noun(noun)).fold(0, |all, noun| all | noun.classes)
}

/// Whether two words share their stem: `Russia` and `Russian`, `diplomat` and `diplomatic`.
pub fn are_akin(a: &str, b: &str) -> bool {
    const STEM: usize = 5;
    a == b || a.len() >= STEM && b.len() >= STEM && a.as_bytes()[..STEM] == b.as_bytes()[..STEM]
}
