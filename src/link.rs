//! Candidates: a cue with the source and content found for it, and how probable it is that people would
//! call it an attribution. A logistic regression looks at each candidate as a whole.

use crate::attribution::AttributionKind;
use crate::context::Context;
use crate::cue::Cue;
use crate::feature::{Features, mix, mix2, mix3};
use crate::model::Linear;
use crate::role::Roles;
use crate::span::TokenRange;
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
    tagger::classify(model, &buffer).chunks_exact(LABELS.len()).map(|p| p[1]).collect()
}

/// How many candidates before and after are looked at for overlaps.
const NEIGHBOURS: usize = 6;

/// The features of every candidate. Templates 300–359 are this model's.
pub fn features(context: &Context, candidates: &[Candidate], out: &mut Features) {
    out.clear();
    for (i, candidate) in candidates.iter().enumerate() {
        let kind = kind(context, &candidate.roles.content);
        own(context, candidate, kind, out);
        ends(context, candidate, kind.0 as u32, out);
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
    let head = cue.clone().find(|&i| context.tags[i].is_verb()).unwrap_or(cue.start);
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
