//! Scores of a sequence's labels, by no more features than are needed: what a position is like by itself often decides, alone
//! or with its neighbours, and of the other labels few have a chance.

use crate::feature::Features;
use crate::linear::{Linear, ROOM};
use std::ops::Range;

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

    /// Those features of position `i` that often decide by themselves, if some do.
    fn own(&self, _: usize, _: &mut Features) {}

    /// The other features of position `i`.
    fn around(&self, i: usize, out: &mut Features);
}

/// What a position's own features decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Nothing: all are asked for at once.
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

/// A label that leads all others by so much, as a difference of log-odds, is certain: most words are no names and report
/// nothing, and what is certain makes the chain short. No figure on dev changes by 0.1.
const LEAD: f32 = 5.0;

/// A label further behind the best one of its position has no chance, whatever its neighbours say.
const CHANCE: f32 = 8.0;

/// Where the label 0 leads by so much by a position's own features, and on both sides, its other features change it hardly ever.
const PLAIN: f32 = 0.3;

/// After a label but 0 that is not so far behind, another may go on.
const FOLLOWS: f32 = 3.0;

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
    pub fn new(model: &Linear, positions: usize) -> Self {
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
    pub fn at(&self, i: usize) -> &[i32] {
        &self.rows[i * self.lanes..][..self.labels]
    }

    /// The same with the room after them.
    #[inline(always)]
    pub fn at_mut(&mut self, i: usize) -> &mut [i32] {
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

    /// Whether the label 0 leads all others of a position by so much at least, in steps, each by its own.
    #[inline(always)]
    fn is_nothing(&self, i: usize, leads: &[i32; ROOM]) -> bool {
        let row = self.at(i);
        row.iter().zip(leads).skip(1).all(|(&score, &lead)| score <= row[0] - lead)
    }

    /// Makes the label 0 certain where it leads all others by so much, here and on both sides.
    fn settle_plain(&mut self, lead: i32) {
        let lead = [lead; ROOM];
        let leads: Vec<bool> = (0..self.len()).map(|i| self.is_nothing(i, &lead)).collect();
        for (i, open) in self.open.iter_mut().enumerate() {
            let near = &leads[i.saturating_sub(1)..(i + 2).min(leads.len())];
            if near.iter().all(|&leads| leads) {
                *open = 1;
            }
        }
    }

    /// The open labels of a position, in order.
    #[inline(always)]
    pub fn open(&self, i: usize) -> impl Iterator<Item = usize> + use<> {
        let mut labels = self.open[i];
        std::iter::from_fn(move || {
            let label = labels.trailing_zeros();
            labels &= labels.wrapping_sub(1);
            (label < u32::BITS).then_some(label as usize)
        })
    }

    /// Number of positions.
    pub fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether there is no position.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The room that a position's scores have.
    #[inline(always)]
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// The highest score of a position.
    #[inline(always)]
    pub fn top(&self, i: usize) -> i32 {
        self.tops[i]
    }

    /// The runs of positions whose labels are open.
    pub fn runs(&self) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        self.open.chunk_by(|a, b| a.is_power_of_two() == b.is_power_of_two()).filter_map(move |run| {
            let start = end;
            end += run.len();
            (!run[0].is_power_of_two()).then_some(start..end)
        })
    }

    /// The certain label of a position; none where more are open, nor past the sequence's ends.
    #[inline(always)]
    pub fn certain(&self, i: usize) -> Option<usize> {
        self.open.get(i).filter(|open| open.is_power_of_two()).map(|open| open.trailing_zeros() as usize)
    }

    /// From where a run is come to, as a column of transitions: 0 at the start.
    #[inline(always)]
    pub fn before(&self, run: &Range<usize>) -> usize {
        run.start.checked_sub(1).and_then(|before| self.certain(before)).map_or(0, |label| 1 + label)
    }
}

/// The labels with more than so much, a bit each.
#[inline(always)]
fn above(row: &[i32], limit: i32) -> u32 {
    row.iter().enumerate().fold(0, |labels, (l, &score)| labels | ((score > limit) as u32) << l)
}

/// Scores by features that are asked for as far as they are needed. Of the labels only these may be certain.
#[inline(always)]
pub fn screened<S: Sequence>(model: &Linear, sequence: &S, certain: Range<usize>, buffer: &mut Features) -> Scores {
    let (lead, chance) = (steps(model, LEAD), steps(model, CHANCE));
    let follows = [after_nothing(model), [steps(model, FOLLOWS); ROOM]];
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
            goes_on = !scores.is_nothing(at, &follows[goes_on as usize]);
        }
    }
    match S::SCREEN {
        Screen::Open => return scores,
        Screen::Lead => {}
        Screen::Plain => scores.settle_plain(1 + steps(model, PLAIN)),
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

/// By how much each label has to be behind the label 0, after which one more of them will hardly follow: as [`FOLLOWS`], but
/// for what going to it from the label 0 costs more than staying there.
fn after_nothing(model: &Linear) -> [i32; ROOM] {
    let stays = model.transitions[0][1];
    let mut leads = [steps(model, FOLLOWS); ROOM];
    leads.iter_mut().zip(&model.transitions).for_each(|(lead, to)| *lead += to[1] - stays);
    leads
}

/// A difference of log-odds in a model's steps, at least one and not too many, whatever a damaged model says.
pub fn steps(model: &Linear, odds: f32) -> i32 {
    (odds / model.step).clamp(1.0, 1e6) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Two labels; feature 1 says the second, 2 the first a little, 3 the first surely.
    fn model() -> Linear {
        Linear::of_two(&[0; 6], &[(1, (1, 20)), (2, (0, 5)), (3, (0, 60))])
    }

    /// Positions with one feature each, which count how often more is asked for.
    struct Counted<'s, const PLAIN: bool> {
        own: &'s [u32],
        asked: Cell<usize>,
    }

    impl<const PLAIN: bool> Sequence for Counted<'_, PLAIN> {
        const SCREEN: Screen = if PLAIN { Screen::Plain } else { Screen::Open };

        fn positions(&self) -> Range<usize> {
            0..self.own.len()
        }

        fn may_begin(&self, i: usize) -> bool {
            PLAIN || i == 0
        }

        fn own(&self, i: usize, out: &mut Features) {
            out.push(self.own[i]);
        }

        fn around(&self, _: usize, _: &mut Features) {
            self.asked.set(self.asked.get() + 1);
        }
    }

    /// How often more is asked for, and what stays open.
    fn asked<const PLAIN: bool>(own: &[u32]) -> (usize, Vec<Range<usize>>) {
        let sequence = Counted::<PLAIN> { own, asked: Cell::new(0) };
        let scores = screened(&model(), &sequence, 0..1, &mut Features::default());
        (sequence.asked.get(), scores.runs().collect())
    }

    #[test]
    fn what_is_plain_among_plain_ones_is_asked_no_more() {
        assert_eq!(asked::<true>(&[2, 2, 2, 1, 2, 2, 2]), (3, vec![2..5]));
        assert_eq!(asked::<true>(&[2, 2]), (0, vec![]));
    }

    #[test]
    fn where_nothing_begins_or_goes_on_nothing_is_asked() {
        assert_eq!(asked::<false>(&[1, 3, 2, 2]), (2, vec![0..1]));
        assert_eq!(asked::<false>(&[1, 2, 2, 3, 2]), (4, vec![0..3]));
    }

    #[test]
    fn a_damaged_step_leaves_labels_open() {
        for step in [f32::MIN_POSITIVE, f32::MAX, -1.0, 0.0] {
            let mut model = model();
            model.step = step;
            let scores = screened(
                &model,
                &Counted::<false> { own: &[1, 1], asked: Cell::new(0) },
                0..1,
                &mut Features::default(),
            );
            assert!((0..scores.len()).all(|i| scores.open(i).count() > 0), "{step}");
        }
    }
}
