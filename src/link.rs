//! Candidates: a cue with the source and content found for it, and how probable it is that people would
//! call it an attribution. A logistic regression looks at each candidate as a whole.

use crate::attribution::AttributionKind;
use crate::context::Context;
use crate::cue::Cue;
use crate::feature::{Features, mix, mix2, mix3};
use crate::linear::Linear;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::syntax::{Relation, Syntax};
use crate::tagger;

/// The labels of the model, in order.
pub const LABELS: [&str; 2] = ["wrong", "right"];

/// A cue with its roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The cue.
    pub cue: Cue,
    /// Its source and content; the content is not empty.
    pub roles: Roles,
}

impl Candidate {
    /// The tokens from the first to the last of the content.
    pub fn extent(&self) -> TokenRange {
        self.roles.content[0].start..self.roles.content[self.roles.content.len() - 1].end
    }

    /// The cue's first verb, or its first token.
    fn head(&self, context: &Context) -> usize {
        let mut tokens = self.cue.tokens.clone();
        tokens.find(|&i| context.tags[i].is_verb()).unwrap_or(self.cue.tokens.start)
    }

    /// Whether the source holds the token.
    fn names(&self, token: usize) -> bool {
        self.roles.source.iter().any(|r| r.contains(&token))
    }

    /// Whether the cue stands in a sentence.
    pub fn stands_in(&self, sentence: &TokenRange) -> bool {
        sentence.contains(&self.cue.tokens.start)
    }

    /// Whether the content holds the token.
    pub fn says(&self, token: usize) -> bool {
        self.roles.content.iter().any(|r| r.contains(&token))
    }
}

/// The kind of a content: by the share of its words that stand in quotation marks (direct from four in five on,
/// as PolNeAR's scorers have it), and that share.
pub fn kind(context: &Context, content: &[TokenRange]) -> (AttributionKind, f32) {
    let words = || content.iter().flat_map(|r| r.clone()).filter(|&i| context.tokens[i].is_wordlike());
    let quoted = words().filter(|&i| context.quotation_of[i] > 0).count();
    let share = quoted as f32 / words().count().max(1) as f32;
    let kind = match share {
        0.0 => AttributionKind::Indirect,
        s if s >= 0.8 => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    };
    (kind, share)
}

/// The probability of each candidate. `candidates` are those of one text, in the order of their cues.
/// Cost: linear in the candidates; each looks at few neighbours.
pub fn probabilities(context: &Context, candidates: &[Candidate], model: &Linear) -> Vec<f32> {
    let mut buffer = Features::default();
    features(context, candidates, &mut buffer);
    tagger::classify(model, &mut buffer).iter().map(|p| p[1]).collect()
}

/// How many candidates before and after are looked at for overlaps.
const NEIGHBOURS: usize = 6;

/// The features of every candidate. Templates 300–379 are this model's.
pub fn features(context: &Context, candidates: &[Candidate], out: &mut Features) {
    out.clear();
    for (i, candidate) in candidates.iter().enumerate() {
        let kind = kind(context, &candidate.roles.content);
        own(context, candidate, kind, out);
        ends(context, candidate, kind.0 as u32, out);
        syntax(context, candidate, kind.0 as u32, out);
        let near = i.saturating_sub(NEIGHBOURS)..(i + 1 + NEIGHBOURS).min(candidates.len());
        rivals(candidate, kind.0 as u32, near.filter(|&j| j != i).map(|j| &candidates[j]), out);
        out.end_position();
    }
}

/// A probability in tenths.
fn tenth(p: f32) -> u32 {
    (p * 10.0) as u32
}

/// A count in classes that double.
fn class(n: usize) -> u32 {
    (n + 1).ilog2()
}

/// How sure the taggers are, and what sort of cue, source and content they found.
fn own(context: &Context, c: &Candidate, (kind, share): (AttributionKind, f32), out: &mut Features) {
    let kind = kind as u32;
    let cue = &c.cue.tokens;
    let head = c.head(context);
    let lexeme = &context.lexemes[head];
    let length = c.roles.content.iter().map(|r| r.len()).sum::<usize>();
    let source = c.roles.source.first();
    out.push(mix2(300, tenth(c.cue.probability), kind));
    out.push(mix2(301, tenth(c.roles.confidence), kind));
    out.push(mix3(302, tenth(c.cue.probability), tenth(c.roles.confidence), source.is_some() as u32));
    out.push(mix2(303, lexeme.lower, kind));
    out.push(mix2(304, lexeme.fine as u32, kind));
    out.push(mix3(305, class(length), kind, c.roles.content.len().min(3) as u32));
    out.push(mix3(306, context.tags[head] as u32, kind, cue.len().min(4) as u32));
    out.push(mix2(307, tenth(share), tenth(c.cue.probability)));
    out.push(mix2(308, lexeme.lower, class(length)));
    out.push(mix2(309, (c.roles.least * 5.0) as u32, kind));
    out.push(mix3(310, (c.roles.least * 5.0) as u32, tenth(c.cue.probability), tenth(c.roles.confidence) / 2));
    let extent = c.extent();
    let finite = context.finite(extent.start, extent.end).min(2);
    out.push(mix3(311, finite, kind, lexeme.fine as u32));
    out.push(mix3(312, finite, class(length), context.tags[head] as u32));
    match source {
        Some(source) => self::source(context, c, source, kind, out),
        None => {
            out.push(mix2(320, lexeme.lower, kind));
            out.push(mix2(321, context.tags[head] as u32, kind));
        }
    }
}

/// What sort of source, and where it stands.
fn source(context: &Context, c: &Candidate, source: &TokenRange, kind: u32, out: &mut Features) {
    let last = source.end - 1;
    let head = &context.lexemes[last];
    let sort = context.named[last] as u32 | (context.tags[last] as u32) << 8;
    let before = source.start < c.cue.tokens.start;
    let gap = match before {
        true => c.cue.tokens.start.saturating_sub(source.end),
        false => source.start.saturating_sub(c.cue.tokens.end),
    };
    out.push(mix2(330, sort, kind));
    out.push(mix2(331, head.lower, kind));
    out.push(mix2(332, head.coarse as u32, kind));
    out.push(mix3(333, before as u32, class(gap), kind));
    out.push(mix2(334, class(source.len()), c.roles.source.len().min(3) as u32));
    out.push(mix2(335, context.lexemes[source.start].lower, class(source.len())));
    let cue = &context.lexemes[c.cue.tokens.start];
    out.push(mix3(336, sort, cue.fine as u32, before as u32));
    out.push(mix3(337, head.coarse as u32, cue.lower, before as u32));
}

/// How source and content hang on the cue, and whether the content is a whole.
fn syntax(context: &Context, c: &Candidate, kind: u32, out: &mut Features) {
    let syntax = context.syntax;
    let head = c.head(context);
    let lexeme = &context.lexemes[head];
    let speaks = speaks(context, c, head);
    let Whole { root, roots, missing } = Whole::of(context, c);
    let (hangs, tag) = root.map_or((99 << 2, 99), |i| (hangs(syntax, c, i), context.tags[i] as u32));
    let own = syntax.relation[head] as u32;
    let of = |i: u32| context.tags.get(i as usize).map_or(99, |&t| t as u32);
    let frame = of(syntax.arguments[head].clause) | of(syntax.arguments[head].object) << 8;
    out.push(mix2(360, speaks, kind));
    out.push(mix2(361, speaks, lexeme.fine as u32));
    out.push(mix2(362, hangs, kind));
    out.push(mix3(363, hangs, tag, lexeme.lower));
    out.push(mix3(364, roots, missing, kind));
    out.push(mix3(365, hangs, roots << 2 | missing, speaks));
    out.push(mix3(366, own, kind, context.tags[head] as u32));
    out.push(mix2(367, own, lexeme.lower));
    out.push(mix2(368, frame, lexeme.fine as u32));
    out.push(mix3(369, frame, hangs, kind));
    out.push(mix3(370, own, context.lexemes[syntax.head[head] as usize].lower, kind));
    if let Some(root) = root {
        out.push(mix3(371, context.lexemes[root].lower, hangs, kind));
        out.push(mix3(372, context.lexemes[root].fine as u32, hangs, lexeme.fine as u32));
    }
}

/// Whether the cue's subject is in the source, and how many steps up it was found.
fn speaks(context: &Context, c: &Candidate, head: usize) -> u32 {
    match context.syntax.subject(head) {
        None => 0,
        Some((subject, steps)) if c.names(subject) => 1 + steps,
        Some((subject, _)) if c.says(subject) => 8,
        Some(_) if c.roles.source.is_empty() => 9,
        Some(_) => 10,
    }
}

/// As what the content's head hangs, and whether on the cue (0), a word below it (1) or elsewhere (2).
fn hangs(syntax: &Syntax, c: &Candidate, root: usize) -> u32 {
    let to = syntax.head[root] as usize;
    let on_cue = |i: usize| c.cue.tokens.contains(&i);
    let under = if on_cue(to) { 0 } else { 2 - on_cue(syntax.head[to] as usize) as u32 };
    (syntax.relation[root] as u32) << 2 | under
}

/// Whether a content is one phrase.
struct Whole {
    /// The first of its words that hangs outside it.
    root: Option<usize>,
    /// How many more there are, three at most.
    roots: u32,
    /// How many words of its first sentence hang on it and are left out, three at most.
    missing: u32,
}

impl Whole {
    fn of(context: &Context, c: &Candidate) -> Self {
        let syntax = context.syntax;
        let outside = |&i: &usize| {
            let to = syntax.head[i] as usize;
            (to == i || !c.says(to)) && !matches!(syntax.relation[i], Relation::Mark | Relation::Function)
        };
        let mut roots = c.roles.content.iter().flat_map(|r| r.clone()).filter(outside);
        let root = roots.next();
        let left_out = |&i: &usize| {
            let part = c.says(i) || c.names(i) || c.cue.tokens.contains(&i);
            !part && c.says(syntax.head[i] as usize) && syntax.relation[i] != Relation::Mark
        };
        let missing = context.sentence(c.extent().start).filter(left_out).take(3).count();
        Whole { root, roots: roots.take(3).count() as u32, missing: missing as u32 }
    }
}

/// How the content begins and ends.
fn ends(context: &Context, c: &Candidate, kind: u32, out: &mut Features) {
    let extent = c.extent();
    let word = |i: Option<usize>| i.and_then(|i| context.lexemes.get(i)).map_or(1, |l| l.lower);
    let tag = |i: usize| context.tags.get(i).map_or(99, |&t| t as u32);
    let sentence = context.sentence(extent.start);
    let starts = (extent.start == sentence.start) as u32;
    let whole = (extent.end + 1 >= context.sentence(extent.end - 1).end) as u32;
    out.push(mix2(340, word(Some(extent.start)), kind));
    out.push(mix3(341, tag(extent.start), tag(extent.end - 1), kind));
    out.push(mix3(342, starts, whole, kind));
    out.push(mix2(343, word(Some(extent.end)), kind));
    out.push(mix2(344, word(extent.start.checked_sub(1)), kind));
    out.push(mix3(345, tag(extent.end), tag(extent.end - 1), kind));
    let after = extent.start >= c.cue.tokens.end;
    let gap = if after { extent.start - c.cue.tokens.end } else { c.cue.tokens.start.saturating_sub(extent.end) };
    out.push(mix3(346, after as u32, class(gap), kind));
    out.push(mix2(347, (context.layout.paragraph_of[extent.start] == 0) as u32, kind));
    let edges = context.edges(extent.start, extent.end);
    out.push(mix3(348, edges.min(5), kind, c.roles.content.len().min(3) as u32));
}

/// Whether other candidates lay claim to the same words.
fn rivals<'c>(c: &Candidate, kind: u32, near: impl Iterator<Item = &'c Candidate>, out: &mut Features) {
    let (mut inside, mut holds, mut shares) = (0.0f32, 0.0f32, 0.0f32);
    let extent = c.extent();
    for other in near {
        let theirs = other.extent();
        if other.says(c.cue.tokens.start) {
            inside = inside.max(other.cue.probability);
        }
        if c.says(other.cue.tokens.start) {
            holds = holds.max(other.cue.probability);
        } else if extent.start < theirs.end && theirs.start < extent.end {
            shares = shares.max(other.cue.probability);
        }
    }
    out.push(mix2(350, tenth(inside) / 2, kind));
    out.push(mix2(351, tenth(holds) / 2, kind));
    out.push(mix2(352, tenth(shares) / 2, kind));
    out.push(mix3(353, tenth(inside) / 2, tenth(c.cue.probability) / 2, tenth(shares) / 2));
    out.push(mix(354, kind));
}
