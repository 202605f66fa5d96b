//! Quotations that no cue explains but that go on from one already attributed.

use crate::announcement;
use crate::attribution::{Attribution, AttributionKind, Evidence};
use crate::context::Context;
use crate::feature::Case;
use crate::link;
use crate::order;
use crate::quotation::Quotation;
use crate::reporting_clause::{self, Clause};
use crate::span::{TokenRange, cover};
use crate::tag::Tag;
use crate::token::TokenKind;

/// A judgment. PolNeAR's annotators marked 30 of the 68 that its training articles have as attributions of their own.
const CONFIDENCE: f32 = 0.6;

/// Gives what is left over of the outermost quotations to `found`: one after a colon to whom its sentence is about; one
/// that runs over paragraphs becomes one more piece of its attribution; a paragraph wholly quoted, after one that ends in a
/// quotation, is one more attribution of the same speaker, or of the one whom a question asks. Cost: linear.
pub fn extend(context: &Context, clauses: &[Clause], found: Vec<Attribution>) -> Vec<Attribution> {
    let mut owner = vec![usize::MAX; context.tokens.len()];
    let mut out = announcement::extend(context, reporting_clause::extend(context, clauses, found));
    let cued = out.len();
    for (i, a) in out.iter().enumerate() {
        a.content.iter().for_each(|r| owner[r.clone()].fill(i));
    }
    let outer: Vec<&Quotation> = context.quotations.iter().filter(|q| q.is_outermost()).collect();
    for pair in outer.windows(2) {
        let (last, next) = (pair[0], pair[1]);
        let speaker = owner[last.tokens.end - 1].min(owner[last.tokens.end.saturating_sub(2)]);
        let free = next.tokens.clone().all(|i| owner[i] == usize::MAX);
        if speaker == usize::MAX || !free {
            continue;
        }
        if next.continues || goes_on(context, last, next, &out[speaker]) {
            // Not always the last piece: its cue may have given it a later one.
            let content = &mut out[speaker].content;
            content.insert(content.partition_point(|r| r.start < next.tokens.start), next.tokens.clone());
            owner[next.tokens.clone()].fill(speaker);
        } else if follows(context, last, next) {
            owner[next.tokens.clone()].fill(out.len());
            out.push(match answers(context, last, next) {
                true => turn(context, last, next, opposite(context, &out, cued, speaker), ANSWERED),
                false => turn(context, last, next, Some(speaker), CONTINUED),
            });
        }
    }
    in_order(out)
}

/// Whether `next` goes on after the words that attribute `last`, in one paragraph: as a sentence of its own (`“A,” she said.
/// “B.”`), or after a comma in the same one (`“A,” she said, “b.”`).
fn goes_on(context: &Context, last: &Quotation, next: &Quotation, attribution: &Attribution) -> bool {
    let same = context.layout.paragraph_of[last.tokens.start] == context.layout.paragraph_of[next.tokens.start];
    let sentence = context.sentence(next.tokens.start);
    let cue = attribution.cue.first().map_or(usize::MAX, |c| c.start);
    let between = last.tokens.end..next.tokens.start;
    let own = sentence.start == next.tokens.start && next.tokens.end >= sentence.end;
    let resumed = sentence.contains(&cue) && context.word(next.tokens.start.saturating_sub(1)) == ",";
    same && (own || resumed)
        && attribution.kind == AttributionKind::Direct
        && (between.is_empty() || between.contains(&cue))
}

/// Whether `next` fills its paragraph, and the one before it ends with `last` or with the words that attribute it.
fn follows(context: &Context, last: &Quotation, next: &Quotation) -> bool {
    let paragraph = context.paragraph(next.tokens.start);
    let before = context.paragraph(last.tokens.start);
    let fills = next.tokens.start == paragraph.start && next.tokens.end == paragraph.end;
    fills && before.end == paragraph.start && !is_heading(context, &next.tokens)
}

/// Whether all words but small ones have a capital: “‘Coal Is the Villain’” heads a part of the article.
fn is_heading(context: &Context, range: &TokenRange) -> bool {
    let small =
        |i: usize| matches!(context.tags[i], Tag::Det | Tag::Adp | Tag::Cconj | Tag::To | Tag::Poss | Tag::Not);
    let lower = |i: usize| context.tokens[i].kind == TokenKind::Word && context.lexemes[i].case == Case::Lower;
    let capitals = range.clone().filter(|&i| context.lexemes[i].case == Case::Title).count();
    capitals > 1 && !range.clone().any(|i| lower(i) && !small(i))
}

/// Whether a question and its answer follow each other.
fn answers(context: &Context, last: &Quotation, next: &Quotation) -> bool {
    let asks = |q: &Quotation| q.closed && q.tokens.len() > 2 && context.word(q.tokens.end - 2) == "?";
    last.closed && next.closed && (asks(last) || asks(next))
}

/// The latest attribution before `of`, not far from it, of somebody else: the other of two who talk. Those of `cued` and those
/// after them are in text order.
fn opposite(context: &Context, found: &[Attribution], cued: usize, of: usize) -> Option<usize> {
    /// Paragraphs from one turn to the next.
    const NEAR: u32 = 2;
    let start = |i: usize| found[i].content[0].start;
    let before = |part: &[Attribution]| part.partition_point(|a| a.content[0].start < start(of)).checked_sub(1);
    let turns = [before(&found[..cued]), before(&found[cued..]).map(|i| cued + i)];
    let latest = turns.into_iter().flatten().max_by_key(|&i| start(i))?;
    let paragraph = |i: usize| context.layout.paragraph_of[start(i)];
    let speaker = |i: usize| found[i].same_speaker_as.unwrap_or(i);
    let words = |i: usize| found[speaker(i)].source.first().map(|r| cover(context.tokens, r).of(context.text));
    let other = speaker(latest) != speaker(of) && words(latest) != words(of);
    (other && paragraph(of) - paragraph(latest) <= NEAR).then_some(speaker(latest))
}

const CONTINUED: &str = "a paragraph wholly quoted: the speaker of the paragraph before goes on";
const ANSWERED: &str = "a question and its answer: the other speaker of the paragraphs before";

fn turn(context: &Context, last: &Quotation, next: &Quotation, speaker: Option<usize>, rule: &str) -> Attribution {
    let content = vec![next.tokens.clone()];
    Attribution {
        kind: link::kind(context, &content).0,
        content,
        cue: Vec::new(),
        source: Vec::new(),
        same_speaker_as: speaker,
        confidence: CONFIDENCE,
        evidence: vec![Evidence { rule: rule.to_owned(), tokens: vec![last.tokens.clone()] }],
    }
}

/// Sorts by the start of the content, and makes `same_speaker_as` follow.
fn in_order(attributions: Vec<Attribution>) -> Vec<Attribution> {
    let order = order::ascending(attributions.iter().map(|a| a.content[0].start as u64));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &i)| place[i] = at);
    let mut slots: Vec<Option<Attribution>> = attributions.into_iter().map(Some).collect();
    let moved = order.iter().filter_map(|&i| slots[i].take());
    let renumber = |a: Attribution| Attribution { same_speaker_as: a.same_speaker_as.map(|s| place[s]), ..a };
    moved.map(renumber).collect()
}
