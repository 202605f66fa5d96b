//! The dateline of an agency's report: `MOSCOW, January 21. /TASS/.`, `PARIS (AP) —`.

use crate::attribution::Attribution;
use crate::calendar::{self, Date};
use crate::date::{self, Dates, Outlook, Setting};
use crate::lexicon;
use crate::span::Span;
use crate::token::Token;
use regex::Regex;

/// Where, when and by whom a report was filed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place, in bytes.
    pub place: Option<Span>,
    /// The agency, in bytes.
    pub agency: Option<Span>,
    /// The day the report was filed, ISO 8601.
    pub date: Option<String>,
    /// Where the report begins after it, in bytes; 0 where nothing but a date of publication is known.
    pub end: u32,
}

impl Dateline {
    /// Cuts the dateline off who speaks and what is said in the report's first sentence: “RIYADH: | The minister | said”. Cost:
    /// linear in the attributions.
    pub fn cut(&self, tokens: &[Token], attributions: &mut [Attribution]) {
        let first = tokens.partition_point(|t| t.span.start < self.end);
        let pieces = attributions.iter_mut().flat_map(|a| a.content.iter_mut().chain(&mut a.source));
        for piece in pieces.filter(|p| p.end > first) {
            piece.start = piece.start.max(first);
        }
    }
}

/// Datelines stand in the first lines, after a headline, a byline and a date of publication at most.
const LINES: usize = 8;

/// Lines are looked at up to this many bytes.
const LINE: usize = 160;

/// The patterns of a dateline's parts, compiled once.
pub struct Finder {
    label: Regex,
    clock: Regex,
    place: Regex,
    region: Regex,
    agency: Regex,
    close: Regex,
}

impl Default for Finder {
    fn default() -> Self {
        let part = |pattern: &str| Regex::new(&format!("^(?:{pattern})")).expect("the pattern is a constant");
        let (upper, letter) = ("[A-ZÀ-ÖØ-Þ]", "[A-Za-zÀ-ÖØ-öø-ž.'’/-]");
        Finder {
            // `Published: `, `Last updated on `, `date `
            label: part(
                "(?i-u:(?:first )?(?:published|posted)|(?:last )?(?:updated|modified)|(?:publication )?date)(?i-u: on| at)?:? ",
            ),
            // ` at 10:30 a.m. GMT`, `T10:30:00Z`: nothing else on a line of its date
            clock: part(
                "[,T ]*(?:at )?[0-9]{1,2}[:.][0-9]{2}[0-9:.]*(?: ?[AaPp]\\.?[Mm]\\.?)?[ A-Z()+0-9:]*$|[., ]*$",
            ),
            // `MOSCOW`, `NEW DELHI`, `BEIJING/SHANGHAI`, `Port-au-Prince`
            place: part(&format!("{upper}{letter}+(?: (?:de |la |of )?{upper}{letter}+){{0,3}}")),
            // `, Ukraine`, `, D.C.`, ` / Africa Renewal`
            region: part(&format!("(?:, | / )(?P<region>{upper}{letter}+(?: {upper}{letter}+){{0,2}})")),
            // `(Reuters)`, `/TASS/`
            agency: part("[.,]? ?(?:[-–—] ?)?[(/](?P<agency>[A-Za-z][A-Za-z.&’' -]{1,40})[)/]"),
            // `. `, ` — `, `: `
            close: part("[.,]? ?(?:--+|[–—―]) ?|[.,]? ?- |: ?"),
        }
    }
}

impl Finder {
    /// The dateline of a text, from its first lines. Cost: bounded.
    pub fn find(&self, text: &str, dates: &Dates) -> Option<Dateline> {
        let mut published = None;
        for line in first_lines(text) {
            let mut at = line.start as usize;
            if let Some((date, len)) = self.publication(line.of(text), dates) {
                published = published.or(Some(date));
                at += len;
            }
            if let Some(dateline) = self.line(text, Span::new(at as u32, line.end), dates, published) {
                return Some(dateline);
            }
        }
        published.map(|date| Dateline { date: Some(date.to_string()), ..Dateline::default() })
    }

    /// The date of publication that a line begins with, if the line is one of data, not of prose; and where
    /// what follows it begins.
    fn publication(&self, line: &str, dates: &Dates) -> Option<(Date, usize)> {
        let label = self.label.find(line).map_or(0, |label| label.end());
        let (date, len) = full_date(&line[label..], dates)?;
        let rest = &line[label + len..];
        let place = rest.trim_start().starts_with(|c: char| c.is_uppercase());
        (label > 0 || place || self.clock.is_match(rest)).then_some((date, line.len() - rest.trim_start().len()))
    }

    /// The dateline that `line` begins with.
    fn line(&self, text: &str, line: Span, dates: &Dates, published: Option<Date>) -> Option<Dateline> {
        if !is_signed(line.of(text)) {
            return None;
        }
        let parts =
            || Parts { finder: self, text, dates, published, at: line.start as usize, end: line.end as usize };
        parts().placed().or_else(|| parts().unplaced())
    }
}

/// A reader of a dateline's parts, from left to right.
struct Parts<'p> {
    finder: &'p Finder,
    text: &'p str,
    dates: &'p Dates,
    published: Option<Date>,
    at: usize,
    end: usize,
}

impl<'p> Parts<'p> {
    fn rest(&self) -> &'p str {
        &self.text[self.at..self.end]
    }

    /// Goes `len` bytes on and gives those from `start` to `end` of them.
    fn take(&mut self, start: usize, end: usize, len: usize) -> Span {
        let span = Span::new((self.at + start) as u32, (self.at + end) as u32);
        self.at += len;
        span
    }

    /// `PARIS (AP) —`, `LONDON, 3 May 2021 —`, `CAIRO - 21 July 2022:`, `NEW DELHI: `.
    fn placed(mut self) -> Option<Dateline> {
        let place = self.place()?;
        let city = place.of(self.text);
        let before = self.date();
        let agency = self.agency();
        let date = before.or_else(|| self.date());
        let closed = self.finder.close.is_match(self.rest());
        let is_upper = city.chars().any(char::is_alphabetic) && !city.chars().any(char::is_lowercase);
        let signs = [is_upper, date.is_some(), closed].into_iter().filter(|sign| *sign).count();
        let end = self.close();
        let report = self.text[end as usize..self.end].trim();
        let filed = match agency {
            Some(agency) => known(agency.of(self.text)) || signs >= 2,
            None if report.is_empty() => is_upper && date.is_some(),
            // Capitals alone may as well be a kicker: `EXCLUSIVE: `, `SOCCER - MILAN OUT`.
            None => {
                closed && (date.is_some() || is_upper && !is_kicker(city) && report.contains(char::is_lowercase))
            }
        };
        let date = date.flatten().or(self.published).map(|d| d.to_string());
        (filed && !known(city)).then_some(Dateline { place: Some(place), agency, date, end })
    }

    /// `(CNN) —`, `afrol News, 24 March -`: a report that names no place.
    fn unplaced(mut self) -> Option<Dateline> {
        let bracketed = self.agency();
        let agency = bracketed.or_else(|| self.plain_agency())?;
        let date = self.date();
        let closed = self.finder.close.is_match(self.rest());
        let filed = known(agency.of(self.text)) && (bracketed.is_some() || closed && date.is_some());
        let date = date.flatten().or(self.published).map(|d| d.to_string());
        let end = self.close();
        filed.then_some(Dateline { place: None, agency: Some(agency), date, end })
    }

    /// Where the report begins, in bytes.
    fn close(&self) -> u32 {
        (self.at + self.finder.close.find(self.rest()).map_or(0, |m| m.end())) as u32
    }

    /// A place; its region is read over.
    fn place(&mut self) -> Option<Span> {
        let found = self.finder.place.find(self.rest())?;
        let name = found.as_str().trim_end_matches(['.', '-', '/']).len();
        let place = self.take(0, name, name);
        self.pass_region();
        Some(place)
    }

    /// The plain name of a known agency; a second one after it is read over.
    fn plain_agency(&mut self) -> Option<Span> {
        let name = lexicon::agencies().iter().filter(|a| self.rest().starts_with(**a)).map(|a| a.len()).max()?;
        let agency = self.take(0, name, name);
        self.pass_region();
        Some(agency)
    }

    /// Reads over a region, or what else stands between a name and its date.
    fn pass_region(&mut self) {
        if let Some(region) = self.finder.region.captures(self.rest())
            && calendar::month(&region["region"]).is_none()
            && calendar::weekday(&region["region"]).is_none()
        {
            self.at += region[0].len();
        }
    }

    /// A date with its joint: `, January 21`, ` - 21 July 2022`. The inner `None`: its year is unknown.
    fn date(&mut self) -> Option<Option<Date>> {
        let rest = self.rest();
        let joint = rest.len() - rest.trim_start_matches([',', '.', ' ', '-', '–', '—']).len();
        let (date, len) = day_and_month(&rest[joint..], self.dates, self.published)?;
        self.at += joint + len;
        Some(date)
    }

    fn agency(&mut self) -> Option<Span> {
        let groups = self.finder.agency.captures(self.rest())?;
        let name = groups.name("agency")?;
        Some(self.take(name.start(), name.end(), groups[0].len()))
    }
}

/// The first lines that are not empty, each without the white space around it and cut to a fair length.
fn first_lines(text: &str) -> impl Iterator<Item = Span> {
    let head = &text[..text.floor_char_boundary(LINES * LINE * 4)];
    let line = move |line: &'_ str| {
        let start = line.as_ptr() as usize - head.as_ptr() as usize;
        Span::new(start as u32, (start + line.floor_char_boundary(LINE)) as u32)
    };
    head.lines().map(str::trim).filter(|l| !l.is_empty()).take(LINES).map(line)
}

/// Whether a line may begin with a dateline at all: it has one of the marks that close one, or begins in capitals.
fn is_signed(line: &str) -> bool {
    line.contains(['(', '/', ':', '–', '—', '―'])
        || line.contains("--")
        || line.contains("- ")
        || line.chars().take(2).all(char::is_uppercase)
}

/// Whether `name` is a news agency's.
fn known(name: &str) -> bool {
    lexicon::agencies().contains(&name)
}

/// Whether words in capitals are a kicker or a speaker's initials, not a place.
fn is_kicker(words: &str) -> bool {
    words.len() < 4 || words.split(' ').any(lexicon::opens_line)
}

/// The date with a year that `text` begins with, and its length.
fn full_date(text: &str, dates: &Dates) -> Option<(Date, usize)> {
    // `2021-03-03T10:00`: the time is joined by a letter.
    let fits = |len| ends_word(text, len) || text[len..].starts_with('T');
    if !date::may_name(text) {
        return None;
    }
    let found = dates.at(text, &Setting::default(), fits)?;
    Some((Date::parse(&found.iso?)?, found.len))
}

/// The day that `text` begins with, its year from the text or from the nearest to `published`.
fn day_and_month(text: &str, dates: &Dates, published: Option<Date>) -> Option<(Option<Date>, usize)> {
    if !date::may_name(text) {
        return None;
    }
    let titled = date::titled(text);
    let read = |ahead| {
        dates.at(&titled, &Setting { anchor: published, outlook: Outlook { ahead, other_year: false } }, |len| {
            ends_word(text, len)
        })
    };
    let found = read(false)?;
    // A report may bear the next day's date where it is already morning.
    match found.iso.or_else(|| read(true)?.iso) {
        Some(iso) => Some((Some(Date::parse(&iso)?), found.len)),
        None => {
            let words = &titled[..found.len];
            let is_day = words.contains(|c: char| c.is_ascii_digit()) && words.contains(' ');
            is_day.then_some((None, found.len))
        }
    }
}

fn ends_word(text: &str, len: usize) -> bool {
    !text[len..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Place, agency and date of a text, empty where there is none.
    fn parts(text: &str) -> Option<[String; 3]> {
        let found = Finder::default().find(text, &Dates::default())?;
        let of = |span: Option<Span>| span.map_or("", |s| s.of(text)).to_owned();
        Some([of(found.place), of(found.agency), found.date.unwrap_or_default()])
    }

    #[test]
    fn agencies_sign_in_many_ways() {
        for (text, place, agency, date) in [
            ("MOSCOW, January 21. /TASS/. The vote", "MOSCOW", "TASS", ""),
            ("PARIS (AP) — The vote", "PARIS", "AP", ""),
            ("WASHINGTON (Reuters) - The vote", "WASHINGTON", "Reuters", ""),
            ("BEIJING, March 3 (Xinhua) -- The vote", "BEIJING", "Xinhua", ""),
            ("KYIV, Ukraine (AP) — The vote", "KYIV", "AP", ""),
            ("NEW DELHI: The vote", "NEW DELHI", "", ""),
            ("LONDON, 3 May 2021 — The vote", "LONDON", "", "2021-05-03"),
            ("CAIRO - 21 July 2022: The vote", "CAIRO", "", "2022-07-21"),
            ("Rome, 5 Aug 2021 (ANSA) - The vote", "Rome", "ANSA", "2021-08-05"),
            ("WASHINGTON, JULY 25: The vote", "WASHINGTON", "", ""),
            ("SÃO PAULO, Brazil, Feb. 2, 2020 (AFP) – The vote", "SÃO PAULO", "AFP", "2020-02-02"),
            ("ASTOR, May 2. /NEWSCO/. The vote", "ASTOR", "NEWSCO", ""),
            ("LONDON 1996-08-30\n\nThe vote", "LONDON", "", "1996-08-30"),
            ("(CNN) — The vote", "", "CNN", ""),
            ("afrol News, 24 March - The vote", "", "afrol News", ""),
        ] {
            let expected = [place, agency, date].map(str::to_owned);
            assert_eq!(parts(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_line_of_data_gives_the_year() {
        for (text, place, date) in [
            (" date 2022-01-21 MOSCOW, January 21. /TASS/. The vote", "MOSCOW", "2022-01-21"),
            ("Storm nears coast\nPublished: 3 March 2021\n\nLIMA (AP) — The vote", "LIMA", "2021-03-03"),
            ("Storm nears coast\n2 January 2021\nLIMA, Dec 31 (AP) — The vote", "LIMA", "2020-12-31"),
            ("Posted on Sept. 13, 2012 at 10:30 a.m. EST\nThe vote", "", "2012-09-13"),
            ("2021-03-03T10:00:00Z\nThe vote", "", "2021-03-03"),
        ] {
            let found = parts(text).unwrap_or_else(|| panic!("none: {text}"));
            assert_eq!((found[0].as_str(), found[2].as_str()), (place, date), "{text}");
        }
    }

    #[test]
    fn prose_is_no_dateline() {
        for text in [
            "",
            "The vote was held in PARIS (AP photo) on Monday.",
            "EXCLUSIVE: The vote was rigged",
            "NATO (North Atlantic Treaty Organization) met",
            "September 11, 2001 changed the world.",
            "Paris - The city of light",
            "US-backed forces met",
            "SOCCER - MILAN BEAT ROMA",
            "A: Yes",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
