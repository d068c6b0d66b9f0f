//! WARC (ISO 28500) as crawls ship it: of its records, the pages that were delivered, and texts made of pages (WET).
//!
//! The frame of a record is a head of lines and a body of a stated length. Bodies that are not wanted, or too long, are
//! passed over without being kept.

use super::material::{Material, Page};
use super::records::{Each, Place, broken, too_long};
use std::io::{self, BufRead, Read};

/// How long the head of a record may be.
const LONGEST_HEAD: u64 = 64 * 1024;
/// How many headers of HTTP are read.
const MOST_HEADERS: usize = 256;

/// The head of a record.
#[derive(Default)]
struct Head {
    kind: String,
    media: String,
    length: u64,
    id: Option<String>,
    url: Option<String>,
}

/// Reads all records.
pub fn read(reader: &mut dyn BufRead, most: u64, each: Each<'_>) {
    for number in 1u64.. {
        let place = Some(Place::Record(number));
        let head = match head(reader) {
            Ok(Some(head)) => head,
            Ok(None) => return,
            Err(reason) => {
                each(place, None, Err(reason));
                return;
            }
        };
        let page = head.kind == "response" && head.media.starts_with("application/http");
        let text = head.kind == "conversion" && head.media.starts_with("text/plain");
        let wanted = if (page || text) && head.length <= most {
            let mut body = Vec::new();
            match reader.take(head.length).read_to_end(&mut body) {
                Ok(read) if read as u64 == head.length => {}
                Ok(_) => {
                    each(place, head.url, Err(broken(&io::ErrorKind::UnexpectedEof.into())));
                    return;
                }
                Err(error) => {
                    each(place, head.url, Err(broken(&error)));
                    return;
                }
            }
            if text {
                each(place, head.url, Ok(Material::Text(body)))
            } else {
                let url = head.url.clone();
                match response(body, head) {
                    Ok(None) => true,
                    Ok(Some(page)) => each(place, url, Ok(Material::Page(page))),
                    Err(reason) => each(place, url, Err(reason)),
                }
            }
        } else {
            match io::copy(&mut reader.take(head.length), &mut io::sink()) {
                Ok(passed) if passed == head.length => {}
                Ok(_) => {
                    each(place, head.url, Err(broken(&io::ErrorKind::UnexpectedEof.into())));
                    return;
                }
                Err(error) => {
                    each(place, head.url, Err(broken(&error)));
                    return;
                }
            }
            !(page || text) || each(place, head.url, Err(too_long(most)))
        };
        if !wanted {
            return;
        }
    }
}

/// The next head; none at the end of the file.
fn head(reader: &mut dyn BufRead) -> Result<Option<Head>, String> {
    let mut lines = reader.take(LONGEST_HEAD);
    let mut line = Vec::new();
    let mut next = |lines: &mut io::Take<&mut dyn BufRead>| -> Result<Option<String>, String> {
        line.clear();
        let read = lines
            .read_until(b'\n', &mut line)
            .map_err(|error| broken(&error))?;
        Ok((read > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    };
    let version = loop {
        match next(&mut lines)? {
            None if lines.limit() == 0 => return Err("no WARC record here".to_owned()),
            None => return Ok(None),
            // Two empty lines stand between records.
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with("WARC/") {
        return Err("no WARC record here; the rest of the file cannot be read".to_owned());
    }
    let mut head = Head::default();
    let mut length = None;
    loop {
        let line = next(&mut lines)?.ok_or("the file ends too early, in the head of a record")?;
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "content-type" => head.media = value.to_ascii_lowercase(),
            "content-length" => length = value.parse().ok(),
            "warc-record-id" => head.id = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_owned()),
            _ => {}
        }
    }
    head.length = length.ok_or("a record without Content-Length; the rest of the file cannot be read")?;
    Ok(Some(head))
}

/// A delivered page; none where something else was delivered, or nothing.
fn response(mut body: Vec<u8>, head: Head) -> Result<Option<Page>, String> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let config = {
        let mut config = httparse::ParserConfig::default();
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.allow_spaces_after_header_name_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        config
    };
    let start = match config.parse_response(&mut response, &body) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => {
            return Err("a response of HTTP without an end of its head".to_owned());
        }
        Err(error) => return Err(format!("no response of HTTP: {error}")),
    };
    let value = |name: &str| {
        let found = response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
    };
    let media = value("content-type").unwrap_or_default();
    let is_page = media.starts_with("text/html") || media.starts_with("application/xhtml");
    if response.code != Some(200) || !is_page {
        return Ok(None);
    }
    let charset = media
        .split(';')
        .find_map(|part| part.trim().strip_prefix("charset="));
    let page = Page {
        charset: charset.map(str::to_owned),
        encoding: value("content-encoding"),
        chunked: value("transfer-encoding").is_some_and(|value| value.contains("chunked")),
        id: head.id,
        url: head.url,
        body: Vec::new(),
    };
    body.drain(..start);
    Ok(Some(Page { body, ..page }))
}
