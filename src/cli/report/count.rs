//! Counts over an archive, and the sentences behind each number.

use super::measure::{COUNT, Measure};
use super::record::{Annotation, Record, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many sentences are kept behind a number; the table of sentences (see [`super::sentences`]) has them all.
pub const KEPT: usize = 40;
/// The same of groups and people, of which there are many.
const KEPT_OF_MANY: usize = 8;

/// How groups are made.
pub const DIMENSIONS: [(&str, &str); 4] = [
    ("outlet", "Outlets"),
    ("section", "Sections"),
    ("author", "Authors"),
    ("month", "Months"),
];

/// A sentence behind a number.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The article's address, or its id.
    pub article: Arc<str>,
    /// What is said, or the figure.
    pub words: Arc<str>,
    /// The first line of its card.
    pub label: Arc<str>,
}

/// Numbers, and sentences behind them.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many articles.
    pub articles: u64,
    /// How many attributions.
    pub statements: u64,
    numbers: [u64; COUNT],
    sentences: [Vec<Sentence>; COUNT],
}

impl Tally {
    /// How many there are of `measure`.
    pub fn number(&self, measure: Measure) -> u64 {
        self.numbers[measure.at()]
    }

    /// Sentences behind [`Self::number`].
    pub fn sentences(&self, measure: Measure) -> &[Sentence] {
        &self.sentences[measure.at()]
    }

    fn add(&mut self, measure: Measure, sentence: &Sentence, kept: usize) {
        self.numbers[measure.at()] += 1;
        let sentences = &mut self.sentences[measure.at()];
        if sentences.len() < kept {
            sentences.push(sentence.clone());
        }
    }
}

/// Somebody who is heard.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// How many statements.
    pub statements: u64,
    /// How often by which verb.
    pub verbs: BTreeMap<String, u64>,
    /// How often the name is spelt how (see [`same_name`]).
    spellings: BTreeMap<String, u64>,
    /// Some of them.
    pub sentences: Vec<Sentence>,
}

impl Heard {
    /// The spellings of the name, the most frequent first; at least one.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.spellings.iter().collect();
        names.sort_by_key(|(name, number)| (core::cmp::Reverse(**number), *name));
        names.into_iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// How often something is said, with sentences.
#[derive(Clone, Debug, Default)]
pub struct Reason {
    /// How often.
    pub number: u64,
    /// Some of them.
    pub sentences: Vec<Sentence>,
}

/// All counts of a report.
#[derive(Default)]
pub struct Counts {
    /// Of all articles.
    pub all: Tally,
    /// By dimension (see [`DIMENSIONS`]) and group.
    pub groups: [BTreeMap<String, Tally>; DIMENSIONS.len()],
    /// Named people and organisations, by [`same_name`].
    heard: BTreeMap<String, Heard>,
    /// Why unnamed people are not named, in the words of the texts.
    pub reasons: BTreeMap<String, Reason>,
}

/// Of which kind an attribution is, in the terms of the summary of one article.
pub fn kind(annotation: &Annotation, source: Option<&Source>) -> Measure {
    let Some(source) = source else {
        return if annotation.form.as_deref() == Some("document_content") {
            Measure::Document
        } else {
            Measure::NoSource
        };
    };
    match source.kind.as_str() {
        "document" | "dataset" | "poll" => Measure::Document,
        "outlet" => Measure::Outlet,
        "unnamed_person" | "unnamed_group" => Measure::Unnamed,
        _ if source.identity == "named" => Measure::Named,
        _ => Measure::Unnamed,
    }
}

/// Whether it is a figure in the sense of a report: days and times of day need no source.
pub fn is_figure(annotation: &Annotation) -> bool {
    annotation.kind == "figure"
        && annotation
            .figure
            .as_ref()
            .is_some_and(|figure| !matches!(figure.kind.as_str(), "date" | "time"))
}

/// An article as it counts.
pub struct Article<'a> {
    /// Its address, or its id.
    pub name: Arc<str>,
    /// The groups that it belongs to, in the order of [`DIMENSIONS`].
    pub groups: [Option<String>; DIMENSIONS.len()],
    /// What is found in it and counts.
    pub counted: Vec<Counted<'a>>,
}

/// An annotation as it counts.
pub struct Counted<'a> {
    /// The annotation.
    pub annotation: &'a Annotation,
    /// Who is its source.
    pub source: Option<&'a Source>,
    /// As what it counts, at least as one thing.
    pub measures: Vec<Measure>,
}

impl Counted<'_> {
    /// Why its source is not named, in the words of the text.
    pub fn reason(&self) -> Option<String> {
        let reason = self.source?.anonymity_reason.as_ref()?;
        (self.annotation.kind == "attribution").then(|| reason.exact.to_lowercase())
    }
}

impl<'a> Article<'a> {
    /// What counts in `record`; `least` is the confidence from which something does.
    pub fn of(record: &'a Record, least: f64) -> Self {
        let counted = record.annotations.iter().filter(|a| a.confidence >= least);
        let counted = counted.filter_map(|annotation| {
            let measures = measures(annotation, record);
            (!measures.is_empty()).then(|| Counted {
                annotation,
                source: record.source(annotation.source.as_deref()),
                measures,
            })
        });
        Self {
            name: record.name().into(),
            groups: groups(record),
            counted: counted.collect(),
        }
    }
}

impl Counts {
    /// Counts an article.
    pub fn add(&mut self, article: &Article<'_>) {
        let groups = &article.groups;
        self.each(groups, |tally, _| tally.articles += 1);
        for counted in &article.counted {
            let annotation = counted.annotation;
            let sentence = Sentence {
                article: Arc::clone(&article.name),
                words: annotation.words().into(),
                label: annotation.label.as_str().into(),
            };
            for measure in &counted.measures {
                self.each(groups, |tally, kept| tally.add(*measure, &sentence, kept));
            }
            if annotation.kind == "attribution" {
                self.each(groups, |tally, _| tally.statements += 1);
                self.add_heard(counted, &sentence);
                self.add_reason(counted, &sentence);
            }
        }
    }

    /// All tallies that an article belongs to, and how many sentences they keep.
    fn each(
        &mut self,
        groups: &[Option<String>; DIMENSIONS.len()],
        mut change: impl FnMut(&mut Tally, usize),
    ) {
        change(&mut self.all, KEPT);
        for (tallies, group) in self.groups.iter_mut().zip(groups) {
            if let Some(group) = group {
                change(tallies.entry(group.clone()).or_default(), KEPT_OF_MANY);
            }
        }
    }

    fn add_heard(&mut self, counted: &Counted<'_>, sentence: &Sentence) {
        let Some(source) = counted
            .source
            .filter(|_| counted.measures.contains(&Measure::Named))
        else {
            return;
        };
        let heard = self.heard.entry(same_name(source)).or_default();
        heard.statements += 1;
        *heard.spellings.entry(source.name.clone()).or_default() += 1;
        // A colon or a dash is no verb.
        let cue = counted.annotation.cue.as_ref();
        if let Some(cue) = cue.filter(|cue| cue.lemma.contains(char::is_alphabetic)) {
            *heard.verbs.entry(cue.lemma.clone()).or_default() += 1;
        }
        if heard.sentences.len() < KEPT_OF_MANY {
            heard.sentences.push(sentence.clone());
        }
    }

    fn add_reason(&mut self, counted: &Counted<'_>, sentence: &Sentence) {
        let Some(reason) = counted.reason() else {
            return;
        };
        let reason = self.reasons.entry(reason).or_default();
        reason.number += 1;
        if reason.sentences.len() < KEPT_OF_MANY {
            reason.sentences.push(sentence.clone());
        }
    }

    /// Who is heard most, first.
    pub fn most_heard(&self) -> Vec<&Heard> {
        let mut all: Vec<_> = self.heard.iter().collect();
        all.sort_by_key(|(name, heard)| (core::cmp::Reverse(heard.statements), *name));
        all.into_iter().map(|(_, heard)| heard).collect()
    }
}

/// What is the same for two spellings of a person's name: articles write a middle initial or leave it out ("Ann B. Lee").
fn same_name(source: &Source) -> String {
    let words: Vec<&str> = source.name.split(' ').collect();
    let is_initial = |word: &str| {
        let mut letters = word.trim_end_matches('.').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(at, word)| {
        let is_middle = 0 < *at && *at < last;
        !(source.kind == "person" && is_middle && is_initial(word))
    });
    let kept: Vec<&str> = kept.map(|(_, word)| *word).collect();
    kept.join(" ")
}

/// The groups of an article, in the order of [`DIMENSIONS`].
fn groups(record: &Record) -> [Option<String>; DIMENSIONS.len()] {
    let outlet = record.source(record.document.outlet.as_deref());
    let month = record.document.published.as_deref().and_then(|day| day.get(..7));
    [
        outlet.map(|outlet| outlet.name.clone()),
        record.section(),
        record.document.byline.clone(),
        month.map(str::to_owned),
    ]
}

/// What an annotation counts as.
fn measures(annotation: &Annotation, record: &Record) -> Vec<Measure> {
    let mut measures = Vec::new();
    match annotation.kind.as_str() {
        "attribution" => {
            let source = record.source(annotation.source.as_deref());
            let kind = kind(annotation, source);
            measures.push(kind);
            if !annotation.relays.is_empty() {
                measures.push(Measure::Secondhand);
            }
            if kind == Measure::Unnamed {
                let has_reason = source.is_some_and(|source| source.anonymity_reason.is_some());
                measures.push(if has_reason {
                    Measure::WithReason
                } else {
                    Measure::WithoutReason
                });
            }
        }
        "claim" if annotation.attribution_dropped => measures.push(Measure::HeadlineDrops),
        "figure" if is_figure(annotation) => {
            measures.push(Measure::Figures);
            if annotation
                .attribution
                .as_ref()
                .is_none_or(|giver| giver.source.is_none())
            {
                measures.push(Measure::FiguresWithoutSource);
            }
        }
        _ => {}
    }
    measures
}
