//! Archives as other programs write them, for tests that read them.

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Packed by gzip.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A record of WARC.
pub fn record(kind: &str, media: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Target-URI: {url}\r\n\
         Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    record.extend_from_slice(body);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// An answer over HTTP, as WARC keeps it.
pub fn delivered(status: u32, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut response = format!("HTTP/1.1 {status} So\r\n{headers}\r\n\r\n").into_bytes();
    response.extend_from_slice(body);
    response
}

/// Writes articles as Parquet, as another program would.
pub fn parquet_of(path: &Path, articles: &[(&str, Option<&str>)]) {
    let schema = "message article { required binary id (UTF8); optional binary text (UTF8); required binary more (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut out = SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::default()).unwrap();
    let mut group = out.next_row_group().unwrap();
    let bytes = |text: &str| ByteArray::from(text);
    let ids: Vec<_> = articles.iter().map(|(id, _)| bytes(id)).collect();
    let texts: Vec<_> = articles.iter().filter_map(|(_, text)| text.map(bytes)).collect();
    let there: Vec<i16> = articles
        .iter()
        .map(|(_, text)| i16::from(text.is_some()))
        .collect();
    for (values, levels) in [(&ids, None), (&texts, Some(there.as_slice())), (&ids, None)] {
        let mut column = group.next_column().unwrap().unwrap();
        column
            .typed::<ByteArrayType>()
            .write_batch(values, levels, None)
            .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    out.close().unwrap();
}
