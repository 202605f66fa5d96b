//! Short words looked up as numbers: no letters are compared, nothing is allocated.

/// Values of N words, whatever a word's case.
pub struct ShortWords<V, const N: usize> {
    rows: [(u128, V); N],
    /// The letters that words begin with, a bit each: most words in a text are told apart by that alone.
    initials: u32,
    longest: usize,
}

impl<V: Copy, const N: usize> ShortWords<V, N> {
    /// The table of words in lower case, between spaces, that share a value each; N in all, each once, of 16 bytes at most.
    /// What does not hold is an error of the compiler where the table is a constant.
    pub const fn new(groups: &[(&str, V)]) -> Self {
        let mut rows = [(0, groups[0].1); N];
        let (mut group, mut count) = (0, 0);
        let (mut initials, mut longest) = (0, 0);
        while group < groups.len() {
            let (mut words, value) = (groups[group].0.as_bytes(), groups[group].1);
            while let Some((word, rest)) = first_word(words) {
                let key = key(word);
                initials |= 1 << (word[0] % 32);
                longest = if word.len() > longest { word.len() } else { longest };
                // Where it belongs among those before it.
                let mut at = count;
                while at > 0 && rows[at - 1].0 >= key {
                    assert!(rows[at - 1].0 > key, "a word stands there twice");
                    rows[at] = rows[at - 1];
                    at -= 1;
                }
                rows[at] = (key, value);
                (words, count) = (rest, count + 1);
            }
            group += 1;
        }
        assert!(count == N, "another number of words");
        ShortWords { rows, initials, longest }
    }

    /// The value of `word`. Cost: a few comparisons of numbers.
    pub fn get(&self, word: &str) -> Option<V> {
        let initial = *word.as_bytes().first()?;
        if word.len() > self.longest || self.initials >> (initial % 32) & 1 == 0 {
            return None;
        }
        let key = key(word.as_bytes());
        self.rows.binary_search_by_key(&key, |row| row.0).ok().map(|at| self.rows[at].1)
    }
}

const LONGEST: usize = size_of::<u128>();

/// A word's bytes in lower case as one number.
const fn key(word: &[u8]) -> u128 {
    assert!(word.len() <= LONGEST, "a word is too long");
    let (first, last) = word.split_at(word.len().saturating_sub(HALF));
    (half(first) as u128) << u64::BITS | half(last) as u128
}

const HALF: usize = size_of::<u64>();

/// The same of up to eight bytes: processors that reckon with 64 bits do it twice as fast.
const fn half(bytes: &[u8]) -> u64 {
    let (mut key, mut at) = (0, 0);
    while at < bytes.len() {
        key = key << 8 | bytes[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    key
}

/// The bytes up to a space and those after it.
const fn first_word(words: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut end = 0;
    while end < words.len() && words[end] != b' ' {
        end += 1;
    }
    match words.split_at(end) {
        ([], _) => None,
        (word, [_, rest @ ..]) => Some((word, rest)),
        (word, []) => Some((word, &[])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        const TABLE: ShortWords<u32, 4> = ShortWords::new(&[("ten dix", 10), ("a", 1), ("seventeen", 17)]);
        assert_eq!(["Ten", "A", "SEVENTEEN", "dix"].map(|word| TABLE.get(word)), [10, 1, 17, 10].map(Some));
        for word in ["", "t", "tens", "ten dix", "an exceedingly long one", "é"] {
            assert_eq!(TABLE.get(word), None, "{word}");
        }
    }
}
