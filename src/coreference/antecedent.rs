//! Pronouns and nominal mentions: whom they stand for, by agreement, role and salience.

use super::Scene;
use super::draft::{Draft, Workshop};
use super::fit;
use super::role;
use super::surroundings::{Facts, Surroundings};
use crate::lexicon::reference::{self, NounKind, Pronoun};
use crate::mention::{EntityType, MentionKind};
use crate::name;
use crate::nominal::{self, Determiner, NounPhrase};
use crate::tag::Tag;

/// Mentions looked back over: the work is bounded, and nobody is “he” after that long.
const WINDOW: usize = 60;
/// Nominal mentions reach further back than pronouns.
const NOMINAL_WINDOW: usize = 200;
/// Sentences after which a person is out of mind.
const MAX_SENTENCES: u32 = 8;
/// Sentences to look back where the given name says otherwise.
const NEAR_SENTENCES: u32 = 2;

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
            introduce(scene, workshop, mention, phrase);
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

/// A nominal mention of somebody new.
fn introduce(scene: &Scene, workshop: &mut Workshop, mention: usize, phrase: &NounPhrase) {
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
fn folded(scene: &Scene, range: crate::span::TokenRange) -> Vec<String> {
    range.map(|i| name::fold(scene.word(i))).collect()
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
    times: u32,
}

impl Search<'_> {
    /// Entities of agents mentioned before, each by its latest mention, nearest first.
    fn candidates(&self, window: usize, sentences: u32) -> Vec<Candidate> {
        let here = self.surroundings.facts[self.mention].sentence;
        let mut found: Vec<Candidate> = Vec::new();
        let floor = self.mention.saturating_sub(window);
        for mention in (floor..self.mention).rev() {
            if here - self.surroundings.facts[mention].sentence > sentences {
                break;
            }
            let Some(entity) = self.workshop.entity_of[mention] else { continue };
            if self.scene.mentions[mention].tokens.end > self.scene.mentions[self.mention].tokens.start {
                continue;
            }
            match found.iter_mut().find(|c| c.entity == entity) {
                Some(known) => {
                    known.times += 1;
                    if self.weight(mention) > self.weight(known.latest) {
                        known.latest = mention;
                    }
                }
                None => found.push(Candidate { entity, latest: mention, times: 1 }),
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
        near + 1.5 * facts.subject as u8 as f32 + speaks * spoke as u8 as f32
            - 1.0 * apart as u8 as f32
            - 0.8 * facts.modifier as u8 as f32
            - 1.5 * (facts.quoted && !own.quoted) as u8 as f32
    }

    /// How likely the candidate is meant, role and gender apart.
    fn salience(&self, candidate: &Candidate) -> f32 {
        let named = self.workshop.drafts[candidate.entity].named as u8 as f32;
        self.weight(candidate.latest) + 0.4 * (candidate.times as f32).ln_1p() + 0.9 * named
    }

    /// The person whom `he` or `she` stands for; 0 where the gender is not told.
    fn person(&self, gender: f32) -> Option<usize> {
        let score = |c: &Candidate| {
            let draft = &self.workshop.drafts[c.entity];
            let fits = draft.entity_type == EntityType::Person
                && !draft.several
                && !draft.contradicts(gender)
                && self.may_be_same(c);
            let agrees = if gender == 0.0 { 0.0 } else { fit::agreement(draft.gender() * gender.signum()) };
            fits.then(|| self.salience(c) + agrees)
        };
        self.best(WINDOW, MAX_SENTENCES, score, -1.0)
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
        self.best(WINDOW, NEAR_SENTENCES, score, 0.0)
    }

    /// Neither the barred entity nor a phrase in the same clause part, “Kane told him”, is who the pronoun means.
    fn may_be_same(&self, candidate: &Candidate) -> bool {
        if Some(candidate.entity) == self.barred {
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

    /// The best candidate by `score` that reaches `least`.
    fn best(
        &self,
        window: usize,
        sentences: u32,
        score: impl Fn(&Candidate) -> Option<f32>,
        least: f32,
    ) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for candidate in self.candidates(window, sentences) {
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

    fn nominal(&self, phrase: &NounPhrase) -> Option<usize> {
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
        phrase.noun.classes == reference::noun("year-old").map_or(0, |n| n.classes)
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
    fn subject_of_copula(&self, phrase: &NounPhrase) -> Option<usize> {
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
    fn name_after(&self, phrase: &NounPhrase) -> Option<usize> {
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
            if draft.entity_type != EntityType::Person || draft.several || draft.contradicts(phrase.noun.gender) {
                return None;
            }
            let role = fit::role_score(draft, phrase, &words);
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
            let other = words.len() > 1 && role <= 3.0 && draft.roles.iter().all(|r| r.words.len() > 1);
            if relational && (role < 3.0 || other || here && latest.subject)
                || role == 0.0 && here && (own.source_of.is_none() || !opens)
            {
                return None;
            }
            let presence = 0.4 * (draft.mentions.len() as f32).ln_1p();
            Some(role + presence + 0.5 * self.salience(c))
        };
        self.best(NOMINAL_WINDOW, u32::MAX, score, 1.6)
    }

    /// Whether an article tells of somebody's office before it calls him by it: “the mayor”. By “the Vermont senator” and “the
    /// former minister” it tells so.
    fn is_office(&self, phrase: &NounPhrase) -> bool {
        let tells = |i: usize| {
            self.scene.word(i).starts_with(char::is_uppercase) || self.scene.word(i).eq_ignore_ascii_case("former")
        };
        let classes = OFFICES.iter().filter_map(|office| reference::noun(office)).fold(0, |all, n| all | n.classes);
        phrase.noun.classes & classes != 0 && !(phrase.core..phrase.tokens.end).any(tells)
    }

    /// The person named further on: “the judge”; “a judge” only in the headline or the first sentences.
    fn announced(&self, phrase: &NounPhrase) -> Option<usize> {
        /// Sentences in which an article says “a judge” and means the one whom it is about.
        const OPENING: u32 = 3;
        let opening = self.surroundings.facts[self.mention].sentence < OPENING;
        let may = opening || phrase.determiner == Determiner::Definite;
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
            if draft.entity_type != EntityType::Organization || other {
                return None;
            }
            let own = phrase.determiner == Determiner::Possessive;
            let fit = fit::body_score(self.scene, self.surroundings, draft, phrase, &words);
            let presence = 0.4 * (draft.mentions.len() as f32).ln_1p();
            (fit > if own { 2.0 } else { 0.0 }).then(|| fit + presence + 0.4 * self.salience(c))
        };
        self.best(NOMINAL_WINDOW, u32::MAX, score, 1.0)
    }
}

/// What “the Oslo-listed company” says of it, without its seat or owner: any company may have that.
fn without_seat(scene: &Scene, phrase: &NounPhrase) -> NounPhrase {
    let told = |i: usize| matches!(scene.word(i), "backed" | "based" | "headquartered" | "listed" | "owned");
    let compound = (phrase.core + 2..phrase.tokens.end - 1).rev().find(|&i| told(i) && scene.word(i - 1) == "-");
    NounPhrase { core: compound.map_or(phrase.core, |i| i + 1), ..phrase.clone() }
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

/// The person whom a headline's bare noun (“Judge rejects …”) announces: the first named one with such a role.
pub fn introduced_later(
    scene: &Scene,
    surroundings: &Surroundings,
    workshop: &Workshop,
    core: &crate::span::TokenRange,
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
                let fits = |head: &String| draft.roles.iter().any(|r| r.may_be(noun, head) && !r.is_past());
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
