//! Transcripts and interviews: "WALLACE: ...", "Q: ...", "Ann Lee: ...". What stands behind the colon is said by whom the
//! label names, and so are the paragraphs that follow, until the next label.

use core::ops::Range;
use std::collections::HashMap;

use super::draft::Draft;
use super::words::Words;
use super::{Form, TRANSCRIPT};
use crate::article::BlockKind;
use crate::lexicon::{names, transcripts};
use crate::text::TokenKind;

/// Most tokens of a label ("ANN LEE, MAYOR OF WESTMARK, AND MEMBER OF THE COUNCIL").
const LONGEST_LABEL: usize = 16;
/// Most words of the name in it.
const LONGEST_NAME: usize = 5;
/// Fewest paragraphs with labels that make a transcript, and their least share: one in so many.
const LEAST_LABELS: usize = 3;
const LEAST_SHARE: usize = 5;
/// Most speakers whose labels have the form of any heading: the one who asks ("Gazette:").
const MOST_UNSURE: usize = 2;
/// Most words of a stage direction between square brackets.
const LONGEST_DIRECTION: usize = 5;
/// Least confidence of a statement that is taken out of somebody's words in a transcript.
const CLEAR: f32 = 0.7;

/// The label of a paragraph.
struct Label {
    /// The name, with a form of address, without a description.
    name: Range<usize>,
    colon: usize,
    /// The last word of the name in lower case: all labels of a speaker share it.
    key: String,
    /// Number of the speaker.
    speaker: usize,
    /// Whether it is told from a heading by its form: in capitals, "Q", or with a given name or form of address.
    sure: bool,
}

/// Adds what is said in a transcript. Other statements within it stay where they are clear.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let labels = labels(words);
    if labels.iter().all(Option::is_none) {
        return;
    }
    let spoken = spoken(words, &labels);
    keep_clear(words, &labels, &spoken, drafts);
    drafts.reserve(spoken.len());
    let first = drafts.len();
    for (mut draft, before) in spoken {
        draft.continues = before.map(|index| first + index);
        drafts.push(draft);
    }
}

/// The label of each block that has one; none at all where the text is no transcript.
fn labels(words: &Words<'_>) -> Vec<Option<Label>> {
    let document = words.document;
    let mut labels: Vec<Option<Label>> = document
        .blocks
        .iter()
        .zip(&document.layouts)
        .map(|(block, layout)| {
            let can = block.kind.is_body() && block.kind != BlockKind::Item && !layout.is_item();
            label(words, &layout.tokens).filter(|_| can)
        })
        .collect();
    // How often each speaker has a label, and whether one of them is sure.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut speakers: Vec<(usize, bool)> = Vec::new();
    for label in labels.iter_mut().flatten() {
        label.speaker = match numbers.get(&label.key) {
            Some(number) => *number,
            None => {
                numbers.insert(label.key.clone(), speakers.len());
                speakers.push((0, false));
                speakers.len() - 1
            }
        };
        if let Some((times, sure)) = speakers.get_mut(label.speaker) {
            *times += 1;
            *sure |= label.sure;
        }
    }
    let (mut count, mut sure_ones, mut sure, mut unsure, mut again) = (0, 0, 0, 0, false);
    for &(times, is_sure) in speakers.iter().filter(|(times, sure)| *sure || *times > 1) {
        count += times;
        again |= times > 1;
        if is_sure {
            sure += times;
            sure_ones += 1;
        } else {
            unsure += 1;
        }
    }
    for slot in &mut labels {
        let speaker = slot.as_ref().and_then(|l| speakers.get(l.speaker));
        if speaker.is_some_and(|(times, sure)| !sure && *times < 2) {
            *slot = None;
        }
    }
    // "Pros: ..." and "CLINTON: 1,769" say nothing in sentences.
    let in_sentences = labels
        .iter()
        .zip(&document.layouts)
        .filter(|(label, layout)| label.is_some() && ends_a_sentence(words, layout.tokens.end))
        .count();
    let is_transcript = count >= LEAST_LABELS
        && count * LEAST_SHARE >= labels.len()
        && sure_ones + unsure > 1
        && again
        && unsure <= MOST_UNSURE
        && 2 * sure >= count
        && 2 * in_sentences >= count;
    if !is_transcript {
        labels.fill_with(|| None);
    }
    labels
}

/// Whether a full stop or the like stands before a token, perhaps with marks or brackets behind it.
fn ends_a_sentence(words: &Words<'_>, end: usize) -> bool {
    (end.saturating_sub(3)..end).any(|i| words.is_stop(i) || words.is_dash(i))
}

/// What stands before a colon at the head of a block, if it can be a name.
fn label(words: &Words<'_>, block: &Range<usize>) -> Option<Label> {
    // "**Ann Lee:** It is rusty."; and where an outlet quotes a transcript, a mark stands before each paragraph.
    let is_star =
        |i: &usize| matches!(words.word(*i), "*" | "**" | "_") || words.kind(*i) == Some(TokenKind::Quote);
    let start = block.clone().find(|i| !is_star(i))?;
    let quoted = words.kind(block.start) == Some(TokenKind::Quote);
    let near = start..block.end.min(start + LONGEST_LABEL);
    let colon = near.clone().find(|&i| words.word(i) == ":")?;
    let name_end = (start..colon)
        .find(|&i| matches!(words.word(i), "," | "(" | "["))
        .unwrap_or(colon);
    let name = start..name_end;
    let spelled: Vec<usize> = name.clone().filter(|&i| words.is_word(i)).collect();
    let (&first, &last) = (spelled.first()?, spelled.last()?);
    let odd = (start..colon)
        .any(|i| words.quotation(i).is_some() && !quoted || words.is_stop(i) || words.word(i) == ";");
    if odd || spelled.len() > LONGEST_NAME || transcripts::is_heading(&lower(words, &name)) {
        return None;
    }
    let unnamed = transcripts::is_unnamed(words.lower(first));
    let in_capitals = spelled
        .iter()
        .all(|&i| small_letters(words.word(i)) <= usize::from(words.word(i).starts_with("Mc")));
    let long = spelled.iter().any(|&i| words.word(i).chars().count() > 2);
    let titled = spelled
        .iter()
        .all(|&i| words.word(i).starts_with(char::is_uppercase) || words.word(i).len() < 4);
    let named = spelled.len() > 1 && names::given_name(words.word(first)).is_some()
        || names::honorific(words.word(first)).is_some();
    if !(titled && words.word(first).starts_with(char::is_uppercase)) || !(long || unnamed) {
        return None;
    }
    Some(Label {
        name,
        colon,
        key: words.lower(last).to_owned(),
        speaker: 0,
        sure: in_capitals || unnamed || named,
    })
}

fn lower(words: &Words<'_>, tokens: &Range<usize>) -> String {
    words
        .document
        .span_of(tokens.clone())
        .of(words.document.text)
        .to_lowercase()
}

fn small_letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_lowercase()).count()
}

/// What each speaker says, paragraph by paragraph, and the number of the statement that a paragraph goes on from.
fn spoken(words: &Words<'_>, labels: &[Option<Label>]) -> Vec<(Draft, Option<usize>)> {
    let document = words.document;
    let mut spoken: Vec<(Draft, Option<usize>)> = Vec::new();
    // Who is speaking, and the first statement of what he says, once there is one.
    let mut speaker: Option<(Option<usize>, &Label)> = None;
    // Behind the last label somebody's words and the outlet's are not told apart.
    let last = labels.iter().rposition(Option::is_some).unwrap_or(0);
    let blocks = document.blocks.iter().zip(&document.layouts).zip(labels);
    for (index, ((block, layout), label)) in blocks.enumerate() {
        let from = label.as_ref().map_or(layout.tokens.start, |l| l.colon + 1);
        let mut end = layout.tokens.end;
        // Of a paragraph that is quoted as a whole the last mark is no part of what is said.
        let quote = |i: usize| words.kind(i) == Some(TokenKind::Quote);
        if end > from + 1 && quote(layout.tokens.start) && quote(end - 1) {
            end -= 1;
        }
        let said = pieces(words, from..end);
        if let Some(label) = label {
            speaker = Some((None, label));
        }
        let Some((first, current)) = speaker.filter(|_| block.kind.is_body()) else {
            speaker = None;
            continue;
        };
        if said.is_empty() {
            // "(APPLAUSE)" goes by; behind "(END VIDEO CLIP)" and "(COMMERCIAL BREAK)" nobody is speaking any more.
            if layout
                .tokens
                .clone()
                .any(|i| words.is(i, &["clip", "break", "tape"]))
            {
                speaker = None;
            }
            continue;
        }
        // "Lee was speaking on Monday.": the outlet has the word again.
        let outlet = label.is_none()
            && (index > last && first.is_some()
                || layout
                    .tokens
                    .clone()
                    .any(|i| words.is_word(i) && words.lower(i) == current.key));
        if outlet {
            speaker = None;
            continue;
        }
        let draft = if first.is_some() {
            Draft::new(said, 0..0, "transcript-continued", 0.7)
        } else {
            speaker = Some((Some(spoken.len()), current));
            let mut draft = Draft::new(said, current.colon..current.colon + 1, TRANSCRIPT, 0.9);
            draft.mention = Some(current.name.clone());
            draft
        };
        let form = Some(Form::Direct);
        spoken.push((Draft { form, ..draft }, first));
    }
    spoken
}

/// The spoken words of a paragraph, without stage directions: "(CROSSTALK)", "[laughter]".
fn pieces(words: &Words<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = tokens.start;
    let mut at = tokens.start;
    while at < tokens.end {
        match direction(words, at, tokens.end) {
            Some(end) => {
                pieces.push(from..at);
                from = end;
                at = end;
            }
            None => at += 1,
        }
    }
    pieces.push(from..tokens.end);
    pieces.retain(|piece| piece.clone().any(|i| words.is_word(i)));
    for piece in &mut pieces {
        while matches!(words.word(piece.start), "*" | "**" | "_") {
            piece.start += 1;
        }
    }
    pieces
}

/// Where the stage direction ends that begins with the bracket at a token.
fn direction(words: &Words<'_>, open: usize, end: usize) -> Option<usize> {
    let close = match words.word(open) {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    let behind = end.min(open + 2 * LONGEST_DIRECTION + 2);
    let close = (open + 1..behind).find(|&i| words.word(i) == close)?;
    let inside = || (open + 1..close).filter(|&i| words.is_word(i));
    let shouted = inside().all(|i| small_letters(words.word(i)) == 0 && words.word(i).len() > 1);
    let short = inside().count()
        <= if words.word(open) == "[" {
            LONGEST_DIRECTION
        } else {
            1
        };
    (inside().count() > 0 && (shouted || short)).then_some(close + 1)
}

/// Of what was found in the words of the speakers only what is clear stays: somebody else's words, with a name.
fn keep_clear(
    words: &Words<'_>,
    labels: &[Option<Label>],
    spoken: &[(Draft, Option<usize>)],
    drafts: &mut Vec<Draft>,
) {
    let of_labels = labels
        .iter()
        .flatten()
        .map(|label| label.name.start..label.colon + 1);
    let of_speech = spoken.iter().flat_map(|(draft, _)| draft.content.iter().cloned());
    let said = words.mask(&mut of_speech.chain(of_labels.clone()));
    let in_label = words.mask(&mut of_labels.into_iter());
    drafts.retain(|draft| {
        let place = draft.content.first().map_or(draft.cue.start, |c| c.start);
        let label = [draft.mention.as_ref(), Some(&draft.cue)]
            .into_iter()
            .flatten()
            .any(|r| in_label.get(r.start) == Some(&true));
        let named = draft.mention.as_ref().is_some_and(|m| !words.is_pronoun(m.start));
        let clear = named
            && !draft.cue.is_empty()
            && draft.confidence >= CLEAR
            && matches!(draft.act, "say" | "tell" | "write" | "report");
        said.get(place) != Some(&true) || clear && !label
    });
}
