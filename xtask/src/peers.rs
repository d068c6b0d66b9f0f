//! Other libraries to measure against, from npm: installed below `target/`, and bundled as a page would have them.

use crate::process::{self, command};
use crate::project;
use crate::setup::Node;
use crate::sizes::Sizes;
use std::fs;
use std::path::{Path, PathBuf};

/// A library to measure against.
pub struct Peer {
    pub name: &'static str,
    /// Packages with their versions.
    pub packages: &'static [&'static str],
    /// What a page asks of it.
    pub call: &'static str,
}

/// A folder, `target/NAME/bundles`, with a bundle of each library. Their sizes are printed.
///
/// # Errors
/// A sentence that says what cannot be written or which program failed.
pub fn bundles(node: &Node, name: &str, peers: &[Peer]) -> Result<PathBuf, String> {
    let folder = project::target().join(name);
    let write = |path: &Path, text: &str| {
        fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
    };
    let bundles = folder.join("bundles");
    fs::create_dir_all(&bundles).map_err(|e| format!("cannot make {}: {e}", bundles.display()))?;
    write(
        &folder.join("package.json"),
        "{\"private\": true, \"type\": \"module\"}\n",
    )?;
    process::run(
        command(Path::new("npm"))
            .args(["install", "--no-audit", "--no-fund"])
            .args(peers.iter().flat_map(|peer| peer.packages))
            .current_dir(&folder),
    )?;
    for peer in peers {
        let call = folder.join(peer.name).with_extension("js");
        let bundle = bundles.join(peer.name).with_extension("js");
        write(&call, peer.call)?;
        process::run(
            command(node.program("esbuild"))
                .arg(call)
                .args(["--bundle", "--minify", "--format=esm", "--log-level=warning"])
                .arg(format!("--outfile={}", bundle.display())),
        )?;
        let bytes = fs::read(&bundle).map_err(|e| format!("cannot read {}: {e}", bundle.display()))?;
        let sizes = Sizes::of(&bytes).map_err(|e| format!("cannot pack {}: {e}", bundle.display()))?;
        println!("{}: {} bytes by brotli", peer.name, sizes.brotli);
    }
    Ok(bundles)
}
