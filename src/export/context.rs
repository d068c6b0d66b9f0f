//! Words around a stretch of text, by which it is found again where positions have moved.

use crate::article::Article;
use crate::span::Span;

/// Least characters on each side, where the block has so many.
const LEAST: usize = 32;

/// How far around a stretch its words are looked for again, in bytes: the whole of most articles. In a text of a megabyte to
/// look through all of it for each stretch would take minutes; of words that are so far apart the position tells which.
const NEAR: usize = 16_384;

/// What stands before and after `span`: whole words of its own block, as many as make the three together occur only
/// once in the text around, and 32 characters at least. Where even the whole block occurs twice, it is all of the block.
///
/// It ends with the block, since what separates blocks on a page is not what separates them in the article's text.
pub(super) fn around(article: &Article, span: Span) -> (&str, &str) {
    let text = article.text.as_str();
    let next = article.blocks.partition_point(|b| b.span.start() <= span.start());
    let block = next.checked_sub(1).and_then(|i| article.blocks.get(i));
    let (from, to) = match block.map(|block| block.span) {
        Some(block) if block.end() >= span.end() => (block.start(), block.end()),
        _ => (0, u32::try_from(text.len()).unwrap_or(u32::MAX)),
    };
    let before = Span::new(from, span.start()).of(text);
    let after = Span::new(span.end(), to).of(text);
    let near = text.floor_char_boundary((span.start() as usize).saturating_sub(NEAR))
        ..text.floor_char_boundary(span.end() as usize + NEAR);
    let near = text.get(near).unwrap_or(text);
    let mut least = LEAST;
    loop {
        let prefix = before.get(end_from(before, least)..).unwrap_or(before);
        let suffix = after.get(..end_of(after, least)).unwrap_or(after);
        let is_all = prefix.len() == before.len() && suffix.len() == after.len();
        let start = span.start() - u32::try_from(prefix.len()).unwrap_or(0);
        let end = span.end() + u32::try_from(suffix.len()).unwrap_or(0);
        if is_all || is_once(near, Span::new(start, end).of(text)) {
            return (prefix, suffix);
        }
        least *= 2;
    }
}

/// Where the last words of `before` begin that have `least` characters or more.
fn end_from(before: &str, least: usize) -> usize {
    let mut letters = before.char_indices().rev().skip(least);
    letters
        .find(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where the first words of `after` end that have `least` characters or more.
fn end_of(after: &str, least: usize) -> usize {
    let mut letters = after.char_indices().skip(least);
    letters
        .find(|(_, c)| c.is_whitespace())
        .map_or(after.len(), |(at, _)| at)
}

fn is_once(text: &str, words: &str) -> bool {
    let Some(first) = text.find(words) else {
        return true;
    };
    // From the next character on: occurrences may overlap.
    let next = words.chars().next().map_or(1, char::len_utf8);
    !text.get(first + next..).unwrap_or("").contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The context of the `nth` occurrence of `words`.
    fn of<'a>(article: &'a Article, words: &str, nth: usize) -> (&'a str, &'a str) {
        let (start, _) = article.text.match_indices(words).nth(nth).unwrap();
        let start = u32::try_from(start).unwrap();
        around(
            article,
            Span::new(start, start + u32::try_from(words.len()).unwrap()),
        )
    }

    #[test]
    fn it_is_whole_words_of_the_same_block() {
        let article = Article::from_plain_text(
            "The quay is closed until the harbour office has looked at every single stone.\n\
             “We wait,” the ferry’s captain said on Tuesday, and the crew went home for the rest of the week.",
        );
        assert_eq!(
            of(&article, "We wait,", 0),
            ("“", "” the ferry’s captain said on Tuesday,")
        );
        assert_eq!(
            of(&article, "every single", 0),
            ("the harbour office has looked at ", " stone.")
        );
    }

    #[test]
    fn words_that_occur_twice_get_as_much_as_tells_them_apart() {
        let same = "said that the pier would be closed by the end of the month, as far as anybody could say";
        let text = format!("Monday’s council {same}. Then Tuesday’s council {same}.");
        let article = Article::from_plain_text(&text);
        for (nth, day) in [(0, "Monday’s"), (1, "Tuesday’s")] {
            let (prefix, suffix) = of(&article, "closed by the end", nth);
            let whole = format!("{prefix}closed by the end{suffix}");
            assert_eq!(text.matches(&whole).count(), 1);
            assert!(whole.contains(day), "{whole}");
        }
    }

    #[test]
    fn a_block_that_occurs_twice_is_given_whole() {
        let article = Article::from_plain_text("The pier is shut, she said.\nThe pier is shut, she said.");
        assert_eq!(of(&article, "shut", 1), ("The pier is ", ", she said."));
    }
}
