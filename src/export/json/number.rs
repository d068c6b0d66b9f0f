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

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        serde_json::to_string(&Number(text.parse().unwrap())).unwrap()
    }

    #[test]
    fn what_a_double_holds_is_a_number() {
        assert_eq!(written("3.2"), "3.2");
        assert_eq!(written("-0.10"), "-0.1");
        assert_eq!(written("350000000000"), "350000000000");
        assert_eq!(written("2.000"), "2");
    }

    #[test]
    fn what_a_double_would_round_is_a_string() {
        assert_eq!(written("9007199254740993"), "\"9007199254740993\"");
        assert_eq!(written("0.12345678901234567891"), "\"0.12345678901234567891\"");
    }
}
