//! Quotations without a verb of their own: they go on from the statement before.

use core::iter::once;
use core::ops::Range;
use std::collections::HashMap;

use super::draft::Draft;
use super::words::Words;

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
    let mut said: Option<Said<'_>> = None;
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
            let said = said.get_or_insert_with(|| Said::read(words, &holder));
            let wanted: Vec<&str> = spoken(words, tokens.clone()).collect();
            let quotation = said.quotation(&wanted);
            if let Some(draft) = quotation.and_then(|q| holder.get(q).copied().flatten()) {
                let mut repeated = Draft::new(once(tokens), 0..0, "quote-repeated", 0.65);
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
            && goes_on(words, quotation.block)
            && (quotation.continues || begins_block(words, quotation.block, &tokens))
        {
            let mut next = Draft::new(once(tokens), 0..0, "quote-continued", 0.65);
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
    block.is_some_and(|block| block.kind.is_body())
}

/// What the body's quotations say. Their words are read once: a page may have thousands of quoted subheadings.
struct Said<'a> {
    /// Each word and its quotation.
    words: Vec<(&'a str, usize)>,
    /// Where each run of so many words begins.
    starts: HashMap<Vec<&'a str>, Vec<usize>>,
}

/// Most places with the same first words that are compared in full.
const MOST_COMPARED: usize = 8;

impl<'a> Said<'a> {
    fn read(words: &'a Words<'_>, holder: &[Option<usize>]) -> Self {
        let held = words.document.quotations.iter().zip(holder).enumerate();
        let all: Vec<(&str, usize)> = held
            .filter(|(_, (quotation, draft))| draft.is_some() && is_body(words, quotation.block))
            .flat_map(|(index, (quotation, _))| {
                let tokens = words.document.tokens_in(quotation.span);
                spoken(words, tokens).map(move |word| (word, index))
            })
            .collect();
        let mut starts: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for (at, run) in all.windows(SHORTEST).enumerate() {
            let places = starts
                .entry(run.iter().map(|(word, _)| *word).collect())
                .or_default();
            if places.len() < MOST_COMPARED {
                places.push(at);
            }
        }
        Self { words: all, starts }
    }

    /// The first quotation that holds these words, in this order.
    fn quotation(&self, wanted: &[&str]) -> Option<usize> {
        let places = self.starts.get(wanted.get(..SHORTEST)?)?;
        places.iter().find_map(|&at| {
            let run = self.words.get(at..at + wanted.len())?;
            let quotation = run.first()?.1;
            let same = run
                .iter()
                .zip(wanted)
                .all(|((word, from), wanted)| word == wanted && *from == quotation);
            same.then_some(quotation)
        })
    }
}

/// The words among these tokens, in lower case.
fn spoken<'a>(words: &'a Words<'_>, tokens: Range<usize>) -> impl Iterator<Item = &'a str> {
    tokens.filter(|&i| words.is_word(i)).map(|i| words.lower(i))
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

/// Whether the block goes on from the one before: with a time stamp an entry of its own begins.
fn goes_on(words: &Words<'_>, block: u32) -> bool {
    let layout = words.document.layouts.get(block as usize);
    layout.is_none_or(|l| l.stamp == 0)
}

fn begins_block(words: &Words<'_>, block: u32, tokens: &Range<usize>) -> bool {
    words
        .document
        .blocks
        .get(block as usize)
        .is_some_and(|b| words.document.tokens_in(b.span).start == tokens.start)
}
