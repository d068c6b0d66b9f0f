//! The table of annotations as Parquet.
//!
//! A Parquet file is good only when its end is written. So that a killed run can go on, each row group is a file of its own in
//! a folder beside the output (`FILE.parts`) until all are there; then they are joined, without being packed anew.
//! Row groups end at fixed numbers of rows: the bytes do not depend on when a run was interrupted.

use super::journal::State;
use super::sink::{Rendered, Sink};
use crate::analysis::ENGINE;
use crate::cli::{Arguments, Error};
use crate::export::csv::{COLUMNS, Cell, cells};
use crate::export::json::Record;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnCloseResult;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows of a group, or a few more: an article's rows stay together.
const ROWS: usize = 20_000;

/// What a column holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Whole,
}

/// An annotation, ready to be written.
pub struct Row(Vec<Owned>);

enum Owned {
    Text(String),
    Number(Option<f64>),
    Whole(i32),
}

/// Names and kinds of the columns: those of the CSV table.
fn columns() -> impl Iterator<Item = (&'static str, Kind)> {
    COLUMNS.iter().map(|name| {
        let kind = match *name {
            "value" | "confidence" => Kind::Number,
            "paragraph" | "sentence" | "start" | "end" => Kind::Whole,
            _ => Kind::Text,
        };
        (*name, kind)
    })
}

/// The rows of an article.
pub fn rows(record: &Record<'_>) -> Vec<Row> {
    let row = |annotation| {
        let cells = cells(record, annotation).into_iter().map(|cell| match cell {
            Cell::Text(text) => Owned::Text(text.into_owned()),
            Cell::Value(value) => Owned::Number(value.and_then(|value| value.0.to_string().parse().ok())),
            Cell::Confidence(number) => Owned::Number(Some((number * 1000.0).round() / 1000.0)),
            Cell::Count(number) => Owned::Whole(i32::try_from(number).unwrap_or(i32::MAX)),
        });
        Row(cells.collect())
    };
    record.annotations.iter().map(row).collect()
}

fn schema() -> Result<TypePtr, ParquetError> {
    let fields = columns().map(|(name, kind)| {
        let physical = match kind {
            Kind::Text => Physical::BYTE_ARRAY,
            Kind::Number => Physical::DOUBLE,
            Kind::Whole => Physical::INT32,
        };
        Type::primitive_type_builder(name, physical)
            .with_repetition(match kind {
                Kind::Whole => Repetition::REQUIRED,
                _ => Repetition::OPTIONAL,
            })
            .with_logical_type(matches!(kind, Kind::Text).then_some(LogicalType::String))
            .build()
            .map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("annotation")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

fn properties() -> Arc<WriterProperties> {
    let made_by = format!("{} {}", ENGINE.version, ENGINE.checksum);
    Arc::new(
        WriterProperties::builder()
            .set_created_by(format!("factnote {}", ENGINE.version))
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(vec![
                KeyValue::new("factnote.engine".to_owned(), made_by),
                KeyValue::new("factnote.lexicons".to_owned(), ENGINE.lexicons.to_owned()),
            ]))
            .build(),
    )
}

/// The output in parts, until it is whole.
pub struct Parts {
    output: PathBuf,
    folder: PathBuf,
    rows: Vec<Row>,
    parts: u64,
}

impl Parts {
    /// Begins, or goes on behind the parts that `state` knows.
    pub fn open(arguments: &Arguments, state: &State) -> Result<Self, Error> {
        let output = arguments.output.clone().ok_or(Error::ParquetNeedsOutput)?;
        let mut folder = OsString::from(&output);
        folder.push(".parts");
        let parts = Self {
            folder: PathBuf::from(folder),
            output,
            rows: Vec::new(),
            parts: state.output,
        };
        let begun = if state.output == 0 {
            // Not those of a run that was given up.
            parts.remove().and_then(|()| fs::create_dir_all(&parts.folder))
        } else {
            fs::create_dir_all(&parts.folder)
        };
        // Said at once, not after days: that the output itself cannot be made.
        begun
            .and_then(|()| {
                fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&parts.output)
            })
            .map_err(|error| parts.failed(error))?;
        Ok(parts)
    }

    fn failed(&self, error: io::Error) -> Error {
        Error::Write {
            path: Some(self.output.clone()),
            error,
        }
    }

    fn remove(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn part(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:08}.parquet"))
    }

    fn write_part(&mut self) -> Result<(), Error> {
        write_group(&self.part(self.parts), &self.rows).map_err(|error| self.failed(io_error(error)))?;
        self.rows.clear();
        self.parts += 1;
        Ok(())
    }

    /// Joins the parts; the output appears when it is whole.
    fn join(&self) -> Result<(), ParquetError> {
        let mut new = OsString::from(&self.output);
        new.push(".new");
        let new = PathBuf::from(new);
        let mut out = SerializedFileWriter::new(File::create(&new)?, schema()?, properties())?;
        for number in 0..self.parts {
            append(&mut out, &self.part(number))?;
        }
        out.into_inner()?.sync_data()?;
        fs::rename(&new, &self.output)?;
        Ok(())
    }
}

impl Sink for Parts {
    fn write(&mut self, rendered: Rendered) -> Result<(), Error> {
        if let Rendered::Rows(rows) = rendered {
            self.rows.extend(rows);
        }
        if self.rows.len() >= ROWS {
            self.write_part()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn checkpoint(&mut self) -> Result<Option<u64>, Error> {
        // Rows that are not in a part yet would be lost.
        Ok(self.rows.is_empty().then_some(self.parts))
    }

    fn finish(&mut self) -> Result<(), Error> {
        if !self.rows.is_empty() {
            self.write_part()?;
        }
        self.join().map_err(|error| self.failed(io_error(error)))
    }

    fn tidy(&mut self) {
        // What is left of them does no harm.
        let _ = self.remove();
    }
}

fn append(out: &mut SerializedFileWriter<File>, part: &Path) -> Result<(), ParquetError> {
    let file = File::open(part)?;
    let reader = SerializedFileReader::new(file.try_clone()?)?;
    for group in reader.metadata().row_groups() {
        let mut to = out.next_row_group()?;
        for column in group.columns() {
            let close = ColumnCloseResult {
                bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            to.append_column(&file, close)?;
        }
        to.close()?;
    }
    Ok(())
}

fn write_group(path: &Path, rows: &[Row]) -> Result<(), ParquetError> {
    let mut out = SerializedFileWriter::new(File::create(path)?, schema()?, properties())?;
    let mut group = out.next_row_group()?;
    for (at, (_, kind)) in columns().enumerate() {
        write_column(&mut group, kind, rows.iter().filter_map(|row| row.0.get(at)))?;
    }
    group.close()?;
    out.into_inner()?.sync_data()?;
    Ok(())
}

fn write_column<'a>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    kind: Kind,
    cells: impl Iterator<Item = &'a Owned>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Ok(());
    };
    let mut present = Vec::new();
    match kind {
        Kind::Text => {
            let mut values = Vec::new();
            for cell in cells {
                let text = match cell {
                    Owned::Text(text) if !text.is_empty() => Some(text),
                    _ => None,
                };
                present.push(i16::from(text.is_some()));
                values.extend(text.map(|text| ByteArray::from(text.as_str())));
            }
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, Some(&present), None)?;
        }
        Kind::Number => {
            let mut values = Vec::new();
            for cell in cells {
                let number = match cell {
                    Owned::Number(number) => *number,
                    _ => None,
                };
                present.push(i16::from(number.is_some()));
                values.extend(number);
            }
            column
                .typed::<DoubleType>()
                .write_batch(&values, Some(&present), None)?;
        }
        Kind::Whole => {
            let values: Vec<i32> = cells
                .map(|cell| match cell {
                    Owned::Whole(number) => *number,
                    _ => 0,
                })
                .collect();
            column.typed::<Int32Type>().write_batch(&values, None, None)?;
        }
    }
    column.close()
}

/// The error of the system behind one of Parquet, where there is one: a full disk is to be called a full disk.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
