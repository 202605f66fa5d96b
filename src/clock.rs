//! Times of day as newspapers write them, read as ISO 8601.

use regex::{Captures, Regex};

/// A time at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMatch {
    /// Its length in bytes.
    pub len: usize,
    /// `T17:00`, or `T14:30Z` where the zone is Greenwich's; none where morning and evening are both possible.
    pub iso: Option<String>,
}

/// The forms of times, compiled once.
pub struct Times {
    /// In digits: whether a preposition must come before; the pattern.
    digits: [(bool, Regex); 3],
    /// In words.
    words: Regex,
}

const ZONE: &str = "(?: ?(?P<zone>GMT|UTC|[A-Z]{1,3}T)(?-u:\\b))?";

impl Default for Times {
    fn default() -> Self {
        let regex = |pattern: &str| Regex::new(&format!("^(?:{pattern})")).expect("the pattern is a constant");
        let form = |needs, pattern: String| (needs, regex(&pattern));
        let hour = "(?P<h>2[0-3]|[01]?[0-9])";
        let minute = "(?P<m>[0-5][0-9])";
        Times {
            digits: [
                // `5 p.m.`, `10.30am EST`
                form(false, format!("{hour}(?:[:.]{minute})? ?(?P<half>[AaPp])(?:\\.[Mm]\\.?|[Mm]){ZONE}")),
                // `1430 GMT`, `14:30 UTC`
                form(false, format!("{hour}[:.]?{minute} ?(?P<zone>GMT|UTC)")),
                // `at 14:30`
                form(true, format!("{hour}:{minute}{ZONE}")),
            ],
            // `at noon`
            words: regex("(?P<noon>[Nn]oon|[Mm]idday)|midnight"),
        }
    }
}

impl Times {
    /// The time that `text` begins with, in the first form whose match ends where `fits` allows.
    /// `introduced`: a preposition of time comes before. Cost: bounded.
    pub fn at(&self, text: &str, introduced: bool, fits: impl Fn(usize) -> bool) -> Option<TimeMatch> {
        let read = |pattern: &Regex| {
            let groups = pattern.captures(text).filter(|g| fits(g[0].len()))?;
            Some(TimeMatch { len: groups[0].len(), iso: iso(&groups) })
        };
        match text.trim_start_matches(|c: char| c.is_ascii_digit()) {
            rest if rest.len() == text.len() => read(&self.words),
            rest if goes_on(rest) => {
                self.digits.iter().filter(|(needs, _)| introduced || !needs).find_map(|(_, pattern)| read(pattern))
            }
            _ => None,
        }
    }
}

/// Whether what stands after digits may make a time of them: a glance that spares most numbers the patterns.
fn goes_on(rest: &str) -> bool {
    rest.strip_prefix(' ').unwrap_or(rest).starts_with([':', '.', 'A', 'a', 'P', 'p', 'G', 'U'])
}

/// Hours and minutes on the clock of 24 hours.
fn iso(groups: &Captures) -> Option<String> {
    if groups.name("noon").is_some() {
        return Some("T12:00".to_owned());
    }
    let hour: u32 = groups.name("h")?.as_str().parse().ok()?;
    let minute = groups.name("m").map_or("00", |m| m.as_str());
    let zone = groups.name("zone").filter(|z| matches!(z.as_str(), "GMT" | "UTC")).map_or("", |_| "Z");
    let hour = match groups.name("half").map(|h| h.as_str()) {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + if half.eq_ignore_ascii_case("p") { 12 } else { 0 },
        // `at 9:30` may be in the evening; `09:30` and `14:30` are not.
        None if hour < 13 && zone.is_empty() && !groups["h"].starts_with('0') => return None,
        None => hour,
    };
    Some(format!("T{hour:02}:{minute}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_on_the_24_hour_clock() {
        let times = Times::default();
        for (surface, expected) in [
            ("5 p.m.", Some("T17:00")),
            ("12.30am", Some("T00:30")),
            ("9pm", Some("T21:00")),
            ("1430 GMT", Some("T14:30Z")),
            ("10:30 a.m. EST", Some("T10:30")),
            ("14:30", Some("T14:30")),
            ("09:05", Some("T09:05")),
            ("9:30", None),
            ("noon", Some("T12:00")),
            ("midnight", None),
        ] {
            let found = times.at(surface, true, |len| len == surface.len()).expect(surface);
            assert_eq!(found.iso.as_deref(), expected, "{surface}");
        }
    }

    #[test]
    fn a_score_is_no_time() {
        let whole = |s: &str| Times::default().at(s, false, |len| len == s.len());
        assert_eq!(whole("3:16"), None);
        assert_eq!(whole("2:1"), None);
    }
}
