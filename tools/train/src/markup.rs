//! Articles annotated in the text itself, `[Ann Lee|person] of [Leeds|location]`, several in a file with a line of
//! [`BETWEEN`] between them.

use std::ops::Range;

/// What stands between two articles.
const BETWEEN: &str = "\n=====\n";

/// A text without its marks, and what they marked: byte ranges of it, each with its label.
#[derive(Debug, Default, PartialEq)]
pub struct Marked {
    /// The text as a reader sees it.
    pub text: String,
    /// Ranges of bytes, in text order, and their labels.
    pub spans: Vec<(Range<usize>, String)>,
}

/// The articles of a file. The error quotes the mark that is not whole.
pub fn read(file: &str) -> Result<Vec<Marked>, String> {
    file.split(BETWEEN).map(article).collect()
}

fn article(marked: &str) -> Result<Marked, String> {
    let mut out = Marked::default();
    let mut rest = marked.trim();
    while let Some((before, after)) = rest.split_once('[') {
        out.text.push_str(before);
        let parts = after.split_once(']').and_then(|(mark, rest)| Some((mark.split_once('|')?, rest)));
        let Some(((words, label), after)) = parts else {
            return Err(format!("no whole mark: `[{}`", after.chars().take(40).collect::<String>()));
        };
        let start = out.text.len();
        out.text.push_str(words);
        out.spans.push((start..out.text.len(), label.to_owned()));
        rest = after;
    }
    out.text.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_leave_the_text_and_give_their_bytes() {
        let file = "[Zoë Lee|person] of [Leeds|location].\n=====\nNothing.\n";
        let [first, second] = &read(file).expect("whole marks")[..] else { panic!("two articles") };
        assert_eq!(first.text, "Zoë Lee of Leeds.");
        assert_eq!(first.spans, [(0..8, "person".to_owned()), (12..17, "location".to_owned())]);
        assert_eq!(*second, Marked { text: "Nothing.".to_owned(), spans: vec![] });
    }

    #[test]
    fn a_mark_that_is_not_whole_is_an_error() {
        assert!(read("[Zoë Lee] of Leeds").is_err());
        assert!(read("[Zoë Lee|person").is_err());
    }
}
