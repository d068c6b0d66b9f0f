//! The reader's locale: numbers and days by the browser's `Intl`, words as the page has brought them.

use wasm_bindgen::prelude::*;

#[cfg(any(feature = "browser", feature = "background"))]
pub(super) use engine::Browser;

#[wasm_bindgen(module = "/src/wasm/locale.js")]
extern "C" {
    #[wasm_bindgen(js_name = isLocale)]
    pub(super) fn is_locale(locale: &str) -> bool;
}

/// What the engine asks for.
#[cfg(any(feature = "browser", feature = "background"))]
mod engine {
    use wasm_bindgen::prelude::*;

    use crate::describe::Locale;
    use crate::figure::Decimal;
    use crate::wasm::engine::Question;

    #[wasm_bindgen(module = "/src/wasm/locale.js")]
    extern "C" {
        fn number(locale: Option<&str>, decimal: &str, currency: Option<&str>) -> String;

        fn moment(locale: Option<&str>, iso: &str) -> Option<String>;
    }

    /// How this reader's words, numbers and days are written.
    pub(in crate::wasm) struct Browser<'a> {
        /// Of numbers and days, by its name (BCP 47, "de-CH"); the browser's where there is none.
        name: Option<&'a str>,
        /// Messages of the interface by key, in another language than English.
        messages: &'a [(String, String)],
    }

    impl<'a> From<&'a Question> for Browser<'a> {
        fn from(question: &'a Question) -> Self {
            Self {
                name: question.locale.as_deref(),
                messages: &question.messages,
            }
        }
    }

    impl Locale for Browser<'_> {
        fn message(&self, key: &str) -> Option<&str> {
            let known = self.messages.iter().find(|(known, _)| known == key);
            known.map(|(_, message)| message.as_str())
        }

        fn number(&self, decimal: Decimal) -> String {
            number(self.name, &decimal.normalize().to_string(), None)
        }

        fn money(&self, decimal: Decimal, code: &str) -> String {
            number(self.name, &decimal.normalize().to_string(), Some(code))
        }

        fn moment(&self, iso: &str) -> Option<String> {
            moment(self.name, iso)
        }
    }
}
