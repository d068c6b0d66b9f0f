//! The credit line: which outlet or agency a text names at its head as the one it comes from.
//!
//! `(MENAFN)`, `WASHINGTON (AP) —`, `LONDON, Jan 3 (Reuters) -`, `By Ann Lee, The Associated Press`.

use super::{Block, BlockKind};
use crate::lexicon::outlets;
use crate::span::Span;

/// A credit line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The name of the outlet, without brackets.
    pub span: Span,
}

/// Blocks at the head of a text that are looked at.
const BLOCKS: usize = 6;
/// How far into a block a credit may begin, in bytes: behind `SAN FRANCISCO, Calif., Sept. 30`.
const DATELINE: usize = 60;

/// Finds the credit line in the first blocks of an article.
#[must_use]
pub fn find(text: &str, blocks: &[Block]) -> Option<Credit> {
    blocks
        .iter()
        .filter(|b| {
            matches!(
                b.kind,
                BlockKind::Paragraph | BlockKind::Byline | BlockKind::Standfirst
            )
        })
        .take(BLOCKS)
        .find_map(|block| in_block(text, block.span))
}

fn in_block(text: &str, block: Span) -> Option<Credit> {
    let start = text.len().min(block.start() as usize);
    let line = block.of(text);
    bracketed(line).or_else(|| byline(line)).map(|(from, to)| Credit {
        span: Span::new(offset(start + from), offset(start + to)),
    })
}

/// `(Reuters)` behind nothing or a dateline.
fn bracketed(line: &str) -> Option<(usize, usize)> {
    let open = line.char_indices().find(|(i, c)| *c == '(' || *i > DATELINE)?.0;
    let inside = line.get(open..)?.strip_prefix('(')?;
    let close = inside.find(')').filter(|n| (2..=50).contains(n))?;
    let name = inside.get(..close)?;
    let before = line.get(..open)?;
    if !is_dateline(before) {
        return None;
    }
    let rest = inside.get(close + 1..)?.trim_start();
    // Without a dateline, and where no list knows the name, it must look like an agency, `(MENAFN)`, and not like what is heard
    // beside the words of a transcript, `(APPLAUSE)`, `(BEGIN VIDEO CLIP)`.
    let known = outlets::look_up(name.split('/').next().unwrap_or(name)).any(|o| !o.weak);
    let capitals = name.chars().all(|c| c.is_uppercase() || c == '.');
    let dashed = rest.starts_with(['-', '–', '—', '―']);
    (known || (capitals && name.len() > 2 && !rest.is_empty()) || (dashed && !before.trim().is_empty()))
        .then_some((open + 1, open + 1 + close))
}

/// Whether all words before the bracket are a place and a date: capitals, `Calif.`, `Sept. 30`.
fn is_dateline(before: &str) -> bool {
    let words: Vec<&str> = before
        .split([' ', ',', '\u{a0}'])
        .filter(|w| !w.is_empty())
        .collect();
    let Some(first) = words.first() else {
        return true;
    };
    let place = first
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase)
        || words.len() <= 2;
    place
        && words.len() <= 8
        && words.iter().all(|w| {
            w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(*w, "de" | "la" | "of" | "-" | "—" | "–")
        })
}

/// `By Ann Lee, The Associated Press`; `By ANN LEE Associated Press`.
fn byline(line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    if line.len() > 120 || rest.ends_with('.') {
        return None;
    }
    let words: Vec<(usize, &str)> = line
        .split(' ')
        .scan(0, |at, word| {
            let here = *at;
            *at += word.len() + 1;
            Some((here, word))
        })
        .collect();
    (2..=4).rev().find_map(|n| {
        let (from, _) = words.iter().rev().nth(n - 1)?;
        let name = line.get(*from..)?;
        let outlet = outlets::look_up(name).next()?;
        (!outlet.weak).then_some((*from, line.len()))
    })
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn credit(text: &str) -> Option<String> {
        let article = Article::from_plain_text(text);
        find(&article.text, &article.blocks).map(|c| c.span.of(&article.text).to_owned())
    }

    #[test]
    fn agencies_are_read_off_the_first_line() {
        let after = "Ferries stop\n";
        for (line, name) in [
            ("(MENAFN) The ferries stopped on Monday.", "MENAFN"),
            ("OSLO (AP) — The ferries stopped.", "AP"),
            ("PORT LOUIS, Jan 3 (Reuters) - The ferries stopped.", "Reuters"),
            (
                "SAN FRANCISCO, Calif., Sept. 30 (UPI) -- The ferries stopped.",
                "UPI",
            ),
            ("By Ann Lee, The Associated Press", "The Associated Press"),
        ] {
            assert_eq!(
                credit(&format!("{after}{line}\nThe sea is rough.")).as_deref(),
                Some(name),
                "{line}"
            );
        }
    }

    #[test]
    fn other_brackets_are_no_credit() {
        assert_eq!(
            credit("Ferries\nThe Port Authority (PA) said the ferries had stopped.\nYes."),
            None
        );
        assert_eq!(credit("Ferries\nSome (many) stopped.\nYes."), None);
        assert_eq!(credit("Ferries\n(It was cold.) The ferries stopped.\nYes."), None);
        for heard in [
            "(BEGIN VIDEO CLIP.)",
            "(APPLAUSE)",
            "(VOICE-OVER) The ferries stopped.",
        ] {
            assert_eq!(
                credit(&format!("Ferries\n{heard}\nLEE: It is late.")),
                None,
                "{heard}"
            );
        }
    }
}
