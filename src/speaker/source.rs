//! One source read: which of its words names the speaker, and who that is.

use super::interview::Interview;
use super::{Credit, Credits, Rule, Who, is_person, position};
use crate::attribution::Attribution;
use crate::calendar;
use crate::coreference::Scene;
use crate::coreference::antecedent;
use crate::coreference::draft::Workshop;
use crate::coreference::role;
use crate::coreference::surroundings::Surroundings;
use crate::lexicon::reference::{self, Noun, NounKind, Pronoun};
use crate::mention::{EntityType, Mention, MentionKind};
use crate::name;
use crate::nominal::{self, Determiner};
use crate::span::{TokenRange, cover};
use crate::tag::Tag;

/// The part of a source up to its head: without what follows (`of the court`, `, 56,`) and what leads it
/// (`according to`).
pub fn core(scene: &Scene, source: &TokenRange) -> Option<TokenRange> {
    // The `SEN` of “SEN. ANNA BRUNNER:”, where the stop is a token of its own.
    let title =
        |at: usize| at + 1 < source.end && scene.word(at + 1) == "." && reference::title(scene.word(at)).is_some();
    let leads = |&at: &usize| {
        matches!(scene.tags[at], Tag::Adp | Tag::Adv | Tag::Cconj | Tag::Sconj)
            && !name::is_particle(scene.word(at))
            || !scene.tokens[at].is_wordlike()
            || title(at)
    };
    let start = source.clone().find(|at| !leads(at) || nominal::determiner(scene.word(*at)) != Determiner::Bare)?;
    let mut end = start + 1;
    while end < source.end {
        end = match bracket_end(scene, source, end) {
            Some(close) => close,
            None if goes_on(scene, end) && !starts_anew(scene, end) || is_inside_name(scene, end) => end + 1,
            None => break,
        };
    }
    while end > start + 1 && is_afterthought(scene.word(end - 1)) {
        end -= 1;
    }
    Some(start..end)
}

/// One past the bracket that opens at `at` and parts the words before a name from the name: “Samajwadi Party | (SP) | chief Akhil
/// Yadav”.
fn bracket_end(scene: &Scene, source: &TokenRange, at: usize) -> Option<usize> {
    let opens = scene.word(at) == "(";
    let close = (at + 1..source.end.min(at + LONGEST_BRACKET)).find(|&i| opens && scene.word(i) == ")")?;
    let named = (close + 1..source.end).take_while(|&i| scene.tokens[i].is_wordlike()).last()?;
    (matches!(scene.tags[close + 1], Tag::Noun | Tag::Propn | Tag::Adj) && scene.tags[named] == Tag::Propn)
        .then_some(close + 1)
}

/// Tokens that such a bracket may have.
const LONGEST_BRACKET: usize = 6;

/// Whether `word` only weighs or dates the phrase before it: “Brunner herself”, “Northline Rail today”.
fn is_afterthought(word: &str) -> bool {
    matches!(
        word,
        "himself"
            | "herself"
            | "itself"
            | "themselves"
            | "both"
            | "alone"
            | "today"
            | "yesterday"
            | "tonight"
            | "too"
    ) || calendar::is_day(word)
}

/// Whether the phrase is over before token `at`, after a noun: “the Supreme Court | this month”, “the poll | released Friday”.
fn starts_anew(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    let determined = nominal::determiner(word) != Determiner::Bare && !word.starts_with(char::is_uppercase);
    let noun = matches!(scene.tags[at - 1], Tag::Noun | Tag::Propn) && !name::is_particle(scene.word(at - 1));
    noun && (determined || scene.tags[at] == Tag::Participle)
}

/// Whether token `at` stands inside one name: “the Health | and | Safety Executive”, “Doctors | Without | Borders”.
fn is_inside_name(scene: &Scene, at: usize) -> bool {
    let before = scene.mentions.partition_point(|m| m.tokens.start < at);
    let joins = |m: &Mention| m.kind == MentionKind::Name && at + 1 < m.tokens.end;
    // “the Controller | of Customs, Mrs Eze”
    let noun = nominal::noun_at(scene.text, scene.tokens, at - 1);
    let office = scene.tags[at] == Tag::Adp && noun.is_some_and(|n| n.kind == NounKind::Person && !n.plural);
    !office && scene.mentions[..before].iter().rev().take(NESTED).any(joins)
}

/// Mentions that may begin within the words of one name.
const NESTED: usize = 3;

/// Whether token `at` still belongs to a source's core.
fn goes_on(scene: &Scene, at: usize) -> bool {
    let tag = scene.tags[at];
    let tight = scene.tokens.get(at + 1).is_some_and(|t| !t.spaced);
    let mark = matches!(scene.word(at), "-" | "/" | "“" | "”" | "\"" | "‘" | "’" | "'" | "%" | "&") && tight;
    let ends = matches!(tag, Tag::Adp | Tag::Wh | Tag::Cconj | Tag::To);
    let particle = name::is_particle(scene.word(at));
    mark || tag == Tag::Poss || scene.tokens[at].is_wordlike() && (particle || !ends)
}

/// Reads the source of one attribution.
pub struct Reader<'a> {
    /// The text.
    pub scene: &'a Scene<'a>,
    /// What surrounds its mentions.
    pub surroundings: &'a Surroundings,
    /// Its entities.
    pub workshop: &'a Workshop,
    /// Who spoke so far.
    pub credits: &'a Credits,
    /// Who asks and who answers.
    pub interview: &'a Interview,
}

impl Reader<'_> {
    /// Who speaks, if it can be told.
    pub fn read(&self, index: usize, attribution: &Attribution) -> Option<Credit> {
        let Some(source) = attribution.source.first().filter(|s| !s.is_empty()) else {
            return self.continued(index, attribution);
        };
        if let Some(entity) = self.interview.speaker(self.scene, self.workshop, attribution) {
            return Some(self.credit(Who::Entity(entity), Rule::Role, source.clone()));
        }
        let core = core(self.scene, source)?;
        let core = self.after_adverb(source, &core).or_else(|| self.up_to_name(source, &core)).unwrap_or(core);
        let adverbs = |range: TokenRange| self.scene.tags[range].iter().all(|t| matches!(t, Tag::Adv | Tag::Adj));
        if adverbs(core.start + 1..core.end)
            && let Some(pronoun) = reference::pronoun(self.scene.word(core.start))
        {
            return self.pronoun(pronoun, core.start);
        }
        self.coordinated(source, &core)
            .or_else(|| self.spelled_out(&core))
            .or_else(|| self.named(&core))
            .or_else(|| self.national(&core))
            .or_else(|| self.apposed(source, &core))
            .or_else(|| self.by_noun(source, &core))
            .or_else(|| self.unlisted_name(&core))
            .or_else(|| self.described(&core))
    }

    /// “Overall, the fund”: the phrase after what was taken for a name.
    fn after_adverb(&self, source: &TokenRange, first: &TokenRange) -> Option<TokenRange> {
        let (at, next) = (first.start, first.end + 1);
        let opens =
            first.len() == 1 && at == self.scene.sentence_start(at) && self.surroundings.mention_at[at].is_none();
        let unknown = nominal::noun_at(self.scene.text, self.scene.tokens, at).is_none();
        let phrase = next < source.end
            && self.scene.word(first.end) == ","
            && nominal::determiner(self.scene.word(next)) == Determiner::Definite;
        (opens && unknown && phrase).then(|| self.core_after(source, next))?
    }

    /// “Deputy Commissioner of Police | (Zone IX) Anjali Bhosekar”: with the name that follows the office and what it is of, which
    /// is no other person's.
    fn up_to_name(&self, source: &TokenRange, office: &TokenRange) -> Option<TokenRange> {
        let named = self.surroundings.mention_at[source.end - 1].map(|m| &self.scene.mentions[m as usize])?;
        let person = named.kind == MentionKind::Name && named.entity_type == EntityType::Person;
        let noun = |i: usize| nominal::noun_at(self.scene.text, self.scene.tokens, i).map(|noun| noun.kind);
        let (of, start) = (office.end, named.tokens.start);
        let holds = noun(of - 1) == Some(NounKind::Person) && of < start && self.scene.word(of) == "of";
        let mut between = of + 1..start;
        let plain = !between.is_empty()
            && between.all(|i| {
                let mark = matches!(self.scene.word(i), "(" | ")" | "-" | "&");
                mark || self.scene.tags[i].is_nominal() && noun(i) != Some(NounKind::Person)
            });
        (person && holds && plain).then_some(office.start..source.end)
    }

    /// No source: the speaker of the attribution that this one continues.
    fn continued(&self, index: usize, attribution: &Attribution) -> Option<Credit> {
        let from = attribution.same_speaker_as.filter(|&from| from != index)?;
        let before = self.credits.of.get(from)?.as_ref()?;
        Some(Credit { who: before.who.clone(), rule: Rule::Continued, spans: before.spans.clone() })
    }

    fn pronoun(&self, pronoun: Pronoun, at: usize) -> Option<Credit> {
        let own = self.surroundings.mention_at[at].and_then(|m| self.workshop.entity_of[m as usize]);
        let who = match pronoun {
            Pronoun::He | Pronoun::She | Pronoun::I => Who::Entity(own?),
            Pronoun::Relative => own.map(Who::Entity).or_else(|| self.relative(at))?,
            Pronoun::It | Pronoun::They => self.thing(pronoun, at)?,
            Pronoun::We | Pronoun::You => return None,
        };
        Some(self.credit(who, Rule::Pronoun, at..at + 1))
    }

    /// What `which` or `that` stands for: the mention just before.
    fn relative(&self, at: usize) -> Option<Who> {
        let floor = self.scene.sentence_start(at).max(at.saturating_sub(8));
        let mention = (floor..at).rev().find_map(|i| self.surroundings.mention_at[i])?;
        self.workshop.entity_of[mention as usize].map(Who::Entity)
    }

    /// What `it` or `they` stands for: the body or group that spoke last, if that was just now; else the latest body.
    fn thing(&self, pronoun: Pronoun, at: usize) -> Option<Who> {
        let sentence = self.scene.layout.sentence_of[at];
        let near = |position: usize| sentence - self.scene.layout.sentence_of[position].min(sentence) <= RECENT;
        let spoke = self.credits.latest_thing.filter(|&a| near(position(&self.scene.attributions[a])));
        let spoke = spoke.and_then(|a| self.credits.of[a].as_ref()).map(|c| c.who.clone());
        let subject = antecedent::latest_body(self.scene, self.surroundings, self.workshop, at);
        let speaker = spoke.filter(|who| self.is_thing(who, pronoun));
        let written = || self.writer_before(at).filter(|_| pronoun == Pronoun::It);
        match (subject, pronoun) {
            (_, Pronoun::It) if self.follows_document(at) => None,
            _ if let Some(writer) = written() => Some(writer),
            (Some((entity, true)), Pronoun::It) => Some(Who::Entity(entity)),
            (Some((entity, _)), Pronoun::It) => speaker.or(Some(Who::Entity(entity))),
            _ => speaker,
        }
    }

    /// Whether a speaker can be `it`, or `they`.
    fn is_thing(&self, who: &Who, pronoun: Pronoun) -> bool {
        match who {
            Who::Entity(_) => !is_person(self.workshop, who),
            Who::Described(_) => pronoun == Pronoun::They,
        }
    }

    /// The long form of an acronym: “Alliance for Clean Fjords (ACF)”.
    fn spelled_out(&self, core: &TokenRange) -> Option<Credit> {
        let mention = self.workshop.spelled_out_at(self.head(core))?;
        let entity = self.workshop.entity_of[mention]?;
        Some(self.credit(Who::Entity(entity), Rule::Name, core.clone()))
    }

    pub fn credit(&self, who: Who, rule: Rule, source: TokenRange) -> Credit {
        let mut spans = vec![cover(self.scene.tokens, &source)];
        if let Who::Entity(entity) = who {
            let before = |m: &&usize| self.scene.mentions[**m].tokens.start < source.start;
            let named = |m: &&usize| self.scene.mentions[**m].kind == MentionKind::Name;
            let leaned = self.workshop.drafts[entity].mentions.iter().rev().filter(before).find(named);
            spans.extend(leaned.filter(|_| rule != Rule::Name).map(|&m| self.scene.mentions[m].span));
        }
        Credit { who, rule, spans }
    }

    /// “Anna Brunner, Walter Kane and others”: all at once.
    fn coordinated(&self, source: &TokenRange, core: &TokenRange) -> Option<Credit> {
        let mut end = core.end;
        let mut joined = false;
        while end < source.end && (self.scene.word(end) == "," || self.scene.tags[end] == Tag::Cconj) {
            let and = self.scene.tags[end] == Tag::Cconj;
            let more = self.core_after(source, end + 1)?;
            let person = self.named(&more);
            if joined || and {
                match (self.named(core), &person) {
                    (None, _) => return self.twice_described(core, person?),
                    (Some(first), Some(second)) if first.who == second.who => return Some(first),
                    _ => {}
                }
            }
            if person.is_none() && !self.is_group(&more) {
                return None;
            }
            joined |= and;
            end = more.end;
        }
        // “Anna Brunner and Walter Kane both”
        let all = joined && matches!(self.scene.word(end - 1), "both" | "each" | "all");
        let range = core.start..end - all as usize;
        let words = cover(self.scene.tokens, &range).of(self.scene.text);
        joined.then(|| self.credit(Who::Described(words.to_owned()), Rule::Description, range))
    }

    /// Whether the core is about several people: “aides”, “others”.
    fn is_group(&self, core: &TokenRange) -> bool {
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, self.head(core));
        noun.is_some_and(|n| n.plural && matches!(n.kind, NounKind::Person | NounKind::Group))
    }

    /// “her deputy and acting mayor Anna Brunner”: one person, described twice.
    fn twice_described(&self, core: &TokenRange, second: Credit) -> Option<Credit> {
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, self.head(core))?;
        let own = self.surroundings.mention_at[self.head(core)].and_then(|m| self.workshop.entity_of[m as usize]);
        let known = own.is_some_and(|e| self.workshop.drafts[e].named);
        (noun.kind == NounKind::Person && !noun.plural && !known).then_some(second)
    }

    pub fn core_after(&self, source: &TokenRange, from: usize) -> Option<TokenRange> {
        (from < source.end).then(|| core(self.scene, &(from..source.end)))?
    }

    /// A name at the end of the core, its possessive apart: “Rep. Anna Brunner”, “Kane's”.
    pub fn named(&self, core: &TokenRange) -> Option<Credit> {
        let head = self.head(core);
        let mention = self.surroundings.mention_at[head]? as usize;
        let found = &self.scene.mentions[mention];
        if found.kind != MentionKind::Name || found.tokens.end != head + 1 {
            return None;
        }
        let speaks =
            matches!(found.entity_type, EntityType::Person | EntityType::Organization | EntityType::Location)
                && !self.is_somebody(core, head);
        let entity = self.workshop.entity_of[mention].filter(|_| speaks)?;
        Some(self.credit(Who::Entity(entity), Rule::Name, core.clone()))
    }

    /// “The Uruguayan”: the person spoken of.
    fn national(&self, core: &TokenRange) -> Option<Credit> {
        let definite = nominal::determiner(self.scene.word(core.start)) == Determiner::Definite;
        let mention = self.surroundings.mention_at[self.head(core)]? as usize;
        let found = &self.scene.mentions[mention];
        let alone = found.entity_type == EntityType::Norp && found.tokens == (core.start + 1..core.end);
        let one = !found.span.of(self.scene.text).ends_with('s');
        let person = (definite && alone && one)
            .then(|| antecedent::person_meant(self.scene, self.surroundings, self.workshop, mention))??;
        Some(self.credit(Who::Entity(person), Rule::Role, core.clone()))
    }

    /// Whether a name only tells of what kind the source is: “Republicans”, “one Republican”.
    fn is_somebody(&self, core: &TokenRange, head: usize) -> bool {
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, head);
        let bare = nominal::determiner(self.scene.word(core.start)) == Determiner::Bare;
        noun.is_some_and(|n| n.kind == NounKind::Person && (n.plural || !bare))
    }

    /// The last noun of the core, else its last word that is no possessive mark.
    pub fn head(&self, core: &TokenRange) -> usize {
        let word = |&at: &usize| !matches!(self.scene.word(at), "'s" | "’s" | "'" | "’" | "”" | "\"");
        let noun = |&at: &usize| {
            self.scene.tags[at].is_nominal() || self.surroundings.mention_at[at].is_some() && word(&at)
        };
        core.clone().rev().find(noun).or_else(|| core.clone().rev().find(word)).unwrap_or(core.start)
    }

    /// “a lawyer for the papers, Anna Brunner,”, “one of them, Anna Brunner,”: the name beside the description.
    fn apposed(&self, source: &TokenRange, core: &TokenRange) -> Option<Credit> {
        let describes = match nominal::noun_at(self.scene.text, self.scene.tokens, self.head(core)) {
            _ if self.is_part(source, core) => true,
            Some(noun) => noun.kind == NounKind::Person && !noun.plural,
            // A trade that no table lists: “her pupil, the restaurateur Anselm Roth,”.
            None => nominal::determiner(self.scene.word(core.start)) != Determiner::Bare,
        };
        let mut commas = source.clone().filter(|&i| describes && self.scene.word(i) == ",");
        let entity_type = |credit: &Credit| match credit.who {
            Who::Entity(entity) => Some(self.workshop.drafts[entity].entity_type),
            Who::Described(_) => None,
        };
        let after = |comma: usize| self.named(&self.core_after(source, comma + 1)?);
        let first = after(commas.next()?)?;
        // “The Director, Centre for Rights, Mr Kunle Ajibade”
        let whose = entity_type(&first) == Some(EntityType::Organization);
        let person = if whose { after(commas.next()?)? } else { first };
        (entity_type(&person) == Some(EntityType::Person)).then_some(person)
    }

    /// Whether the core is one of several: “one of them”.
    fn is_part(&self, source: &TokenRange, core: &TokenRange) -> bool {
        let one = matches!(self.scene.word(core.start), "one" | "One" | "another" | "Another");
        one && core.len() == 1 && core.end < source.end && self.scene.word(core.end) == "of"
    }

    fn by_noun(&self, source: &TokenRange, core: &TokenRange) -> Option<Credit> {
        let head = self.head(core);
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, head)?;
        match noun.kind {
            NounKind::Person if !noun.plural => self.mentioned(core, head, &noun),
            NounKind::Organization if !noun.plural && !role::is_long_name(self.scene, head) => {
                self.study_called_paper(core, head).or_else(|| self.mentioned(core, head, &noun))
            }
            NounKind::Document => self.document(source, core, head),
            _ => None,
        }
    }

    /// A nominal mention: whom coreference found.
    fn mentioned(&self, core: &TokenRange, head: usize, noun: &Noun) -> Option<Credit> {
        let mention = self.surroundings.mention_at[head].map(|m| m as usize);
        let entity = match mention.filter(|&m| self.scene.mentions[m].tokens.end == head + 1) {
            Some(m) => self.workshop.entity_of[m],
            None => antecedent::phrase::introduced_later(self.scene, self.surroundings, self.workshop, core, noun),
        }?;
        let rule = if self.workshop.drafts[entity].named { Rule::Role } else { Rule::Description };
        Some(self.credit(Who::Entity(entity), rule, core.clone()))
    }

    /// A name that the entity tagger missed: the entity with that name.
    fn unlisted_name(&self, core: &TokenRange) -> Option<Credit> {
        let head = self.head(core);
        if self.scene.tags[head] != Tag::Propn || self.is_somebody(core, head) {
            return None;
        }
        let word = name::fold(self.scene.word(head));
        let speaks = |e: &usize| self.workshop.drafts[*e].entity_type != EntityType::Norp;
        let entity = self.workshop.by_last_word(&word).filter(speaks)?;
        Some(self.credit(Who::Entity(entity), Rule::Name, core.clone()))
    }

    /// Somebody known by description alone: a group, a document without an issuer.
    fn described(&self, core: &TokenRange) -> Option<Credit> {
        let end = self.head(core) + 1;
        let descriptor = role::descriptor(self.scene, &(core.start..end));
        let words = cover(self.scene.tokens, &descriptor).of(self.scene.text);
        Some(self.credit(Who::Described(words.to_owned()), Rule::Description, core.clone()))
    }
}

/// Sentences after which a body that spoke is no longer “it”.
const RECENT: u32 = 4;
