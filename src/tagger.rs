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
fn emissions(model: &Linear, features: &Features) -> Vec<i32> {
    let k = model.labels.len();
    let mut scores = vec![0; features.len() * k];
    for (i, row) in scores.chunks_exact_mut(k).enumerate() {
        features.at(i).iter().for_each(|&f| model.add(f, row));
    }
    scores
}

/// The most probable labels. Cost: positions × (features + labels²).
pub fn tag(model: &Linear, features: &Features) -> Vec<u8> {
    viterbi(model, &emissions(model, features))
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
    let mut best: Vec<i32> = (0..k).map(|to| scores[to] + model.transitions[to] as i32).collect();
    let mut next = vec![0; k];
    let mut back = vec![0u8; n * k];
    for i in 1..n {
        for to in 0..k {
            let (mut top, mut from) = (i32::MIN, 0);
            for (l, &score) in best.iter().enumerate() {
                let score = score + model.transitions[(1 + l) * k + to] as i32;
                if score > top {
                    (top, from) = (score, l);
                }
            }
            next[to] = top + scores[i * k + to];
            back[i * k + to] = from as u8;
        }
        std::mem::swap(&mut best, &mut next);
    }
    let mut label = (0..k).max_by_key(|&l| (best[l], std::cmp::Reverse(l))).unwrap_or(0) as u8;
    let mut labels = vec![label; n];
    for i in (1..n).rev() {
        label = back[i * k + label as usize];
        labels[i - 1] = label;
    }
    labels
}

/// Forward–backward with each position scaled to sum to one.
fn marginals(model: &Linear, scores: &[i32]) -> Vec<f32> {
    let k = model.labels.len();
    let n = scores.len() / k;
    let transition: Vec<f32> = model.transitions.iter().map(|&t| exp(t as f32 * model.step)).collect();
    let mut emission: Vec<f32> = scores.iter().map(|&s| s as f32 * model.step).collect();
    emission.chunks_exact_mut(k).for_each(softmax);
    let mut forward = vec![0.0; n * k];
    for i in 0..n {
        let (before, row) = forward.split_at_mut(i * k);
        for to in 0..k {
            let reach = match i {
                0 => transition[to],
                _ => (0..k).map(|l| before[(i - 1) * k + l] * transition[(1 + l) * k + to]).sum(),
            };
            row[to] = reach * emission[i * k + to];
        }
        normalise(&mut row[..k]);
    }
    let mut backward = vec![1.0f32; k];
    for i in (0..n).rev() {
        let row = &mut forward[i * k..(i + 1) * k];
        row.iter_mut().zip(&backward).for_each(|(f, b)| *f *= b);
        normalise(row);
        let weighted: Vec<f32> = backward.iter().zip(&emission[i * k..]).map(|(b, e)| b * e).collect();
        backward = (0..k)
            .map(|from| weighted.iter().zip(&transition[(1 + from) * k..]).map(|(w, t)| w * t).sum())
            .collect();
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
            features.push(f << 10);
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
