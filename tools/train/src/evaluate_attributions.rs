//! Scores attributions as `score.py attributions` does, and says how far their confidence can be trusted.

use crate::causes::{self, Causes, Roles};
use crate::matching::{pair, same_words};
use crate::polnear::{Article, Spans};
use std::collections::BTreeSet;
use whosaid::Analyzer;
use whosaid::attribution::Attribution;
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

    /// The words of cue and source, and the first of the content.
    fn excerpt(&self, text: &[char], roles: &Roles) -> String {
        let word = |&w: &usize| text[self.spans[w].0..self.spans[w].1].iter().collect::<String>();
        let join = |words: &WordSet| words.iter().take(8).map(word).collect::<Vec<_>>().join(" ");
        format!("[{}] {} | {}", join(&roles.source), join(&roles.cue), join(&roles.content))
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

/// Prints the table, the reliability of confidences and the causes of errors on these articles.
pub fn evaluate(articles: &[Article], analyzer: &Analyzer) {
    let mut report = Report::default();
    articles.iter().for_each(|article| report.add(article, analyzer));
    for (name, row) in ROWS.iter().zip(&report.rows) {
        line(&format!("{name}: content found"), row.found, row.predicted, row.gold);
        line(&format!("{name}: content + speaker"), row.right, row.predicted_sourced, row.gold_sourced);
    }
    print_reliability(&report.reliability);
    println!("\ncauses of errors, each with examples of the words at issue");
    report.causes.print();
}

/// What evaluation gathers over articles.
#[derive(Default)]
struct Report {
    rows: [Row; 4],
    reliability: Reliability,
    causes: Causes,
}

impl Report {
    fn add(&mut self, article: &Article, analyzer: &Analyzer) {
        let document = analyzer.document(&article.text);
        let text: Vec<char> = article.text.chars().collect();
        let words = Words::of(&text);
        let point = |r: &TokenRange| cover(&document.tokens, r);
        let points = |ranges: &[TokenRange]| -> Spans {
            ranges.iter().map(point).map(|s| (article.point(s.start), article.point(s.end))).collect()
        };
        let roles = |[source, cue, content]: [&Spans; 3]| Roles {
            source: words.within(source),
            cue: words.within(cue),
            content: words.within(content),
        };
        let mut gold: Vec<Roles> = article.annotations().map(roles).collect();
        gold.retain(|g| !g.content.is_empty());
        let found = |a: &Attribution| roles([&points(&a.source), &points(&a.cue), &points(&a.content)]);
        let mut predicted: Vec<(Roles, f32)> =
            document.attributions.iter().map(|a| (found(a), a.confidence)).collect();
        predicted.retain(|p| !p.0.content.is_empty());
        let (predicted, confidences): (Vec<Roles>, Vec<f32>) = predicted.into_iter().unzip();
        let contents = |items: &[Roles]| items.iter().map(|i| i.content.clone()).collect::<Vec<_>>();
        let gold_of = pair(&contents(&gold), &contents(&predicted));
        self.score(&words, &gold, &predicted, &confidences, &gold_of);
        self.explain(&words, &text, &gold, &predicted, &gold_of);
    }

    fn score(
        &mut self,
        words: &Words,
        gold: &[Roles],
        predicted: &[Roles],
        confidences: &[f32],
        gold_of: &[Option<usize>],
    ) {
        for Roles { source, content, .. } in gold {
            for row in [0, words.row(content)] {
                self.rows[row].gold += 1;
                self.rows[row].gold_sourced += !source.is_empty() as usize;
            }
        }
        for ((p, &confidence), gold_at) in predicted.iter().zip(confidences).zip(gold_of) {
            let found = gold_at.map(|g| &gold[g]);
            let same = found.is_some_and(|g| words.same_source(&g.source, &p.source));
            let sourced = !found.map_or(&p.source, |g| &g.source).is_empty();
            for row in [0, words.row(found.map_or(&p.content, |g| &g.content))] {
                let row = &mut self.rows[row];
                row.predicted += 1;
                row.found += found.is_some() as usize;
                row.right += (sourced && same) as usize;
                row.predicted_sourced += sourced as usize;
            }
            let right = found.is_some_and(|g| same || g.source.is_empty());
            let bin = &mut self.reliability[((confidence * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + confidence as f64, bin.2 + right as usize);
        }
    }

    /// Gives every difference its cause.
    fn explain(
        &mut self,
        words: &Words,
        text: &[char],
        gold: &[Roles],
        predicted: &[Roles],
        gold_of: &[Option<usize>],
    ) {
        let kind = |roles: &Roles| ROWS[words.row(&roles.content)];
        for (at, g) in gold.iter().enumerate() {
            let cause = match gold_of.iter().position(|&of| of == Some(at)) {
                None => causes::missed(kind(g), g, predicted),
                Some(_) if g.source.is_empty() => continue,
                Some(p) if words.same_source(&g.source, &predicted[p].source) => continue,
                Some(p) if predicted[p].source.is_empty() => format!("{}: no source found", kind(g)),
                Some(_) => format!("{}: another source", kind(g)),
            };
            self.causes.add(cause, || words.excerpt(text, g));
        }
        for (p, _) in predicted.iter().zip(gold_of).filter(|p| p.1.is_none()) {
            self.causes.add(causes::made_up(kind(p), p, gold), || words.excerpt(text, p));
        }
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
