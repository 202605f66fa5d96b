//! Names of people with a particle, of which the tagger found a part: “Jean-Pierre van den [Berg]”, “Maria de la Cruz”.

use super::{EntityType, Mention, MentionKind};
use crate::lexicon::reference;
use crate::name;
use crate::span::{TokenRange, cover};
use crate::tag::Tag;
use crate::token::Token;

/// Given names before a particle: more are a sign of a misreading.
const MAX_GIVEN: usize = 4;

/// Extends `named`, which stays in order and without overlap, over the particles beside people's names, and over the
/// given names before and the surname after them. Cost: linear.
pub fn join(text: &str, tokens: &[Token], tags: &[Tag], mut named: Vec<Mention>) -> Vec<Mention> {
    let reader = Reader { text, tokens, tags };
    let mut at = 0;
    while let Some(run) = reader.next_run(at) {
        at = run.end;
        // Mentions that touch the run, with the one that ends where it begins.
        let first = named.partition_point(|m| m.tokens.end < run.start);
        let last = named.partition_point(|m| m.tokens.start <= run.end);
        let floor = first.checked_sub(1).map_or(0, |before| named[before].tokens.end);
        if let Some(whole) = reader.whole(&run, floor, &named[first..last]) {
            named.splice(first..last, [whole]);
        }
    }
    named
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    tags: &'t [Tag],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens[i].of(self.text)
    }

    /// The next run of particles from token `at` on that a capital follows: `van den`, `al-`.
    fn next_run(&self, at: usize) -> Option<TokenRange> {
        let start = (at..self.tokens.len()).find(|&i| name::is_particle(self.word(i)))?;
        let part = |&i: &usize| name::is_particle(self.word(i)) || self.is_glue(i);
        let end = (start..self.tokens.len()).take_while(part).last()? + 1;
        Some(start..end)
    }

    /// A hyphen without white space around it.
    fn is_glue(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1).is_some_and(|t| !t.spaced);
        self.word(i) == "-" && !self.tokens[i].spaced && next
    }

    fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_wordlike() && t.of(self.text).starts_with(char::is_uppercase))
    }

    /// The person's name around a run of particles, if the mentions beside it have one. Nothing before token `floor` is
    /// free.
    fn whole(&self, run: &TokenRange, floor: usize, beside: &[Mention]) -> Option<Mention> {
        let is_person = |m: &Mention| m.kind == MentionKind::Name && m.entity_type == EntityType::Person;
        let person = beside.iter().find(|m| is_person(m))?;
        let fits = beside.iter().all(|m| m.kind == MentionKind::Name);
        let before = beside.first().filter(|m| m.tokens.end <= run.start);
        let outside = beside.iter().all(|m| m.tokens.end <= run.start || m.tokens.start == run.end);
        if !fits || !outside || !self.is_capital(run.end) || before.is_some_and(|m| !is_person(m)) {
            return None;
        }
        let after = beside.last().filter(|m| m.tokens.start == run.end);
        let end = after.map_or(run.end + 1, |m| m.tokens.end);
        let start = before.map_or_else(|| self.given_start(run.start, floor), |m| Some(m.tokens.start))?;
        let tokens = start..end;
        Some(Mention { span: cover(self.tokens, &tokens), tokens, ..person.clone() })
    }

    /// Where the given names before a particle begin; the particle itself where there are none, unless it is a common
    /// noun there: “the van Smith drove”.
    fn given_start(&self, particle: usize, floor: usize) -> Option<usize> {
        let given = |&i: &usize| {
            let capital = self.is_capital(i) && self.tags[i] == Tag::Propn;
            (capital || self.is_glue(i)) && reference::title(self.word(i)).is_none()
        };
        let floor = floor.max(particle.saturating_sub(MAX_GIVEN));
        let start = (floor..particle).rev().take_while(given).last();
        let noun = particle > 0 && matches!(self.tags[particle - 1], Tag::Det | Tag::Poss | Tag::Adj | Tag::Num);
        start.or((!noun).then_some(particle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    /// The names that come out where the tagger found those at `found`, all people's. Capitals are proper nouns, the rest
    /// are determiners (`the`) or common nouns.
    fn joined(text: &str, found: &[TokenRange]) -> Vec<String> {
        let tokens = token::tokenize(text);
        let tag = |t: &Token| match t.of(text) {
            "the" => Tag::Det,
            w if w.starts_with(char::is_uppercase) => Tag::Propn,
            _ => Tag::Noun,
        };
        let tags: Vec<Tag> = tokens.iter().map(tag).collect();
        let named = found.iter().map(|r| Mention::person(&tokens, r.clone(), 0.9)).collect();
        join(text, &tokens, &tags, named).iter().map(|m| m.span.of(text).to_owned()).collect()
    }

    #[test]
    fn particles_join_what_stands_around_them() {
        let nothing = joined("Ann Berg left", &[0..2]);
        assert_eq!(nothing, ["Ann Berg"]);
        assert_eq!(joined("Jean-Pierre van den Berg left", &[5..6]), ["Jean-Pierre van den Berg"]);
        assert_eq!(joined("Mr. van den Berg left", &[3..4]), ["van den Berg"]);
        assert_eq!(joined("Maria de la Cruz left", &[0..1, 3..4]), ["Maria de la Cruz"]);
        assert_eq!(joined("Khalid al-Sayed left", &[0..1]), ["Khalid al-Sayed"]);
        assert_eq!(joined("Friday Ana van Berg left", &[0..1, 3..4]), ["Friday", "Ana van Berg"]);
        assert_eq!(joined("Ursula von der Heyde met Otto Graf zu Lahn", &[0..1, 5..7]).len(), 2);
    }

    #[test]
    fn a_common_noun_is_no_particle() {
        assert_eq!(joined("the van Smith drove", &[2..3]), ["Smith"]);
    }
}
