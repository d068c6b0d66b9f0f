//! Numerals: digits with magnitudes, number words, dozens, halves and quarters of a magnitude, vague plurals.

use super::Decimal;
use super::arithmetic::Arithmetic;
use super::piece::Words;
use crate::lexicon::numbers::{self, NumberClass};
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
    /// Short magnitude "m" directly behind the digits: millions or metres.
    pub short_m: bool,
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
            short_m: false,
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
        "half" | "three" | "one" => part_of_magnitude(words, i).or_else(|| spelled(words, i)),
        "several" | "few" | "many" | "couple" => vague_group(words, i, i),
        _ => plural(words, i).or_else(|| spelled(words, i)),
    }
}

fn class(words: Words, i: usize) -> Option<(NumberClass, Decimal)> {
    words.get(i)?;
    words
        .is_word(i)
        .then(|| numbers::look_up(words.lower(i)))
        .flatten()
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
    if let Some((half, end)) = and_a_half(words, at).filter(|_| numeral.value.is_integer()) {
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
            && let Some(value) = numbers::magnitude(words.bare(word), glued && word == at)
            // "5 B" is no billion, "5B" is.
            && !(word == at && words.glued(word + 1) && words.hyphen(word + 1) && words.is(word, "t"))
        {
            numeral.short_m = words.get(word).is_some_and(|p| p.text == "m");
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
    // "3 million 200 thousand" is not news style and stays two numerals.
    Some(numeral)
}

/// "and a half", "and a quarter", "and three quarters" behind a whole number.
fn and_a_half(words: Words, at: usize) -> Option<(Decimal, usize)> {
    if !words.is(at, "and") {
        return None;
    }
    if words.is_any(at + 1, &["a", "one"])
        && let Some((NumberClass::Part, value)) = class(words, at + 2)
    {
        return Some((Decimal::ONE.over(value)?, at + 3));
    }
    if words.is(at + 1, "three") && words.is(at + 2, "quarters") {
        return Some((Decimal::new(75, 2), at + 3));
    }
    None
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
            if words.hyphen(word) {
                word += 1;
            } else if words.is(word, "and") && matches!(last, Some(NumberClass::Hundred | NumberClass::Scale))
            {
                word += 1;
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
    // "two and a half", "two and a half million"
    if let Some((half, after)) = and_a_half(words, end).filter(|_| scaled.is_none()) {
        numeral.value = numeral.value.plus(half)?;
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
    Some(numeral)
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
    Some(numeral)
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
    if let Some((NumberClass::Part, value)) = class(words, i).filter(|_| words.is(i, "half")) {
        return Some((Decimal::ONE.over(value)?, i + 1));
    }
    let (count, at) = match words.lower(i) {
        "a" | "an" => (Decimal::ONE, i + 1),
        _ => match class(words, i)? {
            (NumberClass::Unit, value) if value > Decimal::ZERO => (value, i + 1),
            _ => return None,
        },
    };
    let at = if words.hyphen(at) { at + 1 } else { at };
    let under = match class(words, at)? {
        (NumberClass::Part, value) => value,
        (NumberClass::Parts, value) if count > Decimal::ONE => value,
        (NumberClass::Ordinal, value) if count == Decimal::ONE && value > Decimal::TWO => value,
        _ => return None,
    };
    Some((count.over(under)?, at + 1))
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
