//! Words of estimates (`estimates.txt`).

use super::tables::ESTIMATES;

/// Whether the word, in small letters, is a finite form of a verb that puts something at an amount ("puts", "estimated").
#[must_use]
pub fn is_verb(word: &str) -> bool {
    ESTIMATES.look_up(word) == Some(["v"])
}

/// Whether the word, in small letters, is measured in numbers without a unit too ("toll", "chances").
#[must_use]
pub fn is_measure(word: &str) -> bool {
    ESTIMATES.look_up(word) == Some(["m"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_those_of_the_header() {
        assert!(ESTIMATES.rows().all(|row| ["v", "m"].contains(&row.cells()[0])));
        assert!(is_verb("puts") && !is_verb("toll"));
        assert!(is_measure("toll") && !is_measure("kettle"));
    }
}
