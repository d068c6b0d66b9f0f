//! Articles that are made up, the same each time: as many as one wants.

use crate::project;
use serde_json::json;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const PEOPLE: [&str; 8] = [
    "Ann Lee",
    "Ben Gray",
    "Carla Moss",
    "Dev Rao",
    "Ella Stone",
    "Finn Hale",
    "Gita Bose",
    "Hugo Lind",
];
const ROLES: [&str; 6] = ["Mayor", "Councillor", "Professor", "Judge", "Captain", "Senator"];
const PLACES: [&str; 6] = [
    "the harbour",
    "the old bridge",
    "the library",
    "the north pier",
    "the market",
    "the school",
];
const VERBS: [&str; 6] = ["said", "warned", "claimed", "announced", "argued", "acknowledged"];
const OUTLETS: [&str; 4] = ["Gull Point Times", "Coast Courier", "Harbour Post", "Island Echo"];
const SECTIONS: [&str; 4] = ["local", "business", "politics", "weather"];
const DOCUMENTS: [&str; 4] = [
    "a report of the council",
    "court documents",
    "a survey of residents",
    "the budget",
];

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, number: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % number
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len() as u64);
        usize::try_from(at)
            .ok()
            .and_then(|at| words.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// How long articles are: so many paragraphs of two sentences, and up to so many more.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    paragraphs: u64,
    more: u64,
}

impl Length {
    /// About three thousand characters.
    pub const FULL: Self = Self {
        paragraphs: 14,
        more: 12,
    };
    /// About three hundred, for tests of many articles.
    pub const SHORT: Self = Self {
        paragraphs: 1,
        more: 2,
    };
}

/// An article as a line of JSON Lines.
fn article(number: u64, length: Length) -> String {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut text = format!(
        "{} to be rebuilt, {} says\n",
        dice.one_of(&PLACES),
        dice.one_of(&PEOPLE)
    );
    for _ in 0..length.paragraphs + dice.below(length.more) {
        sentence(&mut text, &mut dice);
        sentence(&mut text, &mut dice);
        text.push('\n');
    }
    let day = format!("2026-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1);
    let article = json!({
        "id": format!("article-{number}"),
        "text": text,
        "outlet": dice.one_of(&OUTLETS),
        "section": dice.one_of(&SECTIONS),
        "byline": dice.one_of(&PEOPLE),
        "published": day,
    });
    article.to_string()
}

fn sentence(text: &mut String, dice: &mut Dice) {
    let (person, role, place, verb) = (
        dice.one_of(&PEOPLE),
        dice.one_of(&ROLES),
        dice.one_of(&PLACES),
        dice.one_of(&VERBS),
    );
    let number = dice.below(90) + 2;
    let written = match dice.below(8) {
        0 => write!(
            text,
            "“We will not wait for {place} any longer,” {role} {person} {verb} on Monday. "
        ),
        1 => write!(
            text,
            "The work on {place} would cost ${number} million, according to {}. ",
            dice.one_of(&DOCUMENTS)
        ),
        2 => write!(
            text,
            "About {number} percent of the boats were late last year, {person} {verb}. "
        ),
        3 => write!(
            text,
            "Two people close to the council, who were not allowed to speak in public, {verb} that {place} was lost. "
        ),
        4 => write!(text, "{place} is expected to close for {number} weeks. "),
        5 => write!(
            text,
            "The {} reported that {person} had seen the plans for {place}. ",
            dice.one_of(&OUTLETS)
        ),
        6 => write!(
            text,
            "It rained for {number} days, and the water came up to the doors of the houses behind {place}. "
        ),
        _ => write!(text, "{role} {person} did not answer questions about {place}. "),
    };
    // Writing into a text cannot fail.
    let _ = written;
}

/// Makes a file, `target/archive/NAME.jsonl`, of articles while `more` says so of their number and bytes. Gives the file,
/// and how many there are.
///
/// # Errors
/// A sentence that says what cannot be written.
pub fn make(name: &str, length: Length, more: impl Fn(u64, u64) -> bool) -> Result<(PathBuf, u64), String> {
    let folder = project::target().join("archive");
    let path = folder.join(format!("{name}.jsonl"));
    let made = fs::create_dir_all(&folder).and_then(|()| write(&path, length, more));
    match made {
        Ok(number) => Ok((path, number)),
        Err(e) => Err(format!("cannot write {}: {e}", path.display())),
    }
}

fn write(path: &Path, length: Length, more: impl Fn(u64, u64) -> bool) -> std::io::Result<u64> {
    let mut out = BufWriter::new(File::create(path)?);
    let (mut written, mut number) = (0, 0);
    while more(number, written) {
        let line = article(number, length);
        writeln!(out, "{line}")?;
        written += line.len() as u64 + 1;
        number += 1;
    }
    out.flush()?;
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_the_same_each_time_and_differ_from_each_other() {
        let full = |number| article(number, Length::FULL);
        assert_eq!(full(7), full(7));
        assert_ne!(full(7), full(8));
        assert!((1500..9000).contains(&full(7).len()), "{}", full(7).len());
        assert!((200..1200).contains(&article(7, Length::SHORT).len()));
    }
}
