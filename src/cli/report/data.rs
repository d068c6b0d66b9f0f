//! The report as data: JSON, and a table for spreadsheets.

use super::count::{Counts, DIMENSIONS, Tally};
use super::measure::ALL;
use crate::export::csv::write_text;
use serde_json::{Map, Value, json};

/// All numbers as JSON.
pub fn json(counts: &Counts) -> Value {
    let groups: Map<String, Value> = DIMENSIONS
        .iter()
        .zip(&counts.groups)
        .map(|((name, _), groups)| {
            let groups: Map<String, Value> = groups
                .iter()
                .map(|(key, tally)| (key.clone(), numbers(tally)))
                .collect();
            ((*name).to_owned(), Value::Object(groups))
        })
        .collect();
    let heard: Vec<Value> = counts
        .most_heard()
        .into_iter()
        .map(|heard| {
            let names = heard.names();
            json!({"name": names[0], "also": names[1..], "statements": heard.statements, "verbs": heard.verbs})
        })
        .collect();
    let reasons: Map<String, Value> = counts
        .reasons
        .iter()
        .map(|(words, reason)| (words.clone(), reason.number.into()))
        .collect();
    json!({
        "all": numbers(&counts.all),
        "by": groups,
        "heard": heard,
        "reasons_for_anonymity": reasons,
    })
}

fn numbers(tally: &Tally) -> Value {
    let mut numbers = Map::new();
    numbers.insert("articles".to_owned(), tally.articles.into());
    numbers.insert("statements".to_owned(), tally.statements.into());
    for (measure, name, _) in ALL {
        numbers.insert(name.to_owned(), tally.number(measure).into());
    }
    Value::Object(numbers)
}

/// All groups as a table: a row a group.
pub fn csv(counts: &Counts) -> String {
    let mut out = String::from("by,group,articles,statements");
    for (_, name, _) in ALL {
        out.push(',');
        out.push_str(name);
    }
    out.push_str("\r\n");
    row(&mut out, "all", "", &counts.all);
    for ((name, _), groups) in DIMENSIONS.iter().zip(&counts.groups) {
        for (key, tally) in groups {
            row(&mut out, name, key, tally);
        }
    }
    out
}

fn row(out: &mut String, by: &str, group: &str, tally: &Tally) {
    write_text(out, by);
    out.push(',');
    write_text(out, group);
    let all = ALL.iter().map(|(measure, _, _)| tally.number(*measure));
    for number in [tally.articles, tally.statements].into_iter().chain(all) {
        out.push(',');
        out.push_str(&number.to_string());
    }
    out.push_str("\r\n");
}
