//! Pronouns and nominal mentions: whom they stand for, by agreement, role and salience. The search for nominal ones
//! is in [`phrase`].

pub mod phrase;

use super::Scene;
use super::draft::{Draft, Workshop};
use super::fit;
use super::role;
use super::surroundings::{Facts, Surroundings};
use crate::lexicon::reference::Pronoun;
use crate::mention::{EntityType, MentionKind};
use crate::nominal::{self, NounPhrase};
use crate::span::TokenRange;
use crate::tag::Tag;

/// Mentions looked back over: the work is bounded, and nobody is “he” after that long.
const WINDOW: usize = 60;
/// What it takes from a mention that somebody only tells of it, where the searched one speaks.
const TOLD: f32 = 0.2;
/// Sentences after which a person is out of mind.
const MAX_SENTENCES: u32 = 8;
/// Sentences to look back where the given name says otherwise.
const NEAR_SENTENCES: u32 = 2;

/// Resolves the pronominal and nominal mentions for which `due` holds, in text order, so that each may lean on
/// those before. `barred` names an entity that the mention is surely not: the speaker, for `he` inside his words.
pub fn resolve(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &mut Workshop,
    due: impl Fn(&Facts) -> bool,
    barred: impl Fn(usize) -> Option<usize>,
) {
    for mention in 0..scene.mentions.len() {
        let facts = &surroundings.facts[mention];
        if workshop.entity_of[mention].is_some() || !due(facts) {
            continue;
        }
        let search = Search { scene, surroundings, workshop, mention, barred: barred(mention) };
        let found = match (facts.pronoun, &facts.phrase) {
            (Some(pronoun @ (Pronoun::He | Pronoun::She)), _) => {
                search.person(pronoun.gender()).or_else(|| search.misnamed(pronoun.gender()))
            }
            (Some(Pronoun::Relative), _) => search.relative(),
            (Some(Pronoun::It), _) => search.body_meant(),
            (Some(Pronoun::They), _) => search.several(),
            (None, Some(phrase)) => search.nominal(phrase),
            _ => None,
        };
        let unknown = facts.pronoun == Some(Pronoun::They) && found.is_none();
        let they = unknown.then(|| search.they_before()).flatten();
        let beside = |phrase: &&NounPhrase| {
            found.is_some() && (search.name_after(phrase) == found || search.subject_of_copula(phrase) == found)
        };
        let role = facts.phrase.as_ref().filter(beside).and_then(|phrase| role::beside_name(scene, phrase));
        if let Some(entity) = found {
            workshop.assign(mention, entity);
            workshop.drafts[entity].roles.extend(role);
            if let Some(phrase) = &facts.phrase {
                workshop.drafts[entity].known_gender += phrase.noun.gender;
            }
            if let Some(pronoun @ (Pronoun::He | Pronoun::She)) = facts.pronoun {
                workshop.drafts[entity].learn(pronoun.gender());
            }
        } else if let Some(before) = they {
            // Nobody knows who they are, but they are the same.
            let entity = workshop.create(Draft { several: true, ..Draft::new(EntityType::Person) });
            workshop.assign(before, entity);
            workshop.assign(mention, entity);
        } else if let Some(phrase) = &facts.phrase {
            phrase::introduce(scene, workshop, mention, phrase);
        }
    }
}

/// The person whom a name of his people stands for: “the Uruguayan” is who was spoken of.
pub fn person_meant(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &Workshop,
    mention: usize,
) -> Option<usize> {
    Search { scene, surroundings, workshop, mention, barred: None }.person(0.0)
}

/// A search for the antecedent of one mention.
struct Search<'a> {
    scene: &'a Scene<'a>,
    surroundings: &'a Surroundings,
    workshop: &'a Workshop,
    mention: usize,
    barred: Option<usize>,
}

/// An entity met on the way back, by its latest mention.
struct Candidate {
    entity: usize,
    latest: usize,
    /// How present `latest` makes it.
    weight: f32,
    times: u32,
}

impl Search<'_> {
    /// Entities of a type mentioned before, each by its latest mention, nearest first.
    fn candidates(&self, entity_type: EntityType, window: usize, sentences: u32) -> Vec<Candidate> {
        let here = self.surroundings.facts[self.mention].sentence;
        let mut found: Vec<Candidate> = Vec::new();
        let floor = self.mention.saturating_sub(window);
        for mention in (floor..self.mention).rev() {
            if here - self.surroundings.facts[mention].sentence > sentences {
                break;
            }
            let Some(entity) = self.workshop.entity_of[mention] else { continue };
            if self.workshop.drafts[entity].entity_type != entity_type
                || self.scene.mentions[mention].tokens.end > self.scene.mentions[self.mention].tokens.start
            {
                continue;
            }
            let weight = self.weight(mention);
            match found.iter_mut().find(|c| c.entity == entity) {
                Some(known) => {
                    known.times += 1;
                    if weight > known.weight {
                        (known.latest, known.weight) = (mention, weight);
                    }
                }
                None => found.push(Candidate { entity, latest: mention, weight, times: 1 }),
            }
        }
        found
    }

    /// How present a mention makes its referent here.
    fn weight(&self, mention: usize) -> f32 {
        let facts = &self.surroundings.facts[mention];
        let own = &self.surroundings.facts[self.mention];
        let near = match own.sentence - facts.sentence {
            0 => 1.0,
            1 => 0.8,
            2 => 0.0,
            3 => -0.7,
            far => (-0.5 - 0.3 * far as f32).max(-2.0),
        };
        let speaks = if own.source_of.is_some() { 0.9 } else { 0.4 };
        let spoke = facts.source_of.is_some() && !facts.modifier;
        let paragraph = |m: usize| self.scene.layout.paragraph_of[self.scene.mentions[m].tokens.start];
        let apart = paragraph(mention) != paragraph(self.mention);
        // “The minister said that Kane had lied. “He is toast,” he said.”
        let told = |m: usize| {
            let start = self.scene.mentions[m].tokens.start;
            self.surroundings.said[start] && !self.surroundings.quoted[start]
        };
        near + 1.5 * facts.subject as u8 as f32 + speaks * spoke as u8 as f32
            - 1.0 * apart as u8 as f32
            - 0.8 * facts.modifier as u8 as f32
            - 1.5 * (facts.quoted && !own.quoted) as u8 as f32
            - TOLD * (told(mention) && !told(self.mention) && own.source_of.is_some()) as u8 as f32
    }

    /// How likely the candidate is meant, role and gender apart.
    fn salience(&self, candidate: &Candidate) -> f32 {
        let named = self.workshop.drafts[candidate.entity].named as u8 as f32;
        candidate.weight + 0.4 * (candidate.times as f32).ln_1p() + 0.9 * named
    }

    /// The person whom `he` or `she` stands for; 0 where the gender is not told.
    fn person(&self, gender: f32) -> Option<usize> {
        let score = |c: &Candidate| {
            let draft = &self.workshop.drafts[c.entity];
            let fits = !draft.several && !draft.contradicts(gender) && self.may_be_same(c);
            let agrees = if gender == 0.0 { 0.0 } else { fit::agreement(draft.gender() * gender.signum()) };
            fits.then(|| self.salience(c) + agrees)
        };
        self.best(EntityType::Person, WINDOW, MAX_SENTENCES, score, -1.0)
    }

    /// The person whom `he` or `she` stands for though the given name says otherwise: nobody else would do, and the person is
    /// a subject close by.
    fn misnamed(&self, gender: f32) -> Option<usize> {
        let score = |c: &Candidate| {
            let draft = &self.workshop.drafts[c.entity];
            let subject = self.surroundings.facts[c.latest].subject;
            let fits = draft.named && subject && draft.may_be_overruled(gender) && self.may_be_same(c);
            fits.then(|| self.salience(c))
        };
        self.best(EntityType::Person, WINDOW, NEAR_SENTENCES, score, 0.0)
    }

    /// Neither the barred entity nor one that the pronoun tells of by name (“He said Kane had lied”) nor a phrase in the same
    /// clause part (“Kane told him”) is who the pronoun means; nor who asks whom the sentence goes on with (“Questioned by
    /// Kane, he said”).
    fn may_be_same(&self, candidate: &Candidate) -> bool {
        if Some(candidate.entity) == self.barred
            || self.tells_of(candidate.entity)
            || self.acts_on_subject(candidate.latest)
        {
            return false;
        }
        let word = self.scene.word(self.scene.mentions[self.mention].tokens.start);
        if !word.eq_ignore_ascii_case("him") {
            return true;
        }
        let (from, to) =
            (self.scene.mentions[candidate.latest].tokens.end, self.scene.mentions[self.mention].tokens.start);
        let facts = &self.surroundings.facts[candidate.latest];
        !(facts.subject && to - from <= 3)
    }

    /// Whether the mention speaks, and what it says names the entity.
    fn tells_of(&self, entity: usize) -> bool {
        let Some(said) = self.surroundings.facts[self.mention].source_of.map(|a| &self.scene.attributions[a])
        else {
            return false;
        };
        let mentions = &self.scene.mentions;
        // “Kane paid the rest, he said” may be about himself.
        let here = mentions[self.mention].tokens.start;
        let after = |range: &&TokenRange| range.start > here || self.surroundings.quoted[range.start];
        said.content.iter().filter(after).any(|range| {
            let first = mentions.partition_point(|m| m.tokens.start < range.start);
            let inside = (first..mentions.len()).take_while(|&m| mentions[m].tokens.start < range.end);
            let names = |m: usize| mentions[m].kind == MentionKind::Name;
            inside.into_iter().any(|m| names(m) && self.workshop.entity_of[m] == Some(entity))
        })
    }

    /// Whether mention `m` is the agent of the participle that the sentence of the searched one opens with, before a comma.
    fn acts_on_subject(&self, m: usize) -> bool {
        let (start, here) = (self.scene.mentions[m].tokens.start, self.scene.mentions[self.mention].tokens.start);
        let opens = self.scene.sentence_start(here);
        // “Cross-examined by”
        let told = |by: usize| (opens..by).take(3).any(|i| self.scene.tags[i] == Tag::Participle);
        if !told(start) {
            return false;
        }
        let by = (opens + 1..start).find(|&i| self.scene.word(i) == "by").filter(|&by| told(by));
        let comma = |i: usize| self.scene.word(i) == ",";
        by.is_some_and(|by| !(by..start).any(comma)) && (start..here).any(comma)
    }

    /// The best candidate of a type by `score` that reaches `least`.
    fn best(
        &self,
        entity_type: EntityType,
        window: usize,
        sentences: u32,
        score: impl Fn(&Candidate) -> Option<f32>,
        least: f32,
    ) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for candidate in self.candidates(entity_type, window, sentences) {
            let Some(value) = score(&candidate) else { continue };
            if value >= least && best.is_none_or(|b| value > b.0) {
                best = Some((value, candidate.entity));
            }
        }
        best.map(|b| b.1)
    }

    /// What `who` stands for: the mention just before it, if no several people stand between: “Kane thanked the jurors, who”.
    fn relative(&self) -> Option<usize> {
        let start = self.scene.mentions[self.mention].tokens.start;
        let floor = self.scene.sentence_start(start).max(start.saturating_sub(12));
        let before = (floor..start).rev().find(|&at| self.scene.tokens[at].is_wordlike())?;
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, before);
        if noun.is_some_and(|n| n.plural) {
            return None;
        }
        (floor..start).rev().filter_map(|at| self.surroundings.mention_at[at]).find_map(|m| {
            let entity = self.workshop.entity_of[m as usize]?;
            (self.workshop.drafts[entity].entity_type == EntityType::Person
                && self.scene.mentions[m as usize].kind != MentionKind::Pronoun)
                .then_some(entity)
        })
    }

    /// The body that `its` stands for, where that is in its sentence or the subject of one before; `it` only where it speaks.
    fn body_meant(&self) -> Option<usize> {
        let at = self.scene.mentions[self.mention].tokens.start;
        let (entity, subject) = latest_body(self.scene, self.surroundings, self.workshop, at)?;
        let speaks = self.surroundings.facts[self.mention].source_of.is_some();
        let owns = matches!(self.scene.word(at), "its" | "itself");
        let latest = self.workshop.drafts[entity].mentions.iter().filter(|&&m| m < self.mention).max();
        let sentence = |m: usize| self.surroundings.facts[m].sentence;
        let here = latest.is_some_and(|&m| sentence(m) == sentence(self.mention));
        (speaks || (subject || here) && owns).then_some(entity)
    }

    /// Those whom `they` stands for: the same as the `they` before it, else the body that was a subject last.
    fn several(&self) -> Option<usize> {
        let at = self.scene.mentions[self.mention].tokens.start;
        let body = || latest_body(self.scene, self.surroundings, self.workshop, at);
        let before = self.they_before().and_then(|m| self.workshop.entity_of[m]);
        before.or_else(|| body().filter(|b| b.1).map(|b| b.0))
    }

    /// The `they` before this one, if it is near.
    fn they_before(&self) -> Option<usize> {
        /// Sentences from one `they` to the next.
        const NEAR: u32 = 3;
        let facts = &self.surroundings.facts;
        let near = |&m: &usize| facts[self.mention].sentence - facts[m].sentence <= NEAR;
        let floor = self.mention.saturating_sub(WINDOW);
        let they = |&m: &usize| facts[m].pronoun == Some(Pronoun::They);
        (floor..self.mention).rev().take_while(near).find(they)
    }
}

/// The organisation mentioned last before token `at`, within two sentences, and whether it was a subject there; what is only
/// told of in somebody's words is none: “The ministry said that an inquiry would begin. It added”.
pub fn latest_body(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &Workshop,
    at: usize,
) -> Option<(usize, bool)> {
    let here = scene.layout.sentence_of[at];
    let mut latest = None;
    let before = scene.mentions.partition_point(|m| m.tokens.start < at);
    for mention in (before.saturating_sub(WINDOW)..before).rev() {
        let facts = &surroundings.facts[mention];
        if here - facts.sentence > 2 {
            break;
        }
        let Some(entity) = workshop.entity_of[mention] else { continue };
        let body = workshop.drafts[entity].entity_type == EntityType::Organization;
        let told = surroundings.said[scene.mentions[mention].tokens.start] && !surroundings.said[at];
        if body && !facts.modifier && !facts.quoted {
            if facts.subject && !told {
                return Some((entity, true));
            }
            latest.get_or_insert((entity, false));
        }
    }
    latest
}
