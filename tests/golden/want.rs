//! Whether an analysis has what a person wants.

use super::found::{self, Surfaces};
use super::row::Row;
use whosaid::Analysis;

/// An error tells what was found in its place.
pub fn check(want: &Row, article: &str, analysis: &Analysis) -> Result<(), String> {
    let surfaces = Surfaces::new(article);
    match want.kind() {
        "direct" | "indirect" | "mixed" | "any" => {
            let all = analysis.attributions.iter();
            one_of(want, all.map(|a| found::attribution(&surfaces, analysis, a)).collect())
        }
        "speakers" => one_of(want, vec![found::speakers(analysis)]),
        "speaker" => one_of(want, analysis.speakers.iter().map(|s| found::speaker(analysis, s)).collect()),
        "dateline" => one_of(want, found::dateline(&surfaces, analysis).into_iter().collect()),
        "entity" => one_of(want, analysis.entities.iter().map(found::entity).collect()),
        "mention" => one_of(want, mentions(&surfaces, analysis)),
        "warning" => one_of(want, analysis.warnings.iter().map(|w| Row::new(["warning", w.code])).collect()),
        "unsaid" => unsaid(&want.0[1], article, analysis),
        other => panic!("no row states `{other}`"),
    }
}

/// One of the rows agrees in every cell; a wanted `-` alone means that there is none.
fn one_of(want: &Row, found: Vec<Row>) -> Result<(), String> {
    let agrees = |row: &Row| want.0.len() == row.0.len() && want.0.iter().zip(&row.0).all(|(w, f)| cell(w, f));
    let none_wanted = want.0[1..] == ["-"];
    if found.iter().any(agrees) || none_wanted && found.is_empty() {
        return Ok(());
    }
    Err(super::row::aligned(&found))
}

fn mentions(surfaces: &Surfaces, analysis: &Analysis) -> Vec<Row> {
    let row = |m: &whosaid::analysis::MentionView| {
        let span = whosaid::analysis::Utf16Span { start: m.start, end: m.end };
        Row::new(["mention", &surfaces.of(span), &analysis.entities[m.entity].name])
    };
    analysis.mentions.iter().map(row).collect()
}

/// No content shares a character with the words, wherever they stand.
fn unsaid(words: &str, article: &str, analysis: &Analysis) -> Result<(), String> {
    assert!(article.contains(words), "the article has no `{words}`");
    let surfaces = Surfaces::new(article);
    for (at, _) in article.match_indices(words) {
        let start = article[..at].encode_utf16().count() as u32;
        let end = start + words.encode_utf16().count() as u32;
        for attribution in &analysis.attributions {
            if attribution.content.iter().any(|s| s.start < end && start < s.end) {
                return Err(found::attribution(&surfaces, analysis, attribution).0.join(" | "));
            }
        }
    }
    Ok(())
}

/// Whether a wanted cell and a found one agree: the items of their lists, in any order.
fn cell(want: &str, found: &str) -> bool {
    let (wanted, found): (Vec<_>, Vec<_>) = (want.split(" ; ").collect(), found.split(" ; ").collect());
    let each = wanted.iter().all(|w| found.iter().any(|f| item(w, f)));
    matches!(want, "*" | "any") || each && wanted.len() == found.len()
}

fn item(want: &str, found: &str) -> bool {
    let either = |w: &str| {
        let pieces = (w.split(" + "), found.split(" + "));
        pieces.0.clone().count() == pieces.1.clone().count() && pieces.0.zip(pieces.1).all(|(w, f)| piece(w, f))
    };
    want == "*" || want.split(" / ").any(either)
}

fn piece(want: &str, found: &str) -> bool {
    let (want, found) = (bare(want), bare(found));
    match want.split_once(" … ") {
        Some((first, last)) => {
            found.len() >= first.len() + last.len() && found.starts_with(first) && found.ends_with(last)
        }
        None => want == found,
    }
}

/// Without what two careful readers would include or not: “that” before, punctuation and “the” around.
fn bare(piece: &str) -> &str {
    let piece = piece.strip_prefix("that ").unwrap_or(piece);
    let piece = piece.strip_prefix("the ").or(piece.strip_prefix("The ")).unwrap_or(piece);
    piece.trim_end_matches([',', '.', ';', ':']).trim_start_matches([',', ' '])
}
