//! How many tests ran: read from the closing lines of test programs.

use std::iter::Sum;

/// Tests that passed and tests that failed. Those left out on purpose are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
}

impl Count {
    /// From the output of `cargo test` or `wasm-pack test`: `test result: ok. 12 passed; 0 failed; 0 ignored; ...`,
    /// once for each test program.
    pub fn of_cargo(output: &str) -> Self {
        output
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("test result: "))
            .map(|result| Self {
                passed: number_before(result, "passed"),
                failed: number_before(result, "failed"),
            })
            .sum()
    }

    /// From the output of `node --test`: `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`, each on a line; older versions
    /// begin it with `#`. A cancelled test did not do what it was there for.
    pub fn of_node(output: &str) -> Self {
        let mut count = Self::default();
        for line in output.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let ["ℹ" | "#", kind, number] = words[..]
                && let Ok(number) = number.parse::<usize>()
            {
                match kind {
                    "pass" => count.passed += number,
                    "fail" | "cancelled" => count.failed += number,
                    _ => {}
                }
            }
        }
        count
    }

    /// From the output of Python's `unittest`: `Ran 9 tests in 3.2s`, then `OK` or `FAILED (failures=1, errors=2, skipped=1)`.
    pub fn of_unittest(output: &str) -> Self {
        let line = |begin| output.lines().find_map(|line: &str| line.strip_prefix(begin));
        let ran = line("Ran ")
            .and_then(|rest| rest.split(' ').next()?.parse().ok())
            .unwrap_or(0);
        let told = ["OK", "FAILED"].into_iter().find_map(line).unwrap_or_default();
        let number = |kind: &str| {
            told.trim_matches([' ', '(', ')'])
                .split(", ")
                .filter_map(|part| part.split_once('='))
                .find(|(name, _)| *name == kind)
                .and_then(|(_, number)| number.parse().ok())
                .unwrap_or(0)
        };
        let failed = number("failures") + number("errors") + number("unexpected successes");
        Self {
            passed: usize::saturating_sub(ran, failed + number("skipped")),
            failed,
        }
    }

    /// All that ran.
    pub fn ran(self) -> usize {
        self.passed + self.failed
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, count| Self {
            passed: sum.passed + count.passed,
            failed: sum.failed + count.failed,
        })
    }
}

/// The number right before a word, without its punctuation; 0 where the word is not there.
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = words
        .windows(2)
        .find(|pair| pair[1].trim_end_matches([';', '.']) == word);
    found.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_programs_are_added_up() {
        let output = "\nrunning 2 tests\ntest a ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 40 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        let count = Count::of_cargo(output);
        assert_eq!((count.passed, count.failed, count.ran()), (42, 1, 43));
    }

    #[test]
    fn node_reports_of_both_forms_are_read() {
        let newer =
            "✔ opens (3.1ms)\nℹ tests 3\nℹ suites 0\nℹ pass 2\nℹ fail 0\nℹ cancelled 1\nℹ duration_ms 99.5\n";
        assert_eq!(Count::of_node(newer), Count { passed: 2, failed: 1 });
        let older = "ok 1 - opens\n# tests 4\n# pass 4\n# fail 0\n# skipped 0\n";
        assert_eq!(Count::of_node(older), Count { passed: 4, failed: 0 });
    }

    #[test]
    fn reports_of_unittest_are_read() {
        let good = "test_a ... ok\n\n----\nRan 9 tests in 41.302s\n\nOK\n";
        assert_eq!(Count::of_unittest(good), Count { passed: 9, failed: 0 });
        let bad = "Ran 9 tests in 41.302s\n\nFAILED (failures=1, errors=2, skipped=1)\n";
        assert_eq!(Count::of_unittest(bad), Count { passed: 5, failed: 3 });
    }

    #[test]
    fn no_closing_line_is_no_test() {
        assert_eq!(Count::of_cargo("passed all 12 passed"), Count::default());
        assert_eq!(Count::of_node("pass 3"), Count::default());
        assert_eq!(Count::of_unittest("ran 3 tests\nOK"), Count::default());
    }
}
