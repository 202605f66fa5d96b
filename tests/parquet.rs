//! Archives in Parquet, as users run the command line on them.
#![cfg(feature = "parquet")]

use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::RowAccessor;
use parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

fn whosaid(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_whosaid")).args(args).output().expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the output is text")
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("parquet-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A file of two row groups with the columns `other`, `text` (null in row 2) and `id`; gives its path.
fn archive(folder: &Path) -> String {
    let path = folder.join("in.parquet");
    let schema = "message archive { required int64 other; optional binary text (UTF8); required int64 id; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().build());
    let file = File::create(&path).expect("it is made");
    let mut writer = SerializedFileWriter::new(file, schema, properties).expect("it begins");
    for ids in [0..150, 150..300] {
        let mut group = writer.next_row_group().expect("a group");
        let ids: Vec<i64> = ids.collect();
        let (levels, texts): (Vec<i16>, Vec<_>) = ids.iter().map(|n| (i16::from(*n != 1), article(*n))).unzip();
        let texts: Vec<ByteArray> =
            texts.iter().zip(&levels).filter(|t| *t.1 > 0).map(|t| t.0.as_str().into()).collect();
        for column in 0..3 {
            let mut writer = group.next_column().expect("a column").expect("there are three");
            match column {
                1 => writer.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None),
                _ => writer.typed::<Int64Type>().write_batch(&ids, None, None),
            }
            .expect("it is written");
            writer.close().expect("it is written");
        }
        group.close().expect("it is written");
    }
    writer.close().expect("it is written");
    path.to_str().expect("text").to_owned()
}

fn article(n: i64) -> String {
    format!("“We are {n},” said Ann Lee. He left.")
}

/// The same articles as lines; row 2 has no text there either.
fn lines(folder: &Path) -> String {
    let path = folder.join("in.jsonl");
    let mut all = String::new();
    for n in 0..300 {
        match n {
            1 => writeln!(all, r#"{{"id":1}}"#),
            _ => writeln!(all, r#"{{"id":{n},"text":"{}"}}"#, article(n)),
        }
        .expect("memory");
    }
    std::fs::write(&path, all).expect("it is written");
    path.to_str().expect("text").to_owned()
}

#[test]
fn rows_are_read_as_lines_are() {
    let folder = folder("read");
    let (rows, lines) = (whosaid(&["--jsonl", &archive(&folder)]), whosaid(&["--jsonl", &lines(&folder)]));
    assert_eq!((text(&rows.stdout).lines().count(), rows.status.code()), (299, Some(1)));
    assert!(rows.stdout == lines.stdout, "the analyses differ");
    assert!(text(&rows.stderr).contains("in.parquet, line 2: missing field `text`"), "{}", text(&rows.stderr));
}

#[test]
fn rows_are_written_with_id_and_analysis() {
    let folder = folder("write");
    let output = folder.join("out.parquet");
    let run = whosaid(&["--jsonl", "-o", output.to_str().expect("text"), &archive(&folder)]);
    assert_eq!(run.status.code(), Some(1), "row 2 has no text");
    let file = SerializedFileReader::new(File::open(output).expect("it is there")).expect("it is Parquet");
    let rows: Vec<_> = file.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
    let written: Vec<String> = rows
        .iter()
        .map(|row| {
            let (id, analysis) = (row.get_string(0).expect("a string"), row.get_string(1).expect("a string"));
            format!("{{\"id\":{id},{}\n", analysis.strip_prefix('{').expect("an object"))
        })
        .collect();
    assert_eq!(written.concat(), text(&whosaid(&["--jsonl", &lines(&folder)]).stdout));
}

#[test]
fn an_interrupted_run_on_rows_is_resumed() {
    let folder = folder("resume");
    let input = archive(&folder);
    let output = folder.join("out.jsonl");
    let whole = whosaid(&["--jsonl", &input]).stdout;
    std::fs::write(&output, &whole[..whole.len() / 2]).expect("it is written");
    let run = whosaid(&["--jsonl", "--resume", "-o", output.to_str().expect("text"), &input]);
    assert_eq!(run.status.code(), Some(1), "row 2 has no text: {}", text(&run.stderr));
    assert!(std::fs::read(output).expect("it is there") == whole);
}

#[test]
fn what_cannot_be_read_or_written_says_why() {
    let folder = folder("errors");
    let input = archive(&folder);
    let bytes = std::fs::read(&input).expect("it is there");
    let cut = folder.join("cut.parquet");
    std::fs::write(&cut, &bytes[..bytes.len() - 9]).expect("it is written");
    let other = folder.join("other.parquet");
    let output = other.to_str().expect("text");
    assert!(whosaid(&["--jsonl", "-o", output, &lines(&folder)]).status.code() == Some(1));
    for (args, wanted) in [
        (&["--jsonl", cut.to_str().expect("text")][..], "cannot read"),
        (&["--jsonl", output], "no column `text`"),
        (&["--jsonl", "--resume", "-o", output, &input], "index is written last"),
    ] {
        let run = whosaid(args);
        assert!(text(&run.stderr).contains(wanted), "{args:?}: {}", text(&run.stderr));
        assert!(!run.status.success(), "{args:?}");
    }
}

/// A byte of each was changed: the crate that reads them panics.
#[test]
fn files_that_once_broke_something_are_refused_with_a_message() {
    for path in
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions/parquet")).expect("a folder")
    {
        let path = path.expect("an entry").path();
        let run = whosaid(&["--jsonl", path.to_str().expect("text")]);
        assert_eq!(run.status.code(), Some(1), "{path:?}");
        assert!(text(&run.stderr).ends_with("the Parquet file is damaged\n"), "{}", text(&run.stderr));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = folder("full");
    let full = folder.join("full.parquet");
    std::os::unix::fs::symlink("/dev/full", &full).expect("a link");
    let run = whosaid(&["--jsonl", "-o", full.to_str().expect("text"), &archive(&folder)]);
    assert!(text(&run.stderr).contains("No space left"), "{}", text(&run.stderr));
    assert_eq!(run.status.code(), Some(1));
}
