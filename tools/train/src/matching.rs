//! Pairs predicted with gold attributions: one to one, greedily by the Jaccard similarity of their contents.

use crate::polnear::Gold;
use std::collections::BTreeSet;
use whosaid::span::TokenRange;
use whosaid::token::Token;

/// Contents less alike than this are not the same.
const LEAST: f32 = 0.5;

/// For each predicted content, the index of the gold one it is paired with. Contents are sets of words.
pub fn pair(gold: &[BTreeSet<usize>], predicted: &[BTreeSet<usize>]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (p, b) in predicted.iter().enumerate() {
            let both = a.intersection(b).count() as f32;
            let similarity = both / (a.len() as f32 + b.len() as f32 - both);
            if similarity >= LEAST {
                pairs.push((similarity, g, p));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken = vec![false; gold.len()];
    let mut gold_of = vec![None; predicted.len()];
    for (_, g, p) in pairs {
        if !taken[g] && gold_of[p].is_none() {
            taken[g] = true;
            gold_of[p] = Some(g);
        }
    }
    gold_of
}

/// Whether two sources share half the words of the shorter one.
pub fn same_words(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    let small = a.len().min(b.len());
    small > 0 && a.intersection(b).count() * 2 >= small
}

/// Which gold attribution each prediction was paired with, by the program's own tokens.
pub struct Matches<'t> {
    tokens: &'t [Token],
    /// For each prediction, the index of its gold attribution.
    pub gold_of: Vec<Option<usize>>,
}

impl<'t> Matches<'t> {
    /// Pairs the contents of `predicted` with those of `gold`.
    pub fn new<'p>(tokens: &'t [Token], gold: &[Gold], predicted: impl Iterator<Item = &'p [TokenRange]>) -> Self {
        let gold: Vec<_> = gold.iter().map(|g| words(tokens, &g.content)).collect();
        let predicted: Vec<_> = predicted.map(|p| words(tokens, p)).collect();
        Matches { tokens, gold_of: pair(&gold, &predicted) }
    }

    /// Whether two sources share half the words of the shorter one, the predicted one not much the longer.
    pub fn same_source(&self, gold: &[TokenRange], predicted: &[TokenRange]) -> bool {
        let (a, b) = (words(self.tokens, gold), words(self.tokens, predicted));
        b.len() <= a.len() + 6 && same_words(&a, &b)
    }
}

/// The words (not the marks) under the ranges.
fn words(tokens: &[Token], ranges: &[TokenRange]) -> BTreeSet<usize> {
    ranges.iter().flat_map(|r| r.clone()).filter(|&i| tokens[i].is_wordlike()).collect()
}
