//! Words that refer to people and organisations: pronouns, titles, nouns of roles and documents, given names.

use super::{ShortWords, rows};
use crate::table::{Table, Words};
use std::sync::LazyLock;

/// Gender as a weight: natural logarithm of the odds of a woman; below zero a man, zero unknown.
pub type GenderWeight = f32;

/// What a title, a role or a third-person pronoun weighs: they are chosen knowing the person.
pub const KNOWN_GENDER: GenderWeight = 6.0;

/// Who a pronoun points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// `he`, `him`, `his`.
    He,
    /// `she`, `her`.
    She,
    /// `I`, `me`, `my`.
    I,
    /// `we`, `our`.
    We,
    /// `you`, `your`.
    You,
    /// `it`, `its`.
    It,
    /// `they`, `their`.
    They,
    /// `who`, `which`, `that`: what comes just before.
    Relative,
}

impl Pronoun {
    /// What it says of gender; 0 for all but `he` and `she`.
    pub fn gender(self) -> GenderWeight {
        match self {
            Pronoun::He => -KNOWN_GENDER,
            Pronoun::She => KNOWN_GENDER,
            _ => 0.0,
        }
    }
}

/// The pronoun that `word` is, whatever its case.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    PRONOUNS.get(word)
}

static PRONOUNS: ShortWords<Pronoun, 36> = ShortWords::new(&[
    ("he him his himself", Pronoun::He),
    ("she her hers herself", Pronoun::She),
    ("i me my mine myself", Pronoun::I),
    ("we us our ours ourselves", Pronoun::We),
    ("you your yours yourself yourselves", Pronoun::You),
    ("it its itself", Pronoun::It),
    ("they them their theirs themselves", Pronoun::They),
    ("who which that whom whose", Pronoun::Relative),
]);

/// What sort of thing a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// One person: `minister`.
    Person,
    /// A body of people: `ministry`.
    Organization,
    /// What speaks for its issuer: `statement`.
    Document,
    /// Several people: `critics`.
    Group,
}

/// A noun that refers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noun {
    /// What sort of thing it stands for.
    pub kind: NounKind,
    /// Bits of the classes it belongs to: nouns that share one can stand for each other.
    pub classes: u32,
    /// It is a trade of its own: no other such noun stands for it.
    pub own: bool,
    /// What the noun says of gender.
    pub gender: GenderWeight,
    /// It is the plural.
    pub plural: bool,
}

/// A word before a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Title {
    /// What it says of gender.
    pub gender: GenderWeight,
    /// The person noun it stands for: `Sen.` → `senator`.
    pub role: Option<&'static str>,
}

const PERSON_NOUNS: &str = include_str!("person_nouns.tsv");
const ORGANIZATION_NOUNS: &str = include_str!("organization_nouns.tsv");
const ORGANIZATION_ENDINGS: &str = include_str!("organization_endings.tsv");
const DOCUMENT_NOUNS: &str = include_str!("document_nouns.tsv");
const GROUP_NOUNS: &str = include_str!("group_nouns.tsv");
const TITLES: &str = include_str!("titles.tsv");
const GIVEN_NAMES: &str = include_str!("given_names.tsv");
const NICKNAMES: &str = include_str!("nicknames.tsv");

/// All tables, hashed once.
struct Tables {
    nouns: Table<Noun>,
    titles: Table<Title>,
    given: Table<GenderWeight>,
    /// Last words of organisations' names.
    endings: Words,
    /// For each given name, the lines of `nicknames.tsv` that hold it.
    nicknames: Table<Vec<u16>>,
    /// Names of the classes, by kind, so that a bit means one class.
    classes: Vec<(NounKind, &'static str)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::build);

impl Tables {
    fn build() -> Self {
        let mut tables = Tables {
            nouns: Table::default(),
            titles: titles(),
            given: given_names(),
            endings: Words::of(rows(ORGANIZATION_ENDINGS).flat_map(|r| r[0].split(' '))),
            nicknames: nicknames(),
            classes: Vec::new(),
        };
        for row in rows(PERSON_NOUNS) {
            tables.add_nouns(NounKind::Person, row[0], gender(row[1]), row[2]);
        }
        for row in rows(ORGANIZATION_NOUNS) {
            tables.add_nouns(NounKind::Organization, row[0], 0.0, row[1]);
        }
        for row in rows(DOCUMENT_NOUNS) {
            tables.add_nouns(NounKind::Document, row[0], 0.0, row[1]);
        }
        for row in rows(GROUP_NOUNS) {
            tables.add_nouns(NounKind::Group, "group", 0.0, row[0]);
        }
        tables
    }

    fn add_nouns(&mut self, kind: NounKind, class: &'static str, gender: f32, words: &'static str) {
        let bit = 1 << self.class_index(kind, class);
        let mut own = false;
        for word in words.split(' ') {
            if word == "|" {
                own = true;
                continue;
            }
            let noun = Noun { kind, classes: 0, own, gender, plural: kind == NounKind::Group };
            let known = self.nouns.get_or_insert(word, noun);
            if known.kind == kind {
                known.classes |= bit;
                known.own |= own;
            }
        }
    }

    /// The number of `class` among those of its kind.
    fn class_index(&mut self, kind: NounKind, class: &'static str) -> usize {
        if !self.classes.contains(&(kind, class)) {
            self.classes.push((kind, class));
        }
        let same = self.classes.iter().filter(|c| c.0 == kind);
        same.map(|c| c.1).position(|c| c == class).unwrap_or(0)
    }
}

fn gender(code: &str) -> GenderWeight {
    match code {
        "f" => KNOWN_GENDER,
        "m" => -KNOWN_GENDER,
        _ => 0.0,
    }
}

fn titles() -> Table<Title> {
    let title = |r: Vec<&'static str>| {
        let role = Some(r[2]).filter(|&role| role != "-");
        (r[0].to_lowercase(), Title { gender: gender(r[1]), role })
    };
    rows(TITLES).map(title).collect()
}

fn given_names() -> Table<GenderWeight> {
    // Whole numbers: nothing else reads floats, which would bring a reader of its own.
    let weight = |r: &[&str]| r[0].parse::<i8>().unwrap_or(0).into();
    rows(GIVEN_NAMES).flat_map(|r| r[1].split(' ').map(move |name| (name, weight(&r)))).collect()
}

fn nicknames() -> Table<Vec<u16>> {
    let mut lines = Table::<Vec<u16>>::default();
    for (line, row) in rows(NICKNAMES).enumerate() {
        for name in row[0].split(' ') {
            lines.entry(name).push(line as u16);
        }
    }
    lines
}

/// What the noun `word` (in lower case, singular or plural) stands for.
pub fn noun(word: &str) -> Option<Noun> {
    let nouns = &TABLES.nouns;
    // “neurobiologist”, “virologist”: more than a table can list.
    let word = if word.ends_with("ologist") && !nouns.contains(word) { "biologist" } else { word };
    nouns.get(word).copied().or_else(|| Some(Noun { plural: true, ..*singular(word)? }))
}

/// The noun whose regular plural `word` is.
fn singular(word: &str) -> Option<&'static Noun> {
    const ENDINGS: [(&str, &str); 5] = [("women", "woman"), ("men", "man"), ("ies", "y"), ("es", ""), ("s", "")];
    ENDINGS.iter().find_map(|(plural, singular)| match (word.strip_suffix(plural)?, *singular) {
        (stem, "") => TABLES.nouns.get(stem),
        (stem, ending) => TABLES.nouns.get(&[stem, ending].concat()),
    })
}

/// The title `word` (with or without its stop), if it is written as one: with a capital.
pub fn title(word: &str) -> Option<Title> {
    if word.len() > 14 || !word.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    TABLES.titles.get(&word.trim_end_matches('.').to_lowercase()).copied()
}

/// What the given name `word` (in lower case) says of gender; `None` for a word that is not listed.
pub fn given_name(word: &str) -> Option<GenderWeight> {
    TABLES.given.get(word).copied()
}

/// Whether a name whose last word is `word` (in lower case) is an organisation's wherever it stands.
pub fn ends_organization(word: &str) -> bool {
    TABLES.endings.contains(word)
}

/// Whether two given names (in lower case) can be one person's: `bill` and `william`.
pub fn are_nicknames(a: &str, b: &str) -> bool {
    let lines = |name| TABLES.nicknames.get(name).map_or(&[][..], Vec::as_slice);
    lines(a).iter().any(|line| lines(b).contains(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_classes() {
        assert!(noun("spokeswomen").is_some_and(|n| n.plural && n.gender > 0.0));
        assert!(noun("ministries").is_some_and(|n| n.plural && n.kind == NounKind::Organization));
        let (envoy, diplomat) = (noun("envoy").unwrap(), noun("diplomat").unwrap());
        assert_ne!(envoy.classes & diplomat.classes, 0);
        assert_eq!(noun("table"), None);
        assert_eq!(noun("|"), None);
    }

    #[test]
    fn titles_need_a_capital() {
        assert_eq!(title("Sen.").unwrap().role, Some("senator"));
        assert!(title("Mrs").unwrap().gender > 0.0);
        assert_eq!(title("general"), None);
    }

    #[test]
    fn names_and_short_forms() {
        assert!(given_name("maria").unwrap() > 0.0 && given_name("john").unwrap() < 0.0);
        assert!(are_nicknames("bill", "william") && !are_nicknames("bill", "robert"));
    }
}
