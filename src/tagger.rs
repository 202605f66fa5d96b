//! A linear-chain conditional random field: features to the best labels (Viterbi) and their probabilities.
//! A chain of one position is logistic regression. Scores are whole numbers, so they are exact everywhere.
//!
//! Loops over labels run over as many lanes as the model's rows have, a number known when they are compiled.

use crate::feature::Features;
use crate::linear::{Linear, ROOM};
use crate::math;
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
    /// What the first part decides.
    const SCREEN: Screen;

    /// The positions, by whatever numbers the sequence has for them.
    fn positions(&self) -> Range<usize>;

    /// Whether anything but the label 0 can begin at position `i`. Where not, and nothing goes on from the one before, no
    /// feature is asked for.
    fn may_begin(&self, _: usize) -> bool {
        true
    }

    /// The features of position `i` that are asked for everywhere.
    fn own(&self, i: usize, out: &mut Features);

    /// The other features of position `i`.
    fn around(&self, i: usize, out: &mut Features);
}

/// What a position's own features decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Nothing.
    Open,
    /// The label, where one leads clearly.
    Lead,
    /// The label 0, where it leads a little, here and on both sides. Of the tokens of polnear/dev and worldwide/dev more than
    /// half are no names by this; of those 0.01 % are parts of names by all features.
    Plain,
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

/// Scores of every position (rows) and label (columns), in steps; and which labels are open.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    lanes: usize,
    labels: usize,
    rows: Vec<i32>,
    /// The highest score of each position.
    tops: Vec<i32>,
    /// For each position, the labels that have a chance, a bit each. Where there is one, it is certain.
    open: Vec<u32>,
}

impl Scores {
    /// Zero for every label, all of them open.
    #[inline(always)]
    fn new(model: &Linear, positions: usize) -> Self {
        let (lanes, labels) = (model.lanes(), model.labels.len());
        Scores {
            lanes,
            labels,
            rows: vec![0; positions * lanes],
            tops: vec![0; positions],
            open: vec![u32::MAX; positions],
        }
    }

    /// The scores of position `i`, one a label.
    #[inline(always)]
    fn at(&self, i: usize) -> &[i32] {
        &self.rows[i * self.lanes..][..self.labels]
    }

    /// The same with the room after them.
    #[inline(always)]
    fn at_mut(&mut self, i: usize) -> &mut [i32] {
        &mut self.rows[i * self.lanes..(i + 1) * self.lanes]
    }

    /// Makes the label of position `i` certain.
    pub fn decide(&mut self, i: usize, label: u8) {
        self.open[i] = 1 << label;
    }

    /// Makes one of the `labels` certain where it leads all others by so much, in steps.
    #[inline(always)]
    fn settle(&mut self, i: usize, labels: &Range<usize>, lead: i32) {
        let row = self.at(i);
        let top = row.iter().copied().fold(i32::MIN, i32::max);
        let near = above(row, top - lead);
        if near.is_power_of_two() && labels.contains(&(near.trailing_zeros() as usize)) {
            self.open[i] = near;
        }
        self.tops[i] = top;
    }

    /// Leaves only those labels open that are not so far behind the best, where none is certain.
    #[inline(always)]
    fn narrow(&mut self, i: usize, chance: i32) {
        if !self.is_certain(i) {
            self.open[i] = above(self.at(i), self.tops[i] - chance);
        }
    }

    #[inline(always)]
    fn is_certain(&self, i: usize) -> bool {
        self.open[i].is_power_of_two()
    }

    /// Whether the best label but 0 of a position is not so far behind it.
    #[inline(always)]
    fn is_likely_more(&self, i: usize, behind: i32) -> bool {
        self.at(i)[1..].iter().any(|&score| score > self.at(i)[0] - behind)
    }

    /// Makes the label 0 certain where it leads all others by so much, in steps, here and on both sides.
    fn settle_plain(&mut self, lead: i32) {
        let leads = |row: &[i32]| row[1..].iter().all(|&score| score < row[0] - lead);
        let leads: Vec<bool> = (0..self.open.len()).map(|i| leads(self.at(i))).collect();
        for (i, open) in self.open.iter_mut().enumerate() {
            let near = &leads[i.saturating_sub(1)..(i + 2).min(leads.len())];
            if near.iter().all(|&leads| leads) {
                *open = 1;
            }
        }
    }

    /// The runs of positions whose labels are open.
    fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        let is_certain = |open: &u32| open.is_power_of_two();
        self.open.chunk_by(move |a, b| is_certain(a) == is_certain(b)).filter_map(move |run| {
            let start = end;
            end += run.len();
            (!is_certain(&run[0])).then_some(start..end)
        })
    }

    /// The certain label of a position next to a run; none past the sequence's ends.
    #[inline(always)]
    fn certain(&self, i: usize) -> Option<usize> {
        self.open.get(i).map(|open| open.trailing_zeros() as usize)
    }

    /// From where a run is come to, as a column of transitions: 0 at the start.
    #[inline(always)]
    fn before(&self, run: &Range<usize>) -> usize {
        run.start.checked_sub(1).and_then(|before| self.certain(before)).map_or(0, |label| 1 + label)
    }
}

/// The labels with more than so much, a bit each.
#[inline(always)]
fn above(row: &[i32], limit: i32) -> u32 {
    row.iter().enumerate().fold(0, |labels, (l, &score)| labels | ((score > limit) as u32) << l)
}

/// The labels of a set, in order.
#[inline(always)]
fn each(mut labels: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let label = labels.trailing_zeros();
        labels &= labels.wrapping_sub(1);
        (label < u32::BITS).then_some(label as usize)
    })
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

    /// One.
    #[inline(always)]
    fn of(label: usize, number: T) -> Self {
        let mut column = Column::new();
        column.push(label, number);
        column
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

/// A label that leads all others by so much, as a difference of log-odds, is certain: most words are no names and report
/// nothing, and what is certain makes the chain short. No figure on dev changes by 0.1.
const LEAD: f32 = 5.0;

/// A label further behind the best one of its position has no chance, whatever its neighbours say.
const CHANCE: f32 = 8.0;

/// Where the label 0 leads by so much by a position's own features, and on both sides, its other features change it hardly ever.
const PLAIN: f32 = 0.3;

/// After a label but 0 that is not so far behind, another may go on.
const FOLLOWS: f32 = 3.0;

/// Nor has one whose best way from the start is so far behind the best one's.
const FAR: f32 = 5.0;

/// Nor one so improbable by what stands before and at it.
const UNLIKELY: f32 = 1e-6;

/// Scores by features that are at hand for every position. Of the labels only these may be certain.
pub fn emissions(model: &Linear, features: &Features, certain: Range<usize>) -> Scores {
    let (lead, chance) = (steps(model, LEAD), steps(model, CHANCE));
    let mut scores = Scores::new(model, features.len());
    for i in 0..features.len() {
        model.add(features.at(i), scores.at_mut(i));
        scores.settle(i, &certain, lead);
        scores.narrow(i, chance);
    }
    scores
}

/// Scores by features that are asked for as far as they are needed. Of the labels only these may be certain.
#[inline(always)]
pub fn screened<S: Sequence>(model: &Linear, sequence: &S, certain: Range<usize>, buffer: &mut Features) -> Scores {
    let (lead, chance, follows) = (steps(model, LEAD), steps(model, CHANCE), steps(model, FOLLOWS));
    let mut scores = Scores::new(model, sequence.positions().len());
    let mut goes_on = false;
    for (at, i) in sequence.positions().enumerate() {
        if !goes_on && !sequence.may_begin(i) {
            scores.decide(at, 0);
            continue;
        }
        sequence.own(i, buffer);
        if S::SCREEN == Screen::Open {
            sequence.around(i, buffer);
        }
        model.add(buffer.take(), scores.at_mut(at));
        if S::SCREEN != Screen::Plain {
            scores.settle(at, &certain, lead);
        }
        if S::SCREEN == Screen::Open {
            scores.narrow(at, chance);
            goes_on = scores.is_likely_more(at, follows);
        }
    }
    match S::SCREEN {
        Screen::Open => return scores,
        Screen::Lead => {}
        Screen::Plain => scores.settle_plain(steps(model, PLAIN)),
    }
    for (at, i) in sequence.positions().enumerate() {
        if !scores.is_certain(at) {
            sequence.around(i, buffer);
            model.add(buffer.take(), scores.at_mut(at));
            scores.settle(at, &certain, lead);
            scores.narrow(at, chance);
        }
    }
    scores
}

/// A difference of log-odds in a model's steps, bounded, whatever a damaged model says.
fn steps(model: &Linear, odds: f32) -> i32 {
    (odds / model.step).clamp(0.0, 1e6) as i32
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
        model.add(features.at(i), scores.at_mut(i));
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
    let mut labels: Vec<u8> = scores.open.iter().map(|open| open.trailing_zeros() as u8).collect();
    let (mut back, far) = (vec![0; scores.rows.len()], steps(model, FAR));
    for run in scores.runs() {
        let mut from = best_way(model, scores, &run, far, &mut back);
        for i in run.rev() {
            labels[i] = from as u8 - 1;
            from = back[i * scores.lanes + from - 1] as usize;
        }
    }
    labels
}

/// The last label of the best way through a run, as a column of transitions; to `back`, for each position and open label, the
/// column of the one before it on the best way there.
fn best_way(model: &Linear, scores: &Scores, run: &Range<usize>, far: i32, back: &mut [u8]) -> usize {
    let (mut best, mut next) = (Column::of(scores.before(run), 0), Column::new());
    for i in run.clone() {
        let (row, back) = (scores.at(i), &mut back[i * scores.lanes..(i + 1) * scores.lanes]);
        let mut most = i32::MIN;
        next.clear();
        for label in each(scores.open[i]) {
            let (top, from) = likeliest(&best, &model.transitions[label]);
            back[label] = from as u8;
            most = most.max(top + row[label]);
            next.push(1 + label, top + row[label]);
        }
        best.clear();
        // Counted from the best, so that sums stay small.
        next.iter().filter(|way| way.1 > most - far).for_each(|&(label, score)| best.push(label, score - most));
    }
    match scores.certain(run.end) {
        Some(label) => likeliest(&best, &model.transitions[label]).1,
        None => likeliest(&best, &[0; ROOM]).1,
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
    let mut out = Marginals { lanes: scores.lanes, rows: vec![0.0; scores.rows.len()] };
    for (row, open) in out.rows.chunks_exact_mut(scores.lanes).zip(&scores.open) {
        if open.is_power_of_two() {
            row[open.trailing_zeros() as usize] = 1.0;
        }
    }
    for run in scores.runs().filter(asked) {
        forward(model, scores, &run, &mut out.rows);
        backward(model, scores, &run, &mut out.rows);
    }
    out
}

/// The odds of each label of a position by its score alone.
#[inline(always)]
fn emission(model: &Linear, scores: &Scores, i: usize) -> impl Fn(usize) -> f32 {
    let (row, top) = (scores.at(i), scores.tops[i]);
    move |label| model.behind((top - row[label]) as u32)
}

/// To the rows of a run, the probabilities of its labels by what stands before and at each position.
fn forward(model: &Linear, scores: &Scores, run: &Range<usize>, out: &mut [f32]) {
    let (mut before, mut column) = (Column::of(scores.before(run), 1.0), Column::new());
    for i in run.clone() {
        column.clear();
        let emission = emission(model, scores, i);
        for label in each(scores.open[i]) {
            let odds = &model.odds[label];
            let ways = before.iter().fold(0.0, |sum, &(from, weight)| sum + weight * odds[from % ROOM]);
            column.push(label, ways * emission(label));
        }
        let row = &mut out[i * scores.lanes..(i + 1) * scores.lanes];
        before.clear();
        for (label, weight) in column.shares().filter(|&(_, share)| share > UNLIKELY) {
            before.push(1 + label, weight);
            row[label] = weight;
        }
    }
}

/// Takes in what stands after each position.
fn backward(model: &Linear, scores: &Scores, run: &Range<usize>, out: &mut [f32]) {
    // Past the sequence's end there is no label to come to.
    let mut is_open = scores.certain(run.end).is_none();
    let mut after = Column::of(scores.certain(run.end).unwrap_or(0), 1.0);
    let (mut column, mut found) = (Column::new(), Column::new());
    for i in run.clone().rev() {
        let row = &mut out[i * scores.lanes..(i + 1) * scores.lanes];
        let emission = emission(model, scores, i);
        column.clear();
        found.clear();
        for label in each(scores.open[i]).filter(|&label| row[label] > 0.0) {
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
        const SCREEN: Screen = Screen::Lead;

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
