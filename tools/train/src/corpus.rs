//! Reads annotated corpora (JSON Lines with offsets in code points, or text with marks in it) and lays their spans
//! over our own tokens.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use crate::markup;
use serde::Deserialize;
use whosaid::mention::EntityType;
use whosaid::span::Span;
use whosaid::token::{self, Token};

/// One line of a corpus. Entities are `[start, end, label]`, offsets in Unicode code points.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    id: String,
    text: String,
    entities: Vec<(u32, u32, String)>,
}

/// A document with gold names over our tokens.
pub struct Annotated {
    /// The text itself.
    pub text: String,
    /// Our tokens.
    pub tokens: Vec<Token>,
    /// Gold entities, in text order.
    pub entities: Vec<Gold>,
}

/// A gold entity as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The first token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its type.
    pub entity_type: EntityType,
    /// Its bytes: less than its tokens where it ends inside one.
    pub span: Span,
}

/// The entity type for a corpus's label; `None` for labels that are not entities of ours.
pub fn entity_type(label: &str) -> Option<EntityType> {
    Some(match label {
        "Person" | "person" => EntityType::Person,
        "Organization" | "organization" => EntityType::Organization,
        "Location" | "Facility" | "location" => EntityType::Location,
        "NORP" | "norp" => EntityType::Norp,
        "Date" | "date" => EntityType::Date,
        "Money" | "money" => EntityType::Money,
        "Misc" | "Product" => EntityType::Misc,
        _ => return None,
    })
}

/// Reads a corpus of entities: marked text if its name ends in `.txt`, else JSON Lines. The error names the file, and
/// the line where there is one.
pub fn read_entities(path: &Path) -> Result<Vec<Annotated>, String> {
    if path.extension().is_some_and(|e| e == "txt") {
        let articles = markup::read(&read_text(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
        return articles.into_iter().map(|a| marked(a).map_err(|e| format!("{}: {e}", path.display()))).collect();
    }
    Ok(read_lines(path)?.into_iter().map(annotate).collect())
}

/// Reads the texts of one file with the entities that another gives for them, joined by id. Texts without
/// entities of theirs there are left out.
pub fn read_apart(texts: &Path, labels: &Path) -> Result<Vec<Annotated>, String> {
    let mut entities: HashMap<_, _> = read_lines(labels)?.into_iter().map(|l| (l.id, l.entities)).collect();
    let joined = |line: Line| Some(Line { entities: entities.remove(&line.id)?, ..line });
    Ok(read_lines(texts)?.into_iter().filter_map(joined).map(annotate).collect())
}

/// Reads a file of text, compressed if its name ends in `.gz`. The error names it.
pub fn read_text(path: &Path) -> Result<String, String> {
    let read = || match path.extension().is_some_and(|e| e == "gz") {
        true => std::io::read_to_string(flate2::read::GzDecoder::new(std::fs::File::open(path)?)),
        false => std::fs::read_to_string(path),
    };
    read().map_err(|e| format!("{}: {e}", path.display()))
}

fn read_lines(path: &Path) -> Result<Vec<Line>, String> {
    let whole = read_text(path)?;
    let parse = |(i, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1));
    whole.lines().enumerate().map(parse).collect()
}

fn annotate(line: Line) -> Annotated {
    let bytes = byte_offsets(&line.text);
    let span = |(start, end, label): &(u32, u32, String)| {
        Some((Span::new(bytes[*start as usize], bytes[*end as usize]), entity_type(label)?))
    };
    let mut spans: Vec<_> = line.entities.iter().filter_map(span).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    lay_over(line.text, spans)
}

/// The error names a label that is no type of ours: in marked text every one must be.
fn marked(article: markup::Marked) -> Result<Annotated, String> {
    let typed = |(range, label): (Range<usize>, String)| {
        let entity_type = entity_type(&label).ok_or_else(|| format!("no type `{label}`"))?;
        Ok((Span::new(range.start as u32, range.end as u32), entity_type))
    };
    let spans = article.spans.into_iter().map(typed).collect::<Result<_, String>>()?;
    Ok(lay_over(article.text, spans))
}

fn lay_over(text: String, spans: Vec<(Span, EntityType)>) -> Annotated {
    let tokens = token::tokenize(&text);
    let lay = |(span, entity_type): (Span, EntityType)| {
        let start = tokens.partition_point(|t| t.span.end <= span.start);
        let end = tokens.partition_point(|t| t.span.start < span.end).max(start + 1);
        Gold { start, end, entity_type, span }
    };
    let entities = spans.into_iter().map(lay).collect();
    Annotated { text, tokens, entities }
}

/// The byte offset of every code point, and of the end.
fn byte_offsets(text: &str) -> Vec<u32> {
    text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_laid_over_tokens_and_counted_in_code_points() {
        let text = "Zoë met UN-backed Ana.".to_string();
        let entities = vec![
            (0, 3, "Person".to_string()),
            (8, 10, "Organization".to_string()),
            (19, 21, "Person".to_string()),
            (0, 3, "Other".to_string()),
        ];
        let doc = annotate(Line { text, entities, ..Line::default() });
        let found: Vec<_> =
            doc.entities.iter().map(|g| (doc.tokens[g.start].of(&doc.text), g.end - g.start)).collect();
        assert_eq!(found, [("Zoë", 1), ("UN", 1), ("Ana", 1)]);
        assert_eq!(doc.entities[2].span, Span::new(20, 22));
    }
}
