//! A piece of page to mark, with what must hold for every case (invariants I1 to I6 and I8 to I10; I7 is
//! a matter of the session).

use std::cell::Cell;
use std::rc::Rc;

use factnote::Span;
use factnote::analysis::AnnotationId;
use factnote::describe::{Mark, MarkStyle};
use factnote::dom::marks::{Marks, Renderer};
use factnote::dom::segment::Segment;
use factnote::dom::{Scan, ScanOptions, scan};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement, Node};

/// Where no mark may be.
const NEVER: &str = "script, style, noscript, textarea, template, iframe, select, svg, math, code, pre, kbd, samp, \
     var, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=searchbox], [role=combobox], [hidden]:not([hidden=until-found]), \
     [data-factnote-skip]";

const STYLES: [MarkStyle; 5] = [
    MarkStyle::Direct,
    MarkStyle::Paraphrase,
    MarkStyle::Unnamed,
    MarkStyle::Outlet,
    MarkStyle::Figure,
];

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A fixture in the page, until [`Fixture::finish`].
pub struct Fixture {
    pub root: Element,
    pub scan: Scan,
    pub marks: Marks,
    before: Before,
    trouble: Trouble,
}

/// The fixture as it was.
struct Before {
    html: String,
    text: String,
    nodes: Vec<Node>,
    parents: Vec<Option<Node>>,
    tags: Vec<Option<String>>,
}

impl Before {
    fn read(root: &Element) -> Self {
        let nodes = preorder(root);
        Self {
            html: root.inner_html(),
            text: root.text_content().unwrap_or_default(),
            parents: nodes.iter().map(Node::parent_node).collect(),
            tags: nodes.iter().map(opening_tag).collect(),
            nodes,
        }
    }
}

/// All nodes below `root`, in the order of the document.
fn preorder(root: &Node) -> Vec<Node> {
    let mut all = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        let children = node.child_nodes();
        for at in (0..children.length()).rev() {
            open.push(children.get(at).unwrap());
        }
        all.push(node);
    }
    all
}

/// An element's name and attributes as they would be written; nothing for other nodes.
fn opening_tag(node: &Node) -> Option<String> {
    let element: Element = node.clone_node().unwrap().dyn_into().ok()?;
    element.set_inner_html("");
    Some(element.outer_html())
}

/// Errors and policy violations of the page.
struct Trouble {
    count: Rc<Cell<u32>>,
    listener: Closure<dyn FnMut(Event)>,
}

const TROUBLE: [&str; 2] = ["error", "securitypolicyviolation"];

impl Trouble {
    fn watch() -> Self {
        let count = Rc::new(Cell::new(0));
        let counted = Rc::clone(&count);
        let listener: Closure<dyn FnMut(Event)> = Closure::new(move |_| counted.set(counted.get() + 1));
        for kind in TROUBLE {
            web_sys::window()
                .unwrap()
                .add_event_listener_with_callback(kind, listener.as_ref().unchecked_ref())
                .unwrap();
        }
        Self { count, listener }
    }

    fn stop(self) -> u32 {
        for kind in TROUBLE {
            web_sys::window()
                .unwrap()
                .remove_event_listener_with_callback(kind, self.listener.as_ref().unchecked_ref())
                .unwrap();
        }
        self.count.get()
    }
}

/// A mark on the first place of `words` in the article's text.
pub fn mark(text: &str, id: u32, words: &str) -> Mark {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("`{words}` is not in `{text}`"));
    let span = Span::new(start as u32, (start + words.len()) as u32);
    mark_at(id, &[span])
}

/// A mark on `spans`.
pub fn mark_at(id: u32, spans: &[Span]) -> Mark {
    Mark {
        annotation: AnnotationId(id),
        style: STYLES[id as usize % STYLES.len()],
        spans: spans.to_vec(),
        spoken: String::new(),
    }
}

impl Fixture {
    /// The fixture of `html`, with the first place of each of `words` marked.
    pub fn marked(html: &str, words: &[&str]) -> Self {
        Self::built(|root| root.set_inner_html(html), words)
    }

    /// A fixture built by hand, with the first place of each of `words` marked.
    pub fn built(build: impl FnOnce(&Element), words: &[&str]) -> Self {
        let mut fixture = Self::unmarked(build);
        let text = fixture.text().to_owned();
        let marks: Vec<Mark> = words
            .iter()
            .enumerate()
            .map(|(at, words)| mark(&text, at as u32, words))
            .collect();
        fixture.paint(&marks);
        fixture
    }

    /// A fixture built by hand and read, not yet marked.
    pub fn unmarked(build: impl FnOnce(&Element)) -> Self {
        // A test that failed has left its fixture behind.
        if let Some(left) = document().get_element_by_id("fixture") {
            left.remove();
        }
        let trouble = Trouble::watch();
        let root = document().create_element("main").unwrap();
        root.set_id("fixture");
        build(&root);
        document().body().unwrap().append_child(&root).unwrap();
        let before = Before::read(&root);
        let options = ScanOptions {
            root: Some("#fixture".to_owned()),
            ..ScanOptions::default()
        };
        let scan = scan(&document(), &options).unwrap();
        let marks = Marks::paint(&scan, &[], Renderer::Spans);
        Self {
            root,
            scan,
            marks,
            before,
            trouble,
        }
    }

    /// The text that the engine gets.
    pub fn text(&self) -> &str {
        &self.scan.article().text
    }

    /// Marks, and looks whether the page is otherwise as it was.
    pub fn paint(&mut self, marks: &[Mark]) {
        self.marks = Marks::paint(&self.scan, marks, Renderer::Spans);
        assert_eq!(
            self.root.text_content().unwrap_or_default(),
            self.before.text,
            "I1: text"
        );
        let now = self.before.nodes.iter().map(Node::parent_node);
        for ((node, was), is) in self.before.nodes.iter().zip(&self.before.parents).zip(now) {
            assert!(*was == is, "I3: {} has another parent", node.node_name());
        }
        let tags: Vec<Option<String>> = self.before.nodes.iter().map(opening_tag).collect();
        assert_eq!(tags, self.before.tags, "I10: attributes");
        for segment in self.all_segments() {
            let style = web_sys::window()
                .unwrap()
                .get_computed_style(&segment)
                .unwrap()
                .unwrap();
            for (name, wanted) in [
                ("display", "inline"),
                ("float", "none"),
                ("padding-left", "0px"),
                ("padding-right", "0px"),
                ("margin-left", "0px"),
                ("margin-right", "0px"),
                ("border-left-width", "0px"),
                ("border-right-width", "0px"),
            ] {
                let is = style.get_property_value(name).unwrap();
                assert_eq!(is, wanted, "I4: {name} of {}", segment.outer_html());
            }
            let other = segment.query_selector("*:not(span.factnote)").unwrap();
            assert!(other.is_none(), "I4: {}", segment.outer_html());
            assert!(
                segment.closest(NEVER).unwrap().is_none(),
                "I5: {}",
                segment.outer_html()
            );
            assert_ne!(segment.text_content().unwrap(), "", "an empty segment");
        }
        self.assert_segments_belong_together(marks);
        self.assert_marking_again_does_nothing(marks);
    }

    /// I9: the segments of a mark share its id and know which of them is the first and the last.
    fn assert_segments_belong_together(&self, marks: &[Mark]) {
        for mark in marks {
            let segments = self.marks.segments(mark.annotation);
            for (at, segment) in segments.iter().filter_map(Segment::span).enumerate() {
                let id = segment.get_attribute("data-factnote");
                assert_eq!(id, Some(mark.annotation.0.to_string()), "I9: id");
                let part = match (at == 0, at + 1 == segments.len()) {
                    (true, true) => "only",
                    (true, false) => "first",
                    (false, true) => "last",
                    (false, false) => "middle",
                };
                let is = segment.get_attribute("data-factnote-part");
                assert_eq!(is.as_deref(), Some(part), "I9: {}", segment.outer_html());
            }
        }
    }

    /// I6.
    fn assert_marking_again_does_nothing(&self, marks: &[Mark]) {
        if self.marks.count() == 0 {
            return;
        }
        let html = self.root.inner_html();
        let options = ScanOptions {
            root: Some("#fixture".to_owned()),
            ..ScanOptions::default()
        };
        let again = scan(&document(), &options).unwrap();
        let mut second = Marks::paint(&again, marks, Renderer::Spans);
        second.restore();
        assert_eq!(self.root.inner_html(), html, "I6: marked twice");
    }

    /// All spans of ours in the fixture.
    pub fn all_segments(&self) -> Vec<HtmlElement> {
        let list = self.root.query_selector_all("span.factnote").unwrap();
        (0..list.length())
            .map(|at| list.get(at).unwrap().dyn_into().unwrap())
            .collect()
    }

    /// The texts of the segments of a mark.
    pub fn segments(&self, id: u32) -> Vec<String> {
        let segments = self.marks.segments(AnnotationId(id)).iter();
        segments
            .map(|segment| match segment {
                Segment::Span(span) => span.text_content().unwrap(),
                Segment::Words(range) => range.to_string().into(),
            })
            .collect()
    }

    /// The first element in the fixture that `selector` means.
    pub fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap()
    }

    /// Takes the marks out, and looks whether the page is as it was: bytes and node objects.
    pub fn finish(mut self) {
        self.marks.restore();
        assert_eq!(self.root.inner_html(), self.before.html, "I2: bytes");
        let nodes = preorder(&self.root);
        assert_eq!(nodes.len(), self.before.nodes.len(), "I2: number of nodes");
        assert!(nodes == self.before.nodes, "I2: other node objects");
        self.leave();
    }

    /// Takes the fixture out of the page.
    pub fn leave(mut self) {
        self.marks.restore();
        self.root.remove();
        assert_eq!(self.trouble.stop(), 0, "I8: errors");
    }
}
