//! Verbs of saying after what they report, or inside it: “Nurses will strike on Friday, announced | the union”, “The hall,
//! she admitted, | was never warm”, “It was carried by meltwater, the team | believe”.

use crate::context::{Context, Quoted};
use crate::extent;
use crate::lexicon::reference::NounKind;
use crate::link::Candidate;
use crate::mention::EntityType;
use crate::nominal;
use crate::passive;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::subject;
use crate::syntax::{Arguments, NONE};
use crate::tag::Tag;

/// A judgment, as for [`crate::reporting_clause::CONFIDENCE`]: without marks it is a little less sure.
pub const CONFIDENCE: f32 = 0.7;

/// Mends the roles of a cue that stands between a clause and its subject, or between the parts of a clause.
pub fn mend(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    if let Some((content, source)) = according(context, cue) {
        let short = |r: &TokenRange| r.start == source.start && r.end < source.end;
        if roles.content.is_empty() || roles.source.first().is_none_or(short) {
            (roles.content, roles.source) = (vec![content], vec![source]);
        }
    } else if let Some((parts, source)) = between_quotations(context, cue) {
        let later = roles.content.iter().filter(|r| r.start >= parts[1].end).cloned();
        roles.content = parts.iter().cloned().chain(later).collect();
        if roles.source.first().is_none_or(|s| s.start != source.start) {
            roles.source = vec![source];
        }
    } else if let Some((parts, source)) = parts_around_inversion(context, cue) {
        (roles.content, roles.source) = (parts.into(), vec![source]);
    } else if let Some((content, source)) = clause_and_subject(context, cue) {
        (roles.content, roles.source) = (vec![content], vec![source]);
    } else if let Some((parts, source)) = parts(context, cue, &roles.source) {
        let sentence = context.sentence(cue.start);
        let near = |r: &TokenRange| sentence.start <= r.start && r.end <= sentence.end;
        if roles.content.iter().all(near) {
            (roles.content, roles.source) = (parts.into(), vec![source]);
        }
    } else if let Some((clause, source)) = clause_before(context, cue, &roles.source) {
        let mistaken = |r: &TokenRange| r.start >= cue.end || r.end > source.start;
        if roles.content.iter().all(mistaken) {
            (roles.content, roles.source) = (vec![clause], vec![source]);
        }
    }
}

/// Whether grammar vouches for a cue: what it reports and its subject stand around it.
pub fn is_certain(context: &Context, Candidate { cue, roles }: &Candidate) -> bool {
    let cue = &cue.tokens;
    according(context, cue).is_some_and(|(content, source)| roles.content == [content] && roles.source == [source])
        || clause_and_subject(context, cue).is_some()
        || between_quotations(context, cue).is_some()
        || parts_around_inversion(context, cue).is_some()
        || parts(context, cue, &roles.source).is_some_and(|(parts, _)| roles.content == parts)
}

/// What a sentence says after its opening “According to …,”, and according to whom.
fn according(context: &Context, cue: &TokenRange) -> Option<(TokenRange, TokenRange)> {
    let sentence = context.sentence(cue.start);
    if cue.start != sentence.start || !context.word(cue.start).eq_ignore_ascii_case("according") {
        return None;
    }
    let limit = sentence.end.min(cue.end + LONGEST_SOURCE);
    let comma = |from: usize| (from..limit).find(|&i| context.word(i) == ",");
    let first = comma(cue.end)?;
    let apposed = |&second: &usize| is_apposed(context, cue.end..first, first + 1..second);
    let close = comma(first + 1).filter(apposed).unwrap_or(first);
    let last = context.last_word(close + 1..sentence.end)?;
    let (source, content) = (cue.end..close, close + 1..last + 1);
    let bare = context.edges(sentence.start, sentence.end) == 0;
    let clause = context.finite(content.start, content.end) > 0 && context.tags[content.start] != Tag::Wh;
    (bare && clause && !source.is_empty()).then_some((content, source))
}

/// Whether a phrase between commas tells who somebody before it is, by name or by trade, and a whole clause follows: “the
/// engineer, | Piet Aalders, | the piles were sound”.
fn is_apposed(context: &Context, whom: TokenRange, phrase: TokenRange) -> bool {
    if whom.is_empty() || phrase.is_empty() {
        return false;
    }
    let is_name = |r: &TokenRange| context.tags[r.clone()].iter().all(|&t| t == Tag::Propn);
    let trade = |r: &TokenRange| {
        let noun = nominal::noun_at(context.text, context.tokens, r.end - 1);
        noun.is_some_and(|n| n.kind == NounKind::Person) && context.finite(r.start, r.end) == 0
    };
    let told = trade(&whom) && is_name(&phrase) || is_name(&whom) && trade(&phrase);
    let start = phrase.end + 1;
    let verb = (start..context.sentence(whom.start).end).find(|&i| context.tags[i].is_finite());
    told && verb.is_some_and(|verb| verb > start && context.commas(start, verb) == 0)
}

/// Tokens that “According to” may have for whom.
const LONGEST_SOURCE: usize = 25;

/// Tokens that may stand from a cue to the comma after it, “he told the court on Monday,”, and from a comma to the cue.
const LONGEST_REST: usize = 10;
const LONGEST_PART: usize = 60;

/// What gives a name to what stands before it, and seldom is a verb: “The scheme, called Blue Heron, was stopped”, “Osei,
/// a driver named Frank, is”.
const NAMED: [&str; 5] = ["called", "dubbed", "named", "nicknamed", "titled"];

/// The parts of the clause into which a cue is put with its source, between commas (its subject and what follows), and the
/// source: the one found beside the cue, or the subject after it.
fn parts(context: &Context, cue: &TokenRange, source: &[TokenRange]) -> Option<([TokenRange; 2], TokenRange)> {
    let sentence = context.sentence(cue.start);
    let beside =
        source.first().filter(|s| s.end == cue.start && s.start > sentence.start || s.start == cue.end).cloned();
    let after = || subject::after(context, cue.start).filter(|s| s.1.start == cue.end && is_somebody(context, s.0));
    let source = beside.or_else(|| Some(after()?.1))?;
    if NAMED.contains(&context.word(cue.end - 1)) {
        return None;
    }
    let comma = source.start.min(cue.start).checked_sub(1)?;
    // “Okonjo agrees: | smell, she says, is as likely”.
    let colon = (sentence.start..comma).rev().find(|&i| context.word(i) == ":");
    let first = colon.map_or(sentence.start, |i| i + 1)..comma;
    let rest = cue.end.max(source.end - (context.word(source.end - 1) == ",") as usize);
    let close = (rest..sentence.end.min(rest + LONGEST_REST)).find(|&i| context.word(i) == ",")?;
    let told = context.finite(cue.start, cue.end) > 0 || context.word(cue.start).eq_ignore_ascii_case("according");
    let alone = context.tags[source.start] != Tag::Wh && is_idle(context, rest..close);
    let inside = alone && !first.is_empty() && context.word(first.end) == ",";
    let mark = |&i: &usize| context.tokens[i].is_wordlike() || context.quoted[i] == Quoted::Last;
    let last = (close + 1..sentence.end).rev().find(mark)?;
    let second = close + 1..last + 1;
    // “It is not clear, | officials said, | when the Senate will vote”
    let clause = |i: usize| matches!(context.word(i), "that" | "whether" | "if" | "when" | "how" | "why" | "what");
    let torn = || clause(second.start) || is_subject(context, &first, &second) || lacks_complement(context, &first);
    (told && inside && torn() && !second.is_empty()).then_some(([first, second], source))
}

/// The quotations between which a verb is put with its subject after it, and that subject: “The dog,” says | its owner, Pia
/// Krag, 61, | “is not for sale.”
fn between_quotations(context: &Context, cue: &TokenRange) -> Option<([TokenRange; 2], TokenRange)> {
    let sentence = context.sentence(cue.start);
    let comma = |i: usize| context.word(i) == ",";
    let before = cue.start.checked_sub(1)?;
    let mark = before.checked_sub(comma(before) as usize)?;
    let first = Some(context.quotation(mark)).filter(|q| context.quoted[mark] == Quoted::Last && q.len() > 2)?;
    let opens = |&i: &usize| context.quoted[i] == Quoted::First;
    let next = (cue.end + 1..sentence.end.min(cue.end + LONGEST_SOURCE)).find(opens)?;
    let source = cue.end..next - 1;
    let told = matches!(context.tags[cue.start], Tag::Past | Tag::Present | Tag::Participle) && cue.len() == 1;
    let parted = comma(next - 1) && (comma(before) || comma(mark - 1));
    let somebody = is_idle(context, source.clone()) && source.clone().any(|i| is_somebody(context, i));
    (told && parted && somebody).then(|| ([first, context.quotation(next)], source))
}

/// The parts of a sentence between which a verb is put with its subject after it, and that subject: “If it rains, warned |
/// the farmer, | the crop is lost”.
fn parts_around_inversion(context: &Context, cue: &TokenRange) -> Option<([TokenRange; 2], TokenRange)> {
    let sentence = context.sentence(cue.start);
    let first = sentence.start..cue.start.checked_sub(1).filter(|&i| i > sentence.start)?;
    let rests = matches!(context.tags[first.start], Tag::Adp | Tag::Sconj)
        || matches!(context.word(first.start), "When" | "While" | "Once" | "when" | "while" | "once");
    let comma = |i: usize| context.word(i) == ",";
    if !rests || !comma(first.end) || !reports_clause(context, cue) {
        return None;
    }
    let limit = sentence.end.min(cue.end + LONGEST_REST);
    let close = (cue.end..limit).find(|&i| comma(i))?;
    let source = cue.end..close;
    let bare = context.edges(sentence.start, sentence.end) == 0;
    let somebody = bare && is_idle(context, source.clone()) && source.clone().any(|i| is_somebody(context, i));
    let next = context.tags.get(close + 1)?;
    let last = context.last_word(close + 1..sentence.end)?;
    let second = close + 1..last + 1;
    let clause = second.clone().find(|&i| context.tags[i].is_finite()).is_some_and(|verb| verb > second.start);
    (somebody && next.opens_phrase() && clause).then_some(([first, second], source))
}

/// Whether what stands before an insertion is the subject of what stands after it: a noun phrase, and then its verb. “Those who
/// lied, | she said, | were lost”.
fn is_subject(context: &Context, first: &TokenRange, second: &TokenRange) -> bool {
    let adverb = |&i: &usize| matches!(context.tags[i], Tag::Adv | Tag::Not) || context.quoted[i] == Quoted::First;
    let verb = second.clone().find(|i| !adverb(i)).unwrap_or(second.start);
    let alone = first.len() == 1 && is_this(context, first.start);
    let opens = alone || !matches!(context.tags[first.start], Tag::Adp | Tag::Sconj);
    let relative = context.tags[first.start + 1..first.end].iter().filter(|&&t| t == Tag::Wh).count() as u32;
    let nominal = alone || context.tags[first.end - 1].is_nominal();
    let phrase = match context.finite(first.start, first.end) {
        0 => nominal,
        verbs => verbs == relative,
    };
    opens && phrase && context.tags[verb].is_finite()
}

fn is_this(context: &Context, i: usize) -> bool {
    matches!(context.word(i), "That" | "This" | "These" | "Those" | "that" | "this")
}

/// Whether a clause breaks off after its “be”: “It was, | she said later, | a mistake”.
fn lacks_complement(context: &Context, first: &TokenRange) -> bool {
    let be = matches!(context.word(first.end - 1), "is" | "are" | "was" | "were" | "be" | "been");
    be && first.len() > 1
        && context.finite(first.start, first.end) > 0
        && context.commas(first.start, first.end) == 0
}

/// Verbs that ask a question.
pub const ASKING: [&str; 5] = ["asked", "asks", "inquired", "wondered", "wonders"];

/// Whether a cue is one verb with tense, outside quotation, that has no need of whom it is about.
fn reports_clause(context: &Context, cue: &TokenRange) -> bool {
    let sentence = context.sentence(cue.start);
    let told = matches!(context.tags[cue.start], Tag::Past | Tag::Present | Tag::Participle);
    let bare = context.edges(sentence.start, cue.end) == 0 && context.quotation_of[cue.start] == 0;
    told && bare && cue.len() == 1 && !passive::needs_object(context.word(cue.start))
}

/// The clause that opens the sentence up to a comma and the cue, and the somebody after the cue with whom it ends. A verb
/// that joins in with others (“he sat down, told the judge a story and left”) is none, nor one that needs whom it is about
/// (“he left the talks, accused the union”).
fn clause_and_subject(context: &Context, cue: &TokenRange) -> Option<(TokenRange, TokenRange)> {
    let sentence = context.sentence(cue.start);
    let verb = cue.start;
    let clause = sentence.start..verb.checked_sub(1)?;
    let word = context.word(verb);
    let says = matches!(word, "said" | "says") && clause.len() > 1;
    let asks = ASKING.contains(&word) && context.tags[clause.start] == Tag::Wh;
    let said = (says || asks) && context.word(clause.end) == "," || is_clause(context, &clause);
    if !said || !reports_clause(context, cue) {
        return None;
    }
    let (head, source) = subject::after(context, verb)?;
    // “says the lawyer Anna Reed, | who studies it”
    let relative =
        source.end + 1 < sentence.end && context.word(source.end) == "," && context.tags[source.end + 1] == Tag::Wh;
    let close = (cue.end..source.end).find(|&i| context.word(i) == ",").unwrap_or(source.end);
    let bare = context.edges(cue.end, close) == 0 && context.word(cue.end) != "that";
    let ends =
        relative || context.finite(source.end, sentence.end) == 0 && context.edges(cue.end, sentence.end) == 0;
    (bare && ends && source.start == cue.end && is_somebody(context, head)).then_some((clause, source))
}

/// Whether a sentence goes on with a clause of the speaker's or a circumstance from token `i` on: “the minister said, | as he
/// urged”, “| adding that”.
fn goes_on(context: &Context, i: usize) -> bool {
    let circumstance = matches!(context.word(i), "amid" | "a" | "an");
    let even = context.word(i) == "even" && context.subordinates(i + 1);
    circumstance || even || context.subordinates(i) || context.tags[i] == Tag::Ing
}

/// The clause before a source and its verb, with which the sentence ends but for a time or place, or goes on with another
/// clause, and the source.
fn clause_before(context: &Context, cue: &TokenRange, source: &[TokenRange]) -> Option<(TokenRange, TokenRange)> {
    let sentence = context.sentence(cue.start);
    let own = || subject::phrase(context, cue.end - 1);
    let source = source.first().cloned().or_else(own).filter(|s| s.end == cue.start && s.start > sentence.start)?;
    let clause = sentence.start..source.start - 1;
    let limit = sentence.end.min(cue.end + LONGEST_REST);
    let turn = (cue.end + 1..limit).find(|&i| context.word(i - 1) == "," && goes_on(context, i));
    let close = turn.map_or(sentence.end, |i| i - 1);
    // “It is “time to go”, her brother told the radio”: what stands in marks before the comma is part of what is said.
    let bare = context.edges(source.start, close) == 0 && context.quotation_of[cue.start] == 0;
    let rest = cue.end..close;
    let ends = rest.len() <= LONGEST_REST && context.commas(rest.start, rest.end) == 0 && is_idle(context, rest);
    let Arguments { object, .. } = context.syntax.arguments[cue.end - 1];
    let heard =
        object == NONE || (object as usize) < cue.start || extent::TELLING.contains(&context.word(cue.end - 1));
    let told = context.finite(cue.start, cue.end) > 0 && heard;
    let relative = context.tags[source.clone()].contains(&Tag::Wh);
    (ends && told && bare && !relative && is_clause(context, &clause)).then_some((clause, source))
}

/// Whether nothing in a range acts.
pub fn is_idle(context: &Context, range: TokenRange) -> bool {
    !context.tags[range].iter().any(|t| t.is_verb() || t.is_finite())
}

/// Whether what stands before a comma is a clause. After “, at the debate,” or “, which owns it,” it is a subject still.
fn is_clause(context: &Context, range: &TokenRange) -> bool {
    let near = range.start.max(range.end.saturating_sub(LONGEST_PART))..range.end;
    let last = near.clone().rev().find(|&i| context.word(i) == ",").unwrap_or(near.start);
    let verb = (last..range.end).find(|&i| context.tags[i].is_finite());
    let subordinate = |verb| context.tags[last..verb].iter().any(|t| matches!(t, Tag::Wh | Tag::Sconj));
    // “Falk, asked whether she would go,”: a subject, with what was done to it.
    let told = last > range.start && context.tags[last + 1].is_verb();
    range.len() > 2 && context.word(range.end) == "," && !told && !verb.is_none_or(subordinate)
}

/// Whether the noun at `head` is somebody who can speak.
pub fn is_somebody(context: &Context, head: usize) -> bool {
    let named = |t| context.is_named(head, t);
    let noun = nominal::noun_at(context.text, context.tokens, head).is_some();
    let pronoun = matches!(context.word(head), "he" | "she" | "they" | "I" | "we");
    noun || pronoun || context.tags[head] == Tag::Propn || named(EntityType::Organization)
}
