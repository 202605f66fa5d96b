//! The source that grammar gives to a cue: the subject of its verb, as a phrase.

use crate::context::{Context, Quoted};
use crate::name;
use crate::span::TokenRange;
use crate::syntax::{Arguments, NONE};
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

/// What follows a verb that itself follows a closing mark, up to the next mark of the sentence.
fn inverted(context: &Context, verb: usize) -> Option<TokenRange> {
    if verb == 0 || context.quoted[verb - 1] != Quoted::Last {
        return None;
    }
    let start = verb + 1;
    let end = context.sentence(verb).end.min(start + LONGEST);
    // “…,” shouted a guard | when a boy climbed the fence
    let subordinate = |i: usize| {
        context.tags[i] == Tag::Sconj || matches!(context.word(i), "when" | "while" | "as" | "after" | "before")
    };
    let mark = |i: usize| matches!(context.word(i), "-" | "/");
    let inside = |&i: &usize| (context.tokens[i].is_wordlike() || mark(i)) && !subordinate(i);
    let last = (start..end).take_while(inside).last()?;
    let nominal =
        matches!(context.tags[start], Tag::Det | Tag::Pron | Tag::Poss | Tag::Propn | Tag::Noun | Tag::Adj);
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
