//! Words of the interface (`src/describe/messages/*.txt`): the English ones become a sorted Rust array. Those of other languages are
//! no part of the crate, since few readers need them; they are held against the English ones.
//!
//! A line is `key = text`; lines that begin with `#` and empty lines are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The language whose words are in the crate.
const ENGLISH: &str = "en";

/// Words that no crate holds: of what a page loads by itself. They are only held against each other.
const OF_SCRIPTS: [&str; 1] = ["review"];

/// Reads the file of each language and writes `$OUT_DIR/messages.rs` with the table `EN`.
pub fn generate(folder: &Path) {
    let english = languages(folder);
    for name in OF_SCRIPTS {
        languages(&folder.join(name));
    }
    let mut code = format!("static EN: [(&str, &str); {}] = [", english.len());
    for (key, message) in english {
        let _ = writeln!(code, "    ({key:?}, {message:?}),");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("messages.rs"), code).expect("cannot write messages.rs");
}

/// The English words of a folder, against which those of the other languages hold.
fn languages(folder: &Path) -> BTreeMap<String, String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("cannot read {}: {e}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let english = read(&folder.join(ENGLISH).with_extension("txt"));
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        compare(file, &read(file), &english);
    }
    english
}

fn read(file: &Path) -> BTreeMap<String, String> {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
    let mut rows = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{}:{}", file.display(), number + 1);
        let (key, message) = line
            .split_once('=')
            .unwrap_or_else(|| panic!("{place}: no `key = text`"));
        let earlier = rows.insert(key.trim().to_owned(), message.trim().to_owned());
        assert!(earlier.is_none(), "{place}: `{}` stands here twice", key.trim());
    }
    rows
}

/// Fails where a language has not the keys of English, or other placeholders.
fn compare(file: &Path, rows: &BTreeMap<String, String>, english: &BTreeMap<String, String>) {
    let file = file.display();
    for key in rows.keys() {
        assert!(
            english.contains_key(key),
            "{file}: `{key}` is in no English message; take it out"
        );
    }
    for (key, message) in english {
        let translated = rows
            .get(key)
            .unwrap_or_else(|| panic!("{file}: `{key}` is missing"));
        let (wanted, given) = (placeholders(message), placeholders(translated));
        assert_eq!(
            wanted, given,
            "{file}: `{key}` has other {{placeholders}} than the English message"
        );
    }
}

fn placeholders(message: &str) -> BTreeSet<&str> {
    let pieces = message.split('{').skip(1);
    pieces
        .filter_map(|piece| Some(piece.split_once('}')?.0))
        .collect()
}
