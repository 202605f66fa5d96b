//! The model file: a header and named sections, read with every bound checked. No inference here.
//!
//! Layout, little-endian: `WSAI`, format u16, template version u16, then sections: length of the name u8, name,
//! length u32, bytes. A section of word clusters or of a linear model is described at its reader.

use crate::feature::{Clusters, TEMPLATE_VERSION, hash_bytes};
use crate::math::exp;

const MAGIC: &[u8; 4] = b"WSAI";
const FORMAT: u16 = 2;

/// Why bytes are not a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// They do not begin as a model file does.
    NotAModel,
    /// Made for another version of the program: (format, template version).
    Version(u16, u16),
    /// They end too early, or a number in them points outside.
    Damaged(&'static str),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            ModelError::NotAModel => f.write_str("these bytes are not a whosaid model"),
            ModelError::Version(format, template) => write!(
                f,
                "the model has format {format}, templates {template}; this program needs {FORMAT}, {TEMPLATE_VERSION}"
            ),
            ModelError::Damaged(what) => write!(f, "the model file is damaged: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

/// The sections of a model file, by name, not yet decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections(pub Vec<(String, Vec<u8>)>);

impl Sections {
    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader(bytes);
        if reader.take(4) != Ok(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let version = (reader.u16()?, reader.u16()?);
        if version != (FORMAT, TEMPLATE_VERSION) {
            return Err(ModelError::Version(version.0, version.1));
        }
        let mut sections = Vec::new();
        while !reader.0.is_empty() {
            let name_len = reader.u8()? as usize;
            let name = std::str::from_utf8(reader.take(name_len)?).map_err(|_| ModelError::Damaged("a name"))?;
            let len = reader.u32()? as usize;
            sections.push((name.to_owned(), reader.take(len)?.to_vec()));
        }
        Ok(Sections(sections))
    }

    /// Writes a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(FORMAT.to_le_bytes());
        out.extend(TEMPLATE_VERSION.to_le_bytes());
        for (name, bytes) in &self.0 {
            out.push(name.len() as u8);
            out.extend(name.bytes());
            out.extend((bytes.len() as u32).to_le_bytes());
            out.extend(bytes);
        }
        out
    }

    /// The bytes of a section.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|s| s.0 == name).map(|s| s.1.as_slice())
    }

    /// Puts a section in place of the one with its name, or at the end.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        match self.0.iter_mut().find(|s| s.0 == name) {
            Some(section) => section.1 = bytes,
            None => self.0.push((name.to_owned(), bytes)),
        }
    }
}

/// Reads numbers off the front of a slice.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8], ModelError> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(ModelError::Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(head)
    }

    fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.take(1)?[0])
    }

    fn u16(&mut self) -> Result<u16, ModelError> {
        self.take(2).map(|b| u16::from_le_bytes([b[0], b[1]]))
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        self.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// A number in base 128, low digits first (LEB128).
    fn varint(&mut self) -> Result<u32, ModelError> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.u8()?;
            value |= ((byte & 0x7f) as u32) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Damaged("a number has too many digits"))
    }

    /// `n` sorted keys, stored as gaps.
    fn keys(&mut self, n: usize) -> Result<Vec<u32>, ModelError> {
        let mut keys = Vec::with_capacity(n.min(self.0.len()));
        let mut key = 0u32;
        for _ in 0..n {
            key = key.checked_add(self.varint()?).ok_or(ModelError::Damaged("keys overflow"))?;
            keys.push(key);
        }
        Ok(keys)
    }
}

fn push_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn push_keys(out: &mut Vec<u8>, keys: impl Iterator<Item = u32>) {
    let mut last = 0;
    for key in keys {
        push_varint(out, key - last);
        last = key;
    }
}

/// The key of a hash: its top bits. The fewer, the fewer bytes a key has and its table, and the greater the chance that a
/// feature never seen in training takes the weights of another.
#[inline(always)]
pub const fn key(hash: u32, bits: u32) -> u32 {
    hash >> (32 - bits)
}

/// The bits of a word's key.
const WORD_BITS: u32 = 20;

/// A set of keys in order (Elias 1974, Fano 1971): those with the same high bits stand together, and only their low bits
/// are kept. It is small enough for a processor's nearest memory, and finding a key has no branch; arrays with room for
/// every index of 16 bits need no check of bounds.
#[derive(Clone, Debug)]
struct KeySet {
    /// How many keys come before those of each high part, and before the end.
    starts: Box<[u16; HIGHS + 1]>,
    /// The low part of every key, in order.
    lows: Box<[u8; MOST_KEYS + TOGETHER]>,
    bits: u32,
    low_bits: u32,
}

/// The low parts that are looked at together, a byte each: so many keys at most share their high part.
const TOGETHER: usize = size_of::<u64>();

/// Low parts have so many bits at most: one is left over in a byte, to tell bytes apart by an addition.
const MOST_LOW: u32 = 7;

/// So many high parts there are at most, and so many keys.
const HIGHS: usize = 1 << u16::BITS;
const MOST_KEYS: usize = u16::MAX as usize;

/// A one in every byte.
const ONES: u64 = u64::MAX / 0xff;

/// Zeros, without a way over the stack.
fn zeros<T: Clone + Default, const N: usize>() -> Box<[T; N]> {
    vec![T::default(); N].into_boxed_slice().try_into().unwrap_or_else(|_| unreachable!("it has N elements"))
}

impl KeySet {
    /// A set without keys.
    fn empty(bits: u32) -> Self {
        KeySet { starts: zeros(), lows: zeros(), bits, low_bits: MOST_LOW }
    }

    /// A set of keys of so many bits, 8 to 20, which ascend; fewer than 65,536.
    fn new(keys: &[u32], bits: u32) -> Result<Self, ModelError> {
        if !(8..=20).contains(&bits) {
            return Err(ModelError::Damaged("keys of too many bits, or too few"));
        }
        if keys.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(ModelError::Damaged("keys out of order"));
        }
        if keys.len() > MOST_KEYS || keys.last().is_some_and(|key| key >> bits > 0) {
            return Err(ModelError::Damaged("keys too many or too large"));
        }
        let fits = |&low: &u32| keys.chunk_by(|a, b| a >> low == b >> low).all(|run| run.len() <= TOGETHER);
        let least = bits.saturating_sub(u16::BITS);
        let low_bits = (least..=MOST_LOW).rev().find(fits).ok_or(ModelError::Damaged("keys too near"))?;
        let mut set = KeySet { low_bits, ..KeySet::empty(bits) };
        for (number, &key) in keys.iter().enumerate() {
            set.lows[number] = (key & ((1 << low_bits) - 1)) as u8;
            set.starts[(key >> low_bits) as usize + 1] = number as u16 + 1;
        }
        let mut before = 0;
        for start in &mut set.starts[..=1 << (bits - low_bits)] {
            before = before.max(*start);
            *start = before;
        }
        Ok(set)
    }

    /// The number that the key of a hash has among those of the set, from 0, and whether it is there.
    #[inline(always)]
    fn find(&self, hash: u32) -> (u16, bool) {
        let key = key(hash, self.bits);
        let high = (key >> self.low_bits) as u16 as usize;
        let low = key & ((1 << self.low_bits) - 1);
        let (start, end) = (self.starts[high] as usize, self.starts[high + 1] as usize);
        let Some(lows) = self.lows[start..].first_chunk() else { return (0, false) };
        // A byte's highest bit stays zero where it is the one that is looked for.
        let other = (u64::from_le_bytes(*lows) ^ (ONES * low as u64)) + ONES * 0x7f;
        let number = start + (!other & (ONES << 7)).trailing_zeros() as usize / 8;
        (number as u16, number < end)
    }
}

/// Words to clusters. Section: coarse clusters u16, fine clusters u16, for each fine cluster (from 1) its
/// coarse one u8; number of words u32, their keys as gaps, the low bytes of their fine clusters, the high ones.
#[derive(Clone, Debug)]
pub struct WordClusters {
    words: KeySet,
    fine_of: Vec<u16>,
    coarse_of: Vec<u16>,
}

/// Clusters that know no word.
impl Default for WordClusters {
    fn default() -> Self {
        WordClusters { words: KeySet::empty(WORD_BITS), fine_of: Vec::new(), coarse_of: Vec::new() }
    }
}

impl WordClusters {
    /// Reads a section.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader(bytes);
        let coarse = reader.u16()?;
        let fine_count = reader.u16()? as usize;
        let coarse_of: Vec<u16> =
            std::iter::once(0).chain(reader.take(fine_count)?.iter().map(|&c| c as u16 + 1)).collect();
        let words = reader.u32()? as usize;
        let keys = reader.keys(words)?;
        let (low, high) = (reader.take(words)?, reader.take(words)?);
        let fine_of: Vec<u16> = low.iter().zip(high).map(|(&l, &h)| u16::from_le_bytes([l, h])).collect();
        if fine_of.iter().any(|&f| f as usize > fine_count) || coarse_of.iter().any(|&c| c > coarse) {
            return Err(ModelError::Damaged("a cluster that is not there"));
        }
        Ok(WordClusters { words: KeySet::new(&keys, WORD_BITS)?, fine_of, coarse_of })
    }

    /// Writes a section. `words` are ([`crate::feature::word_hash`], fine cluster from 1); where two words share a
    /// key the first is kept. `coarse_of` gives each fine cluster's coarse one, from 0, in fewer than 256.
    pub fn to_bytes(words: &[(u32, u16)], coarse_of: &[u8]) -> Vec<u8> {
        let mut rows: Vec<(u32, u16)> = words.iter().map(|&(hash, fine)| (key(hash, WORD_BITS), fine)).collect();
        rows.sort_by_key(|r| r.0);
        rows.dedup_by_key(|r| r.0);
        let coarse = coarse_of.iter().max().map_or(0, |&c| c as u16 + 1);
        let mut out = coarse.to_le_bytes().to_vec();
        out.extend((coarse_of.len() as u16).to_le_bytes());
        out.extend(coarse_of);
        out.extend((rows.len() as u32).to_le_bytes());
        push_keys(&mut out, rows.iter().map(|r| r.0));
        out.extend(rows.iter().map(|r| r.1 as u8));
        out.extend(rows.iter().map(|r| (r.1 >> 8) as u8));
        out
    }
}

impl Clusters for WordClusters {
    fn of(&self, lower: u32) -> (u16, u16) {
        match self.words.find(lower) {
            (at, true) => (self.fine_of[at as usize], self.coarse_of[self.fine_of[at as usize] as usize]),
            _ => (0, 0),
        }
    }
}

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
    /// Row 0 from the start, row `1 + l` from label `l`; a column a lane. In steps.
    pub transitions: Vec<i32>,
    /// The same as odds.
    pub odds: Vec<f32>,
    /// The odds of the transitions between labels, a row for the label that is gone to.
    pub odds_back: Vec<f32>,
    /// The odds of a label that is 0, 1, 2, … steps behind another.
    behind: Vec<f32>,
    features: KeySet,
    /// The weights of each feature: a word for eight lanes, in it a byte a lane, 128 more than the weight.
    rows: Vec<u64>,
}

/// A model that knows one label, `O`, and says nothing else.
impl Default for Linear {
    fn default() -> Self {
        Linear::new(vec!["O".to_owned()], 1.0, &[0; 2], KeySet::empty(8), Vec::new())
    }
}

impl Linear {
    /// `transitions` without lanes.
    fn new(labels: Vec<String>, step: f32, transitions: &[i16], features: KeySet, rows: Vec<u64>) -> Self {
        let (count, lanes) = (labels.len(), lanes(labels.len()));
        let mut padded = vec![0; (count + 1) * lanes];
        for (row, steps) in padded.chunks_exact_mut(lanes).zip(transitions.chunks_exact(count)) {
            row.iter_mut().zip(steps).for_each(|(slot, &step)| *slot = step as i32);
        }
        let odds: Vec<f32> = padded.iter().map(|&t| exp(t as f32 * step)).collect();
        let back = |i: usize| odds[(1 + (i % lanes).min(count - 1)) * lanes + i / lanes];
        let odds_back = (0..count * lanes).map(back).collect();
        let behind = (0..=MOST_BEHIND).map(|steps| exp(-(steps as f32) * step)).collect();
        Linear { labels, step, transitions: padded, odds, odds_back, behind, features, rows }
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
        let keys = KeySet::new(&reader.keys(features)?, bits)?;
        let counts = reader.take(features)?;
        let total = counts.iter().map(|&n| n as usize).sum();
        let mut weights = reader.take(total)?.iter().zip(reader.take(total)?);
        let words = lanes(count) / 8;
        let mut rows = vec![NOTHING; features * words];
        for (row, &n) in rows.chunks_exact_mut(words).zip(counts) {
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

    /// Adds the weights of the features with these hashes to `scores`, one a lane.
    #[inline(always)]
    pub fn add(&self, hashes: &[u32], scores: &mut [i32]) {
        for lot in hashes.chunks(LOT) {
            match self.lanes() {
                8 => self.add_lot::<1>(lot, scores),
                16 => self.add_lot::<2>(lot, scores),
                24 => self.add_lot::<3>(lot, scores),
                _ => self.add_lot::<4>(lot, scores),
            }
        }
    }

    /// Which features are known depends on the text, so a processor guesses branches on it badly: finding them has none.
    /// The rows of those are added up eight labels at a time, in halves of words.
    #[inline(never)]
    fn add_lot<const WORDS: usize>(&self, lot: &[u32], scores: &mut [i32]) {
        const HALVES: u64 = 0x00ff_00ff_00ff_00ff;
        let (rows, _) = self.rows.as_chunks::<WORDS>();
        let (mut known, mut count) = ([0; LOT], 0);
        for &hash in lot {
            let (number, is_known) = self.features.find(hash);
            // The remainder spares a check of bounds: a lot has no more than so many.
            known[count % LOT] = number;
            count += is_known as usize;
        }
        let (mut even, mut odd) = ([0u64; WORDS], [0u64; WORDS]);
        for &number in &known[..count.min(LOT)] {
            let row = &rows[number as usize];
            for w in 0..WORDS {
                even[w] += row[w] & HALVES;
                odd[w] += row[w] >> 8 & HALVES;
            }
        }
        let none = 128 * count as i32;
        for (w, scores) in scores.as_chunks_mut::<8>().0.iter_mut().enumerate().take(WORDS) {
            for (pair, scores) in scores.as_chunks_mut::<2>().0.iter_mut().enumerate() {
                scores[0] += (even[w] >> (16 * pair) & 0xffff) as i32 - none;
                scores[1] += (odd[w] >> (16 * pair) & 0xffff) as i32 - none;
            }
        }
    }
}

/// A label further behind has no chance worth the name.
const MOST_BEHIND: u32 = 1023;

/// Weights of zero.
const NOTHING: u64 = 0x8080_8080_8080_8080;

/// As many labels as there can be.
const MOST_LABELS: usize = 32;

/// The room that a row has for so many labels.
pub(crate) const fn lanes(labels: usize) -> usize {
    labels.next_multiple_of(8)
}

/// So many features are added up at once: their sums fit in 16 bits.
const LOT: usize = 64;

/// How many labels each linear section has, in the order of [`SECTIONS`]: the stages index by them.
const LABELS: [usize; 6] = [23, 30, 15, 3, 5, 2];

/// All that the stages need, decoded.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// A name with a hash of the bytes: `en-1f2e3d4c`.
    pub name: String,
    /// Words to clusters.
    pub clusters: WordClusters,
    /// Parts of speech.
    pub tags: Linear,
    /// Which word depends on which.
    pub syntax: Linear,
    /// Names, dates and sums.
    pub entities: Linear,
    /// Cues of attributions.
    pub cues: Linear,
    /// Sources and contents, given a cue.
    pub roles: Linear,
    /// How good a whole attribution is.
    pub links: Linear,
}

impl Model {
    /// Reads a model file; every section must be there.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = Sections::from_bytes(bytes)?;
        if SECTIONS.iter().any(|name| sections.get(name).is_none()) {
            return Err(ModelError::Damaged("a section is missing"));
        }
        let name = format!("en-{:08x}", hash_bytes(bytes));
        let model = Model { name, ..Model::from_sections(&sections)? };
        match model.linears().map(|m| m.labels.len()) == LABELS {
            true => Ok(model),
            false => Err(ModelError::Damaged("a section has other labels than its stage")),
        }
    }

    fn linears(&self) -> [&Linear; 6] {
        [&self.tags, &self.syntax, &self.entities, &self.cues, &self.roles, &self.links]
    }

    /// The model for English that the crate carries (`models/en.bin`; its card is `models/en.toml`).
    pub fn english() -> Self {
        let bytes = include_bytes!("../models/en.bin");
        Model::from_bytes(bytes).expect("the crate's own model is whole: a test reads it")
    }

    /// Decodes what sections there are; a missing one knows nothing. For training, stage after stage.
    pub fn from_sections(sections: &Sections) -> Result<Self, ModelError> {
        let linear = |name| sections.get(name).map(Linear::from_bytes).transpose().map(Option::unwrap_or_default);
        let clusters = sections.get("clusters").map(WordClusters::from_bytes).transpose()?.unwrap_or_default();
        Ok(Model {
            name: String::new(),
            clusters,
            tags: linear("tags")?,
            syntax: linear("syntax")?,
            entities: linear("entities")?,
            cues: linear("cues")?,
            roles: linear("roles")?,
            links: linear("links")?,
        })
    }
}

/// The sections of a whole model, in the order of training.
pub const SECTIONS: [&str; 7] = ["clusters", "tags", "syntax", "entities", "cues", "roles", "links"];

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
        model.add(&[7 << 12, 90_000 << 12, 8 << 12], &mut scores);
        assert_eq!(scores, [1, -1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(model.transitions[2 * model.lanes() + 1], -5);
    }

    #[test]
    fn damaged_bytes_are_refused_and_never_panic() {
        let whole = tiny();
        for len in 0..whole.len() {
            assert!(Linear::from_bytes(&whole[..len]).is_err(), "cut at {len}");
        }
        let mut sections = Sections::default();
        sections.set("tags", whole);
        let file = sections.to_bytes();
        assert_eq!(Sections::from_bytes(&file), Ok(sections));
        for i in 0..file.len() {
            let mut damaged = file.clone();
            damaged[i] ^= 0xff;
            let _ = Sections::from_bytes(&damaged).map(|s| s.get("tags").map(Linear::from_bytes));
        }
        assert_eq!(Sections::from_bytes(b"PK"), Err(ModelError::NotAModel));
    }

    #[test]
    fn the_models_own_sections_are_whole() {
        let model = Model::english();
        assert!(model.name.starts_with("en-"));
        assert_eq!(model.tags.labels.len(), crate::tag::Tag::ALL.len());
        assert_eq!(model.cues.labels, crate::cue::LABELS);
        assert_eq!(model.roles.labels, crate::role::LABELS);
        assert_eq!(model.links.labels, crate::link::LABELS);
        assert_eq!(model.entities.labels, crate::entity_tagger::LABELS);
    }

    #[test]
    fn clusters_read_back() {
        let words = [(5 << 12, 2u16), (6 << 12, 300)];
        let bytes = WordClusters::to_bytes(&words, &[1; 400]);
        let clusters = WordClusters::from_bytes(&bytes).expect("it was just written");
        assert_eq!(clusters.of(5 << 12), (2, 2));
        assert_eq!(clusters.of(6 << 12).0, 300);
        assert_eq!(clusters.of(9 << 12), (0, 0));
        assert!(WordClusters::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }
}
