//! Quotations that a colon announces, or a participle before a comma: “His wife was less amused: ‘It is sinking.’”

use crate::attribution::{self, Attribution, Evidence};
use crate::context::Context;
use crate::link;
use crate::quotation::Quotation;
use crate::span::TokenRange;
use crate::subject;
use crate::tag::Tag;

/// A judgment: the marks leave no doubt of what is said, the grammar little of who says it.
const CONFIDENCE: f32 = 0.8;

/// Gives each outermost quotation so announced, which closes its sentence, to the subject of that sentence, unless its
/// own sentence has a cue for it in `found`. Gives all back by the start of their content. Cost: linear.
pub fn extend(context: &Context, mut found: Vec<Attribution>) -> Vec<Attribution> {
    let mut owner = vec![usize::MAX; context.tokens.len()];
    for (i, a) in found.iter().enumerate() {
        a.content.iter().for_each(|r| owner[r.clone()].fill(i));
    }
    for quotation in context.quotations.iter().filter(|q| q.is_outermost()) {
        let sentence = context.sentence(quotation.tokens.start);
        let Some(clause) = clause(context, quotation, &sentence) else { continue };
        let announced = announced(context, quotation, clause);
        match found.get_mut(owner[quotation.tokens.start]) {
            Some(known) if swallows(known, &quotation.tokens) => *known = announced,
            Some(known) => {
                if !is_cued(known, &sentence) && give_up(known, &quotation.tokens) {
                    found.push(announced);
                }
            }
            None => found.push(announced),
        }
    }
    attribution::put_in_order(&mut found);
    found
}

/// Whether a content begins before the colon: “Her answer to [the second question was shorter: ‘No.’]”.
fn swallows(attribution: &Attribution, quotation: &TokenRange) -> bool {
    attribution.content.iter().any(|r| r.start < quotation.start && r.end > quotation.start)
}

fn is_cued(attribution: &Attribution, sentence: &TokenRange) -> bool {
    attribution.cue.iter().any(|c| sentence.contains(&c.start))
}

/// Takes the piece that `quotation` is out of a content; false if the content has no other.
fn give_up(attribution: &mut Attribution, quotation: &TokenRange) -> bool {
    let own = |r: &TokenRange| quotation.contains(&r.start);
    let others = attribution.content.iter().any(|r| !own(r));
    if others {
        attribution.content.retain(|r| !own(r));
    }
    others
}

/// Tokens that a subject may have, and that may stand from the verb to the colon: “was less amused:”. In PolNeAR's
/// training articles, longer predicates announce somebody else's words as often as their subject's.
const LONGEST_SUBJECT: usize = 25;
const LONGEST_PREDICATE: usize = 4;

/// Who announces a quotation, and by which words.
struct Clause {
    source: TokenRange,
    cue: TokenRange,
}

/// The clause that ends with a colon and `quotation`, or with a participle between commas (“praised the town, | writing |,”): its
/// source is what stands before its only verb.
fn clause(context: &Context, quotation: &Quotation, sentence: &TokenRange) -> Option<Clause> {
    let colon = quotation.tokens.start.checked_sub(1).filter(|&i| i > sentence.start)?;
    let joined = Some(colon - 1).filter(|&i| subject::goes_on(context, i));
    if context.word(colon) != ":" && (context.word(colon) != "," || joined.is_none()) {
        return None;
    }
    // “She hit back at critics | who had called her a liar |: ‘…’”
    let relative = (sentence.start + 1..colon).find(|&i| context.word(i) == "who").filter(|_| joined.is_none());
    let end = relative.filter(|&i| answers(context, sentence.start..i, colon)).unwrap_or(colon);
    let whole = joined.is_some() || end < colon;
    let limit = if whole { sentence.start } else { colon.saturating_sub(LONGEST_PREDICATE) };
    let verb = (sentence.start.max(limit)..end).rev().find(|&i| context.tags[i].is_finite())?;
    let source = sentence.start..verb;
    let only = context.finite(sentence.start, end) == 1 && context.edges(sentence.start, colon) == 0;
    let fits = quotation.tokens.end >= sentence.end && only && (1..=LONGEST_SUBJECT).contains(&source.len());
    let cue = joined.map_or(colon..colon + 1, |verb| verb..verb + 1);
    (fits && is_nominal(context.tags[sentence.start])).then_some(Clause { source, cue })
}

/// Whether a main clause tells of somebody who answers whom the relative clause up to the colon tells of: its subject is a
/// pronoun or a name, and nothing parts it from the relative clause.
fn answers(context: &Context, main: TokenRange, colon: usize) -> bool {
    let subject = context.tags[main.start];
    let one = matches!(subject, Tag::Pron | Tag::Propn) && context.finite(main.start, main.end) == 1;
    let near = colon - main.end <= LONGEST_RELATIVE && context.finite(main.end, colon) == 1;
    one && near && context.commas(main.start, colon) == 0
}

/// Tokens that the relative clause may have.
const LONGEST_RELATIVE: usize = 12;

/// Whether a noun phrase can begin with such a word.
fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Det | Tag::Pron | Tag::Poss | Tag::Propn | Tag::Noun | Tag::Adj)
}

fn announced(context: &Context, quotation: &Quotation, Clause { source, cue }: Clause) -> Attribution {
    let content = vec![quotation.tokens.clone()];
    let rule = match context.word(cue.start) {
        ":" => "a colon announces the quotation, in the sentence of its source".to_owned(),
        verb => format!("“{verb}” and its subject stand beside the quotation as its reporting clause"),
    };
    Attribution {
        kind: link::kind(context, &content).0,
        content,
        cue: vec![cue],
        source: vec![source.clone()],
        same_speaker_as: None,
        confidence: CONFIDENCE,
        evidence: vec![Evidence { rule, tokens: vec![source] }],
    }
}
