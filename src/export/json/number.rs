//! Decimals for readers that know only doubles.

use crate::figure::Decimal;
use serde::{Serialize, Serializer};

/// A decimal: written as a number where a double gives back the same digits, else as a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub Decimal);

/// Integers up to here are exact in a double (2^53 - 1).
const LARGEST_SAFE_INTEGER: i64 = 9_007_199_254_740_991;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decimal = self.0.normalize();
        if decimal.scale() == 0 {
            return match i64::try_from(decimal.mantissa()) {
                Ok(n) if n.abs() <= LARGEST_SAFE_INTEGER => serializer.serialize_i64(n),
                _ => serializer.collect_str(&decimal),
            };
        }
        let digits = decimal.to_string();
        match digits.parse::<f64>() {
            Ok(double) if double.to_string() == digits => serializer.serialize_f64(double),
            _ => serializer.serialize_str(&digits),
        }
    }
}
