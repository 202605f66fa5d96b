//! Nominal mentions, “the minister”: whom they name beside them, point back at or announce.

use super::{Candidate, Search, WINDOW};
use crate::coreference::Scene;
use crate::coreference::draft::{Draft, Workshop};
use crate::coreference::surroundings::Surroundings;
use crate::coreference::{fit, role};
use crate::lexicon::reference::{self, NounKind};
use crate::mention::{EntityType, MentionKind};
use crate::name;
use crate::nominal::{self, Determiner, NounPhrase};
use crate::span::TokenRange;
use crate::tag::Tag;
use std::sync::LazyLock;

/// Nominal mentions reach further back than pronouns.
const NOMINAL_WINDOW: usize = 200;

/// Nouns for offices, one of each class.
const OFFICES: [&str; 11] = [
    "ambassador",
    "bishop",
    "chairman",
    "colonel",
    "constable",
    "judge",
    "lawyer",
    "mayor",
    "minister",
    "senator",
    "spokesman",
];

/// A nominal mention of somebody new.
pub fn introduce(scene: &Scene, workshop: &mut Workshop, mention: usize, phrase: &NounPhrase) {
    let found = &scene.mentions[mention];
    let mut draft = Draft::new(found.entity_type);
    draft.known_gender = phrase.noun.gender;
    draft.owned = phrase.determiner == Determiner::Possessive;
    draft.words = folded(scene, phrase.core..phrase.tokens.end);
    draft.roles.extend(role::nominal(scene, phrase));
    let entity = workshop.create(draft);
    workshop.assign(mention, entity);
}

/// The folded words of some tokens.
fn folded(scene: &Scene, range: TokenRange) -> Vec<String> {
    range.map(|i| name::fold(scene.word(i))).collect()
}

impl Search<'_> {
    /// Whom or what the phrase stands for.
    pub fn nominal(&self, phrase: &NounPhrase) -> Option<usize> {
        let beside = self.name_before(phrase).or_else(|| self.name_after(phrase));
        beside.or_else(|| match (phrase.determiner, phrase.noun.kind) {
            (Determiner::Indefinite, _) => self.announced(phrase),
            (Determiner::Definite, _) if self.is_epithet(phrase) => self.person(phrase.noun.gender),
            (_, NounKind::Organization) => self.body(phrase),
            _ => {
                let known = self.role_holder(phrase, true);
                known.or_else(|| self.announced(phrase)).or_else(|| self.role_holder(phrase, false))
            }
        })
    }

    /// “The 29-year-old” points at somebody as a pronoun does: it tells no role.
    fn is_epithet(&self, phrase: &NounPhrase) -> bool {
        static CLASSES: LazyLock<u32> = LazyLock::new(|| fit::classes(&["year-old"]));
        phrase.noun.classes == *CLASSES
    }

    /// The entity that mention `m` names, if it is of the searched mention's type.
    fn named(&self, m: usize) -> Option<usize> {
        let entity = self.workshop.entity_of[m]?;
        let draft = &self.workshop.drafts[entity];
        let fits = draft.named && draft.entity_type == self.scene.mentions[self.mention].entity_type;
        (fits && self.scene.mentions[m].kind == MentionKind::Name).then_some(entity)
    }

    /// The name that the phrase stands beside: “Anna Brunner, the mayor,” or “Anna Brunner is the mayor”.
    fn name_before(&self, phrase: &NounPhrase) -> Option<usize> {
        let apposition = |entity: usize| {
            let inside = |r: &role::Role| r.tokens.contains(&(phrase.tokens.end - 1));
            self.workshop.drafts[entity].roles.iter().any(inside).then_some(entity)
        };
        let before = self.mention.checked_sub(1);
        let body = || before.filter(|&m| self.is_apposed_body(m, phrase)).and_then(|m| self.named(m));
        let apposed = before.and_then(|m| self.named(m)).and_then(apposition);
        apposed.or_else(body).or_else(|| self.subject_of_copula(phrase))
    }

    /// Whom the phrase is said to be: “Anna Brunner is the mayor”, “Anna Brunner, known as the Hawk, was a judge”.
    pub fn subject_of_copula(&self, phrase: &NounPhrase) -> Option<usize> {
        let copula = phrase.tokens.start.checked_sub(1).filter(|&at| self.is_copula(at))?;
        let before = self.mention.checked_sub(1)?;
        let between = self.scene.mentions[before].tokens.end..copula;
        let close = between.clone().all(|at| !self.scene.tokens[at].is_wordlike());
        (close && between.len() <= 2).then(|| self.named(before))?
    }

    /// Whether one token stands between mention `m` and the phrase after it.
    fn is_next(&self, m: usize, phrase: &NounPhrase) -> bool {
        self.scene.mentions[m].tokens.end + 1 == phrase.tokens.start
    }

    /// Whether the phrase describes a body, mention `m`, between commas after its name, and the clause goes on: “Halden Foods,
    /// the country's largest brewer, said”.
    fn is_apposed_body(&self, m: usize, phrase: &NounPhrase) -> bool {
        let opens = self.is_next(m, phrase) && self.scene.word(phrase.tokens.start - 1) == ",";
        if !opens || phrase.noun.kind != NounKind::Organization {
            return false;
        }
        let Some(end) = role::phrase_end(self.scene, phrase.tokens.end) else { return false };
        let next = self.scene.tags.get(end + 1);
        match self.scene.word(end) {
            "," => next.is_some_and(|t| t.is_finite() || *t == Tag::Wh),
            word => word == ".",
        }
    }

    /// The name that follows the phrase: “the mayor, Anna Brunner,” or “the winner is Anna Brunner”. After a comma no verb
    /// follows it: “according to a person close to the mayor, Brunner had wept”.
    pub fn name_after(&self, phrase: &NounPhrase) -> Option<usize> {
        let end = role::phrase_end(self.scene, phrase.tokens.end)?;
        let title = |&i: &usize| {
            self.surroundings.mention_at[i].is_none() && matches!(self.scene.tags[i], Tag::Noun | Tag::Propn)
        };
        let start = end + 1 + (end + 1..self.scene.tokens.len()).take(3).take_while(title).count();
        let next = self.surroundings.mention_at.get(start).copied().flatten()? as usize;
        let name = &self.scene.mentions[next].tokens;
        let verb = self.scene.tags.get(name.end).is_some_and(|t| t.is_finite());
        let opens = self.scene.word(end) == "," && !verb || self.is_copula(end);
        (opens && name.start == start).then(|| self.named(next))?
    }

    /// Whether token `at` says that what stands on its sides is one: “the winner is Anna Brunner”.
    fn is_copula(&self, at: usize) -> bool {
        matches!(self.scene.word(at), "is" | "was")
    }

    /// The person whom “the minister” stands for: of those known by such a role, or of all that may have it.
    fn role_holder(&self, phrase: &NounPhrase, known: bool) -> Option<usize> {
        let words = folded(self.scene, phrase.core..phrase.tokens.end);
        // “his lawyer”, “Kane's lawyer” and “the candidate's lawyer” lean on a person; “the country's leader” is as good as
        // “the leader”.
        let possessor = phrase.core.checked_sub(2).filter(|&i| self.scene.tags[i] == Tag::Noun);
        let noun = possessor.and_then(|i| nominal::noun_at(self.scene.text, self.scene.tokens, i));
        let of_thing = possessor.is_some() && noun.is_none_or(|n| n.kind != NounKind::Person);
        let relational = phrase.determiner == Determiner::Possessive && !of_thing;
        let office = !known && self.is_office(phrase);
        let score = |c: &Candidate| {
            let draft = &self.workshop.drafts[c.entity];
            if draft.several || draft.contradicts(phrase.noun.gender) {
                return None;
            }
            let role = fit::role_score(self.scene, draft, phrase, &words);
            // Who has another role is no archivist; who has none may be, but is no mayor.
            if role <= 0.0 && (known || office) || role < 0.0 && phrase.noun.own {
                return None;
            }
            // “Kane wept as the foreman read the verdict”, “Kane would keep her minister”: somebody else. But “asked whether
            // Kane would stay, the minister said” is one.
            let (own, latest) = (&self.surroundings.facts[self.mention], &self.surroundings.facts[c.latest]);
            let here = latest.sentence == own.sentence;
            let opens = phrase.tokens.start > 0 && self.scene.word(phrase.tokens.start - 1) == ",";
            // “Aslef's general secretary” is not the transport secretary.
            let other = words.len() > 1 && role <= 3.0 && draft.latest_roles().iter().all(|r| r.words.len() > 1);
            if relational && (role < 3.0 || other || here && latest.subject)
                || role == 0.0 && here && (own.source_of.is_none() || !opens)
            {
                return None;
            }
            let presence = 0.4 * (draft.mentions.len() as f32).ln_1p();
            Some(role + presence + 0.5 * self.salience(c))
        };
        self.best(EntityType::Person, NOMINAL_WINDOW, u32::MAX, score, 1.6)
    }

    /// Whether an article tells of somebody's office before it calls him by it: “the mayor”. By “the Vermont senator” and “the
    /// former minister” it tells so.
    fn is_office(&self, phrase: &NounPhrase) -> bool {
        let tells = |i: usize| {
            self.scene.word(i).starts_with(char::is_uppercase) || self.scene.word(i).eq_ignore_ascii_case("former")
        };
        static CLASSES: LazyLock<u32> = LazyLock::new(|| fit::classes(&OFFICES));
        phrase.noun.classes & *CLASSES != 0 && !(phrase.core..phrase.tokens.end).any(tells)
    }

    /// The person named further on: “the judge”; “a judge” only in the headline or the first sentences.
    fn announced(&self, phrase: &NounPhrase) -> Option<usize> {
        /// Sentences in which an article says “a judge” and means the one whom it is about.
        const OPENING: u32 = 3;
        let opening = self.surroundings.facts[self.mention].sentence < OPENING;
        // “A senior Bank of Korea official” is not somebody else's minister.
        let body = |i: usize| {
            let mention = self.surroundings.mention_at[i].map(|m| &self.scene.mentions[m as usize]);
            mention.is_some_and(|m| m.kind == MentionKind::Name && m.entity_type == EntityType::Organization)
        };
        let whose = (phrase.core..phrase.tokens.end - 1).any(body);
        let may = opening && !whose || phrase.determiner == Determiner::Definite;
        may.then(|| introduced_later(self.scene, self.surroundings, self.workshop, &phrase.tokens, &phrase.noun))?
    }

    /// The body that “the ministry” stands for.
    fn body(&self, phrase: &NounPhrase) -> Option<usize> {
        let phrase = &without_seat(self.scene, phrase);
        let words = folded(self.scene, phrase.core..phrase.tokens.end);
        let score = |c: &Candidate| {
            let draft = &self.workshop.drafts[c.entity];
            // “Her office” is no ministry that has been told of before.
            let other = !draft.named && draft.owned && draft.words.last() != words.last();
            if other {
                return None;
            }
            let own = phrase.determiner == Determiner::Possessive;
            let fit = fit::body_score(self.scene, self.surroundings, draft, phrase, &words);
            let presence = 0.4 * (draft.mentions.len() as f32).ln_1p();
            (fit > if own { 2.0 } else { 0.0 }).then(|| fit + presence + 0.4 * self.salience(c))
        };
        self.best(EntityType::Organization, NOMINAL_WINDOW, u32::MAX, score, 1.0)
    }
}

/// What “the Oslo-listed company” says of it, without its seat or owner: any company may have that.
fn without_seat(scene: &Scene, phrase: &NounPhrase) -> NounPhrase {
    let told = |i: usize| matches!(scene.word(i), "backed" | "based" | "headquartered" | "listed" | "owned");
    let compound = (phrase.core + 2..phrase.tokens.end - 1).rev().find(|&i| told(i) && scene.word(i - 1) == "-");
    NounPhrase { core: compound.map_or(phrase.core, |i| i + 1), ..phrase.clone() }
}

/// The person whom a headline's bare noun (“Judge rejects …”) announces: the first named one with such a role.
pub fn introduced_later(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &Workshop,
    core: &TokenRange,
    noun: &reference::Noun,
) -> Option<usize> {
    /// Sentences that the introduction may take.
    const SOON: u32 = 6;
    let words = folded(scene, core.clone());
    let phrase = NounPhrase { tokens: core.clone(), core: core.start, noun: *noun, determiner: Determiner::Bare };
    let here = scene.layout.sentence_of[core.start];
    let after = scene.mentions.partition_point(|m| m.tokens.start < core.end);
    let near = |m: &usize| scene.layout.sentence_of[scene.mentions[*m].tokens.start] - here <= SOON;
    (after..scene.mentions.len()).take(WINDOW).take_while(near).find_map(|m| {
        let entity = workshop.entity_of[m]?;
        let draft = &workshop.drafts[entity];
        let fits = match noun.kind {
            NounKind::Person => {
                let fits = |head: &String| {
                    let may_be =
                        |r: &role::Role| r.may_be(noun, head) && !r.is_past() && !fit::is_other_rank(r, &words);
                    draft.latest_roles().iter().any(may_be)
                };
                words.last().is_some_and(fits)
            }
            _ => {
                draft.entity_type == EntityType::Organization
                    && fit::body_score(scene, surroundings, draft, &phrase, &words) >= 1.0
            }
        };
        let new = draft.mentions.iter().all(|&m| scene.mentions[m].tokens.start >= core.start);
        (draft.named && new && fits && !draft.contradicts(noun.gender)).then_some(entity)
    })
}
