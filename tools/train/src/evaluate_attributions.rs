//! Scores attributions as `score.py attributions` does, and says how far their confidence can be trusted.

use crate::matching::{pair, same_words};
use crate::polnear::{Article, Spans};
use std::collections::BTreeSet;
use whosaid::Analyzer;
use whosaid::span::{TokenRange, cover};

/// The words under the pieces of a role.
type WordSet = BTreeSet<usize>;

/// The words of a text as the scorer sees them: letters, digits and `_`, perhaps with an apostrophe and more.
struct Words {
    /// Code points, first and one past the last.
    spans: Vec<(usize, usize)>,
    /// Whether each stands in quotation marks.
    quoted: Vec<bool>,
    /// Whether each is a function word or title, which says little about a source.
    light: Vec<bool>,
}

const LIGHT: [&str; 20] = [
    "a", "an", "the", "of", "and", "in", "for", "to", "at", "on", "from", "with", "by", "mr", "mrs", "ms", "dr",
    "sen", "rep", "gov",
];

impl Words {
    fn of(text: &[char]) -> Self {
        let word = |i: usize| text.get(i).is_some_and(|c| c.is_alphanumeric() || *c == '_');
        let end_of = |mut i: usize| {
            while word(i) {
                i += 1;
            }
            i
        };
        let mask = quoted_mask(text);
        let mut words = Words { spans: Vec::new(), quoted: Vec::new(), light: Vec::new() };
        let mut i = 0;
        while i < text.len() {
            if !word(i) {
                i += 1;
                continue;
            }
            let mut end = end_of(i);
            if matches!(text.get(end), Some('\'' | '’')) && word(end + 1) {
                end = end_of(end + 1);
            }
            let surface: String = text[i..end].iter().collect::<String>().to_lowercase();
            words.spans.push((i, end));
            words.quoted.push(mask[i]);
            words.light.push(LIGHT.contains(&surface.as_str()));
            i = end;
        }
        words
    }

    fn within(&self, spans: &[(usize, usize)]) -> WordSet {
        let inside = |&(start, end): &(usize, usize)| {
            let first = self.spans.partition_point(|w| w.1 < start + 1);
            let last = self.spans.partition_point(|w| w.0 < end);
            first..last.max(first)
        };
        spans.iter().flat_map(inside).collect()
    }

    /// The row of a content: 1 direct, 2 mixed, 3 indirect.
    fn row(&self, content: &WordSet) -> usize {
        let share = content.iter().filter(|&&w| self.quoted[w]).count() as f32 / content.len().max(1) as f32;
        match share {
            0.0 => 3,
            s if s >= 0.8 => 1,
            _ => 2,
        }
    }

    fn same_source(&self, gold: &WordSet, predicted: &WordSet) -> bool {
        let heavy = |set: &WordSet| {
            let kept: WordSet = set.iter().copied().filter(|&w| !self.light[w]).collect();
            if kept.is_empty() { set.clone() } else { kept }
        };
        predicted.len() <= gold.len() + 6 && same_words(&heavy(gold), &heavy(predicted))
    }
}

/// For each code point, whether it stands in quotation marks, as the scorer reads them.
fn quoted_mask(text: &[char]) -> Vec<bool> {
    let mut closing: Option<&str> = None;
    let mut out = Vec::with_capacity(text.len());
    for (i, c) in text.iter().enumerate() {
        let after = text.get(i + 1);
        let before = i.checked_sub(1).map(|b| text[b]);
        let letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
        closing = match c {
            '\n' | '”' => None,
            '“' => Some("”"),
            '"' => {
                if matches!(closing, Some("\"" | "”")) {
                    None
                } else {
                    Some("\"")
                }
            }
            '\'' if after == Some(&'\'') => {
                if closing == Some("''") {
                    None
                } else {
                    Some("''")
                }
            }
            '‘' if closing.is_none() && !letter(before.as_ref()) => Some("’"),
            '’' if closing == Some("’") && !letter(after) => None,
            _ => closing,
        };
        out.push(closing.is_some());
    }
    out
}

const ROWS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

/// One row of the table.
#[derive(Clone, Copy, Default)]
struct Row {
    found: usize,
    predicted: usize,
    gold: usize,
    right: usize,
    predicted_sourced: usize,
    gold_sourced: usize,
}

/// Confidences in tenths: how many, their sum, and how many were right.
type Reliability = [(usize, f64, usize); 10];

/// Prints the table and the reliability of confidences on these articles.
pub fn evaluate(articles: &[Article], analyzer: &Analyzer) {
    let mut rows = [Row::default(); 4];
    let mut reliability = Reliability::default();
    for article in articles {
        add(article, analyzer, &mut rows, &mut reliability);
    }
    for (name, row) in ROWS.iter().zip(&rows) {
        line(&format!("{name}: content found"), row.found, row.predicted, row.gold);
        line(&format!("{name}: content + speaker"), row.right, row.predicted_sourced, row.gold_sourced);
    }
    print_reliability(&reliability);
}

fn add(article: &Article, analyzer: &Analyzer, rows: &mut [Row; 4], reliability: &mut Reliability) {
    let document = analyzer.document(&article.text);
    let words = Words::of(&article.text.chars().collect::<Vec<_>>());
    let point = |r: &TokenRange| cover(&document.tokens, r);
    let points = |ranges: &[TokenRange]| -> Spans {
        ranges.iter().map(point).map(|s| (article.point(s.start), article.point(s.end))).collect()
    };
    let role = |spans: &Spans| words.within(spans);
    let gold: Vec<(WordSet, WordSet)> = article
        .annotations()
        .map(|(source, content)| (role(source), role(content)))
        .filter(|g| !g.1.is_empty())
        .collect();
    let predicted: Vec<(WordSet, WordSet, f32)> = document
        .attributions
        .iter()
        .map(|a| (role(&points(&a.source)), role(&points(&a.content)), a.confidence))
        .filter(|p| !p.1.is_empty())
        .collect();
    let contents = |items: &[(WordSet, WordSet)]| items.iter().map(|i| i.1.clone()).collect::<Vec<_>>();
    let gold_of = pair(&contents(&gold), &predicted.iter().map(|p| p.1.clone()).collect::<Vec<_>>());
    for (source, content) in &gold {
        for row in [0, words.row(content)] {
            rows[row].gold += 1;
            rows[row].gold_sourced += !source.is_empty() as usize;
        }
    }
    for (p, (source, content, confidence)) in predicted.iter().enumerate() {
        let found = gold_of[p].map(|g| &gold[g]);
        let same = found.is_some_and(|g| words.same_source(&g.0, source));
        let sourced = !found.map_or(source, |g| &g.0).is_empty();
        for row in [0, words.row(found.map_or(content, |g| &g.1))] {
            rows[row].predicted += 1;
            rows[row].found += found.is_some() as usize;
            rows[row].right += (sourced && same) as usize;
            rows[row].predicted_sourced += sourced as usize;
        }
        let bin = &mut reliability[((confidence * 10.0) as usize).min(9)];
        *bin =
            (bin.0 + 1, bin.1 + *confidence as f64, bin.2 + found.is_some_and(|g| same || g.0.is_empty()) as usize);
    }
}

fn line(name: &str, right: usize, predicted: usize, gold: usize) {
    let ratio = |of: usize| if of > 0 { right as f64 / of as f64 } else { 0.0 };
    let (p, r) = (ratio(predicted), ratio(gold));
    let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    println!(
        "{name:28} P {:6.2}  R {:6.2}  F1 {:6.2}   (right {right}, predicted {predicted}, gold {gold})",
        100.0 * p,
        100.0 * r,
        100.0 * f
    );
}

fn print_reliability(reliability: &Reliability) {
    let all: usize = reliability.iter().map(|b| b.0).sum();
    let mut error = 0.0;
    println!("\nconfidence  attributions  mean  right");
    for (tenth, &(n, sum, right)) in reliability.iter().enumerate().filter(|b| b.1.0 > 0) {
        let (mean, share) = (sum / n as f64, right as f64 / n as f64);
        error += n as f64 / all as f64 * (mean - share).abs();
        println!("0.{tenth}–{:.1}     {n:12}  {mean:.2}  {share:.2}", (tenth + 1) as f64 / 10.0);
    }
    println!("expected calibration error {error:.3}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_are_read_as_the_scorer_reads_them() {
        let text: Vec<char> = "He’s “in it,” she said. ''No''".chars().collect();
        let words = Words::of(&text);
        assert_eq!(words.spans.len(), 6);
        assert_eq!(words.quoted, [false, true, true, false, false, true]);
        assert_eq!(words.row(&BTreeSet::from([1, 2])), 1);
        assert_eq!(words.row(&BTreeSet::from([0, 3])), 3);
        assert_eq!(words.within(&[(0, 4), (6, 8)]), BTreeSet::from([0, 1]));
    }

    #[test]
    fn a_source_much_longer_than_the_gold_one_is_another() {
        let text: Vec<char> = "Ann Lee of the very old and very far away town hall said".chars().collect();
        let words = Words::of(&text);
        let set = |range: std::ops::Range<usize>| range.collect::<WordSet>();
        assert!(words.same_source(&set(0..2), &set(0..4)));
        assert!(!words.same_source(&set(0..2), &set(0..11)));
    }
}
