//! A last look at the statements of rules and tagger together: what the rules know of a sentence's build and the labels do not.

use super::clause;
use super::draft::{self, Draft};
use super::passed;
use super::phrase;
use super::words::Words;
use crate::lexicon::verbs;
use core::ops::Range;
use std::collections::HashMap;

/// Least confidence of a rule's statement inside another's words.
const NESTED: f32 = 0.7;
/// Least confidence of a rule's statement around another.
const SURE: f32 = 0.85;
/// Most tokens between a speaker and a verb.
const NEAR: usize = 12;

/// Settles who speaks where the labels took the subject of what is said for the speaker, and adds hearsay inside what somebody
/// says. `rules` are the rules' statements before they were combined.
pub(super) fn settle(words: &Words<'_>, rules: Vec<Draft>, drafts: &mut Vec<Draft>) {
    // A document that does not say something is no source of it.
    drafts.retain(|d| {
        let silent = d.negated && d.found_by == "tagger";
        !(silent
            && d.mention
                .as_ref()
                .is_some_and(|m| draft::names_document(words, m)))
    });
    for draft in drafts
        .iter_mut()
        .filter(|d| d.found_by == "tagger" && d.mention.is_none() && !d.cue.is_empty())
    {
        if is_held(words, &draft.cue) {
            let low = words.sentence_of(draft.cue.start).start;
            draft.mention =
                phrase::subject_before(words, draft.cue.start, low).filter(|m| !draft.holds(m.start));
        }
    }
    let mut of_cue: HashMap<usize, usize> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        for token in draft.cue.clone() {
            of_cue.entry(token).or_insert(index);
        }
    }
    let held = words.mask(&mut drafts.iter().flat_map(|d| d.content.iter().cloned()));
    // Whose subject a mention is by the rules.
    let mut subject_of: HashMap<usize, usize> = HashMap::new();
    for rule in &rules {
        if let Some(mention) = &rule.mention {
            subject_of.entry(mention.start).or_insert(rule.cue.start);
        }
    }
    let mut outers = Vec::new();
    for rule in rules {
        let Some(mention) = rule.mention.clone() else {
            continue;
        };
        match of_cue.get(&rule.cue.start).and_then(|&i| drafts.get_mut(i)) {
            Some(draft) => {
                let inside = draft.mention.as_ref().is_none_or(|m| draft.holds(m.start));
                let first = draft.content.first().map_or(0, |c| c.start);
                let outer = draft.mention.as_ref().is_some_and(|m| {
                    rule.holds(m.start)
                        && m.end <= first
                        && first < rule.cue.start
                        && rule.cue.start < mention.end + NEAR
                });
                // "Haddad was quoted by the Courier as saying", "a diver told the council ..., the minutes say": who stands before the
                // verb of another clause, or behind "by", does not speak here.
                let quoted = (mention.end..rule.cue.end.min(mention.end + NEAR))
                    .any(|i| words.is(i, &["quoted", "cited"]));
                let elsewhere = draft.mention.as_ref().is_some_and(|m| {
                    m.start >= rule.cue.end
                        && subject_of
                            .get(&m.start)
                            .is_some_and(|&cue| cue > m.start && cue != rule.cue.start)
                });
                let part = draft.mention.as_ref().is_some_and(|m| {
                    m.end == mention.end && m.start < mention.start && words.lower(mention.start - 1) == "by"
                });
                if outer && passed::own_verb(words, draft) {
                    // "A witness said the bridge was old, the report said" are two statements.
                    outers.push(rule);
                } else if outer {
                    *draft = rule;
                } else if (quoted || elsewhere || inside || part && rule.found_by == "according-to")
                    && !draft.holds(mention.start)
                    && rule.relay.is_none()
                {
                    draft.mention = Some(mention);
                }
            }
            None => {
                let nested =
                    held.get(rule.cue.start) == Some(&true) && held.get(mention.start) == Some(&true);
                let said = matches!(rule.lemma.as_str(), "say" | "tell" | "write")
                    && matches!(rule.found_by, "verb-that" | "verb-clause" | "said-quote");
                // "A poll showed the mayor at 13 %, the Courier reported"
                let shown = draft::names_document(words, &mention)
                    && matches!(rule.found_by, "verb-that" | "verb-clause" | "verb-object");
                if nested && (said || shown) && rule.confidence >= NESTED {
                    drafts.push(Draft {
                        found_by: "verb-nested",
                        ..rule
                    });
                } else if matches!(rule.found_by, "according-to" | "clause-said")
                    && rule.confidence >= SURE
                    && rule
                        .content
                        .iter()
                        .cloned()
                        .flatten()
                        .any(|i| of_cue.contains_key(&i))
                {
                    outers.push(rule);
                }
            }
        }
    }
    drafts.append(&mut outers);
    joined_by_that(words, drafts);
}

/// "said that the bridge was old and that it would close": both clauses are said, though the labels stopped at the first.
fn joined_by_that(words: &Words<'_>, drafts: &mut Vec<Draft>) {
    let mut taken = vec![false; words.document.tokens.len()];
    for draft in drafts.iter_mut() {
        let Some(last) = draft.content.last().map(|c| c.end).filter(|&e| e > draft.cue.end) else {
            continue;
        };
        let sentence = words.sentence_of(last - 1);
        let that = last + usize::from(words.word(last) == ",");
        let joins = that + 4 < sentence.end
            && words.lower(that) == "and"
            && words.lower(that + 1) == "that"
            && words.quotation(that).is_none();
        if joins && draft.found_by != "tagger" {
            let end = clause::end(words, that + 2, &sentence, &[]);
            draft.content.push(that + 1..end);
            if let Some(tokens) = taken.get_mut(that + 1..end) {
                tokens.fill(true);
            }
        }
    }
    // What was taken for somebody else's words there is part of it.
    drafts.retain(|d| {
        let inside = |r: &Range<usize>| {
            taken
                .get(r.clone())
                .is_some_and(|t| !t.is_empty() && t.iter().all(|t| *t))
        };
        d.found_by != "tagger" || !d.content.first().is_some_and(inside) || !inside(&d.cue)
    });
}

/// "was not surprised", "is worried": the subject holds it. "Is considered", "was said" leave open who does.
fn is_held(words: &Words<'_>, cue: &Range<usize>) -> bool {
    let last = cue.end - 1;
    let open = verbs::look_up(words.lower(last)).any(|v| {
        v.letters.contains('n') && matches!(v.act, "say" | "report" | "believe" | "expect" | "tell")
    });
    words.is_be(cue.start) && words.lower(last).ends_with("ed") && !open
}
