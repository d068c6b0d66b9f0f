//! The browser extension as a folder that browsers load.

use crate::project;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What it takes from elsewhere in the project: where it is, and its name in the extension.
const TAKEN: [(&str, &str); 1] = [("src/dom/marks.css", "marks.css")];

/// Makes the folder anew, `target/extension`.
///
/// # Errors
/// A sentence that says what could not be read or written.
pub fn build(_release: bool) -> Result<PathBuf, String> {
    let folder = project::target().join("extension");
    let told = |e: io::Error| format!("cannot make {}: {e}", folder.display());
    match fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(told(e)),
        _ => {}
    }
    copy_folder(&project::site().join("extension"), &folder).map_err(told)?;
    for (from, name) in TAKEN {
        fs::copy(project::root().join(from), folder.join(name)).map_err(told)?;
    }
    Ok(folder)
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}
