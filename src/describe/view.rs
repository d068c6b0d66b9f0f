//! What the describing functions need at hand: the article, its analysis, and a few indices over it.

use super::figure::figure;
use super::label::{is_unnamed, label_in, short_name};
use super::locale::Locale;
use super::messages::say;
use crate::analysis::{
    Analysis, Annotation, AnnotationId, Body, FigureAnnotation, Place, Relation, SourceId,
};
use crate::article::{Article, BlockKind, Link, Metadata};
use crate::attribution::{Attribution, LinkRelation};
use crate::figure::{Figure, FigureKind};
use crate::order::{by_start, sort_by_number};
use crate::source::Source;
use crate::span::Span;

/// Most outer statements named on a card.
const DEEPEST: usize = 4;

/// An analysis with indices over it. What stands below the line of confidence is not in the lists.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub metadata: &'a Metadata,
    headline: Option<Span>,
    pub analysis: &'a Analysis,
    pub mark_from: f32,
    pub locale: &'a dyn Locale,
    /// For each annotation: the attribution around it.
    around: Vec<Option<AnnotationId>>,
    /// For each annotation: the figures inside it.
    figures: Vec<Vec<AnnotationId>>,
    /// For each annotation: the headline that states the same without a source.
    headlines: Vec<Option<AnnotationId>>,
    /// For each source: its shown attributions, in the order of the text.
    of_source: Vec<Vec<AnnotationId>>,
    /// For each annotation: the first mention of the same figure.
    first_mentions: Vec<Option<AnnotationId>>,
    /// Figures and others that cannot hold together with them.
    differing: Vec<(AnnotationId, AnnotationId)>,
    /// For each sentence: the dates and times in it.
    dates: Vec<Vec<Span>>,
    /// The links of the text, in order.
    links: Vec<&'a Link>,
    /// Mentions of unnamed people, by their end.
    unnamed: Vec<Span>,
}

impl<'a> View<'a> {
    pub fn new(article: &'a Article, analysis: &'a Analysis, mark_from: f32, locale: &'a dyn Locale) -> Self {
        let count = analysis.annotations.len();
        let mut view = Self {
            text: &article.text,
            metadata: &article.metadata,
            headline: article
                .blocks
                .iter()
                .find(|block| block.kind == BlockKind::Headline)
                .map(|block| block.span),
            analysis,
            mark_from,
            locale,
            around: vec![None; count],
            figures: vec![Vec::new(); count],
            headlines: vec![None; count],
            first_mentions: vec![None; count],
            differing: Vec::new(),
            of_source: vec![Vec::new(); analysis.sources.len()],
            dates: vec![Vec::new(); analysis.sentences.len()],
            links: article.links.iter().collect(),
            unnamed: analysis
                .sources
                .iter()
                .filter(|source| is_unnamed(source))
                .flat_map(|source| source.mentions.iter().filter(|m| !m.pronoun).map(|m| m.span))
                .collect(),
        };
        sort_by_number(&mut view.unnamed, |mention| mention.end().into());
        sort_by_number(&mut view.links, |link| by_start(link.span));
        for relation in &analysis.relations {
            match *relation {
                Relation::NestedIn { inner, outer } => put(&mut view.around, inner, outer),
                Relation::Repeats { later, earlier } => put(&mut view.first_mentions, later, earlier),
                Relation::DiffersFrom { later, earlier } => {
                    view.differing.extend([(later, earlier), (earlier, later)]);
                }
                _ => {}
            }
        }
        for annotation in &analysis.annotations {
            view.index(annotation);
        }
        view
    }

    fn index(&mut self, annotation: &Annotation) {
        match &annotation.body {
            Body::Figure(figure) => {
                if let Some(outer) = figure.attribution {
                    put(&mut self.around, annotation.id, outer);
                    if let Some(inside) = self.figures.get_mut(outer.0 as usize)
                        && annotation.is_shown(self.mark_from)
                    {
                        inside.push(annotation.id);
                    }
                }
                if matches!(figure.figure.kind, FigureKind::Date | FigureKind::Time) {
                    let sentence = self.sentence(figure.figure.span.start());
                    if let Some(dates) = sentence.and_then(|s| self.dates.get_mut(s)) {
                        dates.push(figure.figure.span);
                    }
                }
            }
            Body::Attribution(attribution) => {
                if annotation.is_shown(self.mark_from)
                    && let Some(source) = attribution.source
                    && let Some(list) = self.of_source.get_mut(source.0 as usize)
                {
                    list.push(annotation.id);
                }
            }
            Body::Claim(claim) if claim.attribution_dropped => {
                if let Some(body) = claim.headline_of {
                    put(&mut self.headlines, body, annotation.id);
                }
            }
            Body::Claim(_) | Body::Hedge(_) => {}
        }
    }

    /// The annotations above the line of confidence.
    pub fn shown(&self) -> impl Iterator<Item = &'a Annotation> + use<'a> {
        let from = self.mark_from;
        self.analysis.annotations.iter().filter(move |a| a.is_shown(from))
    }

    /// The attributions above the line of confidence.
    pub fn attributions(&self) -> impl Iterator<Item = (&'a Annotation, &'a Attribution)> + use<'a> {
        self.shown().filter_map(|annotation| match &annotation.body {
            Body::Attribution(attribution) => Some((annotation, attribution)),
            _ => None,
        })
    }

    pub fn source(&self, id: SourceId) -> Option<&'a Source> {
        self.analysis.source(id)
    }

    /// A source's short name; empty where there is none.
    pub fn name(&self, id: SourceId) -> String {
        self.source(id)
            .map(|source| short_name(source, self.locale))
            .unwrap_or_default()
    }

    pub fn label(&self, annotation: &Annotation) -> String {
        match &annotation.body {
            Body::Figure(f) => self.figure(&f.figure),
            _ => label_in(self.locale, self.text, &self.analysis.sources, annotation),
        }
    }

    /// A figure in full, as this reader writes numbers and dates.
    pub fn figure(&self, reading: &Figure) -> String {
        figure(self.text, reading, self.locale)
    }

    /// Figures inside an attribution.
    pub fn figures_in(&self, id: AnnotationId) -> &[AnnotationId] {
        self.figures.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The first mention of the same figure; itself where it is the first.
    pub fn first_mention(&self, id: AnnotationId) -> AnnotationId {
        let first = self.first_mentions.get(id.0 as usize).copied().flatten();
        first
            .filter(|&first| {
                self.analysis
                    .annotation(first)
                    .is_some_and(|a| a.is_shown(self.mark_from))
            })
            .unwrap_or(id)
    }

    /// The shown figures that cannot hold together with this one.
    pub fn differing_from(
        &self,
        id: AnnotationId,
    ) -> impl Iterator<Item = (&'a Annotation, &'a FigureAnnotation)> {
        let others = self.differing.iter().filter(move |(one, _)| *one == id);
        others.filter_map(|&(_, other)| {
            let annotation = self.analysis.annotation(other)?;
            match &annotation.body {
                Body::Figure(figure) if annotation.is_shown(self.mark_from) => {
                    Some((annotation, figure.as_ref()))
                }
                _ => None,
            }
        })
    }

    /// The headline that states the same without a source.
    pub fn headline_of(&self, id: AnnotationId) -> Option<AnnotationId> {
        self.headlines.get(id.0 as usize).copied().flatten()
    }

    /// Shown attributions of a source.
    pub fn of_source(&self, id: SourceId) -> &[AnnotationId] {
        self.of_source.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The attributions around an annotation, innermost first.
    pub fn outer(&self, id: AnnotationId) -> Vec<&'a Annotation> {
        let mut outer = Vec::new();
        let mut at = id;
        while let Some(around) = self.around.get(at.0 as usize).copied().flatten() {
            let Some(annotation) = self.analysis.annotation(around) else {
                break;
            };
            if outer.len() == DEEPEST || around == id {
                break;
            }
            if !annotation.is_hidden() {
                outer.push(annotation);
            }
            at = around;
        }
        outer
    }

    /// Index of the sentence that holds a byte.
    pub fn sentence(&self, offset: u32) -> Option<usize> {
        let sentences = &self.analysis.sentences;
        let next = sentences.partition_point(|s| s.span.start() <= offset);
        next.checked_sub(1)
            .filter(|&i| sentences.get(i).is_some_and(|s| s.span.holds(offset)))
    }

    /// The sentence in which a statement is introduced.
    pub fn cue_sentence(&self, annotation: &Annotation, a: &Attribution) -> Option<(usize, Span)> {
        let at = a
            .cue
            .as_ref()
            .map(|c| c.span)
            .or(annotation.content.first().copied())?;
        let index = self.sentence(at.start())?;
        Some((index, self.analysis.sentences.get(index)?.span))
    }

    /// Dates and times in a sentence.
    pub fn dates_in(&self, sentence: usize) -> &[Span] {
        self.dates.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// Whether a figure stands in the words that name unnamed people.
    pub fn counts_unnamed_people(&self, figure: Span) -> bool {
        let next = self
            .unnamed
            .partition_point(|mention| mention.end() < figure.end());
        self.unnamed
            .get(next)
            .is_some_and(|mention| mention.start() <= figure.start())
    }

    /// Where the first link in a stretch of the text leads.
    pub fn link_in(&self, stretch: Span) -> Option<&'a str> {
        let next = self.links.partition_point(|l| l.span.end() <= stretch.start());
        let link = self.links.get(next).filter(|l| l.span.overlaps(stretch))?;
        Some(&link.url)
    }

    /// Whether the text puts a link on a mention of a source.
    pub fn is_linked(&self, id: SourceId) -> bool {
        let mentions = self.source(id).map_or(&[][..], |s| &s.mentions);
        mentions.iter().any(|mention| {
            let next = self
                .links
                .partition_point(|l| l.span.end() <= mention.span.start());
            self.links
                .get(next)
                .is_some_and(|l| l.span.overlaps(mention.span))
        })
    }

    /// This outlet, where it is known to be one of the sources.
    pub fn outlet(&self) -> Option<&'a Source> {
        let mut chains = self.attributions().filter_map(|(_, a)| a.chain.first());
        let publisher = chains.find(|link| link.relation == LinkRelation::Publishes)?;
        self.source(publisher.source)
    }

    /// The article's title, as the page or else its text has it.
    pub fn title(&self) -> Option<&'a str> {
        let headline = self.headline.map(|span| span.of(self.text));
        self.metadata.title.as_deref().or(headline)
    }

    /// The day on which the article was published.
    pub fn published(&self) -> Option<String> {
        let published = self.metadata.published.as_deref()?;
        let day = published.split(['T', ' ']).next()?;
        Some(self.locale.moment(day).unwrap_or_else(|| day.to_owned()))
    }

    /// "Paragraph 1 of 9".
    pub fn place(&self, place: Place) -> String {
        let key = match place.within {
            BlockKind::Headline => "place.headline",
            BlockKind::Standfirst => "place.standfirst",
            BlockKind::Byline => "place.byline",
            BlockKind::Subheading => "place.subheading",
            BlockKind::Caption => "place.caption",
            BlockKind::Aside => "place.aside",
            BlockKind::Paragraph | BlockKind::Blockquote | BlockKind::Item => "place.paragraph",
        };
        say(
            self.locale,
            key,
            &[
                ("n", &place.paragraph.to_string()),
                ("of", &place.of_paragraphs.to_string()),
            ],
        )
    }
}

fn put(list: &mut [Option<AnnotationId>], at: AnnotationId, value: AnnotationId) {
    if let Some(slot) = list.get_mut(at.0 as usize)
        && slot.is_none()
    {
        *slot = Some(value);
    }
}
