//! Spherical k-means, seeded and repeatable: vectors of unit length, grouped by direction.

use std::thread;

use crate::trainer::Random;

/// Shards of the assignment step, whatever the number of cores: sums are added in shard order, so the
/// result does not depend on the machine.
const SHARDS: usize = 2;

/// Row-major vectors of one dimension, each of unit length.
pub struct Vectors {
    /// All rows after one another.
    pub values: Vec<f32>,
    /// Values in a row.
    pub dimension: usize,
}

impl Vectors {
    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.dimension
    }

    /// The vector `i`.
    pub fn row(&self, i: usize) -> &[f32] {
        &self.values[i * self.dimension..][..self.dimension]
    }
}

/// Scales `row` to unit length; a zero vector stays as it is.
pub fn normalise(row: &mut [f32]) {
    let norm = row.iter().map(|x| x * x).sum::<f32>().sqrt();
    if norm > 0.0 {
        row.iter_mut().for_each(|x| *x /= norm);
    }
}

/// Groups `vectors` into `k` clusters in `rounds` rounds, each vector weighing `weights[i]`. Returns the
/// cluster of each vector, and the centroids. Cost: vectors × k × dimension a round.
pub fn cluster(vectors: &Vectors, weights: &[f32], k: usize, rounds: usize, seed: u64) -> (Vec<u32>, Vectors) {
    let mut centroids = pick(vectors, k, seed);
    let mut assigned = vec![0; vectors.len()];
    for _ in 0..rounds {
        assigned = assign(vectors, &centroids);
        centroids = recentre(vectors, weights, &assigned, centroids);
    }
    (assigned, centroids)
}

/// `k` different vectors to begin with, in a seeded order.
fn pick(vectors: &Vectors, k: usize, seed: u64) -> Vectors {
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    Random(seed).shuffle(&mut order);
    let values = order[..k].iter().flat_map(|&i| vectors.row(i).to_vec()).collect();
    Vectors { values, dimension: vectors.dimension }
}

/// The nearest centroid of every vector.
fn assign(vectors: &Vectors, centroids: &Vectors) -> Vec<u32> {
    let shard = vectors.len().div_ceil(SHARDS);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..SHARDS)
            .map(|s| {
                let rows = s * shard..((s + 1) * shard).min(vectors.len());
                scope.spawn(move || rows.map(|i| nearest(vectors.row(i), centroids)).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().expect("a worker does not panic")).collect()
    })
}

/// The centroid of the largest dot product; the first of equals.
fn nearest(row: &[f32], centroids: &Vectors) -> u32 {
    let mut best = (f32::MIN, 0);
    for i in 0..centroids.len() {
        let dot = dot(row, centroids.row(i));
        if dot > best.0 {
            best = (dot, i as u32);
        }
    }
    best.1
}

/// The dot product, summed in eight lanes so that the compiler can use vector instructions.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let (left, right) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = left.remainder().iter().zip(right.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in left.zip(right) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// The weighted mean direction of each cluster; an empty cluster keeps its old one.
fn recentre(vectors: &Vectors, weights: &[f32], assigned: &[u32], old: Vectors) -> Vectors {
    let mut sums = vec![0.0f32; old.values.len()];
    let mut filled = vec![false; old.len()];
    for (i, &cluster) in assigned.iter().enumerate() {
        let sum = &mut sums[cluster as usize * old.dimension..][..old.dimension];
        sum.iter_mut().zip(vectors.row(i)).for_each(|(s, x)| *s += weights[i] * x);
        filled[cluster as usize] = true;
    }
    for (i, row) in sums.chunks_exact_mut(old.dimension).enumerate() {
        if filled[i] {
            normalise(row);
        } else {
            row.copy_from_slice(old.row(i));
        }
    }
    Vectors { values: sums, dimension: old.dimension }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_one_direction_share_a_cluster() {
        let mut values = Vec::new();
        for i in 0..40 {
            let mut row = if i % 2 == 0 { [1.0, 0.1 * (i % 3) as f32] } else { [-0.1 * (i % 5) as f32, 1.0] };
            normalise(&mut row);
            values.extend(row);
        }
        let vectors = Vectors { values, dimension: 2 };
        let (assigned, centroids) = cluster(&vectors, &[1.0; 40], 2, 10, 7);
        assert_eq!(centroids.len(), 2);
        assert!((0..40).all(|i| assigned[i] == assigned[i % 2]));
        assert_ne!(assigned[0], assigned[1]);
        assert_eq!(assigned, cluster(&vectors, &[1.0; 40], 2, 10, 7).0);
    }
}
