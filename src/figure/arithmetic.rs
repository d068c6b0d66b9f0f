//! Arithmetic with decimals, each operation once in the program.
//!
//! The operations of `rust_decimal` are made to be copied to where they are used, which costs 1.5 KB each time.

use super::Decimal;

/// Sums, products and quotients; none where the result has too many digits, or where one divides by nothing.
pub(super) trait Arithmetic: Sized {
    fn plus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    fn over(self, other: Self) -> Option<Self>;
}

impl Arithmetic for Decimal {
    #[inline(never)]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline(never)]
    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    #[inline(never)]
    fn over(self, other: Self) -> Option<Self> {
        self.checked_div(other)
    }
}
