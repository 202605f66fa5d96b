//! Nouns that report: “the claim by Ann Lee | that the pool is unsafe | was dismissed”, “his promise | to rebuild it”.

use crate::attribution::{self, Attribution};
use crate::context::Context;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::subject;
use crate::syntax::Relation;
use crate::tag::Tag;

/// A judgment: of PolNeAR's annotators, half mark such a noun.
const CONFIDENCE: f32 = 0.5;

/// Nouns for what is said or held, before “that”; in the singular.
const SAID: [&str; 45] = [
    "accusation",
    "acknowledgement",
    "acknowledgment",
    "admission",
    "allegation",
    "announcement",
    "argument",
    "assertion",
    "assurance",
    "belief",
    "boast",
    "claim",
    "comment",
    "complaint",
    "concern",
    "concession",
    "conclusion",
    "confession",
    "contention",
    "conviction",
    "declaration",
    "denial",
    "fear",
    "finding",
    "hint",
    "insistence",
    "objection",
    "observation",
    "opinion",
    "pledge",
    "prediction",
    "promise",
    "proposal",
    "protest",
    "recommendation",
    "remark",
    "revelation",
    "rumor",
    "rumour",
    "statement",
    "suggestion",
    "threat",
    "view",
    "vow",
    "warning",
];

/// Those that stand before “for”, and those before “to”.
const CALLED: [&str; 4] = ["appeal", "call", "demand", "plea"];
const WILLED: [&str; 8] = ["claim", "demand", "offer", "pledge", "promise", "request", "threat", "vow"];

/// Tokens from such a noun to “that”: “the claim by Ann Lee, a councillor, that”.
const LONGEST: usize = 16;

/// Tokens that what is said may have before the noun's own verb: it bounds the work.
const LONGEST_CLAUSE: usize = 80;

/// What a noun reports.
struct Report {
    source: Option<TokenRange>,
    /// Where what is said begins.
    start: usize,
    /// Where it ends, if grammar tells.
    end: Option<usize>,
}

/// Mends the roles of a cue that is a noun: who stands after it with “by” or “from” is its source, and what it reports ends
/// before the verb whose subject the noun is.
pub fn mend(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    let noun = cue.end - 1;
    let verbless = context.finite(cue.start, cue.end) == 0 && context.tags[noun] == Tag::Noun;
    let Some(Report { source, start, end }) = report(context, noun, |_, _| true).filter(|_| verbless) else {
        return;
    };
    if roles.content.iter().any(|r| r.start <= noun || r.start > start + 1) {
        return;
    }
    if let Some(end) = end {
        roles.content = vec![start..end];
    }
    if let Some(source) = source.filter(|s| s.start > noun) {
        roles.source = vec![source];
    }
}

/// Adds what such nouns report, outside quotations, and nobody in `found` says, with whose it is. Cost: linear.
pub fn extend(context: &Context, mut found: Vec<Attribution>) -> Vec<Attribution> {
    let mut said = vec![false; context.tokens.len()];
    found.iter().flat_map(|a| &a.content).for_each(|r| said[r.clone()].fill(true));
    for noun in 0..context.tokens.len().saturating_sub(1) {
        let taken = said[noun] || context.quotation_of[noun] > 0;
        if context.tags[noun] != Tag::Noun || taken || !opens(context, noun + 1) {
            continue;
        }
        let Some(Report { source, start, end: Some(end) }) = report(context, noun, reports) else { continue };
        if !said[start..end].contains(&true) {
            found.push(attribution::reported(context, noun..noun + 1, source, start..end, CONFIDENCE));
        }
    }
    for sentence in &context.layout.sentences {
        if let Some((cue, source, content)) = held(context, sentence).filter(|h| !said[h.2.clone()].contains(&true))
        {
            found.push(attribution::reported(context, cue, Some(source), content, CONFIDENCE));
        }
    }
    attribution::put_in_order(&mut found);
    found
}

/// Nouns for what somebody holds, after whom a sentence opens with: “In his view, it is late”.
const HELD: [&str; 7] = ["estimation", "eyes", "judgement", "judgment", "mind", "opinion", "view"];

/// What a sentence holds by the words that it opens with, the words, and whose view that is: “In the minister's view, …”, “In
/// the opinion of the minister, …”.
fn held(context: &Context, sentence: &TokenRange) -> Option<(TokenRange, TokenRange, TokenRange)> {
    if !matches!(context.word(sentence.start), "In" | "To") {
        return None;
    }
    let limit = sentence.end.min(sentence.start + LONGEST);
    let comma = (sentence.start..limit).find(|&i| context.word(i) == ",")?;
    let noun = (sentence.start..comma).find(|&i| HELD.contains(&context.word(i)))?;
    let source = match context.word(noun + 1) {
        "," => possessor(context, noun).filter(|whose| whose.start == sentence.start + 1)?,
        "of" if context.word(noun - 1) == "the" => noun + 2..comma,
        _ => return None,
    };
    let last = context.last_word(comma + 1..sentence.end)?;
    let content = comma + 1..last + 1;
    let clause = context.finite(content.start, content.end) > 0 && context.quotation_of[comma] == 0;
    (clause && !source.is_empty()).then_some((sentence.start..noun + 1, source, content))
}

/// Whether what a noun reports, or who says it, can follow at token `i`.
fn opens(context: &Context, i: usize) -> bool {
    matches!(context.word(i), "that" | "to" | "for" | "by" | "from" | "among")
}

/// Whether a noun (in the singular) reports what a word of this kind opens: “that”, “to”, “for”.
fn reports(noun: &str, opener: Tag) -> bool {
    match opener {
        Tag::Sconj => SAID.contains(&noun),
        Tag::To => WILLED.contains(&noun),
        _ => CALLED.contains(&noun),
    }
}

fn report(context: &Context, noun: usize, reports: impl Fn(&str, Tag) -> bool) -> Option<Report> {
    let (start, agent) = opener(context, noun, reports)?;
    let source = agent.or_else(|| possessor(context, noun));
    // “Demand for coal” is nobody's.
    if context.tags[start] == Tag::Adp && source.is_none() {
        return None;
    }
    Some(Report { source, start, end: end(context, noun, start) })
}

/// Where what the noun reports begins, and who stands before it with “by”.
fn opener(
    context: &Context,
    noun: usize,
    reports: impl Fn(&str, Tag) -> bool,
) -> Option<(usize, Option<TokenRange>)> {
    let word = context.word(noun).to_lowercase();
    let reports = |tag: Tag| reports(&word, tag) || word.strip_suffix('s').is_some_and(|w| reports(w, tag));
    let limit = context.sentence(noun).end;
    let tag = |i: usize| if i < limit { context.tags[i] } else { Tag::Punct };
    let opens = |i: usize| match (tag(i), tag(i + 1)) {
        (Tag::Sconj, _) => context.word(i) == "that" && reports(Tag::Sconj),
        (Tag::To, Tag::Base | Tag::Aux) => reports(Tag::To),
        (Tag::Adp, _) => context.word(i) == "for" && reports(Tag::Adp),
        _ => false,
    };
    let next = noun + 1;
    if opens(next) {
        return Some((next, None));
    }
    let at = (next + 2..limit.min(next + LONGEST)).find(|&i| opens(i))?;
    let agent = next + 1..at - (context.word(at - 1) == ",") as usize;
    let named = matches!(context.word(next), "by" | "from" | "among") && tag(agent.start).opens_phrase();
    let clause = tag(at) == Tag::Sconj || context.word(next) == "by";
    (named && clause && context.finite(agent.start, at) == 0).then_some((at, Some(agent)))
}

/// Whose the noun is: “his”, “Mayor Ann Lee's”.
fn possessor(context: &Context, noun: usize) -> Option<TokenRange> {
    let floor = context.sentence(noun).start.max(noun.saturating_sub(LONGEST));
    let modifies =
        |&i: &usize| matches!(context.tags[i], Tag::Adj | Tag::Noun | Tag::Adv | Tag::Num | Tag::Participle);
    let before = (floor..noun).rev().take_while(modifies).last().unwrap_or(noun);
    let mark = before.checked_sub(1).filter(|&i| i >= floor && context.tags[i] == Tag::Poss)?;
    let owner = context.syntax.head[mark] as usize;
    match owner < mark {
        true => Some(subject::around(context, owner, noun).start..mark + 1),
        false => Some(mark..mark + 1),
    }
}

/// Where what begins at `marker` ends: before the verb whose subject the noun is, else with its clause.
fn end(context: &Context, noun: usize, marker: usize) -> Option<usize> {
    let sentence = context.sentence(noun);
    let acts = context.syntax.relation[noun] == Relation::Subject || context.finite(sentence.start, noun) == 0;
    match acts {
        true => predicate(context, marker, sentence.end.min(marker + LONGEST_CLAUSE)),
        false => Some(context.branch_end(marker)),
    }
}

/// Where the predicate of the noun begins, after the clause that begins at `marker`: at the first verb that no subject, “who” or
/// “and” of that clause asks for, or at the comma before it.
fn predicate(context: &Context, marker: usize, limit: usize) -> Option<usize> {
    let tag = |i: usize| if i < limit { context.tags[i] } else { Tag::Punct };
    // “had been badly cut”, and no more: another auxiliary is another verb's.
    let group_end = |mut i: usize| {
        while matches!(tag(i), Tag::Aux | Tag::Modal | Tag::Not | Tag::Adv) {
            i += 1;
        }
        i + matches!(tag(i), Tag::Base | Tag::Participle) as usize
    };
    let (mut wanted, mut i, mut comma) = match tag(marker) {
        Tag::To => (0, group_end(marker + 1), None),
        Tag::Adp => (0, marker + 1, None),
        _ => (1, marker + 1, None),
    };
    while i < limit {
        match tag(i) {
            Tag::Wh | Tag::Sconj => wanted += 1,
            Tag::Cconj if (i + 1..limit).find(|&j| tag(j) != Tag::Adv).is_some_and(|j| tag(j).is_finite()) => {
                wanted += 1
            }
            Tag::Punct if matches!(context.word(i), ":" | ";" | "—" | "–" | "--") => return None,
            Tag::Punct if wanted == 0 && context.word(i) == "," => comma = comma.or(Some(i)),
            // A second participle is a verb in the past: “had been poisoned | angered the town”.
            t if wanted == 0 && (t.is_finite() || t == Tag::Participle && tag(i - 1).is_verb()) => {
                let adverbs = (marker..i).rev().take_while(|&j| tag(j) == Tag::Adv).last();
                let cut = comma.or(adverbs).unwrap_or(i);
                return Some(context.quotation(cut).end.max(cut));
            }
            t if t.is_finite() => {
                wanted -= 1;
                i = if matches!(t, Tag::Aux | Tag::Modal) { group_end(i) } else { i + 1 };
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    None
}
