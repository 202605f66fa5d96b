//! Any text gives an analysis that keeps every promise.
#![no_main]

#[path = "../../tests/properties/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use whosaid::Analyzer;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::english);

fuzz_target!(|text: &str| {
    let analysis = ANALYZER.analyze(text);
    invariants::check(text, &analysis).expect("a promise is kept");
});
