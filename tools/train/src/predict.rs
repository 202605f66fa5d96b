//! Writes predicted attributions in the corpus's own format, for scoring.

use crate::polnear::Article;
use serde_json::json;
use whosaid::Analyzer;
use whosaid::span::{TokenRange, cover};

/// Prints a line an article, offsets in code points.
pub fn predict(articles: &[Article], analyzer: &Analyzer) {
    for article in articles {
        let document = analyzer.document(&article.text);
        let span = |r: &TokenRange| {
            let span = cover(&document.tokens, r);
            (article.point(span.start), article.point(span.end))
        };
        let spans = |ranges: &[TokenRange]| ranges.iter().map(span).collect::<Vec<_>>();
        let one = |a: &whosaid::attribution::Attribution| json!({"source": spans(&a.source), "cue": spans(&a.cue), "content": spans(&a.content), "p": a.confidence});
        let attributions: Vec<_> = document.attributions.iter().map(one).collect();
        println!("{}", json!({"id": article.id, "attributions": attributions}));
    }
}
