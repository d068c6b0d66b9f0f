//! `cargo xtask speed`: how long the engine takes, natively and in real browsers, beside other libraries.

use crate::bench;
use crate::build;
use crate::marking;
use crate::peers::{self, Peer};
use crate::predict::options;
use crate::process::{self, command};
use crate::project;
use crate::setup;
use clap::Args;
use factnote::{Article, analyze};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Arguments of `speed`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder with gold-dev.jsonl, whose texts are read; ../shared/eval/attribution where it is left out.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Other libraries too: compromise and wink-nlp, from npm.
    #[arg(long)]
    pub peers: bool,
    /// Only natively, which says something only of an optimised build: cargo run --release -p xtask -- speed --native.
    #[arg(long)]
    pub native: bool,
    /// Only the reader of figures, by itself in WebAssembly: its size and speed.
    #[arg(long)]
    pub figures: bool,
    /// Only marking, by itself in two browsers, beside mark.js and advanced-mark.js.
    #[arg(long, conflicts_with = "figures")]
    pub marks: bool,
}

/// Other libraries that read texts in a page.
pub const PEERS: [Peer; 2] = [
    Peer {
        name: "compromise",
        packages: &["compromise@14.17.0"],
        call: r#"
import compromise from "compromise";
export const analyze = (text) => {
  const found = compromise(text);
  return [found.quotations().json(), found.people().json(), found.numbers().json()];
};
"#,
    },
    Peer {
        name: "wink",
        packages: &["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"],
        call: r#"
import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";
const wink = winkNLP(model);
export const analyze = (text) => wink.readDoc(text).entities().out();
"#,
    },
];

/// Runs `speed`.
///
/// # Errors
/// A sentence that says what is missing or which program failed.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.marks {
        return marking::run();
    }
    let data = arguments
        .data
        .clone()
        .unwrap_or_else(|| project::root().join("../shared/eval/attribution"));
    let texts = texts(&data)?;
    if arguments.figures {
        let node = setup::node_packages()?.ok_or("the module is run by Node: install Node 20 or newer")?;
        return bench::run(&node, &data);
    }
    native(&texts);
    if arguments.native {
        return Ok(());
    }
    let browsers = setup::browsers()?;
    let node = setup::node_packages()?.ok_or("the browsers are driven by Node: install Node 20 or newer")?;
    bench::run(&node, &data)?;
    build::build(&build::Arguments::RELEASE)?;
    let mut script = command(node.node());
    script
        .arg(project::root().join("tests/e2e/speed.js"))
        .arg(data)
        .arg(project::site());
    if arguments.peers {
        script.arg(peers::bundles(&node, "peers", &PEERS)?);
    }
    browsers.told_to(&mut script);
    process::run(&mut script)
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

fn texts(data: &Path) -> Result<Vec<String>, String> {
    let path = data.join("gold-dev.jsonl");
    let lines = fs::read_to_string(&path).map_err(|e| {
        format!(
            "cannot read {}: {e}; the texts are no part of this repository, give their folder with --data",
            path.display()
        )
    })?;
    lines
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            Ok(line.text)
        })
        .collect()
}

/// Articles a second on one core, of the second time through.
fn native(texts: &[String]) {
    for (name, tagger) in [("rules only", false), ("with the tagger", true)] {
        let articles: Vec<Article> = texts.iter().map(|text| Article::from_plain_text(text)).collect();
        let mut seconds = 0.0;
        for _ in 0..2 {
            let begun = Instant::now();
            let found: usize = articles
                .iter()
                .map(|article| analyze(article, &options(tagger)).annotations.len())
                .sum();
            seconds = begun.elapsed().as_secs_f64();
            debug_assert!(found > 0);
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = articles.len() as f64 / seconds;
        let build = if cfg!(debug_assertions) {
            " (a build for debugging: says little)"
        } else {
            ""
        };
        println!("native, {name}: {rate:.0} articles a second{build}");
    }
}
