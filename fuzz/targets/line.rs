//! Any line of JSON Lines is refused with a message, or answered with a line of JSON that has its id.
#![no_main]

#[path = "../../src/cli/line.rs"]
mod line;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use whosaid::Analyzer;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::english);

fuzz_target!(|bytes: &[u8]| {
    if line::is_blank(bytes) {
        return;
    }
    match line::analyse(&ANALYZER, bytes) {
        Err(message) => assert!(!message.is_empty()),
        Ok(answer) => {
            let answer: serde_json::Value = serde_json::from_slice(&answer).expect("the answer is JSON");
            let id = line::parse(bytes).expect("it was read before").id;
            assert_eq!(answer["id"].to_string(), id.map_or("null".into(), |id| reread(id.get())));
        }
    }
});

/// As serde_json writes it: white space and escapes may differ.
fn reread(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json).expect("it is JSON").to_string()
}
