//! From an [`Analysis`] to a [`Record`].

use super::names;
use super::{
    Annotation, Attribution, Basis, Body, ChainLink, Claim, Count, Cue, Document, Engine, Extent, Figure,
    Giver, Hedge, Length, Mention, Number, Place, PublisherNote, Quoted, Reading, Record, Relation, Sentence,
    Si, Source, Span, Summary,
};
use crate::analysis::{self, Analysis, AnnotationId, SourceId};
use crate::article::{Article, BlockKind};
use crate::attribution::{self, LinkRelation};
use crate::export::offsets::Offsets;
use crate::overrides::PUBLISHER;
use crate::{claim, figure, source, span};

/// How many characters stand before and after the words of a [`Span`].
const CONTEXT: usize = 32;

impl<'a> Record<'a> {
    /// The record of `analysis`, which must be the analysis of `article`.
    #[must_use]
    pub fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        let view = View::new(article, analysis);
        Self {
            schema: analysis.schema,
            engine: Engine {
                version: analysis.engine.version,
                checksum: analysis.engine.checksum,
                lexicons: analysis.engine.lexicons,
                model: analysis.engine.model,
            },
            document: view.document(),
            sources: analysis.sources.iter().map(|s| view.source(s)).collect(),
            annotations: analysis.annotations.iter().map(|a| view.annotation(a)).collect(),
            quotations: analysis
                .quotations
                .iter()
                .map(|q| Quoted {
                    span: view.span(q.span),
                    kind: names::quoted(q.kind),
                })
                .collect(),
            relations: analysis.relations.iter().map(|r| view.relation(r)).collect(),
            summary: Summary::new(&analysis.summary, |id| view.id(id)),
        }
    }
}

impl<'a> Record<'a> {
    /// The source with this id (`S3`).
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source<'a>> {
        self.sources.get(id.get(1..)?.parse::<usize>().ok()?)
    }
}

impl Annotation<'_> {
    /// The words it speaks of.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = String::new();
        for span in &self.content {
            if !words.is_empty() {
                words.push_str(" … ");
            }
            words.push_str(span.exact);
        }
        words
    }

    /// The id of who says it or gives it, or of the document it is about.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        let source = match &self.body {
            Body::Attribution(a) => &a.source,
            Body::Claim(claim) => &claim.basis.source,
            Body::Figure(figure) => &figure.attribution.source,
            Body::Hedge(_) => return None,
        };
        source.as_deref()
    }
}

/// What the conversion needs at hand.
struct View<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    offsets: Offsets,
    /// For each annotation: what stands inside it.
    contains: Vec<Vec<AnnotationId>>,
    /// For each annotation: what stands around it.
    around: Vec<Option<AnnotationId>>,
    /// For each source: the group it may belong to.
    groups: Vec<Option<SourceId>>,
}

/// The id of an annotation as it is exported: the letter of its kind and its index.
#[must_use]
pub fn annotation_id(analysis: &Analysis, id: AnnotationId) -> String {
    let letter = match analysis.annotation(id).map(|a| &a.body) {
        Some(analysis::Body::Claim(_)) => 'C',
        Some(analysis::Body::Figure(_)) => 'F',
        Some(analysis::Body::Hedge(_)) => 'H',
        Some(analysis::Body::Attribution(_)) | None => 'A',
    };
    format!("{letter}{}", id.0)
}

/// The annotation whose exported id is `name`.
#[must_use]
pub fn annotation_named(analysis: &Analysis, name: &str) -> Option<AnnotationId> {
    let id = AnnotationId(name.get(1..)?.parse().ok()?);
    (analysis.annotation(id).is_some() && annotation_id(analysis, id) == name).then_some(id)
}

impl<'a> Annotation<'a> {
    /// The exported annotation with this id, without the rest of the record.
    #[must_use]
    pub fn new(article: &'a Article, analysis: &'a Analysis, id: AnnotationId) -> Option<Self> {
        let annotation = analysis.annotation(id)?;
        Some(View::new(article, analysis).annotation(annotation))
    }
}

impl<'a> View<'a> {
    fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        let count = analysis.annotations.len();
        let (mut contains, mut around) = (vec![Vec::new(); count], vec![None; count]);
        for (inner, outer) in nesting(analysis) {
            let is_hedge = matches!(
                analysis.annotation(inner).map(|a| &a.body),
                Some(analysis::Body::Hedge(_))
            );
            if let (Some(inside), false) = (contains.get_mut(outer.0 as usize), is_hedge) {
                inside.push(inner);
            }
            if let Some(slot) = around.get_mut(inner.0 as usize) {
                *slot = Some(outer);
            }
        }
        let mut groups = vec![None; analysis.sources.len()];
        for relation in &analysis.relations {
            if let analysis::Relation::MemberOf { member, group } = *relation
                && let Some(slot) = groups.get_mut(member.0 as usize)
            {
                *slot = Some(group);
            }
        }
        Self {
            article,
            analysis,
            offsets: Offsets::new(&article.text),
            contains,
            around,
            groups,
        }
    }

    fn id(&self, id: AnnotationId) -> String {
        annotation_id(self.analysis, id)
    }

    fn span(&self, span: span::Span) -> Span<'a> {
        let text = self.article.text.as_str();
        let before = text.get(..span.start() as usize).unwrap_or("");
        let after = text.get(span.end() as usize..).unwrap_or("");
        let prefix = before
            .char_indices()
            .rev()
            .nth(CONTEXT - 1)
            .map_or(0, |(at, _)| at);
        let suffix = after
            .char_indices()
            .nth(CONTEXT)
            .map_or(after.len(), |(at, _)| at);
        Span {
            exact: span.of(text),
            start: self.offsets.utf16(span.start()),
            end: self.offsets.utf16(span.end()),
            byte_start: span.start(),
            byte_end: span.end(),
            prefix: before.get(prefix..).unwrap_or(""),
            suffix: after.get(..suffix).unwrap_or(""),
        }
    }

    fn document(&self) -> Document<'a> {
        let metadata = &self.article.metadata;
        let bytes = u32::try_from(self.article.text.len()).unwrap_or(u32::MAX);
        Document {
            url: metadata.url.as_deref(),
            lang: metadata.language.as_deref(),
            english: !self.analysis.language.foreign,
            not_english: self.not_english(),
            title: self
                .article
                .blocks
                .iter()
                .find(|b| b.kind == BlockKind::Headline)
                .map(|b| self.span(b.span)),
            outlet: self.outlet().map(source_id),
            byline: metadata.byline.as_deref(),
            published: metadata.published.as_deref(),
            length: Length {
                utf16: self.offsets.utf16(bytes),
                bytes,
            },
            sentences: self.sentences(),
        }
    }

    /// This outlet: the first link of any chain, or the source with the outlet's name.
    fn outlet(&self) -> Option<SourceId> {
        let first = self.analysis.annotations.iter().find_map(|a| match &a.body {
            analysis::Body::Attribution(a) => a
                .chain
                .first()
                .filter(|link| link.relation == LinkRelation::Publishes)
                .map(|link| link.source),
            _ => None,
        });
        let by_name = || {
            let name = self.article.metadata.outlet.as_deref()?;
            let mut sources = self.analysis.sources.iter();
            sources.find(|s| s.name == name).map(|s| s.id)
        };
        first.or_else(by_name)
    }

    /// The paragraphs of an English text that are not English.
    fn not_english(&self) -> Vec<u32> {
        let language = &self.analysis.language;
        let blocks = language.blocks.iter().filter(|_| !language.foreign);
        let numbers = self.paragraphs();
        blocks.filter_map(|b| numbers.get(*b as usize).copied()).collect()
    }

    /// For each block the number of its paragraph.
    fn paragraphs(&self) -> Vec<u32> {
        let mut paragraph = 0;
        let blocks = self.article.blocks.iter();
        blocks
            .map(|block| {
                paragraph += u32::from(names::block(block.kind) == "body");
                paragraph
            })
            .collect()
    }

    fn sentences(&self) -> Vec<Sentence> {
        let numbers = self.paragraphs();
        let sentences = self.analysis.sentences.iter();
        sentences
            .map(|sentence| Sentence {
                paragraph: numbers.get(sentence.block as usize).copied().unwrap_or(0),
                start: self.offsets.utf16(sentence.span.start()),
                end: self.offsets.utf16(sentence.span.end()),
            })
            .collect()
    }

    fn source(&self, source: &'a source::Source) -> Source<'a> {
        let group = self.groups.get(source.id.0 as usize).copied().flatten();
        Source {
            id: source_id(source.id),
            name: &source.name,
            identity: names::identity(source.identity),
            kind: names::source(source.kind),
            number: match source.number {
                source::Number::One => Count::Number(1),
                source::Number::Several => Count::Plural("plural"),
                source::Number::Exactly(n) => Count::Number(n),
            },
            mentions: source
                .mentions
                .iter()
                .map(|m| Mention {
                    span: self.span(m.span),
                    pronoun: m.pronoun,
                })
                .collect(),
            aliases: &source.aliases,
            role: source.role.as_ref().map(|r| r.text.as_str()),
            role_span: source.role.as_ref().map(|r| self.span(r.span)),
            organisation: source.organisation.as_deref(),
            justification: source.justification.map(|s| self.span(s)),
            anonymity_reason: source.anonymity_reason.map(|s| self.span(s)),
            link: source.link.as_deref(),
            possibly_member_of: group.map(source_id),
        }
    }

    fn annotation(&self, annotation: &'a analysis::Annotation) -> Annotation<'a> {
        let (kind, body) = match &annotation.body {
            analysis::Body::Attribution(a) => (
                "attribution",
                Body::Attribution(Box::new(self.attribution(annotation.id, &annotation.content, a))),
            ),
            analysis::Body::Claim(c) => ("claim", Body::Claim(self.claim(c))),
            analysis::Body::Figure(f) => ("figure", Body::Figure(Box::new(self.figure(f)))),
            analysis::Body::Hedge(h) => (
                "hedge",
                Body::Hedge(Hedge {
                    class: names::hedge(h.kind),
                    within: self.around(annotation.id),
                }),
            ),
        };
        let place = annotation.place;
        Annotation {
            id: self.id(annotation.id),
            kind,
            content: annotation.content.iter().map(|&s| self.span(s)).collect(),
            label: &annotation.label,
            place: Place {
                within: names::block(place.within),
                paragraph: place.paragraph,
                of_paragraphs: place.of_paragraphs,
                sentence: place.sentence,
                percent: place.percent,
            },
            confidence: (f64::from(annotation.confidence) * 1000.0).round() / 1000.0,
            rule: annotation.found_by,
            origin: if annotation.found_by == PUBLISHER {
                PUBLISHER
            } else {
                "engine"
            },
            publisher: annotation.publisher.as_ref().map(|note| PublisherNote {
                change: names::publisher(note.change),
                source: note.source.as_deref(),
                role: note.role.as_deref(),
                link: note.link.as_deref(),
                why_unnamed: note.why_unnamed.as_deref(),
                note: note.note.as_deref(),
            }),
            body,
        }
    }

    fn around(&self, id: AnnotationId) -> Option<String> {
        let outer = self.around.get(id.0 as usize).copied().flatten();
        outer.map(|outer| self.id(outer))
    }

    /// What belongs to an attribution in the widest sense, where that is more than `content`, cue and mention.
    fn extent(&self, content: &[span::Span], a: &attribution::Attribution) -> Option<Extent<'a>> {
        let whole = &a.extent;
        let cue = a.cue.as_ref().map(|c| c.span);
        let more = whole.content != content || whole.cue != cue || whole.mention != a.mention;
        (more && !whole.content.is_empty()).then(|| Extent {
            source: whole.mention.map(|s| self.span(s)),
            cue: whole.cue.map(|s| self.span(s)),
            content: whole.content.iter().map(|&s| self.span(s)).collect(),
        })
    }

    fn attribution(
        &self,
        id: AnnotationId,
        content: &[span::Span],
        a: &'a attribution::Attribution,
    ) -> Attribution<'a> {
        let relays: Vec<String> = a
            .chain
            .iter()
            .filter(|link| link.relation == LinkRelation::Relays)
            .map(|link| source_id(link.source))
            .collect();
        let cue = |cue: &'a attribution::Cue| Cue {
            span: self.span(cue.span),
            lemma: &cue.lemma,
        };
        Attribution {
            source: a.source.map(source_id),
            source_span: a.mention.map(|s| self.span(s)),
            extent: self.extent(content, a),
            cue: a.cue.as_ref().map(cue),
            second_cue: a.second_cue.as_ref().map(cue),
            form: names::form(a.form),
            quotes: a.quotes.iter().map(|&s| self.span(s)).collect(),
            chain: a
                .chain
                .iter()
                .map(|link| ChainLink {
                    source: source_id(link.source),
                    relation: names::link(link.relation),
                    cue: link.cue.map(|s| self.span(s)),
                    inferred: link.inferred,
                })
                .collect(),
            hops: a.source.map(|_| u32::try_from(relays.len()).unwrap_or(u32::MAX)),
            relays,
            addressee: a.addressee.map(source_id),
            candidates: a.candidates.iter().map(|&c| source_id(c)).collect(),
            role: a.role.as_deref(),
            stance: names::stance(a.stance),
            speech_act: a.act,
            negated: a.negated,
            no_comment: a.no_comment,
            hedges: a.hedges.iter().map(|&h| self.id(h)).collect(),
            contains: self
                .contains
                .get(id.0 as usize)
                .into_iter()
                .flatten()
                .map(|&inner| self.id(inner))
                .collect(),
            nested_in: self.around(id),
        }
    }

    fn claim(&self, claim: &'a claim::Claim) -> Claim<'a> {
        let (kind, source, span, link) = match &claim.basis {
            claim::Basis::None => ("none", None, None, None),
            claim::Basis::Document { source, mention } => ("document", *source, Some(*mention), None),
            claim::Basis::Link(url) => ("link", None, None, Some(url.as_str())),
        };
        Claim {
            voice: "outlet",
            basis: Basis {
                kind,
                source: source.map(source_id),
                span: span.map(|s| self.span(s)),
                link,
            },
            headline_of: claim.headline_of.map(|id| self.id(id)),
            attribution_dropped: claim.attribution_dropped,
        }
    }

    fn figure(&self, annotation: &'a analysis::FigureAnnotation) -> Figure<'a> {
        let figure::Figure {
            span: _,
            kind,
            value,
            low,
            high,
            values,
            time,
            anchored,
            unit,
            currency,
            per,
            si,
            approximator: _,
            approximator_span,
            measure,
            change,
            normalised,
            confidence: _,
            found_by: _,
        } = &annotation.figure;
        let base = change.and_then(|c| c.base);
        Figure {
            figure: Reading {
                kind: names::figure(*kind),
                value: value.map(Number),
                low: low.map(Number),
                high: high.map(Number),
                values: values.iter().copied().map(Number).collect(),
                time: time.as_deref(),
                anchored: *anchored,
                unit: unit.as_deref(),
                currency: *currency,
                per: per.as_deref(),
                si: si.as_ref().map(|si| Si {
                    value: si.value.map(Number),
                    low: si.low.map(Number),
                    high: si.high.map(Number),
                    unit: &si.unit,
                }),
                qualifier: names::qualifier(&annotation.figure),
                qualifier_span: approximator_span.map(|s| self.span(s)),
                of: measure.map(|s| s.of(&self.article.text)),
                of_span: measure.map(|s| self.span(s)),
                change: change.map(|c| names::change(c.role)),
                direction: change.and_then(|c| c.up).map(|up| if up { "up" } else { "down" }),
                relative_to: base.map(|s| s.of(&self.article.text)),
                relative_to_span: base.map(|s| self.span(s)),
                normalised,
            },
            attribution: Giver {
                status: names::status(annotation.status),
                annotation: annotation.attribution.map(|id| self.id(id)),
                source: annotation.source.map(source_id),
            },
        }
    }

    fn relation(&self, relation: &analysis::Relation) -> Relation {
        use analysis::Relation as R;
        let pair = |kind, from, to| Relation {
            kind,
            from: self.id(from),
            to: self.id(to),
        };
        match *relation {
            R::HeadlineOf { headline, body } => pair("headline_of", headline, body),
            R::ParaphraseOf { paraphrase, quote } => pair("paraphrase_of", paraphrase, quote),
            R::Contrast { from, to } => pair("contrast", from, to),
            R::NestedIn { inner, outer } => pair("nested_in", inner, outer),
            R::Continues { later, earlier } => pair("continues", later, earlier),
            R::Repeats { later, earlier } => pair("repeats", later, earlier),
            R::DiffersFrom { later, earlier } => pair("differs_from", later, earlier),
            R::MemberOf { member, group } => Relation {
                kind: "member_of",
                from: source_id(member),
                to: source_id(group),
            },
        }
    }
}

/// What stands inside what: inner and outer annotation.
fn nesting(analysis: &Analysis) -> Vec<(AnnotationId, AnnotationId)> {
    let mut pairs: Vec<_> = analysis
        .relations
        .iter()
        .filter_map(|relation| match *relation {
            analysis::Relation::NestedIn { inner, outer } => Some((inner, outer)),
            _ => None,
        })
        .collect();
    for annotation in &analysis.annotations {
        match &annotation.body {
            analysis::Body::Figure(figure) => {
                pairs.extend(figure.attribution.map(|outer| (annotation.id, outer)));
            }
            analysis::Body::Attribution(a) => {
                pairs.extend(a.hedges.iter().map(|&hedge| (hedge, annotation.id)));
            }
            analysis::Body::Claim(_) | analysis::Body::Hedge(_) => {}
        }
    }
    pairs
}

/// The exported id of a source.
pub(super) fn source_id(id: SourceId) -> String {
    format!("S{}", id.0)
}
