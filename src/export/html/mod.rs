//! An article as a standalone page: marks, cards and panel in one file that needs no server.
//!
//! Cards are `popover` elements that a small inline script places; without scripts they stand as a list below the
//! article.

use crate::analysis::AnnotationId;
use crate::article::{Article, Block, BlockKind};
use crate::describe::{Card, Panel, Part, Presentation};
use crate::export::offsets::Offsets;
use crate::span::Span;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const MARKS: &str = include_str!("../../dom/marks.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of `article` with what `presentation` shows.
#[must_use]
pub fn page(article: &Article, presentation: &Presentation) -> String {
    let offsets = Offsets::new(&article.text);
    let metadata = &article.metadata;
    let headline = article.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    let title = headline
        .map(|b| b.span.of(&article.text))
        .or(metadata.title.as_deref())
        .unwrap_or_default();
    let mut out = String::new();
    let language = metadata.language.as_deref().unwrap_or("en");
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}{MARKS}</style>\n\
         <noscript><style>.card {{ display: block; position: static }}</style></noscript>\n</head>\n<body>\n\
         <main>\n<article>\n",
        escaped(language),
        escaped(title)
    );
    let known = [&metadata.outlet, &metadata.byline, &metadata.published];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    let mut byline =
        (!known.is_empty()).then(|| format!("<p class=\"known\">{}</p>\n", escaped(&known.join(" · "))));
    let first_is_headline = article
        .blocks
        .first()
        .is_some_and(|b| b.kind == BlockKind::Headline);
    if !first_is_headline {
        out.extend(byline.take());
    }
    let ranges = Ranges::new(article, presentation);
    for block in &article.blocks {
        write_block(&mut out, article, &offsets, &ranges, *block);
        out.extend(byline.take());
    }
    out.push_str("</article>\n");
    write_panel(&mut out, &presentation.panel);
    out.push_str("</main>\n<section class=\"cards\">\n");
    for card in &presentation.cards {
        write_card(&mut out, card, &presentation.panel, &offsets);
    }
    let _ = write!(out, "</section>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// What opens and closes in the text: a link or a mark.
#[derive(Clone, Copy)]
enum Wrapper {
    Link(usize),
    Mark(usize),
}

/// The wrappers of the text, by their first byte, longer ones first.
struct Ranges<'a> {
    all: Vec<(Span, Wrapper)>,
    article: &'a Article,
    presentation: &'a Presentation,
}

impl<'a> Ranges<'a> {
    fn new(article: &'a Article, presentation: &'a Presentation) -> Self {
        let links = article.links.iter().enumerate();
        let links = links
            .filter(|(_, link)| is_web_page(&link.url))
            .map(|(i, link)| (link.span, Wrapper::Link(i)));
        let marks = presentation.marks.iter().enumerate();
        let marks = marks.flat_map(|(i, mark)| mark.spans.iter().map(move |&s| (s, Wrapper::Mark(i))));
        let mut all: Vec<_> = links.chain(marks).filter(|(span, _)| !span.is_empty()).collect();
        all.sort_by_key(|(span, _)| (span.start(), core::cmp::Reverse(span.end())));
        Self {
            all,
            article,
            presentation,
        }
    }

    fn open(&self, out: &mut String, wrapper: Wrapper) {
        match wrapper {
            Wrapper::Link(i) => {
                let url = self.article.links.get(i).map_or("", |l| l.url.as_str());
                let _ = write!(out, "<a href=\"{}\">", escaped(url));
            }
            Wrapper::Mark(i) => {
                let Some(mark) = self.presentation.marks.get(i) else {
                    out.push_str("<span>");
                    return;
                };
                let _ = write!(
                    out,
                    "<span class=\"factnote\" data-factnote-style=\"{}\" data-card=\"{}\">",
                    mark.style.name(),
                    mark.annotation.0
                );
            }
        }
    }
}

fn close(wrapper: Wrapper) -> &'static str {
    match wrapper {
        Wrapper::Link(_) => "</a>",
        Wrapper::Mark(_) => "</span>",
    }
}

fn write_block(out: &mut String, article: &Article, offsets: &Offsets, ranges: &Ranges<'_>, block: Block) {
    let (tag, class) = match block.kind {
        BlockKind::Headline => ("h1", ""),
        BlockKind::Subheading => ("h2", ""),
        BlockKind::Standfirst => ("p", " class=\"standfirst\""),
        BlockKind::Byline => ("p", " class=\"known\""),
        BlockKind::Caption => ("p", " class=\"caption\""),
        BlockKind::Aside => ("p", " class=\"aside\""),
        BlockKind::Blockquote => ("blockquote", ""),
        BlockKind::Item => ("p", " class=\"item\""),
        BlockKind::Paragraph => ("p", ""),
    };
    let _ = write!(
        out,
        "<{tag}{class} data-start=\"{}\">",
        offsets.utf16(block.span.start())
    );
    write_text(out, &article.text, ranges, block.span);
    let _ = writeln!(out, "</{tag}>");
}

/// The text of a block with its wrappers. Wrappers that cross are closed and opened again.
fn write_text(out: &mut String, text: &str, ranges: &Ranges<'_>, block: Span) {
    let mut at = block.start();
    let mut next = ranges
        .all
        .partition_point(|(span, _)| span.start() < block.start());
    // Open wrappers with their ends, outer before inner.
    let mut open: Vec<(u32, Wrapper)> = Vec::new();
    loop {
        let closes = open.iter().map(|(end, _)| *end).min();
        let opens = ranges
            .all
            .get(next)
            .map(|(span, _)| span.start())
            .filter(|&start| start < block.end());
        let border = match (closes, opens) {
            (Some(c), Some(o)) => c.min(o),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => break,
        };
        out.push_str(&escaped(Span::new(at, border).of(text)));
        at = at.max(border);
        if closes == Some(border) {
            close_at(out, ranges, &mut open, border);
        } else if let Some(&(span, wrapper)) = ranges.all.get(next) {
            ranges.open(out, wrapper);
            open.push((span.end().min(block.end()), wrapper));
            next += 1;
        }
    }
    out.push_str(&escaped(Span::new(at, block.end()).of(text)));
}

/// Closes what ends at `border` and opens again what stood inside it and goes on.
fn close_at(out: &mut String, ranges: &Ranges<'_>, open: &mut Vec<(u32, Wrapper)>, border: u32) {
    let Some(first) = open.iter().position(|(end, _)| *end == border) else {
        return;
    };
    for (_, wrapper) in open.iter().skip(first).rev() {
        out.push_str(close(*wrapper));
    }
    let rest: Vec<_> = open.drain(first..).filter(|(end, _)| *end != border).collect();
    for (end, wrapper) in rest {
        ranges.open(out, wrapper);
        open.push((end, wrapper));
    }
}

fn write_card(out: &mut String, card: &Card, panel: &Panel, offsets: &Offsets) {
    let id = card.annotation.0;
    let _ = write!(
        out,
        "<div class=\"card\" id=\"card-{id}\" popover role=\"dialog\" aria-labelledby=\"title-{id}\">\n\
         <p class=\"title\" id=\"title-{id}\">{}</p>\n<dl>\n",
        escaped(&card.title)
    );
    for row in &card.rows {
        let _ = write!(
            out,
            "<div class=\"{}\"><dt>{}</dt><dd>",
            row.key,
            escaped(&row.name)
        );
        for (i, part) in row.parts.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            write_part(out, part, offsets);
        }
        out.push_str("</dd></div>\n");
    }
    out.push_str("</dl>\n");
    for (outer, text) in &card.part_of {
        let _ = writeln!(out, "<p class=\"outer\">{}</p>", button(*outer, text));
    }
    let _ = write!(out, "<p class=\"foot\"><span>{}</span>", escaped(&card.place));
    if !card.position.is_empty() {
        let word = |key| panel.button(key);
        let arrow = |id: Option<AnnotationId>, sign: &str, name: &str| match id {
            Some(id) => format!(
                "<button type=\"button\" data-open=\"{}\" aria-label=\"{}\">{sign}</button>",
                id.0,
                escaped(name)
            ),
            None => String::new(),
        };
        let _ = write!(
            out,
            " <span>{} {} {}</span>",
            arrow(card.previous, "‹", word("previous")),
            escaped(&card.position),
            arrow(card.next, "›", word("next"))
        );
    }
    let _ = write!(out, " <span>{}</span></p>\n</div>\n", escaped(&card.found));
}

fn button(id: AnnotationId, text: &str) -> String {
    format!(
        "<button type=\"button\" data-open=\"{}\">{}</button>",
        id.0,
        escaped(text)
    )
}

fn write_part(out: &mut String, part: &Part, offsets: &Offsets) {
    let class = match (part.separator, part.inferred) {
        (true, _) => " class=\"quiet\"",
        (false, true) => " class=\"inferred\"",
        (false, false) => "",
    };
    let span = part.span.map_or(String::new(), |span| {
        format!(
            " data-from=\"{}\" data-to=\"{}\"",
            offsets.utf16(span.start()),
            offsets.utf16(span.end())
        )
    });
    let text = escaped(&part.text);
    let _ = match part.link.as_deref().filter(|url| is_web_page(url)) {
        Some(url) => write!(out, "<a href=\"{}\"{class}{span}>{text}</a>", escaped(url)),
        None => write!(out, "<span{class}{span}>{text}</span>"),
    };
}

fn write_panel(out: &mut String, panel: &Panel) {
    let _ = write!(out, "<aside>\n<h2>{}</h2>\n<table>\n", escaped(&panel.title));
    for (key, line) in &panel.bar {
        let _ = writeln!(
            out,
            "<tr class=\"{key}\"><th scope=\"row\">{}</th><td>{}</td></tr>",
            escaped(&line.text),
            line.annotations.len()
        );
    }
    out.push_str("</table>\n");
    for section in &panel.sections {
        let _ = write!(out, "<h3>{}</h3>\n<ul>\n", escaped(&section.title));
        for line in &section.lines {
            let ids: Vec<String> = line.annotations.iter().map(|id| id.0.to_string()).collect();
            let count = line.count.map_or(String::new(), |n| format!(" <b>{n}</b>"));
            let _ = writeln!(
                out,
                "<li data-light=\"{}\" tabindex=\"0\"><span>{}</span>{count}</li>",
                ids.join(" "),
                escaped(&line.in_full())
            );
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<p class=\"legend\">\n");
    for (style, name) in &panel.legend {
        let _ = writeln!(
            out,
            "<span class=\"factnote\" data-factnote-style=\"{}\">{}</span>",
            style.name(),
            escaped(name)
        );
    }
    out.push_str("</p>\n</aside>\n");
}

/// Whether an address leads to a page, and runs nothing.
pub(super) fn is_web_page(url: &str) -> bool {
    let scheme = url
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// Text that may stand in an element or in an attribute between double quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::{English, Mark, MarkStyle, present};
    use crate::export::sample;

    fn marked(text: &str, spans: &[(u32, u32)]) -> String {
        let article = Article::from_plain_text(text);
        let presentation = Presentation {
            marks: (0u32..)
                .zip(spans)
                .map(|(i, &(start, end))| Mark {
                    annotation: AnnotationId(i),
                    style: MarkStyle::Direct,
                    spans: vec![Span::new(start, end)],
                    spoken: String::new(),
                })
                .collect(),
            ..Presentation::default()
        };
        let ranges = Ranges::new(&article, &presentation);
        let mut out = String::new();
        write_text(&mut out, &article.text, &ranges, article.blocks[0].span);
        out.replace(" class=\"factnote\" data-factnote-style=\"direct\"", "")
            .replace(" data-card", "")
    }

    #[test]
    fn marks_nest_and_crossing_ones_are_opened_again() {
        assert_eq!(
            marked("abcdef", &[(0, 6), (2, 4)]),
            "<span=\"0\">ab<span=\"1\">cd</span>ef</span>"
        );
        assert_eq!(
            marked("abcdef", &[(0, 4), (2, 6)]),
            "<span=\"0\">ab<span=\"1\">cd</span></span><span=\"1\">ef</span>"
        );
        assert_eq!(marked("a<b", &[]), "a&lt;b");
    }

    #[test]
    fn a_page_holds_text_marks_cards_and_panel() {
        let article = sample::article();
        let page = page(&article, &present(&article, &sample::analysis(), 0.5, &English));
        assert!(page.starts_with("<!doctype html>"));
        assert!(page.contains("<h1 data-start=\"0\">Harbour wall to be raised</h1>"));
        assert!(page.contains("id=\"card-0\" popover role=\"dialog\""));
        assert!(page.contains("Secondhand: Gazette, citing unnamed people"));
        assert!(page.contains("<h3>Who is heard</h3>"));
        for tag in ["span", "div", "p", "dl", "button"] {
            let opened =
                page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }

    #[test]
    fn nothing_of_the_article_becomes_markup() {
        let mut article = Article::from_plain_text("<script>alert(1)</script>, she said.\nTwo.");
        article.metadata.outlet = Some("\"><img src=x>".to_owned());
        article.links.push(crate::article::Link {
            span: Span::new(0, 5),
            url: "javascript:alert(1)".to_owned(),
        });
        let page = page(&article, &Presentation::default());
        assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("javascript:"));
    }
}
