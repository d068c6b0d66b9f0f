//! Documentation and code name the same things: options, methods, events, flags, commands and modules.
//!
//! The names are read out of the source; a name that the documents do not hold fails, and so does one that they
//! hold and the code does not.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

type Names = BTreeSet<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("cannot read {path}: {e}"))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The name at the start of `text`.
fn name(text: &str) -> &str {
    &text[..text.find(|c| !is_name(c)).unwrap_or(text.len())]
}

/// The names behind each `before`, where `after` follows them.
fn between(text: &str, before: &str, after: &str) -> Names {
    text.match_indices(before)
        .filter_map(|(at, _)| {
            let rest = &text[at + before.len()..];
            let name = name(rest);
            (!name.is_empty() && rest[name.len()..].starts_with(after)).then(|| name.to_owned())
        })
        .collect()
}

/// What stands in `text` behind `from` and before `to`.
fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text
        .split_once(from)
        .unwrap_or_else(|| panic!("no `{from}`: the code has moved, and this test must follow"));
    rest.split_once(to)
        .unwrap_or_else(|| panic!("no `{to}` behind `{from}`: this test must follow the code"))
        .0
}

/// Options that a page may set, as `src/wasm/options.rs` takes them.
fn options(code: &str) -> Names {
    let arms = part(
        code,
        "match name {",
        "_ => return Err(\"there is no such option\")",
    );
    // Values are matched deeper inside.
    let lines = arms
        .lines()
        .filter(|line| line.starts_with(&" ".repeat(12)) && !line.starts_with(&" ".repeat(13)));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    between(&lines, "\"", "\" =>")
}

/// The attribute of an option: `data-mark-from` for `markFrom`.
fn attribute(option: &str) -> String {
    let mut attribute = "data-".to_owned();
    for c in option.chars() {
        if c.is_ascii_uppercase() {
            attribute.push('-');
        }
        attribute.push(c.to_ascii_lowercase());
    }
    attribute
}

/// All files of a folder and of those in it, one behind the other.
fn sources(folder: &Path) -> String {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths
        .map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                fs::read_to_string(path).unwrap()
            }
        })
        .collect()
}

/// Events that are fired: by `ear.tell("name", …)`, as a signal of a card, by the loader.
fn events(wasm: &str, loader: &str) -> Names {
    let mut names = between(wasm, "ear.tell(\"", "\",");
    for signal in wasm.split("Signal::").skip(1) {
        let arm = signal.lines().next().unwrap_or("");
        names.extend(between(arm, "=> (\"", "\","));
    }
    names.extend(between(loader, "\"factnote:", "\""));
    // Only the extension offers it, and hears of it by itself.
    names.remove("check");
    names
}

/// Methods of the handle, by their names in JavaScript.
fn methods(code: &str) -> Names {
    let exported = part(code, "#[wasm_bindgen]\nimpl Handle {", "\n}\n");
    let mut names = Names::new();
    let mut renamed = None;
    for line in exported.lines() {
        renamed = between(line, "js_name = ", ")").pop_first().or(renamed);
        if let Some(method) = between(line, "pub fn ", "(").pop_first() {
            names.insert(renamed.take().unwrap_or(method));
        }
    }
    names
}

/// Commands of `cargo xtask`.
fn commands(code: &str) -> Names {
    let variants = part(code, "enum Command {", "\n}\n");
    let variants = variants.lines().filter_map(|line| line.trim().split_once('('));
    variants
        .map(|(variant, _)| variant.to_lowercase())
        .filter(|variant| !variant.is_empty() && variant.chars().all(is_name))
        .collect()
}

/// Flags of a program and the values they take, as its `--help` lists them: `--format json`.
#[cfg(feature = "cli")]
fn flags(help: &str) -> Names {
    let mut names = Names::new();
    let mut flag = String::new();
    for line in help.lines().map(str::trim) {
        if let Some((_, long)) = line.split_once("--").filter(|(short, _)| short.len() <= 4) {
            flag = long.split([' ', ',']).next().unwrap_or("").to_owned();
            if flag != "help" {
                names.insert(format!("--{flag}"));
            }
        } else if let Some((value, _)) = line.strip_prefix("- ").and_then(|l| l.split_once(':')) {
            names.insert(format!("--{flag} {value}"));
        }
    }
    names
}

/// The top-level modules of `src`.
fn modules() -> Names {
    let entries = fs::read_dir(root().join("src")).unwrap();
    let paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let stems = paths
        .iter()
        .map(|path| path.file_stem().unwrap().to_str().unwrap());
    stems
        .filter(|stem| !matches!(*stem, "lib" | "main"))
        .map(str::to_owned)
        .collect()
}

/// The names that open a row of a table below the heading `heading`: `| `name` | …`.
fn rows(document: &str, heading: &str) -> Names {
    let (_, below) = document
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no heading `{heading}`"));
    let level = heading.chars().take_while(|c| *c == '#').count();
    let ends = |line: &&str| {
        let hashes = line.chars().take_while(|c| *c == '#').count();
        (1..=level).contains(&hashes)
    };
    let mut in_code = false;
    below
        .lines()
        .take_while(|line| {
            in_code ^= line.starts_with("```");
            in_code || !ends(line)
        })
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.split('(').next().unwrap_or(name).to_owned())
        .collect()
}

/// Fails where the code has what the table has not, or the other way round.
#[track_caller]
fn same(what: &str, code: &Names, table: &Names) {
    assert!(!code.is_empty(), "{what}: the code seems to have none");
    let missing: Vec<_> = code.difference(table).collect();
    let outdated: Vec<_> = table.difference(code).collect();
    assert!(
        missing.is_empty() && outdated.is_empty(),
        "{what}: not in the document {missing:?}, not in the code {outdated:?}"
    );
}

/// Where the script tag is documented.
const SCRIPT_TAG: &str = "docs/script-tag.md";

/// Options that no attribute can hold.
const OBJECTS: [&str; 2] = ["messages", "overrides"];

#[test]
fn options_stand_in_the_documentation() {
    let page = read(SCRIPT_TAG);
    let options = options(&read("src/wasm/options.rs"));
    same("options", &options, &rows(&page, "## Options"));
    for option in &options {
        let cell = match OBJECTS.contains(&option.as_str()) {
            true => format!("| `{option}` | | "),
            false => format!("| `{option}` | `{}` |", attribute(option)),
        };
        assert!(page.contains(&cell), "{SCRIPT_TAG}: no row that begins `{cell}`");
    }
}

#[test]
fn events_stand_in_the_documentation() {
    let wasm = sources(&root().join("src/wasm"));
    let events = events(&wasm, &read("www/loader/factnote.js"));
    let events = events.iter().map(|event| format!("factnote:{event}")).collect();
    same("events", &events, &rows(&read(SCRIPT_TAG), "## Events"));
}

/// What TypeScript is told where no derive can tell it.
#[test]
fn types_know_every_event_and_kind() {
    let ear = read("src/wasm/ear.rs");
    let events = between(&ear, "\\\"factnote:", "\\\": CustomEvent");
    let events = events.iter().map(|event| format!("factnote:{event}")).collect();
    same("events", &events, &rows(&read(SCRIPT_TAG), "## Events"));
    let options = read("src/wasm/options.rs");
    let kinds = between(part(&options, "export type Kind =", ";"), "'", "'");
    let describe = read("src/describe/mod.rs");
    let names = part(&describe, "in `data-factnote-style`", "\n}\n");
    same("kinds", &kinds, &between(names, "=> \"", "\""));
}

#[test]
fn methods_of_the_handle_stand_in_the_documentation() {
    let methods = methods(&read("src/wasm/handle.rs"));
    same("methods", &methods, &rows(&read(SCRIPT_TAG), "## The handle"));
}

#[test]
fn commands_stand_in_the_readme() {
    let commands = commands(&read("xtask/src/main.rs"));
    let rows = rows(&read("README.md"), "## Commands");
    let rows = rows
        .iter()
        .map(|row| row.strip_prefix("cargo xtask ").unwrap_or(row))
        .map(|row| row.split(' ').next().unwrap_or(row).to_owned())
        .collect();
    same("commands", &commands, &rows);
}

#[cfg(feature = "cli")]
#[test]
fn flags_stand_in_the_documentation() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_factnote"))
        .args(["annotate", "--help"])
        .output()
        .unwrap();
    let flags = flags(&String::from_utf8(help.stdout).unwrap());
    assert!(
        flags.contains("--jsonl") && flags.contains("--format html"),
        "{flags:?}"
    );
    let page = read("docs/command-line.md");
    let missing: Vec<_> = flags.iter().filter(|flag| !holds(&page, flag)).collect();
    assert!(
        missing.is_empty(),
        "docs/command-line.md: {missing:?} are missing"
    );
}

/// Whether `flag` stands in `text` as a whole: `--json` is not in `--jsonl`.
#[cfg(feature = "cli")]
fn holds(text: &str, flag: &str) -> bool {
    text.match_indices(flag)
        .any(|(at, _)| !text[at + flag.len()..].starts_with(|c: char| is_name(c) || c == '-'))
}

#[test]
fn modules_stand_in_the_code_map() {
    same(
        "modules",
        &modules(),
        &rows(&read("ARCHITECTURE.md"), "## Code map"),
    );
}

/// The table in front is an excerpt: each number stands in the full account too.
#[test]
fn numbers_of_the_readme_are_those_of_the_documentation() {
    let readme = read("README.md");
    let table = part(&readme, "## Numbers\n", "\n`cargo xtask eval");
    let account = read("docs/accuracy.md");
    let numbers = |text: &str| -> Names {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let numbers = text
            .split(|c| !is_number(c))
            .map(|number| number.trim_matches(['.', ',']));
        numbers
            .filter(|number| !number.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (excerpt, account) = (numbers(table), numbers(&account));
    assert!(excerpt.len() > 8, "{excerpt:?}");
    let unknown: Vec<_> = excerpt.difference(&account).collect();
    assert!(unknown.is_empty(), "docs/accuracy.md does not have {unknown:?}");
}

/// Links of the pages in `docs` are held by `cargo xtask test --only documents`, which makes web pages of them.
#[test]
fn links_of_the_documents_lead_somewhere() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(document);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or("");
            assert!(
                target.starts_with("https://") || root().join(target).exists(),
                "{document}: nothing at `{target}`"
            );
        }
    }
}

fn set(names: &[&str]) -> Names {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn names_are_read_out_of_code() {
    let code = "match name {\n            \"root\" => x,\n            \"theme\" => {\n                Some(\"auto\") => y,\n\
                            }\n            _ => return Err(\"there is no such option\")";
    assert_eq!(options(code), set(&["root", "theme"]));
    assert_eq!(attribute("markFrom"), "data-mark-from");
    let wasm = "self.ear.tell(\"ready\", &[]);\nSignal::Open(id) => (\"open\", id),";
    let loader = "new CustomEvent(\"factnote:error\", {})";
    assert_eq!(events(wasm, loader), set(&["error", "open", "ready"]));
    let handle = "impl Handle {\n    pub(super) fn start() {}\n}\n\n#[wasm_bindgen]\nimpl Handle {\n    pub fn scan(&self)\n\
                      #[wasm_bindgen(js_name = setVisible)]\n    pub fn set_visible(&self)\n}\n";
    assert_eq!(methods(handle), set(&["scan", "setVisible"]));
    let xtask =
        "enum Command {\n    /// Builds (all).\n    Demo(demo::Arguments),\n    Test(test::Arguments),\n}\n";
    assert_eq!(commands(xtask), set(&["demo", "test"]));
}

#[cfg(feature = "cli")]
#[test]
fn flags_are_read_out_of_help() {
    let help = "Options:\n      --format <FORMAT>\n          With --jsonl always\n          - json: Indented\n\n  \
                    -o, --output <FILE>\n  -h, --help\n";
    assert_eq!(flags(help), set(&["--format", "--format json", "--output"]));
    assert!(holds("`--json`, `--jsonl`", "--json") && !holds("`--jsonl`", "--json"));
}

#[test]
fn names_are_read_out_of_tables() {
    let document = "# A\n\n## B\n\n| x | y |\n|---|---|\n| `scan()` | reads |\n\n```sh\n# no heading\n```\n\n| `open(id)` | opens |\n\n\
                    ## C\n\n| `other` | |\n";
    assert_eq!(rows(document, "## B"), set(&["open", "scan"]));
}

#[test]
#[should_panic(expected = "not in the document [\"b\"], not in the code [\"c\"]")]
fn a_difference_fails() {
    same("things", &set(&["a", "b"]), &set(&["a", "c"]));
}
