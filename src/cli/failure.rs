//! What ends a run early.

use std::io;

/// Why the run cannot go on.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more (`whosaid … | head`): no reason to complain.
    BrokenPipe,
    /// A message for the user.
    Fatal(String),
}

impl Failure {
    /// `what` could not be written.
    pub fn writing(what: &str, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::Fatal(format!("cannot write {what}: {error}")),
        }
    }

    /// `what` could not be read.
    pub fn reading(what: &str, error: io::Error) -> Self {
        Failure::Fatal(format!("cannot read {what}: {error}"))
    }
}
