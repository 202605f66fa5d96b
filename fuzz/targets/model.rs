//! Any bytes are refused as a model, or are one that analyses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whosaid::Analyzer;
use whosaid::model::Model;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(model) = Model::from_bytes(bytes) {
        Analyzer::new(model).analyze("“It is late,” said Mayor Ann Lee on Friday. He left.");
    }
});
