//! Surface patterns: regular expressions that were compiled into automata before run time.
//!
//! A module that has a `patterns.txt` names it in `build/main.rs`; `build/patterns.rs` says how such a file is
//! written. Here only the search: anchored at a byte, longest match, linear in what it reads.

use core::fmt;
use regex_automata::dfa::Automaton;
use regex_automata::dfa::sparse::DFA;
use regex_automata::{Anchored, Input};
use std::sync::OnceLock;

include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// The patterns of a file as one automaton; `P` is the enum of their names.
pub struct Patterns<P: 'static> {
    names: &'static [P],
    bytes: &'static [u8],
    dfa: OnceLock<Option<DFA<&'static [u8]>>>,
}

impl<P: Copy> Patterns<P> {
    /// `bytes` is a serialised sparse DFA whose pattern `i` is `names[i]`.
    #[must_use]
    pub const fn new(names: &'static [P], bytes: &'static [u8]) -> Self {
        Self {
            names,
            bytes,
            dfa: OnceLock::new(),
        }
    }

    /// The longest match that begins at byte `at` of `text`: which pattern (the first of the file where several are equally
    /// long) and the byte after it. None where nothing matches or `at` is no border of a character.
    #[must_use]
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(P, usize)> {
        if !text.is_char_boundary(at) {
            return None;
        }
        // The bytes were written by our own build for this target: reading them fails only if that is broken,
        // and then no pattern matches.
        let dfa = self
            .dfa
            .get_or_init(|| DFA::from_bytes(self.bytes).ok().map(|(dfa, _)| dfa))
            .as_ref()?;
        let input = Input::new(text).range(at..).anchored(Anchored::Yes);
        let found = dfa.try_search_fwd(&input).ok()??;
        let name = self.names.get(found.pattern().as_usize())?;
        Some((*name, found.offset()))
    }

    /// Size of the automaton in bytes.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl<P> fmt::Debug for Patterns<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} patterns in {} bytes", self.names.len(), self.bytes.len())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))] // the oracle is a native dependency
mod tests {
    use super::figure;
    use regex::Regex;
    use std::collections::HashMap;

    /// The `regex` crate as oracle: asks every pattern whether it can end `n` characters before the end of the text, for
    /// every `n`, so that the longest match is found and `\b` sees what stands behind.
    #[derive(Default)]
    struct Oracle(HashMap<(usize, usize), Regex>);

    impl Oracle {
        fn longest<P: Copy>(&mut self, sources: &[(P, &str)], text: &str) -> Option<(P, usize)> {
            let mut best: Option<(P, usize)> = None;
            for (index, (name, source)) in sources.iter().enumerate() {
                for (n, end) in text
                    .char_indices()
                    .map(|(i, c)| i + c.len_utf8())
                    .rev()
                    .enumerate()
                {
                    let regex = self.0.entry((index, n)).or_insert_with(|| {
                        Regex::new(&format!("^(?:{source})(?s:.{{{n}}})$")).expect("a regular expression")
                    });
                    if best.is_none_or(|(_, before)| end > before) && regex.is_match(text) {
                        best = Some((*name, end));
                    }
                }
            }
            best
        }
    }

    #[test]
    fn automata_find_what_the_regex_crate_finds() {
        let stems = [
            "2016-11-08",
            "2016-11-08T09:30:00Z",
            "11/8/2016",
            "13.5.2015",
            "8-11-2016",
            "1980s",
            "1980’s",
            "’90s",
            "90s",
            "Q3 2019",
            "14:30",
            "9:30 a.m.",
            "10pm",
            "10.30pm",
            "21st",
            "3/4",
            "24/7",
            "3 1/2",
            "1,500.50",
            "1,50",
            "1500.5",
            "1.2.3",
            "192.168.0.1",
            ".5",
            "555-0199",
            "(020) 7946 0000",
            "+44 20 7946 0000",
            "020 7946 0000",
            "212-555-0142",
            "747-400",
            "4x4",
            "G7",
            "https://example.org/2016/11",
            "www.example.org",
            "ann@example.org",
            "@ann_lee",
            "#5things",
            "20bn",
            "1.5m",
            "½",
            "£20",
            "",
            "a",
            "99999999999999999999",
            "1-1-1-1",
            "12:60",
            "2016/11/8",
            "1 234 567",
            "12 500",
            "12\u{a0}500",
            "2-1/2",
        ];
        let tails = ["", " ", "s", "-year-old", ".", ",5", "é", "th", " percent", "–20"];
        let mut oracle = Oracle::default();
        let mut matched = 0;
        for text in stems
            .iter()
            .flat_map(|s| tails.iter().map(move |t| format!("{s}{t}")))
        {
            let expected = oracle.longest(&figure::SOURCES, &text);
            assert_eq!(figure::PATTERNS.longest_at(&text, 0), expected, "{text:?}");
            matched += usize::from(expected.is_some());
        }
        assert!(matched > 300, "{matched}");
    }

    #[test]
    fn a_search_begins_anywhere_and_sees_nothing_before_it() {
        let text = "on 2016-11-08, é";
        assert_eq!(
            figure::PATTERNS.longest_at(text, 3),
            Some((figure::Pattern::IsoDate, 13))
        );
        assert_eq!(figure::PATTERNS.longest_at(text, 0), None);
        assert_eq!(
            figure::PATTERNS.longest_at(text, text.len() - 1),
            None,
            "inside a character"
        );
        assert_eq!(
            figure::PATTERNS.longest_at(text, text.len() + 7),
            None,
            "past the end"
        );
    }

    #[test]
    fn automata_stay_small() {
        assert!(figure::PATTERNS.size() < 60_000, "{:?}", figure::PATTERNS);
    }
}
