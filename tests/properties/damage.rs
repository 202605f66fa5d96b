//! Model files with changes described by a few bytes. Fuzzing uses it too: changed at random, the real file would be
//! refused at its first number nearly always, and takes 10 ms to read.

use whosaid::clusters::WordClusters;
use whosaid::linear::Linear;
use whosaid::model::{Model, SECTIONS};
use whosaid::section::Sections;

/// Between the keys that have weights: near enough that a sentence meets some of them.
const GAP: u32 = 256;
/// The bits of a key.
const BITS: u32 = 20;
/// Keys that have weights, in a section.
const ROWS: u32 = 4096;

/// A file with the labels and transitions of `model`, and few weights.
pub fn small(model: &Model) -> Sections {
    let clusters: Vec<(u32, u16)> = (0..ROWS).map(|i| ((i * GAP) << 12, 1 + (i % 4) as u16)).collect();
    let mut sections = Sections::default();
    sections.set(SECTIONS[0], WordClusters::to_bytes(&clusters, &[0, 1, 1, 0]));
    let linears = [&model.tags, &model.syntax, &model.entities, &model.cues, &model.roles, &model.links];
    for (name, linear) in SECTIONS[1..].iter().zip(linears) {
        sections.set(name, few_weights(linear));
    }
    sections
}

fn few_weights(linear: &Linear) -> Vec<u8> {
    let labels = linear.labels.len() as u32;
    let transitions =
        (0..=linear.labels.len()).flat_map(|from| linear.transitions.iter().map(move |to| to[from] as i16));
    let transitions: Vec<i16> = transitions.collect();
    let row = |i: u32| (i * GAP, vec![((i % labels) as u8, if i.is_multiple_of(2) { 90 } else { -60 })]);
    Linear::to_bytes(&linear.labels, linear.step, &transitions, BITS, &(0..ROWS).map(row).collect::<Vec<_>>())
}

/// The file after the changes: each a section u8, a place u16 from the section's end when its highest bit is set
/// and else from its beginning, and a byte that is added there; 255 for the section cuts it off at the place instead.
pub fn damaged(whole: &Sections, mut changes: &[u8]) -> Vec<u8> {
    let mut sections = whole.clone();
    while let Some((&[section, low, high, by], rest)) = changes.split_first_chunk() {
        changes = rest;
        let bytes = &mut sections.0[section as usize % SECTIONS.len()].1;
        let near = u16::from_le_bytes([low, high & 0x7f]) as usize;
        let at = if high & 0x80 == 0 { near } else { bytes.len().saturating_sub(near + 1) };
        match bytes.get_mut(at) {
            Some(_) if section == u8::MAX => bytes.truncate(at),
            Some(byte) => *byte = byte.wrapping_add(by),
            None => {}
        }
    }
    sections.to_bytes()
}
