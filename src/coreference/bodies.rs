//! Named organisations, places, peoples and works, and values: which mentions are one thing's.

use super::Scene;
use super::draft::Draft;
use super::draft::Workshop;
use super::people;
use crate::country;
use crate::lexicon::reference::{self, NounKind};
use crate::mention::{EntityType, Mention, MentionKind};
use crate::name;
use crate::nominal;
use crate::order;
use crate::span::{TokenRange, cover};
use crate::table::Table;
use crate::value::Value;

/// Entities compared for one name: the latest.
const MAX_COMPARED: usize = 12;

/// Gathers the named mentions that are not people's, the longest names first, so that shorter forms find them.
pub fn gather(scene: &Scene, workshop: &mut Workshop) {
    let mut named: Vec<(usize, Vec<String>)> = Vec::new();
    for (i, mention) in scene.mentions.iter().enumerate() {
        if mention.kind == MentionKind::Name && !people::is_person(scene, mention) {
            let spelled_out = long_form(scene, mention);
            let long = spelled_out.clone().map_or(mention.span, |range| cover(scene.tokens, &range));
            named.push((i, name::content_words(long.of(scene.text))));
            workshop.spell_out(i, spelled_out);
        }
    }
    let mut index = Index::default();
    order::by_key(&mut named, |(_, words)| (MAX_WORDS - words.len().min(MAX_WORDS)) as u64);
    let company = reference::noun("company").map_or(0, |n| n.classes);
    for (mention, words) in named {
        let legal = if name::has_legal_form(&words) { company } else { 0 };
        let entity = match index.find(scene, workshop, mention, &words) {
            Some(entity) => {
                index.exact.get_or_insert(&typed(scene.mentions[mention].entity_type, &words.concat()), entity);
                entity
            }
            None => index.create(scene, workshop, mention, words),
        };
        workshop.assign(mention, entity);
        workshop.drafts[entity].kinds |= kind_before(scene, &scene.mentions[mention]) | legal;
    }
    values(scene, workshop);
}

/// The classes of the noun before a name: “the journal Insect Minds”.
fn kind_before(scene: &Scene, mention: &Mention) -> u32 {
    let before = mention.tokens.start.checked_sub(1).filter(|_| mention.entity_type == EntityType::Organization);
    let noun = before.and_then(|at| nominal::noun_at(scene.text, scene.tokens, at));
    noun.filter(|n| n.kind == NounKind::Organization && !n.plural).map_or(0, |n| n.classes)
}

/// What the acronym `mention` stands for, where it is introduced: the words before its bracket whose initials it
/// has, “Alliance for Clean Fjords (ACF)”.
fn long_form(scene: &Scene, mention: &Mention) -> Option<TokenRange> {
    let open = mention.tokens.start.checked_sub(1).filter(|&i| scene.word(i) == "(")?;
    let acronym =
        name::acronym(mention.span.of(scene.text)).filter(|_| mention.entity_type == EntityType::Organization)?;
    let floor = scene.sentence_start(open).max(open.saturating_sub(2 * acronym.len() + 2));
    let has_initials = |start: &usize| {
        let surface = cover(scene.tokens, &(*start..open)).of(scene.text);
        scene.word(*start).starts_with(char::is_uppercase) && name::initials(surface) == acronym
    };
    (floor..open).rev().find(has_initials).map(|start| start..open)
}

/// Longer names are not ranked among themselves.
const MAX_WORDS: usize = 8;

/// Dates, sums and the like: one entity for each value, or for each way of writing where the value is unsure.
fn values(scene: &Scene, workshop: &mut Workshop) {
    let mut known = Table::default();
    for (i, mention) in scene.mentions.iter().enumerate().filter(|m| m.1.kind == MentionKind::Value) {
        let value = mention.value.as_ref().and_then(Value::key);
        let key = typed(mention.entity_type, value.as_deref().unwrap_or(mention.span.of(scene.text)));
        let next = workshop.drafts.len();
        let entity = *known.get_or_insert(&key, next);
        if entity == next {
            workshop.create(Draft::new(mention.entity_type));
        }
        workshop.assign(i, entity);
    }
}

/// What tells apart names that are written alike: their type, as a character before them.
fn typed(entity_type: EntityType, name: &str) -> String {
    let mut key = String::from(entity_type as u8 as char);
    key.push_str(name);
    key
}

/// Named entities by what may be left of their name in a shorter form.
#[derive(Default)]
struct Index {
    exact: Table<usize>,
    acronyms: Table<usize>,
    codes: Table<usize>,
    by_word: Table<Vec<usize>>,
}

impl Index {
    fn find(&self, scene: &Scene, workshop: &Workshop, mention: usize, words: &[String]) -> Option<usize> {
        let found = &scene.mentions[mention];
        let surface = found.span.of(scene.text);
        if let Some(&entity) = self.exact.get(&typed(found.entity_type, &words.concat())) {
            return Some(entity);
        }
        if let Some(&entity) =
            country(found, surface).and_then(|code| self.codes.get(&typed(found.entity_type, code)))
        {
            return Some(entity);
        }
        let acronym = name::acronym(surface).and_then(|a| self.acronyms.get(&a)).copied();
        let acronym = acronym.or_else(|| self.bracketed(scene, workshop, mention));
        if acronym.is_some() && found.entity_type == EntityType::Organization {
            return acronym;
        }
        (found.entity_type == EntityType::Organization).then(|| self.shortened(workshop, mention, words))?
    }

    /// “World Union of Weavers (WUW)”, “College of Weavers (ColWeav)”, “WUW (World Union of Weavers)”: the longer name that
    /// stands with `mention` on the other side of a bracket.
    fn bracketed(&self, scene: &Scene, workshop: &Workshop, mention: usize) -> Option<usize> {
        let tokens = |m: usize| &scene.mentions[m].tokens;
        let opens = |at: usize| scene.tokens.get(at).is_some_and(|t| t.of(scene.text) == "(");
        let before =
            || (mention.saturating_sub(3)..mention).rev().find(|&m| tokens(m).end + 1 == tokens(mention).start);
        let after =
            || (mention + 1..scene.mentions.len()).take(3).find(|&m| tokens(m).start == tokens(mention).end + 1);
        let other = match tokens(mention).start.checked_sub(1).filter(|&at| opens(at)) {
            Some(_) => before(),
            None => after().filter(|_| opens(tokens(mention).end)),
        }?;
        let (short, long) =
            (scene.mentions[mention].span.of(scene.text), scene.mentions[other].span.of(scene.text));
        let inside = other < mention && name::acronym(short).is_some();
        let fits = inside || name::abbreviates(short, long) || name::is_clipped(short, long);
        workshop.entity_of[other].filter(|&e| fits && workshop.drafts[e].entity_type == EntityType::Organization)
    }

    fn shortened(&self, workshop: &Workshop, mention: usize, words: &[String]) -> Option<usize> {
        let listed = |word: Option<&String>| word.and_then(|w| self.by_word.get(w)).map_or(&[][..], Vec::as_slice);
        let (last, first) = (listed(words.last()), listed(words.first()));
        let fits = |entity: &&usize| name::is_shortened(words, &workshop.drafts[**entity].words);
        let shorter = last.iter().take(MAX_COMPARED).chain(first.iter().take(MAX_COMPARED)).find(fits).copied();
        shorter.or_else(|| self.first_word(workshop, mention, words, first))
    }

    /// “Castlegate”, after “Castlegate Partners”, if nothing else there begins so.
    fn first_word(&self, workshop: &Workshop, mention: usize, words: &[String], first: &[usize]) -> Option<usize> {
        let [word] = words else { return None };
        let begins = |entity: &&usize| workshop.drafts[**entity].words.first() == Some(word);
        let mut long = first.iter().take(MAX_COMPARED).filter(begins);
        let only = long.next().copied().filter(|_| long.next().is_none())?;
        let generic = reference::noun(word).is_some() || country::is_of_country(word);
        let before = workshop.drafts[only].mentions.iter().any(|&m| m < mention);
        (before && !generic).then_some(only)
    }

    fn create(&mut self, scene: &Scene, workshop: &mut Workshop, mention: usize, words: Vec<String>) -> usize {
        let found = &scene.mentions[mention];
        let surface = found.span.of(scene.text);
        let entity = workshop.create(Draft { named: true, words: words.clone(), ..Draft::new(found.entity_type) });
        self.exact.insert(&typed(found.entity_type, &words.concat()), entity);
        if found.entity_type == EntityType::Organization {
            let initials = name::acronym(surface).unwrap_or_else(|| name::initials(surface));
            if initials.len() > 1 {
                self.acronyms.get_or_insert(&initials, entity);
            }
            for word in [words.first(), words.last()].into_iter().flatten() {
                self.by_word.entry(word).push(entity);
            }
        }
        if let Some(code) = country(found, surface) {
            self.codes.get_or_insert(&typed(found.entity_type, code), entity);
        }
        entity
    }
}

/// The country that a place's or a people's name stands for.
pub fn country(mention: &Mention, surface: &str) -> Option<&'static str> {
    let may_stand = matches!(mention.entity_type, EntityType::Location | EntityType::Norp);
    if may_stand && mention.kind == MentionKind::Name { country::code(surface) } else { None }
}
