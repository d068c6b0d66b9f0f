//! What a court hears: "the boat was stolen, a court has heard", "the inquest was told that ...". Who said it there is left open.

use core::iter::once;
use core::ops::Range;

use super::Form;
use super::clause;
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::lexicon::nouns;

/// How far behind "the court heard the boat" a clause shows by its verb, in tokens.
const NEAR: usize = 9;

/// Adds what the text says that a court heard.
pub(super) fn find(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    for sentence in super::sentences(words.document).flat_map(super::windows) {
        for at in sentence.clone() {
            let hears = words.is(at, &["heard", "hears", "told"]) && words.quotation(at).is_none();
            if let Some(draft) = hears.then(|| heard(words, &sentence, at)).flatten() {
                // To other rules the jury that was told speaks.
                drafts.retain(|d| !d.cue.contains(&at));
                drafts.push(draft);
            }
        }
    }
}

fn heard(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> Option<Draft> {
    let body = (sentence.start..at).rev().find(|&i| !words.is_auxiliary(i))?;
    if nouns::organisation(words.lower(body)).is_none_or(|n| n.first != "court") {
        return None;
    }
    let start = phrase::before(words, body + 1, sentence.start)?.start;
    let after = at + 1;
    let ends = after >= sentence.end || words.is_stop(after);
    // "Clerk stole from charity, jury told": only a headline leaves out "was".
    let told = words.lower(at) != "told" || words.is_be(at - 1) || words.lower(at - 1) == "been" || ends;
    let when = matches!(words.class(after), "day" | "preposition")
        && !(after..sentence.end).any(|i| words.is_auxiliary(i) || words.is_border(i) && !words.is_stop(i));
    let behind = start > sentence.start && words.word(start - 1) == "," && (ends || when);
    let clause = words.is(after, &["that", "how", "why"])
        || (words.begins_phrase(after) || words.is_pronoun(after) || words.is_capital(after))
            && (after + 1..sentence.end.min(after + NEAR))
                .take_while(|&i| !words.is_border(i))
                .any(|i| {
                    words.is_auxiliary(i) && !words.is_capital(i) && !matches!(words.word(i), "'s" | "’s")
                });
    let content = if behind {
        clause::start(words, sentence)..start - 1
    } else if clause {
        after..clause::end(words, after, sentence, &[])
    } else {
        return None;
    };
    let mut draft = Draft::new(once(content), start..after, "court-heard", 0.86);
    draft.form = Some(Form::Agentless);
    draft.act = "report";
    Some(draft).filter(|d| told && d.content.iter().any(|c| c.len() > 2))
}
