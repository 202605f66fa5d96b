//! Tokens to paragraphs and sentences, each a range of tokens. A sentence never crosses a paragraph.

use crate::lexicon::{self, Follows};
use crate::span::TokenRange;
use crate::token::{Token, TokenKind};

/// How the text is laid out. Both lists are in order and cover every token once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Paragraphs, as ranges of tokens.
    pub paragraphs: Vec<TokenRange>,
    /// Sentences, as ranges of tokens.
    pub sentences: Vec<TokenRange>,
    /// For each token, the index of its sentence.
    pub sentence_of: Vec<u32>,
    /// For each token, the index of its paragraph.
    pub paragraph_of: Vec<u32>,
}

/// Finds paragraphs by blank lines (or by single ones where lines are not hard-wrapped), and sentences by
/// their final marks. Cost: linear in the text.
pub fn lay_out(text: &str, tokens: &[Token]) -> Layout {
    let mut layout = Layout::default();
    let wrapped = is_hard_wrapped(text);
    let mut start = 0;
    for i in 1..=tokens.len() {
        if i < tokens.len() && !is_paragraph_break(text, &tokens[i - 1], &tokens[i], wrapped) {
            continue;
        }
        layout.paragraphs.push(start..i);
        split_sentences(text, tokens, start..i, &mut layout.sentences);
        start = i;
    }
    layout.sentence_of = index_of(&layout.sentences, tokens.len());
    layout.paragraph_of = index_of(&layout.paragraphs, tokens.len());
    layout
}

/// For each of `len` tokens, the index of the range that holds it.
fn index_of(ranges: &[TokenRange], len: usize) -> Vec<u32> {
    let mut index = vec![0; len];
    for (i, range) in ranges.iter().enumerate() {
        index[range.clone()].fill(i as u32);
    }
    index
}

/// Whether lines are broken for width, as in mail and old wire copy: most lines that end without a final
/// mark are of nearly one length.
fn is_hard_wrapped(text: &str) -> bool {
    let mut wrapped = 0;
    let mut lines = 0;
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        lines += 1;
        wrapped += (45..=100).contains(&line.len()) as usize;
        wrapped -= ((45..=100).contains(&line.len()) && line.ends_with(['.', '!', '?', '"', '”', '’'])) as usize;
    }
    lines >= 4 && wrapped * 2 > lines
}

/// Whether the white space between two neighbouring tokens parts paragraphs. A line that breaks off and goes on in lower
/// case does not end one: “the bridge will open on | the first of July”.
fn is_paragraph_break(text: &str, before: &Token, after: &Token, wrapped: bool) -> bool {
    if !after.spaced {
        return false;
    }
    let gap = &text[before.span.end as usize..after.span.start as usize];
    if gap == " " {
        return false;
    }
    let lines = gap.matches(['\n', '\u{2029}']).count() + gap.replace("\r\n", "\n").matches('\r').count();
    let broken_off = before.is_wordlike() || matches!(before.of(text), "," | "-");
    let goes_on = broken_off && after.of(text).starts_with(char::is_lowercase);
    lines >= if wrapped || goes_on { 2 } else { 1 }
}

/// Appends the sentences of one paragraph.
fn split_sentences(text: &str, tokens: &[Token], paragraph: TokenRange, out: &mut Vec<TokenRange>) {
    let mut start = paragraph.start;
    if let Some(end) = dateline_end(text, tokens, &paragraph) {
        out.push(start..end);
        start = end;
    }
    let mut i = start;
    while i < paragraph.end {
        let end = closing_end(text, tokens, i, paragraph.end);
        let ends = || end - start >= LONGEST || ends_sentence(text, tokens, i, end);
        if end < paragraph.end && ends() {
            out.push(start..end);
            start = end;
        }
        i = end.max(i + 1);
    }
    if start < paragraph.end {
        out.push(start..paragraph.end);
    }
}

/// A sentence ends after so many tokens at the latest: each cue looks at all of its own, so that bounds the work.
const LONGEST: usize = 2_000;

/// Tokens that a dateline may have.
const LONGEST_DATELINE: usize = 16;

/// One past the dash of a dateline that opens the paragraph: a place in capitals, and no word in lower case up to the
/// dash. “OSLO, Norway (AP) — Two ferries collided”: it is no part of the sentence.
fn dateline_end(text: &str, tokens: &[Token], paragraph: &TokenRange) -> Option<usize> {
    let word = |i: usize| tokens[i].of(text);
    let place = word(paragraph.start);
    if place.len() < 3 || !place.chars().all(char::is_uppercase) {
        return None;
    }
    let limit = paragraph.end.min(paragraph.start + LONGEST_DATELINE);
    let end =
        (paragraph.start + 1..limit).find(|&i| matches!(word(i), "—" | "–" | "--" | "-") && tokens[i].spaced)? + 1;
    let lower = (paragraph.start..end).any(|i| word(i).starts_with(char::is_lowercase));
    let sentence = (paragraph.start..end).any(|i| matches!(word(i), "?" | "!" | "“" | "\"" | ":"));
    (!lower && !sentence && end < paragraph.end && begins_sentence(text, &tokens[end..])).then_some(end)
}

/// For a final mark at `i`: one past the marks that close with it (`."`, `?!`, `.)`). Otherwise `i + 1`.
fn closing_end(text: &str, tokens: &[Token], i: usize, limit: usize) -> usize {
    let mut end = i + 1;
    if is_final(tokens[i].of(text)) || tokens[i].of(text).ends_with('.') {
        while end < limit && !tokens[end].spaced && is_closing(tokens[end].of(text)) {
            end += 1;
        }
    }
    end
}

fn is_final(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "…" | "。") || word.len() > 1 && word.bytes().all(|b| b == b'.')
}

fn is_closing(word: &str) -> bool {
    is_final(word) || matches!(word, "\"" | "'" | "''" | "”" | "’" | "»" | "›" | "“" | ")" | "]" | "*")
}

fn is_opening(word: &str) -> bool {
    matches!(word, "\"" | "'" | "“" | "‘" | "``")
}

/// Whether a sentence ends with the token `i`, whose closing marks run up to token `end`.
fn ends_sentence(text: &str, tokens: &[Token], i: usize, end: usize) -> bool {
    let word = tokens[i].of(text);
    let next = tokens[end].of(text);
    if !tokens[end].spaced || !begins_sentence(text, &tokens[end..]) {
        return false;
    }
    if is_final(word) {
        // `... he went` goes on; `... He went` does not: the capital was checked above.
        return true;
    }
    let Some(stem) = word.strip_suffix('.').filter(|_| tokens[i].kind == TokenKind::Word) else { return false };
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_uppercase);
    match lexicon::abbreviation(stem) {
        Some(Follows::Title | Follows::Number) => false,
        // `in a post on X. “Build more`: what follows is said, no surname; nor is a word in lower case a given name.
        _ if initial => is_opening(next) && i > 0 && tokens[i - 1].of(text).starts_with(char::is_lowercase),
        // `the U.S. The`, `at 5 p.m. Officials`: only before words that seldom stand inside a name.
        _ => end > i + 1 || is_sentence_starter(next) || stem.chars().all(|c| c.is_lowercase() || c == '.'),
    }
}

/// Whether the tokens can begin a sentence: a capital, a digit or an opening mark before one.
fn begins_sentence(text: &str, tokens: &[Token]) -> bool {
    for token in tokens.iter().take(3) {
        let word = token.of(text);
        let first = word.chars().next().unwrap_or(' ');
        if token.is_wordlike() {
            return !first.is_lowercase();
        }
        if !matches!(
            first,
            '"' | '“'
                | '‘'
                | '\''
                | '`'
                | '«'
                | '‹'
                | '„'
                | '('
                | '['
                | '—'
                | '–'
                | '-'
                | '•'
                | '*'
                | '.'
                | '…'
        ) {
            return token.kind == TokenKind::Symbol;
        }
    }
    true
}

/// Words that begin sentences and hardly ever follow an abbreviation inside a name.
fn is_sentence_starter(word: &str) -> bool {
    const STARTERS: [&str; 48] = [
        "A",
        "According",
        "After",
        "All",
        "Also",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Both",
        "But",
        "By",
        "During",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "Meanwhile",
        "Mr.",
        "No",
        "On",
        "One",
        "Other",
        "She",
        "Since",
        "So",
        "Some",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "We",
        "What",
        "When",
        "While",
    ];
    STARTERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        let layout = lay_out(text, &tokens);
        layout.sentences.iter().map(|s| crate::span::cover(&tokens, s).of(text)).collect()
    }

    #[test]
    fn a_dateline_is_no_part_of_its_sentence() {
        let [dateline, sentence] = ["OSLO, Norway (AP) —", "Two ferries collided."];
        assert_eq!(sentences(&format!("{dateline} {sentence}")), [dateline, sentence]);
        assert_eq!(sentences("NASA — the agency that built it — said so.").len(), 1);
        assert_eq!(sentences("BBC One on Monday — Mr. Lee left.").len(), 1);
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Mr. J. Smith paid $3.5 million. He left."),
            ["Mr. J. Smith paid $3.5 million.", "He left."]
        );
        assert_eq!(
            sentences("Sen. Lee met Acme Inc. officials on Jan. 3."),
            ["Sen. Lee met Acme Inc. officials on Jan. 3."]
        );
        assert_eq!(sentences("They left the U.S. The rest stayed."), ["They left the U.S.", "The rest stayed."]);
    }

    #[test]
    fn a_quotation_that_ends_inside_a_sentence_does_not_end_it() {
        assert_eq!(
            sentences("“Will it last?” she asked. “No!” said Lee."),
            ["“Will it last?” she asked.", "“No!” said Lee."]
        );
        assert_eq!(sentences("\"It ends here.\" He sat down."), ["\"It ends here.\"", "He sat down."]);
        assert_eq!(sentences("“We waited… and then it came.”"), ["“We waited… and then it came.”"]);
    }

    #[test]
    fn paragraphs_part_at_blank_lines_or_at_lines_that_are_not_wrapped() {
        let paragraphs = |text: &str| lay_out(text, &tokenize(text)).paragraphs.len();
        assert_eq!(paragraphs("One.\n\nTwo."), 2);
        assert_eq!(paragraphs("A headline\nThe first line of a story that is long enough."), 2);
        let wrapped = "The council said on Monday that it would not repair the\nbridge before the winter because the money had run out in\nthe spring and no more was to be had from the county until\nthe next year.";
        assert_eq!(paragraphs(wrapped), 1);
        assert_eq!(paragraphs("It opens on\nthe first of July, he said yester-\nday.\nNobody came."), 2);
    }
}
