//! The data tables, embedded, and what may be asked of them. Each `.tsv` begins with its source and licence.

pub mod reference;
mod short_words;

pub use short_words::ShortWords;
use std::sync::LazyLock;

/// What may follow an abbreviation's full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// A name or a number, always: no sentence ends there (`Mr.`).
    Title,
    /// A number (`No. 5`, `Jan. 3`): before anything else the word is no abbreviation.
    Number,
    /// Anything, a new sentence too (`Inc.`).
    Anything,
}

/// Rows of a table: its lines without comments, split at tabs.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
}

const ABBREVIATIONS: &str = include_str!("lexicon/abbreviations.tsv");

/// What follows the abbreviation `word` (given without its full stop), if it is one.
pub fn abbreviation(word: &str) -> Option<Follows> {
    static TABLE: LazyLock<Vec<(&str, Follows)>> = LazyLock::new(|| {
        let follows = |code| match code {
            "T" => Follows::Title,
            "N" => Follows::Number,
            _ => Follows::Anything,
        };
        rows(ABBREVIATIONS).map(|r| (r[0], follows(r[1]))).collect()
    });
    if word.len() > 8 {
        return None;
    }
    TABLE.binary_search_by_key(&word, |r| r.0).ok().map(|i| TABLE[i].1)
}

const AGENCIES: &str = include_str!("lexicon/agencies.tsv");

/// The names of news agencies. The table has one column, so its lines need no splitting.
pub fn agencies() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&str>> =
        LazyLock::new(|| AGENCIES.lines().filter(|l| !l.starts_with('#')).collect());
    &NAMES
}

/// Whether a word in capitals opens a line and names nothing: “EXCLUSIVE: …”.
pub fn opens_line(word: &str) -> bool {
    KICKERS.contains(&word)
}

/// Words in capitals that open a line and are no place.
const KICKERS: [&str; 22] = [
    "UPDATE",
    "WATCH",
    "LIVE",
    "EXCLUSIVE",
    "BREAKING",
    "OPINION",
    "ANALYSIS",
    "VIDEO",
    "PHOTOS",
    "NEWS",
    "READ",
    "INTERVIEW",
    "FACTBOX",
    "CORRECTED",
    "TODAY",
    "NOTE",
    "EDITORIAL",
    "RELATED",
    "MORE",
    "SPEAKER",
    "Q",
    "A",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_in_order_and_found_as_written() {
        assert!(rows(ABBREVIATIONS).is_sorted_by_key(|r| r[0]));
        assert_eq!(abbreviation("Mr"), Some(Follows::Title));
        assert_eq!(abbreviation("Sept"), Some(Follows::Number));
        assert_eq!(abbreviation("mr"), None);
    }
}
