//! `--jsonl`: an archive, a line an article; in order, over all cores, in bounded memory.

use super::{Error, io_error};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use whosaid::{Analysis, Analyzer};

/// What is needed of a line; all other fields are ignored.
#[derive(Deserialize)]
struct Article<'l> {
    /// Any JSON value, given back as it came.
    #[serde(borrow)]
    id: &'l RawValue,
    #[serde(borrow)]
    text: std::borrow::Cow<'l, str>,
}

#[derive(Serialize)]
struct Line<'l> {
    id: &'l RawValue,
    #[serde(flatten)]
    analysis: Analysis,
}

/// Lines are read in batches of about so many bytes for each thread: it bounds the memory.
const BATCH: usize = 1 << 20;

/// Analyses every line of the files, or of standard input. Exit status 1 if a line was malformed.
pub fn run(analyzer: &Analyzer, files: &[PathBuf], threads: usize) -> Result<ExitCode, Error> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut progress = Progress::new();
    let mut malformed = 0;
    if files.is_empty() {
        malformed +=
            archive(analyzer, &mut io::stdin().lock(), "standard input", threads, &mut out, &mut progress)?;
    }
    for path in files {
        let name = path.display().to_string();
        let file = File::open(path).map_err(io_error(&name))?;
        malformed += archive(analyzer, &mut BufReader::new(file), &name, threads, &mut out, &mut progress)?;
    }
    out.flush().map_err(io_error("standard output"))?;
    progress.end();
    Ok(if malformed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// One stream of lines. Returns how many were malformed.
fn archive(
    analyzer: &Analyzer,
    input: &mut impl BufRead,
    name: &str,
    threads: usize,
    out: &mut impl Write,
    progress: &mut Progress,
) -> Result<usize, Error> {
    let (mut number, mut malformed) = (0, 0);
    loop {
        let lines = read_batch(input, BATCH * threads).map_err(io_error(name))?;
        if lines.is_empty() {
            return Ok(malformed);
        }
        for (line, result) in lines.iter().zip(analyze(analyzer, &lines, threads)) {
            number += 1;
            match result {
                Ok(text) => out.write_all(text.as_bytes()).map_err(io_error("standard output"))?,
                Err(why) => {
                    eprintln!("whosaid: {name}, line {number} is left out: {why}");
                    malformed += 1;
                }
            }
            progress.add(line.len());
        }
    }
}

/// Whole lines of about `size` bytes in all; none at the end of the input.
fn read_batch(input: &mut impl BufRead, size: usize) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    let mut total = 0;
    while total < size {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        total += line.len();
        lines.push(line);
    }
    Ok(lines)
}

type Outcome = Result<String, String>;

/// The outcome of every line, in order; the threads take lines as they get free.
fn analyze(analyzer: &Analyzer, lines: &[Vec<u8>], threads: usize) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Option<Outcome>>> = lines.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some(i) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&i| i < lines.len()) {
            let outcome = analyze_line(analyzer, &lines[i]);
            *slots[i].lock().expect("no thread panics") = Some(outcome);
        }
    };
    std::thread::scope(|scope| (0..threads.min(lines.len())).for_each(|_| drop(scope.spawn(work))));
    slots.into_iter().map(|s| s.into_inner().expect("no thread panics").expect("every line was done")).collect()
}

fn analyze_line(analyzer: &Analyzer, line: &[u8]) -> Outcome {
    let text = std::str::from_utf8(line).map_err(|error| error.to_string())?;
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let article: Article = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let line = Line { id: article.id, analysis: analyzer.analyze(&article.text) };
    Ok(serde_json::to_string(&line).map_err(|error| error.to_string())? + "\n")
}

/// A line on standard error that tells how far the work is, on a terminal alone.
struct Progress {
    shown: bool,
    start: Instant,
    last: Instant,
    articles: usize,
    bytes: usize,
}

impl Progress {
    fn new() -> Self {
        let now = Instant::now();
        Progress { shown: io::stderr().is_terminal(), start: now, last: now, articles: 0, bytes: 0 }
    }

    fn add(&mut self, bytes: usize) {
        self.articles += 1;
        self.bytes += bytes;
        if self.shown && self.last.elapsed() > Duration::from_millis(200) {
            self.last = Instant::now();
            self.show("\r");
        }
    }

    fn show(&self, before: &str) {
        let megabytes = self.bytes as f64 / 1e6;
        let rate = megabytes / self.start.elapsed().as_secs_f64().max(1e-3);
        eprint!("{before}whosaid: {} articles, {megabytes:.1} MB, {rate:.1} MB a second ", self.articles);
    }

    fn end(&self) {
        if self.shown {
            self.show("\r");
            eprintln!();
        }
    }
}
