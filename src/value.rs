//! Values: dates, times, money, percentages and quantities, found by `regex`, with normalised values.

mod search;

use crate::amount::Amounts;
use crate::calendar::Date;
use crate::clock::Times;
use crate::date::{Dates, Setting};
use crate::mention::{self, EntityType, Mention, MentionKind};
use crate::sentence::Layout;
use crate::token::Token;
use search::Search;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, span, token};

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
