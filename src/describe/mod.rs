//! What card and panel say, as data: the only place that turns an analysis into words for a reader.
//!
//! The page, the terminal and the HTML export show the same data. The words of the interface stand in
//! `messages/en.txt`; a [`Locale`] may bring those of another language.

mod absence;
mod card;
mod figure;
mod label;
mod locale;
mod mark;
mod messages;
mod panel;
mod rows;
mod view;

pub use label::label;
pub use locale::{English, Locale};

use std::borrow::Cow;

use crate::analysis::{Analysis, Annotation, AnnotationId, SourceId};
use crate::article::Article;
use crate::span::Span;

/// A stable name of a line, a section or a button.
pub type Key = Cow<'static, str>;

/// Everything a host needs to show an analysis.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Presentation {
    /// What is marked, outer marks before inner ones, in the order of the text.
    pub marks: Vec<Mark>,
    /// A card for each mark's annotation, in the order of the annotations.
    pub cards: Vec<Card>,
    /// The article's sourcing.
    pub panel: Panel,
}

/// A mark on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Mark {
    /// What it belongs to.
    pub annotation: AnnotationId,
    /// How it is underlined.
    pub style: MarkStyle,
    /// The words, in bytes of the article's text.
    pub spans: Vec<Span>,
    /// What a screen reader says on request ("quote, Tammy Bruce, item 7 of 22").
    pub spoken: String,
}

/// The five underlines: kinds are told apart by the line, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "message", serde(rename_all = "snake_case"))]
pub enum MarkStyle {
    /// Solid: word for word.
    Direct,
    /// Dashed: paraphrase, named or document.
    Paraphrase,
    /// Dotted: unnamed, secondhand or no source.
    Unnamed,
    /// Double, thin: the outlet's own claim.
    Outlet,
    /// A thin box: a figure.
    Figure,
}

impl MarkStyle {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Direct,
        Self::Paraphrase,
        Self::Unnamed,
        Self::Outlet,
        Self::Figure,
    ];

    /// Its name in `data-factnote-style`, in style sheets and in options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Paraphrase => "paraphrase",
            Self::Unnamed => "unnamed",
            Self::Outlet => "outlet",
            Self::Figure => "figure",
        }
    }
}

/// A card.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Card {
    /// What it speaks of.
    pub annotation: AnnotationId,
    /// First line: the answer.
    pub title: String,
    /// The lines below, in order.
    pub rows: Vec<Row>,
    /// "Paragraph 1 of 9".
    pub place: String,
    /// How it was found: rule and confidence.
    pub found: String,
    /// The annotations around it, innermost first, with their titles ("part of: He warned ...").
    pub part_of: Vec<(AnnotationId, String)>,
    /// Others of the same source before and after it.
    pub previous: Option<AnnotationId>,
    /// See `previous`.
    pub next: Option<AnnotationId>,
    /// "2 of 3" from this source.
    pub position: String,
    /// For copying: the words, who says them and how they came here, and the article they stand in. A line each.
    pub quotation: String,
    /// The page that the article links for the quoted words (http or https only).
    pub linked: Option<String>,
}

/// A line of a card or panel.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Row {
    /// Stable key: who, way, words, verb, firm, figure, of, giver, not_given, headline ...
    pub key: Key,
    /// Its name on the card.
    pub name: String,
    /// Its content.
    pub parts: Vec<Part>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// What it says.
    pub text: String,
    /// The words in the text it rests on, which light up.
    pub span: Option<Span>,
    /// Inferred: not said on the spot.
    pub inferred: bool,
    /// An arrow or other separator: quiet.
    pub separator: bool,
    /// Where it leads (http or https only).
    pub link: Option<String>,
}

/// The panel on the article's sourcing.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Panel {
    /// Language of what card and panel say in their own words (BCP 47).
    pub language: String,
    /// "Sourcing of this article".
    pub title: String,
    /// Title, outlet, day, author, or that they are not given; how many sentences.
    pub about: String,
    /// Statements of named, documents, unnamed, without source: key, and a line with a count.
    pub bar: Vec<(Key, Line)>,
    /// Sections with their lines.
    pub sections: Vec<Section>,
    /// All marked statements, a line for each source, each statement a word of it.
    pub statements: Section,
    /// Legend: style and name.
    pub legend: Vec<(MarkStyle, String)>,
    /// Words of the buttons: key and text (hide, show, close, copy, ...).
    pub buttons: Vec<(Key, String)>,
}

impl Panel {
    /// The text of a button; empty where there is none of that name.
    #[must_use]
    pub fn button(&self, key: &str) -> &str {
        let button = self.buttons.iter().find(|(name, _)| *name == key);
        button.map_or("", |(_, text)| text)
    }
}

/// A section of the panel.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Section {
    /// Stable key.
    pub key: Key,
    /// Heading.
    pub title: String,
    /// Lines: text, count, the annotations it leads to.
    pub lines: Vec<Line>,
}

/// A line of the panel.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How often.
    pub count: Option<u32>,
    /// The source it speaks of.
    pub source: Option<SourceId>,
    /// What it leads to.
    pub annotations: Vec<AnnotationId>,
    /// Words behind `text` that lead somewhere by themselves, each with what it leads to.
    pub words: Vec<(String, Vec<AnnotationId>)>,
}

impl Line {
    /// What it says, with all its words.
    #[must_use]
    pub fn in_full(&self) -> String {
        if self.words.is_empty() {
            return self.text.clone();
        }
        let words: Vec<&str> = self.words.iter().map(|(word, _)| word.as_str()).collect();
        messages::say(
            &English,
            "line.words",
            &[("text", &self.text), ("words", &words.join(", "))],
        )
    }
}

/// Puts an analysis into words, numbers and days as `locale` writes them. Annotations below `mark_from` are not shown.
#[must_use]
pub fn present(article: &Article, analysis: &Analysis, mark_from: f32, locale: &dyn Locale) -> Presentation {
    let view = view::View::new(article, analysis, mark_from, locale);
    let marked: Vec<&Annotation> = view.shown().filter(|a| mark::is_marked(&view, a)).collect();
    Presentation {
        marks: (1..)
            .zip(&marked)
            .map(|(n, annotation)| mark::mark(&view, annotation, n, marked.len()))
            .collect(),
        cards: marked
            .iter()
            .map(|annotation| card::card(&view, annotation))
            .collect(),
        panel: panel::panel(&view),
    }
}

#[cfg(test)]
mod tests;
