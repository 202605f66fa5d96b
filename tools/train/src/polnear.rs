//! Reads PolNeAR (JSON Lines with `attributions`) into token ranges of the program's own tokens.

use crate::corpus;
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use whosaid::span::TokenRange;
use whosaid::token::Token;

/// The pieces of a role, in code points.
pub type Spans = Vec<(usize, usize)>;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    attributions: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    id: String,
    source: Spans,
    cue: Spans,
    content: Spans,
}

/// An annotated attribution, in tokens.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Its name in the article.
    pub id: String,
    /// The pieces of the source.
    pub source: Vec<TokenRange>,
    /// The pieces of the cue.
    pub cue: Vec<TokenRange>,
    /// The pieces of the content.
    pub content: Vec<TokenRange>,
}

/// An annotated article.
pub struct Article {
    /// Its name in the corpus.
    pub id: String,
    /// Its text.
    pub text: String,
    raw: Vec<Raw>,
    /// For each code point, its byte; one more at the end.
    bytes: Vec<u32>,
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let article = |line: &str| {
        let Line { id, text, attributions } = serde_json::from_str(line)?;
        Ok(Article::new(id, text, attributions))
    };
    corpus::read_text(path)?.lines().map(article).collect()
}

/// Reads the texts of one file with the attributions that another gives for them, joined by id. Texts without any there
/// are left out.
pub fn read_apart(texts: &Path, labels: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct Text {
        id: String,
        text: String,
    }
    #[derive(Deserialize)]
    struct Labels {
        id: String,
        attributions: Vec<Raw>,
    }
    let label = |line: &str| serde_json::from_str(line).map(|l: Labels| (l.id, l.attributions));
    let mut labels: HashMap<String, Vec<Raw>> =
        corpus::read_text(labels)?.lines().map(label).collect::<Result<_, _>>()?;
    let mut articles = Vec::new();
    for line in corpus::read_text(texts)?.lines() {
        let Text { id, text } = serde_json::from_str(line)?;
        articles.extend(labels.remove(&id).map(|raw| Article::new(id, text, raw)));
    }
    Ok(articles)
}

impl Article {
    fn new(id: String, text: String, raw: Vec<Raw>) -> Self {
        let bytes = text.char_indices().map(|(b, _)| b as u32).chain([text.len() as u32]).collect();
        Article { id, text, raw, bytes }
    }

    /// The annotations as ranges of these tokens; pieces that hold no token are left out.
    pub fn gold(&self, tokens: &[Token]) -> Vec<Gold> {
        let range = |&(start, end): &(usize, usize)| {
            let (start, end) = (self.bytes[start], self.bytes[end]);
            let first = tokens.partition_point(|t| t.span.end <= start);
            first..tokens.partition_point(|t| t.span.start < end).max(first)
        };
        let ranges = |spans: &[(usize, usize)]| spans.iter().map(range).filter(|r| !r.is_empty()).collect();
        let gold = |r: &Raw| Gold {
            id: r.id.clone(),
            source: ranges(&r.source),
            cue: ranges(&r.cue),
            content: ranges(&r.content),
        };
        self.raw.iter().map(gold).collect()
    }

    /// Source, cue and content of each annotation, as the corpus has them.
    pub fn annotations(&self) -> impl Iterator<Item = [&Spans; 3]> {
        self.raw.iter().map(|r| [&r.source, &r.cue, &r.content])
    }

    /// The code point offset of a byte offset.
    pub fn point(&self, byte: u32) -> usize {
        self.bytes.partition_point(|&b| b < byte)
    }
}
