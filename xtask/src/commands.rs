//! What README and documentation tell to type, typed: what the program `factnote` itself is called for is tested with the crate
//! (`tests/commands.rs`), here it is all that begins with `cargo`.

use crate::process::{cargo, command, output, run, watch_until};
use crate::project;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

/// Longer than the demo builds without a word.
const LONGEST_SILENCE: Duration = Duration::from_secs(600);

/// Types all of them.
///
/// # Errors
/// A sentence that names the line and what did not come of it.
pub fn check() -> Result<(), String> {
    let lines = lines()?;
    if lines.is_empty() {
        return Err("README.md and docs have no line that begins with `cargo`".to_owned());
    }
    for line in &lines {
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        match words[..] {
            ["xtask", "demo"] => demo(&words)?,
            ["xtask", "pack"] => pack(&words)?,
            ["install", ..] => install(&words)?,
            _ => {
                return Err(format!(
                    "nothing says what is to come of `{line}`: say it in xtask/src/commands.rs"
                ));
            }
        }
    }
    Ok(())
}

/// The lines of shell that begin with `cargo`, each once, without the comments behind them.
fn lines() -> Result<BTreeSet<String>, String> {
    let docs = project::root().join("docs");
    let entries = fs::read_dir(&docs).map_err(|e| format!("cannot read {}: {e}", docs.display()))?;
    let mut pages: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.push(project::root().join("README.md"));
    let mut lines = BTreeSet::new();
    for page in pages {
        let text = fs::read_to_string(&page).map_err(|e| format!("cannot read {}: {e}", page.display()))?;
        lines.extend(
            shell(&text)
                .filter(|line| line.starts_with("cargo "))
                .map(str::to_owned),
        );
    }
    Ok(lines)
}

/// The lines of a page's blocks of shell.
fn shell(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|rest| rest.split("```").next().unwrap_or("").lines());
    lines.map(|line| line.split("  # ").next().unwrap_or(line).trim())
}

/// The demo says where its site is, and the site is there.
fn demo(words: &[&str]) -> Result<(), String> {
    let mut page = Err("it has not said where its site is".to_owned());
    watch_until(cargo().args(words), &mut io::stdout(), LONGEST_SILENCE, |line| {
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        address.is_some_and(|address| {
            page = get(address);
            true
        })
    })?;
    let page = page?;
    if page.starts_with("HTTP/1.1 200") && page.contains("factnote.js") {
        Ok(())
    } else {
        Err(format!("the demo's front page is not what it was to be:\n{page}"))
    }
}

/// What a server of this machine (`host:port`) answers to a request for its front page.
fn get(address: &str) -> Result<String, String> {
    let asked = TcpStream::connect(address).and_then(|mut stream| {
        let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    });
    asked.map_err(|e| format!("the demo says that its site is at {address}, where {e}"))
}

/// What browsers load, and what their stores take.
fn pack(words: &[&str]) -> Result<(), String> {
    run(cargo().args(words))?;
    for made in ["extension/manifest.json", "pack"] {
        let made = project::target().join(made);
        if !made.exists() {
            return Err(format!(
                "`cargo {}` has made no {}",
                words.join(" "),
                made.display()
            ));
        }
    }
    Ok(())
}

/// The installed program says its version. It is built for debugging here, as other steps have done already, and installed into the
/// target folder.
fn install(words: &[&str]) -> Result<(), String> {
    let root = project::target().join("installed");
    run(cargo()
        .args(words)
        .arg("--debug")
        .env("CARGO_INSTALL_ROOT", &root))?;
    let program = root
        .join("bin")
        .join(format!("factnote{}", std::env::consts::EXE_SUFFIX));
    let says = output(command(&program).arg("--version")).unwrap_or_default();
    let expected = format!("factnote {}", env!("CARGO_PKG_VERSION"));
    (says == expected)
        .then_some(())
        .ok_or_else(|| format!("{} says `{says}`, not `{expected}`", program.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_shell_is_typed_and_no_comment() {
        let page =
            "Type:\n```sh\ncargo a  # why\nls\n```\nNot:\n```text\ncargo b\n```\n```sh\ncargo c\n```\n";
        assert_eq!(shell(page).collect::<Vec<_>>(), ["cargo a", "ls", "cargo c"]);
    }

    #[test]
    fn the_documents_tell_how_to_see_it_pack_it_and_install_it() {
        let lines = lines().unwrap();
        for begins in ["cargo xtask demo", "cargo xtask pack", "cargo install"] {
            assert!(lines.iter().any(|line| line.starts_with(begins)), "{begins}");
        }
    }
}
