//! Files as they come: plain, gzip, zstd or Parquet, told by their first bytes.

#[cfg(feature = "parquet")]
use super::parquet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stored bytes that are read at once.
const BUFFER: usize = 1 << 16;

/// What a file's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines or text.
    Plain,
    /// RFC 1952
    Gzip,
    /// RFC 8878
    Zstd,
    /// parquet.apache.org
    Parquet,
}

impl Format {
    /// Told by the ending.
    pub fn of_name(path: &Path) -> Self {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Format::Gzip,
            Some("zst" | "zstd") => Format::Zstd,
            Some("parquet") => Format::Parquet,
            _ => Format::Plain,
        }
    }

    /// Told by the magic numbers.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, ..] => Format::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Format::Zstd,
            [b'P', b'A', b'R', b'1', ..] => Format::Parquet,
            _ => Format::Plain,
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
    decompress(BufReader::with_capacity(BUFFER, Counted { stored: open_stored(file)?, count }))
}

/// The same of a file of lines of JSON; the rows of a Parquet file are made such lines.
pub fn open_lines(file: &Path, count: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead + Send>> {
    let mut stored =
        BufReader::with_capacity(BUFFER, Counted { stored: open_stored(file)?, count: Arc::clone(&count) });
    match Format::of_bytes(stored.fill_buf()?) {
        Format::Parquet => open_rows(file, count),
        _ => decompress(stored),
    }
}

/// The content of what is stored.
pub fn decompress(mut stored: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(match Format::of_bytes(stored.fill_buf()?) {
        Format::Plain | Format::Parquet => Box::new(stored),
        Format::Gzip => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(stored))),
        Format::Zstd => Box::new(BufReader::new(zstd::Decoder::with_buffer(stored)?)),
    })
}

#[cfg(feature = "parquet")]
fn open_rows(file: &Path, count: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead + Send>> {
    if file.as_os_str() == "-" {
        return Err(io::Error::other("Parquet is read from its end: give the file's name"));
    }
    Ok(Box::new(parquet::Rows::open(file, count)?))
}

#[cfg(not(feature = "parquet"))]
fn open_rows(_: &Path, _: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead + Send>> {
    Err(io::Error::other(NO_PARQUET))
}

/// What a program without the feature says.
#[cfg(not(feature = "parquet"))]
pub const NO_PARQUET: &str = "this program was built without Parquet (cargo build --features parquet)";
