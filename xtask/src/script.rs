//! Scripts of the crate that import packages. wasm-bindgen takes single files, so each is bundled with what it imports
//! into a file beside it, which is committed: who builds the crate needs no Node.

use crate::process::{self, command};
use crate::project;
use crate::setup::Node;
use std::fs;
use std::path::Path;

/// The scripts, without `.js`; their bundles end with `.bundle.js`.
const SCRIPTS: [&str; 1] = ["src/card/position"];

/// What their packages ask to be kept: the license of Floating UI.
const LICENSE: &str = "node_modules/@floating-ui/dom/LICENSE";

/// Makes the bundles anew; those that are as they should be are not touched.
///
/// # Errors
/// A sentence that says which file or program failed.
pub fn renew(node: &Node) -> Result<(), String> {
    for script in SCRIPTS {
        let path = project::root().join(committed(script));
        let bundle = bundle(node, script)?;
        if fs::read_to_string(&path).ok().as_deref() != Some(bundle.as_str()) {
            fs::write(&path, bundle).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
            eprintln!("{} is new: commit it with its script", committed(script));
        }
    }
    Ok(())
}

/// Whether the committed bundles are what their scripts make.
///
/// # Errors
/// A sentence that says which is not, and how to renew it.
pub fn check(node: &Node) -> Result<(), String> {
    for script in SCRIPTS {
        let path = committed(script);
        let bundle = bundle(node, script)?;
        if read(&project::root().join(&path))? != bundle {
            return Err(format!(
                "{path} is not what {script}.js and its packages make: `cargo xtask build` renews it"
            ));
        }
    }
    Ok(())
}

fn committed(script: &str) -> String {
    format!("{script}.bundle.js")
}

/// The script and what it imports, with the license. Neither minified nor without comments: the glue's own bundling
/// does that.
fn bundle(node: &Node, script: &str) -> Result<String, String> {
    let out = project::target().join("script.bundle.js");
    process::run(
        command(node.program("esbuild"))
            .arg(format!("{script}.js"))
            .args(["--bundle", "--format=esm", "--target=es2022", "--charset=utf8"])
            .arg("--log-level=warning")
            .arg(format!("--outfile={}", out.display())),
    )?;
    let license = read(&project::root().join(LICENSE))?;
    Ok(format!(
        "// Made by `cargo xtask build` of {script}.js and Floating UI.\n/*! Floating UI: {}\n*/\n{}",
        license.trim(),
        read(&out)?
    ))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}
