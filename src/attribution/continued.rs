//! Quotations without a verb of their own: they go on from the statement before.

use core::iter::once;
use core::ops::Range;

use super::draft::Draft;
use super::words::Words;
use crate::article::BlockKind;

/// Fewest words of a quotation that can stand alone.
const SHORTEST: usize = 4;

/// Gives the quotations that no statement holds to the speaker before: a sentence behind a quotation in the same paragraph
/// is a further piece of its content, a paragraph of its own a statement that continues.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let mut taken = vec![false; words.document.quotations.len()];
    // For each quotation the draft that holds it, so that the one before can be found.
    let mut holder: Vec<Option<usize>> = vec![None; taken.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for piece in &draft.content {
            let mut at = piece.start;
            while at < piece.end {
                match words.quotation(at) {
                    Some(q) => {
                        if let (Some(slot), Some(held)) =
                            (taken.get_mut(q as usize), holder.get_mut(q as usize))
                        {
                            *slot = true;
                            *held = held.or(Some(index));
                        }
                        at = words.tokens_of(q).end.max(at + 1);
                    }
                    None => at += 1,
                }
            }
        }
    }
    let mut last: Option<(usize, usize)> = None; // quotation and the draft that holds it
    for (index, quotation) in words.document.quotations.iter().enumerate() {
        if quotation.level > 0 {
            continue;
        }
        if let Some(draft) = holder.get(index).copied().flatten() {
            last = Some((index, draft));
            continue;
        }
        let tokens = words.document.tokens_in(quotation.span);
        if !is_body(words, quotation.block) {
            // A subheading or box takes its words from the text: whoever says them there.
            if let Some(draft) = said_in_body(words, &holder, &tokens) {
                let mut repeated = Draft::new(once(tokens), 0..0, "quote-repeated", 0.6);
                repeated.continues = Some(draft);
                drafts.push(repeated);
            }
            continue;
        }
        let Some((before, draft)) = last else { continue };
        if !stands_alone(words, &tokens) || taken.get(index) == Some(&true) {
            continue;
        }
        let Some(earlier) = words.document.quotations.get(before) else {
            continue;
        };
        if earlier.block == quotation.block {
            if let Some(draft) = drafts.get_mut(draft) {
                draft.content.push(tokens);
            }
            last = Some((index, draft));
        } else if earlier.block + 1 == quotation.block
            && (quotation.continues || begins_block(words, quotation.block, &tokens))
        {
            let mut next = Draft::new(once(tokens), 0..0, "quote-continued", 0.6);
            next.continues = Some(draft);
            if let Some(origin) = drafts.get(draft) {
                next.act = origin.act;
                next.stance = "neutral";
            }
            drafts.push(next);
            last = Some((index, drafts.len() - 1));
        }
    }
}

fn is_body(words: &Words<'_>, block: u32) -> bool {
    let block = words.document.blocks.get(block as usize);
    block.is_some_and(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Blockquote | BlockKind::Item
        )
    })
}

/// The statement in the body whose quotation has the same words.
fn said_in_body(words: &Words<'_>, holder: &[Option<usize>], tokens: &Range<usize>) -> Option<usize> {
    let wanted: Vec<&str> = tokens
        .clone()
        .filter(|&i| words.is_word(i))
        .map(|i| words.lower(i))
        .collect();
    if wanted.len() < SHORTEST {
        return None;
    }
    let held = holder.iter().zip(&words.document.quotations);
    held.filter(|(_, quotation)| is_body(words, quotation.block))
        .find_map(|(draft, quotation)| {
            let said: Vec<&str> = words
                .document
                .tokens_in(quotation.span)
                .filter(|&i| words.is_word(i))
                .map(|i| words.lower(i))
                .collect();
            let same = said.windows(wanted.len()).any(|window| window == wanted);
            (*draft).filter(|_| same)
        })
}

/// Whether a quotation is a sentence of its own, with no words of the outlet around.
fn stands_alone(words: &Words<'_>, tokens: &Range<usize>) -> bool {
    let long = tokens.clone().filter(|&i| words.is_word(i)).count() >= SHORTEST;
    let sentence = |i: usize| {
        let offset = words.document.tokens.get(i).map(|t| t.span.start())?;
        let index = words.document.sentence_at(offset)?;
        words.document.sentences.get(index).map(|s| s.tokens())
    };
    let (first, last) = (sentence(tokens.start), sentence(tokens.end.saturating_sub(1)));
    long && first.is_some_and(|s| s.start == tokens.start) && last.is_some_and(|s| s.end <= tokens.end)
}

fn begins_block(words: &Words<'_>, block: u32, tokens: &Range<usize>) -> bool {
    words
        .document
        .blocks
        .get(block as usize)
        .is_some_and(|b| words.document.tokens_in(b.span).start == tokens.start)
}
