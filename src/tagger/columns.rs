//! What the network reads of a token: a row of small numbers, one a column. The same code in training and in use.

use super::Hint;
use crate::article::BlockKind;
use crate::lexicon::{names, nouns, verbs};
use crate::text::{Document, TokenKind};
use core::ops::Range;
use factnote_network::{Column, Vocabulary, hash};

const fn column(name: &'static str, size: usize, width: usize) -> Column {
    Column { name, size, width }
}

/// Most words of the vocabulary, the unknown one included.
pub const WORDS: usize = 3001;

/// All columns in order.
pub const COLUMNS: [Column; 18] = [
    column("word", WORDS, 24),
    column("suffix", 1024, 10),
    column("prefix", 1024, 8),
    column("stem", 1024, 8),
    column("shape", 24, 8),
    column("quotation", 12, 8),
    column("quotation length", 10, 8),
    column("since its opening", 10, 4),
    column("from the sentence's start", 12, 6),
    column("to the sentence's end", 12, 6),
    column("sentence", 6, 4),
    column("paragraph", 12, 4),
    column("rules", 19, 12),
    column("verb", 44, 10),
    column("class", 26, 8),
    column("verb before", 10, 4),
    column("verb behind", 10, 4),
    column("sentence's length", 12, 4),
];

/// The column that only words have.
const SUFFIX: usize = 1;

/// Rows of numbers, one for each token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    values: Vec<u16>,
}

impl Rows {
    /// The row of a token.
    #[must_use]
    pub fn row(&self, token: usize) -> &[u16] {
        self.values
            .get(token * COLUMNS.len()..(token + 1) * COLUMNS.len())
            .unwrap_or(&[])
    }

    /// The rows of some tokens, one behind the other.
    #[must_use]
    pub fn of(&self, tokens: Range<usize>) -> &[u16] {
        self.values
            .get(tokens.start * COLUMNS.len()..tokens.end * COLUMNS.len())
            .unwrap_or(&[])
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len() / COLUMNS.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Whether a paragraph has words at all. (To skip those without a quotation, a verb of the list or a finding of the rules as well
/// costs 0.2 of the end-to-end F1.)
#[must_use]
pub fn has_words(rows: &Rows, tokens: Range<usize>) -> bool {
    tokens.len() > 2
        && tokens
            .clone()
            .any(|token| rows.row(token).get(SUFFIX).is_some_and(|v| *v > 0))
}

/// The rows of a document's tokens.
#[must_use]
pub fn read(document: &Document<'_>, hints: &[Hint], vocabulary: &Vocabulary) -> Rows {
    let count = document.tokens.len();
    let mut values = vec![0u16; count * COLUMNS.len()];
    let mut put = |token: usize, column: usize, value: usize| {
        if let Some(place) = values.get_mut(token * COLUMNS.len() + column) {
            *place = u16::try_from(value.min(COLUMNS[column].size - 1)).unwrap_or(0);
        }
    };
    let mut is_verb = Vec::with_capacity(count);
    let mut buffer = String::new();
    for (token, kind) in document.tokens.iter().map(|t| t.kind).enumerate() {
        let word = document.word(token);
        normalise(word, kind, &mut buffer);
        put(token, 0, vocabulary.id(&buffer));
        if kind == TokenKind::Word {
            put(token, 1, bucket(last(&buffer, 3), COLUMNS[1].size));
            put(token, 2, bucket(first(&buffer, 3), COLUMNS[2].size));
            put(token, 3, bucket(stem(&buffer), COLUMNS[3].size));
        }
        put(token, 4, shape(document, token));
        let verb = if kind == TokenKind::Word { verb(&buffer) } else { 0 };
        is_verb.push(verb > 0);
        put(token, 13, verb);
        put(token, 14, class(word, &buffer, kind));
        if let Some(hint) = hints.get(token)
            && hint.label.index() > 0
        {
            put(
                token,
                12,
                1 + (hint.label.index() - 1) * 3 + usize::from(hint.strength.min(2)),
            );
        }
    }
    let mut quoted = vec![false; count];
    for quotation in &document.quotations {
        let tokens = document.tokens_in(quotation.span);
        let inner = document.tokens_in(quotation.inner);
        if quotation.level > 0 {
            for token in inner {
                put(token, 5, 8);
            }
            continue;
        }
        let loose = usize::from(!quotation.closed) + 2 * usize::from(quotation.continues);
        for token in tokens.clone() {
            let state = if token < inner.start {
                1 + usize::from(quotation.continues)
            } else if token >= inner.end {
                3
            } else {
                4 + loose
            };
            put(token, 5, state);
            put(token, 6, distance(inner.len()));
            put(token, 7, 1 + distance(token - tokens.start));
            quoted[token] = true;
        }
    }
    let mut block = u32::MAX;
    let mut number = 0;
    for sentence in &document.sentences {
        number = if sentence.block == block { number + 1 } else { 0 };
        block = sentence.block;
        let kind = document.blocks.get(block as usize).map(|b| b.kind);
        let paragraph = match kind {
            Some(BlockKind::Headline) => 8,
            Some(BlockKind::Paragraph) | None => distance(block as usize).min(7),
            Some(_) => 9,
        };
        let tokens = sentence.tokens();
        let mut before = 0;
        for token in tokens.clone() {
            put(token, 8, far(token - tokens.start));
            put(token, 9, far(tokens.end - 1 - token));
            put(token, 10, number);
            put(token, 11, paragraph);
            put(token, 15, before);
            put(token, 17, far(tokens.len()));
            // 0 is none; the nearest comes first.
            before = match before {
                _ if is_verb[token] && !quoted[token] => 1,
                0 => 0,
                _ => before + 1,
            };
        }
        let mut behind = 0;
        for token in tokens.rev() {
            put(token, 16, behind);
            behind = match behind {
                _ if is_verb[token] && !quoted[token] => 1,
                0 => 0,
                _ => behind + 1,
            };
        }
    }
    Rows { values }
}

/// The word as the vocabulary knows it: lower case, digits as `0`, one glyph for each kind of mark.
pub fn normalise(word: &str, kind: TokenKind, out: &mut String) {
    out.clear();
    match kind {
        TokenKind::Quote => out.push(match word {
            "'" | "‘" | "’" | "‚" | "‛" | "`" => '\'',
            _ => '"',
        }),
        _ => {
            for c in word.chars().take(32) {
                match c {
                    '’' | 'ʼ' => out.push('\''),
                    _ if c.is_numeric() => out.push('0'),
                    _ if kind == TokenKind::Punctuation && matches!(c, '–' | '—' | '―') => {
                        out.push('-');
                    }
                    _ => out.extend(c.to_lowercase()),
                }
            }
        }
    }
}

/// One of the values of a column for a word, but 0.
fn bucket(word: &str, size: usize) -> usize {
    let hash = hash(word);
    1 + ((hash ^ (hash >> 15)) as usize) % (size - 1)
}

fn first(word: &str, count: usize) -> &str {
    let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or("")
}

fn last(word: &str, count: usize) -> &str {
    let start = word.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or("")
}

/// A word without its commonest endings, and no longer than seven letters.
fn stem(word: &str) -> &str {
    let bare = ["ing", "ied", "ies", "ed", "es", "ly", "s", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() > 3));
    first(bare.unwrap_or(word), 7)
}

/// Capitals, digits and kind.
fn shape(document: &Document<'_>, token: usize) -> usize {
    let Some(entry) = document.tokens.get(token) else {
        return 0;
    };
    let word = document.word(token);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let kind = match entry.kind {
        TokenKind::Word if capitals == 0 => 0,
        TokenKind::Word if word.ends_with('.') => 1,
        TokenKind::Word if word.chars().count() == 1 => 2,
        TokenKind::Word if capitals == word.chars().count() => 3,
        TokenKind::Word if word.starts_with(char::is_uppercase) => 4,
        TokenKind::Word => 5,
        TokenKind::Number if word.len() == 4 => 6,
        TokenKind::Number => 7,
        TokenKind::Clitic => 8,
        TokenKind::Quote => 9,
        TokenKind::Punctuation => 10,
        TokenKind::Symbol => 11,
    };
    2 * kind + usize::from(entry.space_before)
}

/// What a verb of the list takes, and its form; 0 for another word.
fn verb(lower: &str) -> usize {
    if lower == "according" {
        return 43;
    }
    let mut forms = verbs::look_up(lower);
    let Some(form) = forms.next() else {
        return 0;
    };
    let has = |letter: char| form.frames.contains(letter);
    let takes = if has('t') && has('q') && form.act == "say" {
        0
    } else if has('t') && has('q') {
        1
    } else if has('o') {
        2
    } else if has('k') {
        3
    } else if has('g') || has('a') {
        4
    } else if has('s') {
        5
    } else if has('t') || has('b') {
        6
    } else {
        7
    };
    let letters = form.letters;
    let shape = if letters.contains('g') {
        0
    } else if letters.contains('d') {
        1
    } else if letters.contains('s') {
        2
    } else if letters.contains('b') {
        3
    } else {
        4
    };
    1 + takes * 5 + shape
}

/// The class of a word: what the lists know of it.
fn class(word: &str, lower: &str, kind: TokenKind) -> usize {
    if kind != TokenKind::Word {
        return 0;
    }
    let small = !matches!(word, "US" | "WHO");
    if let Some(class) = names::function_word(word, lower).filter(|_| small) {
        return match class {
            "definite" => 1,
            "indefinite" => 2,
            "possessive" => 3,
            "quantity" => 4,
            "one" | "another" | "number" => 5,
            "preposition" => 6,
            "conjunction" => 7,
            "relative" => 8,
            "pronoun" => 9,
            "auxiliary" => 10,
            "adverb" => 11,
            "verb" => 12,
            "day" => 13,
            _ => 14,
        };
    }
    if names::honorific(word).is_some() {
        return 15;
    }
    if nouns::role(lower).is_some() {
        return 16;
    }
    if let Some(noun) = nouns::unnamed(lower) {
        return 17 + usize::from(noun.plural);
    }
    if nouns::document(lower).is_some() {
        return 19;
    }
    if nouns::organisation(lower).is_some() {
        return 20;
    }
    if word.starts_with(char::is_uppercase) {
        if names::given_name(word).is_some() {
            return 21;
        }
        if names::place(word).is_some() {
            return 22;
        }
    }
    if nouns::goes_before_role(lower) {
        return 23;
    }
    0
}

/// A distance in eight or nine steps, finer near by.
fn distance(tokens: usize) -> usize {
    match tokens {
        0..=3 => tokens,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=25 => 7,
        _ => 8,
    }
}

/// A distance in twelve steps.
fn far(tokens: usize) -> usize {
    match tokens {
        0..=4 => tokens,
        5..=6 => 5,
        7..=9 => 6,
        10..=13 => 7,
        14..=19 => 8,
        20..=29 => 9,
        30..=45 => 10,
        _ => 11,
    }
}
