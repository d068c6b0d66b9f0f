//! Sentences.
//!
//! A sentence ends at `.`, `!`, `?` or an ellipsis, with the closing marks behind it, when what follows can begin
//! another one. Abbreviations and initials are told by `lexicon/abbreviations.txt` and by their form.

use super::token::{Token, TokenKind};
use crate::lexicon::abbreviations::{self, Abbreviation};
use crate::lexicon::{sentence_starts, verbs};
use crate::span::Span;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes, without the white space around it.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// The token after the last one.
    pub end: u32,
    /// Index of its block.
    pub block: u32,
}

impl Sentence {
    /// Its tokens as a range of indices.
    #[must_use]
    pub fn tokens(&self) -> core::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// Cuts `tokens[first..]`, the tokens of block `block`, into sentences and appends them.
pub fn split(text: &str, tokens: &[Token], first: usize, block: u32, sentences: &mut Vec<Sentence>) {
    let splitter = Splitter { text, tokens };
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let end = splitter.stop(start, at).unwrap_or(at + 1);
        let ends = end >= tokens.len() || (splitter.is_stop(at) && splitter.ends(start, at, end));
        if ends && let (Some(a), Some(b)) = (tokens.get(start), tokens.get(end - 1)) {
            sentences.push(Sentence {
                span: a.span.cover(b.span),
                first: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(end).unwrap_or(u32::MAX),
                block,
            });
            start = end;
        }
        at = end;
    }
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Splitter<'a> {
    fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|t| t.kind)
    }

    fn space_before(&self, index: usize) -> bool {
        self.tokens.get(index).is_none_or(|t| t.space_before)
    }

    /// Whether a sentence may end with this token.
    fn is_stop(&self, index: usize) -> bool {
        match self.kind(index) {
            Some(TokenKind::Punctuation) => self
                .word(index)
                .starts_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '‽']),
            Some(TokenKind::Word) => self.word(index).ends_with('.'),
            _ => false,
        }
    }

    /// The token after a possible end at `at`: further stops and the closing marks that belong to it.
    fn stop(&self, start: usize, at: usize) -> Option<usize> {
        if !self.is_stop(at) {
            return None;
        }
        let mut end = at + 1;
        while self.kind(end) == Some(TokenKind::Punctuation) && self.is_stop(end) && !self.space_before(end) {
            end += 1;
        }
        while self.closes(start, end) {
            end += 1;
        }
        Some(end)
    }

    /// Whether the token is a closing quotation mark or bracket.
    fn closes(&self, start: usize, index: usize) -> bool {
        let word = self.word(index);
        match self.kind(index) {
            Some(TokenKind::Punctuation) => {
                matches!(word, ")" | "]" | "}" | "）") && !self.space_before(index)
            }
            Some(TokenKind::Quote) => match word {
                "”" | "’" | "’’" | "›" | "」" | "』" => true,
                // Marks of both directions, or reversed (»so«, „so“): what stands close behind a stop closes.
                "»" => !self.space_before(index) || self.word(start) == "«" || self.space_before(index + 1),
                "“" | "‘" | "«" | "‹" => !self.space_before(index) && self.space_before(index + 1),
                "\"" | "''" | "'" | "＂" => {
                    !self.space_before(index)
                        || (self.space_before(index + 1) && self.kind(index + 1).is_some())
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the sentence from `start` with its stop at `stop` ends before token `next`.
    fn ends(&self, start: usize, stop: usize, next: usize) -> bool {
        let word = self.word(stop);
        if !self.space_before(next) {
            return self.space_was_forgotten(stop, next);
        }
        if stop == start + 1
            && self.kind(start) == Some(TokenKind::Number)
            && self.word(start).len() <= 3
            && word == "."
        {
            return false; // "1. Open the lid"
        }
        if self.kind(stop) == Some(TokenKind::Word) {
            return self.ends_after_abbreviation(start, stop, next);
        }
        let Some((opened, begin)) = self.beginning(next) else {
            return true;
        };
        let lower = begin.chars().next().is_some_and(char::is_lowercase);
        let quoted = next > stop + 1 && (stop + 1..next).any(|i| self.kind(i) == Some(TokenKind::Quote));
        if word.starts_with("..") || word.starts_with(". ") || word.starts_with('…') {
            return !lower && !matches!(begin, "I");
        }
        if lower && !opened {
            let small_writer = self.word(start).starts_with(char::is_lowercase);
            return word == "." && small_writer && !quoted;
        }
        if quoted && word != "." && !opened {
            return !self.reports(next);
        }
        true
    }

    /// `said.The`: a full stop between a small and a capital letter.
    fn space_was_forgotten(&self, stop: usize, next: usize) -> bool {
        let before = stop.checked_sub(1).map_or("", |i| self.word(i));
        next == stop + 1
            && self.kind(next) == Some(TokenKind::Word)
            && self.kind(stop) == Some(TokenKind::Punctuation)
            && before.ends_with(char::is_lowercase)
            && self.word(next).starts_with(char::is_uppercase)
    }

    fn ends_after_abbreviation(&self, start: usize, stop: usize, next: usize) -> bool {
        let abbreviation = self.word(stop);
        let Some((opened, begin)) = self.beginning(next) else {
            return false;
        };
        let class = abbreviations::look_up(abbreviation);
        let capital = begin.starts_with(char::is_uppercase);
        if !capital || matches!(class, Some(Abbreviation::Title | Abbreviation::Inner)) {
            return false;
        }
        if opened || next > stop + 1 {
            return true; // quotation marks or brackets between
        }
        if sentence_starts::holds(begin) {
            // "Plan A. The", but "J. The" hardly: an initial wants a name.
            return !(stop == start && abbreviation.len() == 2);
        }
        class == Some(Abbreviation::Time) && !goes_with_time(begin)
    }

    /// The first word from `next` on, and whether opening marks stand before it; none where nothing but signs follows.
    fn beginning(&self, next: usize) -> Option<(bool, &'a str)> {
        let mut opened = false;
        for index in next..(next + 6).min(self.tokens.len()) {
            match self.kind(index)? {
                TokenKind::Word | TokenKind::Number | TokenKind::Clitic => {
                    return Some((opened, self.word(index)));
                }
                TokenKind::Quote => opened = true,
                TokenKind::Punctuation if matches!(self.word(index), "(" | "[") => opened = true,
                _ => return None,
            }
        }
        None
    }

    /// Whether a name and a verb of saying follow, which belong to the question before: `“Why?” Lee asked.`
    fn reports(&self, next: usize) -> bool {
        let mut verb = next;
        while verb < next + 4 && self.word(verb).starts_with(char::is_uppercase) {
            verb += 1;
        }
        if verb == next || sentence_starts::holds(self.word(next)) {
            return false;
        }
        let asks = verbs::look_up(self.word(verb)).any(|v| v.letters.contains(['d', 's']));
        let after = self.word(verb + 1);
        let rest_is_short = matches!(
            after,
            "." | "," | ";" | "in" | "on" | "at" | "to" | "during" | "after" | "when" | "as"
        ) || after.ends_with("ly")
            || after.ends_with("day");
        asks && (rest_is_short || matches!(self.word(verb), "told" | "asked" | "asks" | "tells"))
    }
}

/// Days, months and time zones behind "a.m." do not begin a sentence.
fn goes_with_time(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    word.ends_with("day")
        || MONTHS.iter().any(|m| word.starts_with(m))
        || (word.len() <= 4 && word.chars().all(char::is_uppercase))
        || matches!(word, "Eastern" | "Pacific" | "Central" | "Greenwich" | "GMT")
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(
            text,
            Span::new(0, u32::try_from(text.len()).unwrap()),
            &mut tokens,
        );
        let mut sentences = Vec::new();
        split(text, &tokens, 0, 0, &mut sentences);
        assert_eq!(sentences.first().map_or(0, |s| s.first), 0);
        assert!(sentences.windows(2).all(|w| w[0].end == w[1].first));
        assert_eq!(sentences.last().map_or(0, |s| s.end as usize), tokens.len());
        sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[track_caller]
    fn one(text: &str) {
        assert_eq!(sentences(text), [text]);
    }

    #[track_caller]
    fn two(first: &str, second: &str) {
        assert_eq!(sentences(&format!("{first} {second}")), [first, second]);
    }

    #[test]
    fn plain_sentences() {
        two("The bridge is old.", "It will close in May.");
        two("Is it old?", "Yes!");
        one("No stop at all");
        two("THE BRIDGE IS OLD.", "IT WILL CLOSE.");
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not_end_it() {
        one("Mr. Lee and Dr. Ann J. K. Roe met Sen. Poe in St. Paul.");
        one("Prices rose 3.5 percent to $1.20 on Nov. 8, vs. 3 percent before.");
        one("He came at 5 p.m. Monday with No. 5 of the list.");
        one("The firm, Roe Inc., is old.");
        one("The U.S. Senate voted.");
    }

    #[test]
    fn an_abbreviation_can_end_it() {
        two("She lives in the U.S.", "The vote was close.");
        two("It opened at 9 a.m.", "Police came later.");
        two("He works for Roe Inc.", "“We are glad,” he said.");
        two("She took vitamin C.", "It helped.");
    }

    #[test]
    fn closing_marks_belong_to_it() {
        two("“The bridge is old.”", "She left.");
        two("(The bridge is old.)", "She left.");
        two("\"The bridge is old.\"", "She left.");
        two("She called it “old.”", "He did not.");
        two("„Die Brücke ist alt.“", "Das sagte sie.");
        two("``It is old.''", "She left.");
        two("The bridge is old.", "\"It will close,\" she said.");
    }

    #[test]
    fn a_question_in_quotes_goes_on() {
        one("“Why?” she asked.");
        one("“Stop!” said Lee.");
        one("“Why?” Lee said.");
        two("“Why?”", "Nobody knew.");
        two("“Why?”", "He said nothing.");
    }

    #[test]
    fn ellipses_pause_or_end() {
        one("It is ... well … old.");
        two("It is old...", "She left.");
        one("It is . . . well, old.");
    }

    #[test]
    fn lists_and_small_letters() {
        one("1. Open the lid.");
        assert_eq!(
            sentences("it is old. it will close."),
            ["it is old.", "it will close."]
        );
        one("Yahoo! is old.");
        assert_eq!(sentences("She said.The end."), ["She said.", "The end."]);
        assert_eq!(sentences("..."), ["..."]);
        assert!(sentences("").is_empty());
    }
}
