//! `cargo xtask pack --npm`: the package for npm, `target/pack/factnote-VERSION.tgz`.
//!
//! ```text
//! index.js engine.js engine-node.js dom.js   npm/: the entries; their types are made by TypeScript
//! factnote.js                                the script tag, for servers that serve packages
//! pkg/                                       as www/pkg: what the entries load, with types made by wasm-bindgen
//! pkg/record.d.ts                            made from docs/record.schema.json
//! ```

use crate::apart;
use crate::build;
use crate::process::{self, command};
use crate::project;
use crate::setup::{self, Node};
use crate::sizes::Table;
use std::fs;
use std::path::{Path, PathBuf};

/// What is taken as it is: where it is, and its name in the package.
const TAKEN: [(&str, &str); 5] = [
    ("www/factnote.js", "factnote.js"),
    ("docs/record.schema.json", "record.schema.json"),
    ("docs/npm.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// The scripts whose types TypeScript makes.
const ENTRIES: [&str; 3] = ["index.js", "engine.js", "dom.js"];

/// Types that wasm-bindgen has made, and where the record's are from there.
const TYPED: [(&str, &str); 3] = [
    ("factnote.d.ts", "./record.js"),
    ("engine/factnote.d.ts", "../record.js"),
    ("dom/factnote.d.ts", "../record.js"),
];

/// What each entry downloads, for the table of sizes: names in `www/pkg`.
const LOADED: [(&str, &[&str]); 3] = [
    ("factnote", &["factnote.js", "factnote_bg.wasm"]),
    (
        "factnote/engine",
        &["engine/factnote.js", "engine/factnote_bg.wasm"],
    ),
    ("factnote/dom", &["dom/factnote.js", "dom/factnote_bg.wasm"]),
];

/// Packs what `www/pkg` holds now; gives the file.
///
/// # Errors
/// A sentence that says what is missing, which program failed, or what could not be read or written.
pub fn pack() -> Result<PathBuf, String> {
    let node = setup::node_packages()?
        .ok_or("packing for npm needs Node: install it from https://nodejs.org, 20 or newer")?;
    if !apart::is_built() {
        build::build(&build::Arguments::RELEASE)?;
        apart::build()?;
    }
    let folder = build::emptied(project::target().join("npm"))?;
    build::copy_folder(&project::root().join("npm"), &folder)?;
    build::copy_folder(&project::package(), &folder.join("pkg"))?;
    for (from, name) in TAKEN {
        build::copy_file(&project::root().join(from), &folder.join(name))?;
    }
    version(&folder.join("package.json"))?;
    types(&node, &folder)?;
    let packed = project::target().join("pack");
    fs::create_dir_all(&packed).map_err(|e| format!("cannot make {}: {e}", packed.display()))?;
    let npm =
        process::find("npm").ok_or("there is no npm beside Node: install it from https://nodejs.org")?;
    process::run(
        command(npm)
            .current_dir(&folder)
            .args(["pack", "--silent", "--pack-destination"])
            .arg(&packed),
    )?;
    for (entry, names) in LOADED {
        println!("{entry}");
        print!("{}", Table::measure(&project::package(), names)?.to_text());
    }
    let file = packed.join(format!("factnote-{}.tgz", env!("CARGO_PKG_VERSION")));
    println!("{}", file.display());
    Ok(file)
}

/// Writes the crate's version into the package's settings. As text: the order of the keys in `exports` means something.
fn version(settings: &Path) -> Result<(), String> {
    let told = |e| format!("cannot change {}: {e}", settings.display());
    let text = fs::read_to_string(settings).map_err(told)?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let changed = text.replacen("\"version\": \"0.0.0\"", &version, 1);
    if changed == text {
        return Err(format!(
            "{} has no version 0.0.0 to be replaced",
            settings.display()
        ));
    }
    fs::write(settings, changed).map_err(told)
}

/// The types of record and entries.
fn types(node: &Node, folder: &Path) -> Result<(), String> {
    process::run(
        command(node.node())
            .arg(project::root().join("xtask/node/record-types.js"))
            .arg(project::root().join("docs/record.schema.json"))
            .arg(folder.join("pkg/record.d.ts")),
    )?;
    for (name, record) in TYPED {
        know_record(&folder.join("pkg").join(name), record)?;
    }
    process::run(
        command(node.program("tsc"))
            .current_dir(folder)
            .args([
                "--ignoreConfig",
                "--allowJs",
                "--declaration",
                "--emitDeclarationOnly",
            ])
            .args([
                "--target",
                "es2022",
                "--module",
                "nodenext",
                "--moduleResolution",
                "nodenext",
            ])
            .args([
                "--lib",
                "es2023,dom,dom.iterable",
                "--types",
                "",
                "--skipLibCheck",
            ])
            .args(["--rootDir", ".", "--outDir", "."])
            .args(ENTRIES),
    )
}

/// Has types that wasm-bindgen has made know those of the record, which they name.
fn know_record(types: &Path, record: &str) -> Result<(), String> {
    let told = |e| format!("cannot change {}: {e}", types.display());
    let text = fs::read_to_string(types).map_err(told)?;
    // A handle can be disposed of by `using`, which TypeScript knows by this library only.
    let above = format!(
        "/// <reference lib=\"esnext.disposable\" />\nimport type {{ Annotation, FactnoteRecord }} from \"{record}\";\n"
    );
    fs::write(types, above + &text).map_err(told)
}
