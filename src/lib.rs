//! **Factnote** answers, for any sentence of a news article: *who says so?*
//!
//! It finds quotes, claims and figures, and says who stands behind each: by name, role and way
//! (`this outlet ← another outlet ← unnamed people`), word for word or in paraphrase. It never judges.
//!
//! ```
//! use factnote::{Article, Options, analyze};
//! let article = Article::from_plain_text("The bridge will close in May, Mayor Ann Lee said on Monday.");
//! let analysis = analyze(&article, &Options::default());
//! assert_eq!(analysis.schema, factnote::SCHEMA);
//! ```
//!
//! The modules stand in the order of the data's way; ARCHITECTURE.md draws it.

#![forbid(unsafe_code)]

pub mod article;
mod order;
pub mod span;
pub mod text;

pub mod lexicon;
pub mod pattern;

#[cfg(feature = "tagger")]
pub mod tagger;

pub mod figure;

pub mod attribution;

pub mod source;

pub mod claim;

pub mod analysis;

pub mod overrides;

pub mod describe;

#[cfg(feature = "html")]
pub mod html;

pub mod export;

#[cfg(all(target_arch = "wasm32", feature = "dom"))]
pub mod card;
#[cfg(all(target_arch = "wasm32", feature = "dom"))]
pub mod dom;
#[cfg(all(target_arch = "wasm32", feature = "edge"))]
pub mod wasm;

#[cfg(feature = "cli")]
pub mod cli;

pub use analysis::{Analysis, Options, SCHEMA, analyze};
pub use article::Article;
pub use span::Span;

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
