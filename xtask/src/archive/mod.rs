//! `cargo xtask archive`: makes up an archive of articles and measures how fast, and in how much memory, the command line reads it.

pub mod made;
mod measure;
mod peers;

use crate::process::{cargo, command, run as run_program};
use crate::project;
use clap::Args;
use made::{Length, make};
use measure::{Archive, measure};

/// Arguments of `archive`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// How many megabytes of articles; may be given several times.
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    pub megabytes: Vec<u64>,
    /// How often each is measured; the best counts, as other programs may have disturbed the others.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub rounds: u16,
    /// Other programs too, over the first archive: compromise and wink-nlp from npm, and GNU parallel with ours.
    #[arg(long)]
    pub peers: bool,
    /// Only makes the articles (target/archive/NUMBER.jsonl).
    #[arg(long)]
    pub only_make: bool,
    /// With how many threads; may be given several times.
    #[arg(long, value_name = "NUMBER", default_values = ["1", "2"])]
    pub threads: Vec<u16>,
}

/// Runs `archive`.
///
/// # Errors
/// A sentence that says what cannot be written or which program failed.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let mut made = Vec::new();
    for megabytes in &arguments.megabytes {
        let (path, articles) = make(&megabytes.to_string(), Length::FULL, |_, bytes| {
            bytes < megabytes * 1_000_000
        })?;
        println!("{}: {articles} articles", path.display());
        made.push((path, articles));
    }
    if arguments.only_make {
        return Ok(());
    }
    run_program(cargo().args(["build", "--release", "--bin", "factnote"]))?;
    let program = project::target().join("release/factnote");
    for (path, articles) in &made {
        let archive = Archive {
            path,
            articles: *articles,
        };
        for threads in &arguments.threads {
            for _ in 0..arguments.rounds {
                let mut call = command(&program);
                call.args(["annotate", "--threads", &threads.to_string()])
                    .arg(path);
                let took = measure(&mut call, &archive)?;
                println!("{}, {threads} threads: {took}", path.display());
            }
        }
    }
    if let Some((path, articles)) = made.first().filter(|_| arguments.peers) {
        peers::run(
            &program,
            &Archive {
                path,
                articles: *articles,
            },
            &arguments.threads,
        );
    }
    Ok(())
}
