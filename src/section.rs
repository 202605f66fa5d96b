//! The model file: a header and named sections, and the numbers in them, read with every bound checked.
//!
//! Layout, little-endian: `WSAI`, format u16, template version u16, then sections: length of the name u8, name,
//! length u32, bytes. What a section of word clusters or of a linear model holds is described at its reader.

use crate::feature::TEMPLATE_VERSION;

const MAGIC: &[u8; 4] = b"WSAI";
const FORMAT: u16 = 2;

/// Why bytes are not a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// They do not begin as a model file does.
    NotAModel,
    /// Made for another version of the program: (format, template version).
    Version(u16, u16),
    /// They end too early, or a number in them points outside.
    Damaged(&'static str),
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            ModelError::NotAModel => f.write_str("these bytes are not a whosaid model"),
            ModelError::Version(format, template) => write!(
                f,
                "the model has format {format}, templates {template}; this program needs {FORMAT}, {TEMPLATE_VERSION}"
            ),
            ModelError::Damaged(what) => write!(f, "the model file is damaged: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

/// The sections of a model file, by name, not yet decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections(pub Vec<(String, Vec<u8>)>);

impl Sections {
    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader(bytes);
        if reader.take(4) != Ok(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let version = (reader.u16()?, reader.u16()?);
        if version != (FORMAT, TEMPLATE_VERSION) {
            return Err(ModelError::Version(version.0, version.1));
        }
        let mut sections = Vec::new();
        while !reader.0.is_empty() {
            let name_len = reader.u8()? as usize;
            let name = std::str::from_utf8(reader.take(name_len)?).map_err(|_| ModelError::Damaged("a name"))?;
            let len = reader.u32()? as usize;
            sections.push((name.to_owned(), reader.take(len)?.to_vec()));
        }
        Ok(Sections(sections))
    }

    /// Writes a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(FORMAT.to_le_bytes());
        out.extend(TEMPLATE_VERSION.to_le_bytes());
        for (name, bytes) in &self.0 {
            out.push(name.len() as u8);
            out.extend(name.bytes());
            out.extend((bytes.len() as u32).to_le_bytes());
            out.extend(bytes);
        }
        out
    }

    /// The bytes of a section.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|s| s.0 == name).map(|s| s.1.as_slice())
    }

    /// Puts a section in place of the one with its name, or at the end.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        match self.0.iter_mut().find(|s| s.0 == name) {
            Some(section) => section.1 = bytes,
            None => self.0.push((name.to_owned(), bytes)),
        }
    }
}

/// Reads numbers off the front of a slice.
pub(crate) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub fn take(&mut self, n: usize) -> Result<&'b [u8], ModelError> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(ModelError::Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(head)
    }

    pub fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.take(1)?[0])
    }

    pub fn u16(&mut self) -> Result<u16, ModelError> {
        self.take(2).map(|b| u16::from_le_bytes([b[0], b[1]]))
    }

    pub fn u32(&mut self) -> Result<u32, ModelError> {
        self.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// A number in base 128, low digits first (LEB128).
    fn varint(&mut self) -> Result<u32, ModelError> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.u8()?;
            value |= ((byte & 0x7f) as u32) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(ModelError::Damaged("a number has too many digits"))
    }

    /// `n` sorted keys, stored as gaps.
    pub fn keys(&mut self, n: usize) -> Result<Vec<u32>, ModelError> {
        let mut keys = Vec::with_capacity(n.min(self.0.len()));
        let mut key = 0u32;
        for _ in 0..n {
            key = key.checked_add(self.varint()?).ok_or(ModelError::Damaged("keys overflow"))?;
            keys.push(key);
        }
        Ok(keys)
    }
}

fn push_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub(crate) fn push_keys(out: &mut Vec<u8>, keys: impl Iterator<Item = u32>) {
    let mut last = 0;
    for key in keys {
        push_varint(out, key - last);
        last = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let mut sections = Sections::default();
        sections.set("tags", vec![1, 2, 3]);
        sections.set("links", Vec::new());
        let file = sections.to_bytes();
        assert_eq!(Sections::from_bytes(&file), Ok(sections));
        for len in 9..file.len() - 10 {
            assert!(Sections::from_bytes(&file[..len]).is_err(), "cut at {len}");
        }
        for i in 0..file.len() {
            let mut damaged = file.clone();
            damaged[i] ^= 0xff;
            let _ = Sections::from_bytes(&damaged);
        }
        assert_eq!(Sections::from_bytes(b"PK"), Err(ModelError::NotAModel));
    }
}
