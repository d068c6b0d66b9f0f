//! The card: one annotation's answer, its lines and the ways on from it.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node};

use super::build::{append, append_text, button, element, link, part, set};
use super::host::{CARD_TAG, Host};
use super::position::{Follow, follow, lay};
use crate::analysis::AnnotationId;
use crate::describe::{Card, Panel, Part};
use crate::dom::Scan;
use crate::dom::segment::Segment;

const CSS: &str = concat!(include_str!("host.css"), include_str!("card.css"));

/// What stands on a card beside what its annotation says.
pub(super) struct Surroundings<'a> {
    /// The words of the buttons.
    pub words: &'a Panel,
    /// The article, whose words are in a language of their own.
    pub scan: &'a Scan,
    /// Other annotations at the same place that the card does not lead to by itself, with their titles.
    pub others: Vec<(AnnotationId, &'a str)>,
    /// Where mistakes are reported.
    pub report: Option<&'a str>,
    /// Whether the quotation can be looked for in the linked page.
    pub check: bool,
}

/// What came of looking for a quotation in another text.
pub struct Finding<'a> {
    /// In a sentence.
    pub text: &'a str,
    /// The passage in pieces, each with its class: `same`, `missing`, `added`.
    pub pieces: &'a [(String, String)],
    /// Where it stands, and the words of the link.
    pub link: Option<(&'a str, &'a str)>,
}

/// Where the card stands.
#[derive(Clone, Copy)]
pub(super) enum Beside {
    /// Beside its words, near to where the pointer is in the viewport.
    Words(Option<(f64, f64)>),
    /// At the lower edge of the screen, where a finger reaches it and covers nothing.
    Sheet,
}

/// The one card of a page.
pub(super) struct HoverCard {
    pub host: Host,
    document: Document,
    frame: HtmlElement,
    arrow: HtmlElement,
    body: Element,
    follow: RefCell<Option<Follow>>,
}

impl HoverCard {
    /// None where the browser knows no shadow roots.
    pub fn new(document: &Document) -> Option<Self> {
        let host = Host::new(document, CARD_TAG, CSS)?;
        let frame: HtmlElement = element(document, "div", "frame", "")?.dyn_into().ok()?;
        let arrow: HtmlElement = element(document, "div", "arrow", "")?.dyn_into().ok()?;
        let body = part(document, "div", "card", "", "card")?;
        set(&body, "role", "dialog");
        set(&body, "aria-labelledby", "title");
        set(&body, "tabindex", "-1");
        append(&frame, Some(arrow.clone().into()));
        append(&frame, Some(body.clone()));
        append(&host.root, Some(frame.clone().into()));
        Some(Self {
            host,
            document: document.clone(),
            frame,
            arrow,
            body,
            follow: RefCell::default(),
        })
    }

    /// Shows `card` beside `segment` or as a sheet, inside `parent`.
    pub fn show(
        &self,
        card: &Card,
        around: &Surroundings<'_>,
        segment: &Segment,
        parent: &Node,
        theme: &str,
        beside: Beside,
    ) {
        self.unfollow();
        set(&self.frame, "data-theme", theme);
        set(&self.frame, "lang", &around.words.language);
        self.body.set_text_content(None);
        self.body.set_scroll_top(0);
        self.write(card, around);
        self.host.show(parent);
        Host::raise(&self.frame);
        let sheet = matches!(beside, Beside::Sheet);
        // An attribute of an element of ours.
        let _ = self.frame.toggle_attribute_with_force("data-sheet", sheet);
        let follow = match beside {
            Beside::Words(at) => follow(segment, &self.frame, &self.arrow, at),
            Beside::Sheet => lay(segment, &self.frame),
        };
        *self.follow.borrow_mut() = Some(follow);
    }

    /// Hides the card.
    pub fn hide(&self) {
        self.unfollow();
        Host::lower(&self.frame);
        self.host.hide();
    }

    /// Ends following; the observer is let go only when nothing borrows it.
    fn unfollow(&self) {
        let follow = self.follow.borrow_mut().take();
        drop(follow);
    }

    /// Moves the keyboard's focus to the card as a whole, so that it is read from its title on.
    pub fn focus(&self) {
        if let Some(body) = self.body.dyn_ref::<HtmlElement>() {
            // A card that cannot be focused can still be read.
            let _ = body.focus();
        }
    }

    /// The links and buttons of the card, in order.
    pub fn controls(&self) -> Vec<HtmlElement> {
        let Ok(list) = self.body.query_selector_all("a[href], button") else {
            return Vec::new();
        };
        (0..list.length())
            .filter_map(|at| list.get(at)?.dyn_into().ok())
            .collect()
    }

    fn write(&self, card: &Card, around: &Surroundings<'_>) {
        let document = &self.document;
        if let Some(title) = part(document, "p", "answer", &card.title, "title") {
            set(&title, "id", "title");
            append(&self.body, Some(title));
        }
        let (absent, given): (Vec<_>, Vec<_>) = card.rows.iter().partition(|row| row.key == "not_given");
        for (class, rows) in [("rows", given), ("rows not", absent)] {
            if rows.is_empty() {
                continue;
            }
            let Some(list) = element(document, "dl", class, "") else {
                continue;
            };
            for row in rows {
                append(&list, part(document, "dt", "", &row.name, "name"));
                if let Some(content) = part(document, "dd", &row.key, "", "row") {
                    for (at, part) in row.parts.iter().enumerate() {
                        if at > 0 {
                            // A space that is also there when the line is read aloud or copied.
                            append_text(document, &content, " ");
                        }
                        append(&content, self.part(part, around.scan));
                    }
                    append(&list, Some(content));
                }
            }
            append(&self.body, Some(list));
        }
        let part_of = card.part_of.iter().map(|(id, text)| (*id, text.as_str()));
        for (id, text) in part_of.chain(around.others.iter().copied()) {
            append(&self.body, self.leads_to(id, "outer", text));
        }
        if around.check {
            let check = element(document, "div", "check", "");
            if let Some(check) = check {
                append(
                    &check,
                    button(document, "", around.words.button("check"), "check"),
                );
                let place = element(document, "div", "", "");
                if let Some(place) = &place {
                    set(place, "role", "status");
                    // Who looks says it in words of its own, and quotes another page.
                    set(place, "lang", "");
                }
                append(&check, place);
                append(&self.body, Some(check));
            }
        }
        append(&self.body, self.foot(card, around));
    }

    /// A piece of a line, apart from the writing direction of what stands around it.
    fn part(&self, part: &Part, scan: &Scan) -> Option<Element> {
        let document = &self.document;
        let class = match (part.separator, part.inferred) {
            (true, _) => "quiet",
            (false, true) => "inferred",
            (false, false) => "",
        };
        let piece = match &part.link {
            Some(url) => link(document, class, &part.text, url),
            None => element(document, "bdi", class, &part.text),
        }?;
        if let Some(span) = part.span {
            set(&piece, "data-from", &span.start().to_string());
            set(&piece, "data-to", &span.end().to_string());
            if span.of(&scan.article().text) == part.text {
                set(&piece, "lang", scan.language());
            }
        }
        Some(piece)
    }

    fn leads_to(&self, id: AnnotationId, class: &str, text: &str) -> Option<Element> {
        let button = button(&self.document, class, text, "open")?;
        set(&button, "data-id", &id.0.to_string());
        Some(button)
    }

    fn foot(&self, card: &Card, around: &Surroundings<'_>) -> Option<Element> {
        let document = &self.document;
        let foot = part(document, "div", "foot", "", "foot")?;
        let word = |key| around.words.button(key);
        let copy = button(document, "", word("copy"), "copy")?;
        set(&copy, "aria-live", "polite");
        append(&foot, Some(copy));
        append(&foot, button(document, "", word("close"), "close"));
        if let Some(url) = around.report {
            append(&foot, link(document, "", word("report"), url));
        }
        let where_ = element(document, "span", "place", &card.place);
        append(&foot, where_);
        if !card.position.is_empty() {
            let steps = element(document, "span", "steps", "")?;
            append(&steps, self.step(card.previous, "‹", word("previous")));
            append(&steps, element(document, "span", "", &card.position));
            append(&steps, self.step(card.next, "›", word("next")));
            append(&foot, Some(steps));
        }
        append(&foot, element(document, "span", "found", &card.found));
        Some(foot)
    }

    /// Says what came of looking for the quotation, in the place of what was said before.
    pub fn say(&self, finding: &Finding<'_>) {
        let Ok(Some(place)) = self.body.query_selector("[role=status]") else {
            return;
        };
        let document = &self.document;
        place.set_text_content(None);
        append(&place, element(document, "span", "", finding.text));
        if !finding.pieces.is_empty()
            && let Some(passage) = element(document, "p", "passage", "")
        {
            for (class, text) in finding.pieces {
                // By element and not by colour alone, also for screen readers.
                let tag = match class.as_str() {
                    "missing" => "del",
                    "added" => "ins",
                    _ => "span",
                };
                append(&passage, element(document, tag, "", text));
                append_text(document, &passage, " ");
            }
            append(&place, Some(passage));
        }
        if let Some((url, words)) = finding.link {
            append_text(document, &place, " ");
            append(&place, link(document, "", words, url));
        }
    }

    fn step(&self, to: Option<AnnotationId>, sign: &str, name: &str) -> Option<Element> {
        let step = match to {
            Some(id) => self.leads_to(id, "step", sign)?,
            None => {
                let step = button(&self.document, "step", sign, "")?;
                set(&step, "disabled", "");
                step
            }
        };
        set(&step, "aria-label", name);
        Some(step)
    }
}
