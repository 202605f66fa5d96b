//! What belongs to an organisation's name after the part that the tagger found: a legal form (`Havenwerk NV`), a club's
//! letters (`Brøndal IF`), the `'s` of `Moody's`, an agency's desk (`Tokyo Commodities Desk`).

use super::{EntityType, Mention, MentionKind};
use crate::span::cover;
use crate::tag::Tag;
use crate::token::{Token, TokenKind};

/// Legal forms and clubs' letters, as written.
const FORMS: [&str; 28] = [
    "AB", "AC", "AG", "AS", "ASA", "BK", "BV", "Bhd", "CF", "Co", "Corp", "FC", "FK", "GmbH", "IF", "Inc", "LLC",
    "Ltd", "NV", "Oyj", "Plc", "Pty", "SA", "SC", "SK", "SpA", "PLC", "KK",
];

/// Extends names in `named`, which stays in order and without overlap, over such words after them; they are organisations
/// then. Cost: linear.
pub fn complete(text: &str, tokens: &[Token], tags: &[Tag], named: &mut [Mention]) {
    let reader = Reader { text, tokens, tags };
    for i in 0..named.len() {
        let limit = named.get(i + 1).map_or(tokens.len(), |next| next.tokens.start);
        let mention = &mut named[i];
        let end = reader.end(mention).filter(|&end| end <= limit && mention.kind == MentionKind::Name);
        if let Some(end) = end {
            mention.tokens.end = end;
            mention.span = cover(tokens, &mention.tokens);
            mention.entity_type = EntityType::Organization;
        }
    }
}

struct Reader<'r> {
    text: &'r str,
    tokens: &'r [Token],
    tags: &'r [Tag],
}

impl Reader<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.of(self.text))
    }

    /// One past the last token of the whole name, if it is longer than `mention`.
    fn end(&self, mention: &Mention) -> Option<usize> {
        let at = mention.tokens.end;
        let form =
            FORMS.contains(&self.word(at)) && self.tokens[at].spaced && mention.entity_type != EntityType::Norp;
        form.then_some(at + 1).or_else(|| self.firm(mention)).or_else(|| self.desk(mention))
    }

    /// “Moody's placed”, “Sainsbury's have”: no possessive stands before a verb.
    fn firm(&self, mention: &Mention) -> Option<usize> {
        let at = mention.tokens.end;
        let clitic = self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Clitic) && self.tags[at] == Tag::Poss;
        let verb = self.tags.get(at + 1).is_some_and(|t| matches!(t, Tag::Past | Tag::Aux | Tag::Modal));
        let body = matches!(mention.entity_type, EntityType::Person | EntityType::Organization);
        (clitic && verb && body).then_some(at + 1)
    }

    /// “-- Tokyo Commodities Desk (813-3432-6179)”, “-- London Newsroom +44 171 542 7950”.
    fn desk(&self, mention: &Mention) -> Option<usize> {
        let signed = mention.tokens.start.checked_sub(1).is_some_and(|i| matches!(self.word(i), "--" | "—" | "–"));
        let capital = |&i: &usize| self.word(i).starts_with(char::is_uppercase);
        let end = (mention.tokens.start + 1..self.tokens.len()).find(|i| !capital(i))?;
        let desk = matches!(self.word(end - 1), "Newsroom" | "Desk" | "Bureau");
        (signed && desk).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token;

    /// The name of two tokens at most that begins `text`, completed; the first word after it is a verb, clitics are possessive.
    fn completed(text: &str, len: usize) -> String {
        let tokens = token::tokenize(text);
        let tag = |t: &Token| match t.kind {
            TokenKind::Clitic => Tag::Poss,
            _ if t.of(text).ends_with("ed") => Tag::Past,
            _ => Tag::Noun,
        };
        let tags: Vec<Tag> = tokens.iter().map(tag).collect();
        let start = tokens[0].of(text).starts_with('-') as usize;
        let mut named = [Mention::person(&tokens, start..start + len, 0.9)];
        complete(text, &tokens, &tags, &mut named);
        named[0].span.of(text).to_owned()
    }

    #[test]
    fn forms_belong_to_the_name() {
        assert_eq!(completed("Havenwerk NV rose", 1), "Havenwerk NV");
        assert_eq!(completed("Moody's placed it on review", 1), "Moody's");
        assert_eq!(completed("-- London Newsroom +44 171", 1), "London Newsroom");
    }

    #[test]
    fn a_possessive_does_not() {
        assert_eq!(completed("Halden's board resigned", 1), "Halden");
        assert_eq!(completed("London Newsroom staff resigned", 1), "London");
    }
}
