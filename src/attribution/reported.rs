//! Statements around a verb: "X said (that) ...", "..., X said", "“...,” said X", "X told Y ...", ", claiming ...".

use core::iter::once;
use core::ops::Range;

use super::according::cited;
use super::clause;
use super::cue::{Shape, VerbCue};
use super::draft::Draft;
use super::phrase;
use super::words::Words;
use crate::text::TokenKind;

/// Most tokens of time and place between a verb and what was said ("said on Monday in an interview that").
const LONGEST_ADJUNCT: usize = 14;

/// Adds the statements of a sentence's verb cues to `drafts`.
pub(super) fn find(words: &Words<'_>, sentence: &Range<usize>, cues: &[VerbCue], drafts: &mut Vec<Draft>) {
    let first = drafts.len();
    for (index, cue) in cues.iter().enumerate() {
        let later = cues.get(index + 1..).unwrap_or(&[]);
        let earlier = drafts.get(first..).unwrap_or(&[]);
        let site = Site {
            words,
            sentence,
            cue,
            later,
            earlier,
        };
        drafts.extend(site.statement());
    }
}

struct Site<'a> {
    words: &'a Words<'a>,
    sentence: &'a Range<usize>,
    cue: &'a VerbCue,
    later: &'a [VerbCue],
    /// The statements of the cues before in the sentence.
    earlier: &'a [Draft],
}

impl Site<'_> {
    fn frame(&self, letters: &[char]) -> bool {
        self.cue.form.frames.contains(letters)
    }

    fn statement(&self) -> Option<Draft> {
        let inside = self.earlier.iter().any(|d| d.holds(self.cue.verb.start));
        match self.cue.shape {
            Shape::PassiveBy => self.passive().filter(|_| !inside),
            Shape::Gerund => {
                if inside {
                    return None;
                }
                let mention = self.main_subject()?;
                let mut draft = self.behind()?;
                draft.mention = Some(mention);
                draft.confidence -= 0.1;
                draft.found_by = "verb-gerund";
                Some(draft)
            }
            Shape::Finite => {
                if let Some(draft) = self.what_called().or_else(|| self.what_said()) {
                    return Some(draft);
                }
                if let Some(draft) = self.inverted().filter(|_| !inside) {
                    return Some(draft);
                }
                let mention = match &self.cue.subject {
                    Some(subject) => subject.clone(),
                    None => self.coordinated()?,
                };
                // Inside somebody's words only what is surely said again counts: "Lee said Roe told him that".
                let clear = self.frame(&['t', 'q']) && matches!(self.cue.form.act, "say" | "tell" | "write");
                if inside && !clear {
                    return None;
                }
                let draft = self.around().or_else(|| self.behind());
                draft.map(|draft| Draft {
                    mention: Some(mention),
                    ..draft
                })
            }
        }
    }

    fn draft(
        &self,
        content: impl IntoIterator<Item = Range<usize>>,
        found_by: &'static str,
        confidence: f32,
    ) -> Draft {
        Draft {
            lemma: self.cue.form.lemma.to_owned(),
            stance: self.cue.form.stance,
            act: self.cue.form.act,
            negated: self.cue.negated,
            ..Draft::new(content, self.cue.verb.clone(), found_by, confidence)
        }
    }

    /// Who speaks in a clause without a subject of its own: whoever spoke before in the sentence, else its first noun phrase.
    fn main_subject(&self) -> Option<Range<usize>> {
        if let Some(draft) = self.earlier.iter().rev().find(|d| d.mention.is_some()) {
            return draft.mention.clone();
        }
        let start = clause::start(self.words, self.sentence);
        phrase::after(self.words, start, self.cue.group)
            .filter(|p| self.words.quotation(p.start).is_none() && self.words.class(start) != "preposition")
    }

    /// "Lee left early and said that": the verb shares the subject before.
    fn coordinated(&self) -> Option<Range<usize>> {
        let before = self
            .cue
            .group
            .checked_sub(1)
            .filter(|&i| i >= self.sentence.start)?;
        let shares = self.words.is(before, &["and", "but", "then"]) || self.words.word(before) == ",";
        if shares { self.main_subject() } else { None }
    }

    /// "what" before the subject.
    fn what(&self) -> Option<usize> {
        let before = self.cue.subject.as_ref()?.start.checked_sub(1)?;
        (before >= self.sentence.start && self.words.lower(before) == "what").then_some(before)
    }

    /// "what police said was a stolen car", "what analysts believe to be a record"
    fn what_said(&self) -> Option<Draft> {
        let what = self.what().filter(|_| self.frame(&['t']))?;
        let from = self.cue.verb.end;
        let copula = self.words.is(from, &["is", "are", "was", "were"])
            || self.words.is(from, &["to"]) && self.words.is(from + 1, &["be", "have"]);
        if !copula {
            return None;
        }
        let end = (from..self.sentence.end)
            .find(|&i| self.words.is_border(i) && self.words.quotation(i).is_none())
            .unwrap_or(self.sentence.end);
        let mut draft = self.draft(once(from..end), "what-x-said", 0.75);
        draft.cue = what..from;
        draft.mention.clone_from(&self.cue.subject);
        Some(draft)
    }

    /// "what he called “...”"
    fn what_called(&self) -> Option<Draft> {
        let subject = self.cue.subject.clone()?;
        let what = self.what().filter(|_| self.frame(&['a']))?;
        let from = self.cue.verb.end + usize::from(self.words.lower(self.cue.verb.end) == "as");
        let content = match self.words.quotation(from) {
            Some(quotation) => self.words.tokens_of(quotation),
            None => phrase::after(self.words, from, self.sentence.end)?,
        };
        let mut draft = self.draft(once(content), "what-x-called", 0.8);
        draft.cue = what..self.cue.verb.end;
        draft.stance = "distancing";
        draft.mention = Some(subject);
        Some(draft)
    }

    /// "pitched by Lee as ..."
    fn passive(&self) -> Option<Draft> {
        let mention = self.cue.subject.clone()?;
        if self.words.lower(mention.end) != "as" || !self.frame(&['a']) {
            return None;
        }
        let from = mention.end + 1;
        let end = (from..self.sentence.end)
            .find(|&i| self.words.is_border(i) && self.words.quotation(i).is_none())
            .unwrap_or(self.sentence.end);
        let mut draft = self.draft(once(from..end), "passive-as", 0.65);
        draft.mention = Some(mention);
        Some(draft)
    }

    /// "“...,” said Lee": the subject stands behind the verb.
    fn inverted(&self) -> Option<Draft> {
        let before = self.cue.group.checked_sub(1)?;
        let behind_quote =
            self.words.kind(before) == Some(TokenKind::Quote) && self.words.quotation(before).is_some();
        let behind_comma = self.words.word(before) == "," && before > self.sentence.start;
        let bare = self.cue.group == self.cue.verb.start && self.frame(&['q']);
        // "argued Lee" behind a comma is turned round as surely only with a name.
        let named = self.words.is_capital(self.cue.verb.end) && !self.frame(&['o', 'i', 'g', 's', 'a', 'n']);
        let said = self.words.is(self.cue.verb.start, &["said", "says"]) || named;
        if !bare || !(behind_quote || behind_comma && said) {
            return None;
        }
        let mention = phrase::after(self.words, self.cue.verb.end, self.sentence.end)?;
        // "“...,” said that" or "“Yes,” told us": what follows must be able to speak.
        if self.words.lower(mention.start) == "that" {
            return None;
        }
        // "Lee, a baker, said the fence had to go": what follows the verb is the subject of what was said.
        if !behind_quote && (!self.ends_a_speaker(mention.end) || self.words.is_pronoun(mention.start)) {
            return None;
        }
        let mut content = vec![self.front(before + 1)?];
        content.extend(self.second_half(mention.end));
        let mut draft = self.draft(content, "quote-said", if behind_quote { 0.95 } else { 0.75 });
        draft.mention = Some(mention);
        Some(draft)
    }

    /// Whether a speaker behind the verb may end before the token: "said Lee.", "said Lee, who", "said Lee on Monday".
    fn ends_a_speaker(&self, at: usize) -> bool {
        if self.words.is(at, &["to", "of"]) {
            return false;
        }
        at >= self.sentence.end
            || self.words.is_stop(at)
            || self.words.is_border(at)
            || self.words.is_adverb(at)
            || matches!(self.words.class(at), "preposition" | "day")
            || self
                .words
                .is(at, &["who", "whose", "last", "this", "late", "early", "as"])
    }

    /// "“...,” Lee said(, “...”)" and "..., Lee said(, ...)": the content stands before, or around.
    fn around(&self) -> Option<Draft> {
        let subject = self.cue.subject.as_ref()?;
        let border = subject
            .start
            .checked_sub(1)
            .filter(|&i| i >= self.sentence.start)?;
        let behind_quote =
            self.words.kind(border) == Some(TokenKind::Quote) && self.words.quotation(border).is_some();
        let behind_comma = matches!(self.words.word(border), ",") || self.words.is_dash(border);
        if !self.frame(&['t', 'q', 'b']) || !(behind_quote || behind_comma) {
            return None;
        }
        let (after, addressee) = self.addressee();
        let after = self.adjuncts_end(after);
        let next = self.words.word(after);
        // A clause or quotation behind the verb is what was said, and the front something else.
        let ends = after >= self.sentence.end
            || self.words.is_stop(after)
            || matches!(next, "," | ";" | ")")
            || self.words.is_dash(after);
        let quotes_on = self.words.quotation(after).is_some()
            || (matches!(next, "," | ":") && self.words.quotation(after + 1).is_some());
        if !(ends || quotes_on && behind_quote) || self.words.lower(after) == "that" {
            return None;
        }
        if next == "," && !behind_quote && quotes_on {
            return None;
        }
        let front = self.front(border + 1)?;
        // "The bridge, Lee said, will close": the subject before, its verb behind.
        let parted = next == ","
            && (self.words.is_auxiliary(after + 1) || self.words.class(after + 1) == "verb")
            && self.words.class(front.start) != "preposition";
        if !behind_quote && !parted && !self.can_be_said(&front, after) {
            return None;
        }
        let mut content = vec![front];
        content.extend(self.second_half(after).filter(|_| ends || quotes_on));
        // "..., the agency said in a statement.": nothing else than what was said can be meant.
        let last = after >= self.sentence.end || self.words.is_stop(after);
        let says = self.words.is(self.cue.verb.start, &["said", "says"])
            || self.frame(&['t'])
                && !self.cue.negated
                && matches!(self.cue.form.act, "say" | "report" | "note");
        let plain = last && says && content.len() == 1;
        let (found_by, confidence) = match (behind_quote, plain) {
            (true, _) => ("quote-said", 0.95),
            (false, true) => ("clause-said", 0.86),
            _ => ("clause-said", 0.75),
        };
        let mut draft = self.draft(content, found_by, confidence);
        draft.addressee = addressee;
        Some(draft)
    }

    /// A clause before a comma that is more than "On Monday" or "In a statement".
    fn can_be_said(&self, front: &Range<usize>, after: usize) -> bool {
        let first = front.start;
        let opens = self.words.class(first) == "preposition"
            || self.words.is(
                first,
                &[
                    "asked", "when", "while", "as", "after", "before", "although", "though", "because",
                    "since",
                ],
            )
            || self.words.is_reporting_gerund(first);
        let has_verb = front.clone().any(|i| {
            self.words.is_auxiliary(i)
                || self.words.class(i) == "verb"
                || self.words.lower(i).ends_with("ed")
                || self.words.is_reporting(i)
        });
        // At the sentence's end nothing else can have been said, whether its verb is known ("broke") or not.
        let last = after >= self.sentence.end || self.words.is_stop(after);
        let closes = last && front.len() > 5 && self.words.is(self.cue.verb.start, &["said", "says"]);
        front.len() > 2 && (has_verb || closes) && (!opens || front.len() > 12)
    }

    /// What stands before token `end`: with the whole of a quotation that reaches in, else from the start of the clause.
    fn front(&self, end: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1)?;
        let floor = self
            .earlier
            .iter()
            .map(|d| d.cue.end.max(d.mention.as_ref().map_or(0, |m| m.end)))
            .max()
            .unwrap_or(0);
        // "Lee said the bridge was old, the report said": the report says all of it.
        let whole = self.earlier.iter().any(|d| {
            let behind = d.content.iter().map(|c| c.end).max().unwrap_or(0);
            d.cue.end <= behind && behind + 1 >= last && behind <= end && self.words.word(last) == ","
        });
        let floor = if whole { 0 } else { floor };
        let mut start = clause::start(self.words, self.sentence).max(floor);
        if let Some(quotation) = self.words.quotation(last) {
            let quoted = self.words.tokens_of(quotation);
            let own_words = start < quoted.start && quoted.start > self.sentence.start;
            let led_in = own_words && matches!(self.words.word(quoted.start - 1), ":" | ".");
            if !own_words || led_in || floor > 0 {
                start = quoted.start;
            }
        }
        (start < end).then_some(start..end)
    }

    /// "..., Lee said, and ...": the other half of a statement, behind a comma or as a quotation of its own.
    fn second_half(&self, after: usize) -> Option<Range<usize>> {
        let mark =
            (after..self.sentence.end.min(after + LONGEST_ADJUNCT)).find(|&i| self.words.is_border(i))?;
        let from = if self.words.quotation(mark).is_some() {
            mark
        } else {
            mark + 1
        };
        if let Some(quotation) = self.words.quotation(from) {
            return Some(self.words.tokens_of(quotation));
        }
        let front_is_quoted = self.words.quotation(self.cue.group.saturating_sub(1)).is_some()
            || self
                .cue
                .subject
                .as_ref()
                .is_some_and(|s| s.start > 0 && self.words.quotation(s.start - 1).is_some());
        let goes_on = self.words.word(mark) == ","
            && mark == after
            && !front_is_quoted
            && !self.words.is_reporting_gerund(from)
            && !self.words.is(
                from,
                &[
                    "according",
                    "citing",
                    "who",
                    "which",
                    "when",
                    "while",
                    "as",
                    "a",
                    "an",
                    "the",
                    "after",
                    "before",
                    "during",
                ],
            )
            && from + 2 < self.sentence.end;
        goes_on.then(|| from..clause::end(self.words, from, self.sentence, self.later))
    }

    /// Where the verb group ends with whom it was told, and who that is.
    fn addressee(&self) -> (usize, Option<Range<usize>>) {
        let end = self.cue.verb.end;
        if !self.frame(&['o']) {
            return (end, None);
        }
        if self.words.is(end, &["that", "to"]) || self.words.quotation(end).is_some() {
            return (end, None);
        }
        match phrase::after(self.words, end, self.sentence.end) {
            // "told the crowd the bridge was old": the second phrase is no part of the first.
            Some(phrase) => (phrase.end, Some(phrase)),
            None => (end, None),
        }
    }

    /// Skips when and where something was said: "on Monday in an interview with the paper".
    fn adjuncts_end(&self, from: usize) -> usize {
        let mut at = from;
        let high = self.sentence.end.min(from + LONGEST_ADJUNCT);
        while at < high {
            if self.words.is_adverb(at) || self.words.class(at) == "day" {
                at += 1;
                continue;
            }
            // ", citing two officials, that"
            if let Some((_, origin)) =
                cited(self.words, at, self.sentence.end).filter(|(_, o)| self.words.word(o.end) == ",")
            {
                at = origin.end + 1;
                continue;
            }
            let time = self.words.is(
                at,
                &[
                    "last",
                    "this",
                    "early",
                    "late",
                    "earlier",
                    "yesterday",
                    "today",
                    "tonight",
                ],
            );
            let place = self.words.is(
                at,
                &[
                    "in", "on", "at", "during", "after", "before", "to", "of", "about", "via", "through",
                    "from", "with", "by", "over", "into",
                ],
            );
            if !(time || place) {
                break;
            }
            // "last week", "at the time": a time is no phrase of its own.
            let when = at + 1 + usize::from(self.words.is(at + 1, &["the", "that"]));
            if when < high && phrase::is_time(self.words, when) {
                at = when + 1;
                continue;
            }
            match phrase::after(self.words, at + 1, high) {
                Some(phrase) if phrase.start == at + 1 => at = phrase.end,
                _ if self.words.class(at + 1) == "day" => {
                    at += 2;
                    while self.words.kind(at) == Some(TokenKind::Number) {
                        at += 1;
                    }
                }
                _ if time => at += 1,
                _ => break,
            }
        }
        at
    }

    /// "Lee said (that) ...", "Lee said: “...”", "Lee urged them to ...", "Lee criticised the ...".
    fn behind(&self) -> Option<Draft> {
        let (after, addressee) = self.addressee();
        let skipped = self.adjuncts_end(after);
        let mut draft = self.clause_behind(after, skipped)?;
        if draft.addressee.is_none() && !draft.holds(after.saturating_sub(1)) {
            draft.addressee = addressee;
        }
        Some(draft)
    }

    fn clause_behind(&self, after: usize, skipped: usize) -> Option<Draft> {
        let end = |from: usize| clause::end(self.words, from, self.sentence, self.later);
        let to = |from: usize| once(from..self.with_quotation(from, end(from)));
        let verb_end = self.cue.verb.end;
        for at in [after, skipped, verb_end] {
            let word = self.words.lower(at);
            if word == "that" && self.frame(&['t', 'q', 'k']) {
                return Some(self.draft(to(at + 1), "verb-that", 0.85));
            }
            let quote_at = at + usize::from(matches!(word, ":" | ","));
            if self.frame(&['q', 't'])
                && self.words.quotation(quote_at).is_some()
                && self.words.quotation(verb_end - 1).is_none()
            {
                let opens = self
                    .words
                    .quotation(quote_at)
                    .map_or(0, |q| self.words.tokens_of(q).start)
                    == quote_at;
                if opens {
                    return Some(self.draft(to(quote_at), "said-quote", 0.9));
                }
            }
            if self.frame(&['w', 't'])
                && self.words.is(
                    at,
                    &["whether", "if", "how", "why", "what", "when", "where", "who"],
                )
                && at < self.sentence.end
            {
                return Some(self.draft(to(at), "verb-question", 0.7));
            }
        }
        if self.words.word(skipped) == ":" && skipped + 1 < self.sentence.end && self.frame(&['t', 'q']) {
            return Some(self.draft(to(skipped + 1), "said-colon", 0.7));
        }
        if self.words.lower(verb_end) == "to" && self.frame(&['i', 'p']) {
            return Some(self.draft(to(verb_end), "verb-to", 0.6));
        }
        if self.frame(&['i']) && self.words.lower(after) == "to" && after > verb_end {
            let mut draft = self.draft(to(verb_end), "verb-object-to", 0.6);
            draft.form = None;
            return Some(draft);
        }
        for at in [after, verb_end] {
            if self.frame(&['b', 'k']) && self.opens_clause(at, self.frame(&['b'])) {
                return Some(self.draft(to(at), "verb-clause", 0.75));
            }
        }
        // A quoted phrase close behind: "refers only to a vague “...”".
        let near = (verb_end..self.sentence.end.min(verb_end + 8))
            .find(|&i| self.words.quotation(i).is_some() || self.words.word(i) == ",");
        if self.frame(&['q', 'n', 'a', 'g']) && near.is_some_and(|i| self.words.quotation(i).is_some()) {
            return Some(self.draft(to(verb_end), "verb-phrase-quoted", 0.7));
        }
        self.object(end(verb_end))
    }

    /// "criticised the deal", "accusing them of lying", "proposed a plan", "supports the bill".
    fn object(&self, end: usize) -> Option<Draft> {
        let from = self.cue.verb.end;
        if !self.frame(&['g', 'n', 'a', 'p', 's']) || from >= end {
            return None;
        }
        let object = phrase::after(self.words, from, end)?;
        let stop = (from..end)
            .find(|&i| {
                i >= object.end
                    && self.words.quotation(i).is_none()
                    && (self.words.is_border(i) || self.words.is(i, &["but", "while"]))
            })
            .unwrap_or(end);
        let accuses = self.cue.form.act == "accuse" && (from..stop).any(|i| self.words.is(i, &["of", "for"]));
        let promised = self.frame(&['p', 'a']) || accuses;
        // What is promised or blamed on somebody is said at length, what is praised is named.
        let stop = if self.frame(&['p']) || accuses { end } else { stop };
        let mut draft = self.draft(once(from..stop), "verb-object", 0.55);
        if !promised && !(from..stop).any(|i| self.words.quotation(i).is_some()) {
            draft.form = Some(super::Form::SpeechAct);
        }
        if self.frame(&['s']) {
            draft.confidence = 0.45;
        }
        Some(draft)
    }

    /// Whether a clause without "that" begins at the token.
    fn opens_clause(&self, at: usize, sure: bool) -> bool {
        if at >= self.sentence.end || self.words.is_border(at) {
            return false;
        }
        let class = self.words.class(at);
        let begins = self.words.begins_phrase(at)
            || class == "pronoun"
            || (self.words.is_capital(at) && class != "day")
            || self.words.is_open(at) && class != "day"
            || self.words.is(
                at,
                &[
                    "there", "if", "when", "no", "under", "in", "by", "such", "as", "while", "they", "it",
                    "more",
                ],
            );
        let near = self.sentence.end.min(at + 16);
        let has_verb = (at + 1..near).any(|i| {
            self.words.is_auxiliary(i) && !matches!(self.words.word(i), "'s" | "’s")
                || self.words.class(i) == "verb"
                || self.words.is_reporting(i)
                || self.words.lower(i).ends_with("ed")
                || (matches!(self.words.word(i), "'s" | "’s") && self.words.is_pronoun(i - 1))
        });
        let small = matches!(class, "preposition")
            || self
                .words
                .is(at, &["so", "nothing", "something", "anything", "goodbye", "yes"]);
        begins && (has_verb || sure && self.cue.form.act == "say" && !small)
    }

    /// A quotation that the range breaks off is taken as a whole: it can go on over sentences.
    fn with_quotation(&self, from: usize, end: usize) -> usize {
        let last = end.saturating_sub(1);
        match self.words.quotation(last) {
            Some(quotation) => {
                let quoted = self.words.tokens_of(quotation);
                if quoted.start >= from || self.words.quotation(from) == Some(quotation) {
                    quoted.end.max(end)
                } else {
                    end
                }
            }
            None => end,
        }
    }
}
