//! The statements of rules and tagger together.
//!
//! Where both found one, the words are the tagger's and what they mean is the rules'. What only the tagger found becomes a
//! statement like any other; what only a rule found stays where the tagger does not speak against it.

use core::ops::Range;
use std::collections::HashMap;

use super::Form;
use super::cue;
use super::draft::Draft;
use super::join::{Joined, join, mean};
use super::words::Words;
use crate::article::BlockKind;
use crate::lexicon::verbs::{self, VerbForm};
use crate::tagger::{Role, Tags};

/// Least posterior of a statement that only the tagger found.
const LEAST: f32 = 0.2;
/// Most confidence in a statement whose words are not said: it is not marked.
const UNSAID: f32 = 0.45;
/// What a rule is this sure of stays, whatever the tagger thinks; it knows little of statements without a source.
const SURE: f32 = 0.85;
const SURE_AGENTLESS: f32 = 0.65;
/// Least mean posterior that content and cue of a statement have that only a rule found.
const RULE_CONTENT: f32 = 0.5;
const RULE_CUE: f32 = 0.3;
/// The same where the tagger is sure that somebody says something, and in doubt about what.
const HALF_CONTENT: f32 = 0.25;
const SURE_CUE: f32 = 0.9;

/// How many of the dev part's statements are right, content and source, at which score: of those that rule and tagger found,
/// and of those that the tagger alone found.
const AGREED: [(f32, f32); 8] = [
    (0.5, 0.35),
    (0.69, 0.4),
    (0.82, 0.52),
    (0.88, 0.72),
    (0.94, 0.8),
    (0.97, 0.86),
    (0.99, 0.885),
    (1.0, 0.975),
];
const ALONE: [(f32, f32); 6] = [
    (0.1, 0.3),
    (0.3, 0.38),
    (0.45, 0.45),
    (0.6, 0.58),
    (0.77, 0.74),
    (1.0, 0.93),
];

/// The share of a score, between the entries of a table in a straight line.
fn calibrated(table: &[(f32, f32)], score: f32) -> f32 {
    let (mut from, mut low) = table.first().copied().unwrap_or_default();
    if score <= from {
        return low;
    }
    for &(to, high) in table {
        if score < to {
            return low + (high - low) * (score - from) / (to - from);
        }
        (from, low) = (to, high);
    }
    low
}

/// The statements of both.
pub(super) fn combine(words: &Words<'_>, rules: Vec<Draft>, tags: &Tags) -> Vec<Draft> {
    // The tokens of second cues: "citing", "quoted by".
    let cited = words.mask(&mut rules.iter().filter_map(|r| r.second_cue.clone()));
    let mut rules = Rules::new(rules);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut covered = vec![false; words.document.tokens.len()];
    for joined in join(words, tags) {
        // "citing sources close to the talks": who is cited is part of the statement before.
        if joined.cue.clone().any(|i| cited.get(i) == Some(&true)) {
            continue;
        }
        let draft = match rules.take_twin(&joined) {
            Some(rule) => agreed(words, rule, joined),
            // A headline is the outlet's own voice, but for what it quotes.
            None if in_headline(words, &joined) && !is_quoted(words, &joined) => continue,
            None if joined.posterior < LEAST => continue,
            None => alone(words, joined),
        };
        for piece in &draft.content {
            if let Some(tokens) = covered.get_mut(piece.clone()) {
                tokens.fill(true);
            }
        }
        drafts.push(draft);
    }
    for rule in rules.left() {
        let tokens = || rule.content.iter().cloned().flatten();
        let new = tokens().filter(|&i| covered.get(i) == Some(&false)).count();
        let all = tokens().count();
        if 2 * new >= all && holds(&rule, new == all, tags) || rule.found_by == "what-x-called" {
            drafts.push(rule);
        }
    }
    drafts
}

/// The rules' drafts, to be found by the tokens of their cues and contents.
struct Rules {
    drafts: Vec<Option<Draft>>,
    at: HashMap<usize, Vec<usize>>,
}

impl Rules {
    fn new(drafts: Vec<Draft>) -> Self {
        let mut at: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            for token in draft.content.iter().chain([&draft.cue]).cloned().flatten() {
                at.entry(token).or_default().push(index);
            }
        }
        Self {
            drafts: drafts.into_iter().map(Some).collect(),
            at,
        }
    }

    /// Takes the draft out that says the same as `joined`.
    fn take_twin(&mut self, joined: &Joined) -> Option<Draft> {
        let tokens = joined.content.iter().chain([&joined.cue]).cloned().flatten();
        let mut near: Vec<usize> = tokens
            .filter_map(|i| self.at.get(&i))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut best: Option<(usize, f32)> = None;
        for index in near {
            let Some(draft) = self.drafts.get(index).and_then(Option::as_ref) else {
                continue;
            };
            let alike = likeness(&draft.content, &joined.content);
            let same_cue = draft.cue.start < joined.cue.end && joined.cue.start < draft.cue.end;
            let twin = alike >= 0.5 || same_cue && alike > 0.0;
            if twin && best.is_none_or(|(_, most)| alike >= most) {
                best = Some((index, alike));
            }
        }
        self.drafts.get_mut(best?.0).and_then(Option::take)
    }

    /// The drafts without a twin.
    fn left(self) -> impl Iterator<Item = Draft> {
        self.drafts.into_iter().flatten()
    }
}

/// Shared tokens of two contents over all of theirs.
fn likeness(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let length = |ranges: &[Range<usize>]| -> usize { ranges.iter().map(Range::len).sum() };
    let shared = |x: &Range<usize>, y: &Range<usize>| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let both: usize = a
        .iter()
        .map(|x| b.iter().map(|y| shared(x, y)).sum::<usize>())
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = both as f32 / (length(a) + length(b)).saturating_sub(both).max(1) as f32;
    share
}

/// Rule and tagger found the same statement.
fn agreed(words: &Words<'_>, rule: Draft, joined: Joined) -> Draft {
    // Who is expected to do something belongs to what is expected; where a credit stands, no verb need be found; and
    // what somebody "pitched as" or "called" something ends with that phrase.
    let known = matches!(
        rule.found_by,
        "dash-credit" | "transcript" | "credited-passage" | "passive-as" | "what-x-called"
    );
    if rule.form == Some(Form::Agentless) || rule.no_comment || known {
        return rule;
    }
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut confidence = calibrated(&AGREED, rule.confidence.max(0.5 + joined.posterior / 2.0));
    // "Boats: “...,” Lee said": what stands before the colon is what is spoken of.
    let led_in = rule.found_by == "quote-said"
        && joined.content.first().is_some_and(|c| {
            let before = joined.source.as_ref().is_some_and(|s| s.end <= c.start);
            before && c.start > 0 && words.word(c.start - 1) == ":"
        });
    if rule.second_cue.is_some() {
        confidence = confidence.max(rule.confidence);
    }
    // "Ann Lee, the mayor": to the rules the apposition is no part of the mention.
    let apposition = match (&rule.mention, &joined.source) {
        (Some(own), Some(tagged)) => {
            own.start == tagged.start && own.end < tagged.end && words.word(own.end) == ","
        }
        _ => false,
    };
    let mention = if rule.relay.is_some() || apposition || led_in {
        rule.mention.clone()
    } else {
        joined.source.or_else(|| rule.mention.clone())
    };
    let whole_mention = joined
        .whole_source
        .filter(|w| mention.as_ref().is_some_and(|m| overlap(m, w)));
    let whole_cue = Some(joined.cue).filter(|cue| overlap(cue, &rule.cue));
    Draft {
        whole_cue,
        whole_mention,
        content: joined.content,
        mention,
        confidence,
        ..rule
    }
}

/// Only the tagger found it.
fn alone(words: &Words<'_>, joined: Joined) -> Draft {
    let confidence = calibrated(&ALONE, joined.posterior);
    let mut draft = Draft::new(joined.content, joined.cue.clone(), "tagger", confidence);
    draft.mention = joined.source;
    draft.whole_mention = joined.whole_source;
    if let Some(form) = head_verb(words, &joined.cue) {
        draft.lemma = form.lemma.to_owned();
        draft.stance = form.stance;
        draft.act = form.act;
    }
    draft.negated = joined.cue.clone().any(|i| words.is_negation(i));
    if !is_said(words, &draft) {
        draft.form = Some(Form::SpeechAct);
        draft.confidence = draft.confidence.min(UNSAID);
    }
    draft
}

/// Whether what only the tagger found is said, written or thought, and not merely done ("declined the request", "backed the bill").
fn is_said(words: &Words<'_>, draft: &Draft) -> bool {
    let tokens = || draft.content.iter().cloned().flatten();
    let quoted = tokens().any(|i| words.quotation(i).is_some());
    let clause = tokens().any(|i| words.is_auxiliary(i) || words.class(i) == "verb");
    let verb = head_verb(words, &draft.cue).is_some_and(|v| v.frames.contains(['t', 'q', 'b', 'w', 'k']));
    quoted || clause || verb
}

/// The verb of the list that stands last in a cue.
fn head_verb(words: &Words<'_>, cue: &Range<usize>) -> Option<VerbForm> {
    cue.clone().rev().find_map(|at| {
        let (_, forms) = cue::readings(words, at, cue.end);
        forms
            .first()
            .copied()
            .or_else(|| verbs::look_up(words.lower(at)).next())
    })
}

fn in_headline(words: &Words<'_>, joined: &Joined) -> bool {
    let document = words.document;
    let first = joined.content.first().and_then(|c| document.tokens.get(c.start));
    let sentence = first.and_then(|t| document.sentences.get(document.sentence_at(t.span.start())?));
    let block = sentence.and_then(|s| document.blocks.get(s.block as usize));
    block.is_some_and(|b| b.kind == BlockKind::Headline)
}

fn is_quoted(words: &Words<'_>, joined: &Joined) -> bool {
    joined
        .content
        .iter()
        .cloned()
        .flatten()
        .any(|i| words.quotation(i).is_some())
}

/// Whether a statement stays that only a rule found. Refusals to comment are no statements to the tagger, and of "the Courier
/// reported, citing two officials" it takes the officials for what is said.
/// `apart`: none of its words is said by somebody else.
fn holds(rule: &Draft, apart: bool, tags: &Tags) -> bool {
    let posterior = |ranges: &[Range<usize>], role| {
        let all: usize = ranges.iter().map(Range::len).sum();
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        let share = |range: &Range<usize>| mean(tags, range, role) * range.len() as f32 / all.max(1) as f32;
        ranges.iter().map(share).sum::<f32>()
    };
    let sure = if rule.form == Some(Form::Agentless) {
        SURE_AGENTLESS
    } else {
        SURE
    };
    let content = posterior(&rule.content, Role::Content);
    let cue = mean(tags, &rule.cue, Role::Cue);
    let source = rule
        .mention
        .as_ref()
        .map_or(0.0, |mention| mean(tags, mention, Role::Source));
    rule.no_comment
        || rule.second_cue.is_some()
        || rule.confidence >= sure
        || content >= RULE_CONTENT && cue >= RULE_CUE
        || apart && content >= HALF_CONTENT && cue >= SURE_CUE && source >= SURE_CUE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_rises_with_the_score() {
        for table in [AGREED.as_slice(), ALONE.as_slice()] {
            let shares: Vec<f32> = (0..=100u8)
                .map(|i| calibrated(table, f32::from(i) / 100.0))
                .collect();
            assert!(shares.windows(2).all(|w| w[0] <= w[1]), "{shares:?}");
            assert!(shares.iter().all(|s| (0.0..1.0).contains(s)));
        }
        assert!((calibrated(&ALONE, 0.2) - 0.34).abs() < 1e-6);
    }
}
