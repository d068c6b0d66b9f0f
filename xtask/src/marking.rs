//! What marking costs by itself in real browsers, beside other libraries that mark.

use crate::peers::{self, Peer};
use crate::process::{self, command};
use crate::project;
use crate::setup;
use std::path::Path;

const PEERS: [Peer; 2] = [
    Peer {
        name: "mark",
        packages: &["mark.js@8.11.1"],
        call: "export { default } from \"mark.js\";\n",
    },
    Peer {
        name: "advanced-mark",
        packages: &["advanced-mark.js@2.7.1"],
        call: "export { default } from \"advanced-mark.js\";\n",
    },
];

/// Builds `bench/marks` and the other libraries, and prints how long they take for texts of four sizes.
///
/// # Errors
/// A sentence that says what is missing or which program failed.
pub fn run() -> Result<(), String> {
    setup::wasm_target()?;
    let wasm_pack = setup::wasm_pack()?;
    let browsers = setup::browsers()?;
    let node = setup::node_packages()?.ok_or("the browsers are driven by Node: install Node 20 or newer")?;
    let site = peers::bundles(&node, "marking", &PEERS)?;
    compile(&wasm_pack, &site)?;
    let mut script = command(node.node());
    script.arg(project::root().join("bench/marks/run.js")).arg(site);
    browsers.told_to(&mut script);
    process::run(&mut script)
}

/// Compiles the module as the browser's is compiled.
fn compile(wasm_pack: &Path, into: &Path) -> Result<(), String> {
    process::run(
        command(wasm_pack)
            .args([
                "build",
                "bench/marks",
                "--target",
                "web",
                "--no-opt",
                "--no-pack",
                "--no-gitignore",
            ])
            .args(["--out-name", "factnote", "--profile", "web", "--out-dir"])
            .arg(into),
    )
}
