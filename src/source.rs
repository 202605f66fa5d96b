//! The words of a source, mended by grammar: one phrase that names who speaks, and no more.

use crate::attribution::Attribution;
use crate::calendar;
use crate::context::Context;
use crate::inversion;
use crate::lexicon::reference::NounKind;
use crate::link::Candidate;
use crate::mention::EntityType;
use crate::nominal;
use crate::passive;
use crate::span::TokenRange;
use crate::subject;
use crate::syntax::NONE;
use crate::tag::Tag;

/// Mends what the tagger found for a cue's source, before candidates are judged.
pub fn mend(context: &Context, cue: &TokenRange, source: &mut Vec<TokenRange>) {
    keep_one(context, cue, source);
    source.iter_mut().for_each(|s| s.start = subject_start(context, cue, s));
    source.iter_mut().for_each(|s| s.end = subject_end(context, cue, s));
    source.iter_mut().for_each(|s| s.start = after_opening(context, s));
    source.iter_mut().for_each(|s| s.end = relative_end(context, cue, s));
    cut_times(context, source);
    source.iter_mut().for_each(|s| s.start = name_start(context, cue, s.start));
    if let Some(absolute) = subject::absolute(context, cue) {
        *source = vec![absolute];
    }
    // “Ann Lee and Tom Ridge | both said”
    let floats = |s: &TokenRange| s.len() > 1 && matches!(context.word(s.end - 1), "both" | "alike");
    source.iter_mut().filter(|s| floats(s)).for_each(|s| s.end -= 1);
}

/// Candidates looked at before each for one that it goes on from.
const NEIGHBOURS: usize = 3;

/// A cue less probable than this goes on with nothing.
const LEAST: f32 = 0.3;

/// Gives the source of a candidate to one without a subject, whose verb a conjunction joins to what the first says, though no
/// word there can say more (“the mayor | said the bridge was safe and | added that it would stay open”), or puts after it
/// (“called it “a shame” and | vowed to fight”).
pub fn share(context: &Context, candidates: &mut [Candidate]) {
    for i in 0..candidates.len() {
        let (before, rest) = candidates.split_at_mut(i);
        let own = &mut rest[0];
        let cue = &own.cue.tokens;
        let bare = context.syntax.arguments[cue.end - 1].subject == NONE && context.quotation_of[cue.start] == 0;
        let Some(joint) = subject::joint(context, cue).filter(|_| bare && own.cue.probability > LEAST) else {
            continue;
        };
        let says_more = |c: &Candidate| {
            let inside = own.roles.source.iter().all(|s| c.says(s.start));
            c.says(cue.start) && inside && must_go_on(context, cue, joint)
        };
        let stands_before =
            |c: &Candidate| own.roles.source.is_empty() && c.roles.content.last().is_some_and(|r| r.end == joint);
        let goes_on = |c: &&Candidate| !c.roles.source.is_empty() && (says_more(c) || stands_before(c));
        if let Some(first) = before.iter().rev().take(NEIGHBOURS).find(goes_on) {
            own.roles.source.clone_from(&first.roles.source);
        }
    }
}

/// Whether a cue inside what somebody says is that speaker's own: the verb that it is joined to has a subject that cannot
/// speak, or it tells of a clause with “that” after a comma or a verb “be” (“said she was innocent and | warned that”, but not
/// “said the suspect confessed and | admitted that”).
fn must_go_on(context: &Context, cue: &TokenRange, joint: usize) -> bool {
    let mute = || context.syntax.subject(cue.start).is_some_and(|s| !inversion::is_somebody(context, s.0));
    let that = cue.end < context.tokens.len() && context.word(cue.end) == "that";
    let first = context.word(context.syntax.head[cue.start] as usize);
    let apart = context.word(joint) == "," || matches!(first, "is" | "are" | "was" | "were");
    that && apart || mute()
}

/// Mends the source and the cue of an attribution that is chosen.
pub fn settle(context: &Context, attribution: &mut Attribution) {
    take_title(context, attribution);
    attribution.source.iter_mut().for_each(|s| s.start = description_start(context, s));
    leave_preposition(context, attribution);
    let Attribution { cue, source, .. } = attribution;
    // “There | are fears that”: nobody's.
    let nobody = |s: &TokenRange| s.len() == 1 && matches!(context.word(s.start), "There" | "there");
    source.retain(|s| !nobody(s) && !cue.iter().any(|c| passive::is_hearer(context, c, s)));
}

/// Where the description begins of whose end a source was taken: “another official briefed on | the talks | insisted”.
fn description_start(context: &Context, source: &TokenRange) -> usize {
    let floor = context.sentence(source.start).start;
    let word = |d: usize| source.start.checked_sub(d).filter(|&i| i >= floor).map_or("", |i| context.word(i));
    let bound = matches!(word(2), "briefed" | "close" | "familiar" | "involved")
        && matches!(word(1), "on" | "to" | "with" | "in");
    let end = source.start.saturating_sub(2);
    let part =
        |&i: &usize| matches!(context.tags[i], Tag::Adj | Tag::Det | Tag::Num) || context.tags[i].is_nominal();
    let person = bound && end > floor && nominal::noun_at(context.text, context.tokens, end - 1).is_some();
    let start = if person { (floor..end).rev().take_while(part).last() } else { None };
    start.unwrap_or(source.start)
}

/// Takes the preposition from the end of a cue if what it opens is not said: “said | on a call with analysts”.
fn leave_preposition(context: &Context, attribution: &mut Attribution) {
    let said = &attribution.content;
    for cue in &mut attribution.cue {
        let says = matches!(context.word(cue.start), "said" | "says" | "told" | "tells");
        let opens = cue.len() == 2 && context.tags[cue.end - 1] == Tag::Adp && says;
        if opens && !said.iter().any(|r| r.start == cue.end) {
            cue.end -= 1;
        }
    }
}

/// A source is one phrase: of several, the one that holds the subject of the cue's verb, otherwise the first.
fn keep_one(context: &Context, cue: &TokenRange, source: &mut Vec<TokenRange>) {
    let verb = cue.clone().find(|&i| context.tags[i].is_verb()).unwrap_or(cue.start);
    let subject = context.syntax.arguments[verb].subject as usize;
    let at = source.iter().position(|r| r.contains(&subject)).unwrap_or(0);
    source.truncate(at + 1);
    source.drain(..at.min(source.len()));
}

/// Where the subject of a cue begins in a source that holds another clause before it: “profit halves as | boss blames”.
fn subject_start(context: &Context, cue: &TokenRange, source: &TokenRange) -> usize {
    let subject = context.syntax.arguments[cue.end - 1].subject as usize;
    let clause =
        |to: usize| context.finite(source.start, to) > 0 && !context.tags[source.start..to].contains(&Tag::Wh);
    match source.contains(&subject) && clause(subject) {
        true => subject::around(context, subject, cue.end - 1).start.max(source.start),
        false => source.start,
    }
}

/// Where the subject ends in a source that holds the main clause too: “Ann Lee, a nurse, | mocked the plan, tweeting”.
fn subject_end(context: &Context, cue: &TokenRange, source: &TokenRange) -> usize {
    let joined = subject::goes_on(context, cue.start) && source.end <= cue.start;
    let verb = source.clone().find(|&i| context.tags[i].is_finite()).filter(|&i| joined && i > source.start);
    verb.filter(|&i| !context.tags[source.start..i].contains(&Tag::Wh)).unwrap_or(source.end)
}

/// Where the subject begins in a source that holds what its clause opens with: “Addressing the hall, | Mark Lane, a delegate”.
fn after_opening(context: &Context, source: &TokenRange) -> usize {
    // “Outside court | she | said”
    let last = source.end - 1;
    if last > source.start
        && context.tags[source.start] == Tag::Adp
        && matches!(context.word(last), "he" | "she" | "they")
    {
        return last;
    }
    let opens = source.start == context.sentence(source.start).start && context.tags[source.start] == Tag::Ing;
    let comma = source.clone().find(|&i| context.word(i) == ",").filter(|&i| opens && i + 1 < source.end);
    let person = |i: usize| context.is_named(i, EntityType::Person);
    let named = |&i: &usize| (i + 1..source.end).take(NAMED).any(person) || context.tags[i + 1] == Tag::Pron;
    let bare = |&i: &usize| !(source.start..i).any(person);
    comma.filter(named).filter(bare).map_or(source.start, |i| i + 1)
}

/// Tokens up to somebody's name: “advocate Steven Budlender”.
const NAMED: usize = 4;

/// Where a source ends that breaks off in its relative clause: “Anna Lee, whose son| was killed, | praised”.
fn relative_end(context: &Context, cue: &TokenRange, source: &TokenRange) -> usize {
    let comma = |i: usize| context.word(i) == ",";
    let relative = (source.start + 1..source.end).any(|i| comma(i - 1) && subject::is_relative(context, i));
    let breaks =
        relative && source.end < cue.start && comma(cue.start - 1) && context.finite(source.end, cue.start) > 0;
    if breaks && context.finite(source.start, source.end) == 0 { cue.start } else { source.end }
}

/// Cuts the times off that stand at the ends of sources.
pub fn cut_times(context: &Context, source: &mut [TokenRange]) {
    source.iter_mut().for_each(|s| s.end = time_start(context, s));
}

/// Where the name begins in which a source begins: “| Downing Street declined”.
fn name_start(context: &Context, cue: &TokenRange, start: usize) -> usize {
    let of_name = |&i: &usize| context.named[i] > 0 && context.named[i] == context.named[start];
    let capital = |&i: &usize| context.word(i).starts_with(char::is_uppercase) && !cue.contains(&i);
    (context.sentence(start).start..start).rev().take_while(|i| of_name(i) && capital(i)).last().unwrap_or(start)
}

/// Where the time at the end of a source begins, at which it spoke: “Mayor Ann Lee | yesterday”, “the Times | on Saturday”;
/// the source's end where there is none, or where it belongs to a verb in the source: “a poll released last week”.
fn time_start(context: &Context, source: &TokenRange) -> usize {
    let word = |d: usize| source.end.checked_sub(d).filter(|&i| i > source.start).map_or("", |i| context.word(i));
    // Also where a line's end breaks it: `yester-`, `day`.
    let yesterday = |d: usize| word(d).starts_with("yester") && word(d).ends_with("day");
    let day = |d: usize| calendar::is_day(word(d)) || yesterday(d) || matches!(word(d), "today" | "tonight");
    let part = calendar::is_part_of_day(word(1));
    let period = matches!(word(1), "week" | "month" | "year" | "weekend") || calendar::is_day(word(1));
    let length = match () {
        () if part && (day(2) || matches!(word(2), "last" | "this")) => 2,
        () if period && matches!(word(2), "last" | "this") => 2,
        () if day(1) => 1,
        () => return source.end,
    };
    let length = length + matches!(word(length + 1), "on" | "late" | "early" | "earlier") as usize;
    let verb = |i: usize| context.tags[i].is_verb() || context.tags[i].is_finite();
    let start = source.end - length;
    if (source.start..start).any(verb) { source.end } else { start }
}

/// Gives the title before a source, which was taken for the end of what is said, back to the source: “The repair cost
/// millions, councillor | Ove Brand said”.
fn take_title(context: &Context, attribution: &mut Attribution) {
    let ([source], Some(said)) = (&mut attribution.source[..], attribution.content.last_mut()) else { return };
    let part = |&i: &usize| matches!(context.tags[i], Tag::Noun | Tag::Adj | Tag::Propn);
    let title = (said.start..said.end).rev().take_while(part).last().filter(|_| said.end == source.start);
    let person = |i| {
        nominal::noun_at(context.text, context.tokens, i).is_some_and(|n| n.kind == NounKind::Person && !n.plural)
    };
    if let Some(start) =
        title.filter(|&i| i > said.start + 1 && context.word(i - 1) == "," && person(source.start - 1))
    {
        (said.end, source.start) = (start - 1, start);
    }
}
