//! The whole: from an [`Article`] to an [`Analysis`], plain data with public fields.
//!
//! [`analyze`] is pure and total: no clock, no randomness, no input makes it fail, and the same input gives the
//! same result on every target.

mod assemble;
mod contents;
mod model;
mod place;
mod relations;
mod summary;

pub use model::*;

use crate::article::Article;
use crate::text::Document;

/// Version of the schema of [`Analysis`] and of its exports.
pub const SCHEMA: &str = "1.0";

/// What the caller decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Below this confidence an annotation stands in the result but is not marked on the page.
    pub mark_from: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self { mark_from: 0.5 }
    }
}

/// Reads an article and says who said what.
#[must_use]
pub fn analyze(article: &Article, options: &Options) -> Analysis {
    let _ = options;
    let document = Document::read(article);
    let figures = crate::figure::find(&document, &article.metadata);
    let hedges = crate::attribution::hedge::find(&document, &figures);
    let mut statements = crate::attribution::find(&document);
    crate::attribution::hedge::attach(&hedges, &mut statements);
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
        engine: Engine {
            version: env!("CARGO_PKG_VERSION"),
            lexicons: crate::lexicon::CHECKSUM,
            model: Some(crate::tagger::model_name()),
        },
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
        relations,
        summary,
    }
}

#[cfg(test)]
mod tests;
