//! Text to tokens: words, numbers, clitics and marks, each with its byte span. One pass, no table
//! but the abbreviations that keep their full stop.

use crate::lexicon::{self, Follows};
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits, inner apostrophes or full stops: `Kyiv`, `O'Brien`, `U.S.`, `G20`.
    Word,
    /// Starts with a digit: `3.5`, `1,000`, `1980s`, `10:30`.
    Number,
    /// A contraction split off its host: `'s`, `n't`, `'re`.
    Clitic,
    /// Marks of punctuation, one token each (`...` and `--` are one).
    Punctuation,
    /// All else: currency signs, emoji, mathematical signs.
    Symbol,
}

/// A token: where it stands and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where the token stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// White space comes before it (or the text starts).
    pub spaced: bool,
}

impl Token {
    /// The token's own characters.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether the token is a word, number or clitic, not a mark.
    pub fn is_wordlike(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic)
    }
}

/// Splits `text` into tokens, in order and without overlap; white space belongs to none.
///
/// Hyphens and slashes part words, so that a name inside a compound (`US-backed`) can be marked alone.
/// Cost: linear in the text.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (len, kind) = scan(text, at, c, spaced);
        push_split(text, at, len, kind, spaced, &mut tokens);
        at += len;
        spaced = false;
    }
    tokens
}

/// Zero-width characters and marks of direction separate nothing a reader sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Length in bytes and kind of the raw token at byte `at`, before clitics are split off.
fn scan(text: &str, at: usize, c: char, spaced: bool) -> (usize, TokenKind) {
    let rest = &text[at..];
    if spaced && let Some(len) = address(rest) {
        return (len, TokenKind::Word);
    }
    match c {
        '@' | '#' => match rest[1..].chars().next() {
            Some(d) if d.is_alphanumeric() || d == '_' => (1 + run(&rest[1..], is_handle), TokenKind::Word),
            _ => (1, TokenKind::Symbol),
        },
        c if c.is_ascii_digit() => (number(rest), TokenKind::Number),
        c if c.is_alphanumeric() => (word(rest), TokenKind::Word),
        '.' => (run(rest, |c| c == '.'), TokenKind::Punctuation),
        '-' => (run(rest, |c| c == '-'), TokenKind::Punctuation),
        '_' => (run(rest, |c| c == '_'), TokenKind::Punctuation),
        '\'' if rest.starts_with("''") => (2, TokenKind::Punctuation),
        '`' if rest.starts_with("``") => (2, TokenKind::Punctuation),
        c if is_punctuation(c) => (c.len_utf8(), TokenKind::Punctuation),
        c => (c.len_utf8(), TokenKind::Symbol),
    }
}

fn is_handle(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~')
        || ('\u{2010}'..='\u{2027}').contains(&c)
        || matches!(c, '«' | '»' | '‹' | '›' | '¿' | '¡' | '·' | '§' | '¶' | '…' | '、' | '。' | '「' | '」' | '―')
}

/// Bytes of the leading run of characters for which `keep` holds.
fn run(rest: &str, keep: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !keep(c)).unwrap_or(rest.len())
}

/// Bytes of a web or mail address at the start of `rest`, without closing punctuation.
fn address(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let scheme = rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
    if !scheme && !bytes[0].is_ascii_alphanumeric() {
        return None;
    }
    let end = bytes.iter().take(MAX_ADDRESS).take_while(|b| b.is_ascii_graphic()).count();
    let chunk = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '>']);
    let at = chunk.find('@');
    let mail = at.is_some_and(|at| at > 0 && chunk[at..].contains('.') && chunk[..at].bytes().all(is_mailbox));
    (scheme || mail).then_some(chunk.len())
}

/// Longer "addresses" are cut: it bounds the look-ahead, so tokenising stays linear.
const MAX_ADDRESS: usize = 256;

fn is_mailbox(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+')
}

/// Bytes of the number at the start of `rest`: digits, inner `.`, `,` or `:` before a digit, and a suffix
/// of letters (`1980s`, `5th`, `3bn`).
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut n = 0;
    while n < bytes.len() {
        let digit = bytes[n].is_ascii_digit();
        let inner = matches!(bytes[n], b'.' | b',' | b':') && bytes.get(n + 1).is_some_and(u8::is_ascii_digit);
        if !digit && !inner {
            break;
        }
        n += 1;
    }
    n + run(&rest[n..], |c| c.is_alphabetic())
}

/// Bytes of the word at the start of `rest`, with inner apostrophes, `&` between capitals, the full stops of initials and
/// abbreviations, and the hyphen of a word broken over two lines.
fn word(rest: &str) -> usize {
    let mut n = run(rest, |c| c.is_alphanumeric() || is_mark(c));
    loop {
        if let Some(hyphen) = line_hyphen(&rest[n..]) {
            n += hyphen;
            n += run(&rest[n..], |c| c.is_alphanumeric() || is_mark(c));
            continue;
        }
        let mut next = rest[n..].chars();
        let (Some(c), Some(d)) = (next.next(), next.next()) else { return n + full_stop(&rest[..n], &rest[n..]) };
        let joins = match c {
            '\'' | '’' => d.is_alphabetic(),
            '&' => d.is_uppercase() && rest[..n].chars().all(char::is_uppercase),
            '.' => d.is_alphabetic() && is_initials(&rest[..n], d),
            _ => false,
        };
        if !joins {
            return n + full_stop(&rest[..n], &rest[n..]);
        }
        n += c.len_utf8();
        n += run(&rest[n..], |c| c.is_alphanumeric() || is_mark(c));
    }
}

/// Bytes of the hyphen and line break at the start of `rest`, where a word goes on in lower case after them: `yester-` at a
/// line's end, `day` on the next.
fn line_hyphen(rest: &str) -> Option<usize> {
    let next = rest.strip_prefix("-\n").or_else(|| rest.strip_prefix("-\r\n"))?;
    next.starts_with(char::is_lowercase).then_some(rest.len() - next.len())
}

/// A word as written on one line, if it was broken over two.
pub fn unbroken(word: &str) -> Option<String> {
    word.contains('\n').then(|| word.replace("-\r\n", "").replace("-\n", ""))
}

/// Combining accents belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether `word` reads as initials so far (`U`, `U.S`, `a`), so that `.next` goes on with them.
fn is_initials(word: &str, next: char) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut chars = last.chars();
    matches!((chars.next(), chars.next()), (Some(a), None) if a.is_uppercase() == next.is_uppercase())
}

/// 1 when the `.` that begins `rest` is part of `word`: an initial, initials or a listed abbreviation.
fn full_stop(word: &str, rest: &str) -> usize {
    if !rest.starts_with('.') || rest.starts_with("..") {
        return 0;
    }
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let listed = || match lexicon::abbreviation(word) {
        Some(Follows::Number) => rest[1..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()),
        follows => follows.is_some(),
    };
    (single || word.contains('.') || listed()) as usize
}

/// Contractions that are tokens of their own, after a straight or a curly apostrophe.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Pushes the raw token of `len` bytes at `at`, its clitic split off.
fn push_split(text: &str, at: usize, len: usize, kind: TokenKind, spaced: bool, out: &mut Vec<Token>) {
    let raw = &text[at..at + len];
    let span = |a: usize, b: usize| Span::new((at + a) as u32, (at + b) as u32);
    let cut = match kind {
        TokenKind::Word => clitic(raw),
        _ => None,
    };
    if let Some(cut) = cut {
        out.push(Token { span: span(0, cut), kind, spaced });
        out.push(Token { span: span(cut, len), kind: TokenKind::Clitic, spaced: false });
        return;
    }
    // `1990's` and `US$3's` host the clitic on something else than a word.
    let lone = kind == TokenKind::Word && !spaced && is_clitic_after_mark(text, at, raw, out);
    if lone {
        let mark = out.pop().expect("an apostrophe came before");
        let whole = Span::new(mark.span.start, (at + len) as u32);
        out.push(Token { span: whole, kind: TokenKind::Clitic, spaced: mark.spaced });
        return;
    }
    out.push(Token { span: span(0, len), kind, spaced });
}

/// Whether `raw` is the letters of a clitic whose apostrophe was taken as a mark of its own: `”'s`, `1990's`.
fn is_clitic_after_mark(text: &str, at: usize, raw: &str, out: &[Token]) -> bool {
    let Some(mark) = out.last() else { return false };
    mark.span.end as usize == at
        && !mark.spaced
        && matches!(mark.of(text), "'" | "’")
        && CLITICS.iter().any(|c| raw.eq_ignore_ascii_case(c))
}

/// Where the clitic of `raw` begins, in bytes: `Russia's` → 6, `don't` → 2.
fn clitic(raw: &str) -> Option<usize> {
    let mark = raw.rfind(['\'', '’']).filter(|&m| m > 0)?;
    let tail = raw[mark..].trim_start_matches(['\'', '’']);
    if CLITICS.iter().any(|c| tail.eq_ignore_ascii_case(c)) {
        return Some(mark);
    }
    let host = raw[..mark].strip_suffix(['n', 'N'])?;
    (tail.eq_ignore_ascii_case("t") && !host.is_empty()).then_some(host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn clitics_part_from_their_hosts() {
        assert_eq!(words("Russia's don’t they're"), ["Russia", "'s", "do", "n’t", "they", "'re"]);
        assert_eq!(words("the 1990's"), ["the", "1990", "'s"]);
        assert_eq!(words("O'Brien can't"), ["O'Brien", "ca", "n't"]);
    }

    #[test]
    fn full_stops_stay_with_initials_and_abbreviations() {
        assert_eq!(
            words("Mr. J. Smith of the U.S. left."),
            ["Mr.", "J.", "Smith", "of", "the", "U.S.", "left", "."]
        );
        assert_eq!(words("So do I. Yes."), ["So", "do", "I", ".", "Yes", "."]);
        assert_eq!(words("yester-\nday 'twas well-\nKnown"), ["yester-\nday", "'", "twas", "well", "-", "Known"]);
        assert_eq!(words("at 5 p.m. on"), ["at", "5", "p.m.", "on"]);
    }

    #[test]
    fn compounds_are_parted_and_numbers_are_not() {
        assert_eq!(words("US-backed 3.5 1,000 10:30"), ["US", "-", "backed", "3.5", "1,000", "10:30"]);
        assert_eq!(words("US$3.5bn in the 1980s..."), ["US", "$", "3.5bn", "in", "the", "1980s", "..."]);
        assert_eq!(words("AT&T \"so,\" (he)"), ["AT&T", "\"", "so", ",", "\"", "(", "he", ")"]);
    }

    #[test]
    fn addresses_and_handles_are_one_token() {
        assert_eq!(
            words("see https://a.b/c?d=1, or a.b@c.org."),
            ["see", "https://a.b/c?d=1", ",", "or", "a.b@c.org", "."]
        );
        assert_eq!(words("@who_said #now"), ["@who_said", "#now"]);
    }

    #[test]
    fn any_text_tokenizes_in_order() {
        for text in ["", " ", "\u{feff}", "’s", "'", "''", "👩‍👩‍👧", "a\u{301}'", ".", "@", "n't", "é.é", "İ.x"]
        {
            let tokens = tokenize(text);
            assert!(tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text:?}");
            assert!(tokens.iter().all(|t| text.get(t.span.start as usize..t.span.end as usize).is_some()));
        }
    }
}
