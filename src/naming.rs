//! Marks around a name: a work's title, a nickname, a word in doubt. What they hold is in nobody's mouth: “locals know it
//! as “the Brick””, “her film “The Long Way Home””, “a so-called “smart bench””.

use crate::nominal::{Determiner, determiner};
use crate::quotation::Quotation;
use crate::span::TokenRange;
use crate::tag::Tag;
use crate::token::Token;

/// Tells the quotations that hold a name from those that somebody says. Cost: linear in the quotations.
pub fn tell_apart(text: &str, tokens: &[Token], tags: &[Tag], quotations: Vec<Quotation>) -> Vec<Quotation> {
    let reader = Reader { text, tokens, tags };
    quotations.into_iter().map(|q| Quotation { names: reader.is_name(&q), ..q }).collect()
}

/// Words that a name in marks may have.
const LONGEST: usize = 9;

/// Nouns for works, whose titles stand in marks. In PolNeAR's training articles, none of the 30 titles after one is an
/// attribution of its own.
const WORKS: [&str; 34] = [
    "ad",
    "album",
    "anthem",
    "ballad",
    "book",
    "comedy",
    "documentary",
    "drama",
    "episode",
    "essay",
    "exhibition",
    "film",
    "hit",
    "hymn",
    "magazine",
    "memoir",
    "movie",
    "musical",
    "novel",
    "opera",
    "painting",
    "play",
    "podcast",
    "poem",
    "program",
    "programme",
    "sculpture",
    "series",
    "show",
    "single",
    "sitcom",
    "song",
    "thriller",
    "track",
];

/// Words that give a name where a name in marks is all that follows: “a tram nicknamed “the Snail””.
const NICKNAMED: [&str; 5] = ["codenamed", "entitled", "nicknamed", "subtitled", "titled"];

/// Those that do as participles: “a tram once called “the Snail””, but not “whom she called “the Snail””.
const CALLED: [&str; 4] = ["called", "christened", "dubbed", "named"];

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    tags: &'t [Tag],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    fn is_name(&self, quotation: &Quotation) -> bool {
        let Quotation { depth: 0, opened: true, closed: true, tokens: range, .. } = quotation else { return false };
        let Some(words) = self.words(range) else { return false };
        let Some(before) = range.start.checked_sub(1) else { return false };
        let title = self.is_title(&words);
        let nickname = title || self.word(words.start).eq_ignore_ascii_case("the");
        self.is_doubted(before)
            || title && self.is_work_or_owner(before)
            || nickname && (self.is_known_as(before) || self.is_named(before) && self.word(range.end) != "by")
    }

    /// The words between the marks, a comma or full stop before the closing one apart; none where they make a sentence.
    fn words(&self, range: &TokenRange) -> Option<TokenRange> {
        let last = range.end.checked_sub(2)?;
        let words = range.start + 1..range.end - 1 - matches!(self.word(last), "," | ".") as usize;
        let ends = words.clone().any(|i| matches!(self.word(i), "." | "?" | "!" | ";"));
        ((1..=LONGEST).contains(&words.len()) && !ends).then_some(words)
    }

    /// Whether all words but small ones have a capital: “The Long Way Home”.
    fn is_title(&self, words: &TokenRange) -> bool {
        let capital = |i: usize| self.word(i).starts_with(char::is_uppercase);
        let small = |i: usize| {
            !self.tokens[i].is_wordlike()
                || matches!(self.tags[i], Tag::Det | Tag::Adp | Tag::Cconj | Tag::To | Tag::Num | Tag::Poss)
        };
        let any = words.clone().any(|i| capital(i) && !small(i));
        any && capital(words.start) && words.clone().all(|i| capital(i) || small(i))
    }

    /// `so-called`.
    fn is_doubted(&self, before: usize) -> bool {
        let so = |i: usize| self.word(before.saturating_sub(i)).eq_ignore_ascii_case("so");
        self.word(before) == "called" && (so(1) || so(2) && self.word(before - 1) == "-")
    }

    /// `the film`, `Orwell's`.
    fn is_work_or_owner(&self, before: usize) -> bool {
        let at = before.saturating_sub((self.word(before) == ",") as usize);
        let owner = self.tags[before] == Tag::Poss && matches!(self.word(before), "'s" | "’s" | "'" | "’");
        owner || WORKS.contains(&self.word(at))
    }

    /// `know it as`, `known locally as`.
    fn is_known_as(&self, before: usize) -> bool {
        /// Tokens from the verb to `as`.
        const NEAR: usize = 4;
        let verb = |i: usize| matches!(self.word(i), "know" | "knows" | "knew" | "known");
        self.word(before) == "as" && (before.saturating_sub(NEAR)..before).any(verb)
    }

    /// `once called`, `nicknamed the`: a participle that is part of no `has called`.
    fn is_named(&self, before: usize) -> bool {
        let article = determiner(self.word(before)) != Determiner::Bare;
        let Some(at) = before.checked_sub(article as usize) else { return false };
        let perfect = |d: usize| at >= d && matches!(self.word(at - d), "has" | "have" | "had");
        let called = self.tags[at] == Tag::Participle && CALLED.contains(&self.word(at));
        NICKNAMED.contains(&self.word(at)) || called && !perfect(1) && !perfect(2)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::pipeline::Layers;

    /// Whether the only quotation of a text holds a name.
    fn names(text: &str) -> bool {
        let layers = Layers::new(text, &Model::english());
        let outer: Vec<_> = layers.quotations.iter().filter(|q| q.depth == 0).collect();
        assert_eq!(outer.len(), 1, "{text}");
        outer[0].names
    }

    #[test]
    fn titles_nicknames_and_doubts_are_names() {
        assert!(names("Neighbours know the tower as “the Needle”."));
        assert!(names("The estuary, known locally as “The Gut,” silted up in May."));
        assert!(names("The band opened with the song “Winter in the Harbour” and left."));
        assert!(names("Halloran's “Notes on Rain” sold out in a week."));
        assert!(names("Ferries nicknamed “the Tortoise” still cross the sound."));
        assert!(names("The so-called “quiet room” is next to the drum school."));
    }

    #[test]
    fn what_somebody_says_is_none() {
        assert!(!names("The mayor called it “a disgrace”."));
        assert!(!names("Halloran's “we will see” pleased nobody."));
        assert!(!names("She has called “the Needle” a waste."));
        assert!(!names("The bridge was called “a gift to thieves” in the report."));
        assert!(!names("She said of the film “it is too long”."));
    }
}
