//! Quotation marks: pairing, nesting, quotations over several paragraphs, marks that are none.
//!
//! Each block is read once with a stack of open marks. Marks of one family (double, single, guillemets) close each
//! other, whatever their exact glyph; a mark that can open and close is told by the characters beside it.

use super::token::{Token, TokenKind};
use crate::article::Block;
use crate::order::{outer_first, sort_by_number};
use crate::span::Span;

/// A stretch of text between quotation marks. A quotation over several paragraphs (an opening mark each, one
/// closing mark) is one [`Quotation`] a paragraph, chained by `continues`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// 0 outside, 1 for a quotation inside a quotation, ...
    pub level: u8,
    /// Whether a closing mark was found (in this paragraph). Without one a quotation ends with its paragraph, or
    /// where the next one begins.
    pub closed: bool,
    /// Whether it goes on from the quotation before it in the list (same level).
    pub continues: bool,
    /// Index of its block.
    pub block: u32,
}

/// How many quotations may stand inside one another; more are no text but a prank.
const DEEPEST: usize = 8;

/// Finds the quotations of a text.
#[must_use]
pub fn find(text: &str, blocks: &[Block], tokens: &[Token]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let mut runs_on: Option<Family> = None;
    let mut next = 0;
    for (index, block) in blocks.iter().enumerate() {
        let from = next + count_before(tokens, next, block.span.start());
        next = from + count_before(tokens, from, block.span.end());
        let marks = marks(text, block.span, tokens.get(from..next).unwrap_or(&[]));
        let following = blocks.get(index + 1).map_or("", |b| b.span.of(text)).trim_start();
        let mut reader = Reader {
            text,
            block: block.span,
            number: u32::try_from(index).unwrap_or(u32::MAX),
            stack: Vec::new(),
            found: Vec::new(),
            continues: runs_on,
        };
        reader.read(&marks);
        runs_on = reader.finish(following);
        let mut found = reader.found;
        set_levels(&mut found);
        quotations.append(&mut found);
    }
    quotations
}

/// How many of `tokens[from..]` begin before `offset`.
fn count_before(tokens: &[Token], from: usize, offset: u32) -> usize {
    tokens
        .get(from..)
        .unwrap_or(&[])
        .partition_point(|t| t.span.start() < offset)
}

/// Marks that can close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
    Corner,
}

/// What a glyph does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Opens,
    Closes,
    Either,
}

/// A mark and what stands beside it.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    glyph: char,
    family: Family,
    direction: Direction,
    /// Space or an opening sign before it, none behind it.
    may_open: bool,
    /// No space before it, no letter behind it.
    may_close: bool,
    /// A digit before it: it can be a prime (6").
    after_digit: bool,
    /// A letter before it and behind it: an apostrophe of the wrong shape.
    between_letters: bool,
    /// The apostrophe of a plural possessive, which looks like a closing mark.
    possessive: bool,
    /// Closing less opening marks of the family behind it in its block.
    surplus: i32,
    /// Whether a sure closing mark comes before the next opening one of its family.
    closer_ahead: bool,
}

fn glyph(mark: &str) -> Option<(char, Family, Direction)> {
    use Direction::{Closes, Either, Opens};
    use Family::{Corner, Double, Guillemet, Single, SingleGuillemet};
    let first = mark.chars().next()?;
    let (family, direction) = match mark {
        "\"" | "''" | "＂" => (Double, Either),
        "“" | "„" | "‟" | "``" | "‘‘" => (Double, Opens),
        "”" | "’’" => (Double, Closes),
        "'" | "＇" => (Single, Either),
        "‘" | "‚" | "‛" | "`" => (Single, Opens),
        "’" | "ʼ" => (Single, Closes),
        "«" | "»" => (Guillemet, Either),
        "‹" | "›" => (SingleGuillemet, Either),
        "「" | "『" => (Corner, Opens),
        "」" | "』" => (Corner, Closes),
        _ => return None,
    };
    Some((first, family, direction))
}

/// The marks among the tokens of a block.
fn marks(text: &str, block: Span, tokens: &[Token]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = tokens
        .iter()
        .filter_map(|token| {
            let possessive = token.kind == TokenKind::Clitic;
            if token.kind != TokenKind::Quote && !(possessive && token.span.len() <= 3) {
                return None;
            }
            let (glyph, family, direction) = glyph(token.span.of(text))?;
            let before = Span::new(block.start(), token.span.start())
                .of(text)
                .chars()
                .next_back();
            let after = Span::new(token.span.end(), block.end()).of(text).chars().next();
            let space_after = after.is_none_or(char::is_whitespace);
            let space_before = before.is_none_or(char::is_whitespace);
            let opening_sign = before.is_some_and(|c| {
                matches!(
                    c,
                    '(' | '[' | '{' | '-' | '–' | '—' | '/' | '=' | '“' | '"' | '‘' | '\'' | '„' | '«' | '`'
                )
            });
            Some(Mark {
                span: token.span,
                glyph,
                family,
                direction,
                may_open: (space_before || opening_sign) && !space_after,
                may_close: !space_before && !after.is_some_and(char::is_alphanumeric),
                after_digit: before.is_some_and(|c| c.is_ascii_digit()),
                between_letters: before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric),
                possessive,
                surplus: 0,
                closer_ahead: false,
            })
        })
        .collect();
    let mut surplus = [0i32; 2];
    let mut closer_ahead = false;
    for mark in marks.iter_mut().rev() {
        let family = usize::from(mark.family == Family::Single);
        mark.surplus = surplus[family];
        mark.closer_ahead = closer_ahead;
        match mark.direction {
            Direction::Opens => surplus[family] -= 1,
            Direction::Closes => surplus[family] += 1,
            Direction::Either => {}
        }
        if mark.family == Family::Single && !mark.possessive {
            if mark.may_open && !mark.may_close && mark.glyph != '’' {
                closer_ahead = false;
            } else if mark.may_close {
                closer_ahead = true;
            }
        }
    }
    marks
}

/// An open quotation.
#[derive(Clone, Copy)]
struct Open {
    mark: Span,
    glyph: char,
    family: Family,
}

struct Reader<'a> {
    text: &'a str,
    block: Span,
    number: u32,
    stack: Vec<Open>,
    found: Vec<Quotation>,
    /// The family of the quotation that the block before left open.
    continues: Option<Family>,
}

/// What to do with a mark.
enum Step {
    Open,
    /// Close the open quotation at this place in the stack.
    Close(usize),
    /// The open quotation at this place was never closed; a new one opens.
    Replace(usize),
    Ignore,
}

impl Reader<'_> {
    fn read(&mut self, marks: &[Mark]) {
        for mark in marks {
            let open = self.stack.iter().rposition(|o| o.family == mark.family);
            let step = match (mark.family, open.and_then(|i| Some((i, *self.stack.get(i)?)))) {
                (Family::Single, Some((i, open))) => self.single_within(mark, i, open),
                (Family::Single, None) => single_outside(mark),
                (_, Some((i, open))) => within(mark, i, open),
                (_, None) => outside(mark),
            };
            match step {
                Step::Ignore => {}
                Step::Open => self.open(mark),
                Step::Close(place) => self.close(place, mark),
                Step::Replace(place) => {
                    self.give_up(place, mark.span.start());
                    self.open(mark);
                }
            }
        }
    }

    fn open(&mut self, mark: &Mark) {
        if self.stack.len() < DEEPEST {
            self.stack.push(Open {
                mark: mark.span,
                glyph: mark.glyph,
                family: mark.family,
            });
        }
    }

    fn close(&mut self, place: usize, mark: &Mark) {
        if let Some(open) = self.stack.get(place).copied() {
            self.stack.truncate(place);
            self.add(
                open,
                Span::new(open.mark.end(), mark.span.start()),
                mark.span.end(),
                true,
            );
        }
    }

    /// Ends an open quotation without a closing mark at `end`; a single mark was an apostrophe then.
    fn give_up(&mut self, place: usize, end: u32) {
        if let Some(open) = self.stack.get(place).copied() {
            self.stack.truncate(place);
            if open.family != Family::Single {
                let inner = Span::new(open.mark.end(), end).trimmed(self.text);
                self.add(open, inner, inner.end(), false);
            }
        }
    }

    fn add(&mut self, open: Open, inner: Span, end: u32, closed: bool) {
        if inner.trimmed(self.text).is_empty() {
            return;
        }
        let first = Span::new(self.block.start(), open.mark.start())
            .trimmed(self.text)
            .is_empty();
        self.found.push(Quotation {
            span: Span::new(open.mark.start(), end),
            inner,
            level: 0,
            closed,
            continues: first && self.continues == Some(open.family),
            block: self.number,
        });
    }

    /// A single mark while a single quotation is open.
    fn single_within(&self, mark: &Mark, place: usize, open: Open) -> Step {
        // A quotation inside it is still open: this can only be an apostrophe.
        let covered = place + 1 < self.stack.len();
        if mark.between_letters || covered {
            return Step::Ignore;
        }
        if mark.possessive {
            return if mark.closer_ahead {
                Step::Ignore
            } else {
                Step::Close(place)
            };
        }
        match mark.direction {
            Direction::Opens if open.glyph == '‚' || (open.glyph == '`' && mark.glyph == '`') => {
                Step::Close(place)
            }
            Direction::Opens => Step::Replace(place),
            Direction::Either if mark.may_open && !mark.may_close => Step::Replace(place),
            _ if mark.may_close => Step::Close(place),
            _ => Step::Ignore,
        }
    }

    /// Ends the block. Returns the family that runs on into the next one, whose text is `following`.
    fn finish(&mut self, following: &str) -> Option<Family> {
        let opened = first_glyph(following).and_then(glyph);
        let first_in_block = self.stack.first().is_some_and(|o| {
            Span::new(self.block.start(), o.mark.start())
                .trimmed(self.text)
                .is_empty()
        });
        let runs_on = self.stack.first().and_then(|outer| {
            let (_, family, direction) = opened?;
            let same = family == outer.family && direction != Direction::Closes;
            (same && (family != Family::Single || first_in_block)).then_some(family)
        });
        let end = self.block.trimmed(self.text).end();
        while let Some(open) = self.stack.pop() {
            let inner = Span::new(open.mark.end(), end);
            if open.family != Family::Single || (self.stack.is_empty() && runs_on.is_some()) {
                self.add(open, inner, end, false);
            }
        }
        runs_on
    }
}

/// A double mark or guillemet while one of its family is open at `place`.
fn within(mark: &Mark, place: usize, open: Open) -> Step {
    let depth = i32::try_from(place).unwrap_or(i32::MAX).saturating_add(2);
    match mark.direction {
        Direction::Closes => Step::Close(place),
        Direction::Opens if open.glyph == '„' && mark.glyph == '“' => Step::Close(place),
        Direction::Opens if mark.may_close && !mark.may_open => Step::Close(place),
        // Nested, if enough closing marks follow; else the closing mark of the first was forgotten.
        Direction::Opens if mark.surplus >= depth => Step::Open,
        Direction::Opens => Step::Replace(place),
        Direction::Either if matches!(open.glyph, '«' | '»' | '‹' | '›') => {
            if mark.glyph == open.glyph && mark.may_open && !mark.may_close {
                Step::Replace(place)
            } else {
                Step::Close(place)
            }
        }
        Direction::Either if mark.may_open && !mark.may_close => {
            if mark.glyph == open.glyph || mark.surplus <= 0 {
                Step::Replace(place)
            } else {
                Step::Open
            }
        }
        Direction::Either => Step::Close(place),
    }
}

/// A double mark or guillemet while none of its family is open.
fn outside(mark: &Mark) -> Step {
    match mark.direction {
        Direction::Opens => Step::Open,
        // ”Ja”: some languages, and some keyboards, open with a closing mark.
        Direction::Closes if mark.may_open && !mark.may_close && mark.surplus > 0 => Step::Open,
        Direction::Closes => Step::Ignore,
        Direction::Either if mark.between_letters || mark.after_digit => Step::Ignore,
        Direction::Either if mark.may_close && !mark.may_open => Step::Ignore,
        Direction::Either => Step::Open,
    }
}

/// A single mark while no single quotation is open.
fn single_outside(mark: &Mark) -> Step {
    let opens = !mark.possessive && mark.direction != Direction::Closes && mark.may_open;
    if opens { Step::Open } else { Step::Ignore }
}

/// The quotation mark that `text` begins with.
fn first_glyph(text: &str) -> Option<&str> {
    ["''", "``"]
        .into_iter()
        .find(|pair| text.starts_with(pair))
        .or_else(|| text.get(..text.chars().next()?.len_utf8()))
}

/// Sorts the quotations of a block, outer ones first, and counts what is around each.
fn set_levels(found: &mut [Quotation]) {
    sort_by_number(found, |q| outer_first(q.span));
    let mut ends: Vec<u32> = Vec::new();
    for quotation in found {
        while ends.last().is_some_and(|&end| end <= quotation.span.start()) {
            ends.pop();
        }
        quotation.level = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.span.end());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use crate::article::Article;

    /// The inner texts, with `>` for each level, `~` in front where it continues, `…` behind where it is not closed.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let found: Vec<String> = document
            .quotations
            .iter()
            .map(|q| {
                assert!(q.span.contains(q.inner));
                format!(
                    "{}{}{}{}",
                    ">".repeat(q.level.into()),
                    if q.continues { "~" } else { "" },
                    q.inner.of(text),
                    if q.closed { "" } else { "…" }
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_kinds_are_paired() {
        check("“Yes,” he said.", &["Yes,"]);
        check("\"Yes,\" he said. \"No.\"", &["Yes,", "No."]);
        check("``Yes,'' he said.", &["Yes,"]);
        check("''Yes,'' he said, ''no.''", &["Yes,", "no."]);
        check("‘Yes,’ he said.", &["Yes,"]);
        check("'Yes,' he said.", &["Yes,"]);
        check("„Ja“, sagte er.", &["Ja"]);
        check("« Oui », dit-il.", &[" Oui "]);
        check("»Ja«, sagte er.", &["Ja"]);
        check("”Ja”, sade han.", &["Ja"]);
        check("He called it “old\" and \"bad”.", &["old", "bad"]);
    }

    #[test]
    fn quotations_stand_inside_quotations() {
        check("“He said ‘no’ to me,” she said.", &["He said ‘no’ to me,", ">no"]);
        check(
            "'He said \"no\" to me,' she said.",
            &["He said \"no\" to me,", ">no"],
        );
        check("“He said “no” to me,” she said.", &["He said “no” to me,", ">no"]);
        check("\"He said 'no,'\" she said.", &["He said 'no,'", ">no,"]);
        check("« Il dit “non” », dit-elle.", &[" Il dit “non” ", ">non"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("It’s the workers’ right, O’Brien didn’t say ’til the ’90s.", &[]);
        check(
            "It's the workers' right to rock 'n' roll, they say, dancin' since '95.",
            &[],
        );
        check(
            "‘The workers’ rights matter,’ he said.",
            &["The workers’ rights matter,"],
        );
        check(
            "The ‘good workers’ and the ‘bad bosses’ met.",
            &["good workers", "bad bosses"],
        );
        check("“The workers’ rights,” he said.", &["The workers’ rights,"]);
        check("It’s 'one of those' things, isn't it?", &["one of those"]);
    }

    #[test]
    fn primes_are_no_quotations() {
        check("He is 5' 11\" tall and has a 6\" nail.", &[]);
        check("He is 5′ 11″ tall.", &[]);
        check("A 6\" nail is \"long,\" she said.", &["long,"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_a_chain() {
        check(
            "“One.\n“Two.\n“Three,” he said.\n“Four.”",
            &["One.…", "~Two.…", "~Three,", "Four."],
        );
        check("He said: \"One.\n\"Two.\"", &["One.…", "~Two."]);
    }

    #[test]
    fn an_unclosed_one_ends_with_its_paragraph() {
        check("“One, he said.\nTwo.\n“Three.”", &["One, he said.…", "Three."]);
        check("“One, he said. “Two.”", &["One, he said.…", "Two."]);
        check("\"One, he said. \"Two.\"", &["One, he said.…", "Two."]);
        check("'One, he said.\nTwo.", &[]);
    }

    #[test]
    fn stray_marks_do_no_harm() {
        check("One” and two.", &[]);
        check("“”", &[]);
        check("\"", &[]);
        check("'", &[]);
        check("””””““““", &[]);
        check("He said (“yes”) and “no”—“maybe.”", &["yes", "no", "maybe."]);
    }
}
