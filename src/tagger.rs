//! A linear-chain conditional random field: features to the best labels (Viterbi) and their probabilities.
//! A chain of one position is logistic regression. Scores are whole numbers, so they are exact everywhere.

use crate::feature::Features;
use crate::math::{exp, normalise};
use crate::model::Linear;
use std::ops::Range;

/// The best labels of a sequence and how sure each is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// For each position, the index of its label.
    pub labels: Vec<u8>,
    /// For each position and label, the marginal probability.
    pub marginals: Vec<f32>,
}

/// A sequence whose features come in two parts, so that the second is asked for only where the first leaves doubt.
pub trait Sequence {
    /// The positions, by whatever numbers the sequence has for them.
    fn positions(&self) -> Range<usize>;

    /// The features of what stands at position `i`.
    fn own(&self, i: usize, out: &mut Features);

    /// The features of what stands around it.
    fn around(&self, i: usize, out: &mut Features);
}

/// All features of a sequence, in place of what `out` held: training asks for both parts everywhere.
pub fn features(sequence: &impl Sequence, out: &mut Features) {
    out.clear();
    for i in sequence.positions() {
        sequence.own(i, out);
        sequence.around(i, out);
        out.end_position();
    }
}

/// Scores of every position (rows) and label (columns), in steps.
#[inline(always)]
pub fn emissions(model: &Linear, features: &Features) -> Vec<i32> {
    let k = model.labels.len();
    let mut scores = vec![0; features.len() * k];
    for (i, row) in scores.chunks_exact_mut(k).enumerate() {
        model.add(features.at(i), row);
    }
    scores
}

/// Less than any sum of scores: a label that is out of the question.
const NEVER: i32 = i32::MIN / 2;

/// When a position's own features decide its label.
#[derive(Clone, Debug)]
pub struct Screen {
    /// The labels that may be decided so.
    pub labels: Range<usize>,
    /// By how much one must lead all others: a difference of log-odds.
    pub lead: f32,
}

/// The scores of [`emissions`]; but where a position's own features decide, the others are not asked for: most words are
/// no names and report nothing. A decided label is certain, so the chain is short there.
#[inline(always)]
pub fn screened(model: &Linear, sequence: &impl Sequence, screen: &Screen) -> Vec<i32> {
    let k = model.labels.len();
    let lead = (screen.lead / model.step) as i32;
    let mut scores = vec![0; sequence.positions().len() * k];
    let mut buffer = Features::default();
    for (i, row) in sequence.positions().zip(scores.chunks_exact_mut(k)) {
        buffer.clear();
        sequence.own(i, &mut buffer);
        model.add(buffer.pending(), row);
        match leader(row, lead).filter(|label| screen.labels.contains(label)) {
            Some(label) => decide(row, label),
            None => {
                buffer.clear();
                sequence.around(i, &mut buffer);
                model.add(buffer.pending(), row);
            }
        }
    }
    scores
}

/// Makes a position's label certain, by its row of scores.
pub fn decide(row: &mut [i32], label: usize) {
    row.fill(NEVER);
    row[label] = 0;
}

/// The label that leads all others by `lead`.
fn leader(row: &[i32], lead: i32) -> Option<usize> {
    let best = row.iter().enumerate().fold(0, |best, (l, &score)| if score > row[best] { l } else { best });
    let clear = row.iter().enumerate().all(|(l, &score)| l == best || row[best] - score >= lead);
    clear.then_some(best)
}

/// The most probable labels with all marginal probabilities (forward–backward). Cost: positions × labels².
pub fn tag(model: &Linear, scores: &[i32]) -> Tagging {
    Tagging { labels: viterbi(model, scores), marginals: marginals(model, scores) }
}

/// The probability of each label at each position by itself, transitions left out (logistic regression).
pub fn classify(model: &Linear, features: &Features) -> Vec<f32> {
    odds(model, &emissions(model, features))
}

/// The scores of each position as probabilities.
#[inline(always)]
fn odds(model: &Linear, scores: &[i32]) -> Vec<f32> {
    let k = model.labels.len();
    let mut out = vec![0.0; scores.len()];
    for (row, scores) in out.chunks_exact_mut(k).zip(scores.chunks_exact(k)) {
        let most = scores.iter().copied().fold(i32::MIN, i32::max);
        if scores.contains(&NEVER) {
            row.iter_mut().zip(scores).for_each(|(x, &s)| *x = (s != NEVER) as u8 as f32);
        } else {
            row.iter_mut().zip(scores).for_each(|(x, &s)| *x = exp((s - most) as f32 * model.step));
            normalise(row);
        }
    }
    out
}

/// The most probable labels. Cost: positions × labels².
pub fn viterbi(model: &Linear, scores: &[i32]) -> Vec<u8> {
    let k = model.labels.len();
    let n = scores.len() / k;
    if n == 0 {
        return Vec::new();
    }
    let mut best: Vec<i32> = (0..k).map(|to| plus(model.transitions[to], scores[to])).collect();
    let (mut top, mut from) = (vec![0i32; k], vec![0i32; k]);
    let mut back = vec![0u8; n * k];
    for i in 1..n {
        top.fill(i32::MIN);
        // A row at a time, without branches: compilers turn it into vectors.
        for (l, (&before, row)) in best.iter().zip(model.transitions[k..].chunks_exact(k)).enumerate() {
            if before == NEVER {
                continue;
            }
            for ((top, from), step) in top.iter_mut().zip(&mut from).zip(row) {
                let score = before + step;
                *from = if score > *top { l as i32 } else { *from };
                *top = score.max(*top);
            }
        }
        for (to, slot) in best.iter_mut().enumerate() {
            *slot = plus(top[to], scores[i * k + to]);
            back[i * k + to] = from[to] as u8;
        }
    }
    let mut label = (0..k).max_by_key(|&l| (best[l], std::cmp::Reverse(l))).unwrap_or(0) as u8;
    let mut labels = vec![label; n];
    for i in (1..n).rev() {
        label = back[i * k + label as usize];
        labels[i - 1] = label;
    }
    labels
}

/// The score of a way that goes on; one that may not stays so.
#[inline(always)]
fn plus(way: i32, score: i32) -> i32 {
    if score == NEVER { NEVER } else { way + score }
}

/// The sum of the rows of a square matrix, each times its weight.
#[inline(always)]
fn weigh(weights: &[f32], rows: &[f32], out: &mut [f32]) {
    out.fill(0.0);
    for (&weight, row) in weights.iter().zip(rows.chunks_exact(out.len())).filter(|w| *w.0 > 0.0) {
        out.iter_mut().zip(row).for_each(|(o, r)| *o += weight * r);
    }
}

/// For each position and label, the marginal probability: forward–backward with each position scaled to sum to one.
pub fn marginals(model: &Linear, scores: &[i32]) -> Vec<f32> {
    let k = model.labels.len();
    let n = scores.len() / k;
    let emission = odds(model, scores);
    let mut forward = vec![0.0; n * k];
    for i in 0..n {
        let (before, row) = forward.split_at_mut(i * k);
        let row = &mut row[..k];
        match i {
            0 => row.copy_from_slice(&model.odds[..k]),
            _ => weigh(&before[(i - 1) * k..], &model.odds[k..], row),
        }
        row.iter_mut().zip(&emission[i * k..]).for_each(|(f, e)| *f *= e);
        normalise(row);
    }
    let mut backward = vec![1.0f32; k];
    let mut weighted = vec![0.0f32; k];
    for i in (0..n).rev() {
        let row = &mut forward[i * k..(i + 1) * k];
        row.iter_mut().zip(&backward).for_each(|(f, b)| *f *= b);
        normalise(row);
        weighted.iter_mut().zip(&backward).zip(&emission[i * k..]).for_each(|((w, b), e)| *w = b * e);
        weigh(&weighted, &model.odds_back, &mut backward);
        normalise(&mut backward);
    }
    forward
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two labels; feature 1 says the second; going from the second to the second is favoured.
    fn model() -> Linear {
        let labels = ["A".to_owned(), "B".to_owned()];
        let rows = [(1, vec![(1, 20)]), (2, vec![(0, 3)])];
        Linear::from_bytes(&Linear::to_bytes(&labels, 0.1, &[0, 0, 0, 0, 0, 9], &rows)).expect("well made")
    }

    /// Positions with one feature each, of their own.
    struct Alone<'s>(&'s [u32]);

    impl Sequence for Alone<'_> {
        fn positions(&self) -> Range<usize> {
            0..self.0.len()
        }

        fn own(&self, i: usize, out: &mut Features) {
            out.push(self.0[i] << 12);
        }

        fn around(&self, _: usize, _: &mut Features) {}
    }

    fn buffer(sequence: &[u32]) -> Features {
        let mut buffer = Features::default();
        features(&Alone(sequence), &mut buffer);
        buffer
    }

    fn labels(sequence: &[u32]) -> Vec<u8> {
        viterbi(&model(), &emissions(&model(), &buffer(sequence)))
    }

    #[test]
    fn a_label_that_leads_far_enough_is_taken() {
        let scores = |lead| screened(&model(), &Alone(&[1, 2]), &Screen { labels: 0..2, lead });
        assert_eq!(scores(3.0), emissions(&model(), &buffer(&[1, 2])));
        assert_eq!(scores(1.0), [NEVER, 0, 3, 0]);
        assert_eq!(scores(0.3), [NEVER, 0, 0, NEVER]);
        let outside = Screen { labels: 0..1, lead: 0.3 };
        assert_eq!(screened(&model(), &Alone(&[1, 2]), &outside), [0, 20, 0, NEVER]);
        assert_eq!(
            tag(&model(), &scores(0.3)),
            Tagging { labels: vec![1, 0], marginals: vec![0.0, 1.0, 1.0, 0.0] }
        );
    }

    #[test]
    fn transitions_carry_a_label_over_a_weak_position() {
        assert_eq!(labels(&[1, 2, 1]), [1, 1, 1]);
        assert_eq!(labels(&[2]), [0]);
        assert!(labels(&[]).is_empty());
    }

    #[test]
    fn marginals_are_those_of_enumeration() {
        let tagging = tag(&model(), &emissions(&model(), &buffer(&[1, 2])));
        let score = |a: usize, b: usize| {
            let emission = [[0.0, 2.0], [0.3, 0.0]];
            (emission[0][a] + emission[1][b] + if a == 1 && b == 1 { 0.9 } else { 0.0 } as f32).exp()
        };
        let total: f32 = [(0, 0), (0, 1), (1, 0), (1, 1)].iter().map(|&(a, b)| score(a, b)).sum();
        assert!((tagging.marginals[1] - (score(1, 0) + score(1, 1)) / total).abs() < 1e-4);
        assert!((tagging.marginals[3] - (score(0, 1) + score(1, 1)) / total).abs() < 1e-4);
    }
}
