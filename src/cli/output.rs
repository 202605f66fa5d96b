//! Where results go: lines plain, as gzip or as zstd, or rows of Parquet, told by the file's name.
//!
//! Compressed output is a row of members (gzip) or frames (zstd), each of whole lines, so that what is there
//! after an interruption can be kept; every gzip and zstd program reads such files as one.

use super::archive::{self, Format};
use super::failure::Failure;
#[cfg(feature = "parquet")]
use super::parquet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Bytes of lines in a compressed member: large enough to compress well, small enough to lose.
const MEMBER: usize = 1 << 20;

/// An open output.
pub enum Output {
    /// Lines, one after the other.
    Lines(Stream),
    /// A row for each line.
    #[cfg(feature = "parquet")]
    Rows(parquet::Writer<File>),
}

impl Output {
    /// Standard output, or a file: new, or with `append` as it is.
    pub fn create(path: Option<&Path>, append: bool) -> Result<Self, Failure> {
        let Some(path) = path else {
            let stream = Stream::new("standard output", Box::new(io::stdout()), Format::Plain);
            return Ok(Output::Lines(stream));
        };
        let mut options = File::options();
        let file = if append { options.append(true) } else { options.write(true).truncate(true) }.create(true);
        let name = archive::name(path);
        let file = file.open(path).map_err(|e| Failure::writing(&name, e))?;
        match Format::of_name(path) {
            Format::Parquet => rows(&name, file),
            format => Ok(Output::Lines(Stream::new(&name, Box::new(file), format))),
        }
    }

    /// Adds whole lines.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        match self {
            Output::Lines(stream) => stream.write(lines),
            #[cfg(feature = "parquet")]
            Output::Rows(rows) => rows.write(lines),
        }
    }

    /// Hands on what plain output holds back, for a reader that waits for an answer.
    pub fn flush(&mut self) -> Result<(), Failure> {
        match self {
            Output::Lines(stream) => stream.flush(),
            #[cfg(feature = "parquet")]
            Output::Rows(_) => Ok(()),
        }
    }

    /// Writes all that is left.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Output::Lines(stream) => stream.finish(),
            #[cfg(feature = "parquet")]
            Output::Rows(rows) => rows.finish(),
        }
    }
}

#[cfg(feature = "parquet")]
fn rows(name: &str, file: File) -> Result<Output, Failure> {
    parquet::Writer::new(name, file).map(Output::Rows)
}

#[cfg(not(feature = "parquet"))]
fn rows(name: &str, _: File) -> Result<Output, Failure> {
    Err(Failure::writing(name, io::Error::other(archive::NO_PARQUET)))
}

/// Lines, compressed or not.
pub struct Stream {
    name: String,
    sink: BufWriter<Box<dyn Write + Send>>,
    format: Format,
    /// Lines that wait for their member to fill.
    member: Vec<u8>,
}

impl Stream {
    fn new(name: &str, sink: Box<dyn Write + Send>, format: Format) -> Self {
        Stream { name: name.to_owned(), sink: BufWriter::new(sink), format, member: Vec::new() }
    }

    /// Adds whole lines.
    fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        if self.format == Format::Plain {
            return self.sink.write_all(lines).map_err(|e| Failure::writing(&self.name, e));
        }
        self.member.extend_from_slice(lines);
        if self.member.len() >= MEMBER { self.end_member() } else { Ok(()) }
    }

    /// Hands on what plain output holds back, for a reader that waits for an answer.
    fn flush(&mut self) -> Result<(), Failure> {
        self.sink.flush().map_err(|e| Failure::writing(&self.name, e))
    }

    /// Writes all that is left.
    fn finish(mut self) -> Result<(), Failure> {
        self.end_member()?;
        self.flush()
    }

    fn end_member(&mut self) -> Result<(), Failure> {
        if self.member.is_empty() {
            return Ok(());
        }
        let lines = std::mem::take(&mut self.member);
        self.compress(&lines).map_err(|e| Failure::writing(&self.name, e))
    }

    fn compress(&mut self, lines: &[u8]) -> io::Result<()> {
        match self.format {
            Format::Plain | Format::Parquet => self.sink.write_all(lines),
            Format::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(&mut self.sink, flate2::Compression::default());
                encoder.write_all(lines)?;
                encoder.finish().map(|_| ())
            }
            Format::Zstd => zstd::stream::copy_encode(lines, &mut self.sink, zstd::DEFAULT_COMPRESSION_LEVEL),
        }
    }
}
