//! The first line of a card: who says so and how, in about eight words.

use super::figure::figure;
use super::locale::{English, Locale};
use super::messages::{find, number_word, say, say_count};
use crate::analysis::{Annotation, Body, SourceId};
use crate::article::BlockKind;
use crate::attribution::{Attribution, Form, LinkRelation};
use crate::claim::{Basis, Claim};
use crate::source::{Identity, Number, Source, SourceKind};
use crate::span::Span;

/// Most words of a name on the first line.
const LONGEST_NAME: usize = 6;

/// From so many verbatim words on, their number says less than "partly verbatim".
const MANY_WORDS: usize = 12;

/// The first line of `annotation`'s card. `text` is the article's, `sources` are the analysis's.
#[must_use]
pub fn label(text: &str, sources: &[Source], annotation: &Annotation) -> String {
    label_in(&English, text, sources, annotation)
}

/// The same in the words of `locale`.
pub(super) fn label_in(
    locale: &dyn Locale,
    text: &str,
    sources: &[Source],
    annotation: &Annotation,
) -> String {
    match &annotation.body {
        Body::Attribution(_) if annotation.is_unread() => say(locale, "label.unread", &[]),
        Body::Attribution(attribution) => capitalised(&attributed(locale, text, sources, attribution)),
        Body::Claim(claim) => claimed(locale, annotation.place.within, claim),
        Body::Figure(f) => figure(text, &f.figure, locale),
        Body::Hedge(hedge) => say(locale, "label.hedge", &[("words", hedge.span.of(text))]),
    }
}

fn claimed(locale: &dyn Locale, within: BlockKind, claim: &Claim) -> String {
    let key = match (&claim.basis, within) {
        (_, BlockKind::Headline) if claim.attribution_dropped => "label.headline_dropped",
        (Basis::Document { .. }, _) => "label.claim_document",
        (Basis::Link(_), _) => "label.claim_link",
        (Basis::None, BlockKind::Headline) => "label.headline",
        (Basis::None, _) => "label.claim",
    };
    say(locale, key, &[])
}

fn attributed(locale: &dyn Locale, text: &str, sources: &[Source], a: &Attribution) -> String {
    let find_source = |id: SourceId| sources.get(id.0 as usize);
    let source = a.source.and_then(find_source);
    let form = form(locale, text, a);
    let who = match (source, a.mention) {
        (Some(source), _) => short_name(source, locale),
        (None, Some(mention)) => shortened(mention.of(text)),
        (None, None) => {
            return match a.form {
                Form::Document => say(locale, "label.document_without_name", &[]),
                Form::Direct | Form::Mixed | Form::Partial => say(locale, "label.quote_without_source", &[]),
                Form::Indirect | Form::SpeechAct | Form::Agentless => say(locale, "label.no_source", &[]),
            };
        }
    };
    if a.no_comment {
        return say(locale, "label.no_comment", &[("who", &who)]);
    }
    let unnamed = source.is_some_and(is_unnamed);
    let relays: Vec<&Source> = a
        .chain
        .iter()
        .filter(|link| link.relation == LinkRelation::Relays)
        .filter_map(|link| find_source(link.source))
        .collect();
    let Some(relay) = relays
        .iter()
        .map(|r| without_article(&short_name(r, locale), locale).to_owned())
        .reduce(|first, next| say(locale, "label.quoting", &[("first", &first), ("next", &next)]))
    else {
        return say(locale, "label.plain", &[("who", &who), ("form", &form)]);
    };
    // "told Fox Business": the outlet is where it was said.
    let told = relays.len() == 1 && a.addressee.is_some() && a.addressee == relays.first().map(|r| r.id);
    let key = match (told, unnamed) {
        (true, true) => "label.told_unnamed",
        (true, false) => "label.told",
        (false, true) => "label.citing",
        (false, false) => "label.through",
    };
    say(locale, key, &[("who", &who), ("relay", &relay), ("form", &form)])
}

/// How the words are given, in two or three words.
fn form(locale: &dyn Locale, text: &str, a: &Attribution) -> String {
    let quoted = quoted_words(text, &a.quotes);
    match a.form {
        Form::Direct => say(locale, "form.direct", &[]),
        Form::Mixed if quoted == 0 || quoted > MANY_WORDS => say(locale, "form.mixed_long", &[]),
        Form::Mixed => say_count(locale, "form.mixed", quoted, &number_word(locale, quoted)),
        Form::Partial if quoted == 0 || quoted > MANY_WORDS => say(locale, "form.direct", &[]),
        Form::Partial => say_count(locale, "form.partial", quoted, &number_word(locale, quoted)),
        Form::Indirect => say(locale, "form.indirect", &[]),
        Form::Document => say(locale, "form.document", &[]),
        Form::SpeechAct => say(locale, "form.speech_act", &[]),
        Form::Agentless => say(locale, "form.agentless", &[]),
    }
}

/// How many words stand between quotation marks.
pub(super) fn quoted_words(text: &str, quotes: &[Span]) -> usize {
    quotes
        .iter()
        .flat_map(|quote| quote.of(text).split_whitespace())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Whether a source stands without a name.
pub(super) fn is_unnamed(source: &Source) -> bool {
    matches!(source.kind, SourceKind::UnnamedPerson | SourceKind::UnnamedGroup)
        || matches!(source.identity, Identity::Anonymous | Identity::Generic)
}

/// A source on one short line: its name, or "unnamed people" where it is kept unnamed on purpose.
pub(super) fn short_name(source: &Source, locale: &dyn Locale) -> String {
    match (source.identity, source.kind, source.number) {
        (Identity::Anonymous, SourceKind::UnnamedGroup, Number::Exactly(n)) if n > 1 => say(
            locale,
            "unnamed.people.counted",
            &[(
                "n",
                &number_word(locale, usize::try_from(n).unwrap_or(usize::MAX)),
            )],
        ),
        (Identity::Anonymous, SourceKind::UnnamedGroup, _) => say(locale, "unnamed.people", &[]),
        (Identity::Anonymous, SourceKind::UnnamedPerson, _) => say(locale, "unnamed.person", &[]),
        _ => shortened(&source.name),
    }
}

/// At most [`LONGEST_NAME`] words.
fn shortened(name: &str) -> String {
    let mut words = name.split_whitespace();
    let mut short: Vec<&str> = words.by_ref().take(LONGEST_NAME).collect();
    if words.next().is_none() {
        return short.join(" ");
    }
    // A name does not end in "of" or "the".
    while short.len() > 1
        && short
            .last()
            .is_some_and(|w| w.chars().count() <= 3 && w.chars().all(char::is_lowercase))
    {
        short.pop();
    }
    short.join(" ") + "…"
}

fn without_article<'a>(name: &'a str, locale: &dyn Locale) -> &'a str {
    let articles = find(locale, "name.articles").unwrap_or("").split_whitespace();
    articles
        .filter_map(|article| name.strip_prefix(article)?.strip_prefix(' '))
        .next()
        .unwrap_or(name)
}

/// With a capital at its start.
fn capitalised(line: &str) -> String {
    let mut characters = line.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
