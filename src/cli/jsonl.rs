//! `--jsonl`: lines of articles in, lines of analyses out, in order, in bounded memory, over all cores.

use super::failure::Failure;
use super::lines::{Line, Lines};
use super::options::Options;
use super::output::Output;
use super::pool::Ordered;
use super::progress::Progress;
use super::{line, resume};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use whosaid::Analyzer;

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
