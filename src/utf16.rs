//! Byte offsets to UTF-16 offsets: the only file that knows both units.

/// Maps byte offsets of one text to UTF-16 code units. Holds an entry per non-ASCII character only.
pub struct Utf16Index {
    /// For each non-ASCII character: the byte after it, and by how much bytes exceed units up to there.
    excess: Vec<(u32, u32)>,
}

impl Utf16Index {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut excess = Vec::new();
        let mut total = 0;
        if !text.is_ascii() {
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                total += (c.len_utf8() - c.len_utf16()) as u32;
                excess.push(((at + c.len_utf8()) as u32, total));
            }
        }
        Utf16Index { excess }
    }

    /// The UTF-16 offset of a byte offset that lies on a character boundary. Cost: a binary search over
    /// the non-ASCII characters.
    pub fn of(&self, byte: u32) -> u32 {
        match self.excess.partition_point(|e| e.0 <= byte) {
            0 => byte,
            n => byte - self.excess[n - 1].1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_agrees_with_encode_utf16() {
        let text = "a“é”👩‍👧 Zoë — ﬁn\u{301}🙂b";
        let index = Utf16Index::new(text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(index.of(at as u32) as usize, text[..at].encode_utf16().count(), "byte {at}");
        }
    }
}
