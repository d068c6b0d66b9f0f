//! How many bytes the browser downloads: raw, by gzip, by brotli.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{self, Write};
use std::ops::Add;
use std::path::Path;

/// What the script tag may download at most, all files together, as brotli at its highest quality: a promise of
/// the README.
pub const BUDGET: usize = 494_000;
/// The same without the learned tagger.
pub const BUDGET_OF_RULES: usize = 392_000;

/// Sizes of a file, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl Sizes {
    /// Measures a file as it would be sent: gzip 9, brotli 11 with a window of 4 MB.
    pub fn of(bytes: &[u8]) -> io::Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        {
            let mut writer = brotli::CompressorWriter::new(&mut brotli, 1 << 16, 11, 22);
            writer.write_all(bytes)?;
        }
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }
}

impl Add for Sizes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// The sizes of files, each with its name.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<(String, Sizes)>,
}

impl Table {
    /// Measures the files of these names below a folder.
    ///
    /// # Errors
    /// A sentence that names the file that cannot be read.
    pub fn measure(folder: &Path, names: &[&str]) -> Result<Self, String> {
        let mut rows = Vec::new();
        for name in names {
            let path = folder.join(name);
            let sizes = fs::read(&path).and_then(|bytes| Sizes::of(&bytes));
            let sizes = sizes.map_err(|e| format!("cannot measure {}: {e}", path.display()))?;
            rows.push(((*name).to_owned(), sizes));
        }
        Ok(Self { rows })
    }

    /// All files together.
    pub fn sum(&self) -> Sizes {
        self.rows
            .iter()
            .fold(Sizes::default(), |sum, (_, sizes)| sum + *sizes)
    }

    /// The table as text, a line each, the sum last.
    pub fn to_text(&self) -> String {
        let mut text = line("bytes to download", &["raw", "gzip", "brotli"].map(str::to_owned));
        let sum = ("all".to_owned(), self.sum());
        for (name, sizes) in self.rows.iter().chain([&sum]) {
            text += &line(name, &[sizes.raw, sizes.gzip, sizes.brotli].map(grouped));
        }
        text
    }

    /// Holds the sum against a budget.
    ///
    /// # Errors
    /// A sentence with both numbers where it is over.
    pub fn within(&self, budget: usize) -> Result<(), String> {
        let brotli = self.sum().brotli;
        if brotli <= budget {
            return Ok(());
        }
        Err(format!(
            "the script tag would download {} bytes, {} more than the {} that are promised",
            grouped(brotli),
            grouped(brotli - budget),
            grouped(budget)
        ))
    }
}

fn line(name: &str, [raw, gzip, brotli]: &[String; 3]) -> String {
    format!("{name:<24}{raw:>12}{gzip:>12}{brotli:>12}\n")
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(brotli: usize) -> Table {
        let sizes = Sizes {
            raw: 1_234_567,
            gzip: 500,
            brotli,
        };
        Table {
            rows: vec![("a.js".to_owned(), sizes), ("b.wasm".to_owned(), sizes)],
        }
    }

    #[test]
    fn packing_makes_text_smaller() {
        let sizes = Sizes::of("who says so? ".repeat(1000).as_bytes()).unwrap();
        assert_eq!(sizes.raw, 13_000);
        assert!(sizes.gzip < 200 && sizes.brotli < sizes.gzip, "{sizes:?}");
    }

    #[test]
    fn the_sum_stands_last() {
        let text = table(100).to_text();
        let last: Vec<&str> = text.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(last, ["all", "2,469,134", "1,000", "200"]);
    }

    #[test]
    fn one_byte_over_is_over() {
        assert_eq!(table(200).within(400), Ok(()));
        let message = table(201).within(400).unwrap_err();
        assert!(message.contains("402 bytes, 2 more"), "{message}");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(
            [0, 999, 1000, 300_000].map(grouped),
            ["0", "999", "1,000", "300,000"]
        );
    }
}
