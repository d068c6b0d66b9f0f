//! The analysis for reading in a terminal: each statement with its source, then the sourcing in numbers.

use crate::analysis::Body;
use crate::describe::{Card, Panel, Presentation, Row};
use crate::{Analysis, Article};
use anstyle::{Effects, Style};
use std::io::{self, Write};

/// Characters a line.
const WIDTH: usize = 88;
/// Characters before the content of a card's line.
const INDENT: usize = 15;

/// Writes statements, claims and the panel; with styles where `colour` is set.
pub(super) fn write(
    out: &mut dyn Write,
    article: &Article,
    analysis: &Analysis,
    presentation: &Presentation,
    colour: bool,
) -> io::Result<()> {
    let paint = |effects| {
        if colour {
            Style::new().effects(effects)
        } else {
            Style::new()
        }
    };
    let styles = Styles {
        loud: paint(Effects::BOLD),
        quiet: paint(Effects::DIMMED),
    };
    let metadata = &article.metadata;
    if let Some(title) = &metadata.title {
        paragraph(out, title, "", styles.loud)?;
    }
    let known: Vec<&str> = [&metadata.outlet, &metadata.byline, &metadata.published]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !known.is_empty() {
        paragraph(out, &known.join(" · "), "", styles.quiet)?;
    }
    for card in &presentation.cards {
        let Some(annotation) = analysis.annotation(card.annotation) else {
            continue;
        };
        // Figures are named on the cards of their statements and in the list below.
        if matches!(annotation.body, Body::Figure(_)) {
            continue;
        }
        let pieces: Vec<&str> = annotation.content.iter().map(|s| s.of(&article.text)).collect();
        writeln!(out)?;
        paragraph(out, &pieces.join(" … "), "", Style::new())?;
        write_card(out, card, &styles)?;
    }
    writeln!(out)?;
    write_panel(out, &presentation.panel, &styles)
}

struct Styles {
    loud: Style,
    quiet: Style,
}

fn write_card(out: &mut dyn Write, card: &Card, styles: &Styles) -> io::Result<()> {
    paragraph(out, &card.title, "  ", styles.loud)?;
    for row in &card.rows {
        write_row(out, row, styles)?;
    }
    paragraph(out, &card.place, "  ", styles.quiet)
}

fn write_row(out: &mut dyn Write, row: &Row, styles: &Styles) -> io::Result<()> {
    let words: Vec<String> = row
        .parts
        .iter()
        .map(|part| match part.inferred {
            true => format!("{} (?)", part.text),
            false => part.text.clone(),
        })
        .collect();
    let name = format!("  {:<width$}", row.name, width = INDENT - 2);
    let quiet = styles.quiet;
    write!(out, "{quiet}{name}{quiet:#}")?;
    for (i, line) in wrapped(&words.join(" "), WIDTH - INDENT).iter().enumerate() {
        let indent = if i == 0 { 0 } else { INDENT };
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}

fn write_panel(out: &mut dyn Write, panel: &Panel, styles: &Styles) -> io::Result<()> {
    paragraph(out, &panel.title, "", styles.loud)?;
    for (_, line) in &panel.bar {
        writeln!(out, "  {:>4}  {}", line.annotations.len(), line.text)?;
    }
    for section in &panel.sections {
        paragraph(out, &section.title, "", styles.loud)?;
        for line in &section.lines {
            let text = match line.count {
                Some(n) => format!("{} {n}", line.in_full()),
                None => line.in_full(),
            };
            paragraph(out, &text, "  ", Style::new())?;
        }
    }
    Ok(())
}

fn paragraph(out: &mut dyn Write, text: &str, indent: &str, style: Style) -> io::Result<()> {
    for line in wrapped(text, WIDTH - indent.len()) {
        writeln!(out, "{indent}{style}{line}{style:#}")?;
    }
    Ok(())
}

/// Lines of at most `width` characters, broken at white space; a longer word stands alone. Control characters of the text
/// do not reach the terminal.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|c| !c.is_control()).collect();
        let characters = word.chars().count();
        if length > 0 && length + 1 + characters > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(&word);
            length += characters;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_spaces_and_escapes_are_dropped() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("a incomprehensibly b", 4), ["a", "incomprehensibly", "b"]);
        assert_eq!(wrapped("red \u{1b}[31mred", 40), ["red [31mred"]);
        assert_eq!(wrapped("", 10), [""]);
    }
}
