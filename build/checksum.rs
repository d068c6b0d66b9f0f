//! A checksum of the source of all that understands text: two records with the same one were made by the same rules.
//!
//! Word lists and the learned model have checksums of their own. The tests do not count, nor does the form of line ends.

use std::fs;
use std::path::{Path, PathBuf};

/// What understands text, below `src`; the words of labels too, since they stand in the record.
const UNDERSTANDING: [&str; 14] = [
    "analysis",
    "article",
    "attribution",
    "claim",
    "describe",
    "figure",
    "html.rs",
    "lexicon",
    "order.rs",
    "pattern.rs",
    "source",
    "span.rs",
    "tagger",
    "text",
];

/// Computes it and hands it to the crate as `FACTNOTE_CHECKSUM`.
pub fn generate(source: &Path) {
    let mut files = Vec::new();
    for part in UNDERSTANDING {
        collect(&source.join(part), &mut files);
    }
    // By names with `/`, the same on all systems.
    files.sort_by_key(|path| path.to_string_lossy().replace('\\', "/"));
    let mut checksum = 0xcbf2_9ce4_8422_2325_u64;
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text =
            fs::read_to_string(&path).unwrap_or_else(|e| panic!("cannot read {}: {e}", path.display()));
        for byte in without_tests(&text).bytes().filter(|byte| *byte != b'\r') {
            checksum = (checksum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    println!("cargo::rustc-env=FACTNOTE_CHECKSUM={checksum:016x}");
}

fn collect(path: &Path, into: &mut Vec<PathBuf>) {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if path.is_dir() {
        // New files count too.
        println!("cargo::rerun-if-changed={}", path.display());
        let entries = fs::read_dir(path).unwrap_or_else(|e| panic!("cannot read {}: {e}", path.display()));
        for entry in entries.flatten() {
            collect(&entry.path(), into);
        }
    } else if is_counted(path, name) {
        into.push(path.to_owned());
    }
}

/// Code and words, apart from tests, from word lists, which have their own checksum, and from words that stand in no record.
fn is_counted(path: &Path, name: &str) -> bool {
    let folder = path.parent().unwrap_or(path);
    let is_apart = folder.ends_with("lexicon") || folder.ends_with("messages/review");
    (name.ends_with(".rs") && !name.ends_with("tests.rs")) || (name.ends_with(".txt") && !is_apart)
}

fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code)
}
