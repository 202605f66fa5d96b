//! Clubs that are called by a town or a county: “Essex beat Kent by six wickets”, “Milan needed a draw”. They were taken for
//! places, or for people; the scores beside some of their names tell.

use super::{EntityType, Mention, MentionKind};
use crate::country;
use crate::sentence::Layout;
use crate::span::{TokenRange, cover};
use crate::table::Words;
use crate::token::{Token, TokenKind};

/// Makes clubs of the names beside which a score stands, and of the other mentions of the same words, but where they are
/// a place (“in Milan”), a country or a person's surname. Cost: linear.
pub fn settle(text: &str, tokens: &[Token], layout: &Layout, named: &mut [Mention]) {
    let reader = Reader { text, tokens, layout };
    let names = || named.iter().filter(|m| m.kind == MentionKind::Name);
    let mut clubs = Words::of(names().filter(|m| reader.plays(m)).map(|m| m.span.of(text)));
    if clubs.is_empty() {
        return;
    }
    let full = names().filter(|m| m.tokens.len() > 1);
    let people = full.clone().filter(|m| m.entity_type == EntityType::Person && !clubs.contains(m.span.of(text)));
    let surnames = Words::of(people.map(|m| reader.word(m.tokens.end - 1)));
    let bodies = full.filter(|m| m.entity_type == EntityType::Organization);
    let short: Vec<&str> = bodies.flat_map(|m| [reader.word(m.tokens.start), reader.word(m.tokens.end - 1)]).collect();
    short.into_iter().for_each(|word| {
        clubs.add(word);
    });
    for mention in named.iter_mut().filter(|m| m.kind == MentionKind::Name) {
        let surface = mention.span.of(text);
        let other = surnames.contains(surface) || reader.is_land(mention) || reader.is_placed(mention);
        if clubs.contains(surface) && !other {
            mention.entity_type = EntityType::Organization;
        }
    }
}

/// What one club does to another.
const BEATS: [&str; 20] = [
    "beat", "beats", "crushed", "defeated", "downed", "edged", "face", "hammered", "host", "hosted", "outscored", "routed",
    "stunned", "swept", "thrash", "thrashed", "tied", "trounced", "visit", "visited",
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
        let one = self.is_score(at) && !self.is_score(at + 3) && !self.is_placed(mention);
        let outcome = matches!(self.before(mention, 1), "against" | "over" | "to" | "with")
            && OUTCOMES.contains(&self.before(mention, 2));
        let beaten = BEATS.contains(&self.before(mention, 1)) || BEATS.contains(&self.word(at));
        one || (outcome || beaten) && self.has_score(mention)
    }

    /// Whether two numbers with a hyphen begin at token `at`: `3-0`.
    fn is_score(&self, at: usize) -> bool {
        let number = |i: usize| self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() < 4);
        let glued = |i: usize| self.tokens.get(i).is_some_and(|t| !t.spaced);
        number(at) && matches!(self.word(at + 1), "-" | "–") && glued(at + 1) && number(at + 2) && glued(at + 2)
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
        let dateline = opens && (matches!(self.word(end), "(" | "," | "-" | "—" | "–" | "--" | ":") || self.is_date(end));
        let land = self.word(end) == "," && self.word(end + 1).starts_with(char::is_uppercase);
        IN.contains(&self.before(mention, 1)) || dateline || land
    }

    /// Whether a date in numbers begins at token `at`: `1996-08-31`.
    fn is_date(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() == 4) && self.word(at + 1) == "-"
    }
}
