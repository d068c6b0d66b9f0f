//! House rules: which of them a text breaks, as far as words show it. The rules are data (`rules.txt`).

use super::count::{is_figure, kind};
use super::measure::Measure;
use super::record::{Annotation, Record, Source};
use clap::ValueEnum;

const RULES: &str = include_str!("rules.txt");

/// Whose rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum House {
    /// Associated Press.
    Ap,
    /// BBC.
    Bbc,
    /// New York Times.
    Nyt,
}

/// A rule that a house has.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name.
    pub check: &'static str,
    /// What it asks.
    pub words: &'static str,
}

/// What breaks a rule.
pub struct Breach {
    /// Which.
    pub rule: Rule,
    /// The words that do.
    pub at: String,
    /// The first line of their card.
    pub label: String,
}

/// The rules of `houses`, each once.
pub fn rules(houses: &[House]) -> Vec<Rule> {
    let lines = RULES.lines().filter(|line| !line.starts_with('#'));
    let columns = lines.filter_map(|line| {
        let mut columns = line.split('|').map(str::trim);
        Some((columns.next()?, columns.next()?, columns.next()?))
    });
    let name = |house: &House| house.to_possible_value().map(|value| value.get_name().to_owned());
    let houses: Vec<String> = houses.iter().filter_map(name).collect();
    columns
        .filter(|(_, of, _)| of.split(' ').any(|house| houses.iter().any(|h| h == house)))
        .map(|(check, _, words)| Rule { check, words })
        .collect()
}

/// What in `record` breaks one of `rules`.
pub fn breaches(record: &Record, rules: &[Rule], least: f64) -> Vec<Breach> {
    let annotations: Vec<&Annotation> = record
        .annotations
        .iter()
        .filter(|annotation| annotation.confidence >= least)
        .collect();
    let mut found = Vec::new();
    for rule in rules {
        let broken = annotations
            .iter()
            .filter(|annotation| breaks(annotation, rule.check, record, &annotations));
        found.extend(broken.map(|annotation| Breach {
            rule: *rule,
            at: annotation.words(),
            label: annotation.label.clone(),
        }));
    }
    found
}

fn breaks(annotation: &Annotation, check: &str, record: &Record, all: &[&Annotation]) -> bool {
    let source = record.source(annotation.source.as_deref());
    let is_statement = annotation.kind == "attribution";
    // "Officials", "critics" and the like are groups that nobody promised anything.
    let unnamed = is_statement && source.is_some_and(is_anonymous);
    match check {
        "unnamed-without-reason" => unnamed && source.is_some_and(|s| s.anonymity_reason.is_none()),
        "unnamed-without-standing" => {
            unnamed && source.is_some_and(|s| s.justification.is_none() && s.role.is_none())
        }
        "single-unnamed-source" => unnamed && is_only_source(annotation, record, all),
        "unnamed-quoted" => {
            unnamed && matches!(annotation.form.as_deref(), Some("direct" | "mixed" | "partial"))
        }
        "headline-without-source" => annotation.attribution_dropped,
        "figure-without-source" => {
            is_figure(annotation)
                && annotation
                    .attribution
                    .as_ref()
                    .is_none_or(|giver| giver.source.is_none())
        }
        "loaded-verb" => {
            is_statement
                && matches!(annotation.stance.as_deref(), Some("distancing" | "evaluative"))
                && !annotation.no_comment
        }
        _ => false,
    }
}

/// Somebody whom the outlet knows and does not name.
fn is_anonymous(source: &Source) -> bool {
    matches!(source.kind.as_str(), "unnamed_person" | "unnamed_group") && source.identity != "generic"
}

/// Whether the first unnamed statement stands in an article where nobody else is heard.
fn is_only_source(annotation: &Annotation, record: &Record, all: &[&Annotation]) -> bool {
    let mut statements = all.iter().filter(|other| other.kind == "attribution");
    let is_first = statements
        .clone()
        .next()
        .is_some_and(|first| core::ptr::eq(*first, annotation));
    is_first
        && statements.all(|other| {
            let source = record.source(other.source.as_deref());
            other.source == annotation.source || kind(other, source) == Measure::NoSource
        })
}
