//! What the commands need that a fresh machine has not, and how it gets there.

use crate::process::{cargo, command, find, output, run, succeeds};
use crate::project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Names under which systems know the programs.
const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// The browsers' packages in Debian and what is made from it.
const BROWSER_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "firefox-esr"];

/// Adds the compiler's target for the browser.
///
/// # Errors
/// A sentence that says what to install.
pub fn wasm_target() -> Result<(), String> {
    let library = output(command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let rustup = rustup("the compiler has no target wasm32-unknown-unknown")?;
    run(command(rustup).args(["target", "add", WASM_TARGET]))
}

/// Adds rustfmt and clippy.
///
/// # Errors
/// A sentence that says what to install.
pub fn lints() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo().args([subcommand, "--version"])) {
            let rustup = rustup(&format!("`cargo {subcommand}` is missing"))?;
            run(command(rustup).args(["component", "add", component]))?;
        }
    }
    Ok(())
}

fn rustup(missing: &str) -> Result<PathBuf, String> {
    find("rustup").ok_or_else(|| {
        format!("{missing}, and there is no rustup to add it: install Rust from https://rustup.rs")
    })
}

/// wasm-pack, installed where it is missing. It brings the wasm-bindgen of Cargo.lock by itself.
///
/// # Errors
/// A sentence that says why it cannot be installed.
pub fn wasm_pack() -> Result<PathBuf, String> {
    cargo_program("wasm-pack")
}

/// A program of a Rust package of the same name, installed where it is missing.
fn cargo_program(name: &str) -> Result<PathBuf, String> {
    if let Some(program) = find(name) {
        return Ok(program);
    }
    eprintln!("{name} is missing: building it, once (a few minutes)");
    run(cargo().args(["install", name, "--locked"]))?;
    find(name).ok_or_else(|| format!("{name} was installed and is not to be found: put ~/.cargo/bin on PATH"))
}

/// The packages of package.json, installed.
pub struct Node {
    node: PathBuf,
    programs: PathBuf,
}

impl Node {
    /// Node itself.
    pub fn node(&self) -> &Path {
        &self.node
    }

    /// A program of an installed package.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }
}

/// The packages of package.json, installed where they are missing or others than those of the lock file; `None`
/// without Node.
///
/// # Errors
/// A sentence that says why they cannot be installed.
pub fn node_packages() -> Result<Option<Node>, String> {
    let (Some(node), Some(npm)) = (find("node"), find("npm")) else {
        return Ok(None);
    };
    let modules = project::root().join("node_modules");
    let wanted = read(&project::root().join("package-lock.json"))?;
    // npm's own note of what it installed has another form than the lock file; a copy is simply compared.
    let note = modules.join(".factnote-package-lock.json");
    if fs::read_to_string(&note).ok().as_deref() != Some(wanted.as_str()) {
        run(command(npm).args(["ci", "--no-audit", "--no-fund"]))?;
        fs::write(&note, wanted).map_err(|e| format!("cannot write {}: {e}", note.display()))?;
    }
    Ok(Some(Node {
        node,
        programs: modules.join(".bin"),
    }))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

/// A Python with the packages of `requirements`, in a folder of its own below `target`; made anew where the file changes.
///
/// # Errors
/// A sentence that says why they cannot be installed.
pub fn python_packages(python: &Path, name: &str, requirements: &Path) -> Result<PathBuf, String> {
    let folder = project::target().join(name);
    let installed = folder.join("bin/python");
    let wanted = read(requirements)?;
    let note = folder.join("factnote-requirements.txt");
    if fs::read_to_string(&note).ok().as_deref() != Some(wanted.as_str()) {
        eprintln!("installing what {} names (500 MB)", requirements.display());
        run(command(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
        run(command(&installed)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .arg("--requirement")
            .arg(requirements))?;
        fs::write(&note, wanted).map_err(|e| format!("cannot write {}: {e}", note.display()))?;
    }
    Ok(installed)
}

/// Which Java there is: 17 of `openjdk version "17.0.15" 2025-04-15`; `None` where there is none.
pub fn java() -> Option<u32> {
    let program = match env::var_os("JAVA_HOME") {
        Some(home) => PathBuf::from(home).join("bin/java"),
        None => find("java")?,
    };
    // It tells its version on standard error.
    let told = Command::new(program).arg("-version").output().ok()?;
    java_version(&String::from_utf8_lossy(&told.stderr))
}

fn java_version(told: &str) -> Option<u32> {
    let quoted = told.split('"').nth(1)?;
    quoted.split(['.', '-', '+']).next()?.parse().ok()
}

/// The browsers for tests, and the programs that drive them.
pub struct Browsers {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
    pub firefox: PathBuf,
    pub geckodriver: PathBuf,
}

impl Browsers {
    /// Tells a script of tests/e2e where browsers and drivers are.
    pub fn told_to(&self, command: &mut Command) {
        command
            .env("FACTNOTE_CHROMIUM", &self.chromium)
            .env("FACTNOTE_CHROMEDRIVER", &self.chromedriver)
            .env("FACTNOTE_FIREFOX", &self.firefox)
            .env("FACTNOTE_GECKODRIVER", &self.geckodriver);
    }
}

/// Browsers and drivers, installed where they are missing.
///
/// # Errors
/// A sentence that says what to install, where it cannot be done from here.
pub fn browsers() -> Result<Browsers, String> {
    if let Some(missing) = missing_browsers() {
        install_browsers(&missing)?;
        if let Some(missing) = missing_browsers() {
            return Err(format!("{missing} is still not on PATH after installing"));
        }
    }
    let found = |names: &[&str]| first(names).ok_or_else(|| format!("{} is not on PATH", names.join(" or ")));
    Ok(Browsers {
        chromium: found(&CHROMIUM)?,
        chromedriver: found(&["chromedriver"])?,
        firefox: found(&FIREFOX)?,
        geckodriver: cargo_program("geckodriver")?,
    })
}

fn first(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| find(name))
}

/// The names of what is missing, or nothing.
fn missing_browsers() -> Option<String> {
    let wanted: [(&str, &[&str]); 3] = [
        ("Chromium", &CHROMIUM),
        ("chromedriver", &["chromedriver"]),
        ("Firefox", &FIREFOX),
    ];
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|(_, names)| first(names).is_none())
        .map(|(name, _)| name)
        .collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

fn install_browsers(missing: &str) -> Result<(), String> {
    let packages = BROWSER_PACKAGES.join(" ");
    let Some(apt) = find("apt-get") else {
        return Err(format!(
            "{missing} missing: install Chromium, the chromedriver of its version and Firefox, and put them on PATH"
        ));
    };
    if output(command("id").arg("-u")).as_deref() != Some("0") {
        return Err(format!(
            "{missing} missing: run `sudo apt-get install {packages}`"
        ));
    }
    eprintln!("{missing} missing: installing {packages}");
    let told = |e: String| format!("{e}; {missing} missing: install {packages} by hand");
    run(command(&apt).args(["-qq", "update"])).map_err(told)?;
    run(command(&apt)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-qq", "install", "--yes", "--no-install-recommends"])
        .args(BROWSER_PACKAGES))
    .map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_tells_its_version_in_quotes() {
        let told = "openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)\n";
        assert_eq!(java_version(told), Some(17));
        assert_eq!(java_version("openjdk version \"21\" 2023-09-19"), Some(21));
        assert_eq!(java_version("java version \"1.8.0_392\""), Some(1));
        assert_eq!(java_version("java: command not found"), None);
    }
}
