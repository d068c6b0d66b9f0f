//! The engine in this module.

use super::Question;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::describe::{Presentation, present};
use crate::overrides::{Override, apply};
use crate::wasm::locale::Browser;
use crate::{Options, analyze};

/// The engine's options.
pub(in crate::wasm) fn options(mark_from: Option<f32>) -> Options {
    let mut options = Options::default();
    options.mark_from = mark_from.unwrap_or(options.mark_from);
    options
}

/// Reads the article and follows the publisher; what of that is not possible is a sentence each.
pub(in crate::wasm) fn analysis(
    article: &Article,
    mark_from: Option<f32>,
    overrides: &[Override],
) -> (Analysis, Vec<String>) {
    let mut analysis = analyze(article, &options(mark_from));
    let orphans = apply(article, &mut analysis, overrides);
    (analysis, orphans.iter().map(ToString::to_string).collect())
}

/// Reads the article as a question says, and puts it into words.
pub(in crate::wasm) fn answer(
    article: &Article,
    question: &Question,
) -> (Analysis, Presentation, Vec<String>) {
    let (analysis, orphans) = analysis(article, question.mark_from, &question.overrides);
    let presentation = shown(article, &analysis, question);
    (analysis, presentation, orphans)
}

/// Puts an analysis into words.
fn shown(article: &Article, analysis: &Analysis, question: &Question) -> Presentation {
    let options = options(question.mark_from);
    let mut presentation = present(article, analysis, options.mark_from, &Browser::from(question));
    if let Some(kinds) = &question.kinds {
        presentation.marks.retain(|mark| kinds.contains(&mark.style));
    }
    presentation
}

/// The answer for the page that this module is in.
#[cfg(feature = "browser")]
pub(super) fn asked(article: &Article, question: &Question) -> super::Answer {
    use std::rc::Rc;
    let (analysis, presentation, orphans) = answer(article, question);
    super::Answer {
        unchanged: true,
        orphans,
        presentation,
        account: super::Account::Here(Rc::new(article.clone()), Rc::new(analysis)),
    }
}
