//! Word vectors to word clusters: fine ones by k-means over the words, coarse ones over their centroids.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use whosaid::clusters::WordClusters;
use whosaid::feature::word_hash;

use crate::kmeans::{self, Vectors};

/// Words by falling frequency, each with a vector.
pub struct WordVectors {
    /// The words, lower-cased.
    pub words: Vec<String>,
    /// Their vectors, of unit length.
    pub vectors: Vectors,
}

/// How to cluster.
pub struct Options {
    /// Words kept in the table, the commonest; all words shape the clusters.
    pub kept: usize,
    /// Fine clusters.
    pub fine: usize,
    /// Coarse clusters, at most 256.
    pub coarse: usize,
    /// Rounds of k-means.
    pub rounds: usize,
    /// Seed of the first centroids.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { kept: 24_000, fine: 1024, coarse: 128, rounds: 25, seed: 1 }
    }
}

/// Common words shape the clusters more: a word weighs by this root of its likely frequency, 1 / rank.
const ZIPF: f32 = 0.25;

/// Clusters words finely, and the centroids coarsely. Returns the section's bytes.
pub fn cluster(of: &WordVectors, options: &Options) -> Vec<u8> {
    let weights: Vec<f32> = (0..of.words.len()).map(|rank| 1.0 / (1.0 + rank as f32).powf(ZIPF)).collect();
    let (assigned, centroids) = kmeans::cluster(&of.vectors, &weights, options.fine, options.rounds, options.seed);
    let even = vec![1.0; centroids.len()];
    let (grouped, _) = kmeans::cluster(&centroids, &even, options.coarse, options.rounds, options.seed);
    let coarse_of: Vec<u8> = grouped.iter().map(|&c| c as u8).collect();
    let pair = |(word, &cluster): (&String, &u32)| (word_hash(word), cluster as u16 + 1);
    let rows: Vec<_> = of.words.iter().zip(&assigned).take(options.kept).map(pair).collect();
    WordClusters::to_bytes(&rows, &coarse_of)
}

/// Reads up to `limit` words from a file of lines `word v1 v2 …`, the commonest first. Words with digits and
/// marks alone are left out: their shape says what they are.
pub fn read_vectors(path: &Path, limit: usize) -> Result<WordVectors, String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut words = Vec::new();
    let mut vectors = Vectors { values: Vec::new(), dimension: 0 };
    for line in BufReader::new(File::open(path).map_err(|e| fail(&e))?).lines() {
        let line = line.map_err(|e| fail(&e))?;
        let mut fields = line.split(' ');
        let word = fields.next().unwrap_or_default();
        if !is_word(word) {
            continue;
        }
        let mut row = fields.map(|f| f.parse::<f32>().map_err(|e| fail(&e))).collect::<Result<Vec<_>, _>>()?;
        if row.is_empty() || !words.is_empty() && row.len() != vectors.dimension {
            return Err(fail(&format!("{word} has {} values, not {}", row.len(), vectors.dimension)));
        }
        kmeans::normalise(&mut row);
        vectors.dimension = row.len();
        vectors.values.extend(row);
        words.push(word.to_string());
        if words.len() == limit {
            break;
        }
    }
    Ok(WordVectors { words, vectors })
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(|c| c.is_ascii_digit())
}
