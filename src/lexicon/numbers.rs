//! Words of numbers (`numbers.txt`) and the short forms of magnitudes (`magnitudes.txt`).

use super::tables::{MAGNITUDES, NUMBERS};
use rust_decimal::Decimal;

/// What a number word does in a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberClass {
    /// 0 to 19.
    Unit,
    /// 20, 30 ... 90.
    Ten,
    /// Multiplies what stands before it.
    Hundred,
    /// Thousand and up: multiplies the group before it.
    Scale,
    /// Dozen.
    Group,
    /// First, second ...; behind a number a part of the whole.
    Ordinal,
    /// Half, quarter: the value is what 1 is divided by.
    Part,
    /// Thirds and so on: the same, only behind a number.
    Parts,
    /// Dozens, thousands: a vague amount.
    Plural,
    /// Doubled, tripled.
    Multiplied,
    /// Twice, double.
    Times,
    /// Threefold.
    Fold,
}

/// The class and value of a number word in small letters.
#[must_use]
pub fn look_up(word: &str) -> Option<(NumberClass, Decimal)> {
    let [class, value] = NUMBERS.look_up(word)?;
    let class = match class {
        "unit" => NumberClass::Unit,
        "ten" => NumberClass::Ten,
        "hundred" => NumberClass::Hundred,
        "scale" => NumberClass::Scale,
        "group" => NumberClass::Group,
        "ordinal" => NumberClass::Ordinal,
        "part" => NumberClass::Part,
        "parts" => NumberClass::Parts,
        "plural" => NumberClass::Plural,
        "multiplied" => NumberClass::Multiplied,
        "times" => NumberClass::Times,
        _ => NumberClass::Fold,
    };
    Some((class, Decimal::from_str_exact(value).ok()?))
}

/// The value of a short magnitude in small letters ("bn"); `glued`: whether it stands directly behind the digits.
#[must_use]
pub fn magnitude(form: &str, glued: bool) -> Option<Decimal> {
    let [value, place] = MAGNITUDES.look_up(form)?;
    (glued || place == "any")
        .then(|| Decimal::from_str_exact(value).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_value() {
        assert!(NUMBERS.rows().all(|row| look_up(row.key).is_some()));
        assert!(MAGNITUDES.rows().all(|row| magnitude(row.key, true).is_some()));
    }

    #[test]
    fn one_letter_magnitudes_stand_directly_behind_digits() {
        assert_eq!(magnitude("m", true), Some(Decimal::from(1_000_000)));
        assert_eq!(magnitude("m", false), None);
        assert_eq!(magnitude("bn", false), Some(Decimal::from(1_000_000_000)));
    }
}
