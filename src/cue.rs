//! Cues: the reporting expressions, found by a trained tagger that sees words, tags and quotation marks.

use crate::context::{Context, Quoted};
use crate::feature::{Features, mix, mix2, mix3};
use crate::linear::Linear;
use crate::scores::{self, Screen};
use crate::span::TokenRange;
use crate::syntax::NONE;
use crate::tag::Tag;
use crate::tagger::{self, Marginals};

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
const LEAST: f32 = 0.2;

/// All possible cues, in text order. Cost: linear in the tokens.
pub fn find(context: &Context, model: &Linear) -> Vec<Cue> {
    let (mut cues, mut buffer) = (Vec::new(), Features::default());
    for sentence in &context.layout.sentences {
        let scores = scores::screened(model, &Sentence::new(context, sentence), 0..1, &mut buffer);
        collect(sentence, &tagger::marginals(model, &scores), &mut cues);
    }
    cues
}

/// Reads cues off the marginals: where B is likely, as far as I is likelier than not.
fn collect(sentence: &TokenRange, marginals: &Marginals, cues: &mut Vec<Cue>) {
    let rows: Vec<&[f32]> = marginals.iter().collect();
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
    context: &'c Context<'d>,
    tokens: &'c TokenRange,
    /// What stands near each token.
    near: Vec<Near>,
    /// It ends without a mark, as headlines do, whose capitals hide what sort of word each is.
    is_headline: bool,
}

/// The nearest tokens of some sorts, each by its distance.
#[derive(Clone, Copy, Default)]
struct Near {
    /// Back to the last mark of a quotation, and ahead to the first mark of one; 9: none nearer.
    edges: (u32, u32),
    /// Back to what could head its subject; 0: none within [`SUBJECT`].
    subject: u32,
    /// Ahead to a finite verb; 0: none within [`VERB`].
    verb: u32,
}

/// How far a subject and a verb are looked for.
const SUBJECT: u32 = 12;
const VERB: u32 = 12;

/// Counts on from a token to the next one: the distance to what was met last, which is now one more.
#[inline(always)]
fn count(distance: u32, met: bool) -> u32 {
    if met { 1 } else { distance.saturating_add(1) }
}

impl<'c, 'd> Sentence<'c, 'd> {
    /// Looks around once. Cost: linear.
    pub fn new(context: &'c Context<'d>, tokens: &'c TokenRange) -> Self {
        let mut near = vec![Near::default(); tokens.len()];
        let within = |distance: u32, most: u32| if distance <= most { distance } else { 0 };
        let (mut edge, mut subject) = (u32::MAX, u32::MAX);
        for (near, i) in near.iter_mut().zip(tokens.clone()) {
            (near.edges.0, near.subject) = (edge.min(9), within(subject, SUBJECT));
            edge = count(edge, context.quoted[i] == Quoted::Last);
            let tag = context.tags[i];
            subject = count(subject, matches!(tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Wh));
        }
        let (mut edge, mut verb) = (u32::MAX, u32::MAX);
        for (near, i) in near.iter_mut().zip(tokens.clone()).rev() {
            (near.edges.1, near.verb) = (edge.min(9), within(verb, VERB));
            edge = count(edge, context.quoted[i] == Quoted::First);
            verb = count(verb, context.tags[i].is_finite());
        }
        let is_headline = context.tags[tokens.end - 1] != Tag::Punct;
        Sentence { context, tokens, near, is_headline }
    }

    #[inline(always)]
    fn near(&self, i: usize) -> Near {
        self.near[i - self.tokens.start]
    }

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
}

impl scores::Sequence for Sentence<'_, '_> {
    const SCREEN: Screen = Screen::Open;

    fn positions(&self) -> TokenRange {
        self.tokens.clone()
    }

    /// Of the cues on polnear/dev and worldwide/dev (4,545 with a probability of 0.15 or more) 2 % begin with another sort of
    /// word, which more than half of all are.
    fn may_begin(&self, i: usize) -> bool {
        use Tag::{Adv, Aux, Base, Ing, Modal, Noun, Participle, Past, Present, To};
        matches!(self.context.tags[i], Noun | Adv | To | Base | Past | Present | Participle | Ing | Aux | Modal)
            || self.context.word(i) == ":"
            || self.is_headline
    }

    fn around(&self, i: usize, out: &mut Features) {
        let l = &self.context.lexemes[i];
        let (tag, state, relation) = (self.tag(i, 0), self.quoted(i, 0), self.context.syntax.relation[i] as u32);
        out.push(mix(100, l.lower));
        out.push(mix2(104, l.prefix[3], tag));
        out.push(mix(105, l.fine as u32));
        out.push(mix2(106, l.coarse as u32, tag));
        out.push(mix2(140, state, tag));
        out.push(mix2(141, state, l.lower));
        out.push(mix3(170, relation, tag, l.fine as u32));
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
    out.push(mix3(123, l.lower, around.word(i, 1), around.word(i, 2)));
    out.push(mix3(124, around.tag(i, -1), tag, around.tag(i, 1)));
    out.push(mix3(126, around.tag(i, -2), around.tag(i, -1), tag));
}

/// Where the token stands among quotation marks.
fn marks(around: &Sentence, i: usize, out: &mut Features) {
    let l = &around.context.lexemes[i];
    let tag = around.tag(i, 0);
    let state = around.quoted(i, 0);
    let (back, ahead) = around.near(i).edges;
    out.push(mix3(142, around.quoted(i, -1), state, around.quoted(i, 1)));
    out.push(mix2(143, back, tag));
    out.push(mix2(144, ahead, tag));
    out.push(mix3(146, back.min(4), ahead.min(4), l.lower));
    out.push(mix3(147, back.min(4), ahead.min(4), l.fine as u32));
}

/// Who might speak, what follows, and which verb governs.
fn clause(around: &Sentence, i: usize, out: &mut Features) {
    let context = around.context;
    let l = &context.lexemes[i];
    let tag = around.tag(i, 0);
    let Near { subject, verb, .. } = around.near(i);
    if subject > 0 {
        let s = i - subject as usize;
        let near = subject.min(4);
        let kind = context.named[s] as u32 | (context.tags[s] as u32) << 8;
        out.push(mix3(151, kind, near, tag));
        out.push(mix3(153, kind, l.lower, context.finite(s, i).min(2)));
    }
    out.push(mix3(155, verb.min(6), l.fine as u32, tag));
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
    out.push(mix3(176, of(arguments.clause), side, l.fine as u32));
    if let Some((subject, _)) = syntax.subject(i) {
        let who = &context.lexemes[subject];
        out.push(mix3(185, who.coarse as u32, l.fine as u32, tag));
        out.push(mix3(186, who.fine as u32, frame, tag));
    }
}
