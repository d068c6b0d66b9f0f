//! What the reader does, and what follows from it. Opens after a rest of the pointer, at once on a tap, a click and
//! the keyboard's focus; the pointer may go over into the card; Escape closes and keeps the place
//! (WCAG 2.2, 1.4.13 "Content on Hover or Focus").

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent,
};

use super::panel;
use super::session::Shared;
use crate::analysis::AnnotationId;
use crate::dom::marks::CONTROLS;
use crate::dom::words;
use crate::export::offsets::Offsets;
use crate::span::Span;

/// How long a card stays when the pointer has left words and card, in milliseconds: time to cross the gap.
const GRACE: u32 = 300;
/// The pointer rests while it moves no further than this, in pixels.
const STILL: f64 = 4.0;
/// How long "Copied" stands on the button, in milliseconds.
const COPIED: u32 = 1500;
/// Where letters are written, and are no shortcuts.
const WRITTEN_INTO: &str = "input, textarea, select, [contenteditable], [contenteditable] *, [role=textbox]";

#[wasm_bindgen(module = "/src/card/quote.js")]
extern "C" {
    #[wasm_bindgen(js_name = copy, catch)]
    async fn copy_with_link(quotation: &str, text: &str, spans: &[u32]) -> Result<(), JsValue>;
}

/// What is about to happen.
#[derive(Default)]
pub(super) struct Timers {
    opening: RefCell<Option<Opening>>,
    closing: RefCell<Option<Timeout>>,
    /// Where the pointer is, in the viewport.
    pointer: Cell<(f64, f64)>,
    /// Whether the reader's last way was a finger.
    pub touch: Cell<bool>,
}

struct Opening {
    ids: Vec<AnnotationId>,
    near: Element,
    from: (f64, f64),
    _timer: Timeout,
}

impl Timers {
    /// Nothing is about to happen any more.
    pub fn clear(&self) {
        self.stay();
        self.opening.replace(None);
    }

    /// Whether a card is about to open.
    pub fn is_opening(&self) -> bool {
        self.opening.borrow().is_some()
    }

    /// The open card stays.
    fn stay(&self) {
        self.closing.replace(None);
    }
}

/// Listens to the page, the card and the panel, until the listeners are dropped.
pub(super) fn listen(shared: &Rc<Shared>) -> Vec<EventListener> {
    let document: &EventTarget = &shared.document;
    let mut listeners = vec![
        on(shared, document, "pointerover", pointer_over),
        on(shared, document, "pointermove", pointer_move),
        on(shared, document, "click", click),
        on(shared, document, "focusin", focus_in),
        on(shared, document, "focusout", focus_out),
        on_capture(shared, document, "keydown", key_down),
    ];
    if let Some(page) = shared.document.document_element() {
        listeners.push(on(shared, &page, "pointerleave", |shared, _| leave(shared)));
    }
    if let Some(card) = &shared.card {
        let root: &EventTarget = &card.host.root;
        listeners.push(on(shared, root, "click", card_click));
        listeners.push(on(shared, root, "pointerover", card_pointer_over));
        listeners.push(on_capture(shared, root, "keydown", card_key_down));
    }
    if let Some(panel) = &shared.panel {
        listeners.extend(panel::listen(shared, panel));
    }
    listeners
}

/// A listener that knows what all know. It does not keep it alive.
pub(super) fn on(
    shared: &Rc<Shared>,
    target: &EventTarget,
    kind: &'static str,
    act: fn(&Rc<Shared>, &Event),
) -> EventListener {
    listener(shared, target, kind, act, EventListenerOptions::default())
}

/// A listener that comes before those of the page and may prevent what follows.
fn on_capture(
    shared: &Rc<Shared>,
    target: &EventTarget,
    kind: &'static str,
    act: fn(&Rc<Shared>, &Event),
) -> EventListener {
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    listener(shared, target, kind, act, options)
}

fn listener(
    shared: &Rc<Shared>,
    target: &EventTarget,
    kind: &'static str,
    act: fn(&Rc<Shared>, &Event),
    options: EventListenerOptions,
) -> EventListener {
    let shared = Rc::downgrade(shared);
    EventListener::new_with_options(target, kind, options, move |event| {
        if let Some(shared) = shared.upgrade()
            && (event.is_trusted() || !shared.options.reader_only)
        {
            act(&shared, event);
        }
    })
}

fn target_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_in_card(shared: &Shared, element: &Element) -> bool {
    let card = shared.card.as_ref();
    card.is_some_and(|card| AsRef::<Element>::as_ref(&card.host.element) == element)
}

/// In the card or the panel: what happens there, they see themselves.
fn is_ours(shared: &Shared, element: &Element) -> bool {
    let panel = shared.panel.as_ref();
    is_in_card(shared, element)
        || panel.is_some_and(|panel| AsRef::<Element>::as_ref(&panel.host.element) == element)
}

fn is_touch(event: &Event) -> bool {
    event
        .dyn_ref::<PointerEvent>()
        .is_some_and(|event| event.pointer_type() == "touch")
}

fn place_of(event: &Event) -> (f64, f64) {
    event.dyn_ref::<MouseEvent>().map_or((0.0, 0.0), |event| {
        (f64::from(event.client_x()), f64::from(event.client_y()))
    })
}

fn pointer_over(shared: &Rc<Shared>, event: &Event) {
    shared.timers.touch.set(is_touch(event));
    if is_touch(event) {
        return;
    }
    let Some(target) = target_of(event) else { return };
    if is_ours(shared, &target) {
        shared.timers.clear();
        return;
    }
    let ids = shared.annotations_at(&target);
    match ids.first() {
        None => leave(shared),
        Some(first) if shared.opened().is_some_and(|open| open.id == *first) => shared.timers.clear(),
        Some(_) => {
            if shared.opened().is_none() {
                shared.timers.stay();
            }
            open_after_rest(shared, ids, target, place_of(event));
        }
    }
}

/// The pointer is neither on a mark nor in the card: what it has opened closes after a moment, unless the keyboard
/// is in it.
fn leave(shared: &Rc<Shared>) {
    shared.timers.opening.replace(None);
    let Some(open) = shared.opened() else { return };
    let focused = shared.card.as_ref().is_some_and(|card| card.host.has_focus())
        || shared
            .document
            .active_element()
            .is_some_and(|e| e == *open.segment);
    if focused || !open.by_rest {
        return;
    }
    let weak = Rc::downgrade(shared);
    let timer = Timeout::new(GRACE, move || {
        if let Some(shared) = weak.upgrade() {
            shared.close();
        }
    });
    shared.timers.closing.replace(Some(timer));
}

fn open_after_rest(shared: &Rc<Shared>, ids: Vec<AnnotationId>, near: Element, from: (f64, f64)) {
    shared.timers.pointer.set(from);
    let weak = Rc::downgrade(shared);
    let timer = Timeout::new(shared.options.rest, move || {
        let Some(shared) = weak.upgrade() else { return };
        let Some(opening) = shared.timers.opening.take() else {
            return;
        };
        shared.timers.stay();
        shared.open_for_pointer(&opening.ids, &opening.near, shared.timers.pointer.get());
    });
    shared.timers.opening.replace(Some(Opening {
        ids,
        near,
        from,
        _timer: timer,
    }));
}

/// While the pointer moves it does not rest.
fn pointer_move(shared: &Rc<Shared>, event: &Event) {
    let here = place_of(event);
    let moved = |opening: &Opening| {
        let (x, y) = opening.from;
        (x - here.0).abs() > STILL || (y - here.1).abs() > STILL
    };
    let moving = shared.timers.opening.borrow().as_ref().is_some_and(moved);
    if moving && let Some(opening) = shared.timers.opening.take() {
        open_after_rest(shared, opening.ids, opening.near, here);
    }
}

/// A click or tap on a mark opens its card at once, one beside closes it. Inside links and buttons it does what
/// it does without us.
fn click(shared: &Rc<Shared>, event: &Event) {
    let Some(target) = target_of(event) else { return };
    if is_ours(shared, &target) {
        return;
    }
    let in_control = matches!(target.closest(CONTROLS), Ok(Some(_)));
    let ids = shared.annotations_at(&target);
    if in_control || ids.is_empty() {
        shared.timers.clear();
        shared.close();
        return;
    }
    // The reader has selected words, and not asked for anything.
    let selecting = shared
        .window
        .get_selection()
        .ok()
        .flatten()
        .is_some_and(|s| !s.is_collapsed());
    if selecting || event.default_prevented() {
        return;
    }
    shared.timers.clear();
    shared.open(&ids, &target, Some(place_of(event)));
}

fn focus_in(shared: &Rc<Shared>, event: &Event) {
    let Some(target) = target_of(event) else { return };
    let ids = shared.annotations_at(&target);
    // A click focuses as well, but does not ask for the keyboard's way.
    if ids.is_empty() || !target.matches(":focus-visible").unwrap_or(false) {
        return;
    }
    if target.has_attribute("data-factnote") {
        shared.timers.clear();
        shared.open(&ids, &target, None);
    }
}

/// The keyboard leaves mark or card for the rest of the page: the card closes.
fn focus_out(shared: &Rc<Shared>, event: &Event) {
    let (Some(open), Some(event)) = (shared.opened(), event.dyn_ref::<FocusEvent>()) else {
        return;
    };
    let Some(to) = event
        .related_target()
        .and_then(|to| to.dyn_into::<Element>().ok())
    else {
        return; // to no element: the window has lost the focus
    };
    let from_us = target_of(event).is_some_and(|from| is_in_card(shared, &from) || from == *open.segment);
    if from_us && !is_in_card(shared, &to) && to != *open.segment {
        shared.close();
    }
}

fn key_down(shared: &Rc<Shared>, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    shared.timers.touch.set(false);
    if key.key() == "Escape" {
        if let Some(open) = shared.opened() {
            let inside = shared.card.as_ref().is_some_and(|card| card.host.has_focus());
            shared.timers.clear();
            shared.close();
            if inside {
                focus_quietly(shared, &open.segment);
            }
            consume(event);
        }
        return;
    }
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return;
    }
    let Some(target) = target_of(event).and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let at_stop = target.has_attribute("data-factnote");
    let shortcuts = shared.options.shortcuts && !target.matches(WRITTEN_INTO).unwrap_or(true);
    let direction = match key.key().as_str() {
        "ArrowRight" | "ArrowDown" if at_stop => 1,
        "ArrowLeft" | "ArrowUp" if at_stop => -1,
        "n" if at_stop || shortcuts => 1,
        "p" if at_stop || shortcuts => -1,
        "Enter" | " " if at_stop => {
            let ids = shared.annotations_at(&target);
            if shared.open(&ids, &target, None) {
                shared.enter_card();
            }
            consume(event);
            return;
        }
        _ => return,
    };
    let next = shared.stops.step(
        &shared.marks.borrow(),
        &shared.presentation.marks,
        direction,
        &shared.filter,
    );
    if let Some(next) = next {
        shared.bring_into_view(&next);
        // What cannot be focused stays where it is.
        let _ = next.focus();
    }
    consume(event);
}

/// Back to the words, without opening the card again: to the link or button that they stand in, where they do.
fn focus_quietly(shared: &Rc<Shared>, segment: &HtmlElement) {
    let control = segment.closest(CONTROLS).ok().flatten();
    let control = control.and_then(|control| control.dyn_into::<HtmlElement>().ok());
    // What cannot be focused is left alone; then the page's first stop is where Tab goes on.
    let _ = control.as_ref().unwrap_or(segment).focus();
    shared.timers.clear();
    shared.close();
}

fn consume(event: &Event) {
    event.prevent_default();
    event.stop_propagation();
}

/// Tab past the last control of the card goes back to the words, not to the end of the page, where the card's
/// element stands.
fn card_key_down(shared: &Rc<Shared>, event: &Event) {
    let (Some(key), Some(card)) = (event.dyn_ref::<KeyboardEvent>(), &shared.card) else {
        return;
    };
    if key.key() != "Tab" {
        return;
    }
    let (Some(here), Some(open)) = (card.host.root.active_element(), shared.opened()) else {
        return;
    };
    let controls = card.controls();
    let edge = if key.shift_key() {
        controls.first()
    } else {
        controls.last()
    };
    let leaves = match edge {
        Some(edge) => here == **edge || (key.shift_key() && !here.matches("a, button").unwrap_or(false)),
        None => true,
    };
    if leaves {
        focus_quietly(shared, &open.segment);
        consume(event);
    }
}

fn card_click(shared: &Rc<Shared>, event: &Event) {
    let Some(button) = target_of(event).and_then(|t| t.closest("[data-do]").ok().flatten()) else {
        return;
    };
    match button.get_attribute("data-do").as_deref() {
        Some("open") => {
            if let Some(id) = number(&button, "data-id") {
                shared.jump(AnnotationId(id), true);
            }
        }
        Some("copy") => copy(shared, &button),
        Some("check") => shared.check(),
        Some("close") => {
            if let Some(open) = shared.opened() {
                focus_quietly(shared, &open.segment);
            }
        }
        _ => {}
    }
}

/// A line of the card lights up the words that it rests on.
fn card_pointer_over(shared: &Rc<Shared>, event: &Event) {
    let piece = target_of(event).and_then(|t| t.closest("[data-from]").ok().flatten());
    let span = piece.and_then(|piece| {
        Some(Span::new(
            number(&piece, "data-from")?,
            number(&piece, "data-to")?,
        ))
    });
    match span {
        Some(span) => shared.light(&[span]),
        None => words::unlight(),
    }
}

/// A number in an attribute of ours.
pub(super) fn number(element: &Element, name: &str) -> Option<u32> {
    element.get_attribute(name)?.parse().ok()
}

/// Copies the words with who says them and a link to them. Where the browser has no clipboard for the page (no secure
/// origin) or refuses, the button stays as it is.
fn copy(shared: &Rc<Shared>, button: &Element) {
    let Some(open) = shared.opened() else { return };
    let Some(card) = shared.card_of(open.id) else {
        return;
    };
    let mark = shared
        .index_of(open.id)
        .and_then(|at| shared.presentation.marks.get(at));
    let text = shared.scan.article().text.clone();
    let offsets = Offsets::new(&text);
    let spans = mark.map_or(&[][..], |mark| &mark.spans);
    let spans: Vec<u32> = spans
        .iter()
        .flat_map(|span| [offsets.utf16(span.start()), offsets.utf16(span.end())])
        .collect();
    let quotation = card.quotation.clone();
    let (weak, button) = (Rc::downgrade(shared), button.clone());
    spawn_local(async move {
        if copy_with_link(&quotation, &text, &spans).await.is_err() {
            return;
        }
        let Some(shared) = weak.upgrade() else { return };
        let panel = &shared.presentation.panel;
        button.set_text_content(Some(panel.button("copied")));
        let before = panel.button("copy").to_owned();
        Timeout::new(COPIED, move || button.set_text_content(Some(&before))).forget();
    });
}
