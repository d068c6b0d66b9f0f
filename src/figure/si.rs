//! The value of a quantity in units of the SI.

use super::arithmetic::Arithmetic;
use super::{Decimal, Figure, FigureKind};
use crate::lexicon::units::{self, SiUnit};

/// A quantity in SI units; unrounded, where the factor is a decimal.
#[derive(Clone, Debug, PartialEq)]
pub struct Si {
    /// The value; none for ranges and vague amounts.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// Symbol of the unit ("m", "m/s", "°C").
    pub unit: String,
}

/// What a quantity is in SI units; none for other figures, and for units that are not fixed.
pub(super) fn of(figure: &Figure) -> Option<Si> {
    if figure.kind != FigureKind::Quantity {
        return None;
    }
    let name = figure.unit.as_deref()?;
    let si = match &figure.per {
        Some(per) => rate(name, per)?,
        None => units::si(name).or_else(|| {
            let (unit, per) = name.split_once(" per ")?;
            rate(unit, per)
        })?,
    };
    let convert = |value: Option<Decimal>| match value {
        Some(value) => Some(Some(value.plus(si.offset)?.times(si.factor)?.over(si.divisor)?)),
        None => Some(None),
    };
    Some(Si {
        value: convert(figure.value)?,
        low: convert(figure.low)?,
        high: convert(figure.high)?,
        unit: si.symbol,
    })
}

/// So many of a unit in so many of another: only what is per time, and masses (densities, doses). A length in so much fuel
/// would be an area.
fn rate(unit: &str, per: &str) -> Option<SiUnit> {
    let (over, under) = (units::si(unit)?, units::si(per)?);
    if !over.offset.is_zero() || !(under.symbol == "s" || over.symbol == "kg" && under.symbol != "kg") {
        return None;
    }
    Some(SiUnit {
        factor: over.factor.times(under.divisor)?,
        divisor: over.divisor.times(under.factor)?,
        offset: over.offset,
        symbol: format!("{}/{}", over.symbol, under.symbol),
    })
}
