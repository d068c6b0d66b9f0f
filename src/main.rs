//! `factnote`: the command line.

fn main() -> std::process::ExitCode {
    factnote::cli::run()
}
