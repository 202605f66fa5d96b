//! Puts lists in order: one sort for all of them, for every type that is sorted by itself brings 5 kB of its own into
//! the wasm.

use crate::span::TokenRange;

/// The indices of `keys` by ascending key, equals as they stand. Cost: n log n.
pub fn ascending(keys: impl Iterator<Item = u64>) -> Vec<usize> {
    sorted(keys.zip(0..).collect())
}

#[inline(never)]
fn sorted(mut keys: Vec<(u64, u32)>) -> Vec<usize> {
    keys.sort_unstable();
    keys.into_iter().map(|(_, index)| index as usize).collect()
}

/// Puts `items` in the order of their keys, equals as they stand. Cost: n log n; linear where they are in order.
pub fn by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    if items.is_sorted_by_key(&key) {
        return;
    }
    let order = ascending(items.iter().map(key));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|i| slots[i].take()));
}

/// The key by which ranges ascend by their start, outer before inner.
pub fn outer_first(range: &TokenRange) -> u64 {
    (range.start as u64) << 32 | u64::from(!(range.end as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_as_they_stand() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        by_key(&mut items, |item| item.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        assert_eq!(ascending([3, 1, 3, 0].into_iter()), [3, 1, 0, 2]);
    }

    #[test]
    fn outer_ranges_come_first() {
        let mut ranges = vec![4..5, 0..2, 4..9, 0..7];
        by_key(&mut ranges, outer_first);
        assert_eq!(ranges, [0..7, 0..2, 4..9, 4..5]);
    }
}
