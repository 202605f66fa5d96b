//! Names of people, places, organisations and the rest by the trained model: features of a token in its
//! sentence and in its document, labels (begin, inside, outside), and the spans that they make.

use foldhash::HashMap;

use crate::consistency::{self, Odds};
use crate::feature::{Case, Features, Lexeme, mix, mix2, mix3};
use crate::linear::Linear;
use crate::mention::EntityType;
use crate::scores::{self, Screen};
use crate::sentence::Layout;
use crate::span::{self, Span, TokenRange};
use crate::syntax::{Relation, Syntax};
use crate::tag::Tag;
use crate::tagger;
use crate::token::Token;

/// The labels, in the model's order: outside, then begin and inside for each type.
pub const LABELS: [&str; 15] = [
    "O",
    "B-person",
    "I-person",
    "B-organization",
    "I-organization",
    "B-location",
    "I-location",
    "B-norp",
    "I-norp",
    "B-date",
    "I-date",
    "B-money",
    "I-money",
    "B-misc",
    "I-misc",
];

/// The type that each pair of labels stands for.
pub const TYPES: [EntityType; 7] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Norp,
    EntityType::Date,
    EntityType::Money,
    EntityType::Misc,
];

/// The label of the first (`begin`) or a later token of an entity of this type; outside for types not learnt.
pub fn label(entity_type: EntityType, begin: bool) -> u8 {
    match TYPES.iter().position(|&t| t == entity_type) {
        Some(i) => 1 + 2 * i as u8 + !begin as u8,
        None => 0,
    }
}

/// The entity type of a label, and whether it begins one; `None` outside.
pub fn type_of(label: u8) -> Option<(EntityType, bool)> {
    let i = label.checked_sub(1)?;
    Some((TYPES[i as usize / 2], i % 2 == 0))
}

/// The entities that labels spell: a range of tokens and a type each. An inside label that follows nothing
/// of its type begins an entity.
pub fn spans(labels: &[u8]) -> Vec<(TokenRange, EntityType)> {
    let mut out: Vec<(TokenRange, EntityType)> = Vec::new();
    for (i, &label) in labels.iter().enumerate() {
        let Some((entity_type, begins)) = type_of(label) else { continue };
        match out.last_mut() {
            Some(last) if !begins && last.1 == entity_type && last.0.end == i => last.0.end = i + 1,
            _ => out.push((i..i + 1, entity_type)),
        }
    }
    out
}

/// What the document tells of a word elsewhere in it.
#[derive(Clone, Copy, Default)]
struct Elsewhere {
    /// Seen in lower case.
    lower: u16,
    /// Seen with a capital inside a sentence.
    inside: u16,
    /// Seen with a capital at all.
    capital: u16,
}

/// The document as context of its words.
pub struct DocumentWords {
    /// For each token the number of its word, whatever its case.
    word_of: Vec<u32>,
    /// For each word what the document tells of it.
    seen: Vec<Elsewhere>,
    /// For a capitalised word as written: the commonest words before and after it.
    neighbours: HashMap<u32, (u32, u32)>,
}

impl DocumentWords {
    /// Counts words over a document. Cost: linear in its tokens.
    pub fn of(lexemes: &[Lexeme], layout: &Layout) -> Self {
        let mut numbers: HashMap<u32, u32> = HashMap::default();
        let (mut word_of, mut words) = (Vec::with_capacity(lexemes.len()), Vec::new());
        let mut pairs: HashMap<(u32, bool, u32), u16> = HashMap::default();
        for sentence in &layout.sentences {
            for i in sentence.clone() {
                let lexeme = &lexemes[i];
                let number = *numbers.entry(lexeme.lower).or_insert(words.len() as u32);
                word_of.push(number);
                if number as usize == words.len() {
                    words.push(Elsewhere::default());
                }
                let seen = &mut words[number as usize];
                match lexeme.case {
                    Case::None => continue,
                    Case::Lower => seen.lower = seen.lower.saturating_add(1),
                    _ => {
                        seen.capital = seen.capital.saturating_add(1);
                        seen.inside = seen.inside.saturating_add((i > sentence.start) as u16);
                        if i > sentence.start {
                            *pairs.entry((lexeme.exact, false, lexemes[i - 1].lower)).or_default() += 1;
                        }
                        if i + 1 < sentence.end {
                            *pairs.entry((lexeme.exact, true, lexemes[i + 1].lower)).or_default() += 1;
                        }
                    }
                }
            }
        }
        DocumentWords { word_of, seen: words, neighbours: commonest(pairs) }
    }

    /// How the word of a token is written elsewhere.
    #[inline(always)]
    fn habit(&self, token: Option<usize>) -> u32 {
        let seen = token.map_or(Elsewhere::default(), |i| self.seen[self.word_of[i] as usize]);
        (seen.lower.min(2) as u32) << 4 | (seen.inside.min(2) as u32) << 2
    }
}

/// The commonest neighbours on each side; of equals, the smaller hash.
fn commonest(pairs: HashMap<(u32, bool, u32), u16>) -> HashMap<u32, (u32, u32)> {
    let mut best: HashMap<u32, [(u16, u32); 2]> = HashMap::default();
    for ((word, after, neighbour), count) in pairs {
        let slot = &mut best.entry(word).or_default()[after as usize];
        *slot = (*slot).max((count, neighbour));
    }
    best.into_iter().map(|(word, [before, after])| (word, (before.1, after.1))).collect()
}

/// Stands for what lies before the sentence's start and after its end.
const EDGE: Lexeme =
    Lexeme { exact: 1, lower: 1, shape: 1, prefix: [0; 4], suffix: [0; 4], case: Case::None, fine: 0, coarse: 0 };

/// A name that the tagger found.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The tokens it covers.
    pub tokens: TokenRange,
    /// What it names.
    pub entity_type: EntityType,
    /// 0..1: the least probability among its tokens' labels.
    pub confidence: f32,
}

impl Name {
    /// The bytes it covers: its tokens', but for the full stop of `Ltd.` or `Corp.`, which is the abbreviation's
    /// or the sentence's rather than the company's.
    pub fn span(&self, text: &str, tokens: &[Token]) -> Span {
        let mut span = span::cover(tokens, &self.tokens);
        let last = tokens[self.tokens.end - 1].of(text);
        if self.entity_type == EntityType::Organization && matches!(last, "Co." | "Corp." | "Inc." | "Ltd.") {
            span.end -= 1;
        }
        span
    }
}

/// What is known of a text's words when names are looked for, each by token.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    /// What each word is like.
    pub lexemes: &'w [Lexeme],
    /// Its part of speech.
    pub tags: &'w [Tag],
    /// What it depends on.
    pub syntax: &'w Syntax,
}

/// The names, dates and sums in a document, in order and without overlap. Cost: linear in the tokens.
pub fn find(text: &str, tokens: &[Token], words: Words, layout: &Layout, model: &Linear) -> Vec<Name> {
    let document = DocumentWords::of(words.lexemes, layout);
    let (mut names, mut odds) = (Vec::new(), Vec::new());
    let mut buffer = Features::default();
    for sentence in &layout.sentences {
        let sequence = Sentence { words, tokens: sentence, document: &document };
        let tagging = tagger::tag_found(model, &scores::screened(model, &sequence, 0..1, &mut buffer));
        for (range, entity_type) in spans(&tagging.labels) {
            let sure = |i| tagging.marginals.at(i)[tagging.labels[i] as usize];
            let confidence = range.clone().map(sure).fold(1.0, f32::min);
            odds.push(type_odds(tagging.marginals.at(range.start)));
            let tokens = sentence.start + range.start..sentence.start + range.end;
            names.push(Name { tokens, entity_type, confidence });
        }
    }
    consistency::settle(text, tokens, words.lexemes, &mut names, &odds);
    names
}

/// The probability of each type at a position with these `marginals`.
fn type_odds(marginals: &[f32]) -> Odds {
    std::array::from_fn(|t| marginals[1 + 2 * t] + marginals[2 + 2 * t])
}

/// The tokens of one sentence, as the tagger sees them. Templates 1–99 are its own.
pub struct Sentence<'s> {
    /// What is known of the text's words.
    pub words: Words<'s>,
    /// The tokens.
    pub tokens: &'s TokenRange,
    /// The text as context of its words.
    pub document: &'s DocumentWords,
}

impl scores::Sequence for Sentence<'_> {
    const SCREEN: Screen = Screen::Plain;

    fn positions(&self) -> TokenRange {
        self.tokens.clone()
    }

    fn own(&self, i: usize, out: &mut Features) {
        let here = &self.words.lexemes[i];
        out.push(mix(1, here.exact));
        out.push(mix(4, here.lower));
        out.push(mix(9, here.shape));
        for (n, &prefix) in here.prefix.iter().enumerate().skip(1).filter(|p| *p.1 != 0) {
            out.push(mix(12 + n as u32, prefix));
        }
        for (n, &suffix) in here.suffix.iter().enumerate().filter(|s| *s.1 != 0) {
            out.push(mix(16 + n as u32, suffix));
        }
        out.push(mix(32, here.fine as u32));
        out.push(mix2(42, here.coarse as u32, here.case as u32));
        out.push(mix(60, self.words.tags[i] as u32));
    }

    fn around(&self, i: usize, out: &mut Features) {
        let at = |d: isize| i.checked_add_signed(d).filter(|j| self.tokens.contains(j));
        let window = [-2, -1, 0, 1, 2].map(|d| at(d).map_or(&EDGE, |j| &self.words.lexemes[j]));
        neighbours(&window, out);
        let habits = [-1, 0, 1].map(|d| self.document.habit(at(d)));
        self::habits(&window, habits, i == self.tokens.start, self.document, out);
        self.syntax(i, out);
    }
}

impl Sentence<'_> {
    /// Parts of speech around the token, and on what its phrase depends: `in` a place, subject of `said`.
    fn syntax(&self, i: usize, out: &mut Features) {
        let words = &self.words;
        let tag = |j: usize| if self.tokens.contains(&j) { words.tags[j] as u32 } else { 99 };
        let (before, here, after) = (tag(i.wrapping_sub(1)), tag(i), tag(i + 1));
        out.push(mix2(61, before, here));
        out.push(mix2(62, here, after));
        let mut top = i;
        for _ in 0..4 {
            if words.syntax.relation[top] == Relation::Modifier {
                top = words.syntax.head[top] as usize;
            }
        }
        let head = &words.lexemes[words.syntax.head[top] as usize];
        let relation = words.syntax.relation[top] as u32;
        out.push(mix3(63, relation, here, (top == i) as u32));
        out.push(mix3(64, relation, head.lower, here));
        out.push(mix3(65, relation, head.coarse as u32, here));
        out.push(mix3(66, words.lexemes[top].lower, here, (top == i) as u32));
    }
}

/// The words around a token, their shapes and clusters.
fn neighbours(window: &[&Lexeme; 5], out: &mut Features) {
    let [_, before, here, after, _] = *window;
    for (at, lexeme) in (0..).zip(window).filter(|w| w.0 != 2) {
        out.push(mix(2 + at, lexeme.lower));
        out.push(mix(7 + at, lexeme.shape));
        out.push(mix(35 + at, lexeme.coarse as u32));
        if at < 4 {
            out.push(mix(30 + at, lexeme.fine as u32));
        }
    }
    out.push(mix(20, before.suffix[2]));
    out.push(mix2(23, here.lower, after.lower));
    out.push(mix2(24, before.shape, here.shape));
    out.push(mix2(25, here.shape, after.shape));
    out.push(mix2(41, here.coarse as u32, after.coarse as u32));
}

/// How the words are written elsewhere in the document, and beside which others.
fn habits(window: &[&Lexeme; 5], habits: [u32; 3], first: bool, document: &DocumentWords, out: &mut Features) {
    let [_, before, here, after, _] = *window;
    out.push(mix2(50, here.case as u32, habits[1] | first as u32));
    out.push(mix2(51, before.case as u32, habits[0]));
    out.push(mix2(52, after.case as u32, habits[2]));
    if !matches!(here.case, Case::None | Case::Lower) {
        let (left, right) = document.neighbours.get(&here.exact).copied().unwrap_or_default();
        out.push(mix(53, left));
        out.push(mix(54, right));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_spell_spans() {
        let person = |begin| label(EntityType::Person, begin);
        let place = |begin| label(EntityType::Location, begin);
        let labels = [person(true), person(false), 0, place(false), person(true), person(true)];
        let expected = [
            (0..2, EntityType::Person),
            (3..4, EntityType::Location),
            (4..5, EntityType::Person),
            (5..6, EntityType::Person),
        ];
        assert_eq!(spans(&labels), expected);
        assert_eq!(label(EntityType::Percent, true), 0);
        assert_eq!(LABELS[label(EntityType::Misc, false) as usize], "I-misc");
    }
}
