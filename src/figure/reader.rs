//! What the grammar reads a sentence with, and the draft of a figure it makes.

use super::day::Direction;
use super::piece::Words;
use super::{Approximator, Decimal, Figure, FigureKind};
use crate::span::Span;
use std::cell::Cell;
use time::Date;

/// A sentence and what is known around it.
pub(super) struct Reader<'p, 'a> {
    pub words: Words<'p, 'a>,
    /// The day of publication.
    pub reference: Option<Date>,
    /// Whether points are percentage points here (see `percent`); worked out once a sentence.
    pub points: Cell<Option<bool>>,
}

/// A figure and the pieces it covers.
#[derive(Debug)]
pub(super) struct Draft {
    /// First piece.
    pub first: usize,
    /// The piece behind the last one.
    pub end: usize,
    /// Whether it stands with a hyphen before a noun ("nine-page").
    pub compound: bool,
    /// Whether the approximator is already known.
    pub plus: bool,
    pub figure: Figure,
}

impl Draft {
    pub fn new(kind: FigureKind, first: usize, end: usize, found_by: &'static str) -> Self {
        Self {
            first,
            end,
            compound: false,
            plus: false,
            figure: Figure {
                span: Span::default(),
                kind,
                value: None,
                low: None,
                high: None,
                values: Vec::new(),
                time: None,
                anchored: false,
                unit: None,
                currency: None,
                per: None,
                si: None,
                approximator: Approximator::Exact,
                approximator_span: None,
                measure: None,
                change: None,
                normalised: String::new(),
                confidence: 0.9,
                found_by,
            },
        }
    }

    pub fn value(mut self, value: Decimal) -> Self {
        self.figure.value = Some(value);
        self
    }

    pub fn time(mut self, time: String) -> Self {
        self.figure.time = Some(time);
        self
    }

    pub fn unit(mut self, unit: &str) -> Self {
        self.figure.unit = Some(unit.to_owned());
        self
    }
}

/// How far back a clause is searched for its tense.
const CLAUSE: usize = 14;

/// How far forward it is searched where nothing before the date says it.
const REST_OF_CLAUSE: usize = 10;

/// How far from the start of the sentence, in pieces, that is done.
const START: usize = 4;

impl Reader<'_, '_> {
    /// Whether the clause around piece `i` speaks of the future; what stands before counts first.
    pub fn direction(&self, i: usize) -> Direction {
        let words = self.words;
        // Only a date at the start says nothing of its verb: "On Thursday, voters will decide".
        let end = if i > START {
            i
        } else {
            (i + REST_OF_CLAUSE).min(words.len())
        };
        let before = (i.saturating_sub(CLAUSE)..i)
            .rev()
            .find_map(|at| self.tense(at, true));
        // "By Friday" looks ahead, unless something was done by then.
        let by = || matches!(words.before(i), "by" | "until").then_some(Direction::Future);
        before
            .or_else(|| (i..end).find_map(|at| self.tense(at, false)))
            .or_else(by)
            .unwrap_or(Direction::Past)
    }

    /// What the word at `at` says of the tense; `closed` where a border of clauses ends the search.
    fn tense(&self, at: usize, closed: bool) -> Option<Direction> {
        let words = self.words;
        let before = words.before(at);
        Some(match words.lower(at) {
            "due" if words.is(at + 1, "to") => return None,
            "next" | "upcoming" | "plans" | "let" | "looming" if !closed => return None,
            "will" | "'ll" | "won't" | "shall" | "would" | "should" | "must" | "upcoming" | "next"
            | "plans" | "scheduled" | "slated" | "expected" | "due" | "looming" | "planned" | "let" => {
                Direction::Future
            }
            // "is set for", "are to meet"
            "set" if words.is_any(at + 1, &["for", "to"]) => Direction::Future,
            "can" | "could" if words.is_word(at + 1) && !words.is(at + 1, "not") && closed => {
                Direction::Future
            }
            "to" if words.is_word(at + 1)
                && matches!(
                    before,
                    "is" | "are"
                        | "was"
                        | "were"
                        | "plan"
                        | "hopes"
                        | "hope"
                        | "going"
                        | "wants"
                        | "want"
                        | "promised"
                        | "vowed"
                        | "agreed"
                        | "has"
                        | "have"
                        | "able"
                ) =>
            {
                Direction::Future
            }
            "to" if words.is_any(
                at + 1,
                &[
                    "vote", "meet", "hold", "decide", "begin", "start", "take", "be", "announce",
                ],
            ) =>
            {
                Direction::Future
            }
            "likely" if matches!(before, "is" | "are" | "was" | "were" | "most" | "very" | "more") => {
                Direction::Future
            }
            "said" | "says" | "told" | "announced" | "reported" | "happened" | "was" | "were" | "did"
            | "had" => Direction::Past,
            ";" | ":" | "—" | "--" | "–" | "after" if closed => Direction::Past,
            word if word.len() > 4
                && word.ends_with("ed")
                && words.is_word(at)
                && !words.hyphen(at + 1)
                // "is postponed", "be decided": a participle.
                && (closed || !matches!(before, "be" | "is" | "are")) =>
            {
                Direction::Past
            }
            _ => return None,
        })
    }

    /// Whether "points" are percentage points in this sentence: it speaks of polls or shares, and not of a game or an index.
    pub fn points_are_percent(&self) -> bool {
        if let Some(known) = self.points.get() {
            return known;
        }
        let mut shares = false;
        let mut other = false;
        for piece in self.words.pieces {
            match &*piece.lower {
                "percent" | "%" | "percentage" | "poll" | "polls" | "polling" | "lead" | "leads" | "led"
                | "leading" | "margin" | "ahead" | "behind" | "trails" | "trailed" | "trailing"
                | "favorability" | "rating" | "approval" | "voters" | "votes" | "vote" | "advantage"
                | "edge" | "gap" | "swing" | "rate" | "rates" | "inflation" | "survey" | "beat" | "loss"
                | "turnout" | "share" => {
                    shares = true;
                }
                "scored" | "rebounds" | "assists" | "touchdown" | "touchdowns" | "game" | "games" | "dow"
                | "nasdaq" | "ftse" | "nikkei" | "index" | "s&p" | "stocks" | "season" | "standings"
                | "league" | "quarterback" | "scoring" => other = true,
                _ => {}
            }
        }
        let known = shares && !other;
        self.points.set(Some(known));
        known
    }
}
