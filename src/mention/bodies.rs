//! Companies, clubs and papers that the tagger took for people, by what only a body has or does.

use super::{EntityType, Mention, MentionKind};
use crate::lexicon::reference;
use crate::name;
use crate::table::Words;
use crate::tag::Tag;
use crate::token::{Token, TokenKind};

/// Makes bodies of people whom the words beside one of their mentions show to be none, or who are called by the first
/// words of a body's name, unless it is a person's surname in the text. What a company is called without its legal
/// form is the company too, whatever it was taken for: “Halden Foods” and “Halden” where “Halden Foods Inc.” is named.
/// Cost: linear.
pub fn settle(text: &str, tokens: &[Token], tags: &[Tag], mut named: Vec<Mention>) -> Vec<Mention> {
    let is_name = |m: &Mention| m.kind == MentionKind::Name;
    let words: Vec<Vec<String>> =
        named.iter().map(|m| if is_name(m) { name::content_words(m.span.of(text)) } else { Vec::new() }).collect();
    let of_type = |t| named.iter().zip(&words).filter(move |(m, _)| is_name(m) && m.entity_type == t);
    let people = || of_type(EntityType::Person);
    let surnames = Words::of(people().filter(|(m, _)| m.tokens.len() > 1).filter_map(|(_, words)| words.last()));
    let acting = people().filter(|(m, _)| acts(text, tokens, tags, m));
    let mut bodies = Words::of(acting.map(|(_, words)| words.join(" ")));
    let mut companies = Words::default();
    for (body, long) in of_type(EntityType::Organization) {
        let legal = name::has_legal_form(long);
        if begins_short_form(text, tokens, body, long) {
            let short = if legal { &mut companies } else { &mut bodies };
            short.add(&long[..long.len() - 1].join(" "));
            // “Brunner Foundation” is called after Brunner.
            if legal || reference::noun(&long[long.len() - 1]).is_none() {
                short.add(&long[0]);
            }
        }
    }
    for (mention, own) in named.iter_mut().zip(&words).filter(|(m, _)| is_name(m)) {
        let surname = own.len() == 1 && surnames.contains(&own[0]);
        let own = own.join(" ");
        let body = mention.entity_type == EntityType::Person && bodies.contains(&own);
        if !surname && (body || companies.contains(&own)) {
            mention.entity_type = EntityType::Organization;
        }
    }
    named
}

/// Whether a body with these words may be called by the first of them: not by what it is, nor after whom.
fn begins_short_form(text: &str, tokens: &[Token], body: &Mention, words: &[String]) -> bool {
    let [first, _, ..] = words else { return false };
    let start = body.tokens.start;
    let owned = tokens.get(start + 1).is_some_and(|t| t.kind == TokenKind::Clitic);
    let known = reference::noun(first).is_some() || reference::given_name(first).is_some();
    !owned && !known && reference::title(tokens[start].of(text)).is_none()
}

/// What a company has: “Halden shares”, “Halden's board”.
const OWNED: [&str; 9] = [
    "shares",
    "stock",
    "board",
    "supervisory",
    "headquarters",
    "shareholders",
    "investors",
    "subsidiary",
    "parent",
];

/// What its price does: “Halden fell 4 percent”.
const MOVES: [&str; 16] = [
    "added", "advanced", "climbed", "declined", "dropped", "eased", "fell", "gained", "jumped", "lost", "plunged",
    "rose", "sank", "slid", "slipped", "tumbled",
];

/// Whether the words beside a name tell that it is a body's: “Halden, which owns”, “shares in Halden”.
fn acts(text: &str, tokens: &[Token], tags: &[Tag], mention: &Mention) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let before = |n: usize| mention.tokens.start.checked_sub(n).map_or("", word);
    let at = mention.tokens.end;
    let possessive = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Clitic);
    let moved = MOVES.contains(&word(at)) && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
    // “his letter to Lund, which”: the letter.
    let within =
        mention.tokens.start.checked_sub(1).is_some_and(|i| matches!(tags[i], Tag::Adp | Tag::To | Tag::Poss));
    word(at) == "," && word(at + 1) == "which" && !within
        || OWNED[..2].contains(&word(at))
        || possessive && OWNED.contains(&word(at + 1))
        || moved && matches!(word(at + 2), "%" | "percent" | "per" | "pct")
        || matches!(before(1), "in" | "of") && matches!(before(2).to_ascii_lowercase().as_str(), "shares" | "stake")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    /// The types after settling of names that were all taken for people's, but for the last, a body's.
    fn settled(text: &str, people: &[&str], body: Option<&str>) -> Vec<EntityType> {
        let tokens = token::tokenize(text);
        let at = |name: &&str| {
            let start = tokens.iter().position(|t| name.starts_with(t.of(text))).expect("the name is there");
            start..start + name.split(' ').count()
        };
        let person = |name| Mention::person(&tokens, at(name), 0.9);
        let body = body.as_ref().map(|b| Mention { entity_type: EntityType::Organization, ..person(b) });
        let named = people.iter().map(person).chain(body).collect();
        let tags = vec![Tag::Noun; tokens.len()];
        settle(text, &tokens, &tags, named)[..people.len()].iter().map(|m| m.entity_type).collect()
    }

    #[test]
    fn what_has_shares_or_is_a_which_is_a_body() {
        use EntityType::{Organization, Person};
        for text in
            ["Halden shares fell", "Halden, which owns ships", "Halden rose 4.2 percent", "Halden's board met"]
        {
            assert_eq!(settled(text, &["Halden"], None), [Organization], "{text}");
        }
        for text in ["Halden owns shares", "Halden, who owns ships", "Halden rose early", "Halden's wife"] {
            assert_eq!(settled(text, &["Halden"], None), [Person], "{text}");
        }
    }

    #[test]
    fn a_bodys_first_words_are_the_body_unless_they_are_a_surname() {
        use EntityType::{Organization, Person};
        assert_eq!(settled("Visayan Star sank", &["Visayan"], Some("Visayan Star")), [Organization]);
        let people = ["Visayan", "Ann Visayan"];
        assert_eq!(settled("Visayan Star and Ann Visayan sank", &people, Some("Visayan Star")), [Person; 2]);
    }
}
