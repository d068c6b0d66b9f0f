//! What the tagger finds, joined into statements and held against those of the rules.

use core::ops::Range;

use super::cue;
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::article::BlockKind;
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
        let next = join(words, tags, paragraph, leading, &mut joined);
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
fn join(words: &Words<'_>, tags: &Tags, stretches: &[Stretch], leading: Option<Leading>, joined: &mut Vec<Joined>) -> Option<Leading> {
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
        let apart = second.sentence.saturating_sub(end).min(4);
        // What is said in a sentence before the cue's belongs to an earlier cue.
        let early = apart > 0 && first.role == Role::Content && second.role == Role::Cue;
        between.len().saturating_sub(taken)
            + ANOTHER_SENTENCE * apart
            + 8 * other_cues
            + if early { env("EARLY", 10) } else { 0 }
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
                let apart = match s.sentence.cmp(&cue.sentence) {
                    core::cmp::Ordering::Less => env("PREV", 20),
                    core::cmp::Ordering::Equal => 0,
                    core::cmp::Ordering::Greater => env("NEXT", 30),
                };
                (gap(cue, s) * 2 + behind + apart, s)
            })
            .min_by_key(|(cost, _)| *cost);
        let nobodys = nobodys(words, &cue.tokens);
        let source = near
            .filter(|(cost, s)| {
                *cost <= if shares(words, cue) { env("SHARE", 60) } else { env("FAR", 24) }
                    && !(nobodys && (s.tokens.start < cue.tokens.start || *cost > env("PFAR", 8)))
            })
            .map(|(_, s)| s.tokens.clone());
        let source = source.or_else(|| {
            subject(words, cue).filter(|s| !nobodys && mean(tags, s, Role::Source) * 100.0 >= env("SUBJ", 15) as f32)
        }).or_else(|| if nobodys { None } else { likely_source(words, tags, cue.sentence, &cue.tokens) });
        let source = source.map(|s| shortened(words, s));
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
        let source = of(Role::Source).min_by_key(|s| gap(content, s)).map(|s| s.tokens.clone());
        let source = source.or_else(|| likely_source(words, tags, content.sentence, &content.tokens));
        let leading = leading.as_ref().filter(|l| source.is_none() && (env("LEAD", 2) == 2 || env("LEAD", 2) == 1 && l.open));
        joined.push(Joined {
            cue: leading.map_or(0..0, |l| l.cue.clone()),
            source: leading.map_or_else(|| source.clone(), |l| l.source.clone()),
            content: vec![content.tokens.clone()],
            posterior: content.posterior,
        });
    }
    if cues.is_empty() && env("CHAIN", 1) == 1 { leading } else { last }
}

/// Whether a cue shares the subject of an earlier one: ", saying", "and warned".
fn shares(words: &Words<'_>, cue: &Stretch) -> bool {
    let first = cue.tokens.start;
    let before = words.document.sentences.get(cue.sentence).and_then(|s| {
        (s.tokens().start..first).rev().find(|&i| !words.is_adverb(i))
    });
    words.lower(first).ends_with("ing") || before.is_some_and(|i| words.is(i, &["and", "but", "or", "then"]))
}

/// Where no source was tagged in a sentence, the stretch that came nearest to being one.
fn likely_source(words: &Words<'_>, tags: &Tags, sentence: usize, not: &Range<usize>) -> Option<Range<usize>> {
    let sentence = words.document.sentences.get(sentence)?.tokens();
    let p = |i: usize| tags.posterior.get(i).map_or(0.0, |p| p[Role::Source.index()]);
    let free = |i: usize| !not.contains(&i) && tags.labels.get(i).is_some_and(|l| l.role() != Some(Role::Cue));
    let top = sentence.clone().filter(|&i| free(i)).max_by(|&a, &b| p(a).total_cmp(&p(b)))?;
    if p(top) * 100.0 < env("LIKELY", 8) as f32 {
        return None;
    }
    let near = |i: &usize| free(*i) && p(*i) >= p(top) / 2.0;
    let start = (sentence.start..top).rev().take_while(near).last().unwrap_or(top);
    let end = (top + 1..sentence.end).take_while(near).last().map_or(top + 1, |i| i + 1);
    Some(start..end)
}

/// Most words that name a source; what else is said of it goes.
const LONGEST_MENTION: usize = 10;

/// A long mention without its relative clause, and if that is not enough without what its first comma parts.
fn shortened(words: &Words<'_>, mention: Range<usize>) -> Range<usize> {
    let long = |range: &Range<usize>| range.clone().filter(|&i| words.is_word(i)).count() > LONGEST_MENTION;
    let mut short = mention;
    if long(&short) {
        let relative = |&i: &usize| words.is(i, &["who", "whom", "whose", "which", "where", "that"]);
        if let Some(at) = (short.start + 1..short.end).find(relative) {
            short.end = at;
        }
    }
    if long(&short)
        && let Some(at) = (short.start + 1..short.end).find(|&i| words.word(i) == ",")
    {
        short.end = at;
    }
    while short.len() > 1 && words.is_border(short.end - 1) {
        short.end -= 1;
    }
    short
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
    let headline = |joined: &Joined| {
        let first = joined.content.first().map_or(0, |c| c.start);
        let place = words.document.tokens.get(first).and_then(|t| words.document.sentence_at(t.span.start()));
        let block = place.and_then(|s| words.document.sentences.get(s)).and_then(|s| words.document.blocks.get(s.block as usize));
        block.is_some_and(|b| b.kind == BlockKind::Headline)
    };
    for joined in joined {
        // "citing sources close to the talks": who is cited is part of the statement before.
        let cites = rules.iter().flatten().any(|r| r.second_cue.as_ref().is_some_and(|c| c.start < joined.cue.end && joined.cue.start < c.end));
        // In the outlet's own headline a statement needs its speaker.
        if cites || joined.source.is_none() && headline(&joined) {
            continue;
        }
        let in_headline = headline(&joined);
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
            None if in_headline && env("HEADS", 0) == 0 => continue,
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
    if rule.form == Some(super::Form::Agentless) && env("AGL", 1) == 1 {
        return Draft { confidence, ..rule };
    }
    let apart = match (&rule.mention, &joined.source) {
        (Some(a), Some(b)) => a.end <= b.start || b.end <= a.start,
        _ => true,
    };
    let mention = if rule.relay.is_some() || rule.mention.is_some() && apart && rule.confidence * 100.0 + 0.01 >= env("RM", 200) as f32 {
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
    content * 100.0 >= env("KC", 50) as f32 && cue * 100.0 >= env("KQ", 30) as f32 && env("NORULES", 0) == 0
}

/// Mean posterior of a role over a stretch.
fn mean(tags: &Tags, tokens: &Range<usize>, role: Role) -> f32 {
    let posteriors = tags.posterior.get(tokens.clone()).unwrap_or(&[]);
    let sum: f32 = posteriors.iter().map(|p| p[role.index()]).sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let mean = sum / posteriors.len().max(1) as f32;
    mean
}
