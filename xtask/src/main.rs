//! The project's own commands: `cargo xtask --help`.

mod eval;
mod predict;
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
    /// Runs the engine over a benchmark's gold file and writes what its score.py reads.
    Predict(predict::Arguments),
    /// Runs the engine over the shared benchmarks and their scorers, and sums up.
    Eval(eval::Arguments),
    /// Learns the tagger's parameters from a corpus of attributions.
    Train(train::Arguments),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Predict(arguments) => predict::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
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
