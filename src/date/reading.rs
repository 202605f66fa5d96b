//! What the groups of a date's pattern say, as ISO 8601; nothing where they leave doubt.

use super::Setting;
use crate::calendar::{self, Date};
use crate::number;
use regex::Captures;

/// The number in a group.
fn int(groups: &Captures, name: &str) -> Option<i32> {
    groups.name(name)?.as_str().parse().ok()
}

/// The month in the group `m`, by its name.
fn named_month(groups: &Captures) -> Option<u32> {
    calendar::month(&groups["m"])
}

fn iso_month((year, month): (i32, u32)) -> String {
    format!("{year:04}-{month:02}")
}

fn iso_week(date: Date) -> Option<String> {
    date.iso_week().map(|(year, week)| format!("{year:04}-W{week:02}"))
}

pub fn month_of_year(groups: &Captures, _: &Setting) -> Option<String> {
    Some(iso_month((int(groups, "y")?, named_month(groups)?)))
}

/// A day of a month: of the year given, else of the one that the setting makes certain.
fn day_of(groups: &Captures, day: &str, setting: &Setting) -> Option<Date> {
    let (month, day) = (named_month(groups)?, int(groups, day)? as u32);
    match int(groups, "y") {
        Some(year) => Date::new(year, month, day),
        None => nearest(month, day, setting),
    }
}

pub fn day(groups: &Captures, setting: &Setting) -> Option<String> {
    day_of(groups, "d", setting).map(|d| d.to_string())
}

pub fn days(groups: &Captures, setting: &Setting) -> Option<String> {
    let (from, to) = (day_of(groups, "d", setting)?, day_of(groups, "e", setting)?);
    (from < to).then(|| format!("{from}/{to}"))
}

/// Further away than this, a date without its year is as likely of another year.
const HALF_A_YEAR: i32 = 183;

/// The day of a month nearest to the anchor on the side of the outlook.
fn nearest(month: u32, day: u32, setting: &Setting) -> Option<Date> {
    let anchor = setting.anchor.filter(|_| !setting.outlook.other_year)?;
    let (from, to) = match setting.outlook.ahead {
        true => (anchor, anchor.plus_days(HALF_A_YEAR)?),
        false => (anchor.plus_days(-HALF_A_YEAR)?, anchor),
    };
    let years = from.year()..=to.year();
    years.filter_map(|year| Date::new(year, month, day)).find(|d| (from..=to).contains(d))
}

/// Year, month and day in digits; where day and month could change places, none.
pub fn numeric(groups: &Captures, _: &Setting) -> Option<String> {
    let (y, m, d) = (int(groups, "y")?, int(groups, "m")? as u32, int(groups, "d")? as u32);
    let slashed = groups[0].contains('/');
    match Date::new(y, m, d) {
        Some(_) if slashed && d <= 12 && d != m => None,
        None if slashed => Date::new(y, d, m),
        date => date,
    }
    .map(|date| date.to_string())
}

pub fn years(groups: &Captures, _: &Setting) -> Option<String> {
    let (from, end) = (int(groups, "y")?, &groups["e"]);
    let span = 10_i32.pow(end.len() as u32);
    let to = from - from % span + end.parse::<i32>().ok()?;
    (from < to).then(|| format!("{from}/{to}"))
}

/// `1990s` → `199X` (ISO 8601-2); `the 70s` could be of any century.
pub fn decade(groups: &Captures, _: &Setting) -> Option<String> {
    groups.name("c").map(|_| format!("{}X", &groups[0][..3]))
}

pub fn weekday(groups: &Captures, setting: &Setting) -> Option<String> {
    let (anchor, day) = (setting.anchor?, calendar::weekday(&groups[0])?);
    let past = anchor.on_or_before(day)?;
    match setting.outlook.ahead {
        false => Some(past.to_string()),
        // `will meet on Friday`, said on a Friday: this one or the next?
        true if past == anchor => None,
        true => past.plus_days(7).map(|d| d.to_string()),
    }
}

pub fn month(groups: &Captures, setting: &Setting) -> Option<String> {
    let anchor = setting.anchor.filter(|_| !setting.outlook.other_year)?;
    let back = (anchor.month() + 12 - calendar::month(&groups[0])?) as i32 % 12;
    match setting.outlook.ahead {
        false if back < 6 => Some(iso_month(anchor.plus_months(-back))),
        true if back > 6 => Some(iso_month(anchor.plus_months(12 - back))),
        _ => None,
    }
}

pub fn near_day(groups: &Captures, setting: &Setting) -> Option<String> {
    let days = match groups[0].to_ascii_lowercase().as_str() {
        "yesterday" => -1,
        "today" => 0,
        _ => 1,
    };
    setting.anchor?.plus_days(days).map(|d| d.to_string())
}

/// Three months as an interval: `2021-07/2021-09`.
pub fn quarter(groups: &Captures, _: &Setting) -> Option<String> {
    let n = match groups.name("n").map(|n| n.as_str().to_ascii_lowercase()) {
        Some(word) => ["first", "second", "third", "fourth"].iter().position(|o| *o == word)? as u32 + 1,
        None => int(groups, "q")? as u32,
    };
    // Without its year it may be of a financial year, too.
    Some(three_months((int(groups, "y")?, n * 3 - 2)))
}

fn three_months((year, first): (i32, u32)) -> String {
    format!("{year:04}-{first:02}/{year:04}-{:02}", first + 2)
}

/// `last Friday` is of the week before, `this Friday` of this week; `last March` is of the year before. What
/// could be nearer has no value: `last Friday` said on Saturday.
pub fn pointed(groups: &Captures, setting: &Setting) -> Option<String> {
    let anchor = setting.anchor?;
    let last = groups["w"].eq_ignore_ascii_case("last");
    if let Some(day) = calendar::weekday(&groups["n"]) {
        let this = anchor.plus_days(day as i32 - anchor.weekday() as i32)?;
        return match last {
            true if this >= anchor => this.plus_days(-7).map(|d| d.to_string()),
            true => None,
            false => Some(this.to_string()),
        };
    }
    let month = calendar::month(&groups["n"])?;
    match last {
        true if month > anchor.month() => Some(iso_month((anchor.year() - 1, month))),
        true => None,
        false => Some(iso_month((anchor.year(), month))),
    }
}

/// `last month`, `this quarter`, `next week`: one step back, none, or one ahead.
pub fn period(groups: &Captures, setting: &Setting) -> Option<String> {
    let step = match groups["w"].to_ascii_lowercase().as_str() {
        "last" | "previous" => -1,
        "next" | "coming" => 1,
        _ => 0,
    };
    // `the last year` is any twelve months; `the previous week` is of the story, not of the report.
    let vague =
        groups[0].len() > groups["w"].len() + 1 + groups["u"].len() || groups["w"].eq_ignore_ascii_case("previous");
    if vague && step != 0 {
        return None;
    }
    shifted(setting.anchor?, step, &groups["u"])
}

/// The unit of time that lies `step` units after the one that holds `anchor`.
fn shifted(anchor: Date, step: i32, unit: &str) -> Option<String> {
    match unit.to_ascii_lowercase().as_str() {
        "day" => anchor.plus_days(step).map(|d| d.to_string()),
        "week" => iso_week(anchor.plus_days(step * 7)?),
        "month" => Some(iso_month(anchor.plus_months(step))),
        "year" => Some(format!("{:04}", anchor.year() + step)),
        _ => {
            let (year, month) = anchor.plus_months(step * 3);
            Some(three_months((year, month - (month - 1) % 3)))
        }
    }
}

/// Larger counts are round: `20 years ago` is not 2002.
const EXACT_AGO: u32 = 9;

pub fn ago(groups: &Captures, setting: &Setting) -> Option<String> {
    let n = match &groups["n"] {
        n if n.eq_ignore_ascii_case("a") || n.eq_ignore_ascii_case("an") => 1,
        n => n.parse().ok().or_else(|| number::word(n)).filter(|n| *n <= EXACT_AGO)?,
    };
    shifted(setting.anchor?, -(n as i32), &groups["u"])
}
