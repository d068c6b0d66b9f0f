//! The engine in this module.

use super::Question;
use crate::analysis::Analysis;
use crate::article::Article;
use crate::describe::{Presentation, present};
use crate::wasm::locale::Browser;
use crate::{Options, analyze};

/// The engine's options.
pub(in crate::wasm) fn options(mark_from: Option<f32>) -> Options {
    let mut options = Options::default();
    options.mark_from = mark_from.unwrap_or(options.mark_from);
    options
}

/// Reads the article and puts what it says into words.
#[cfg(feature = "background")]
pub(in crate::wasm) fn answer(article: &Article, question: &Question) -> (Analysis, Presentation) {
    let options = options(question.mark_from);
    let analysis = analyze(article, &options);
    let presentation = shown(article, &analysis, question);
    (analysis, presentation)
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
    let mut analysis = analyze(article, &options(question.mark_from));
    let orphans = crate::overrides::apply(article, &mut analysis, &question.overrides);
    super::Answer {
        unchanged: true,
        orphans: orphans.iter().map(ToString::to_string).collect(),
        presentation: shown(article, &analysis, question),
        account: super::Account::Here(Rc::new(article.clone()), Rc::new(analysis)),
    }
}
