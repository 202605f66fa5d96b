//! The search for values, token by token: a glance at each, then the patterns, then whether the words around allow it.

use super::{CONFIDENCE, Finder, Value};
use crate::calendar::{self, Date};
use crate::date::{self, Setting};
use crate::lexicon::ShortWords;
use crate::mention::{EntityType, Mention, MentionKind};
use crate::number;
use crate::outlook;
use crate::sentence::Layout;
use crate::span;
use crate::token::{Token, TokenKind};

/// A value at a token, before it becomes a mention.
struct Found {
    end: u32,
    entity_type: EntityType,
    value: Option<Value>,
}

/// The layers in which values are sought.
pub(super) struct Search<'s> {
    pub finder: &'s Finder,
    pub text: &'s str,
    pub tokens: &'s [Token],
    pub layout: &'s Layout,
    pub anchor: Option<Date>,
}

/// No value is longer, in bytes; it bounds what a pattern may look at.
const LONGEST: usize = 96;

impl<'s> Search<'s> {
    /// Every value that a pattern finds, in text order.
    pub fn all(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            let Some(found) = self.at(i) else {
                i += 1;
                continue;
            };
            let first = i;
            while i < self.tokens.len() && self.tokens[i].span.end <= found.end {
                i += 1;
            }
            out.push(Mention {
                span: span::cover(self.tokens, &(first..i)),
                tokens: first..i,
                kind: MentionKind::Value,
                entity_type: found.entity_type,
                confidence: CONFIDENCE,
                value: found.value,
            });
        }
        out
    }

    /// A date or a sum that only the tagger found, with its value; digits that no pattern knows are none.
    pub fn confirmed(&self, guess: &Mention) -> Option<Mention> {
        let surface = guess.span.of(self.text);
        let value = self.finder.normalize(guess.entity_type, surface, &self.setting(&guess.tokens));
        let letters = surface.contains(|c: char| c.is_ascii_alphabetic());
        let told = value.is_some() || letters && !is_measure(surface);
        told.then(|| Mention { value, ..guess.clone() })
    }

    fn setting(&self, range: &span::TokenRange) -> Setting {
        let outlook = self.anchor.map(|anchor| outlook::of(self.text, self.tokens, self.layout, range, anchor));
        Setting { anchor: self.anchor, outlook: outlook.unwrap_or_default() }
    }

    fn word(&self, i: usize) -> &'s str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    /// The value that begins at token `i`.
    fn at(&self, i: usize) -> Option<Found> {
        let (dates, amounts) = self.promises(i);
        if !(dates || amounts) || !self.starts_cleanly(i) {
            return None;
        }
        let date = || self.date(i).or_else(|| self.time(i));
        let amount = || self.amount(i);
        dates.then(date).flatten().or_else(|| amounts.then(amount).flatten())
    }

    /// Whether a date or time, and whether an amount could begin at token `i`: a glance that spares most
    /// words the patterns.
    fn promises(&self, i: usize) -> (bool, bool) {
        let word = self.word(i);
        match self.tokens[i].kind {
            TokenKind::Number => (true, true),
            TokenKind::Symbol => (false, true),
            TokenKind::Punctuation | TokenKind::Clitic => (false, false),
            TokenKind::Word => {
                let (dates, amounts) = starts(word, self.word(i + 1));
                if !is_capital(word) {
                    return (dates, amounts);
                }
                let named = calendar::month(word).is_some() || calendar::weekday(word).is_some();
                (dates || named, amounts || self.is_sign(i))
            }
        }
    }

    /// Whether a capitalised word may be the sign of a currency: `Rs 500`, `US$3`, `KD200`.
    fn is_sign(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1).map(|t| t.kind);
        matches!(next, Some(TokenKind::Number | TokenKind::Symbol))
            || self.word(i).ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a number at token `i` is not the rest of something: `-5`, `1/2`, `4 x 100`, `F-16`.
    fn starts_cleanly(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|b| &self.tokens[b]) else { return true };
        match self.tokens[i].spaced {
            true => before.kind != TokenKind::Number || self.tokens[i].kind != TokenKind::Number,
            // `mid-May`
            false if self.tokens[i].kind == TokenKind::Word => true,
            false => !matches!(before.of(self.text), "-" | "/" | "+" | "." | "#" | "$" | "x" | "×"),
        }
    }

    /// The end in bytes of a match of `len` at token `i`, if a token ends there.
    fn fits(&self, i: usize, len: usize) -> bool {
        let end = self.tokens[i].span.start + len as u32;
        self.tokens[i..].iter().map(|t| t.span.end).take_while(|e| *e <= end).any(|e| e == end)
    }

    /// The text from token `i` on, as far as a value may reach.
    fn rest(&self, i: usize) -> &'s str {
        let rest = &self.text[self.tokens[i].span.start as usize..];
        &rest[..rest.floor_char_boundary(LONGEST)]
    }

    fn found(&self, i: usize, len: usize, entity_type: EntityType, value: Option<Value>) -> Option<Found> {
        Some(Found { end: self.tokens[i].span.start + len as u32, entity_type, value })
    }

    fn date(&self, i: usize) -> Option<Found> {
        let setting = self.setting(&(i..i + 1));
        let capitals = self.word(i).len() > 2 && self.word(i).chars().all(|c| c.is_ascii_uppercase());
        let titled = capitals.then(|| date::titled(self.rest(i)));
        let rest = titled.as_deref().unwrap_or(self.rest(i));
        let date = self.finder.dates.at(rest, &setting, |len| self.fits(i, len))?;
        // What only points to a date says nothing without a day to point from.
        let told =
            if date.named { self.is_date(i, date.len) } else { date.iso.is_some() && self.word_before(i) != "the" };
        if !told {
            return None;
        }
        self.found(i, date.len, EntityType::Date, Value::of_iso(date.iso))
    }

    fn time(&self, i: usize) -> Option<Found> {
        let introduced = INTRODUCE_TIME.contains(&self.word_before(i));
        let time = self.finder.times.at(self.rest(i), introduced, |len| self.fits(i, len))?;
        self.found(i, time.len, EntityType::Time, Value::of_iso(time.iso))
    }

    fn amount(&self, i: usize) -> Option<Found> {
        let amount = self.finder.amounts.at(self.rest(i), |len| self.fits(i, len))?;
        self.found(i, amount.len, amount.entity_type, amount.value.known())
    }

    fn word_before(&self, i: usize) -> &'s str {
        i.checked_sub(1).map_or("", |b| self.word(b))
    }

    /// Whether words that look like a bare year, month or day of the week are one: not `2,022` shares, not
    /// `May` the verb or the woman, not `Black Friday`.
    fn is_date(&self, i: usize, len: usize) -> bool {
        let token = &self.tokens[i];
        if len > token.span.len() as usize {
            return true;
        }
        let before = self.word_before(i);
        if token.kind == TokenKind::Number {
            return self.is_year(i);
        }
        let opens = || self.layout.sentences[self.layout.sentence_of[i] as usize].start == i;
        let named = || is_capital(before) && !INTRODUCE_MONTH.contains(&before);
        match self.word(i) {
            "May" | "March" => !opens() && !named(),
            word if calendar::weekday(word).is_some() => !FEASTS.contains(&before),
            _ => true,
        }
    }

    /// Whether four digits are a year, not a count of what follows: `2000 workers`.
    fn is_year(&self, i: usize) -> bool {
        let next = self.word(i + 1);
        let counts = next.len() > 3 && next.ends_with('s') && next.starts_with(|c: char| c.is_ascii_lowercase());
        !counts || INTRODUCE_YEAR.contains(&self.word_before(i))
    }
}

/// Whether a lone number has letters after it that no date has: `190p`, `40km`.
fn is_measure(surface: &str) -> bool {
    let unit = surface.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let dated = matches!(unit, "s" | "st" | "nd" | "rd" | "th");
    unit.len() < surface.len() && unit.chars().all(char::is_alphabetic) && !dated
}

/// Words before a time of day: `at 14:30`.
const INTRODUCE_TIME: [&str; 10] =
    ["at", "At", "by", "from", "until", "till", "around", "about", "before", "after"];

/// Words before a year: `in 2021 workers struck`, `the 2011 elections`.
const INTRODUCE_YEAR: [&str; 10] = ["in", "In", "since", "Since", "by", "By", "until", "of", "the", "The"];

/// Words that open a sentence before a month: `In May`, not `Theresa May`.
const INTRODUCE_MONTH: [&str; 8] = ["In", "Since", "By", "Until", "From", "Late", "Early", "On"];

/// Words that make a feast or a sale of a day of the week: `Good Friday`.
const FEASTS: [&str; 8] = ["Black", "Good", "Easter", "Palm", "Ash", "Super", "Cyber", "Bloody"];

/// What a word that may open a value says of it.
#[derive(Clone, Copy)]
enum Opener {
    /// A date by itself: `today`.
    Date,
    /// A date before a unit of time or a name: `last week`, `next Friday`.
    Pointer,
    /// A quarter of a year: `first quarter`.
    Ordinal,
    /// A rough count: `dozens of`.
    Rough,
    /// An amount: `half a million`.
    Part,
    /// A date or an amount: `a month ago`, `a million`.
    Article,
}

static OPENERS: ShortWords<Opener, 30> = ShortWords::new(&[
    ("today yesterday tomorrow noon midday midnight q1 q2 q3 q4", Opener::Date),
    ("last this current next coming", Opener::Pointer),
    ("first second third fourth", Opener::Ordinal),
    ("tens dozens hundreds thousands millions billions trillions", Opener::Rough),
    ("several half", Opener::Part),
    ("a an", Opener::Article),
]);

/// Whether `word`, before `next`, could begin a date, and whether an amount, numbers in digits apart.
fn starts(word: &str, next: &str) -> (bool, bool) {
    match OPENERS.get(word) {
        Some(Opener::Date) => (true, false),
        Some(Opener::Pointer) => (date::is_unit(next) || is_capital(next), false),
        Some(Opener::Ordinal) => (next == "quarter", false),
        Some(Opener::Rough) => (false, next == "of"),
        Some(Opener::Part) => (false, true),
        Some(Opener::Article) => (date::is_unit(next), next == "few" || number::is_scale(next)),
        None => {
            let counts = number::word(word).is_some();
            (counts, counts)
        }
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}
