//! Any file of `--jsonl`, plain or compressed: each line is refused with a message, or answered with a line of JSON
//! that has its id, and no line is lost.
#![no_main]
#![allow(dead_code, reason = "of the command line only the reader is tried")]

#[path = "../../src/cli/archive.rs"]
mod archive;
#[path = "../../src/cli/failure.rs"]
mod failure;
#[path = "../../src/cli/line.rs"]
mod line;
#[path = "../../src/cli/lines.rs"]
mod lines;

use archive::Format;
use libfuzzer_sys::fuzz_target;
use lines::{Line, Lines};
use std::io::Cursor;
use std::sync::LazyLock;
use whosaid::Analyzer;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::english);

/// A compressed file may hold any number of lines.
const MOST: usize = 100;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reader) = archive::decompress(Cursor::new(bytes.to_vec())) else { return };
    let drawn: Vec<Line> = Lines::of(vec![("fuzz".to_owned(), reader)]).take(MOST).map_while(Result::ok).collect();
    if Format::of_bytes(bytes) == Format::Plain && drawn.len() < MOST {
        let wanted = bytes.split(|&b| b == b'\n').filter(|l| !line::is_blank(l));
        assert!(drawn.iter().map(|l| l.bytes.as_deref()).eq(wanted.map(Ok)), "lines are lost");
    }
    drawn.into_iter().filter_map(|line| line.bytes.ok()).for_each(|line| answer(&line));
});

fn answer(line: &[u8]) {
    match line::analyse(&ANALYZER, line) {
        Err(message) => assert!(!message.is_empty()),
        Ok(answer) => {
            // The id goes through as it is: it may be a number that no program here can hold.
            let id = line::parse(line).expect("it was read before").id.map_or("null", |id| id.get());
            let begin = format!("{{\"id\":{id},");
            let rest = answer.strip_prefix(begin.as_bytes()).expect("the answer begins with the id");
            let rest: serde_json::Value =
                serde_json::from_slice(&[b"{", rest].concat()).expect("the answer is JSON");
            assert_eq!(rest["schema"], 1);
        }
    }
}
