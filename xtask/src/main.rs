//! The project's own commands: `cargo xtask --help`.

mod apart;
mod archive;
mod bench;
mod build;
mod commands;
mod count;
mod demo;
mod documents;
mod eval;
mod extension;
mod icons;
mod live;
mod marking;
mod npm;
mod pack;
mod peers;
mod predict;
mod process;
mod project;
mod script;
mod serve;
mod setup;
mod sizes;
mod spark;
mod speed;
mod test;
mod train;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the release, serves the demo site on this machine and prints its address.
    Demo(demo::Arguments),
    /// Checks everything, in browsers too, and prints how many tests ran.
    Test(test::Arguments),
    /// Builds the crate for the browser into www/pkg and prints how much a page downloads.
    Build(build::Arguments),
    /// Packs the extension for Chrome and Firefox into target/pack and lints it; --npm the package for npm.
    Pack(pack::Arguments),
    /// Runs the engine over a benchmark's gold file and writes what its score.py reads.
    Predict(predict::Arguments),
    /// Runs the engine over the shared benchmarks and their scorers, and sums up.
    Eval(eval::Arguments),
    /// Puts the script tag into saved pages of the web and looks at them in real browsers.
    Live(live::Arguments),
    /// Measures how long the engine takes, natively and in real browsers.
    Speed(speed::Arguments),
    /// Makes up an archive and measures how fast, and in how much memory, the command line reads it.
    Archive(archive::Arguments),
    /// Runs examples/spark on this machine and holds its output against the command line's; kills parts of it on the way.
    Spark(spark::Arguments),
    /// Learns the tagger's parameters from a corpus of attributions.
    Train(Box<train::Arguments>),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Predict(arguments) => predict::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Live(arguments) => live::run(&arguments),
        Command::Speed(arguments) => speed::run(&arguments),
        Command::Archive(arguments) => archive::run(&arguments),
        Command::Spark(arguments) => spark::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
