//! A linear-chain conditional random field: features to the best labels (Viterbi) and their probabilities.
//! A chain of one position is logistic regression. Scores are whole numbers, so they are exact everywhere.
//!
//! Only labels that have a chance are looked at: where they stand ([`Scores`]) and by the way there.

use crate::feature::Features;
use crate::linear::{Linear, ROOM};
use crate::math;
use crate::scores::{Scores, steps};
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

    #[inline(always)]
    fn at_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.rows[i * self.lanes..(i + 1) * self.lanes]
    }

    /// Those of every position, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[f32]> {
        self.rows.chunks_exact(self.lanes)
    }
}

/// The labels of a position that are still in the run, each with a number.
struct Column<T> {
    len: usize,
    labels: [(usize, T); ROOM],
}

impl<T: Copy + Default> Column<T> {
    /// None.
    #[inline(always)]
    fn new() -> Self {
        Column { len: 0, labels: [(0, T::default()); ROOM] }
    }

    /// This one alone.
    #[inline(always)]
    fn set(&mut self, label: usize, number: T) {
        self.clear();
        self.push(label, number);
    }

    /// The remainder spares a check of bounds: there are no more labels than room.
    #[inline(always)]
    fn push(&mut self, label: usize, number: T) {
        self.labels[self.len % ROOM] = (label, number);
        self.len += 1;
    }

    #[inline(always)]
    fn clear(&mut self) {
        self.len = 0;
    }

    #[inline(always)]
    fn iter(&self) -> std::slice::Iter<'_, (usize, T)> {
        self.labels[..self.len.min(ROOM)].iter()
    }
}

impl Column<f32> {
    /// Its labels with their shares of the sum.
    #[inline(always)]
    fn shares(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        let sum: f32 = self.iter().map(|&(_, weight)| weight).sum();
        self.iter().map(move |&(label, weight)| (label, weight / sum))
    }
}

/// A label whose best way from the start is so far behind the best one's has no chance, as a difference of log-odds.
const FAR: f32 = 5.0;

/// Nor one so improbable by what stands before and at it.
const UNLIKELY: f32 = 1e-6;

/// The most probable labels with all marginal probabilities (forward–backward). Cost: positions × open labels × likely ones.
///
/// Where the likeliest labels of a run's positions are so sure that less than one of them is expected to be wrong, they are the
/// likeliest sequence too: that follows below one half, and up to one no attribution of polnear/dev differs.
pub fn tag(model: &Linear, scores: &Scores) -> Tagging {
    let marginals = marginals(model, scores);
    let (mut labels, sure): (Vec<u8>, Vec<f32>) = marginals.iter().map(likeliest_label).unzip();
    let doubtful = |run: &Range<usize>| sure[run.clone()].iter().map(|sure| 1.0 - sure).sum::<f32>() > DOUBT;
    best_ways(model, scores, doubtful, &mut labels);
    Tagging { labels, marginals }
}

/// The label with the highest probability, and that.
#[inline(always)]
fn likeliest_label(row: &[f32]) -> (u8, f32) {
    row.iter().enumerate().fold((0, 0.0), |best, (label, &p)| if p > best.1 { (label as u8, p) } else { best })
}

/// So many of a run's labels may be expected to be wrong.
const DOUBT: f32 = 1.0;

/// The same, but where the most probable labels are all 0 from one certain label to the next, the marginal probabilities are
/// left at zero: nobody asks how sure it is that nothing is there.
pub fn tag_found(model: &Linear, scores: &Scores) -> Tagging {
    let labels = viterbi(model, scores);
    let marginals = marginals_of(model, scores, |run| labels[run.clone()].iter().any(|&label| label > 0));
    Tagging { labels, marginals }
}

/// The probability of each label at each position by itself, transitions left out (logistic regression).
pub fn classify(model: &Linear, features: &mut Features) -> Marginals {
    let lanes = model.lanes();
    let mut scores = Scores::new(model, features.len());
    let mut rows = vec![0.0; scores.len() * scores.lanes()];
    for (i, row) in rows.chunks_exact_mut(lanes).enumerate() {
        model.add(features.at_mut(i), scores.at_mut(i));
        odds(model, scores.at(i), &mut row[..model.labels.len()]);
    }
    Marginals { lanes, rows }
}

/// Scores as probabilities.
#[inline(always)]
fn odds(model: &Linear, scores: &[i32], out: &mut [f32]) {
    let most = scores.iter().copied().fold(i32::MIN, i32::max);
    out.iter_mut().zip(scores).for_each(|(x, &s)| *x = model.behind((most - s) as u32));
    math::normalise(out);
}

/// The most probable labels. Cost: positions × open labels × likely ones.
pub fn viterbi(model: &Linear, scores: &Scores) -> Vec<u8> {
    let mut labels: Vec<u8> = (0..scores.len()).map(|i| scores.certain(i).unwrap_or(0) as u8).collect();
    best_ways(model, scores, |_| true, &mut labels);
    labels
}

/// Puts the most probable labels of those runs that are `asked` for into `labels`.
fn best_ways(model: &Linear, scores: &Scores, asked: impl Fn(&Range<usize>) -> bool, labels: &mut [u8]) {
    let (mut back, far) = (vec![0; scores.len() * scores.lanes()], steps(model, FAR));
    let mut columns = [Column::new(), Column::new()];
    for run in scores.runs().filter(asked) {
        let mut from = best_way(model, scores, &run, far, &mut back, &mut columns);
        for i in run.rev() {
            labels[i] = from as u8 - 1;
            from = back[i * scores.lanes() + from - 1] as usize;
        }
    }
}

/// The last label of the best way through a run, as a column of transitions; to `back`, for each position and open label, the
/// column of the one before it on the best way there.
fn best_way(
    model: &Linear,
    scores: &Scores,
    run: &Range<usize>,
    far: i32,
    back: &mut [u8],
    [best, next]: &mut [Column<i32>; 2],
) -> usize {
    best.set(scores.before(run), 0);
    for i in run.clone() {
        let (row, back) = (scores.at(i), &mut back[i * scores.lanes()..(i + 1) * scores.lanes()]);
        let mut most = i32::MIN;
        next.clear();
        for label in scores.open(i) {
            let (top, from) = likeliest(best, &model.transitions[label]);
            back[label] = from as u8;
            most = most.max(top + row[label]);
            next.push(1 + label, top + row[label]);
        }
        best.clear();
        // Counted from the best, so that sums stay small.
        next.iter().filter(|way| way.1 > most - far).for_each(|&(label, score)| best.push(label, score - most));
    }
    match scores.certain(run.end) {
        Some(label) => likeliest(best, &model.transitions[label]).1,
        None => likeliest(best, &[0; ROOM]).1,
    }
}

/// The best way to a label by its transitions: its score, and the first that it may come from.
#[inline(always)]
fn likeliest(best: &Column<i32>, transitions: &[i32; ROOM]) -> (i32, usize) {
    let most = best.iter().enumerate().fold(i32::MIN, |most, (at, &(from, score))| {
        let way = score + transitions[from % ROOM];
        // One number for both, so that the better is found by one comparison.
        most.max(way * ROOM as i32 + (ROOM - 1 - at) as i32)
    });
    let at = ROOM - 1 - most.rem_euclid(ROOM as i32) as usize;
    (most.div_euclid(ROOM as i32), best.labels[at].0)
}

/// For each position and label, the marginal probability: forward–backward with each position scaled to sum to one.
pub fn marginals(model: &Linear, scores: &Scores) -> Marginals {
    marginals_of(model, scores, |_| true)
}

fn marginals_of(model: &Linear, scores: &Scores, asked: impl Fn(&Range<usize>) -> bool) -> Marginals {
    let mut out = Marginals { lanes: scores.lanes(), rows: vec![0.0; scores.len() * scores.lanes()] };
    for i in 0..scores.len() {
        if let Some(label) = scores.certain(i) {
            out.at_mut(i)[label] = 1.0;
        }
    }
    let mut columns = [Column::new(), Column::new(), Column::new()];
    for run in scores.runs().filter(asked) {
        forward(model, scores, &run, &mut out, &mut columns);
        backward(model, scores, &run, &mut out, &mut columns);
    }
    out
}

/// The odds of each label of a position by its score alone.
#[inline(always)]
fn emission(model: &Linear, scores: &Scores, i: usize) -> impl Fn(usize) -> f32 {
    let (row, top) = (scores.at(i), scores.top(i));
    move |label| model.behind((top - row[label]) as u32)
}

/// For a run, the probabilities of its labels by what stands before and at each position.
fn forward(
    model: &Linear,
    scores: &Scores,
    run: &Range<usize>,
    out: &mut Marginals,
    [before, column, _]: &mut [Column<f32>; 3],
) {
    before.set(scores.before(run), 1.0);
    for i in run.clone() {
        column.clear();
        let emission = emission(model, scores, i);
        for label in scores.open(i) {
            let odds = &model.odds[label];
            let ways = before.iter().fold(0.0, |sum, &(from, weight)| sum + weight * odds[from % ROOM]);
            column.push(label, ways * emission(label));
        }
        let row = out.at_mut(i);
        before.clear();
        for (label, weight) in column.shares().filter(|&(_, share)| share > UNLIKELY) {
            before.push(1 + label, weight);
            row[label] = weight;
        }
    }
}

/// Takes in what stands after each position.
fn backward(
    model: &Linear,
    scores: &Scores,
    run: &Range<usize>,
    out: &mut Marginals,
    [after, column, found]: &mut [Column<f32>; 3],
) {
    // Past the sequence's end there is no label to come to.
    let mut is_open = scores.certain(run.end).is_none();
    after.set(scores.certain(run.end).unwrap_or(0), 1.0);
    for i in run.clone().rev() {
        let row = out.at_mut(i);
        let emission = emission(model, scores, i);
        column.clear();
        found.clear();
        for label in scores.open(i).filter(|&label| row[label] > 0.0) {
            let odds = &model.odds_from[label];
            let ways = after.iter().fold(0.0, |sum, &(to, weight)| sum + weight * odds[to % ROOM]);
            let ways = if is_open { 1.0 } else { ways };
            found.push(label, row[label] * ways);
            column.push(label, ways * emission(label));
        }
        found.shares().for_each(|(label, share)| row[label] = share);
        after.clear();
        column.shares().for_each(|(label, share)| after.push(label, share));
        is_open = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::{Screen, Sequence, screened};

    /// Two labels; feature 1 says the second; going from the second to the second is favoured.
    fn model() -> Linear {
        chain(&[(1, (1, 20)), (2, (0, 3))])
    }

    fn chain(rows: &[(u32, (u8, i8))]) -> Linear {
        Linear::of_two(&[0, 0, 0, 0, 0, 9], rows)
    }

    /// Positions with one feature each, of their own.
    struct Alone<'s>(&'s [u32]);

    impl Sequence for Alone<'_> {
        const SCREEN: Screen = Screen::Lead;

        fn positions(&self) -> Range<usize> {
            0..self.0.len()
        }

        fn own(&self, i: usize, out: &mut Features) {
            out.push(self.0[i]);
        }

        fn around(&self, _: usize, _: &mut Features) {}
    }

    /// Their scores, no label certain.
    fn open(model: &Linear, sequence: &[u32]) -> Scores {
        screened(model, &Alone(sequence), 0..0, &mut Features::default())
    }

    fn labels(sequence: &[u32]) -> Vec<u8> {
        viterbi(&model(), &open(&model(), sequence))
    }

    #[test]
    fn a_label_that_leads_far_enough_is_certain() {
        // Feature 3 says the first label by 6 log-odds.
        let model = chain(&[(1, (1, 20)), (2, (0, 3)), (3, (0, 60))]);
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
        let mut scores = open(&model, &[2, 2, 2]);
        assert_eq!(viterbi(&model, &scores), [1, 1, 1]);
        scores.decide(1, 0);
        assert_eq!(viterbi(&model, &scores), [0, 0, 0]);
        assert!(marginals(&model, &scores).at(2)[0] > 0.5);
    }

    #[test]
    fn where_nothing_is_found_no_marginals_are_reckoned() {
        let model = model();
        let mut scores = open(&model, &[2, 2, 1, 2]);
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
        let tagging = tag(&model(), &open(&model(), &[1, 2]));
        let score = |a: usize, b: usize| {
            let emission = [[0.0, 2.0], [0.3, 0.0]];
            (emission[0][a] + emission[1][b] + if a == 1 && b == 1 { 0.9 } else { 0.0 } as f32).exp()
        };
        let total: f32 = [(0, 0), (0, 1), (1, 0), (1, 1)].iter().map(|&(a, b)| score(a, b)).sum();
        assert!((tagging.marginals.at(0)[1] - (score(1, 0) + score(1, 1)) / total).abs() < 1e-4);
        assert!((tagging.marginals.at(1)[1] - (score(0, 1) + score(1, 1)) / total).abs() < 1e-4);
    }
}
