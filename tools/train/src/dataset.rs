//! What a model learns from: sequences of positions with their features and gold labels.

use std::collections::HashMap;
use whosaid::feature::Features;
use whosaid::key_set::key;

/// Sequences of positions, each with its features and its gold label.
#[derive(Default)]
pub struct Dataset {
    ids: HashMap<u32, u32>,
    /// For each feature its hash, once settled its key.
    pub hashes: Vec<u32>,
    counts: Vec<u32>,
    features: Vec<u32>,
    /// For each position, where its features end.
    ends: Vec<usize>,
    /// For each position, its gold label.
    pub gold: Vec<u8>,
    /// For each sequence, where its positions end.
    pub sequences: Vec<usize>,
}

impl Dataset {
    /// Adds a sequence: its features and as many gold labels.
    pub fn push(&mut self, features: &Features, gold: &[u8]) {
        assert_eq!(features.len(), gold.len(), "a label a position");
        for i in 0..features.len() {
            for &hash in features.at(i) {
                let id = self.id(hash);
                self.counts[id as usize] += 1;
                self.features.push(id);
            }
            self.ends.push(self.features.len());
        }
        self.gold.extend(gold);
        self.sequences.push(self.gold.len());
    }

    fn id(&mut self, hash: u32) -> u32 {
        let next = self.hashes.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.hashes.push(hash);
            self.counts.push(0);
        }
        id
    }

    /// Leaves out features seen less often than `least`, then makes one feature of those that share a key.
    pub fn settle(&mut self, least: u32, bits: u32) {
        let mut keys = Vec::new();
        let mut row_of = HashMap::new();
        let mut row = |(&hash, &count): (&u32, &u32)| {
            (count >= least).then(|| {
                *row_of.entry(key(hash, bits)).or_insert_with(|| {
                    keys.push(key(hash, bits));
                    keys.len() as u32 - 1
                })
            })
        };
        let rows: Vec<Option<u32>> = self.hashes.iter().zip(&self.counts).map(&mut row).collect();
        let mut kept = Vec::with_capacity(self.features.len());
        let mut start = 0;
        for end in &mut self.ends {
            kept.extend(self.features[start..*end].iter().filter_map(|&id| rows[id as usize]));
            start = std::mem::replace(end, kept.len());
        }
        (self.features, self.hashes) = (kept, keys);
        (self.ids, self.counts) = (HashMap::new(), Vec::new());
    }

    /// Number of positions.
    pub fn positions(&self) -> usize {
        self.gold.len()
    }

    /// The features of a position, as rows.
    pub fn at(&self, position: usize) -> &[u32] {
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.features[start..self.ends[position]]
    }
}
