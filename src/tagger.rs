//! A linear-chain conditional random field: features to the best labels (Viterbi) and their probabilities.
//! A chain of one position is logistic regression. Scores are whole numbers, so they are exact everywhere.

use crate::feature::Features;
use crate::math::{exp, normalise};
use crate::model::Linear;

/// The best labels of a sequence and how sure each is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// For each position, the index of its label.
    pub labels: Vec<u8>,
    /// For each position and label, the marginal probability; empty unless asked for.
    pub marginals: Vec<f32>,
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

/// The most probable labels. Cost: positions × (features + labels²).
pub fn tag(model: &Linear, features: &Features) -> Vec<u8> {
    let scores = emissions(model, features);
    viterbi(model, &scores)
}

/// The most probable labels with all marginal probabilities (forward–backward).
pub fn tag_with_marginals(model: &Linear, features: &Features) -> Tagging {
    let scores = emissions(model, features);
    Tagging { labels: viterbi(model, &scores), marginals: marginals(model, &scores) }
}

/// The probability of each label at each position by itself, transitions left out (logistic regression).
pub fn classify(model: &Linear, features: &Features) -> Vec<f32> {
    let mut out: Vec<f32> = emissions(model, features).iter().map(|&s| s as f32 * model.step).collect();
    out.chunks_exact_mut(model.labels.len()).for_each(softmax);
    out
}

#[inline(always)]
fn softmax(row: &mut [f32]) {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    row.iter_mut().for_each(|x| *x = exp(*x - most));
    normalise(row);
}

fn viterbi(model: &Linear, scores: &[i32]) -> Vec<u8> {
    let k = model.labels.len();
    let n = scores.len() / k;
    if n == 0 {
        return Vec::new();
    }
    let mut best: Vec<i32> = (0..k).map(|to| scores[to] + model.transitions[to]).collect();
    let (mut top, mut from) = (vec![0i32; k], vec![0i32; k]);
    let mut back = vec![0u8; n * k];
    for i in 1..n {
        top.fill(i32::MIN);
        // A row at a time, without branches: compilers turn it into vectors.
        for (l, (&before, row)) in best.iter().zip(model.transitions[k..].chunks_exact(k)).enumerate() {
            for ((top, from), step) in top.iter_mut().zip(&mut from).zip(row) {
                let score = before + step;
                *from = if score > *top { l as i32 } else { *from };
                *top = score.max(*top);
            }
        }
        for (to, slot) in best.iter_mut().enumerate() {
            *slot = top[to] + scores[i * k + to];
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

/// The sum of the rows of a square matrix, each times its weight.
#[inline(always)]
fn weigh(weights: &[f32], rows: &[f32], out: &mut [f32]) {
    out.fill(0.0);
    for (&weight, row) in weights.iter().zip(rows.chunks_exact(out.len())) {
        out.iter_mut().zip(row).for_each(|(o, r)| *o += weight * r);
    }
}

/// Forward–backward with each position scaled to sum to one.
fn marginals(model: &Linear, scores: &[i32]) -> Vec<f32> {
    let k = model.labels.len();
    let n = scores.len() / k;
    let mut emission: Vec<f32> = scores.iter().map(|&s| s as f32 * model.step).collect();
    emission.chunks_exact_mut(k).for_each(softmax);
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

    fn features(sequence: &[u32]) -> Features {
        let mut features = Features::default();
        for &f in sequence {
            features.push(f << 12);
            features.end_position();
        }
        features
    }

    #[test]
    fn transitions_carry_a_label_over_a_weak_position() {
        assert_eq!(tag(&model(), &features(&[1, 2, 1])), [1, 1, 1]);
        assert_eq!(tag(&model(), &features(&[2])), [0]);
        assert!(tag(&model(), &features(&[])).is_empty());
    }

    #[test]
    fn marginals_are_those_of_enumeration() {
        let tagging = tag_with_marginals(&model(), &features(&[1, 2]));
        let score = |a: usize, b: usize| {
            let emission = [[0.0, 2.0], [0.3, 0.0]];
            (emission[0][a] + emission[1][b] + if a == 1 && b == 1 { 0.9 } else { 0.0 } as f32).exp()
        };
        let total: f32 = [(0, 0), (0, 1), (1, 0), (1, 1)].iter().map(|&(a, b)| score(a, b)).sum();
        assert!((tagging.marginals[1] - (score(1, 0) + score(1, 1)) / total).abs() < 1e-4);
        assert!((tagging.marginals[3] - (score(0, 1) + score(1, 1)) / total).abs() < 1e-4);
    }
}
