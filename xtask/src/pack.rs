//! `cargo xtask pack`: the extension as the stores take it, one file for Chrome and one for Firefox. With `--npm` the package for
//! npm.
//!
//! The same files make the same bytes, on any machine and day: who reviews the extension can build it and compare.

use crate::apart;
use crate::build;
use crate::extension;
use crate::icons;
use crate::npm;
use crate::process::{self, command};
use crate::project;
use crate::setup::{self, Node};
use clap::Args;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Arguments of `pack`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The package for npm instead, factnote-VERSION.tgz.
    #[arg(long)]
    pub npm: bool,
}

/// A browser with a store of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Browser {
    Chrome,
    Firefox,
}

impl Browser {
    const ALL: [Self; 2] = [Self::Chrome, Self::Firefox];

    const fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// Runs `pack`.
///
/// # Errors
/// A sentence that says what is missing, which file could not be written, or that the linter complains.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.npm {
        build::build(&build::Arguments::RELEASE)?;
        apart::build()?;
        return npm::pack().map(drop);
    }
    let node = setup::node_packages()?
        .ok_or("packing the extension needs Node: install it from https://nodejs.org, 20 or newer")?;
    icons::renew(&node)?;
    let folder = extension::build(true)?;
    println!("{} can be loaded as it is", folder.display());
    for browser in Browser::ALL {
        let file = pack(&folder, browser)?;
        println!("{}", file.display());
        // Chrome has no linter; of its manifest the other one's would complain.
        if browser == Browser::Firefox {
            lint(&node, &file)?;
        }
    }
    Ok(())
}

/// Packs the loadable folder for a browser; the file that is made.
fn pack(folder: &Path, browser: Browser) -> Result<PathBuf, String> {
    let manifest = read_manifest(folder)?;
    let version = version(&manifest)?;
    let packed = project::target().join("pack");
    fs::create_dir_all(&packed).map_err(|e| format!("cannot make {}: {e}", packed.display()))?;
    let path = packed.join(format!("factnote-{}-{version}.zip", browser.name()));
    let told = |e: io::Error| format!("cannot write {}: {e}", path.display());
    let file = File::create(&path).map_err(told)?;
    write_zip(file, folder, &manifest_for(browser, manifest.clone())).map_err(told)?;
    Ok(path)
}

/// Lints the extension by the linter of Firefox's store, which is also what `web-ext lint` calls.
///
/// # Errors
/// A sentence, where it finds an error or has a warning.
fn lint(node: &Node, packed: &Path) -> Result<(), String> {
    process::run(
        command(node.program("addons-linter"))
            .arg("--warnings-as-errors")
            .arg(packed),
    )
}

fn read_manifest(folder: &Path) -> Result<Value, String> {
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{} is no JSON: {e}", path.display()))
}

/// The version of the manifest, which must be that of the crate.
fn version(manifest: &Value) -> Result<&str, String> {
    let ours = env!("CARGO_PKG_VERSION");
    match manifest.get("version").and_then(Value::as_str) {
        Some(version) if version == ours => Ok(version),
        version => Err(format!(
            "www/extension/manifest.json has the version {version:?}, and the crate {ours}: write {ours} into the manifest"
        )),
    }
}

/// The manifest without what is the other browser's: each warns of what it does not know.
fn manifest_for(browser: Browser, mut manifest: Value) -> Value {
    if let Some(entries) = manifest.as_object_mut() {
        match browser {
            Browser::Chrome => entries.remove("browser_specific_settings"),
            Browser::Firefox => entries.remove("minimum_chrome_version"),
        };
        if let Some(background) = entries.get_mut("background").and_then(Value::as_object_mut) {
            background.remove(match browser {
                Browser::Chrome => "scripts",
                Browser::Firefox => "service_worker",
            });
        }
    }
    manifest
}

/// Writes the files of a folder, sorted and without times, and this manifest in place of that in the folder.
fn write_zip(to: impl Write + Seek, folder: &Path, manifest: &Value) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(to);
    for name in files(folder, "")? {
        zip.start_file(&name, options)?;
        if name == "manifest.json" {
            zip.write_all(serde_json::to_string_pretty(manifest)?.as_bytes())?;
        } else {
            zip.write_all(&fs::read(folder.join(&name))?)?;
        }
    }
    zip.finish()?;
    Ok(())
}

/// The names of all files below a folder, sorted, with slashes on every system.
fn files(folder: &Path, under: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join(under))? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names.extend(files(folder, &format!("{name}/"))?);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::env;
    use std::io::Cursor;
    use std::process;
    use zip::ZipArchive;

    fn made_up(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("factnote-pack-{name}-{}", process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::write(folder.join("manifest.json"), "{}").unwrap();
        fs::write(folder.join("popup.js"), "popup").unwrap();
        fs::write(folder.join("icons/16.png"), "icon").unwrap();
        folder
    }

    fn zipped(folder: &Path, manifest: &Value) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        write_zip(&mut bytes, folder, manifest).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_zip_holds_the_folder_sorted_and_is_the_same_each_time() {
        let folder = made_up("same");
        let bytes = zipped(&folder, &json!({ "name": "x" }));
        // A file that was written later, with the same in it.
        fs::write(folder.join("popup.js"), "popup").unwrap();
        assert_eq!(bytes, zipped(&folder, &json!({ "name": "x" })));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<_> = (0..archive.len())
            .map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned())
            .collect();
        assert_eq!(names, ["icons/16.png", "manifest.json", "popup.js"]);
        let manifest = io::read_to_string(archive.by_name("manifest.json").unwrap()).unwrap();
        assert_eq!(manifest, "{\n  \"name\": \"x\"\n}");
        assert_eq!(
            io::read_to_string(archive.by_name("popup.js").unwrap()).unwrap(),
            "popup"
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn each_browser_gets_a_manifest_without_what_is_the_other_ones() {
        let both = json!({
            "name": "x",
            "minimum_chrome_version": "123",
            "background": { "service_worker": "b.js", "scripts": ["b.js"], "type": "module" },
            "browser_specific_settings": { "gecko": { "id": "x@example.org" } },
        });
        assert_eq!(
            manifest_for(Browser::Chrome, both.clone()),
            json!({
                "name": "x",
                "minimum_chrome_version": "123",
                "background": { "service_worker": "b.js", "type": "module" },
            })
        );
        assert_eq!(
            manifest_for(Browser::Firefox, both),
            json!({
                "name": "x",
                "background": { "scripts": ["b.js"], "type": "module" },
                "browser_specific_settings": { "gecko": { "id": "x@example.org" } },
            })
        );
    }

    #[test]
    fn a_manifest_of_another_version_is_not_packed() {
        assert_eq!(
            version(&json!({ "version": env!("CARGO_PKG_VERSION") })),
            Ok(env!("CARGO_PKG_VERSION"))
        );
        let message = version(&json!({ "version": "7.7.7" })).unwrap_err();
        assert!(
            message.contains("7.7.7") && message.contains(env!("CARGO_PKG_VERSION")),
            "{message}"
        );
    }
}
