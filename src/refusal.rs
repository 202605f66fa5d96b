//! Candidates that grammar refuses, whatever the taggers made of them: names that are given, questions' topics, what is
//! only read, seen or heard.

use crate::context::Context;
use crate::lexicon;
use crate::link::{self, Candidate};
use crate::passive;
use crate::span::TokenRange;
use crate::syntax::NONE;
use crate::tag::Tag;

/// Verbs of the senses; what they have for an object is no report: “the foreman read the verdict”.
const SENSED: [&str; 20] = [
    "hear",
    "heard",
    "hearing",
    "hears",
    "read",
    "reading",
    "reads",
    "saw",
    "see",
    "seeing",
    "seen",
    "sees",
    "watch",
    "watched",
    "watches",
    "watching",
    "witness",
    "witnessed",
    "witnesses",
    "witnessing",
];

/// Participles before the topic of a question: “Asked about the rumours, she said”.
const ASKED: [&str; 7] = ["asked", "challenged", "grilled", "pressed", "questioned", "quizzed", "pushed"];

/// Whether grammar says that the cue of a candidate reports nothing.
pub fn is_refused(context: &Context, candidate: &Candidate) -> bool {
    let (cue, content) = (&candidate.cue.tokens, &candidate.roles.content);
    passive::denies(context, cue)
        || gives_name(context, cue)
        || asks_about(context, cue, content)
        || senses(context, cue, content)
        || tells_when(context, cue, content)
        || opens_headline(context, candidate)
        || is_about_report(context, cue)
}

/// How the article came by something: “messages seen | by The Verge”, “her office has been contacted”.
fn is_about_report(context: &Context, cue: &TokenRange) -> bool {
    let verb = context.word(cue.end - 1);
    let seen = matches!(verb, "seen" | "viewed" | "reviewed" | "obtained");
    let asked = |i: usize| matches!(context.word(i), "contacted" | "approached") && passive::is_passive(context, i);
    let rest = cue.end..context.sentence(cue.start).end;
    // “viewed by activists as a sign of hope”
    let judged = || rest.clone().take(NEAR).any(|i| context.word(i) == "as");
    let came = seen && rest.clone().next().is_some_and(|i| context.word(i) == "by") && !judged();
    came || cue.clone().any(asked)
}

/// Tokens after “viewed” in which “as” may stand.
const NEAR: usize = 8;

/// “once called | “the Snail””: the words after the cue are a name in marks; or “known as”.
fn gives_name(context: &Context, cue: &TokenRange) -> bool {
    let known = cue.len() > 1 && context.word(cue.end - 2) == "known" && context.word(cue.end - 1) == "as";
    known || context.quotations_in(&(cue.end..cue.end + 1)).iter().any(|q| q.names)
}

/// A preface that tells what a question was about, and no more: “Pressed on the delay, …”.
fn asks_about(context: &Context, cue: &TokenRange, content: &[TokenRange]) -> bool {
    let verb = cue.start;
    let asked = ASKED.contains(&context.word(verb).to_lowercase().as_str());
    let alone = context.tags[verb] == Tag::Participle && context.syntax.arguments[verb].subject == NONE
        || passive::goes_on(context, cue).is_some();
    let sentence = context.sentence(verb);
    let preface = verb == sentence.start
        || matches!(context.tags[verb - 1], Tag::Wh | Tag::Sconj | Tag::Cconj)
        || context.word(verb - 1) == ",";
    let about = |i: usize| matches!(context.word(i), "about" | "on" | "over");
    let topic = about(cue.end - 1) || content.iter().any(|r| about(r.start));
    asked && alone && preface && topic && is_bare(context, content)
}

/// A verb of the senses with a thing that is sensed.
fn senses(context: &Context, cue: &TokenRange, content: &[TokenRange]) -> bool {
    let sensed = |i: usize| context.tags[i].is_verb() && SENSED.contains(&context.word(i));
    let thing = || content.iter().all(|r| is_noun_phrase(context, r));
    sensed(cue.end - 1) && thing() && is_bare(context, content)
}

/// When the cue happens is not what it reports: “the chief quits | after ‘toxic’ emails leak”.
fn tells_when(context: &Context, cue: &TokenRange, content: &[TokenRange]) -> bool {
    let [only] = content else { return false };
    let when = |i: usize| matches!(context.word(i), "after" | "before" | "until" | "while");
    let first = only.start == cue.end && (when(only.start) || cue.len() > 1 && when(cue.end - 1));
    first && link::kind(context, content).1 < 0.5
}

/// What opens a headline before a colon, and is nobody: “Villa 3 Rangers 1 | : | Late goal sinks visitors”, “EXCLUSIVE | : |”.
fn opens_headline(context: &Context, candidate: &Candidate) -> bool {
    let score = |s: &TokenRange| context.tags[s.end - 1] == Tag::Num;
    let label = |s: &TokenRange| s.len() == 1 && lexicon::opens_line(context.word(s.start));
    let nobody = |s: &TokenRange| score(s) || label(s);
    context.word(candidate.cue.tokens.start) == ":" && candidate.roles.source.iter().any(nobody)
}

/// Whether a content is neither a clause nor in anybody's words.
fn is_bare(context: &Context, content: &[TokenRange]) -> bool {
    content.iter().all(|r| {
        context.finite(r.start, r.end) == 0
            && context.quotation_of[r.start] == 0
            && context.edges(r.start, r.end) == 0
    })
}

/// Whether a range begins as a noun phrase does and has no “as”: “the verdict”, but not “the plan as a threat”.
fn is_noun_phrase(context: &Context, range: &TokenRange) -> bool {
    let opens = matches!(
        context.tags[range.start],
        Tag::Det | Tag::Poss | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Pron
    );
    opens && range.clone().all(|i| context.word(i) != "as")
}
