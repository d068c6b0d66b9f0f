//! Surface patterns (`src/*/patterns.txt`) become one automaton a file, compiled here and not at run time.
//!
//! A line of such a file is `name | pattern | what it is`, divided by a bar between two spaces (a bar inside a
//! pattern has none around it); `#` begins a comment line. The patterns are regular expressions in the syntax of
//! the `regex` crate. All patterns of a file become one minimised sparse DFA that searches anchored and keeps the longest
//! match; see `src/pattern.rs` for the reading side.
//!
//! Keep `(?-u:\b)` to ASCII and classes to `[0-9]` instead of `\d`: Unicode classes make the tables many times
//! larger, and a Unicode `\b` cannot be compiled into a DFA at all.

use regex_automata::MatchKind;
use regex_automata::dfa::{StartKind, dense};
use regex_automata::util::syntax;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// A pattern of a file.
struct Pattern {
    name: String,
    pattern: String,
    meaning: String,
}

/// For each `(module, file)` writes `$OUT_DIR/<module>.dfa`, and the code that reads them all as
/// `$OUT_DIR/patterns.rs`.
pub fn generate(files: &[(&str, &str)]) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut code = String::new();
    for (module, file) in files {
        println!("cargo::rerun-if-changed={file}");
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("cannot read {file}: {e}"));
        let patterns = parse(file, &text);
        let bytes = compile(file, &patterns);
        fs::write(Path::new(&out).join(format!("{module}.dfa")), bytes)
            .unwrap_or_else(|e| panic!("cannot write {module}.dfa: {e}"));
        write_module(&mut code, module, file, &patterns);
    }
    fs::write(Path::new(&out).join("patterns.rs"), code).expect("cannot write patterns.rs");
}

fn parse(file: &str, text: &str) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [name, pattern, meaning] = cells[..] else {
            panic!(
                "{file}:{}: write `name | pattern | what it is`, with spaces around both bars",
                number + 1
            );
        };
        assert!(
            patterns.iter().all(|p| p.name != name),
            "{file}:{}: `{name}` stands here twice",
            number + 1
        );
        patterns.push(Pattern {
            name: name.to_owned(),
            pattern: pattern.to_owned(),
            meaning: meaning.to_owned(),
        });
    }
    patterns
}

/// The bytes of the automaton, in the byte order of the target.
fn compile(file: &str, patterns: &[Pattern]) -> Vec<u8> {
    let texts: Vec<&str> = patterns.iter().map(|p| p.pattern.as_str()).collect();
    let dfa = dense::Builder::new()
        .configure(
            dense::Config::new()
                .match_kind(MatchKind::All)
                .start_kind(StartKind::Anchored)
                .minimize(true),
        )
        .syntax(syntax::Config::new())
        .build_many(&texts)
        .unwrap_or_else(|e| panic!("{file}: {e}"));
    let sparse = dfa.to_sparse().unwrap_or_else(|e| panic!("{file}: {e}"));
    if env::var("CARGO_CFG_TARGET_ENDIAN").is_ok_and(|e| e == "big") {
        sparse.to_bytes_big_endian()
    } else {
        sparse.to_bytes_little_endian()
    }
}

fn write_module(code: &mut String, module: &str, file: &str, patterns: &[Pattern]) {
    let count = patterns.len();
    let _ = writeln!(code, "/// The patterns of `{file}`.\npub mod {module} {{");
    let _ = writeln!(
        code,
        "    /// Which pattern.\n    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n    pub enum Pattern {{"
    );
    for pattern in patterns {
        let _ = writeln!(
            code,
            "        /// {}\n        {},",
            pattern.meaning,
            camel_case(&pattern.name)
        );
    }
    let _ = writeln!(code, "    }}");
    let _ = writeln!(
        code,
        "    const ALL: [Pattern; {count}] = [{}];",
        patterns
            .iter()
            .map(|p| format!("Pattern::{}", camel_case(&p.name)))
            .collect::<Vec<_>>()
            .join(", ")
    );
    let _ = writeln!(
        code,
        "    /// The automaton.\n    pub static PATTERNS: crate::pattern::Patterns<Pattern> = \
         crate::pattern::Patterns::new(&ALL, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{module}.dfa\")));"
    );
    let _ = writeln!(
        code,
        "    /// Each pattern and its regular expression, for the comparison with the `regex` crate.\n    \
         #[cfg(test)]\n    pub const SOURCES: [(Pattern, &str); {count}] = ["
    );
    for pattern in patterns {
        let _ = writeln!(
            code,
            "        (Pattern::{}, {:?}),",
            camel_case(&pattern.name),
            pattern.pattern
        );
    }
    let _ = writeln!(code, "    ];\n}}");
}

fn camel_case(name: &str) -> String {
    name.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
