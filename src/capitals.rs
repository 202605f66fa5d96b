//! Sentences all in capitals, as headlines of agencies are: what their words would be like in plain writing.

use std::borrow::Cow;

use crate::feature::{self, Features, Lexeme};
use crate::model::Model;
use crate::sentence::Layout;
use crate::span::TokenRange;
use crate::table::Table;
use crate::tag::{self, Tag};
use crate::token::{Token, TokenKind};

/// How often the rest of the text writes a word small, with a capital first, and in capitals alone.
#[derive(Clone, Copy, Default)]
struct Habit {
    small: u32,
    title: u32,
    capitals: u32,
}

/// How a word would be written in a plain sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Small,
    Title,
    Capitals,
}

/// Puts the lexemes of plain writing in the place of those of words in capitals, where a whole sentence is written so:
/// as the rest of the text writes the word or, where it has none, by the part of speech that the word would have in
/// small letters. Cost: linear in the text if it has such a sentence; else one look at each token.
pub fn lower(text: &str, tokens: &[Token], layout: &Layout, model: &Model, lexemes: &mut [Lexeme]) {
    let shouted: Vec<&TokenRange> =
        layout.sentences.iter().filter(|s| is_shouted(text, &tokens[(*s).clone()])).collect();
    if shouted.is_empty() {
        return;
    }
    let habits = habits(text, tokens, layout, &shouted);
    let mut buffer = Features::default();
    for sentence in shouted {
        let tokens = &tokens[sentence.clone()];
        let lexemes = &mut lexemes[sentence.clone()];
        let mut plain: Vec<_> = tokens.iter().map(|t| in_habit(&habits, t.of(text))).collect();
        if plain.iter().all(Option::is_none) && tokens.len() < LEAST_UNKNOWN {
            continue;
        }
        write(text, tokens, &plain, model, lexemes);
        for (plain, _) in
            plain.iter_mut().zip(tag::of(lexemes, &model.tags, &mut buffer)).filter(|p| p.1 == Tag::Propn)
        {
            plain.get_or_insert(Plain::Title);
        }
        plain[0] = plain[0].filter(|&p| p == Plain::Capitals).or(Some(Plain::Title));
        write(text, tokens, &plain, model, lexemes);
    }
}

/// Words of which nothing is known are written small.
fn write(text: &str, tokens: &[Token], plain: &[Option<Plain>], model: &Model, lexemes: &mut [Lexeme]) {
    for ((token, plain), lexeme) in tokens.iter().zip(plain).zip(lexemes).filter(|t| t.0.0.is_wordlike()) {
        let word = written(token.of(text), plain.unwrap_or(Plain::Small));
        *lexeme = feature::lexeme(&word, token.kind, &model.clusters);
    }
}

/// A shorter line of words that the rest of the text does not have tells too little: “GAZETA CODZIENNA”.
const LEAST_UNKNOWN: usize = 5;

/// Fewer words in capitals may be acronyms.
const LEAST_WORDS: usize = 2;

/// Whether a sentence has no small letter but is of words: “BRITAIN SAYS TALKS USEFUL.”. A dateline's place is in
/// capitals by custom.
fn is_shouted(text: &str, sentence: &[Token]) -> bool {
    if sentence.last().is_some_and(|t| matches!(t.of(text), "—" | "–" | "--" | "-")) {
        return false;
    }
    let mut words = 0;
    for token in sentence.iter().filter(|t| t.kind == TokenKind::Word) {
        let word = token.of(text);
        if word.chars().any(char::is_lowercase) {
            return false;
        }
        words += (word.chars().filter(|c| c.is_uppercase()).count() > 1) as usize;
    }
    words >= LEAST_WORDS
}

/// The habits of the text's words outside the sentences in capitals, by the word in small letters.
fn habits(text: &str, tokens: &[Token], layout: &Layout, shouted: &[&TokenRange]) -> Table<Habit> {
    let mut habits = Table::<Habit>::default();
    let mut next = 0;
    for sentence in &layout.sentences {
        if shouted.get(next).is_some_and(|s| *s == sentence) {
            next += 1;
            continue;
        }
        for (i, token) in sentence.clone().zip(&tokens[sentence.clone()]).filter(|t| t.1.kind == TokenKind::Word) {
            let word = token.of(text);
            let habit = habits.entry(&word.to_lowercase());
            match word.chars().next().is_some_and(char::is_uppercase) {
                false => habit.small += 1,
                true if word.chars().skip(1).any(char::is_lowercase) => habit.title += (i > sentence.start) as u32,
                true => habit.capitals += 1,
            }
        }
    }
    habits
}

/// `U.S.` is written in capitals everywhere.
fn in_habit(habits: &Table<Habit>, word: &str) -> Option<Plain> {
    if word.contains('.') && word.len() > 2 {
        return Some(Plain::Capitals);
    }
    let habit = habits.get(&word.to_lowercase())?;
    let most = habit.small.max(habit.title).max(habit.capitals);
    match most {
        0 => None,
        _ if habit.small == most => Some(Plain::Small),
        _ if habit.title == most => Some(Plain::Title),
        _ => Some(Plain::Capitals),
    }
}

/// `word`, in capitals, as plain writing has it.
fn written(word: &str, plain: Plain) -> Cow<'_, str> {
    let mut letters = word.chars();
    match (plain, letters.next()) {
        (Plain::Small, _) => word.to_lowercase().into(),
        (Plain::Title, Some(first)) => (first.to_string() + &letters.as_str().to_lowercase()).into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence;
    use crate::token;

    /// The words whose lexemes stand in the place of those of `text`'s, where they differ.
    fn lowered(text: &str, candidates: &[&'static str]) -> Vec<&'static str> {
        let model = Model::english();
        let tokens = token::tokenize(text);
        let layout = sentence::lay_out(text, &tokens);
        let mut lexemes = feature::lexemes(text, &tokens, &model.clusters);
        lower(text, &tokens, &layout, &model, &mut lexemes);
        let is = |word: &&&str| lexemes.iter().any(|l| l.exact == feature::hash(word));
        candidates.iter().filter(is).copied().collect()
    }

    #[test]
    fn a_headline_in_capitals_is_read_as_the_text_writes_its_words() {
        let text = "BRITAIN SAYS U.S. TALKS ON BSE USEFUL.\n\nOfficials in Britain called the talks on BSE useful.";
        let expected = ["Britain", "says", "U.S.", "talks", "BSE", "useful"];
        assert_eq!(lowered(text, &expected), expected);
        assert_eq!(lowered(text, &["BRITAIN", "SAYS", "TALKS", "Talks", "bse"]), [""; 0]);
    }

    #[test]
    fn a_word_in_capitals_or_a_dateline_stays() {
        let expected = ["NATO", "OSLO"];
        assert_eq!(lowered("OSLO — NATO said so.", &expected), expected);
        assert_eq!(lowered("NATO!", &["NATO"]), ["NATO"]);
    }
}
