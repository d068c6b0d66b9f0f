//! The byline that a reader sees: an element that calls itself one near the headline, else a line that begins with "By".

use super::metadata::plain;
use super::page::{Content, Element, NodeIndex, Page};
use super::runs::Runs;
use crate::lexicon::calendar;
use crate::lexicon::page::{Hint, Hints};

/// Where the head of an article stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// The run of the headline.
    pub headline: Option<usize>,
    /// The first run of the body; the number of runs where there is none.
    pub body: usize,
}

/// Runs above the headline that belong to its surroundings.
pub(super) const ABOVE: usize = 6;
/// Words of the longest line that is looked at.
const LONGEST: usize = 25;
/// Words of the longest byline.
const LONGEST_NAMES: usize = 9;

/// Parts of the addresses of pages about an author.
const ADDRESSES: [&str; 10] = [
    "/author",
    "/people/",
    "/staff/",
    "/by/",
    "/profile",
    "/contributor",
    "/writer",
    "/journalist",
    "/reporter",
    "/user",
];

impl Head {
    /// The runs around the head, those above the headline as well.
    pub(super) fn runs(self) -> core::ops::Range<usize> {
        self.headline.unwrap_or(0).saturating_sub(ABOVE)..self.body
    }
}

/// The names in the visible byline.
pub(super) fn visible(page: &Page, runs: &Runs, head: Head) -> Option<String> {
    let node = |run: usize| runs.list.get(run).map(|r| r.innermost);
    let headline = head.headline.and_then(node).unwrap_or(0);
    let first = node(head.runs().start).unwrap_or(0);
    let body = node(head.body).unwrap_or(NodeIndex::MAX);
    let marked: Vec<NodeIndex> = (0..)
        .zip(&page.nodes)
        .filter(|(_, node)| matches!(&node.content, Content::Element(e) if is_marked(e)))
        .map(|(index, _)| index)
        .filter(|index| !in_comments(page, *index))
        .collect();
    let between =
        |from: NodeIndex, to: NodeIndex| marked.iter().copied().filter(move |i| (from..to).contains(i));
    let name = |index: NodeIndex| names(page, index);
    let signed = |range: core::ops::Range<usize>| {
        range
            .into_iter()
            .find_map(|run| signed(runs.list.get(run)?.span.of(&runs.text)))
    };
    between(headline, body)
        .find_map(name)
        .or_else(|| signed(head.headline.map_or(0, |at| at + 1)..head.body))
        .or_else(|| between(first, headline).rev().find_map(name))
        .or_else(|| signed(head.runs().start..head.headline.unwrap_or(0)))
        .or_else(|| between(body, NodeIndex::MAX).find_map(name))
        .or_else(|| between(0, first).find_map(name))
}

fn is_marked(element: &Element) -> bool {
    (element.hints.contains("author") || element.hints.contains("byline"))
        && Hints::of(&element.hints).has(Hint::Byline)
}

fn in_comments(page: &Page, index: NodeIndex) -> bool {
    core::iter::once(index)
        .chain(page.around(index))
        .filter_map(|i| page.element(i))
        .any(|e| e.hints.contains("comment") && Hints::of(&e.hints).has(Hint::Comment))
}

/// The names in an element: those of its parts that are names by their own names or addresses, else its text.
fn names(page: &Page, index: NodeIndex) -> Option<String> {
    let whole = text_in(page, index);
    if whole.split(' ').count() > LONGEST {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut until = index;
    for (at, node) in (index..).zip(page.nodes.iter().skip(index as usize)) {
        if at > index && node.parent < index {
            break;
        }
        if at < until {
            continue;
        }
        if let Content::Element(element) = &node.content
            && is_name(element)
            && let Some(name) = cleaned(&text_in(page, at))
        {
            until = after(page, at);
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    if found.is_empty() {
        cleaned(&whole)
    } else {
        Some(found.join(", "))
    }
}

fn is_name(element: &Element) -> bool {
    let hints = element.hints.as_str();
    hints.split(' ').any(|word| matches!(word, "name" | "fn"))
        || [
            "author-name",
            "author_name",
            "author__name",
            "authorname",
            "byline-name",
        ]
        .iter()
        .any(|name| hints.contains(name))
        || (element.tag == "a"
            && (hints.contains("author")
                || element
                    .reference
                    .as_deref()
                    .is_some_and(|url| ADDRESSES.iter().any(|part| url.contains(part)))))
}

/// The first node behind all that is in an element.
fn after(page: &Page, index: NodeIndex) -> NodeIndex {
    let inside = page
        .nodes
        .iter()
        .skip(index as usize + 1)
        .take_while(|n| n.parent >= index);
    (index..).zip(inside).last().map_or(index + 1, |(at, _)| at + 2)
}

/// The text below an element: its nodes follow it without a gap.
fn text_in(page: &Page, index: NodeIndex) -> String {
    let mut text = String::new();
    for node in page.nodes.iter().skip(index as usize + 1) {
        if node.parent < index || text.len() > 400 {
            break;
        }
        if let Content::Text(t) = &node.content {
            text.push_str(t);
            text.push(' ');
        }
    }
    plain(&text)
}

/// The names in a line that begins with "By", perhaps behind a date.
fn signed(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(' ').take(LONGEST_NAMES * 2).collect();
    let by = words.iter().position(|word| word.eq_ignore_ascii_case("by"))?;
    let dated = words
        .iter()
        .take(by)
        .any(|word| word.contains(|c: char| c.is_ascii_digit()));
    (words.len() < LONGEST_NAMES * 2
        && (by == 0 || dated)
        && words.get(by + 1)?.starts_with(char::is_uppercase)
        && !line.ends_with(['.', '!', '?']))
    .then(|| cleaned(line))?
}

/// The names in the text of a byline: without "By", dates and what follows them.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_by = |word: &&str| matches!(bare(word).as_str(), "by" | "author" | "authors" | "author(s)");
    let from = words.iter().position(is_by).map_or(0, |at| at + 1);
    let names: Vec<&str> = words
        .iter()
        .skip(from)
        .copied()
        .skip_while(|word| is_by(word) || !word.contains(char::is_alphanumeric))
        .take_while(|word| !ends_names(word))
        .collect();
    let names = names.join(" ");
    let names = names.trim_matches([',', ' ', '|', '/', ';', ':']);
    let words = names.split(' ').count();
    (!names.is_empty()
        && words <= LONGEST_NAMES
        && !names.contains("://")
        && names.starts_with(|c: char| c.is_alphanumeric())
        && (words > 1 || !names.starts_with(char::is_lowercase) || from > 0))
        .then(|| names.to_owned())
}

fn bare(word: &str) -> String {
    word.trim_end_matches(':').to_lowercase()
}

/// Does something else than names begin with this word: a date, a sign between them, a label?
fn ends_names(word: &str) -> bool {
    let lower = bare(word);
    word.contains(|c: char| c.is_ascii_digit() || c == '@')
        || matches!(word, "|" | "•" | "·" | "-" | "–" | "—" | "/" | "//")
        || matches!(
            lower.as_str(),
            "updated"
                | "published"
                | "posted"
                | "last"
                | "follow"
                | "on"
                | "min"
                | "reviewed"
                | "edited"
                | "in"
                | "contact"
        )
        || (lower != "may"
            && lower != "jan"
            && calendar::month(lower.trim_end_matches(',')).is_some_and(|(_, sure)| {
                sure == calendar::Certainty::Sure && !matches!(lower.as_str(), "april" | "june")
            }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_without_dates_and_labels() {
        for (text, wanted) in [
            ("By Ann Lee", Some("Ann Lee")),
            ("Ann Lee - Apr 16, 2015 8:02 pm UTC", Some("Ann Lee")),
            ("by Ann Lee 22 Dec 2016 651", Some("Ann Lee")),
            ("03/10/2023 by Ann Lee", Some("Ann Lee")),
            (
                "Written By: Ann Lee Last Updated: August 1, 2025",
                Some("Ann Lee"),
            ),
            (
                "By Ann Lee and Bo Kim, Island News",
                Some("Ann Lee and Bo Kim, Island News"),
            ),
            ("By", None),
            ("Last Updated: January 7, 2025", None),
            ("June Lee", Some("June Lee")),
        ] {
            assert_eq!(cleaned(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn only_lines_that_are_signed_are_signed() {
        assert_eq!(
            signed("2/26/2015 7:11 AM BY DESK STAFF").as_deref(),
            Some("DESK STAFF")
        );
        assert_eq!(signed("Struck by Lightning"), None);
        assert_eq!(signed("By Monday the ferry will sail."), None);
    }
}
