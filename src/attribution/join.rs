//! From the tagger's stretches to attributions: which source and which contents belong to a cue.
//!
//! Distances decide, counted in tokens that belong to no stretch. With gold labels these rules give an end-to-end F1 of 94 on the
//! training part; finding the stretches is the hard part.

use core::cmp::Ordering;
use core::ops::Range;

use super::phrase;
use super::words::Words;
use crate::lexicon::verbs;
use crate::tagger::{Role, Tags};
use crate::text::TokenKind;

/// A cue with what belongs to it.
#[derive(Debug)]
pub(super) struct Joined {
    /// Empty where only a content was tagged.
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    /// The source with what else is said of it.
    pub whole_source: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// How likely the tagger finds all of it: the product of its parts' mean posteriors.
    pub posterior: f32,
}

/// A stretch of one role.
struct Stretch {
    role: Role,
    tokens: Range<usize>,
    /// Mean posterior of its role.
    posterior: f32,
    /// Sentence and block of its first token.
    sentence: usize,
    block: u32,
}

/// The last cue of the paragraph before: it can lead in a quotation that is a paragraph of its own.
#[derive(Clone)]
struct Leading {
    block: u32,
    cue: Range<usize>,
    source: Option<Range<usize>>,
    /// Whether its content is still to come.
    open: bool,
}

/// Most stretches that are joined at once; more of them stand only in paragraphs without any full stop.
const MOST: usize = 64;

/// What a sentence's end between a cue and its content costs, in tokens; and if the content comes first.
const ANOTHER_SENTENCE: usize = 6;
const EARLIER_SENTENCE: usize = 10;
/// What another cue between two stretches costs.
const ANOTHER_CUE: usize = 8;
/// Farthest that the first content of a cue stands from it.
const NEAR: usize = 12;
/// What a source costs that stands in a sentence before or behind its cue's. Costs of sources count half tokens.
const SOURCE_BEFORE: usize = 20;
const SOURCE_BEHIND: usize = 30;
/// Most that a source may cost: of a cue with a clause of its own, of one that shares its subject with an earlier one, of one
/// that leaves open who speaks.
const FAR: usize = 24;
const FAR_SHARED: usize = 60;
const FAR_PASSIVE: usize = 8;
/// Least mean posterior of a noun phrase that is taken for the source because it is the subject, and least posterior of a
/// token that is taken because no other came nearer to being one.
const SUBJECT: f32 = 0.15;
const LIKELY: f32 = 0.08;
/// Most words that name a source; what else is said of it goes.
const LONGEST_MENTION: usize = 10;

/// Joins the stretches that the labels make.
pub(super) fn join(words: &Words<'_>, tags: &Tags) -> Vec<Joined> {
    let mut joined = Vec::new();
    let mut leading: Option<Leading> = None;
    let stretches = stretches(words, tags);
    for paragraph in stretches.chunk_by(|a, b| a.block == b.block) {
        for part in paragraph.chunks(MOST) {
            let block = part.first().map_or(0, |s| s.block);
            let group = Group {
                words,
                tags,
                stretches: part,
            };
            leading = group.join(leading.filter(|l| l.block + 1 == block), &mut joined);
        }
    }
    joined
}

/// The stretches in their order.
fn stretches(words: &Words<'_>, tags: &Tags) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut done = 0;
    for (sentence, place) in words.document.sentences.iter().enumerate() {
        let mut at = place.tokens().start.max(done);
        while at < place.tokens().end {
            let Some(role) = tags.labels.get(at).and_then(|l| l.role()) else {
                at += 1;
                continue;
            };
            let more = tags.labels.get(at + 1..).unwrap_or(&[]);
            let tokens = at..at + 1 + more.iter().take_while(|l| l.continues()).count();
            at = tokens.end;
            found.push(Stretch {
                role,
                posterior: mean(tags, &tokens, role),
                tokens,
                sentence,
                block: place.block,
            });
        }
        done = at;
    }
    found
}

/// Mean posterior of a role over some tokens.
pub(super) fn mean(tags: &Tags, tokens: &Range<usize>, role: Role) -> f32 {
    let posteriors = tags.posterior.get(tokens.clone()).unwrap_or(&[]);
    let sum: f32 = posteriors.iter().map(|p| p[role.index()]).sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let mean = sum / posteriors.len().max(1) as f32;
    mean
}

/// Stretches of a paragraph.
struct Group<'a> {
    words: &'a Words<'a>,
    tags: &'a Tags,
    stretches: &'a [Stretch],
}

impl Group<'_> {
    fn of(&self, role: Role) -> impl Iterator<Item = &Stretch> {
        self.stretches.iter().filter(move |s| s.role == role)
    }

    /// Adds the attributions to `joined`; gives back the last cue, for the paragraph behind.
    fn join(&self, leading: Option<Leading>, joined: &mut Vec<Joined>) -> Option<Leading> {
        let cues: Vec<&Stretch> = self.of(Role::Cue).collect();
        let contents: Vec<&Stretch> = self.of(Role::Content).collect();
        let owners = self.owners(&cues, &contents);
        let mut last = None;
        for (index, cue) in cues.iter().enumerate() {
            let whole_source = self.source(cue);
            let source = whole_source.clone().map(|s| shortened(self.words, s));
            let own = contents.iter().zip(&owners).filter(|(_, o)| **o == Some(index));
            let own: Vec<&Stretch> = own.map(|(t, _)| *t).collect();
            last = Some(Leading {
                block: cue.block,
                cue: cue.tokens.clone(),
                source: source.clone(),
                open: own.is_empty(),
            });
            let Some(least) = own.iter().map(|t| t.posterior).min_by(f32::total_cmp) else {
                continue;
            };
            let of_source = source.as_ref().map_or(1.0, |s| mean(self.tags, s, Role::Source));
            joined.push(Joined {
                posterior: cue.posterior * least * of_source,
                cue: cue.tokens.clone(),
                source,
                whole_source,
                content: own.iter().map(|t| t.tokens.clone()).collect(),
            });
        }
        for (content, _) in contents.iter().zip(&owners).filter(|(_, o)| o.is_none()) {
            let here = self
                .of(Role::Source)
                .min_by_key(|s| self.gap(content, s))
                .map(|s| s.tokens.clone())
                .or_else(|| self.likely_source(content));
            let (cue, source) = match (&here, &leading) {
                (None, Some(leading)) if leading.open => (leading.cue.clone(), leading.source.clone()),
                // It goes on from the statement before; see `continued`.
                (None, Some(_)) if self.words.quotation(content.tokens.start).is_some() => continue,
                _ => (0..0, here),
            };
            joined.push(Joined {
                cue,
                whole_source: source.clone(),
                source,
                content: vec![content.tokens.clone()],
                posterior: content.posterior / 2.0,
            });
        }
        if cues.is_empty() {
            let block = self.stretches.first().map_or(0, |s| s.block);
            leading.map(|l| Leading { block, ..l })
        } else {
            last
        }
    }

    /// For each content its cue: first each cue gets the one that stands nearest, then what is left goes to the nearest cue.
    fn owners(&self, cues: &[&Stretch], contents: &[&Stretch]) -> Vec<Option<usize>> {
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (c, cue) in cues.iter().enumerate() {
            for (t, content) in contents.iter().enumerate() {
                pairs.push((self.gap(cue, content), c, t));
            }
        }
        pairs.sort_unstable();
        let mut owners: Vec<Option<usize>> = vec![None; contents.len()];
        let mut served = vec![false; cues.len()];
        for first in [true, false] {
            for &(cost, c, t) in &pairs {
                let free = !first || (!served[c] && cost <= NEAR);
                if owners[t].is_none() && free {
                    owners[t] = Some(c);
                    served[c] = true;
                }
            }
        }
        owners
    }

    /// How far two stretches stand apart.
    fn gap(&self, a: &Stretch, b: &Stretch) -> usize {
        let (first, second) = if a.tokens.start < b.tokens.start {
            (a, b)
        } else {
            (b, a)
        };
        let between = first.tokens.end..second.tokens.start.max(first.tokens.end);
        let mut taken = 0;
        let mut cues = 0;
        for stretch in self.stretches {
            if between.contains(&stretch.tokens.start) {
                taken += stretch.tokens.len();
                cues += usize::from(stretch.role == Role::Cue);
            }
        }
        let last = self.words.document.tokens.get(first.tokens.end.saturating_sub(1));
        let ends_in = last.and_then(|t| self.words.document.sentence_at(t.span.start()));
        let sentences = second
            .sentence
            .saturating_sub(ends_in.unwrap_or(first.sentence))
            .min(4);
        // What is said in a sentence before the cue's belongs to an earlier cue.
        let early = sentences > 0 && first.role == Role::Content && second.role == Role::Cue;
        between.len().saturating_sub(taken)
            + ANOTHER_SENTENCE * sentences
            + ANOTHER_CUE * cues
            + if early { EARLIER_SENTENCE } else { 0 }
    }

    /// The source of a cue: the nearest one, else the subject before it, else what came nearest to being one.
    fn source(&self, cue: &Stretch) -> Option<Range<usize>> {
        let passive = leaves_open_who(self.words, &cue.tokens);
        let far = if self.shares_subject(cue) { FAR_SHARED } else { FAR };
        let nearest = self
            .of(Role::Source)
            .filter(|source| source.tokens.start < cue.tokens.start || !self.is_subject(source))
            .map(|source| {
                let apart = match source.sentence.cmp(&cue.sentence) {
                    Ordering::Less => SOURCE_BEFORE,
                    Ordering::Equal => 0,
                    Ordering::Greater => SOURCE_BEHIND,
                };
                let behind = usize::from(source.tokens.start > cue.tokens.start);
                (self.gap(cue, source) * 2 + behind + apart, source)
            })
            .min_by_key(|(cost, _)| *cost);
        let fits = |&(cost, source): &(usize, &Stretch)| {
            cost <= far && (!passive || source.tokens.start > cue.tokens.start && cost <= FAR_PASSIVE)
        };
        if let Some((_, source)) = nearest.filter(fits) {
            return Some(source.tokens.clone());
        }
        if passive {
            return None;
        }
        self.subject(cue).or_else(|| self.likely_source(cue))
    }

    /// Whether a source stands right before a cue: "A poll showed them ahead, [the Courier] reported" leaves none for "showed".
    fn is_subject(&self, source: &Stretch) -> bool {
        self.of(Role::Cue)
            .any(|cue| cue.tokens.start == source.tokens.end)
    }

    /// Whether a cue shares the subject of an earlier one: ", saying", "and warned".
    fn shares_subject(&self, cue: &Stretch) -> bool {
        let first = cue.tokens.start;
        let start = self.sentence(cue.sentence).start;
        let before = (start..first).rev().find(|&i| !self.words.is_adverb(i));
        self.words.lower(first).ends_with("ing")
            || before.is_some_and(|i| self.words.is(i, &["and", "but", "or", "then"]))
    }

    /// Who stands before a cue for which no source was tagged.
    fn subject(&self, cue: &Stretch) -> Option<Range<usize>> {
        let start = self.sentence(cue.sentence).start;
        let mut group = cue.tokens.start;
        while group > start && (self.words.is_auxiliary(group - 1) || self.words.is_adverb(group - 1)) {
            group -= 1;
        }
        phrase::subject_before(self.words, group, start)
            .filter(|subject| mean(self.tags, subject, Role::Source) >= SUBJECT)
    }

    /// The tokens of a sentence, where no source was tagged, that came nearest to being one.
    fn likely_source(&self, beside: &Stretch) -> Option<Range<usize>> {
        let sentence = self.sentence(beside.sentence);
        // A paragraph without a full stop is looked at near by.
        let sentence = sentence.start.max(beside.tokens.start.saturating_sub(100))
            ..sentence.end.min(beside.tokens.end + 100);
        let p = |i: usize| {
            self.tags
                .posterior
                .get(i)
                .map_or(0.0, |p| p[Role::Source.index()])
        };
        let free = |i: usize| {
            let role = self.tags.labels.get(i).and_then(|l| l.role());
            !beside.tokens.contains(&i) && role != Some(Role::Cue)
        };
        let top = sentence
            .clone()
            .filter(|&i| free(i))
            .max_by(|&a, &b| p(a).total_cmp(&p(b)))
            .filter(|&i| p(i) >= LIKELY)?;
        let near = |i: &usize| free(*i) && p(*i) >= p(top) / 2.0;
        let start = (sentence.start..top).rev().take_while(near).last();
        let end = (top + 1..sentence.end).take_while(near).last();
        Some(start.unwrap_or(top)..end.unwrap_or(top) + 1)
    }

    fn sentence(&self, index: usize) -> Range<usize> {
        self.words
            .document
            .sentences
            .get(index)
            .map_or(0..0, |s| s.tokens())
    }
}

/// Whether a cue leaves open who speaks: "was said", "reportedly", "alleged".
fn leaves_open_who(words: &Words<'_>, cue: &Range<usize>) -> bool {
    let mut last = cue.end.saturating_sub(1);
    // "is expected to", "is accused of"
    if words.is(last, &["to", "of"]) && cue.len() > 1 {
        last -= 1;
    }
    let word = words.lower(last);
    let participle = word.ends_with("ed") || verbs::look_up(word).any(|v| v.letters.contains('n'));
    let alone = cue.len() == 1
        && (word.ends_with("edly")
            || words.is(
                last,
                &[
                    "alleged",
                    "supposed",
                    "expected",
                    "apparently",
                    "rumored",
                    "rumoured",
                ],
            ));
    alone || participle && cue.clone().any(|i| words.is_be(i))
}

/// A mention without a relative clause behind a comma; a long one without any, and if that is not enough without what its first
/// comma parts.
fn shortened(words: &Words<'_>, mention: Range<usize>) -> Range<usize> {
    let long = |range: &Range<usize>| range.clone().filter(|&i| words.is_word(i)).count() > LONGEST_MENTION;
    let mut short = mention;
    let inserted = |&i: &usize| words.word(i - 1) == "," && words.is(i, &["who", "whom", "whose", "which"]);
    if let Some(at) = (short.start + 1..short.end).find(inserted) {
        short.end = at;
    }
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
    // "Ann Lee, 52,"
    let loose =
        |i: usize| words.is_border(i) || words.kind(i) == Some(TokenKind::Number) && words.word(i - 1) == ",";
    while short.len() > 1 && loose(short.end - 1) {
        short.end -= 1;
    }
    short
}
