//! Articles out of Parquet: one row an article, columns named as the fields of JSON Lines.

use super::material::Material;
use super::records::{Each, Place};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The columns that are read; the others stay packed.
const COLUMNS: [&str; 10] = [
    "id",
    "text",
    "html",
    "section",
    "title",
    "outlet",
    "byline",
    "published",
    "language",
    "url",
];

/// Rows that are unpacked at a time.
const BATCH: usize = 64;

/// Reads all rows.
pub fn read(path: &Path, bytes: &AtomicU64, each: Each<'_>) {
    let length = path.metadata().map_or(0, |found| found.len());
    let opened = File::open(path)
        .map_err(|error| format!("cannot read it: {error}"))
        .and_then(|file| SerializedFileReader::new(file).map_err(|error| no_parquet(&error)));
    let reader = match opened {
        Ok(reader) => reader,
        Err(reason) => {
            each(None, None, Err(reason));
            return;
        }
    };
    let schema = reader.metadata().file_metadata().schema();
    let fields: Vec<_> = schema
        .get_fields()
        .iter()
        .filter(|field| COLUMNS.contains(&field.name()))
        .map(Arc::clone)
        .collect();
    if !fields.iter().any(|field| matches!(field.name(), "text" | "html")) {
        let reason = "the table has neither a column `text` nor a column `html`";
        each(None, None, Err(reason.to_owned()));
        return;
    }
    let rows = u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    let projection = Type::group_type_builder(schema.name())
        .with_fields(fields)
        .build();
    let all =
        projection.and_then(|projection| RowIter::from_file_into(Box::new(reader)).project(Some(projection)));
    let all = match all {
        Ok(all) => all.with_batch_size(BATCH),
        Err(error) => {
            each(None, None, Err(no_parquet(&error)));
            return;
        }
    };
    for (number, row) in (1u64..).zip(all) {
        bytes.fetch_add(length / rows.max(1), Ordering::Relaxed);
        let place = Some(Place::Row(number));
        match row {
            Ok(row) => {
                let mut row = row.to_json_value();
                // A column that is null is a field that is left out.
                if let Some(fields) = row.as_object_mut() {
                    fields.retain(|_, value| !value.is_null());
                }
                if !each(place, None, Ok(Material::Row(row))) {
                    return;
                }
            }
            Err(error) => {
                each(
                    place,
                    None,
                    Err(format!("the rest of the table cannot be read: {error}")),
                );
                return;
            }
        }
    }
}

fn no_parquet(error: &parquet::errors::ParquetError) -> String {
    format!("no Parquet file, or one that was cut short: {error}")
}
