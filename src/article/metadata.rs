//! What a page says about itself: linked data (schema.org) first, then `<meta>`, then what a reader sees.

use super::Metadata;
use super::page::{Content, NodeIndex, Page};
use crate::lexicon::page::{Hint, Hints};

/// Types of schema.org that are an article.
const ARTICLE_TYPES: &[&str] = &[
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "liveblogposting",
    "blogposting",
    "report",
];

/// Reads the metadata of `page`; the title is added by the finder, which knows the headline.
pub(super) fn read(page: &Page) -> Metadata {
    let linked = LinkedData::of(page);
    Metadata {
        title: None,
        outlet: first([
            linked.one("publisher.name"),
            meta(page, &["og:site_name"]),
            meta(
                page,
                &[
                    "application-name",
                    "dc.publisher",
                    "article:publisher",
                    "publisher",
                ],
            ),
            title_after_separator(page),
        ])
        .filter(|name| !name.starts_with("http")),
        byline: first([
            linked.all("author"),
            meta(
                page,
                &[
                    "author",
                    "byl",
                    "parsely-author",
                    "sailthru.author",
                    "dc.creator",
                    "article:author",
                ],
            ),
            visible_byline(page),
        ])
        .filter(|name| !name.starts_with("http"))
        .map(|name| without_by(&name)),
        published: first([
            linked.one("datePublished"),
            meta(
                page,
                &[
                    "article:published_time",
                    "datepublished",
                    "parsely-pub-date",
                    "sailthru.date",
                    "publishdate",
                    "pubdate",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.created",
                    "date",
                    "og:published_time",
                ],
            ),
            visible_time(page),
            linked.one("dateCreated"),
        ])
        .and_then(|date| iso(&date)),
        language: page
            .language
            .clone()
            .or_else(|| linked.one("inLanguage"))
            .or_else(|| meta(page, &["og:locale", "language", "content-language"]))
            .map(|l| l.trim().replace('_', "-")),
        url: meta(page, &["og:url"])
            .filter(|url| url.starts_with("http"))
            .or_else(|| page.url.clone()),
    }
}

/// The titles that the page gives itself, the best first.
pub(super) fn titles(page: &Page) -> Vec<String> {
    let linked = LinkedData::of(page);
    [
        linked.one("headline"),
        meta(page, &["og:title", "twitter:title", "dc.title", "parsely-title"]),
        page.title.as_deref().map(|t| plain(&without_site(t))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn first<const N: usize>(options: [Option<String>; N]) -> Option<String> {
    options.into_iter().flatten().find(|text| !text.is_empty())
}

fn meta(page: &Page, names: &[&str]) -> Option<String> {
    names
        .iter()
        .flat_map(|name| page.metas.iter().filter(move |(n, _)| n == name))
        .map(|(_, content)| plain(content))
        .find(|content| !content.is_empty())
}

/// White space tidied, character references that were written twice taken out once more.
fn plain(text: &str) -> String {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The values of the article in the page's linked data.
struct LinkedData<'a> {
    /// The script and the way to the article in it, with a dot behind where it is not empty.
    found: Option<(&'a [(String, String)], &'a str)>,
}

impl<'a> LinkedData<'a> {
    fn of(page: &'a Page) -> Self {
        let found = page.linked_data.iter().find_map(|script| {
            script.iter().find_map(|(path, value)| {
                let base = path.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
                let way = base.strip_suffix("@type")?;
                let article = ARTICLE_TYPES.contains(&value.to_lowercase().as_str());
                // Not an article that another one only speaks of.
                (article && !way.contains("mentions") && !way.contains("isPartOf"))
                    .then_some((script.as_slice(), way))
            })
        });
        Self { found }
    }

    fn values(&self, key: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let key = key.to_owned();
        let found = self.found;
        found.into_iter().flat_map(move |(script, way)| {
            let key = key.clone();
            script.iter().filter_map(move |(path, value)| {
                let rest = path.strip_prefix(way)?.strip_prefix(key.as_str())?;
                Some((rest, value.as_str()))
            })
        })
    }

    fn one(&self, key: &str) -> Option<String> {
        self.values(key)
            .find(|(rest, value)| {
                rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
                    .is_empty()
                    && !value.is_empty()
            })
            .map(|(_, value)| plain(value))
    }

    /// All names of people under `key`, joined by commas.
    fn all(&self, key: &str) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for (rest, value) in self.values(key) {
            let last = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
            let name = plain(value);
            if matches!(last, "" | "name") && !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }
}

/// `Title | The Example` -> `Title`.
fn without_site(title: &str) -> String {
    separator(title).map_or_else(
        || title.to_owned(),
        |(at, _)| title.get(..at).unwrap_or(title).to_owned(),
    )
}

fn title_after_separator(page: &Page) -> Option<String> {
    let title = page.title.as_deref()?;
    let (at, length) = separator(title)?;
    let name = plain(title.get(at + length..)?);
    (name.split(' ').count() <= 5).then_some(name)
}

/// The last separator of a page's title: place and length in bytes.
fn separator(title: &str) -> Option<(usize, usize)> {
    [" | ", " - ", " – ", " — ", " :: ", " » "]
        .iter()
        .filter_map(|s| title.rfind(s).map(|at| (at, s.len())))
        .max()
}

/// The text of the first short element whose names say that it is a byline.
fn visible_byline(page: &Page) -> Option<String> {
    let mut candidates = page
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| match &node.content {
            Content::Element(e) if e.hints.contains("author") || e.hints.contains("byline") => {
                Some((NodeIndex::try_from(at).ok()?, e))
            }
            _ => None,
        });
    candidates.find_map(|(index, element)| {
        if !Hints::of(&element.hints).has(Hint::Byline) {
            return None;
        }
        let text = plain(&text_in(page, index));
        (!text.is_empty() && text.split(' ').count() <= 10 && !text.contains("http")).then_some(text)
    })
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
    text
}

fn visible_time(page: &Page) -> Option<String> {
    page.nodes
        .iter()
        .filter_map(|node| match &node.content {
            Content::Element(e) if e.tag == "time" => e.reference.clone(),
            _ => None,
        })
        .find(|date| iso(date).is_some())
}

fn without_by(name: &str) -> String {
    let lower = name.to_lowercase();
    let cut = if lower.starts_with("by ") { 3 } else { 0 };
    name.get(cut..).unwrap_or(name).trim().to_owned()
}

/// A date that begins as ISO 8601 has it, perhaps without hyphens.
fn iso(date: &str) -> Option<String> {
    let date = date.trim();
    let digits =
        |range: core::ops::Range<usize>| date.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let year: u32 = digits(0..4)?.parse().ok()?;
    if !(1800..=2200).contains(&year) {
        return None;
    }
    if date.get(4..5) == Some("-") {
        digits(5..7)?;
        digits(8..10)?;
        return Some(date.replacen(' ', "T", 1));
    }
    let (month, day) = (digits(4..6)?, digits(6..8)?);
    Some(format!("{year}-{month}-{day}"))
}
