//! Page and engine apart, in `www/pkg`: for a worker, and for pages that forbid WebAssembly. The script tag downloads none of
//! it unless it is wanted.
//!
//! ```text
//! apart.js            www/apart: starts both halves
//! engine-worker.js    www/apart: the page's end of the worker
//! dom/                the crate with the feature `page`
//! engine/             the crate with the feature `background`, and www/apart/worker.js
//! page.js             www/apart/prepared.js and the feature `page` as JavaScript
//! ```

use crate::build::{self, Compilation, MODULE};
use crate::extension;
use crate::project;
use crate::setup::{self, Node};
use crate::sizes::Table;
use std::path::{Path, PathBuf};

/// The scripts of `www/apart` and where they are served.
const SCRIPTS: [(&str, &str); 3] = [
    ("apart.js", "apart.js"),
    ("engine-worker.js", "engine-worker.js"),
    ("worker.js", "engine/worker.js"),
];

/// What is there beside the script tag's own files.
const BUILT: [&str; 8] = [
    "apart.js",
    "engine-worker.js",
    "dom/factnote.js",
    "dom/factnote_bg.wasm",
    "engine/factnote.js",
    "engine/factnote_bg.wasm",
    "engine/worker.js",
    "page.js",
];

const TYPES: &str = "factnote.d.ts";

/// Whether `www/pkg` has it all.
pub fn is_built() -> bool {
    BUILT.iter().all(|name| project::package().join(name).is_file())
}

/// Builds it, as it is published, beside what `build` has put there, and prints the sizes.
///
/// # Errors
/// A sentence that says what is missing or which program failed.
pub fn build() -> Result<(), String> {
    let wasm_pack = setup::wasm_pack()?;
    let node = setup::node_packages()?
        .ok_or("worker and page apart need Node: install it from https://nodejs.org, 20 or newer")?;
    let package = project::package();
    half(
        &node,
        &extension::engine(&wasm_pack, true)?,
        &package.join("engine"),
    )?;
    half(&node, &dom(&wasm_pack)?, &package.join("dom"))?;
    for (name, place) in SCRIPTS {
        build::minify(
            &node,
            &project::site().join("apart").join(name),
            &package.join(place),
        )?;
    }
    let page = extension::page(&wasm_pack, &node)?;
    let source = project::site().join("apart/prepared.js");
    let script = package.join("page.js");
    extension::bundle(&node, &source, &page, &script, "esm", true)?;
    print!("{}", Table::measure(&package, &BUILT)?.to_text());
    Ok(())
}

/// The crate for the page's side, in the folder that is returned.
fn dom(wasm_pack: &Path) -> Result<PathBuf, String> {
    let out = build::emptied(project::target().join("dom-package"))?;
    Compilation {
        target: "web",
        features: "page",
        // As the translated one, so that it is compiled once.
        flags: extension::PLAIN,
        release: true,
    }
    .run(wasm_pack, &out)?;
    Ok(out)
}

/// One of the two modules, its glue and its types.
fn half(node: &Node, compiled: &Path, into: &Path) -> Result<(), String> {
    build::emptied(into.to_owned())?;
    build::bundle(node, compiled, into, true)?;
    build::optimise_module(node, &compiled.join(MODULE), &into.join(MODULE))?;
    build::number_imports(into)?;
    build::copy_file(&compiled.join(TYPES), &into.join(TYPES))
}
