//! The lines of JSON Lines, drawn from files one at a time.

use super::archive;
use super::failure::Failure;
use super::line;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use whosaid::pipeline::MAX_TEXT;

/// A longer line is refused unread: the longest text with every character escaped, and as much of other fields.
const MAX_LINE: u64 = 12 * MAX_TEXT as u64;

/// A line of the input and where it stands.
pub struct Line {
    /// `FILE, line N`
    pub place: String,
    /// The line, without its end, or why it is not read.
    pub bytes: Result<Vec<u8>, String>,
}

/// The lines of several files, one after the other.
pub struct Lines {
    files: std::vec::IntoIter<(String, Box<dyn BufRead + Send>)>,
    current: Option<(String, Box<dyn BufRead + Send>)>,
    number: u64,
}

impl Lines {
    /// Opens all files at once, so that one that is missing is told before hours of work.
    pub fn open(files: &[PathBuf], read: &Arc<AtomicU64>) -> Result<Self, Failure> {
        let open = |file: &PathBuf| {
            let name = archive::name(Path::new(file));
            let reader = archive::open_lines(file, Arc::clone(read)).map_err(|e| Failure::reading(&name, e))?;
            Ok((name, reader))
        };
        files.iter().map(open).collect::<Result<_, _>>().map(Lines::of)
    }

    /// The lines of what is open.
    pub fn of(files: Vec<(String, Box<dyn BufRead + Send>)>) -> Self {
        let mut files = files.into_iter();
        Lines { current: files.next(), files, number: 0 }
    }
}

impl Iterator for Lines {
    type Item = Result<Line, Failure>;

    /// The next line that is not blank.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (name, reader) = self.current.as_mut()?;
            self.number += 1;
            match read_line(reader) {
                Err(error) => {
                    let failure = Failure::reading(name, error);
                    (self.current, self.files) = (None, Vec::new().into_iter());
                    return Some(Err(failure));
                }
                Ok(None) => (self.current, self.number) = (self.files.next(), 0),
                Ok(Some(Ok(bytes))) if line::is_blank(&bytes) => {}
                Ok(Some(bytes)) => return Some(Ok(Line { place: format!("{name}, line {}", self.number), bytes })),
            }
        }
    }
}

/// A line without its end, or why it is refused; none at the end of the file.
fn read_line(reader: &mut dyn BufRead) -> std::io::Result<Option<Result<Vec<u8>, String>>> {
    let mut bytes = Vec::new();
    if reader.take(MAX_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() as u64 == MAX_LINE {
        reader.skip_until(b'\n')?;
        return Ok(Some(Err(format!("the line is longer than {MAX_LINE} bytes"))));
    }
    Ok(Some(Ok(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::RawValue;
    use std::io::Cursor;

    /// As in `fuzz/targets/lines.rs`, whose inputs are tried here too.
    #[test]
    fn archives_that_once_broke_something_are_read_or_refused() {
        let analyzer = whosaid::Analyzer::english();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/archive");
        for path in std::fs::read_dir(folder).expect("a folder") {
            let path = path.expect("an entry").path();
            let bytes = std::fs::read(&path).expect("a file");
            let Ok(reader) = archive::decompress(Cursor::new(bytes)) else { continue };
            for line in Lines::of(vec![("regression".to_owned(), reader)]).map_while(Result::ok) {
                let answer = line.bytes.and_then(|bytes| line::analyse(&analyzer, &bytes));
                // Not as a value: the id may be a number that none can hold.
                let is_json = |answer: &[u8]| serde_json::from_slice::<&RawValue>(answer).is_ok();
                assert!(answer.map_or_else(|message| !message.is_empty(), |answer| is_json(&answer)), "{path:?}");
            }
        }
    }

    #[test]
    fn lines_know_their_numbers_and_blank_ones_are_passed_over() {
        let file = |name: &str, bytes: &'static [u8]| (name.to_owned(), Box::new(bytes) as Box<dyn BufRead + Send>);
        let files = vec![file("x", b"a\n\n \r\nb\n\nc"), file("y", b"d\n")];
        let drawn: Vec<Line> = Lines::of(files).map(|line| line.expect("it is read")).collect();
        let places: Vec<&str> = drawn.iter().map(|line| line.place.as_str()).collect();
        assert_eq!(places, ["x, line 1", "x, line 4", "x, line 6", "y, line 1"]);
        assert_eq!(drawn.last().map(|line| line.bytes.as_deref()), Some(Ok(&b"d"[..])));
    }
}
