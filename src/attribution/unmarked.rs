//! Quotations without marks: a block quote, or a paragraph behind "Lee said:".

use core::iter::once;
use core::ops::Range;

use super::Form;
use super::cue;
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::article::BlockKind;
use crate::text::TokenKind;

/// Fewest words of such a paragraph.
const SHORTEST: usize = 5;
/// How far from a paragraph's end its verb of saying stands, in tokens.
const NEAR: usize = 40;

/// Adds the paragraphs that are somebody's words as a whole.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let blocks = words.document.blocks;
    let tokens: Vec<Range<usize>> = blocks.iter().map(|b| words.document.tokens_in(b.span)).collect();
    let first_person = first_person(words, &tokens);
    // The last statement of each block.
    let mut last: Vec<Option<usize>> = vec![None; blocks.len()];
    let mut place = vec![0usize; words.document.tokens.len()];
    for (block, range) in tokens.iter().enumerate() {
        if let Some(slots) = place.get_mut(range.clone()) {
            slots.fill(block);
        }
    }
    for (index, draft) in drafts.iter().enumerate() {
        let speaks = draft.mention.is_some() && draft.form != Some(Form::Agentless) && !draft.no_comment;
        let Some(slot) = place.get(draft.cue.start).and_then(|&b| last.get_mut(b)) else {
            continue;
        };
        let later = slot
            .and_then(|i| drafts.get(i))
            .is_none_or(|d| d.cue.start <= draft.cue.start);
        if speaks && !draft.cue.is_empty() && later {
            *slot = Some(index);
        }
    }
    let mut spoken: Vec<Range<usize>> = Vec::new();
    let mut new: Vec<Draft> = Vec::new();
    let mut before: Option<usize> = None;
    // The first paragraph of a long quotation that is not closed yet.
    let mut open: Option<usize> = None;
    for (block, range) in tokens.iter().enumerate() {
        let previous = block.checked_sub(1);
        let body = blocks.get(block).is_some_and(|b| b.kind.is_body());
        let long = range.clone().filter(|&i| words.is_word(i)).count() >= SHORTEST;
        if !body || !long {
            before = None;
            open = None;
            continue;
        }
        // The items of a list have their own reading; see `listed`.
        let item = words.document.layouts.get(block).is_some_and(|l| l.is_item());
        let bare = range.clone().all(|i| words.quotation(i).is_none()) && !item;
        let opens = words.kind(range.start) == Some(TokenKind::Quote);
        let led = previous
            .filter(|_| bare || opens && unfinished(words, range))
            .and_then(|p| led_in(words, tokens.get(p)?, range));
        if let Some(draft) = led {
            spoken.push(range.clone());
            new.push(draft);
            open = Some(drafts.len() + new.len() - 1).filter(|_| opens);
            before = None;
            continue;
        }
        // Each further paragraph of a long quotation opens anew.
        if let Some(first) = open.filter(|_| opens) {
            let mut draft = Draft::new(once(range.clone()), 0..0, "block-quote", 0.7);
            draft.form = Some(Form::Direct);
            draft.continues = Some(first);
            spoken.push(range.clone());
            new.push(draft);
            open = open.filter(|_| unfinished(words, range));
            continue;
        }
        open = None;
        if !bare {
            before = None;
            continue;
        }
        let quotes = blocks.get(block).is_some_and(|b| b.kind == BlockKind::Blockquote)
            || first_person.get(block) == Some(&true);
        // Of a quotation over several blocks all go on from what leads in the first.
        let earlier = before.or_else(|| previous.and_then(|p| last.get(p).copied().flatten()));
        before = earlier.filter(|_| quotes);
        if let Some(earlier) = before {
            let mut draft = Draft::new(once(range.clone()), 0..0, "block-quote", 0.7);
            draft.form = Some(Form::Direct);
            draft.continues = Some(earlier);
            spoken.push(range.clone());
            new.push(draft);
        }
    }
    if spoken.is_empty() {
        return;
    }
    // What the words of a quotation say of others is said by nobody else.
    let inside = |at: usize| {
        let next = spoken.partition_point(|r| r.start <= at);
        next.checked_sub(1)
            .and_then(|i| spoken.get(i))
            .is_some_and(|r| r.contains(&at))
    };
    // Without content they are no statements in the end, and the others keep their numbers.
    for draft in drafts.iter_mut() {
        if draft.content.first().is_some_and(|c| inside(c.start)) {
            draft.content.clear();
        }
    }
    drafts.append(&mut new);
}

/// Whether a paragraph that opens a quotation does not close it, so that the next one goes on.
fn unfinished(words: &Words<'_>, block: &Range<usize>) -> bool {
    let quote = |i: usize| words.kind(i) == Some(TokenKind::Quote);
    // "“Not now,” the man shouted, and left": the paragraph is not all his.
    let said = (block.start + 1..block.end)
        .filter(|&i| quote(i))
        .any(|i| (i + 1..block.end.min(i + 6)).any(|k| words.is_reporting(k)));
    block.end.checked_sub(1).is_some_and(|i| !quote(i)) && !said
}

/// "Lee wrote:" at the end of the paragraph before.
fn led_in(words: &Words<'_>, before: &Range<usize>, block: &Range<usize>) -> Option<Draft> {
    let colon = before.end.checked_sub(1).filter(|&i| words.word(i) == ":")?;
    let sentence = words.sentence_of(colon);
    let near = sentence.start.max(colon.saturating_sub(NEAR))..colon;
    let low = near.start;
    let cue = cue::find(words, near).pop()?;
    // "From Ann Lee, writing in the Courier:"
    let subject = cue
        .subject
        .or_else(|| phrase::subject_before(words, cue.group, low));
    let mention = subject.filter(|_| cue.form.frames.contains('q'))?;
    let mut draft = Draft::new(once(block.clone()), cue.verb, "said-block", 0.7);
    cue.form.lemma.clone_into(&mut draft.lemma);
    draft.stance = cue.form.stance;
    draft.act = cue.form.act;
    draft.form = Some(Form::Direct);
    draft.mention = Some(mention);
    Some(draft)
}

/// The paragraphs in the first person, of a text that sets quotations off without marks: words in square brackets, which an editor
/// puts into what others said, show that it does; and its own paragraphs must be most.
fn first_person(words: &Words<'_>, blocks: &[Range<usize>]) -> Vec<bool> {
    let speaks = |range: &Range<usize>| {
        let own = |i: &usize| {
            words.quotation(*i).is_none()
                && words.is(*i, &["i", "we", "my", "our", "me", "us"])
                && words.word(*i) != "US"
        };
        // "We're told" is the outlet.
        let told = words.is(range.start, &["we", "i"])
            && range
                .clone()
                .take(5)
                .any(|i| words.is(i, &["told", "know", "learned"]));
        range.clone().filter(own).count() >= 2 && !told
    };
    let inserted = |range: &Range<usize>| {
        range.clone().any(|i| {
            words.word(i) == "["
                && words.lower(i + 1) != "sic"
                && words.word(i + 1).starts_with(char::is_lowercase)
                && (i + 2..range.end.min(i + 6)).any(|k| words.word(k) == "]")
        })
    };
    let found: Vec<bool> = blocks.iter().map(speaks).collect();
    let many = found.iter().filter(|f| **f).count();
    let set_off = blocks
        .iter()
        .zip(&found)
        .any(|(block, found)| *found && inserted(block));
    if set_off && 2 * many < blocks.len() {
        found
    } else {
        vec![false; blocks.len()]
    }
}
