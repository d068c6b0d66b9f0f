//! The index of an article: all names and phrases that may speak, brought together into entities.

use super::documents;
use super::entities::{Entities, Entity, EntityId, Occurrence};
use super::names::{self, Name, NameKind};
use super::phrases::{self, Determiner, Head, Phrase};
use super::words::Words;
use super::{Identity, Number, Role, SourceKind, outlets, roles, unnamed};
use crate::lexicon::names as lists;
use crate::lexicon::nouns;
use crate::order::sort_by_number;
use core::ops::Range;

/// Entities and where they stand in the text.
pub(super) struct Index<'a> {
    /// The words.
    pub words: Words<'a>,
    /// Everybody.
    pub entities: Entities,
    /// Where they are named, in order of their last tokens.
    pub occurrences: Vec<Occurrence>,
    /// For each token, the occurrence that ends there or whose role stands there.
    at_token: Vec<Option<u32>>,
    /// Single people that may belong to a group.
    pub members: Vec<(EntityId, EntityId)>,
    /// Who speaks behind the labels of a transcript, by their first bytes, in order.
    pub labels: Vec<(u32, EntityId)>,
}

/// Reads all names and phrases of the text.
pub(super) fn build(words: Words<'_>) -> Index<'_> {
    let found = names::find(&words);
    let before: Vec<Option<Range<usize>>> = found
        .iter()
        .map(|n| match n.kind {
            NameKind::Place => None,
            _ => roles::before(&words, n),
        })
        .collect();
    let after: Vec<Option<Range<usize>>> = found
        .iter()
        .map(|n| {
            (n.kind == NameKind::Person || n.kind == NameKind::Unknown)
                .then(|| roles::after(&words, n.tokens.end, n.kind == NameKind::Person))
                .flatten()
        })
        .collect();
    let role_ranges: Vec<Option<Range<usize>>> = before.iter().chain(&after).cloned().collect();
    let phrases = phrases::find(&words, &found, &role_ranges);
    let count = words.document.tokens.len();
    let mut index = Index {
        words,
        entities: Entities::default(),
        occurrences: Vec::with_capacity(found.len() + phrases.len()),
        at_token: vec![None; count],
        members: Vec::new(),
        labels: Vec::new(),
    };
    index.register_full_names(&found, &before, &after);
    let mut at_phrase = phrases.iter().peekable();
    for ((name, before), after) in found.iter().zip(&before).zip(&after) {
        while let Some(phrase) = at_phrase.next_if(|p| p.head < name.tokens.start) {
            index.place_phrase(phrase);
        }
        index.place_name(name, before.clone(), after.clone());
    }
    for phrase in at_phrase {
        index.place_phrase(phrase);
    }
    index.place_names_in_titles();
    index.occurrences_to_tokens(&before, &after, &found);
    index.mark_subjects();
    index
}

impl<'a> Index<'a> {
    /// The occurrence that ends at this token, or in whose role it stands.
    pub fn at(&self, token: usize) -> Option<&Occurrence> {
        let place = (*self.at_token.get(token)?)?;
        self.occurrences.get(place as usize)
    }

    /// Occurrences that begin before `token`, latest first.
    pub fn before(&self, token: usize) -> impl Iterator<Item = &Occurrence> {
        let end = self.occurrences.partition_point(|o| o.last < token);
        self.occurrences[..end].iter().rev()
    }

    /// First every full name gets its entity, so that a short form before it finds it too.
    fn register_full_names(
        &mut self,
        found: &[Name],
        before: &[Option<Range<usize>>],
        after: &[Option<Range<usize>>],
    ) {
        for ((name, before), after) in found.iter().zip(before).zip(after) {
            let person = name.kind == NameKind::Person
                || (name.kind == NameKind::Unknown
                    && (before.is_some() || after.is_some())
                    && name.tokens.len() > 1);
            if person && name.tokens.len() > 1 {
                self.register_person(name);
            }
        }
        for (name, role) in found.iter().zip(before) {
            if name.tokens.len() > 1 && name.kind != NameKind::Person && role.is_none() {
                self.organisation(name);
            }
        }
    }

    /// The parts of a name by which it is called: "Jean-Luc", "Martin".
    fn parts(&self, tokens: Range<usize>) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let mut end = at + 1;
            while end < tokens.end && self.words.hyphen(end) {
                end += 2;
            }
            let part = self.words.text(at..end);
            if part != "," && !matches!(part.as_str(), "Jr." | "Jr" | "Sr." | "II" | "III" | "IV") {
                parts.push(part);
            }
            at = end;
        }
        parts
    }

    fn register_person(&mut self, name: &Name) -> EntityId {
        let full = self.words.text(name.tokens.clone());
        if let Some(id) = self.entities.named(&full) {
            self.learn_gender(id, name);
            return id;
        }
        let parts = self.parts(name.tokens.clone());
        // "Miguel Basan" and "Miguel Basan Ortega" are one man: the parts of one are all in the other, in order.
        let same = parts.first().and_then(|first| {
            self.entities.with_part(first).iter().copied().find(|&id| {
                self.entities
                    .get(id)
                    .is_some_and(|e| e.kind == SourceKind::Person && same_person(&e.name, &parts))
            })
        });
        let id = same.unwrap_or_else(|| {
            let entity = Entity::new(full.clone(), SourceKind::Person, Identity::Named, Number::One);
            self.entities.add(entity)
        });
        self.entities.remember_name(&full, id);
        if let Some(entity) = self.entities.all.get_mut(id) {
            if entity.name.len() < full.len() {
                let shorter = core::mem::replace(&mut entity.name, full);
                entity.also_called(&shorter);
            } else {
                entity.also_called(&full);
            }
        }
        for (place, part) in parts.iter().enumerate() {
            let initial = part.chars().count() <= 2 && part.ends_with('.');
            if !initial && (place == 0 || place + 1 == parts.len() || parts.len() <= 4) {
                self.entities.remember_part(part, id);
            }
        }
        if parts.len() > 2
            && let Some(last) = parts.len().checked_sub(2)
        {
            // "van der Berg", "Ruiz Massieu"
            let tail = parts[last..].join(" ");
            self.entities.remember_part(&tail, id);
            if parts.len() > 3 {
                self.entities.remember_part(&parts[last - 1..].join(" "), id);
            }
        }
        self.learn_gender(id, name);
        id
    }

    fn learn_gender(&mut self, id: EntityId, name: &Name) {
        if let Some(entity) = self.entities.all.get_mut(id) {
            entity.gender = entity.gender.or(name.gender);
        }
    }

    /// The entity of a name that is no person's.
    fn organisation(&mut self, name: &Name) -> EntityId {
        let text = self.words.text(name.tokens.clone());
        if let NameKind::Outlet(full) = name.kind {
            return self.outlet(full, &text);
        }
        if let Some(id) = self.entities.named(&text) {
            return id;
        }
        let is_outlet = outlets::said_to_be_one(&self.words, name);
        let kind = if is_outlet {
            SourceKind::Outlet
        } else {
            SourceKind::Organisation
        };
        let mut entity = Entity::new(text.clone(), kind, Identity::Named, Number::One);
        entity.place = name.kind == NameKind::Place;
        let article = name.tokens.start > 0
            && self
                .words
                .class(name.tokens.start - 1)
                .is_some_and(|c| c == "definite");
        let common = name
            .tokens
            .clone()
            .any(|i| self.words.written_small(self.words.lower(i)));
        entity.unexplained = name.kind == NameKind::Unknown
            && !common
            && !is_outlet
            && !article
            && (2..=4).contains(&name.tokens.len());
        let last = name.tokens.end - 1;
        entity.lemma = nouns::organisation(self.words.lower(last)).map_or("", |n| n.lemma);
        let id = self.entities.add(entity);
        self.entities.remember_name(&text, id);
        // "the People Power Party (PPP)", "PPP" by its initials
        let mut acronyms = Vec::new();
        if self.words.word(last + 1) == "(" && self.words.word(last + 3) == ")" {
            acronyms.push(self.words.word(last + 2).to_owned());
        }
        let initials: String = name
            .tokens
            .clone()
            .filter(|&i| self.words.capital(i))
            .filter_map(|i| self.words.word(i).chars().next())
            .collect();
        if initials.len() > 2 && name.kind != NameKind::Place {
            acronyms.push(initials);
        }
        for acronym in acronyms {
            if self.entities.named(&acronym).is_none() && acronym.chars().all(char::is_uppercase) {
                self.entities.remember_name(&acronym, id);
            }
        }
        // "the Gazette" behind "the Westmark Gazette"
        let short = self.words.word(last);
        if is_outlet
            && name.tokens.len() > 1
            && self.words.capital(last)
            && self.entities.named(short).is_none()
        {
            self.entities.remember_name(short, id);
        }
        // "Acme" of "Acme Media"
        let headed = nouns::organisation(self.words.lower(last)).is_some();
        if name.kind != NameKind::Place
            && (name.tokens.len() == 2 || (name.tokens.len() == 3 && headed))
            && lists::place(self.words.word(name.tokens.start)).is_none()
        {
            let first = self.words.word(name.tokens.start);
            if nouns::organisation(&first.to_lowercase()).is_none() && first.chars().count() > 2 {
                self.entities.remember_part(first, id);
            }
        }
        id
    }

    /// The entity of an outlet.
    pub fn outlet(&mut self, full: &str, text: &str) -> EntityId {
        let id = self.entities.named(full).unwrap_or_else(|| {
            let entity = Entity::new(full.to_owned(), SourceKind::Outlet, Identity::Named, Number::One);
            let id = self.entities.add(entity);
            self.entities.remember_name(full, id);
            id
        });
        self.entities.remember_name(text, id);
        if let Some(entity) = self.entities.all.get_mut(id) {
            entity.kind = SourceKind::Outlet;
            entity.also_called(text);
        }
        id
    }

    fn place_name(&mut self, name: &Name, before: Option<Range<usize>>, after: Option<Range<usize>>) {
        let text = self.words.text(name.tokens.clone());
        let person = name.kind == NameKind::Person || before.is_some();
        let id = match name.kind {
            NameKind::Outlet(_) | NameKind::Organisation(_) | NameKind::Place => self
                .entities
                .named(&text)
                .filter(|_| !matches!(name.kind, NameKind::Outlet(_)))
                .unwrap_or_else(|| self.organisation(name)),
            _ => match self.entities.named(&text) {
                Some(id) => id,
                None => match self.entities.short_form(&text, name.gender, name.addressed) {
                    Some(id) => {
                        if let Some(entity) = self.entities.all.get_mut(id) {
                            entity.short_mentions += 1;
                            entity.also_called(&text);
                        }
                        id
                    }
                    None if person => self.register_person(name),
                    None => self.organisation(name),
                },
            },
        };
        self.learn_gender(id, name);
        for role in [before, after].into_iter().flatten() {
            self.learn_role(id, role);
        }
        self.remember_by_kind(id);
        self.occur(id, name.tokens.start, name.tokens.end - 1, false);
    }

    /// Notes a role that the text gives to somebody; the first one stays, but an office goes before "rival".
    fn learn_role(&mut self, id: EntityId, tokens: Range<usize>) {
        let text = self.words.text(tokens.clone());
        let span = self.words.span(tokens.clone());
        let gender = names::role_gender(&self.words, tokens.clone());
        let mut heads: Vec<nouns::Noun> = tokens
            .clone()
            .filter_map(|i| nouns::role(self.words.lower(i)))
            .collect();
        // "Rep. Lee": the list says which role a form of address stands for.
        heads.extend(
            tokens
                .clone()
                .filter_map(|i| lists::honorific(self.words.word(i)))
                .filter_map(|(_, role)| nouns::role(role)),
        );
        let organisation = organisation_in(&self.words, tokens);
        for head in &heads {
            self.entities.remember_recent(format!("role:{}", head.lemma), id);
            if head.second == "speaker" {
                self.entities.remember_recent("role:spokesperson".to_owned(), id);
            }
        }
        let Some(entity) = self.entities.all.get_mut(id) else {
            return;
        };
        if entity.kind == SourceKind::Person {
            entity.gender = entity.gender.or(gender);
        }
        let weak = |text: &str| {
            text.split(' ')
                .any(|w| nouns::role(&w.to_lowercase()).is_some_and(|r| r.second == "relation"))
        };
        let better = match &entity.role {
            None => true,
            Some(role) => weak(&role.text) && !weak(&text),
        };
        if better {
            entity.role = Some(Role { text, span });
            entity.organisation = organisation;
        }
    }

    /// Lets "the company", "the mayor" lead to whom was named last.
    fn remember_by_kind(&mut self, id: EntityId) {
        let Some(entity) = self.entities.get(id) else {
            return;
        };
        let mut keys = Vec::new();
        match entity.kind {
            SourceKind::Organisation | SourceKind::Outlet if !entity.place => {
                keys.push(format!("org:{}", entity.lemma));
                let family = nouns::organisation(entity.lemma).map_or("", |n| n.first);
                let family = if entity.kind == SourceKind::Outlet {
                    "outlet"
                } else {
                    family
                };
                keys.push(format!("family:{family}"));
            }
            SourceKind::Person => {
                if let Some(role) = &entity.role {
                    for word in role.text.split(' ') {
                        if let Some(head) = nouns::role(&word.to_lowercase()) {
                            keys.push(format!("role:{}", head.lemma));
                        }
                    }
                }
            }
            _ => {}
        }
        for key in keys {
            self.entities.remember_recent(key, id);
        }
    }

    fn place_phrase(&mut self, phrase: &Phrase) {
        let tail = match phrase.noun {
            Head::Unnamed(_) | Head::Role(_) => {
                let tail = unnamed::tail(&self.words, phrase.head);
                let hides = tail.clone().any(|i| unnamed::tells_anonymity(&self.words, i));
                if hides { tail.start..tail.start } else { tail }
            }
            _ => phrase.head + 1..phrase.head + 1,
        };
        let id = match phrase.noun {
            Head::Document(_) => documents::entity(self, phrase),
            Head::Organisation(noun) => self.organisation_phrase(phrase, noun),
            Head::Role(noun) | Head::Unnamed(noun) => self.people(phrase, noun, &tail),
        };
        self.occur(id, phrase.start, phrase.head, true);
    }

    /// The people a phrase without a name means.
    fn people(&mut self, phrase: &Phrase, noun: nouns::Noun, tail: &Range<usize>) -> EntityId {
        let one = phrase.number == Number::One;
        let described = unnamed::described(&self.words, phrase, tail);
        let text = unnamed::name(&self.words, described);
        let first_person = phrase.determiner == Determiner::Possessive
            && matches!(self.words.lower(phrase.start), "our" | "my");
        let looks_back = phrase.determiner == Determiner::Definite || first_person;
        if looks_back {
            let bare = phrase.base == phrase.head && tail.is_empty();
            if one && matches!(phrase.noun, Head::Role(_)) {
                let lemma = if noun.second == "speaker" {
                    "spokesperson"
                } else {
                    noun.lemma
                };
                let known = self
                    .entities
                    .recent(&format!("role:{lemma}"))
                    .filter(|_| tail.is_empty());
                if let Some(id) = known.or_else(|| self.described_subject(phrase, noun)) {
                    return id;
                }
            }
            if let Some(id) = self
                .entities
                .recent(&people_key(noun.lemma, one))
                .filter(|_| bare)
            {
                return id;
            }
        }
        let same_words = matches!(
            phrase.determiner,
            Determiner::None | Determiner::Definite | Determiner::Possessive
        );
        let key = format!("text:{}", text.to_lowercase());
        if same_words && let Some(id) = self.entities.recent(&key) {
            return id;
        }
        let mut entity = Entity::new(text, SourceKind::UnnamedGroup, Identity::Unnamed, phrase.number);
        entity.lemma = noun.lemma;
        entity.justification = unnamed::justification(&self.words, tail);
        entity.anonymity_reason = unnamed::anonymity_reason(&self.words, phrase.head);
        entity.gender = match phrase.noun {
            Head::Role(n) => names::Gender::from_letter(n.first),
            _ => match noun.lemma {
                "man" | "boy" => Some(names::Gender::Male),
                "woman" | "girl" => Some(names::Gender::Female),
                _ => None,
            },
        };
        if one {
            entity.kind = SourceKind::UnnamedPerson;
        }
        entity.identity = identity(phrase, noun, &entity);
        if let Head::Role(head) = phrase.noun {
            let role = phrase.base..phrase.head + 1;
            entity.organisation = organisation_in(&self.words, role.clone());
            if one && (matches!(head.second, "office" | "speaker") || head.lemma == "official") {
                entity.role = Some(Role {
                    text: self.words.text(role.clone()),
                    span: self.words.span(role),
                });
            }
        }
        let single = one || matches!(phrase.number, Number::Exactly(_));
        let group = matches!(
            phrase.determiner,
            Determiner::One | Determiner::Another | Determiner::Quantity
        )
        .then(|| self.entities.recent(&people_key(noun.lemma, false)))
        .flatten()
        .filter(|_| single && tail.is_empty());
        let id = self.entities.add(entity);
        if let Some(group) = group {
            self.members.push((id, group));
        }
        self.entities.remember_recent(key, id);
        self.entities.remember_recent(people_key(noun.lemma, one), id);
        id
    }

    /// "The Republican nominee" after a sentence about somebody whose role is not known yet: it is his.
    fn described_subject(&mut self, phrase: &Phrase, noun: nouns::Noun) -> Option<EntityId> {
        let sentence = self.words.sentence(phrase.head);
        let apposed = self.words.word(phrase.head + 1) == "," || phrase.determiner != Determiner::Definite;
        if noun.second != "office" || apposed || self.words.quoted(phrase.head) {
            return None;
        }
        let last = self.before(phrase.start).take(30).find(|o| {
            sentence.saturating_sub(o.sentence) <= 2
                && !o.quoted
                && self
                    .entities
                    .get(o.entity)
                    .is_some_and(|e| e.kind == SourceKind::Person)
        })?;
        let (id, first) = (last.entity, last.first);
        let oblique = first
            .checked_sub(1)
            .is_some_and(|b| self.words.class(b) == Some("preposition"));
        if oblique || self.entities.get(id)?.role.is_some() || self.words.sentence(first) == sentence {
            return None;
        }
        self.learn_role(id, phrase.base..phrase.head + 1);
        Some(id)
    }

    /// The organisation a phrase means: one named before, or one that only the phrase names ("the port authority").
    fn organisation_phrase(&mut self, phrase: &Phrase, noun: nouns::Noun) -> EntityId {
        let before = phrase
            .head
            .checked_sub(1)
            .and_then(|i| self.occurrences.last().filter(|o| o.last == i));
        if let Some(named) = before.map(|o| o.entity)
            && noun.first == "outlet"
        {
            if let Some(entity) = self.entities.all.get_mut(named) {
                entity.kind = SourceKind::Outlet;
            }
            return named;
        }
        let definite = phrase.determiner == Determiner::Definite;
        if definite && phrase.base == phrase.head {
            let by_head = self.entities.recent(&format!("org:{}", noun.lemma));
            // The one named last: a name that ends in "Company" has no more right to "the company" than others.
            let named = by_head
                .into_iter()
                .chain(self.organisation_of_kind(noun))
                .max_by_key(|&id| self.entities.get(id).map_or(0, |e| e.last_seen));
            if let Some(id) = named {
                return id;
            }
        }
        let start = if phrase.determiner == Determiner::Possessive {
            phrase.start
        } else {
            phrase.base
        };
        let text = unnamed::name(&self.words, start..phrase.head + 1);
        let key = format!("text:{}", text.to_lowercase());
        if phrase.determiner != Determiner::Indefinite
            && let Some(id) = self.entities.recent(&key)
        {
            self.remember_by_kind(id);
            return id;
        }
        let named = self.words.capital(phrase.base)
            || (phrase.base..phrase.head).any(|i| self.words.capital(i))
            || definite;
        let identity = if named { Identity::Named } else { Identity::Unnamed };
        let mut entity = Entity::new(text, SourceKind::Organisation, identity, Number::One);
        entity.lemma = noun.lemma;
        entity.place = noun.first == "place";
        let id = self.entities.add(entity);
        self.entities.remember_recent(key, id);
        self.remember_by_kind(id);
        id
    }

    /// The organisation named last that "the company", "the agency" can mean.
    fn organisation_of_kind(&self, noun: nouns::Noun) -> Option<EntityId> {
        let vague = match noun.lemma {
            "company" | "firm" | "group" | "corporation" | "business" | "manufacturer" | "maker"
            | "retailer" | "operator" | "agency" | "organisation" | "organization" => true,
            "department" | "regulator" | "association" | "institute" | "institution" | "charity"
            | "party" | "club" | "team" | "union" | "network" | "newspaper" | "outlet" | "broadcaster"
            | "station" | "channel" | "magazine" | "bank" | "airline" => false,
            _ => return None,
        };
        let family = self.entities.recent(&format!("family:{}", noun.first));
        let unknown = vague.then(|| self.entities.recent("family:")).flatten();
        family
            .into_iter()
            .chain(unknown)
            .max_by_key(|&id| self.entities.get(id).map_or(0, |e| e.last_seen))
    }

    /// "told the Lantern": somebody who is told something and is called by "the" and a name that says nothing of what it is (no
    /// ministry, no country, no team in the plural) is a newspaper.
    pub fn sounds_like_an_outlet(&self, span: crate::span::Span, id: EntityId) -> bool {
        let tokens = self.words.document.tokens_in(span);
        let named = self.entities.get(id).is_some_and(|e| {
            e.kind == SourceKind::Organisation
                && e.identity == Identity::Named
                && !e.place
                && e.lemma.is_empty()
        });
        let one = tokens.len() == 2 || tokens.len() == 3 && self.words.capital(tokens.start + 1);
        let last = tokens.end.saturating_sub(1);
        let word = self.words.word(last);
        named
            && one
            && self.words.lower(tokens.start) == "the"
            && self.words.capital(last)
            && word.chars().skip(1).all(char::is_lowercase)
            && !word.ends_with('s')
            && lists::place(word).is_none()
            && Head::of(self.words.lower(last)).is_none()
    }

    /// Notes that an entity is named by the tokens `first..=last`.
    pub fn occur(&mut self, id: EntityId, first: usize, last: usize, nominal: bool) {
        let span = self.words.span(first..last + 1);
        self.entities.mention(id, span, false);
        if nominal && let Some(entity) = self.entities.all.get_mut(id) {
            let text = unnamed::name(&self.words, first..last + 1);
            if !text.eq_ignore_ascii_case(&entity.name) {
                entity.also_called(&text);
            }
        }
        self.occurrences.push(Occurrence {
            entity: id,
            first,
            last,
            sentence: self.words.sentence(first),
            subject: false,
            // Who took a picture ("Ann Lee / AFP") is as far from the text as who is quoted.
            quoted: self.words.quoted(first) || self.words.word(last + 1) == "/",
        });
    }

    /// The groups that single sources may belong to are sources too.
    pub fn need_groups(&mut self) {
        for (one, group) in self.members.clone() {
            if self.entities.get(one).is_some_and(|e| e.used) {
                self.entities.need(group);
            }
        }
    }

    /// Documents that the text names more than once are sources even where nobody quotes them.
    pub fn need_documents(&mut self) {
        for entity in &mut self.entities.all {
            let text = matches!(
                entity.kind,
                SourceKind::Document | SourceKind::Poll | SourceKind::Dataset
            );
            entity.used |= text && entity.mentions.len() > 1;
        }
    }

    /// Notes a mention that was found only when a statement asked for it.
    pub fn occur_late(&mut self, id: EntityId, first: usize, last: usize) {
        let span = self.words.span(first..last + 1);
        self.entities.mention(id, span, false);
    }

    /// Where capitals say nothing, only names that stand elsewhere too are found.
    fn place_names_in_titles(&mut self) {
        let mut found = Vec::new();
        let count = self.words.document.tokens.len();
        let mut at = 0;
        while at < count {
            if !self.words.in_title(at) || !self.words.capital(at) || self.words.class(at).is_some() {
                at += 1;
                continue;
            }
            let longest = (1..=5)
                .rev()
                .map(|n| at + n)
                .filter(|&end| end <= count && self.words.sentence(end - 1) == self.words.sentence(at))
                .find_map(|end| {
                    let text = self.words.text(at..end);
                    let id = self
                        .entities
                        .named(&text)
                        .or_else(|| self.entities.short_form(&text, None, true))?;
                    Some((end, id))
                });
            match longest {
                Some((end, id)) => {
                    found.push((id, at, end - 1));
                    at = end;
                }
                None => at += 1,
            }
        }
        for (id, first, last) in found {
            self.occur(id, first, last, false);
        }
        // Stable: by the last token, then by the first.
        sort_by_number(&mut self.occurrences, |o| o.first as u64);
        sort_by_number(&mut self.occurrences, |o| o.last as u64);
    }

    fn occurrences_to_tokens(
        &mut self,
        before: &[Option<Range<usize>>],
        after: &[Option<Range<usize>>],
        names: &[Name],
    ) {
        for (place, occurrence) in self.occurrences.iter().enumerate() {
            if let Some(slot) = self.at_token.get_mut(occurrence.last) {
                *slot = u32::try_from(place).ok();
            }
        }
        for ((name, before), after) in names.iter().zip(before).zip(after) {
            let place = self.at_token.get(name.tokens.end - 1).copied().flatten();
            for token in [before, after].into_iter().flatten().cloned().flatten() {
                if let Some(slot) = self.at_token.get_mut(token)
                    && slot.is_none()
                {
                    *slot = place;
                }
            }
        }
    }

    /// The first occurrence of a sentence that no preposition and no possessive makes part of something else.
    fn mark_subjects(&mut self) {
        let mut done = None;
        for place in 0..self.occurrences.len() {
            let o = self.occurrences[place];
            if done == Some(o.sentence) || o.quoted {
                continue;
            }
            let before = self.role_start(o).checked_sub(1);
            let oblique = before.is_some_and(|b| {
                self.words.class(b) == Some("preposition") && self.words.sentence(b) == o.sentence
            });
            let owns = self.words.possessive(o.last + 1);
            if !oblique && !owns {
                self.occurrences[place].subject = true;
                done = Some(o.sentence);
                // "Lee and Roe met": both are.
                if let Some(&next) = self.occurrences.get(place + 1)
                    && next.sentence == o.sentence
                    && self.role_start(next) == o.last + 2
                    && self.words.lower(o.last + 1) == "and"
                    && let Some(second) = self.occurrences.get_mut(place + 1)
                {
                    second.subject = true;
                }
            }
        }
    }

    /// The token where the role before an occurrence begins.
    fn role_start(&self, o: Occurrence) -> usize {
        let mut at = o.first;
        let place = self.at_token.get(o.last).copied().flatten();
        while at > 0 && place.is_some() && self.at_token.get(at - 1).copied().flatten() == place {
            at -= 1;
        }
        if at > 0
            && matches!(
                self.words.class(at - 1),
                Some("definite" | "indefinite" | "possessive")
            )
        {
            at -= 1;
        }
        at
    }
}

fn people_key(lemma: &str, one: bool) -> String {
    format!("{}:{lemma}", if one { "person" } else { "people" })
}

fn identity(phrase: &Phrase, noun: nouns::Noun, entity: &Entity) -> Identity {
    if entity.justification.is_some() || entity.anonymity_reason.is_some() {
        return Identity::Anonymous;
    }
    match phrase.noun {
        Head::Unnamed(_) => match noun.second {
            "anonymous" => Identity::Anonymous,
            "generic" if phrase.number == Number::Several => Identity::Generic,
            _ => Identity::Unnamed,
        },
        _ => Identity::Unnamed,
    }
}

/// The capitalised words of a role: the "State Department" of its spokesperson.
fn organisation_in(words: &Words<'_>, tokens: Range<usize>) -> Option<String> {
    let mut best: Option<Range<usize>> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if !words.capital(at)
            || nouns::role(words.lower(at)).is_some()
            || nouns::goes_before_role(words.lower(at))
            || lists::honorific(words.word(at)).is_some()
            || nouns::role(&words.text(at..at + 2).to_lowercase()).is_some()
        {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.end
            && ((words.capital(end) && nouns::role(words.lower(end)).is_none())
                || words.hyphen(end)
                || (end > at && words.hyphen(end - 1))
                || (matches!(words.lower(end), "of" | "and" | "for" | "on")
                    && end + 1 < tokens.end
                    && words.capital(end + 1)
                    && nouns::organisation(words.lower(end - 1)).is_some()))
        {
            end += 1;
        }
        // "Goalkeeper" is what he is.
        let whole = at == tokens.start && end == tokens.end;
        let only_adjectives = whole || (at..end).all(|i| lists::place(words.word(i)) == Some("adjective"));
        if !only_adjectives && best.as_ref().is_none_or(|b| b.len() < end - at) {
            best = Some(at..end);
        }
        at = end;
    }
    best.map(|b| words.text(b))
}

/// Whether the parts of one name are, in order, among those of the other, from the same first name on.
fn same_person(name: &str, parts: &[String]) -> bool {
    let other: Vec<&str> = name
        .split(' ')
        .filter(|p| !matches!(*p, "Jr." | "Jr" | "Sr." | "III" | "II"))
        .collect();
    let mine: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (short, long) = if other.len() <= mine.len() {
        (&other, &mine)
    } else {
        (&mine, &other)
    };
    if short.len() < 2 || short.first() != long.first() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|part| rest.any(|p| p == part))
}
