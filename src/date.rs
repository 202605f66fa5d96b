//! Dates as newspapers write them, absolute and relative, read as ISO 8601.

mod reading;

use crate::calendar;
use crate::lexicon::ShortWords;
use crate::number;
use reading::{
    ago, day, days, decade, month, month_of_year, near_day, numeric, period, pointed, quarter, weekday, years,
};
use regex::{Captures, Regex};

/// What a relative date is read against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// The day of the report.
    pub anchor: Option<calendar::Date>,
    /// Where the text looks from it.
    pub outlook: Outlook,
}

/// Where the text around a date looks, seen from the day of the report. The default is back, as most news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// It looks forward: `will arrive on Friday`.
    pub ahead: bool,
    /// It speaks of another year, to which a month may belong: `In 1945, the war ended on May 9`.
    pub other_year: bool,
}

/// A date at the start of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMatch {
    /// Its length in bytes.
    pub len: usize,
    /// The date or period in ISO 8601, where it is certain.
    pub iso: Option<String>,
    /// Whether the words name a date (`May 3`, `1990s`); `last month` and `today` only point to one.
    pub named: bool,
}

/// One way to write dates: a pattern, and how its groups are read.
struct Form {
    /// What it may begin with: most forms are ruled out at a glance.
    starts: &'static [Start],
    /// The bytes of which one follows the digits that it begins with; none where any may.
    then: &'static [u8],
    pattern: Regex,
    read: fn(&Captures, &Setting) -> Option<String>,
}

/// What a date begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// One or two digits.
    Day,
    /// Four digits.
    Year,
    Month,
    Weekday,
    The,
    /// `today`
    Near,
    /// `last`, which goes with a name or a unit.
    Pointer,
    /// `next`, which goes with a unit.
    Turn,
    /// `third`, or `Q3`.
    Ordinal,
    /// Any other word.
    Word,
}

static POINTERS: ShortWords<Start, 15> = ShortWords::new(&[
    ("yesterday today tomorrow", Start::Near),
    ("last this", Start::Pointer),
    ("previous current next coming", Start::Turn),
    ("first second third fourth q", Start::Ordinal),
    ("the", Start::The),
]);

impl Start {
    fn of(text: &str) -> Option<Self> {
        let run = |is: fn(&u8) -> bool| text.bytes().take_while(is).count();
        let word = &text[..run(u8::is_ascii_alphabetic)];
        match run(u8::is_ascii_digit) {
            1 | 2 => Some(Start::Day),
            4 => Some(Start::Year),
            0 if word.is_empty() => None,
            0 if calendar::month(word).is_some() => Some(Start::Month),
            0 if calendar::weekday(word).is_some() => Some(Start::Weekday),
            0 => Some(POINTERS.get(word).unwrap_or(Start::Word)),
            _ => None,
        }
    }
}

/// The forms of dates, compiled once.
pub struct Dates {
    naming: Vec<Form>,
    pointing: Vec<Form>,
}

const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December\
    |Jan[.]?|Feb[.]?|Mar[.]?|Apr[.]?|Jun[.]?|Jul[.]?|Aug[.]?|Sept?[.]?|Oct[.]?|Nov[.]?|Dec[.]?)";
const FULL_MONTH: &str =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const WEEKDAY: &str = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[.]?)";
const FULL_WEEKDAY: &str = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)";
const DAY: &str = "(?:[12][0-9]|3[01]|0?[1-9])";
const YEAR: &str = "(?:1[0-9]{3}|20[0-9]{2})";
const UNIT: &str = "(?i-u:day|week|month|quarter|year)";

impl Default for Dates {
    fn default() -> Self {
        Dates { naming: naming(), pointing: pointing() }
    }
}

impl Dates {
    /// The date that `text` begins with, in the first form whose match ends where `fits` allows.
    /// Cost: bounded, for every form has a greatest length.
    pub fn at(&self, text: &str, setting: &Setting, fits: impl Fn(usize) -> bool) -> Option<DateMatch> {
        let start = Start::of(text)?;
        let then = text.bytes().find(|b| !b.is_ascii_digit());
        let may_be = |form: &&Form| {
            form.starts.contains(&start) && (form.then.is_empty() || then.is_some_and(|b| form.then.contains(&b)))
        };
        let first = |forms: &[Form], named| {
            forms.iter().filter(may_be).find_map(|form| {
                let groups = form.pattern.captures(text).filter(|g| fits(g[0].len()))?;
                Some(DateMatch { len: groups[0].len(), iso: (form.read)(&groups, setting), named })
            })
        };
        first(&self.naming, true).or_else(|| first(&self.pointing, false))
    }
}

/// Whether a date that names itself may begin `text`, in whatever letters.
pub fn may_name(text: &str) -> bool {
    matches!(Start::of(text), Some(Day | Year | Month | Weekday | The))
}

/// Whether the word is a unit of time that `last` and `next` go with.
pub fn is_unit(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    matches!(singular, "day" | "week" | "month" | "quarter" | "year")
}

use Start::{Day, Month, Near, Ordinal, Pointer, The, Turn, Weekday, Word, Year};

fn form(starts: &'static [Start], pattern: String, read: fn(&Captures, &Setting) -> Option<String>) -> Form {
    let pattern = Regex::new(&format!("^(?:{pattern})")).expect("the pattern is a constant");
    Form { starts, then: b"", pattern, read }
}

impl Form {
    /// The form where one of these bytes follows the digits that it begins with; of a dash the first.
    fn then(self, then: &'static [u8]) -> Self {
        Form { then, ..self }
    }
}

/// The forms that name a date, the longer ones first where one begins like another.
fn naming() -> Vec<Form> {
    let head = format!("(?:{WEEKDAY},? )?");
    let ordinal = "(?:st|nd|rd|th)?";
    let tail = format!("(?: ?\\({WEEKDAY}\\))?(?:,? ?(?P<y>{YEAR}))?");
    vec![
        // `July 2022`, `October, 1994`, `September of 2018`
        form(&[Month], format!("(?P<m>{MONTH}),?(?: of)? (?P<y>{YEAR})"), month_of_year),
        // `July 18-20, 2022`
        form(&[Month], format!("(?P<m>{MONTH}) (?P<d>{DAY})[-–](?P<e>{DAY}){tail}"), days),
        // `18-20 July 2022`
        form(&[Day], format!("(?P<d>{DAY})[-–](?P<e>{DAY}) (?P<m>{MONTH}){tail}"), days).then("-–".as_bytes()),
        // `Monday, July 25th, 2022`, `January 21`, `Sept. 10 (Monday), 2018`
        form(&[Month, Weekday], format!("{head}(?P<m>{MONTH}) (?P<d>{DAY}){ordinal}{tail}"), day),
        // `Friday 15 July`, `the 3rd of May, 2021`
        form(
            &[Day, Weekday, The],
            format!("{head}(?:the )?(?P<d>{DAY}){ordinal}(?: of)? (?P<m>{MONTH}){tail}"),
            day,
        ),
        // `2022-01-21`
        form(&[Year], format!("(?P<y>{YEAR})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])"), numeric).then(b"-"),
        // `27.08.2022`, `4/6/2022`
        form(&[Day], format!("(?P<d>[0-9]{{1,2}})[./](?P<m>[0-9]{{1,2}})[./](?P<y>{YEAR})"), numeric).then(b"./"),
        // `2013-20`, `2022/2023`
        form(&[Year], format!("(?P<y>{YEAR})[-–/](?P<e>[12][0-9]{{3}}|[0-9]{{1,2}})"), years)
            .then("-–/".as_bytes()),
        // `1990s`, `1990's`, `70s`
        form(&[Day, Year], "(?P<c>1[0-9]|20)?[0-9]0['’]?s".to_owned(), decade).then("s'’".as_bytes()),
        // `18th century`: ISO 8601 has no century that begins in the year 1
        form(&[Day], "[0-9]{1,2}(?:st|nd|rd|th)[- ]century".to_owned(), |_, _| None).then(b"snrt"),
        form(&[Year], YEAR.to_owned(), |g, _| Some(g[0].to_owned())),
        form(&[Weekday], FULL_WEEKDAY.to_owned(), weekday),
        form(&[Month], FULL_MONTH.to_owned(), month),
    ]
}

/// The forms that point to a date from another.
fn pointing() -> Vec<Form> {
    vec![
        // `today`
        form(&[Near], "(?i-u:yesterday|today|tomorrow)".to_owned(), near_day),
        // `the third quarter of 2021`, `Q3 2021`
        form(
            &[The, Ordinal],
            format!(
                "(?i-u:(?:the )?(?P<n>first|second|third|fourth) quarter|q(?P<q>[1-4]))(?:(?: of)? (?P<y>{YEAR}))?"
            ),
            quarter,
        ),
        // `last Friday`, `this March`
        form(&[Pointer], format!("(?P<w>(?i-u:last|this)) (?P<n>{FULL_WEEKDAY}|{FULL_MONTH})"), pointed),
        // `last month`, `the next week`
        form(
            &[The, Pointer, Turn],
            format!("(?i-u:the )?(?P<w>(?i-u:last|previous|this|current|next|coming)) (?P<u>{UNIT})"),
            period,
        ),
        // `two days ago`, `a week ago`
        form(
            &[Day, Word],
            format!("(?P<n>[0-9]{{1,2}}|(?i-u:an?)|{}) (?P<u>{UNIT})s? (?i-u:ago)", number::WORD),
            ago,
        ),
    ]
}

/// `JULY 25` → `July 25`: what the patterns of dates know. Byte offsets stay.
pub fn titled(text: &str) -> String {
    let mut inner = false;
    let title = |c: char| {
        let c = if inner { c.to_ascii_lowercase() } else { c };
        inner = c.is_ascii_alphabetic();
        c
    };
    text.chars().map(title).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;

    const PAST: Outlook = Outlook { ahead: false, other_year: false };
    const AHEAD: Outlook = Outlook { ahead: true, other_year: false };
    const OTHER_YEAR: Outlook = Outlook { ahead: false, other_year: true };

    /// The value of a whole surface in a report of Friday, 21 January 2022.
    fn read(surface: &str, outlook: Outlook) -> Option<String> {
        let setting = Setting { anchor: Date::parse("2022-01-21"), outlook };
        let found = Dates::default().at(surface, &setting, |len| len == surface.len());
        found.unwrap_or_else(|| panic!("no date: {surface}")).iso
    }

    fn check(outlook: Outlook, cases: &[(&str, &str)]) {
        for &(surface, expected) in cases {
            let iso = read(surface, outlook).unwrap_or_default();
            assert_eq!(iso, expected, "{surface}, {outlook:?}");
        }
    }

    #[test]
    fn absolute_dates_need_no_anchor() {
        let cases = [
            ("January 21, 2022", "2022-01-21"),
            ("Monday, July 25, 2022", "2022-07-25"),
            ("21 January 2022", "2022-01-21"),
            ("3rd of May, 2021", "2021-05-03"),
            ("Sept. 13, 2012", "2012-09-13"),
            ("October, 1994", "1994-10"),
            ("March 2015", "2015-03"),
            ("2022-01-21", "2022-01-21"),
            ("27.08.2022", "2022-08-27"),
            ("31/12/2021", "2021-12-31"),
            ("12/31/2021", "2021-12-31"),
            ("2017", "2017"),
            ("2013-20", "2013/2020"),
            ("2022/2023", "2022/2023"),
            ("1990s", "199X"),
            ("July 18-20, 2022", "2022-07-18/2022-07-20"),
            ("third quarter of 2021", "2021-07/2021-09"),
        ];
        check(OTHER_YEAR, &cases);
    }

    #[test]
    fn relative_dates_look_back() {
        let cases = [
            ("Friday", "2022-01-21"),
            ("Saturday", "2022-01-15"),
            ("January 21", "2022-01-21"),
            ("December 30", "2021-12-30"),
            ("November", "2021-11"),
            ("yesterday", "2022-01-20"),
            ("last month", "2021-12"),
            ("last year", "2021"),
            ("last week", "2022-W02"),
            ("next week", "2022-W04"),
            ("this quarter", "2022-01/2022-03"),
            ("two days ago", "2022-01-19"),
            ("a week ago", "2022-W02"),
            ("last Friday", "2022-01-14"),
            ("last December", "2021-12"),
        ];
        check(PAST, &cases);
    }

    #[test]
    fn dates_ahead_look_forward() {
        check(AHEAD, &[("Monday", "2022-01-24"), ("May 9", "2022-05-09"), ("March", "2022-03")]);
    }

    #[test]
    fn what_is_unsure_has_no_value() {
        let unsure = [
            "4/6/2022",
            "18th century",
            "70s",
            "June 18",
            "last Thursday",
            "20 years ago",
            "July",
            "the last year",
        ];
        check(PAST, &unsure.map(|surface| (surface, "")));
        assert_eq!(read("Friday", AHEAD), None);
        assert_eq!(read("May 9", OTHER_YEAR), None);
        assert_eq!(read("February 30, 2022", PAST), None);
    }
}
