//! One line of JSON Lines: an article in, its analysis out.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use whosaid::pipeline::MAX_TEXT;
use whosaid::{Analysis, Analyzer};

/// What is read of a line; other fields are ignored.
#[derive(Deserialize)]
pub struct Article<'l> {
    /// Given back as it is; absent is null.
    #[serde(borrow, default)]
    pub id: Option<&'l RawValue>,
    /// The article.
    #[serde(borrow)]
    pub text: Cow<'l, str>,
}

/// What is written.
#[derive(Serialize)]
struct Analysed<'l> {
    id: Option<&'l RawValue>,
    #[serde(flatten)]
    analysis: Analysis,
}

/// Whether there is anything on the line.
pub fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// Reads a line. An error is a sentence for the user.
pub fn parse(line: &[u8]) -> Result<Article<'_>, String> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let article: Article = serde_json::from_slice(line).map_err(explain)?;
    if article.text.len() > MAX_TEXT {
        let (found, most) = (article.text.len(), MAX_TEXT);
        return Err(format!("the text has {found} bytes, more than the {most} that are analysed"));
    }
    Ok(article)
}

/// serde_json counts lines within what it is given, which is one line here: only the column tells something.
fn explain(error: serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("{message} (column {})", error.column())
}

/// The line of output for a line of input.
pub fn analyse(analyzer: &Analyzer, line: &[u8]) -> Result<Vec<u8>, String> {
    let article = parse(line)?;
    let analysed = Analysed { id: article.id, analysis: analyzer.analyze(&article.text) };
    let mut out = serde_json::to_vec(&analysed).map_err(|e| e.to_string())?;
    out.push(b'\n');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fields_are_ignored_and_the_id_stays_as_it_is() {
        let article = parse(br#"{"n":{"text":1},"id":1.50,"text":"a\nb"}"#).expect("an article");
        assert_eq!((article.id.map(RawValue::get), &*article.text), (Some("1.50"), "a\nb"));
        assert!(parse(br#"{"text":""}"#).expect("an article").id.is_none());
    }

    #[test]
    fn errors_name_the_cause_and_the_column() {
        let error = |line: &[u8]| parse(line).map(|_| ()).expect_err("an error");
        assert_eq!(error(br#"{"id":1}"#), "missing field `text` (column 8)");
        assert!(error(br#"{"id":1,"text":"a""#).contains("EOF"));
        assert!(error(b"{\"text\":\"\xff\"}").contains("unicode"));
    }
}
