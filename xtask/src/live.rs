//! `cargo xtask live`: the script tag in saved pages of the web, in real browsers.

use crate::build;
use crate::extension;
use crate::process::{self, command};
use crate::project;
use crate::setup;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `live`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder with pages.jsonl and the pages that it names; ../shared/eval/pages where it is left out.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// How many pages.
    #[arg(long, default_value = "10")]
    pub pages: u16,
    /// The extension instead of the script tag: how long it takes from the click to the marks, and its memory.
    #[arg(long)]
    pub extension: bool,
}

/// Runs `live`.
///
/// # Errors
/// A sentence that says what is missing, or that a page was not right; which, has been printed.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let data = arguments
        .data
        .clone()
        .unwrap_or_else(|| project::root().join("../shared/eval/pages"));
    if !data.join("pages.jsonl").is_file() {
        return Err(format!(
            "there is no {}/pages.jsonl: saved pages are not part of this repository; give their folder with --data",
            data.display()
        ));
    }
    let browsers = setup::browsers()?;
    let node = setup::node_packages()?.ok_or("the browsers are driven by Node: install Node 20 or newer")?;
    let mut script = command(node.node());
    if arguments.extension {
        script
            .arg(project::root().join("tests/e2e/extension-live.js"))
            .arg(data)
            .env("FACTNOTE_EXTENSION", extension::build(true)?);
    } else {
        if !project::package().is_dir() {
            build::build(&build::Arguments::RELEASE)?;
        }
        script
            .arg(project::root().join("tests/e2e/real-pages.js"))
            .arg(data)
            .arg(project::site());
    }
    script
        .arg(arguments.pages.to_string())
        .env("FACTNOTE_BROWSERS", "chromium,firefox");
    browsers.told_to(&mut script);
    process::run(&mut script)
}
