//! Numerals: digits with magnitudes, number words, dozens, halves and quarters of a magnitude, vague plurals.

use super::Decimal;
use super::arithmetic::Arithmetic;
use super::piece::Words;
use crate::lexicon::figures::is_plural;
use crate::lexicon::numbers::{self, NumberClass};
use crate::lexicon::units;
use crate::pattern::figure::Pattern;

/// A numeral of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// First piece.
    pub first: usize,
    /// The piece behind the last one.
    pub end: usize,
    /// Its value; of a vague amount its base (12 for "dozens").
    pub value: Decimal,
    /// Written in digits only, no magnitude behind.
    pub digits: bool,
    /// The unit that a short magnitude directly behind the digits may be instead: "m" millions or metres.
    pub short: Option<&'static str>,
    /// Whether a magnitude (thousand and up, also short) multiplies it.
    pub scaled: Option<Decimal>,
    /// "dozens", "several hundred".
    pub vague: bool,
    /// "20-plus".
    pub plus: bool,
    /// A plain "one", which is mostly a pronoun.
    pub bare_one: bool,
    /// Begins with an article ("a dozen").
    pub article: bool,
}

impl Numeral {
    fn new(first: usize, end: usize, value: Decimal) -> Self {
        Self {
            first,
            end,
            value,
            digits: false,
            short: None,
            scaled: None,
            vague: false,
            plus: false,
            bare_one: false,
            article: false,
        }
    }
}

/// Number words in a row; longer runs are no number.
const LONGEST: usize = 24;

/// The numeral that begins with piece `i`.
pub(super) fn read(words: Words, i: usize) -> Option<Numeral> {
    if words.number(i).is_some() {
        return in_digits(words, i);
    }
    if !words.is_word(i) {
        return None;
    }
    match words.lower(i) {
        "a" | "an" => with_article(words, i),
        "several" | "few" | "many" | "couple" => vague_group(words, i, i),
        _ => plural(words, i)
            .or_else(|| part_of_magnitude(words, i))
            .or_else(|| spelled(words, i)),
    }
}

fn class(words: Words, i: usize) -> Option<(NumberClass, Decimal)> {
    words.number_word(i).filter(|_| words.is_word(i))
}

/// A scale, hundred or dozen at `i` that multiplies what stands before it.
fn multiplier(words: Words, i: usize) -> Option<Decimal> {
    match class(words, i)? {
        (NumberClass::Scale | NumberClass::Hundred | NumberClass::Group, value) => Some(value),
        _ => None,
    }
}

fn in_digits(words: Words, i: usize) -> Option<Numeral> {
    let mut numeral = Numeral::new(i, i + 1, words.number(i)?);
    numeral.digits = true;
    let mut at = i + 1;
    // "20-plus trillion"
    if words.hyphen(at) && words.is(at + 1, "plus") {
        numeral.plus = true;
        at += 2;
        numeral.end = at;
    }
    if words.is(at, "+") && words.glued(at) {
        numeral.plus = true;
        at += 1;
        numeral.end = at;
    }
    // "6 ½"
    if let Some(part) = words.number(at).filter(|p| *p < Decimal::ONE)
        && numeral.value.is_integer()
        && words.get(at).is_some_and(|p| !p.text.is_ascii())
    {
        numeral.value = numeral.value.plus(part)?;
        at += 1;
        numeral.end = at;
    }
    if let Some((half, end)) = and_part(words, at).filter(|_| numeral.value.is_integer()) {
        numeral.value = numeral.value.plus(half)?;
        at = end;
        numeral.end = end;
        numeral.digits = false;
    }
    loop {
        let glued = words.glued(at);
        let word = if words.hyphen(at) { at + 1 } else { at };
        if let Some(value) = multiplier(words, word) {
            // "5 hundred", "1.5 million", "5 hundred thousand", "$2.3-million"
            numeral.value = numeral.value.times(value)?;
            numeral.scaled = Some(numeral.scaled.unwrap_or(Decimal::ONE).times(value)?);
        } else if let Some((NumberClass::Plural, value)) =
            class(words, word).filter(|_| word == at && !words.is_any(word, &["scores", "tens"]))
        {
            // "3 dozens", "5 millions"
            numeral.value = numeral.value.times(value)?;
            numeral.scaled = (value >= Decimal::ONE_THOUSAND).then_some(value);
        } else if words.is_word(word)
            && numeral.scaled.is_none()
            && let Some(value) =
                numbers::magnitude(words.bare(word), glued && word == at || loose_magnitude(words, i, word))
            // "5 B" is no billion, "5B" is.
            && !(word == at && words.glued(word + 1) && words.hyphen(word + 1) && words.is(word, "t"))
        {
            numeral.short = match words.get(word)?.text {
                "m" => Some("meter"),
                "t" => Some("metric ton"),
                _ => None,
            };
            numeral.value = numeral.value.times(value)?;
            numeral.scaled = Some(value);
        } else {
            break;
        }
        numeral.digits = false;
        at = word + 1;
        // The full stop of "mn." belongs to it where the tokens say so.
        numeral.end = at;
        if at > i + 8 {
            break;
        }
    }
    // "3 hundred and 21"; "3 million 200 thousand" is not news style and stays two numerals.
    if numeral.scaled == Some(Decimal::ONE_HUNDRED)
        && words.is(at, "and")
        && let Some(small) = spelled(words, at + 1).or_else(|| in_digits(words, at + 1))
        && small.value < Decimal::ONE_HUNDRED
        && small.value.is_integer()
    {
        numeral.value = numeral.value.plus(small.value)?;
        numeral.end = small.end;
    }
    and_part_of_scale(words, numeral)
}

/// Whether a magnitude of one letter behind a space belongs to the digits at `i`: "$5 M", "2.5 k"; "5 B" does not.
fn loose_magnitude(words: Words, i: usize, at: usize) -> bool {
    let money = matches!(
        units::currency(words.before(i)),
        Some((_, units::CurrencyKind::Symbol | units::CurrencyKind::Code))
    );
    let decimal = words.get(i).is_some_and(|p| p.text.contains('.'));
    match words.get(at).map_or("", |p| p.text.trim_end_matches('.')) {
        "M" => money || decimal,
        "K" | "B" => money,
        "k" => money || decimal,
        _ => false,
    }
}

/// "and a half", "and two thirds" behind a whole number.
fn and_part(words: Words, at: usize) -> Option<(Decimal, usize)> {
    // "two-and-a-half-year"
    let at = at + usize::from(words.hyphen(at));
    if !words.is_any(at, &["and", "&"]) || words.is(at + 1, "half") {
        return None;
    }
    let (value, end) = part(words, at + 1 + usize::from(words.hyphen(at + 1)))?;
    let halves = matches!(class(words, end - 1), Some((NumberClass::Part, _)));
    // "one and two thirds of the voters", "two were hurt and a third was killed"
    let counts =
        is_plural(words.lower(end)) || !words.is_word(end) || units::unit(words.lower(end)).is_some();
    (halves || counts || words.number_word(end).is_some()).then_some((value, end))
}

/// A numeral with what "and a half" adds to its last scale: "a million and a half".
fn and_part_of_scale(words: Words, mut numeral: Numeral) -> Option<Numeral> {
    if let Some(scale) = numeral.scaled.filter(|scale| *scale >= Decimal::ONE_THOUSAND)
        && let Some((share, end)) = and_part(words, numeral.end)
        // "one billion and a quarter million"
        && multiplier(words, end).is_none()
    {
        numeral.value = numeral.value.plus(share.times(scale)?)?;
        numeral.end = end;
    }
    Some(numeral)
}

/// The decimals behind a whole number in words: "point seventy-one", "point nought four".
fn decimals(words: Words, at: usize) -> Option<(Decimal, usize)> {
    if !words.is(at, "point") {
        return None;
    }
    let (mut value, mut scale) = (0_i64, 0);
    let mut end = at + 1;
    while scale < 12 {
        let (kind, digit) = match class(words, end) {
            Some((kind @ (NumberClass::Unit | NumberClass::Ten), digit)) => (kind, digit),
            _ => break,
        };
        let mut digit = i64::try_from(digit.mantissa()).ok()?;
        end += 1;
        if kind == NumberClass::Ten
            && let next = end + usize::from(words.hyphen(end))
            && let Some((NumberClass::Unit, small)) = class(words, next)
            && small < Decimal::TEN
        {
            digit += i64::try_from(small.mantissa()).ok()?;
            end = next + 1;
        }
        let places = if digit < 10 { 1 } else { 2 };
        value = value * 10_i64.pow(places) + digit;
        scale += places;
    }
    (scale > 0).then(|| (Decimal::new(value, scale), end))
}

fn spelled(words: Words, i: usize) -> Option<Numeral> {
    let mut total = Decimal::ZERO;
    let mut current = Decimal::ZERO;
    let mut smallest_scale = None;
    let mut scaled: Option<Decimal> = None;
    let mut last: Option<NumberClass> = None;
    let mut at = i;
    let mut end = i;
    while at < i + LONGEST {
        // "and" only between a hundred or scale and a smaller number.
        let mut word = at;
        if end > i {
            // "fifty - two", as tokenised texts have it.
            if words.hyphen(word) || words.is(word, "-") && last == Some(NumberClass::Ten) {
                word += 1;
            } else if words.is(word, ",")
                && last == Some(NumberClass::Scale)
                && multiplier(words, word + 2) == Some(Decimal::ONE_HUNDRED)
            {
                // "three million, two hundred and forty"
                word += 1;
            } else if words.is_any(word, &["and", "&"])
                && matches!(last, Some(NumberClass::Hundred | NumberClass::Scale))
            {
                word += 1;
                // "two million and three fifths"
                if part(words, word).is_some() {
                    break;
                }
                if !matches!(
                    class(words, word),
                    Some((NumberClass::Unit | NumberClass::Ten, _))
                ) {
                    break;
                }
                // "two hundred and five hundred" are two.
                if class(words, word + 1).is_some_and(|(c, _)| c == NumberClass::Hundred) {
                    break;
                }
            }
        }
        let Some((kind, value)) = class(words, word) else {
            break;
        };
        match (kind, last) {
            (NumberClass::Unit, None | Some(NumberClass::Hundred | NumberClass::Scale)) => current += value,
            (NumberClass::Unit, Some(NumberClass::Ten)) if value > Decimal::ZERO && value < Decimal::TEN => {
                current += value
            }
            (NumberClass::Ten, None | Some(NumberClass::Hundred | NumberClass::Scale)) => current += value,
            (NumberClass::Hundred, Some(NumberClass::Unit | NumberClass::Ten)) => {
                current = current.times(value)?;
            }
            (NumberClass::Group, Some(NumberClass::Unit | NumberClass::Ten)) => {
                total = total.plus(current.times(value)?)?;
                current = Decimal::ZERO;
                end = word + 1;
                last = Some(kind);
                break;
            }
            // "three lakh crore"
            (NumberClass::Scale, Some(NumberClass::Scale))
                if smallest_scale == scaled && value >= scaled? =>
            {
                scaled = Some(value);
                total = total.times(value)?;
            }
            (NumberClass::Scale, Some(NumberClass::Unit | NumberClass::Ten | NumberClass::Hundred)) => {
                if smallest_scale.is_some_and(|s| value >= s) {
                    break;
                }
                smallest_scale = Some(value);
                scaled = Some(value);
                total = total.plus(current.times(value)?)?;
                current = Decimal::ZERO;
            }
            _ => break,
        }
        last = Some(kind);
        at = word + 1;
        end = at;
    }
    last?;
    let value = total.plus(current)?;
    let mut numeral = Numeral::new(i, end, value);
    numeral.scaled = scaled;
    numeral.bare_one = end == i + 1 && words.is(i, "one");
    // "two and a half", "two and a half million", "two point five million"; "at one point two men left"
    let behind = and_part(words, end)
        .or_else(|| decimals(words, end).filter(|_| !(numeral.bare_one && words.before(i) == "at")))
        .filter(|_| scaled.is_none());
    if let Some((share, after)) = behind {
        numeral.value = numeral.value.plus(share)?;
        numeral.end = after;
        numeral.bare_one = false;
        if let Some((NumberClass::Scale, scale)) = class(words, after) {
            numeral.value = numeral.value.times(scale)?;
            numeral.scaled = Some(scale);
            numeral.end = after + 1;
        }
    }
    if words.hyphen(numeral.end) && words.is(numeral.end + 1, "plus") {
        numeral.plus = true;
        numeral.end += 2;
    }
    and_part_of_scale(words, numeral)
}

/// "a dozen", "a hundred thousand", "a half million", "a few hundred", "a quarter of a trillion".
fn with_article(words: Words, i: usize) -> Option<Numeral> {
    if let Some(numeral) = part_of_magnitude(words, i) {
        return Some(numeral);
    }
    if words.is_any(i + 1, &["few", "couple"]) {
        return vague_group(words, i, i + 1);
    }
    let first = multiplier(words, i + 1)?;
    let mut numeral = Numeral::new(i, i + 2, first);
    numeral.article = true;
    if first >= Decimal::ONE_THOUSAND {
        numeral.scaled = Some(first);
    }
    // "a hundred and two"
    if first >= Decimal::ONE_HUNDRED
        && words.is(numeral.end, "and")
        && matches!(
            class(words, numeral.end + 1),
            Some((NumberClass::Unit | NumberClass::Ten, _))
        )
        && let Some(small) =
            spelled(words, numeral.end + 1).filter(|n| n.value < Decimal::ONE_HUNDRED && !n.plus)
    {
        numeral.value = numeral.value.plus(small.value)?;
        numeral.end = small.end;
        return Some(numeral);
    }
    while let Some((NumberClass::Scale, value)) = class(words, numeral.end) {
        numeral.value = numeral.value.times(value)?;
        numeral.scaled = Some(value);
        numeral.end += 1;
        if numeral.end > i + 4 {
            break;
        }
    }
    and_part_of_scale(words, numeral)
}

/// "half a million", "a half-million", "three quarters of a billion", "one-half of 1" (before a percent word).
fn part_of_magnitude(words: Words, i: usize) -> Option<Numeral> {
    let (share, after) = part(words, i)?;
    let mut numeral = Numeral::new(i, after, share);
    numeral.article = words.is(i, "a");
    let mut at = after;
    if words.hyphen(at) {
        at += 1;
    } else if words.is(at, "of") {
        at += 1;
        let one = words.is(at, "one") || words.number(at) == Some(Decimal::ONE);
        if one
            && (words.is_any(at + 1, &["percent", "%", "pct"])
                || (words.is(at + 1, "per") && words.is(at + 2, "cent")))
        {
            numeral.end = at + 1;
            return Some(numeral);
        }
        if !words.is_any(at, &["a", "an", "one"]) {
            return None;
        }
        at += 1;
    } else if words.is_any(at, &["a", "an"]) {
        at += 1;
    }
    let value = multiplier(words, at)?;
    numeral.value = share.times(value)?;
    numeral.scaled = (value >= Decimal::ONE_THOUSAND).then_some(value);
    numeral.end = at + 1;
    Some(numeral)
}

/// A share written in words: "half", "a quarter", "one-third", "three quarters"; and the piece behind it.
pub(super) fn part(words: Words, i: usize) -> Option<(Decimal, usize)> {
    if let Some((NumberClass::Part, value)) =
        class(words, i).filter(|_| words.is_any(i, &["half", "quarter"]))
    {
        return Some((Decimal::ONE.over(value)?, i + 1));
    }
    let (count, at) = match words.lower(i) {
        "a" | "an" => (Decimal::ONE, i + 1),
        _ => match class(words, i)? {
            (NumberClass::Unit, value) if value > Decimal::ZERO => (value, i + 1),
            _ => return None,
        },
    };
    let dash = words.hyphen(at) || words.is(at, "-") && words.is_any(at + 1, &["half", "third", "fourth"]);
    let at = if dash { at + 1 } else { at };
    let (under, end) = match class(words, at)? {
        (NumberClass::Part, value) => (value, at + 1),
        (NumberClass::Parts, value) if count > Decimal::ONE => (value, at + 1),
        (NumberClass::Ordinal, value) if count == Decimal::ONE && value > Decimal::TWO => (value, at + 1),
        // "one twenty-fifth"
        (NumberClass::Ten, tens) if !words.is_any(i, &["a", "an"]) && words.hyphen(at + 1) => {
            match class(words, at + 2)? {
                (NumberClass::Ordinal, value) if count == Decimal::ONE && value < Decimal::TEN => {
                    (tens.plus(value)?, at + 3)
                }
                (NumberClass::Parts, value) if count > Decimal::ONE && value < Decimal::TEN => {
                    (tens.plus(value)?, at + 3)
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    Some((count.over(under)?, end))
}

/// More parts than a small number of them: "thirty-two fifths", "a hundred thousandths".
pub(super) fn many_parts(words: Words, i: usize) -> Option<(Decimal, usize)> {
    let count = read(words, i).filter(|n| !n.digits && !n.vague && !n.plus && n.value > Decimal::ONE)?;
    let at = count.end + usize::from(words.hyphen(count.end));
    match class(words, at)? {
        (NumberClass::Parts, under) => Some((count.value.over(under)?, at + 1)),
        _ => None,
    }
}

/// "several dozen", "a few hundred", "many thousand"; `at` is the vague word.
fn vague_group(words: Words, first: usize, at: usize) -> Option<Numeral> {
    let after = if words.is(at, "couple") && words.is(at + 1, "of") {
        at + 2
    } else {
        at + 1
    };
    let value = multiplier(words, after)?;
    let mut numeral = Numeral::new(first, after + 1, value);
    if let Some((NumberClass::Scale, scale)) = class(words, after + 1) {
        numeral.value = value.times(scale)?;
        numeral.end += 1;
    }
    numeral.vague = true;
    numeral.article = first < at;
    Some(numeral)
}

/// "dozens", "hundreds of thousands", "tens of millions".
fn plural(words: Words, i: usize) -> Option<Numeral> {
    let (NumberClass::Plural, value) = class(words, i)? else {
        return None;
    };
    let mut numeral = Numeral::new(i, i + 1, value);
    numeral.vague = true;
    while words.is(numeral.end, "of")
        && numeral.end < i + 5
        && let Some((NumberClass::Plural, scale)) = class(words, numeral.end + 1)
    {
        numeral.value = numeral.value.times(scale)?;
        numeral.end += 2;
    }
    let simple = numeral.end == i + 1;
    if simple && words.is_any(i, &["scores", "tens"]) && !words.is(i + 1, "of") {
        return None;
    }
    Some(numeral)
}

/// A fraction in digits ("1/4").
pub(super) fn fraction(words: Words, i: usize) -> Option<Numeral> {
    if words.surface(i) != Some(Pattern::Fraction) {
        return None;
    }
    let (over, under) = words.lower(i).split_once('/')?;
    let (over, under): (u16, u16) = (over.parse().ok()?, under.parse().ok()?);
    let value = Decimal::from(over).over(Decimal::from(under))?;
    let mut numeral = Numeral::new(i, i + 1, value);
    numeral.digits = true;
    (value < Decimal::ONE).then_some(numeral)
}
