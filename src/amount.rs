//! Sums of money, percentages and quantities: a number, what stands before it and what it counts.

use crate::lexicon;
use crate::mention::EntityType;
use crate::number;
use crate::table::{Table, Words};
use crate::value::Value;
use regex::{Captures, Regex};

const CURRENCIES: &str = include_str!("lexicon/currencies.tsv");
const MONEY: &str = include_str!("lexicon/money.tsv");
const UNITS: &str = include_str!("lexicon/units.tsv");

/// What a number counts: money, per cent or a quantity, and the unit where one is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit {
    entity_type: EntityType,
    code: Option<&'static str>,
}

/// An amount at the start of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountMatch {
    /// Its length in bytes.
    pub len: usize,
    /// Money, percent or quantity.
    pub entity_type: EntityType,
    /// Amount and unit, where they are certain.
    pub value: Value,
}

/// The pattern of amounts and the table of units, made once.
pub struct Amounts {
    pattern: Regex,
    /// By form; forms of more than [`SYMBOL`] characters in lower case.
    units: Table<Unit>,
    /// The words that they begin with: most numbers count something else.
    openers: Words,
}

/// Shorter forms are symbols, where capitals count: `MW`, `Rs`, `GBP`.
const SYMBOL: usize = 3;

/// The longest form of a unit, in bytes.
const LONGEST_UNIT: usize = 48;

/// ISO 4217 codes that a headline in capitals has as words.
const WORD_CODES: [&str; 13] =
    ["ALL", "BAM", "BOB", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY", "LAK"];

/// Nouns of currencies that count something else unless millions are meant: `50 pounds`, `20 won`.
const NEEDS_SCALE: [&str; 4] = ["pound", "pounds", "won", "real"];

/// Nouns of currencies that are too often something else to stand alone: `18 marks`, `7 gold`.
const NEVER_ALONE: [&str; 5] = ["gold", "mark", "marks", "sol", "som"];

impl Default for Amounts {
    fn default() -> Self {
        let units = units();
        let openers = Words::of(units.words().filter_map(opener));
        Amounts { pattern: pattern(), units, openers }
    }
}

/// Every unit by its forms.
fn units() -> Table<Unit> {
    let money = |code| Unit { entity_type: EntityType::Money, code };
    let mut units = Table::default();
    for row in lexicon::rows(CURRENCIES) {
        for name in row[1].split(';') {
            units.insert(&key(name), money(Some(row[0])));
            let noun = name.rsplit(' ').next().unwrap_or(name);
            if noun != name && !NEVER_ALONE.contains(&noun) {
                // A noun of two currencies (`dollars`) is money, but whose?
                let unit = units.get_or_insert(&key(noun), money(Some(row[0])));
                unit.code = unit.code.filter(|c| *c == row[0]);
            }
        }
        let code = [row[0]].into_iter().filter(|c| !WORD_CODES.contains(c));
        for symbol in row[2].split(';').filter(|s| !s.is_empty()).chain(code) {
            units.insert(&key(symbol), money(Some(row[0])));
        }
    }
    for row in lexicon::rows(MONEY) {
        let unit = money(Some(row[0]).filter(|c| *c != "-"));
        row[1].split(';').for_each(|form| units.insert(&key(form), unit));
    }
    for row in lexicon::rows(UNITS) {
        let entity_type = if row[1] == "%" { EntityType::Percent } else { EntityType::Quantity };
        let unit = Unit { entity_type, code: Some(row[0]) };
        row[2].split(';').for_each(|form| units.insert(&key(form), unit));
    }
    units
}

/// What a form is looked up by.
fn key(form: &str) -> String {
    let mut plain: String = form.chars().filter(|c| !matches!(c, '.' | '\u{a0}')).collect();
    if plain.chars().count() > SYMBOL {
        return plain.to_lowercase();
    }
    plain.retain(|c| c != ' ');
    plain
}

/// The word that a form begins with, as it is looked up; none where it begins with a sign.
fn opener(form: &str) -> Option<String> {
    let end = form.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(form.len());
    (end > 0).then(|| form[..end].replace('.', "").to_lowercase())
}

/// A sign of a currency before the number; the table decides which are real: `$`, `US $`, `Rs.`, `HK$`.
const SIGN: &str = "[A-Z][A-Za-z.]{0,4}[ \u{a0}]?[$£¥€₵]?|[$£¥€₵₹₦₩₽₺₴₱฿₪₫₡₲₭₮₸₼₾৳؋֏៛]";

/// `$3bn`, `5,000-6,000 baht`, `half a million`, `tens of millions of`.
fn pattern() -> Regex {
    let number = format!("{}|{}", number::DIGITS, number::WORD);
    let scales = format!("(?:[ \u{a0}-]?(?i-u:{})(?-u:\\b))*", number::SCALE);
    let vague = "(?i-u:(?:tens|dozens|hundreds|thousands|millions|billions|trillions|several|a few)(?: of)? )+";
    let pattern = format!(
        "^(?:(?P<sign>{SIGN})[ \u{a0}]?)?(?:(?P<vague>{vague})|(?P<half>half )?(?P<article>an?) |\
         (?P<low>{number})(?:{scales}(?P<range>-|–|—| to )(?:{SIGN})?[ \u{a0}]?(?:{number}))?)\
         (?P<scale>{scales})"
    );
    Regex::new(&pattern).expect("the pattern is a constant")
}

impl Amounts {
    /// The amount that `text` begins with, if its end `fits`. Cost: bounded by the longest form.
    pub fn at(&self, text: &str, fits: impl Fn(usize) -> bool) -> Option<AmountMatch> {
        let groups = self.pattern.captures(text)?;
        // `a million`, not `a dollar`: an article alone counts nothing.
        if groups.name("article").is_some() && groups["scale"].is_empty() {
            return None;
        }
        let sign = match groups.name("sign") {
            // `N95` is a mask and `R21` a road: a letter alone needs a large sum.
            Some(sign) if sign.len() == 1 && is_letter(sign.as_str()) && !is_large(&groups) => return None,
            Some(sign) => Some(self.sign(sign.as_str())?),
            None => None,
        };
        let after = groups[0].len();
        let (len, unit) = match (self.unit_after(text, after, &groups, &fits), sign) {
            (Some((len, unit)), None) => (len, unit),
            // `$600 million dollars` is the same sum twice named; `$5 per cent` is no sum at all.
            (Some((len, unit)), Some(sign)) if unit.entity_type == EntityType::Money => {
                let code = sign.code.filter(|c| unit.code.is_none_or(|u| u == *c));
                (len, Unit { code, ..sign })
            }
            (_, Some(sign)) if fits(after) => (after, sign),
            _ => return None,
        };
        let amount = amount(&groups, unit);
        let value = Value { amount, unit: unit.code.map(str::to_owned), iso: None };
        Some(AmountMatch { len, entity_type: unit.entity_type, value })
    }

    /// The currency that a sign before a number stands for.
    fn sign(&self, sign: &str) -> Option<Unit> {
        let unit = self.units.get(&key(&sign.replace([' ', '\u{a0}'], "")))?;
        (unit.entity_type == EntityType::Money && sign.chars().any(|c| !c.is_lowercase())).then_some(*unit)
    }

    /// The longest unit that follows the number at `after`, and where it ends.
    fn unit_after(
        &self,
        text: &str,
        after: usize,
        groups: &Captures,
        fits: impl Fn(usize) -> bool,
    ) -> Option<(usize, Unit)> {
        let rest = &text[after..];
        let start = rest.strip_prefix([' ', '-', '\u{a0}']).map_or(0, |r| rest.len() - r.len());
        if opener(&rest[start..]).is_some_and(|word| !self.openers.contains(&word)) {
            return None;
        }
        let longest = rest.len().min(start + LONGEST_UNIT);
        let ends = (start + 1..=longest).rev().filter(|&end| rest.is_char_boundary(end) && fits(after + end));
        for end in ends {
            let form = &rest[start..end];
            if form.ends_with('.') {
                continue; // the sentence's
            }
            let Some(unit) = self.units.get(&key(form)) else { continue };
            let scaled = !groups["scale"].is_empty() || groups.name("vague").is_some();
            if scaled || !NEEDS_SCALE.contains(&form) {
                return Some((after + end, *unit));
            }
        }
        None
    }
}

fn is_letter(sign: &str) -> bool {
    sign.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether the number has a scale or a separator of thousands.
fn is_large(groups: &Captures) -> bool {
    !groups["scale"].is_empty() || groups.name("low").is_some_and(|low| low.as_str().contains(','))
}

/// The number itself; none for a range, a vague one, or an `m` that could be metres.
fn amount(groups: &Captures, unit: Unit) -> Option<f64> {
    let scale = &groups["scale"];
    if groups.name("vague").is_some() || groups.name("range").is_some() {
        return None;
    }
    let letter = scale.trim_start().len() == 1;
    if letter && unit.entity_type != EntityType::Money {
        return None;
    }
    match (groups.name("low"), groups.name("half")) {
        (Some(low), _) => number::parse(low.as_str(), scale),
        (None, half) => number::parse(if half.is_some() { "0.5" } else { "1" }, scale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Type, amount and unit of a whole surface.
    fn read(surface: &str) -> Option<(EntityType, Option<f64>, Option<String>)> {
        let found = Amounts::default().at(surface, |len| len == surface.len())?;
        Some((found.entity_type, found.value.amount, found.value.unit))
    }

    fn check(entity_type: EntityType, cases: &[(&str, Option<f64>, Option<&str>)]) {
        for &(surface, amount, unit) in cases {
            assert_eq!(read(surface), Some((entity_type, amount, unit.map(str::to_owned))), "{surface}");
        }
    }

    #[test]
    fn money_in_any_wording() {
        let cases = [
            ("$3bn", Some(3e9), Some("USD")),
            ("US$ 4.2 billion", Some(4.2e9), Some("USD")),
            ("US $1.5 billion", Some(1.5e9), Some("USD")),
            ("HK$35", Some(35.0), Some("HKD")),
            ("22 billion cedis", Some(22e9), Some("GHS")),
            ("61 million Hong Kong dollars", Some(61e6), Some("HKD")),
            ("69.8-million-peso", Some(69.8e6), None),
            ("USD 905,000", Some(905_000.0), Some("USD")),
            ("₹11.86", Some(11.86), Some("INR")),
            ("Tk 2 crore", Some(2e7), Some("BDT")),
            ("QR330.7mn", Some(330.7e6), Some("QAR")),
            ("R21.9 billion", Some(21.9e9), Some("ZAR")),
            ("€5", Some(5.0), Some("EUR")),
            ("half a million euros", Some(5e5), Some("EUR")),
            ("ten million Swiss francs", Some(1e7), Some("CHF")),
            ("$600 million dollars", Some(6e8), Some("USD")),
        ];
        check(EntityType::Money, &cases);
    }

    #[test]
    fn money_of_unknown_amount_or_currency() {
        let cases = [
            ("Rs 500 crore", Some(5e9), None),
            ("300 billion pounds", Some(3e11), None),
            ("20 dollars", Some(20.0), None),
            ("tens of millions of yuan", None, Some("CNY")),
            ("several hundred billion won", None, None),
            ("5,000-6,000 baht", None, Some("THB")),
            ("€1,5m", None, Some("EUR")),
        ];
        check(EntityType::Money, &cases);
    }

    #[test]
    fn percentages_and_quantities() {
        let percent = [
            ("12 per cent", Some(12.0), Some("%")),
            ("3.5%", Some(3.5), Some("%")),
            ("five percent", Some(5.0), Some("%")),
            ("10-15%", None, Some("%")),
            ("2 percentage points", Some(2.0), Some("pp")),
        ];
        check(EntityType::Percent, &percent);
        let quantity = [
            ("40 km", Some(40.0), Some("km")),
            ("6,700-km", Some(6700.0), Some("km")),
            ("40km", Some(40.0), Some("km")),
            ("6,000 megawatts", Some(6000.0), Some("MW")),
            ("twenty-five square miles", Some(25.0), Some("mi2")),
            ("1.2 million barrels", Some(1.2e6), Some("bbl")),
            ("30°C", Some(30.0), Some("°C")),
        ];
        check(EntityType::Quantity, &quantity);
    }

    #[test]
    fn numbers_of_nothing_measured_are_left() {
        for surface in ["50 pounds", "20 won", "18 marks", "TOP 10", "50 cents", "5 men", "a dollar bill", "MH 370"]
        {
            assert_eq!(read(surface), None, "{surface}");
        }
    }
}
