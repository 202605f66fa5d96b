//! Countries: the ISO 3166-1 code of a name, an adjective or an abbreviation that stands for one.

use crate::lexicon;
use crate::table::Table;
use std::sync::LazyLock;

const NAMES: &str = include_str!("lexicon/countries.tsv");
const DEMONYMS: &str = include_str!("lexicon/demonyms.tsv");

/// A country by its name, but as often something else: a state of the USA.
const DOUBTFUL: [&str; 1] = ["Georgia"];

/// ISO 3166-1 alpha-2 of the country that `name` names or belongs to: `DPRK` and `North Korean` → `KP`.
///
/// A capital is a place, not its country, and has no code; nor has what two countries share (`Congo`).
/// The caller knows whether the name is of a place or a person (`Jordan`). Cost: one look-up.
pub fn code(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
    CODES.get(&key(name)).map(|c| c.0)
}

/// Whether `name` is no country's name but that of its people or things: `Kenyan`, `Dane`, `South Korean`.
pub fn is_of_country(name: &str) -> bool {
    (name.len() > LONGEST_ABBREVIATION || name.contains(char::is_lowercase))
        && CODES.get(&key(name)).is_some_and(|c| !c.1)
}

/// For each form its code, and whether it is a country's name.
static CODES: LazyLock<Table<(&'static str, bool)>> = LazyLock::new(table);

fn table() -> Table<(&'static str, bool)> {
    let forms = |(row, is_name): (Vec<&'static str>, bool)| row[1].split(';').map(move |n| (n, (row[0], is_name)));
    let names = lexicon::rows(NAMES).map(|row| (row, true));
    let others = lexicon::rows(DEMONYMS).map(|row| {
        let is_name = row.len() > 2;
        (row, is_name)
    });
    let all = names.chain(others).flat_map(forms);
    all.filter(|(name, _)| !DOUBTFUL.contains(name)).map(|(name, code)| (key(name), code)).collect()
}

/// What a name is looked up by: `U.S.` is `US` but not `us`, `RUSSIA` is `Russia`.
fn key(name: &str) -> String {
    let apostrophe = |c| if c == '’' { '\'' } else { c };
    let plain: String = name.chars().filter(|&c| c != '.').map(apostrophe).collect();
    if plain.len() > LONGEST_ABBREVIATION { plain.to_lowercase() } else { plain }
}

/// Up to this length capitals tell a country from a word: `US`, `CAR`, `DPRK`; `Chad`, `Cuba`.
const LONGEST_ABBREVIATION: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_adjectives_and_abbreviations_share_a_code() {
        for name in ["North Korea", "DPRK", "North Korean", "the DPRK", "NORTH KOREA"] {
            assert_eq!(code(name), Some("KP"), "{name}");
        }
        for name in ["United States", "the United States", "U.S.", "US", "USA", "America", "Americans"] {
            assert_eq!(code(name), Some("US"), "{name}");
        }
        for (name, expected) in [
            ("UK", "GB"),
            ("Russian", "RU"),
            ("Côte d’Ivoire", "CI"),
            ("Ivory Coast", "CI"),
            ("Burma", "MM"),
            ("The Gambia", "GM"),
            ("St. Lucia", "LC"),
            ("DR Congo", "CD"),
            ("Türkiye", "TR"),
            ("Hong Kong", "HK"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_no_country_or_two_has_no_code() {
        for name in ["Moscow", "us", "car", "Congo", "Korean", "Georgia", "Guinean Forest", "EU", "", "the"] {
            assert_eq!(code(name), None, "{name}");
        }
    }

    #[test]
    fn the_people_of_a_country_are_not_the_country() {
        assert!(is_of_country("Kenyan") && is_of_country("Dane") && is_of_country("DUTCH"));
        assert!(!is_of_country("Kenya") && !is_of_country("UAE") && !is_of_country("Somebody"));
    }

    #[test]
    fn no_name_stands_for_two_countries() {
        let rows = lexicon::rows(NAMES).chain(lexicon::rows(DEMONYMS));
        let mut seen = std::collections::HashMap::new();
        for (name, code) in rows.flat_map(|r| r[1].split(';').map(move |n| (key(n), r[0]))) {
            let other = seen.insert(name.clone(), code);
            assert!(other.is_none() || other == Some(code), "{name}: {code} and {other:?}");
        }
    }
}
