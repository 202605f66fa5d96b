//! Words to clusters, as the model has them.

use crate::feature::Clusters;
use crate::key_set::{KeySet, key};
use crate::section::{ModelError, Reader, push_keys};

/// The bits of a word's key.
const WORD_BITS: u32 = 20;

/// Words to clusters. Section: coarse clusters u16, fine clusters u16, for each fine cluster (from 1) its
/// coarse one u8; number of words u32, their keys as gaps, the low bytes of their fine clusters, the high ones.
#[derive(Clone, Debug)]
pub struct WordClusters {
    words: KeySet,
    /// By slot.
    fine_of: Vec<u16>,
    coarse_of: Vec<u16>,
}

/// Clusters that know no word.
impl Default for WordClusters {
    fn default() -> Self {
        let words = KeySet::empty();
        WordClusters { fine_of: vec![0; words.slots()], coarse_of: vec![0], words }
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
        let (keys, slots) = KeySet::new(&reader.keys(words)?, WORD_BITS)?;
        let fine = reader.take(words)?.iter().zip(reader.take(words)?);
        let mut fine_of = vec![0; keys.slots()];
        for (slot, (&low, &high)) in slots.into_iter().zip(fine) {
            fine_of[slot as usize] = u16::from_le_bytes([low, high]);
        }
        if fine_of.iter().any(|&f| f as usize > fine_count) || coarse_of.iter().any(|&c| c > coarse) {
            return Err(ModelError::Damaged("a cluster that is not there"));
        }
        Ok(WordClusters { words: keys, fine_of, coarse_of })
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

#[cfg(test)]
mod tests {
    use super::*;

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
