//! The reader's locale: numbers and days by the browser's `Intl`.

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

    #[wasm_bindgen(module = "/src/wasm/locale.js")]
    extern "C" {
        fn number(locale: Option<&str>, decimal: &str, currency: Option<&str>) -> String;

        fn moment(locale: Option<&str>, iso: &str) -> Option<String>;
    }

    /// A locale by its name (BCP 47, "de-CH"); the browser's where there is none.
    pub(in crate::wasm) struct Browser<'a>(pub Option<&'a str>);

    impl Locale for Browser<'_> {
        fn number(&self, decimal: Decimal) -> String {
            number(self.0, &decimal.normalize().to_string(), None)
        }

        fn money(&self, decimal: Decimal, code: &str) -> String {
            number(self.0, &decimal.normalize().to_string(), Some(code))
        }

        fn moment(&self, iso: &str) -> Option<String> {
            moment(self.0, iso)
        }
    }
}
