//! Interviews whose turns are labelled by letters: who asks (`Q:`), who answers (`A:`) and whose initials those are (`LF:`) is
//! told in the introduction.

use crate::attribution::Attribution;
use crate::coreference::Scene;
use crate::coreference::draft::Workshop;
use crate::lexicon::reference::{self, NounKind};
use crate::mention::{EntityType, MentionKind};
use crate::span::TokenRange;

/// Those of an interview, as far as its introduction tells.
#[derive(Clone, Debug, Default)]
pub struct Interview {
    answers: Option<usize>,
    asks: Option<usize>,
    people: Vec<Introduced>,
}

/// Somebody whom the introduction tells of.
#[derive(Clone, Debug)]
struct Introduced {
    entity: usize,
    /// The greater, the likelier it is who answers.
    weight: i32,
}

/// Verbs between the one who is interviewed and the one who interviews.
const TALKS: [&str; 12] =
    ["chats", "sat", "sits", "speaks", "spoke", "talked", "talks", "tells", "told", "met", "meets", "interviewed"];

impl Interview {
    /// Reads the introduction, which ends where the first turn begins. Cost: linear in it.
    pub fn read(scene: &Scene, workshop: &Workshop) -> Self {
        let turns = scene.attributions.iter().filter_map(|a| a.source.first()).filter(|s| is_letter(scene, s));
        let Some(end) = turns.map(|s| s.start).min() else { return Interview::default() };
        let people = introduced(scene, workshop, end);
        let Some(first) = people.iter().rev().max_by_key(|p| p.weight) else { return Interview::default() };
        let other = people.iter().find(|p| p.entity != first.entity).filter(|_| people.len() == 2);
        let talk = (0..end).any(|i| TALKS.contains(&scene.word(i)));
        let asks = other.filter(|o| talk || o.weight < 0).map(|o| o.entity);
        Interview { answers: Some(first.entity).filter(|_| first.weight > 0), asks, people }
    }

    /// Who speaks in the turns that the source labels; also whom a headline quotes (`Q&A: “…”`).
    pub fn speaker(&self, scene: &Scene, workshop: &Workshop, attribution: &Attribution) -> Option<usize> {
        let source = attribution.source.first().filter(|s| s.len() == 1)?;
        match scene.word(source.start) {
            "A" if is_letter(scene, source) => self.answers,
            "Q" if is_letter(scene, source) => self.asks,
            "Q&A" | "Interview" => self.answers,
            label if is_letter(scene, source) => self.by_initials(workshop, label),
            _ => None,
        }
    }

    /// The only one with these initials.
    fn by_initials(&self, workshop: &Workshop, label: &str) -> Option<usize> {
        let has = |p: &&Introduced| {
            let words = workshop.drafts[p.entity].person.as_ref().map_or(&[][..], |name| &name.words);
            let initials = words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_uppercase);
            initials.eq(label.chars())
        };
        let mut found = self.people.iter().filter(has);
        found.next().filter(|_| found.next().is_none()).map(|p| p.entity)
    }
}

/// Whether a source is the letter, or the few letters, that label a turn.
fn is_letter(scene: &Scene, source: &TokenRange) -> bool {
    let colon = scene.tokens.get(source.end).is_some_and(|t| t.of(scene.text) == ":");
    let label = scene.word(source.start);
    source.len() == 1 && colon && label.len() <= 3 && label.chars().all(char::is_uppercase)
}

/// The people named before token `end`: much told of, they are interviewed; journalists and those of a byline are not.
fn introduced(scene: &Scene, workshop: &Workshop, end: usize) -> Vec<Introduced> {
    let mut people: Vec<Introduced> = Vec::new();
    for (m, mention) in scene.mentions.iter().enumerate().take_while(|m| m.1.tokens.start < end) {
        let Some(entity) = workshop.entity_of[m] else { continue };
        let draft = &workshop.drafts[entity];
        if !draft.named || draft.entity_type != EntityType::Person {
            continue;
        }
        let by = mention.tokens.start > 0 && scene.word(mention.tokens.start - 1).eq_ignore_ascii_case("by");
        let weight = if by && mention.kind == MentionKind::Name { -10 } else { 1 };
        match people.iter_mut().find(|p| p.entity == entity) {
            Some(known) => known.weight += weight,
            None => people.push(Introduced { entity, weight: weight + role_weight(workshop, entity) }),
        }
    }
    people
}

/// A role speaks for being interviewed, that of a journalist against it.
fn role_weight(workshop: &Workshop, entity: usize) -> i32 {
    let journalist = reference::noun("journalist").filter(|n| n.kind == NounKind::Person).map_or(0, |n| n.classes);
    let roles = &workshop.drafts[entity].roles;
    match roles.iter().any(|r| r.head != "author" && r.head != "writer" && r.classes & journalist != 0) {
        true => -3,
        false => !roles.is_empty() as i32,
    }
}
