//! How far `--jsonl` is, on standard error when that is a terminal.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Often enough to look alive.
const INTERVAL: Duration = Duration::from_millis(200);

/// A line that is rewritten in place.
pub struct Progress {
    shown: bool,
    start: Instant,
    last: Instant,
    lines: u64,
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Progress {
    /// `read` counts the stored bytes of the input, `total` says how many there are, where that is known.
    pub fn new(read: Arc<AtomicU64>, total: Option<u64>) -> Self {
        let now = Instant::now();
        Progress { shown: std::io::stderr().is_terminal(), start: now, last: now, lines: 0, read, total }
    }

    /// A line is done.
    pub fn line(&mut self) {
        self.lines += 1;
        if self.shown && self.last.elapsed() >= INTERVAL {
            self.last = Instant::now();
            eprint!("\r\x1b[K{}", self.message());
            let _ = std::io::stderr().flush();
        }
    }

    /// A message to the user, above the progress.
    pub fn complain(&self, message: &str) {
        self.clear();
        super::complain(message);
    }

    /// Takes the progress away.
    pub fn clear(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }

    fn message(&self) -> String {
        let read = self.read.load(Ordering::Relaxed);
        let seconds = self.start.elapsed().as_secs_f64();
        let share =
            self.total.filter(|&t| t > 0).map_or(String::new(), |t| format!(" of input {}%,", read * 100 / t));
        let rate = read as f64 / 1e6 / seconds;
        format!("{} articles,{share} {rate:.1} MB/s, {seconds:.0} s", self.lines)
    }
}
