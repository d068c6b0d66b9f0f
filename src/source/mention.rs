//! Who is meant by the words that name a source on the spot.

use super::entities::{Entity, EntityId};
use super::index::Index;
use super::phrases::{self, Determiner, Head};
use super::pronouns::{self, Pronoun, Speaker};
use super::words::Words;
use super::{Identity, Number, SourceKind, outlets, unnamed};
use crate::lexicon::nouns;
use crate::span::Span;
use crate::text::TokenKind;
use core::ops::Range;

/// What a mention was found to mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    /// Who.
    pub entity: EntityId,
    /// Whether the mention is a pronoun.
    pub pronoun: bool,
    /// Who else may be meant as well.
    pub rival: Option<EntityId>,
}

/// Who is meant by `span`.
pub(super) fn resolve(index: &mut Index<'_>, span: Span, speakers: &[Speaker]) -> Option<Meant> {
    let label = index.labels.partition_point(|(start, _)| *start < span.start());
    if let Some(&(start, entity)) = index.labels.get(label)
        && start == span.start()
    {
        return Some(Meant {
            entity,
            pronoun: false,
            rival: None,
        });
    }
    let tokens = trimmed(index, index.words.document.tokens_in(span));
    if tokens.is_empty() {
        return None;
    }
    let meant = |entity| Meant {
        entity,
        pronoun: false,
        rival: None,
    };
    if tokens.len() == 1
        && let Some(pronoun) = pronouns::read(index.words.lower(tokens.start))
    {
        let found = by_pronoun(index, pronoun, tokens.start, speakers);
        if found.is_none()
            && pronoun == Pronoun::Relative
            && let Some(described) = described_before(&index.words, tokens.start)
        {
            let span = index.words.span(described);
            return resolve(index, span, speakers).map(|meant| Meant {
                pronoun: true,
                ..meant
            });
        }
        return found.map(|(entity, rival)| Meant {
            entity,
            pronoun: true,
            rival,
        });
    }
    if let Some(pronoun) = pronouns::read(index.words.lower(tokens.start))
        && index.words.lower(tokens.start + 1) == "and"
    {
        return by_pronoun(index, pronoun, tokens.start, speakers).map(|(entity, _)| meant(entity));
    }
    if let Some(id) = pair(index, &tokens) {
        return Some(meant(id));
    }
    if let Some(id) = poll_of(index, &tokens) {
        return Some(meant(id));
    }
    let base = base(index, &tokens);
    let apposed = apposed_name(index, &tokens, &base).or_else(|| apposed_names(index, &tokens));
    if let Some(id) = apposed {
        return Some(meant(id));
    }
    if base.is_empty() || elliptic(index, &base) {
        return ellipsis(index, &tokens, speakers).map(meant);
    }
    let mut last = base.end - 1;
    while last > base.start && (index.words.possessive(last) || !index.words.is_word(last)) {
        last -= 1;
    }
    if let Some(id) = container(index, &tokens, last, speakers) {
        return Some(meant(id));
    }
    let looks_back =
        spoke_before(index, base.start, last, speakers).or_else(|| varied(index, last, base.start, speakers));
    if let Some(id) = looks_back {
        index.occur_late(id, base.start, last);
        return Some(meant(id));
    }
    if let Some(o) = index.at(last).copied() {
        let id = weak_outlet(index, o.entity, &base).unwrap_or(o.entity);
        if let Some(entity) = index.entities.all.get_mut(id).filter(|e| e.unexplained) {
            entity.kind = SourceKind::Person;
        }
        fuller(index, id, &tokens, last);
        return Some(meant(id));
    }
    // "people everywhere", "the poll last month"
    let earlier = (base.start..last)
        .rev()
        .take(3)
        .take_while(|&i| !index.words.capital(i + 1))
        .find(|&i| Head::of(index.words.lower(i)).is_some())
        .and_then(|i| index.at(i))
        .map(|o| o.entity);
    if let Some(id) = earlier {
        return Some(meant(id));
    }
    if let Some(id) = outlets::expected(index, base.clone()) {
        index.occur_late(id, base.start, last);
        return Some(meant(id));
    }
    Some(meant(fresh(index, base.start, last)))
}

/// The outlet that `span` names, where it names one.
pub(super) fn outlet(index: &mut Index<'_>, span: Span) -> Option<EntityId> {
    let tokens = trimmed(index, index.words.document.tokens_in(span));
    let base = base(index, &tokens);
    let last = base.end.checked_sub(1).filter(|&i| i >= base.start)?;
    let known = index.at(last).map(|o| o.entity);
    let is_outlet = |id: &EntityId| {
        index
            .entities
            .get(*id)
            .is_some_and(|e| e.kind == SourceKind::Outlet)
    };
    known.filter(is_outlet).or_else(|| outlets::expected(index, base))
}

/// How far behind a poll the shares of those asked may stand, in sentences.
const SENTENCES_ON_A_POLL: u32 = 12;

/// "58 percent", "one in five", "a majority": those asked in a poll that the text has named, whose finding it is.
fn poll_of(index: &Index<'_>, tokens: &Range<usize>) -> Option<EntityId> {
    let words = &index.words;
    let counts = words.kind(tokens.start) == Some(TokenKind::Number)
        || crate::lexicon::numbers::look_up(words.lower(tokens.start)).is_some();
    let share = tokens.clone().any(|i| {
        let shares = matches!(words.lower(i), "percent" | "%" | "cent");
        let ratio = words.lower(i) == "in" && i > tokens.start
            || i >= 2
                && words.lower(i - 1) == "in"
                && crate::lexicon::numbers::look_up(words.lower(i - 2)).is_some();
        counts && (shares || ratio) || matches!(words.lower(i), "majority" | "respondent" | "respondents")
    });
    if !share {
        return None;
    }
    let here = words.sentence(tokens.start);
    index
        .before(tokens.start)
        .take_while(|o| here.saturating_sub(o.sentence) <= SENTENCES_ON_A_POLL)
        .map(|o| o.entity)
        .find(|&id| index.entities.get(id).is_some_and(|e| e.kind == SourceKind::Poll))
}

/// "The official": rather one who spoke before than one who was only mentioned.
fn spoke_before(index: &Index<'_>, start: usize, head: usize, speakers: &[Speaker]) -> Option<EntityId> {
    let noun = match Head::of(index.words.lower(head))? {
        Head::Role(n) | Head::Unnamed(n) => n,
        _ => return None,
    };
    if start + 1 != head || index.words.class(start) != Some("definite") {
        return None;
    }
    let meant = index.at(head).and_then(|o| index.entities.get(o.entity));
    if meant.is_some_and(|e| e.kind == SourceKind::Person) {
        return None;
    }
    speakers.iter().rev().take(40).map(|s| s.entity).find(|&id| {
        index
            .entities
            .get(id)
            .is_some_and(|e| e.lemma == noun.lemma && (e.number == Number::One) != noun.plural)
    })
}

/// "The Post", where it speaks, is the newspaper.
fn weak_outlet(index: &mut Index<'_>, id: EntityId, base: &Range<usize>) -> Option<EntityId> {
    let entity = index.entities.get(id)?;
    if entity.kind != SourceKind::Organisation || entity.place || entity.identity != Identity::Named {
        return None;
    }
    outlets::expected(index, base.clone())
}

/// "The Republican nominee", "the Vermont senator": whoever spoke or was spoken of last, where that can be.
fn varied(index: &Index<'_>, head: usize, start: usize, speakers: &[Speaker]) -> Option<EntityId> {
    let noun = match Head::of(index.words.lower(head))? {
        Head::Role(n) if n.second == "office" || n.second == "occupation" => n,
        Head::Unnamed(n)
            if matches!(
                n.lemma,
                "republican" | "democrat" | "conservative" | "billionaire"
            ) =>
        {
            n
        }
        _ => return None,
    };
    let fits = !noun.plural && index.words.class(start) == Some("definite") && start + 1 < head;
    let nameless = index.at(head).and_then(|o| index.entities.get(o.entity));
    if !fits || nameless.is_some_and(|e| e.kind != SourceKind::UnnamedPerson || e.mentions.len() > 1) {
        return None;
    }
    let capital = (start + 1..head).any(|i| index.words.capital(i));
    if !capital && noun.second != "office" {
        return None;
    }
    let id = pronouns::resolve(index, Pronoun::Person, start, speakers)?;
    let entity = index.entities.get(id).filter(|e| e.kind == SourceKind::Person)?;
    let office = |text: &str| {
        text.split(' ')
            .filter_map(|w| nouns::role(&w.to_lowercase()))
            .find(|r| r.second == "office" && !runs_for_office(r.lemma))
    };
    let other = entity.role.as_ref().and_then(|r| office(&r.text));
    let conflict = noun.second == "office"
        && !runs_for_office(noun.lemma)
        && other.is_some_and(|r| r.lemma != noun.lemma);
    (!conflict).then_some(id)
}

fn runs_for_office(lemma: &str) -> bool {
    matches!(
        lemma,
        "nominee" | "front-runner" | "frontrunner" | "incumbent" | "leader" | "head"
    )
}

/// Without quotation marks and commas around.
fn trimmed(index: &Index<'_>, tokens: Range<usize>) -> Range<usize> {
    let words = &index.words;
    let outside = |i: usize| {
        matches!(
            words.kind(i),
            Some(crate::text::TokenKind::Punctuation | crate::text::TokenKind::Quote)
        ) && words.word(i) != "("
    };
    let mut range = tokens;
    while range.start < range.end
        && (outside(range.start) || (range.len() > 1 && words.class(range.start) == Some("adverb")))
    {
        range.start += 1;
    }
    // "Lee's", "voters who"
    let hangs = |i: usize, length: usize| {
        outside(i) || (length > 1 && (words.possessive(i) || words.class(i) == Some("relative")))
    };
    while range.end > range.start && hangs(range.end - 1, range.len()) {
        range.end -= 1;
    }
    range
}

fn by_pronoun(
    index: &mut Index<'_>,
    pronoun: Pronoun,
    token: usize,
    speakers: &[Speaker],
) -> Option<(EntityId, Option<EntityId>)> {
    let (id, rival) = pronouns::best(index, pronoun, token, speakers)?;
    let sure = |e: &&mut Entity| e.is_person() && rival.is_none();
    if let Some(entity) = index.entities.all.get_mut(id).filter(sure) {
        entity.gender = entity.gender.or(match pronoun {
            Pronoun::He => Some(super::names::Gender::Male),
            Pronoun::She => Some(super::names::Gender::Female),
            _ => None,
        });
    }
    Some((id, rival))
}

/// Most words of somebody without a name before "who".
const DESCRIBED: usize = 6;

/// "[a baker], who": whom "who" means where nobody is named, from the article or number on.
fn described_before(words: &Words<'_>, who: usize) -> Option<Range<usize>> {
    let last = who.checked_sub(1)?;
    let end = if words.word(last) == "," { last } else { who };
    let begins = |&i: &usize| {
        matches!(
            words.lower(i),
            "a" | "an" | "another" | "one" | "two" | "three" | "some" | "several" | "the"
        )
    };
    (end.saturating_sub(DESCRIBED)..end)
        .rev()
        .take_while(|&i| words.is_word(i))
        .find(begins)
        .map(|start| start..end)
        .filter(|described| described.len() > 1)
}

/// The noun phrase itself: up to a comma, a preposition, "who", a participle behind the head.
fn base(index: &Index<'_>, tokens: &Range<usize>) -> Range<usize> {
    let words = &index.words;
    let mut end = tokens.end;
    for i in tokens.start..tokens.end {
        // The words of one name or role stay together ("Ministry of Health").
        if i > tokens.start && inside_name(index, i) {
            continue;
        }
        let class = words.class(i);
        // "the Met Office"
        let name = class == Some("verb") && words.capital(i) && !words.initial(i);
        let joined = words.possessive(i) || words.hyphen(i + 1) || i > 0 && words.hyphen(i - 1);
        let stops = !name
            && !joined
            && matches!(
                class,
                Some("preposition" | "relative" | "auxiliary" | "verb" | "pronoun")
            );
        let comma = matches!(words.word(i), "," | "(" | "—" | "–" | ";" | ":");
        let conjunction = class == Some("conjunction") && !matches!(words.lower(i), "and" | "or");
        let behind_head = i > tokens.start
            && Head::of(words.lower(i - 1)).is_some()
            && !words.capital(i)
            && Head::of(words.lower(i)).is_none()
            && (matches!(
                words.lower(i),
                "close" | "familiar" | "aware" | "privy" | "present" | "involved" | "able"
            ) || (words.lower(i).ends_with("ed") || words.lower(i).ends_with("ing"))
                && i + 1 < tokens.end);
        if stops || comma || conjunction || behind_head {
            end = i;
            break;
        }
    }
    tokens.start..end
}

/// Whether token `i` is within an occurrence that ends later.
fn inside_name(index: &Index<'_>, i: usize) -> bool {
    let from = index.occurrences.partition_point(|o| o.last < i);
    index.occurrences[from..]
        .iter()
        .take(3)
        .any(|o| o.first < i && i <= o.last)
}

/// "the port's chief engineer, Ann Lee": a name behind a comma, whose role the phrase is.
fn apposed_name(index: &Index<'_>, tokens: &Range<usize>, base: &Range<usize>) -> Option<EntityId> {
    let words = &index.words;
    let head = base.end.checked_sub(1).filter(|_| !base.is_empty())?;
    if index.at(head).is_some_and(|o| {
        index
            .entities
            .get(o.entity)
            .is_some_and(|e| e.kind == SourceKind::Person)
    }) {
        return None;
    }
    nouns::role(words.lower(head))?;
    let from = index.occurrences.partition_point(|o| o.last <= head);
    index.occurrences[from..]
        .iter()
        .take(6)
        .take_while(|o| o.last < tokens.end)
        .find(|o| {
            o.first > head
                && words.word(o.first - 1) == ","
                && index
                    .entities
                    .get(o.entity)
                    .is_some_and(|e| e.kind == SourceKind::Person)
        })
        .map(|o| o.entity)
}

/// "the skippers, Ann Lee and Tom Roe": two names behind a comma say who they are.
fn apposed_names(index: &mut Index<'_>, tokens: &Range<usize>) -> Option<EntityId> {
    let comma = tokens.end;
    let head = index.words.lower(comma - 1);
    let plural = head.ends_with('s') || Head::of(head).is_some_and(|h| h.noun().plural);
    if !plural || index.words.word(comma) != "," {
        return None;
    }
    let name = |&i: &usize| index.words.capital(i) || index.words.lower(i) == "and";
    let last = (comma + 1..).take_while(name).last()?;
    if index.words.is_word(last + 1) {
        return None;
    }
    pair(index, &(comma + 1..last + 1))
}

/// Two names joined by "and" are one source.
fn pair(index: &mut Index<'_>, tokens: &Range<usize>) -> Option<EntityId> {
    let and = tokens.clone().find(|&i| index.words.lower(i) == "and")?;
    // "a study by Ann Lee and Omar Haddad" is the study.
    if tokens.start < and && (tokens.start..and).any(|i| index.words.lower(i) == "by") {
        return None;
    }
    let left = index.at(and.checked_sub(1)?)?.entity;
    let right = index.at(tokens.end - 1)?;
    let (first, right_first) = (right.first, right.entity);
    let between = and + 1..first;
    let role = between
        .clone()
        .all(|i| index.words.class(i).is_none_or(|c| c == "definite"));
    let named = |id: EntityId| {
        index.entities.get(id).is_some_and(|e| {
            e.identity == Identity::Named && !matches!(e.kind, SourceKind::Document | SourceKind::Poll)
        })
    };
    let group = |id: EntityId| index.entities.get(id).is_some_and(Entity::is_group);
    if left == right_first || first <= and || !role {
        return None;
    }
    if group(left) && group(right_first) {
        let name = unnamed::name(&index.words, tokens.clone());
        let entity = Entity::new(name, SourceKind::UnnamedGroup, Identity::Unnamed, Number::Several);
        let id = index.entities.add(entity);
        index.occur_late(id, tokens.start, tokens.end - 1);
        return Some(id);
    }
    let hers = matches!(index.words.class(and + 1), Some("possessive"));
    if named(left) && hers {
        return Some(left);
    }
    if !named(left) || !named(right_first) {
        return None;
    }
    let (a, b) = (index.entities.get(left)?, index.entities.get(right_first)?);
    let mut name = format!("{} and {}", a.name, b.name);
    // "Lee, Haddad and Roe"
    let mut count = 2;
    let mut from = index.at(and - 1)?.first;
    while let Some(comma) = from
        .checked_sub(1)
        .filter(|&i| i > tokens.start && index.words.word(i) == ",")
        && let Some(o) = index
            .at(comma - 1)
            .filter(|o| o.first >= tokens.start && named(o.entity))
    {
        name = format!("{}, {name}", index.entities.get(o.entity)?.name);
        from = o.first;
        count += 1;
    }
    let kind = if a.kind == SourceKind::Person {
        SourceKind::Person
    } else {
        SourceKind::Organisation
    };
    if let Some(id) = index.entities.named(&name) {
        return Some(id);
    }
    let id = index.entities.add(Entity::new(
        name.clone(),
        kind,
        Identity::Named,
        Number::Exactly(count),
    ));
    index.entities.remember_name(&name, id);
    index.occur_late(id, tokens.start, tokens.end - 1);
    Some(id)
}

/// Words that stand for people without naming any: "others", "many of them", "those surveyed".
fn elliptic(index: &Index<'_>, base: &Range<usize>) -> bool {
    let first = index.words.lower(base.start);
    if first == "those" && base.len() > 1 && index.at(base.end - 1).is_none() {
        return true;
    }
    if matches!(first, "more" | "less" | "fewer" | "half" | "most" | "nearly") && base.len() < 3 {
        return true;
    }
    base.clone().all(|i| {
        matches!(
            index.words.class(i),
            Some("quantity" | "one" | "another" | "number" | "definite" | "possessive" | "indefinite")
        ) || matches!(
            index.words.lower(i),
            "%" | "percent" | "half" | "majority" | "most"
        ) || index.words.kind(i) == Some(crate::text::TokenKind::Number)
            || (index.words.hyphen(i) && i > base.start)
    })
}

fn ellipsis(index: &mut Index<'_>, tokens: &Range<usize>, speakers: &[Speaker]) -> Option<EntityId> {
    let words = &index.words;
    let start = tokens.start;
    let asked = tokens.clone().any(|i| {
        matches!(
            words.lower(i),
            "surveyed" | "polled" | "respondents" | "voters" | "interviewed" | "asked" | "poll" | "survey"
        )
    });
    let one = matches!(words.lower(start), "one" | "another" | "each")
        && !words.lower(start + 1).starts_with("of the most");
    // "one of the officials": the officials are named right here.
    let within = tokens.clone().rev().find_map(|i| {
        let id = index.at(i)?.entity;
        index.entities.get(id).filter(|e| e.is_group()).map(|_| id)
    });
    let group = within.or_else(|| {
        let them = tokens.clone().find(|&i| index.words.lower(i) == "them");
        match them {
            Some(i) => pronouns::resolve(index, Pronoun::They, i, speakers),
            None => recent_group(index, start, speakers),
        }
    });
    let group = group.filter(|_| !asked);
    let (identity, lemma) = group
        .and_then(|id| index.entities.get(id))
        .map_or((Identity::Generic, ""), |e| (e.identity, e.lemma));
    let kind = if asked {
        SourceKind::UnnamedGroup
    } else if one {
        SourceKind::UnnamedPerson
    } else {
        SourceKind::UnnamedGroup
    };
    let number = if one { Number::One } else { Number::Several };
    let name = unnamed::name(&index.words, tokens.clone());
    let mut entity = Entity::new(name, kind, identity, number);
    entity.lemma = lemma;
    let id = index.entities.add(entity);
    if let Some(group) = group
        && one
    {
        index.members.push((id, group));
    }
    index.occur_late(id, tokens.start, tokens.end - 1);
    Some(id)
}

/// The group that spoke or was named last.
fn recent_group(index: &Index<'_>, token: usize, speakers: &[Speaker]) -> Option<EntityId> {
    let sentence = index.words.sentence(token);
    let group = |id: EntityId| index.entities.get(id).is_some_and(Entity::is_group);
    speakers
        .iter()
        .rev()
        .take(8)
        .filter(|s| sentence.saturating_sub(s.sentence) <= 4)
        .map(|s| s.entity)
        .find(|&id| group(id))
        .or_else(|| {
            index
                .before(token)
                .take(12)
                .filter(|o| sentence.saturating_sub(o.sentence) <= 2)
                .map(|o| o.entity)
                .find(|&id| group(id))
        })
}

/// "a copy of the memo", "a statement by the ministry", "a group of experts": what the inner phrase names.
fn container(
    index: &mut Index<'_>,
    tokens: &Range<usize>,
    head: usize,
    speakers: &[Speaker],
) -> Option<EntityId> {
    let words = &index.words;
    let lower = words.lower(head);
    let link = head + 1;
    let inner = (link + 1).min(tokens.end)..tokens.end;
    let of = words.lower(link) == "of";
    let copies = of && nouns::phrase_word(lower, 'c');
    let several = of && nouns::phrase_word(lower, 's');
    let speech = nouns::phrase_word(lower, 'p');
    // "a report in the Courier", "a story by Reuters": the outlet reports.
    let article = nouns::phrase_word(lower, 'r');
    if article && matches!(words.lower(link), "in" | "by" | "from" | "on") && !inner.is_empty() {
        return outlet(index, words.span(inner));
    }
    if copies && !inner.is_empty() {
        return resolve(index, words.span(inner), speakers).map(|m| m.entity);
    }
    if speech && lower != "spokesman" {
        if matches!(words.lower(link), "by" | "from" | "of") && !inner.is_empty() {
            return resolve(index, words.span(inner), speakers).map(|m| m.entity);
        }
        let owner = (tokens.start..head).find(|&i| words.possessive(i))?;
        if owner > tokens.start {
            return resolve(index, words.span(tokens.start..owner), speakers).map(|m| m.entity);
        }
        return None;
    }
    if several && !inner.is_empty() {
        let name = unnamed::name(words, tokens.clone());
        let people = inner.clone().find(
            |&i| matches!(Head::of(words.lower(i)), Some(Head::Role(n) | Head::Unnamed(n)) if n.plural),
        )?;
        let lemma = Head::of(words.lower(people))?.noun().lemma;
        let mut entity = Entity::new(name, SourceKind::UnnamedGroup, Identity::Unnamed, Number::Several);
        entity.lemma = lemma;
        let id = index.entities.add(entity);
        index.occur_late(id, tokens.start, tokens.end - 1);
        return Some(id);
    }
    None
}

/// A mention may say more than the phrase that was found: "analysts | quoted by the Post".
fn fuller(index: &mut Index<'_>, id: EntityId, tokens: &Range<usize>, head: usize) {
    let Some(phrase_head) = Head::of(index.words.lower(head)) else {
        return;
    };
    let people = matches!(phrase_head, Head::Role(_) | Head::Unnamed(_));
    let tail = head + 1..tokens.end;
    if !people || tail.is_empty() {
        return;
    }
    let phrase = phrases::read(&index.words, head, phrase_head);
    let justification = unnamed::justification(&index.words, &tail);
    let closes = (tail.start..tail.end)
        .find(|&i| index.words.word(i) == "," || unnamed::tells_anonymity(&index.words, i))
        .map_or(
            tail.end,
            |i| if index.words.word(i) == "," { i } else { tail.start },
        );
    // A mention that breaks off ("two people close") is taken as far as the text goes on with it.
    let whole = unnamed::tail(&index.words, head);
    let dangling = matches!(
        index.words.lower(closes - 1),
        "close" | "near" | "familiar" | "acquainted" | "privy" | "to" | "with" | "of"
    );
    let closes = if dangling { closes.max(whole.end) } else { closes };
    let described = unnamed::described(&index.words, &phrase, &(tail.start..closes));
    let name = unnamed::name(&index.words, described);
    if let Some(entity) = index
        .entities
        .all
        .get_mut(id)
        .filter(|e| e.is_group() || e.kind == SourceKind::UnnamedPerson)
    {
        entity.justification = entity.justification.or(justification);
        let cut = entity.name.starts_with(&name) && closes > tail.start;
        if phrase.determiner != Determiner::Definite
            && (name.len() > entity.name.len() || cut)
            && entity.mentions.len() < 2
        {
            let before = core::mem::replace(&mut entity.name, name);
            entity.also_called(&before);
        } else {
            entity.also_called(&name);
        }
    }
}

/// A source for words that no list knows.
fn fresh(index: &mut Index<'_>, start: usize, head: usize) -> EntityId {
    let words = &index.words;
    let name = unnamed::name(words, start..head + 1);
    if let Some(id) = index.entities.named(&name) {
        index.occur_late(id, start, head);
        return id;
    }
    let key = format!("text:{}", name.to_lowercase());
    if let Some(id) = index.entities.recent(&key) {
        index.occur_late(id, start, head);
        return id;
    }
    let lower = words.lower(head);
    let capital = words.capital(head) && !words.initial(head);
    let number = if lower.ends_with('s') && !lower.ends_with("ss") && !capital {
        Number::Several
    } else {
        Number::One
    };
    let known = Head::of(lower);
    let human = matches!(known, Some(Head::Role(_) | Head::Unnamed(_)))
        || ["er", "or", "ist", "ian", "ant", "ent", "man", "ee"]
            .iter()
            .any(|e| lower.ends_with(e));
    let determiner = words.class(start);
    let (kind, identity) = if capital || words.word(head).chars().skip(1).any(char::is_uppercase) {
        (SourceKind::Organisation, Identity::Named)
    } else if number == Number::Several {
        (SourceKind::UnnamedGroup, Identity::Unnamed)
    } else if human || determiner == Some("indefinite") {
        (SourceKind::UnnamedPerson, Identity::Unnamed)
    } else if words.capital(head) {
        (SourceKind::Organisation, Identity::Named)
    } else {
        (SourceKind::Organisation, Identity::Unnamed)
    };
    let id = index.entities.add(Entity::new(name, kind, identity, number));
    index.entities.remember_recent(key, id);
    index.occur_late(id, start, head);
    id
}
