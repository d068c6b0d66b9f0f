//! The whole: from an [`Article`] to an [`Analysis`], plain data with public fields.
//!
//! [`analyze`] is pure and total: no clock, no randomness, no input makes it fail, and the same input gives the
//! same result on every target.

mod assemble;
mod contents;
mod figures;
mod model;
mod place;
mod relations;
mod revise;
mod summary;

pub use model::*;
pub use revise::revise;

use crate::article::Article;
use crate::attribution::Statement;
use crate::text::Document;

/// Version of the schema of [`Analysis`] and of its exports.
pub const SCHEMA: &str = "1.0";

/// What the caller decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Below this confidence an annotation stands in the result but is not marked on the page. 0.65 where it is not said: of the
    /// attributions above, 85 in 100 have the right words and the right source (PolNeAR, dev part).
    pub mark_from: f32,
    /// Whether the learned tagger finds statements beside the rules: more of them, for twice the time.
    #[cfg(feature = "tagger")]
    pub tagger: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            mark_from: 0.65,
            #[cfg(feature = "tagger")]
            tagger: true,
        }
    }
}

/// Reads an article and says who said what.
#[must_use]
pub fn analyze(article: &Article, options: &Options) -> Analysis {
    let document = Document::read(article);
    let figures = crate::figure::find(&document, &article.metadata);
    let hedges = crate::attribution::hedge::find(&document, &figures);
    let (mut statements, model) = statements(&document, options);
    crate::attribution::hedge::attach(&hedges, &mut statements);
    let quotations = crate::attribution::quoted::find(&document, &statements);
    let resolution = crate::source::resolve(&document, &article.metadata, &statements);
    let claims = crate::claim::find(
        &document,
        &article.links,
        &figures,
        &statements,
        &resolution.sources,
    );
    let parts = assemble::Parts {
        document: &document,
        statements: &statements,
        ways: &resolution.ways,
        sources: &resolution.sources,
        figures: &figures,
        hedges: &hedges,
        claims: &claims,
    };
    let assemble::Assembled {
        mut annotations,
        of_statement,
    } = assemble::assemble(&parts);
    let relations = relations::find(&parts, &annotations, &of_statement, &resolution.members);
    for annotation in &mut annotations {
        annotation.label = crate::describe::label(document.text, &resolution.sources, annotation);
    }
    let summary = summary::count(&document, &annotations, &resolution.sources);
    Analysis {
        schema: SCHEMA,
        engine: Engine { model, ..ENGINE },
        language: document.language.clone(),
        sentences: document
            .sentences
            .iter()
            .map(|s| SentencePlace {
                span: s.span,
                block: s.block,
            })
            .collect(),
        sources: resolution.sources,
        annotations,
        quotations,
        relations,
        summary,
    }
}

/// This engine, without a learned model.
pub const ENGINE: Engine = Engine {
    version: env!("CARGO_PKG_VERSION"),
    checksum: env!("FACTNOTE_CHECKSUM"),
    lexicons: crate::lexicon::CHECKSUM,
    model: None,
};

/// The statements of a text, and the name of the model that helped to find them.
#[cfg(feature = "tagger")]
fn statements(document: &Document<'_>, options: &Options) -> (Vec<Statement>, Option<&'static str>) {
    if options.tagger {
        let found = crate::attribution::find_with(document, crate::tagger::built_in());
        (found, Some(crate::tagger::model_name()))
    } else {
        (crate::attribution::find(document), None)
    }
}

/// The statements of a text; no model helps to find them.
#[cfg(not(feature = "tagger"))]
fn statements(document: &Document<'_>, _options: &Options) -> (Vec<Statement>, Option<&'static str>) {
    (crate::attribution::find(document), None)
}

#[cfg(test)]
mod tests;
