//! Units (`units.txt`) and currencies (`currencies.txt`).

use super::tables::{CURRENCIES, UNITS};

/// A unit of measurement or of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its name in the singular ("mile").
    pub name: &'static str,
    /// What is measured ("length"); "time" for durations.
    pub dimension: &'static str,
    /// How it is written.
    pub note: UnitNote,
}

/// How a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitNote {
    /// A word.
    Word,
    /// An abbreviation; only behind digits.
    Short,
    /// An abbreviation of one letter; only directly behind digits.
    Glued,
}

/// The unit that `form` (small letters, singular or plural, one or two words) names.
#[must_use]
pub fn unit(form: &str) -> Option<Unit> {
    let exact = UNITS.look_up(form);
    let cells = match exact {
        Some(cells) => cells,
        None => UNITS
            .look_up(form.strip_suffix('s')?)
            .filter(|cells| cells[2].is_empty())?,
    };
    Some(Unit {
        name: cells[0],
        dimension: cells[1],
        note: match cells[2] {
            "short" => UnitNote::Short,
            "glued" => UnitNote::Glued,
            _ => UnitNote::Word,
        },
    })
}

/// Where the name of a currency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyKind {
    /// Before the number: `$`, `US$`.
    Symbol,
    /// Behind it.
    Word,
    /// Behind it, but also an ordinary word ("won").
    Weak,
    /// "pound": money or weight.
    Pound,
    /// A hundredth, behind the number.
    Minor,
    /// A hundredth, directly behind digits: `50p`.
    MinorGlued,
    /// An ISO 4217 code, before or behind.
    Code,
}

/// The currency that `form` names: ISO code and kind. Small letters, in the singular or plural; codes in capitals.
#[must_use]
pub fn currency(form: &str) -> Option<(&'static str, CurrencyKind)> {
    let [code, kind] = CURRENCIES.look_up(form).or_else(|| {
        CURRENCIES
            .look_up(form.strip_suffix('s')?)
            .filter(|c| c[1] != "symbol")
    })?;
    let kind = match kind {
        "symbol" => CurrencyKind::Symbol,
        "word" => CurrencyKind::Word,
        "weak" => CurrencyKind::Weak,
        "pound" => CurrencyKind::Pound,
        "minor" => CurrencyKind::Minor,
        "minor_glued" => CurrencyKind::MinorGlued,
        _ => CurrencyKind::Code,
    };
    Some((code, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_in_both_numbers() {
        assert_eq!(unit("miles").map(|u| u.name), Some("mile"));
        assert_eq!(unit("square feet").map(|u| u.name), Some("square foot"));
        assert_eq!(unit("weeks").map(|u| u.dimension), Some("time"));
        assert_eq!(unit("kms").map(|u| u.note), Some(UnitNote::Short));
        assert_eq!(unit("apples"), None);
    }

    #[test]
    fn currencies_are_found_by_word_symbol_and_code() {
        assert_eq!(currency("us$"), Some(("USD", CurrencyKind::Symbol)));
        assert_eq!(currency("euros"), Some(("EUR", CurrencyKind::Word)));
        assert_eq!(currency("canadian dollars"), Some(("CAD", CurrencyKind::Word)));
        assert_eq!(currency("GBP"), Some(("GBP", CurrencyKind::Code)));
        assert_eq!(currency("apple"), None);
    }
}
