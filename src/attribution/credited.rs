//! Quotations with a credit instead of a verb: "“...” — Ann Lee", "LEE: “...”", and round-ups ("TITLE “...” [Courier]").

use core::iter::once;
use core::ops::Range;

use super::TRANSCRIPT;
use super::draft::Draft;
use super::words::Words;

/// Most tokens of a credit, and of the name in it.
const LONGEST_CREDIT: usize = 16;
const LONGEST_NAME: usize = 6;
/// Fewest words of a quotation that has a credit, and of a title in capitals.
const SHORTEST_QUOTATION: usize = 4;
const SHORTEST_TITLE: usize = 2;

/// Adds the credited quotation of each block that is one.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let mut before = 0..0;
    for block in words.document.blocks {
        let block = words.document.tokens_in(block.span);
        let draft = behind_dash(words, &before, &block)
            .or_else(|| before_colon(words, &block))
            .or_else(|| passage(words, &block));
        drafts.extend(draft);
        before = block;
    }
}

/// The quotation that a block begins with, and whether it is long enough to have a credit of its own.
fn opening_quotation(words: &Words<'_>, block: &Range<usize>) -> Option<Range<usize>> {
    let quotation = words.tokens_of(words.quotation(block.start)?);
    let long = quotation.clone().filter(|&i| words.is_word(i)).count() >= SHORTEST_QUOTATION;
    (quotation.start == block.start && quotation.end <= block.end && long).then_some(quotation)
}

/// "“...” — Ann Lee, mayor": the dash stands behind the quotation or begins the next block.
fn behind_dash(words: &Words<'_>, before: &Range<usize>, block: &Range<usize>) -> Option<Draft> {
    let is_dash = |i: usize| words.is_dash(i) || matches!(words.word(i), "-" | "‒");
    let (quotation, dash) = if is_dash(block.start) {
        let quotation = opening_quotation(words, before)?;
        (quotation.end == before.end).then_some((quotation, block.start))?
    } else {
        let quotation = opening_quotation(words, block)?;
        let dash = quotation.end + usize::from(words.is_stop(quotation.end));
        (quotation, dash)
    };
    if dash >= block.end || !is_dash(dash) || block.end - dash > LONGEST_CREDIT {
        return None;
    }
    let ends = |i: &usize| words.is_border(*i) || words.is_stop(*i) || words.class(*i) == "preposition";
    let end = (dash + 1..block.end).find(ends).unwrap_or(block.end);
    let mention = dash + 1..end;
    let named = mention
        .clone()
        .all(|i| words.is_capital(i) || words.word(i).len() < 3);
    if mention.is_empty() || mention.len() > LONGEST_NAME || !named {
        return None;
    }
    let mut draft = Draft::new(once(quotation), dash..dash + 1, "dash-credit", 0.9);
    draft.mention = Some(mention);
    Some(draft)
}

/// "LEE: “...”", as in a transcript.
fn before_colon(words: &Words<'_>, block: &Range<usize>) -> Option<Draft> {
    let near = block.start..block.end.min(block.start + LONGEST_NAME + 1);
    let colon = near.clone().find(|&i| words.word(i) == ":")?;
    let mention = block.start..colon;
    let in_capitals = |i: usize| !words.word(i).contains(char::is_lowercase);
    let letters = mention.clone().any(|i| words.is_word(i));
    let quotation = words.tokens_of(words.quotation(colon + 1)?);
    if !letters || !mention.clone().all(in_capitals) || quotation.start != colon + 1 {
        return None;
    }
    let content = colon + 1..quotation.end.min(block.end);
    let mut draft = Draft::new(once(content), colon..colon + 1, TRANSCRIPT, 0.9);
    draft.mention = Some(mention);
    Some(draft)
}

/// "TITLE OF A PIECE “...” [Courier.]": the passage is from the piece, which the outlet in brackets published.
fn passage(words: &Words<'_>, block: &Range<usize>) -> Option<Draft> {
    let close = block.clone().rev().find(|&i| !words.is_stop(i))?;
    if words.word(close) != "]" {
        return None;
    }
    let open = (block.start..close)
        .rev()
        .take(8)
        .find(|&i| words.word(i) == "[")?;
    let outlet = open + 1..close - usize::from(words.is_stop(close - 1));
    let last = open.checked_sub(1)?;
    let quotation = words.tokens_of(words.quotation(last)?);
    let title = block.start..quotation.start;
    let in_capitals = |i: usize| !words.word(i).contains(char::is_lowercase);
    let letters = title.clone().filter(|&i| words.is_word(i)).count();
    if outlet.is_empty() || letters < SHORTEST_TITLE || !title.clone().all(in_capitals) {
        return None;
    }
    let mut draft = Draft::new(once(quotation), open..close + 1, "credited-passage", 0.85);
    draft.act = "report";
    draft.relay = Some((outlet, open..close + 1));
    draft.mention = Some(title);
    Some(draft)
}
