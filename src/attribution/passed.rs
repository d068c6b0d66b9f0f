//! Who passed a statement on, as the words around it say: "told the Courier", "in an interview with the Courier", "a memo seen
//! by the Courier", "..., according to the report", "..., the Courier said", "the Courier cited a memo as saying ...".

use core::ops::Range;

use super::according::{cited, with_knowledge};
#[cfg(feature = "tagger")]
use super::cue;
use super::draft::{Draft, Passed};
use super::phrase;
use super::words::Words;
use crate::lexicon::relays;
#[cfg(feature = "tagger")]
use crate::lexicon::verbs;

/// Farthest that is looked from a cue, so that a paragraph without full stops takes no longer than others.
const FAR: usize = 80;
/// Most tokens between a statement and the words that say who passed it on ("said late on Thursday in Lund, according to").
const NEAR: usize = 16;

/// Adds those who passed on to each statement, nearest this outlet first.
/// `labelled`: whether a tagger had a part in them. By the rules alone hearsay inside hearsay is two statements, one inside the
/// other; labels mix the two up.
pub(super) fn find(words: &Words<'_>, drafts: &mut [Draft], labelled: bool) {
    for draft in drafts {
        if draft.no_comment || draft.continues.is_some() {
            continue;
        }
        cited_as(words, draft);
        let Some(place) = Place::of(words, draft) else {
            continue;
        };
        mention_by(words, draft, &place);
        if draft.relay.is_none() {
            place.citing(draft);
        }
        #[cfg(feature = "tagger")]
        if labelled {
            place.inner_speaker(draft);
        }
        let mut found = Vec::new();
        #[cfg(feature = "tagger")]
        if labelled {
            place.behind(draft, &mut found);
        }
        #[cfg(not(feature = "tagger"))]
        let _ = labelled;
        place.around_cue(draft, &mut found);
        if let Some(mention) = &draft.mention {
            // "A memo, seen by the Courier, said"
            let apposed = mention.end..draft.cue.start.max(mention.end);
            let end = if apposed.len() < NEAR {
                apposed.end
            } else {
                mention.end
            };
            by_whom(words, mention.start..end, &mut found);
        }
        found.retain(|p| {
            let own = draft
                .mention
                .as_ref()
                .is_some_and(|m| p.who.start == m.start || p.who == *m);
            !own && !draft.holds(p.who.start) && draft.addressee.as_ref() != Some(&p.who)
        });
        draft.passed = found;
    }
}

/// "the report cited a memo as saying that ...", "the Courier quoted Lee as saying ...": the memo and Lee are the origins.
fn cited_as(words: &Words<'_>, draft: &mut Draft) {
    let cites = |i: &usize| words.is(*i, &["cited", "cites", "quoted", "quotes", "cite", "quote"]);
    let from = draft.cue.start;
    let (cites, link) = if let Some(cites) = draft.cue.clone().find(cites) {
        let limit = draft
            .content
            .iter()
            .map(|c| c.end)
            .max()
            .unwrap_or(from)
            .min(from + FAR);
        let link = (from..limit).find(|&i| words.lower(i) == "as" && words.quotation(i).is_none());
        (cites, link)
    } else {
        let link = from.checked_sub(1).filter(|&i| words.lower(i) == "as");
        let near = from.saturating_sub(NEAR).max(words.sentence_of(from).start)..from;
        (near.rev().find(cites).unwrap_or(from), link)
    };
    let passive = cites > 0
        && (words.is_be(cites - 1) || words.is_adverb(cites - 1) && words.is_be(cites.saturating_sub(2)));
    let Some(link) = link.filter(|&i| i > cites && words.lower(i + 1).ends_with("ing") && !passive) else {
        return;
    };
    let Some(origin) = phrase::after(words, cites + 1, link) else {
        return;
    };
    let first = link + 2 + usize::from(words.lower(link + 2) == "that");
    draft.content.retain(|c| c.end > first);
    let Some(piece) = draft.content.first_mut() else {
        return;
    };
    piece.start = piece.start.max(first);
    if let Some(relay) = subject_of_cue(words, cites).or_else(|| draft.mention.take()) {
        draft.relay = Some((relay, cites..cites + 1));
    }
    let end = with_knowledge(words, origin.end, link);
    draft.mention = Some(origin.start..end);
    draft.second_cue = Some(link..link + 2);
    draft.form = None;
}

/// Who stands before a verb and what belongs to it: "the report on Wednesday for the first time cited".
fn subject_of_cue(words: &Words<'_>, cue: usize) -> Option<Range<usize>> {
    let low = words.sentence_of(cue).start.max(cue.saturating_sub(FAR));
    let mut at = cue;
    // Times and places between subject and verb.
    while at > low {
        let phrase = phrase::subject_before(words, at, low);
        match phrase {
            Some(phrase) if phrase.start > low && words.class(phrase.start - 1) == "preposition" => {
                at = phrase.start - 1;
            }
            Some(phrase) => return Some(phrase),
            None if words.class(at - 1) == "day" || words.is_adverb(at - 1) || words.is_auxiliary(at - 1) => {
                at -= 1
            }
            None if words.is(at - 1, &["time", "week", "month", "year"]) => {
                at = (low..at).rev().find(|&i| words.class(i) == "preposition")?;
            }
            None if words.class(at - 1) == "preposition" => at -= 1,
            None => return None,
        }
    }
    None
}

/// "the Courier reported ..., citing two officials": the officials are the origin.
pub(super) fn citing(words: &Words<'_>, draft: &mut Draft) {
    if let Some(place) = Place::of(words, draft) {
        place.citing(draft);
    }
}

/// "a memo seen by [the Courier] said": who stands behind "by" is not the source but the head before.
fn mention_by(words: &Words<'_>, draft: &mut Draft, place: &Place<'_>) {
    let Some(mention) = draft.mention.clone() else {
        return;
    };
    let Some(by) = mention.start.checked_sub(1).filter(|&i| i > place.low) else {
        return;
    };
    if words.lower(by) != "by"
        || draft.cue.contains(&by)
        || relays::only_outlets(words.lower(by - 1)).is_none()
    {
        return;
    }
    if let Some(head) = phrase::before(words, by - 1, place.low) {
        draft.mention = Some(head.start..mention.end);
    }
}

/// Those behind "seen by", "quoted by" among some tokens.
fn by_whom(words: &Words<'_>, tokens: Range<usize>, found: &mut Vec<Passed>) {
    for at in tokens.start + 1..tokens.end {
        // "was quoted by the Courier as saying" is read with its verb.
        if at > 1 && words.is_be(at - 2) && (at..tokens.end).any(|i| words.lower(i) == "as") {
            continue;
        }
        let Some(only_outlets) = relays::only_outlets(words.lower(at - 1)) else {
            continue;
        };
        let by = words.lower(at) == "by";
        if !(by || words.is(at, &["to", "with", "in", "on"])) {
            continue;
        }
        if let Some(who) = phrase::after(words, at + 1, tokens.end) {
            found.push(Passed {
                who: outlet_of(words, who),
                cue: at - 1..at + 1,
                only_outlets: only_outlets || !by,
            });
        }
    }
}

/// "the Courier's Ann Lee" is the Courier's doing.
fn outlet_of(words: &Words<'_>, who: Range<usize>) -> Range<usize> {
    let owner = who
        .clone()
        .find(|&i| i > who.start && matches!(words.word(i), "'s" | "’s") && words.is_capital(i - 1));
    who.start..owner.unwrap_or(who.end)
}

#[cfg(feature = "tagger")]
/// Gives a statement, whose cue was the outer one, the verb behind its mention; whether there is one.
pub(super) fn own_verb(words: &Words<'_>, draft: &mut Draft) -> bool {
    let Some(mention) = draft.mention.clone() else {
        return false;
    };
    let first = draft.content.first().map_or(mention.end, |c| c.start);
    let mut near = mention.end..first.min(mention.end + NEAR);
    let Some(at) = near.find(|&i| words.is_reporting(i) && words.quotation(i).is_none()) else {
        return false;
    };
    let (verb, forms) = cue::readings(words, at, first);
    let Some(form) = forms.first().filter(|_| !draft.cue.contains(&at)) else {
        return false;
    };
    draft.cue = verb;
    form.lemma.clone_into(&mut draft.lemma);
    draft.stance = form.stance;
    draft.act = form.act;
    true
}

/// The sentence around a statement's cue, as far as it is looked at.
struct Place<'a> {
    words: &'a Words<'a>,
    low: usize,
    high: usize,
}

impl<'a> Place<'a> {
    fn of(words: &'a Words<'a>, draft: &Draft) -> Option<Self> {
        let anchor = if draft.cue.is_empty() {
            draft.content.last()?.end.checked_sub(1)?
        } else {
            draft.cue.start
        };
        let sentence = words.sentence_of(anchor);
        Some(Self {
            words,
            low: sentence.start.max(anchor.saturating_sub(FAR)),
            high: sentence.end.min(anchor + FAR),
        })
    }

    /// The last token of the statement's words in the sentence, and one more.
    fn end(&self, draft: &Draft) -> usize {
        let ends = draft.content.iter().chain([&draft.cue]).chain(&draft.mention);
        ends.map(|r| r.end)
            .filter(|&e| e <= self.high)
            .max()
            .unwrap_or(self.high)
    }

    /// "the Courier, citing two officials, said" and "Citing two officials, the Courier said".
    fn citing(&self, draft: &mut Draft) {
        let Some(mention) = draft.mention.clone() else {
            return;
        };
        let between = mention.end..draft.cue.start.min(mention.end + NEAR);
        let first = draft
            .content
            .iter()
            .map(|c| c.start)
            .find(|&s| s >= draft.cue.end);
        let led_in = draft.cue.end..first.unwrap_or(0).min(draft.cue.end + NEAR);
        let begins = self.low..self.low + usize::from(mention.start > self.low);
        let behind = self.end(draft);
        let mut places: Vec<usize> = Vec::new();
        for near in [between, led_in, begins, behind..self.high.min(behind + 4)] {
            places.extend(near);
        }
        let found = places
            .into_iter()
            .filter(|&i| self.words.quotation(i).is_none())
            .find_map(|i| cited(self.words, i, self.high))
            .filter(|(_, origin)| *origin != mention && !draft.holds(origin.start));
        if let Some((cue, origin)) = found {
            draft.relay = Some((mention, draft.cue.clone()));
            draft.second_cue = Some(cue);
            draft.mention = Some(origin);
        }
    }

    #[cfg(feature = "tagger")]
    /// "A diver told the council ..., according to [the minutes]": the diver told, the minutes passed it on.
    fn inner_speaker(&self, draft: &mut Draft) {
        let words = self.words;
        let Some(mention) = draft.mention.clone() else {
            return;
        };
        let Some(to) = mention.start.checked_sub(1).filter(|&i| words.lower(i) == "to") else {
            return;
        };
        let according = to > 0 && words.lower(to - 1) == "according" && !draft.cue.contains(&(to - 1));
        if !according || draft.cue.end > to || draft.relay.is_some() {
            return;
        }
        let mut group = draft.cue.start;
        while group > self.low && (words.is_auxiliary(group - 1) || words.is_adverb(group - 1)) {
            group -= 1;
        }
        draft.mention = phrase::subject_before(words, group, self.low).or(draft.mention.take());
    }

    #[cfg(feature = "tagger")]
    /// "..., according to the report", "..., the Courier said", "..., as first reported by the Courier".
    fn behind(&self, draft: &mut Draft, found: &mut Vec<Passed>) {
        let words = self.words;
        let mut at = self.end(draft).min(self.high);
        let mut limit = self.high.min(at + NEAR);
        // "The witness said ..., according to": the second of two cues was taken for the first.
        if words.is(draft.cue.start, &["according"])
            && draft.mention.as_ref().is_some_and(|m| m.end <= draft.cue.start)
        {
            at = draft.cue.start;
        } else if self.outer_verb(draft, found) {
            return;
        }
        while at < limit {
            if words.is(at, &["and", "but", "while", "because"])
                || words.word(at) == ";"
                || words.quotation(at).is_some() && words.is_word(at)
            {
                return;
            }
            let according = words.is_according_to(at);
            if according && draft.cue.contains(&at) && draft.mention.as_ref().is_some_and(|m| m.start > at) {
                return;
            }
            let reported =
                words.is(at, &["reported", "published", "obtained"]) && words.lower(at + 1) == "by";
            let from = if according || reported {
                at + 2
            } else if words.is(at, &["via", "per"]) {
                at + 1
            } else {
                at += 1;
                continue;
            };
            let Some(who) = phrase::after(words, from, self.high) else {
                return;
            };
            let behind = self.with_maker(who.end);
            if draft
                .mention
                .as_ref()
                .is_some_and(|m| m.start < behind && who.start < m.end)
            {
                return;
            }
            by_whom(words, who.start..behind, found);
            let made = (who.start + 1..who.end).find(|&i| relays::only_outlets(words.lower(i)).is_some());
            let who = who.start..made.unwrap_or(who.end);
            found.push(Passed {
                who,
                cue: at..from,
                only_outlets: !according,
            });
            if draft.cue.start == at {
                own_verb(self.words, draft);
            }
            limit = limit.min(behind + 4);
            at = behind;
        }
    }

    #[cfg(feature = "tagger")]
    /// "a transcript | reviewed by the Courier"
    fn with_maker(&self, end: usize) -> usize {
        let made = |i: usize| relays::only_outlets(self.words.lower(i)).is_some();
        let by = if self.words.lower(end) == "by" && made(end - 1) {
            end
        } else {
            end + 1
        };
        if self.words.lower(by) == "by" && made(by - 1) {
            phrase::after(self.words, by + 1, self.high).map_or(end, |p| p.end)
        } else {
            end
        }
    }

    #[cfg(feature = "tagger")]
    /// "A witness said the bridge was old, the report said": the report passed it on.
    fn outer_verb(&self, draft: &mut Draft, found: &mut Vec<Passed>) -> bool {
        let last = draft
            .content
            .iter()
            .map(|c| c.end)
            .filter(|&e| e <= self.high)
            .max();
        let Some(from) = last else { return false };
        // The cue behind the content may be its own, or the outer one that was taken for it.
        let behind = self.end(draft).max(from);
        for start in [from, behind] {
            let Some((who, verb)) = self.clause(start) else {
                continue;
            };
            let own = draft
                .mention
                .as_ref()
                .is_some_and(|m| m.start < who.end && who.start < m.end);
            if own {
                continue;
            }
            if draft.cue.contains(&verb) {
                let inside = draft.mention.as_ref().is_some_and(|m| draft.holds(m.start));
                if inside || draft.mention.is_none() {
                    draft.mention = Some(who);
                    return false;
                }
                if !own_verb(self.words, draft) {
                    return false;
                }
            }
            found.push(Passed {
                who,
                cue: verb..verb + 1,
                only_outlets: false,
            });
            return true;
        }
        false
    }

    #[cfg(feature = "tagger")]
    /// ", the Courier reported on Monday" and the sentence's end, a comma or a dash behind it: who and the verb.
    fn clause(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let words = self.words;
        let marks = |i: usize| matches!(words.word(i), "," | "”" | "\"" | "—" | "–" | "--" | "...");
        let start =
            (from.saturating_sub(1)..self.high.min(from + 3)).find(|&i| marks(i) || words.is_dash(i))?;
        let start = (start..self.high.min(start + 3)).find(|&i| !marks(i))?;
        let start = start + usize::from(words.lower(start) == "as");
        if words.quotation(start).is_some() || words.is_pronoun(start) {
            return None;
        }
        let who = phrase::after(words, start, self.high)?;
        let verb = (who.end..self.high.min(who.end + 3)).find(|&i| !words.is_adverb(i))?;
        let says = words.is_reporting(verb)
            && verbs::look_up(words.lower(verb))
                .any(|v| matches!(v.act, "say" | "report") && v.frames.contains('t'));
        let mut end = verb + 1;
        while end < self.high && (words.class(end) == "day" || words.is_adverb(end)) {
            end += 1;
        }
        let ends = end >= self.high
            || words.is_stop(end)
            || words.is(end, &[",", "in", "on", "at", "late", "earlier", "this", "last"])
            || words.is_dash(end);
        (says && ends && who.start == start).then_some((who, verb))
    }

    /// "told [the Courier]", "said in an interview with the Courier", "Speaking to the Courier, Lee said", "was quoted as saying by
    /// the Courier": only outlets count, but for those who quote.
    fn around_cue(&self, draft: &Draft, found: &mut Vec<Passed>) {
        let words = self.words;
        if draft.cue.is_empty() || draft.form == Some(super::Form::Agentless) {
            return;
        }
        let group = draft
            .mention
            .as_ref()
            .map_or(draft.cue.start, |m| m.end)
            .min(draft.cue.start)..draft.cue.end;
        let quoted = group.len() < NEAR
            && group
                .clone()
                .any(|i| words.is(i, &["quoted", "cited"]) && (words.is_be(i - 1) || words.is_adverb(i - 1)));
        let inverted = draft.mention.as_ref().map_or(0, |m| m.end);
        let mut from = if inverted < draft.cue.end + NEAR {
            inverted.max(draft.cue.end)
        } else {
            draft.cue.end
        };
        // ", who spoke to the Courier"
        if words.word(from) == ","
            && (from..from + 4).any(|i| words.is(i, &["spoke", "talked", "speaking", "talking"]))
        {
            from = (from..from + 4)
                .find(|&i| words.is(i, &["to", "with", "on"]))
                .unwrap_or(from);
        }
        self.prepositions(from..self.high.min(from + NEAR), draft, quoted, found);
        let before = self.low
            ..draft
                .mention
                .as_ref()
                .map_or(draft.cue.start, |m| m.start.min(draft.cue.start));
        let opens =
            words.is(self.low, &["in", "on", "during", "at"]) || words.lower(self.low).ends_with("ing");
        let comma = before.clone().find(|&i| words.word(i) == ",");
        if let Some(comma) = comma.filter(|&c| opens && c < self.low + NEAR) {
            self.prepositions(self.low..comma, draft, false, found);
        }
        if quoted {
            self.prepositions(group, draft, true, found);
        }
    }

    /// What stands behind the prepositions among some tokens, up to the content.
    fn prepositions(&self, tokens: Range<usize>, draft: &Draft, quoted: bool, found: &mut Vec<Passed>) {
        let words = self.words;
        let mut at = tokens.start;
        while at < tokens.end {
            if draft.holds(at)
                || words.quotation(at).is_some()
                || words.is_border(at)
                || words.is_stop(at)
                || words.class(at) == "relative"
                || words.is(at, &["that", "and", "but"])
            {
                return;
            }
            let links = words.is(
                at,
                &[
                    "to", "with", "on", "in", "by", "from", "for", "through", "via", "of", "told", "tells",
                ],
            );
            if let Some(who) =
                phrase::after(words, at + 1, tokens.end.max(at + 2).min(self.high)).filter(|_| links)
                && !draft.holds(who.start)
            {
                let by = quoted && words.is(at, &["by", "in"]);
                let named = who.clone().any(|i| words.is_capital(i));
                // "an interview with the Courier": the next preposition leads to the name.
                let direct = words.is_capital(who.start) || words.class(who.start) == "definite";
                if by || named && direct {
                    found.push(Passed {
                        who: outlet_of(words, who),
                        cue: at..at + 1,
                        only_outlets: !by,
                    });
                }
            }
            at += 1;
        }
    }
}
