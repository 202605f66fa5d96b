//! A set of keys, small and fast to ask: which feature or word a hash is.

use crate::section::ModelError;

/// The key of a hash: its top bits. The fewer, the fewer bytes a key has and its table, and the greater the chance that a
/// feature never seen in training takes the weights of another.
#[inline(always)]
pub const fn key(hash: u32, bits: u32) -> u32 {
    hash >> (32 - bits)
}

/// A set of keys in order (Elias 1974, Fano 1971): those with the same high bits stand together, and only their low bits
/// are kept. It is small enough for a processor's nearest memory, and finding a key has no branch; arrays with room for
/// every index of 16 bits need no check of bounds.
#[derive(Clone, Debug)]
pub struct KeySet {
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
    pub fn empty(bits: u32) -> Self {
        KeySet { starts: zeros(), lows: zeros(), bits, low_bits: MOST_LOW }
    }

    /// A set of keys of so many bits, 8 to 20, which ascend; fewer than 65,536.
    pub fn new(keys: &[u32], bits: u32) -> Result<Self, ModelError> {
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
    pub fn find(&self, hash: u32) -> (u16, bool) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbered_in_order() {
        let keys: Vec<u32> = (0..20_000).map(|i| i * 49 + i % 7).collect();
        let set = KeySet::new(&keys, 20).expect("they ascend");
        for (number, &key) in keys.iter().enumerate() {
            assert_eq!(set.find(key << 12 | 0xabc), (number as u16, true));
        }
        let absent = (0..1 << 20).filter(|key| keys.binary_search(key).is_err());
        assert!(absent.map(|key: u32| set.find(key << 12)).all(|(_, known)| !known));
    }

    #[test]
    fn keys_that_cannot_be_kept_are_refused() {
        assert!(KeySet::new(&[5, 5], 20).is_err(), "twice the same");
        assert!(KeySet::new(&[1 << 18], 18).is_err(), "too large");
        assert!(KeySet::new(&[1], 21).is_err(), "too many bits");
        let near: Vec<u32> = (0..16).collect();
        assert!(KeySet::new(&near, 20).is_err(), "too near");
        assert!(KeySet::new(&near, 16).is_ok(), "each may have a high part of its own");
    }
}
