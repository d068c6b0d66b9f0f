//! Card and panel: what a reader meets beside the marks. Knows no English; all words arrive as data.
//!
//! ```text
//! Session     one article on its page: scan, marks, card and panel, until it is ended
//! attention   pointer, keys, focus and taps of the reader -> Session::open, close
//! stops       the marks' one place in the page's tab order
//! watch       the page's own changes of marked text -> Session::page_changed
//! hover       the card: content, position
//! panel       the panel: the article's sourcing, the switch for the marks
//! filter      what of the marks is shown alone
//! host        a light element with a closed shadow root, which page styles and scripts do not reach
//! ```

mod attention;
mod build;
mod filter;
mod host;
mod hover;
mod panel;
mod position;
mod session;
mod stops;
mod theme;
mod watch;

pub use host::{CARD_TAG, PANEL_TAG, clear_away};
pub use hover::Finding;
pub use session::{Controls, Legacy, Session, Signal, Signals, Views};
pub use theme::Theme;

use tsify::Tsify;

use crate::dom::marks::Renderer;

/// What an embedding page decides about card and panel.
#[derive(Clone, Debug, PartialEq, Eq, Tsify)]
pub struct CardOptions {
    /// Whether cards open. Without, a page shows its own on `factnote:open`.
    #[tsify(optional)]
    pub card: bool,
    /// Whether there is a panel.
    #[tsify(optional)]
    pub panel: bool,
    /// Light or dark.
    #[tsify(optional)]
    pub theme: Theme,
    /// How long the pointer rests on a mark before the card opens, in milliseconds.
    #[tsify(optional)]
    pub rest: u32,
    /// Where "report a mistake" leads: a page or a mail address; no such link where it is left out.
    #[tsify(optional)]
    pub report: Option<String>,
    /// Whether `n` and `p` go through the statements wherever the reader is on the page. Off unless asked for: whoever
    /// speaks to the computer types such letters by accident (WCAG 2.2, 2.1.4).
    #[tsify(optional)]
    pub shortcuts: bool,
    /// How marks are shown.
    #[tsify(optional)]
    pub renderer: Renderer,
    /// Whether only what the reader does counts, and not what a script of the page makes up: of the extension, which pages
    /// are not to drive.
    #[serde(skip)]
    pub reader_only: bool,
    /// Whether a card offers to look for its quotation in the page that the article links for it; who is told does that.
    #[serde(skip)]
    pub check: bool,
}

impl Default for CardOptions {
    fn default() -> Self {
        Self {
            card: true,
            panel: true,
            theme: Theme::Auto,
            rest: 300,
            report: None,
            shortcuts: false,
            renderer: Renderer::Spans,
            reader_only: false,
            check: false,
        }
    }
}
