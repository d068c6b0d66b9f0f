//! Where the card stands: by Floating UI (<https://floating-ui.com>), in the viewport's coordinates.

use std::rc::Rc;

use floating_ui_dom::{
    ARROW_NAME, Arrow, ArrowData, ArrowOptions, AutoUpdateOptions, ClientRectObject, ComputePositionConfig,
    DefaultVirtualElement, DetectOverflowOptions, ElementOrVirtual, Flip, FlipOptions, HIDE_NAME, Hide,
    HideData, HideOptions, MiddlewareVec, Offset, OffsetOptions, Padding, Placement, Rect, Shift,
    ShiftOptions, Side, Strategy, auto_update, compute_position,
};
use web_sys::{Element, HtmlElement};

/// Room between the words and the card, and between the card and the edge of the viewport, in pixels.
const GAP: f64 = 9.0;
const EDGE: f64 = 8.0;
/// Room between the arrow and the card's rounded corners, in pixels.
const CORNER: f64 = 14.0;
/// The card begins this far before the pointer, in pixels, so that the way down to it is short.
const REACH: f64 = 24.0;
/// The card is never lower than this, in pixels.
const LOWEST: f64 = 120.0;

/// Keeps `card` beside its words while the page moves, until it is dropped.
pub(super) struct Follow {
    stop: Box<dyn Fn()>,
}

impl Drop for Follow {
    fn drop(&mut self) {
        (self.stop)();
    }
}

/// The place of a segment that the card stands beside.
#[derive(Clone)]
struct Anchor {
    segment: HtmlElement,
    /// Which of its lines of text.
    line: u32,
    /// How far into the line, in pixels.
    into: f64,
}

impl Anchor {
    /// The place of `segment` at the pointer, or else its beginning.
    fn new(segment: &HtmlElement, at: Option<(f64, f64)>) -> Self {
        let lines = segment.get_client_rects();
        let under = at.and_then(|(x, y)| {
            (0..lines.length()).find_map(|n| {
                let line = lines.item(n)?;
                let inside =
                    (line.top()..=line.bottom()).contains(&y) && (line.left()..=line.right()).contains(&x);
                inside.then(|| (n, (x - line.left() - REACH).max(0.0)))
            })
        });
        let (line, into) = under.unwrap_or((0, 0.0));
        Self {
            segment: segment.clone(),
            line,
            into,
        }
    }

    /// Where that is now, in the viewport; none where the words are taken out or hidden.
    fn rect(&self) -> Option<Rect> {
        let lines = self.segment.get_client_rects();
        let line = lines.item(self.line).or_else(|| lines.item(0))?;
        let into = self.into.min((line.width() - 2.0 * REACH).max(0.0));
        Some(Rect {
            x: line.left() + into,
            y: line.top(),
            width: (line.width() - into).min(2.0 * REACH),
            height: line.height(),
        })
    }
}

/// Places `card` with its `arrow` beside `segment`, at the place that is nearest to `at` (viewport coordinates in
/// pixels), and goes on doing so.
pub(super) fn follow(
    segment: &HtmlElement,
    card: &HtmlElement,
    arrow: &HtmlElement,
    at: Option<(f64, f64)>,
) -> Follow {
    let anchor = Anchor::new(segment, at);
    let update = {
        let (anchor, card, arrow) = (anchor.clone(), card.clone(), arrow.clone());
        Rc::new(move || place(&anchor, &card, &arrow))
    };
    update();
    let stop = auto_update(reference(&anchor), card, update, AutoUpdateOptions::default());
    Follow { stop }
}

fn reference(anchor: &Anchor) -> ElementOrVirtual<'static> {
    let element = Element::clone(&anchor.segment);
    let anchor = anchor.clone();
    let rect = move || {
        anchor
            .rect()
            .map_or_else(|| rect_of(&anchor.segment), ClientRectObject::from)
    };
    ElementOrVirtual::VirtualElement(Box::new(
        DefaultVirtualElement::new(Rc::new(rect)).context_element(element),
    ))
}

fn rect_of(element: &Element) -> ClientRectObject {
    element.get_bounding_client_rect().into()
}

/// Makes the card no higher than the larger of the rooms above and below the line of text; what is longer scrolls.
/// Else neither side would do, and its first line, which is the answer, might be out of view.
fn fit(line: &Rect, card: &HtmlElement) {
    let height = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64());
    let Some(height) = height else { return };
    let room = line.y.max(height - line.y - line.height) - GAP - EDGE;
    // A property of ours with a value of ours.
    let _ = card.style().set_property(
        "--room",
        &format!("{}px", room.clamp(LOWEST, height.max(LOWEST)).floor()),
    );
}

fn place(anchor: &Anchor, card: &HtmlElement, arrow: &HtmlElement) {
    let Some(line) = anchor.rect() else { return };
    fit(&line, card);
    let room = || DetectOverflowOptions::default().padding(Padding::All(EDGE));
    let middleware: MiddlewareVec = vec![
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
    let found = compute_position(reference(anchor), card, config);
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
    let left = x.map_or_else(|| "-100px".to_owned(), |x| format!("{}px", x.round()));
    // As above.
    let _ = arrow.style().set_property("left", &left);
    let _ = arrow.set_attribute("data-side", if below { "top" } else { "bottom" });
}
