//! Figures: numbers read as what they mean.
//!
//! Surface patterns (`patterns.txt`) and tokens become pieces (`piece`); a grammar in plain code reads them with the word
//! lists (`grammar`: the order of readings; `numeral`, `amount`, `range`, `duration`, `ratio`, `ordinal`: what is read;
//! `calendar`, `period`, `holiday`, `clock`: dates and times, which `when` puts together; `trap`: what is no figure); then
//! each figure gets its approximator, the change it is part of (`change`), what it measures, its SI value (`si`) and its
//! normalised text.

mod amount;
#[cfg(test)]
mod amount_tests;
mod approximate;
mod arithmetic;
#[cfg(test)]
mod around_tests;
mod calendar;
mod change;
mod clock;
mod day;
mod duration;
mod grammar;
mod holiday;
mod measure;
mod normalised;
mod numeral;
mod ordinal;
mod period;
mod piece;
mod range;
mod rate;
mod ratio;
mod reader;
mod si;
#[cfg(test)]
mod tests;
mod trap;
mod vague;
mod when;
#[cfg(test)]
mod when_tests;

use crate::article::Metadata;
use crate::order::{by_start, sort_by_number};
use crate::span::Span;
use crate::text::Document;
pub use rust_decimal::Decimal;
pub use si::Si;
use std::cell::Cell;

/// A number of the text and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Number, magnitude, unit or currency; without approximator and counted noun (`$350 billion`, `nine-page`).
    pub span: Span,
    /// What kind.
    pub kind: FigureKind,
    /// The value in whole units of [`Figure::unit`] (percent as 3.2 for 3.2 %); none for ranges, dates and vague amounts.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// The numbers of a score or vote ("5-4").
    pub values: Vec<Decimal>,
    /// Dates and times: ISO 8601 or TIMEX3 (`2016-11-08`, `2016-11-08T17:00`, `2016-11-08TEV`, `2016-W45`, `198X`, `XXXX-WXX-4`;
    /// `A/B` for an interval, which has `..` for an end that is not said). Lengths of more than one unit: `P1Y1M21D`. Else none.
    pub time: Option<String>,
    /// Dates and times: whether the words leave the year out, so that it was counted from the day of publication.
    pub anchored: bool,
    /// Unit in the singular ("page", "mile", "year", "percent", "percentage point").
    pub unit: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<&'static str>,
    /// Money, quantities, counts and percentages: per what ("hour").
    pub per: Option<String>,
    /// Quantities: the same in SI units, where the unit has a fixed one.
    pub si: Option<Si>,
    /// How exact.
    pub approximator: Approximator,
    /// The words that say how exact ("roughly").
    pub approximator_span: Option<Span>,
    /// The noun phrase that is counted or measured ("US military aid").
    pub measure: Option<Span>,
    /// Direction of a change ("up 3.2%", "from 5% to 7%").
    pub change: Option<Change>,
    /// A small grammar: `[~ | <= | >= | > | <] value unit`, ISO 8601 for durations (`<=P2W`), TIMEX3 for dates.
    pub normalised: String,
    /// 0 to 1.
    pub confidence: f32,
    /// The rule that found it.
    pub found_by: &'static str,
}

/// Kinds of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// `$350 billion`
    Money,
    /// `3.2 percent`, `two points`
    Percent,
    /// `277 workers`, `nine-page`
    Count,
    /// `5.4 miles`
    Quantity,
    /// `Nov. 8`, `Thursday`, `the 1980s`
    Date,
    /// `9 a.m. ET`
    Time,
    /// `two weeks`
    Duration,
    /// `54-year-old`
    Age,
    /// `third`
    Ordinal,
    /// `one in five`, `two-thirds`
    Ratio,
    /// `tripled`
    Multiple,
    /// `5-4`
    Score,
    /// `much more`, in quotation marks or compared
    Vague,
}

/// How exact a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Approximator {
    /// Nothing is said.
    #[default]
    Exact,
    /// about, roughly, nearly
    About,
    /// at least
    AtLeast,
    /// at most, within
    AtMost,
    /// more than, over
    MoreThan,
    /// less than, under
    LessThan,
    /// up to, as many as
    UpTo,
    /// dozens, tens of thousands
    Vague,
}

/// A change that a figure is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Up or down; none where the text does not say.
    pub up: Option<bool>,
    /// Which end it names.
    pub role: ChangeRole,
    /// The words that say what it is compared with ("from a year earlier"; of "to 7" in "from 5 to 7" it is "from 5").
    pub base: Option<Span>,
}

/// What a figure is in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeRole {
    /// "by 3 percent", "up 3 percent"
    By,
    /// "from 5 percent"
    From,
    /// "to 7 percent"
    To,
}

/// Finds the figures of a text, in order. `metadata.published` resolves relative dates.
#[must_use]
pub fn find(document: &Document<'_>, metadata: &Metadata) -> Vec<Figure> {
    let reference = metadata.published.as_deref().and_then(day::parse);
    let mut figures = Vec::new();
    let mut pieces = Vec::new();
    for sentence in document.english_sentences() {
        let from = figures.len();
        piece::read(document, sentence, &mut pieces);
        let reader = reader::Reader {
            words: piece::Words { pieces: &pieces },
            reference,
            points: Cell::new(None),
        };
        grammar::sentence(&reader, &mut figures);
        if let Some(layout) = document.layout(sentence).filter(|l| l.row || l.stamp > 0) {
            let stamp = document.span_of(layout.tokens.start..layout.tokens.start + layout.stamp);
            // A bare number in a table counts nothing that its row names, and a time stamp is the page's own.
            let bare = |f: &Figure| layout.row && f.kind == FigureKind::Count && f.unit.is_none();
            let found = figures.split_off(from);
            figures.extend(found.into_iter().filter(|f| !bare(f) && !stamp.overlaps(f.span)));
        }
    }
    let vague = vague::find(document);
    if !vague.is_empty() {
        figures.extend(vague);
        sort_by_number(&mut figures, |f| by_start(f.span));
    }
    figures
}
