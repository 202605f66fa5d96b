//! What the words in a name and around it tell of its type, whatever the tagger took it for.

use super::{EntityType, Mention, MentionKind};
use crate::calendar;
use crate::country;
use crate::lexicon::reference::{self, Noun, NounKind};
use crate::name;
use crate::token::{Token, TokenKind};

/// The type that `mention`, a name, has by its words and those beside it; none where they tell nothing.
pub fn entity_type(text: &str, tokens: &[Token], mention: &Mention) -> Option<EntityType> {
    let teller = Teller { text, tokens, mention };
    let name = mention.kind == MentionKind::Name;
    name.then(|| teller.before().or_else(|| teller.inside()).or_else(|| teller.after()))?
}

struct Teller<'t> {
    text: &'t str,
    tokens: &'t [Token],
    mention: &'t Mention,
}

/// What bears a name before which it stands: no person, and nothing else that is counted.
const VESSELS: [&str; 19] = [
    "MV",
    "SS",
    "USS",
    "HMS",
    "cyclone",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "hurricane",
    "ship",
    "storm",
    "submarine",
    "tanker",
    "trawler",
    "typhoon",
    "vessel",
    "warship",
    "yacht",
];

/// Nouns for a body that are a player's too: “Denver center Uros Petkovic”.
const PLAYERS: [&str; 3] = ["center", "centre", "guard"];

/// Unions of states that are no place.
const BLOCS: [&str; 5] = ["EU", "E.U.", "NATO", "UN", "U.N."];

/// What is named after who first described it: “Duchenne muscular dystrophy”, “Alzheimer's disease”.
const ILLS: [&str; 6] = ["disease", "disorder", "dystrophy", "lymphoma", "syndrome", "virus"];

/// Words that an apposition may have up to its head: “a small Norwegian charity”.
const MAX_MODIFIERS: usize = 4;

impl<'t> Teller<'t> {
    fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    fn is(&self, types: &[EntityType]) -> bool {
        types.contains(&self.mention.entity_type)
    }

    /// “the newspaper Nordlys”, “Mrs. Lund”, “the goalkeeper Per Moen”, “the ferry Santa Rosalia”,
    /// “1-Uwe Kampf”.
    fn before(&self) -> Option<EntityType> {
        let start = self.mention.tokens.start;
        let before = self.word(start.checked_sub(1)?);
        if !self.tokens[start].spaced {
            let player = before == "-" && start > 1 && self.tokens[start - 2].kind == TokenKind::Number;
            let two = self.mention.tokens.len() > 1;
            return (player && two && !self.tokens[start - 1].spaced).then_some(EntityType::Person);
        }
        if reference::title(before).is_some_and(|t| t.role.is_none() && t.gender != 0.0) {
            return Some(EntityType::Person);
        }
        if VESSELS.contains(&before) {
            return Some(EntityType::Misc);
        }
        if PLAYERS.contains(&before) {
            return None;
        }
        if self.is_party(start) {
            return Some(EntityType::Misc);
        }
        let noun = reference::noun(before).filter(|n| before.starts_with(char::is_lowercase) && !n.plural)?;
        match noun.kind {
            NounKind::Person if self.is(&[EntityType::Misc]) || self.has_given_name() => Some(EntityType::Person),
            NounKind::Organization if self.is(&[EntityType::Person]) => Some(EntityType::Organization),
            _ => None,
        }
    }

    /// Whether the name is a given name and one more.
    fn has_given_name(&self) -> bool {
        let range = &self.mention.tokens;
        range.len() == 2 && reference::given_name(&name::fold(self.word(range.start))).is_some()
    }

    /// Whether the name at `start` is of a case: “R v Smith”.
    fn is_party(&self, start: usize) -> bool {
        start > 1
            && matches!(self.word(start - 1), "v" | "v.")
            && matches!(self.word(start - 2), "R" | "Rex" | "Regina")
    }

    /// Whether the name is of a case, with both parties: “Roe v. City of Sandusky”.
    fn is_case(&self) -> bool {
        self.mention.tokens.clone().any(|i| matches!(self.word(i), "v" | "v." | "vs."))
    }

    /// Whether the name, taken for a person's, is a species': “Macropinna microstoma”, “Opisthoproctidae”.
    fn is_species(&self) -> bool {
        let last = self.word(self.mention.tokens.end - 1);
        let latin =
            ["us", "a", "um", "is", "ae", "i", "ensis", "es", "ii"].iter().any(|ending| last.ends_with(ending));
        let two = self.mention.tokens.len() == 2 && last.len() > 3 && last.starts_with(char::is_lowercase);
        two && latin || self.mention.tokens.len() == 1 && (last.ends_with("idae") || last.ends_with("aceae"))
    }

    /// “Cellist Maya Lindqvist” and “Maya Stroud KC” are people, “the DPRK” a place, “Halden Plc” a company, “Dutch” no place.
    fn inside(&self) -> Option<EntityType> {
        let surface = self.mention.span.of(self.text);
        if self.is_case() || self.is_species() {
            return Some(EntityType::Misc);
        }
        if BLOCS.contains(&surface) {
            return Some(EntityType::Organization);
        }
        let capitals = surface.len() > 1 && surface.chars().all(|c| c.is_ascii_uppercase());
        let people = country::is_of_country(surface);
        if capitals && !people && country::code(surface).is_some() {
            return Some(EntityType::Location);
        }
        if people && self.is(&[EntityType::Location]) {
            return Some(EntityType::Norp);
        }
        let words: Vec<String> = surface.split_whitespace().map(name::fold).collect();
        let last = words.last().filter(|_| words.len() > 1)?;
        if name::has_legal_form(&words) || reference::ends_organization(last) {
            return Some(EntityType::Organization);
        }
        let [first, second, _, ..] = &words[..] else { return None };
        let role = reference::noun(first).is_some_and(|n| n.kind == NounKind::Person && !n.plural);
        let given = |word: &str| reference::given_name(word).is_some();
        let suffixed = name::has_suffix(&words) && (given(first) || !self.is(&[EntityType::Misc]));
        let told = role && given(second) || suffixed;
        told.then_some(EntityType::Person)
    }

    /// “Al-Qabas daily”; “Harbour Watch, a charity of divers,” where it was taken for a person's name.
    fn after(&self) -> Option<EntityType> {
        let at = self.mention.tokens.end;
        if !self.is(&[EntityType::Person, EntityType::Misc]) {
            return None;
        }
        let lone = self.mention.tokens.len() == 1;
        if self.word(at) == "crude" || lone && (at..at + 3).any(|i| ILLS.contains(&self.word(i))) {
            return Some(EntityType::Misc);
        }
        if self.is_paper(at) || self.says_of_itself(at) {
            return Some(EntityType::Organization);
        }
        let opens = self.word(at) == "," && matches!(self.word(at + 1), "a" | "an");
        let mut near = at + 2..self.tokens.len().min(at + 2 + MAX_MODIFIERS);
        let (head, noun) = near.find_map(|i| Some((i, reference::noun(self.word(i))?))).filter(|_| opens)?;
        let ends = matches!(self.word(head + 1), "," | "." | "of" | "in" | "for" | "that" | "which" | "based");
        (ends && is_body(noun)).then_some(EntityType::Organization)
    }

    /// Whether the words from `at` on are a body's: “Halden | said on Tuesday its profit had fallen”.
    fn says_of_itself(&self, at: usize) -> bool {
        let given = reference::given_name(&name::fold(self.word(self.mention.tokens.start))).is_some();
        let says = matches!(self.word(at), "said" | "says" | "announced" | "reported" | "expects" | "plans");
        // “said on Tuesday that”
        let near = (at + 1..at + 5)
            .take_while(|&i| matches!(self.word(i), "on" | "that" | "it") || calendar::is_day(self.word(i)));
        let next = near.last().map_or(at + 1, |i| i + 1);
        !given && says && self.word(next) == "its"
    }

    /// Whether the token at `at` is a noun for a paper or a station.
    fn is_paper(&self, at: usize) -> bool {
        let spaced = self.tokens.get(at).is_some_and(|t| t.spaced);
        let papers = reference::noun("newspaper").map_or(0, |n| n.classes);
        spaced && reference::noun(self.word(at)).is_some_and(|n| is_body(n) && n.classes & papers != 0)
    }
}

/// Whether a noun is for one organisation.
fn is_body(noun: Noun) -> bool {
    noun.kind == NounKind::Organization && !noun.plural
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    /// What is told of the words from the first capital up to the bar, taken for `taken_for`.
    fn told(marked: &str, taken_for: EntityType) -> Option<EntityType> {
        let text = marked.replace('|', "");
        let tokens = token::tokenize(&text);
        let ends = marked.find('|').expect("a bar") as u32;
        let start = tokens.iter().position(|t| t.of(&text).starts_with(char::is_uppercase)).expect("a capital");
        let end = tokens.partition_point(|t| t.span.end <= ends);
        entity_type(
            &text,
            &tokens,
            &Mention { entity_type: taken_for, ..Mention::person(&tokens, start..end, 0.9) },
        )
    }

    #[test]
    fn words_in_and_beside_a_name_tell_its_type() {
        use EntityType::{Location, Misc, Norp, Organization, Person};
        for (marked, taken_for, expected) in [
            ("the ferry Santa Rosalia| sank", Person, Some(Misc)),
            ("the newspaper Nordlys| said", Person, Some(Organization)),
            ("Al-Qabas| daily said", Person, Some(Organization)),
            ("Halden| said on Tuesday its profit had fallen", Person, Some(Organization)),
            ("Halden| said on Tuesday his profit had fallen", Person, None),
            ("Ashby Wanderers| won", Location, Some(Organization)),
            ("Dutch| officials", Location, Some(Norp)),
            ("Duchenne| muscular dystrophy", Person, Some(Misc)),
            ("Macropinna microstoma| swims", Person, Some(Misc)),
            ("Roe v. City of Sandusky| is old", Location, Some(Misc)),
            ("Cory Dillard Jr.| said", Organization, Some(Person)),
            ("the center Uros Petkovic| said", Person, None),
            ("Oslo| said", Location, None),
        ] {
            assert_eq!(told(marked, taken_for), expected, "{marked}");
        }
    }
}
