//! The command line's rooms, and its exit status: 0 all done, 1 something failed, 2 the options are wrong.

mod archive;
mod article;
mod failure;
mod jsonl;
mod line;
mod lines;
mod markup;
mod options;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod pool;
mod progress;
mod resume;
mod wrap;

use failure::Failure;
use options::{Mode, Options, Request};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use whosaid::Analyzer;
use whosaid::model::Model;

/// Runs the command line.
pub fn main() -> ExitCode {
    let outcome = match options::parse(lexopt::Parser::from_env()) {
        Ok(Request::Help) => print(include_str!("cli/help.txt")),
        Ok(Request::Version) => print(&version()),
        Ok(Request::Run(options)) => run(&options),
        Err(error) => {
            complain(&format!("{error}\nTry `whosaid --help`."));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Fatal(message)) => {
            complain(&message);
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well.
fn run(options: &Options) -> Result<bool, Failure> {
    let analyzer = analyzer(options.model.as_deref())?;
    refuse_overwriting(options)?;
    match options.mode {
        Mode::Text | Mode::Json => article::run(options, &analyzer),
        Mode::JsonLines => jsonl::run(options, analyzer),
    }
}

/// Opening the output empties it, which must not happen to an input.
fn refuse_overwriting(options: &Options) -> Result<(), Failure> {
    let Some(output) = options.output.as_deref().and_then(|o| o.canonicalize().ok()) else { return Ok(()) };
    match options.files.iter().any(|f| f.canonicalize().is_ok_and(|f| f == output)) {
        true => Err(Failure::Fatal(format!("{} is both input and output", output.display()))),
        false => Ok(()),
    }
}

/// With the user's model, or the one that the program carries.
fn analyzer(model: Option<&Path>) -> Result<Analyzer, Failure> {
    let Some(path) = model else { return Ok(Analyzer::english()) };
    let name = archive::name(path);
    let bytes = std::fs::read(path).map_err(|e| Failure::reading(&name, e))?;
    let model = Model::from_bytes(&bytes).map_err(|e| Failure::Fatal(format!("{name}: {e}")))?;
    Ok(Analyzer::new(model))
}

fn version() -> String {
    format!("whosaid {} (model {})\n", env!("CARGO_PKG_VERSION"), Analyzer::english().model_name())
}

fn print(text: &str) -> Result<bool, Failure> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| Failure::writing("standard output", e))?;
    Ok(true)
}

/// Tells the user on standard error. When that fails too, nobody is there to be told.
fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "whosaid: {message}");
}
