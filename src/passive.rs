//! Verbs of telling in the passive: their subject is spoken to or of, and speaks only where the verb has an agent: “the
//! nurse was accused | by the trust | of falsifying records”.

use crate::context::Context;
use crate::link::Candidate;
use crate::mention::EntityType;
use crate::nominal;
use crate::role::Roles;
use crate::span::TokenRange;
use crate::syntax::{NONE, Relation};
use crate::tag::Tag;

/// Participles of verbs whose object is spoken to or of.
const TOLD: [&str; 59] = [
    "accused",
    "advised",
    "alleged",
    "asked",
    "assured",
    "begged",
    "believed",
    "blamed",
    "branded",
    "briefed",
    "called",
    "charged",
    "chided",
    "commended",
    "condemned",
    "considered",
    "credited",
    "criticised",
    "criticized",
    "denounced",
    "described",
    "dismissed",
    "dubbed",
    "faulted",
    "feared",
    "hailed",
    "identified",
    "informed",
    "instructed",
    "invited",
    "known",
    "labeled",
    "labelled",
    "lauded",
    "mocked",
    "named",
    "notified",
    "ordered",
    "praised",
    "pressed",
    "questioned",
    "quizzed",
    "rebuked",
    "reminded",
    "reported",
    "reprimanded",
    "rumored",
    "rumoured",
    "said",
    "scolded",
    "seen",
    "thanked",
    "thought",
    "told",
    "understood",
    "urged",
    "viewed",
    "warned",
    "welcomed",
];

/// Those that judge somebody for something: “for” after their agent begins what is said.
const JUDGED: [&str; 14] = [
    "blamed",
    "chided",
    "commended",
    "condemned",
    "criticised",
    "criticized",
    "denounced",
    "faulted",
    "lauded",
    "mocked",
    "praised",
    "rebuked",
    "scolded",
    "thanked",
];

/// Others that need whom they are about: no clause before them is what they say.
const ABOUT: [&str; 9] =
    ["accused", "attacked", "backed", "credited", "defended", "hailed", "reprimanded", "told", "welcomed"];

/// Whether the verb `word` cannot do without an object: “he left the talks, accused the union”.
pub fn needs_object(word: &str) -> bool {
    JUDGED.contains(&word) || ABOUT.contains(&word)
}

/// Those whose object is spoken to, and that stand as participles between commas.
const SPOKEN_TO: [&str; 12] = [
    "accused",
    "advised",
    "asked",
    "challenged",
    "informed",
    "ordered",
    "pressed",
    "questioned",
    "reminded",
    "told",
    "urged",
    "warned",
];

/// What a message comes by, which is nobody.
const MEANS: [&str; 9] = ["e-mail", "email", "fax", "letter", "mail", "phone", "post", "radio", "telephone"];

/// Parts of a time: “by the end of the year”.
const PARTS: [&str; 5] = ["beginning", "end", "middle", "start", "turn"];

/// A judgment, as for [`crate::reporting_clause::CONFIDENCE`]; PolNeAR's annotators mark few of them.
pub const CONFIDENCE: f32 = 0.7;

/// Tokens that an agent may have, and that may stand from it to the complement: it bounds the work.
const LONGEST: usize = 24;
const FARTHEST: usize = 6;

/// Mends the roles of a cue in the passive. Cost: bounded by its sentence.
pub fn mend(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    mend_agent(context, cue, roles);
    if let Some(comma) = goes_on(context, cue) {
        roles.content.retain(|r| r.start < comma);
        roles.content.iter_mut().for_each(|r| r.end = r.end.min(comma));
    }
}

/// The agent speaks: it is the source, and the complement of the verb, where it has one, the content.
fn mend_agent(context: &Context, cue: &TokenRange, roles: &mut Roles) {
    let Some(verb) = participle(context, cue) else { return };
    if let Some((content, agent)) = late_agent(context, cue, verb) {
        (roles.content, roles.source) = (vec![content], vec![agent]);
        return;
    }
    // The agent is no content: “Warned | by his lawyers, Orr told”.
    roles.content.retain(|r| r.start != cue.end || context.word(r.start) != "by");
    let Some(by) = by(context, verb) else { return };
    if is_time(context, by + 1) {
        roles.source.retain(|s| s.start != by + 1);
        return;
    }
    let agent = agent(context, verb, by + 1);
    let from = agent.as_ref().map_or(by + 2, |a| a.end);
    let complement = complement(context, verb, from.max(cue.end));
    let found = agent.as_ref().is_some_and(|a| roles.source.iter().any(|s| s.start < a.end && a.start < s.end));
    if !found && (complement.is_none() || agent.is_none() && !is_means(context, by + 1)) {
        return;
    }
    // “The plan was described by him as a farce”: what it is said to be needs what it is said of.
    let alone = complement.as_ref().is_some_and(|c| context.word(c.start) != "as");
    for piece in roles.content.iter_mut().filter(|r| r.start < by) {
        piece.end = piece.end.min(by);
    }
    roles.content.retain(|r| !alone && (r.end <= by || complement.is_none() && from <= r.start));
    roles.content.extend(complement);
    roles.source = agent.into_iter().collect();
}

/// Where the main verb goes on after somebody told between commas: “Lee, | asked whether she would resign|, shook her head”.
pub fn goes_on(context: &Context, cue: &TokenRange) -> Option<usize> {
    let sentence = context.sentence(cue.start);
    let opens = sentence.start + 1 < cue.start && context.word(cue.start - 1) == ",";
    let told = SPOKEN_TO.contains(&context.word(cue.start)) && context.finite(sentence.start, cue.start) == 0;
    if !opens || !told {
        return None;
    }
    let ends = |&i: &usize| context.word(i) == "," && context.tags[i + 1].is_finite();
    (cue.end..sentence.end - 1).find(ends)
}

/// What is said and by whom where the agent comes last: “was accused | of bad faith | by Denise Kwan”.
fn late_agent(context: &Context, cue: &TokenRange, verb: usize) -> Option<(TokenRange, TokenRange)> {
    if !is_told(context, verb) || !is_passive(context, verb) {
        return None;
    }
    let sentence = context.sentence(verb);
    let limit = sentence.end.min(verb + LONGEST);
    if verb + 1 >= limit || !matches!(context.word(verb + 1), "of" | "for" | "over" | "as" | "to") {
        return None;
    }
    let mark = |i: usize| context.tags[i] == Tag::Punct && context.quotation_of[i] == 0;
    let open = |i: &usize| !mark(*i) && !context.tags[*i].is_finite();
    let by = (verb + 1..limit).take_while(open).find(|&i| context.word(i) == "by")?;
    let agent = agent(context, verb, by + 1)?;
    let somebody = agent.clone().any(|i| {
        let named = context.is_named(i, EntityType::Person) || context.is_named(i, EntityType::Organization);
        named || nominal::noun_at(context.text, context.tokens, i).is_some()
    });
    let ends = context.word(agent.end.min(sentence.end - 1)) == "," || context.finite(agent.end, sentence.end) == 0;
    let content = cue.end.max(verb + 1)..by;
    (somebody && ends && !content.is_empty()).then_some((content, agent))
}

/// Whether the source of a cue is told or told of, and does not speak: “Mr Quiros | was accused of”.
pub fn is_hearer(context: &Context, cue: &TokenRange, source: &TokenRange) -> bool {
    let told = |&verb: &usize| is_told(context, verb) && is_passive(context, verb);
    source.end <= cue.start && (participle(context, cue).filter(told).is_some() || goes_on(context, cue).is_some())
}

/// Whether grammar vouches for a cue: a verb of telling in the passive, with what it tells and, but for a clause, its agent.
pub fn is_certain(context: &Context, Candidate { cue, roles }: &Candidate) -> bool {
    let cue = &cue.tokens;
    let Some(verb) = participle(context, cue).filter(|&verb| is_told(context, verb)) else { return false };
    if late_agent(context, cue, verb).is_some() {
        return true;
    }
    let Some(start) = roles.content.last().map(|c| c.start).filter(|&c| c > verb) else { return false };
    let agent = || by(context, verb).is_some_and(|by| roles.source.iter().any(|s| s.start == by + 1));
    let clause = context.tags[start] == Tag::Sconj && is_passive(context, verb);
    (clause || agent()) && context.word(start) != "as" && begins_complement(context, verb, start)
}

/// Whether a cue need not report anything: a passive without agent or clause, in a sentence without quotation (“The deal
/// was announced”).
pub fn may_be_silent(context: &Context, cue: &TokenRange) -> bool {
    let Some(verb) = participle(context, cue) else { return false };
    let sentence = context.sentence(verb);
    let quotes = context.quotation_of[sentence.start] > 0 || context.edges(sentence.start, sentence.end) > 0;
    let clause = context.syntax.arguments[verb].clause != NONE;
    !quotes && !clause && is_passive(context, verb) && by(context, verb).is_none()
}

/// Whether a cue in the passive says that nothing is said.
pub fn denies(context: &Context, cue: &TokenRange) -> bool {
    let nothing =
        |i: u32| i != NONE && matches!(context.word(i as usize), "Nothing" | "nothing" | "Little" | "little");
    participle(context, cue).is_some_and(|verb| nothing(context.syntax.arguments[verb].subject))
}

/// The participle that carries a cue, whatever its tag after “be”: “they are | told”.
fn participle(context: &Context, cue: &TokenRange) -> Option<usize> {
    let verb = cue.clone().find(|&i| context.tags[i].is_verb())?;
    let past = context.tags[verb] == Tag::Past && is_passive(context, verb);
    (past || context.tags[verb] == Tag::Participle).then_some(verb)
}

/// Whether the object of a verb is told.
fn is_told(context: &Context, verb: usize) -> bool {
    TOLD.contains(&context.word(verb).to_lowercase().as_str())
}

/// Whether a form of “be” goes with the participle.
pub fn is_passive(context: &Context, verb: usize) -> bool {
    let be = |i: usize| matches!(context.word(i), "am" | "is" | "are" | "was" | "were" | "been" | "being" | "be");
    let sentence = context.sentence(verb);
    let goes_with =
        |i: usize| context.syntax.head[i] as usize == verb && context.syntax.relation[i] == Relation::Function;
    // “he was | told”: whatever the parser makes of it.
    let participle = matches!(context.tags[verb], Tag::Participle | Tag::Past);
    let beside = verb > sentence.start && be(verb - 1) && participle;
    beside || (sentence.start.max(verb.saturating_sub(4))..verb).any(|i| be(i) && goes_with(i))
}

/// The “by” of a participle's agent.
fn by(context: &Context, verb: usize) -> Option<usize> {
    let by = Some(context.syntax.arguments[verb].subject).filter(|&by| by != NONE)? as usize;
    (by > verb && context.syntax.relation[by] == Relation::Agent).then_some(by)
}

/// Whether what follows “by” is what the message came by.
fn is_means(context: &Context, i: usize) -> bool {
    context.tokens.get(i).is_some_and(|t| MEANS.contains(&t.of(context.text)))
}

/// Who does what the participle says: the phrase after its “by”, which begins at `start`, with its appositions.
fn agent(context: &Context, verb: usize, start: usize) -> Option<TokenRange> {
    let limit = context.sentence(verb).end.min(start + LONGEST);
    let nominal = start < limit && context.tags[start].opens_phrase() && !is_means(context, start);
    let end = (start + 1..limit).find(|&i| ends_agent(context, verb, start, i)).unwrap_or(limit);
    let end = end - (context.word(end - 1) == ".") as usize;
    nominal.then_some(start..end)
}

/// Whether the agent that begins at `start` ends before token `i`.
fn ends_agent(context: &Context, verb: usize, start: usize, i: usize) -> bool {
    let syntax = context.syntax;
    match context.tags[i] {
        Tag::Sconj
        | Tag::To
        | Tag::Wh
        | Tag::Not
        | Tag::Aux
        | Tag::Modal
        | Tag::Past
        | Tag::Present
        | Tag::Base => true,
        Tag::Ing | Tag::Participle => syntax.relation[i] != Relation::Modifier,
        Tag::Adp => {
            syntax.head[i] as usize == verb || begins_complement(context, verb, i) || is_time(context, i + 1)
        }
        Tag::Pron => syntax.relation[i] == Relation::Subject,
        Tag::Cconj => syntax.head[syntax.top(i, start)] as usize == verb,
        Tag::Punct if context.word(i) == "," => {
            let next = syntax.top((i + 1).min(context.tokens.len() - 1), i + 1);
            let apposed = syntax.relation[next] == Relation::Apposition && syntax.head[next] as usize >= start;
            let titled = context.tags[i - 1] == Tag::Noun && context.is_named(next, EntityType::Person);
            !apposed && !titled
        }
        Tag::Punct => !matches!(context.word(i), "-" | "/" | "." | "&"),
        _ => false,
    }
}

/// Whether a time begins at token `i`: “by | Monday”, “by | the end of May”.
fn is_time(context: &Context, i: usize) -> bool {
    let dated = |i: usize| i < context.tokens.len() && context.is_named(i, EntityType::Date);
    let part = |i: usize| {
        i + 1 < context.tokens.len() && context.tags[i] == Tag::Det && PARTS.contains(&context.word(i + 1))
    };
    dated(i) || part(i)
}

/// What a verb of telling asks for after its agent, which ends before token `from`; any verb may ask for a clause.
fn complement(context: &Context, verb: usize, from: usize) -> Option<TokenRange> {
    let sentence = context.sentence(verb);
    let end = sentence.end;
    // “Warned by his lawyers, Orr told the board to stop”: what follows the comma is no longer theirs.
    let opens = verb == sentence.start;
    let from = from + (!opens && from < end && context.word(from) == ",") as usize;
    let near = from..end.min(from + FARTHEST);
    let start =
        near.take_while(|&i| context.tags[i] != Tag::Punct).find(|&i| begins_complement(context, verb, i))?;
    (is_told(context, verb) || context.word(start) == "that").then(|| start..context.branch_end(start))
}

/// Whether the “of” at token `i`, after an agent, tells of what somebody is accused: not “by the head | of the union of lying”.
fn is_accusation(context: &Context, i: usize) -> bool {
    let named = |i| context.is_named(i, EntityType::Organization) || context.is_named(i, EntityType::Location);
    let noun = nominal::noun_at(context.text, context.tokens, i - 1).is_some();
    let rest = i + 1..context.sentence(i).end;
    let another = || rest.clone().take_while(|&i| context.tags[i] != Tag::Punct).any(|i| context.word(i) == "of");
    !named(i) && (!noun || !another())
}

/// Whether what a verb asks for can begin at token `i`: “that it rains”, “(not) to go”, “of lying”, “as a farce”.
fn begins_complement(context: &Context, verb: usize, i: usize) -> bool {
    let on_verb = context.syntax.head[i] as usize == verb;
    let next = context.tags.get(i + 1).copied();
    match (context.tags[i], context.word(i)) {
        (Tag::To, _) => true,
        (Tag::Not, _) => next == Some(Tag::To),
        (Tag::Sconj, "that" | "whether" | "if") | (Tag::Wh, "how" | "what" | "why") => true,
        (_, "as") => on_verb || is_told(context, verb),
        (_, "about" | "over") => on_verb,
        (_, "of") => {
            on_verb || next == Some(Tag::Ing) || context.word(verb) == "accused" && is_accusation(context, i)
        }
        (_, "for") => JUDGED.contains(&context.word(verb)),
        _ => false,
    }
}
