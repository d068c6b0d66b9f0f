//! **Factnote** answers, for any sentence of a news article: *who says so?*
//!
//! It finds quotes, claims and figures, and says who stands behind each: by name, role and way
//! (`this outlet ← another outlet ← unnamed people`), word for word or in paraphrase. It never judges.
//!
//! ```
//! use factnote::analysis::Body;
//! use factnote::{Article, Options, analyze};
//!
//! let article = Article::from_plain_text("The bridge will close in May, Mayor Ann Lee said on Monday.");
//! let analysis = analyze(&article, &Options::default());
//!
//! for annotation in &analysis.annotations {
//!     if let Body::Attribution(attribution) = &annotation.body {
//!         assert_eq!(annotation.content[0].of(&article.text), "The bridge will close in May");
//!         let source = attribution.source.and_then(|id| analysis.source(id)).map(|source| source.name.as_str());
//!         assert_eq!(source, Some("Ann Lee"));
//!     }
//! }
//! assert_eq!(analysis.schema, "1.0"); // of the record, docs/record.schema.json
//! ```
//!
//! | feature | what it adds |
//! |---|---|
//! | `tagger` (default) | the learned tagger: a quarter more statements, 100 KB |
//! | `cli` (default) | the program `factnote` |
//! | `html` | `html`: reading articles out of HTML |
//! | `json` | [`export`]: the record as JSON, and other people's formats |
//! | `browser` (default), `page`, `background` | what the browser's packages are made of; nothing on other targets |
//!
//! A library leaves the command line out: `default-features = false, features = ["tagger", "json"]`.
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

/// The examples of the documentation are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/rust.md")]
struct Documentation;
