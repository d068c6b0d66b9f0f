//! What the reader of figures costs by itself in WebAssembly: bytes of the download, and time.

use crate::build::optimise_module;
use crate::process::{self, cargo, command};
use crate::project;
use crate::setup::{self, Node};
use crate::sizes::Table;
use std::fs;
use std::path::{Path, PathBuf};

/// The module without figures and the one with them.
const MODULES: [(&str, &[&str]); 2] = [("text.wasm", &[]), ("figures.wasm", &["--features", "figures"])];

/// Builds the two modules of `bench/`, and prints their sizes and how fast they read the texts of `data`.
///
/// # Errors
/// A sentence that says what is missing or which program failed.
pub fn run(node: &Node, data: &Path) -> Result<(), String> {
    setup::wasm_target()?;
    let folder = project::target().join("bench");
    fs::create_dir_all(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    for (name, features) in MODULES {
        optimise_module(node, &compiled(features)?, &folder.join(name))?;
    }
    let names = MODULES.map(|(name, _)| name);
    let [without, with] = names.map(|name| Table::measure(&folder, &[name]).map(|table| table.sum().brotli));
    println!(
        "figures alone: {} bytes by brotli",
        with?.saturating_sub(without?)
    );
    let mut script = command(node.node());
    script.arg(project::root().join("bench/run.js"));
    script.args(names.map(|name| folder.join(name))).arg(data);
    process::run(&mut script)
}

/// Compiles the module as the browser's is compiled.
fn compiled(features: &[&str]) -> Result<PathBuf, String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    process::run(
        cargo()
            .args([
                "build",
                "--quiet",
                "--package",
                "factnote-bench",
                "--profile",
                "web",
            ])
            .args(["--target", TARGET])
            .args(features),
    )?;
    Ok(project::target().join(TARGET).join("web/factnote_bench.wasm"))
}
