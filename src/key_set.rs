//! A set of keys, small and fast to ask: which feature or word a hash is.

use crate::section::ModelError;

/// The key of a hash: its top bits. The fewer, the fewer bytes a key has and its table, and the greater the chance that a
/// feature never seen in training takes the weights of another.
#[inline(always)]
pub const fn key(hash: u32, bits: u32) -> u32 {
    hash >> (32 - bits)
}

/// A set of keys in slots (a sparse table by row displacement: Ziegler 1977; Tarjan and Yao 1979). Keys with the same high
/// part are a bucket; a bucket's keys stand as far from its displacement as their low parts say, in slots that no other
/// bucket needs. No two buckets have the same displacement, so the low part of the key that a slot has tells whose it is.
/// The set is small enough for a processor's nearest memory; finding a key takes two accesses, no branch and no check.
#[derive(Clone, Debug)]
pub struct KeySet {
    /// For every high part, the slot that the low part 0 would have.
    displacements: Box<[u16; BUCKETS]>,
    /// For every slot, the low part of its key; where there is none, anything.
    lows: Box<[u8; MOST_SLOTS + LOWS]>,
    /// How many bits of a hash come after those of its key.
    rest: u32,
    slots: usize,
}

/// The high part of a key is the top 12 bits of its hash, so many bits are left for the low part at most.
const HIGH_BITS: u32 = 12;
const BUCKETS: usize = 1 << HIGH_BITS;
const LOW_BITS: u32 = u8::BITS;
const LOWS: usize = 1 << LOW_BITS;

/// A slot's number has 16 bits.
const MOST_SLOTS: usize = 1 << u16::BITS;

/// Zeros, without a way over the stack.
fn zeros<T: Clone + Default, const N: usize>() -> Box<[T; N]> {
    vec![T::default(); N].into_boxed_slice().try_into().unwrap_or_else(|_| unreachable!("it has N elements"))
}

impl KeySet {
    /// A set without keys.
    pub fn empty() -> Self {
        KeySet { displacements: zeros(), lows: zeros(), rest: 0, slots: LOWS }
    }

    /// A set of keys of so many bits, 12 to 20, which ascend; and the slot of each.
    pub fn new(keys: &[u32], bits: u32) -> Result<(Self, Vec<u16>), ModelError> {
        if !(HIGH_BITS..=HIGH_BITS + LOW_BITS).contains(&bits) {
            return Err(ModelError::Damaged("keys of too many bits, or too few"));
        }
        if keys.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(ModelError::Damaged("keys out of order"));
        }
        if keys.last().is_some_and(|key| key >> bits > 0) {
            return Err(ModelError::Damaged("a key too large"));
        }
        let low_bits = bits - HIGH_BITS;
        let low = |key: u32| (key & ((1 << low_bits) - 1)) as usize;
        // The fullest bucket first: it needs the most room.
        let mut buckets: Vec<&[u32]> = keys.chunk_by(|a, b| a >> low_bits == b >> low_bits).collect();
        buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
        let (mut room, mut set) = (Room::default(), KeySet::empty());
        let mut placed = [None; BUCKETS];
        for bucket in buckets {
            let displacement = room.place(bucket.iter().map(|&key| low(key)))?;
            placed[(bucket[0] >> low_bits) as usize] = Some(displacement);
        }
        // Buckets without keys share slots past all others.
        set.displacements = placed.map(|displacement| displacement.unwrap_or(room.end) as u16).into();
        set.slots = room.end + LOWS;
        set.rest = u32::BITS - bits;
        let slots = keys.iter().map(|&key| {
            let slot = set.displacements[(key >> low_bits) as usize] as usize + low(key);
            set.lows[slot] = low(key) as u8;
            slot as u16
        });
        let slots = slots.collect();
        Ok((set, slots))
    }

    /// How many slots there are: what is kept by slot needs so much room, and says nothing in those without a key.
    pub fn slots(&self) -> usize {
        self.slots
    }

    /// The slot of the key of a hash, and whether the set has it or the slot has no key.
    #[inline(always)]
    pub fn find(&self, hash: u32) -> (u16, bool) {
        let high = hash >> (32 - HIGH_BITS);
        let low = ((hash & (u32::MAX >> HIGH_BITS)) >> self.rest) as u8;
        let slot = self.displacements[high as usize] as usize + low as usize;
        (slot as u16, self.lows[slot] == low)
    }

    /// Puts the slots of those hashes that the set has, or that fall on slots without a key, in place of the hashes. Gives
    /// how many they are. It has no branch that depends on them.
    #[inline(always)]
    pub fn find_all(&self, hashes: &mut [u32]) -> usize {
        let mut count = 0;
        for i in 0..hashes.len() {
            let (slot, is_known) = self.find(hashes[i]);
            // Never past `i`.
            if let Some(place) = hashes.get_mut(count) {
                *place = slot as u32;
            }
            count += is_known as usize;
        }
        count.min(hashes.len())
    }
}

/// Slots and displacements that are taken, a bit each.
struct Room {
    slots: Vec<u64>,
    displacements: Vec<u64>,
    /// After the last slot that is taken.
    end: usize,
    /// The size of the last bucket, and the word of its displacement: one of its size finds no room before.
    last: (usize, usize),
}

/// As many slots or displacements as a word tells of.
const TOGETHER: usize = u64::BITS as usize;

impl Default for Room {
    fn default() -> Self {
        let none = vec![0; (MOST_SLOTS + 2 * LOWS) / TOGETHER];
        Room { slots: none.clone(), displacements: none, end: 0, last: (0, 0) }
    }
}

impl Room {
    /// Finds a displacement for a bucket with these low parts, which leaves as much room as the empty bucket needs.
    fn place(&mut self, lows: impl ExactSizeIterator<Item = usize> + Clone) -> Result<usize, ModelError> {
        let from = if self.last.0 == lows.len() { self.last.1 } else { 0 };
        let free = |word: usize| {
            lows.clone().fold(!self.displacements[word], |free, low| free & !self.taken(word * TOGETHER + low))
        };
        let found =
            (from..(MOST_SLOTS - 2 * LOWS) / TOGETHER).map(|word| (word, free(word))).find(|&(_, free)| free > 0);
        let (word, free) = found.ok_or(ModelError::Damaged("keys too near, or too many"))?;
        let displacement = word * TOGETHER + free.trailing_zeros() as usize;
        self.last = (lows.len(), word);
        self.displacements[word] |= free & free.wrapping_neg();
        for low in lows {
            let slot = displacement + low;
            self.slots[slot / TOGETHER] |= 1 << (slot % TOGETHER);
            self.end = self.end.max(slot + 1);
        }
        Ok(displacement)
    }

    /// Which of the slots from this one on are taken.
    fn taken(&self, from: usize) -> u64 {
        let (word, bit) = (from / TOGETHER, from % TOGETHER);
        let two = self.slots[word] as u128 | (self.slots[word + 1] as u128) << TOGETHER;
        (two >> bit) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_slot_of_its_own() {
        let keys: Vec<u32> = (0..20_000).map(|i| i * 49 + i % 7).collect();
        let (set, slots) = KeySet::new(&keys, 20).expect("they ascend");
        let mut owners = vec![None; set.slots()];
        for (&key, &slot) in keys.iter().zip(&slots) {
            assert_eq!(set.find(key << 12 | 0xabc), (slot, true));
            assert_eq!(owners[slot as usize].replace(key), None);
        }
        for absent in (0..1 << 20).filter(|key| keys.binary_search(key).is_err()) {
            let (slot, found) = set.find(absent << 12);
            assert!(!found || owners[slot as usize].is_none(), "{absent} is taken for another");
        }
        assert!(set.slots() < 24_000, "{}", set.slots());
    }

    #[test]
    fn keys_of_any_size_are_found() {
        for bits in 12..=20 {
            let keys: Vec<u32> = (0..1 << bits).step_by(37).collect();
            let (set, slots) = KeySet::new(&keys, bits).expect("they ascend");
            assert!(keys.iter().zip(&slots).all(|(&key, &slot)| set.find(key << (32 - bits)) == (slot, true)));
        }
    }

    #[test]
    fn keys_that_cannot_be_kept_are_refused() {
        assert!(KeySet::new(&[5, 5], 20).is_err(), "twice the same");
        assert!(KeySet::new(&[1 << 18], 18).is_err(), "too large");
        assert!(KeySet::new(&[1], 21).is_err(), "too many bits");
        assert!(KeySet::new(&[1], 11).is_err(), "too few");
        let many: Vec<u32> = (0..1 << 17).collect();
        assert!(KeySet::new(&many, 20).is_err(), "too many");
    }
}
