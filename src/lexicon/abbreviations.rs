//! Abbreviations that end with a full stop (`abbreviations.txt`).

use super::tables::ABBREVIATIONS;

/// How a sentence can go on behind an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: `Mr.`
    Title,
    /// Never ends a sentence: `vs.`
    Inner,
    /// An abbreviation only before a number: `No.`
    BeforeNumber,
    /// In or behind a name: `Inc.`, `U.S.`
    Name,
    /// Mostly at the end of something: `a.m.`
    Time,
}

/// Bytes of the longest entry.
pub const LONGEST: usize = 12;

/// The class of `word`, its full stop included; words in capitals are looked up in small letters too.
#[must_use]
pub fn look_up(word: &str) -> Option<Abbreviation> {
    let class = ABBREVIATIONS.look_up(word).or_else(|| {
        let capitals = word.len() > 2 && !word.contains(char::is_lowercase);
        let (first, rest) = word.split_at_checked(1).filter(|_| capitals)?;
        ABBREVIATIONS.look_up(&(first.to_owned() + &rest.to_lowercase()))
    })?;
    Some(match class[0] {
        "title" => Abbreviation::Title,
        "inner" => Abbreviation::Inner,
        "number" => Abbreviation::BeforeNumber,
        "time" => Abbreviation::Time,
        _ => Abbreviation::Name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_told_apart() {
        assert_eq!(look_up("Mr."), Some(Abbreviation::Title));
        assert_eq!(look_up("MR."), Some(Abbreviation::Title));
        assert_eq!(look_up("vs."), Some(Abbreviation::Inner));
        assert_eq!(look_up("bridge."), None);
    }

    #[test]
    fn no_entry_is_longer_than_said() {
        assert!(ABBREVIATIONS.rows().all(|row| row.key.len() <= LONGEST
            && row.key.ends_with('.')
            && ["title", "inner", "number", "name", "time"].contains(&row.cells()[0])));
    }
}
