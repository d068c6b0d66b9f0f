//! Decimals for readers that know only doubles.

use crate::figure::Decimal;
use serde::{Serialize, Serializer};

/// A decimal: written as a number where a double gives back the same digits, else as a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub Decimal);

/// Integers up to here are exact in a double (2^53 - 1).
const LARGEST_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

/// A double gives back any 15 digits; some longer decimals too, but of them it is not known.
const SAFE_DIGITS: u32 = 15;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decimal = self.0.normalize();
        match (i64::try_from(decimal.mantissa()), decimal.scale()) {
            (Ok(n), 0) if n.abs() <= LARGEST_SAFE_INTEGER => serializer.serialize_i64(n),
            (Ok(n), scale @ 1..) if let Some(double) = quotient(n, scale) => serializer.serialize_f64(double),
            _ => serializer.collect_str(&decimal),
        }
    }
}

/// The double that is nearest to `n` divided by ten to the power of `scale`; none where its digits might be others.
/// It comes from a division, which the processor rounds rightly where both numbers are exact: what reads and prints
/// doubles by their digits would be a twentieth of what the browser downloads.
#[allow(clippy::cast_precision_loss)] // up to 2^53, and powers of ten up to 10^22, are exact
fn quotient(n: i64, scale: u32) -> Option<f64> {
    let divisor = 10_u64.checked_pow(scale)?;
    (n.unsigned_abs() < 10_u64.pow(SAFE_DIGITS)).then_some(n as f64 / divisor as f64)
}
