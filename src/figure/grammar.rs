//! From the pieces of a sentence to its figures: at each piece the longest reading that applies, in a fixed order.

use super::amount::{self, Amount, What};
use super::piece::{PieceKind, Words};
use super::reader::{Draft, Reader};
use super::{
    Approximator, Decimal, Figure, FigureKind, approximate, change, duration, measure, normalised, range,
    rate, ratio, si, trap, when,
};
use crate::lexicon::figures::{self, is_plural, singular};
use crate::lexicon::units;

/// Appends the figures of a sentence.
pub(super) fn sentence(reader: &Reader, figures: &mut Vec<Figure>) {
    let words = reader.words;
    let begin = figures.len();
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
                    let figure = finish(reader, draft, figures.get(begin..).unwrap_or_default());
                    figures.push(figure);
                }
                // "a gallon" of "$3 a gallon of milk" is no figure of its own.
                i = match rate::read(words, end) {
                    Some((_, behind)) if words.is_any(end, &["a", "an"]) => behind,
                    _ => end,
                };
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
            "-" | "+" | "−" | "–" => words.glued(i + 1) && !words.is_word(i + 1),
            mark => !mark.is_ascii() && !mark.starts_with(['“', '”', '‘', '’', '—', '―', '…', '•', '·']),
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
            let joined = words.glued(i + 1)
                && words
                    .get(i + 1)
                    .is_some_and(|p| p.kind != PieceKind::Clitic && !matches!(p.text, "," | "."));
            if number_at(i + 1) || number_at(i + 2) || joined {
                return true;
            }
            match &*piece.lower {
                "the" | "that" => words.opens(i + 1) || words.surface(i + 1).is_some(),
                "a" | "an" => words.opens(i + 1) || units::unit(words.lower(i + 1)).is_some(),
                _ => piece.opens,
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
    if let Some(draft) = range::read(reader, &left) {
        return Some(aged(reader, draft, &left));
    }
    let left = shared_unit(reader, left);
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

/// An amount that has its unit from the next one: "45 and 50 mg", "10 and 15 percent".
fn shared_unit(reader: &Reader, mut amount: Amount) -> Amount {
    let words = reader.words;
    if amount.what == What::Plain
        && amount.numeral.digits
        && words.is(amount.end, "and")
        && !matches!(
            words.before(amount.first),
            "was" | "is" | "aged" | "age" | "ages" | "turned"
        )
        && amount.value < Decimal::ONE_THOUSAND
        && let Some(next) = amount::read(reader, amount.end + 1).filter(|n| n.numeral.digits && !n.compound)
        && matches!(next.what, What::Percent | What::Quantity(_))
    {
        amount.what = next.what;
    }
    amount
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
    let time = unit.dimension == "time";
    let measure = words.is(noun + 1, "of") && !half_behind;
    if !introduced && (time || !measure)
        || !time
            && !measure
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
        && measure::name_before(words, first.saturating_sub(1)).map_or_else(
            // "her son, 12, is"
            || {
                next == ","
                    && words.is_word(first.wrapping_sub(2))
                    && !figures::ends_noun_phrase(second)
                    && !is_plural(second)
                    && words.number(draft.end + 1).is_none()
            },
            |np| (np.len() >= 2 || words.is(draft.end, ",")) && words.month(np.end - 1).is_none(),
        )
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
    if words.is_any(draft.first, &["zero", "nought", "naught"])
        && draft.figure.kind == FigureKind::Count
        && draft.figure.value == Some(Decimal::ZERO)
        && !is_plural(words.lower(draft.end))
        && (draft.first > 0 || !words.is_any(draft.end, &["is", "was"]))
    {
        return true;
    }
    // "one of", "no one"
    draft.figure.kind == FigureKind::Count
        && draft.figure.value == Some(Decimal::ONE)
        && draft.figure.unit.is_none()
        && words.is(draft.first, "one")
}

/// Approximator, change, rate, measure and normalised text; `earlier` are the figures before it in the sentence.
fn finish(reader: &Reader, mut draft: Draft, earlier: &[Figure]) -> Figure {
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
    let rated = matches!(
        draft.figure.kind,
        FigureKind::Money | FigureKind::Quantity | FigureKind::Percent
    );
    if rated && let Some((per, end)) = rate(words, &draft, behind) {
        draft.figure.per = Some(per);
        behind = end;
    }
    draft.figure.change = change::find(words, &draft, earlier);
    let noun = measure::find(words, &draft, behind).and_then(|np| {
        draft.figure.measure = Some(words.span(np.start, np.end));
        // What stands before the figure ("a town of 21,000") is measured, but not counted.
        (np.start >= behind).then(|| {
            if draft.figure.kind == FigureKind::Count {
                draft.figure.per = rate(words, &draft, np.end).map(|(per, _)| per);
            }
            // "e-mails"
            let mut first = np.end - 1;
            while first > np.start + 1 && words.hyphen(first - 1) {
                first -= 2;
            }
            let parts = words.pieces.get(first..np.end).unwrap_or_default();
            singular(&parts.iter().map(|p| p.text).collect::<String>())
        })
    });
    draft.figure.span = words.span(draft.first, draft.end);
    if draft.figure.measure.is_none() {
        draft.figure.measure = measure::shared(words, &draft, earlier);
    }
    let counted = matches!(draft.figure.kind, FigureKind::Count) && draft.figure.unit.is_none();
    draft.figure.si = si::of(&draft.figure);
    if counted {
        draft.figure.unit.clone_from(&noun);
        if noun.is_none() && draft.figure.approximator != Approximator::Vague {
            draft.figure.confidence = 0.65;
        }
    }
    draft.figure.normalised = normalised::text(&draft.figure, None);
    draft.figure
}

/// What a figure is per. Behind other amounts than money "the" begins something else ("5 percent the week before"), and
/// what is counted or a percentage is per time, or per what "per" says.
fn rate(words: Words, draft: &Draft, at: usize) -> Option<(String, usize)> {
    let strict = match draft.figure.kind {
        FigureKind::Money => false,
        FigureKind::Quantity => words.is(at, "the"),
        _ => words.is_any(at, &["the", "/", "-"]) || !words.is(at, "per"),
    };
    let (per, end) = rate::read(words, at)?;
    (!strict || !words.is(at, "the") && units::unit(&per).is_some_and(|u| u.dimension == "time"))
        .then_some((per, end))
}
