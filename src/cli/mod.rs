//! The command line.

use std::process::ExitCode;

/// Runs the command line with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
