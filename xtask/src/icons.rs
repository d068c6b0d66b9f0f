//! The extension's icons, which `icons.js` draws from one drawing. They are committed: who loads the extension from its
//! source needs no Node.

use crate::process::{self, command};
use crate::project;
use crate::setup::Node;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The drawing, and the folder of the icons.
const FOLDER: &str = "www/extension/icons";
const DRAWING: &str = "www/extension/icons/icon.svg";

/// Draws the icons anew.
///
/// # Errors
/// A sentence that says why they could not be drawn.
pub fn renew(node: &Node) -> Result<(), String> {
    draw(node, &project::root().join(FOLDER))
}

/// Whether the committed icons are what the drawing makes.
///
/// # Errors
/// A sentence that says which is not, and how to renew it.
pub fn check(node: &Node) -> Result<(), String> {
    let drawn = project::target().join("icons");
    fs::create_dir_all(&drawn).map_err(|e| format!("cannot make {}: {e}", drawn.display()))?;
    draw(node, &drawn)?;
    let committed = project::root().join(FOLDER);
    for icon in icons(&drawn).map_err(|e| format!("cannot read {}: {e}", drawn.display()))? {
        let name = icon.file_name().unwrap_or_default();
        if fs::read(&icon).ok() != fs::read(committed.join(name)).ok() {
            return Err(format!(
                "{FOLDER}/{} is not what {DRAWING} makes: `cargo xtask pack` renews it",
                name.display()
            ));
        }
    }
    Ok(())
}

fn draw(node: &Node, folder: &Path) -> Result<(), String> {
    process::run(command(node.node()).args(["xtask/icons.js", DRAWING]).arg(folder))
}

fn icons(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    files.collect()
}
