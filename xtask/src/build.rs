//! `cargo xtask build`: the crate for the browser, in `www/pkg`.

use crate::apart;
use crate::process::{self, command};
use crate::project;
use crate::script;
use crate::setup::{self, Node};
use crate::sizes::{BUDGET, BUDGET_OF_RULES, Table};
use clap::Args;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The script that loads the module.
pub const GLUE: &str = "factnote.js";
/// The module.
pub const MODULE: &str = "factnote_bg.wasm";
const TYPES: &str = "factnote.d.ts";

/// The loader, as it is written.
const LOADER: &str = "loader/factnote.js";

/// What the script tag downloads, in that order.
const DOWNLOADED: [&str; 3] = ["factnote.js", "pkg/factnote.js", "pkg/factnote_bg.wasm"];

/// What the compiler may use: its own default, that every browser with ES modules of 2022 has, and SIMD, which came to the last of
/// them in 2023.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// For the compiler: what [`FEATURES`] says of SIMD.
pub const WITH_SIMD: &str = "-Ctarget-feature=+simd128";

/// Digits of the checksums that wasm-bindgen gives to names.
const CHECKSUM: usize = 16;

/// Arguments of `build`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// As it is published: small, and held against the promised size. Without it: quick, large, with names.
    #[arg(long)]
    pub release: bool,
    /// Without the learned tagger: smaller, and finds fewer statements.
    #[arg(long)]
    pub rules_only: bool,
}

impl Arguments {
    /// As it is published.
    pub const RELEASE: Self = Self {
        release: true,
        rules_only: false,
    };
}

/// Runs `build`.
///
/// # Errors
/// A sentence that says what is missing, which program failed, or that the release is larger than promised.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let built = build(arguments)?;
    if built.optimised {
        built.downloads.within(if arguments.rules_only {
            BUDGET_OF_RULES
        } else {
            BUDGET
        })?;
    }
    if built.optimised && !arguments.rules_only {
        apart::build()?;
    }
    Ok(())
}

/// What `www/pkg` holds now.
pub struct Built {
    /// The sizes of what the script tag downloads.
    pub downloads: Table,
    /// Whether it is as it is published: without Node it is not.
    pub optimised: bool,
}

/// Builds and prints the sizes; holds them against nothing, so that a page can be looked at while it is too large.
///
/// # Errors
/// A sentence that says what is missing or which program failed.
pub fn build(arguments: &Arguments) -> Result<Built, String> {
    let release = arguments.release;
    setup::wasm_target()?;
    let wasm_pack = setup::wasm_pack()?;
    let node = setup::node_packages()?;
    if let Some(node) = &node {
        script::renew(node)?;
    }
    let compiled = compile(&wasm_pack, arguments)?;
    let package = emptied(project::package())?;
    match &node {
        Some(node) => {
            bundle(node, &compiled, &package, release)?;
            if release {
                optimise(node, &compiled, &package)?;
                number_imports(&package)?;
            } else {
                copy(&compiled, &package, MODULE)?;
            }
        }
        None => {
            eprintln!(
                "There is no Node (https://nodejs.org, 20 or newer), so the build is neither optimised nor bundled."
            );
            copy(&compiled, &package, GLUE)?;
            copy(&compiled, &package, MODULE)?;
            copy_snippets(&compiled, &package)?;
        }
    }
    copy(&compiled, &package, TYPES)?;
    let (written, loader) = (project::site().join(LOADER), project::site().join(DOWNLOADED[0]));
    match &node {
        Some(node) if release => minify(node, &written, &loader)?,
        _ => copy_file(&written, &loader)?,
    }
    messages(&package)?;
    let downloads = downloads()?;
    print!("{}", downloads.to_text());
    Ok(Built {
        downloads,
        optimised: release && node.is_some(),
    })
}

/// The words of the interface as JSON: a page loads what it asks for. Of card and panel the English ones are in the module.
fn messages(package: &Path) -> Result<(), String> {
    let from = project::root().join("src/describe/messages");
    let to = package.join("messages");
    words(&from, &to, &["en"])?;
    words(&from.join("review"), &to.join("review"), &[])
}

/// The words of each language of a folder, but for some.
fn words(from: &Path, to: &Path, but: &[&str]) -> Result<(), String> {
    let told = |e: io::Error| format!("cannot write {}: {e}", to.display());
    fs::create_dir_all(to).map_err(told)?;
    let files = fs::read_dir(from).map_err(|e| format!("cannot read {}: {e}", from.display()))?;
    for file in files.filter_map(|file| Some(file.ok()?.path())) {
        let language = file.file_stem().unwrap_or_default();
        if but.iter().any(|but| language == *but) || file.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
        // What has no `key = text` has stopped the build of the crate.
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| line.split_once('='));
        let rows = rows.map(|(key, message)| (key.trim().to_owned(), message.trim().into()));
        let json = serde_json::Value::Object(rows.collect()).to_string();
        fs::write(to.join(language).with_extension("json"), json).map_err(told)?;
    }
    Ok(())
}

/// The sizes of what the script tag downloads.
fn downloads() -> Result<Table, String> {
    let site = project::site();
    let names = DOWNLOADED.into_iter().filter(|name| site.join(name).exists());
    Table::measure(&site, &names.collect::<Vec<_>>())
}

/// Compiles by wasm-pack, into the folder that is returned.
fn compile(wasm_pack: &Path, arguments: &Arguments) -> Result<PathBuf, String> {
    let out = emptied(project::target().join("web-package"))?;
    Compilation {
        target: "web",
        features: if arguments.rules_only { "browser" } else { SITE },
        flags: WITH_SIMD,
        release: arguments.release,
    }
    .run(wasm_pack, &out)?;
    Ok(out)
}

/// The features of what the script tag loads.
const SITE: &str = "browser,tagger";

/// What of the crate is compiled for JavaScript, and how.
pub struct Compilation {
    /// As wasm-pack calls what loads the module.
    pub target: &'static str,
    /// Features of the crate.
    pub features: &'static str,
    /// For the compiler.
    pub flags: &'static str,
    /// Small, or quick and with names.
    pub release: bool,
}

impl Compilation {
    /// Compiles by wasm-pack into `out`. Optimising is left out: wasm-pack would download a program for it.
    ///
    /// # Errors
    /// A sentence that says why wasm-pack failed.
    pub fn run(&self, wasm_pack: &Path, out: &Path) -> Result<(), String> {
        let profile: &[&str] = if self.release {
            &["--profile", "web"]
        } else {
            &["--dev"]
        };
        // Where this machine keeps the sources of crates is nobody's business, and the same everywhere is the same bytes.
        let mut flags = self.flags.to_owned();
        if self.release
            && let Some(home) = process::cargo_home()
        {
            flags += &format!(" --remap-path-prefix={}=cargo", home.display());
        }
        // Of a library that becomes a module Cargo keeps what it has compiled last, whatever the features and flags were: a folder for
        // each part spares compiling again and again.
        let kept = match self.features {
            SITE => project::target(),
            part => project::target().join("parts").join(part.replace(',', "-")),
        };
        process::run(
            command(wasm_pack)
                .args(["build", ".", "--target", self.target])
                .args(["--no-opt", "--no-pack", "--no-gitignore"])
                .args(["--out-name", "factnote", "--out-dir"])
                .arg(out)
                .args(profile)
                .args(["--no-default-features", "--features", self.features])
                .env("CARGO_TARGET_DIR", kept)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
        )
    }
}

/// One file of the glue and the scripts that it imports. It finds the module beside itself, as before.
///
/// # Errors
/// A sentence that says why esbuild failed.
pub fn bundle(node: &Node, compiled: &Path, package: &Path, release: bool) -> Result<(), String> {
    let minify: &[&str] = if release { &["--minify"] } else { &[] };
    process::run(
        command(node.program("esbuild"))
            .arg(compiled.join(GLUE))
            .args(["--bundle", "--format=esm", "--target=es2022", "--charset=utf8"])
            // Licenses of packages go into a file beside it, which no page downloads.
            .args(["--legal-comments=linked", "--log-level=warning"])
            .args(minify)
            .arg(format!("--outfile={}", package.join(GLUE).display())),
    )
}

fn optimise(node: &Node, compiled: &Path, package: &Path) -> Result<(), String> {
    optimise_module(node, &compiled.join(MODULE), &package.join(MODULE))
}

/// Makes a module of WebAssembly as it is published.
///
/// # Errors
/// A sentence that says why wasm-opt failed.
pub fn optimise_module(node: &Node, from: &Path, to: &Path) -> Result<(), String> {
    process::run(
        command(node.program("wasm-opt"))
            .args([
                // Of less effort here comes the smaller download: what -Oz writes is shorter by 4 %, but brotli
                // makes less of it. Shrinking by one level is 1.2 KB less.
                "-O1",
                "--shrink-level=1",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .args(FEATURES)
            .arg(from)
            .arg("-o")
            .arg(to),
    )
}

/// Takes a script without its comments; what it imports stays where it is.
///
/// # Errors
/// A sentence that says why esbuild failed.
pub fn minify(node: &Node, from: &Path, to: &Path) -> Result<(), String> {
    process::run(
        command(node.program("esbuild"))
            .arg(from)
            .args([
                "--minify",
                "--format=esm",
                "--target=es2022",
                "--charset=utf8",
                "--log-level=warning",
            ])
            .arg(format!("--outfile={}", to.display())),
    )
}

/// The names by which the module imports functions of the glue end with checksums, which nothing compresses. In both
/// files such a name becomes a number of the same length.
///
/// # Errors
/// A sentence that names the file that cannot be read or written.
pub fn number_imports(package: &Path) -> Result<(), String> {
    let mut known = BTreeSet::new();
    let glue = package.join(GLUE);
    let text = fs::read(&glue).map_err(|e| format!("cannot read {}: {e}", glue.display()))?;
    known.extend(imports(&text).map(|place| text[place].to_vec()));
    for name in [GLUE, MODULE] {
        let path = package.join(name);
        let mut bytes = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        number(&mut bytes, &known);
        fs::write(&path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(())
}

/// Replaces each known name by its place among them.
fn number(bytes: &mut [u8], known: &BTreeSet<Vec<u8>>) {
    for place in imports(bytes).collect::<Vec<_>>() {
        if let Some(number) = known.iter().position(|known| *known == bytes[place.clone()]) {
            let length = place.len();
            bytes[place].copy_from_slice(format!("{number:0length$}").as_bytes());
        }
    }
}

/// Where names like `__wbg_open_0123456789abcdef` stand, without what all begin with.
fn imports(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    const PREFIX: &[u8] = b"__wbg_";
    let begins = (0..bytes.len()).filter(|&at| bytes[at..].starts_with(PREFIX));
    begins.filter_map(|at| {
        let in_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let end = at + bytes[at..].iter().take_while(in_name).count();
        let begin = at + PREFIX.len();
        let checksum = end.checked_sub(CHECKSUM).filter(|&checksum| checksum > begin)?;
        let digits = bytes[checksum..end].iter().all(u8::is_ascii_hexdigit);
        (digits && bytes[checksum - 1] == b'_').then_some(begin..end)
    })
}

/// A folder with nothing in it: what an older build left would otherwise be served along.
///
/// # Errors
/// A sentence that names the folder.
pub fn emptied(folder: PathBuf) -> Result<PathBuf, String> {
    let told = |e: io::Error| format!("cannot empty {}: {e}", folder.display());
    match fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(told(e)),
        _ => fs::create_dir_all(&folder).map_err(told)?,
    }
    Ok(folder)
}

fn copy(from: &Path, to: &Path, name: &str) -> Result<(), String> {
    copy_file(&from.join(name), &to.join(name))
}

/// Copies a file.
///
/// # Errors
/// A sentence that names both.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|e| format!("cannot copy {} to {}: {e}", from.display(), to.display()))
}

/// The scripts that the glue imports, in folders of their own. There may be none.
fn copy_snippets(compiled: &Path, package: &Path) -> Result<(), String> {
    let snippets = compiled.join("snippets");
    if snippets.is_dir() {
        copy_folder(&snippets, &package.join("snippets"))?;
    }
    Ok(())
}

/// Copies a folder and all in it.
///
/// # Errors
/// A sentence that names both.
pub fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    let told = |e: io::Error| format!("cannot copy {} to {}: {e}", from.display(), to.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to)?;
        } else {
            copy_file(&from, &to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_checksums_become_numbers_of_the_same_length() {
        let glue = b"__wbg_open_00ff00ff00ff00ff:r=>__wbg_ptr,__wbg_go_a000000000000001,__wbindgen_free";
        let known: BTreeSet<_> = imports(glue).map(|place| glue[place].to_vec()).collect();
        let mut module = b"\x01__wbg_open_00ff00ff00ff00ff\0__wbg_other_b000000000000001\0".to_vec();
        number(&mut module, &known);
        assert_eq!(
            module,
            b"\x01__wbg_000000000000000000001\0__wbg_other_b000000000000001\0"
        );
    }
}
