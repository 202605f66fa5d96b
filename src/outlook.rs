//! Which way the words around a date look: back, as most news does, ahead, or from another time.

use crate::calendar::Date;
use crate::date::Outlook;
use crate::sentence::Layout;
use crate::span::TokenRange;
use crate::token::{Token, TokenKind};

/// Words that open a look ahead: `will meet on Friday`, `due on Friday`.
const AHEAD: [&str; 14] = [
    "will",
    "'ll",
    "’ll",
    "shall",
    "due",
    "scheduled",
    "expected",
    "set",
    "slated",
    "planned",
    "plans",
    "until",
    "upcoming",
    "be",
];

/// How many words before a date, and after it, may turn the outlook. The clause is seldom longer.
const BEFORE: usize = 8;
const AFTER: usize = 2;

/// The outlook around the tokens of a date, in a report of the day `anchor`. Cost: bounded.
pub fn of(text: &str, tokens: &[Token], layout: &Layout, date: &TokenRange, anchor: Date) -> Outlook {
    let sentence = &layout.sentences[layout.sentence_of[date.start] as usize];
    let word = |i: usize| tokens[i].of(text);
    let near = sentence.start.max(date.start.saturating_sub(WINDOW))..sentence.end.min(date.end + WINDOW);
    let years = near.clone().filter(|i| !date.contains(i) && tokens[*i].kind == TokenKind::Number);
    let clause = (near.start..date.start).rev().take(BEFORE).map(word);
    let before = clause.take_while(|w| is_ahead(w) || !closes_clause(w)).any(is_ahead);
    let after = (date.end..near.end).take(AFTER).any(|i| word(i) == "will");
    Outlook { ahead: before || after, other_year: years.map(word).any(|w| is_other_year(w, anchor)) }
}

fn is_ahead(word: &str) -> bool {
    AHEAD.contains(&word)
}

/// How far from a date another year still speaks for it, in tokens.
const WINDOW: usize = 40;

/// Whether a look ahead before this word does not reach beyond it: `will go, she said on Friday`.
fn closes_clause(word: &str) -> bool {
    matches!(word, "said" | "told" | "says" | "," | ";" | "\"" | "”" | "“")
        || word.len() > 4 && word.ends_with("ed")
}

/// Whether the word is a year far enough from the report's to be another time: `1945`.
fn is_other_year(word: &str, anchor: Date) -> bool {
    let year = if word.len() == 4 { word.parse::<i32>().ok() } else { None };
    year.is_some_and(|y| (1000..2100).contains(&y) && y != anchor.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentence, token};

    const PAST: Outlook = Outlook { ahead: false, other_year: false };
    const FORWARD: Outlook = Outlook { ahead: true, other_year: false };
    const OTHER_YEAR: Outlook = Outlook { ahead: false, other_year: true };

    /// The outlook of the word `date` in a report of 2022-01-21.
    fn outlook(text: &str, date: &str) -> Outlook {
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let at = tokens.iter().position(|t| t.of(text) == date).expect("the date is a token");
        of(text, &tokens, &layout, &(at..at + 1), Date::parse("2022-01-21").expect("a date"))
    }

    #[test]
    fn reports_look_back_and_plans_ahead() {
        assert_eq!(outlook("The minister arrived in Rome on Friday.", "Friday"), PAST);
        assert_eq!(outlook("The talks will open on Monday in Rome.", "Monday"), FORWARD);
        assert_eq!(outlook("Voters on Sunday will choose a mayor.", "Sunday"), FORWARD);
        assert_eq!(outlook("The court is due to sit on Monday.", "Monday"), FORWARD);
        assert_eq!(outlook("He will go, she said on Friday.", "Friday"), PAST);
        assert_eq!(outlook("The ministers will agree, they announced Friday.", "Friday"), PAST);
    }

    #[test]
    fn another_year_is_another_time() {
        assert_eq!(outlook("In 1945, the war ended on May 9.", "May"), OTHER_YEAR);
        assert_eq!(outlook("It was signed on Friday, in 2022.", "Friday"), PAST);
    }
}
