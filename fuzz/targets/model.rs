//! Any bytes are refused as a model, or are one that analyses: bytes as they come, and a small model's with changes.
#![no_main]

#[path = "../../tests/properties/damage.rs"]
mod damage;
#[path = "../../tests/properties/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use whosaid::Analyzer;
use whosaid::model::Model;
use whosaid::section::Sections;

static SMALL: LazyLock<Sections> = LazyLock::new(|| damage::small(&Model::english()));

const TEXT: &str =
    "“It is late,” said Mayor Ann Lee on Friday. He left Paris.\n\nLee told the council that it must go.";

fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes.to_vec(), damage::damaged(&SMALL, bytes)] {
        if let Ok(model) = Model::from_bytes(&bytes) {
            invariants::check(TEXT, &Analyzer::new(model).analyze(TEXT)).expect("a promise is kept");
        }
    }
});
