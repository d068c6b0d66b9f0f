//! A page as text: unpacked as its server says, decoded as the page, its server or its bytes say.

use super::material::Page;
use super::records::too_long;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// How far into a page its own word about its encoding is looked for (HTML standard, "prescan").
const PRESCAN: usize = 1024;

/// The text of a page of at most `most` bytes.
pub fn text(page: &Page, most: u64) -> Result<String, String> {
    let body = match page.chunked.then(|| joined(&page.body)).flatten() {
        Some(joined) => Cow::Owned(joined),
        // Crawlers may join the chunks and keep the header.
        None => Cow::Borrowed(page.body.as_slice()),
    };
    let body = unpacked(body, page.encoding.as_deref(), most)?;
    let encoding = stated(page.charset.as_deref())
        .or_else(|| prescan(&body))
        .unwrap_or_else(|| {
            if core::str::from_utf8(&body).is_ok() {
                UTF_8
            } else {
                WINDOWS_1252
            }
        });
    // A byte order mark is stronger than what anybody says.
    let (text, _, _) = encoding.decode(&body);
    Ok(text.into_owned())
}

fn stated(label: Option<&str>) -> Option<&'static Encoding> {
    Encoding::for_label(label?.trim_matches(['"', '\'', ' ']).as_bytes())
}

/// What the page says itself: `<meta charset>` or its older form.
fn prescan(body: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&body[..body.len().min(PRESCAN)]).to_ascii_lowercase();
    let metas = start.match_indices("<meta");
    let found = metas.filter_map(|(at, _)| {
        let tag = start[at..].split('>').next()?;
        let (_, label) = tag.split_once("charset")?;
        let label = label.trim_start().strip_prefix('=')?.trim_start();
        let label = label.trim_start_matches(['"', '\'']);
        let end = label.find(['"', '\'', ';', ' ', '/']).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    });
    // A page that can be read as ASCII so far is not UTF-16.
    let mut found = found.map(|encoding| {
        if encoding == encoding_rs::UTF_16BE || encoding == encoding_rs::UTF_16LE {
            UTF_8
        } else {
            encoding
        }
    });
    found.next()
}

fn unpacked<'a>(body: Cow<'a, [u8]>, encoding: Option<&str>, most: u64) -> Result<Cow<'a, [u8]>, String> {
    let encoding = encoding.unwrap_or("identity").to_ascii_lowercase();
    let mut out = Vec::new();
    let read = match encoding.as_str() {
        // Crawlers may unpack and keep the header.
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            MultiGzDecoder::new(&*body).take(most + 1).read_to_end(&mut out)
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
            ZlibDecoder::new(&*body).take(most + 1).read_to_end(&mut out)
        }
        "br" | "zstd" if core::str::from_utf8(&body).is_err() => {
            return Err(format!("the page is packed as {encoding}, which is not read"));
        }
        _ => return Ok(body),
    };
    match read {
        Ok(read) if read as u64 > most => Err(too_long(most)),
        Ok(_) => Ok(Cow::Owned(out)),
        Err(error) => Err(format!("the page cannot be unpacked: {error}")),
    }
}

/// The chunks of HTTP/1.1 joined; none where these are no chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let httparse::Status::Complete((head, length)) = httparse::parse_chunk_size(body).ok()? else {
            return None;
        };
        if length == 0 {
            return Some(out);
        }
        let end = head.checked_add(usize::try_from(length).ok()?)?;
        out.extend_from_slice(body.get(head..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn page(body: &[u8]) -> Page {
        Page {
            body: body.to_owned(),
            ..Page::default()
        }
    }

    #[test]
    fn the_encoding_is_what_the_server_says_else_the_page_else_what_the_bytes_allow() {
        let latin = b"<meta charset=\"iso-8859-2\"><p>\xb9";
        assert!(text(&page(latin), 100).unwrap().ends_with('š'));
        let stated = Page {
            charset: Some("\"windows-1251\"".to_owned()),
            ..page(latin)
        };
        assert!(text(&stated, 100).unwrap().ends_with('№'));
        let older = b"<META http-equiv='content-type' content='text/html; charset=shift_jis'>\x83\x65";
        assert!(text(&page(older), 100).unwrap().ends_with('テ'));
        assert_eq!(text(&page("“é”".as_bytes()), 100).unwrap(), "“é”");
        assert_eq!(text(&page(b"\x93caf\xe9\x94"), 100).unwrap(), "“café”");
        assert_eq!(text(&page(b"\xef\xbb\xbfa"), 100).unwrap(), "a");
    }

    #[test]
    fn chunks_are_joined_and_what_is_packed_is_unpacked() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(b"<p>It is late.").unwrap();
        let packed = packed.finish().unwrap();
        let mut chunked = format!("{:x}\r\n", packed.len()).into_bytes();
        chunked.extend_from_slice(&packed);
        chunked.extend_from_slice(b"\r\n0\r\n\r\n");
        let whole = Page {
            chunked: true,
            encoding: Some("gzip".to_owned()),
            ..page(&chunked)
        };
        assert_eq!(text(&whole, 100).unwrap(), "<p>It is late.");
        assert!(text(&whole, 5).unwrap_err().contains("longer than 5 bytes"));
        let done_before = Page {
            chunked: true,
            encoding: Some("gzip".to_owned()),
            ..page(b"<p>It is late.")
        };
        assert_eq!(text(&done_before, 100).unwrap(), "<p>It is late.");
        let cut = Page {
            encoding: Some("gzip".to_owned()),
            ..page(&packed[..packed.len() - 6])
        };
        assert!(text(&cut, 100).unwrap_err().contains("cannot be unpacked"));
    }
}
