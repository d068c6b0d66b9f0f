//! `cargo xtask test`: everything that must hold, on any machine.

use crate::apart;
use crate::build;
use crate::commands;
use crate::count::Count;
use crate::documents;
use crate::extension;
use crate::icons;
use crate::npm;
use crate::process::{self, cargo, command, watch, watch_for_silence};
use crate::project;
use crate::script;
use crate::serve::{Port, Server};
use crate::setup::{self, Browsers, Node};
use crate::spark;
use clap::{Args, ValueEnum};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Articles of the run on Spark that is interrupted.
const SPARK_ARTICLES: u64 = 10_000;

/// What is done, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Form of the Rust code: cargo fmt --check.
    Format,
    /// Clippy over all native code, warnings are errors.
    Clippy,
    /// Clippy over what the browser gets and its tests.
    ClippyWasm,
    /// The documentation builds without a warning.
    Docs,
    /// Unit, integration and documentation tests.
    Native,
    /// Bundled scripts and icons are what their sources make.
    Bundles,
    /// The release for the browser, held against its promised size.
    Build,
    /// What README and documentation tell to type: the demo, the extension as the stores take it, linted, the program installed.
    Commands,
    /// The documentation as web pages; links and spelling of all that is written.
    Documents,
    /// Form of scripts, styles, pages and settings.
    Prettier,
    /// Types of the scripts.
    Types,
    /// The DOM layer in Chromium.
    Chromium,
    /// The DOM layer in Firefox.
    Firefox,
    /// The site in the browsers, from outside.
    EndToEnd,
    /// The package for npm: Node, TypeScript and three bundlers.
    Packages,
    /// The example for Apache Spark, with executors killed on the way.
    Spark,
}

/// Arguments of `test`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Only this step; may be given several times.
    #[arg(long, value_name = "STEP", value_enum)]
    pub only: Vec<Step>,
    /// Lists the steps and does nothing.
    #[arg(long)]
    pub list: bool,
}

/// Chromium waits for ever for a module that wasm-pack's server does not send, before the first test, in one start of three on a
/// small machine: so often it is started.
const STARTS: u32 = 8;
/// Longer than all tests of a page take, which are told of together.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// A step that is through.
struct Done {
    step: Step,
    took: Duration,
    outcome: Outcome,
}

/// What came of a step that did not fail.
enum Outcome {
    /// It holds.
    Holds,
    /// So many tests passed.
    Tests(Count),
    /// It cannot be done on this machine, and why.
    Skipped(String),
}

/// Runs `test`.
///
/// # Errors
/// A sentence that names the first step that failed and what to look at.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.list {
        for step in Step::value_variants() {
            println!("{:<12} {}", step.name(), step.help());
        }
        return Ok(());
    }
    let chosen = |step: &&Step| arguments.only.is_empty() || arguments.only.contains(step);
    let steps: Vec<Step> = Step::value_variants().iter().filter(chosen).copied().collect();
    let tools = Tools::set_up(&steps)?;
    let mut done = Vec::new();
    for step in steps {
        println!("\n== {}: {}", step.name(), step.help());
        let begun = Instant::now();
        let outcome = step
            .run(&tools)
            .map_err(|e| format!("the step {name} failed: {e}", name = step.name()))?;
        let took = begun.elapsed();
        done.push(Done { step, took, outcome });
    }
    report(&done);
    Ok(())
}

/// The time and tests of each step; the sum of the tests is the last line, for programs to read.
fn report(done: &[Done]) {
    println!();
    let mut counts = Vec::new();
    for Done { step, took, outcome } in done {
        let told = match outcome {
            Outcome::Holds => String::new(),
            Outcome::Tests(count) => {
                counts.push(*count);
                format!("{:>6} tests", count.ran())
            }
            Outcome::Skipped(why) => format!("  skipped: {why}"),
        };
        println!("{:<12}{:>7.1} s{told}", step.name(), took.as_secs_f64());
    }
    // Of steps that run no tests there is no sum: a zero would look as if nothing had been tested.
    if !counts.is_empty() {
        let all: Count = counts.into_iter().sum();
        println!("{} tests ran", all.ran());
        println!("{} passed, {} failed", all.passed, all.failed);
    }
}

/// What the steps call.
struct Tools {
    wasm_pack: Option<PathBuf>,
    node: Option<Node>,
    browsers: Option<Browsers>,
}

/// What a step calls that may have to be installed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Lints,
    WasmTarget,
    WasmPack,
    Node,
    Browsers,
}

impl Tools {
    /// Installs what these steps need and the machine has not.
    fn set_up(steps: &[Step]) -> Result<Self, String> {
        let needed = |need| steps.iter().any(|step| step.needs().contains(&need));
        if needed(Need::Lints) {
            setup::lints()?;
        }
        if needed(Need::WasmTarget) {
            setup::wasm_target()?;
        }
        Ok(Self {
            wasm_pack: needed(Need::WasmPack).then(setup::wasm_pack).transpose()?,
            node: needed(Need::Node).then(node).transpose()?,
            browsers: needed(Need::Browsers).then(setup::browsers).transpose()?,
        })
    }

    fn wasm_pack(&self) -> Result<&Path, String> {
        self.wasm_pack.as_deref().ok_or_else(|| not_set_up("wasm-pack"))
    }

    fn node(&self) -> Result<&Node, String> {
        self.node.as_ref().ok_or_else(|| not_set_up("Node"))
    }

    fn browsers(&self) -> Result<&Browsers, String> {
        self.browsers.as_ref().ok_or_else(|| not_set_up("browsers"))
    }
}

fn node() -> Result<Node, String> {
    setup::node_packages()?.ok_or_else(|| {
        "the tests of the scripts and of the site need Node: install it from https://nodejs.org, 20 or newer".to_owned()
    })
}

fn not_set_up(tool: &str) -> String {
    format!("this step calls {tool} and does not say so in `Step::needs`")
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned())
    }

    fn help(self) -> String {
        self.to_possible_value()
            .and_then(|value| value.get_help().map(ToString::to_string))
            .unwrap_or_default()
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Format | Self::Clippy => &[Need::Lints],
            Self::ClippyWasm => &[Need::Lints, Need::WasmTarget],
            Self::Docs | Self::Native | Self::Spark => &[],
            Self::Build | Self::Commands | Self::Documents => &[Need::WasmTarget, Need::WasmPack, Need::Node],
            Self::Bundles | Self::Prettier | Self::Types => &[Need::Node],
            Self::Chromium | Self::Firefox => &[Need::WasmTarget, Need::WasmPack, Need::Browsers],
            Self::EndToEnd | Self::Packages => {
                &[Need::WasmTarget, Need::WasmPack, Need::Node, Need::Browsers]
            }
        }
    }

    /// Does it; the tests are counted where it runs some.
    fn run(self, tools: &Tools) -> Result<Outcome, String> {
        let count = match self {
            Self::Native => counted(cargo().args(["test", "--workspace"]), Count::of_cargo),
            Self::Chromium | Self::Firefox => self.in_browser(tools),
            Self::EndToEnd => end_to_end(tools),
            Self::Packages => packages(tools),
            Self::Spark => {
                if let Some(why) = spark::missing() {
                    println!("skipped: {why}");
                    return Ok(Outcome::Skipped(why));
                }
                spark::tests(SPARK_ARTICLES).and_then(|(result, count)| judged(result, count))
            }
            _ => return self.check(tools).map(|()| Outcome::Holds),
        };
        count.map(Outcome::Tests)
    }

    /// The steps that run no tests.
    fn check(self, tools: &Tools) -> Result<(), String> {
        match self {
            Self::Format => process::run(cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => process::run(
                cargo()
                    .args(["clippy", "--workspace", "--all-targets"])
                    .args(["--", "-D", "warnings"]),
            ),
            Self::ClippyWasm => {
                // The site's, with its tests; then the two halves that the extension is made of.
                lint_wasm(&["--features", "browser,tagger", "--lib", "--tests"])?;
                lint_wasm(&["--features", "page", "--lib"])?;
                lint_wasm(&["--features", "background,tagger", "--lib"])
            }
            Self::Docs => process::run(
                cargo()
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "-D warnings"),
            ),
            Self::Bundles => {
                script::check(tools.node()?)?;
                icons::check(tools.node()?)
            }
            Self::Build => build::run(&build::Arguments::RELEASE),
            Self::Commands => commands::check(),
            Self::Documents => {
                built()?;
                documents::check(tools.node()?)
            }
            Self::Prettier => process::run(command(tools.node()?.program("prettier")).args(["--check", "."])),
            Self::Types => {
                process::run(command(tools.node()?.program("tsc")).args(["--project", "tsconfig.json"]))
            }
            Self::Native | Self::Chromium | Self::Firefox | Self::EndToEnd | Self::Packages | Self::Spark => {
                Ok(())
            }
        }
    }

    /// The tests of the DOM layer in one browser.
    fn in_browser(self, tools: &Tools) -> Result<Count, String> {
        let browsers = tools.browsers()?;
        let (flags, driver) = match self {
            Self::Firefox => (["--firefox", "--geckodriver"], &browsers.geckodriver),
            _ => (["--chrome", "--chromedriver"], &browsers.chromedriver),
        };
        for _ in 0..STARTS {
            let mut command = command(tools.wasm_pack()?);
            command
                .args(["test", "--headless"])
                .args(flags)
                .arg(driver)
                .args([
                    ".",
                    "--no-default-features",
                    "--features",
                    "browser,tagger",
                    "--test",
                    "web",
                ])
                // Seconds for all tests of a page; 20 are too few on a busy machine.
                .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
            match watch_for_silence(&mut command, &mut io::stdout(), LONGEST_SILENCE)? {
                Some(watched) => return judged(watched.result, Count::of_cargo(&watched.output)),
                None => eprintln!("the browser says nothing any more: once again"),
            }
        }
        Err(format!("the browser has hung {STARTS} times"))
    }
}

/// Clippy over a part of what browsers get.
fn lint_wasm(part: &[&str]) -> Result<(), String> {
    process::run(
        cargo()
            .args(["clippy", "--package", "factnote"])
            .args(["--target", "wasm32-unknown-unknown", "--no-default-features"])
            .args(part)
            .args(["--", "-D", "warnings"]),
    )
}

/// What the site loads, where a step is chosen alone on a new machine; its size is the business of the step `build`.
fn built() -> Result<(), String> {
    if !project::package().is_dir() {
        build::build(&build::Arguments::RELEASE)?;
    }
    if !apart::is_built() {
        apart::build()?;
    }
    Ok(())
}

/// The tests of the site, from outside, in both browsers.
fn end_to_end(tools: &Tools) -> Result<Count, String> {
    built()?;
    documents::build()?;
    let folder = project::root().join("tests/e2e");
    let files = test_files(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    // The extension's pages stand on this server too: opened as ordinary pages, with a stand-in for the browser's side.
    let extension = extension::build(true)?;
    let server = Server::start(
        Port::Any,
        &project::site(),
        &[
            ("/fixtures", &folder.join("fixtures")),
            ("/extension", &extension),
        ],
    )?;
    let browsers = tools.browsers()?;
    let mut command = command(tools.node()?.node());
    command
        // The files one after another: two browsers at once are enough for a small machine.
        .args([
            "--test",
            "--test-reporter=spec",
            "--test-concurrency=1",
            "--test-timeout=300000",
        ])
        .args(files)
        .env("FACTNOTE_URL", server.url())
        .env("FACTNOTE_EXTENSION", &extension)
        .env("FACTNOTE_BROWSERS", "chromium,firefox");
    browsers.told_to(&mut command);
    counted(&mut command, Count::of_node)
}

/// The package for npm, installed into projects below target/.
fn packages(tools: &Tools) -> Result<Count, String> {
    let folder = project::root().join("tests/npm");
    let files = test_files(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    let mut command = command(tools.node()?.node());
    command
        .args([
            "--test",
            "--test-reporter=spec",
            "--test-concurrency=1",
            "--test-timeout=300000",
        ])
        .args(files)
        .env("FACTNOTE_PACKAGE", npm::pack()?)
        .env("FACTNOTE_BROWSERS", "chromium");
    tools.browsers()?.told_to(&mut command);
    counted(&mut command, Count::of_node)
}

/// The files `*.test.js` of a folder, by name. Versions of Node differ in what a folder as an argument means.
fn test_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.js") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs a program that runs tests, and counts them.
fn counted(command: &mut Command, count: fn(&str) -> Count) -> Result<Count, String> {
    let watched = watch(command, &mut io::stdout())?;
    judged(watched.result, count(&watched.output))
}

/// The count, where the program succeeded, no test failed, and there was a test: else something is wrong with the
/// call.
fn judged(result: Result<(), String>, count: Count) -> Result<Count, String> {
    match result {
        Err(e) if count.failed > 0 => Err(format!("{e}: {} of {} tests", count.failed, count.ran())),
        Err(e) => Err(e),
        Ok(()) if count.failed > 0 => Err(format!("{} of {} tests failed", count.failed, count.ran())),
        Ok(()) if count.ran() == 0 => Err("it ran no test".to_owned()),
        Ok(()) => Ok(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_without_tests_fails() {
        assert_eq!(judged(Ok(()), Count::default()), Err("it ran no test".to_owned()));
    }

    #[test]
    fn one_failed_test_fails_the_step_whatever_the_program_says() {
        let count = Count { passed: 7, failed: 2 };
        assert_eq!(judged(Ok(()), count), Err("2 of 9 tests failed".to_owned()));
        let failed = judged(Err("`cargo test` failed".to_owned()), count);
        assert_eq!(failed, Err("`cargo test` failed: 2 of 9 tests".to_owned()));
    }

    #[test]
    fn every_step_says_what_it_is() {
        for step in Step::value_variants() {
            assert!(!step.name().is_empty() && !step.help().is_empty(), "{step:?}");
        }
    }
}
