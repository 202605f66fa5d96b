//! Values: dates, times, money, percentages and quantities, found by `regex`, with normalised values.

use crate::amount::Amounts;
use crate::calendar::{self, Date};
use crate::clock::Times;
use crate::date::{self, Dates, Setting};
use crate::lexicon;
use crate::mention::{self, EntityType, Mention, MentionKind};
use crate::number;
use crate::outlook;
use crate::sentence::Layout;
use crate::span;
use crate::token::{Token, TokenKind};

/// A normalised value. A wrong one is worse than none: what is not certain stays `None`.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Value {
    /// ISO 8601 date, time or period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// ISO 4217 currency, `%`, or a unit of measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Value {
    /// The value, if it says anything.
    fn known(self) -> Option<Self> {
        (self != Value::default()).then_some(self)
    }

    /// What two mentions of the same thing share: a whole date, or an amount and its unit.
    pub fn key(&self) -> Option<String> {
        match (&self.iso, self.amount, &self.unit) {
            (Some(iso), _, _) => Some(iso.clone()),
            (None, Some(amount), Some(unit)) => Some(format!("{} {unit}", amount.to_bits())),
            _ => None,
        }
    }

    fn of_iso(iso: Option<String>) -> Option<Self> {
        iso.map(|iso| Value { iso: Some(iso), ..Value::default() })
    }
}

/// Finds values: its patterns and tables are made once.
#[derive(Default)]
pub struct Finder {
    dates: Dates,
    times: Times,
    amounts: Amounts,
}

/// A value at a token, before it becomes a mention.
struct Found {
    end: u32,
    entity_type: EntityType,
    value: Option<Value>,
}

/// The layers in which values are sought.
struct Search<'s> {
    finder: &'s Finder,
    text: &'s str,
    tokens: &'s [Token],
    layout: &'s Layout,
    anchor: Option<Date>,
}

/// No value is longer, in bytes; it bounds what a pattern may look at.
const LONGEST: usize = 96;

/// How sure a pattern is: of the dates and sums so found in worldwide/dev, nine in ten are gold.
const CONFIDENCE: f32 = 0.9;

impl Finder {
    /// The forms of dates, which datelines share.
    pub fn dates(&self) -> &Dates {
        &self.dates
    }

    /// The names, and the values between them, in text order. `names` may hold dates and sums that a tagger
    /// guessed: they stay where no pattern says otherwise.
    ///
    /// Relative dates are read from `anchor`, the day of the report. Cost: linear in the text.
    pub fn find(
        &self,
        text: &str,
        tokens: &[Token],
        layout: &Layout,
        names: &[Mention],
        anchor: Option<Date>,
    ) -> Vec<Mention> {
        let search = Search { finder: self, text, tokens, layout, anchor };
        let found = search.all();
        let (taken, names) = settle(found, names);
        let guesses = names.into_iter().filter_map(|name| match name.kind {
            MentionKind::Value => search.confirmed(name),
            _ => Some(name.clone()),
        });
        let mut out: Vec<_> = guesses.chain(taken).collect();
        mention::put_in_order(&mut out);
        out
    }

    /// The value of a whole `surface` that is known to be a date or a sum. Cost: bounded.
    pub fn normalize(&self, entity_type: EntityType, surface: &str, setting: &Setting) -> Option<Value> {
        let whole = |len| len == surface.len();
        match entity_type {
            EntityType::Date => Value::of_iso(self.dates.at(surface, setting, whole)?.iso),
            EntityType::Time => Value::of_iso(self.times.at(surface, true, whole)?.iso),
            EntityType::Money | EntityType::Percent | EntityType::Quantity => {
                let found = self.amounts.at(surface, whole)?;
                (found.entity_type == entity_type).then_some(found.value)?.known()
            }
            _ => None,
        }
    }
}

/// Parts what overlaps: a pattern knows the ends of a date or sum better than the tagger that guessed one (`300
/// billion [pounds]`), and its sum takes in the name of the currency's country; else the name stays.
fn settle(found: Vec<Mention>, names: &[Mention]) -> (Vec<Mention>, Vec<&Mention>) {
    let yields = |value: &Mention, name: &Mention| match name.entity_type {
        _ if name.kind == MentionKind::Value => true,
        EntityType::Location | EntityType::Norp => {
            value.entity_type == EntityType::Money && value.span.contains(name.span)
        }
        // “on Monday night”, which the corpus that the tagger learnt from calls now this, now that.
        EntityType::Misc => value.entity_type == EntityType::Date && value.span == name.span,
        _ => false,
    };
    let overlapping = |value: &Mention| {
        let first = names.partition_point(|n| n.tokens.end <= value.tokens.start);
        let end = names.partition_point(|n| n.tokens.start < value.tokens.end);
        first..end.max(first)
    };
    let mut kept = vec![true; names.len()];
    let mut taken = Vec::with_capacity(found.len() + names.len());
    for value in found {
        let range = overlapping(&value);
        if names[range.clone()].iter().all(|name| yields(&value, name)) {
            kept[range].fill(false);
            taken.push(value);
        }
    }
    let kept = names.iter().zip(kept).filter_map(|(name, kept)| kept.then_some(name)).collect();
    (taken, kept)
}

/// Whether a lone number has letters after it that no date has: `190p`, `40km`.
fn is_measure(surface: &str) -> bool {
    let unit = surface.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let dated = matches!(unit, "s" | "st" | "nd" | "rd" | "th");
    unit.len() < surface.len() && unit.chars().all(char::is_alphabetic) && !dated
}

impl<'s> Search<'s> {
    /// Every value that a pattern finds, in text order.
    fn all(&self) -> Vec<Mention> {
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
    fn confirmed(&self, guess: &Mention) -> Option<Mention> {
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

/// Words before a time of day: `at 14:30`.
const INTRODUCE_TIME: [&str; 10] =
    ["at", "At", "by", "from", "until", "till", "around", "about", "before", "after"];

/// Words before a year: `in 2021 workers struck`, `the 2011 elections`.
const INTRODUCE_YEAR: [&str; 10] = ["in", "In", "since", "Since", "by", "By", "until", "of", "the", "The"];

/// Words that open a sentence before a month: `In May`, not `Theresa May`.
const INTRODUCE_MONTH: [&str; 8] = ["In", "Since", "By", "Until", "From", "Late", "Early", "On"];

/// Words that make a feast or a sale of a day of the week: `Good Friday`.
const FEASTS: [&str; 8] = ["Black", "Good", "Easter", "Palm", "Ash", "Super", "Cyber", "Bloody"];

/// Whether `word`, before `next`, could begin a date, and whether an amount, numbers in digits apart.
fn starts(word: &str, next: &str) -> (bool, bool) {
    let mut buffer = [0; lexicon::LOWER];
    let Some(word) = lexicon::lower(word, &mut buffer) else { return (false, false) };
    match word {
        "today" | "yesterday" | "tomorrow" | "noon" | "midday" | "midnight" => (true, false),
        "last" | "this" | "current" | "next" | "coming" => (date::is_unit(next) || is_capital(next), false),
        "first" | "second" | "third" | "fourth" => (next == "quarter", false),
        "q1" | "q2" | "q3" | "q4" => (true, false),
        "tens" | "dozens" | "hundreds" | "thousands" | "millions" | "billions" | "trillions" => {
            (false, next == "of")
        }
        "several" | "half" => (false, true),
        "a" | "an" => (date::is_unit(next), next == "few" || number::is_scale(next)),
        word if number::word(word).is_some() => (true, true),
        _ => (false, false),
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, token};

    /// Surfaces and values found in a text of a report of Friday, 21 January 2022.
    fn values(text: &str) -> Vec<String> {
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let found = Finder::default().find(text, &tokens, &layout, &[], Date::parse("2022-01-21"));
        let show = |m: &Mention| {
            let v = m.value.clone().unwrap_or_default();
            let amount = v.amount.map(|a| a.to_string());
            let parts = [v.iso, amount, v.unit].into_iter().flatten().collect::<Vec<_>>();
            format!("{}={}", m.span.of(text), parts.join(" "))
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn a_report_has_its_dates_and_sums() {
        let text = "The firm paid $3bn (HK$23bn) on Friday, up 12 per cent from last month, and will open 40 km \
                    of track on Monday at 5 p.m., under the 2017 roadmap.";
        let expected = [
            "$3bn=3000000000 USD",
            "HK$23bn=23000000000 HKD",
            "Friday=2022-01-21",
            "12 per cent=12 %",
            "last month=2021-12",
            "40 km=40 km",
            "Monday=2022-01-24",
            "5 p.m.=T17:00",
            "2017=2017",
        ];
        assert_eq!(values(text), expected);
    }

    #[test]
    fn look_alikes_are_no_values() {
        for text in [
            "Theresa May may march.",
            "A COVID-19 ward with 1/2 a bed.",
            "They sold 2000 workers a dream.",
            "It opened this way, the first of several.",
            "An N95 mask on the N1 road.",
        ] {
            assert_eq!(values(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(values("Good Friday"), Vec::<String>::new());
        assert_eq!(values("a fall to -5 km"), Vec::<String>::new());
    }

    #[test]
    fn patterns_mend_what_the_tagger_guessed() {
        let text = "May said 300 billion Lebanese pounds were due at Eid, 199 of them on May 3.";
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let mention = |surface: &str, kind, entity_type| {
            let at = tokens.iter().position(|t| t.of(text) == surface).expect("a token");
            let tokens_of = at..at + 1;
            let span = span::cover(&tokens, &tokens_of);
            Mention { span, tokens: tokens_of, kind, entity_type, confidence: 0.5, value: None }
        };
        let names = [
            mention("May", MentionKind::Name, EntityType::Person),
            mention("billion", MentionKind::Value, EntityType::Money),
            mention("Lebanese", MentionKind::Name, EntityType::Norp),
            mention("Eid", MentionKind::Value, EntityType::Date),
            mention("199", MentionKind::Value, EntityType::Date),
        ];
        let found = Finder::default().find(text, &tokens, &layout, &names, None);
        let surfaces: Vec<_> = found.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(surfaces, ["May", "300 billion Lebanese pounds", "Eid", "May 3"]);
    }

    #[test]
    fn any_text_is_searched() {
        for text in [
            "",
            "$",
            "5",
            "€1,5m",
            "é$5 é",
            "May",
            "a",
            "half a",
            "1.",
            "１９９０",
            "a\u{a0}million\u{a0}euros",
            "$$$5 5 5",
        ] {
            values(text);
        }
    }
}
