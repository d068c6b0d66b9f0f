//! HTML files: parsed by html5ever into the flat [`Page`] that the article finder reads.
//!
//! What is left out and what starts a new line is decided as `dom/collect.js` does it on a live page, by names and
//! inline styles in place of computed ones.

use html5ever::tendril::TendrilSink;
use html5ever::{Attribute, ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

use crate::article::page::{Content, Element, Node, NodeIndex, Page};

/// Elements whose text is not prose of the page.
const LEFT_OUT: &[&str] = &[
    "audio", "button", "canvas", "code", "datalist", "dialog", "embed", "frame", "head", "iframe", "input",
    "kbd", "link", "map", "math", "meta", "meter", "noscript", "object", "optgroup", "option", "pre",
    "progress", "rp", "rt", "samp", "script", "select", "style", "svg", "template", "textarea", "title",
    "var", "video", "xmp",
];

/// Elements that stand in a line of text; every other one starts a new line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "label", "mark", "nobr", "q", "rb", "ruby", "s", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "wbr",
];

const HINTS: &[&str] = &[
    "id",
    "class",
    "role",
    "itemprop",
    "data-component",
    "data-testid",
    "data-type",
    "rel",
    "aria-label",
];

/// Limits of what is read; the same as in `dom/collect.js`.
const LONGEST_HINTS: usize = 400;
const LONGEST_VALUE: usize = 1000;
const DEEPEST_KEY: usize = 8;
const MOST_VALUES: usize = 2000;

/// Parses a page. Any text is HTML of a kind; nothing fails.
#[must_use]
pub fn parse(html: &str) -> Page {
    parse_with_overrides(html).0
}

/// Parses a page; beside it the texts of its tags `<script type="application/json" class="factnote-overrides">`.
#[must_use]
pub fn parse_with_overrides(html: &str) -> (Page, Vec<String>) {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let tags = descendants(&dom.document).filter(holds_overrides);
    let overrides = tags.map(|tag| text_of(&tag)).collect();
    (page(&dom), overrides)
}

fn holds_overrides(node: &Handle) -> bool {
    tag_of(node) == Some("script")
        && attribute(node, "type").is_some_and(|t| t.eq_ignore_ascii_case("application/json"))
        && attribute(node, "class").is_some_and(|c| c.split_whitespace().any(|c| c == "factnote-overrides"))
}

fn page(dom: &RcDom) -> Page {
    let mut page = Page::default();
    read_head(&dom.document, &mut page);
    if let Some(body) = descendants(&dom.document).find(|node| tag_of(node) == Some("body")) {
        read_body(&body, &mut page);
    }
    page
}

/// All nodes below `root`, in document order, without recursion.
fn descendants(root: &Handle) -> impl Iterator<Item = Handle> {
    let mut open = vec![root.clone()];
    core::iter::from_fn(move || {
        let node = open.pop()?;
        open.extend(node.children.borrow().iter().rev().cloned());
        Some(node)
    })
}

fn tag_of(node: &Handle) -> Option<&str> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found: Option<&Attribute> = attrs.iter().find(|a| &*a.name.local == name);
    found.map(|a| a.value.to_string())
}

fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}

fn read_head(document: &Handle, page: &mut Page) {
    for node in descendants(document) {
        match tag_of(&node) {
            Some("html") => page.language = attribute(&node, "lang").filter(|l| !l.trim().is_empty()),
            Some("title") if page.title.is_none() => {
                page.title = Some(text_of(&node)).filter(|t| !t.trim().is_empty());
            }
            Some("meta") => {
                if let Some(content) = attribute(&node, "content").filter(|c| c.len() <= LONGEST_VALUE) {
                    for name in ["property", "name", "itemprop"]
                        .iter()
                        .filter_map(|n| attribute(&node, n))
                    {
                        page.metas.push((name.to_lowercase(), content.clone()));
                    }
                }
            }
            Some("link")
                if page.url.is_none()
                    && attribute(&node, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) =>
            {
                page.url = attribute(&node, "href");
            }
            Some("script")
                if attribute(&node, "type")
                    .is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json")) =>
            {
                // Line breaks inside strings are common, and JSON forbids them.
                let text = text_of(&node).replace(|c: char| c < ' ', " ");
                if let Ok(value) = serde_json::from_str::<Value>(&text) {
                    let mut values = Vec::new();
                    flatten(&value, String::new(), 0, &mut values);
                    page.linked_data.push(values);
                }
            }
            _ => {}
        }
    }
}

fn flatten(value: &Value, path: String, depth: usize, into: &mut Vec<(String, String)>) {
    if into.len() >= MOST_VALUES || depth > DEEPEST_KEY {
        return;
    }
    let inner = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Null => {}
        Value::Object(entries) => {
            for (key, value) in entries {
                flatten(value, inner(key), depth + 1, into);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                flatten(value, inner(&at.to_string()), depth + 1, into);
            }
        }
        Value::String(text) if text.len() > LONGEST_VALUE => {}
        Value::String(text) => into.push((path, text.clone())),
        other => into.push((path, other.to_string())),
    }
}

fn read_body(body: &Handle, page: &mut Page) {
    let mut open: Vec<(Handle, NodeIndex)> = vec![(body.clone(), 0)];
    while let Some((node, parent)) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => page.nodes.push(Node {
                parent,
                content: Content::Text(contents.borrow().to_string()),
            }),
            NodeData::Element { name, .. } if !is_left_out(&node, &name.local) => {
                let index = NodeIndex::try_from(page.nodes.len()).unwrap_or(NodeIndex::MAX);
                page.nodes.push(Node {
                    parent,
                    content: Content::Element(element(&node, &name.local)),
                });
                open.extend(
                    node.children
                        .borrow()
                        .iter()
                        .rev()
                        .map(|child| (child.clone(), index)),
                );
            }
            _ => {}
        }
    }
}

fn element(node: &Handle, tag: &str) -> Element {
    let mut hints = String::new();
    for value in HINTS.iter().filter_map(|name| attribute(node, name)) {
        if hints.len() < LONGEST_HINTS && !value.is_empty() {
            if !hints.is_empty() {
                hints.push(' ');
            }
            hints.push_str(&value.to_lowercase());
        }
    }
    Element {
        reference: match tag {
            "a" => attribute(node, "href"),
            _ if tag == "time" || hints.contains("datepublished") => {
                attribute(node, "datetime").or_else(|| attribute(node, "content"))
            }
            _ => None,
        },
        hints,
        block: !INLINE.contains(&tag),
        keeps_lines: attribute(node, "style").is_some_and(|s| s.replace(' ', "").contains("white-space:pre")),
        tag: tag.to_owned(),
    }
}

fn is_left_out(node: &Handle, tag: &str) -> bool {
    let is = |name: &str, wanted: &str| {
        attribute(node, name).is_some_and(|v| v.trim().eq_ignore_ascii_case(wanted))
    };
    LEFT_OUT.contains(&tag)
        || attribute(node, "data-factnote-skip").is_some()
        || attribute(node, "hidden").is_some_and(|h| h != "until-found")
        || attribute(node, "contenteditable").is_some_and(|c| !c.eq_ignore_ascii_case("false"))
        || ["textbox", "searchbox", "combobox"]
            .iter()
            .any(|role| is("role", role))
        || attribute(node, "style").is_some_and(|style| {
            let style = style.to_lowercase().replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        })
        || (is("aria-hidden", "true")
            && !descendants(node).any(|n| matches!(tag_of(&n), Some("h1" | "article" | "main"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &Page) -> String {
        page.nodes
            .iter()
            .filter_map(|n| match &n.content {
                Content::Text(text) => Some(text.as_str()),
                Content::Element(_) => None,
            })
            .collect()
    }

    #[test]
    fn scripts_forms_and_hidden_places_are_left_out() {
        let page = parse(
            "<body><p>Seen</p><script>x</script><p hidden>a</p><p style='display: none'>b</p>\
             <div aria-hidden=true>c</div><textarea>d</textarea><code>e</code><div contenteditable>f</div>\
             <div aria-hidden=true><h1>Title</h1></div>",
        );
        assert_eq!(texts(&page), "SeenTitle");
    }

    #[test]
    fn the_head_gives_metadata_and_linked_data_with_the_way_to_each_value() {
        let page = parse(
            "<html lang=en-GB><head><title>T</title><meta property='OG:site_name' content='The Example'>\
             <script type='application/ld+json'>{\"@graph\":[{\"author\":{\"name\":\"Ann Lee\"}}]}</script>\
             <script type='application/ld+json'>{broken</script>",
        );
        assert_eq!(page.language.as_deref(), Some("en-GB"));
        assert_eq!(
            page.metas,
            [("og:site_name".to_owned(), "The Example".to_owned())]
        );
        assert_eq!(
            page.linked_data,
            [[("@graph.0.author.name".to_owned(), "Ann Lee".to_owned())]]
        );
    }

    #[test]
    fn a_hundred_thousand_nested_elements_do_no_harm() {
        // Not `div`: for each of those html5ever looks through all open elements, which is slow, not deep.
        let deep = "<span>".repeat(100_000) + "Text";
        assert_eq!(texts(&parse(&deep)), "Text");
    }
}
