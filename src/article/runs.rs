//! Runs: the stretches of a page's text between the borders of its blocks, with their characters tidied and the way
//! back to the text nodes.

use super::find::Piece;
use super::page::{Content, NodeIndex, Page};
use crate::span::Span;

/// The text of a page, cut into runs.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// All runs, one after the other, each followed by a line break.
    pub text: String,
    /// The runs, in the order of the page.
    pub list: Vec<Run>,
    /// The way back; in the order of the text.
    pub pieces: Vec<Piece>,
    /// Links: linked words and address; none crosses a run.
    pub links: Vec<(Span, NodeIndex)>,
}

/// A stretch of inline text that begins and ends at the border of a block, or at an empty line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Bytes of [`Runs::text`].
    pub span: Span,
    /// The innermost element around it that starts a line.
    pub element: NodeIndex,
    /// The element around its first character.
    pub innermost: NodeIndex,
    /// Bytes that stand in links.
    pub linked: u32,
    /// Words; a letter of a script that is written without spaces counts as half of one.
    pub words: usize,
}

/// Cuts `page` into runs. White space becomes one plain space (a no-break space between digits stays), invisible
/// characters (soft hyphen, zero-width space, byte order mark) go.
pub(super) fn cut(page: &Page) -> Runs {
    let mut reader = Reader {
        page,
        runs: Runs::default(),
        open: Vec::new(),
        link: None,
        start: 0,
        linked: 0,
        innermost: 0,
        space: None,
        breaks: 0,
        piece_end: None,
    };
    for (index, node) in page.nodes.iter().enumerate() {
        let index = NodeIndex::try_from(index).unwrap_or(NodeIndex::MAX);
        while reader.open.len() > 1 && reader.open.last() != Some(&node.parent) {
            reader.close();
        }
        match &node.content {
            Content::Text(text) => reader.text(index, text),
            Content::Element(_) => reader.enter(index),
        }
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.runs
}

/// White space that waits for the next character.
#[derive(Clone, Copy)]
struct Space {
    /// The character, where it stands in the page as it will stand in the text.
    character: Option<char>,
    node: NodeIndex,
    at: u32,
}

struct Reader<'a> {
    page: &'a Page,
    runs: Runs,
    /// The open elements, outermost first.
    open: Vec<NodeIndex>,
    /// The open link and where its words begin.
    link: Option<(NodeIndex, u32)>,
    /// Of the current run: its first byte, and what [`Run`] counts.
    start: usize,
    linked: u32,
    innermost: NodeIndex,
    space: Option<Space>,
    breaks: u32,
    /// The UTF-16 unit after the last piece, in its node.
    piece_end: Option<u32>,
}

impl Reader<'_> {
    fn enter(&mut self, index: NodeIndex) {
        let Some(element) = self.page.element(index) else {
            return;
        };
        if element.tag == "br" {
            self.line_break();
        } else if element.block {
            self.flush();
        }
        self.open.push(index);
        if element.tag == "a" && element.reference.is_some() {
            self.end_link();
            self.link = Some((index, self.here()));
        }
    }

    fn close(&mut self) {
        let Some(element) = self.open.last().and_then(|&index| self.page.element(index)) else {
            self.open.pop();
            return;
        };
        if element.block && element.tag != "br" {
            self.flush();
        }
        if self.link.map(|(index, _)| index) == self.open.last().copied() {
            self.end_link();
            self.link = None;
        }
        self.open.pop();
    }

    fn here(&self) -> u32 {
        offset(self.runs.text.len())
    }

    fn end_link(&mut self) {
        if let Some((index, start)) = self.link {
            let span = Span::new(start, self.here()).trimmed(&self.runs.text);
            if !span.is_empty() {
                self.runs.links.push((span, index));
            }
        }
    }

    /// The innermost open element that starts a line.
    fn block(&self) -> NodeIndex {
        let mut open = self.open.iter().rev();
        open.find(|&&index| self.page.element(index).is_some_and(|e| e.block))
            .or_else(|| self.open.first())
            .copied()
            .unwrap_or(0)
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush();
            self.breaks = 2;
        }
    }

    fn flush(&mut self) {
        self.space = None;
        self.breaks = 0;
        self.piece_end = None;
        let end = self.runs.text.len();
        if end > self.start {
            self.end_link();
            self.runs.list.push(Run {
                words: words(self.runs.text.get(self.start..).unwrap_or("")),
                span: Span::new(offset(self.start), offset(end)),
                element: self.block(),
                innermost: self.innermost,
                linked: self.linked,
            });
            self.runs.text.push('\n');
            self.start = self.runs.text.len();
        }
        self.linked = 0;
        let here = self.here();
        if let Some((_, start)) = &mut self.link {
            *start = here;
        }
    }

    fn text(&mut self, node: NodeIndex, text: &str) {
        let keeps_lines = self.page.element(self.block()).is_some_and(|e| e.keeps_lines);
        let mut at = 0;
        for c in text.chars() {
            if keeps_lines && c == '\n' {
                self.flush();
            } else if c.is_whitespace() {
                self.white_space(c, node, at);
            } else if !self.is_invisible(c) {
                self.character(c, node, at);
            }
            at += units(c);
        }
    }

    fn white_space(&mut self, c: char, node: NodeIndex, at: u32) {
        if self.space.is_none() && self.runs.text.len() > self.start {
            let after_digit = self.runs.text.ends_with(|c: char| c.is_ascii_digit());
            let character = match c {
                ' ' => Some(' '),
                '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' if after_digit => Some(c),
                _ => None,
            };
            self.space = Some(Space { character, node, at });
        }
    }

    fn character(&mut self, c: char, node: NodeIndex, at: u32) {
        let before = self.here();
        if self.runs.text.len() == self.start {
            self.innermost = self.open.last().copied().unwrap_or(0);
        } else if let Some(space) = self.space.take() {
            match space.character {
                Some(' ') if self.breaks == 0 => self.push(' ', space.node, space.at),
                Some(kept) if self.breaks == 0 && c.is_ascii_digit() => self.push(kept, space.node, space.at),
                _ => self.runs.text.push(' '),
            }
        } else if self.breaks == 1 {
            self.runs.text.push(' ');
        }
        if self.link.is_some_and(|(_, start)| start < self.here()) {
            self.linked += self.here() - before;
        }
        self.space = None;
        self.breaks = 0;
        self.push(c, node, at);
        let length = offset(c.len_utf8());
        if self.link.is_some() {
            self.linked += length;
        }
    }

    fn push(&mut self, c: char, node: NodeIndex, at: u32) {
        let start = self.here();
        let length = offset(c.len_utf8());
        self.runs.text.push(c);
        match self.runs.pieces.last_mut() {
            Some(piece)
                if piece.node == node && self.piece_end == Some(at) && piece.start + piece.len == start =>
            {
                piece.len += length;
            }
            _ => self.runs.pieces.push(Piece {
                start,
                len: length,
                node,
                node_start: at,
            }),
        }
        self.piece_end = Some(at + units(c));
    }

    /// Characters without width. Joiners are letters' business outside Latin text and part of emoji.
    fn is_invisible(&self, c: char) -> bool {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => true,
            '\u{200c}' | '\u{200d}' => {
                let before = self
                    .runs
                    .text
                    .get(self.start..)
                    .and_then(|t| t.chars().next_back());
                before.is_none_or(|b| b < '\u{250}')
            }
            _ => false,
        }
    }
}

fn words(text: &str) -> usize {
    let dense = text
        .chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count();
    text.split_whitespace().count() + dense / 2
}

fn units(c: char) -> u32 {
    if c as u32 > 0xffff { 2 } else { 1 }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
