//! Units (`units.txt`) and currencies (`currencies.txt`).

use super::tables::{CURRENCIES, UNITS};
use rust_decimal::Decimal;

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

/// What a unit is in the SI: a value plus `offset`, times `factor`, through `divisor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiUnit {
    /// What the value is multiplied by.
    pub factor: Decimal,
    /// What it is divided by: 1, unless no decimal factor is exact.
    pub divisor: Decimal,
    /// What is added first (temperatures).
    pub offset: Decimal,
    /// Symbol of the SI unit.
    pub symbol: String,
}

/// The SI unit of a unit by its name ("mile"); none where there is none, or no fixed factor.
#[must_use]
pub fn si(name: &str) -> Option<SiUnit> {
    let mut cell = UNITS.look_up(name).filter(|cells| cells[0] == name)?[3].split(' ');
    let (factor, symbol) = (cell.next()?, cell.next()?);
    let (factor, divisor) = factor.split_once('/').unwrap_or((factor, "1"));
    let number = |digits| Decimal::from_str_exact(digits).ok();
    Some(SiUnit {
        factor: number(factor)?,
        divisor: number(divisor)?,
        offset: number(cell.next().unwrap_or("0"))?,
        symbol: symbol.to_owned(),
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
    /// So many of them are one unit of the currency; behind the number.
    Minor(u32),
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
        "minor" => CurrencyKind::Minor(100),
        "tenth" => CurrencyKind::Minor(10),
        "thousandth" => CurrencyKind::Minor(1000),
        "minor_glued" => CurrencyKind::MinorGlued,
        _ => CurrencyKind::Code,
    };
    Some((code, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_si_cell_is_a_factor_and_a_symbol_in_the_line_of_its_name() {
        for row in UNITS.rows() {
            let [name, _, _, cell] = row.cells();
            if !cell.is_empty() {
                assert_eq!(row.key, name);
                assert!(si(name).is_some_and(|unit| !unit.divisor.is_zero()), "{name}");
            }
        }
        assert_eq!(si("mile").map(|unit| unit.symbol), Some("m".to_owned()));
        assert_eq!(si("miles"), None);
        assert_eq!(si("byte"), None);
    }

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
