//! Builds the tables of the crate before run time: word lists become sorted arrays, patterns become automata.

mod checksum;
mod messages;
mod patterns;
mod verbs;
mod words;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build");
    checksum::generate(Path::new("src"));
    words::generate(Path::new("src/lexicon"));
    messages::generate(Path::new("src/describe/messages"));
    patterns::generate(&[("figure", "src/figure/patterns.txt")]);
}
