//! Sorting, by one piece of code for whatever is sorted.
//!
//! The sorts of the standard library are made anew for each type and each key: 6 KB of the download each time. Here
//! only numbers are sorted, and whatever they stand for is then put into their order.

use crate::span::Span;

/// Sorts by a number; stable: what has equal numbers stays in its order.
pub fn sort_by_number<T>(items: &mut [T], number: impl FnMut(&T) -> u64) {
    let numbers: Vec<u64> = items.iter().map(number).collect();
    let Some(mut order) = order(&numbers) else {
        return;
    };
    // Along each circle of places; a place that is done names itself.
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Two numbers as one that sorts by the first, then by the second.
#[must_use]
pub fn pair(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32) | u64::from(second)
}

/// The number that sorts spans by their start, then by their end.
#[must_use]
pub fn by_start(span: Span) -> u64 {
    pair(span.start(), span.end())
}

/// The number that sorts spans by their start, of equal ones the longest first.
#[must_use]
pub fn outer_first(span: Span) -> u64 {
    pair(span.start(), !span.end())
}

/// The number that sorts what may be missing: first what is.
#[must_use]
pub fn missing_first(number: Option<u64>) -> u64 {
    number.map_or(0, |number| number.saturating_add(1))
}

/// For each place the index of what belongs there; none where all stand right already.
fn order(numbers: &[u64]) -> Option<Vec<usize>> {
    if numbers.is_sorted() {
        return None;
    }
    let mut order: Vec<(u64, usize)> = numbers.iter().copied().zip(0..).collect();
    order.sort_unstable();
    Some(order.into_iter().map(|(_, index)| index).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_like_the_standard_library() {
        // A multiplicative generator; few different keys, so that many are equal.
        let mut state = 1u64;
        for length in 0..200 {
            let mut items: Vec<(u64, usize)> = (0..length)
                .map(|index| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((state >> 33) % 20, index)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_number(&mut items, |(key, _)| *key);
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn spans_sort_by_start_and_then_by_either_end() {
        let spans = [Span::new(4, 5), Span::new(0, 2), Span::new(0, 9)];
        let sorted = |number: fn(Span) -> u64| {
            let mut sorted = spans;
            sort_by_number(&mut sorted, |span| number(*span));
            sorted
        };
        assert_eq!(sorted(by_start), [spans[1], spans[2], spans[0]]);
        assert_eq!(sorted(outer_first), [spans[2], spans[1], spans[0]]);
        assert!(missing_first(None) < missing_first(Some(0)));
    }
}
