//! What a figure measures: the noun phrase behind it, behind "of" or "in", or before it.
//!
//! There is no tagger here; a phrase ends at function words, frequent verbs and punctuation, and behind a plural head.

use super::numeral;
use super::piece::{PieceKind, Words};
use super::reader::Draft;
use super::{Figure, FigureKind};
use crate::lexicon::figures::{approximator, change, ends_noun_phrase, is_plural, says_amount};
use crate::lexicon::numbers::NumberClass;
use crate::lexicon::{calendar, units};
use crate::span::Span;
use core::ops::Range;

/// Longest noun phrase, in pieces.
const LONGEST: usize = 8;

/// Words that may stand before the noun phrase and are not part of it.
const DETERMINERS: [&str; 24] = [
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "my",
    "your",
    "his",
    "her",
    "its",
    "our",
    "their",
    "all",
    "such",
    "more",
    "additional",
    "other",
    "any",
    "some",
    "every",
    "each",
    "so-called",
];

/// The pieces of the noun phrase that the figure counts or measures.
pub(super) fn find(words: Words, draft: &Draft, behind: usize) -> Option<Range<usize>> {
    let figure = &draft.figure;
    match figure.kind {
        FigureKind::Date | FigureKind::Time | FigureKind::Vague => None,
        FigureKind::Age => age(words, draft),
        FigureKind::Score => plain(words, behind)
            .filter(|np| is_head(words, np))
            .or_else(|| before_of(words, draft.first))
            .or_else(|| of(words, behind, &["in", "among"]).filter(|np| is_plural(words.lower(np.end - 1)))),
        FigureKind::Count | FigureKind::Ordinal => {
            if figure.kind == FigureKind::Ordinal && words.hyphen(behind) && words.is_word(behind + 1) {
                // "third-highest rating"
                return phrase(words, behind + 2);
            }
            let percentile = words.is(behind, "percentile");
            if percentile {
                return Some(behind..behind + 1);
            }
            // What is more than one is counted in the plural; a singular behind it is something else.
            let many = figure.kind == FigureKind::Count
                && figure.unit.is_none()
                && figure.value != Some(super::Decimal::ONE);
            phrase(words, behind)
                .filter(|np| !many || np.clone().any(|i| is_plural(words.lower(i))))
                .or_else(|| of(words, behind, &["of"]))
                .or_else(|| before_of(words, draft.first))
                .or_else(|| figure.change.and_then(|_| subject(words, draft)))
        }
        FigureKind::Multiple if figure.found_by == "multiplied" => {
            phrase(words, behind).or_else(|| subject_of(words, draft.first))
        }
        FigureKind::Multiple => {
            let as_many = words.is(behind, "as") && words.is_any(behind + 1, &["many", "much"]);
            let at = if as_many { behind + 2 } else { behind };
            of(words, at, &["of"])
                .or_else(|| phrase(words, at + usize::from(words.is_any(at, &DETERMINERS))))
                .or_else(|| subject(words, draft))
        }
        FigureKind::Ratio => of(words, behind, &["of"])
            .or_else(|| phrase(words, behind).filter(|np| is_head(words, np)))
            .or_else(|| figure.change.and_then(|_| subject(words, draft))),
        FigureKind::Percent if words.is_any(behind, &["year", "month", "week"]) => subject(words, draft),
        FigureKind::Percent => of(words, behind, &["of"])
            .or_else(|| phrase(words, behind))
            .or_else(|| before_of(words, draft.first))
            .or_else(|| subject(words, draft)),
        FigureKind::Money if words.is(behind, "worth") => {
            of(words, behind + 1, &["of"]).or_else(|| subject(words, draft))
        }
        FigureKind::Money => plain(words, behind)
            .or_else(|| subject(words, draft))
            .or_else(|| of(words, behind, &["in", "of", "for", "on", "worth"]))
            .or_else(|| before_of(words, draft.first)),
        FigureKind::Quantity | FigureKind::Duration => possessed(words, draft)
            .or_else(|| of(words, behind, &["of"]))
            .or_else(|| {
                if draft.compound {
                    phrase(words, behind)
                } else {
                    None
                }
            })
            .or_else(|| before_of(words, draft.first))
            .or_else(|| {
                if figure.kind == FigureKind::Quantity {
                    subject(words, draft)
                } else {
                    None
                }
            }),
    }
}

/// A phrase directly behind a figure, without a determiner.
fn plain(words: Words, at: usize) -> Option<Range<usize>> {
    if !words.is_word(at) && !words.hyphen(at) {
        return None;
    }
    noun_phrase(words, at)
}

/// A phrase behind a figure; determiners, "of the" and quotation marks between are passed over.
fn phrase(words: Words, at: usize) -> Option<Range<usize>> {
    let at = if words.is_any(at, &["more", "additional", "other", "\"", "“"]) {
        at + 1
    } else {
        at
    };
    let at = if words.is(at, "plus") && words.is(at + 2, "minus") {
        at + 3
    } else {
        at
    };
    // "800-page, $7 million report": a second figure between.
    if words.is(at, ",") && words.is_any(at + 1, &["$", "£", "€"]) {
        let end = (at + 2..at + 5)
            .take_while(|&i| words.number(i).is_some() || words.number_word(i).is_some())
            .count();
        return noun_phrase(words, at + 2 + end);
    }
    noun_phrase(words, at)
}

/// A phrase behind one of the prepositions and its determiners.
fn of(words: Words, at: usize, prepositions: &[&str]) -> Option<Range<usize>> {
    if !words.is_any(at, prepositions) {
        return None;
    }
    let mut start = at + 1;
    while words.is_any(start, &DETERMINERS) && start < at + 4 {
        start += 1;
    }
    // "of the 9m voters"
    if let Some(numeral) = numeral::read(words, start) {
        start = numeral.end;
    }
    // "in 2016" and "on Tuesday" measure nothing.
    if words.month(start).is_some() || words.weekday(start).is_some() {
        return None;
    }
    if words.is(start, "own") {
        return None;
    }
    if words.is_any(start, &["whom", "which", "them", "us", "those"]) && !words.capital(start) {
        return Some(start..start + 1).filter(|_| words.is(start, "those"));
    }
    noun_phrase(words, start)
}

/// The noun phrase that begins at `start`, or the one that it owns a number of: "the campaign's several dozen employees".
fn noun_phrase(words: Words, start: usize) -> Option<Range<usize>> {
    if is_when(words, start) {
        return None;
    }
    let phrase = simple_phrase(words, start)?;
    let end = phrase.end;
    if words.is_any(end, &["'s", "'"]) && counts(words, end + 1) {
        let number = if words.is(end + 1, "several") {
            end + 2
        } else {
            end + 1
        };
        let behind = numeral::read(words, number).map_or(number, |n| n.end);
        return simple_phrase(words, behind);
    }
    Some(phrase)
}

/// Whether a number begins at `at`, or "several".
fn counts(words: Words, at: usize) -> bool {
    words.is(at, "several")
        || words.number(at).is_some()
        || words
            .number_word(at)
            .is_some_and(|(c, _)| c != NumberClass::Ordinal)
}

/// The noun phrase that begins at `start`: up to a border, a plural head or the end of the words.
fn simple_phrase(words: Words, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    while end < start + LONGEST {
        let Some(piece) = words.get(end) else { break };
        let lower = &*piece.lower;
        match piece.kind {
            PieceKind::Word => {
                let capitals =
                    piece.text.len() > 1 && piece.text.chars().all(|c| c.is_uppercase() || c == '.');
                if ends_noun_phrase(lower)
                    && !capitals
                    && !(piece.text.starts_with(char::is_uppercase) && end > start && lower != "i")
                {
                    // "smaller and regional carriers"
                    if end > start && matches!(lower, "and" | "or") && adjectives_go_on(words, end) {
                        end += 1;
                        continue;
                    }
                    break;
                }
                if verb_like(words, end) && (end > start || lower.ends_with("ed")) {
                    break;
                }
                if end > start
                    && (calendar::weekday(lower).is_some()
                        || calendar::month(lower).is_some() && words.capital(end))
                {
                    break;
                }
                end += 1;
                // A plural is the head, unless another noun of the phrase follows ("sports fans", "gun control measures").
                if is_plural(lower) && !goes_on(words, end) {
                    break;
                }
            }
            // The owner of a number is no part of what is counted: "the town's several dozen mills".
            PieceKind::Clitic if counts(words, end + 1) => break,
            PieceKind::Clitic if end > start && matches!(lower, "'s" | "'" | "s'") => end += 1,
            PieceKind::Mark if words.hyphen(end) && end > start => {
                end += if words.number(end + 1).is_some() { 2 } else { 1 }
            }
            _ => break,
        }
    }
    while end > start
        && (!words.is_word(end - 1)
            || words.is_any(end - 1, &["more", "ahead", "away", "else", "higher", "lower"]))
    {
        end -= 1;
    }
    (end > start && (start..end).any(|i| words.is_word(i) && words.lower(i).len() > 1)).then_some(start..end)
}

/// Whether an "and" at `at` joins two adjectives: no plural before it, one soon behind it.
fn adjectives_go_on(words: Words, at: usize) -> bool {
    !is_plural(words.before(at))
        && (at + 1..at + 4)
            .take_while(|&i| words.is_word(i) && !ends_noun_phrase(words.lower(i)))
            .any(|i| i > at + 1 && is_plural(words.lower(i)))
}

/// Whether the phrase goes on behind a plural.
fn goes_on(words: Words, at: usize) -> bool {
    if words.hyphen(at) {
        return true;
    }
    if words.is_any(at, &["'", "'s"]) {
        return words.is_word(at + 1) && !ends_noun_phrase(words.lower(at + 1));
    }
    let next = words.lower(at);
    words.is_word(at) && is_plural(next) && !ends_noun_phrase(next) && change(next).is_none()
}

/// Words that are verbs more often than not behind a noun.
fn verb_like(words: Words, at: usize) -> bool {
    let word = words.lower(at);
    let past = word.len() > 4 && word.ends_with("ed") && !words.is_word(at + 1);
    let followed = word.len() > 4
        && word.ends_with("ed")
        && (ends_noun_phrase(words.lower(at + 1)) || words.number(at + 1).is_some());
    let gerund = word.len() > 5
        && word.ends_with("ing")
        && (ends_noun_phrase(words.lower(at + 1)) && is_plural(words.before(at)) || counts(words, at + 1));
    let saying = crate::lexicon::verbs::look_up(word).any(|v| v.letters.contains('d'))
        && word != "set"
        && word != "put";
    past || followed || gerund || saying
}

fn is_head(words: Words, phrase: &Range<usize>) -> bool {
    phrase.end > phrase.start && !ends_noun_phrase(words.lower(phrase.start))
}

/// The noun phrase before "of" before the figure: "a community of over 21,000", "a lead of between five and 10 points".
fn before_of(words: Words, first: usize) -> Option<Range<usize>> {
    let from = first.saturating_sub(6);
    let of = (from..first).rev().find(|&i| words.is(i, "of"))?;
    if words.is_any(of + 1, &["the", "these", "those", "its", "their", "his", "her"]) {
        return None;
    }
    // Only approximators and the like stand between.
    if (of + 1..first)
        .any(|i| words.is_word(i) && !ends_noun_phrase(words.lower(i)) && words.number_word(i).is_none())
    {
        return None;
    }
    let end = of;
    let mut start = end;
    while start > 0 && end - start < LONGEST {
        let word = words.lower(start - 1);
        let inner_of = word == "of" && start < end && words.is_word(start.wrapping_sub(2));
        if !(words.is_word(start - 1) && !ends_noun_phrase(word) || inner_of || words.hyphen(start - 1)) {
            break;
        }
        start -= 1;
    }
    let head_is_amount = words.is_any(
        end.wrapping_sub(1),
        &["out", "half", "one", "total", "tens", "hundreds"],
    );
    (start < end && !head_is_amount).then_some(start..end)
}

/// What may stand between such a verb and the figure.
const BETWEEN_VERB_AND_FIGURE: [&str; 24] = [
    "at", "about", "to", "by", "a", "an", "me", "us", "them", "him", "her", "you", "only", "just", "around",
    "more", "than", "nearly", "almost", "over", "less", "still", "between", "from",
];

/// Where a clause begins.
const CLAUSE_BORDERS: [&str; 18] = [
    ",", ";", ":", "and", "but", "while", "that", "as", "because", "(", "—", "--", "“", "\"", "said",
    "which", "when", "if",
];

/// What changes or has the amount, where a verb before the figure says so: its subject ("Exports fell 5 percent", "The
/// case cost us $5") or its object ("cut rents by 5 percent").
fn subject(words: Words, draft: &Draft) -> Option<Range<usize>> {
    let first = draft.first;
    let far = draft
        .figure
        .change
        .is_some_and(|c| c.role != super::ChangeRole::By);
    let from = first.saturating_sub(if far { 24 } else { 6 });
    let mut verb = None;
    for i in (from..first).rev() {
        let word = words.lower(i);
        if words.is_word(i) && (change(word).is_some() || says_amount(word) && !far) {
            verb = Some(i);
            break;
        }
        if words.is_any(i, &["by", "to", "at"])
            && let Some(object) = phrase_before(words, i).filter(|np| np.start > from)
            && change(words.lower(words.over_determiners(object.start).wrapping_sub(1))).is_some()
        {
            return Some(object);
        }
        if !far
            && words.is_word(i)
            && !BETWEEN_VERB_AND_FIGURE.contains(&word)
            && approximator(word, true).is_none()
        {
            return None;
        }
    }
    let verb = verb?;
    far.then(|| object_of(words, verb, first))
        .flatten()
        .or_else(|| subject_of(words, verb))
}

/// The object of the verb at `verb`, before piece `first`: "raise the number of seats from 70 to 90".
fn object_of(words: Words, verb: usize, first: usize) -> Option<Range<usize>> {
    let start = verb + 1 + usize::from(words.is_any(verb + 1, &DETERMINERS));
    if !words.is_word(start) || words.lower(start).ends_with("ly") {
        return None;
    }
    let phrase = noun_phrase(words, start).filter(|np| np.end <= first)?;
    if words.is_any(phrase.end - 1, &["number", "total"]) {
        return of(words, phrase.end, &["of"]).or(Some(phrase));
    }
    Some(phrase)
}

/// The subject of the verb at `verb`: the noun phrase before it, or the first one of the clause.
fn subject_of(words: Words, verb: usize) -> Option<Range<usize>> {
    phrase_before(words, verb).or_else(|| first_of_clause(words, verb))
}

/// The first noun phrase of the clause, if it ends before piece `verb`.
fn first_of_clause(words: Words, verb: usize) -> Option<Range<usize>> {
    let mut start = verb;
    while start > 0 && verb - start < 16 && !CLAUSE_BORDERS.contains(&words.lower(start - 1)) {
        start -= 1;
    }
    while start < verb && words.is_any(start, &DETERMINERS) {
        start += 1;
    }
    noun_phrase(words, start).filter(|phrase| phrase.end <= verb)
}

/// The noun phrase that ends before piece `end`, over auxiliaries and adverbs; of "rents in the north" it is "rents".
fn phrase_before(words: Words, end: usize) -> Option<Range<usize>> {
    let mut end = end;
    while end > 0
        && (words.before(end).ends_with("ly")
            || matches!(
                words.before(end),
                "has"
                    | "have"
                    | "had"
                    | "will"
                    | "would"
                    | "could"
                    | "may"
                    | "might"
                    | "should"
                    | "can"
                    | "to"
                    | "been"
                    | "also"
                    | "now"
            ))
    {
        end -= 1;
    }
    let mut phrase = None;
    for _ in 0..3 {
        let mut start = end;
        while start > 0 && end - start < LONGEST && joins(words, start - 1) {
            start -= 1;
        }
        if start == end || is_when(words, start) || words.number(start.wrapping_sub(1)).is_some() {
            return None;
        }
        phrase = Some(start..end);
        let before = words.over_determiners(start);
        if !words.is_any(
            before.wrapping_sub(1),
            &[
                "of", "in", "for", "at", "on", "from", "to", "by", "among", "against", "under", "between",
                "through",
            ],
        ) {
            return phrase;
        }
        end = before - 1;
    }
    phrase
}

/// Whether piece `at` may be part of a noun phrase that ends behind it.
fn joins(words: Words, at: usize) -> bool {
    let word = words.lower(at);
    words.hyphen(at)
        || words.is_word(at) && !ends_noun_phrase(word) && change(word).is_none() && !verb_like(words, at)
}

/// "last year", "the previous quarter": when, and nothing measured.
fn is_when(words: Words, at: usize) -> bool {
    matches!(words.lower(at), "last" | "next" | "this" | "past" | "previous")
        && (units::unit(words.lower(at + 1)).is_some_and(|u| u.dimension == "time")
            || words.month(at + 1).is_some())
}

/// The measure of the figure before this one, where both are ends of one comparison: "from 5 to 7", "3.6 F, or 2 C",
/// "$98,000, compared with $93,000".
pub(super) fn shared(words: Words, draft: &Draft, earlier: &[Figure]) -> Option<Span> {
    let last = earlier.iter().rev().find(|f| f.kind == draft.figure.kind)?;
    let mut at = draft.first;
    while at > 0 && approximator(words.before(at), true).is_some() {
        at -= 1;
    }
    let reach = match words.before(at) {
        "or" | "to" | "and" | "(" => 2,
        "from" | "with" | "versus" if !words.is(draft.end, "for") => 16,
        _ => return None,
    };
    let near = words
        .get(at.saturating_sub(reach + 1))
        .is_none_or(|p| p.span.start() < last.span.end());
    let same = last.kind == FigureKind::Quantity
        || last.currency == draft.figure.currency && last.unit == draft.figure.unit;
    last.measure.filter(|_| near && same)
}

/// "five months' probation", "two days of talks".
fn possessed(words: Words, draft: &Draft) -> Option<Range<usize>> {
    let at = draft.end;
    let mark = words.is_any(at, &["'", "'s", "’"]) && words.glued(at);
    mark.then(|| noun_phrase(words, at + 1)).flatten()
}

/// Whose age: "Ann Lee, 50,", "voters under 30", "when she was 25", "54-year-old man".
fn age(words: Words, draft: &Draft) -> Option<Range<usize>> {
    let first = draft.first;
    if draft.compound {
        // "Ann Lee, a 54-year-old from Hull"
        return noun_phrase(words, draft.end).or_else(|| {
            let comma = first.checked_sub(2).filter(|&at| words.is(at, ","))?;
            name_before(words, comma)
        });
    }
    // "my father left at age 16"
    if matches!(words.before(first), "age") && words.before(first - 1) == "at" {
        return first_of_clause(words, first - 2);
    }
    if words.before(first) == "," {
        let comma = first.checked_sub(1)?;
        return name_before(words, comma).or_else(|| phrase_before(words, comma));
    }
    let mut at = first;
    // Back over "ages", "under", "younger than", "was".
    while at > 0 && first - at < 4 && ends_age(words.lower(at - 1)) {
        at -= 1;
    }
    let end = at;
    let mut start = end;
    while start > 0
        && words.is_word(start - 1)
        && (!ends_noun_phrase(words.lower(start - 1)) || is_person(words.lower(start - 1)))
        && end - start < 4
    {
        start -= 1;
        if is_person(words.lower(start)) {
            break;
        }
    }
    (start < end).then_some(start..end)
}

fn is_person(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "i" | "they" | "those" | "we" | "you" | "who" | "anyone" | "everyone"
    )
}

fn ends_age(word: &str) -> bool {
    matches!(
        word,
        "age"
            | "aged"
            | "ages"
            | "under"
            | "over"
            | "younger"
            | "older"
            | "than"
            | "was"
            | "is"
            | "were"
            | "are"
            | "turned"
            | "below"
            | "above"
            | "at"
            | "of"
            | "the"
            | ","
            | "between"
            | "from"
            | "just"
            | "only"
            | "about"
            | "nearly"
            | "almost"
            | "turns"
            | "turning"
            | "'s"
    )
}

/// The name that ends before piece `end`.
pub(super) fn name_before(words: Words, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > 0 && end - start < 6 {
        let named = words.is_word(start - 1) && words.capital(start - 1) || words.hyphen(start - 1);
        let particle = start < end
            && words.is_any(
                start - 1,
                &[
                    "de", "la", "van", "von", "bin", "al", "del", "den", "der", "da", "di", "el",
                ],
            );
        if !(named || particle) {
            break;
        }
        start -= 1;
    }
    (start < end).then_some(start..end)
}
