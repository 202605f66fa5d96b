//! Sentences all in capitals, as headlines of agencies are, and first words in capitals, as tabloids have them: what their
//! words would be like in plain writing.

use std::borrow::Cow;

use crate::feature::{self, Clusters, Features, Lexeme};
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

/// Words in capitals that a plain text would not write so, and the sentence that they stand in.
struct Shout<'l> {
    sentence: &'l TokenRange,
    words: TokenRange,
}

/// Puts the lexemes of plain writing in the place of those of words in capitals, where a whole sentence is written so or
/// the first words of a paragraph are: as the rest of the text writes the word or, where it has none, by the part of speech
/// that the word would have in small letters. Cost: linear in the text if it has such words; else one look at each token.
pub fn lower(text: &str, tokens: &[Token], layout: &Layout, model: &Model, lexemes: &mut [Lexeme]) {
    let words = |sentence: &TokenRange| match is_shouted(text, &tokens[sentence.clone()]) {
        true => Some(sentence.clone()),
        false => lead(text, tokens, layout, model, sentence),
    };
    let shouts: Vec<Shout> =
        layout.sentences.iter().filter_map(|sentence| Some(Shout { sentence, words: words(sentence)? })).collect();
    if shouts.is_empty() {
        return;
    }
    let habits = habits(text, tokens, layout, &shouts);
    let mut buffer = Features::default();
    for Shout { sentence, words } in shouts {
        let mut plain: Vec<_> = tokens[words.clone()].iter().map(|t| in_habit(&habits, t.of(text))).collect();
        let unknown = plain.iter().all(Option::is_none) && plain.len() < LEAST_UNKNOWN;
        if words == *sentence && unknown || words != *sentence && plain.contains(&Some(Plain::Capitals)) {
            continue;
        }
        write(text, &tokens[words.clone()], &plain, model, &mut lexemes[words.clone()]);
        let tags = tag::of(&lexemes[sentence.clone()], &model.tags, &mut buffer);
        for (plain, _) in plain.iter_mut().zip(tags).filter(|p| p.1 == Tag::Propn) {
            plain.get_or_insert(Plain::Title);
        }
        plain[0] = plain[0].filter(|&p| p == Plain::Capitals).or(Some(Plain::Title));
        write(text, &tokens[words.clone()], &plain, model, &mut lexemes[words]);
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

/// So many tokens a lead in capitals may have.
const LONGEST_LEAD: usize = 8;

/// A shorter word in capitals may be an acronym, a longer one hardly.
const LEAST_LETTERS: usize = 5;
const LONG: usize = 9;

/// The words in capitals with which tabloids open an article: “A HEARTBROKEN mum has”, “POLICE are”. Small letters follow,
/// and a word of them is long and one that is written small, or stands in capitals only because its neighbours do (“OF”).
fn lead(text: &str, tokens: &[Token], layout: &Layout, model: &Model, sentence: &TokenRange) -> Option<TokenRange> {
    let start = sentence.start;
    if layout.paragraphs[layout.paragraph_of[start] as usize].start != start {
        return None;
    }
    let word = |i: usize| tokens[i].of(text);
    let shouted = |i: usize| word(i) == "-" || is_word(tokens, i) && !word(i).chars().any(char::is_lowercase);
    let end = (start..sentence.end.min(start + LONGEST_LEAD)).find(|&i| !shouted(i))?;
    let small = word(end).starts_with(char::is_lowercase);
    let common = |i: usize| {
        let letters = word(i).chars().filter(|c| c.is_uppercase()).count();
        letters >= LONG || letters >= LEAST_LETTERS && model.clusters.of(feature::word_hash(word(i))).0 > 0
    };
    let glue = |i: usize| i > start && matches!(word(i), "OF" | "AND" | "IN" | "TO" | "FOR");
    (small && (start..end).any(|i| common(i) || glue(i))).then_some(start..end)
}

fn is_word(tokens: &[Token], i: usize) -> bool {
    tokens[i].kind == TokenKind::Word
}

/// The habits of the text's words outside those in capitals, by the word in small letters.
fn habits(text: &str, tokens: &[Token], layout: &Layout, shouts: &[Shout]) -> Table<Habit> {
    let mut habits = Table::<Habit>::default();
    let mut shouts = shouts.iter().peekable();
    for sentence in &layout.sentences {
        let shout =
            shouts.next_if(|s| s.sentence == sentence).map_or(sentence.start..sentence.start, |s| s.words.clone());
        for i in sentence.clone().filter(|&i| is_word(tokens, i) && !shout.contains(&i)) {
            let word = tokens[i].of(text);
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
    fn lowered<'w>(text: &str, candidates: &[&'w str]) -> Vec<&'w str> {
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
    fn the_first_words_of_a_tabloid_are_read_as_plain_writing() {
        for (text, expected) in [
            ("A HEARTBROKEN mum has begged families to check.", "heartbroken"),
            ("POLICE are hunting a man.", "Police"),
            ("A MUM-OF-TWO says she is lucky.", "mum"),
            ("FURIOUS parents say so.", "Furious"),
        ] {
            assert_eq!(lowered(text, &[expected]), [expected], "{text}");
        }
        for text in [
            "A UNICEF official said so. UNICEF is late.",
            "NASA has said so.",
            "It was POLICE work.",
            "LONDON (AP) - It rains.",
        ] {
            let capitals =
                text.split(' ').find(|w| w.len() > 3 && w.chars().all(char::is_uppercase)).expect("a word");
            assert_eq!(lowered(text, &[capitals]), [capitals], "{text}");
        }
    }

    #[test]
    fn a_word_in_capitals_or_a_dateline_stays() {
        let expected = ["NATO", "OSLO"];
        assert_eq!(lowered("OSLO — NATO said so.", &expected), expected);
        assert_eq!(lowered("NATO!", &["NATO"]), ["NATO"]);
    }
}
