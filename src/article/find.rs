//! Finding the article in a page.

use super::byline::Head;
use super::page::{NodeIndex, Page};
use super::runs::{self, Runs};
use super::{Article, Block, BlockKind, Link, content, metadata};
use crate::span::Span;

/// An article found in a page, with the way back from its text to the page's text nodes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The article; without blocks where the page holds none.
    pub article: Article,
    /// Verbatim stretches of text nodes, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// A stretch of [`Article::text`] that is, character for character, a stretch of one text node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in [`Article::text`].
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
    /// The text node.
    pub node: NodeIndex,
    /// Where the stretch begins in the node, in UTF-16 units.
    pub node_start: u32,
}

/// Finds the article of `page`: its blocks, metadata and the pieces that lead back.
#[must_use]
pub fn find(page: &Page) -> Found {
    let runs = runs::cut(page);
    let titles = metadata::titles(page);
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let chosen = content::choose(page, &runs, &titles);
    let mut found = Found::default();
    for choice in &chosen {
        if let Some(run) = runs.list.get(choice.run) {
            found.add(page, &runs, run.span, choice.kind);
        }
    }
    let run_of = |wanted: &dyn Fn(BlockKind) -> bool| chosen.iter().find(|c| wanted(c.kind)).map(|c| c.run);
    let head = Head {
        headline: run_of(&|kind| kind == BlockKind::Headline),
        body: run_of(&|kind| kind.is_body()).unwrap_or(runs.list.len()),
    };
    found.article.metadata = metadata::read(page, &runs, head);
    let headline = found
        .article
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Headline);
    found.article.metadata.title = headline
        .map(|block| block.span.of(&found.article.text).to_owned())
        .or_else(|| titles.first().map(|&title| title.to_owned()));
    found
}

impl Found {
    /// Appends the text under `span` as a block, with its pieces and links.
    fn add(&mut self, page: &Page, runs: &Runs, span: Span, kind: BlockKind) {
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let start = u32::try_from(text.len()).unwrap_or(u32::MAX);
        text.push_str(span.of(&runs.text));
        self.article.blocks.push(Block {
            kind,
            span: Span::new(start, start + span.len()),
        });
        let from = runs.pieces.partition_point(|p| p.start < span.start());
        let pieces = runs.pieces.get(from..).unwrap_or(&[]).iter();
        for piece in pieces.take_while(|p| p.start < span.end()) {
            self.pieces.push(Piece {
                start: piece.start - span.start() + start,
                ..*piece
            });
        }
        let from = runs.links.partition_point(|(s, _)| s.start() < span.start());
        let links = runs.links.get(from..).unwrap_or(&[]).iter();
        for (link, element) in links.take_while(|(s, _)| s.start() < span.end()) {
            if let Some(url) = page.element(*element).and_then(|e| e.reference.clone()) {
                let shift = |byte: u32| byte - span.start() + start;
                self.article.links.push(Link {
                    span: Span::new(shift(link.start()), shift(link.end())),
                    url,
                });
            }
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::article::page::Content;
    use crate::html::parse;

    const FIRST: &str =
        "The ferry between the islands will not sail before Thursday, the harbour master said.";
    const SECOND: &str =
        "Its engine failed twice in a month, and spare parts have to come from abroad by ship.";
    const THIRD: &str = "Islanders have to take the small boat, which carries no cars and leaves once a day.";

    fn news(inside: &str) -> String {
        format!(
            "<title>Ferry stays in port | Island Post</title><header><nav><a href=/>Home</a> <a href=/w>Weather and \
             tides for the whole week ahead, with warnings.</a></nav></header><main><article><h1>Ferry stays in port</h1>\
             {inside}</article></main><footer>Island Post is printed in the old harbour, every day but Sunday.</footer>"
        )
    }

    fn blocks(found: &Found) -> Vec<(BlockKind, &str)> {
        let text = &found.article.text;
        found
            .article
            .blocks
            .iter()
            .map(|b| (b.kind, b.span.of(text)))
            .collect()
    }

    #[test]
    fn headline_and_paragraphs_are_found_and_the_rest_is_not() {
        let page = parse(&news(&format!(
            "<p>{FIRST}</p><div class=ad-slot><p>{THIRD} Buy now, pay later, and never again.</p></div>\
             <figure><img><figcaption>The ferry in March</figcaption></figure><p>{SECOND}</p>\
             <p><a href=/x>Read more: {THIRD}</a></p><div class=comments><p>{THIRD} So it was last year, too!</p></div>"
        )));
        let found = find(&page);
        assert_eq!(
            blocks(&found),
            [
                (BlockKind::Headline, "Ferry stays in port"),
                (BlockKind::Paragraph, FIRST),
                (BlockKind::Caption, "The ferry in March"),
                (BlockKind::Paragraph, SECOND),
            ]
        );
        assert_eq!(
            found.article.metadata.title.as_deref(),
            Some("Ferry stays in port")
        );
        assert_eq!(found.article.metadata.outlet.as_deref(), Some("Island Post"));
    }

    #[test]
    fn lines_between_headline_and_body_belong_to_the_article() {
        let page = parse(&format!(
            "<title>Ferry stays in port</title><div class=promo><p>{THIRD} Subscribe today.</p></div><article><header>\
             <h1>Ferry stays in port</h1><p class=standfirst>Spare parts come by ship, the harbour master said.</p>\
             <p class=byline>By Ann Lee</p></header><figure><img><figcaption>The ferry in March</figcaption></figure>\
             <div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></article>"
        ));
        let found = find(&page);
        let kinds: Vec<BlockKind> = blocks(&found).into_iter().map(|(kind, _)| kind).collect();
        let body = [BlockKind::Paragraph; 3];
        let above = [
            BlockKind::Headline,
            BlockKind::Standfirst,
            BlockKind::Byline,
            BlockKind::Caption,
        ];
        assert_eq!(kinds, [&above[..], &body[..]].concat());
    }

    #[test]
    fn every_piece_is_a_verbatim_stretch_of_its_text_node() {
        let page = parse(&news(&format!(
            "<p>  About\n   <b>40</b>&nbsp;per<wbr>cent of <a href=/c>the 🚢 co&shy;operation’s</a> 1&#8239;000 boats \
             lie still.</p><p>{FIRST}</p><p>{SECOND}</p>"
        )));
        let found = find(&page);
        let text = &found.article.text;
        assert!(
            text.contains("\nAbout 40 percent of the 🚢 cooperation’s 1\u{202f}000 boats lie still.\n"),
            "{text}"
        );
        for piece in &found.pieces {
            let Content::Text(node) = &page.nodes[piece.node as usize].content else {
                panic!("{piece:?} is no text node");
            };
            let units: Vec<u16> = node.encode_utf16().collect();
            let words = Span::new(piece.start, piece.start + piece.len).of(text);
            let length = words.encode_utf16().count();
            let start = piece.node_start as usize;
            assert_eq!(String::from_utf16_lossy(&units[start..start + length]), words);
        }
        let covered: u32 = found.pieces.iter().map(|p| p.len).sum();
        let tidied = 3 + u32::try_from(found.article.blocks.len()).unwrap();
        assert!(
            covered + tidied >= u32::try_from(text.len()).unwrap(),
            "a stretch has no way back"
        );
        let links: Vec<_> = found
            .article
            .links
            .iter()
            .map(|l| (l.span.of(text), l.url.as_str()))
            .collect();
        assert_eq!(links, [("the 🚢 cooperation’s", "/c")]);
    }

    #[test]
    fn blocks_cells_and_empty_lines_divide_and_inline_elements_do_not() {
        let page = parse(&news(&format!(
            "<p>{FIRST}</p><p><span class=cap>F</span>orty boats lie still, one <br> captain says.<br><br>In<i>li</i>ne \
             words stay one word in this paper.</p><ul><li>{SECOND}</li><li>{THIRD}</li></ul>"
        )));
        let found = find(&page);
        let text = &found.article.text;
        assert!(
            text.contains("\nForty boats lie still, one captain says.\nInline words stay"),
            "{text}"
        );
        assert!(text.ends_with(&format!("{SECOND}\n{THIRD}")), "{text}");
    }

    #[test]
    fn pages_without_an_article_have_no_blocks() {
        let front = (0..12).fold(String::new(), |page, n| {
            page + &format!(
                "<div class=card><h3><a href=/{n}>Story number {n} of today</a></h3><p>{FIRST}</p></div>"
            )
        });
        for html in [
            "",
            "<p>Hello",
            "<h1>Sign in</h1><form><p>Name and password, please.</form>",
            &front,
        ] {
            let found = find(&parse(html));
            assert_eq!(found.article.blocks, [], "{html}");
            assert_eq!(found.pieces, [], "{html}");
        }
    }

    #[test]
    fn linked_data_goes_before_meta_and_meta_before_what_is_seen() {
        let page = parse(&format!(
            "<html lang=en><meta name=author content='The desk'><meta property=og:site_name content='Post'>\
             <script type=application/ld+json>{{\"@graph\": [{{\"@type\": \"WebSite\", \"name\": \"x\"}}, \
             {{\"@type\": [\"NewsArticle\"], \"datePublished\": \"2025-05-02T08:00:00Z\", \"author\": [{{\"name\": \
             \"Ann Lee\"}}, {{\"name\": \"Bo Kim\"}}]}}]}}</script>{}",
            news(&format!("<p>{FIRST}</p><p>{SECOND}</p>"))
        ));
        let metadata = find(&page).article.metadata;
        assert_eq!(metadata.byline.as_deref(), Some("Ann Lee, Bo Kim"));
        assert_eq!(metadata.published.as_deref(), Some("2025-05-02T08:00:00Z"));
        assert_eq!(metadata.outlet.as_deref(), Some("Post"));
        assert_eq!(metadata.language.as_deref(), Some("en"));
    }
}
