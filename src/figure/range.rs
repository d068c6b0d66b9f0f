//! Ranges: two amounts as one ("$5-10 billion", "between five and 10 points", "more than 3 and less than 5", "50 ± 3").

use super::amount::{self, Amount, What};
use super::arithmetic::Arithmetic;
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{Approximator, Decimal, approximate, rate};
use crate::lexicon::figures::{Direction, LONGEST_APPROXIMATOR, change};

/// The range that begins with the amount `left`.
pub(super) fn read(reader: &Reader, left: &Amount) -> Option<Draft> {
    if left.numeral.vague {
        return None;
    }
    plus_minus(reader, left)
        .or_else(|| bounds(reader, left))
        .or_else(|| joined(reader, left))
}

/// A draft of what reaches from `low` to `high`, of what `right` is an amount of.
fn draft(right: &Amount, first: usize, what: What, low: Decimal, high: Decimal) -> Option<Draft> {
    let merged = Amount {
        first,
        what,
        ..right.clone()
    };
    let mut draft = amount::draft(&merged)?;
    draft.figure.value = None;
    draft.figure.low = Some(low);
    draft.figure.high = Some(high);
    Some(draft)
}

/// "50 ± 3", "50 percent, plus or minus 3 points", "20 miles, give or take 2".
fn plus_minus(reader: &Reader, left: &Amount) -> Option<Draft> {
    let words = reader.words;
    let at = left.end + usize::from(words.is(left.end, ","));
    let at = match (words.lower(at), words.lower(at + 1), words.lower(at + 2)) {
        ("±", ..) => at + 1,
        ("plus", "or", "minus") | ("give", "or", "take") | ("+", "/", "-") => at + 3,
        _ => return None,
    };
    let right = amount::read(reader, at)?;
    let share = matches!((&left.what, &right.what), (What::Percent, What::Points));
    if right.numeral.vague || right.value.is_sign_negative() {
        return None;
    }
    let what = if right.what == left.what || right.what == What::Plain || share {
        left.what.clone()
    } else if left.what == What::Plain && matches!(right.what, What::Quantity(_)) {
        right.what.clone()
    } else {
        return None;
    };
    let (low, high) = (left.value.plus(-right.value)?, left.value.plus(right.value)?);
    draft(&right, left.first, what, low, high)
}

/// "more than 3 but less than 5", "at most 100 and at least 20": its words belong to the figure.
fn bounds(reader: &Reader, left: &Amount) -> Option<Draft> {
    let words = reader.words;
    let (class, first, end) = approximate::before(words, left.first)?;
    let rises = is_lower_bound(class)?;
    if end != left.first {
        return None;
    }
    let at = left.end + usize::from(words.is(left.end, ","));
    let at = at + usize::from(words.is_any(at, &["and", "but"]));
    if at == left.end {
        return None;
    }
    let right = (at + 1..=at + LONGEST_APPROXIMATOR)
        .rev()
        .filter(|&i| matches!(approximate::before(words, i), Some((class, first, end)) if first == at && end == i && is_lower_bound(class) == Some(!rises)))
        .find_map(|i| amount::read(reader, i))?;
    let what = if left.what == What::Plain {
        &right.what
    } else {
        &left.what
    };
    if right.numeral.vague || right.what != *what && right.what != What::Plain {
        return None;
    }
    let (low, high) = if rises {
        (left.value, right.value)
    } else {
        (right.value, left.value)
    };
    (low < high).then(|| draft(&right, first, what.clone(), low, high))?
}

/// Whether an approximator names the lower end; none where it names no end.
fn is_lower_bound(class: Approximator) -> Option<bool> {
    match class {
        Approximator::AtLeast | Approximator::MoreThan => Some(true),
        Approximator::AtMost | Approximator::LessThan | Approximator::UpTo => Some(false),
        _ => None,
    }
}

/// "20 or 30 percent", "$5-10 billion", "between five and 10 points", "$10 an hour to $15 an hour".
fn joined(reader: &Reader, left: &Amount) -> Option<Draft> {
    let words = reader.words;
    let before = words.before(left.first);
    let between = (0..4).any(|n| words.is(left.first.wrapping_sub(n), "between"));
    let per = rate::read(words, left.end).filter(|_| left.what != What::Plain);
    let at = per.as_ref().map_or(left.end, |(_, end)| *end);
    let hyphen = words.hyphen(at) || words.is(at, "~") && words.glued(at) && words.glued(at + 1);
    // A spaced dash joins only what has its unit on both sides: "$10 – $20".
    let dash = words.is_any(at, &["–", "-", "—"]) && !hyphen && left.what != What::Plain;
    // "8- to 16-metre", "$50-to-$100-million"
    let hanging = words.is(at, "-") && words.glued(at) && words.is_any(at + 1, &["to", "or", "and"]);
    let at = if hanging { at + 1 } else { at };
    if !(hyphen
        || dash
        || hanging
        || words.is_any(at, &["to", "or", "through"])
        || words.is(at, "and") && between)
    {
        return None;
    }
    let connector = words.lower(at);
    if words.is_any(at + 1, &["so", "more", "less", "fewer"]) {
        return None;
    }
    let at = if words.hyphen(at + 1) { at + 2 } else { at + 1 };
    let (mut left, mut right) = (left.clone(), amount::read(reader, at)?);
    if dash && (left.what != right.what || left.prefixed != right.prefixed) {
        return None;
    }
    if right.numeral.vague || left.compound && !hanging {
        return None;
    }
    if let Some((per, _)) = &per
        && rate::read(words, right.end).is_none_or(|(other, _)| other != *per)
    {
        return None;
    }
    // "$1.5m-2m", "5m to 10m people": what one end says of its "m" holds for the other.
    if left.prefixed {
        not_a_unit(&mut right)?;
    } else if right.what == What::Plain && right.numeral.scaled.is_some() {
        not_a_unit(&mut left)?;
    }
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
    let (mut low, mut high) = (left.value, right.value);
    if let (None, Some(scale)) = (left.numeral.scaled, right.numeral.scaled)
        && low < Decimal::ONE_THOUSAND
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
    // "5 to 10 degrees below zero"
    if left.what == What::Plain && high.is_sign_negative() && right.first == right.numeral.first {
        low = -low;
    }
    let changes = changes_before(reader, left.first);
    // "ranged from -5 to -20 degrees"
    if low > high
        && (high.is_sign_negative() && !changes || before == "from" && ranges_before(words, left.first))
    {
        (low, high) = (high, low);
    }
    if low >= high {
        return None;
    }
    let both_have_units = left.what == right.what && left.what != What::Plain;
    let measured = matches!(right.what, What::Quantity(_));
    let moves = matches!(change(before), Some(Direction::Up | Direction::Down));
    match connector {
        "to" if changes && before == "from" => return None,
        // "by $300 to $2,100"
        "to" if before == "by" && left.what == right.what && left.what != What::Plain => return None,
        // "up 5 percent to 20 percent", "fell $5 to $20" say by how much, then to what; "40 percent to 51 percent" are two
        // answers.
        "to" if both_have_units
            && before != "from"
            && !between
            && (moves || !left.prefixed && (changes || !measured)) =>
        {
            return None;
        }
        "or" if high > low.times(Decimal::TEN)? => return None,
        _ => {}
    }
    let mut draft = draft(&right, left.first, what, low, high)?;
    // "$800 to $1.2 billion" may mean millions.
    if right.numeral.scaled.is_some() && low < Decimal::ONE_THOUSAND && high > Decimal::from(1_000_000) {
        draft.figure.confidence = 0.5;
    }
    Some(draft)
}

/// Reads the short magnitude of an amount, which was taken for a unit ("2m": metres), as the magnitude after all.
fn not_a_unit(amount: &mut Amount) -> Option<()> {
    if amount.numeral.short.is_some() && matches!(amount.what, What::Quantity(_)) {
        amount.numeral.scaled = Some(amount.numeral.value.over(amount.value)?);
        amount.value = amount.numeral.value;
        amount.what = What::Plain;
    }
    Some(())
}

fn ranges_before(words: Words, first: usize) -> bool {
    (first.saturating_sub(6)..first).any(|i| change(words.lower(i)) == Some(Direction::Range))
}

fn changes_before(reader: &Reader, first: usize) -> bool {
    let words = reader.words;
    (first.saturating_sub(24)..first).rev().any(|i| {
        words.is_word(i)
            && matches!(
                change(words.lower(i)),
                Some(Direction::Up | Direction::Down | Direction::Either)
            )
    }) && !ranges_before(words, first)
}
