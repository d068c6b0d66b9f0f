//! From the pieces of a sentence to its figures: at each piece the longest reading that applies, in a fixed order.

use super::amount::{self, Amount, What};
use super::arithmetic::Arithmetic;
use super::piece::PieceKind;
use super::reader::{Draft, Reader};
use super::{
    Approximator, Change, ChangeRole, Decimal, Figure, FigureKind, approximate, duration, measure,
    normalised, ratio, trap, when,
};
use crate::lexicon::figures::{Direction, change, is_plural, opens_figure, singular};
use crate::lexicon::units;

/// Longest way back to a word of change, in pieces.
const CHANGE_REACH: usize = 6;

/// Appends the figures of a sentence.
pub(super) fn sentence(reader: &Reader, figures: &mut Vec<Figure>) {
    let words = reader.words;
    let mut i = 0;
    while i < words.len() {
        if !may_begin(reader, i) {
            i += 1;
            continue;
        }
        if let Some(end) = trap::skip(reader, i) {
            i = end.max(i + 1);
            continue;
        }
        match read(reader, i) {
            Some(draft) => {
                let end = draft.end.max(i + 1);
                if !figure_is_unwanted(reader, &draft) {
                    figures.push(finish(reader, draft));
                }
                i = end;
            }
            None => i += 1,
        }
    }
}

/// A quick look that spares most words the grammar: whether a figure, or a name with a number, could begin here.
fn may_begin(reader: &Reader, i: usize) -> bool {
    let words = reader.words;
    let Some(piece) = words.get(i) else { return false };
    let number_at = |at: usize| {
        words
            .get(at)
            .is_some_and(|p| matches!(p.kind, PieceKind::Number(_) | PieceKind::Opaque))
    };
    match piece.kind {
        PieceKind::Number(_) | PieceKind::Surface(_) | PieceKind::Opaque => true,
        PieceKind::Clitic => false,
        PieceKind::Mark => match piece.text {
            "$" => true,
            "-" | "+" | "−" | "–" => words.glued(i + 1),
            mark => !mark.is_ascii() && !mark.starts_with(['“', '”', '‘', '’', '—', '…', '•', '·']),
        },
        PieceKind::Word => {
            // Inside a hyphenated compound only its first word begins.
            let inner = i > 1
                && words.hyphen(i - 1)
                && words.is_word(i - 2)
                && !words.is_any(i - 2, &["mid", "pre", "post", "early", "late", "non"]);
            if inner {
                return false;
            }
            // "Section 5", "Rs 500", "US$5", "F-16", "mid-2015"
            if number_at(i + 1)
                || number_at(i + 2)
                || words.glued(i + 1) && !words.is_any(i + 1, &[",", ".", "'s"])
            {
                return true;
            }
            match &*piece.lower {
                "the" | "that" => opens_figure(words.lower(i + 1)) || words.surface(i + 1).is_some(),
                "a" | "an" => {
                    let next = words.lower(i + 1);
                    opens_figure(next) || units::unit(next).is_some()
                }
                word => opens_figure(word),
            }
        }
    }
}

fn read(reader: &Reader, i: usize) -> Option<Draft> {
    when::read(reader, i)
        .or_else(|| duration::draft(reader.words, i))
        .or_else(|| ratio::read(reader, i))
        .or_else(|| quantified(reader, i))
}

/// An amount, a range of two, an age or a count.
fn quantified(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let Some(left) = amount::read(reader, i) else {
        return unit_with_article(reader, i);
    };
    if left.what == What::Plain && words.is(left.end, "(") && left.numeral.bare_one {
        return None;
    }
    if let Some(draft) = range(reader, &left) {
        return Some(aged(reader, draft, &left));
    }
    if ratio::is_pronoun(&left) {
        return None;
    }
    let mut draft = amount::draft(&left)?;
    if left.numeral.bare_one && !left.compound {
        match &left.what {
            // "at one point"
            What::Counted(_) => return None,
            // "one day" is mostly some day.
            What::Duration("day" | "night") => draft.figure.confidence = 0.4,
            _ => {}
        }
    }
    Some(aged(reader, draft, &left))
}

/// "a decade", "an hour", "half an hour": a unit with an article as its number, where it is no rate.
fn unit_with_article(reader: &Reader, i: usize) -> Option<Draft> {
    let words = reader.words;
    let half = words.is(i, "half") && (words.is_any(i + 1, &["a", "an"]) || words.hyphen(i + 1));
    let at = if half {
        i + 2
    } else if words.is_any(i, &["a", "an"]) {
        i + 1
    } else {
        return None;
    };
    let half_behind = words.is(at, "half") && (words.hyphen(at + 1) || words.is_word(at + 1));
    let noun = if half_behind {
        if words.hyphen(at + 1) { at + 2 } else { at + 1 }
    } else {
        at
    };
    let unit = units::unit(words.lower(noun)).filter(|u| u.note == units::UnitNote::Word)?;
    if is_plural(words.lower(noun)) || words.is(noun, "second") || words.hyphen(noun + 1) && !half_behind {
        return None;
    }
    let value = if half || half_behind {
        Decimal::new(5, 1)
    } else {
        Decimal::ONE
    };
    let introduced = half
        || half_behind
        || matches!(
            words.before(i),
            "for"
                | "within"
                | "in"
                | "after"
                | "nearly"
                | "almost"
                | "about"
                | "over"
                | "than"
                | "roughly"
                | "around"
                | "least"
                | "under"
                | "just"
                | "only"
        );
    if !introduced
        || unit.dimension != "time"
            && !matches!(words.before(i), "nearly" | "almost" | "about" | "than" | "half")
            && !half
    {
        return None;
    }
    let kind = if unit.dimension == "time" {
        FigureKind::Duration
    } else {
        FigureKind::Quantity
    };
    let mut end = noun + 1;
    let mut value = value;
    if words.is(end, "and") && words.is(end + 1, "a") && words.is(end + 2, "half") {
        value += Decimal::new(5, 1);
        end += 3;
    }
    Some(Draft::new(kind, i, end, "article").value(value).unit(unit.name))
}

/// Two amounts as one range: "20 or 30 percent", "$5-10 billion", "between five and 10 points".
fn range(reader: &Reader, left: &Amount) -> Option<Draft> {
    let words = reader.words;
    let at = left.end;
    let before = words.before(left.first);
    let between = before == "between"
        || (0..3).any(|n| {
            left.first
                .checked_sub(n + 1)
                .is_some_and(|j| words.is(j, "between"))
        });
    let hyphen = words.hyphen(at);
    // A spaced dash joins only what has its unit on both sides: "$10 – $20".
    let dash = words.is_any(at, &["–", "-", "—"]) && !hyphen && left.what != What::Plain;
    // "8- to 16-metre"
    let hanging = words.is(at, "-")
        && words.glued(at)
        && !words.glued(at + 1)
        && words.is_any(at + 1, &["to", "or", "and"]);
    let at = if hanging { at + 1 } else { at };
    let joined = hyphen
        || dash
        || hanging
        || words.is_any(at, &["to", "or", "through"])
        || words.is(at, "and") && between;
    if !joined {
        return None;
    }
    let connector = words.lower(at);
    if words.is_any(at + 1, &["so", "more", "less", "fewer"]) {
        return None;
    }
    let right = amount::read(reader, at + 1)?;
    if dash && (left.what != right.what || left.prefixed != right.prefixed) {
        return None;
    }
    if left.numeral.vague || right.numeral.vague || left.compound {
        return None;
    }
    // "15- to 20-year": not yet read as one.
    let mut low = left.value;
    let high = right.value;
    let shared =
        left.what == What::Plain || left.what == right.what || (left.prefixed && right.what == What::Plain);
    if !shared {
        return None;
    }
    let what = if left.what == What::Plain {
        right.what.clone()
    } else {
        left.what.clone()
    };
    if let (None, Some(scale)) = (left.numeral.scaled, right.numeral.scaled)
        && low < Decimal::ONE_THOUSAND
        && (left.numeral.digits == words.number(right.numeral.first).is_some())
        && low <= right.numeral.value.over(scale)?
    {
        low = low.times(scale)?;
    }
    // Cents and the like were said once, at the end.
    if left.what == What::Plain
        && let What::Money(_) = right.what
        && !right.prefixed
        && right.numeral.value != right.value
    {
        low = low.times(right.value.over(right.numeral.value)?)?;
    }
    if low >= high {
        return None;
    }
    let changes = before == "from" && changes_before(reader, left.first);
    let both_have_units = left.what == right.what && !left.prefixed && left.what != What::Plain;
    match connector {
        "to" if changes => return None,
        "to" if both_have_units && before != "from" && !between => return None,
        "or" if high > low.times(Decimal::from(10))? => return None,
        _ => {}
    }
    let merged = Amount {
        first: left.first,
        end: right.end,
        what,
        compound: right.compound,
        ..right.clone()
    };
    let mut draft = amount::draft(&merged)?;
    draft.figure.value = None;
    draft.figure.low = Some(low);
    draft.figure.high = Some(high);
    Some(draft)
}

fn changes_before(reader: &Reader, first: usize) -> bool {
    let words = reader.words;
    (first.saturating_sub(24)..first).rev().any(|i| {
        words.is_word(i)
            && matches!(
                change(words.lower(i)),
                Some(Direction::Up | Direction::Down | Direction::Either)
            )
    }) && !(first.saturating_sub(6)..first).any(|i| change(words.lower(i)) == Some(Direction::Range))
}

/// Turns a plain number or range into an age where the words around it say so.
fn aged(reader: &Reader, mut draft: Draft, amount: &Amount) -> Draft {
    let words = reader.words;
    if draft.figure.kind != FigureKind::Count
        || draft.figure.unit.is_some()
        || draft.figure.value.is_none() && draft.figure.low.is_none()
    {
        return draft;
    }
    let largest = draft.figure.value.or(draft.figure.high).unwrap_or_default();
    if largest > Decimal::from(120) || amount.numeral.scaled.is_some() {
        return draft;
    }
    let first = draft.first;
    let before = words.before(first);
    let second = first.checked_sub(2).map_or("", |i| words.lower(i));
    let next = words.lower(draft.end);
    let person = |word: &str| {
        matches!(
            word,
            "voters"
                | "people"
                | "children"
                | "those"
                | "anyone"
                | "adults"
                | "women"
                | "men"
                | "kids"
                | "girls"
                | "boys"
                | "americans"
                | "workers"
                | "everyone"
                | "students"
                | "aged"
                | "players"
                | "drivers"
                | "teenagers"
                | "minors"
                | "person"
                | "patients"
                | "adoptees"
                | "citizens"
                | "residents"
                | "millennials"
                | "he"
                | "she"
        )
    };
    let counted = words.is_word(draft.end) && is_plural(next) || units::unit(next).is_some();
    let explicit = matches!(before, "age" | "aged" | "ages")
        || matches!(second, "age" | "aged" | "ages")
            && matches!(before, "of" | "," | "between" | "from" | "over" | "under");
    let appositive = before == ","
        && amount.numeral.digits
        && matches!(next, "," | "." | "" | ")" | "who" | "of" | "and")
        && (next == "," || first >= 3 || next == ".")
        && measure::name_before(words, first.saturating_sub(1)).is_some_and(|np| {
            (np.len() >= 2 || words.is(draft.end, ","))
                && crate::lexicon::calendar::month(words.lower(np.end - 1)).is_none()
        })
        && largest > Decimal::from(2)
        && draft.figure.value.is_some();
    let bounded = (matches!(before, "under" | "over")
        || matches!(before, "than") && matches!(second, "younger" | "older"))
        && !counted
        && {
            let back = if before == "than" {
                first.checked_sub(3)
            } else {
                first.checked_sub(2)
            };
            back.is_some_and(|i| person(words.lower(i)) || is_plural(words.lower(i)) && before == "than")
        };
    let and_over = matches!(next, "and" | "or")
        && matches!(
            words.lower(draft.end + 1),
            "over" | "older" | "under" | "younger" | "up" | "above"
        )
        && words.is_word(first.wrapping_sub(1))
        && { person(before) };
    let was = !counted
        && matches!(
            before,
            "was" | "turned" | "turns" | "is" | "were" | "'s" | "turning" | "at"
        )
        && (matches!(second, "he" | "she" | "i" | "they") || before.starts_with("turn"))
        && (!words.is_word(draft.end) || crate::lexicon::figures::ends_noun_phrase(next))
        && amount.numeral.value >= Decimal::from(2);
    if explicit || appositive || bounded || and_over || was {
        draft.figure.kind = FigureKind::Age;
        draft.figure.unit = Some("year".to_owned());
        draft.figure.found_by = "age";
    }
    draft
}

/// Readings that are right but say nothing: rates ("a year" behind money is dropped elsewhere), bare ones.
fn figure_is_unwanted(reader: &Reader, draft: &Draft) -> bool {
    let words = reader.words;
    // "a thing or two"
    if words.before(draft.first) == "or"
        && words.is(draft.first, "two")
        && draft.figure.unit.is_none()
        && !is_plural(words.lower(draft.end))
    {
        return true;
    }
    // "absolute zero", "zero tolerance"
    if words.is(draft.first, "zero")
        && draft.figure.kind == FigureKind::Count
        && !is_plural(words.lower(draft.end))
    {
        return true;
    }
    // "one of", "no one"
    draft.figure.kind == FigureKind::Count
        && draft.figure.value == Some(Decimal::ONE)
        && draft.figure.unit.is_none()
        && words.is(draft.first, "one")
}

/// Approximator, change, rate, measure and normalised text.
fn finish(reader: &Reader, mut draft: Draft) -> Figure {
    let words = reader.words;
    approximate::note(words, &mut draft);
    let mut behind = draft.end;
    if let Some(span) = draft.figure.approximator_span
        && span.start() >= words.span(draft.first, draft.end).end()
    {
        while words.get(behind).is_some_and(|p| p.span.end() <= span.end()) {
            behind += 1;
        }
    }
    if draft.figure.kind == FigureKind::Money
        && let Some((per, end)) = rate(reader, behind)
    {
        draft.figure.per = Some(per.to_owned());
        behind = end;
    }
    draft.figure.change = noted_change(reader, &draft);
    let noun = measure::find(words, &draft, behind).and_then(|np| {
        draft.figure.measure = Some(words.span(np.start, np.end));
        // What stands before the figure ("a town of 21,000") is measured, but not counted.
        (np.start >= behind).then(|| singular(words.get(np.end - 1).map_or("", |p| p.text)))
    });
    draft.figure.span = words.span(draft.first, draft.end);
    let counted = matches!(draft.figure.kind, FigureKind::Count) && draft.figure.unit.is_none();
    if counted {
        draft.figure.unit.clone_from(&noun);
        if noun.is_none() && draft.figure.approximator != Approximator::Vague {
            draft.figure.confidence = 0.65;
        }
    }
    draft.figure.normalised = normalised::text(&draft.figure, None);
    draft.figure
}

/// "an hour", "per year", "a share" behind money: what it is paid for, and the piece behind.
fn rate<'p>(reader: &Reader<'p, '_>, at: usize) -> Option<(&'p str, usize)> {
    let words = reader.words;
    if words.is(at, "annually") {
        return Some(("year", at + 1));
    }
    if words.is(at, "/") && words.is_word(at + 1) {
        return Some((words.lower(at + 1), at + 2));
    }
    let at = if words.hyphen(at) { at + 1 } else { at };
    let noun = if words.hyphen(at + 1) { at + 2 } else { at + 1 };
    let word = words.lower(noun);
    let usual = units::unit(word).is_some()
        || matches!(
            word,
            "share"
                | "person"
                | "head"
                | "vote"
                | "ticket"
                | "student"
                | "household"
                | "plate"
                | "family"
                | "capita"
                | "worker"
        );
    let joined =
        words.is_any(at, &["per", "each", "every"]) || words.is_any(at, &["a", "an", "the"]) && usual;
    (joined && words.is_word(noun)).then_some((word, noun + 1))
}

/// The change a figure is part of: "up 3 percent", "fell by 40 percent", "from 5 to 7 percent".
fn noted_change(reader: &Reader, draft: &Draft) -> Option<Change> {
    let words = reader.words;
    if !matches!(
        draft.figure.kind,
        FigureKind::Money
            | FigureKind::Percent
            | FigureKind::Count
            | FigureKind::Quantity
            | FigureKind::Multiple
    ) {
        return None;
    }
    let before = words.before(draft.first);
    let role = match before {
        "to" => ChangeRole::To,
        "from" => ChangeRole::From,
        _ => ChangeRole::By,
    };
    let reach = if role == ChangeRole::By { CHANGE_REACH } else { 24 };
    for i in (draft.first.saturating_sub(reach)..draft.first).rev() {
        if words.is_word(i)
            && let Some(direction) = change(words.lower(i))
        {
            let up = match direction {
                Direction::Up => Some(true),
                Direction::Down => Some(false),
                Direction::Either => None,
                Direction::Range => return None,
            };
            return Some(Change { up, role });
        }
        let between = words.lower(i);
        if role == ChangeRole::By
            && !matches!(
                between,
                "by" | "about"
                    | "more"
                    | "than"
                    | "nearly"
                    | "almost"
                    | "roughly"
                    | "an"
                    | "a"
                    | "of"
                    | "some"
                    | "just"
                    | "only"
                    | "at"
                    | "least"
                    | "estimated"
                    | "another"
                    | "over"
                    | "around"
            )
        {
            return None;
        }
        if matches!(between, ";" | "—" | "--") {
            return None;
        }
    }
    None
}
