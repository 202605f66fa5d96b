//! Files as they come: plain, gzip or zstd in, told by their first bytes; the same out, told by the name.
//!
//! Compressed output is a row of members (gzip) or frames (zstd), each of whole lines, so that what is there
//! after an interruption can be kept; every gzip and zstd program reads such files as one.

use super::failure::Failure;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of lines in a compressed member: large enough to compress well, small enough to lose.
const MEMBER: usize = 1 << 20;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    Plain,
    /// RFC 1952
    Gzip,
    /// RFC 8878
    Zstd,
}

impl Compression {
    fn of_name(path: &Path) -> Self {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Compression::Gzip,
            Some("zst" | "zstd") => Compression::Zstd,
            _ => Compression::Plain,
        }
    }

    /// Told by the magic numbers.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, ..] => Compression::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression::Zstd,
            _ => Compression::Plain,
        }
    }
}

/// What users call the file.
pub fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".to_owned() } else { file.display().to_string() }
}

/// The file's bytes as they are stored; `-` is standard input.
fn open_stored(file: &Path) -> io::Result<Box<dyn Read + Send>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(file)?;
    // Opening a directory succeeds on Unix; reading it gives a message that names no cause.
    if file.metadata()?.is_dir() {
        return Err(io::Error::other("it is a directory"));
    }
    Ok(Box::new(file))
}

/// Counts the stored bytes that were read, for the progress.
struct Counted<R> {
    stored: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.stored.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// The file's content, decompressed where it is compressed. `count` goes up by the stored bytes that are read.
pub fn open(file: &Path, count: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead + Send>> {
    let stored = Counted { stored: open_stored(file)?, count };
    let mut stored = BufReader::with_capacity(1 << 16, stored);
    Ok(match Compression::of_bytes(stored.fill_buf()?) {
        Compression::Plain => Box::new(stored),
        Compression::Gzip => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(stored))),
        Compression::Zstd => Box::new(BufReader::new(zstd::Decoder::with_buffer(stored)?)),
    })
}

/// Where results go.
pub struct Output {
    name: String,
    sink: BufWriter<Box<dyn Write + Send>>,
    compression: Compression,
    /// Lines that wait for their member to fill.
    member: Vec<u8>,
}

impl Output {
    /// Standard output, or a file: new, or with `append` as it is.
    pub fn create(path: Option<&Path>, append: bool) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Output::new("standard output", Box::new(io::stdout()), Compression::Plain));
        };
        let mut options = File::options();
        let file = if append { options.append(true) } else { options.write(true).truncate(true) }.create(true);
        let name = name(path);
        let file = file.open(path).map_err(|e| Failure::writing(&name, e))?;
        Ok(Output::new(&name, Box::new(file), Compression::of_name(path)))
    }

    fn new(name: &str, sink: Box<dyn Write + Send>, compression: Compression) -> Self {
        Output { name: name.to_owned(), sink: BufWriter::new(sink), compression, member: Vec::new() }
    }

    /// Adds whole lines.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        if self.compression == Compression::Plain {
            return self.sink.write_all(lines).map_err(|e| Failure::writing(&self.name, e));
        }
        self.member.extend_from_slice(lines);
        if self.member.len() >= MEMBER { self.end_member() } else { Ok(()) }
    }

    /// Hands on what plain output holds back, for a reader that waits for an answer.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.sink.flush().map_err(|e| Failure::writing(&self.name, e))
    }

    /// Writes all that is left.
    pub fn finish(mut self) -> Result<(), Failure> {
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
        match self.compression {
            Compression::Plain => self.sink.write_all(lines),
            Compression::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(&mut self.sink, flate2::Compression::default());
                encoder.write_all(lines)?;
                encoder.finish().map(|_| ())
            }
            Compression::Zstd => zstd::stream::copy_encode(lines, &mut self.sink, zstd::DEFAULT_COMPRESSION_LEVEL),
        }
    }
}
