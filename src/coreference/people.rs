//! Named people: which mentions are one person's.

use super::Scene;
use super::draft::Draft;
use super::draft::Workshop;
use super::role;
use crate::mention::{EntityType, Mention, MentionKind};
use crate::name::{Agreement, PersonName};
use crate::order;
use crate::table::Table;

/// Entities compared for one name: the latest. It bounds the work where thousands share a surname.
const MAX_COMPARED: usize = 12;

/// Gathers the named mentions of people into entities: first those of several words, then lone surnames and
/// given names, each to the person that fits best. Cost: linear.
pub fn gather(scene: &Scene, workshop: &mut Workshop) {
    let of_several = |m: &&(usize, PersonName, f32)| !m.1.is_lone();
    let named: Vec<_> = named_people(scene, workshop);
    let mut index = Index::default();
    for (mention, name, gender) in named.iter().filter(of_several) {
        let known = index.full_match(workshop, name, *gender).or_else(|| known_as(scene, workshop, *mention));
        let entity = known.unwrap_or_else(|| index.create(workshop, name));
        workshop.assign(*mention, entity);
        enrich(workshop, entity, name, *gender);
    }
    index.sort_by_position(workshop);
    for (mention, name, gender) in named.iter().filter(|m| !of_several(m)) {
        let known = index.short_match(workshop, name, *gender, *mention);
        let known = known.or_else(|| known_as(scene, workshop, *mention));
        let entity = known.unwrap_or_else(|| index.create(workshop, name));
        // “Mrs. Kane” says which Kane; it does not make her the one called “Kane”.
        if *gender == 0.0 {
            index.latest_lone.insert(name.last(), entity);
        }
        workshop.assign(*mention, entity);
        enrich(workshop, entity, name, *gender);
    }
}

/// Who is known by the name as well: “Tomas Rios, better known as Lechuza,”.
fn known_as(scene: &Scene, workshop: &Workshop, mention: usize) -> Option<usize> {
    /// Tokens from the one name to the other: “(”, “also”, “known”, “as”, “the”.
    const NEAR: usize = 5;
    let start = scene.mentions[mention].tokens.start;
    let before = mention.checked_sub(1).filter(|&m| start <= scene.mentions[m].tokens.end + NEAR)?;
    let between = scene.mentions[before].tokens.end..start;
    let known = between.clone().any(|i| scene.word(i) == "known") && between.clone().any(|i| scene.word(i) == "as");
    workshop.entity_of[before].filter(|_| known)
}

/// Every named mention of a person: its index, its name and what it says of gender. Roles go to the workshop.
fn named_people(scene: &Scene, workshop: &mut Workshop) -> Vec<(usize, PersonName, f32)> {
    let mut named = Vec::new();
    for (i, mention) in scene.mentions.iter().enumerate() {
        if !is_person(scene, mention) {
            continue;
        }
        let name = PersonName::parse(mention.span.of(scene.text));
        let (title, gender) = role::before(scene, &mention.tokens);
        let apposition = role::after(scene, &mention.tokens);
        let gender = name.gender + gender + apposition.as_ref().map_or(0.0, |r| r.gender);
        let body = role::body_after(scene, &mention.tokens);
        workshop.roles_of[i] = title.into_iter().chain(apposition).chain(body).collect();
        named.push((i, name, gender));
    }
    named
}

/// Whether `mention` names a person: by its type, or by the role beside it, “Sofia Lund, the mayor,”.
pub fn is_person(scene: &Scene, mention: &Mention) -> bool {
    if mention.kind != MentionKind::Name {
        return false;
    }
    match mention.entity_type {
        EntityType::Person => true,
        EntityType::Location | EntityType::Misc => {
            mention.tokens.len() == 2 && role::after(scene, &mention.tokens).is_some()
        }
        _ => false,
    }
}

/// Adds to an entity what a mention tells: a fuller name, gender.
fn enrich(workshop: &mut Workshop, entity: usize, name: &PersonName, gender: f32) {
    let draft = &mut workshop.drafts[entity];
    if draft.person.as_ref().is_none_or(|known| known.words.len() < name.words.len()) {
        draft.person = Some(name.clone());
    }
    draft.known_gender += (gender - name.given_gender()).clamp(-6.0, 6.0);
    draft.given_gender += name.given_gender().clamp(-6.0, 6.0);
}

/// People by each end of their name.
#[derive(Default)]
struct Index {
    by_word: Table<Vec<usize>>,
    /// Whom a lone name meant last: writers keep to that.
    latest_lone: Table<usize>,
}

impl Index {
    fn create(&mut self, workshop: &mut Workshop, name: &PersonName) -> usize {
        let entity = workshop.create(Draft { named: true, ..Draft::new(EntityType::Person) });
        for word in [name.words.first(), name.words.last()].into_iter().flatten() {
            let listed = self.by_word.entry(word);
            if listed.last() != Some(&entity) {
                listed.push(entity);
            }
        }
        entity
    }

    /// Entities that share the name's first or last word, latest first.
    fn candidates(&self, name: &PersonName) -> Vec<usize> {
        let listed = |word: Option<&String>| word.and_then(|w| self.by_word.get(w)).map_or(&[][..], Vec::as_slice);
        let last = listed(name.words.last()).iter().rev().take(MAX_COMPARED);
        let first = listed(name.words.first()).iter().rev().take(MAX_COMPARED);
        last.chain(first).copied().collect()
    }

    fn full_match(&self, workshop: &Workshop, name: &PersonName, gender: f32) -> Option<usize> {
        let agrees = |&entity: &usize| {
            let draft = &workshop.drafts[entity];
            let known = draft.person.as_ref();
            known.is_some_and(|k| k.agreement(name) == Some(Agreement::Full)) && !draft.contradicts(gender)
        };
        self.candidates(name).into_iter().find(agrees)
    }

    /// The person that a lone surname or given name stands for.
    fn short_match(&self, workshop: &Workshop, name: &PersonName, gender: f32, mention: usize) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for entity in self.candidates(name) {
            let draft = &workshop.drafts[entity];
            let Some(agreement) = draft.person.as_ref().and_then(|known| known.agreement(name)) else { continue };
            if draft.contradicts(gender) {
                continue;
            }
            let earliest =
                self.candidates(name).into_iter().filter_map(|e| workshop.drafts[e].mentions.first()).min();
            let first = 1.5 * (draft.mentions.first() == earliest) as u8 as f32;
            let habit = 1.5 * (self.latest_lone.get(name.last()) == Some(&entity)) as u8 as f32;
            let family = 10.0 * (agreement != Agreement::Given) as u8 as f32;
            let score = nearness(draft, mention) + habit + first + family;
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, entity));
            }
        }
        best.map(|b| b.1)
    }

    /// Lone names look for the latest person before them, so mentions have to be in order from here on.
    fn sort_by_position(&self, workshop: &mut Workshop) {
        workshop.drafts.iter_mut().for_each(|d| order::by_key(&mut d.mentions, |&m| m as u64));
    }
}

/// How near an entity is to a mention: a name before it counts for more than one after it, and a person much
/// spoken of for more than one named in passing.
fn nearness(draft: &Draft, mention: usize) -> f32 {
    let before = draft.mentions.iter().rev().find(|&&m| m < mention);
    let recency = match before {
        Some(&m) => 1.0 / (1.0 + (mention - m) as f32 / 10.0),
        None => 0.0,
    };
    recency + 0.3 * (1.0 + draft.mentions.len() as f32).ln()
}
