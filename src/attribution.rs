//! Attributions: cue + source + content, direct, indirect and mixed, with confidence and evidence.

use crate::context::Context;
use crate::cue::{self, Cue};
use crate::feature::Features;
use crate::linear::Linear;
use crate::link::{self, Candidate};
use crate::model::Model;
use crate::order;
use crate::reporting_clause::{self, Clause};
use crate::span::TokenRange;
use crate::syntax::Relation;
use crate::tag::Tag;
use crate::{
    continuation, evidence, extent, headline, inversion, noun_cue, passive, refusal, role, source, subject,
    transcript,
};

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AttributionKind {
    /// Word for word, in quotation marks.
    Direct,
    /// In the article's words.
    Indirect,
    /// In the article's words with some of the speaker's.
    Mixed,
}

/// Why an attribution was made: a named rule and the tokens it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The rule, in words a reader understands: `cue “said” follows the quotation`.
    pub rule: String,
    /// The tokens the rule looked at.
    pub tokens: Vec<TokenRange>,
}

/// Somebody said something. All ranges are of tokens, in text order.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How the content is given.
    pub kind: AttributionKind,
    /// What is said; several pieces when the cue interrupts it.
    pub content: Vec<TokenRange>,
    /// The reporting expression; empty when there is none.
    pub cue: Vec<TokenRange>,
    /// The words that name the source; empty when there are none.
    pub source: Vec<TokenRange>,
    /// An earlier attribution (index into the list) whose speaker goes on speaking here.
    pub same_speaker_as: Option<usize>,
    /// Probability that content and source are right, 0..1, before the speaker is resolved.
    pub confidence: f32,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// Candidates less probable than this are no attributions. Tuned on dev for the F1 of content and speaker.
const LEAST: f32 = 0.34;

/// All attributions of a text, by the start of their content; no two lay claim to the same words.
///
/// What layout makes certain (transcripts, signatures) comes first, then the most probable candidates, then
/// quotations left over that go on from one already attributed. Cost: linear in the tokens.
pub fn find(context: &Context, model: &Model) -> Vec<Attribution> {
    let clauses = reporting_clause::find(context);
    let mut found = transcript::find(context);
    let mut candidates = candidates(context, model);
    extent::leave_to_nearer(context, &mut candidates);
    select(context, candidates, &model.links, &clauses, &mut found);
    found.iter_mut().for_each(|a| source::settle(context, a));
    put_in_order(&mut found);
    let found = headline::extend(context, noun_cue::extend(context, found));
    continuation::extend(context, &clauses, found)
}

/// Puts attributions in the order of their content.
pub fn put_in_order(attributions: &mut Vec<Attribution>) {
    order::by_key(attributions, |a| a.content[0].start as u64);
}

/// What a cue that no tagger found reports.
pub fn reported(
    context: &Context,
    cue: TokenRange,
    source: Option<TokenRange>,
    content: TokenRange,
    confidence: f32,
) -> Attribution {
    let (source, content) = (Vec::from_iter(source), vec![content]);
    Attribution {
        kind: link::kind(context, &content).0,
        evidence: evidence::of(context, &cue, &source, &content),
        content,
        cue: vec![cue],
        source,
        same_speaker_as: None,
        confidence,
    }
}

/// All candidates of a text, in the order of their cues. The judge learns from the same ones.
pub fn candidates(context: &Context, model: &Model) -> Vec<Candidate> {
    let mut buffer = Features::default();
    let candidate = |cue: Cue| {
        let reports = cue.probability > 0.5 && !passive::may_be_silent(context, &cue.tokens);
        let mut roles = role::find(context, &cue.tokens, reports, &model.roles, &mut buffer);
        source::mend(context, &cue.tokens, &mut roles.source);
        passive::mend(context, &cue.tokens, &mut roles);
        inversion::mend(context, &cue.tokens, &mut roles);
        noun_cue::mend(context, &cue.tokens, &mut roles);
        extent::mend(context, &cue.tokens, &mut roles);
        if roles.source.is_empty() {
            subject::credit(context, &cue, &mut roles);
            source::cut_times(context, &mut roles.source);
        }
        (!roles.content.is_empty()).then_some(Candidate { cue, roles })
    };
    let mut candidates: Vec<Candidate> =
        cue::find(context, &model.cues).into_iter().filter_map(candidate).collect();
    source::share(context, &mut candidates);
    extent::end_at_joints(context, &mut candidates);
    candidates.retain(|c| !refusal::is_refused(context, c));
    candidates
}

/// Whether grammar vouches for a cue with its roles.
type IsCertain = fn(&Context, &Candidate) -> bool;

/// Where grammar vouches for a candidate, and how probable that makes it.
const GRAMMAR: [(IsCertain, f32); 4] = [
    (inversion::is_certain, inversion::CONFIDENCE),
    (extent::is_certain, extent::CONFIDENCE),
    (passive::is_certain, passive::CONFIDENCE),
    (is_plain, PLAIN),
];

/// The judge's probability of each candidate; at least that of grammar, where grammar vouches for it or its cue is in the
/// reporting clause of what it says.
fn probabilities(context: &Context, candidates: &[Candidate], links: &Linear, clauses: &[Clause]) -> Vec<f32> {
    let mut probabilities = link::probabilities(context, candidates, links);
    for (candidate, probability) in candidates.iter().zip(&mut probabilities) {
        let own = |c: &Clause| candidate.cue.tokens.contains(&c.verb);
        if candidate.roles.content.iter().any(|r| reporting_clause::of(clauses, r.start).is_some_and(own)) {
            *probability = probability.max(reporting_clause::CONFIDENCE);
        }
        for (is_certain, confidence) in GRAMMAR {
            if is_certain(context, candidate) {
                *probability = probability.max(confidence);
            }
        }
    }
    probabilities
}

/// What a likely cue is granted that stands between its source and a clause with “that”.
const PLAIN: f32 = 0.5;

/// Whether a cue is likely and stands so: “Ann Lee | wrote in a note | that it was late”.
fn is_plain(context: &Context, Candidate { cue, roles }: &Candidate) -> bool {
    /// So probable a cue is likely.
    const LIKELY: f32 = 0.9;
    let ([source], [content]) = (&roles.source[..], &roles.content[..]) else { return false };
    let between = source.end == cue.tokens.start && content.start == cue.tokens.end;
    let clause = context.word(content.start) == "that" && context.finite(content.start, content.end) > 0;
    cue.probability > LIKELY && between && clause
}

/// Takes candidates, the most probable first, while most of their words are still free.
fn select(
    context: &Context,
    candidates: Vec<Candidate>,
    links: &Linear,
    clauses: &[Clause],
    found: &mut Vec<Attribution>,
) {
    let probabilities = probabilities(context, &candidates, links, clauses);
    let mut likeliest: Vec<usize> = (0..candidates.len()).filter(|&i| probabilities[i] >= LEAST).collect();
    // The bits of numbers above zero ascend as the numbers do.
    order::by_key(&mut likeliest, |&i| u64::from(!probabilities[i].to_bits()));
    let mut taken = vec![false; context.tokens.len()];
    found.iter().flat_map(|a| &a.content).for_each(|r| taken[r.clone()].fill(true));
    for i in likeliest {
        let Candidate { cue, roles } = &candidates[i];
        let other = |at: usize| !context.sentence(at).contains(&cue.tokens.start);
        let apart = |r: &TokenRange| other(r.start) && reporting_clause::of(clauses, r.start).is_some();
        let nearer = |r: &TokenRange| apart(r) || has_nearer_cue(context, &candidates, &probabilities, i, r.start);
        let limit = extent::end_of_opening(context, &cue.tokens);
        let within = |r: &TokenRange| r.start..r.end.min(limit);
        let own = roles.content.iter().filter(|r| !nearer(r) && r.start < limit).map(within).collect::<Vec<_>>();
        let content = unclaimed(&own, &taken);
        if content.is_empty() || !tells(context, &content) {
            continue;
        }
        content.iter().for_each(|r| taken[r.clone()].fill(true));
        let cue = without_modifiers(context, &cue.tokens);
        found.push(Attribution {
            kind: link::kind(context, &content).0,
            source: roles.source.clone(),
            same_speaker_as: None,
            confidence: probabilities[i],
            evidence: evidence::of(context, &cue, &roles.source, &content),
            cue: vec![cue],
            content,
        });
    }
}

/// A cue without words at its end that belong to what follows: “was criticised | last year”.
fn without_modifiers(context: &Context, cue: &TokenRange) -> TokenRange {
    let (relations, heads) = (&context.syntax.relation, &context.syntax.head);
    let own = |&i: &usize| relations[i] != Relation::Modifier || (heads[i] as usize) < cue.end;
    let last = cue.clone().rev().find(own).unwrap_or(cue.start);
    cue.start..last + 1
}

/// Candidates that may claim one word stand close together in the text: so many before and after are looked at.
const NEIGHBOURS: usize = 4;

/// Whether the word at token `at`, outside the sentence of candidate `i`'s cue, is said by another likely one whose cue
/// stands in its sentence: `“A,” she said. “B,” the statement added.`
fn has_nearer_cue(context: &Context, candidates: &[Candidate], probabilities: &[f32], i: usize, at: usize) -> bool {
    let sentence = context.sentence(at);
    let near = i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS + 1).min(candidates.len());
    let here = |j: usize| candidates[j].stands_in(&sentence);
    !here(i) && near.into_iter().any(|j| probabilities[j] >= LEAST && here(j) && candidates[j].says(at))
}

/// Whether a content tells a reader anything: not by a relative or question word alone (`a plan, which she backed`), nor by
/// a name (`the screen shows the film “Long Way Home”`) or what is given one (`locals know it as “the Brick”`).
fn tells(context: &Context, content: &[TokenRange]) -> bool {
    let word = |i: usize| context.tokens[i].is_wordlike() && !matches!(context.tags[i], Tag::Wh | Tag::Det);
    let clause = content.iter().any(|r| context.finite(r.start, r.end) > 0);
    let names = |r: &TokenRange| context.quotations_in(&(r.start..r.end + 2)).iter().filter(|q| q.names);
    let named = || content.iter().any(|r| names(r).next().is_some());
    // “the so-called “shadow fleet” carries oil”: more than a name and what is so called.
    let beside =
        |r: &TokenRange| r.clone().filter(|&i| word(i) && names(r).all(|q| !q.tokens.contains(&i))).count();
    let more = || content.iter().map(beside).sum::<usize>() > MOST_BESIDE;
    content.iter().any(|r| r.clone().any(word)) && (clause || !named() || more())
}

/// Words that what a name is given to may have: “the film “Long Way Home””, “it as “the Brick””.
const MOST_BESIDE: usize = 5;

/// The pieces of a content that nobody else says: those of which half is still free. `“A,” she said, adding that B`
/// leaves A to “said” when “adding” has B.
fn unclaimed(content: &[TokenRange], taken: &[bool]) -> Vec<TokenRange> {
    let free = |r: &&TokenRange| taken[(*r).clone()].iter().filter(|&&t| t).count() * 2 <= r.len();
    content.iter().filter(free).cloned().collect()
}
