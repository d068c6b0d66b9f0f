//! A statement in the making, in tokens, and what its words make of it in the end.

use core::ops::Range;

use super::words::Words;
use super::{Cue, Extent, Form, RelayMention, Stance, Statement};
use crate::lexicon::nouns;
use crate::span::Span;
use crate::text::TokenKind;

/// A statement in tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub content: Vec<Range<usize>>,
    pub cue: Range<usize>,
    pub lemma: String,
    pub stance: &'static str,
    pub act: &'static str,
    pub mention: Option<Range<usize>>,
    /// Cue and mention with all that modifies them, where that is more.
    pub whole_cue: Option<Range<usize>>,
    pub whole_mention: Option<Range<usize>>,
    /// An outlet in between: its words and those that tie it.
    pub relay: Option<(Range<usize>, Range<usize>)>,
    pub second_cue: Option<Range<usize>>,
    /// Further ones in between, nearest the publisher first; see `passed`.
    pub passed: Vec<Passed>,
    pub addressee: Option<Range<usize>>,
    /// Where the rule knows it; else the words decide.
    pub form: Option<Form>,
    pub negated: bool,
    pub no_comment: bool,
    /// Index of the draft that this one goes on from.
    pub continues: Option<usize>,
    pub confidence: f32,
    pub found_by: &'static str,
}

/// Somebody in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    pub who: Range<usize>,
    /// The words that tie it.
    pub cue: Range<usize>,
    /// Whether it counts only where it is an outlet.
    pub only_outlets: bool,
}

impl Draft {
    /// A statement of `content` with a cue, as the rule `found_by` found it.
    pub fn new(
        content: impl IntoIterator<Item = Range<usize>>,
        cue: Range<usize>,
        found_by: &'static str,
        confidence: f32,
    ) -> Self {
        Self {
            content: content.into_iter().collect(),
            cue,
            lemma: String::new(),
            stance: "neutral",
            act: "say",
            mention: None,
            whole_cue: None,
            whole_mention: None,
            relay: None,
            second_cue: None,
            passed: Vec::new(),
            addressee: None,
            form: None,
            negated: false,
            no_comment: false,
            continues: None,
            confidence,
            found_by,
        }
    }

    /// Whether a token is part of the content.
    pub fn holds(&self, index: usize) -> bool {
        self.content.iter().any(|r| r.contains(&index))
    }

    /// The statement; none without content.
    pub fn finish(self, words: &Words<'_>) -> Option<Statement> {
        let document = words.document;
        let content: Vec<Range<usize>> = self
            .content
            .iter()
            .map(|r| trimmed(words, r.clone()))
            .filter(|r| !r.is_empty())
            .collect();
        if content.is_empty() {
            return None;
        }
        let span = |range: &Range<usize>| document.span_of(range.clone());
        let spans: Vec<Span> = content.iter().map(span).collect();
        let extent = Extent {
            content: content
                .iter()
                .map(|r| span(&with_that(words, r.clone())))
                .collect(),
            cue: self
                .whole_cue
                .as_ref()
                .or((!self.cue.is_empty()).then_some(&self.cue))
                .map(span),
            mention: self.whole_mention.as_ref().or(self.mention.as_ref()).map(span),
        };
        let quotes = quotes(words, &spans);
        let form = self
            .form
            .unwrap_or_else(|| form(words, &content, &quotes, self.mention.as_ref()));
        let cue = (!self.cue.is_empty()).then(|| Cue {
            span: span(&self.cue),
            lemma: if self.lemma.is_empty() {
                span(&self.cue).of(document.text).to_lowercase()
            } else {
                self.lemma
            },
        });
        Some(Statement {
            content: spans,
            cue,
            second_cue: self.second_cue.as_ref().map(|range| Cue {
                span: span(range),
                lemma: span(range).of(document.text).to_lowercase(),
            }),
            mention: self.mention.as_ref().map(span),
            extent,
            relays: self
                .passed
                .iter()
                .map(|p| (&p.who, &p.cue, p.only_outlets))
                .chain(self.relay.iter().map(|(who, cue)| (who, cue, false)))
                .map(|(who, cue, only_outlets)| RelayMention {
                    mention: span(who),
                    cue: (!cue.is_empty()).then(|| span(cue)),
                    only_outlets,
                })
                .collect(),
            addressee: self.addressee.as_ref().map(span),
            form,
            quotes,
            stance: match self.stance {
                "endorsing" => Stance::Endorsing,
                "distancing" => Stance::Distancing,
                "evaluative" => Stance::Evaluative,
                _ => Stance::Neutral,
            },
            act: self.act,
            hedges: Vec::new(),
            negated: self.negated,
            no_comment: self.no_comment,
            continues: self.continues.and_then(|i| u32::try_from(i).ok()),
            confidence: self.confidence,
            found_by: self.found_by,
        })
    }
}

/// Without "that" and commas in front, without a comma or full stop behind; a stop inside the quotation marks stays.
fn trimmed(words: &Words<'_>, mut range: Range<usize>) -> Range<usize> {
    let loose =
        |i: usize| matches!(words.word(i), "," | ";" | ":" | ")") || words.is_stop(i) || words.is_dash(i);
    while range.len() > 1 && words.lower(range.start) == "that"
        || range.start < range.end && loose(range.start)
    {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// With the "that" that leads in.
fn with_that(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    match range.start.checked_sub(1) {
        Some(before) if words.lower(before) == "that" => before..range.end,
        _ => range,
    }
}

/// The quotations within `spans`, outermost only, with their marks.
fn quotes(words: &Words<'_>, spans: &[Span]) -> Vec<Span> {
    let quotations = &words.document.quotations;
    let mut quotes = Vec::new();
    for span in spans {
        let from = quotations.partition_point(|q| q.span.start() < span.start());
        // The one before may reach into the span: quotations of the outermost level are apart.
        let from = quotations
            .get(..from)
            .and_then(|before| before.iter().rposition(|q| q.level == 0))
            .unwrap_or(from);
        for quotation in quotations.get(from..).unwrap_or(&[]) {
            if quotation.span.start() >= span.end() {
                break;
            }
            let inside = Span::new(
                quotation.span.start().max(span.start()),
                quotation.span.end().min(span.end()),
            );
            if quotation.level == 0 && !inside.is_empty() {
                quotes.push(inside);
            }
        }
    }
    quotes.dedup();
    quotes
}

/// Longest quoted phrase, in words, that is no clause of its own.
const PHRASE: usize = 8;

fn form(
    words: &Words<'_>,
    content: &[Range<usize>],
    quotes: &[Span],
    mention: Option<&Range<usize>>,
) -> Form {
    let of_document = mention.is_some_and(|m| names_document(words, m));
    if quotes.is_empty() {
        return if of_document {
            Form::Document
        } else {
            Form::Indirect
        };
    }
    let all = || content.iter().cloned().flatten().filter(|&i| words.is_word(i));
    let is_quoted = |i: usize| words.quotation(i).is_some();
    if all().all(is_quoted) {
        let first_is_small = all()
            .next()
            .is_some_and(|i| words.word(i).starts_with(char::is_lowercase));
        let phrase = first_is_small && all().count() <= PHRASE;
        return if phrase { Form::Partial } else { Form::Direct };
    }
    let has_clause = all()
        .any(|i| !is_quoted(i) && (words.is_auxiliary(i) || words.class(i) == "verb" || is_past(words, i)))
        || all().filter(|&i| !is_quoted(i)).count() > PHRASE;
    if has_clause { Form::Mixed } else { Form::Partial }
}

fn is_past(words: &Words<'_>, index: usize) -> bool {
    words.lower(index).len() > 4 && words.lower(index).ends_with("ed")
}

/// Whether the head of a phrase is a document, poll or data set.
pub(super) fn names_document(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let head = phrase
        .clone()
        .take_while(|&i| {
            words.class(i) != "preposition" && words.kind(i) != Some(TokenKind::Punctuation)
                || words.word(i) == "-"
        })
        .filter(|&i| words.is_word(i))
        .last();
    head.is_some_and(|i| nouns::document(words.lower(i)).is_some() && nouns::role(words.lower(i)).is_none())
}
