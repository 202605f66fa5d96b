//! `--jsonl`: lines of articles in, lines of analyses out, in order, in bounded memory, over all cores.

use super::archive::{self, Output};
use super::failure::Failure;
use super::options::Options;
use super::pool::Ordered;
use super::progress::Progress;
use super::{line, resume};
use std::io::{BufRead, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use whosaid::Analyzer;
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

/// Analyses all lines; whether all of them could be.
pub fn run(options: &Options, analyzer: Analyzer) -> Result<bool, Failure> {
    let read = Arc::new(AtomicU64::new(0));
    let mut lines = Lines::open(&options.files, &read)?;
    let mut all = true;
    let mut progress = Progress::new(read, total(&options.files));
    if options.resume {
        let path = options.output.as_deref().expect("--resume is refused without --output");
        all &= resume::skip_done(path, &mut lines, &progress)?;
    }
    let mut output = Output::create(options.output.as_deref(), options.resume)?;
    let threads =
        options.threads.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let mut results = Ordered::start(threads, lines, move |line| line.map(|l| analysed(&analyzer, l)));
    loop {
        if !results.is_ready() {
            output.flush()?;
        }
        match results.next() {
            None => break,
            Some(Ok(Ok(line))) => output.write(&line)?,
            Some(Ok(Err(message))) => {
                progress.complain(&message);
                all = false;
            }
            Some(Err(failure)) => {
                // What is done is kept: a run may go on from there.
                output.finish()?;
                return Err(failure);
            }
        }
        progress.line();
    }
    progress.clear();
    output.finish()?;
    Ok(all)
}

fn analysed(analyzer: &Analyzer, Line { place, bytes }: Line) -> Result<Vec<u8>, String> {
    bytes.and_then(|b| line::analyse(analyzer, &b)).map_err(|e| format!("{place}: {e}"))
}

/// The stored bytes of all files, if all have a size.
fn total(files: &[PathBuf]) -> Option<u64> {
    files.iter().map(|f| std::fs::metadata(f).ok().filter(|m| m.is_file()).map(|m| m.len())).sum()
}

/// The lines of several files, one after the other.
pub struct Lines {
    files: std::vec::IntoIter<(String, Box<dyn BufRead + Send>)>,
    current: Option<(String, Box<dyn BufRead + Send>)>,
    number: u64,
}

impl Lines {
    /// Opens all files at once, so that one that is missing is told before hours of work.
    fn open(files: &[PathBuf], read: &Arc<AtomicU64>) -> Result<Self, Failure> {
        let open = |file: &PathBuf| {
            let name = archive::name(Path::new(file));
            let reader = archive::open(file, Arc::clone(read)).map_err(|e| Failure::reading(&name, e))?;
            Ok((name, reader))
        };
        let mut files = files.iter().map(open).collect::<Result<Vec<_>, _>>()?.into_iter();
        Ok(Lines { current: files.next(), files, number: 0 })
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
