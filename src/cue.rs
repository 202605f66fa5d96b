//! Cues: the reporting expressions, found by a trained tagger that sees words, tags and quotation marks.

use crate::context::{Context, Quoted};
use crate::feature::{Features, mix, mix2, mix3};
use crate::model::Linear;
use crate::span::TokenRange;
use crate::syntax::NONE;
use crate::tag::Tag;
use crate::tagger::{self, Screen};

/// The labels of the model, in order: outside, first token of a cue, a further one.
pub const LABELS: [&str; 3] = ["O", "B", "I"];

/// A possible cue and how probable it is that something is reported by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Its tokens, in one run.
    pub tokens: TokenRange,
    /// 0..1.
    pub probability: f32,
}

/// Cues less probable than this are not looked at further: it bounds the work. Chosen by hand, not tuned.
const LEAST: f32 = 0.08;

/// Most words report nothing wherever they stand. No figure on dev changes by 0.1, nor at 2.0.
const SCREEN: Screen = Screen { labels: 0..1, lead: 3.0 };

/// All possible cues, in text order. Cost: linear in the tokens.
pub fn find(context: &Context, model: &Linear) -> Vec<Cue> {
    let mut cues = Vec::new();
    for sentence in &context.layout.sentences {
        let scores = tagger::screened(model, &Sentence { context, tokens: sentence }, &SCREEN);
        collect(sentence, &tagger::marginals(model, &scores), &mut cues);
    }
    cues
}

/// Reads cues off the marginals: where B is likely, as far as I is likelier than not.
fn collect(sentence: &TokenRange, marginals: &[f32], cues: &mut Vec<Cue>) {
    let rows: Vec<&[f32]> = marginals.chunks_exact(LABELS.len()).collect();
    let mut i = 0;
    while i < rows.len() {
        let probability = rows[i][1];
        let start = i;
        i += 1;
        if probability < LEAST {
            continue;
        }
        while i < rows.len() && rows[i][2] > 0.5 * probability && rows[i][2] > rows[i][1] {
            i += 1;
        }
        cues.push(Cue { tokens: sentence.start + start..sentence.start + i, probability });
    }
}

/// The tokens of one sentence, as the tagger sees them. Templates 100–189 are its own.
pub struct Sentence<'c, 'd> {
    /// The text they stand in.
    pub context: &'c Context<'d>,
    /// The tokens.
    pub tokens: &'c TokenRange,
}

impl Sentence<'_, '_> {
    /// The token at distance `d`, if it stands in the sentence.
    #[inline(always)]
    fn at(&self, i: usize, d: isize) -> Option<usize> {
        i.checked_add_signed(d).filter(|j| self.tokens.contains(j))
    }

    #[inline(always)]
    fn word(&self, i: usize, d: isize) -> u32 {
        self.at(i, d).map_or(1, |j| self.context.lexemes[j].lower)
    }

    #[inline(always)]
    fn tag(&self, i: usize, d: isize) -> u32 {
        self.at(i, d).map_or(99, |j| self.context.tags[j] as u32)
    }

    #[inline(always)]
    fn quoted(&self, i: usize, d: isize) -> u32 {
        self.at(i, d).map_or(9, |j| self.context.quoted[j] as u32)
    }

    /// Distance to the nearest edge of a quotation: ahead to a first mark, or back to a last one; 9: none near.
    fn edge(&self, i: usize, ahead: bool) -> u32 {
        let (sign, edge) = if ahead { (1, Quoted::First) } else { (-1, Quoted::Last) };
        (1..9).find(|&d| self.at(i, sign * d).is_some_and(|j| self.context.quoted[j] == edge)).unwrap_or(9) as u32
    }

    /// The nearest token before `i` that could head its subject.
    fn subject(&self, i: usize) -> Option<usize> {
        (self.tokens.start.max(i.saturating_sub(12))..i)
            .rev()
            .find(|&j| matches!(self.context.tags[j], Tag::Noun | Tag::Propn | Tag::Pron | Tag::Wh))
    }

    /// The distance to the nearest finite verb after `i`, within 12, and its word.
    fn verb_ahead(&self, i: usize) -> (u32, u32) {
        let found = (1..=12).find(|&d| self.at(i, d).is_some_and(|j| self.context.tags[j].is_finite()));
        found.map_or((0, 0), |d| (d as u32, self.word(i, d)))
    }
}

impl tagger::Sequence for Sentence<'_, '_> {
    fn positions(&self) -> TokenRange {
        self.tokens.clone()
    }

    fn own(&self, i: usize, out: &mut Features) {
        let l = &self.context.lexemes[i];
        let (tag, state, relation) = (self.tag(i, 0), self.quoted(i, 0), self.context.syntax.relation[i] as u32);
        out.push(mix(100, l.lower));
        out.push(mix(103, l.suffix[2]));
        out.push(mix2(104, l.prefix[3], tag));
        out.push(mix(105, l.fine as u32));
        out.push(mix2(106, l.coarse as u32, tag));
        out.push(mix2(140, state, tag));
        out.push(mix2(141, state, l.lower));
        out.push(mix3(170, relation, tag, l.fine as u32));
    }

    fn around(&self, i: usize, out: &mut Features) {
        words(self, i, out);
        marks(self, i, out);
        clause(self, i, out);
        syntax(self, i, out);
        let paragraph = self.context.paragraph(i).start == self.tokens.start;
        out.push(mix3(168, paragraph as u32, (self.tokens.start == 0) as u32, self.tag(i, 0)));
    }
}

/// The words, clusters and tags near a token.
fn words(around: &Sentence, i: usize, out: &mut Features) {
    let l = &around.context.lexemes[i];
    let tag = around.tag(i, 0);
    for d in [-3, -2, -1, 1, 2, 3] {
        let place = (d + 3) as u32;
        out.push(mix2(107, place, around.word(i, d)));
        out.push(mix2(109, place, around.tag(i, d)));
    }
    out.push(mix2(120, around.word(i, -1), l.lower));
    out.push(mix2(121, l.lower, around.word(i, 1)));
    out.push(mix3(122, around.word(i, -1), l.lower, around.word(i, 1)));
    out.push(mix3(123, l.lower, around.word(i, 1), around.word(i, 2)));
    out.push(mix3(124, around.tag(i, -1), tag, around.tag(i, 1)));
    out.push(mix3(126, around.tag(i, -2), around.tag(i, -1), tag));
}

/// Where the token stands among quotation marks.
fn marks(around: &Sentence, i: usize, out: &mut Features) {
    let l = &around.context.lexemes[i];
    let tag = around.tag(i, 0);
    let state = around.quoted(i, 0);
    let (back, ahead) = (around.edge(i, false), around.edge(i, true));
    out.push(mix3(142, around.quoted(i, -1), state, around.quoted(i, 1)));
    out.push(mix2(143, back, tag));
    out.push(mix2(144, ahead, tag));
    out.push(mix3(145, back.min(4), ahead.min(4), tag));
    out.push(mix3(146, back.min(4), ahead.min(4), l.lower));
    out.push(mix3(147, back.min(4), ahead.min(4), l.fine as u32));
}

/// Who might speak, what follows, and which verb governs.
fn clause(around: &Sentence, i: usize, out: &mut Features) {
    let context = around.context;
    let l = &context.lexemes[i];
    let tag = around.tag(i, 0);
    if let Some(s) = around.subject(i) {
        let subject = &context.lexemes[s];
        let near = (i - s).min(4) as u32;
        let kind = context.named[s] as u32 | (context.tags[s] as u32) << 8;
        out.push(mix2(150, subject.lower, tag));
        out.push(mix3(151, kind, near, tag));
        out.push(mix3(153, kind, l.lower, context.finite(s, i).min(2)));
    }
    let (distance, verb) = around.verb_ahead(i);
    out.push(mix3(155, distance.min(6), l.fine as u32, tag));
    out.push(mix2(156, verb, tag));
    out.push(mix3(158, context.finite(around.tokens.start, i).min(3), tag, around.tag(i, 1)));
    out.push(mix3(159, context.finite(i + 1, around.tokens.end).min(3), l.lower, around.tag(i, 1)));
}

/// What hangs on the token, and what it hangs on.
fn syntax(around: &Sentence, i: usize, out: &mut Features) {
    let context = around.context;
    let syntax = context.syntax;
    let (l, tag) = (&context.lexemes[i], around.tag(i, 0));
    let (relation, head) = (syntax.relation[i] as u32, syntax.head[i] as usize);
    let arguments = syntax.arguments[i];
    let of = |i: u32| context.tags.get(i as usize).map_or(99, |&t| t as u32);
    let frame = of(arguments.clause) | of(arguments.object) << 8 | ((arguments.preposition != NONE) as u32) << 16;
    let side = (arguments.clause != NONE && (arguments.clause as usize) < i) as u32;
    out.push(mix3(172, relation, context.tags[head] as u32, l.lower));
    out.push(mix3(173, frame, side, tag));
    out.push(mix2(175, frame, l.fine as u32));
    out.push(mix3(176, of(arguments.clause), side, l.fine as u32));
    if let Some((subject, steps)) = syntax.subject(i) {
        let who = &context.lexemes[subject];
        let kind = context.named[subject] as u32 | (context.tags[subject] as u32) << 8;
        out.push(mix2(183, kind, l.lower));
        out.push(mix3(184, who.lower, tag, steps));
        out.push(mix3(185, who.coarse as u32, l.fine as u32, tag));
        out.push(mix3(186, who.fine as u32, frame, tag));
        out.push(mix3(187, kind, frame, l.fine as u32));
    }
}
