//! A token in its context to stable feature ids: hashes of 32 bits, the SAME code for training and analysis.
//!
//! [`Lexeme`] holds what is known of a token by itself, computed once; the taggers combine lexemes by
//! [`mix`] into the features of their templates. The hashes reach the model file: test vectors pin them.

use crate::token::{self, Token, TokenKind};
use std::ops::Range;

/// Raised whenever tokenisation, hashing or any template changes: a model of another version is refused.
pub const TEMPLATE_VERSION: u16 = 4;

/// FNV-1a, 64 bits (Fowler, Noll, Vo; public domain): its start and its prime.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// Hashes bytes as they come.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(FNV_START)
    }

    #[inline(always)]
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            return self.push_byte(c as u8);
        }
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().for_each(|b| self.push_byte(b));
    }

    /// Hashes a character in lower case.
    #[inline(always)]
    fn push_lower(&mut self, c: char) {
        match c.is_ascii() {
            true => self.push_byte(c.to_ascii_lowercase() as u8),
            false => c.to_lowercase().for_each(|c| self.push(c)),
        }
    }

    #[inline(always)]
    fn push_byte(&mut self, b: u8) {
        self.0 = (self.0 ^ b as u64).wrapping_mul(FNV_PRIME);
    }

    fn finish(self) -> u32 {
        scramble((self.0 ^ (self.0 >> 32)) as u32)
    }
}

/// The finaliser of MurmurHash3 (Appleby; public domain): every input bit reaches every output bit.
#[inline(always)]
const fn scramble(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// The hash of any bytes: it names a model.
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    let hash = bytes.iter().fold(FNV_START, |h, &b| (h ^ b as u64).wrapping_mul(FNV_PRIME));
    scramble((hash ^ (hash >> 32)) as u32)
}

/// The hash of a word as written.
pub fn hash(word: &str) -> u32 {
    let mut fnv = Fnv::new();
    word.chars().for_each(|c| fnv.push(c));
    fnv.finish()
}

/// The hash of a word in lower case: equal to `hash(&word.to_lowercase())`, save for a final sigma.
pub fn word_hash(word: &str) -> u32 {
    let mut fnv = Fnv::new();
    word.chars().for_each(|c| fnv.push_lower(c));
    fnv.finish()
}

/// A feature: one template's number and the attribute it saw. [`Features`] makes a hash of it.
#[inline(always)]
pub const fn mix(template: u32, a: u32) -> u32 {
    a ^ template.wrapping_mul(0x9e37_79b1)
}

/// A feature of two attributes.
#[inline(always)]
pub const fn mix2(template: u32, a: u32, b: u32) -> u32 {
    mix(template, a.rotate_left(5).wrapping_mul(0xcc9e_2d51) ^ b)
}

/// A feature of three attributes.
#[inline(always)]
pub const fn mix3(template: u32, a: u32, b: u32, c: u32) -> u32 {
    mix2(template, a.rotate_left(9).wrapping_mul(0x1b87_3593) ^ b, c)
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No letters.
    None,
    /// `minister`
    Lower,
    /// `Minister`
    Title,
    /// `NATO`
    Upper,
    /// `McDonald`, `iPhone`
    Mixed,
}

/// What is known of a token without its context.
#[derive(Clone, Copy, Debug)]
pub struct Lexeme {
    /// Hash of the word as written.
    pub exact: u32,
    /// Hash of the word in lower case.
    pub lower: u32,
    /// Hash of its shape, runs shortened: `Aa`, `A.A.`, `0.0`.
    pub shape: u32,
    /// Hashes of its first 1 to 4 letters, as written; 0 where the word is shorter.
    pub prefix: [u32; 4],
    /// Hashes of its last 1 to 4 letters, as written; 0 where the word is shorter.
    pub suffix: [u32; 4],
    /// How it is written.
    pub case: Case,
    /// Fine word cluster, 0 for a word without one.
    pub fine: u16,
    /// Coarse word cluster, 0 for a word without one.
    pub coarse: u16,
}

/// Word clusters: words that stand in like contexts share a number.
pub trait Clusters {
    /// The fine and the coarse cluster of the word with this [`word_hash`]; (0, 0) for an unknown word.
    fn of(&self, lower: u32) -> (u16, u16);
}

/// The lexemes of all tokens. Cost: linear in the text.
pub fn lexemes(text: &str, tokens: &[Token], clusters: &impl Clusters) -> Vec<Lexeme> {
    tokens.iter().map(|t| lexeme(t.of(text), t.kind, clusters)).collect()
}

/// What is known of `word`.
pub fn lexeme(word: &str, kind: TokenKind, clusters: &impl Clusters) -> Lexeme {
    if let Some(whole) = token::unbroken(word) {
        return lexeme(&whole, kind, clusters);
    }
    let (mut exact, mut small, mut shape) = (Fnv::new(), Fnv::new(), Fnv::new());
    let (mut prefix, mut letters, mut last) = ([0; 4], Letters::default(), '\0');
    // One pass: the hashes wait for one another's multiplications, not for their own.
    for (i, c) in word.chars().enumerate() {
        exact.push(c);
        if i < prefix.len() {
            prefix[i] = exact.finish();
        }
        small.push_lower(c);
        let class = letters.class(c);
        if class != last {
            shape.push(class);
        }
        last = class;
    }
    let lower = small.finish();
    let (fine, coarse) = clusters.of(lower);
    let case = if kind == TokenKind::Punctuation { Case::None } else { letters.case() };
    let (exact, shape) = (exact.finish(), shape.finish());
    Lexeme { exact, lower, shape, prefix, suffix: suffixes(word), case, fine, coarse }
}

fn suffixes(word: &str) -> [u32; 4] {
    let mut suffix = [0; 4];
    let mut hash = Fnv::new();
    for (slot, c) in suffix.iter_mut().zip(word.chars().rev()) {
        hash.push(c);
        *slot = hash.finish();
    }
    suffix
}

/// How many letters of each sort a word has so far.
#[derive(Default)]
struct Letters {
    upper: u32,
    others: u32,
    begins_upper: bool,
}

impl Letters {
    /// Counts a character; gives what stands for it in a shape.
    #[inline(always)]
    fn class(&mut self, c: char) -> char {
        match c {
            c if c.is_uppercase() => {
                self.begins_upper |= self.upper + self.others == 0;
                self.upper += 1;
                'A'
            }
            c if c.is_alphabetic() => {
                self.others += 1;
                'a'
            }
            c if c.is_numeric() => '0',
            c => c,
        }
    }

    fn case(&self) -> Case {
        match (self.begins_upper, self.upper, self.others) {
            (_, 0, 0) => Case::None,
            (false, 0, _) => Case::Lower,
            (true, 1, _) => Case::Title,
            (true, _, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// So many features a position may have.
const MOST: usize = 128;

/// So many features are hashed at once: compilers turn it into vectors.
const LOT: usize = 8;

/// The features of a sequence, position after position, as hashes.
#[derive(Clone, Debug)]
pub struct Features {
    /// Those of the position at hand, not yet hashed, and how many they are.
    pending: [u32; MOST],
    count: usize,
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl Default for Features {
    fn default() -> Self {
        Features { pending: [0; MOST], count: 0, hashes: Vec::new(), ends: Vec::new() }
    }
}

impl Features {
    /// Adds a feature to the position at hand.
    #[inline(always)]
    pub fn push(&mut self, feature: u32) {
        debug_assert!(self.count < MOST, "more features than a position may have");
        self.pending[self.count % MOST] = feature;
        self.count += 1;
    }

    /// The hashes of the features of the position at hand, which is forgotten.
    #[inline(always)]
    pub fn take(&mut self) -> &mut [u32] {
        let count = std::mem::take(&mut self.count).min(MOST);
        let lots = count.div_ceil(LOT);
        for lot in &mut self.pending.as_chunks_mut::<LOT>().0[..lots] {
            *lot = lot.map(scramble);
        }
        &mut self.pending[..count]
    }

    /// Ends the position at hand and begins the next.
    #[inline(always)]
    pub fn end_position(&mut self) {
        let count = self.take().len();
        self.hashes.extend_from_slice(&self.pending[..count]);
        self.ends.push(self.hashes.len() as u32);
    }

    /// Forgets all positions, keeps the memory.
    pub fn clear(&mut self) {
        self.count = 0;
        self.hashes.clear();
        self.ends.clear();
    }

    /// Number of ended positions.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no position.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The hashes of the features of position `i`.
    pub fn at(&self, i: usize) -> &[u32] {
        &self.hashes[self.range(i)]
    }

    /// The same, to be used up.
    #[inline(always)]
    pub fn at_mut(&mut self, i: usize) -> &mut [u32] {
        let range = self.range(i);
        &mut self.hashes[range]
    }

    #[inline(always)]
    fn range(&self, i: usize) -> Range<usize> {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        start..self.ends[i] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clusters::WordClusters;

    /// Changing any of these numbers makes every model file wrong: raise TEMPLATE_VERSION and retrain.
    #[test]
    fn hashes_are_pinned() {
        assert_eq!(hash(""), 0xc610ff71);
        assert_eq!(word_hash("Minister"), hash("minister"));
        assert_eq!(hash("minister"), 0x8b36f5fe);
        let mut features = Features::default();
        features.push(mix3(7, 1, 2, 3));
        assert_eq!(features.take(), [0x5c10063c]);
    }

    #[test]
    fn shape_and_affixes_read_letters_not_bytes() {
        let of = |word| lexeme(word, TokenKind::Word, &WordClusters::default());
        assert_eq!(of("Łukasz").shape, of("Anna").shape);
        assert_eq!(of("Zoë").suffix[0], of("Noë").suffix[0]);
        assert_eq!(of("ab").prefix[2], 0);
        assert_eq!(of("McDonald").case, Case::Mixed);
        assert_eq!(of("U.S.").case, Case::Upper);
        assert_eq!(of("Łukasz").lower, word_hash("łukasz"));
    }
}
