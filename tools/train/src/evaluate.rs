//! Scores the tagger of entities: precision, recall and F1 by type on exact spans, the commonest kinds of
//! error, and how far its confidences can be trusted.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use whosaid::Analyzer;
use whosaid::entity_tagger::TYPES;
use whosaid::mention::{EntityType, Mention, MentionKind};

use crate::corpus::{self, Annotated, Gold};

/// Counts for one type, or for all.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }

    fn row(&self, name: &str) -> String {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let f1 = 200.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64;
        let Counts { right, predicted, gold } = self;
        let (p, r) = (share(*predicted), share(*gold));
        format!("{name:14} P {p:6.2}  R {r:6.2}  F1 {f1:6.2}   (right {right}, predicted {predicted}, gold {gold})")
    }
}

/// What evaluation gathers over documents.
#[derive(Default)]
struct Report {
    counts: BTreeMap<EntityType, Counts>,
    errors: BTreeMap<String, usize>,
    /// Confidence and whether it was right.
    sureness: Vec<(f32, bool)>,
}

/// Analyses a corpus and prints the report, of names and values alike; of a folder, first a table for each file.
pub fn entities(path: &Path, analyzer: &Analyzer) -> Result<(), Box<dyn Error>> {
    let mut whole = Report::default();
    for file in files(path)? {
        let mut report = Report::default();
        for document in corpus::read_entities(&file)? {
            let mut found = analyzer.document(&document.text).mentions;
            found.retain(|m| {
                matches!(m.kind, MentionKind::Name | MentionKind::Value) && TYPES.contains(&m.entity_type)
            });
            report.add(&document, &found);
        }
        if path.is_dir() {
            println!("{}", file.file_stem().unwrap_or_default().display());
            report.print_types();
            println!();
        }
        whole.absorb(report);
    }
    whole.print();
    Ok(())
}

/// The file itself, or the corpora (`.txt`, `.jsonl`) of a folder by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut files = entries.collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "txt" || e == "jsonl"));
    files.sort();
    Ok(files)
}

impl Report {
    fn add(&mut self, document: &Annotated, names: &[Mention]) {
        for name in names {
            let right = document.entities.iter().any(|g| is(name, g));
            self.sureness.push((name.confidence, right));
            let counts = self.counts.entry(name.entity_type).or_default();
            counts.predicted += 1;
            counts.right += right as usize;
            let touches = |g: &&Gold| g.start < name.tokens.end && name.tokens.start < g.end;
            if !document.entities.iter().any(|g| touches(&g)) {
                *self.errors.entry(format!("{:?}, where there is nothing", name.entity_type)).or_default() += 1;
            }
        }
        for gold in &document.entities {
            self.counts.entry(gold.entity_type).or_default().gold += 1;
            if !names.iter().any(|n| is(n, gold)) {
                *self.errors.entry(error(gold, names)).or_default() += 1;
            }
        }
    }

    fn absorb(&mut self, other: Report) {
        other.counts.into_iter().for_each(|(kind, counts)| self.counts.entry(kind).or_default().add(counts));
        other.errors.into_iter().for_each(|(error, count)| *self.errors.entry(error).or_default() += count);
        self.sureness.extend(other.sureness);
    }

    fn print_types(&self) {
        let mut all = Counts::default();
        for kind in TYPES {
            let counts = self.counts.get(&kind).copied().unwrap_or_default();
            println!("{}", counts.row(&format!("{kind:?}")));
            if kind != EntityType::Misc {
                all.add(counts);
            }
        }
        println!("{}", all.row("all but Misc"));
    }

    fn print(&self) {
        self.print_types();
        println!("expected calibration error {:.3}", calibration_error(&self.sureness));
        let mut errors: Vec<_> = self.errors.iter().collect();
        errors.sort_by_key(|e| (std::cmp::Reverse(e.1), e.0));
        println!("commonest errors:");
        errors.iter().take(20).for_each(|(kind, count)| println!("{count:6}  {kind}"));
    }
}

fn is(name: &Mention, gold: &Gold) -> bool {
    name.span == gold.span && name.entity_type == gold.entity_type
}

/// What went wrong with a gold entity that was not found as it is.
fn error(gold: &Gold, names: &[Mention]) -> String {
    let touching = names.iter().find(|n| n.tokens.start < gold.end && gold.start < n.tokens.end);
    let found = match touching {
        None => "missed".to_owned(),
        Some(n) if n.entity_type != gold.entity_type => format!("taken for {:?}", n.entity_type),
        Some(n) if n.tokens.start == gold.start => {
            if n.tokens.end > gold.end { "ends too late" } else { "ends too early" }.to_owned()
        }
        Some(n) if n.tokens.start > gold.start => "begins too late".to_owned(),
        Some(_) => "begins too early".to_owned(),
    };
    format!("{:?}, {found}", gold.entity_type)
}

/// The mean gap between confidence and share of right names, over ten even bins of confidence.
fn calibration_error(sureness: &[(f32, bool)]) -> f64 {
    let mut bins = [(0usize, 0.0f64, 0usize); 10];
    for &(confidence, right) in sureness {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + confidence as f64, bin.2 + right as usize);
    }
    let gap: f64 = bins.iter().map(|&(_, sure, right)| (sure - right as f64).abs()).sum();
    gap / sureness.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::span::Span;

    #[test]
    fn confidences_that_keep_their_word_have_no_error() {
        assert_eq!(calibration_error(&[(0.75, true), (0.75, true), (0.75, true), (0.75, false)]), 0.0);
        assert!((calibration_error(&[(1.0, false)]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn errors_say_what_went_wrong() {
        let gold = Gold { start: 2, end: 4, entity_type: EntityType::Person, span: Span::new(9, 19) };
        let name = |tokens, entity_type| Mention {
            span: Span::new(0, 0),
            kind: MentionKind::Name,
            tokens,
            entity_type,
            confidence: 1.0,
            value: None,
        };
        assert_eq!(error(&gold, &[]), "Person, missed");
        assert_eq!(error(&gold, &[name(1..4, EntityType::Person)]), "Person, begins too early");
        assert_eq!(error(&gold, &[name(2..4, EntityType::Location)]), "Person, taken for Location");
    }
}
