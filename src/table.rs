//! Values by word: one hash map for all such tables, for every type of map brings 3 kB of its own into the wasm.

use foldhash::HashMap;

/// Values by word, in the order in which the words came.
#[derive(Clone, Debug)]
pub struct Table<V> {
    places: HashMap<String, usize>,
    values: Vec<V>,
}

/// Words without values.
pub type Words = Table<()>;

impl<V> Default for Table<V> {
    fn default() -> Self {
        Table { places: HashMap::default(), values: Vec::new() }
    }
}

#[inline(never)]
fn place(places: &HashMap<String, usize>, word: &str) -> Option<usize> {
    places.get(word).copied()
}

/// The place of `word`, which is the next one if it is new.
#[inline(never)]
fn place_or_next(places: &mut HashMap<String, usize>, word: &str) -> usize {
    let next = places.len();
    place(places, word).unwrap_or_else(|| *places.entry(word.to_owned()).or_insert(next))
}

impl<V> Table<V> {
    /// The value of `word`. Cost: one look-up.
    pub fn get(&self, word: &str) -> Option<&V> {
        place(&self.places, word).map(|place| &self.values[place])
    }

    /// Whether `word` is in the table.
    pub fn contains(&self, word: &str) -> bool {
        place(&self.places, word).is_some()
    }

    /// The words, in no order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of `word`; `new` if it had none.
    pub fn get_or_insert(&mut self, word: &str, new: V) -> &mut V {
        let place = place_or_next(&mut self.places, word);
        if place == self.values.len() {
            self.values.push(new);
        }
        &mut self.values[place]
    }

    /// Gives `word` a value, in place of the one it had.
    pub fn insert(&mut self, word: &str, value: V) {
        let place = place_or_next(&mut self.places, word);
        match self.values.get_mut(place) {
            Some(known) => *known = value,
            None => self.values.push(value),
        }
    }
}

impl<V: Default> Table<V> {
    /// The value of `word`; the default if it had none.
    pub fn entry(&mut self, word: &str) -> &mut V {
        self.get_or_insert(word, V::default())
    }
}

impl Words {
    /// Adds `word`, and says whether it is new.
    pub fn add(&mut self, word: &str) -> bool {
        let known = self.len();
        self.entry(word);
        self.len() > known
    }

    /// The table of these words.
    pub fn of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        words.into_iter().map(|word| (word, ())).collect()
    }
}

impl<W: AsRef<str>, V> FromIterator<(W, V)> for Table<V> {
    fn from_iter<I: IntoIterator<Item = (W, V)>>(rows: I) -> Self {
        let mut table = Table::default();
        rows.into_iter().for_each(|(word, value)| table.insert(word.as_ref(), value));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_of_a_word_counts() {
        let mut table: Table<u32> = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
        *table.entry("c") += 4;
        assert_eq!(*table.get_or_insert("b", 9), 2);
        assert_eq!(["a", "b", "c", "d"].map(|w| table.get(w).copied()), [Some(3), Some(2), Some(4), None]);
        assert_eq!(table.len(), 3);
    }

    #[test]
    fn words_are_new_once() {
        let mut words = Words::of(["a"]);
        assert!(!words.add("a") && words.add("b") && !words.add("b"));
        assert!(words.contains("b") && !words.contains("c"));
    }
}
