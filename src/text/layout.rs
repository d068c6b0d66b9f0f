//! How a block is laid out: all in capitals, a row of a table, an item with its bullet, an entry of a live blog with its
//! time stamp.

use super::token::{Token, TokenKind};
use crate::article::{Article, BlockKind};
use core::ops::Range;

/// How a block is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it is written in capitals, so that a capital says nothing of a word.
    pub capitals: bool,
    /// Whether it is a row of a table: cells, or hardly anything but numbers.
    pub row: bool,
    /// How many tokens the bullet or number of a list item takes at its start.
    pub bullet: usize,
    /// How many tokens the time stamp takes at its start, in a live blog; no entry begins where there is none.
    pub stamp: usize,
}

impl Layout {
    /// Whether the block is an item of a list, as far as its first sign says.
    #[must_use]
    pub fn is_item(&self) -> bool {
        self.bullet > 0
    }
}

/// Fewest words of a block in capitals; shorter ones may be names.
const LEAST_IN_CAPITALS: usize = 3;
/// Fewest numbers of a row without cells.
const LEAST_NUMBERS: usize = 3;
/// Fewest blocks with a time stamp that make a live blog.
const LEAST_ENTRIES: usize = 2;

/// Reads the layout of each block off its tokens.
pub(super) fn read(article: &Article, tokens: &[Token]) -> Vec<Layout> {
    let mut next = 0;
    let mut layouts: Vec<Layout> = article
        .blocks
        .iter()
        .map(|block| {
            let first = next;
            next += tokens
                .get(first..)
                .unwrap_or(&[])
                .partition_point(|t| t.span.start() < block.span.end());
            let reader = Reader {
                text: &article.text,
                tokens: tokens.get(first..next).unwrap_or(&[]),
            };
            Layout {
                tokens: first..next,
                capitals: reader.capitals(),
                row: block.kind != BlockKind::Headline
                    && (reader.row() || block.span.of(&article.text).trim().contains('\t')),
                bullet: reader.bullet(),
                stamp: reader.stamp(),
            }
        })
        .collect();
    if layouts.iter().filter(|l| l.stamp > 0).count() < LEAST_ENTRIES {
        layouts.iter_mut().for_each(|l| l.stamp = 0);
    }
    layouts
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn space_before(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.space_before)
    }

    fn of(&self, kind: TokenKind) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        let tokens = self.tokens.iter().filter(move |t| t.kind == kind);
        tokens.map(move |t| t.span.of(text))
    }

    fn capitals(&self) -> bool {
        // What is written small decides at its first letters: most blocks are done with their second word.
        let small = |word: &str| word.chars().filter(|c| c.is_lowercase()).count();
        let length = self.of(TokenKind::Word).map(|w| w.chars().count()).sum::<usize>();
        let mut left = length / 20;
        let mut words = 0;
        for word in self.of(TokenKind::Word) {
            match left.checked_sub(small(word)) {
                Some(less) => left = less,
                None => return false,
            }
            words += usize::from(word.chars().filter(|c| c.is_uppercase()).count() > 1);
        }
        words >= LEAST_IN_CAPITALS
    }

    fn row(&self) -> bool {
        let cells = self.of(TokenKind::Punctuation).chain(self.of(TokenKind::Symbol));
        if cells.filter(|w| *w == "|").count() > 1 {
            return true;
        }
        let numbers = self.of(TokenKind::Number).count();
        let stop = self.word(self.tokens.len().saturating_sub(1));
        numbers >= LEAST_NUMBERS
            && numbers >= self.of(TokenKind::Word).count()
            && !matches!(stop, "." | "!" | "?")
    }

    fn bullet(&self) -> usize {
        if self.tokens.len() < 2 {
            return 0;
        }
        let sign = matches!(
            self.word(0),
            "-" | "–" | "•" | "*" | "·" | "‣" | "▪" | "■" | "●" | "◦" | "➤" | "→" | ">"
        );
        if sign && self.space_before(1) {
            return 1;
        }
        let numbered = self.kind(0) == Some(TokenKind::Number) && self.word(0).len() < 3
            || self.kind(0) == Some(TokenKind::Word) && self.word(0).len() == 1 && self.word(1) == ")";
        let close = matches!(self.word(1), "." | ")") && !self.space_before(1) && self.space_before(2);
        if numbered && close { 2 } else { 0 }
    }

    /// "10:45 a.m. EST", "Updated 9:30", "3 min ago" at the start, with nothing behind or what can begin an entry.
    fn stamp(&self) -> usize {
        let mut at = usize::from(matches!(self.word(0), "[" | "("));
        if matches!(
            self.word(at),
            "Updated" | "Posted" | "Published" | "UPDATED" | "POSTED"
        ) {
            at += 1 + usize::from(matches!(self.word(at + 1), "at" | ":"));
        }
        if self.kind(at) != Some(TokenKind::Number) {
            return 0;
        }
        let clock = self.word(at).contains([':', '.']) && self.word(at).len() <= 8;
        at += 1;
        // "10:45" may be one token or three.
        let parted = self.word(at) == ":" && self.kind(at + 1) == Some(TokenKind::Number);
        at += if parted { 2 } else { 0 };
        let half = matches!(
            self.word(at),
            "am" | "pm" | "a.m." | "p.m." | "AM" | "PM" | "A.M." | "P.M."
        );
        at += usize::from(half);
        if !clock && !parted && !half {
            let Some(ago) = (at..at + 3).find(|&i| self.word(i) == "ago") else {
                return 0;
            };
            at = ago + 1;
        }
        let zone = self.word(at);
        if (2..=4).contains(&zone.len()) && zone.bytes().all(|b| b.is_ascii_uppercase()) {
            at += 1;
        }
        at += usize::from(matches!(self.word(at), "]" | ")"));
        let begins = at >= self.tokens.len()
            || self.word(at).starts_with(char::is_uppercase)
            || matches!(self.kind(at), Some(TokenKind::Quote))
            || matches!(self.word(at), "-" | "–" | "—" | "--" | ":" | "|" | "•");
        if begins { at } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::text::Document;

    fn of<T>(text: &str, what: impl Fn(&super::Layout) -> T) -> Vec<T> {
        let article = Article::from_plain_text(text);
        Document::read(&article).layouts.iter().map(what).collect()
    }

    #[test]
    fn capitals_are_seen_and_names_are_not_enough() {
        let text = "THE BRIDGE WILL CLOSE, SAYS McCALL.\nNASA said so.\nNATO\nThe end.";
        assert_eq!(of(text, |l| l.capitals), [true, false, false, false]);
    }

    #[test]
    fn rows_have_cells_or_numbers() {
        let text = "Results\nWestmark | 12 | 24\n2019\t3,000\n12 8 24 Eastmark\n3,000 cars, 400 lorries and 20 buses crossed it.";
        assert_eq!(of(text, |l| l.row), [false, true, true, true, false]);
    }

    #[test]
    fn items_have_a_bullet_or_a_number() {
        let text = "What we know\n- It is old.\n• It is long.\n1. It is wide.\n2) It is red.\n(It is blue.)\n\
                    5.5 million came.\n-5 degrees.\n— Ann Lee";
        assert_eq!(of(text, |l| l.bullet), [0, 1, 1, 2, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn two_time_stamps_make_a_live_blog() {
        let text =
            "Live\n10:45 a.m. EST — It closes\n14:05\n3 min ago\nUpdated 9:30 GMT\n9 a.m. was late.\nEnd.";
        let stamped: Vec<bool> = of(text, |l| l.stamp > 0);
        assert_eq!(stamped, [false, true, true, true, true, false, false]);
        assert_eq!(of("Bridge\n10:45 a.m. Monday is the end.", |l| l.stamp), [0, 0]);
    }
}
