//! What layout makes certain: the turns of a transcript (`NAME: …`) and signatures (`“…” — Name`).

use crate::attribution::{Attribution, AttributionKind, Evidence};
use crate::context::Context;
use crate::feature::Case;
use crate::lexicon::reference::{self, NounKind};
use crate::link;
use crate::mention::{self, Mention};
use crate::nominal;
use crate::quotation::Quotation;
use crate::span::TokenRange;
use crate::table::{Table, Words};
use crate::token::{Token, TokenKind};

/// A judgment: the layout leaves little doubt. PolNeAR's annotators marked 24 of the 48 that its training articles have.
const CONFIDENCE: f32 = 0.9;

/// The turns and signatures of a text. Cost: linear in the paragraphs.
pub fn find(context: &Context) -> Vec<Attribution> {
    let mut found = turns(context);
    let signed = context.quotations.iter().filter(|q| q.is_outermost()).filter_map(|q| signature(context, q));
    found.extend(signed);
    found
}

/// A label longer than this is no name.
const LONGEST_LABEL: usize = 12;

/// Turns of speech, where labels make a transcript: two speakers at least, one of them labelled again or
/// three in all. `Note:` alone makes none, nor does a role that comes once, as in `Editor: Anna Lund`.
fn turns(context: &Context) -> Vec<Attribution> {
    let known = labels(context, &Words::default());
    if known.len() < 2 {
        return Vec::new();
    }
    let surnames = Words::of(known.iter().filter(|l| l.len() > 1).map(|l| context.word(l.end - 1)));
    let mut labels = labels(context, &surnames);
    let counts = counts(context, &labels);
    labels.retain(|l| {
        counts.get(&words(context, l)).is_some_and(|&n| n > 1) || !l.clone().any(|i| is_role(context, i))
    });
    let speakers = self::counts(context, &labels).len();
    if speakers < 2 || labels.len() == speakers && speakers < 3 {
        return Vec::new();
    }
    labels.into_iter().map(|l| turn(context, l)).collect()
}

/// The labels of all paragraphs; a word of `surnames` names somebody.
fn labels(context: &Context, surnames: &Words) -> Vec<TokenRange> {
    context.layout.paragraphs.iter().filter_map(|p| label(context, p, surnames)).collect()
}

/// How often each label comes.
fn counts(context: &Context, labels: &[TokenRange]) -> Table<usize> {
    let mut counts = Table::default();
    labels.iter().for_each(|l| *counts.entry(&words(context, l)) += 1);
    counts
}

fn words(context: &Context, range: &TokenRange) -> String {
    range.clone().map(|i| context.word(i)).collect::<Vec<_>>().join(" ")
}

/// The label that begins a paragraph: capitals (`WALLACE`, `Q`), a name (`Ms Marsh`), the end of a longer label or a role
/// (`Moderator`), up to its colon.
fn label(context: &Context, paragraph: &TokenRange, surnames: &Words) -> Option<TokenRange> {
    let start = paragraph.start + matches!(context.word(paragraph.start), "\"" | "“" | "''") as usize;
    let limit = paragraph.end.min(start + LONGEST_LABEL + 1);
    let colon = (start..limit).find(|&i| context.word(i) == ":")?;
    let label = start..colon;
    let names = |i: usize| match context.tokens[i].kind {
        TokenKind::Word => {
            let capitals = context.word(i).chars().all(|c| c.is_uppercase() || c == '.');
            let title = i + 1 < label.end && reference::title(context.word(i)).is_some();
            capitals
                || title
                || context.lexemes[i].case == Case::Upper
                || is_person(context, i)
                || is_role(context, i)
                || surnames.contains(context.word(i))
        }
        _ => matches!(context.word(i), "-" | "." | "(" | ")" | ","),
    };
    let fits = !label.is_empty() && colon + 2 < paragraph.end && context.tokens[colon + 1].spaced;
    (fits && label.clone().all(names)).then_some(label)
}

fn is_person(context: &Context, i: usize) -> bool {
    context.is_named(i, crate::mention::EntityType::Person) && context.lexemes[i].case != Case::Lower
}

/// Whether token `i` is a role written with a capital, and no part of a name.
fn is_role(context: &Context, i: usize) -> bool {
    let noun = nominal::noun_at(context.text, context.tokens, i);
    let role = noun.is_some_and(|n| n.kind == NounKind::Person && !n.plural);
    role && context.lexemes[i].case == Case::Title && !is_person(context, i)
}

fn turn(context: &Context, label: TokenRange) -> Attribution {
    let content = label.end + 1..context.paragraph(label.start).end;
    certain(AttributionKind::Direct, content, label.end, label, TURN)
}

/// Why a turn is an attribution.
const TURN: &str = "a turn in a transcript, labelled with its speaker";

/// Adds to `named` (in text order) the names in capitals that label turns, in place of what a tagger of prose made of
/// them: “CHRIS WALLEN, HOST:”, and “WALLEN:” where a longer label ends so. Cost: linear.
pub fn name_speakers(text: &str, tokens: &[Token], turns: &[Attribution], mut named: Vec<Mention>) -> Vec<Mention> {
    let labels =
        turns.iter().filter(|a| a.evidence[0].rule == TURN).filter_map(|a| capitals(text, tokens, &a.source[0]));
    let labels: Vec<TokenRange> = labels.collect();
    let last = |l: &TokenRange| tokens[l.end - 1].of(text);
    let known = Words::of(labels.iter().filter(|l| l.len() > 1).map(last));
    let names: Vec<TokenRange> = labels.iter().filter(|l| known.contains(last(l))).cloned().collect();
    named.retain(|m| {
        let next = names.partition_point(|n| n.end <= m.tokens.start);
        names.get(next).is_none_or(|n| m.tokens.end <= n.start)
    });
    named.extend(names.into_iter().map(|range| Mention::person(tokens, range, CONFIDENCE)));
    mention::put_in_order(&mut named);
    named
}

/// The name in a label, if it is in capitals and no role: without titles before and what a comma or bracket adds.
fn capitals(text: &str, tokens: &[Token], label: &TokenRange) -> Option<TokenRange> {
    let word = |i: usize| tokens[i].of(text);
    let start = label.clone().find(|&i| word(i) != "." && reference::title(word(i)).is_none())?;
    let end = (start..label.end).find(|&i| matches!(word(i), "," | "(")).unwrap_or(label.end);
    let is_name = |i: usize| {
        let role = nominal::noun_at(text, tokens, i).is_some_and(|n| n.kind == NounKind::Person);
        !role && word(i).chars().count() > 1 && !word(i).contains(char::is_lowercase)
    };
    (start < end && (start..end).all(is_name)).then_some(start..end)
}

/// An attribution by layout: its cue is the mark at token `mark`, its evidence its source.
fn certain(kind: AttributionKind, content: TokenRange, mark: usize, source: TokenRange, rule: &str) -> Attribution {
    Attribution {
        kind,
        content: vec![content],
        cue: vec![mark..mark + 1],
        source: vec![source.clone()],
        same_speaker_as: None,
        confidence: CONFIDENCE,
        evidence: vec![Evidence { rule: rule.to_owned(), tokens: vec![source] }],
    }
}

/// A quotation that begins its paragraph and is followed by a dash and a name, to the paragraph's end or
/// alone in the next paragraph.
fn signature(context: &Context, quotation: &Quotation) -> Option<Attribution> {
    let paragraph = context.paragraph(quotation.tokens.start);
    let end = quotation.tokens.end;
    let line = if end < paragraph.end { end..paragraph.end } else { next_paragraph(context, end)? };
    let dash = matches!(context.word(line.start), "―" | "—" | "–" | "--" | "-" | "~");
    let name = line.start + 1..line.end - (context.word(line.end - 1) == ".") as usize;
    let begins = quotation.tokens.start == paragraph.start && dash;
    if !begins || name.is_empty() || name.len() > LONGEST_LABEL || !is_signed(context, &name) {
        return None;
    }
    let kind = link::kind(context, std::slice::from_ref(&quotation.tokens)).0;
    Some(certain(kind, quotation.tokens.clone(), line.start, name, "signed with a name after a dash"))
}

/// Whether most words have a capital, those after a comma apart: “Clara Nunes, a retired teacher”.
fn is_signed(context: &Context, name: &TokenRange) -> bool {
    let capital = |&i: &usize| matches!(context.lexemes[i].case, Case::Title | Case::Upper | Case::Mixed);
    let comma = name.clone().skip(2).find(|&i| context.word(i) == ",").unwrap_or(name.end);
    let capitals = (name.start..comma).filter(capital).count();
    capital(&name.start) && capitals * 2 >= comma - name.start
}

/// The paragraph that begins with token `at`.
fn next_paragraph(context: &Context, at: usize) -> Option<TokenRange> {
    (at < context.tokens.len()).then(|| context.paragraph(at))
}
