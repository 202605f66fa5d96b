//! Clubs that are called by a town or a county: “Essex beat Kent by six wickets”, “Milan needed a draw”. They were taken for
//! places, or for people; the scores beside some of their names tell.

use super::scores::{self, Score};
use super::{EntityType, Mention, MentionKind};
use crate::country;
use crate::lexicon::reference;
use crate::name;
use crate::sentence::Layout;
use crate::span::{TokenRange, cover};
use crate::table::Words;
use crate::token::{Token, TokenKind};

/// Makes clubs of the names beside which a score stands, of those in `tables` and of those that a nickname ends; and of
/// the other mentions of the same words or of the first or last of them, but where they are a place (“in Milan”), a
/// country or a person's surname. Cost: linear.
pub fn settle(text: &str, tokens: &[Token], layout: &Layout, tables: Words, named: &mut [Mention]) {
    let reader = Reader { text, tokens, layout };
    let names = || named.iter().filter(|m| m.kind == MentionKind::Name);
    let nicknames = Words::of(names().filter(|m| reader.is_nickname(m)).map(|m| m.span.of(text)));
    let mut clubs = tables;
    for club in names().filter(|m| reader.plays(m) || reader.is_nicknamed(m, &nicknames)) {
        for words in [club.span.of(text), reader.word(club.tokens.start), reader.word(club.tokens.end - 1)] {
            clubs.add(&name::fold(words));
        }
    }
    if clubs.is_empty() {
        return;
    }
    let people = names().filter(|m| m.entity_type == EntityType::Person && m.tokens.len() > 1);
    let people = people.filter(|m| !clubs.contains(&name::fold(m.span.of(text))));
    let surnames = Words::of(people.map(|m| reader.word(m.tokens.end - 1)));
    for mention in named.iter_mut().filter(|m| m.kind == MentionKind::Name) {
        let surface = mention.span.of(text);
        let other = surnames.contains(surface) || reader.is_land(mention) || reader.is_placed(mention);
        if !other && clubs.contains(&name::fold(surface)) {
            mention.entity_type = EntityType::Organization;
        }
    }
}

/// What one club does to another.
const BEATS: [&str; 20] = [
    "beat",
    "beats",
    "crushed",
    "defeated",
    "downed",
    "edged",
    "face",
    "hammered",
    "host",
    "hosted",
    "outscored",
    "routed",
    "stunned",
    "swept",
    "thrash",
    "thrashed",
    "tied",
    "trounced",
    "visit",
    "visited",
];

/// What a match was: “a 2-1 win over”.
const OUTCOMES: [&str; 7] = ["defeat", "draw", "loss", "tie", "triumph", "victory", "win"];

/// What scores are counted in.
const COUNTED: [&str; 7] = ["goals", "innings", "points", "runs", "tries", "wicket", "wickets"];

/// Words before a place.
const IN: [&str; 9] = ["across", "around", "at", "from", "in", "near", "of", "outside", "throughout"];

struct Reader<'r> {
    text: &'r str,
    tokens: &'r [Token],
    layout: &'r Layout,
}

impl<'r> Reader<'r> {
    fn word(&self, i: usize) -> &'r str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    /// The word `n` before a name.
    fn before(&self, mention: &Mention, n: usize) -> &'r str {
        mention.tokens.start.checked_sub(n).map_or("", |i| self.word(i))
    }

    /// Whether the words beside a name tell that it is a club's, of a match with a score.
    fn plays(&self, mention: &Mention) -> bool {
        let at = mention.tokens.end;
        if self.is_lineup(at) {
            return true;
        }
        if self.word(mention.tokens.start).ends_with('.') || self.is_placed(mention) {
            return false;
        }
        let one = self.is_score(at) && !self.is_score(at + 3);
        let given = matches!(self.word(at), "a" | "the" | "their") && self.is_score(at + 1);
        let outcome = matches!(self.before(mention, 1), "against" | "over" | "to" | "with")
            && OUTCOMES.contains(&self.before(mention, 2));
        let beaten = BEATS.contains(&self.before(mention, 1)) || BEATS.contains(&self.word(at));
        one || given || (outcome || beaten) && self.has_score(mention)
    }

    /// Whether a club's players follow: “Milan - 1-Sebastiano Rossini; 2-”.
    fn is_lineup(&self, at: usize) -> bool {
        let number = self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let player = self.tokens.get(at + 3).is_some_and(|t| t.kind == TokenKind::Word && !t.spaced);
        matches!(self.word(at), "-" | ":") && number && self.word(at + 2) == "-" && player
    }

    /// Whether a word was taken for people and stands as a team does: “the Mallards”.
    fn is_nickname(&self, mention: &Mention) -> bool {
        let people = matches!(mention.entity_type, EntityType::Person | EntityType::Norp);
        let plural = mention.tokens.len() == 1 && self.word(mention.tokens.start).ends_with('s');
        people && plural && self.before(mention, 1).eq_ignore_ascii_case("the")
    }

    /// Whether a name ends with what elsewhere stands alone and was taken for people: “Milwaukee Mallards”, “the Mallards”.
    fn is_nicknamed(&self, mention: &Mention, nicknames: &Words) -> bool {
        let last = self.word(mention.tokens.end - 1);
        let body = !matches!(mention.entity_type, EntityType::Person | EntityType::Norp);
        body && mention.tokens.len() > 1
            && nicknames.contains(last)
            && !reference::ends_organization(&name::fold(last))
    }

    /// Whether the score of a match begins at token `at`.
    fn is_score(&self, at: usize) -> bool {
        scores::score(self.text, self.tokens, at) == Some(Score::Match)
    }

    /// Whether the sentence of a name has one score, and no row of them as of a tennis match.
    fn has_score(&self, mention: &Mention) -> bool {
        let sentence = &self.layout.sentences[self.layout.sentence_of[mention.tokens.start] as usize];
        let scores = sentence.clone().filter(|&i| self.is_score(i)).count();
        scores == 1 || scores == 0 && sentence.clone().any(|i| COUNTED.contains(&self.word(i)))
    }

    /// Whether a name is that of a country or of islands: “Windward Islands”, “Trinidad and Tobago”.
    fn is_land(&self, mention: &Mention) -> bool {
        let TokenRange { start, end } = mention.tokens;
        let pair = start..self.tokens.len().min(end + 2);
        let is_country = |range: TokenRange| country::code(cover(self.tokens, &range).of(self.text)).is_some();
        is_country(start..end) || is_country(pair) || matches!(self.word(end - 1), "Islands" | "Indies")
    }

    /// Whether a name stands where only a place does: after “in”, before the land it lies in, or in a dateline.
    fn is_placed(&self, mention: &Mention) -> bool {
        let TokenRange { start, end } = mention.tokens;
        let opens = self.layout.paragraphs[self.layout.paragraph_of[start] as usize].start == start;
        let opens = opens && mention.entity_type == EntityType::Location;
        let dateline =
            opens && (matches!(self.word(end), "(" | "," | "-" | "—" | "–" | "--" | ":") || self.is_date(end));
        let land = self.word(end) == "," && self.word(end + 1).starts_with(char::is_uppercase);
        IN.contains(&self.before(mention, 1)) || dateline || land
    }

    /// Whether a date in numbers begins at token `at`: `1996-08-31`.
    fn is_date(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() == 4)
            && self.word(at + 1) == "-"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence;
    use crate::token;

    /// The types after settling of names that were all taken for places, each where it first stands.
    fn settled(text: &str, places: &[&str]) -> Vec<EntityType> {
        let tokens = token::tokenize(text);
        let place = |name: &&str| {
            let at = text.find(name).expect("the name is there") as u32;
            let start = tokens.iter().position(|t| t.span.start == at).expect("it begins a token");
            let range = start..start + name.split(' ').count();
            Mention { entity_type: EntityType::Location, ..Mention::person(&tokens, range, 0.9) }
        };
        let mut named: Vec<Mention> = places.iter().map(place).collect();
        settle(text, &tokens, &sentence::lay_out(text, &tokens), Words::default(), &mut named);
        named.iter().map(|m| m.entity_type).collect()
    }

    #[test]
    fn a_score_makes_a_town_its_club() {
        use EntityType::{Location, Organization};
        for text in ["Essex beat Kent by six wickets", "Essex lost 3-1, a defeat to Kent", "Essex 2-1 up, Kent 0-0"]
        {
            assert!(settled(text, &["Essex", "Kent"]).contains(&Organization), "{text}");
        }
        let text = "Milan beat Roma 2-1. They met again in Turin.";
        assert_eq!(settled(text, &["Milan", "Roma", "Turin"]), [Organization, Organization, Location]);
    }

    #[test]
    fn a_country_or_a_place_without_a_score_stays() {
        use EntityType::Location;
        assert_eq!(settled("Kenya beat Chad 2-1", &["Kenya", "Chad"]), [Location; 2]);
        assert_eq!(settled("Windward Islands beat Essex", &["Windward Islands", "Essex"]), [Location; 2]);
        assert_eq!(settled("Moscow defeated the motion of Paris", &["Moscow", "Paris"]), [Location; 2]);
        assert_eq!(settled("They won 2-1 in Milan, Italy", &["Milan"]), [Location]);
    }
}
