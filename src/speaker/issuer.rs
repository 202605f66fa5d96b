//! Documents to who speaks by them: their possessor, who issued or wrote them, who spoke just before.

use super::document::Description;
use super::source::{self, Reader};
use super::{Credit, Rule, Who, position};
use crate::attribution::Attribution;
use crate::lexicon::reference::{self, NounKind};
use crate::mention::EntityType;
use crate::name;
use crate::nominal::{self, Determiner};
use crate::span::TokenRange;
use crate::tag::Tag;

impl Reader<'_> {
    /// A document speaks for its issuer: its possessor, who it is from, or who spoke just before.
    pub fn document(&self, source: &TokenRange, core: &TokenRange, head: usize) -> Option<Credit> {
        let named = |mut range: TokenRange| range.find_map(|at| self.agent_at(at));
        let issuer = self
            .possessor(core)
            .or_else(|| self.issuer_after(source, head))
            .or_else(|| named(core.clone()).filter(|_| is_issued(self.scene.word(head))))
            .or_else(|| self.untagged(core).filter(|_| is_issued(self.scene.word(head))));
        let issuer = issuer.map(Who::Entity).or_else(|| self.known_document(core, head));
        Some(self.credit(issuer?, Rule::Document, core.clone()))
    }

    /// “The paper” after a study: that, no newspaper.
    pub fn study_called_paper(&self, core: &TokenRange, head: usize) -> Option<Credit> {
        let definite = nominal::determiner(self.scene.word(core.start)) == Determiner::Definite;
        let paper = definite && self.scene.word(head) == "paper";
        let study = paper.then(|| Description::new(self.scene, core, head).called("study"))?;
        let known = self.credits.documents.find(&study)?.clone();
        Some(self.credit(known, Rule::Document, core.clone()))
    }

    /// The entity of a person or body mentioned at token `at`.
    pub fn agent_at(&self, at: usize) -> Option<usize> {
        let mention = self.surroundings.mention_at[at]? as usize;
        let agent =
            matches!(self.scene.mentions[mention].entity_type, EntityType::Person | EntityType::Organization);
        self.workshop.entity_of[mention].filter(|_| agent)
    }

    /// Whose it is: “Brunner's brief”, “her account”.
    fn possessor(&self, core: &TokenRange) -> Option<usize> {
        let mark = core.clone().skip(1).find(|&i| self.scene.tags[i] == Tag::Poss);
        self.agent_at(mark.map_or(core.start, |i| i - 1)).filter(|_| {
            mark.is_some() || nominal::determiner(self.scene.word(core.start)) == Determiner::Possessive
        })
    }

    /// Whom it is from or by.
    fn issuer_after(&self, source: &TokenRange, head: usize) -> Option<usize> {
        let by = (head + 1..source.end).find(|&i| matches!(self.scene.word(i), "from" | "by" | "on"))?;
        if self.scene.word(by) == "by" && RECEIVES.contains(&self.scene.word(by - 1)) {
            return None;
        }
        let named = self.core_after(source, by + 1).and_then(|core| self.named(&core));
        match named.map(|credit| credit.who) {
            Some(Who::Entity(entity)) => Some(entity),
            // “on the council's website”, but not “published on Wednesday in the journal Insect Minds”.
            _ if self.scene.word(by) == "on" => self.possessor(&self.core_after(source, by + 1)?),
            _ => (by + 1..source.end.min(by + 6)).find_map(|at| self.agent_at(at)),
        }
    }

    /// “the statement”: the one known before, or of the last who spoke.
    fn known_document(&self, core: &TokenRange, head: usize) -> Option<Who> {
        let determiner = nominal::determiner(self.scene.word(core.start));
        let description = Description::new(self.scene, core, head);
        let known = self.credits.documents.find(&description).cloned();
        match determiner {
            Determiner::Definite if description.is_named() => known,
            Determiner::Definite => known
                .or_else(|| self.issuer_before(head))
                .or_else(|| self.writer_before(head))
                .or_else(|| self.latest_speaker(head)),
            Determiner::Possessive => known,
            _ => None,
        }
    }

    /// Who spoke last, if that was not long before token `at`.
    fn latest_speaker(&self, at: usize) -> Option<Who> {
        let before = self.credits.latest?;
        let recent = at.abs_diff(position(&self.scene.attributions[before])) < MAX_DOCUMENT_DISTANCE;
        let who = self.credits.of[before].as_ref().filter(|_| recent).map(|c| c.who.clone());
        who.filter(|who| matches!(who, Who::Entity(_)))
    }

    /// Who issued the document where it was first spoken of: “The council published its report. The report said”.
    fn issuer_before(&self, head: usize) -> Option<Who> {
        let word = self.scene.word(head);
        let floor = head.saturating_sub(MAX_DOCUMENT_DISTANCE);
        let here = self.scene.sentence_start(head);
        let before = (floor..here).rev().find(|&i| self.scene.word(i).eq_ignore_ascii_case(word))?;
        let sentence = self.scene.sentence_start(before)..before;
        let subject = |&at: &usize| {
            let mention = self.surroundings.mention_at[at];
            mention.is_some_and(|m| self.surroundings.facts[m as usize].subject)
        };
        sentence.rev().filter(subject).find_map(|at| self.agent_at(at)).map(Who::Entity)
    }

    /// Who wrote, in the sentence before: “Kane's lawyer has written to the council. The letter demands”, “Kane read a
    /// statement. It said”.
    pub fn writer_before(&self, head: usize) -> Option<Who> {
        let start = self.scene.sentence_start(head);
        let before = self.scene.sentence_start(start.checked_sub(1)?)..start;
        let wrote = before.clone().find(|&i| WRITES.contains(&self.scene.word(i)))?;
        let is_document = |i: usize| {
            let noun = nominal::noun_at(self.scene.text, self.scene.tokens, i);
            noun.is_some_and(|n| n.kind == NounKind::Document)
        };
        let pronoun = reference::pronoun(self.scene.word(head)).is_some();
        if pronoun && !(wrote..start).any(is_document) {
            return None;
        }
        let subject = |&at: &usize| {
            let mention = self.surroundings.mention_at[at];
            mention.is_some_and(|m| self.surroundings.facts[m as usize].subject)
        };
        (before.start..wrote).rev().filter(subject).find_map(|at| self.agent_at(at)).map(Who::Entity)
    }

    /// The document that the source of an attribution is, for later ones to refer to.
    pub fn document_of(&self, attribution: &Attribution, credit: &Credit) -> Option<Description> {
        if !matches!(credit.rule, Rule::Document | Rule::Description) {
            return None;
        }
        let core = source::core(self.scene, attribution.source.first()?)?;
        let head = self.head(&core);
        let noun = nominal::noun_at(self.scene.text, self.scene.tokens, head)?;
        (noun.kind == NounKind::Document).then(|| Description::new(self.scene, &core, head))
    }

    /// The body or person whose name's last word stands in the core, though no mention was found there.
    fn untagged(&self, core: &TokenRange) -> Option<usize> {
        let proper = core.clone().filter(|&i| self.scene.tags[i] == Tag::Propn);
        proper.into_iter().find_map(|i| self.workshop.by_last_word(&name::fold(self.scene.word(i))))
    }

    /// Whether `it` at token `at` opens a sentence and may be a document of the one before: “The ministry backs the draft
    /// treaty. It stipulates …”. A draft is not who backs it.
    pub fn follows_document(&self, at: usize) -> bool {
        let start = self.scene.sentence_start(at);
        let before = start.checked_sub(1).map_or(start, |last| self.scene.sentence_start(last))..start;
        let rule = reference::noun("treaty").map_or(0, |n| n.classes);
        let is_rule = |i: usize| {
            nominal::noun_at(self.scene.text, self.scene.tokens, i)
                .is_some_and(|n| n.kind == NounKind::Document && n.classes & rule != 0)
        };
        at == start && before.into_iter().any(is_rule)
    }
}

/// Verbs that make somebody a document's author.
const WRITES: [&str; 8] = ["issued", "published", "read", "released", "sent", "writes", "written", "wrote"];

/// What is done to a document by who did not issue it: “figures obtained by the Courier”.
const RECEIVES: [&str; 7] = ["analysed", "analyzed", "cited", "commissioned", "obtained", "reviewed", "seen"];

/// Tokens after which “the statement” no longer leans on the last who spoke.
const MAX_DOCUMENT_DISTANCE: usize = 150;

/// Whether a document noun, with a body's name before it, means that body's own words: “the council statement”, “the council
/// report”, but not “the Gallup poll”.
fn is_issued(word: &str) -> bool {
    let class = |word: &str| reference::noun(word).map(|n| n.classes);
    matches!(word, "report" | "Report") || class(&word.to_lowercase()) == class("statement")
}
