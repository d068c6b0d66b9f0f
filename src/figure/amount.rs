//! Amounts: a numeral with what it is an amount of (money, percent, a unit, a hyphenated noun), alone or as a range.

use super::arithmetic::Arithmetic;
use super::numeral::{self, Numeral};
use super::piece::Words;
use super::reader::{Draft, Reader};
use super::{Decimal, FigureKind};
use crate::lexicon::figures::{is_plural, singular};
use crate::lexicon::numbers::{self, NumberClass};
use crate::lexicon::units::{self, CurrencyKind, UnitNote};

/// What a numeral is an amount of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Nothing is said with it.
    Plain,
    /// Money, by ISO code.
    Money(&'static str),
    /// Hundredths.
    Percent,
    /// Percentage points.
    Points,
    /// Hundredths of percentage points.
    BasisPoints,
    /// A unit of measurement.
    Quantity(String),
    /// A unit of time.
    Duration(&'static str),
    /// An age in a unit of time.
    Age(&'static str),
    /// A noun with a hyphen ("page").
    Counted(String),
}

/// A numeral and what it is an amount of.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub first: usize,
    pub end: usize,
    pub value: Decimal,
    pub numeral: Numeral,
    pub what: What,
    /// Whether a currency symbol or code stands before it.
    pub prefixed: bool,
    /// Joined to its unit by a hyphen.
    pub compound: bool,
}

/// The amount that begins with piece `i`: sign, currency, numeral, unit.
pub(super) fn read(reader: &Reader, i: usize) -> Option<Amount> {
    let words = reader.words;
    let mut at = i;
    let mut negative = false;
    // "75 -300mm" has no sign, nor has the end of "J1149+6663".
    if words.is_any(at, &["-", "−", "–", "+"])
        && words.glued(at + 1)
        && (at == 0 || !words.glued(at) && words.number(at - 1).is_none())
    {
        negative = !words.is(at, "+");
        at += 1;
    } else if words.is_any(at, &["minus", "negative"]) && words.before(at) != "or" {
        negative = true;
        at += 1;
    }
    let prefix = currency_before(words, at);
    if let Some((_, end)) = prefix {
        at = end;
        if words.is_any(at, &["-", "−"]) && words.glued(at) && words.glued(at + 1) {
            negative = true;
            at += 1;
        }
    }
    let mut numeral = match numeral::read(words, at) {
        Some(numeral) => numeral,
        // "1/4 mile", but "1/4" alone is a ratio
        None => numeral::fraction(words, at).filter(|n| negative || suffix(reader, n, n.end).is_some())?,
    };
    if at > i && !numeral.digits && numeral.scaled.is_none() && prefix.is_none() && numeral.vague {
        return None;
    }
    let mut value = numeral.value;
    let mut end = numeral.end;
    let mut compound = false;
    let what = if let Some((code, _)) = prefix {
        // "$20-plus trillion dollar", "$7 million dollars"
        if let Some((CurrencyKind::Word, _, after, _)) = currency_behind(words, end) {
            end = after;
        }
        What::Money(code)
    } else if let Some(found) = suffix(reader, &numeral, end) {
        value = value.times(found.factor)?;
        if numeral.short.is_some() && matches!(found.what, What::Quantity(_)) {
            return None;
        }
        end = found.end;
        compound = found.compound;
        // "5 million-dollar homes" are five homes.
        let scale = numeral.end - 1;
        if compound
            && scale > numeral.first
            && words.get(scale).is_some_and(|p| p.space_before)
            && matches!(found.what, What::Money(_))
            && is_plural(words.lower(end))
            && let Some((NumberClass::Scale, factor)) = words.number_word(scale)
            && let Some(value) = numeral.value.over(factor).filter(Decimal::is_integer)
        {
            numeral.scaled = None;
            numeral.value = value;
            numeral.end = scale;
            return Some(Amount {
                first: i,
                end: scale,
                value,
                numeral,
                what: What::Plain,
                prefixed: false,
                compound: false,
            });
        }
        if let Some(more) = compose(reader, &found.what, end) {
            value = value.plus(more.0)?;
            end = more.1;
        }
        // "20 degrees below zero"
        if let What::Quantity(unit) = &found.what
            && matches!(unit.as_str(), "degree" | "celsius" | "fahrenheit")
            && let Some(below) = below_zero(words, end)
        {
            end = below;
            negative = true;
        }
        found.what
    } else if let (Some(unit), Some(scale)) = (numeral.short, numeral.scaled)
        && !is_plural(words.lower(end))
    {
        // "100m": metres, unless people or things are counted.
        value = value.over(scale)?;
        numeral.scaled = None;
        What::Quantity(unit.to_owned())
    } else if !negative
        && numeral.digits
        && let Some(below) = below_zero(words, end)
    {
        // "20 below zero"
        end = below;
        negative = true;
        What::Quantity("degree".to_owned())
    } else {
        // Letters behind the digits that mean nothing: a code, not a number.
        if words.glued(end) && words.is_word(end) && words.number(numeral.first).is_some() {
            return None;
        }
        What::Plain
    };
    Some(Amount {
        first: i,
        end,
        value: if negative { -value } else { value },
        numeral,
        what,
        prefixed: prefix.is_some(),
        compound,
    })
}

/// The piece behind "below zero".
fn below_zero(words: Words, at: usize) -> Option<usize> {
    (words.is(at, "below") && words.is(at + 1, "zero")).then_some(at + 2)
}

/// A currency symbol or code before a number: ISO code and the piece behind it.
fn currency_before(words: Words, at: usize) -> Option<(&'static str, usize)> {
    let first = words.get(at)?;
    if words.is_word(at) {
        if words.glued(at + 1)
            && let Some((code, CurrencyKind::Symbol)) =
                units::currency(&format!("{}{}", first.lower, words.lower(at + 1)))
        {
            return Some((code, at + 2));
        }
        if words.is(at + 1, "$") {
            // "AUD$5", "hk $ 10"; "a $ 10" is no Australian dollar.
            let code = units::currency(&first.text.to_uppercase()).filter(|_| words.glued(at + 1));
            let spaced = || units::currency(&words.pair(at)?);
            return match code.or_else(spaced)? {
                (code, CurrencyKind::Code | CurrencyKind::Symbol) => Some((code, at + 2)),
                _ => None,
            };
        }
        // Short words must stand before digits: "Rs 500", "USD 5 million".
        words.number(at + 1)?;
        return match units::currency(first.text).or_else(|| units::currency(&first.lower))? {
            (code, CurrencyKind::Code) if first.text.chars().all(char::is_uppercase) => Some((code, at + 1)),
            (code, CurrencyKind::Symbol) if words.capital(at) => Some((code, at + 1)),
            // "COP 26" is a conference.
            (code, CurrencyKind::Weak)
                if first.text == code
                    && numeral::read(words, at + 1).is_some_and(|n| n.value >= Decimal::ONE_THOUSAND) =>
            {
                Some((code, at + 1))
            }
            _ => None,
        };
    }
    match units::currency(&first.lower)? {
        (code, CurrencyKind::Symbol) => Some((code, at + 1)),
        _ => None,
    }
}

/// A currency behind a number: kind, ISO code, the piece behind it, whether a hyphen joins it.
fn currency_behind(words: Words, at: usize) -> Option<(CurrencyKind, &'static str, usize, bool)> {
    let hyphen = words.hyphen(at);
    let at = if hyphen { at + 1 } else { at };
    let first = words.get(at)?;
    if matches!(first.kind, super::piece::PieceKind::Number(_)) {
        return None;
    }
    if let Some(pair) = words
        .pair(at)
        .filter(|_| words.is_word(at) && words.is_word(at + 1))
    {
        if let Some((code, kind)) = words
            .get(at + 2)
            .and_then(|third| units::currency(&format!("{pair} {}", third.lower)))
        {
            return Some((kind, code, at + 3, hyphen));
        }
        if let Some((code, kind)) = units::currency(&pair) {
            return Some((kind, code, at + 2, hyphen));
        }
    }
    // "million Finnish markka": a nation that the list does not join with its currency.
    if words.is_word(at)
        && (words.capital(at) || ["ish", "ese", "ian"].iter().any(|e| first.lower.ends_with(e)))
        && let Some((code, CurrencyKind::Word)) = words.get(at + 1).and_then(|p| units::currency(&p.lower))
    {
        return Some((CurrencyKind::Word, code, at + 2, hyphen));
    }
    let (code, kind) = if first.text.len() == 3 && first.text.chars().all(|c| c.is_ascii_uppercase()) {
        units::currency(first.text)?
    } else {
        units::currency(&first.lower)?
    };
    Some((kind, code, at + 1, hyphen))
}

struct Suffix {
    what: What,
    factor: Decimal,
    end: usize,
    compound: bool,
}

/// What stands behind a numeral and says what it is an amount of.
fn suffix(reader: &Reader, numeral: &Numeral, at: usize) -> Option<Suffix> {
    let words = reader.words;
    let compound = words.hyphen(at);
    let noun = if compound { at + 1 } else { at };
    let found = |what, end| {
        Some(Suffix {
            what,
            factor: Decimal::ONE,
            end,
            compound,
        })
    };
    if let Some((what, end)) = percent(reader, noun) {
        return found(what, end);
    }
    if let Some((kind, code, end, _)) = currency_behind(words, at) {
        let big = numeral.scaled.is_some() || numeral.value >= Decimal::ONE_THOUSAND;
        let glued = words.glued(at) && !compound;
        match kind {
            CurrencyKind::Minor(parts) => {
                return Some(Suffix {
                    what: What::Money(code),
                    factor: Decimal::ONE.over(Decimal::from(parts))?,
                    end,
                    compound,
                });
            }
            CurrencyKind::MinorGlued if glued && numeral.digits && !words.capital(at) => {
                return Some(Suffix {
                    what: What::Money(code),
                    factor: Decimal::new(1, 2),
                    end,
                    compound,
                });
            }
            // "75 USD million"
            CurrencyKind::Code if let Some((NumberClass::Scale, factor)) = words.number_word(end) => {
                return Some(Suffix {
                    what: What::Money(code),
                    factor,
                    end: end + 1,
                    compound,
                });
            }
            CurrencyKind::Word | CurrencyKind::Code => return found(What::Money(code), end),
            // "100 €"
            CurrencyKind::Symbol if numeral.digits && words.number(end).is_none() => {
                return found(What::Money(code), end);
            }
            CurrencyKind::Weak if big => return found(What::Money(code), end),
            CurrencyKind::Pound if numeral.scaled.is_some() || speaks_of_sterling(words) => {
                return found(What::Money(code), end);
            }
            CurrencyKind::Pound => return found(What::Quantity("pound".to_owned()), end),
            _ => {}
        }
    }
    // "30 MUSD"
    if let Some(("M" | "B" | "K", code)) = words.get(at).and_then(|p| p.text.split_at_checked(1))
        && let Some((code, CurrencyKind::Code)) = units::currency(code)
    {
        return Some(Suffix {
            what: What::Money(code),
            factor: numbers::magnitude(words.lower(at).get(..1)?, true)?,
            end: at + 1,
            compound,
        });
    }
    if let Some((what, end)) = measured(words, numeral, noun, compound) {
        return found(what, end);
    }
    if compound
        && words.is_word(noun)
        && words.get(noun)?.text.chars().all(char::is_alphabetic)
        && words.number_word(noun).is_none()
        && !words.is_any(
            noun,
            &[
                "to",
                "in",
                "on",
                "and",
                "something",
                "plus",
                "fold",
                "odd",
                "times",
            ],
        )
        && !(numeral.bare_one
            && words.is_any(
                noun,
                &[
                    "time", "way", "sided", "off", "man", "woman", "size", "stop", "party",
                ],
            ))
    {
        return found(What::Counted(singular(words.lower(noun))), noun + 1);
    }
    None
}

/// Whether a sentence with "pounds" speaks of money and not of weight.
fn speaks_of_sterling(words: Words) -> bool {
    const MONEY: [&str; 24] = [
        "£", "sterling", "pence", "cost", "costs", "costing", "paid", "pay", "pays", "price", "prices",
        "worth", "spent", "spend", "fined", "fine", "earn", "earned", "sold", "bought", "salary", "fee",
        "charge", "budget",
    ];
    words.pieces.iter().any(|p| MONEY.contains(&&*p.lower))
}

/// "%", "percent", "per cent", "percentage points", "points" (of a poll), "basis points".
fn percent(reader: &Reader, at: usize) -> Option<(What, usize)> {
    let words = reader.words;
    let joined = if words.hyphen(at + 1) { at + 2 } else { at + 1 };
    Some(match words.lower(at) {
        "%" | "percent" | "pct" | "per-cent" | "percents" => {
            // "percent" + "points" is how some write percentage points.
            if words.is_any(at + 1, &["point", "points"]) {
                (What::Points, at + 2)
            } else {
                (What::Percent, at + 1)
            }
        }
        "pc" if words.glued(at) => (What::Percent, at + 1),
        "percentage"
            if words.number(at.wrapping_sub(1)).is_some()
                && words.get(at + 1).is_none_or(|p| p.text == ".") =>
        {
            (What::Percent, at + 1)
        }
        "per" if words.is(at + 1, "cent") => (What::Percent, at + 2),
        "percentage" if words.is_any(joined, &["point", "points"]) => (What::Points, joined + 1),
        "basis" if words.is_any(joined, &["point", "points"]) => (What::BasisPoints, joined + 1),
        "point" | "points" if reader.points_are_percent() && !words.hyphen(at + 1) => (What::Points, at + 1),
        "point" | "points" => (What::Counted("point".to_owned()), at + 1),
        _ => return None,
    })
}

/// A unit of measurement or time at `noun`.
fn measured(words: Words, numeral: &Numeral, noun: usize, compound: bool) -> Option<(What, usize)> {
    let glued = words.glued(noun) && !compound;
    let first = words.get(noun)?;
    let digits = words.number(numeral.first).is_some();
    if let Some((unit, end)) = temperature(words, noun, digits && !compound) {
        return Some((What::Quantity(unit.to_owned()), end));
    }
    if digits && matches!(words.bare(noun), "yo" | "y.o") {
        return Some((What::Age("year"), noun + 1));
    }
    // "2 in."
    if digits && words.is(noun, "in") && words.is(noun + 1, ".") && words.get(noun + 2).is_none() {
        return Some((What::Quantity("inch".to_owned()), noun + 1));
    }
    let pair = if words.hyphen(noun + 1) {
        words
            .get(noun + 2)
            .map(|second| (format!("{} {}", first.lower, second.lower), noun + 3))
    } else {
        words.pair(noun).map(|pair| (pair, noun + 2))
    };
    let triple = words
        .get(noun + 2)
        .and_then(|third| Some((format!("{} {}", words.pair(noun)?, third.lower), noun + 3)));
    let one = (words.bare(noun).to_owned(), noun + 1);
    let (unit, mut end) = [triple, pair, Some(one)]
        .into_iter()
        .flatten()
        .find_map(|(form, end)| Some((units::unit(&form)?, end)))?;
    match unit.note {
        UnitNote::Short if !digits => return None,
        UnitNote::Glued if !(digits && glued) => return None,
        // A team wins cups, a recipe takes half a cup or cups of flour.
        _ if unit.name == "cup" && numeral.value.is_integer() && !words.is(end, "of") => return None,
        _ => {}
    }
    // "the 10 second-place finishers", "four second homes"
    if unit.dimension == "time" && words.is(noun, "second") && !compound && numeral.value != Decimal::ONE {
        return None;
    }
    if words.is(noun, "second") && compound && numeral.bare_one {
        return None;
    }
    if unit.dimension == "time" {
        let name = unit.name;
        let old = if words.hyphen(end) { end + 1 } else { end };
        if words.is_any(old, &["old", "olds"]) {
            return Some((What::Age(name), old + 1));
        }
        if words.is(end, "of") && words.is(end + 1, "age") {
            return Some((What::Age(name), end + 2));
        }
        return Some((What::Duration(name), end));
    }
    let mut name = unit.name.to_owned();
    if unit.dimension == "length"
        && let Some((per, behind)) = super::rate::read(words, end)
            .filter(|(per, _)| matches!(per.as_str(), "hour" | "minute" | "second" | "millisecond"))
    {
        name = format!("{name} per {per}");
        end = behind;
    }
    Some((What::Quantity(name), end))
}

/// A unit of temperature and the piece behind it: "degrees Celsius", "°F", "deg C", behind digits also "38C", "(30 C)".
fn temperature(words: Words, at: usize, digits: bool) -> Option<(&'static str, usize)> {
    let degrees = words.is_any(at, &["degree", "degrees", "deg", "deg.", "°", "º"]);
    let name = match (degrees, words.hyphen(at + 1)) {
        (true, true) => at + 2,
        (true, false) => at + 1,
        _ => at,
    };
    let letter = degrees || digits && (words.glued(at) || words.is_any(at + 1, &["(", ")", "outside"]));
    // "−273.15° on the Celsius scale"
    if degrees && words.is(name, "on") && words.is(name + 3, "scale") {
        let unit = units::unit(words.lower(name + 2)).filter(|u| u.dimension == "temperature")?;
        return Some((unit.name, name));
    }
    let unit = match words.get(name)?.text {
        "C" if letter => "celsius",
        "F" if letter => "fahrenheit",
        "c" if degrees => "celsius",
        "f" if degrees => "fahrenheit",
        "K" if degrees => "kelvin",
        _ => {
            units::unit(words.lower(name))
                .filter(|u| u.dimension == "temperature")?
                .name
        }
    };
    Some((unit, name + 1))
}

/// The smaller part of a composed amount behind a larger one: "5 feet 2 inches", "5-foot-3", "two hours and 30 minutes",
/// "two years and a half"; its value in the larger unit.
fn compose(reader: &Reader, what: &What, end: usize) -> Option<(Decimal, usize)> {
    let words = reader.words;
    if let What::Money(_) = what {
        // "3 dollars 50 cents"
        let at = if words.is(end, "and") { end + 1 } else { end };
        let small =
            numeral::read(words, at).filter(|n| !n.vague && !n.article && n.value < Decimal::ONE_HUNDRED)?;
        let (parts, after) = match currency_behind(words, small.end) {
            Some((CurrencyKind::Minor(parts), _, after, _)) => (parts, after),
            // "15 dollars 50"
            _ if at == end
                && small.digits
                && words.get(at)?.text.len() == 2
                && matches!(words.lower(small.end), "" | "." | "," | ";" | ")") =>
            {
                (100, small.end)
            }
            _ => return None,
        };
        return Some((small.value.over(Decimal::from(parts))?, after));
    }
    let larger = match what {
        What::Quantity(unit) => unit.as_str(),
        What::Duration(unit) => unit,
        _ => return None,
    };
    if words.is(end, "and") && words.is(end + 1, "a") && words.is(end + 2, "half") {
        return Some((Decimal::new(5, 1), end + 3));
    }
    let at = if words.is(end, "and") || words.hyphen(end) || words.is(end, ",") {
        end + 1
    } else {
        end
    };
    let small = numeral::read(words, at).filter(|n| !n.vague && !n.article && n.scaled.is_none())?;
    let per = |n: i64| small.value.over(Decimal::from(n));
    if larger == "foot" && words.hyphen(end) && small.value < Decimal::from(12) {
        return Some((per(12)?, small.end));
    }
    let smaller = words.bare(small.end);
    let unit = units::unit(if smaller == "in" { "inch" } else { smaller })?;
    let value = match (larger, unit.name) {
        ("foot", "inch") => per(12)?,
        ("meter", "centimeter") => per(100)?,
        ("mile", "foot") => per(5280)?,
        ("pound", "ounce") => per(16)?,
        ("hour", "minute") | ("minute", "second") => per(60)?,
        ("day", "hour") => per(24)?,
        ("year", "month") => per(12)?,
        ("week", "day") => per(7)?,
        _ => return None,
    };
    Some((value, small.end + 1))
}

/// A draft of the amount as a figure; none where it is no figure by itself ("one").
pub(super) fn draft(amount: &Amount) -> Option<Draft> {
    let (kind, unit, found_by): (_, Option<&str>, _) = match &amount.what {
        What::Plain => (FigureKind::Count, None, "number"),
        What::Money(_) => (FigureKind::Money, None, "money"),
        What::Percent => (FigureKind::Percent, Some("percent"), "percent"),
        What::Points => (FigureKind::Percent, Some("percentage point"), "percent"),
        What::BasisPoints => (FigureKind::Percent, Some("basis point"), "percent"),
        What::Quantity(unit) => (FigureKind::Quantity, Some(unit), "unit"),
        What::Duration(unit) => (FigureKind::Duration, Some(unit), "duration"),
        What::Age(unit) => (FigureKind::Age, Some(unit), "age"),
        What::Counted(unit) => (FigureKind::Count, Some(unit), "hyphen"),
    };
    let mut draft = Draft::new(kind, amount.first, amount.end, found_by);
    draft.figure.unit = unit.map(str::to_owned);
    if let What::Money(code) = amount.what {
        draft.figure.currency = Some(code);
        draft.figure.unit = Some(code.to_owned());
    }
    draft.compound = amount.compound;
    draft.plus = amount.numeral.plus;
    if amount.numeral.vague {
        draft.figure.approximator = super::Approximator::Vague;
        draft.figure.low = Some(amount.value.times(Decimal::TWO)?);
        draft.figure.found_by = "vague";
    } else {
        draft.figure.value = Some(amount.value);
    }
    Some(draft)
}
