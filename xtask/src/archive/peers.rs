//! The same articles read by other programs: what else reads an archive of news, and another way to use all cores.

use super::measure::{Archive, measure};
use crate::peers;
use crate::process::{command, find};
use crate::project;
use crate::setup;
use crate::speed::PEERS;
use std::path::Path;

/// Measures all that there are. One that is missing is told; the others are measured.
pub fn run(program: &Path, archive: &Archive<'_>, threads: &[u16]) {
    for threads in threads {
        told(
            &format!("GNU parallel, {threads} at a time"),
            parallel(program, archive, *threads),
        );
    }
    match setup::node_packages() {
        Ok(Some(node)) => match peers::bundles(&node, "peers", &PEERS) {
            Ok(bundles) => {
                for peer in &PEERS {
                    let mut program = command(node.node());
                    program
                        .arg(project::root().join("bench/archive.js"))
                        .arg(bundles.join(peer.name).with_extension("js"));
                    told(
                        peer.name,
                        measure(&mut program, archive).map(|took| took.to_string()),
                    );
                }
            }
            Err(error) => told("libraries from npm", Err(error)),
        },
        Ok(None) => told(
            "libraries from npm",
            Err("Node is missing: install 20 or newer".to_owned()),
        ),
        Err(error) => told("libraries from npm", Err(error)),
    }
}

fn told(name: &str, took: Result<String, String>) {
    match took {
        Ok(took) => println!("{name}: {took}"),
        Err(error) => println!("{name}: not measured: {error}"),
    }
}

/// Many of our program, each with a block of the lines and one thread.
fn parallel(program: &Path, archive: &Archive<'_>, threads: u16) -> Result<String, String> {
    let parallel = find("parallel").ok_or("GNU parallel is missing (apt-get install parallel)")?;
    let mut call = command(parallel);
    call.args([
        "--pipe",
        "--keep-order",
        "--block",
        "1M",
        "--jobs",
        &threads.to_string(),
    ])
    .arg(program)
    .args(["annotate", "-", "--jsonl", "--threads", "1"]);
    measure(&mut call, archive).map(|took| took.to_string())
}
