//! An article as others give it: its text and what they know about it.

use crate::Article;
use crate::article::Metadata;
#[cfg(feature = "json")]
use crate::overrides::given::{DEEPEST, Value};
use serde::Deserialize;

/// `{"text": …}` and optionally title, outlet, byline, published, language, url.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(all(target_arch = "wasm32", feature = "edge"), derive(tsify::Tsify))]
pub struct GivenArticle {
    /// One block a line; where no title is given, a first line that reads like one is the headline.
    pub text: String,
    /// Title; the first line is the headline only where it is the same.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub title: Option<String>,
    /// The publishing outlet.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub outlet: Option<String>,
    /// Author.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub byline: Option<String>,
    /// Day or time of publication, ISO 8601.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub published: Option<String>,
    /// BCP 47 language tag.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub language: Option<String>,
    /// Address of the page.
    #[cfg_attr(all(target_arch = "wasm32", feature = "edge"), tsify(optional))]
    pub url: Option<String>,
}

impl GivenArticle {
    /// The article, ready for [`crate::analyze`].
    #[must_use]
    pub fn into_article(self) -> Article {
        let metadata = Metadata {
            title: self.title,
            outlet: self.outlet,
            byline: self.byline,
            published: self.published,
            language: self.language,
            url: self.url,
        };
        Article::from_plain_text_with(&self.text, metadata)
    }
}

/// A publisher's overrides as JSON text, for [`crate::overrides::given::read`].
///
/// # Errors
/// Where it is no JSON.
#[cfg(feature = "json")]
pub fn given_overrides(text: &str) -> serde_json::Result<Value> {
    Ok(value(serde_json::from_str(text)?, DEEPEST))
}

#[cfg(feature = "json")]
fn value(json: serde_json::Value, deepest: usize) -> Value {
    use serde_json::Value as Json;
    let inner = deepest.checked_sub(1);
    match (json, inner) {
        (Json::Null, _) => Value::Nothing,
        (Json::String(text), _) => Value::Text(text),
        (Json::Array(list), Some(inner)) => {
            Value::List(list.into_iter().map(|one| value(one, inner)).collect())
        }
        (Json::Object(fields), Some(inner)) => {
            let fields = fields.into_iter();
            Value::Object(fields.map(|(name, one)| (name, value(one, inner))).collect())
        }
        _ => Value::Other,
    }
}
