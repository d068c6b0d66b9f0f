//! Word lists (`src/lexicon/*.txt`) become sorted Rust arrays.
//!
//! A list has a header of `#` lines; the line `# columns: key | a | b` names its columns. Each further line is an
//! entry with its columns divided by `|`; columns left out at the end are empty. Keys are sorted by bytes and
//! must be unique. `verbs.txt` is special: its forms are inflected here (see `inflect`); so is `outlets.txt`: its
//! aliases become a table of their own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

struct List {
    name: String,
    columns: usize,
    rows: BTreeMap<String, Vec<String>>,
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
    let mut code = String::new();
    let mut checksum = 0xcbf2_9ce4_8422_2325u64;
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("cannot read {}: {e}", file.display()));
        for byte in text.bytes() {
            checksum = (checksum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        let list = parse(file, &text);
        write_list(&mut code, &list);
        if list.name == "verbs" {
            write_forms(&mut code, &list);
        }
        if list.name == "outlets" {
            write_outlet_names(&mut code, &list);
        }
    }
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

fn write_list(code: &mut String, list: &List) {
    let upper = list.name.to_uppercase();
    let width = list.columns - 1;
    let _ = writeln!(
        code,
        "/// `{}.txt`: key and its columns, sorted by key.",
        list.name
    );
    let _ = writeln!(
        code,
        "pub static {upper}: [(&str, [&str; {width}]); {}] = [",
        list.rows.len()
    );
    for (key, cells) in &list.rows {
        let _ = writeln!(code, "    ({key:?}, {cells:?}),");
    }
    let _ = writeln!(code, "];");
}

/// Writes `VERB_FORMS`: each inflected form with the index of its lemma in `VERBS` and the form's letters
/// (`b` base, `s` third person, `d` past, `n` past participle, `g` -ing form).
fn write_forms(code: &mut String, list: &List) {
    let mut forms: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (index, (lemma, cells)) in list.rows.iter().enumerate() {
        for (form, letter) in inflect(lemma, &cells[0], &cells[1]) {
            let entries = forms.entry(form).or_default();
            match entries.iter_mut().find(|(i, _)| *i == index) {
                Some((_, letters)) => letters.push(letter),
                None => entries.push((index, letter.to_string())),
            }
        }
    }
    let all: Vec<_> = forms
        .iter()
        .flat_map(|(form, e)| e.iter().map(move |(i, l)| (form, i, l)))
        .collect();
    let _ = writeln!(
        code,
        "/// Inflected forms of `VERBS`: form, index of the lemma, letters (b s d n g)."
    );
    let _ = writeln!(
        code,
        "pub static VERB_FORMS: [(&str, u16, &str); {}] = [",
        all.len()
    );
    for (form, index, letters) in all {
        let _ = writeln!(code, "    ({form:?}, {index}, {letters:?}),");
    }
    let _ = writeln!(code, "];");
}

/// Writes `OUTLET_NAMES`: each name and alias (without a leading "The") with the index of its outlet in `OUTLETS`
/// and whether it is a weak one, sorted; one name may stand there several times ("Times").
fn write_outlet_names(code: &mut String, list: &List) {
    let mut names = std::collections::BTreeSet::new();
    for (index, (name, cells)) in list.rows.iter().enumerate() {
        let split = |cell: &str| -> Vec<String> {
            cell.split(';')
                .map(|n| n.trim().to_owned())
                .filter(|n| !n.is_empty())
                .collect()
        };
        let (aliases, weak) = (split(&cells[1]), split(&cells[2]));
        for alias in aliases.iter().chain([name]) {
            if !weak.contains(alias) {
                names.insert((alias.trim_start_matches("The ").to_owned(), index, false));
            }
        }
        for alias in &weak {
            let bare = alias.trim_start_matches("The ").to_owned();
            if !names.contains(&(bare.clone(), index, false)) {
                names.insert((bare, index, true));
            }
        }
    }
    let _ = writeln!(
        code,
        "/// Names of `OUTLETS`: name, index of the outlet, whether the name is weak."
    );
    let _ = writeln!(
        code,
        "pub static OUTLET_NAMES: [(&str, u16, bool); {}] = [",
        names.len()
    );
    for (name, index, weak) in names {
        let _ = writeln!(code, "    ({name:?}, {index}, {weak}),");
    }
    let _ = writeln!(code, "];");
}

/// The forms of an English verb; `past` and `participle` only where they are irregular. For a verb with a
/// particle ("point out") the first word is inflected.
fn inflect(lemma: &str, past: &str, participle: &str) -> Vec<(String, char)> {
    let (verb, particle) = match lemma.split_once(' ') {
        Some((verb, rest)) => (verb, format!(" {rest}")),
        None => (lemma, String::new()),
    };
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let letters: Vec<char> = verb.chars().collect();
    let last = letters.last().copied();
    let before = letters.len().checked_sub(2).map(|i| letters[i]);
    let stem_y = last == Some('y') && !vowel(before);
    let third = if stem_y {
        format!("{}ies", &verb[..verb.len() - 1])
    } else if verb.ends_with(['s', 'x', 'z'])
        || verb.ends_with("ch")
        || verb.ends_with("sh")
        || verb.ends_with('o')
    {
        format!("{verb}es")
    } else {
        format!("{verb}s")
    };
    let double = DOUBLING.contains(&verb);
    let regular = if last == Some('e') {
        format!("{verb}d")
    } else if stem_y {
        format!("{}ied", &verb[..verb.len() - 1])
    } else if double {
        format!("{verb}{}ed", last.unwrap_or_default())
    } else {
        format!("{verb}ed")
    };
    let ing = if let Some(stem) = verb.strip_suffix("ie") {
        format!("{stem}ying")
    } else if last == Some('e') && before != Some('e') && verb != "be" {
        format!("{}ing", &verb[..verb.len() - 1])
    } else if double {
        format!("{verb}{}ing", last.unwrap_or_default())
    } else {
        format!("{verb}ing")
    };
    let past = if past.is_empty() { regular } else { past.to_owned() };
    let participle = if participle.is_empty() {
        past.clone()
    } else {
        participle.to_owned()
    };
    [
        (verb.to_owned(), 'b'),
        (third, 's'),
        (past, 'd'),
        (participle, 'n'),
        (ing, 'g'),
    ]
    .into_iter()
    .map(|(form, letter)| (format!("{form}{particle}"), letter))
    .collect()
}

/// Verbs that double their last consonant.
const DOUBLING: [&str; 14] = [
    "admit", "blab", "chat", "concur", "quip", "rap", "rebut", "refer", "slam", "submit", "plan", "pan",
    "infer", "stop",
];
