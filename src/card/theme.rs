//! Light or dark: as the page around the words is, whatever the reader's system prefers.

use tsify::Tsify;
use web_sys::{Element, Window};

/// What the embedding page chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Tsify)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the text around.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Letters of more than this lightness are light: 0.55 of white.
const LIGHT: u32 = 1_402_500;

impl Theme {
    /// The value of `data-theme` for something shown beside `near`: a page with light letters is a dark page.
    pub(super) fn name(self, window: &Window, near: &Element) -> &'static str {
        let dark = match self {
            Self::Light => false,
            Self::Dark => true,
            Self::Auto => {
                let style = window.get_computed_style(near).ok().flatten();
                let colour = style.and_then(|s| s.get_property_value("color").ok());
                colour
                    .and_then(|colour| lightness(&colour))
                    .map_or_else(|| prefers_dark(window), |lightness| lightness > LIGHT)
            }
        };
        if dark { "dark" } else { "light" }
    }
}

/// Lightness, 0 to 255 times 10,000, of a computed `rgb(…)` or `rgba(…)`; other notations are not read.
fn lightness(colour: &str) -> Option<u32> {
    let inside = colour.strip_prefix("rgb")?.split_once('(')?.1;
    let mut numbers = inside
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .filter(|part| !part.is_empty())
        // Whole numbers are exact enough, and reading fractions would be one more thing to download.
        .map_while(|part| part.split('.').next()?.parse::<u32>().ok());
    let (red, green, blue) = (numbers.next()?, numbers.next()?, numbers.next()?);
    // Weights of ITU-R BT.709.
    Some(2126 * red.min(255) + 7152 * green.min(255) + 722 * blue.min(255))
}

fn prefers_dark(window: &Window) -> bool {
    let query = window.match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
