//! Figures for coreference chains: MUC, B³ and CEAF with the φ4 similarity of entities.

/// Hits and totals of one metric, for precision and for recall.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    recall: (f64, f64),
    precision: (f64, f64),
}

impl Tally {
    /// Adds another document's.
    pub fn add(&mut self, other: Tally) {
        self.recall = (self.recall.0 + other.recall.0, self.recall.1 + other.recall.1);
        self.precision = (self.precision.0 + other.precision.0, self.precision.1 + other.precision.1);
    }

    /// Precision, recall and F1, in per cent.
    pub fn figures(&self) -> [f64; 3] {
        let share = |(hit, all): (f64, f64)| if all > 0.0 { 100.0 * hit / all } else { 0.0 };
        let (p, r) = (share(self.precision), share(self.recall));
        [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
    }
}

/// For each mention, the chain that holds it.
type Chains = [usize];

/// The chains as lists of mentions.
fn groups(chains: &Chains) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); chains.iter().max().map_or(0, |m| m + 1)];
    for (mention, &chain) in chains.iter().enumerate() {
        groups[chain].push(mention);
    }
    groups.retain(|g| !g.is_empty());
    groups
}

/// MUC: links kept.
pub fn muc(gold: &Chains, found: &Chains) -> Tally {
    let kept = |of: &Chains, by: &Chains| {
        groups(of).iter().fold((0.0, 0.0), |(hit, all), group| {
            let mut parts: Vec<usize> = group.iter().map(|&m| by[m]).collect();
            parts.sort_unstable();
            parts.dedup();
            (hit + (group.len() - parts.len()) as f64, all + (group.len() - 1) as f64)
        })
    };
    Tally { recall: kept(gold, found), precision: kept(found, gold) }
}

/// B³: of each mention's chain, how much is right.
pub fn b_cubed(gold: &Chains, found: &Chains) -> Tally {
    let n = gold.len();
    let (gold_groups, found_groups) = (groups(gold), groups(found));
    let mut recall = 0.0;
    let mut precision = 0.0;
    for group in &gold_groups {
        for &m in group {
            let both = group.iter().filter(|&&other| found[other] == found[m]).count() as f64;
            let own = found_groups.iter().find(|g| g.contains(&m)).map_or(1, Vec::len);
            recall += both / group.len() as f64;
            precision += both / own as f64;
        }
    }
    Tally { recall: (recall, n as f64), precision: (precision, n as f64) }
}

/// CEAFe: chains paired one to one for the greatest φ4 similarity.
pub fn ceaf_e(gold: &Chains, found: &Chains) -> Tally {
    let (gold_groups, found_groups) = (groups(gold), groups(found));
    let similarity = |a: &Vec<usize>, b: &Vec<usize>| {
        let both = a.iter().filter(|m| b.contains(m)).count() as f64;
        2.0 * both / (a.len() + b.len()) as f64
    };
    let rows: Vec<Vec<f64>> =
        gold_groups.iter().map(|g| found_groups.iter().map(|f| similarity(g, f)).collect()).collect();
    let best = best_assignment(&rows);
    Tally { recall: (best, gold_groups.len() as f64), precision: (best, found_groups.len() as f64) }
}

/// The greatest sum of one cell a row and a column: the Hungarian method, with potentials, O(n³).
fn best_assignment(rows: &[Vec<f64>]) -> f64 {
    let n = rows.len().max(rows.first().map_or(0, Vec::len));
    let cost = |i: usize, j: usize| -rows.get(i).and_then(|r| r.get(j)).copied().unwrap_or(0.0);
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for i in 1..=n {
        row_of[0] = i;
        let path = augment(n, &cost, &mut u, &mut v, &mut row_of);
        let mut column = path.0;
        while column != 0 {
            let before = path.1[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    (1..=n).map(|j| -cost(row_of[j] - 1, j - 1)).sum()
}

/// One augmenting path of the Hungarian method: its last column, and for each column the one before.
fn augment(
    n: usize,
    cost: &impl Fn(usize, usize) -> f64,
    u: &mut [f64],
    v: &mut [f64],
    row_of: &mut [usize],
) -> (usize, Vec<usize>) {
    let mut least = vec![f64::INFINITY; n + 1];
    let mut used = vec![false; n + 1];
    let mut before = vec![0; n + 1];
    let mut column = 0;
    while row_of[column] != 0 {
        used[column] = true;
        let row = row_of[column];
        let mut delta = f64::INFINITY;
        let mut next = 0;
        for j in (1..=n).filter(|&j| !used[j]) {
            let reduced = cost(row - 1, j - 1) - u[row] - v[j];
            if reduced < least[j] {
                (least[j], before[j]) = (reduced, column);
            }
            if least[j] < delta {
                (delta, next) = (least[j], j);
            }
        }
        for j in 0..=n {
            if used[j] {
                u[row_of[j]] += delta;
                v[j] -= delta;
            } else {
                least[j] -= delta;
            }
        }
        column = next;
    }
    (column, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seven mentions, gold {0 1 2} {3 4} {5} {6}, found {0 1} {2 3 4 5} {6}: reckoned by hand.
    const GOLD: [usize; 7] = [0, 0, 0, 1, 1, 2, 3];
    const FOUND: [usize; 7] = [0, 0, 1, 1, 1, 1, 2];

    fn close(figures: [f64; 3], precision: f64, recall: f64) {
        assert!((figures[0] - 100.0 * precision).abs() < 1e-9 && (figures[1] - 100.0 * recall).abs() < 1e-9);
    }

    #[test]
    fn figures_reckoned_by_hand() {
        close(muc(&GOLD, &FOUND).figures(), 2.0 / 4.0, 2.0 / 3.0);
        let precision = (1.0 + 1.0 + 0.25 + 0.5 + 0.5 + 0.25 + 1.0) / 7.0;
        let recall = (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0 + 1.0 + 1.0 + 1.0) / 7.0;
        close(b_cubed(&GOLD, &FOUND).figures(), precision, recall);
        let best = 0.8 + 2.0 * 2.0 / 6.0 + 1.0;
        close(ceaf_e(&GOLD, &FOUND).figures(), best / 3.0, best / 4.0);
    }

    #[test]
    fn a_perfect_answer_is_perfect() {
        for metric in [muc, b_cubed, ceaf_e] {
            close(metric(&GOLD, &GOLD).figures(), 1.0, 1.0);
        }
    }
}
