//! `--resume`: what an interrupted run has written is kept and not done again.
//!
//! Lines of output come in the order of the lines of input, one for each that can be read. So the number of whole
//! lines in the output says which line of input is next; no other record is kept that could disagree with it.

use super::archive::{self, Format};
use super::failure::Failure;
use super::line;
use super::lines::{Line, Lines};
use super::progress::Progress;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

/// What is whole in an output file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Kept {
    /// Stored bytes up to the end of the last whole line, or of the last whole member.
    bytes: u64,
    /// Lines.
    lines: u64,
    /// The last line.
    last: Vec<u8>,
}

/// Cuts the output back to what is whole and draws the lines that it answers from `lines`. Says whether all of
/// those could be read; complaints about the others are made again, so that the last run tells them all.
pub fn skip_done(output: &Path, lines: &mut Lines, progress: &Progress) -> Result<bool, Failure> {
    let name = archive::name(output);
    let file = match File::options().read(true).write(true).open(output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        opened => opened.map_err(|e| Failure::reading(&name, e))?,
    };
    let kept = keep(BufReader::with_capacity(1 << 16, &file)).map_err(|e| Failure::reading(&name, e))?;
    let (all, last) = skip(kept.lines, lines, progress)?;
    if kept.lines > 0 && last != id(&kept.last) {
        return Err(Failure::Fatal(format!("{name} was not made from this input: nothing is changed")));
    }
    file.set_len(kept.bytes).map_err(|e| Failure::writing(&name, e))?;
    Ok(all)
}

/// Draws as many readable lines as are answered; whether no other came between, and the id of the last.
fn skip(answered: u64, lines: &mut Lines, progress: &Progress) -> Result<(bool, Option<String>), Failure> {
    let (mut all, mut last, mut done) = (true, None, 0);
    while done < answered {
        let Some(line) = lines.next() else { return Ok((all, None)) };
        let Line { place, bytes } = line?;
        match bytes.as_ref().map_err(String::clone).and_then(|b| line::parse(b)) {
            Ok(article) => {
                done += 1;
                last = (done == answered).then(|| article.id.map_or("null", RawValue::get).to_owned());
            }
            Err(message) => {
                progress.complain(&format!("{place}: {message}"));
                all = false;
            }
        }
    }
    Ok((all, last))
}

/// The id of a line of output.
fn id(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Analysed<'l> {
        #[serde(borrow)]
        id: &'l RawValue,
    }
    serde_json::from_slice::<Analysed>(line).ok().map(|a| a.id.get().to_owned())
}

/// Finds what is whole.
fn keep(mut stored: BufReader<&File>) -> io::Result<Kept> {
    let mut kept = Kept::default();
    let format = Format::of_bytes(stored.fill_buf()?);
    if format == Format::Plain {
        while whole_line(&mut stored, &mut kept)? {
            kept.bytes += kept.last.len() as u64 + 1;
        }
        return Ok(kept);
    }
    while !stored.fill_buf()?.is_empty() {
        let before = (kept.lines, kept.last.clone());
        if member(&mut stored, format, &mut kept).is_err() {
            (kept.lines, kept.last) = before;
            break;
        }
        kept.bytes = stored.stream_position()?;
    }
    Ok(kept)
}

/// Counts the lines of a member; an error when it was cut off.
fn member(stored: &mut BufReader<&File>, format: Format, kept: &mut Kept) -> io::Result<()> {
    let member: Box<dyn Read + '_> = match format {
        Format::Gzip => Box::new(flate2::bufread::GzDecoder::new(stored)),
        _ => Box::new(zstd::Decoder::with_buffer(stored)?.single_frame()),
    };
    let mut member = BufReader::new(member);
    while whole_line(&mut member, kept)? {}
    Ok(())
}

/// Counts the next line, if its end is there.
fn whole_line(reader: &mut impl BufRead, kept: &mut Kept) -> io::Result<bool> {
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Ok(false);
    }
    kept.lines += 1;
    kept.last = line;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// What is kept of a file with these bytes.
    fn kept(bytes: &[u8], name: &str) -> Kept {
        let path = std::env::temp_dir().join(format!("whosaid-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).expect("it is written");
        let kept = keep(BufReader::new(&File::open(&path).expect("it is there"))).expect("it is read");
        std::fs::remove_file(path).expect("it is removed");
        kept
    }

    fn gzip(lines: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(lines.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    }

    fn zstd(lines: &str) -> Vec<u8> {
        zstd::encode_all(lines.as_bytes(), 0).expect("memory")
    }

    #[test]
    fn a_plain_file_is_kept_up_to_its_last_line_end() {
        assert_eq!(kept(b"a\nbc\nd", "plain"), Kept { bytes: 5, lines: 2, last: b"bc".to_vec() });
        assert_eq!(kept(b"", "empty"), Kept::default());
    }

    #[test]
    fn a_compressed_file_cut_anywhere_is_kept_up_to_its_last_whole_member() {
        for (name, compress) in [("gz", gzip as fn(&str) -> Vec<u8>), ("zst", zstd)] {
            let members = [compress("a\nb\n"), compress("c\n"), compress("d\ne\nf\n")];
            let whole = members.concat();
            for cut in 0..=whole.len() {
                let ends = [0, members[0].len(), members[0].len() + members[1].len(), whole.len()];
                let whole_members = ends.iter().filter(|&&end| end <= cut).count() - 1;
                let (end, lines) = (ends[whole_members], [0, 2, 3, 6][whole_members]);
                let found = kept(&whole[..cut], name);
                assert_eq!((found.bytes, found.lines), (end as u64, lines), "{name} cut at {cut}");
            }
        }
    }
}
