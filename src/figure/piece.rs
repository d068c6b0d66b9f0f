//! The words of a sentence as the grammar of figures reads them: tokens, with what the surface patterns recognise joined
//! to one piece each.

use super::Decimal;
use super::arithmetic::Arithmetic;
use crate::lexicon::calendar::{self, Certainty};
use crate::lexicon::figures::opens_figure;
use crate::lexicon::numbers::{self, NumberClass};
use crate::lexicon::units::{self, CurrencyKind};
use crate::pattern::figure::{PATTERNS, Pattern};
use crate::span::Span;
use crate::text::{Document, Sentence, TokenKind};
use std::borrow::Cow;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PieceKind {
    /// A word.
    Word,
    /// A number in digits.
    Number(Decimal),
    /// What a pattern found, other than a number.
    Surface(Pattern),
    /// A punctuation mark, quotation mark or sign.
    Mark,
    /// A clitic.
    Clitic,
    /// Digits that are no readable number.
    Opaque,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub span: Span,
    pub text: &'a str,
    /// In small letters; curly apostrophes straight.
    pub lower: Cow<'a, str>,
    pub kind: PieceKind,
    /// Whether white space stands before it.
    pub space_before: bool,
    /// Whether a figure can begin with it.
    pub opens: bool,
    /// What it is as a number word. Looked up once: the readings ask for it again and again.
    number_word: Option<(NumberClass, Decimal)>,
}

/// The pieces of a sentence. Reading past either end gives empty words.
#[derive(Clone, Copy)]
pub(super) struct Words<'p, 'a> {
    pub pieces: &'p [Piece<'a>],
}

// None is inlined: the grammar asks so often that the copies are 1.2 KB of the download, for a fourteenth of its time.
impl<'p, 'a> Words<'p, 'a> {
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    pub fn get(&self, i: usize) -> Option<&'p Piece<'a>> {
        self.pieces.get(i)
    }

    /// Piece `i` in small letters.
    #[inline(never)]
    pub fn lower(&self, i: usize) -> &'p str {
        self.pieces.get(i).map_or("", |p| &*p.lower)
    }

    /// Piece `i` in small letters, without the full stop of an abbreviation.
    #[inline(never)]
    pub fn bare(&self, i: usize) -> &'p str {
        let word = self.lower(i);
        word.strip_suffix('.').filter(|w| !w.is_empty()).unwrap_or(word)
    }

    /// The piece before `i` in small letters.
    #[inline(never)]
    pub fn before(&self, i: usize) -> &'p str {
        i.checked_sub(1).map_or("", |i| self.lower(i))
    }

    #[inline(never)]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.lower(i) == word
    }

    #[inline(never)]
    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        i < self.pieces.len() && words.contains(&self.lower(i))
    }

    #[inline(never)]
    pub fn number(&self, i: usize) -> Option<Decimal> {
        match self.get(i)?.kind {
            PieceKind::Number(value) => Some(value),
            _ => None,
        }
    }

    /// Class and value of a number word.
    #[inline(never)]
    pub fn number_word(&self, i: usize) -> Option<(NumberClass, Decimal)> {
        self.get(i)?.number_word
    }

    /// Whether a figure can begin with piece `i`.
    #[inline(never)]
    pub fn opens(&self, i: usize) -> bool {
        self.get(i).is_some_and(|p| p.opens)
    }

    /// The month that piece `i` names, 1 to 12.
    #[inline(never)]
    pub fn month(&self, i: usize) -> Option<(u8, Certainty)> {
        calendar::month(&self.get(i).filter(|p| p.opens)?.lower)
    }

    /// The day of the week that piece `i` names, Monday is 1.
    #[inline(never)]
    pub fn weekday(&self, i: usize) -> Option<(u8, Certainty)> {
        calendar::weekday(&self.get(i).filter(|p| p.opens)?.lower)
    }

    #[inline(never)]
    pub fn surface(&self, i: usize) -> Option<Pattern> {
        match self.get(i)?.kind {
            PieceKind::Surface(pattern) => Some(pattern),
            _ => None,
        }
    }

    #[inline(never)]
    pub fn is_word(&self, i: usize) -> bool {
        self.get(i).is_some_and(|p| p.kind == PieceKind::Word)
    }

    /// Whether piece `i` stands directly behind the one before it.
    #[inline(never)]
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && self.get(i).is_some_and(|p| !p.space_before)
    }

    /// Whether piece `i` is a hyphen (or an en dash) without space on either side.
    #[inline(never)]
    pub fn hyphen(&self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "‐" | "‑" | "–" | "−") && self.glued(i) && self.glued(i + 1)
    }

    /// Whether piece `i` begins with a capital letter.
    #[inline(never)]
    pub fn capital(&self, i: usize) -> bool {
        self.get(i)
            .is_some_and(|p| p.text.starts_with(char::is_uppercase))
    }

    /// The place before the determiner (or possessive) that stands before piece `i`, or `i`.
    pub fn over_determiners(&self, i: usize) -> usize {
        let determiner = matches!(
            self.before(i),
            "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "my" | "this" | "that"
        );
        i - usize::from(determiner)
    }

    /// From the first byte of piece `first` to the last of piece `end - 1`.
    #[inline(never)]
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.get(first), end.checked_sub(1).and_then(|i| self.get(i))) {
            (Some(a), Some(b)) if first < end => a.span.cover(b.span),
            _ => Span::default(),
        }
    }

    /// Two words in small letters with one space ("square feet").
    #[inline(never)]
    pub fn pair(&self, i: usize) -> Option<String> {
        let second = self.get(i + 1)?;
        Some(format!("{} {}", self.lower(i), second.lower))
    }
}

/// The pieces of a sentence, appended to `pieces` (which is emptied first).
pub(super) fn read<'a>(document: &Document<'a>, sentence: &Sentence, pieces: &mut Vec<Piece<'a>>) {
    pieces.clear();
    let text = document.text;
    let end_of_sentence = sentence.span.end();
    let mut at = sentence.span.start();
    for token in document.tokens.get(sentence.tokens()).unwrap_or_default() {
        if token.span.end() <= at {
            continue;
        }
        let covered = token.span.start() < at;
        let mut span = if covered {
            Span::new(at, token.span.end())
        } else {
            token.span
        };
        let mut space_before = !covered && token.space_before;
        // "It was 38 °C.": a full stop, not an abbreviation.
        let degrees = matches!(span.of(text), "C." | "F.")
            && pieces
                .last()
                .is_some_and(|p| p.text == "°" || matches!(p.kind, PieceKind::Number(_)));
        let mut push = |span: Span, kind, space_before| {
            let words = span.of(text);
            let lower = lower(words);
            let opens = words.starts_with(char::is_alphabetic) && opens_figure(&lower);
            pieces.push(Piece {
                span,
                text: words,
                number_word: opens.then(|| numbers::look_up(&lower)).flatten(),
                opens,
                lower,
                kind,
                space_before,
            });
        };
        let code = match covered {
            true => 0,
            false if degrees => 1,
            false => glued_currency(span.of(text)),
        };
        if code > 0 {
            let end = span.start() + code;
            push(Span::new(span.start(), end), PieceKind::Word, space_before);
            (span, space_before) = (Span::new(end, span.end()), false);
        }
        let (kind, end) = if degrees {
            (PieceKind::Mark, span.end())
        } else if covered && !span.of(text).starts_with(|c: char| c.is_ascii_digit()) {
            (plain_kind(token.kind), span.end())
        } else {
            classify(text, span, token.kind, space_before, end_of_sentence)
        };
        let span = Span::new(span.start(), end.max(span.start() + 1));
        push(span, kind, space_before);
        at = span.end();
        // "USD115m"
        if code > 0 && at < token.span.end() {
            push(Span::new(at, token.span.end()), PieceKind::Word, false);
            at = token.span.end();
        }
    }
}

/// How many letters at the start of a token are a currency before digits: "USD115", "Rs500".
fn glued_currency(words: &str) -> u32 {
    let letters = words.bytes().take_while(u8::is_ascii_alphabetic).count();
    let Some((code, digits)) = words
        .split_at_checked(letters)
        .filter(|_| (2..=4).contains(&letters))
    else {
        return 0;
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit())
        || !code.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return 0;
    }
    let known = match units::currency(code).or_else(|| units::currency(&code.to_ascii_lowercase())) {
        Some((_, CurrencyKind::Symbol)) => true,
        Some((_, CurrencyKind::Code)) => code.bytes().all(|b| b.is_ascii_uppercase()),
        _ => false,
    };
    if known {
        u32::try_from(letters).unwrap_or(0)
    } else {
        0
    }
}

fn plain_kind(kind: TokenKind) -> PieceKind {
    match kind {
        TokenKind::Word => PieceKind::Word,
        TokenKind::Clitic => PieceKind::Clitic,
        TokenKind::Number => PieceKind::Opaque,
        _ => PieceKind::Mark,
    }
}

/// Kind and end of the piece that begins with the token at `span`.
fn classify(text: &str, span: Span, kind: TokenKind, space_before: bool, limit: u32) -> (PieceKind, u32) {
    let words = span.of(text);
    let Some(first) = words.chars().next() else {
        return (PieceKind::Mark, span.end());
    };
    let plain = (plain_kind(kind), span.end());
    let candidate = match first {
        '0'..='9' | '.' | '+' | '(' | '@' | '#' | '\'' | '’' | '‘' => true,
        'h' | 'H' | 'w' | 'W' | 'q' | 'Q' => kind == TokenKind::Word,
        _ => false,
    };
    if candidate
        && let Some((pattern, end)) = PATTERNS.longest_at(text, span.start() as usize)
        && let Ok(end) = u32::try_from(end)
        && end <= limit
    {
        // "ID.3": a full stop inside a name.
        if pattern == Pattern::Point && !space_before {
            return plain;
        }
        let number = matches!(
            pattern,
            Pattern::Number
                | Pattern::Grouped
                | Pattern::GroupedThousand
                | Pattern::GroupedBySpace
                | Pattern::GroupedByNarrowSpace
                | Pattern::Point
                | Pattern::MixedFraction
        );
        if !number {
            return if letter_follows(text, end) {
                plain
            } else {
                (PieceKind::Surface(pattern), end)
            };
        }
        let cut_short = end < span.end() && kind == TokenKind::Number;
        let (digits, end) = if cut_short {
            (words, span.end())
        } else {
            (Span::new(span.start(), end).of(text), end)
        };
        let value = decimal(digits).or_else(|| {
            // "5,50 €": elsewhere two numbers, perhaps.
            let euros = text.get(..span.start() as usize)?.ends_with('€')
                || ["€", " €", " euro", " EUR"]
                    .iter()
                    .any(|euro| text.get(end as usize..).is_some_and(|t| t.starts_with(euro)));
            let (whole, part) = digits
                .split_once(',')
                .filter(|(_, part)| part.len() == 2 && euros)?;
            Decimal::from_str_exact(&format!("{whole}.{part}")).ok()
        });
        return (value.map_or(PieceKind::Opaque, PieceKind::Number), end);
    }
    if kind == TokenKind::Number {
        return (
            decimal(words).map_or(PieceKind::Opaque, PieceKind::Number),
            span.end(),
        );
    }
    plain
}

fn letter_follows(text: &str, end: u32) -> bool {
    text.get(end as usize..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(char::is_alphanumeric)
}

/// The value of digits with thousands separators, in Western or Indian groups, and of fractions like `2½`.
fn decimal(digits: &str) -> Option<Decimal> {
    let joined: String;
    let digits = if digits.contains(is_group_space) && !digits.contains('/') {
        joined = digits.chars().filter(|c| !is_group_space(*c)).collect();
        &joined
    } else {
        digits
    };
    if let Some(last) = digits.chars().next_back().filter(|c| !c.is_ascii()) {
        let (over, under) = vulgar_fraction(last)?;
        let whole = digits.strip_suffix(last)?;
        if !whole.is_ascii() {
            return None;
        }
        let whole = if whole.is_empty() {
            Decimal::ZERO
        } else {
            decimal(whole)?
        };
        return whole.plus(Decimal::from(over).over(Decimal::from(under))?);
    }
    if digits.len() > 40 {
        return None;
    }
    if let Some((whole, part)) = digits.split_once(['/']) {
        // "3 1/2", "3-1/2"
        let (whole, over) = whole.rsplit_once([' ', '-'])?;
        let share = decimal(over)?.over(decimal(part)?)?;
        return decimal(whole.trim_end())?.plus(share);
    }
    // "1.111,11": a comma before decimals, which are no group of three; "5,00" may be two numbers but for its zeros.
    if let Some((whole, part)) = digits.rsplit_once(',')
        && !whole.contains(',')
        && (whole.contains('.') || part == "00")
    {
        let mut groups = whole.split('.');
        let first = groups.next()?;
        if first.len() > 3 && first.len() < whole.len() || part.is_empty() || groups.any(|g| g.len() != 3) {
            return None;
        }
        let plain = format!("{}.{part}", whole.replace('.', ""));
        return Decimal::from_str_exact(&plain).ok();
    }
    let mut groups = digits.split('.').next()?.split(',').rev();
    let last = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    if !rest.is_empty() && (last.len() != 3 || rest.iter().any(|g| g.is_empty() || g.len() > 3)) {
        return None;
    }
    let plain: String = digits.chars().filter(|&c| c != ',').collect();
    let plain = if plain.starts_with('.') {
        format!("0{plain}")
    } else {
        plain
    };
    Decimal::from_str_exact(&plain).ok()
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn vulgar_fraction(sign: char) -> Option<(u8, u8)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

fn lower(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(words)
    } else if words.is_ascii() {
        Cow::Owned(words.to_ascii_lowercase())
    } else {
        Cow::Owned(words.to_lowercase().replace('’', "'"))
    }
}
