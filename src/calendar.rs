//! [`Date`]: a day of the Gregorian calendar, with the little arithmetic that relative dates need.

use std::fmt;

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

/// Months, in order.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Days of the week, in ISO 8601's order.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// 1 to 12 for the name of a month or its abbreviation: `January`, `Sept.`.
pub fn month(name: &str) -> Option<u32> {
    position(&MONTHS, name).map(|i| i + 1)
}

/// 0 (Monday) to 6 for the name of a day or its abbreviation.
pub fn weekday(name: &str) -> Option<u32> {
    position(&WEEKDAYS, name)
}

/// Whether `word` is the name of a day in full.
pub fn is_day(word: &str) -> bool {
    word.ends_with("day") && weekday(word).is_some()
}

/// Whether `word` names a part of a day, as after the day's own name: `Friday night`.
pub fn is_part_of_day(word: &str) -> bool {
    matches!(word, "night" | "morning" | "afternoon" | "evening")
}

/// The place of a name, in full or by its first three to five letters.
fn position(names: &[&str], name: &str) -> Option<u32> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let begins = |full: &str| full.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let is = |full: &&str| begins(full) && (name.len() == full.len() || (3..=5).contains(&name.len()));
    names.iter().position(is).map(|i| i as u32)
}

/// Days in a month of a year.
fn days_in(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + leap as u32,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// The day, if there is one: no 30 February, years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let exists =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Date { year, month, day })
    }

    /// The date that an ISO 8601 string such as `2022-01-21` gives.
    pub fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.splitn(3, '-').map(|p| p.parse().ok());
        let (year, month, day): (u32, u32, u32) = (parts.next()??, parts.next()??, parts.next()??);
        Date::new(year as i32, month, day)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the week, 0 for Monday.
    pub fn weekday(self) -> u32 {
        // Day 1 of year 1 was a Monday in the proleptic Gregorian calendar.
        (self.ordinal() - 1).rem_euclid(7) as u32
    }

    /// Days since the last day of the year 0.
    fn ordinal(self) -> i32 {
        let before = self.year - 1;
        let months: u32 = (1..self.month).map(|m| days_in(self.year, m)).sum();
        before * 365 + before / 4 - before / 100 + before / 400 + (months + self.day) as i32
    }

    /// The date `days` later (earlier, if negative). For a few years at most: it walks month by month.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let (mut year, mut month, mut day) = (self.year, self.month, self.day as i32 + days);
        while day < 1 {
            (year, month) = step(year, month, -1);
            day += days_in(year, month) as i32;
        }
        while day > days_in(year, month) as i32 {
            day -= days_in(year, month) as i32;
            (year, month) = step(year, month, 1);
        }
        Date::new(year, month, day as u32)
    }

    /// Year and month, `months` later (earlier, if negative).
    pub fn plus_months(self, months: i32) -> (i32, u32) {
        step(self.year, self.month, months)
    }

    /// The nearest day `weekday` (0 for Monday) on or before this one.
    pub fn on_or_before(self, weekday: u32) -> Option<Self> {
        self.plus_days(-((self.weekday() + 7 - weekday) as i32 % 7))
    }

    /// Year and number of the ISO 8601 week that holds the day.
    pub fn iso_week(self) -> Option<(i32, u32)> {
        // A week belongs to the year of its Thursday.
        let thursday = self.plus_days(3 - self.weekday() as i32)?;
        let first = Date::new(thursday.year, 1, 1)?;
        Some((thursday.year, ((thursday.ordinal() - first.ordinal()) / 7 + 1) as u32))
    }
}

/// Year and month, `months` later (earlier, if negative).
fn step(year: i32, month: u32, months: i32) -> (i32, u32) {
    let months = year * 12 + month as i32 - 1 + months;
    (months.div_euclid(12), (months.rem_euclid(12) + 1) as u32)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        Date::parse(iso).expect(iso)
    }

    #[test]
    fn months_and_days_are_known_by_their_names_alone() {
        assert_eq!([month("Sept."), month("may"), month("DECEMBER")], [Some(9), Some(5), Some(12)]);
        assert_eq!([month("Mayor"), month("Marketing"), month("Ma"), month("")], [None; 4]);
        assert_eq!([weekday("Thurs."), weekday("Sunday"), weekday("Monetary")], [Some(3), Some(6), None]);
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(Date::new(2021, 2, 29), None);
        assert_eq!(Date::new(1900, 2, 29), None);
        assert!(Date::new(2000, 2, 29).is_some());
        assert_eq!(Date::parse("2021-13-01"), None);
    }

    #[test]
    fn weekdays_agree_with_the_calendar() {
        assert_eq!(date("2022-01-21").weekday(), 4);
        assert_eq!(date("2000-02-29").weekday(), 1);
        assert_eq!(date("1969-07-20").weekday(), 6);
        assert_eq!(date("2022-01-21").on_or_before(4), Some(date("2022-01-21")));
        assert_eq!(date("2022-01-21").on_or_before(5), Some(date("2022-01-15")));
    }

    #[test]
    fn days_and_months_carry_over() {
        assert_eq!(date("2022-01-01").plus_days(-1), Some(date("2021-12-31")));
        assert_eq!(date("2024-02-28").plus_days(2), Some(date("2024-03-01")));
        assert_eq!(date("2022-01-21").plus_months(-1), (2021, 12));
        assert_eq!(date("2022-12-21").plus_months(1), (2023, 1));
    }

    #[test]
    fn iso_weeks_belong_to_the_year_of_their_thursday() {
        assert_eq!(date("2021-01-03").iso_week(), Some((2020, 53)));
        assert_eq!(date("2022-01-21").iso_week(), Some((2022, 3)));
        assert_eq!(date("2024-12-30").iso_week(), Some((2025, 1)));
    }
}
