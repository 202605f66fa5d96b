//! Where what is said begins and ends, by grammar.

use crate::calendar;
use crate::context::{Context, Quoted};
use crate::cue::Cue;
use crate::link::Candidate;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::subject;
use crate::syntax::{Arguments, NONE, Relation, Syntax};
use crate::tag::Tag;

/// Verbs that have whom they tell for an object, before a clause.
pub const TELLING: [&str; 20] = [
    "assure",
    "assured",
    "assures",
    "assuring",
    "inform",
    "informed",
    "informing",
    "informs",
    "remind",
    "reminded",
    "reminding",
    "reminds",
    "tell",
    "telling",
    "tells",
    "told",
    "warn",
    "warned",
    "warning",
    "warns",
];

/// Mends the content that the tagger found for a cue: it does not hold whom or how it is told before the clause that is
/// told (“he told the inquiry | it was late”, “she said by telephone | that it was late”).
pub fn mend(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    if let Some((start, verb)) = after_day(context, cue.end) {
        // Not “said Friday | in the final hours | that”.
        let opens = context.tags[start] != Tag::Adp;
        let late =
            |r: &&mut TokenRange| opens && start < r.start && r.start <= verb && context.word(r.start) != "that";
        roles.content.first_mut().filter(late).into_iter().for_each(|first| first.start = start);
    }
    let Some(first) = roles.content.first_mut().filter(|r| r.start == cue.end) else { return };
    if let Some(start) = clause_start(context, cue).filter(|&i| first.start < i && i < first.end) {
        first.start = start;
    }
}

/// Where the clause that a cue reports begins, after whom, when or how it is told.
fn clause_start(context: &Context, cue: &TokenRange) -> Option<usize> {
    let named = |&that: &usize| context.tags[cue.end..that].iter().all(|&tag| tag == Tag::Propn);
    let day = || after_day(context, cue.end).map(|(start, _)| start);
    match (context.tags[cue.end - 1], context.tags.get(cue.end)?) {
        (_, Tag::Adp) => after_manner(context, cue.end).or_else(day),
        // “posting on | X | that”, but not “point to | the fact that”
        (Tag::Adp, _) => after_manner(context, cue.end).filter(named),
        _ => day().or_else(|| after_hearer(context, cue.end - 1)),
    }
}

/// Where the clause after a day begins, and its verb: “said | Thursday | she would go”, “said | on Thursday | she would go”, but
/// not “said | Thursday | is a holiday”.
fn after_day(context: &Context, cue_end: usize) -> Option<(usize, usize)> {
    let limit = context.sentence(cue_end.checked_sub(1)?).end;
    let start = cue_end + (cue_end + 1 < limit && context.word(cue_end) == "on") as usize;
    if start >= limit {
        return None;
    }
    let part = start + 1 < limit && calendar::is_part_of_day(context.word(start + 1));
    let end = start + 1 + part as usize;
    let day = calendar::is_day(context.word(start));
    let verb = (end..limit).find(|&i| context.tags[i].is_finite())?;
    (day && verb > end && context.commas(end, verb) == 0).then_some((end, verb))
}

/// “by telephone | that”, but not “in the report that came out”; “after the hearing: | “It is late.””
fn after_manner(context: &Context, start: usize) -> Option<usize> {
    /// Tokens that may tell how.
    const LONGEST: usize = 8;
    let limit = context.sentence(start).end;
    let that = (start..limit.min(start + LONGEST)).find(|&i| matches!(context.word(i), "that" | ":"))?;
    if context.word(that) == ":" {
        return context.quoted.get(that + 1).filter(|&&q| q == Quoted::First).map(|_| that + 1);
    }
    let clause = that + 1 < limit && !context.tags[that + 1].is_finite() && context.finite(that, limit) > 0;
    (clause && context.finite(start, that) == 0).then_some(that)
}

/// “told | the inquiry | it was late”, whether the parser hangs the clause on the verb or on whom it tells.
fn after_hearer(context: &Context, verb: usize) -> Option<usize> {
    let Syntax { head, relation, arguments } = context.syntax;
    let hearer =
        Some(arguments[verb].object).filter(|&o| o != NONE && TELLING.contains(&context.word(verb)))? as usize;
    let start = hearer + 1;
    // Not “told them | anything | it knew”.
    let second = context.tags[hearer] == Tag::Pron && hearer > verb + 1;
    if hearer < verb || second || start >= context.sentence(verb).end || context.tags[start] == Tag::Wh {
        return None;
    }
    let told = context.syntax.top(start, start);
    let hangs = matches!(relation[told], Relation::Clause | Relation::Relative);
    let subject = arguments[told].subject;
    let clause = hangs && matches!(head[told] as usize, h if h == verb || h == hearer) && subject != NONE;
    let bare = context.edges(verb, start) == 0 && context.finite(verb + 1, start) == 0;
    (clause && bare && subject as usize >= start).then_some(start)
}

/// What [`crate::attribution`] grants a telling verb with its subject and a clause with “that”.
pub const CONFIDENCE: f32 = 0.6;

/// Whether grammar vouches for a cue: a verb of telling, its subject, whom it tells, and “that” what is told; or its subject,
/// “said”, a day and a clause.
pub fn is_certain(context: &Context, Candidate { cue, roles }: &Candidate) -> bool {
    let cue = &cue.tokens;
    let ([source], [content]) = (&roles.source[..], &roles.content[..]) else { return false };
    let verb = cue.end - 1;
    let dated = || after_day(context, cue.end).is_some_and(|(start, _)| start == content.start);
    if matches!(context.word(verb), "said" | "says") && source.end == cue.start && dated() {
        return true;
    }
    let beside = source.end == cue.start && content.start == cue.end && cue.len() == 1;
    if beside && STATING.contains(&context.word(verb)) && context.finite(content.start, content.end) > 0 {
        return context.syntax.arguments[verb].clause != NONE;
    }
    let Arguments { subject, object, .. } = context.syntax.arguments[verb];
    let told = TELLING.contains(&context.word(verb)) && source.contains(&(subject as usize));
    let hearer = object != NONE && (cue.end..content.start).contains(&(object as usize));
    told && hearer && context.word(content.start) == "that" && context.finite(content.start, content.end) > 0
}

/// Verbs with tense that report what clause they have.
const STATING: [&str; 40] = [
    "acknowledged",
    "acknowledges",
    "added",
    "adds",
    "admits",
    "admitted",
    "alleged",
    "alleges",
    "announced",
    "argued",
    "argues",
    "believes",
    "boasted",
    "boasts",
    "claimed",
    "claims",
    "complained",
    "complains",
    "conceded",
    "concedes",
    "denied",
    "denies",
    "estimates",
    "explained",
    "fears",
    "insisted",
    "insists",
    "joked",
    "predicted",
    "predicts",
    "reckoned",
    "reckons",
    "reported",
    "said",
    "says",
    "stated",
    "stressed",
    "suspects",
    "thinks",
    "warned",
];

/// A participle less probably a cue goes on with nothing: “her first job, prosecuting cases”.
const LEAST: f32 = 0.25;

/// Candidates looked at after each for one that goes on with its subject.
const NEIGHBOURS: usize = 3;

/// A likely cue keeps what stands in its own sentence.
const LIKELY: f32 = 0.5;

/// Leaves a piece to the candidate whose cue stands in its sentence and that says it too, if another piece is left: “the ban
/// “will fail”,” said Ann. She said that “we will sue”.
pub fn leave_to_nearer(context: &Context, candidates: &mut [Candidate]) {
    for i in 0..candidates.len() {
        let (before, rest) = candidates.split_at_mut(i);
        let Some((own, after)) = rest.split_first_mut() else { return };
        let near = || before.iter().rev().take(NEIGHBOURS).chain(after.iter().take(NEIGHBOURS));
        let left = |r: &TokenRange| {
            let sentence = context.sentence(r.start);
            let likely = |c: &Candidate| c.cue.probability > LIKELY && c.stands_in(&sentence) && c.says(r.start);
            !own.stands_in(&sentence) && near().any(likely)
        };
        let kept: Vec<TokenRange> = own.roles.content.iter().filter(|r| !left(r)).cloned().collect();
        if !kept.is_empty() {
            own.roles.content = kept;
        }
    }
}

/// Ends contents where their source goes on to another cue: “he said it was late | and blamed the weather”. `candidates` are
/// those of a text, in the order of their cues.
pub fn end_at_joints(context: &Context, candidates: &mut [Candidate]) {
    for i in 0..candidates.len() {
        let (before, after) = candidates.split_at_mut(i + 1);
        let first = &mut before[i];
        let next = |c: &&Candidate| c.roles.source == first.roles.source && first.says(c.cue.tokens.start);
        let near = || after.iter().take(NEIGHBOURS);
        let joint = near().find(next).and_then(|c| joint(context, &c.cue));
        let joint =
            joint.or_else(|| near().find_map(|c| turn(context, first, c).or_else(|| judged(context, first, c))));
        let pieces = &mut first.roles.content;
        if let Some(joint) = joint.filter(|&i| i > pieces[0].start && context.quotation_of[i] == 0) {
            pieces.retain(|r| r.start < joint);
            pieces.iter_mut().for_each(|r| r.end = r.end.min(joint));
        }
    }
}

/// Where the article turns to somebody else who reports: “critics say the plan is “madness”|, but the mayor calls it a dream”.
fn turn(context: &Context, first: &Candidate, next: &Candidate) -> Option<usize> {
    let turn = next.roles.source.first()?.start.checked_sub(1)?;
    let turns = matches!(context.word(turn), "but" | "while" | "whereas");
    if !turns || !first.says(turn) || next.cue.tokens.start <= turn {
        return None;
    }
    // “She hopes to win, but she knows”: the same person goes on.
    let new =
        context.tags[turn + 1] != Tag::Pron || matches!(context.word(turn + 1), "another" | "others" | "some");
    let somebody = new && context.finite(turn, next.cue.tokens.end) > 0;
    let comma = |d: usize| turn.checked_sub(d).filter(|&i| context.word(i) == ",");
    let inside = || comma(2).filter(|_| context.quoted[turn - 1] == Quoted::Last).map(|_| turn);
    comma(1).or_else(inside).filter(|_| somebody)
}

/// Where the article tells what somebody else says of a report: “Police said he had lied|, a claim he rejects”.
fn judged(context: &Context, first: &Candidate, next: &Candidate) -> Option<usize> {
    let source = next.roles.source.first()?.start;
    let comma = (first.cue.tokens.end..source).rev().find(|&i| context.word(i) == ",")?;
    let noun = |&i: &usize| JUDGED.contains(&context.word(i));
    let apposed = context.tags[comma + 1] == Tag::Det && (comma + 2..source).take(2).any(|i| noun(&i));
    let bare = context.finite(comma, source) == 0 && context.quotation_of[comma] == 0;
    (apposed && bare && first.says(comma) && next.cue.tokens.start > source).then_some(comma)
}

/// Nouns for what has been said, as others judge it.
const JUDGED: [&str; 8] =
    ["accusation", "allegation", "assertion", "charge", "claim", "criticism", "suggestion", "view"];

/// Where a cue goes on: at the conjunction that joins it, or at the comma before a participle (“|, adding”).
fn joint(context: &Context, Cue { tokens: cue, probability }: &Cue) -> Option<usize> {
    let sentence = context.sentence(cue.start);
    let before = (sentence.start..cue.start).rev().find(|&i| context.tags[i] != Tag::Adv);
    let participle =
        |&i: &usize| context.word(i) == "," && context.tags[cue.start] == Tag::Ing && *probability > LEAST;
    subject::joint(context, cue).or_else(|| before.filter(participle))
}

/// Where what a cue reports ends at the latest that opens its sentence as a participle: at the comma before the subject of
/// the verb that it hangs on. “Asked if she trusted him |, she replied”, “Warned by his lawyers |, Ortega told”. For other
/// cues, the end of the text.
pub fn end_of_opening(context: &Context, cue: &TokenRange) -> usize {
    let participle = matches!(context.tags[cue.start], Tag::Participle | Tag::Past);
    let opens = context.sentence(cue.start).start == cue.start && participle;
    let governor = context.syntax.head[cue.start] as usize;
    let subject = context.syntax.arguments[governor].subject as usize;
    // “Asked by Kane why she lied|, she said”: whatever the parser makes of it.
    let turns = |&i: &usize| context.word(i) == "," && is_pronoun_with_verb(context, i + 1);
    let hangs = governor >= cue.end && (cue.end..governor).contains(&subject);
    let before = if hangs { cue.end..subject } else { 0..0 };
    let comma = || before.rev().find(|&i| context.word(i) == ",");
    let turn = || (cue.end..context.sentence(cue.start).end.saturating_sub(2)).find(turns);
    opens.then(|| comma().or_else(turn)).flatten().unwrap_or(context.tokens.len())
}

/// Whether a pronoun at token `i` has its verb after it: “she | said”.
fn is_pronoun_with_verb(context: &Context, i: usize) -> bool {
    matches!(context.word(i), "he" | "she" | "they" | "it") && context.tags[i + 1].is_finite()
}
