//! What a page says about itself: linked data (schema.org) first, then `<meta>`, then what a reader sees.

use super::Metadata;
use super::byline::{self, Head};
use super::dates::{self, Order, Written};
use super::page::{Content, Page};
use super::runs::Runs;

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

/// Names of `<meta>` that give the day of publication, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "pdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_date",
    "og:published_time",
    "displaydate",
    "date",
];

/// Names of `<meta>` that give who wrote it.
const AUTHOR: &[&str] = &[
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
];

/// Reads the metadata of `page`; the title is added by the finder, which knows the headline.
pub(super) fn read(page: &Page, runs: &Runs, head: Head) -> Metadata {
    let linked = LinkedData::of(page);
    let language = page
        .language
        .clone()
        .or_else(|| linked.one("inLanguage"))
        .or_else(|| meta(page, &["inlanguage", "og:locale", "language", "content-language"]))
        .map(|l| l.trim().replace('_', "-"));
    let url = meta(page, &["og:url"])
        .filter(|url| url.starts_with("http"))
        .or_else(|| page.url.clone());
    let order = Order::of(language.as_deref());
    Metadata {
        title: None,
        outlet: first([
            linked.name("publisher"),
            meta(page, &["og:site_name"]),
            meta(
                page,
                &[
                    "application-name",
                    "dc.publisher",
                    "article:publisher",
                    "publisher",
                    "citation_publisher",
                ],
            ),
            title_after_separator(page),
            copyright_holder(runs),
        ]),
        byline: first([
            linked.names("author"),
            all_metas(page, AUTHOR),
            byline::visible(page, runs, head),
            linked.names("creator"),
        ])
        .map(|name| without_by(&name)),
        published: published(page, runs, head, &linked, order, url.as_deref()),
        language,
        url,
    }
}

/// The day of publication, never that of a change.
fn published(
    page: &Page,
    runs: &Runs,
    head: Head,
    linked: &LinkedData<'_>,
    order: Order,
    url: Option<&str>,
) -> Option<String> {
    let any = |date: String| dates::iso(&date).or_else(|| dates::written(&date, order).published);
    let lines = written_in_head(runs, head, order);
    let given = linked
        .one("datePublished")
        .and_then(any)
        .or_else(|| {
            let dates = PUBLISHED.iter().flat_map(|name| metas(page, name));
            dates.filter_map(any).next()
        })
        .or_else(|| visible_time(page, runs, head));
    // Some sites put the day of a change there, while the line above the text names both days.
    if lines.updated
        && let (Some(line), Some(given)) = (&lines.published, &given)
        && given.get(..10).is_some_and(|day| line.as_str() < day)
    {
        return Some(line.clone());
    }
    given
        .or_else(|| dates::in_address(url?))
        .or(lines.published)
        .or_else(|| any(linked.one("dateCreated")?))
}

/// The day in the lines around the headline, or before the first words of the body.
fn written_in_head(runs: &Runs, head: Head, order: Order) -> Written {
    let mut found = Written::default();
    for at in head.runs().filter(|at| Some(*at) != head.headline) {
        let line = runs.list.get(at).map_or("", |run| run.span.of(&runs.text));
        if line.len() < 150 {
            let here = dates::written(line, order);
            if here.published.is_some() && (found.published.is_none() || here.updated) {
                found = here;
            }
        }
    }
    if found.published.is_none()
        && let Some(run) = runs.list.get(head.body)
    {
        let text = run.span.of(&runs.text);
        let dateline = [" -", " –", " —"].iter().filter_map(|dash| text.find(dash)).min();
        if let Some(line) = dateline.filter(|at| *at < 60).and_then(|at| text.get(..at)) {
            found = dates::written(line, order);
        }
    }
    found
}

/// The first `<time>` or `datePublished` behind or shortly before the headline that is not that of a change.
fn visible_time(page: &Page, runs: &Runs, head: Head) -> Option<String> {
    let from = runs.list.get(head.runs().start).map_or(0, |run| run.innermost) as usize;
    let times: Vec<(usize, &str, bool)> = page
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| match &node.content {
            Content::Element(e) if e.tag == "time" || e.hints.contains("datepublished") => {
                let published = e.hints.contains("publish");
                let changed = e.hints.contains("modif") || e.hints.contains("updat");
                let date = e.reference.as_deref()?;
                (published || !changed).then_some((at, date, published))
            }
            _ => None,
        })
        .collect();
    let pick = |wanted: &dyn Fn(usize, bool) -> bool| {
        times
            .iter()
            .filter(|(at, _, published)| wanted(*at, *published))
            .find_map(|(_, date, _)| dates::iso(date))
    };
    pick(&|at, published| published && at >= from)
        .or_else(|| pick(&|at, _| at >= from))
        .or_else(|| pick(&|_, published| published))
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

/// The first text that is neither empty nor an address.
fn first<const N: usize>(options: [Option<String>; N]) -> Option<String> {
    options
        .into_iter()
        .flatten()
        .find(|text| !text.is_empty() && !text.starts_with("http"))
}

/// All contents of `<meta>` of this name.
fn metas<'a>(page: &'a Page, name: &'a str) -> impl Iterator<Item = String> + 'a {
    let of_name = page.metas.iter().filter(move |(n, _)| n == name);
    of_name
        .map(|(_, content)| plain(content))
        .filter(|content| !content.is_empty())
}

fn meta(page: &Page, names: &[&str]) -> Option<String> {
    names
        .iter()
        .flat_map(|name| metas(page, name))
        .find(|content| !content.starts_with("http"))
}

/// All contents of the first name that has any but addresses, joined by commas.
fn all_metas(page: &Page, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let mut all: Vec<String> = Vec::new();
        for content in metas(page, name).filter(|c| !c.starts_with("http")) {
            if !all.contains(&content) {
                all.push(content);
            }
        }
        (!all.is_empty()).then(|| all.join(", "))
    })
}

/// White space tidied, character references that were written twice taken out once more.
pub(super) fn plain(text: &str) -> String {
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
    page: &'a Page,
    /// The script and the way to the article in it, with a dot behind where it is not empty.
    found: Option<(&'a [(String, String)], &'a str)>,
}

/// The way to the node whose type `path` leads to, with a dot behind where it is not empty.
fn way_to_node(path: &str) -> Option<&str> {
    path.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
        .strip_suffix("@type")
}

/// Whether a way ends here: only numbers of a list are left.
fn is_end(rest: &str) -> bool {
    rest.chars().all(|c| c == '.' || c.is_ascii_digit())
}

impl<'a> LinkedData<'a> {
    fn of(page: &'a Page) -> Self {
        let types = |wanted: &[&str]| {
            page.linked_data.iter().find_map(|script| {
                script.iter().find_map(|(path, value)| {
                    let way = way_to_node(path)?;
                    let article = wanted.contains(&value.to_lowercase().as_str());
                    // Not an article that another one only speaks of.
                    (article
                        && !["mentions", "isPartOf", "itemListElement"]
                            .iter()
                            .any(|w| way.contains(w)))
                    .then_some((script.as_slice(), way))
                })
            })
        };
        // Some sites describe the page only, not the article in it.
        let found = types(ARTICLE_TYPES).or_else(|| types(&["webpage"]));
        Self { page, found }
    }

    /// The values below `key`, with what is left of the way to them.
    fn values(&self, key: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.found.into_iter().flat_map(move |(script, way)| {
            script.iter().filter_map(move |(path, value)| {
                let rest = path.strip_prefix(way)?.strip_prefix(key)?;
                (rest.is_empty() || rest.starts_with('.')).then_some((rest, value.as_str()))
            })
        })
    }

    fn one(&self, key: &'a str) -> Option<String> {
        self.values(key)
            .find(|(rest, value)| is_end(rest) && !value.is_empty())
            .map(|(_, value)| plain(value))
    }

    /// The first name under `key`.
    fn name(&self, key: &'a str) -> Option<String> {
        self.list(key).into_iter().next()
    }

    /// All names under `key`, joined by commas.
    fn names(&self, key: &'a str) -> Option<String> {
        let names = self.list(key);
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn list(&self, key: &'a str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (rest, value) in self.values(key) {
            let last = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
            let name = match last {
                "" | "name" => plain(value),
                "@id" => self.named(value).unwrap_or_default(),
                _ => continue,
            };
            if !name.is_empty() && !name.starts_with("http") && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The name of the node with this id.
    fn named(&self, id: &str) -> Option<String> {
        self.page.linked_data.iter().find_map(|script| {
            script.iter().find_map(|(path, value)| {
                let way = path.strip_suffix("@id").filter(|_| value == id)?;
                let name = script
                    .iter()
                    .find(|(path, _)| path.strip_prefix(way) == Some("name"))?;
                Some(plain(&name.1))
            })
        })
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

/// Who holds the copyright, as the foot of the page says: `© 2005-2015 Island Post, Inc. All rights reserved.`
fn copyright_holder(runs: &Runs) -> Option<String> {
    runs.list.iter().rev().find_map(|run| {
        let (_, notice) = run.span.of(&runs.text).split_once('©')?;
        let holder = notice.trim_start_matches(|c: char| !c.is_alphabetic());
        let end = [
            ",",
            ".",
            " Inc",
            " LLC",
            " Ltd",
            " All rights",
            " All Rights",
            "|",
        ]
        .iter()
        .filter_map(|end| holder.find(end))
        .min()
        .unwrap_or(holder.len());
        let name = plain(holder.get(..end)?);
        (!name.is_empty() && name.split(' ').count() <= 5 && name.starts_with(char::is_uppercase))
            .then_some(name)
    })
}

fn without_by(name: &str) -> String {
    let lower = name.to_lowercase();
    let cut = if lower.starts_with("by ") { 3 } else { 0 };
    name.get(cut..).unwrap_or(name).trim().to_owned()
}
