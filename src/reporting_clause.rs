//! Quotations whose reporting clause has a verb that the tagger of cues does not know: “…,” Nadia Farouk testified.
//!
//! Grammar leaves no doubt where a quotation opens its sentence, ends with a comma, question or exclamation mark inside
//! its marks, and the rest of the sentence begins with a subject and its verb: the quotation is what the verb says.

use crate::attribution::{self, Attribution, Evidence};
use crate::context::{Context, Quoted};
use crate::link;
use crate::span::TokenRange;
use crate::subject;
use crate::tag::Tag;

/// A judgment: the marks leave no doubt of what is said, the grammar little of who says it.
pub const CONFIDENCE: f32 = 0.8;

/// A quotation's reporting clause: who says it, and the verb that says so.
pub struct Clause {
    quotation: TokenRange,
    source: TokenRange,
    /// The token of the verb.
    pub verb: usize,
}

/// The reporting clauses of a text's outermost quotations, in text order. Cost: linear.
pub fn find(context: &Context) -> Vec<Clause> {
    let outermost = context.quotations.iter().filter(|q| q.is_outermost() && q.opened && q.closed);
    outermost.filter_map(|q| clause(context, &q.tokens)).collect()
}

/// The reporting clause of the quotation that token `at` stands in: `“Never,” said Ann`.
pub fn of(clauses: &[Clause], at: usize) -> Option<&Clause> {
    clauses[..clauses.partition_point(|c| c.quotation.start <= at)].last().filter(|c| c.quotation.contains(&at))
}

/// Gives each quotation that nobody in `found` says to the subject of its reporting clause. What was found for the clause's
/// verb gives way: “‘Shame!’ they shouted as the ministers left.” Cost: linear.
pub fn extend(context: &Context, clauses: &[Clause], mut found: Vec<Attribution>) -> Vec<Attribution> {
    let mut said = vec![false; context.tokens.len()];
    found.iter().flat_map(|a| &a.content).for_each(|r| said[r.clone()].fill(true));
    for clause in clauses.iter().filter(|c| !c.quotation.clone().any(|i| said[i])) {
        found.retain(|a| !a.cue.iter().any(|c| c.contains(&clause.verb)));
        found.push(reported(context, clause));
    }
    attribution::put_in_order(&mut found);
    found
}

/// Tokens that may stand from the quotation to the verb.
const LONGEST: usize = 25;

/// The reporting clause after a quotation.
fn clause(context: &Context, quotation: &TokenRange) -> Option<Clause> {
    let sentence = context.sentence(quotation.start);
    let inner = quotation.end.checked_sub(2).filter(|&i| i > quotation.start)?;
    let open = matches!(context.word(inner), "," | "?" | "!");
    let start = quotation.end;
    if !open || sentence.start != quotation.start || start >= context.paragraph(inner).end {
        return None;
    }
    if context.quoted[start] != Quoted::No {
        return None;
    }
    if start == sentence.end {
        return beat(context, quotation);
    }
    let near = start..sentence.end.min(start + LONGEST);
    let told = |i: usize| matches!(context.tags[i], Tag::Past | Tag::Present);
    let verb = near.into_iter().find(|&i| told(i) || i == start && context.tags[i] == Tag::Participle)?;
    let source = subject::phrase(context, verb)?;
    let adverbs = |mut range: TokenRange| range.all(|i| matches!(context.tags[i], Tag::Adv | Tag::Punct));
    let follows = source.start == start && adverbs(source.end..verb) || verb == start && source.start == verb + 1;
    follows.then(|| Clause { quotation: quotation.clone(), source, verb })
}

/// A sentence of a name, its verb and no more, after a quotation that ends with its own mark: “Never!” Ann Lee laughed.
fn beat(context: &Context, quotation: &TokenRange) -> Option<Clause> {
    let start = quotation.end;
    let sentence = context.sentence(start);
    let verb = sentence.end.checked_sub(2).filter(|&i| i > start && context.word(i + 1) == ".")?;
    let told = matches!(context.tags[verb], Tag::Past | Tag::Present) && context.tags[start] == Tag::Propn;
    let source = subject::phrase(context, verb).filter(|s| told && *s == (start..verb))?;
    Some(Clause { quotation: quotation.clone(), source, verb })
}

fn reported(context: &Context, clause: &Clause) -> Attribution {
    let content = vec![clause.quotation.clone()];
    let verb = context.word(clause.verb);
    let rule = format!("“{verb}” and its subject stand beside the quotation as its reporting clause");
    Attribution {
        kind: link::kind(context, &content).0,
        content,
        cue: vec![clause.verb..clause.verb + 1],
        source: vec![clause.source.clone()],
        same_speaker_as: None,
        confidence: CONFIDENCE,
        evidence: vec![Evidence { rule, tokens: vec![clause.source.clone()] }],
    }
}
