//! The panel: a button at the page's edge that opens the article's sourcing, the legend and the switch for the
//! marks. Each line leads to what it counts.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, KeyboardEvent, Window};

use super::attention::{number, on};
use super::build::{append, button, element, set};
use super::host::{Host, PANEL_TAG};
use super::session::Shared;
use super::theme::Theme;
use crate::analysis::AnnotationId;
use crate::describe::{Line, Panel, Presentation};

const CSS: &str = concat!(
    include_str!("host.css"),
    include_str!("panel.css"),
    include_str!("../dom/marks.css")
);

/// Below this width of the viewport, in pixels, there is no room for card and panel at once.
const TOO_NARROW: f64 = 700.0;

/// The panel of a page.
pub(super) struct PanelView {
    pub host: Host,
    toggle: HtmlElement,
    sheet: Element,
    switch: Element,
    /// The line that was followed last, and how often: the next click goes on to its next mark.
    followed: Cell<(u32, usize)>,
}

impl PanelView {
    /// Makes the panel and shows its button. None where the browser knows no shadow roots.
    pub fn new(
        window: &Window,
        document: &Document,
        presentation: &Presentation,
        marked: usize,
        theme: Theme,
    ) -> Option<Self> {
        let words = &presentation.panel;
        let body = document.body()?;
        let host = Host::new(document, PANEL_TAG, CSS)?;
        let frame = element(document, "div", "frame", "")?;
        set(&frame, "data-theme", theme.name(window, &body));
        let toggle = button(document, "toggle", "", "toggle")?;
        set(&toggle, "aria-expanded", "false");
        append(&toggle, element(document, "span", "", words.button("panel")));
        append(&toggle, element(document, "span", "number", &marked.to_string()));
        let sheet = element(document, "section", "sheet", "")?;
        set(&sheet, "aria-label", &words.title);
        set(&sheet, "hidden", "");
        let switch = button(document, "", words.button("hide"), "marks")?;
        fill(document, &sheet, words, &switch);
        append(&frame, Some(sheet.clone()));
        append(&frame, Some(toggle.clone()));
        append(&host.root, Some(frame));
        host.show(&body);
        Some(Self {
            host,
            toggle: toggle.dyn_into().ok()?,
            sheet,
            switch,
            followed: Cell::new((u32::MAX, 0)),
        })
    }

    fn is_open(&self) -> bool {
        !self.sheet.has_attribute("hidden")
    }

    fn set_open(&self, open: bool) {
        if open {
            // Taking an attribute away from an element of ours cannot fail.
            let _ = self.sheet.remove_attribute("hidden");
        } else {
            set(&self.sheet, "hidden", "");
        }
        set(&self.toggle, "aria-expanded", if open { "true" } else { "false" });
    }

    /// Says on the switch what it does next.
    pub fn set_marks_visible(&self, words: &Panel, visible: bool) {
        let key = if visible { "hide" } else { "show" };
        self.switch.set_text_content(Some(words.button(key)));
    }
}

fn fill(document: &Document, sheet: &Element, words: &Panel, switch: &Element) {
    if let Some(head) = element(document, "div", "head", "") {
        append(&head, element(document, "h2", "", &words.title));
        append(&head, Some(switch.clone()));
        if let Some(close) = button(document, "close", "×", "close") {
            set(&close, "aria-label", words.button("close"));
            append(&head, Some(close));
        }
        append(sheet, Some(head));
    }
    append(sheet, bar(document, words));
    if let Some(counts) = element(document, "dl", "counts", "") {
        for (key, name, count) in &words.bar {
            append(&counts, element(document, "dt", key, name));
            append(&counts, element(document, "dd", "", &count.to_string()));
        }
        append(sheet, Some(counts));
    }
    let mut number = 0;
    for section in &words.sections {
        append(sheet, element(document, "h3", "", &section.title));
        let Some(list) = element(document, "ul", section.key, "") else {
            continue;
        };
        for line in &section.lines {
            append(&list, item(document, line, number));
            number += 1;
        }
        append(sheet, Some(list));
    }
    if let Some(legend) = element(document, "div", "legend", "") {
        for (style, name) in &words.legend {
            if let Some(key) = element(document, "span", "factnote", name) {
                set(&key, "data-factnote-style", style.name());
                append(&legend, Some(key));
            }
        }
        append(sheet, Some(legend));
    }
}

/// The counts as lengths, told apart by pattern.
fn bar(document: &Document, words: &Panel) -> Option<Element> {
    let bar = element(document, "div", "bar", "")?;
    set(&bar, "aria-hidden", "true");
    for (key, _, count) in words.bar.iter().filter(|(_, _, count)| *count > 0) {
        let part: HtmlElement = element(document, "span", key, "")?.dyn_into().ok()?;
        // A property of ours with a number of ours.
        let _ = part.style().set_property("flex-grow", &count.to_string());
        append(&bar, Some(part.into()));
    }
    Some(bar)
}

fn item(document: &Document, line: &Line, number: u32) -> Option<Element> {
    let item = element(document, "li", "", "")?;
    let text = if line.annotations.is_empty() {
        element(document, "span", "line", "")?
    } else {
        let button = button(document, "line", "", "line")?;
        set(&button, "data-line", &number.to_string());
        button
    };
    append(&text, element(document, "bdi", "", &line.text));
    if let Some(count) = line.count {
        append(&text, element(document, "span", "number", &count.to_string()));
    }
    append(&item, Some(text));
    Some(item)
}

/// The line with this number, counted over all sections.
fn line(words: &Panel, number: u32) -> Option<&Line> {
    let mut lines = words.sections.iter().flat_map(|section| &section.lines);
    lines.nth(number as usize)
}

/// Listens to the panel.
pub(super) fn listen(shared: &Rc<Shared>, panel: &PanelView) -> Vec<EventListener> {
    let root: &EventTarget = &panel.host.root;
    vec![
        on(shared, root, "click", click),
        on(shared, root, "pointerover", over),
        on(shared, root, "pointerout", |shared, _| light_only(shared, &[])),
        on(shared, root, "focusin", over),
        on(shared, root, "focusout", |shared, _| light_only(shared, &[])),
        on(shared, root, "keydown", key_down),
    ]
}

fn click(shared: &Rc<Shared>, event: &Event) {
    let Some(panel) = &shared.panel else { return };
    let Some(button) = control(event) else { return };
    match button.get_attribute("data-do").as_deref() {
        Some("toggle") => panel.set_open(!panel.is_open()),
        Some("close") => close(panel),
        Some("marks") => {
            let visible = shared.marks.borrow().visible();
            shared.set_visible(!visible);
        }
        Some("line") => follow(shared, panel, &button),
        _ => {}
    }
}

fn control(event: &Event) -> Option<Element> {
    event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("[data-do]")
        .ok()?
}

fn close(panel: &PanelView) {
    panel.set_open(false);
    // The button is there and can be focused.
    let _ = panel.toggle.focus();
}

/// Goes to the next of the marks that a line counts.
fn follow(shared: &Rc<Shared>, panel: &PanelView, button: &Element) {
    let Some(number) = number(button, "data-line") else {
        return;
    };
    let Some(line) = line(&shared.presentation.panel, number) else {
        return;
    };
    let marked: Vec<AnnotationId> = {
        let marks = shared.marks.borrow();
        let ids = line.annotations.iter().copied();
        ids.filter(|&id| !marks.segments(id).is_empty()).collect()
    };
    let (last, times) = panel.followed.get();
    let times = if last == number { times + 1 } else { 0 };
    panel.followed.set((number, times));
    if let Some(&id) = marked.iter().cycle().nth(times % marked.len().max(1)) {
        shared.set_visible(true);
        if is_narrow(&shared.window) {
            panel.set_open(false);
        }
        shared.jump(id, false);
    }
}

/// Whether card and panel would lie one over the other.
fn is_narrow(window: &Window) -> bool {
    let width = window.inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width < TOO_NARROW)
}

fn over(shared: &Rc<Shared>, event: &Event) {
    let number = control(event).and_then(|button| number(&button, "data-line"));
    let line = number.and_then(|number| line(&shared.presentation.panel, number));
    light_only(shared, line.map_or(&[], |line| &line.annotations));
}

/// Shows the marks of these annotations as active, and of no others but the open card's.
fn light_only(shared: &Shared, ids: &[AnnotationId]) {
    let marks = shared.marks.borrow();
    let open = shared.opened().map(|open| open.id);
    for mark in &shared.presentation.marks {
        let id = mark.annotation;
        marks.set_active(id, ids.contains(&id) || open == Some(id));
    }
}

fn key_down(shared: &Rc<Shared>, event: &Event) {
    let escape = event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|key| key.key() == "Escape");
    if let Some(panel) = &shared.panel
        && escape
        && panel.is_open()
    {
        close(panel);
        event.stop_propagation();
    }
}
