//! "according to X(, citing Y)": the source stands in a phrase, not in a clause.

use core::ops::Range;

use super::clause;
use super::draft::{self, Draft};
use super::listed;
use super::phrase;
use super::words::Words;

/// Adds the statements of a sentence that are given "according to" somebody.
pub(super) fn find(words: &Words<'_>, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
    for at in sentence.clone().filter(|&i| words.quotation(i).is_none()) {
        if let Some(cue) = cue(words, at) {
            drafts.extend(statement(words, sentence, cue));
        }
    }
}

/// "according to", "as first reported by".
fn cue(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    if words.is_according_to(at) {
        return Some(at..at + 2);
    }
    let reported = at + 1 + usize::from(words.is_adverb(at + 1));
    let by = words.is(at, &["as"])
        && words.is(reported, &["reported", "revealed"])
        && words.is(reported + 1, &["by"]);
    by.then_some(at..reported + 2)
}

fn statement(words: &Words<'_>, sentence: &Range<usize>, cue: Range<usize>) -> Option<Draft> {
    let at = cue.start;
    let mut mention = phrase::after(words, cue.end, sentence.end)?;
    mention.end = with_author(words, mention.clone(), sentence.end);
    let start = clause::start(words, sentence);
    let mut content = Vec::new();
    let mut behind = mention.end;
    let mut second_cue = None;
    let mut relay = None;
    if let Some((citing, origin)) = cited(words, mention.end, sentence.end) {
        relay = Some((mention, cue.clone()));
        behind = origin.end;
        mention = origin;
        second_cue = Some(citing);
    }
    if at > start {
        content.push(front(words, start, at));
    }
    // "According to Lee, the bridge ...", "The bridge, according to Lee, ..."
    if words.word(behind) == "," && behind + 2 < sentence.end {
        let leads = at <= start;
        let goes_on = words.is_auxiliary(behind + 1)
            || words.class(behind + 1) == "verb"
            || words.quotation(behind + 1).is_some();
        if leads || goes_on {
            let from = behind + 1;
            content.push(from..clause::end(words, from, sentence, &[]));
        }
    }
    let to = words.lower(cue.start) == "according";
    let mut draft = Draft::new(content, cue, "according-to", 0.9);
    draft.lemma = if to { "according to" } else { "report" }.to_owned();
    draft.act = "report";
    draft.mention = Some(mention);
    draft.relay = relay;
    draft.second_cue = second_cue;
    Some(draft).filter(|d| !d.content.is_empty())
}

/// What stands before "according to": with the whole of a quotation that ends there.
fn front(words: &Words<'_>, start: usize, at: usize) -> Range<usize> {
    let mut from = start;
    if let Some(quotation) = at.checked_sub(1).and_then(|i| words.quotation(i)) {
        from = from.min(words.tokens_of(quotation).start);
    }
    from..at
}

/// "a report by the council", "a report in the Courier": who wrote or printed it belongs to the name.
fn with_author(words: &Words<'_>, phrase: Range<usize>, high: usize) -> usize {
    if words.is(phrase.end, &["in", "from"])
        && draft::names_document(words, &phrase)
        && let Some(outlet) = phrase::after(words, phrase.end + 1, high)
        && outlet.clone().any(|i| words.is_capital(i))
    {
        return outlet.end;
    }
    if words.is(
        phrase.end,
        &[
            "by",
            "on",
            "in",
            "released",
            "published",
            "conducted",
            "obtained",
            "seen",
            "reviewed",
        ],
    ) {
        let from = phrase.end + 1 + usize::from(words.is(phrase.end + 1, &["by"]));
        if words.is(phrase.end, &["by"]) || words.is(phrase.end + 1, &["by"]) {
            return super::phrase::after(words, from, high).map_or(phrase.end, |p| p.end);
        }
    }
    phrase.end
}

/// ", citing sources close to the talks": the cue and who is cited.
pub(super) fn cited(words: &Words<'_>, at: usize, high: usize) -> Option<(Range<usize>, Range<usize>)> {
    let citing = at + usize::from(words.word(at) == ",");
    if !words.is(citing, &["citing", "quoting"]) {
        return None;
    }
    let origin = phrase::after(words, citing + 1, high).filter(|o| can_be_cited(words, o))?;
    let end = with_knowledge(words, origin.end, high);
    Some((citing..citing + 1, origin.start..end))
}

/// Whether a phrase names people or a text: "citing two officials", not "citing safety concerns", which says why.
fn can_be_cited(words: &Words<'_>, phrase: &Range<usize>) -> bool {
    let head = (phrase.start + 1..phrase.end)
        .find(|&i| words.class(i) == "preposition")
        .unwrap_or(phrase.end);
    // "people close to the council"
    let head = (phrase.start..head)
        .rev()
        .find(|&i| !knows(words, i))
        .unwrap_or(phrase.start);
    let people = ["ers", "ists", "ians"];
    listed::can_speak(words, &(head..head + 1)) || people.iter().any(|e| words.lower(head).ends_with(e))
}

/// "sources close to the talks", "people familiar with the matter": why they would know belongs to the name.
pub(super) fn with_knowledge(words: &Words<'_>, end: usize, high: usize) -> usize {
    if !(knows(words, end) && words.is(end + 1, &["to", "with", "on", "in"])) {
        return end;
    }
    phrase::after(words, end + 2, high).map_or(end, |p| p.end)
}

fn knows(words: &Words<'_>, at: usize) -> bool {
    words.is(at, &["close", "familiar", "briefed", "involved"])
}
