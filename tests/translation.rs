//! The words of the interface in other languages: the same keys and placeholders as in English, and nothing English left on cards.

#![allow(clippy::unwrap_used)]

use factnote::describe::{English, Locale, Presentation, present};
use factnote::figure::Decimal;
use factnote::{Article, Options, analyze};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

struct Translated(BTreeMap<String, String>);

impl Locale for Translated {
    fn message(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    fn number(&self, decimal: Decimal) -> String {
        English.number(decimal)
    }

    fn money(&self, decimal: Decimal, code: &str) -> String {
        English.money(decimal, code)
    }

    fn moment(&self, iso: &str) -> Option<String> {
        English.moment(iso)
    }
}

/// Words of scripts that a page loads by itself.
const OF_SCRIPTS: [&str; 1] = ["review"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/describe/messages")
}

fn messages(file: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows = lines.map(|line| line.split_once('=').unwrap());
    rows.map(|(key, message)| (key.trim().to_owned(), message.trim().to_owned()))
        .collect()
}

fn placeholders(message: &str) -> BTreeSet<&str> {
    message
        .split('{')
        .skip(1)
        .map(|piece| piece.split_once('}').unwrap().0)
        .collect()
}

#[test]
fn every_language_has_the_keys_and_placeholders_of_english() {
    hold_against_english(&folder());
    for name in OF_SCRIPTS {
        hold_against_english(&folder().join(name));
    }
}

fn hold_against_english(folder: &Path) {
    let english = messages(&folder.join("en.txt"));
    let mut languages = Vec::new();
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    for file in files.filter(|file| file.is_file()) {
        let translated = messages(&file);
        let keys = |messages: &BTreeMap<String, String>| messages.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&translated), "{}", file.display());
        for (key, message) in &english {
            assert_eq!(
                placeholders(message),
                placeholders(&translated[key]),
                "{}: {key}",
                file.display()
            );
            assert!(
                message.is_empty() || !translated[key].is_empty(),
                "{}: {key}",
                file.display()
            );
        }
        languages.push(file.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    languages.sort();
    assert_eq!(languages, ["de", "en"]);
}

const TEXT: &str = "Bridge to close in May\n\
    The bridge will close in May and cost about $4.2 million, Mayor Ann Lee said on Monday.\n\
    “It could fall,” two people close to the council told the Coast Courier.\n\
    “It could fall,” Lee claimed. The report says that 40 percent of the bolts are loose.\n\
    The wall is expected to grow. The bridge is 300 feet long.";

fn shown(locale: &dyn Locale) -> Presentation {
    let article = Article::from_plain_text(TEXT);
    present(&article, &analyze(&article, &Options::default()), 0.0, locale)
}

/// Everything that cards and panel say, a text each.
fn texts(shown: &Presentation) -> Vec<String> {
    let mut texts = Vec::new();
    for card in &shown.cards {
        texts.extend([
            card.title.clone(),
            card.place.clone(),
            card.found.clone(),
            card.position.clone(),
        ]);
        for row in &card.rows {
            texts.push(row.name.clone());
            texts.extend(row.parts.iter().map(|part| part.text.clone()));
        }
    }
    texts.extend(shown.marks.iter().map(|mark| mark.spoken.clone()));
    let panel = &shown.panel;
    texts.push(panel.title.clone());
    texts.extend(panel.bar.iter().map(|(_, line)| line.text.clone()));
    texts.extend(panel.buttons.iter().map(|(_, text)| text.clone()));
    texts.extend(panel.legend.iter().map(|(_, text)| text.clone()));
    for section in &panel.sections {
        texts.push(section.title.clone());
        texts.extend(section.lines.iter().map(|line| line.text.clone()));
    }
    texts
}

#[test]
fn cards_and_panel_speak_german_and_the_record_stays_english() {
    let german = Translated(messages(&folder().join("de.txt")));
    assert_eq!(shown(&English).panel.language, "en");
    assert_eq!(shown(&german).panel.language, "de");
    let (one, other) = (texts(&shown(&English)), texts(&shown(&german)));
    assert_eq!(one.len(), other.len());
    for (title, at) in [
        ("Ann Lee – sinngemäß", "Ann Lee – paraphrase"),
        ("Keine Quelle genannt", "No source given"),
        ("Quellen dieses Artikels", "Sourcing of this article"),
        (
            "Absatz 1 von 4; die Überschrift sagt es ohne Quelle",
            "Paragraph 1 of 4; the headline says this without a source",
        ),
    ] {
        let at = one
            .iter()
            .position(|text| text == at)
            .unwrap_or_else(|| panic!("{at}: {one:?}"));
        assert_eq!(other[at], title);
    }
    // What both say alike is the article's: names, words, numbers.
    let english = messages(&folder().join("en.txt"));
    for text in &other {
        let is_message = english
            .iter()
            .find(|(key, message)| *message == text && german.0[*key] != **message);
        assert!(is_message.is_none(), "“{text}” is not translated: {is_message:?}");
    }
    let article = Article::from_plain_text(TEXT);
    let analysis = analyze(&article, &Options::default());
    assert!(
        analysis
            .annotations
            .iter()
            .any(|a| a.label == "Ann Lee – paraphrase")
    );
}
