//! The documentation as web pages: `docs/index.md` and all that it leads to within the repository, in `www/docs`.
//!
//! A Markdown file becomes a page; any other file that a page links is copied, so that the pages need no network. The order of the
//! navigation is that of the links in `docs/index.md`.

use crate::process::{self, command};
use crate::project;
use crate::serve::{Port, Server};
use crate::setup::Node;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The page that leads to all others, and whose links are the navigation.
const INDEX: &str = "docs/index.md";
/// The frame of a page, with `{title}`, `{root}`, `{navigation}`, `{contents}` and `{text}`.
const FRAME: &str = "docs/frame.html";
/// How many headings a page has before they are listed in front of it.
const LISTED: usize = 4;

/// A Markdown file as a page.
struct Page {
    title: String,
    /// Headings of the second level: id and words.
    headings: Vec<(String, String)>,
    text: String,
    /// Files of the repository that it links, by their paths there.
    links: BTreeSet<PathBuf>,
}

/// Writes all pages, and what they link, into `www/docs`.
///
/// # Errors
/// A sentence that says which link leads nowhere or which file cannot be read or written.
pub fn build() -> Result<(), String> {
    let folder = project::site().join("docs");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("cannot empty {}: {e}", folder.display()))?;
    }
    let frame = read(Path::new(FRAME))?;
    let (pages, files) = reached(Path::new(INDEX))?;
    let order = order(&pages)?;
    for (path, page) in &pages {
        let written = framed(&frame, path, page, &navigation(&pages, &order, path));
        write(&folder.join(place(path)), written.as_bytes())?;
    }
    for path in files {
        let bytes = fs::read(project::root().join(&path))
            .map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        write(&folder.join(place(&path)), &bytes)?;
    }
    println!("www/docs: {} pages", pages.len());
    Ok(())
}

/// Follows all links of the site, anchors too, and reads all that is written for spelling. Links to other servers are not followed.
///
/// # Errors
/// A sentence that says which of the two complained; the complaints are printed.
pub fn check(node: &Node) -> Result<(), String> {
    build()?;
    let server = Server::start(Port::Any, &project::site(), &[])?;
    let elsewhere = format!("^(?!{})", server.url());
    process::run(
        command(node.program("linkinator"))
            .arg(server.url())
            .args([
                "--recurse",
                "--check-fragments",
                "--check-css",
                "--verbosity",
                "error",
            ])
            .args(["--skip", &elsewhere]),
    )?;
    process::run(command(node.program("cspell")).args(["--no-progress", "--no-summary"]))
}

type Pages = BTreeMap<PathBuf, Page>;

/// All pages that can be reached from one, and the other files that they link.
fn reached(from: &Path) -> Result<(Pages, BTreeSet<PathBuf>), String> {
    let (mut pages, mut files) = (Pages::new(), BTreeSet::new());
    let mut waiting = vec![from.to_owned()];
    while let Some(path) = waiting.pop() {
        if pages.contains_key(&path) {
            continue;
        }
        let page = page(&path, &read(&path)?)?;
        for link in &page.links {
            if !project::root().join(link).is_file() {
                return Err(format!("{}: there is no file {}", path.display(), link.display()));
            }
            if is_page(link) {
                waiting.push(link.clone());
            } else {
                files.insert(link.clone());
            }
        }
        pages.insert(path, page);
    }
    Ok((pages, files))
}

/// The pages of the navigation. A page of `docs` that none leads to would be written for nobody.
fn order(pages: &Pages) -> Result<Vec<PathBuf>, String> {
    let mut order = vec![PathBuf::from(INDEX)];
    let index = read(Path::new(INDEX))?;
    for event in parser(&index) {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && let Some((path, _)) = file_of(Path::new(INDEX), &dest_url)
            && !order.contains(&path)
        {
            order.push(path);
        }
    }
    let folder = project::root().join("docs");
    let entries = fs::read_dir(&folder).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let path = Path::new("docs").join(entry.file_name());
        if is_page(&path) && !pages.contains_key(&path) {
            return Err(format!("{} is linked nowhere: add it to {INDEX}", path.display()));
        }
    }
    Ok(order)
}

/// Reads a Markdown file. `path` is its place in the repository.
fn page(path: &Path, text: &str) -> Result<Page, String> {
    let mut page = Page {
        title: String::new(),
        headings: Vec::new(),
        text: String::new(),
        links: BTreeSet::new(),
    };
    let mut ids = BTreeSet::new();
    let mut events = Vec::new();
    let mut source = parser(text);
    while let Some(event) = source.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let inner: Vec<Event> = source
                    .by_ref()
                    .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
                    .collect();
                let words = words(&inner);
                let id = unused(&slug(&words), &mut ids);
                match level {
                    HeadingLevel::H1 if page.title.is_empty() => page.title.clone_from(&words),
                    HeadingLevel::H2 => page.headings.push((id.clone(), words)),
                    _ => {}
                }
                events.push(markup(format!("<{level} id=\"{id}\">")));
                events.extend(inner);
                events.push(markup(format!("</{level}>\n")));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let dest_url = match file_of(path, &dest_url) {
                    Some((file, anchor)) => {
                        let address = format!("{}{anchor}", relative(&place(path), &place(&file)));
                        page.links.insert(file);
                        address.into()
                    }
                    None => dest_url,
                };
                events.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                return Err(format!(
                    "{}: pictures ({dest_url}) are not provided for",
                    path.display()
                ));
            }
            // Wide tables scroll by themselves, also by keyboard.
            Event::Start(Tag::Table(columns)) => {
                events.push(markup(
                    "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">".to_owned(),
                ));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(markup("</div>\n".to_owned()));
            }
            // What looks like markup in a document is text that somebody forgot to quote.
            Event::Html(found) | Event::InlineHtml(found) => {
                return Err(format!(
                    "{}: `{}` must stand in backquotes",
                    path.display(),
                    found.trim()
                ));
            }
            event => events.push(event),
        }
    }
    if page.title.is_empty() {
        return Err(format!("{} has no title: begin it with `# …`", path.display()));
    }
    html::push_html(&mut page.text, events.into_iter());
    // A column without a name has no heading; a long line scrolls by keyboard too.
    page.text = page
        .text
        .replace("<th></th>", "<td></td>")
        .replace("<pre>", "<pre tabindex=\"0\">");
    Ok(page)
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

fn markup(text: String) -> Event<'static> {
    Event::Html(CowStr::from(text))
}

fn words(events: &[Event]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

/// The id of a heading, made as code hosts make it, so that links hold in both places.
fn slug(words: &str) -> String {
    words
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

fn unused(id: &str, ids: &mut BTreeSet<String>) -> String {
    let numbered = (1..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.to_owned())
        .chain(numbered)
        .find(|id| !ids.contains(id));
    let free = free.unwrap_or_default();
    ids.insert(free.clone());
    free
}

/// The file of the repository that a link of `page` means, and its anchor (`#…` or nothing). None leads elsewhere.
fn file_of(page: &Path, link: &str) -> Option<(PathBuf, String)> {
    if link.contains("://") || link.starts_with("mailto:") || link.starts_with('#') {
        return None;
    }
    let (file, anchor) = link.find('#').map_or((link, ""), |at| link.split_at(at));
    let mut path = page.parent().unwrap_or(page).to_owned();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(part) => path.push(part),
            _ => {}
        }
    }
    Some((path, anchor.to_owned()))
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// Where a file of the repository stands below `www/docs`.
fn place(path: &Path) -> PathBuf {
    let place = path
        .strip_prefix("docs")
        .map_or_else(|_| Path::new("source").join(path), Path::to_owned);
    if is_page(path) {
        place.with_extension("html")
    } else {
        place
    }
}

/// The address of one file as another one links it.
fn relative(from: &Path, to: &Path) -> String {
    let up = from.components().count() - 1;
    let to: Vec<_> = to
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    format!("{}{}", "../".repeat(up), to.join("/"))
}

fn navigation(pages: &Pages, order: &[PathBuf], current: &Path) -> String {
    let mut list = String::new();
    for path in order {
        let Some(page) = pages.get(path) else { continue };
        let address = relative(&place(current), &place(path));
        let here = if path == current {
            " aria-current=\"page\""
        } else {
            ""
        };
        // Writing into a text cannot fail.
        let _ = writeln!(
            list,
            "<li><a href=\"{address}\"{here}>{}</a></li>",
            escaped(&page.title)
        );
    }
    list
}

fn framed(frame: &str, path: &Path, page: &Page, navigation: &str) -> String {
    let depth = place(path).components().count();
    let mut contents = String::new();
    if page.headings.len() >= LISTED {
        contents.push_str("<nav class=\"contents\" aria-label=\"On this page\"><ul>\n");
        for (id, words) in &page.headings {
            let _ = writeln!(contents, "<li><a href=\"#{id}\">{}</a></li>", escaped(words));
        }
        contents.push_str("</ul></nav>\n");
    }
    frame
        .replace("{title}", &escaped(&page.title))
        .replace("{root}", &"../".repeat(depth))
        .replace("{navigation}", navigation)
        .replace("{contents}", &contents)
        .replace("{text}", &page.text)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    html::push_html(&mut escaped, std::iter::once(Event::Text(text.into())));
    escaped
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(project::root().join(path)).map_err(|e| format!("cannot read {}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|e| format!("cannot write {}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_title_its_headings_and_its_links() {
        let text = "# A & b\n\nSee [rules](../src/rules.txt), [c](c.md#d), [out](https://example.org).\n\n## D `e`, f\n\n## D e f\n";
        let page = page(Path::new("docs/a.md"), text).unwrap();
        assert_eq!(page.title, "A & b");
        assert_eq!(page.headings[0], ("d-e-f".to_owned(), "D e, f".to_owned()));
        assert_eq!(page.headings[1].0, "d-e-f-1");
        assert!(
            page.text.contains("href=\"source/src/rules.txt\""),
            "{}",
            page.text
        );
        assert!(page.text.contains("href=\"c.html#d\""), "{}", page.text);
        assert!(
            page.text.contains("href=\"https://example.org\""),
            "{}",
            page.text
        );
        let links: Vec<_> = page.links.iter().map(|path| path.to_string_lossy()).collect();
        assert_eq!(links, ["docs/c.md", "src/rules.txt"]);
    }

    #[test]
    fn links_between_folders_hold() {
        let text = "# T\n\n[numbers](../accuracy.md)\n";
        let page = page(Path::new("docs/extension/privacy.md"), text).unwrap();
        assert!(page.text.contains("href=\"../accuracy.html\""), "{}", page.text);
    }

    #[test]
    fn markup_that_was_meant_as_text_is_an_error() {
        let error = page(Path::new("docs/a.md"), "# T\n\nthe <factnote-panel> element\n").err();
        assert_eq!(
            error.unwrap(),
            "docs/a.md: `<factnote-panel>` must stand in backquotes"
        );
    }
}
