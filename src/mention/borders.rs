//! Names that the tagger took for one and that are two: “Kingston, Jamaica”, “Ms Lund's Green Alliance”, “Dutchman Wim
//! Jansma”.

use super::scores::{self, Score};
use super::{EntityType, Mention, MentionKind};
use crate::country;
use crate::lexicon::reference::{self, NounKind};
use crate::name;
use crate::span::{TokenRange, cover};
use crate::token::{Token, TokenKind};

/// A type less probable than this gives way to what a trade before the name says of it.
const UNSURE: f32 = 0.5;

/// Parts names, which stay in order and without overlap. Cost: linear.
pub fn part(text: &str, tokens: &[Token], named: Vec<Mention>) -> Vec<Mention> {
    let parts = |mention: Mention| {
        let cut = (mention.kind == MentionKind::Name && mention.tokens.len() > 1)
            .then(|| Cutter { text, tokens, mention: &mention }.pieces())
            .flatten();
        cut.unwrap_or_else(|| vec![mention])
    };
    named.into_iter().flat_map(parts).collect()
}

struct Cutter<'c> {
    text: &'c str,
    tokens: &'c [Token],
    mention: &'c Mention,
}

impl Cutter<'_> {
    fn pieces(&self) -> Option<Vec<Mention>> {
        self.scored()
            .or_else(|| self.region())
            .or_else(|| self.places())
            .or_else(|| self.possessor())
            .or_else(|| self.inhabitant())
            .or_else(|| self.ranked())
            .or_else(|| self.courtesy())
            .or_else(|| self.trade())
            .or_else(|| self.office())
            .or_else(|| self.pair())
    }

    fn word(&self, i: usize) -> &str {
        self.tokens[i].of(self.text)
    }

    fn piece(&self, tokens: TokenRange, entity_type: EntityType) -> Mention {
        Mention { span: cover(self.tokens, &tokens), tokens, entity_type, ..self.mention.clone() }
    }

    /// Who and what is named where a score was taken in: “Cardiff: Kent 255-9 (S. Willmott 4-50) v Glamorgan”.
    fn scored(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let number = |i: usize| i < range.end && self.tokens[i].kind == TokenKind::Number;
        let first = (range.start + 1..range.end).find(|&i| number(i))?;
        let two = number(first + 2) && self.word(first + 1) == "and" || self.score(first).is_some();
        let initialled = self.is_initial(range.start) && number(range.end - 1);
        if !two && !initialled {
            return None;
        }
        let capital = |i: usize| self.word(i).starts_with(char::is_uppercase);
        let mut pieces = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let glue =
                |i: usize| self.word(i) == "-" && !self.tokens[i].spaced && i + 1 < range.end && capital(i + 1);
            let end = (at..range.end).find(|&i| !capital(i) && (i == at || !glue(i))).unwrap_or(range.end);
            if end > at {
                pieces.push(self.piece(at..end, self.scorer(at, end)));
            }
            at = end.max(at + 1);
        }
        Some(pieces)
    }

    /// What is named before a score: a person by an initial or by what a bowler took (`7-48`), the place of the match before
    /// a colon, else a club.
    fn scorer(&self, start: usize, end: usize) -> EntityType {
        match self.score(end) {
            _ if self.is_initial(start) => EntityType::Person,
            Some(Score::Bowler) => EntityType::Person,
            None if self.tokens.get(end).is_some_and(|t| t.of(self.text) == ":") => EntityType::Location,
            _ => EntityType::Organization,
        }
    }

    fn score(&self, at: usize) -> Option<Score> {
        scores::score(self.text, self.tokens, at)
    }

    fn is_initial(&self, i: usize) -> bool {
        self.word(i).len() == 2 && self.word(i).ends_with('.')
    }

    /// A place without the direction in it: “northern [Iraq]”.
    fn region(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let direction = range.len() == 2 && self.word(range.start).starts_with(char::is_lowercase);
        let place = direction && self.mention.entity_type == EntityType::Location;
        place.then(|| vec![self.piece(range.start + 1..range.end, EntityType::Location)])
    }

    /// A place and its country, or who has an office there: “The mayor of Redfield, Joan Pike,”.
    fn places(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let comma = (range.start + 1..range.end - 1).find(|&i| self.word(i) == ",")?;
        let second = cover(self.tokens, &(comma + 1..range.end)).of(self.text);
        let given = reference::given_name(&name::fold(self.word(comma + 1))).is_some();
        let entity_type = match () {
            _ if self.mention.entity_type != EntityType::Location => return None,
            _ if country::code(second).is_some() => EntityType::Location,
            _ if given && range.end > comma + 2 => EntityType::Person,
            _ => return None,
        };
        let place = self.piece(range.start..comma, EntityType::Location);
        Some(vec![place, self.piece(comma + 1..range.end, entity_type)])
    }

    /// An owner, if that is a country or a person with a title or a given name, and what is theirs.
    fn possessor(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let mark = range.clone().skip(1).find(|&i| self.tokens[i].kind == TokenKind::Clitic)?;
        if mark + 1 == range.end || !self.word(mark + 1).starts_with(char::is_uppercase) {
            return None;
        }
        let owner = cover(self.tokens, &(range.start..mark)).of(self.text);
        let first = self.word(range.start);
        let called = reference::title(first).is_some() || reference::given_name(&name::fold(first)).is_some();
        let entity_type = if country::code(owner).is_some() && !country::is_of_country(owner) {
            EntityType::Location
        } else if called && mark - range.start > 1 {
            EntityType::Person
        } else {
            return None;
        };
        Some(vec![
            self.piece(range.start..mark, entity_type),
            self.piece(mark + 1..range.end, self.mention.entity_type),
        ])
    }

    /// A person without “Mr”.
    fn courtesy(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let title = reference::title(self.word(range.start)).filter(|t| t.role.is_none() && t.gender != 0.0);
        let person = title.is_some() && self.mention.entity_type == EntityType::Person;
        person.then(|| vec![self.piece(range.start + 1..range.end, EntityType::Person)])
    }

    /// Somebody with a rank, without it, and the body that gave it: “Det Insp [Louise Fry] of [Dorset Police]”.
    fn ranked(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let rank = |i: &usize| reference::title(self.word(*i)).is_some();
        let start = range.clone().take_while(rank).last()? + 1;
        let of = (start..range.end - 1).find(|&i| matches!(self.word(i), "of" | "from"))?;
        let called = reference::given_name(&name::fold(self.word(start))).is_some();
        let body =
            self.mention.entity_type == EntityType::Organization && called && (2..=3).contains(&(of - start));
        let parts = [(start..of, EntityType::Person), (of + 1..range.end, EntityType::Organization)];
        body.then(|| parts.map(|(tokens, entity_type)| self.piece(tokens, entity_type)).into())
    }

    /// A person without a trade before the full name: “Ferryman [Odd Lie]”.
    fn trade(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let first = self.word(range.start);
        let folded = name::fold(first);
        let trade = reference::noun(&folded).is_some_and(|n| n.kind == NounKind::Person && !n.plural);
        let name = reference::title(first).is_some() || reference::given_name(&folded).is_some();
        let person = match self.mention.entity_type {
            EntityType::Person => true,
            EntityType::Location | EntityType::Misc => self.mention.confidence < UNSURE,
            _ => false,
        };
        (range.len() > 2 && person && trade && !name)
            .then(|| vec![self.piece(range.start + 1..range.end, EntityType::Person)])
    }

    /// The place of an office: “the Archbishop of [Cebu]”.
    fn office(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let role = reference::noun(&name::fold(self.word(range.start)))
            .filter(|n| n.kind == NounKind::Person && !n.plural);
        let office = role.is_some() && range.len() > 2 && self.word(range.start + 1) == "of";
        office.then(|| vec![self.piece(range.start + 2..range.end, EntityType::Location)])
    }

    /// Two organisations after a noun for several: “chip makers Tokyo Denko and Advanced Lithography”.
    fn pair(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let before = range.start.checked_sub(1).and_then(|i| reference::noun(self.word(i)));
        let several = before.is_some_and(|n| n.plural && n.kind == NounKind::Organization);
        let and = (range.start + 1..range.end - 1).find(|&i| self.word(i) == "and").filter(|_| several)?;
        let body = |tokens| self.piece(tokens, EntityType::Organization);
        Some(vec![body(range.start..and), body(and + 1..range.end)])
    }

    /// Where somebody is from, and who it is.
    fn inhabitant(&self) -> Option<Vec<Mention>> {
        let range = &self.mention.tokens;
        let person =
            self.mention.entity_type == EntityType::Person && country::is_of_country(self.word(range.start));
        person.then(|| {
            let (from, name) = (range.start..range.start + 1, range.start + 1..range.end);
            vec![self.piece(from, EntityType::Norp), self.piece(name, EntityType::Person)]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    fn parted(text: &str, entity_type: EntityType) -> Vec<(String, EntityType)> {
        let tokens = token::tokenize(text);
        let whole = Mention { entity_type, ..Mention::person(&tokens, 0..tokens.len(), 0.9) };
        let parts = part(text, &tokens, vec![whole]);
        parts.iter().map(|m| (m.span.of(text).to_owned(), m.entity_type)).collect()
    }

    #[test]
    fn what_is_two_names_is_parted() {
        use EntityType::{Location, Misc, Norp, Organization, Person};
        for (text, taken_for, parts) in [
            ("Kingston, Jamaica", Location, [("Kingston", Location), ("Jamaica", Location)]),
            ("Redfield, Joan Pike", Location, [("Redfield", Location), ("Joan Pike", Person)]),
            ("Spain's Channel 11", Organization, [("Spain", Location), ("Channel 11", Organization)]),
            ("Ms de Groot's Green Union", Organization, [("Ms de Groot", Person), ("Green Union", Organization)]),
            ("Dutchman Wim Jansma", Person, [("Dutchman", Norp), ("Wim Jansma", Person)]),
            ("Cardiff: Kent 255-9", Misc, [("Cardiff", Location), ("Kent", Organization)]),
            (
                "Det Insp Jane Orr of Kent Police",
                Organization,
                [("Jane Orr", Person), ("Kent Police", Organization)],
            ),
            ("Kent 255-9 (S. Willmott 4-50)", Misc, [("Kent", Organization), ("S. Willmott", Person)]),
        ] {
            assert_eq!(parted(text, taken_for), parts.map(|(words, kind)| (words.to_owned(), kind)), "{text}");
        }
    }

    #[test]
    fn what_is_no_part_of_a_name_is_cut() {
        use EntityType::{Location, Organization, Person};
        for (text, taken_for, rest) in [
            ("northern Iraq", Location, ("Iraq", Location)),
            ("Archbishop of Cebu", Organization, ("Cebu", Location)),
            ("Mrs Tighe", Person, ("Tighe", Person)),
            ("Golcharan Chulai 1-28", Person, ("Golcharan Chulai", Person)),
        ] {
            assert_eq!(parted(text, taken_for), [(rest.0.to_owned(), rest.1)], "{text}");
        }
    }

    #[test]
    fn what_is_one_name_is_not() {
        use EntityType::{Location, Misc, Organization, Person};
        for (text, taken_for) in [
            ("King's College London", Organization),
            ("Women's Health Board", Organization),
            ("Butte, Montana", Location),
            ("Dawn French Lee", Person),
            ("Boeing 747-300", Misc),
            ("Moguls of Finance", Misc),
            ("Cardinal Newman School of Law", Organization),
        ] {
            assert_eq!(parted(text, taken_for).len(), 1, "{text}");
        }
    }
}
