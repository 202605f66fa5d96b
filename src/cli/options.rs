//! The options, as the user gave them.

use super::archive::Format;
use lexopt::{Arg, ValueExt};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The article with its attributions marked, and a legend.
    Text,
    /// One analysis.
    Json,
    /// An analysis per line of JSON.
    JsonLines,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Into a pager, for example.
    Always,
    /// Not at all.
    Never,
}

/// A run of the program.
#[derive(Debug)]
pub struct Options {
    /// What comes out.
    pub mode: Mode,
    /// When to colour.
    pub colour: Colour,
    /// Where from; `-` is standard input. Never empty.
    pub files: Vec<PathBuf>,
    /// A model file; none is the model that the program carries.
    pub model: Option<PathBuf>,
    /// Where to; none is standard output.
    pub output: Option<PathBuf>,
    /// Go on where the output file ends.
    pub resume: bool,
    /// How many articles at once; none is one per core.
    pub threads: Option<NonZeroUsize>,
}

/// What the user asks for.
#[derive(Debug)]
pub enum Request {
    /// `--help`
    Help,
    /// `--version`
    Version,
    /// Anything else.
    Run(Options),
}

/// Reads the options. An error is a sentence for the user.
pub fn parse(mut parser: lexopt::Parser) -> Result<Request, String> {
    let mut options = Options {
        mode: Mode::Text,
        colour: Colour::Auto,
        files: Vec::new(),
        model: None,
        output: None,
        resume: false,
        threads: None,
    };
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
            Arg::Short('V') | Arg::Long("version") => return Ok(Request::Version),
            Arg::Long("json") => set_mode(&mut options.mode, Mode::Json)?,
            Arg::Long("jsonl") => set_mode(&mut options.mode, Mode::JsonLines)?,
            Arg::Long("resume") => options.resume = true,
            Arg::Long("color" | "colour") => options.colour = colour(&value(&mut parser, "--color")?)?,
            Arg::Long("model") => options.model = Some(parser.value().map_err(|e| e.to_string())?.into()),
            Arg::Short('o') | Arg::Long("output") => {
                options.output = Some(parser.value().map_err(|e| e.to_string())?.into());
            }
            Arg::Short('j') | Arg::Long("threads") => options.threads = Some(threads(&mut parser)?),
            Arg::Value(file) => options.files.push(file.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if options.files.is_empty() {
        options.files.push("-".into());
    }
    check(&options)?;
    Ok(Request::Run(options))
}

fn set_mode(mode: &mut Mode, to: Mode) -> Result<(), String> {
    if *mode != Mode::Text && *mode != to {
        return Err("--json and --jsonl exclude each other".to_owned());
    }
    *mode = to;
    Ok(())
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().map_err(|e| e.to_string())?;
    value.string().map_err(|_| format!("the value of {option} is not text"))
}

fn colour(value: &str) -> Result<Colour, String> {
    match value {
        "auto" => Ok(Colour::Auto),
        "always" => Ok(Colour::Always),
        "never" => Ok(Colour::Never),
        _ => Err(format!("--color is auto, always or never, not '{value}'")),
    }
}

fn threads(parser: &mut lexopt::Parser) -> Result<NonZeroUsize, String> {
    let value = value(parser, "--threads")?;
    value.parse().map_err(|_| format!("--threads is a whole number from 1, not '{value}'"))
}

/// Refuses what the user cannot have meant.
fn check(options: &Options) -> Result<(), String> {
    if options.mode == Mode::Json && options.files.len() > 1 {
        return Err("--json takes one article; for many, give lines of JSON to --jsonl".to_owned());
    }
    if options.resume && options.mode != Mode::JsonLines {
        return Err("--resume is for --jsonl".to_owned());
    }
    if options.resume && options.output.is_none() {
        return Err("--resume needs --output FILE: it goes on where that file ends".to_owned());
    }
    if options.output.as_deref().is_some_and(|output| Format::of_name(output) == Format::Parquet) {
        check_parquet(options)?;
    }
    if options.threads.is_some() && options.mode != Mode::JsonLines {
        return Err("--threads is for --jsonl: one article is done by one thread".to_owned());
    }
    Ok(())
}

/// Its index stands at its end: what an interruption leaves cannot be read, nor gone on with.
fn check_parquet(options: &Options) -> Result<(), String> {
    if options.mode != Mode::JsonLines {
        return Err("a Parquet file is written by --jsonl".to_owned());
    }
    if options.resume {
        let advice = "write FILE.jsonl.zst, or a Parquet file for each input file";
        return Err(format!("--resume cannot go on with a Parquet file, whose index is written last: {advice}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Request, String> {
        parse(lexopt::Parser::from_args(args))
    }

    #[test]
    fn without_arguments_it_reads_standard_input() {
        let Ok(Request::Run(options)) = parsed(&[]) else { panic!("a run") };
        assert_eq!((options.mode, options.files), (Mode::Text, vec![PathBuf::from("-")]));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        for (args, word) in [
            (&["--jsno"][..], "--jsno"),
            (&["--json", "--jsonl"], "exclude"),
            (&["--json", "a", "b"], "--jsonl"),
            (&["--jsonl", "--resume"], "--output"),
            (&["--jsonl", "--threads", "0"], "'0'"),
            (&["--color", "yes"], "'yes'"),
            (&["--json", "-o", "said.parquet"], "--jsonl"),
            (&["--jsonl", "--resume", "-o", "said.parquet"], ".jsonl.zst"),
        ] {
            let error = parsed(args).map(|_| ()).expect_err("an error");
            assert!(error.contains(word), "{args:?}: {error}");
        }
    }
}
