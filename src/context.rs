//! What the taggers of cues and roles look at: the layers of a text side by side, token by token.

use crate::entity_tagger::Words;
use crate::feature::Lexeme;
use crate::mention::{EntityType, Mention, MentionKind};
use crate::quotation::Quotation;
use crate::sentence::Layout;
use crate::span::TokenRange;
use crate::syntax::Syntax;
use crate::tag::Tag;
use crate::token::Token;

/// Where a token stands among quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Quoted {
    /// Outside.
    No,
    /// The first token of an outermost quotation: its opening mark.
    First,
    /// Inside.
    Inside,
    /// The last token of an outermost quotation: its closing mark.
    Last,
}

/// The layers of one text, each indexed by token.
pub struct Context<'d> {
    /// The text.
    pub text: &'d str,
    /// Its tokens.
    pub tokens: &'d [Token],
    /// Paragraphs and sentences.
    pub layout: &'d Layout,
    /// What each word is like.
    pub lexemes: &'d [Lexeme],
    /// Its part of speech.
    pub tags: &'d [Tag],
    /// Where it stands among quotation marks.
    pub quoted: Vec<Quoted>,
    /// The outermost quotation it stands in, plus one; 0 outside.
    pub quotation_of: Vec<u32>,
    /// Which word depends on which.
    pub syntax: &'d Syntax,
    /// All quotations.
    pub quotations: &'d [Quotation],
    /// 0, or 1 + the type of the name it belongs to.
    pub named: Vec<u8>,
    /// How many commas, clauses' verbs and quotations' edges stand before it.
    counts: Vec<Counts>,
}

/// Tokens of a phrase that are looked at: it bounds the work.
const LONGEST_BRANCH: usize = 120;

/// Running totals, so that what lies between two tokens is a subtraction.
#[derive(Clone, Copy, Default)]
struct Counts {
    commas: u32,
    finite: u32,
    edges: u32,
}

impl<'d> Context<'d> {
    /// Lays the layers side by side. Cost: linear in the tokens.
    pub fn new(
        text: &'d str,
        tokens: &'d [Token],
        layout: &'d Layout,
        words: Words<'d>,
        quotations: &'d [Quotation],
        names: &[Mention],
    ) -> Self {
        let Words { lexemes, tags, syntax } = words;
        let mut quoted = vec![Quoted::No; tokens.len()];
        let mut quotation_of = vec![0; tokens.len()];
        for (i, q) in quotations.iter().enumerate().filter(|q| q.1.is_outermost()) {
            quoted[q.tokens.clone()].fill(Quoted::Inside);
            quotation_of[q.tokens.clone()].fill(i as u32 + 1);
            quoted[q.tokens.start] = Quoted::First;
            if q.closed {
                quoted[q.tokens.end - 1] = Quoted::Last;
            }
        }
        let mut named = vec![0; tokens.len()];
        for mention in names.iter().filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Value)) {
            named[mention.tokens.clone()].fill(1 + mention.entity_type as u8);
        }
        let counts = counts(text, tokens, tags, &quoted);
        Context { text, tokens, layout, lexemes, tags, quoted, quotation_of, quotations, syntax, named, counts }
    }

    /// The word of token `i`.
    pub fn word(&self, i: usize) -> &'d str {
        self.tokens[i].of(self.text)
    }

    /// The last word in a range of tokens, after which marks may stand.
    pub fn last_word(&self, mut range: TokenRange) -> Option<usize> {
        range.rfind(|&i| self.tokens[i].is_wordlike())
    }

    /// The paragraph that holds token `i`.
    pub fn paragraph(&self, i: usize) -> TokenRange {
        self.layout.paragraphs[self.layout.paragraph_of[i] as usize].clone()
    }

    /// The sentence that holds token `i`.
    pub fn sentence(&self, i: usize) -> TokenRange {
        self.layout.sentences[self.layout.sentence_of[i] as usize].clone()
    }

    /// The outermost quotation that holds token `i`; empty if none does.
    pub fn quotation(&self, i: usize) -> TokenRange {
        match self.quotation_of[i] {
            0 => i..i,
            n => self.quotations[n as usize - 1].tokens.clone(),
        }
    }

    /// One past the last word of the phrase that begins with token `from`, by syntax: all that hangs by one word on what
    /// stands before, but no more than 120 tokens.
    pub fn branch_end(&self, from: usize) -> usize {
        let top = self.syntax.top(from, from);
        let own = |&i: &usize| self.syntax.top(i, from) == top || self.tags[i] == Tag::Punct;
        let closes = |&i: &usize| self.tokens[i].is_wordlike() || self.quoted[i] == Quoted::Last;
        let phrase = (from..self.sentence(from).end).take(LONGEST_BRANCH).take_while(own);
        let end = phrase.filter(closes).last().unwrap_or(from) + 1;
        // “that it would be | “the last””: no phrase stops before marks.
        if end < self.tokens.len() { self.quotation(end).end.max(end) } else { end }
    }

    /// The quotations, names in marks among them, that begin in `range`.
    pub fn quotations_in(&self, range: &TokenRange) -> &'d [Quotation] {
        let first = self.quotations.partition_point(|q| q.tokens.start < range.start);
        let last = self.quotations.partition_point(|q| q.tokens.start < range.end);
        &self.quotations[first..last.max(first)]
    }

    /// How many commas stand in tokens `from..to`.
    pub fn commas(&self, from: usize, to: usize) -> u32 {
        self.counts[to].commas - self.counts[from].commas
    }

    /// How many verbs that a clause can rest on stand in tokens `from..to`.
    pub fn finite(&self, from: usize, to: usize) -> u32 {
        self.counts[to].finite - self.counts[from].finite
    }

    /// Whether token `i` opens a subordinate clause: “| when a boy climbed the fence”.
    pub fn subordinates(&self, i: usize) -> bool {
        self.tags[i] == Tag::Sconj || matches!(self.word(i), "when" | "while" | "as" | "after" | "before")
    }

    /// How many edges of quotations stand in tokens `from..to`.
    pub fn edges(&self, from: usize, to: usize) -> u32 {
        self.counts[to].edges - self.counts[from].edges
    }

    /// Whether token `i` belongs to a name of this type.
    pub fn is_named(&self, i: usize, entity_type: EntityType) -> bool {
        self.named[i] == 1 + entity_type as u8
    }
}

fn counts(text: &str, tokens: &[Token], tags: &[Tag], quoted: &[Quoted]) -> Vec<Counts> {
    let mut total = Counts::default();
    let mut out = vec![total];
    for (i, token) in tokens.iter().enumerate() {
        total.commas += (token.of(text) == ",") as u32;
        total.finite += tags[i].is_finite() as u32;
        total.edges += matches!(quoted[i], Quoted::First | Quoted::Last) as u32;
        out.push(total);
    }
    out
}
