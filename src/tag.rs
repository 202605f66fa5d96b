//! Lexemes to parts of speech: one [`Tag`] a token, by a small trained tagger. A layer for other stages.

use crate::feature::{Features, Lexeme, mix, mix2};
use crate::linear::Linear;
use crate::scores::{self, Screen};
use crate::sentence::Layout;
use crate::span::TokenRange;
use crate::tagger;

/// A part of speech: Universal Dependencies' classes, with verbs parted by form as the Penn Treebank does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    /// Common noun.
    Noun,
    /// Proper noun.
    Propn,
    /// Verb in the past tense.
    Past,
    /// Verb in the present tense.
    Present,
    /// Verb in its base form.
    Base,
    /// Participle or gerund in -ing.
    Ing,
    /// Past participle.
    Participle,
    /// Auxiliary: forms of be, have, do.
    Aux,
    /// Modal: will, could, must.
    Modal,
    /// Adjective.
    Adj,
    /// Adverb.
    Adv,
    /// “not”, “n't”.
    Not,
    /// Determiner.
    Det,
    /// Pronoun.
    Pron,
    /// Possessive pronoun or 's.
    Poss,
    /// Question or relative word: who, which, where.
    Wh,
    /// Preposition or particle.
    Adp,
    /// Subordinating conjunction: that, because, if.
    Sconj,
    /// Coordinating conjunction: and, but.
    Cconj,
    /// “to” before a verb.
    To,
    /// Number.
    Num,
    /// Mark of punctuation.
    Punct,
    /// All else.
    Other,
}

impl Tag {
    /// All tags, in the order of their numbers, which is that of the model's labels.
    pub const ALL: [Tag; 23] = [
        Tag::Noun,
        Tag::Propn,
        Tag::Past,
        Tag::Present,
        Tag::Base,
        Tag::Ing,
        Tag::Participle,
        Tag::Aux,
        Tag::Modal,
        Tag::Adj,
        Tag::Adv,
        Tag::Not,
        Tag::Det,
        Tag::Pron,
        Tag::Poss,
        Tag::Wh,
        Tag::Adp,
        Tag::Sconj,
        Tag::Cconj,
        Tag::To,
        Tag::Num,
        Tag::Punct,
        Tag::Other,
    ];

    /// Whether it is a verb, auxiliaries apart.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Past | Tag::Present | Tag::Base | Tag::Ing | Tag::Participle)
    }

    /// Whether a clause can rest on it: a verb with tense, or an auxiliary.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Past | Tag::Present | Tag::Aux | Tag::Modal)
    }

    /// Whether it can head a noun phrase.
    pub fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num)
    }

    /// Whether a noun phrase can begin with it.
    pub fn opens_phrase(self) -> bool {
        matches!(self, Tag::Det | Tag::Poss | Tag::Adj) || self.is_nominal()
    }
}

/// The words of one sentence, as the tagger sees them. Templates 1–39 are its own.
pub struct Sentence<'s>(pub &'s [Lexeme]);

impl scores::Sequence for Sentence<'_> {
    const SCREEN: Screen = Screen::Lead;

    fn positions(&self) -> TokenRange {
        0..self.0.len()
    }

    fn own(&self, i: usize, out: &mut Features) {
        let l = &self.0[i];
        out.push(mix(1, l.lower));
        out.push(mix(2, l.shape));
        out.push(mix2(3, l.case as u32, (i == 0) as u32));
        out.push(mix(4, l.fine as u32));
        out.push(mix(5, l.coarse as u32));
        for (n, &suffix) in l.suffix.iter().enumerate().filter(|s| *s.1 != 0) {
            out.push(mix(6 + n as u32, suffix));
        }
        out.push(mix(10, l.prefix[1]));
        out.push(mix(11, l.prefix[2]));
    }

    fn around(&self, i: usize, out: &mut Features) {
        let l = &self.0[i];
        let at = |d: isize| i.checked_add_signed(d).and_then(|j| self.0.get(j));
        let (before, after) = (at(-1), at(1));
        for (template, neighbour) in [(12, at(-2)), (13, before), (14, after), (15, at(2))] {
            out.push(mix(template, neighbour.map_or(1, |n| n.lower)));
        }
        out.push(mix(17, before.map_or(1, |n| n.coarse as u32 + 2)));
        out.push(mix2(20, before.map_or(1, |n| n.lower), l.lower));
        out.push(mix2(23, before.map_or(1, |n| n.suffix[1]), l.suffix[1]));
        out.push(mix2(24, l.suffix[1], after.map_or(1, |n| n.suffix[1])));
    }
}

/// The tag of every token. Cost: linear in the tokens.
pub fn find(lexemes: &[Lexeme], layout: &Layout, model: &Linear) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(lexemes.len());
    let mut buffer = Features::default();
    for sentence in &layout.sentences {
        tags.extend(of(&lexemes[sentence.clone()], model, &mut buffer));
    }
    tags
}

/// The tags of one sentence. Cost: linear in its tokens.
pub fn of(sentence: &[Lexeme], model: &Linear, buffer: &mut Features) -> impl Iterator<Item = Tag> + use<> {
    let scores = scores::screened(model, &Sentence(sentence), 0..Tag::ALL.len(), buffer);
    tagger::viterbi(model, &scores).into_iter().map(|l| Tag::ALL[l as usize % Tag::ALL.len()])
}
