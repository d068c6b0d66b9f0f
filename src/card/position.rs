//! Where the card stands: by Floating UI (<https://floating-ui.com>), in the viewport's coordinates.

use std::rc::Rc;

use floating_ui_dom::{
    ARROW_NAME, Arrow, ArrowData, ArrowOptions, AutoUpdateOptions, ComputePositionConfig,
    DetectOverflowOptions, ElementOrVirtual, Flip, FlipOptions, HIDE_NAME, Hide, HideData, HideOptions,
    Inline, InlineOptions, MiddlewareVec, Offset, OffsetOptions, Padding, Placement, Shift, ShiftOptions,
    Side, Strategy, auto_update, compute_position,
};
use web_sys::{Element, HtmlElement};

/// Room between the words and the card, and between the card and the edge of the viewport, in pixels.
const GAP: f64 = 9.0;
const EDGE: f64 = 8.0;
/// Room between the arrow and the card's rounded corners, in pixels.
const CORNER: f64 = 14.0;

/// Keeps `card` beside `segment` while the page moves, until it is dropped.
pub(super) struct Follow {
    stop: Box<dyn Fn()>,
}

impl Drop for Follow {
    fn drop(&mut self) {
        (self.stop)();
    }
}

/// Places `card` with its `arrow` beside `segment`, at the line of text that is nearest to `at` (viewport
/// coordinates in pixels), and goes on doing so.
pub(super) fn follow(
    segment: &HtmlElement,
    card: &HtmlElement,
    arrow: &HtmlElement,
    at: Option<(f64, f64)>,
) -> Follow {
    // The pointer says on which line it is only until the page scrolls.
    let first = Rc::new(std::cell::Cell::new(at));
    let update = {
        let (segment, card, arrow) = (segment.clone(), card.clone(), arrow.clone());
        Rc::new(move || place(&segment, &card, &arrow, first.take()))
    };
    update();
    let stop = auto_update(
        ElementOrVirtual::Element(segment),
        card,
        update,
        AutoUpdateOptions::default(),
    );
    Follow { stop }
}

fn place(segment: &HtmlElement, card: &HtmlElement, arrow: &HtmlElement, at: Option<(f64, f64)>) {
    // Taken out or hidden by the page: there is nothing to stand beside.
    if segment.get_client_rects().length() == 0 {
        return;
    }
    let room = || DetectOverflowOptions::default().padding(Padding::All(EDGE));
    let mut lines = InlineOptions::default();
    (lines.x, lines.y) = (at.map(|(x, _)| x), at.map(|(_, y)| y));
    let middleware: MiddlewareVec = vec![
        Box::new(Inline::new(lines)),
        Box::new(Offset::new(OffsetOptions::Value(GAP))),
        Box::new(Flip::new(FlipOptions::default().detect_overflow(room()))),
        Box::new(Shift::new(ShiftOptions::default().detect_overflow(room()))),
        Box::new(Arrow::new(
            ArrowOptions::new(Element::clone(arrow)).padding(Padding::All(CORNER)),
        )),
        Box::new(Hide::new(HideOptions::default())),
    ];
    let config = ComputePositionConfig::default()
        .placement(Placement::BottomStart)
        .strategy(Strategy::Fixed)
        .middleware(middleware);
    let found = compute_position(ElementOrVirtual::Element(segment), card, config);
    let style = card.style();
    let put = |name: &str, value: &str| {
        // Properties of ours with values of ours.
        let _ = style.set_property(name, value);
    };
    put("left", &format!("{}px", found.x.round()));
    put("top", &format!("{}px", found.y.round()));
    let hidden = found
        .middleware_data
        .get_as::<HideData>(HIDE_NAME)
        .and_then(|hide| hide.reference_hidden)
        .unwrap_or(false);
    put("visibility", if hidden { "hidden" } else { "visible" });
    let x = found
        .middleware_data
        .get_as::<ArrowData>(ARROW_NAME)
        .and_then(|data| data.x);
    let below = found.placement.side() == Side::Bottom;
    let style = arrow.style();
    // As above.
    let _ = style.set_property(
        "left",
        &x.map_or_else(|| "-100px".to_owned(), |x| format!("{}px", x.round())),
    );
    let _ = arrow.set_attribute("data-side", if below { "top" } else { "bottom" });
}
