//! Trains a linear-chain conditional random field with L1 regularisation, one sequence at a time.
//!
//! Method: stochastic gradient on the log-likelihood with AdaGrad's rates (Duchi et al., JMLR 2011) and the L1 penalty
//! applied by truncation when a feature is next seen (Langford et al., JMLR 2009); what it leaves may be fitted anew
//! ([`Refit`]). Seeded, single-threaded and free of the platform's own functions, so the same data give the same bytes.

use crate::dataset::Dataset;
use whosaid::linear::Linear;
use whosaid::math::{exp, normalise};

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Passes over the data.
    pub epochs: usize,
    /// AdaGrad's initial rate.
    pub rate: f32,
    /// Strength of the L1 penalty beside the log-likelihood of the whole data (CRFsuite's `c1`).
    pub l1: f32,
    /// Features seen less often are left out.
    pub min_count: u32,
    /// What a step of the stored weights is worth.
    pub step: f32,
    /// The bits of a feature's key.
    pub bits: u32,
    /// Learn transitions (false: each position by itself).
    pub chain: bool,
    /// Cost of predicting label 0 where the gold label is another, in log-odds: above 0 favours recall.
    pub recall: f32,
    /// What follows the first fit.
    pub refit: Refit,
    /// Seed of the order of sequences.
    pub seed: u64,
}

/// A second fit, of the weights that the first has left great enough. The penalty that chooses weights also makes them too
/// small; the second, weaker one lets them grow (the relaxed lasso; Meinshausen, Computational Statistics & Data Analysis
/// 2007).
#[derive(Clone, Copy, Debug)]
pub struct Refit {
    /// Passes over the data.
    pub epochs: usize,
    /// Weights below it are left out.
    pub least: f32,
    /// Strength of the penalty.
    pub l1: f32,
}

impl Refit {
    /// No second fit.
    pub const NONE: Self = Refit { epochs: 0, least: 0.0, l1: 0.0 };
}

impl Default for Options {
    fn default() -> Self {
        let (epochs, rate, l1, min_count) = (12, 0.2, 0.0, 1);
        Options {
            epochs,
            rate,
            l1,
            min_count,
            step: 0.04,
            bits: 20,
            chain: true,
            recall: 0.0,
            refit: Refit::NONE,
            seed: 1,
        }
    }
}

/// SplitMix64 (Steele et al., 2014): a seeded stream of numbers.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Shuffles in place (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// The state of training: a row of `k` weights a feature, then the transitions' rows.
struct Trainer {
    data: Dataset,
    options: Options,
    k: usize,
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// For each row, the step at which its penalty was last applied.
    touched: Vec<u32>,
    now: u32,
}

/// Trains on `data` with these label names; prints a line an epoch.
pub fn train(name: &str, labels: &[&str], mut data: Dataset, options: &Options) -> Vec<u8> {
    let k = labels.len();
    data.settle(options.min_count, options.bits);
    let rows = data.hashes.len() + k + 1;
    let (sequences, positions) = (data.sequences.len(), data.positions());
    let mut trainer = Trainer {
        data,
        options: options.clone(),
        k,
        weights: vec![0.0; rows * k],
        squares: vec![1e-6; rows * k],
        touched: vec![0; rows],
        now: 0,
    };
    let mut order: Vec<usize> = (0..sequences).collect();
    let mut random = Random(options.seed);
    let start = std::time::Instant::now();
    let epochs = options.epochs + options.refit.epochs;
    for epoch in 1..=epochs {
        if epoch == options.epochs + 1 {
            trainer.choose();
        }
        random.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&s| trainer.learn(s) as f64).sum();
        let (loss, seconds) = (loss / positions.max(1) as f64, start.elapsed().as_secs());
        eprintln!("{name}: epoch {epoch}/{epochs}, loss {loss:.4} a position, {seconds} s");
    }
    trainer.write(name, labels)
}

impl Trainer {
    /// Takes one step on sequence `s`; returns its loss (minus the gold labels' log-probability, up to rounding).
    fn learn(&mut self, s: usize) -> f32 {
        let first = if s == 0 { 0 } else { self.data.sequences[s - 1] };
        let positions = first..self.data.sequences[s];
        self.now += 1;
        for p in positions.clone() {
            for i in 0..self.data.at(p).len() {
                self.shrink(self.data.at(p)[i] as usize);
            }
        }
        let emission = self.emission(positions.clone());
        let Expectation { nodes, edges, loss } = self.expect(first, &emission);
        for (i, p) in positions.clone().enumerate() {
            let mut gradient = nodes[i * self.k..(i + 1) * self.k].to_vec();
            gradient[self.data.gold[p] as usize] -= 1.0;
            for f in 0..self.data.at(p).len() {
                self.update(self.data.at(p)[f] as usize, &gradient);
            }
        }
        if self.options.chain {
            self.learn_transitions(first, positions.len(), edges);
        }
        loss
    }

    /// Leaves out the weights that are small; the others are fitted anew, under another penalty.
    fn choose(&mut self) {
        let refit = self.options.refit;
        let rows = self.data.hashes.len();
        (0..rows).for_each(|row| self.shrink(row));
        for (w, h) in self.weights[..rows * self.k].iter_mut().zip(&mut self.squares) {
            if w.abs() < refit.least {
                // With such a square no step moves it any more.
                (*w, *h) = (0.0, f32::INFINITY);
            }
        }
        self.options.l1 = refit.l1;
    }

    /// Applies the penalty due since the row was last seen.
    fn shrink(&mut self, row: usize) {
        let penalty = self.options.l1 / self.data.sequences.len() as f32;
        let due = (self.now - self.touched[row]) as f32 * penalty * self.options.rate;
        self.touched[row] = self.now;
        if due == 0.0 {
            return;
        }
        let range = row * self.k..(row + 1) * self.k;
        for (w, h) in self.weights[range.clone()].iter_mut().zip(&self.squares[range]) {
            let cut = due / h.sqrt();
            *w = if *w > cut {
                *w - cut
            } else if *w < -cut {
                *w + cut
            } else {
                0.0
            };
        }
    }

    fn update(&mut self, row: usize, gradient: &[f32]) {
        let range = row * self.k..(row + 1) * self.k;
        let weights = &mut self.weights[range.clone()];
        let squares = &mut self.squares[range];
        for ((w, h), &g) in weights.iter_mut().zip(squares).zip(gradient) {
            *h += g * g;
            *w -= self.options.rate * g / h.sqrt();
        }
    }

    /// Scores of the positions, with the cost of missing a label added.
    fn emission(&self, positions: std::ops::Range<usize>) -> Vec<f32> {
        let mut out = vec![0.0; positions.len() * self.k];
        for (row, p) in out.chunks_exact_mut(self.k).zip(positions) {
            for &f in self.data.at(p) {
                let weights = &self.weights[f as usize * self.k..(f as usize + 1) * self.k];
                row.iter_mut().zip(weights).for_each(|(x, w)| *x += w);
            }
            if self.data.gold[p] != 0 {
                row[0] += self.options.recall;
            }
        }
        out
    }

    fn transition(&self, from: usize, to: usize) -> f32 {
        self.weights[(self.data.hashes.len() + from) * self.k + to]
    }

    /// Forward–backward: the expected labels and pairs of labels.
    fn expect(&self, first: usize, emission: &[f32]) -> Expectation {
        let (k, n) = (self.k, emission.len() / self.k);
        let gold = |i: usize| self.data.gold[first + i] as usize;
        let step: Vec<f32> = (0..(k + 1) * k).map(|i| exp(self.transition(i / k, i % k))).collect();
        let mut loss = 0.0;
        let mut local = emission.to_vec();
        for (i, row) in local.chunks_exact_mut(k).enumerate() {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            let from = if i == 0 { 0 } else { 1 + gold(i - 1) };
            loss += most - emission[i * k + gold(i)] - self.transition(from, gold(i));
            row.iter_mut().for_each(|x| *x = exp(*x - most));
        }
        let mut forward = vec![0.0f32; n * k];
        for i in 0..n {
            let (before, row) = forward.split_at_mut(i * k);
            for to in 0..k {
                row[to] = local[i * k + to]
                    * match i {
                        0 => step[to],
                        _ => (0..k).map(|l| before[(i - 1) * k + l] * step[(1 + l) * k + to]).sum(),
                    };
            }
            loss += normalise(&mut row[..k]).ln();
        }
        let mut expectation = Expectation { nodes: forward.clone(), edges: vec![0.0; (k + 1) * k], loss };
        self.backward(&local, &step, &forward, &mut expectation);
        expectation
    }

    fn backward(&self, local: &[f32], step: &[f32], forward: &[f32], out: &mut Expectation) {
        let (k, n) = (self.k, local.len() / self.k);
        let mut backward = vec![1.0f32; k];
        let mut pair = vec![0.0f32; k * k];
        for i in (0..n).rev() {
            let node = &mut out.nodes[i * k..(i + 1) * k];
            node.iter_mut().zip(&backward).for_each(|(f, b)| *f *= b);
            normalise(node);
            if i == 0 {
                out.edges[..k].copy_from_slice(node);
                break;
            }
            let before = &forward[(i - 1) * k..i * k];
            let weighted: Vec<f32> = backward.iter().zip(&local[i * k..]).map(|(b, e)| b * e).collect();
            for from in 0..k {
                let row = &step[(1 + from) * k..(2 + from) * k];
                let pairs = &mut pair[from * k..(from + 1) * k];
                pairs.iter_mut().zip(row).zip(&weighted).for_each(|((p, s), w)| *p = s * w);
                backward[from] = pairs.iter().sum();
                pairs.iter_mut().for_each(|p| *p *= before[from]);
            }
            let total: f32 = pair.iter().sum();
            out.edges[k..].iter_mut().zip(&pair).for_each(|(e, p)| *e += p / total);
            normalise(&mut backward);
        }
    }

    fn learn_transitions(&mut self, first: usize, n: usize, mut edges: Vec<f32>) {
        for i in 0..n {
            let from = if i == 0 { 0 } else { 1 + self.data.gold[first + i - 1] as usize };
            edges[from * self.k + self.data.gold[first + i] as usize] -= 1.0;
        }
        for from in 0..=self.k {
            self.update(self.data.hashes.len() + from, &edges[from * self.k..(from + 1) * self.k]);
        }
    }

    /// The section of a model file: weights in whole steps, zeros left out.
    fn write(&mut self, name: &str, labels: &[&str]) -> Vec<u8> {
        (0..self.data.hashes.len()).for_each(|row| self.shrink(row));
        let (k, step) = (self.k, self.options.step);
        let steps = |w: f32, most: f32| (w / step).round().clamp(-most, most);
        let transitions: Vec<i16> =
            (0..(k + 1) * k).map(|i| steps(self.transition(i / k, i % k), 30_000.0) as i16).collect();
        let mut rows: Vec<(u32, Vec<(u8, i8)>)> = Vec::new();
        for (row, &key) in self.data.hashes.iter().enumerate() {
            let quantised = self.weights[row * k..(row + 1) * k].iter().map(|&w| steps(w, 127.0) as i8);
            let kept: Vec<_> = quantised.enumerate().filter(|w| w.1 != 0).map(|(l, w)| (l as u8, w)).collect();
            if !kept.is_empty() {
                rows.push((key, kept));
            }
        }
        rows.sort_unstable_by_key(|r| r.0);
        let labels: Vec<String> = labels.iter().map(|&l| l.to_owned()).collect();
        let bytes = Linear::to_bytes(&labels, step, &transitions, self.options.bits, &rows);
        let weights: usize = rows.iter().map(|r| r.1.len()).sum();
        eprintln!(
            "{name}: {} features of {} kept, {weights} weights, {} bytes",
            rows.len(),
            self.data.hashes.len(),
            bytes.len()
        );
        bytes
    }
}

/// What the model expects of a sequence.
struct Expectation {
    /// Probability of each label at each position.
    nodes: Vec<f32>,
    /// Expected number of each pair (start or label, label).
    edges: Vec<f32>,
    loss: f32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;
    use whosaid::feature::Features;
    use whosaid::scores::{self, Screen, Sequence, screened};
    use whosaid::tagger;

    /// Positions with one feature each.
    struct Alone<'s>(&'s [u32]);

    impl Sequence for Alone<'_> {
        const SCREEN: Screen = Screen::Open;

        fn positions(&self) -> Range<usize> {
            0..self.0.len()
        }

        fn around(&self, i: usize, out: &mut Features) {
            out.push(self.0[i] << 12);
        }
    }

    fn sequence(words: &[u32]) -> Features {
        let mut features = Features::default();
        scores::features(&Alone(words), &mut features);
        features
    }

    /// Feature 3 tells nothing by itself: its label is that of the position before.
    fn data() -> Dataset {
        let mut data = Dataset::default();
        for _ in 0..40 {
            data.push(&sequence(&[1, 3, 3]), &[1, 1, 1]);
            data.push(&sequence(&[2, 3, 3]), &[0, 0, 0]);
        }
        data
    }

    #[test]
    fn a_chain_learns_what_single_positions_cannot() {
        let bytes = train("test", &["A", "B"], data(), &Options::default());
        let model = Linear::from_bytes(&bytes).expect("it was just written");
        let tagged = |words: &[u32]| {
            tagger::viterbi(&model, &screened(&model, &Alone(words), 0..0, &mut Features::default()))
        };
        assert_eq!(tagged(&[1, 3, 3]), [1, 1, 1]);
        assert_eq!(tagged(&[2, 3, 3]), [0, 0, 0]);
    }

    #[test]
    fn the_same_data_give_the_same_bytes() {
        let options = Options { l1: 0.5, epochs: 3, ..Options::default() };
        assert_eq!(train("a", &["A", "B"], data(), &options), train("b", &["A", "B"], data(), &options));
    }

    #[test]
    fn a_strong_penalty_leaves_no_weight() {
        let bytes = train("test", &["A", "B"], data(), &Options { l1: 1000.0, ..Options::default() });
        let model = Linear::from_bytes(&bytes).expect("it was just written");
        let mut scores = [0; 8];
        model.add(&mut [1 << 12], &mut scores);
        assert_eq!(scores, [0; 8]);
    }
}
