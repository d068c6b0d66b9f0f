//! What the outlet says, in its own words, about a document: "the agreement grants ...", "it does not include ...".

use crate::order::{by_start, sort_by_number};
use core::ops::Range;

use super::free::{Free, is_body};
use super::{Basis, FoundClaim};
use crate::analysis::SourceId;
use crate::lexicon::{document_verbs, nouns};
use crate::source::{Source, SourceKind};
use crate::span::Span;
use crate::text::{Document, TokenKind};

/// Most tokens between the first word of a document's name and its head ("the final version of the agreement").
const LONGEST_NAME: usize = 9;
/// Most tokens of an insertion between commas.
const LONGEST_INSERTION: usize = 30;
/// Fewest and most tokens of a claim.
const SHORTEST: usize = 4;
/// See [`SHORTEST`].
const LONGEST: usize = 100;

/// Claims about documents, at most one a sentence.
pub(super) fn find(document: &Document<'_>, free: &Free, sources: &[Source]) -> Vec<FoundClaim> {
    let mentions = document_mentions(sources);
    let mut claims = Vec::new();
    // The document that the sentence before spoke of: what "it" means.
    let mut last: Option<(usize, Span)> = None;
    for (index, sentence) in document.sentences.iter().enumerate() {
        if !is_body(document, sentence) {
            continue;
        }
        let reader = Reader {
            document,
            tokens: sentence.tokens(),
        };
        let before = last.filter(|&(at, mention)| {
            at + 1 == index
                && document.sentences.get(at).map(|s| s.block) == Some(sentence.block)
                && !mention.is_empty()
        });
        let mut subjects = reader.subjects();
        subjects.extend(before.and_then(|(_, mention)| reader.pronoun(mention)));
        if let Some(subject) = subjects.first() {
            last = Some((index, subject.mention));
        }
        let with_verb = subjects
            .into_iter()
            .find_map(|subject| Some((reader.verb_behind(&subject)?, subject)));
        let Some((verb, subject)) = with_verb else {
            continue;
        };
        last = Some((index, subject.mention));
        let content = reader.content(&subject, verb, free.taken(index));
        if document.tokens_in(content).len() >= SHORTEST && free.holds(index, content) {
            claims.push(FoundClaim {
                content,
                basis: Basis::Document {
                    source: source_at(&mentions, subject.mention),
                    mention: subject.mention,
                },
                headline_of: None,
                attribution_dropped: false,
                confidence: if subject.pronoun { 0.65 } else { 0.7 },
                found_by: "document-claim",
            });
        }
    }
    claims
}

/// Where the text names documents that are among the sources, in order.
fn document_mentions(sources: &[Source]) -> Vec<(Span, SourceId)> {
    let is_document = |s: &&Source| {
        matches!(
            s.kind,
            SourceKind::Document | SourceKind::Poll | SourceKind::Dataset
        )
    };
    let mut mentions: Vec<_> = sources
        .iter()
        .filter(is_document)
        .flat_map(|s| s.mentions.iter().map(|m| (m.span, s.id)))
        .collect();
    // Stable: of equal spans the first source stands first.
    sort_by_number(&mut mentions, |(span, _)| by_start(*span));
    mentions
}

/// The document that `mention` names.
fn source_at(mentions: &[(Span, SourceId)], mention: Span) -> Option<SourceId> {
    let next = mentions.partition_point(|(span, _)| span.start() < mention.end());
    let (span, id) = mentions.get(next.checked_sub(1)?)?;
    span.overlaps(mention).then_some(*id)
}

/// The words that name a document as the subject of a clause.
struct Subject {
    tokens: Range<usize>,
    /// The document they name; for a pronoun that of the sentence before.
    mention: Span,
    pronoun: bool,
}

struct Reader<'a> {
    document: &'a Document<'a>,
    tokens: Range<usize>,
}

impl Reader<'_> {
    fn lower(&self, index: usize) -> String {
        if self.tokens.contains(&index) {
            self.document.word(index).to_lowercase()
        } else {
            String::new()
        }
    }

    fn is_punctuation(&self, index: usize) -> bool {
        self.document
            .tokens
            .get(index)
            .is_none_or(|t| matches!(t.kind, TokenKind::Punctuation | TokenKind::Quote))
    }

    /// The noun phrases at the head of a clause whose head is a document.
    fn subjects(&self) -> Vec<Subject> {
        let subject = |head: usize| {
            let noun = nouns::document(&self.lower(head))?;
            let start = self.name_start(head)?;
            (noun.first == "document").then(|| Subject {
                tokens: start..head + 1,
                mention: self.document.span_of(start..head + 1),
                pronoun: false,
            })
        };
        self.tokens.clone().filter_map(subject).collect()
    }

    /// "it" at the head of a clause.
    fn pronoun(&self, mention: Span) -> Option<Subject> {
        let start = self.tokens.clone().take(4).find(|&i| self.lower(i) == "it")?;
        self.heads_clause(start).then(|| Subject {
            tokens: start..start + 1,
            mention,
            pronoun: true,
        })
    }

    /// Where the noun phrase with the head at `head` begins, if that is the head of a clause.
    fn name_start(&self, head: usize) -> Option<usize> {
        let lowest = self.tokens.start.max(head.saturating_sub(LONGEST_NAME));
        for index in (lowest..head).rev() {
            let word = self.lower(index);
            let is_determiner = matches!(
                word.as_str(),
                "the" | "a" | "an" | "this" | "that" | "its" | "their"
            );
            if is_determiner && self.heads_clause(index) {
                return Some(index);
            }
            // "the final version of the agreement", not "the man behind the agreement"
            let goes_on = is_determiner && matches!(self.lower(index.checked_sub(1)?).as_str(), "of");
            let ends_here = self.is_punctuation(index) && self.document.word(index) != "-";
            if ends_here || (is_determiner && !goes_on) {
                return None;
            }
        }
        None
    }

    /// Whether a clause can begin with the token: at the sentence's head, behind "However," or a comma.
    fn heads_clause(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|b| self.tokens.contains(b)) else {
            return true;
        };
        let word = self.lower(before);
        let connects = matches!(
            word.as_str(),
            "but" | "and" | "yet" | "while" | "though" | "although" | "because"
        );
        let opens = matches!(word.as_str(), "," | ";" | "—" | "–" | "--" | ":");
        // A comma in the middle of the sentence can only divide clauses when a verb follows; that is asked later.
        opens || (connects && (before == self.tokens.start || self.is_punctuation(before.saturating_sub(1))))
    }

    /// The verb that says what the document does, behind its subject and an insertion between commas.
    fn verb_behind(&self, subject: &Subject) -> Option<Verb> {
        let mut at = subject.tokens.end;
        let mut inserted = false;
        if self.lower(at) == "," {
            let end = self.tokens.end.min(at + LONGEST_INSERTION);
            at = (at + 1..end)
                .rev()
                .find(|&i| self.lower(i) == "," && self.verb(i + 1).is_some())?
                + 1;
            inserted = true;
        }
        self.verb(at).map(|at| Verb { at, inserted })
    }

    /// The first token of the verb group at `at`, if its main verb is on the list.
    fn verb(&self, at: usize) -> Option<usize> {
        let skipped = (at..at + 4)
            .take_while(|&i| {
                let word = self.lower(i);
                matches!(
                    word.as_str(),
                    "does"
                        | "do"
                        | "did"
                        | "would"
                        | "will"
                        | "not"
                        | "n't"
                        | "n’t"
                        | "also"
                        | "only"
                        | "further"
                        | "still"
                ) || (word.len() > 4 && word.ends_with("ly"))
            })
            .count();
        document_verbs::holds(&self.lower(at + skipped)).then_some(at)
    }

    /// From the subject (or from the verb, where an insertion parts them) to the end of the clause.
    fn content(&self, subject: &Subject, verb: Verb, taken: &[Span]) -> Span {
        let start = if verb.inserted {
            verb.at
        } else {
            subject.tokens.start
        };
        let farthest = self.tokens.end.min(verb.at + LONGEST);
        let end = (verb.at..farthest)
            .find(|&i| {
                let word = self.document.word(i);
                let divides = matches!(word, "—" | "–" | "--" | ";" | "." | "!" | "?" | ":");
                let next = self.lower(i + 1);
                let clause = word == ","
                    && matches!(
                        next.as_str(),
                        "but" | "while" | "although" | "though" | "according" | "which" | "with"
                    );
                let taken = self
                    .document
                    .tokens
                    .get(i)
                    .is_some_and(|t| taken.iter().any(|s| s.overlaps(t.span)));
                divides || clause || taken
            })
            .unwrap_or(farthest);
        let mut end = end.max(start + 1);
        while end > start + 1 && self.is_punctuation(end - 1) {
            end -= 1;
        }
        self.document.span_of(start..end)
    }
}

/// Where a verb group begins, and whether an insertion stands between it and its subject.
#[derive(Clone, Copy)]
struct Verb {
    at: usize,
    inserted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let article = Article::from_plain_text(text);
        let document = Document::read(&article);
        let claims = find(&document, &Free::new(&document, &[]), &[]);
        let found: Vec<_> = claims
            .iter()
            .map(|c| match c.basis {
                Basis::Document { mention, .. } => (c.content.of(text), mention.of(text)),
                _ => (c.content.of(text), ""),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_document_and_its_content() {
        check(
            "The bill bans fishing in the harbour; boats stay.",
            &[("The bill bans fishing in the harbour", "The bill")],
        );
        check(
            "The ten-page contract, signed in May by both towns, gives the firm the right to dig.",
            &[("gives the firm the right to dig", "The ten-page contract")],
        );
        check(
            "Though long in the making, the last draft of the treaty does not mention or include any islands.",
            &[],
        );
        check(
            "Though long in the making, the last draft of the treaty excludes all islands.",
            &[(
                "the last draft of the treaty excludes all islands",
                "the last draft of the treaty",
            )],
        );
    }

    #[test]
    fn it_is_the_document_before() {
        check(
            "The bill bans fishing in the harbour. However, it does not cover private boats—a sore point.",
            &[
                ("The bill bans fishing in the harbour", "The bill"),
                ("it does not cover private boats", "The bill"),
            ],
        );
        check("The mayor left. However, it does not cover private boats.", &[]);
    }

    #[test]
    fn a_document_that_is_no_subject_makes_no_claim() {
        check("Lee signed the bill and includes his friends.", &[]);
        check("The man behind the bill includes his friends.", &[]);
    }
}
