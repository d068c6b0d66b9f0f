//! The panel: a button at the page's edge that opens the article's sourcing, the legend and the switch for the
//! marks. Each of its words filters the page by what it counts and leads there; the list of all statements goes into
//! their cards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, KeyboardEvent, Window};

use super::attention::{number, on};
use super::build::{append, append_text, button, element, part, set};
use super::host::{Host, PANEL_TAG};
use super::session::Shared;
use super::theme::Theme;
use crate::analysis::AnnotationId;
use crate::describe::{Line, Panel, Presentation, Section};

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
    number: Element,
    sheet: Element,
    switch: Element,
    /// Says what alone is shown, and the button that ends that.
    shown: Element,
    all: Element,
    /// What each of the panel's words filters by.
    filters: RefCell<Vec<Vec<AnnotationId>>>,
    /// The words that were followed last, and how often: the next click goes on to the next mark.
    followed: Cell<(u32, usize)>,
    /// What it stands in.
    parent: HtmlElement,
    /// Whether that is where the page wants it; then it is always open.
    is_placed: bool,
}

impl PanelView {
    /// Makes the panel, with nothing in it yet. None where the browser knows no shadow roots.
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
        let frame = element(document, "section", "frame", "")?;
        set(&frame, "aria-label", &words.title);
        set(&frame, "lang", &words.language);
        let place = place(document);
        set(
            &frame,
            "data-theme",
            theme.name(window, place.as_ref().unwrap_or(&body)),
        );
        let toggle = button(document, "toggle", "", "toggle")?;
        set(&toggle, "aria-expanded", "false");
        set(&toggle, "part", "toggle");
        append(&toggle, element(document, "span", "", words.button("panel")));
        append_text(document, &toggle, " ");
        let number = element(document, "span", "number", &marked.to_string())?;
        append(&toggle, Some(number.clone()));
        let sheet = part(document, "div", "sheet", "", "panel")?;
        if place.is_none() {
            set(&sheet, "hidden", "");
        }
        let switch = button(document, "", words.button("hide"), "marks")?;
        let shown = element(document, "span", "", "")?;
        set(&shown, "role", "status");
        let all = button(document, "", words.button("all"), "all")?;
        set(&all, "hidden", "");
        append(
            &sheet,
            head(document, words, [&switch, &shown, &all], place.is_none()),
        );
        append(&frame, Some(sheet.clone()));
        if place.is_none() {
            append(&frame, Some(toggle.clone()));
        } else {
            set(&host.element, "data-placed", "");
        }
        append(&host.root, Some(frame));
        Some(Self {
            host,
            toggle: toggle.dyn_into().ok()?,
            number,
            sheet,
            switch,
            shown,
            all,
            filters: RefCell::default(),
            followed: Cell::new((u32::MAX, 0)),
            is_placed: place.is_some(),
            parent: place.unwrap_or(body),
        })
    }

    /// Writes one of the steps of what it says, counted from 0; false where there is none of that number. `language` is that of the
    /// article's words.
    pub fn fill(
        &self,
        document: &Document,
        presentation: &Presentation,
        language: &str,
        step: usize,
    ) -> bool {
        let mut filters = self.filters.borrow_mut();
        let mut writing = Writing {
            document,
            language,
            filters: &mut filters,
        };
        writing.fill(&self.sheet, presentation, step)
    }

    /// Puts it on the page: its button, or where the page wants it all of it.
    pub fn show(&self) {
        self.host.show(&self.parent);
    }

    pub fn is_open(&self) -> bool {
        !self.sheet.has_attribute("hidden")
    }

    pub fn set_open(&self, open: bool) {
        if self.is_placed {
            return;
        }
        show(&self.sheet, open);
        set(&self.toggle, "aria-expanded", if open { "true" } else { "false" });
    }

    /// Says on the switch what it does next.
    pub fn set_marks_visible(&self, words: &Panel, visible: bool) {
        let key = if visible { "hide" } else { "show" };
        self.switch.set_text_content(Some(words.button(key)));
    }

    /// Says that so many of all marks are shown, those that `name` counts.
    fn say_filter(&self, count: usize, of: usize, button: &Element) {
        let share = [&count.to_string(), "/", &of.to_string()].concat();
        // The name without the count behind it.
        let named = button.query_selector("bdi").ok().flatten();
        let name = named.as_ref().unwrap_or(button).text_content();
        self.unmark_chosen();
        set(button, "aria-current", "true");
        self.shown
            .set_text_content(Some(&[&name.unwrap_or_default(), " · ", &share].concat()));
        self.number.set_text_content(Some(&share));
        show(&self.all, true);
    }

    fn say_all(&self, of: usize) {
        self.unmark_chosen();
        self.shown.set_text_content(None);
        self.number.set_text_content(Some(&of.to_string()));
        show(&self.all, false);
    }

    fn unmark_chosen(&self) {
        if let Ok(Some(before)) = self.sheet.query_selector("[aria-current]") {
            // Taking an attribute away from an element of ours cannot fail.
            let _ = before.remove_attribute("aria-current");
        }
    }
}

/// The element that the page has put where it wants the panel.
fn place(document: &Document) -> Option<HtmlElement> {
    let own = [PANEL_TAG, ":not([data-factnote-skip])"].concat();
    document.query_selector(&own).ok()??.dyn_into().ok()
}

fn show(element: &Element, shown: bool) {
    // An attribute of an element of ours.
    let _ = element.toggle_attribute_with_force("hidden", !shown);
}

/// The panel while it is put together.
struct Writing<'a> {
    document: &'a Document,
    /// Of the article's words.
    language: &'a str,
    filters: &'a mut Vec<Vec<AnnotationId>>,
}

/// Title and switches.
fn head(
    document: &Document,
    words: &Panel,
    [switch, shown, all]: [&Element; 3],
    closes: bool,
) -> Option<Element> {
    let head = element(document, "div", "head", "")?;
    append(&head, part(document, "h2", "", &words.title, "title"));
    append(&head, Some(switch.clone()));
    if closes {
        let close = button(document, "close", "×", "close")?;
        set(&close, "aria-label", words.button("close"));
        append(&head, Some(close));
    }
    let row = element(document, "div", "showing", "")?;
    append(&row, Some(shown.clone()));
    append(&row, Some(all.clone()));
    append(&head, Some(row));
    Some(head)
}

impl Writing<'_> {
    /// One step after the other: the counts; of each section its heading, then each of its lines; the heading of all statements; of
    /// each source its heading, then each of its statements; the legend.
    fn fill(&mut self, sheet: &Element, presentation: &Presentation, step: usize) -> bool {
        let words = &presentation.panel;
        let Some(mut step) = step.checked_sub(1) else {
            self.counts(sheet, words);
            return true;
        };
        for section in &words.sections {
            match step.checked_sub(1) {
                None => drop(self.section(sheet, section)),
                Some(at) if at < section.lines.len() => self.line(sheet, section, at),
                Some(at) => {
                    step = at - section.lines.len();
                    continue;
                }
            }
            return true;
        }
        let Some(mut step) = step.checked_sub(1) else {
            append(sheet, self.statements(&words.statements));
            return true;
        };
        for line in &words.statements.lines {
            match step.checked_sub(1) {
                None => drop(self.source(sheet, line)),
                Some(at) if at < line.words.len() => drop(self.statement(sheet, line, at)),
                Some(at) => {
                    step = at - line.words.len();
                    continue;
                }
            }
            return true;
        }
        if step == 0 {
            self.legend(sheet, presentation);
        }
        step == 0
    }

    fn counts(&mut self, sheet: &Element, words: &Panel) {
        let document = self.document;
        append(sheet, element(document, "p", "about", &words.about));
        append(sheet, bar(document, words));
        if let Some(counts) = element(document, "ul", "counts", "") {
            for (_, line) in &words.bar {
                append(&counts, self.item(line));
            }
            append(sheet, Some(counts));
        }
    }

    fn legend(&mut self, sheet: &Element, presentation: &Presentation) {
        let document = self.document;
        let words = &presentation.panel;
        if let Some(legend) = element(document, "div", "legend", "") {
            for (style, name) in &words.legend {
                let marks = presentation.marks.iter().filter(|mark| mark.style == *style);
                let ids: Vec<_> = marks.map(|mark| mark.annotation).collect();
                if let (Some(words), Some(key)) = (
                    self.words("", "", &ids),
                    element(document, "span", "factnote", name),
                ) {
                    set(&key, "data-factnote-style", style.name());
                    append(&words, Some(key));
                    append(&legend, Some(words));
                }
            }
            append(sheet, Some(legend));
        }
    }

    /// A section without its lines; they follow.
    fn section(&mut self, sheet: &Element, section: &Section) -> Option<()> {
        let mut all: Vec<AnnotationId> = Vec::new();
        for line in &section.lines {
            all.extend(&line.annotations);
        }
        let heading = part(self.document, "h3", "", "", "heading")?;
        append(&heading, self.words("", &section.title, &all));
        let list = element(self.document, "ul", &section.key, "")?;
        append(sheet, Some(heading));
        append(sheet, Some(list));
        Some(())
    }

    /// A line of the section that was put last.
    fn line(&mut self, sheet: &Element, section: &Section, at: usize) {
        if let (Some(list), Some(line)) = (sheet.last_element_child(), section.lines.get(at)) {
            append(&list, self.item(line));
        }
    }

    fn item(&mut self, line: &Line) -> Option<Element> {
        let item = element(self.document, "li", "", "")?;
        let text = self.words("line", "", &line.annotations)?;
        append(&text, element(self.document, "bdi", "", &line.text));
        append(&text, self.count(line));
        append(&item, Some(text));
        for (word, annotations) in &line.words {
            append_text(self.document, &item, " ");
            append(&item, self.words("word", word, annotations));
        }
        Some(item)
    }

    fn count(&self, line: &Line) -> Option<Element> {
        element(self.document, "span", "number", &line.count?.to_string())
    }

    /// Words that filter the page by what they count; only words where that is nothing.
    fn words(&mut self, class: &str, text: &str, annotations: &[AnnotationId]) -> Option<Element> {
        if annotations.is_empty() {
            return element(self.document, "span", class, text);
        }
        let button = button(self.document, class, text, "filter")?;
        set(&button, "data-filter", &self.filters.len().to_string());
        self.filters.push(annotations.to_vec());
        Some(button)
    }

    /// All statements, folded up; they follow by source.
    fn statements(&self, section: &Section) -> Option<Element> {
        let folded = element(self.document, "details", "statements", "")?;
        append(&folded, element(self.document, "summary", "", &section.title));
        Some(folded)
    }

    /// A source without its statements, into what [`Writing::statements`] has put last.
    fn source(&self, sheet: &Element, line: &Line) -> Option<()> {
        let document = self.document;
        let folded = sheet.last_element_child()?;
        let heading = element(document, "h3", "line", "")?;
        append(&heading, element(document, "bdi", "", &line.text));
        append(&heading, self.count(line));
        append(&folded, Some(heading));
        let list = element(document, "ul", "", "")?;
        set(&list, "lang", self.language);
        append(&folded, Some(list));
        Some(())
    }

    /// A statement of the source that was put last.
    fn statement(&self, sheet: &Element, line: &Line, at: usize) -> Option<()> {
        let (words, ids) = line.words.get(at)?;
        let list = sheet.last_element_child()?.last_element_child()?;
        let item = element(self.document, "li", "", "")?;
        let leads = button(self.document, "", words, "statement")?;
        set(&leads, "data-id", &ids.first()?.0.to_string());
        append(&item, Some(leads));
        append(&list, Some(item));
        Some(())
    }
}

/// The counts as lengths, told apart by pattern.
fn bar(document: &Document, words: &Panel) -> Option<Element> {
    let bar = element(document, "div", "bar", "")?;
    set(&bar, "aria-hidden", "true");
    for (key, line) in words.bar.iter().filter(|(_, line)| !line.annotations.is_empty()) {
        let part: HtmlElement = element(document, "span", key, "")?.dyn_into().ok()?;
        // A property of ours with a number of ours.
        let _ = part
            .style()
            .set_property("flex-grow", &line.annotations.len().to_string());
        append(&bar, Some(part.into()));
    }
    Some(bar)
}

/// Listens to the panel.
pub(super) fn listen(shared: &Rc<Shared>, panel: &PanelView) -> Vec<EventListener> {
    let root: &EventTarget = &panel.host.root;
    vec![
        on(shared, root, "click", click),
        on(shared, root, "pointerover", over),
        on(shared, root, "pointerout", |shared, _| light_also(shared, &[])),
        on(shared, root, "focusin", over),
        on(shared, root, "focusout", |shared, _| light_also(shared, &[])),
        on(shared, root, "keydown", key_down),
    ]
}

fn click(shared: &Rc<Shared>, event: &Event) {
    let Some(panel) = &shared.panel else { return };
    let Some(button) = control(event) else { return };
    match button.get_attribute("data-do").as_deref() {
        Some("toggle") => {
            panel.set_open(!panel.is_open());
            if is_narrow(&shared.window) {
                shared.close();
            }
        }
        Some("close") => close(panel),
        Some("marks") => {
            let visible = shared.marks.borrow().visible();
            shared.set_visible(!visible);
        }
        Some("filter") => follow(shared, panel, &button),
        Some("all") => {
            // The button goes, and the keyboard with it.
            let _ = panel.toggle.focus();
            show_all(shared, panel);
        }
        Some("statement") => {
            show_all(shared, panel);
            leave_room(shared, panel);
            if let Some(id) = number(&button, "data-id") {
                shared.jump(AnnotationId(id), true);
            }
        }
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

/// Shows only what the words on `button` count, and goes to the next of it.
fn follow(shared: &Rc<Shared>, panel: &PanelView, button: &Element) {
    let Some(number) = number(button, "data-filter") else {
        return;
    };
    let Some(chosen) = panel.filters.borrow().get(number as usize).cloned() else {
        return;
    };
    let (marked, all) = {
        let marks = shared.marks.borrow();
        let mut ids = chosen;
        ids.retain(|&id| !marks.segments(id).is_empty());
        (ids, marks.count())
    };
    let (last, times) = panel.followed.get();
    let times = if last == number { times + 1 } else { 0 };
    panel.followed.set((number, times));
    let Some(&next) = marked.get(times % marked.len().max(1)) else {
        return;
    };
    panel.say_filter(marked.len(), all, button);
    shared.show_only(Some(marked));
    shared.set_visible(true);
    light_also(shared, &[]);
    leave_room(shared, panel);
    shared.jump(next, false);
}

/// Shows all marks again.
fn show_all(shared: &Shared, panel: &PanelView) {
    shared.set_visible(true);
    shared.show_only(None);
    panel.followed.set((u32::MAX, 0));
    panel.say_all(shared.marks.borrow().count());
    light_also(shared, &[]);
}

/// Closes the panel where card and panel would lie one over the other.
fn leave_room(shared: &Shared, panel: &PanelView) {
    if is_narrow(&shared.window) {
        panel.set_open(false);
    }
}

fn is_narrow(window: &Window) -> bool {
    let width = window.inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width < TOO_NARROW)
}

fn over(shared: &Rc<Shared>, event: &Event) {
    let number = control(event).and_then(|button| number(&button, "data-filter"));
    let filters = shared.panel.as_ref().map(|panel| panel.filters.borrow());
    let ids = number.and_then(|number| filters.as_ref()?.get(number as usize));
    light_also(shared, ids.map_or(&[], Vec::as_slice));
}

/// Shows the marks of these annotations as active beside those that were chosen and that of the open card, and no
/// others.
fn light_also(shared: &Shared, ids: &[AnnotationId]) {
    let open = shared.opened().map(|open| open.id);
    let active = |id| ids.contains(&id) || open == Some(id) || shared.filter.chose(id);
    let marks = shared.presentation.marks.iter();
    let list: Vec<_> = marks
        .map(|mark| (mark.annotation, active(mark.annotation)))
        .collect();
    shared.marks.borrow_mut().set_active(&list);
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
