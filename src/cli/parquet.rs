//! Parquet: rows of articles read as lines of JSON, and lines of analyses written as rows.

use super::failure::Failure;
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::record::reader::{ReaderIter, TreeBuilder};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::{SchemaDescPtr, SchemaDescriptor, Type};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once};

/// Rows that are decoded at once: few, since each may be a long article.
const BATCH: usize = 64;

/// Bytes of analyses in a row group: what is held in memory until it is written.
const GROUP: usize = 32 << 20;

fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::other(other),
    }
}

thread_local! {
    /// The file that this thread reads at the moment.
    static READING: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
}

/// Reads. Some damaged files make the crate panic where it should give an error: they end the program with a message
/// and a status as other unreadable files do, not with a crash.
fn reading<R>(name: &Arc<str>, read: impl FnOnce() -> R) -> R {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| match READING.take() {
            Some(name) => {
                super::complain(&format!("cannot read {name}: the Parquet file is damaged"));
                std::process::exit(1);
            }
            None => usual(panic),
        }));
    });
    READING.set(Some(Arc::clone(name)));
    let read = read();
    READING.set(None);
    read
}

/// The rows of a file, each as a line of JSON with `text` and, where there is one, `id`.
pub struct Rows {
    name: Arc<str>,
    file: SerializedFileReader<File>,
    columns: SchemaDescPtr,
    /// The row group that is read after `rows`.
    next: usize,
    rows: Option<ReaderIter>,
    line: io::Cursor<Vec<u8>>,
    /// Counts stored bytes: a row counts as its share of the file.
    count: Arc<AtomicU64>,
    row_bytes: u64,
}

impl Rows {
    /// Opens a file that has a column `text`.
    pub fn open(path: &Path, count: Arc<AtomicU64>) -> io::Result<Self> {
        let name: Arc<str> = super::archive::name(path).into();
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let file = reading(&name, || SerializedFileReader::new(file)).map_err(io_error)?;
        let about = file.metadata().file_metadata();
        let columns = chosen(about.schema_descr().root_schema()).map_err(io::Error::other)?;
        let row_bytes = size / u64::try_from(about.num_rows()).unwrap_or(1).max(1);
        let line = io::Cursor::default();
        Ok(Rows { name, file, columns, next: 0, rows: None, line, count, row_bytes })
    }

    /// The next row of all row groups.
    fn row(&mut self) -> Result<Option<Row>, ParquetError> {
        loop {
            if let Some(row) = self.rows.as_mut().and_then(Iterator::next) {
                return row.map(Some);
            }
            if self.next == self.file.num_row_groups() {
                return Ok(None);
            }
            let group = self.file.get_row_group(self.next)?;
            let builder = TreeBuilder::new().with_batch_size(BATCH);
            self.rows = Some(builder.as_iter(Arc::clone(&self.columns), &*group)?);
            self.next += 1;
        }
    }
}

impl BufRead for Rows {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.line.fill_buf()?.is_empty()
            && let Some(row) = reading(&Arc::clone(&self.name), || self.row()).map_err(io_error)?
        {
            self.count.fetch_add(self.row_bytes, Ordering::Relaxed);
            self.line = io::Cursor::new(line(&row));
        }
        self.line.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.line.consume(amount);
    }
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// The columns that are read, if they can be.
fn chosen(schema: &Type) -> Result<SchemaDescPtr, String> {
    let column = |name| schema.get_fields().iter().find(|field| field.name() == name);
    let text = column("text").ok_or("it has no column `text`")?;
    if !text.is_primitive() || text.get_physical_type() != Physical::BYTE_ARRAY {
        return Err("its column `text` holds no strings".to_owned());
    }
    let id = column("id");
    if id.is_some_and(|id| !id.is_primitive() || is_repeated(id)) || is_repeated(text) {
        return Err("its columns `id` and `text` must hold one value a row".to_owned());
    }
    let fields = id.into_iter().chain([text]).cloned().collect();
    let chosen = Type::group_type_builder(schema.name()).with_fields(fields).build().map_err(|e| e.to_string())?;
    Ok(Arc::new(SchemaDescriptor::new(Arc::new(chosen))))
}

fn is_repeated(field: &Type) -> bool {
    field.get_basic_info().has_repetition() && field.get_basic_info().repetition() == Repetition::REPEATED
}

/// A row as a line of JSON. What has no text becomes a line without `text`, which is told like any other.
fn line(row: &Row) -> Vec<u8> {
    let mut fields = serde_json::Map::new();
    for (name, field) in row.get_column_iter() {
        if let Some(value) = json(field) {
            fields.insert(name.clone(), value);
        }
    }
    let mut line = serde_json::to_vec(&fields).expect("a map always serialises");
    line.push(b'\n');
    line
}

/// Numbers stay numbers; dates, decimals and the like become their usual notation.
fn json(field: &Field) -> Option<serde_json::Value> {
    Some(match field {
        Field::Null => return None,
        Field::Str(text) => text.as_str().into(),
        // Old writers did not say that their bytes are text.
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into(),
        Field::Bool(value) => (*value).into(),
        Field::Byte(number) => (*number).into(),
        Field::Short(number) => (*number).into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::UByte(number) => (*number).into(),
        Field::UShort(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::ULong(number) => (*number).into(),
        other => other.to_string().into(),
    })
}

/// Writes analyses as rows: `id`, a string (for an id that is none, its JSON) or null, and `analysis`, JSON.
pub struct Writer<W: Write + Send> {
    name: String,
    file: SerializedFileWriter<W>,
    /// The row group that fills.
    ids: Vec<Option<ByteArray>>,
    analyses: Vec<ByteArray>,
    bytes: usize,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    pub fn new(name: &str, sink: W) -> Result<Self, Failure> {
        let level = ZstdLevel::default();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_dictionary_enabled(false)
            .build();
        let file = SerializedFileWriter::new(sink, Arc::new(schema()), Arc::new(properties))
            .map_err(|e| Failure::writing(name, io_error(e)))?;
        Ok(Writer { name: name.to_owned(), file, ids: Vec::new(), analyses: Vec::new(), bytes: 0 })
    }

    /// Adds whole lines, as [`super::line::analyse`] makes them.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        for line in lines.split_inclusive(|&b| b == b'\n') {
            let (id, analysis) = row(line);
            self.bytes += analysis.len();
            self.ids.push(id.map(|id| ByteArray::from(id.into_bytes())));
            self.analyses.push(ByteArray::from(analysis));
        }
        if self.bytes >= GROUP { self.end_group() } else { Ok(()) }
    }

    /// Writes what is left, and the index, without which the file cannot be read.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.end_group()?;
        let name = self.name;
        self.file.close().map(|_| ()).map_err(|e| Failure::writing(&name, io_error(e)))
    }

    fn end_group(&mut self) -> Result<(), Failure> {
        if self.analyses.is_empty() {
            return Ok(());
        }
        let (ids, analyses) = (std::mem::take(&mut self.ids), std::mem::take(&mut self.analyses));
        self.bytes = 0;
        write_group(&mut self.file, ids, &analyses).map_err(|e| Failure::writing(&self.name, io_error(e)))
    }
}

fn write_group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    ids: Vec<Option<ByteArray>>,
    analyses: &[ByteArray],
) -> Result<(), ParquetError> {
    let present: Vec<i16> = ids.iter().map(|id| i16::from(id.is_some())).collect();
    let ids: Vec<ByteArray> = ids.into_iter().flatten().collect();
    let mut group = file.next_row_group()?;
    for (values, levels) in [(&ids[..], Some(&present[..])), (analyses, None)] {
        let mut column = group.next_column()?.expect("the schema has two columns");
        column.typed::<ByteArrayType>().write_batch(values, levels, None)?;
        column.close()?;
    }
    group.close().map(|_| ())
}

fn schema() -> Type {
    let column = |name, repetition, kind| {
        let column = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
        Arc::new(column.with_repetition(repetition).with_logical_type(Some(kind)).build().expect("a valid column"))
    };
    let id = column("id", Repetition::OPTIONAL, LogicalType::String);
    let analysis = column("analysis", Repetition::REQUIRED, LogicalType::Json);
    Type::group_type_builder("analyses").with_fields(vec![id, analysis]).build().expect("a valid schema")
}

/// The id, and the line without it.
fn row(line: &[u8]) -> (Option<String>, Vec<u8>) {
    #[derive(Deserialize)]
    struct Analysed<'l> {
        #[serde(borrow)]
        id: &'l RawValue,
    }
    let Analysed { id } = serde_json::from_slice(line).expect("the program wrote this line");
    let id = id.get();
    let rest = &line[BEFORE_ID.len() + id.len() + ",".len()..];
    let analysis = [b"{", rest.trim_ascii_end()].concat();
    let id = serde_json::from_str(id).unwrap_or_else(|_| Some(id.to_owned()));
    (id, analysis)
}

/// What a line of output begins with.
const BEFORE_ID: &str = r#"{"id":"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_into_its_id_and_its_analysis() {
        for (id, wanted) in [
            (r#""a\u00e9""#, Some("aé")),
            ("1.50", Some("1.50")),
            ("null", None),
            (r#"{"n": [1]}"#, Some(r#"{"n": [1]}"#)),
        ] {
            let line = format!("{{\"id\":{id},\"schema\":1,\"length\":0}}\n");
            let (found, analysis) = row(line.as_bytes());
            assert_eq!(found.as_deref(), wanted);
            assert_eq!(analysis, br#"{"schema":1,"length":0}"#);
        }
    }
}
