//! What the tagger finds, joined into statements and held against those of the rules.

use core::ops::Range;

use super::cue;
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::lexicon::verbs::{self, VerbForm};
use crate::tagger::{Role, Tags};

/// A stretch of one role.
struct Stretch {
    role: Role,
    tokens: Range<usize>,
    /// Mean posterior of its role.
    posterior: f32,
    sentence: usize,
}

/// A cue with what belongs to it.
struct Joined {
    cue: Range<usize>,
    source: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    posterior: f32,
}

/// The statements of rules and tagger together.
pub(super) fn combine(words: &Words<'_>, rules: Vec<Draft>, tags: &Tags) -> Vec<Draft> {
    let mut joined = Vec::new();
    let stretches = stretches(words, tags);
    let block = |s: &Stretch| words.document.sentences.get(s.sentence).map_or(0, |s| s.block);
    let mut before: Option<(u32, Leading)> = None;
    for paragraph in stretches.chunk_by(|a, b| block(a) == block(b)) {
        let number = paragraph.first().map_or(0, block);
        let leading = before.take().filter(|(b, _)| b + 1 == number).map(|(_, l)| l);
        let next = join(words, paragraph, leading, &mut joined);
        before = next.map(|l| (number, l));
    }
    merge(words, rules, joined, tags)
}

/// The last cue of the paragraph before: it can lead in a quotation that is a paragraph of its own.
#[derive(Clone)]
struct Leading {
    cue: Range<usize>,
    source: Option<Range<usize>>,
    /// Whether what it says is still to come.
    open: bool,
    /// Whether the paragraph is a quotation alone.
    continued: bool,
}

/// The stretches that the labels make.
fn stretches(words: &Words<'_>, tags: &Tags) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (sentence, place) in words.document.sentences.iter().enumerate() {
        let mut at = place.tokens().start;
        // A stretch that began in the sentence before has taken some of these.
        if let Some(last) = found.last() {
            let last: &Stretch = last;
            at = at.max(last.tokens.end);
        }
        while at < place.tokens().end {
            let Some(role) = tags.labels.get(at).and_then(|l| l.role()) else {
                at += 1;
                continue;
            };
            let more = tags.labels.get(at + 1..).unwrap_or(&[]);
            let end = at + 1 + more.iter().take_while(|l| l.continues()).count();
            let posteriors = tags.posterior.get(at..end).unwrap_or(&[]);
            let sum: f32 = posteriors.iter().map(|p| p[role.index()]).sum();
            #[expect(clippy::cast_precision_loss, reason = "a count of words")]
            let posterior = sum / posteriors.len().max(1) as f32;
            found.push(Stretch {
                role,
                tokens: at..end,
                posterior,
                sentence,
            });
            at = end;
        }
    }
    found
}

/// What a sentence's end between two stretches costs, in tokens.
const ANOTHER_SENTENCE: usize = 6;
/// Farthest that the first content of a cue stands from it.
const NEAR: usize = 12;

fn env(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|s| s.parse().ok()).unwrap_or(default)
}

/// Whether a cue leaves open who speaks: "was said", "reportedly", "alleged".
fn nobodys(words: &Words<'_>, cue: &Range<usize>) -> bool {
    if env("NOB", 1) == 0 {
        return false;
    }
    let last = cue.end.saturating_sub(1);
    // "is expected to"
    let last = if words.lower(last) == "to" && cue.len() > 1 { last - 1 } else { last };
    let participle = verbs::look_up(words.lower(last)).any(|v| v.letters.contains('n'))
        || words.lower(last).ends_with("ed");
    let passive = participle && cue.clone().any(|i| words.is_be(i));
    let adverb = cue.len() == 1
        && (words.lower(last).ends_with("edly")
            || words.is(last, &["alleged", "supposed", "expected", "apparently", "rumored"]));
    passive || adverb
}

/// Joins the stretches of a paragraph.
fn join(words: &Words<'_>, stretches: &[Stretch], leading: Option<Leading>, joined: &mut Vec<Joined>) -> Option<Leading> {
    let of = |role: Role| stretches.iter().filter(move |s| s.role == role);
    let cues: Vec<&Stretch> = of(Role::Cue).collect();
    let contents: Vec<&Stretch> = of(Role::Content).collect();
    // Tokens between two stretches that belong to none.
    let gap = |a: &Stretch, b: &Stretch| {
        let (first, second) = if a.tokens.start < b.tokens.start {
            (a, b)
        } else {
            (b, a)
        };
        let between = first.tokens.end..second.tokens.start.max(first.tokens.end);
        let taken: usize = stretches
            .iter()
            .filter(|s| between.contains(&s.tokens.start))
            .map(|s| s.tokens.len())
            .sum();
        let other_cues = stretches
            .iter()
            .filter(|s| s.role == Role::Cue && between.contains(&s.tokens.start))
            .count();
        let end = words
            .document
            .tokens
            .get(first.tokens.end.saturating_sub(1))
            .and_then(|t| words.document.sentence_at(t.span.start()))
            .unwrap_or(first.sentence);
        between.len().saturating_sub(taken)
            + ANOTHER_SENTENCE * second.sentence.saturating_sub(end).min(4)
            + 8 * other_cues
    };
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (c, cue) in cues.iter().enumerate() {
        for (t, content) in contents.iter().enumerate() {
            pairs.push((gap(cue, content), c, t));
        }
    }
    pairs.sort_unstable();
    let mut owner: Vec<Option<usize>> = vec![None; contents.len()];
    let mut served = vec![false; cues.len()];
    for first in [true, false] {
        for &(cost, c, t) in &pairs {
            let free = !first || (!served[c] && cost <= NEAR);
            if owner[t].is_none() && free {
                owner[t] = Some(c);
                served[c] = true;
            }
        }
    }
    let mut last = None;
    for (c, cue) in cues.iter().enumerate() {
        let own: Vec<&&Stretch> = contents
            .iter()
            .zip(&owner)
            .filter(|(_, o)| **o == Some(c))
            .map(|(t, _)| t)
            .collect();
        let near = of(Role::Source)
            .map(|s| {
                let behind = usize::from(s.tokens.start > cue.tokens.start);
                (gap(cue, s) * 2 + behind, s)
            })
            .min_by_key(|(cost, _)| *cost);
        let nobodys = nobodys(words, &cue.tokens);
        let source = near
            .filter(|(cost, s)| {
                *cost <= env("FAR", 40)
                    && !(nobodys && (s.tokens.start < cue.tokens.start || *cost > env("PFAR", 8)))
            })
            .map(|(_, s)| s.tokens.clone());
        let source = source.or_else(|| {
            (!nobodys && env("SUBJ", 1) == 1).then(|| subject(words, cue)).flatten()
        });
        last = Some(Leading {
            cue: cue.tokens.clone(),
            source: source.clone(),
            open: own.is_empty(),
            continued: false,
        });
        if own.is_empty() {
            continue;
        }
        let mut posterior = cue.posterior;
        for content in &own {
            posterior = posterior.min(content.posterior);
        }
        joined.push(Joined {
            cue: cue.tokens.clone(),
            source,
            content: own.iter().map(|t| t.tokens.clone()).collect(),
            posterior,
        });
    }
    for (content, _) in contents.iter().zip(&owner).filter(|(_, o)| o.is_none()) {
        let source = of(Role::Source).min_by_key(|s| gap(content, s));
        let leading = leading.as_ref().filter(|l| source.is_none() && (env("LEAD", 2) == 2 || env("LEAD", 2) == 1 && l.open));
        joined.push(Joined {
            cue: leading.map_or(0..0, |l| l.cue.clone()),
            source: leading.map_or_else(|| source.map(|s| s.tokens.clone()), |l| l.source.clone()),
            content: vec![content.tokens.clone()],
            posterior: content.posterior,
        });
    }
    if cues.is_empty() && env("CHAIN", 0) == 1 { leading } else { last }
}

/// Who stands before a cue for which no source was tagged.
fn subject(words: &Words<'_>, cue: &Stretch) -> Option<Range<usize>> {
    let sentence = words.document.sentences.get(cue.sentence)?.tokens();
    let mut group = cue.tokens.start;
    while group > sentence.start && (words.is_auxiliary(group - 1) || words.is_adverb(group - 1)) {
        group -= 1;
    }
    phrase::subject_before(words, group, sentence.start)
}

fn merge(words: &Words<'_>, rules: Vec<Draft>, joined: Vec<Joined>, tags: &Tags) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut rules: Vec<Option<Draft>> = rules.into_iter().map(Some).collect();
    for joined in joined {
        let twin = rules
            .iter_mut()
            .filter(|slot| slot.as_ref().is_some_and(|d| is_twin(d, &joined)))
            .max_by(|a, b| {
                let share = |slot: &Option<Draft>| slot.as_ref().map_or(0.0, |d| likeness(&d.content, &joined.content));
                share(a).total_cmp(&share(b))
            })
            .and_then(Option::take);
        drafts.push(match twin {
            Some(rule) => agreed(rule, joined),
            None => alone(words, joined),
        });
    }
    for rule in rules.into_iter().flatten() {
        if keeps(words, &rule, &drafts, tags) {
            drafts.push(rule);
        }
    }
    drafts
}

/// Whether a rule's draft and what the tagger joined are the same statement.
fn is_twin(draft: &Draft, joined: &Joined) -> bool {
    let same_cue = draft.cue.start < joined.cue.end && joined.cue.start < draft.cue.end;
    let alike = likeness(&draft.content, &joined.content);
    alike >= 0.5 || same_cue && alike > 0.0
}

/// Shared tokens of two contents over all of theirs.
fn likeness(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let length = |ranges: &[Range<usize>]| -> usize { ranges.iter().map(Range::len).sum() };
    let shared: usize = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = shared as f32 / (length(a) + length(b)).saturating_sub(shared).max(1) as f32;
    share
}

/// Rule and tagger found the same statement: the words are the tagger's, what they mean the rule's.
fn agreed(rule: Draft, joined: Joined) -> Draft {
    let confidence = rule.confidence.max(0.5 + joined.posterior / 2.0);
    let mention = if rule.relay.is_some() {
        rule.mention.clone()
    } else {
        joined.source.or_else(|| rule.mention.clone())
    };
    Draft {
        content: joined.content,
        mention,
        confidence,
        ..rule
    }
}

/// Only the tagger found it.
fn alone(words: &Words<'_>, joined: Joined) -> Draft {
    let mut draft = Draft::new(joined.content, joined.cue.clone(), "tagger", joined.posterior);
    draft.mention = joined.source;
    if let Some(form) = head_verb(words, &joined.cue) {
        draft.lemma = form.lemma.to_owned();
        draft.stance = form.stance;
        draft.act = form.act;
    }
    draft.negated = joined.cue.clone().any(|i| words.is_negation(i));
    draft
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

/// Whether a statement stays that only a rule found.
fn keeps(_words: &Words<'_>, rule: &Draft, drafts: &[Draft], tags: &Tags) -> bool {
    let covered: usize = rule
        .content
        .iter()
        .cloned()
        .flatten()
        .filter(|&i| drafts.iter().any(|d| d.holds(i)))
        .count();
    let all: usize = rule.content.iter().map(Range::len).sum();
    if covered * 100 > all * env("COV", 50) {
        return false;
    }
    let content = rule.content.iter().map(|r| mean(tags, r, Role::Content) * r.len() as f32).sum::<f32>() / all.max(1) as f32;
    let cue = mean(tags, &rule.cue, Role::Cue);
    content * 100.0 >= env("KC", 0) as f32 && cue * 100.0 >= env("KQ", 0) as f32 && env("NORULES", 0) == 0
}

/// Mean posterior of a role over a stretch.
fn mean(tags: &Tags, tokens: &Range<usize>, role: Role) -> f32 {
    let posteriors = tags.posterior.get(tokens.clone()).unwrap_or(&[]);
    let sum: f32 = posteriors.iter().map(|p| p[role.index()]).sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let mean = sum / posteriors.len().max(1) as f32;
    mean
}
