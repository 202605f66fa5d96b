//! Lines of results and standings, which have no grammar for the tagger to go by: “Groningen 1 Roda Kerkrade 1”, “Utrecht
//! 3 0 3 0”, “Texas at Cleveland”.

use super::{EntityType, Mention, MentionKind};
use crate::country;
use crate::name;
use crate::sentence::Layout;
use crate::span::{TokenRange, cover};
use crate::table::Words;
use crate::tag::Tag;
use crate::token::{Token, TokenKind};

/// Longer paragraphs are no line of a table.
const MAX_TOKENS: usize = 80;

/// A judgment: most of what a table sets numbers beside are clubs.
const CONFIDENCE: f32 = 0.8;

/// Whose two numbers with a hyphen between are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Of goals or points, or of runs and wickets: `2-1`, `236-4`.
    Match,
    /// Of wickets and runs: `7-48`.
    Bowler,
}

/// The score at token `at`, if there is one. One of the numbers is small (`747-300` is a model), or both are of points.
pub fn score(text: &str, tokens: &[Token], at: usize) -> Option<Score> {
    let number = |i: usize| tokens.get(i).filter(|t| t.kind == TokenKind::Number)?.of(text).parse::<u16>().ok();
    let glued = tokens.get(at + 1..at + 3)?.iter().all(|t| !t.spaced);
    let (first, second) = (number(at)?, number(at + 2)?);
    let hyphen = glued && matches!(tokens[at + 1].of(text), "-" | "–");
    let score = match (first <= 10, second <= 10) {
        (true, false) => Score::Bowler,
        _ => Score::Match,
    };
    (hyphen && (first <= 10 || second <= 10 || first.max(second) < 200)).then_some(score)
}

/// What a line is made of.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Words with capitals.
    Name(TokenRange),
    /// A number, or two with a hyphen between.
    Number,
    /// “at”, “v”.
    Against,
}

/// Puts the names of such lines in the place of those that the tagger found there: clubs or, by their names, countries; of
/// people, those that are. `named` stays in order and without overlap. Gives the clubs, folded. Cost: linear.
pub fn read(text: &str, tokens: &[Token], tags: &[Tag], layout: &Layout, named: &mut Vec<Mention>) -> Words {
    let reader = Reader { text, tokens, tags };
    let surnames = surnames(text, tokens, named);
    let (mut found, mut clubs) = (Vec::new(), Words::default());
    for line in layout.paragraphs.iter().filter(|p| p.len() <= MAX_TOKENS) {
        for (range, entity_type) in reader.line(line) {
            let known = &named[super::touching(named, &range)];
            let value = known.iter().any(|m| m.kind == MentionKind::Value);
            let person = |m: &Mention| m.entity_type == EntityType::Person && m.tokens == range && range.len() > 1;
            let surface = cover(tokens, &range).of(text);
            if value || known.iter().any(person) || surnames.contains(surface) {
                continue;
            }
            if entity_type == EntityType::Organization {
                clubs.add(&name::fold(surface));
            }
            found.push(super::mention(tokens, range, MentionKind::Name, entity_type, CONFIDENCE));
        }
    }
    super::replace(named, found);
    clubs
}

/// The last words of people's full names.
fn surnames(text: &str, tokens: &[Token], named: &[Mention]) -> Words {
    let people = named.iter().filter(|m| m.entity_type == EntityType::Person && m.tokens.len() > 1);
    Words::of(people.map(|m| tokens[m.tokens.end - 1].of(text)))
}

struct Reader<'r> {
    text: &'r str,
    tokens: &'r [Token],
    tags: &'r [Tag],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].of(self.text)
    }

    /// The names of a line, in order, if it is one of results, of standings or of matches to come.
    fn line(&self, line: &TokenRange) -> Vec<(TokenRange, EntityType)> {
        use Piece::{Against, Name, Number};
        let pieces = self.pieces(line).unwrap_or_default();
        let (sides, scored): (&[&TokenRange], bool) = match &pieces[..] {
            [Name(a), Number, Name(b), Number, ..] => (&[a, b], true),
            [Name(a), Number, Name(b)] | [Name(a), Against, Name(b)] => (&[a, b], false),
            [Name(a), Number, Number, Number, Number, Number, Number, ..] => (&[a], false),
            [Name(a), Number, Number, Number, ..] if a.clone().all(|i| self.tags[i] == Tag::Propn) => (&[a], false),
            _ => return Vec::new(),
        };
        let mut names: Vec<_> = sides.iter().map(|&side| (side.clone(), self.side(side))).collect();
        if scored {
            names.extend(self.scorers(line).map(|range| (range, EntityType::Person)));
            names.sort_by_key(|(range, _)| range.start);
        }
        names
    }

    fn side(&self, range: &TokenRange) -> EntityType {
        match country::code(cover(self.tokens, range).of(self.text)) {
            Some(_) => EntityType::Location,
            None => EntityType::Organization,
        }
    }

    /// Who scored, and when: “(Pavic 12, Suarez 78)”.
    fn scorers(&self, line: &TokenRange) -> impl Iterator<Item = TokenRange> {
        let starts = |&i: &usize| matches!(self.word(i - 1), "(" | ",") && self.is_capital(i);
        line.clone().skip(1).filter(starts).filter_map(|i| {
            let end = self.piece_end(i, line.end);
            (end < line.end && self.tokens[end].kind == TokenKind::Number).then_some(i..end)
        })
    }

    fn is_capital(&self, i: usize) -> bool {
        self.tokens[i].kind == TokenKind::Word && self.word(i).starts_with(char::is_uppercase)
    }

    /// The pieces of a line, without what stands in brackets; none if there is anything else.
    fn pieces(&self, line: &TokenRange) -> Option<Vec<Piece>> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = line.start;
        while at < line.end {
            let end = self.piece_end(at, line.end);
            match self.tokens[at].kind {
                _ if self.word(at) == "(" => {}
                TokenKind::Number => pieces.push(Piece::Number),
                _ if self.is_capital(at) => pieces.push(Piece::Name(at..end)),
                TokenKind::Word if matches!(self.word(at), "at" | "v" | "vs") => pieces.push(Piece::Against),
                // The point of `.560`, the stroke of `1/2`, a dash for nothing.
                TokenKind::Punctuation if matches!(self.word(at), "." | "/" | "-" | "–") => {}
                _ => return None,
            }
            at = end;
        }
        Some(pieces)
    }

    /// One past the piece that begins at `at`.
    fn piece_end(&self, at: usize, limit: usize) -> usize {
        let glued =
            |i: usize| i + 1 < limit && self.word(i) == "-" && !self.tokens[i].spaced && !self.tokens[i + 1].spaced;
        let mut end = at + 1;
        match self.tokens[at].kind {
            TokenKind::Number => {
                while glued(end) && self.tokens[end + 1].kind == TokenKind::Number {
                    end += 2;
                }
            }
            _ if self.is_capital(at) => {
                let part = |&i: &usize| glued(i) || self.word(i).starts_with(char::is_uppercase);
                end = (at + 1..limit).take_while(part).last().map_or(at + 1, |last| last + 1);
            }
            _ if self.word(at) == "(" => {
                end = (at..limit).find(|&i| self.word(i) == ")").map_or(limit, |close| close + 1);
            }
            _ => {}
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence;
    use crate::token;

    fn read_line(text: &str) -> Vec<(String, EntityType)> {
        let tokens = token::tokenize(text);
        let tags = vec![Tag::Propn; tokens.len()];
        let mut named = Vec::new();
        read(text, &tokens, &tags, &sentence::lay_out(text, &tokens), &mut named);
        named.iter().map(|m| (m.span.of(text).to_owned(), m.entity_type)).collect()
    }

    #[test]
    fn results_standings_and_fixtures_name_clubs_and_countries() {
        use EntityType::{Location, Organization};
        let of = |names: &[(&str, EntityType)]| -> Vec<_> { names.iter().map(|n| (n.0.to_owned(), n.1)).collect() };
        let two = |a, b| of(&[(a, Organization), (b, Organization)]);
        assert_eq!(read_line("Groningen 1 Roda JC Kerkrade 1"), two("Groningen", "Roda JC Kerkrade"));
        assert_eq!(read_line("Ashby Town 2-2 Calder Athletic"), two("Ashby Town", "Calder Athletic"));
        assert_eq!(read_line("Los Angeles at Philadelphia (postponed, rain)"), two("Los Angeles", "Philadelphia"));
        assert_eq!(read_line("Stade-Nord 59 66 .472 6 1/2"), of(&[("Stade-Nord", Organization)]));
        let result = "Oviedo 2 (Pavic 12, Oli Suarez 78) Celta 1. Halftime 1-0. Attendance 14,000";
        use EntityType::Person;
        let names = [("Oviedo", Organization), ("Pavic", Person), ("Oli Suarez", Person), ("Celta", Organization)];
        assert_eq!(read_line(result), of(&names));
        assert_eq!(read_line("Kenya 3 Chad 0"), of(&[("Kenya", Location), ("Chad", Location)]));
    }

    #[test]
    fn other_lines_are_left_alone() {
        for text in ["Ashby beat Calder 3-0.", "Sales 242.00 vs 251.32", "Oslo 1996", "Group B", "9 Ann Berg 71 67"]
        {
            assert_eq!(read_line(text), [], "{text}");
        }
    }
}
