//! Linear models: features to scores of labels, by sparse weights in whole steps. No decoding here.

use crate::key_set::KeySet;
use crate::math::exp;
use crate::row_sum::Sum;
use crate::section::{ModelError, Reader, push_keys};

/// Labels, transitions and sparse weights in whole steps. Section: number of labels u8, each as length u8 and
/// bytes; step f32; transitions i16, from (start, then each label) × to; bits of a key u8; number of features u32, their
/// keys as gaps, the number of weights of each u8, the labels of all weights u8, the weights i8.
///
/// In memory a row has room for [`Linear::lanes`] labels, so that compilers turn loops over it into vectors.
#[derive(Clone, Debug)]
pub struct Linear {
    /// The labels' names.
    pub labels: Vec<String>,
    /// What one step of a weight is worth.
    pub step: f32,
    /// For each label, how much speaks for going to it: from the start at 0, from label `l` at `1 + l`. In steps.
    pub transitions: Vec<[i32; ROOM]>,
    /// The same as odds.
    pub odds: Vec<[f32; ROOM]>,
    /// The other way round: for each label, the odds of going from it to every label.
    pub odds_from: Vec<[f32; ROOM]>,
    /// The odds of a label that is 0, 1, 2, … steps behind another.
    behind: Vec<f32>,
    features: KeySet,
    /// The weights of each slot's feature: a word for eight lanes, in it a byte a lane, 128 more than the weight.
    rows: Vec<u64>,
}

/// A model that knows one label, `O`, and says nothing else.
impl Default for Linear {
    fn default() -> Self {
        Linear::new(vec!["O".to_owned()], 1.0, &[0; 2], KeySet::empty(), vec![NOTHING; KeySet::empty().slots()])
    }
}

impl Linear {
    /// `transitions` without lanes.
    fn new(labels: Vec<String>, step: f32, transitions: &[i16], features: KeySet, rows: Vec<u64>) -> Self {
        let count = labels.len();
        let steps = |from: usize, to: usize| transitions.get(from * count + to).map_or(0, |&step| step as i32);
        let rows_to = (0..count).map(|to| std::array::from_fn(|from| steps(from, to)));
        let transitions: Vec<[i32; ROOM]> = rows_to.collect();
        let odds: Vec<_> = transitions.iter().map(|row| row.map(|steps| exp(steps as f32 * step))).collect();
        let back = |l: usize, to: usize| odds.get(to).map_or(0.0, |row: &[f32; ROOM]| row[1 + l]);
        let odds_from = (0..count).map(|l| std::array::from_fn(|to| back(l, to))).collect();
        let behind = (0..=MOST_BEHIND).map(|steps| exp(-(steps as f32) * step)).collect();
        Linear { labels, step, transitions, odds, odds_from, behind, features, rows }
    }

    /// The odds of a label that is so many steps behind another.
    #[inline(always)]
    pub fn behind(&self, steps: u32) -> f32 {
        self.behind[steps.min(MOST_BEHIND) as usize]
    }

    /// Reads a section.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader(bytes);
        let count = reader.u8()? as usize;
        let mut labels = Vec::with_capacity(count);
        for _ in 0..count {
            let len = reader.u8()? as usize;
            let label = std::str::from_utf8(reader.take(len)?).map_err(|_| ModelError::Damaged("a label"))?;
            labels.push(label.to_owned());
        }
        let step = f32::from_bits(reader.u32()?);
        if !step.is_finite() || !(1..=MOST_LABELS).contains(&count) {
            return Err(ModelError::Damaged("no labels, or too many, or no step"));
        }
        let transitions = reader.take((count + 1) * count * 2)?;
        let transitions: Vec<i16> = transitions.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect();
        let bits = reader.u8()? as u32;
        let features = reader.u32()? as usize;
        let (keys, slots) = KeySet::new(&reader.keys(features)?, bits)?;
        let counts = reader.take(features)?;
        let total = counts.iter().map(|&n| n as usize).sum();
        let mut weights = reader.take(total)?.iter().zip(reader.take(total)?);
        let words = lanes(count) / 8;
        let mut rows = vec![NOTHING; keys.slots() * words];
        for (slot, &n) in slots.into_iter().zip(counts) {
            let row = &mut rows[slot as usize * words..];
            for (&label, &weight) in weights.by_ref().take(n as usize) {
                if label as usize >= count {
                    return Err(ModelError::Damaged("a label that is not there"));
                }
                // Adding 128 to a weight of 8 bits turns its highest bit over.
                row[label as usize / 8] ^= (weight as u64) << (label % 8 * 8);
            }
        }
        Ok(Linear::new(labels, step, &transitions, keys, rows))
    }

    /// The room that a row has for labels: 8, 16, 24 or 32.
    #[inline(always)]
    pub fn lanes(&self) -> usize {
        lanes(self.labels.len())
    }

    /// Writes a section. `rows` are (key of so many bits, weights by label), sorted by key, without doubles.
    pub fn to_bytes(
        labels: &[String],
        step: f32,
        transitions: &[i16],
        bits: u32,
        rows: &[(u32, Vec<(u8, i8)>)],
    ) -> Vec<u8> {
        let mut out = vec![labels.len() as u8];
        for label in labels {
            out.push(label.len() as u8);
            out.extend(label.bytes());
        }
        out.extend(step.to_bits().to_le_bytes());
        transitions.iter().for_each(|t| out.extend(t.to_le_bytes()));
        out.push(bits as u8);
        out.extend((rows.len() as u32).to_le_bytes());
        push_keys(&mut out, rows.iter().map(|r| r.0));
        out.extend(rows.iter().map(|r| r.1.len() as u8));
        out.extend(rows.iter().flat_map(|r| r.1.iter().map(|w| w.0)));
        out.extend(rows.iter().flat_map(|r| r.1.iter().map(|w| w.1 as u8)));
        out
    }

    /// Adds the weights of the features with these hashes to `scores`, one a lane. The room of the hashes is used for more.
    #[inline(always)]
    pub fn add(&self, hashes: &mut [u32], scores: &mut [i32]) {
        for lot in hashes.chunks_mut(LOT) {
            match self.lanes() {
                8 => self.add_lot::<1>(lot, scores),
                16 => self.add_lot::<2>(lot, scores),
                24 => self.add_lot::<3>(lot, scores),
                _ => self.add_lot::<4>(lot, scores),
            }
        }
    }

    /// Which features are known depends on the text, so a processor guesses branches on it badly: finding them has none.
    /// The rows of those are added up eight labels at a time.
    #[inline(never)]
    fn add_lot<const WORDS: usize>(&self, lot: &mut [u32], scores: &mut [i32]) {
        let (rows, _) = self.rows.as_chunks::<WORDS>();
        let known = self.features.find_all(lot);
        let mut sums = [Sum::NONE; WORDS];
        for &slot in &lot[..known] {
            sums.iter_mut().zip(&rows[slot as usize]).for_each(|(sum, &weights)| sum.add(weights));
        }
        let none = 128 * known as i32;
        for (sum, scores) in sums.iter().zip(scores.as_chunks_mut::<8>().0) {
            scores.iter_mut().zip(sum.lanes()).for_each(|(score, sum)| *score += sum as i32 - none);
        }
    }
}

/// A label further behind has no chance worth the name.
const MOST_BEHIND: u32 = 1023;

/// Weights of zero.
const NOTHING: u64 = 0x8080_8080_8080_8080;

/// A row of transitions has room for as many labels as a model can have and the start: an index below it needs no check.
pub const ROOM: usize = 32;

/// As many labels as there can be.
const MOST_LABELS: usize = ROOM - 1;

/// The room that a row has for so many labels.
pub(crate) const fn lanes(labels: usize) -> usize {
    labels.next_multiple_of(8)
}

/// So many features are added up at once: their sums fit in 16 bits.
const LOT: usize = 256;

#[cfg(test)]
impl Linear {
    /// A model of two labels and steps of 0.1, from what features say: a label and its weight.
    pub(crate) fn of_two(transitions: &[i16; 6], rows: &[(u32, (u8, i8))]) -> Self {
        let key_of = |feature: u32| {
            let mut features = crate::feature::Features::default();
            features.push(feature);
            crate::key_set::key(features.take()[0], 20)
        };
        let mut rows: Vec<_> = rows.iter().map(|&(feature, weight)| (key_of(feature), vec![weight])).collect();
        rows.sort_unstable_by_key(|row| row.0);
        let labels = ["A".to_owned(), "B".to_owned()];
        Linear::from_bytes(&Linear::to_bytes(&labels, 0.1, transitions, 20, &rows)).expect("well made")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiny() -> Vec<u8> {
        let labels = ["O".to_owned(), "X".to_owned()];
        Linear::to_bytes(
            &labels,
            0.5,
            &[0, 1, 2, 3, 4, -5],
            20,
            &[(7, vec![(1, -3)]), (90_000, vec![(0, 1), (1, 2)])],
        )
    }

    #[test]
    fn a_linear_model_reads_back() {
        let model = Linear::from_bytes(&tiny()).expect("it was just written");
        let mut scores = [0; 8];
        model.add(&mut [7 << 12, 90_000 << 12, 8 << 12], &mut scores);
        assert_eq!(scores, [1, -1, 0, 0, 0, 0, 0, 0]);
        assert_eq!((model.transitions[1][2], model.transitions[1][0]), (-5, 1));
    }

    #[test]
    fn damaged_bytes_are_refused_and_never_panic() {
        let whole = tiny();
        for len in 0..whole.len() {
            assert!(Linear::from_bytes(&whole[..len]).is_err(), "cut at {len}");
        }
        for i in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[i] ^= 0xff;
            let _ = Linear::from_bytes(&damaged);
        }
    }
}
