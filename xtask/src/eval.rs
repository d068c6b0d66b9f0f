//! `cargo xtask eval`: predicts over the shared benchmarks, runs their scorers and sums up.

use crate::predict::{Benchmark, options, predict};
use clap::{Args, ValueEnum};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which benchmarks to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Selection {
    /// One article with everything in it.
    Seed,
    /// The dev part of the attribution benchmark.
    Attribution,
    /// News figures, then the figures of other extractors' test suites.
    Figures,
    /// Who is meant, in eight articles.
    Sourcing,
    /// The article in real pages.
    Pages,
    /// All of them.
    All,
}

/// Arguments of `eval`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Which benchmarks.
    #[arg(value_enum, default_value = "all")]
    pub selection: Selection,
    /// The folder that holds the benchmarks; `../shared/eval` beside this repository where it is left out.
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Without the learned tagger.
    #[arg(long)]
    pub rules_only: bool,
}

/// One call of a scorer.
struct Run {
    benchmark: Benchmark,
    /// Name in the summary and of the prediction file.
    name: &'static str,
    /// Gold files below the data folder.
    gold: Vec<PathBuf>,
    /// Arguments of the scorer; `GOLD` and `PRED` stand for the files.
    arguments: &'static [&'static str],
}

/// Runs `eval`.
///
/// # Errors
/// A sentence that says what is missing: the folder, a file of it, or Python.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let data = arguments
        .data
        .clone()
        .unwrap_or_else(|| root.join("../shared/eval"));
    if !data.is_dir() {
        return Err(format!(
            "there is no folder {}: the benchmarks are not part of this repository; give their folder with --data",
            data.display()
        ));
    }
    let out = root.join("target/eval");
    fs::create_dir_all(&out).map_err(|e| format!("cannot make {}: {e}", out.display()))?;
    let mut summaries = Vec::new();
    for run in runs(&data, arguments.selection)? {
        println!("== {}", run.name);
        let summary = match score(&run, &data, &out, !arguments.rules_only) {
            Ok(output) => {
                print!("{output}");
                summary(run.benchmark, &output)
            }
            Err(error) => format!("not measured: {error}"),
        };
        println!();
        summaries.push((run.name, summary));
    }
    for (name, summary) in &summaries {
        println!("{name:<22} {summary}");
    }
    match summaries.iter().find(|(_, s)| s.starts_with("not measured")) {
        Some((name, summary)) => Err(format!("{name} was {summary}")),
        None => Ok(()),
    }
}

fn runs(data: &Path, selection: Selection) -> Result<Vec<Run>, String> {
    let run = |benchmark, name, gold: &[&str], arguments| Run {
        benchmark,
        name,
        gold: gold.iter().map(PathBuf::from).collect(),
        arguments,
    };
    let wanted = |s| selection == Selection::All || selection == s;
    let mut runs = Vec::new();
    if wanted(Selection::Seed) {
        runs.push(run(
            Benchmark::Seed,
            "seed",
            &["seed/gold.json"],
            &["score", "PRED"],
        ));
    }
    if wanted(Selection::Attribution) {
        let gold = ["attribution/gold-dev.jsonl"];
        runs.push(run(
            Benchmark::Attribution,
            "attribution dev",
            &gold,
            &["GOLD", "PRED"],
        ));
    }
    if wanted(Selection::Figures) {
        let arguments = &["--gold", "GOLD", "--pred", "PRED"];
        let gold = ["figures/gold/news-figures.shared.jsonl"];
        runs.push(run(Benchmark::Figures, "figures news", &gold, arguments));
        for (name, folder) in [
            ("figures core", "figures/data/core"),
            ("figures extended", "figures/data/extended"),
            ("figures quantulum3", "figures/data/quantulum3"),
        ] {
            let gold = files_of(data, folder)?;
            runs.push(Run {
                benchmark: Benchmark::Figures,
                name,
                gold,
                arguments,
            });
        }
    }
    if wanted(Selection::Sourcing) {
        let gold = ["sourcing/dev-gold.json"];
        runs.push(run(
            Benchmark::Sourcing,
            "sourcing dev",
            &gold,
            &["PRED", "--gold", "GOLD"],
        ));
    }
    if wanted(Selection::Pages) {
        let arguments = &["--gold", "GOLD", "--pred", "PRED"];
        runs.push(run(
            Benchmark::Pages,
            "pages aeb",
            &["pages/aeb.jsonl"],
            arguments,
        ));
        let arguments = &["--gold", "GOLD", "--pred", "PRED", "--audited"];
        runs.push(run(
            Benchmark::Pages,
            "pages news",
            &["pages/pages.jsonl"],
            arguments,
        ));
    }
    Ok(runs)
}

/// The `.jsonl` files of a folder, sorted.
fn files_of(data: &Path, folder: &str) -> Result<Vec<PathBuf>, String> {
    let path = data.join(folder);
    let entries = fs::read_dir(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(Path::new(folder).join(entry.ok()?.file_name())))
        .filter(|file| file.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    Ok(files)
}

/// Writes the predictions and gives back what the scorer prints.
fn score(run: &Run, data: &Path, out: &Path, tagger: bool) -> Result<String, String> {
    let mut predictions = String::new();
    let mut gold = Vec::new();
    for file in &run.gold {
        let file = data.join(file);
        predictions += &predict(run.benchmark, &file, options(tagger))?;
        gold.push(file);
    }
    let extension = if run.benchmark == Benchmark::Seed {
        "json"
    } else {
        "jsonl"
    };
    let path = out.join(format!("{}.{extension}", run.name.replace(' ', "-")));
    fs::write(&path, predictions).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    let folder = run.gold.first().and_then(|f| f.iter().next()).unwrap_or_default();
    let scorer = data.join(folder).join("score.py");
    if !scorer.is_file() {
        return Err(format!("there is no scorer {}", scorer.display()));
    }
    let mut command = Command::new("python3");
    // The benchmarks may lie in a folder that cannot be written to.
    command.env("PYTHONDONTWRITEBYTECODE", "1").arg(&scorer);
    for argument in run.arguments {
        match *argument {
            "GOLD" => command.args(&gold),
            "PRED" => command.arg(&path),
            other => command.arg(other),
        };
    }
    let output = command
        .output()
        .map_err(|e| format!("cannot run python3 ({e}); the scorers need Python 3.11 or later"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // A scorer may say by its exit code that the engine has not passed; then it has printed why.
    if text.trim().is_empty() {
        return Err(format!(
            "{} printed nothing: {}",
            scorer.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    Ok(text)
}

/// What a scorer's output comes to, on one line.
fn summary(benchmark: Benchmark, output: &str) -> String {
    let line = |start: &str| output.lines().find(|l| l.trim_start().starts_with(start));
    let last = |start: &str| {
        line(start)
            .and_then(|l| l.split_whitespace().next_back())
            .unwrap_or("?")
    };
    // A column of the sourcing table: the label takes 26 characters, the last two fields are share and counts.
    let share = |label: &str| {
        let padded = format!("{label:<26}");
        let found = output.lines().find(|l| l.starts_with(&padded));
        let fields: Vec<&str> = found.map(|l| l.split_whitespace().collect()).unwrap_or_default();
        match fields.as_slice() {
            [.., share, counts] if counts.contains('/') && share.ends_with('%') => (*share).to_owned(),
            [.., counts] if counts.contains('/') => (*counts).to_owned(),
            _ => "-".to_owned(),
        }
    };
    match benchmark {
        Benchmark::Seed => output.lines().next().unwrap_or("").to_owned(),
        Benchmark::Attribution => line("HEADLINE")
            .map_or("", |l| l.trim_start_matches("HEADLINE").trim())
            .to_owned(),
        Benchmark::Figures => match line("traps hit") {
            Some(traps) => format!("full F1 {}, {}", last("ALL"), traps.trim()),
            None => format!("full F1 {}", last("ALL")),
        },
        Benchmark::Sourcing => [
            ("found (must)", "A recall must"),
            ("precision", "A precision"),
            ("source", "source"),
            ("role", "role"),
            ("form", "form acc"),
            ("relays stated", "relays stated"),
            ("stance", "stance acc"),
            ("figures found", "F recall must"),
            ("normalised", "F normalised"),
            ("traps hit", "must_not hits"),
        ]
        .map(|(name, label)| format!("{name} {}", share(label)))
        .join(", "),
        Benchmark::Pages => ["shingle*", "blocks"]
            .map(|start| {
                line(start)
                    .map_or("", str::trim)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_take_the_numbers_that_decide() {
        let figures = "kind  gold\ncount 4 0 | 1.0 2.0\nALL   142  0 |  - | 3.0 61.5\ntraps hit: 2 of 16\n";
        assert_eq!(
            summary(Benchmark::Figures, figures),
            "full F1 61.5, traps hit: 2 of 16"
        );
        let sourcing = format!(
            "{:<26}{:>12}{:>12}\n{:<26}{:>12}{:>12}\n",
            "A recall must", "50% 1/2", "75% 3/4", "must_not hits", "1/2", "1/4"
        );
        let line = summary(Benchmark::Sourcing, &sourcing);
        assert!(
            line.contains("found (must) 75%") && line.contains("traps hit 1/4"),
            "{line}"
        );
    }

    #[test]
    fn a_missing_folder_is_said_so() {
        let arguments = Arguments {
            selection: Selection::Seed,
            data: Some(PathBuf::from("/nowhere/eval")),
            rules_only: false,
        };
        assert!(run(&arguments).unwrap_err().contains("/nowhere/eval"));
    }
}
