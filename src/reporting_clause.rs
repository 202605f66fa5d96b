//! Quotations whose reporting clause has a verb that the tagger of cues does not know: “…,” Nadia Farouk testified.
//!
//! Grammar leaves no doubt where a quotation opens its sentence, ends with a comma, question or exclamation mark inside
//! its marks, and the rest of the sentence begins with a subject and its verb: the quotation is what the verb says. So it is
//! where a subject and its verb stand between two commas before it.

use crate::attribution::{self, Attribution, Evidence};
use crate::context::{Context, Quoted};
use crate::inversion;
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
    outermost.filter_map(|q| clause(context, &q.tokens).or_else(|| inserted(context, &q.tokens))).collect()
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
    let inner = quotation.end.checked_sub(2).filter(|&i| i > quotation.start)?;
    let sentence = context.sentence(inner);
    let open = matches!(context.word(inner), "," | "?" | "!");
    let opens = context.sentence(quotation.start).start == quotation.start;
    let start = quotation.end;
    if !open || !opens || start >= context.paragraph(inner).end {
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

/// A sentence after a quotation that ends with its own mark: of a name, its verb and no more (“Never!” Ann Lee laughed), or
/// of who asks whom (“Who pays?” the judge asked the ministry's lawyer).
fn beat(context: &Context, quotation: &TokenRange) -> Option<Clause> {
    let start = quotation.end;
    let sentence = context.sentence(start);
    let told = |&i: &usize| matches!(context.tags[i], Tag::Past | Tag::Present);
    let verb = (start + 1..sentence.end.min(start + LONGEST)).find(told)?;
    let alone = context.tags[start] == Tag::Propn && verb + 2 == sentence.end && context.word(verb + 1) == ".";
    let asks = || context.word(start - 2) == "?" && asks_somebody(context, verb);
    let source = subject::phrase(context, verb).filter(|s| *s == (start..verb) && (alone || asks()))?;
    Some(Clause { quotation: quotation.clone(), source, verb })
}

/// Whether a verb asks somebody, and the question stands elsewhere.
fn asks_somebody(context: &Context, verb: usize) -> bool {
    let rest = verb + 1..context.sentence(verb).end;
    let asks = |i: usize| {
        let clause = matches!(context.tags[i], Tag::To | Tag::Wh | Tag::Sconj) || context.tags[i].is_finite();
        clause || matches!(context.word(i), "about" | "for")
    };
    let unquoted = context.edges(rest.start, rest.end) == 0;
    let mut whom = rest.take_while(|&i| context.tags[i] != Tag::Punct || context.word(i) == "-");
    inversion::ASKING.contains(&context.word(verb)) && unquoted && !whom.any(asks)
}

/// The reporting clause put into a sentence before the quotation: It was, one man at the pier observed, “a fine night”.
fn inserted(context: &Context, quotation: &TokenRange) -> Option<Clause> {
    let sentence = context.sentence(quotation.start);
    let comma = |&i: &usize| i > sentence.start && context.word(i) == ",";
    let verb = quotation.start.checked_sub(1).filter(comma)? - 1;
    // After a place the tagger takes the verb for a participle: “the pier | observed”.
    let told = matches!(context.tags[verb], Tag::Past | Tag::Present | Tag::Participle);
    let near = sentence.start.max(verb.saturating_sub(LONGEST))..verb;
    let source = near.rev().find(comma)? + 1..verb;
    let somebody =
        inversion::is_idle(context, source.clone()) && source.clone().any(|i| inversion::is_somebody(context, i));
    (told && somebody).then(|| Clause { quotation: quotation.clone(), source, verb })
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
