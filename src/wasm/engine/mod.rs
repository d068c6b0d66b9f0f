//! The engine's side: an article and a question in, one answer out. The page's side asks here and does not see where the
//! engine runs.
//!
//! ```text
//! here        the engine of this module, at once                   (script tag, background of the extension)
//! elsewhere   a function that carries messages and promises answers (content script of the extension)
//! account     what an answer says of each annotation
//! ```

#[cfg(feature = "dom")]
mod account;
#[cfg(feature = "page")]
mod elsewhere;
#[cfg(any(feature = "browser", feature = "background"))]
pub(super) mod here;

#[cfg(feature = "dom")]
pub(super) use account::Account;

#[cfg(feature = "dom")]
use crate::article::Article;
use crate::describe::MarkStyle;
#[cfg(feature = "dom")]
use crate::describe::Presentation;
use crate::overrides::Override;

/// What the page's side asks for beside the article.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "message", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "message", serde(default, rename_all = "camelCase"))]
pub(super) struct Question {
    /// Confidence from which something is marked.
    pub mark_from: Option<f32>,
    /// Kinds that are marked; all where it is left out.
    pub kinds: Option<Vec<MarkStyle>>,
    /// How numbers and days are written (BCP 47); as the browser does where it is left out.
    pub locale: Option<String>,
    /// Messages of the interface by key, in another language than English.
    pub messages: Vec<(String, String)>,
    /// What the publisher of the page says. An extension serves the reader, and asks without.
    pub overrides: Vec<Override>,
}

/// What the engine says.
#[cfg(feature = "dom")]
pub(super) struct Answer {
    /// Whether nothing has happened to the page meanwhile, so that it need not be read again.
    pub unchanged: bool,
    pub presentation: Presentation,
    pub account: Account,
    /// What could not be followed of the publisher's overrides, a sentence each.
    pub orphans: Vec<String>,
}

/// Where the engine runs.
#[cfg(feature = "dom")]
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// In this module.
    #[cfg(feature = "browser")]
    Here,
    /// Behind a function that takes an article and a question and promises an answer.
    #[cfg(feature = "page")]
    Elsewhere(js_sys::Function),
}

#[cfg(feature = "dom")]
impl Engine {
    /// Asks, and calls `then` with what comes: before this returns where the engine is here, later where it is elsewhere.
    pub fn ask(
        &self,
        article: &Article,
        question: Question,
        then: impl FnOnce(Result<Answer, js_sys::Error>) + 'static,
    ) {
        match self {
            #[cfg(feature = "browser")]
            Self::Here => then(Ok(here::asked(article, &question))),
            #[cfg(feature = "page")]
            Self::Elsewhere(ask) => elsewhere::ask(ask, article, &question, then),
        }
    }

    /// Whether the page may have changed while the engine was at work.
    pub fn takes_time(&self) -> bool {
        match self {
            #[cfg(feature = "browser")]
            Self::Here => false,
            #[cfg(feature = "page")]
            Self::Elsewhere(_) => true,
        }
    }
}
