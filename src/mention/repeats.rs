//! Names that the tagger missed where they come again: the surname of somebody whose full name it found, an acronym that
//! it found elsewhere or that stands in brackets after its long form.

use super::{EntityType, Mention, MentionKind};
use crate::name;
use crate::table::Table;
use crate::token::{Token, TokenKind};

/// A judgment: such a word is seldom anything else in the same text.
const CONFIDENCE: f32 = 0.8;

/// Adds to `named`, which stays in order and without overlap, every further mention of the surnames and acronyms in it. Cost:
/// linear.
pub fn add(text: &str, tokens: &[Token], named: &mut Vec<Mention>) {
    let known = known(text, tokens, named);
    let word = |i: usize| tokens.get(i).map_or("", |t| t.of(text));
    let capital = |i: usize| {
        tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word) && word(i).starts_with(char::is_uppercase)
    };
    let mut missed = Vec::new();
    let mut at = 0;
    for i in 0..tokens.len() {
        while named.get(at).is_some_and(|m| m.tokens.end <= i) {
            at += 1;
        }
        let free = named.get(at).is_none_or(|m| m.tokens.start > i);
        let compound = || word(i + 1) == "-" && capital(i + 2);
        let begins = || i.checked_sub(1).is_none_or(|before| !capital(before) && word(before) != "-");
        if free
            && capital(i)
            && let Some(&entity_type) = known.get(word(i))
            && !capital(i + 1)
            && !compound()
            && begins()
        {
            missed.push(super::mention(tokens, i..i + 1, MentionKind::Name, entity_type, CONFIDENCE));
        }
    }
    if !missed.is_empty() {
        named.extend(missed);
        super::put_in_order(named);
    }
}

/// Surnames and acronyms, with what they name.
fn known(text: &str, tokens: &[Token], named: &[Mention]) -> Table<EntityType> {
    let mut known = Table::default();
    for mention in named.iter().filter(|m| m.kind == MentionKind::Name) {
        let surface = mention.span.of(text);
        let (alone, end) = (mention.tokens.len() == 1, mention.tokens.end);
        match mention.entity_type {
            EntityType::Person if !alone => known.insert(tokens[end - 1].of(text), EntityType::Person),
            EntityType::Organization if alone && name::acronym(surface).is_some() => {
                known.insert(surface, EntityType::Organization)
            }
            EntityType::Organization => {
                if let Some(short) = bracketed(text, tokens, end).filter(|short| name::abbreviates(short, surface))
                {
                    known.insert(short, EntityType::Organization);
                }
            }
            _ => {}
        }
    }
    known
}

/// The only word of the brackets that open at token `open`.
fn bracketed<'t>(text: &'t str, tokens: &[Token], open: usize) -> Option<&'t str> {
    match tokens.get(open..open + 3)? {
        [open, word, close] if open.of(text) == "(" && close.of(text) == ")" => Some(word.of(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    /// The names that are found where the first `known` words are one, of this type.
    fn repeated(text: &str, known: usize, entity_type: EntityType) -> Vec<String> {
        let tokens = token::tokenize(text);
        let mut named = vec![Mention { entity_type, ..Mention::person(&tokens, 0..known, 0.9) }];
        add(text, &tokens, &mut named);
        named[1..].iter().map(|m| m.span.of(text).to_owned()).collect()
    }

    #[test]
    fn surnames_and_acronyms_come_again() {
        use EntityType::{Organization, Person};
        assert_eq!(repeated("Davor Matic shot, Matic scored", 2, Person), ["Matic"]);
        assert_eq!(repeated("Patriotic League of Trees (PLT) met; the PLT-led", 4, Organization), ["PLT", "PLT"]);
        assert_eq!(repeated("Davor Matic shot, Ana Matic scored", 2, Person), [""; 0]);
        assert_eq!(repeated("Davor Matic shot, Davor scored", 2, Person), [""; 0]);
    }
}
