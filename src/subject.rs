//! The source that grammar gives to a cue: the subject of its verb, as a phrase.

use crate::context::{Context, Quoted};
use crate::cue::Cue;
use crate::name;
use crate::passive;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::syntax::{Arguments, NONE, Relation};
use crate::tag::Tag;

/// Words that a phrase may have, and steps up to its head: it bounds the work.
const LONGEST: usize = 40;
const DEEPEST: usize = 12;

/// Who does what the verb at `verb` says: its subject with all that hangs on it (“a senior official, who asked not to be
/// named,”), or the phrase that follows the verb after a quotation (“…,” said the 29-year-old). `None` for a passive.
pub fn phrase(context: &Context, verb: usize) -> Option<TokenRange> {
    let inverted = inverted(context, verb);
    match context.tags[verb] {
        Tag::Past | Tag::Present => {}
        // Taken for one by the tagger: “…,” | shouted a guard.
        Tag::Participle if inverted.is_some() => {}
        _ => return None,
    }
    let same = |&i: &usize| context.quotation_of[i] == context.quotation_of[verb];
    let own = context.syntax.subject(verb).filter(|s| s.1 == 0).map(|s| s.0).filter(same);
    let subject = own.or_else(|| inverted.as_ref().map(|s| s.end - 1)).filter(same)?;
    let expletive = matches!(context.word(subject), "it" | "It" | "there" | "There");
    if expletive {
        return None;
    }
    Some(inverted.unwrap_or_else(|| around(context, subject, verb)))
}

/// Gives a cue without a source the subject of its verb. A piece before the cue that is this subject is no content then, if
/// there is another (“The union | has threatened | to sue”).
pub fn credit(context: &Context, Cue { tokens: cue, probability }: &Cue, roles: &mut Roles) {
    let joined = || shared(context, cue).filter(|_| *probability > LEAST);
    let Some(source) = of_cue(context, cue).or_else(|| parted(context, cue.start)).or_else(joined) else { return };
    let meets = |r: &TokenRange| r.start < source.end && source.start < r.end;
    let (own, others): (Vec<_>, Vec<_>) = roles.content.iter().cloned().partition(meets);
    let whole = |r: &TokenRange| r.start >= source.start && r.end <= cue.start;
    let apart = !meets(cue) && (own.is_empty() || own.iter().all(whole) && !others.is_empty());
    if apart {
        roles.source.push(source);
        roles.content = others;
    }
}

/// The subject of a cue's verb, through its auxiliaries.
fn of_cue(context: &Context, cue: &TokenRange) -> Option<TokenRange> {
    let verb = cue.clone().find(|&i| context.tags[i].is_verb())?;
    let finite = cue.clone().find(|&i| context.tags[i].is_finite());
    if let Some(finite) = finite.filter(|&finite| verb <= finite) {
        return phrase(context, finite);
    }
    let active = !passive::is_passive(context, verb);
    let subject = context.syntax.arguments[verb].subject as usize;
    // “He does, however, | believe”
    let helped = || context.tags[verb] == Tag::Base && context.finite(subject, verb) > 0;
    let before = active && subject < cue.start && (finite.is_some() || helped());
    before.then(|| around(context, subject, verb))
}

/// Who does what a participle says, after “with”: “The unions were angry, with | their leader | calling it a shame”.
pub fn absolute(context: &Context, cue: &TokenRange) -> Option<TokenRange> {
    let sentence = context.sentence(cue.start);
    let floor = sentence.start.max(cue.start.saturating_sub(LONGEST_ABSOLUTE));
    let plain = |&i: &usize| !context.tags[i].is_verb() && context.word(i) != "," && context.quotation_of[i] == 0;
    let with = (floor..cue.start).rev().take_while(plain).find(|&i| context.word(i) == "with")?;
    let source = with + 1..cue.start;
    let opens = with > sentence.start && context.word(with - 1) == ",";
    (opens && context.tags[cue.start] == Tag::Ing && !source.is_empty()).then_some(source)
}

/// Whether token `i` opens a relative clause, whatever its tag.
pub fn is_relative(context: &Context, i: usize) -> bool {
    context.tags[i] == Tag::Wh || context.word(i) == "whose"
}

/// Tokens that may stand from “with” to its participle.
const LONGEST_ABSOLUTE: usize = 12;

/// The subject of the verb that a cue's verb is joined to: “| The mayor | denied it and insisted”.
fn shared(context: &Context, cue: &TokenRange) -> Option<TokenRange> {
    let syntax = context.syntax;
    let verb = cue.clone().find(|&i| context.tags[i].is_finite()).filter(|_| joint(context, cue).is_some())?;
    let joined = |&i: &usize| syntax.relation[i] == Relation::Conjunct && syntax.arguments[i].subject == NONE;
    let first = std::iter::successors(Some(verb), |&i| Some(syntax.head[i] as usize))
        .take(MOST_JOINED)
        .find(|i| !joined(i))?;
    let same = context.quotation_of[first] == context.quotation_of[verb];
    if first >= verb || !same || !context.tags[first].is_finite() {
        return None;
    }
    let subject = syntax.arguments[first].subject as usize;
    parted(context, first).or_else(|| (subject < first).then(|| around(context, subject, first)))
}

/// The conjunction, or the comma before it, that joins a finite cue to what stands before: “| and later | blamed”.
pub fn joint(context: &Context, cue: &TokenRange) -> Option<usize> {
    let sentence = context.sentence(cue.start);
    let before = (sentence.start + 1..cue.start).rev().find(|&i| context.tags[i] != Tag::Adv)?;
    let joined = context.tags[before] == Tag::Cconj && context.finite(cue.start, cue.end) > 0;
    joined.then(|| before - (context.word(before - 1) == ",") as usize)
}

/// A cue less probable than this shares nobody's subject: “he stopped and offered her a ride”.
const LEAST: f32 = 0.4;

/// As many verbs may be joined.
const MOST_JOINED: usize = 4;

/// The phrase before a verb that an insertion between commas parts from it: “A diplomat, who asked not to be named, | said”,
/// “The auditor, in its report, | said”, “Opening the case, Mr Hallam, prosecuting, | told”.
fn parted(context: &Context, verb: usize) -> Option<TokenRange> {
    let sentence = context.sentence(verb);
    let comma = |i: usize| context.word(i) == ",";
    let last = verb.checked_sub(1).filter(|&i| i > sentence.start && comma(i))?;
    let opens = |&i: &usize| {
        let clause = is_relative(context, i + 1) && context.finite(i, last) > 0;
        let phrase = matches!(context.tags[i + 1], Tag::Adp | Tag::Ing | Tag::Participle);
        comma(i) && (clause || phrase && context.finite(i, last) == 0)
    };
    let first = (sentence.start.max(last.saturating_sub(LONGEST))..last).rev().find(opens)?;
    // “Opening the case on Monday, | Mr Hallam”
    let fronted = matches!(context.tags[sentence.start], Tag::Ing | Tag::Participle | Tag::Adp);
    let before = (sentence.start..first).rev().find(|&i| comma(i)).filter(|_| fronted);
    let bare = before.map_or(sentence.start, |i| i + 1)..first;
    let nominal = first > bare.start
        && context.tags[first - 1].is_nominal()
        && !matches!(context.tags[bare.start], Tag::Ing | Tag::Participle | Tag::Adp);
    let plain = context.finite(sentence.start, bare.end) == 0
        && bare.clone().all(|i| !comma(i) && context.quotation_of[i] == 0);
    (nominal && plain).then_some(bare.start..last)
}

/// What follows a verb that itself follows a closing mark, up to the next mark of the sentence.
fn inverted(context: &Context, verb: usize) -> Option<TokenRange> {
    if verb == 0 || context.quoted[verb - 1] != Quoted::Last {
        return None;
    }
    let start = verb + 1;
    let end = context.sentence(verb).end.min(start + LONGEST);
    let mark = |i: usize| matches!(context.word(i), "-" | "/");
    // “…,” shouted a guard | when a boy climbed the fence
    let inside = |&i: &usize| (context.tokens[i].is_wordlike() || mark(i)) && !context.subordinates(i);
    let last = (start..end).take_while(inside).last()?;
    let nominal = matches!(
        context.tags[start],
        Tag::Adj | Tag::Det | Tag::Noun | Tag::Num | Tag::Poss | Tag::Pron | Tag::Propn
    );
    let phrase = start..last + 1;
    (nominal && context.finite(phrase.start, phrase.end) == 0).then_some(phrase)
}

/// The phrase after a verb that could be its subject, and its head: the parser takes it for the object.
pub fn after(context: &Context, verb: usize) -> Option<(usize, TokenRange)> {
    let Arguments { subject, object, .. } = context.syntax.arguments[verb];
    let behind = |&i: &u32| i != NONE && i as usize > verb;
    let head = [object, subject].into_iter().find(behind)? as usize;
    Some((head, around(context, head, verb)))
}

/// Whether a clause's subject goes on to a participle at token `i`, whatever its tag: “mocked the plan, | tweeting”.
pub fn goes_on(context: &Context, i: usize) -> bool {
    let after_comma = i > context.sentence(i).start && context.word(i - 1) == ",";
    after_comma && (context.tags[i] == Tag::Ing || context.word(i).ends_with("ing"))
}

/// All that hangs on the word at `head`, short of the verb.
pub fn around(context: &Context, head: usize, verb: usize) -> TokenRange {
    let sentence = context.sentence(head);
    let hangs = |&i: &usize| {
        let mut at = i;
        i != verb
            && (0..DEEPEST).any(|_| {
                at = context.syntax.head[at] as usize;
                at == head
            })
    };
    let first = (sentence.start.max(head.saturating_sub(LONGEST))..head).rev().take_while(hangs).last();
    let last = (head + 1..sentence.end.min(head + LONGEST)).take_while(hangs).last();
    let mark = |i: &usize| !context.tokens[*i].is_wordlike();
    let start = (first.unwrap_or(head)..head).find(|i| !mark(i)).unwrap_or(head);
    let start =
        (sentence.start..start).rev().take_while(|&i| name::is_particle(context.word(i))).last().unwrap_or(start);
    let end = (head..last.unwrap_or(head) + 1).rev().find(|i| !mark(i)).unwrap_or(head) + 1;
    start..end
}
