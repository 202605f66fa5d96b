//! A linear-chain conditional random field: features to the best labels (Viterbi) and their probabilities.
//! A chain of one position is logistic regression. Scores are whole numbers, so they are exact everywhere.
//!
//! Loops over labels run over as many lanes as the model's rows have, a number known when they are compiled.

use crate::feature::Features;
use crate::linear::Linear;
use crate::math::normalise;
use std::ops::Range;

/// The best labels of a sequence and how sure each is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    /// For each position, the index of its label.
    pub labels: Vec<u8>,
    /// For each position and label, the marginal probability.
    pub marginals: Marginals,
}

/// For each position (rows) and label (columns), a probability.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marginals {
    lanes: usize,
    rows: Vec<f32>,
}

impl Marginals {
    /// The probabilities at position `i`, one a label; what follows them is room.
    #[inline(always)]
    pub fn at(&self, i: usize) -> &[f32] {
        &self.rows[i * self.lanes..(i + 1) * self.lanes]
    }

    /// Those of every position, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.rows.chunks_exact(self.lanes)
    }
}

/// A sequence whose features come in two parts: the second is asked for only where the first leaves doubt.
pub trait Sequence {
    /// The positions, by whatever numbers the sequence has for them.
    fn positions(&self) -> Range<usize>;

    /// Those features of position `i` that often decide by themselves, if some do.
    fn own(&self, _: usize, _: &mut Features) {}

    /// The other features of position `i`.
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

/// Scores of every position (rows) and label (columns), in steps; but some labels are certain.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    lanes: usize,
    rows: Vec<i32>,
    certain: Vec<Option<u8>>,
}

/// Less than any sum of scores: what a lane without a label has.
const NEVER: i32 = i32::MIN / 2;

impl Scores {
    /// Zero for every label.
    #[inline(always)]
    fn new(model: &Linear, positions: usize) -> Self {
        let lanes = model.lanes();
        let mut rows = vec![0; positions * lanes];
        rows.chunks_exact_mut(lanes).for_each(|row| row[model.labels.len()..].fill(NEVER));
        Scores { lanes, rows, certain: vec![None; positions] }
    }

    #[inline(always)]
    fn at(&mut self, i: usize) -> &mut [i32] {
        &mut self.rows[i * self.lanes..(i + 1) * self.lanes]
    }

    /// Makes the label of position `i` certain.
    pub fn decide(&mut self, i: usize, label: u8) {
        self.certain[i] = Some(label);
    }

    /// Makes one of the `labels` certain where it leads all others by `lead`, in steps.
    #[inline(always)]
    fn settle(&mut self, i: usize, labels: &Range<usize>, lead: i32) -> bool {
        self.certain[i] = leader(self.at(i), lead).filter(|label| labels.contains(label)).map(|label| label as u8);
        self.certain[i].is_some()
    }

    /// The runs of positions whose labels are open.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        self.certain.chunk_by(|a, b| a.is_some() == b.is_some()).filter_map(move |run| {
            let start = end;
            end += run.len();
            run[0].is_none().then_some(start..end)
        })
    }

    /// The certain label before position `i` as a row of transitions: 0 at the start.
    #[inline(always)]
    fn row_before(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|before| self.certain[before]).map_or(0, |label| 1 + label as usize)
    }
}

/// The label that leads all others by `lead`.
#[inline(always)]
fn leader(row: &[i32], lead: i32) -> Option<usize> {
    let top = row.iter().copied().fold(i32::MIN, i32::max);
    let near = row.iter().filter(|&&score| score > top - lead).count();
    if near == 1 { row.iter().position(|&score| score == top) } else { None }
}

/// A label that leads all others by so much, as a difference of log-odds, is certain: most words are no names and report
/// nothing, and what is certain makes the chain short. No figure on dev changes by 0.1.
const LEAD: f32 = 5.0;

/// Scores by features that are at hand for every position. Of the labels only these may be certain.
pub fn emissions(model: &Linear, features: &Features, certain: Range<usize>) -> Scores {
    let lead = (LEAD / model.step) as i32;
    let mut scores = Scores::new(model, features.len());
    for i in 0..features.len() {
        model.add(features.at(i), scores.at(i));
        scores.settle(i, &certain, lead);
    }
    scores
}

/// Scores by features that are asked for as far as they are needed. Of the labels only these may be certain.
#[inline(always)]
pub fn screened(model: &Linear, sequence: &impl Sequence, certain: Range<usize>, buffer: &mut Features) -> Scores {
    let lead = (LEAD / model.step) as i32;
    let mut scores = Scores::new(model, sequence.positions().len());
    let parts = [Sequence::own, Sequence::around];
    for (at, i) in sequence.positions().enumerate() {
        for part in parts {
            part(sequence, i, buffer);
            model.add(buffer.take(), scores.at(at));
            if scores.settle(at, &certain, lead) {
                break;
            }
        }
    }
    scores
}

/// The most probable labels with all marginal probabilities (forward–backward). Cost: positions × labels².
pub fn tag(model: &Linear, scores: &Scores) -> Tagging {
    Tagging { labels: viterbi(model, scores), marginals: marginals(model, scores) }
}

/// The same, but where the most probable labels are all 0 from one certain label to the next, the marginal probabilities are
/// left at zero: nobody asks how sure it is that nothing is there.
pub fn tag_found(model: &Linear, scores: &Scores) -> Tagging {
    let labels = viterbi(model, scores);
    let marginals = marginals_of(model, scores, |run| labels[run.clone()].iter().any(|&label| label > 0));
    Tagging { labels, marginals }
}

/// The probability of each label at each position by itself, transitions left out (logistic regression).
pub fn classify(model: &Linear, features: &Features) -> Marginals {
    let lanes = model.lanes();
    let mut scores = Scores::new(model, features.len());
    let mut rows = vec![0.0; scores.rows.len()];
    for (i, row) in rows.chunks_exact_mut(lanes).enumerate() {
        model.add(features.at(i), scores.at(i));
        odds(model, scores.at(i), row);
    }
    Marginals { lanes, rows }
}

/// Scores as probabilities.
#[inline(always)]
fn odds(model: &Linear, scores: &[i32], out: &mut [f32]) {
    let most = scores.iter().copied().fold(i32::MIN, i32::max);
    out.iter_mut().zip(scores).for_each(|(x, &s)| *x = model.behind((most - s) as u32));
    normalise(out);
}

/// The most probable labels. Cost: positions × labels².
pub fn viterbi(model: &Linear, scores: &Scores) -> Vec<u8> {
    match scores.lanes {
        8 => best_labels::<8>(model, scores),
        16 => best_labels::<16>(model, scores),
        24 => best_labels::<24>(model, scores),
        _ => best_labels::<32>(model, scores),
    }
}

fn best_labels<const LANES: usize>(model: &Linear, scores: &Scores) -> Vec<u8> {
    let mut labels: Vec<u8> = scores.certain.iter().map(|label| label.unwrap_or(0)).collect();
    let mut back = Vec::with_capacity(scores.certain.len());
    for run in scores.runs() {
        back.clear();
        let best = best_ways::<LANES>(model, scores, &run, &mut back);
        let leave = |l: usize| match scores.certain.get(run.end) {
            Some(&Some(next)) => model.transitions[(1 + l) * LANES + next as usize],
            _ => 0,
        };
        let ends = (0..model.labels.len()).max_by_key(|&l| (best[l] + leave(l), std::cmp::Reverse(l)));
        let mut label = ends.unwrap_or(0) as u8;
        for (slot, before) in labels[run].iter_mut().zip(&back).rev() {
            *slot = label;
            label = before[label as usize];
        }
    }
    labels
}

/// The scores of the best ways through a run to each label at its end; to `back`, for each position and label, the label
/// before it on the best way there.
#[inline(always)]
fn best_ways<const LANES: usize>(
    model: &Linear,
    scores: &Scores,
    run: &Range<usize>,
    back: &mut Vec<[u8; LANES]>,
) -> [i32; LANES] {
    let (transitions, _) = model.transitions.as_chunks::<LANES>();
    let (rows, _) = scores.rows.as_chunks::<LANES>();
    let mut best = transitions[scores.row_before(run.start)];
    best.iter_mut().zip(&rows[run.start]).for_each(|(best, score)| *best += score);
    back.push([0; LANES]);
    for row in &rows[run.start + 1..run.end] {
        let (mut top, mut from) = ([i32::MIN; LANES], [0i32; LANES]);
        for (l, (&before, steps)) in best.iter().zip(&transitions[1..]).enumerate() {
            // Without branches: compilers turn it into vectors.
            for to in 0..LANES {
                let way = before + steps[to];
                from[to] = if way > top[to] { l as i32 } else { from[to] };
                top[to] = way.max(top[to]);
            }
        }
        for to in 0..LANES {
            best[to] = top[to] + row[to];
        }
        back.push(from.map(|l| l as u8));
    }
    best
}

/// For each position and label, the marginal probability: forward–backward with each position scaled to sum to one.
pub fn marginals(model: &Linear, scores: &Scores) -> Marginals {
    marginals_of(model, scores, |_| true)
}

fn marginals_of(model: &Linear, scores: &Scores, asked: impl Fn(&Range<usize>) -> bool) -> Marginals {
    let mut out = Marginals { lanes: scores.lanes, rows: vec![0.0; scores.rows.len()] };
    for (row, label) in out.rows.chunks_exact_mut(scores.lanes).zip(&scores.certain) {
        label.iter().for_each(|&label| row[label as usize] = 1.0);
    }
    for run in scores.runs().filter(asked) {
        match scores.lanes {
            8 => forward_backward::<8>(model, scores, &run, &mut out.rows),
            16 => forward_backward::<16>(model, scores, &run, &mut out.rows),
            24 => forward_backward::<24>(model, scores, &run, &mut out.rows),
            _ => forward_backward::<32>(model, scores, &run, &mut out.rows),
        }
    }
    out
}

#[inline(never)]
fn forward_backward<const LANES: usize>(model: &Linear, scores: &Scores, run: &Range<usize>, out: &mut [f32]) {
    let (to, _) = model.odds.as_chunks::<LANES>();
    let (from, _) = model.odds_back.as_chunks::<LANES>();
    let out = &mut out.as_chunks_mut::<LANES>().0[run.clone()];
    let mut emission = vec![[0.0; LANES]; run.len()];
    for (row, scores) in emission.iter_mut().zip(&scores.rows.as_chunks::<LANES>().0[run.clone()]) {
        odds(model, scores, row);
    }
    let mut forward = to[scores.row_before(run.start)];
    for (row, emission) in out.iter_mut().zip(&emission) {
        *row = product(&forward, emission);
        normalise(row);
        forward = weigh(row, &to[1..]);
    }
    let mut backward = match scores.certain.get(run.end) {
        Some(&Some(next)) => from[next as usize],
        _ => [1.0; LANES],
    };
    for (row, emission) in out.iter_mut().zip(&emission).rev() {
        *row = product(row, &backward);
        normalise(row);
        backward = weigh(&product(&backward, emission), from);
        normalise(&mut backward);
    }
}

#[inline(always)]
fn product<const LANES: usize>(a: &[f32; LANES], b: &[f32; LANES]) -> [f32; LANES] {
    std::array::from_fn(|l| a[l] * b[l])
}

/// The sum of the rows of a matrix, each times its weight.
#[inline(always)]
fn weigh<const LANES: usize>(weights: &[f32; LANES], rows: &[[f32; LANES]]) -> [f32; LANES] {
    let mut out = [0.0; LANES];
    for (weight, row) in weights.iter().zip(rows) {
        for l in 0..LANES {
            out[l] += weight * row[l];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key_set::key;

    /// Two labels; feature 1 says the second; going from the second to the second is favoured.
    fn model() -> Linear {
        chain(&[(1, vec![(1, 20)]), (2, vec![(0, 3)])])
    }

    fn chain(rows: &[(u32, Vec<(u8, i8)>)]) -> Linear {
        let labels = ["A".to_owned(), "B".to_owned()];
        let key_of = |&feature: &u32| {
            let mut features = Features::default();
            features.push(feature);
            key(features.take()[0], 20)
        };
        let mut rows: Vec<_> = rows.iter().map(|(feature, weights)| (key_of(feature), weights.clone())).collect();
        rows.sort_unstable_by_key(|row| row.0);
        Linear::from_bytes(&Linear::to_bytes(&labels, 0.1, &[0, 0, 0, 0, 0, 9], 20, &rows)).expect("well made")
    }

    /// Positions with one feature each, of their own.
    struct Alone<'s>(&'s [u32]);

    impl Sequence for Alone<'_> {
        fn positions(&self) -> Range<usize> {
            0..self.0.len()
        }

        fn own(&self, i: usize, out: &mut Features) {
            out.push(self.0[i]);
        }

        fn around(&self, _: usize, _: &mut Features) {}
    }

    fn buffer(sequence: &[u32]) -> Features {
        let mut buffer = Features::default();
        features(&Alone(sequence), &mut buffer);
        buffer
    }

    fn labels(sequence: &[u32]) -> Vec<u8> {
        viterbi(&model(), &emissions(&model(), &buffer(sequence), 0..0))
    }

    #[test]
    fn a_label_that_leads_far_enough_is_certain() {
        // Feature 3 says the first label by 6 log-odds.
        let model = chain(&[(1, vec![(1, 20)]), (2, vec![(0, 3)]), (3, vec![(0, 60)])]);
        let scores = screened(&model, &Alone(&[1, 3, 1]), 0..1, &mut Features::default());
        assert_eq!(scores.runs().collect::<Vec<_>>(), [0..1, 2..3]);
        let Tagging { labels, marginals } = tag(&model, &scores);
        assert_eq!(labels, [1, 0, 1]);
        assert_eq!(marginals.at(1)[..2], [1.0, 0.0]);
        let open = screened(&model, &Alone(&[1, 3, 1]), 1..2, &mut Features::default());
        assert_eq!(open.runs().collect::<Vec<_>>(), [0..3]);
        assert!((tag(&model, &open).marginals.at(1)[0] - 1.0).abs() < 0.02);
    }

    #[test]
    fn a_decided_label_binds_its_neighbours() {
        let model = model();
        let mut scores = emissions(&model, &buffer(&[2, 2, 2]), 0..0);
        assert_eq!(viterbi(&model, &scores), [1, 1, 1]);
        scores.decide(1, 0);
        assert_eq!(viterbi(&model, &scores), [0, 0, 0]);
        assert!(marginals(&model, &scores).at(2)[0] > 0.5);
    }

    #[test]
    fn where_nothing_is_found_no_marginals_are_reckoned() {
        let model = model();
        let mut scores = emissions(&model, &buffer(&[2, 2, 1, 2]), 0..0);
        scores.decide(1, 0);
        let (all, found) = (tag(&model, &scores), tag_found(&model, &scores));
        assert_eq!(found.labels, [0, 0, 1, 1]);
        assert_eq!(found.labels, all.labels);
        assert_eq!(found.marginals.at(0)[..2], [0.0, 0.0]);
        assert_eq!(found.marginals.at(2), all.marginals.at(2));
    }

    #[test]
    fn transitions_carry_a_label_over_a_weak_position() {
        assert_eq!(labels(&[1, 2, 1]), [1, 1, 1]);
        assert_eq!(labels(&[2]), [0]);
        assert!(labels(&[]).is_empty());
    }

    #[test]
    fn marginals_are_those_of_enumeration() {
        let tagging = tag(&model(), &emissions(&model(), &buffer(&[1, 2]), 0..0));
        let score = |a: usize, b: usize| {
            let emission = [[0.0, 2.0], [0.3, 0.0]];
            (emission[0][a] + emission[1][b] + if a == 1 && b == 1 { 0.9 } else { 0.0 } as f32).exp()
        };
        let total: f32 = [(0, 0), (0, 1), (1, 0), (1, 1)].iter().map(|&(a, b)| score(a, b)).sum();
        assert!((tagging.marginals.at(0)[1] - (score(1, 0) + score(1, 1)) / total).abs() < 1e-4);
        assert!((tagging.marginals.at(1)[1] - (score(0, 1) + score(1, 1)) / total).abs() < 1e-4);
    }
}
