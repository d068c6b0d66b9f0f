//! Words of the interface (`src/describe/messages/*.txt`) become sorted Rust arrays, one a language.
//!
//! A line is `key = text`; lines that begin with `#` and empty lines are left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Reads the file of each language and writes `$OUT_DIR/messages.rs` with a table named like the file (`EN`).
pub fn generate(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = String::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("cannot read {}: {e}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
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
            let earlier = rows.insert(key.trim(), message.trim());
            assert!(earlier.is_none(), "{place}: `{}` stands here twice", key.trim());
        }
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        let _ = writeln!(code, "static {name}: [(&str, &str); {}] = [", rows.len());
        for (key, message) in rows {
            let _ = writeln!(code, "    ({key:?}, {message:?}),");
        }
        let _ = writeln!(code, "];");
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("messages.rs"), code).expect("cannot write messages.rs");
}
