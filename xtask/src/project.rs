//! Where things are in the project.

use std::env;
use std::path::{Path, PathBuf};

/// The top folder of the repository.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder of what is built: `target`, or what the caller set for all of cargo.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The folder that a web server serves.
pub fn site() -> PathBuf {
    root().join("www")
}

/// The folder of the crate as built for the browser.
pub fn package() -> PathBuf {
    site().join("pkg")
}
