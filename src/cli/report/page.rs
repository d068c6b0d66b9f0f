//! The report as one page: charts, tables, and behind each number the sentences that it counts. It loads nothing, and needs no
//! script: the sentences are popovers (HTML, "The popover attribute").

use super::chart;
use super::count::{Counts, DIMENSIONS, Sentence, Tally};
use super::measure::{ALL, KINDS};
use crate::export::html::escaped;
use std::fmt::Write as _;

/// How many groups of a dimension are shown; the table beside the page has all.
const SHOWN: usize = 40;
/// What stands in the table of sentences below something that a sentence counts as.
const YES: &[&str] = &["1"];
/// How many bars a chart has.
const BARS: usize = 24;

/// The page; `sentences` is the name of the table with all of them.
pub fn page(counts: &Counts, sentences: &str) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Sourcing of an archive</title>\n<style>\n",
    );
    out.push_str(include_str!("report.css"));
    out.push_str("</style>\n<h1>Sourcing of an archive</h1>\n");
    let _ = writeln!(
        out,
        "<p>{} articles, {} statements with or without a source. It says who is heard, not who is right. A number opens on \
         sentences that it counts; all of them stand in <code>{}</code> beside this page. Days and times are not counted as \
         figures.</p>",
        counts.all.articles,
        counts.all.statements,
        escaped(sentences)
    );
    legend(&mut out);
    table(&mut out, "Archive", None, &[("all".to_owned(), &counts.all)]);
    for ((dimension, title), groups) in DIMENSIONS.iter().zip(&counts.groups) {
        let _ = writeln!(out, "<h2>{title}</h2>");
        let mut shown: Vec<_> = groups.iter().collect();
        if *title != "Months" {
            shown.sort_by_key(|(name, tally)| (core::cmp::Reverse(tally.statements), *name));
        }
        let bars = if *title == "Months" {
            shown.len().saturating_sub(BARS)
        } else {
            0
        };
        if let Some(svg) = chart::shares(&shown[bars..shown.len().min(bars + BARS)]) {
            out.push_str(&svg);
        }
        let hidden = shown.len().saturating_sub(SHOWN);
        let rows: Vec<_> = shown
            .iter()
            .take(SHOWN)
            .map(|(name, tally)| ((*name).clone(), *tally))
            .collect();
        if rows.is_empty() {
            out.push_str("<p>The articles name none.</p>\n");
        } else {
            table(&mut out, title, Some(dimension), &rows);
        }
        if hidden > 0 {
            let _ = writeln!(out, "<p>{hidden} more stand in the table beside this page.</p>");
        }
    }
    heard(&mut out, counts);
    reasons(&mut out, counts);
    out
}

fn legend(out: &mut String) {
    out.push_str("<p>");
    for (measure, (red, green, blue)) in KINDS {
        let _ = write!(
            out,
            "<span class=\"key\" style=\"background:rgb({red},{green},{blue})\"></span>{}",
            measure.words()
        );
    }
    out.push_str("</p>\n");
}

/// `dimension`: by what the rows group the articles.
fn table(out: &mut String, title: &str, dimension: Option<&str>, rows: &[(String, &Tally)]) {
    let _ = write!(
        out,
        "<div class=\"wide\"><table>\n<tr><th>{title}</th><th>articles</th><th>statements</th>"
    );
    for (_, _, words) in ALL {
        let _ = write!(out, "<th>{words}</th>");
    }
    out.push_str("</tr>\n");
    for (name, tally) in rows {
        let _ = write!(
            out,
            "<tr><td>{}</td><td>{}</td><td>{}</td>",
            escaped(name),
            tally.articles,
            tally.statements
        );
        for (measure, column, words) in ALL {
            let group = [name.as_str()];
            let group = dimension.map(|dimension| (dimension, &group[..]));
            let rows: Vec<_> = group.into_iter().chain([(column, YES)]).collect();
            out.push_str("<td>");
            let above = format!("{name}: {words}");
            number(
                out,
                tally.number(measure),
                &above,
                tally.sentences(measure),
                &rows,
            );
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
}

/// A number that opens on its sentences. `title` is what stands above them; `rows` says which rows of the table of sentences are all
/// of them: columns, and what stands there.
fn number(out: &mut String, number: u64, title: &str, sentences: &[Sentence], rows: &[(&str, &[&str])]) {
    if sentences.is_empty() {
        let _ = write!(out, "{number}");
        return;
    }
    // No two begin at the same byte.
    let id = out.len();
    let _ = write!(
        out,
        "<button popovertarget=\"n{id}\">{number}</button><div popover id=\"n{id}\"><h3>{}</h3><ul>",
        escaped(title)
    );
    for sentence in sentences {
        let article = escaped(&sentence.article);
        let _ = write!(
            out,
            "<li>{}<br><small>{} · ",
            escaped(&sentence.words),
            escaped(&sentence.label)
        );
        if sentence.article.starts_with("https://") || sentence.article.starts_with("http://") {
            let _ = write!(out, "<a href=\"{article}\" rel=\"noreferrer\">{article}</a>");
        } else {
            out.push_str(&article);
        }
        out.push_str("</small></li>");
    }
    let more = number.saturating_sub(sentences.len() as u64);
    if more > 0 {
        let rows: Vec<String> = rows
            .iter()
            .map(|(column, values)| {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| format!("“{}”", escaped(value)))
                    .collect();
                format!("<code>{column}</code> is {}", values.join(" or "))
            })
            .collect();
        let _ = write!(
            out,
            "<li>and {more} more: in the table of sentences, where {}</li>",
            rows.join(" and ")
        );
    }
    out.push_str("</ul></div>");
}

fn heard(out: &mut String, counts: &Counts) {
    out.push_str(
        "<h2>Who is heard most</h2>\n<table>\n<tr><th>Who</th><th>statements</th><th class=\"words\">verbs</th></tr>\n",
    );
    for heard in counts.most_heard().into_iter().take(SHOWN) {
        let names = heard.names();
        let _ = write!(out, "<tr><td>{}", escaped(names[0]));
        if names.len() > 1 {
            let _ = write!(out, "<br><small>also {}</small>", escaped(&names[1..].join(", ")));
        }
        out.push_str("</td><td>");
        let rows = [("source", &names[..]), ("named", YES)];
        number(out, heard.statements, names[0], &heard.sentences, &rows);
        let mut verbs: Vec<_> = heard.verbs.iter().collect();
        verbs.sort_by_key(|(verb, number)| (core::cmp::Reverse(**number), *verb));
        let verbs: Vec<String> = verbs
            .iter()
            .take(12)
            .map(|(verb, number)| format!("{verb} {number}"))
            .collect();
        let _ = writeln!(
            out,
            "</td><td class=\"words\">{}</td></tr>",
            escaped(&verbs.join(", "))
        );
    }
    out.push_str("</table>\n");
}

fn reasons(out: &mut String, counts: &Counts) {
    out.push_str("<h2>Why unnamed people are not named</h2>\n");
    if counts.reasons.is_empty() {
        out.push_str("<p>The texts give no reason.</p>\n");
        return;
    }
    out.push_str("<table>\n<tr><th>In the words of the texts</th><th>statements</th></tr>\n");
    let mut reasons: Vec<_> = counts.reasons.iter().collect();
    reasons.sort_by_key(|(words, reason)| (core::cmp::Reverse(reason.number), *words));
    for (words, reason) in reasons.into_iter().take(SHOWN) {
        let _ = write!(out, "<tr><td>{}</td><td>", escaped(words));
        number(
            out,
            reason.number,
            words,
            &reason.sentences,
            &[("reason", &[words.as_str()])],
        );
        out.push_str("</td></tr>\n");
    }
    out.push_str("</table>\n");
}
