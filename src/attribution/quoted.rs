//! What stands between quotation marks: somebody's words, the name of a work, a nickname, or a term that the outlet keeps at a
//! distance.

use super::Statement;
use crate::lexicon::{names, works};
use crate::order::{by_start, sort_by_number};
use crate::span::Span;
use crate::text::{Document, Quotation, TokenKind};

/// A stretch between quotation marks, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With its marks.
    pub span: Span,
    /// What it is.
    pub kind: QuotedKind,
}

/// What stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotedKind {
    /// Somebody's words.
    Speech,
    /// The name of a book, a film, a song, a report.
    Title,
    /// A nickname ("Ann “Red” Lee").
    Nickname,
    /// A word or phrase that nobody is named for: a term, or words that the outlet does not make its own ("scare quotes").
    Term,
}

/// Longest nickname and longest term, in words.
const LONGEST_NICKNAME: usize = 3;
const LONGEST_TERM: usize = 6;
/// How many tokens before a title the word stands that leads it in.
const NEAR: usize = 3;

/// All quotations of the outermost level, in the order of the text.
#[must_use]
pub fn find(document: &Document<'_>, statements: &[Statement]) -> Vec<Quoted> {
    let spoken = statements
        .iter()
        .filter(|s| s.mention.is_some() || s.continues.is_some());
    let mut said: Vec<Span> = spoken.flat_map(|s| s.quotes.iter().copied()).collect();
    sort_by_number(&mut said, |span| by_start(*span));
    let quotations = document.quotations.iter().filter(|q| q.level == 0);
    quotations
        .map(|quotation| Quoted {
            span: quotation.span,
            kind: kind(document, quotation, &said),
        })
        .collect()
}

fn kind(document: &Document<'_>, quotation: &Quotation, said: &[Span]) -> QuotedKind {
    let inner = document.tokens_in(quotation.inner);
    let words: Vec<usize> = inner
        .clone()
        .filter(|&i| document.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word))
        .collect();
    let capital = |i: usize| document.word(i).starts_with(char::is_uppercase);
    let small = |i: usize| {
        let word = document.word(i);
        names::function_word(word, &word.to_lowercase()).is_some() || word.chars().count() < 3
    };
    let outer = document.tokens_in(quotation.span);
    let before = |n: usize| outer.start.checked_sub(n);
    let lower = |i: usize| document.word(i).to_lowercase();
    let after = outer.end;
    let first = words.first().copied();
    // "Ann “Red” Lee", "nicknamed “Red”"
    if !words.is_empty() && words.len() <= LONGEST_NICKNAME && words.iter().all(|&i| capital(i) || small(i)) {
        let inside_name =
            before(1).is_some_and(|i| names::given_name(document.word(i)).is_some()) && capital(after);
        let named = before(1).is_some_and(|i| works::leads_in_nickname(&lower(i)));
        if inside_name || named {
            return QuotedKind::Nickname;
        }
    }
    let titled = words.len() > 1
        && first.is_some_and(capital)
        && words.iter().filter(|&&i| !small(i)).all(|&i| capital(i))
        && words.iter().any(|&i| !small(i) && Some(i) != first);
    let led_in = (1..=NEAR)
        .map_while(before)
        .take_while(|&i| document.tokens.get(i).is_some_and(|t| t.kind != TokenKind::Quote))
        .any(|i| works::leads_in_title(&lower(i)));
    let short = words.len() <= 2 * LONGEST_TERM;
    if titled || led_in && short && first.is_some_and(capital) && !is_sentence(document, quotation) {
        return QuotedKind::Title;
    }
    let from = said.partition_point(|s| s.end() <= quotation.span.start());
    if said.get(from).is_some_and(|s| s.start() < quotation.span.end()) {
        return QuotedKind::Speech;
    }
    if words.len() <= LONGEST_TERM && !is_sentence(document, quotation) {
        return QuotedKind::Term;
    }
    QuotedKind::Speech
}

/// Whether what is quoted begins and ends like a sentence.
fn is_sentence(document: &Document<'_>, quotation: &Quotation) -> bool {
    let inner = quotation.inner.of(document.text).trim();
    inner.starts_with(char::is_uppercase) && inner.ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, QuotedKind)]) {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let found = find(&document, &crate::attribution::find(&document));
        let found: Vec<_> = found.iter().map(|q| (q.span.of(text), q.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_of_somebody() {
        use QuotedKind::Speech;
        check(
            "“The wall is old,” Ann Lee said.",
            &[("“The wall is old,”", Speech)],
        );
        check("Lee called it “a ruin”.", &[("“a ruin”", Speech)]);
        check(
            "The wall fell. “Nobody came to mend it in all these years.”",
            &[("“Nobody came to mend it in all these years.”", Speech)],
        );
    }

    #[test]
    fn names_of_works() {
        use QuotedKind::Title;
        check(
            "They sang “The Wall of Aldmoor” at noon.",
            &[("“The Wall of Aldmoor”", Title)],
        );
        check("Lee said the film “Walls” was long.", &[("“Walls”", Title)]);
        check(
            "Her essay, titled “Why we build,” is short.",
            &[("“Why we build,”", Title)],
        );
    }

    #[test]
    fn nicknames() {
        use QuotedKind::Nickname;
        check("Ann “Red” Lee left.", &[("“Red”", Nickname)]);
        check(
            "The bridge, nicknamed “Old Rusty”, is shut.",
            &[("“Old Rusty”", Nickname)],
        );
    }

    #[test]
    fn terms_at_a_distance() {
        use QuotedKind::Term;
        check("The town has a “green” plan.", &[("“green”", Term)]);
        check("So-called “ghost bikes” stand there.", &[("“ghost bikes”", Term)]);
    }
}
