//! Tokens: words, numbers, punctuation.
//!
//! Close to the Penn Treebank's conventions (clitics and negations are tokens of their own), but compounds are
//! split at their hyphens and nothing is rewritten: the tokens of a block are stretches of its text, in order and apart.

use crate::lexicon::abbreviations::{self, Abbreviation};
use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters (with digits, inner apostrophes and inner full stops: `U.S.`, `COVID-19` is three tokens).
    /// Abbreviations and initials keep their full stop: `Mr.`, `J.`
    Word,
    /// Digits with their inner separators: `1,500.50`, `2016`. Letters behind it are a [`TokenKind::Word`] without
    /// space: `1980` `s`, `21` `st`, `350` `bn`.
    Number,
    /// A clitic: `'s`, `’s`, `n't`, `'re`, and the apostrophe of a plural possessive.
    Clitic,
    /// A quotation mark, of one or two characters (`''`).
    Quote,
    /// Any other punctuation, one mark each; an ellipsis (`...`, `. . .`) is one, so is a dash (`--`).
    Punctuation,
    /// Any other sign: `$`, `%`, `€`, an emoji.
    Symbol,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space (or the block's border) stands before it.
    pub space_before: bool,
}

/// Appends the tokens of `text[block]` to `tokens`.
pub fn tokenize(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let text = block.of(text);
    let mut at = 0;
    let mut space_before = true;
    while let Some(first) = char_at(text, at) {
        if first.is_whitespace() || first.is_control() {
            space_before = true;
            at += first.len_utf8();
            continue;
        }
        if is_ignorable(first) {
            at += first.len_utf8();
            continue;
        }
        let (kind, end) = next_token(text, at, first, space_before);
        let end = end.max(at + first.len_utf8());
        push_word_parts(text, at..end, kind, &mut |start, end, kind, first_part| {
            tokens.push(Token {
                span: Span::new(block.start() + offset(start), block.start() + offset(end)),
                kind,
                space_before: first_part && space_before,
            });
        });
        space_before = false;
        at = end;
    }
}

/// Passes a token on; a word with a negation ("don't") as two.
fn push_word_parts(
    text: &str,
    range: core::ops::Range<usize>,
    kind: TokenKind,
    push: &mut impl FnMut(usize, usize, TokenKind, bool),
) {
    let word = text.get(range.clone()).unwrap_or("");
    if kind == TokenKind::Word
        && let Some(length) = negation(word)
    {
        let cut = range.end - length;
        push(range.start, cut, TokenKind::Word, true);
        push(cut, range.end, TokenKind::Clitic, false);
    } else {
        push(range.start, range.end, kind, true);
    }
}

/// Length in bytes of the `n't` that `word` ends with, unless it is the whole word.
fn negation(word: &str) -> Option<usize> {
    let mut from_end = word.char_indices().rev();
    let (_, t) = from_end.next()?;
    let (_, apostrophe) = from_end.next()?;
    let (n_at, n) = from_end.next()?;
    (matches!(t, 't' | 'T') && is_apostrophe(apostrophe) && matches!(n, 'n' | 'N') && n_at > 0)
        .then_some(word.len() - n_at)
}

/// Kind and end of the token that starts at `at` with `first`.
fn next_token(text: &str, at: usize, first: char, space_before: bool) -> (TokenKind, usize) {
    let after = at + first.len_utf8();
    let next = char_at(text, after);
    if first.is_numeric() {
        return (TokenKind::Number, number_end(text, at));
    }
    if is_letter(first) {
        return (TokenKind::Word, word_end(text, at));
    }
    if first == '.' {
        if space_before && next.is_some_and(|c| c.is_ascii_digit()) {
            return (TokenKind::Number, number_end(text, after));
        }
        return (TokenKind::Punctuation, stops_end(text, after));
    }
    if is_apostrophe(first) || first == '‘' {
        return apostrophe(text, at, first, space_before);
    }
    if is_quote(first) {
        let doubled = first == '`' && next == Some('`');
        return (TokenKind::Quote, if doubled { after + 1 } else { after });
    }
    if is_dash(first) {
        let run = text.get(at..).unwrap_or("").chars().take_while(|&c| c == first);
        return (TokenKind::Punctuation, at + run.count() * first.len_utf8());
    }
    if is_punctuation(first) {
        return (TokenKind::Punctuation, after);
    }
    (TokenKind::Symbol, symbol_end(text, after))
}

/// An apostrophe or single quotation mark that no word took in.
fn apostrophe(text: &str, at: usize, first: char, space_before: bool) -> (TokenKind, usize) {
    let after = at + first.len_utf8();
    let rest = text.get(after..).unwrap_or("");
    if rest.starts_with(first) {
        return (TokenKind::Quote, after + first.len_utf8());
    }
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let next = rest.chars().next();
    if !space_before && before.is_some_and(char::is_alphanumeric) {
        if let Some(length) = clitic(rest) {
            return (TokenKind::Clitic, after + length);
        }
        let of_plural = first != '‘' && before.is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z'));
        let word_follows = rest
            .trim_start()
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        if of_plural && next.is_some_and(char::is_whitespace) && word_follows {
            return (TokenKind::Clitic, after);
        }
    } else if let Some(length) = elision(rest) {
        return (TokenKind::Word, after + length);
    }
    (TokenKind::Quote, after)
}

/// Length of the letters of a clitic at the start of `rest` (behind its apostrophe).
fn clitic(rest: &str) -> Option<usize> {
    const CLITICS: [&str; 7] = ["s", "re", "ve", "ll", "d", "m", "t"];
    let length = leading_letters(rest);
    let letters = rest.get(..length)?;
    CLITICS
        .iter()
        .any(|c| c.eq_ignore_ascii_case(letters))
        .then_some(length)
}

/// Length of a word that begins with an apostrophe for left-out letters, without the apostrophe: `’em`, `’90s`.
pub(super) fn elision(rest: &str) -> Option<usize> {
    const ELIDED: [&str; 11] = [
        "em", "til", "tis", "twas", "cause", "n", "bout", "round", "cuz", "nother", "im",
    ];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let tail = rest.get(2..).unwrap_or("");
        let plural = usize::from(tail.starts_with('s'));
        let bare = !tail
            .get(plural..)
            .unwrap_or("")
            .starts_with(char::is_alphanumeric);
        return (bare && plural == 1).then_some(2 + plural);
    }
    let length = leading_letters(rest);
    let letters = rest.get(..length)?;
    ELIDED
        .iter()
        .any(|w| w.eq_ignore_ascii_case(letters))
        .then_some(length)
}

fn leading_letters(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

/// Where the number that starts at `at` ends: digits, `,` before a group of two or three, `.` before a digit.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if c.is_numeric() {
            end += c.len_utf8();
            continue;
        }
        let rest = text.get(end + c.len_utf8()..).unwrap_or("");
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let joins = match c {
            ',' => digits == 2 || digits == 3,
            '.' => digits > 0,
            _ => false,
        };
        if !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Where the word that starts at `at` ends, its full stop included if it is an abbreviation.
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut segment = 0; // letters since the last inner full stop
    let mut stops = 0;
    while let Some(c) = char_at(text, end) {
        let after = end + c.len_utf8();
        if c.is_alphanumeric() || is_mark(c) {
            segment += usize::from(!is_mark(c));
            end = after;
            continue;
        }
        let rest = text.get(after..).unwrap_or("");
        let next = rest.chars().next();
        let letter_next = next.is_some_and(is_letter);
        let joins = match c {
            _ if is_ignorable(c) => next.is_some_and(char::is_alphanumeric),
            '&' => letter_next && !entity(rest),
            '_' => next.is_some_and(char::is_alphanumeric),
            '.' => letter_next && stop_is_inside(text, end, rest, segment),
            _ if is_apostrophe(c) => letter_next && inner_apostrophe(text, end, rest),
            _ => false,
        };
        if !joins {
            break;
        }
        if c == '.' {
            stops += 1;
            segment = 0;
        }
        end = after;
    }
    if text.get(end..).unwrap_or("").starts_with('.') && keeps_stop(text, at, end, stops, segment) {
        end += 1;
    }
    end
}

/// Whether the full stop before `rest` stands inside a word (`U.S.`, `e.g.`, `example.org`, `Ph.D.`) and does not end
/// a sentence whose space was forgotten (`said.The`).
fn stop_is_inside(text: &str, at: usize, rest: &str, segment: usize) -> bool {
    let upper_next = rest.starts_with(char::is_uppercase);
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let lower_before = before.is_some_and(char::is_lowercase);
    let single_next = {
        let mut chars = rest.chars();
        chars.next();
        matches!(chars.next(), Some('.')) || !chars.next().is_some_and(char::is_alphabetic)
    };
    if upper_next {
        (segment == 1 && !lower_before) || (single_next && rest.chars().nth(1) == Some('.'))
    } else {
        true
    }
}

/// Whether an apostrophe before `rest` stays in the word: `O’Brien`, `don’t`, not `she’s`.
fn inner_apostrophe(text: &str, at: usize, rest: &str) -> bool {
    match clitic(rest) {
        None => true,
        // "n't" is cut off later, as a whole.
        Some(1) if rest.starts_with(['t', 'T']) => text.get(..at).is_some_and(|t| t.ends_with(['n', 'N'])),
        Some(_) => false,
    }
}

/// A word like `AT&amp;T` that was not decoded.
fn entity(rest: &str) -> bool {
    let letters = leading_letters(rest);
    letters > 1 && letters < 7 && rest.get(letters..).is_some_and(|t| t.starts_with(';'))
}

/// Whether the word `text[at..end]` keeps the full stop behind it.
fn keeps_stop(text: &str, at: usize, end: usize, stops: usize, segment: usize) -> bool {
    let after = text.get(end + 1..).unwrap_or("");
    if after.starts_with('.') || after.starts_with(" . .") {
        return false; // an ellipsis
    }
    let word = text.get(at..end).unwrap_or("");
    if stops > 0 {
        return segment <= 2 && word.split('.').all(|part| part.chars().count() <= 4);
    }
    if segment == 1 {
        return word.starts_with(char::is_uppercase) && word != "I";
    }
    if word.len() > abbreviations::LONGEST {
        return false;
    }
    match abbreviations::look_up(text.get(at..=end).unwrap_or("")) {
        None => false,
        Some(Abbreviation::BeforeNumber) => after
            .trim_start()
            .starts_with(|c: char| c.is_numeric() || c == '$'),
        Some(_) => true,
    }
}

/// Where a run of full stops ends, `. . .` included; `after` is behind the first one.
fn stops_end(text: &str, after: usize) -> usize {
    let mut end = after;
    let mut spaced = 0;
    loop {
        let rest = text.get(end..).unwrap_or("");
        if rest.starts_with('.') {
            end += 1;
        } else if let Some(space) = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}'))
            && rest.get(space.len_utf8()..).is_some_and(|r| r.starts_with('.'))
            && !rest
                .get(space.len_utf8() + 1..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
        {
            end += space.len_utf8() + 1;
            spaced += 1;
        } else {
            break;
        }
    }
    // Two stops with a space between are no ellipsis.
    if spaced == 1 && end - after <= 3 {
        after
    } else {
        end
    }
}

/// Where a sign ends: an emoji takes its joiners and modifiers along.
fn symbol_end(text: &str, after: usize) -> usize {
    let mut end = after;
    let mut joined = false;
    while let Some(c) = char_at(text, end) {
        let modifier = is_mark(c) || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
        let joiner = c == '\u{200d}';
        let joined_on =
            joined && !c.is_alphanumeric() && !c.is_whitespace() && !is_punctuation(c) && !is_quote(c);
        if !(modifier || joiner || joined_on) {
            break;
        }
        joined = joiner;
        end += c.len_utf8();
    }
    end
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Combining marks and variation selectors belong to the character before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Characters without width: soft hyphen, zero-width space and joiners, direction marks.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || is_mark(c)
}

/// Apostrophes, straight and curly, and what is used as one.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Quotation marks of all kinds.
#[must_use]
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '\''
            | '`'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―')
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '¿'
            | '¡'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '/'
            | '\\'
            | '·'
            | '•'
            | '。'
            | '、'
            | '，'
            | '！'
            | '？'
            | '；'
            | '：'
            | '（'
            | '）'
            | '؟'
            | '،'
            | '؛'
            | '।'
            | '‽'
    ) || is_dash(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(
            text,
            Span::new(0, u32::try_from(text.len()).unwrap()),
            &mut tokens,
        );
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        let mut tokens = Vec::new();
        tokenize(
            text,
            Span::new(0, u32::try_from(text.len()).unwrap()),
            &mut tokens,
        );
        tokens.iter().map(|t| t.kind).collect()
    }

    #[test]
    fn a_plain_sentence() {
        assert_eq!(
            words("The bridge, she said, is old."),
            ["The", "bridge", ",", "she", "said", ",", "is", "old", "."]
        );
    }

    #[test]
    fn abbreviations_and_initials_keep_their_stop() {
        assert_eq!(words("Mr. J. Lee left."), ["Mr.", "J.", "Lee", "left", "."]);
        assert_eq!(words("the U.S. at 5 a.m."), ["the", "U.S.", "at", "5", "a.m."]);
        assert_eq!(
            words("a Ph.D. in art, e.g. film"),
            ["a", "Ph.D.", "in", "art", ",", "e.g.", "film"]
        );
        assert_eq!(words("It was I."), ["It", "was", "I", "."]);
        assert_eq!(
            words("He said no. Then No. 5 won"),
            ["He", "said", "no", ".", "Then", "No.", "5", "won"]
        );
    }

    #[test]
    fn a_forgotten_space_does_not_make_a_word() {
        assert_eq!(words("she said.The end"), ["she", "said", ".", "The", "end"]);
        assert_eq!(words("see example.org now"), ["see", "example.org", "now"]);
    }

    #[test]
    fn clitics_are_tokens_of_their_own() {
        assert_eq!(words("She’s Ann's"), ["She", "’s", "Ann", "'s"]);
        assert_eq!(
            words("We don't, they’ll can’t"),
            ["We", "do", "n't", ",", "they", "’ll", "ca", "n’t"]
        );
        assert_eq!(words("the workers’ rights"), ["the", "workers", "’", "rights"]);
        assert_eq!(kinds("the workers’ rights")[2], TokenKind::Clitic);
        assert_eq!(words("O’Brien d'Estaing"), ["O’Brien", "d'Estaing"]);
    }

    #[test]
    fn left_out_letters_belong_to_the_word() {
        assert_eq!(
            words("in the ’90s we got 'em"),
            ["in", "the", "’90s", "we", "got", "'em"]
        );
        assert_eq!(kinds("the ’90s")[1], TokenKind::Word);
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            words("1,500.50 of 2016, 3.2%"),
            ["1,500.50", "of", "2016", ",", "3.2", "%"]
        );
        assert_eq!(
            words("1980s 21st $350bn"),
            ["1980", "s", "21", "st", "$", "350", "bn"]
        );
        assert_eq!(
            words("May 8,2016 or 1,2,3"),
            ["May", "8", ",", "2016", "or", "1", ",", "2", ",", "3"]
        );
        assert_eq!(words("up .5 points"), ["up", ".5", "points"]);
        assert_eq!(words("It was 2016."), ["It", "was", "2016", "."]);
    }

    #[test]
    fn compounds_are_split_at_their_hyphens() {
        assert_eq!(words("54-year-old"), ["54", "-", "year", "-", "old"]);
        let mut tokens = Vec::new();
        tokenize("nine-page", Span::new(0, 9), &mut tokens);
        assert_eq!(
            tokens.iter().map(|t| t.space_before).collect::<Vec<_>>(),
            [true, false, false]
        );
        assert_eq!(words("AT&T's R&D"), ["AT&T", "'s", "R&D"]);
    }

    #[test]
    fn quotation_marks_are_quotes() {
        use TokenKind::{Punctuation, Quote, Word};
        for text in [
            "“Yes,”",
            "\"Yes,\"",
            "``Yes,''",
            "''Yes,''",
            "«Yes,»",
            "„Yes,“",
            "‘Yes,’",
            "'Yes,'",
        ] {
            assert_eq!(kinds(text), [Quote, Word, Punctuation, Quote], "{text}");
        }
    }

    #[test]
    fn ellipses_and_dashes_are_one_token() {
        assert_eq!(words("well ... so"), ["well", "...", "so"]);
        assert_eq!(words("well… so"), ["well", "…", "so"]);
        assert_eq!(words("well . . . so"), ["well", ". . .", "so"]);
        assert_eq!(words("here--there – now"), ["here", "--", "there", "–", "now"]);
    }

    #[test]
    fn odd_spaces_and_signs_do_no_harm() {
        assert_eq!(words("10\u{a0}percent\u{2009}of"), ["10", "percent", "of"]);
        assert_eq!(
            words("agree\u{ad}ment\u{200b} \u{feff}x"),
            ["agree\u{ad}ment", "x"]
        );
        assert_eq!(words("cafe\u{301}s 👩‍👧👍🏽!"), ["cafe\u{301}s", "👩‍👧", "👍🏽", "!"]);
        assert!(words("\u{200b} \t\r\n").is_empty());
    }

    #[test]
    fn a_block_off_the_character_borders_has_no_tokens() {
        let mut tokens = Vec::new();
        tokenize("é", Span::new(1, 2), &mut tokens);
        tokenize("a", Span::new(0, 9), &mut tokens);
        assert!(tokens.is_empty());
    }
}
