//! The engine's side: one message in, one answer out. Plain data both, so that it may run elsewhere.

use super::locale::Browser;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::describe::{MarkStyle, Presentation, present};
use crate::{Options, analyze};

/// What the page's side asks for beside the article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Question {
    /// Confidence from which something is marked.
    pub mark_from: Option<f32>,
    /// Kinds that are marked; all where it is left out.
    pub kinds: Option<Vec<MarkStyle>>,
    /// How numbers and days are written (BCP 47); as the browser does where it is left out.
    pub locale: Option<String>,
}

/// What the engine says.
pub(super) struct Answer {
    pub analysis: Analysis,
    pub presentation: Presentation,
}

/// The engine's options.
pub(super) fn options(mark_from: Option<f32>) -> Options {
    let mut options = Options::default();
    options.mark_from = mark_from.unwrap_or(options.mark_from);
    options
}

/// Reads the article and puts what it says into words.
pub(super) fn answer(article: &Article, question: &Question) -> Answer {
    let options = options(question.mark_from);
    let analysis = analyze(article, &options);
    let mut presentation = present(
        article,
        &analysis,
        options.mark_from,
        &Browser(question.locale.as_deref()),
    );
    if let Some(kinds) = &question.kinds {
        presentation.marks.retain(|mark| kinds.contains(&mark.style));
    }
    Answer {
        analysis,
        presentation,
    }
}
