//! One article at a time: marked text for a person, or one analysis as JSON.

use super::archive;
use super::failure::Failure;
use super::markup;
use super::options::{Colour, Mode, Options};
use super::output::Output;
use super::wrap::Wrapper;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;
use whosaid::pipeline::MAX_TEXT;
use whosaid::{Analysis, Analyzer};

/// Lines longer than this tire the eye, however wide the terminal.
const WIDEST: usize = 100;
/// Where the width is not known.
const WIDTH: usize = 80;

/// Shows every file; whether all could be read.
pub fn run(options: &Options, analyzer: &Analyzer) -> Result<bool, Failure> {
    let mut output = Output::create(options.output.as_deref(), false)?;
    let mut all = true;
    for (i, file) in options.files.iter().enumerate() {
        match read(file) {
            Ok(text) => {
                let first = i == 0;
                let title = (options.files.len() > 1).then(|| file.display().to_string());
                let analysis = analyzer.analyze(&text);
                show(options, title, first, &text, &analysis, &mut output)?;
            }
            Err(message) => {
                super::complain(&message);
                all = false;
            }
        }
    }
    output.finish()?;
    Ok(all)
}

fn read(file: &Path) -> Result<String, String> {
    let name = archive::name(file);
    if file.as_os_str() == "-" && std::io::stdin().is_terminal() {
        super::complain("paste an article, then press Ctrl-D");
    }
    let mut bytes = Vec::new();
    let done =
        archive::open(file, Arc::default()).and_then(|r| r.take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes));
    done.map_err(|e| format!("cannot read {name}: {e}"))?;
    if bytes.len() > MAX_TEXT {
        return Err(format!("{name} is longer than the {MAX_TEXT} bytes that are analysed"));
    }
    String::from_utf8(bytes).map_err(|e| {
        format!("{name} is not UTF-8 (see byte {}); iconv converts text", e.utf8_error().valid_up_to())
    })
}

fn show(
    options: &Options,
    title: Option<String>,
    first: bool,
    text: &str,
    analysis: &Analysis,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    if options.mode == Mode::Json {
        serde_json::to_writer(&mut bytes, analysis).expect("an analysis always serialises");
        bytes.push(b'\n');
    } else {
        if !first {
            bytes.push(b'\n');
        }
        if let Some(title) = title {
            bytes.extend(format!("==> {title} <==\n").into_bytes());
        }
        let mut wrapper = Wrapper::new(&mut bytes, width(), colours(options));
        markup::write(text, analysis, &mut wrapper).expect("memory takes any write");
    }
    output.write(&bytes)
}

fn colours(options: &Options) -> bool {
    match options.colour {
        Colour::Always => true,
        Colour::Never => false,
        // The convention of no-color.org: set and not empty.
        Colour::Auto => {
            options.output.is_none()
                && std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    }
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).min(WIDEST))
}
