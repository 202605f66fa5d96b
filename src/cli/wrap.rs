//! Styled text to lines no wider than the terminal. Everything that reaches a terminal passes here, so this
//! is where characters that would drive it are made harmless.

use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// How a stretch of text looks. Only colour terminals show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// An SGR colour code, 0 for the terminal's own.
    pub colour: u8,
    /// Heavier.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
}

impl Style {
    fn escape(self) -> String {
        let mut codes = "\x1b[0".to_owned();
        codes.push_str(if self.bold { ";1" } else { "" });
        codes.push_str(if self.italic { ";3" } else { "" });
        if self.colour != 0 {
            codes.push_str(&format!(";{}", self.colour));
        }
        codes + "m"
    }
}

/// Breaks lines at spaces; a no-break space holds words together and is written as a space.
pub struct Wrapper<W> {
    out: W,
    width: usize,
    colours: bool,
    /// Columns that lines after the first of a paragraph are moved in.
    pub indent: usize,
    column: usize,
    word: Vec<(char, Style)>,
    shown: Style,
}

impl<W: Write> Wrapper<W> {
    /// Lines of at most `width` columns into `out`, with or without colours.
    pub fn new(out: W, width: usize, colours: bool) -> Self {
        Wrapper { out, width, colours, indent: 0, column: 0, word: Vec::new(), shown: Style::default() }
    }

    /// Adds text to the line; any white space is one place to break.
    pub fn text(&mut self, text: &str, style: Style) -> io::Result<()> {
        for c in text.chars() {
            match c {
                '\u{a0}' => self.word.push((' ', style)),
                c if c.is_whitespace() => self.end_word()?,
                c => self.word.push((harmless(c), style)),
            }
        }
        Ok(())
    }

    /// Ends the line.
    pub fn newline(&mut self) -> io::Result<()> {
        self.end_word()?;
        self.show(Style::default())?;
        self.column = 0;
        self.out.write_all(b"\n")
    }

    fn end_word(&mut self) -> io::Result<()> {
        if self.word.is_empty() {
            return Ok(());
        }
        let width: usize = self.word.iter().map(|&(c, _)| c.width().unwrap_or(0)).sum();
        if self.column > 0 && self.column + 1 + width > self.width {
            self.show(Style::default())?;
            write!(self.out, "\n{:1$}", "", self.indent)?;
            self.column = self.indent;
        } else if self.column > 0 {
            self.out.write_all(b" ")?;
            self.column += 1;
        }
        for (c, style) in std::mem::take(&mut self.word) {
            self.show(style)?;
            write!(self.out, "{c}")?;
        }
        self.column += width;
        Ok(())
    }

    fn show(&mut self, style: Style) -> io::Result<()> {
        if self.colours && self.shown != style {
            self.out.write_all(style.escape().as_bytes())?;
            self.shown = style;
        }
        Ok(())
    }
}

/// An article must not move the cursor, rename the window or turn the text's direction round.
fn harmless(c: char) -> char {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize, colours: bool) -> String {
        let mut out = Vec::new();
        let mut wrapper = Wrapper::new(&mut out, width, colours);
        wrapper.text(text, Style { colour: 36, ..Style::default() }).expect("memory");
        wrapper.newline().expect("memory");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn lines_break_at_spaces_and_not_at_no_break_spaces() {
        assert_eq!(wrapped("one two  three", 7, false), "one two\nthree\n");
        assert_eq!(wrapped("one two\u{a0}three", 7, false), "one\ntwo three\n");
    }

    #[test]
    fn a_wide_character_takes_two_columns() {
        assert_eq!(wrapped("東京 東京", 8, false), "東京\n東京\n");
    }

    #[test]
    fn what_would_drive_the_terminal_is_replaced() {
        assert_eq!(wrapped("a\x1b[2Jb\u{202e}c\u{9b}", 80, false), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}\n");
    }

    #[test]
    fn colours_end_with_the_line() {
        assert_eq!(wrapped("a b", 1, true), "\x1b[0;36ma\x1b[0m\n\x1b[0;36mb\x1b[0m\n");
    }
}
