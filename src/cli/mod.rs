//! Arguments, and what is done with them. Native only.

mod jsonl;
mod terminal;

use lexopt::prelude::*;
use std::fmt;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use whosaid::model::Model;
use whosaid::{Analysis, Analyzer};

const HELP: &str = "\
whosaid: who is quoted saying what in a news article

Usage: whosaid [OPTION]... [FILE]...

Reads articles as plain text from FILEs, or one from standard input (also for `-`).

Options:
      --json         print one analysis a FILE as JSON; offsets count UTF-16 code units
      --jsonl        read JSON Lines, {\"id\": …, \"text\": …} each (other fields are ignored), and print
                     {\"id\": …, …analysis} lines in the same order, using all cores
      --threads N    so many threads for --jsonl (default: all cores)
      --color WHEN   auto (default), always or never; NO_COLOR is heeded
      --model FILE   another model than the one that the program carries
  -h, --help         print this
  -V, --version      print the version and the model

Exit status: 0 done; 1 some lines of --jsonl were malformed and left out; 2 nothing could be done.

Examples:
  whosaid article.txt
  pbpaste | whosaid
  whosaid --json article.txt | jq '.speakers[].name'
  whosaid --jsonl < archive.jsonl > said.jsonl
";

/// What stopped the program.
pub enum Error {
    /// The arguments make no sense.
    Usage(String),
    /// A file or stream failed: its name, and how.
    Io(String, io::Error),
    /// The model file is not one.
    Model(String, whosaid::model::ModelError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Error::Usage(what) => write!(f, "{what}. Try `whosaid --help`."),
            Error::Io(name, error) => write!(f, "{name}: {error}"),
            Error::Model(name, error) => write!(f, "{name}: {error}"),
        }
    }
}

impl From<lexopt::Error> for Error {
    fn from(error: lexopt::Error) -> Self {
        Error::Usage(error.to_string())
    }
}

/// An error of the stream or file called `name`.
fn io_error(name: impl Into<String>) -> impl FnOnce(io::Error) -> Error {
    let name = name.into();
    |error| Error::Io(name, error)
}

/// What is printed.
#[derive(Clone, Copy, PartialEq)]
enum Format {
    Terminal,
    Json,
    JsonLines,
}

struct Arguments {
    format: Format,
    threads: usize,
    color: Option<bool>,
    model: Option<PathBuf>,
    files: Vec<PathBuf>,
    /// Print the help or the version and do nothing else.
    only: Option<fn(&Analyzer) -> String>,
}

fn parse() -> Result<Arguments, Error> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut arguments =
        Arguments { format: Format::Terminal, threads, color: None, model: None, files: Vec::new(), only: None };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("json") => arguments.format = Format::Json,
            Long("jsonl") => arguments.format = Format::JsonLines,
            Long("threads") => arguments.threads = parser.value()?.parse::<usize>()?.max(1),
            Long("model") => arguments.model = Some(parser.value()?.into()),
            Long("color" | "colour") => arguments.color = color(&parser.value()?.string()?)?,
            Short('h') | Long("help") => arguments.only = Some(|_| HELP.to_owned()),
            Short('V') | Long("version") => arguments.only = Some(version),
            Value(file) => arguments.files.push(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(arguments)
}

fn color(when: &str) -> Result<Option<bool>, Error> {
    match when {
        "auto" => Ok(None),
        "always" => Ok(Some(true)),
        "never" => Ok(Some(false)),
        _ => Err(Error::Usage(format!("--color takes auto, always or never, not `{when}`"))),
    }
}

fn version(analyzer: &Analyzer) -> String {
    format!("whosaid {} (model {})\n", env!("CARGO_PKG_VERSION"), analyzer.model_name())
}

/// Does what the arguments ask.
pub fn run() -> Result<ExitCode, Error> {
    let arguments = parse()?;
    let analyzer = match &arguments.model {
        None => Analyzer::english(),
        Some(path) => {
            let name = path.display().to_string();
            let bytes = std::fs::read(path).map_err(io_error(&name))?;
            Analyzer::new(Model::from_bytes(&bytes).map_err(|error| Error::Model(name, error))?)
        }
    };
    if let Some(text) = arguments.only {
        return print(&text(&analyzer)).map(|()| ExitCode::SUCCESS);
    }
    if arguments.format == Format::JsonLines {
        return jsonl::run(&analyzer, &arguments.files, arguments.threads);
    }
    let files = if arguments.files.is_empty() { vec![PathBuf::from("-")] } else { arguments.files.clone() };
    for (i, path) in files.iter().enumerate() {
        let text = read(path)?;
        let analysis = analyzer.analyze(&text);
        print(&match arguments.format {
            Format::Json => json(&analysis),
            _ => terminal::paint(&text, &analysis, &terminal::Style::new(arguments.color), titled(&files, i)),
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The name that stands above an article where there are several.
fn titled(files: &[PathBuf], i: usize) -> Option<String> {
    (files.len() > 1).then(|| files[i].display().to_string())
}

fn json(analysis: &Analysis) -> String {
    serde_json::to_string(analysis).expect("an analysis has string keys and finite numbers") + "\n"
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(io_error("standard output"))
}

/// Reads a file, or standard input for `-`. Bytes that are not UTF-8 become replacement characters.
fn read(path: &PathBuf) -> Result<String, Error> {
    let mut bytes = Vec::new();
    if path.as_os_str() != "-" {
        bytes = std::fs::read(path).map_err(io_error(path.display().to_string()))?;
    } else {
        let mut input = io::stdin().lock();
        if input.is_terminal() {
            eprintln!("whosaid: paste an article, then press Ctrl-D");
        }
        input.read_to_end(&mut bytes).map_err(io_error("standard input"))?;
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}
