//! Who may know what: reads the source of the crate and fails when an arrow points the wrong way.
//!
//! The rules are those of ARCHITECTURE.md, as far as text can show them. [`violations`] looks at one file; the tests below it
//! prove on made-up sources that it sees each kind of wrong arrow, before the crate itself is looked at.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The modules in the order of the data's way. A module names only those before it.
const WAY: [&str; 20] = [
    "span",
    "order",
    "lexicon",
    "pattern",
    "article",
    "text",
    "tagger",
    "figure",
    "attribution",
    "source",
    "claim",
    "analysis",
    "overrides",
    "describe",
    "html",
    "export",
    "dom",
    "card",
    "wasm",
    "cli",
];

/// The last module of text understanding; the edge comes behind it.
const LAST_OF_UNDERSTANDING: &str = "describe";

/// What a module may name of a later one: ids, which are plain numbers, and the words on a card.
const EXCEPTIONS: [(&str, &str, &[&str]); 5] = [
    ("figure", "analysis", &["AnnotationId", "SourceId"]),
    ("attribution", "analysis", &["AnnotationId", "SourceId"]),
    ("source", "analysis", &["AnnotationId", "SourceId"]),
    ("claim", "analysis", &["AnnotationId", "SourceId"]),
    ("analysis", "describe", &["label"]),
];

/// What the crate's root re-exports, and the module it comes from.
const ROOT: [(&str, &str); 6] = [
    ("Article", "article"),
    ("Span", "span"),
    ("Analysis", "analysis"),
    ("Options", "analysis"),
    ("SCHEMA", "analysis"),
    ("analyze", "analysis"),
];

/// The browser: only these modules name it.
const BROWSER: [&str; 5] = [
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
    "js_sys",
    "console_error_panic_hook",
];
const KNOW_THE_BROWSER: [&str; 3] = ["dom", "card", "wasm"];

/// Formats: only these modules name them.
const FORMATS: [&str; 5] = [
    "serde",
    "serde_json",
    "serde_wasm_bindgen",
    "html5ever",
    "markup5ever_rcdom",
];
const KNOW_A_FORMAT: [&str; 6] = ["html", "export", "dom", "card", "wasm", "cli"];

/// The plain data of these modules cross from page to engine as messages: by these two derives and no more.
const MESSAGES: [&str; 4] = ["span", "article", "analysis", "describe"];
const DERIVED: [&str; 2] = [
    "#[cfg_attr(feature = \"message\", derive(serde::Serialize, serde::Deserialize))]",
    "#[cfg_attr(feature = \"message\", serde(rename_all = \"snake_case\"))]",
];

/// What makes a result depend on more than the input, or talk past the caller.
const IMPURE: [&str; 18] = [
    "SystemTime",
    "Instant",
    "now_utc",
    "now_local",
    "rand",
    "getrandom",
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "std::time",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::thread",
    "std::process",
];

/// Words are tables that were built before run time.
const PARSED_AT_RUN_TIME: [&str; 5] = [
    "include_str!",
    "Regex::new",
    "LazyLock",
    "lazy_static!",
    "thread_local!",
];

/// The DOM layer marks what it is told and speaks the words it is given: of understanding it knows the shapes only.
const CLOSED_TO_THE_PAGE: [&str; 8] = [
    "lexicon",
    "pattern",
    "text",
    "tagger",
    "figure",
    "attribution",
    "source",
    "claim",
];

/// An arrow that points the wrong way.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    path: String,
    line: usize,
    says: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// What is wrong in the file at `path` (as in `src/text/token.rs`) with the content `text`.
fn violations(path: &str, text: &str) -> Vec<Violation> {
    let Some(module) = module_of(path) else {
        return Vec::new(); // lib.rs, main.rs
    };
    let Some(rank) = WAY.iter().position(|m| *m == module) else {
        return vec![Violation {
            path: path.to_owned(),
            line: 1,
            says: format!(
                "the module `{module}` has no place in the order of the way (tests/architecture.rs, WAY)"
            ),
        }];
    };
    let understands = WAY.iter().skip(rank).any(|m| *m == LAST_OF_UNDERSTANDING);
    let on_the_page = matches!(module, "dom" | "card");
    let code = match MESSAGES.contains(&module) {
        true => code_of(&without_messages(text)),
        false => code_of(text),
    };
    let mut found = Vec::new();
    let mut report = |at: usize, says: String| {
        found.push(Violation {
            path: path.to_owned(),
            line: code[..at].matches('\n').count() + 1,
            says,
        });
    };
    let mut forbid = |names: &[&str], why: &str| {
        for name in names {
            for at in places(&code, name) {
                report(at, format!("`{name}`: {why}"));
            }
        }
    };
    if !KNOW_THE_BROWSER.contains(&module) {
        forbid(&BROWSER, "only wasm, dom and card know the browser");
    }
    if !KNOW_A_FORMAT.contains(&module) {
        forbid(&FORMATS, "only html, export, cli and the edge know a format");
    }
    if understands {
        forbid(&IMPURE, "text understanding depends on its input alone");
        forbid(&PARSED_AT_RUN_TIME, "tables are built before run time");
    }
    if on_the_page {
        forbid(
            &["analyze", "present"],
            "the page's side asks the engine through wasm, wherever it runs",
        );
    }
    // `super` leads to the root as well: "super::figure" in src/text/mod.rs.
    let up = if path.ends_with("/mod.rs") || path.matches('/').count() == 1 {
        "super::"
    } else {
        "super::super::"
    };
    for other in WAY {
        forbid(&[&format!("{up}{other}")], "say `crate::`");
    }
    for (at, target, item) in arrows(&code) {
        let Some(target_rank) = WAY.iter().position(|m| *m == target) else {
            continue; // a macro or item of the root
        };
        let allowed = EXCEPTIONS
            .iter()
            .any(|(from, to, items)| *from == module && *to == target && items.contains(&item.as_str()));
        if target_rank > rank && !allowed {
            report(
                at,
                format!("`crate::{target}::{item}`: `{module}` comes before `{target}` on the way"),
            );
        }
        if on_the_page && CLOSED_TO_THE_PAGE.contains(&target.as_str()) {
            report(
                at,
                format!("`crate::{target}`: the DOM layer knows no text understanding"),
            );
        }
    }
    found
}

/// The text without what makes messages of plain data; lines stay.
fn without_messages(text: &str) -> String {
    DERIVED
        .iter()
        .fold(text.to_owned(), |text, derived| text.replace(derived, ""))
}

/// `text` for `src/text/token.rs` and `src/text.rs`; none for the roots of the crate.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let module = inside.split('/').next()?.trim_end_matches(".rs");
    (module != "lib" && module != "main").then_some(module)
}

/// The code without comments, strings and test modules; their characters become spaces, lines stay.
fn code_of(text: &str) -> String {
    let tests = ["#[cfg(test)]\nmod ", "#[cfg(all(test,"];
    let end = tests.iter().filter_map(|mark| text.find(mark)).min();
    let text = &text[..end.unwrap_or(text.len())];
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#\"") {
            let close = if rest.starts_with("r#") { "\"#" } else { "\"" };
            rest[3..]
                .find(close)
                .map_or(rest.len(), |at| 3 + at + close.len())
        } else if c == '"' {
            string_length(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find('\'').map_or(1, |at| at + 2)
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
            code.extend(rest[..skipped].chars().map(blank));
            rest = &rest[skipped..];
        }
    }
    code
}

/// Length of the string literal at the start of `rest`.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Where `name` stands as a whole word.
fn places(code: &str, name: &str) -> Vec<usize> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name)
        .map(|(at, _)| at)
        .filter(|&at| {
            !code[..at].ends_with(is_name)
                && (!name.ends_with(is_name) || !code[at + name.len()..].starts_with(is_name))
        })
        .collect()
}

/// Every path from the crate's root: where it stands, the module it leads to, and the item of that module (empty for
/// the module itself). `crate::{a::B, c}` are two.
fn arrows(code: &str) -> Vec<(usize, String, String)> {
    let mut arrows = Vec::new();
    for at in places(code, "crate") {
        let Some(path) = code[at + "crate".len()..].strip_prefix("::") else {
            continue;
        };
        for branch in branches(path) {
            let mut parts = branch.splitn(2, "::");
            let first = parts.next().unwrap_or("").trim().to_owned();
            let root = ROOT.iter().find(|(item, _)| *item == first);
            let target = root.map_or(first.clone(), |(_, module)| (*module).to_owned());
            let items = match root {
                Some((item, _)) => vec![(*item).to_owned()],
                None => parts.next().map_or_else(|| vec![String::new()], branches),
            };
            for item in items {
                let item = item.split("::").next().unwrap_or("").trim().to_owned();
                arrows.push((at, target.clone(), item));
            }
        }
    }
    arrows
}

/// What a use path opens with: the path itself, or the branches of `{...}`.
fn branches(path: &str) -> Vec<String> {
    let Some(inside) = path.strip_prefix('{') else {
        let end = path
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | '{')))
            .unwrap_or(path.len());
        // A brace further on belongs to the item: keep it with what it holds.
        let end = match path[..end].find('{') {
            Some(open) => path[open..]
                .find('}')
                .map_or(path.len(), |close| open + close + 1),
            None => end,
        };
        return vec![path[..end].to_owned()];
    };
    let mut depth = 0;
    let mut branches = vec![String::new()];
    for c in inside.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                branches.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if let Some(last) = branches.last_mut() {
            last.push(c);
        }
    }
    branches
        .iter()
        .map(|b| b.trim().to_owned())
        .filter(|b| !b.is_empty())
        .collect()
}

/// The Rust files under `folder`, but for files of tests.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    Ok(())
}

#[test]
fn every_arrow_points_the_right_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files).unwrap();
    assert!(
        files.len() > 20,
        "the crate's sources are not where they should be"
    );
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let path = file
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            violations(&path, &fs::read_to_string(file).unwrap())
        })
        .map(|v| v.to_string())
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// What [`violations`] says of a made-up file, cut to the offending name.
fn names(path: &str, text: &str) -> Vec<String> {
    violations(path, text)
        .into_iter()
        .map(|v| v.says.split('`').nth(1).unwrap_or("").to_owned())
        .collect()
}

#[test]
fn a_browser_or_a_format_in_text_understanding_is_seen() {
    assert_eq!(names("src/text/token.rs", "use web_sys::Node;"), ["web_sys"]);
    assert_eq!(
        names("src/export/mod.rs", "fn f(v: wasm_bindgen::JsValue) {}"),
        ["wasm_bindgen"]
    );
    assert_eq!(
        names("src/analysis/model.rs", "#[derive(serde::Serialize)]"),
        ["serde"]
    );
    assert_eq!(
        names("src/article/find.rs", "let v = serde_json::from_str(s);"),
        ["serde_json"]
    );
    let message =
        "#[cfg_attr(feature = \"message\", derive(serde::Serialize, serde::Deserialize))]\npub struct S;";
    assert!(names("src/describe/mod.rs", message).is_empty());
    assert_eq!(
        names("src/figure/mod.rs", message),
        ["serde", "serde"],
        "no message"
    );
    assert_eq!(
        names("src/describe/mod.rs", "impl serde::Serialize for S {}"),
        ["serde"],
        "more than the two derives"
    );
    assert!(names("src/dom/mod.rs", "use web_sys::Node;").is_empty());
    assert!(names("src/export/json.rs", "use serde::Serialize;").is_empty());
}

#[test]
fn a_clock_chance_or_a_console_is_seen() {
    assert_eq!(
        names("src/figure/mod.rs", "let t = std::time::Instant::now();"),
        ["Instant", "std::time"]
    );
    assert_eq!(names("src/claim/mod.rs", "println!(\"{x}\");"), ["println!"]);
    assert_eq!(
        names("src/source.rs", "static R: LazyLock<u8> = x;"),
        ["LazyLock"]
    );
    assert!(names("src/cli/mod.rs", "println!(\"{x}\");").is_empty());
}

#[test]
fn a_later_module_is_seen() {
    assert_eq!(
        names("src/text/mod.rs", "use crate::figure::Figure;"),
        ["crate::figure::Figure"]
    );
    assert_eq!(
        names("src/claim/mod.rs", "let a = crate::analyze(x);"),
        ["crate::analysis::analyze"]
    );
    assert_eq!(
        names(
            "src/claim/mod.rs",
            "use crate::{span::Span, analysis::{SourceId, Body}};"
        ),
        ["crate::analysis::Body"]
    );
    assert_eq!(
        names("src/analysis/mod.rs", "use crate::export::json;"),
        ["crate::export::json"]
    );
    assert!(
        names(
            "src/claim/mod.rs",
            "use crate::analysis::{SourceId, AnnotationId};"
        )
        .is_empty()
    );
    assert!(
        names(
            "src/figure/mod.rs",
            "use crate::text::Document;\nuse crate::Span;"
        )
        .is_empty()
    );
    assert_eq!(
        names("src/gossip/mod.rs", "").len(),
        1,
        "a module without a place in the order"
    );
}

#[test]
fn understanding_in_the_dom_layer_is_seen() {
    assert_eq!(
        names("src/dom/marks.rs", "use crate::attribution::Form;"),
        ["crate::attribution"]
    );
    assert_eq!(
        names("src/card/mod.rs", "use crate::{lexicon, span::Span};"),
        ["crate::lexicon"]
    );
    assert_eq!(
        names("src/dom/mod.rs", "let a = crate::analyze(&article, &o);"),
        ["analyze"]
    );
    assert!(
        names(
            "src/dom/marks.rs",
            "use crate::describe::Mark;\nuse crate::analysis::AnnotationId;"
        )
        .is_empty()
    );
}

#[test]
fn comments_strings_and_tests_do_not_count() {
    let text = "// use web_sys::Node;\n/* serde */ let a = \"println! \\\" rand\";\nlet b = '\"'; use crate::text::x;\n\
                #[cfg(test)]\nmod tests { use std::fs; }";
    assert!(names("src/figure/mod.rs", text).is_empty());
    let found = violations(
        "src/text/mod.rs",
        "// one\nlet a = \"\n\";\nuse crate::figure::x;",
    );
    assert_eq!(found.iter().map(|v| v.line).collect::<Vec<_>>(), [4]);
}

#[test]
fn who_adds_the_crate_gets_no_dependency_of_the_browser() {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let table = |heading: &str| {
        let (_, below) = manifest.split_once(&format!("\n[{heading}]\n")).unwrap();
        below.split("\n[").next().unwrap().replace('-', "_")
    };
    let everywhere =
        table("dependencies") + &table("target.'cfg(not(target_arch = \"wasm32\"))'.dependencies");
    let in_browsers = table("target.'cfg(target_arch = \"wasm32\")'.dependencies");
    for name in BROWSER {
        assert!(!everywhere.contains(&format!("\n{name} =")), "{name}");
    }
    assert!(in_browsers.contains("\nwasm_bindgen ="));
}
