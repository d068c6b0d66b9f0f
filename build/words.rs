//! Word lists (`src/lexicon/*.txt`) become sorted tables, one text each.
//!
//! A list has a header of `#` lines; the line `# columns: key | a | b` names its columns. Each further line is an
//! entry with its columns divided by `|`; columns left out at the end are empty. Keys are sorted by bytes and
//! must be unique. `verbs.txt` is special: its forms are inflected (see `verbs.rs`); so are `outlets.txt`, whose aliases
//! become a table of their own, and the words that begin a figure, which come from several lists.

use super::verbs;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A list as it stands in its file.
pub struct List {
    name: String,
    columns: usize,
    /// Keys and the columns behind them.
    pub rows: BTreeMap<String, Vec<String>>,
}

/// Reads every list under `folder` and writes `$OUT_DIR/words.rs`.
pub fn generate(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("cannot read {}: {e}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let mut code = String::from("use super::table::Table;\n");
    let mut lists = Vec::new();
    let mut checksum = 0xcbf2_9ce4_8422_2325u64;
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
        for byte in text.bytes() {
            checksum = (checksum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        lists.push(parse(file, &text));
    }
    for list in lists.iter().filter(|list| list.name != "figure_openers") {
        match list.name.as_str() {
            "verbs" => verbs::write(&mut code, list),
            _ => write_list(&mut code, list),
        }
        match list.name.as_str() {
            "outlets" => write_outlet_names(&mut code, list),
            "document_verbs" => write_pasts(&mut code, list),
            _ => {}
        }
    }
    write_figure_starts(&mut code, &lists);
    let _ = writeln!(
        code,
        "/// FNV-1a (64 bits) of all word lists.\npub const CHECKSUM: &str = \"{checksum:016x}\";"
    );
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("words.rs"), code).expect("cannot write words.rs");
}

fn parse(file: &Path, text: &str) -> List {
    let name = file
        .file_stem()
        .and_then(|s| s.to_str())
        .expect("a file name in UTF-8")
        .to_owned();
    let columns = text
        .lines()
        .find_map(|l| l.strip_prefix("# columns:"))
        .unwrap_or_else(|| panic!("{}: no line `# columns: key | ...`", file.display()))
        .split('|')
        .count();
    let mut rows = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = line.split('|').map(|c| c.trim().to_owned());
        let key = cells.next().unwrap_or_default();
        let mut rest: Vec<String> = cells.collect();
        assert!(
            rest.len() < columns,
            "{}:{}: more columns than the header names",
            file.display(),
            number + 1
        );
        rest.resize(columns - 1, String::new());
        assert!(
            rows.insert(key.clone(), rest).is_none(),
            "{}:{}: `{key}` stands here twice",
            file.display(),
            number + 1
        );
    }
    List { name, columns, rows }
}

/// Writes a table of these rows, in their order; see `src/lexicon/table.rs`.
pub fn write_table<'r>(
    code: &mut String,
    name: &str,
    what: &str,
    width: usize,
    rows: impl IntoIterator<Item = (&'r str, Vec<&'r str>)>,
) {
    let mut lines = String::new();
    for (key, cells) in rows {
        assert!(
            !key.is_empty() && cells.len() == width,
            "{name}: a row of `{key}` is wrong"
        );
        let line = [&[key], &cells[..]].concat();
        assert!(
            !line.iter().any(|cell| cell.contains(['\t', '\n'])),
            "{name}: a tab in the row of `{key}`"
        );
        lines += &line.join("\t");
        lines.push('\n');
    }
    let _ = writeln!(
        code,
        "/// {what}\npub static {name}: Table<{width}> = Table::new({lines:?});"
    );
}

/// Writes a list as it stands; of outlets and document verbs without the columns that have gone into tables of their own.
fn write_list(code: &mut String, list: &List) {
    let columns = match list.name.as_str() {
        "outlets" => 0..1,
        "document_verbs" => 0..0,
        _ => 0..list.columns - 1,
    };
    let rows = list.rows.iter().map(|(key, cells)| {
        (
            key.as_str(),
            cells[columns.clone()].iter().map(String::as_str).collect(),
        )
    });
    write_table(
        code,
        &list.name.to_uppercase(),
        &format!("`{}.txt`: key and its columns.", list.name),
        columns.len(),
        rows,
    );
}

/// Writes `DOCUMENT_VERB_PASTS`: the irregular forms.
fn write_pasts(code: &mut String, list: &List) {
    let pasts: BTreeSet<&str> = list.rows.values().map(|cells| cells[0].as_str()).collect();
    write_table(
        code,
        "DOCUMENT_VERB_PASTS",
        "Irregular past forms of `DOCUMENT_VERBS`.",
        0,
        pasts
            .into_iter()
            .filter(|past| !past.is_empty())
            .map(|past| (past, Vec::new())),
    );
}

/// Writes `OUTLET_NAMES`: each name and alias (without a leading "The") with its outlet in `OUTLETS`, and `weak` where
/// the name is a weak one; one name may stand there several times ("Times").
fn write_outlet_names(code: &mut String, list: &List) {
    let mut names = BTreeSet::new();
    for (name, cells) in &list.rows {
        let split = |cell: &str| -> Vec<String> {
            cell.split(';')
                .map(|n| n.trim().to_owned())
                .filter(|n| !n.is_empty())
                .collect()
        };
        let (aliases, weak) = (split(&cells[1]), split(&cells[2]));
        for alias in aliases.iter().chain([name]) {
            if !weak.contains(alias) {
                names.insert((alias.trim_start_matches("The ").to_owned(), name.as_str(), ""));
            }
        }
        for alias in &weak {
            let bare = alias.trim_start_matches("The ").to_owned();
            if !names.contains(&(bare.clone(), name.as_str(), "")) {
                names.insert((bare, name, "weak"));
            }
        }
    }
    write_table(
        code,
        "OUTLET_NAMES",
        "Names of `OUTLETS`: name, outlet, `weak` or nothing.",
        2,
        names
            .iter()
            .map(|(name, outlet, weak)| (name.as_str(), vec![*outlet, weak])),
    );
}

/// Writes `FIGURE_STARTS`: the words of all lists that can begin a figure, so that one look-up tells.
fn write_figure_starts(code: &mut String, lists: &[List]) {
    let words: BTreeSet<&str> = lists
        .iter()
        .filter(|list| {
            let name = list.name.as_str();
            [
                "numbers",
                "months",
                "weekdays",
                "holidays",
                "parts_of_day",
                "figure_openers",
            ]
            .contains(&name)
        })
        .flat_map(|list| {
            list.rows
                .keys()
                .filter_map(|key| key.split([' ', '\'', '.']).next())
        })
        .collect();
    write_table(
        code,
        "FIGURE_STARTS",
        "First words of `NUMBERS`, `MONTHS`, `WEEKDAYS`, `HOLIDAYS`, `PARTS_OF_DAY`, and `figure_openers.txt`.",
        0,
        words.into_iter().map(|word| (word, Vec::new())),
    );
}
