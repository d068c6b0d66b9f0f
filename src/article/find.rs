//! Finding the article in a page.

use super::byline::Head;
use super::content::Chosen;
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
    let mut search = Search::begin(page);
    search.choose();
    search.found()
}

/// A page in which the article is looked for, in three steps of about the same time: [`Search::begin`], [`Search::choose`],
/// [`Search::found`].
pub struct Search<'a> {
    page: &'a Page,
    runs: Runs,
    titles: Vec<String>,
    chosen: Vec<Chosen>,
}

impl<'a> Search<'a> {
    /// Cuts the page's text into runs.
    #[must_use]
    pub fn begin(page: &'a Page) -> Self {
        Self {
            page,
            runs: runs::cut(page),
            titles: metadata::titles(page),
            chosen: Vec::new(),
        }
    }

    /// Chooses the runs of the article.
    pub fn choose(&mut self) {
        let titles: Vec<&str> = self.titles.iter().map(String::as_str).collect();
        self.chosen = content::choose(self.page, &self.runs, &titles);
    }

    /// Puts the article together.
    #[must_use]
    pub fn found(&self) -> Found {
        let Self {
            page,
            runs,
            titles,
            chosen,
        } = self;
        let mut found = Found::default();
        for choice in chosen {
            if let Some(run) = runs.list.get(choice.run) {
                found.add(page, runs, run.span, choice.kind);
            }
        }
        let run_of =
            |wanted: &dyn Fn(BlockKind) -> bool| chosen.iter().find(|c| wanted(c.kind)).map(|c| c.run);
        let head = Head {
            headline: run_of(&|kind| kind == BlockKind::Headline),
            body: run_of(&|kind| kind.is_body()).unwrap_or(runs.list.len()),
        };
        found.article.metadata = metadata::read(page, runs, head);
        let headline = found
            .article
            .blocks
            .iter()
            .find(|b| b.kind == BlockKind::Headline);
        found.article.metadata.title = headline
            .map(|block| block.span.of(&found.article.text).to_owned())
            .or_else(|| titles.first().cloned());
        found
    }
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

    #[test]
    fn lists_between_paragraphs_are_text_and_lists_of_links_are_not() {
        let page = parse(&news(&format!(
            "<p>{FIRST}</p><p>{SECOND}</p><p>It stops at:</p><ul><li>Northport</li><li>Gull Rock</li></ul><p>{THIRD}</p>\
             <ul><li><a href=/1>Storms in the north</a></li><li><a href=/2>Fish is dear</a></li></ul>"
        )));
        let found = find(&page);
        let items: Vec<&str> = blocks(&found)
            .into_iter()
            .filter(|(kind, _)| *kind == BlockKind::Item)
            .map(|(_, text)| text)
            .collect();
        assert_eq!(items, ["Northport", "Gull Rock"]);
    }

    #[test]
    fn a_post_is_quoted_with_its_author() {
        let page = parse(&news(&format!(
            "<p>{FIRST}</p><blockquote class=post><p>No ferry today.</p>— Harbour (@harbour) <a href=/p/1>May 3, 2025</a>\
             </blockquote><p>{SECOND}</p><p>{THIRD}</p>"
        )));
        let found = find(&page);
        let quoted: Vec<&str> = blocks(&found)
            .into_iter()
            .filter(|(kind, _)| *kind == BlockKind::Blockquote)
            .map(|(_, text)| text)
            .collect();
        assert_eq!(quoted, ["No ferry today.", "— Harbour (@harbour) May 3, 2025"]);
    }

    #[test]
    fn a_series_of_pictures_is_left_out_though_it_holds_most_of_the_words() {
        let slides = (0..30).fold(String::new(), |all, n| {
            all + &format!("<div><p>{n}/30</p><p>{THIRD}</p></div>")
        });
        let text = format!("<p>{FIRST}</p><p>{SECOND}</p>").repeat(8);
        let page = parse(&news(&format!(
            "<div>{text}</div><div class=full-gallery>{slides}</div>"
        )));
        let found = find(&page);
        assert!(!found.article.text.contains(THIRD));
        assert_eq!(found.article.text.matches(FIRST).count(), 8);
    }

    #[test]
    fn two_headings_in_a_row_stay_and_labels_of_boxes_go() {
        let page = parse(&news(&format!(
            "<p>{FIRST}</p><h2>What is known</h2><h3>The engine</h3><p>{SECOND}</p><div class=pf_subheadline>What comes \
             next</div><p>{THIRD}</p><h3>Comments</h3><p>comments</p>"
        )));
        let found = find(&page);
        let headings: Vec<&str> = blocks(&found)
            .into_iter()
            .filter(|(kind, _)| *kind == BlockKind::Subheading)
            .map(|(_, text)| text)
            .collect();
        assert_eq!(headings, ["What is known", "The engine", "What comes next"]);
        assert!(found.article.text.ends_with(THIRD), "{}", found.article.text);
    }

    #[test]
    fn teasers_of_other_stories_go_and_an_article_with_them_stays() {
        let teasers = (0..6).fold(String::new(), |all, n| {
            all + &format!(
                "<div class=tile><a href=/{n}>Another story, number {n}</a><div>It has a short text that says what it is \
                 about, and no more.</div></div>"
            )
        });
        let page = parse(&news(&format!(
            "{}<div class=tiles>{teasers}</div>",
            format!("<p>{FIRST}</p><p>{SECOND}</p>").repeat(4)
        )));
        let found = find(&page);
        assert_eq!(
            found.article.blocks.iter().filter(|b| b.kind.is_body()).count(),
            8
        );
        assert!(!found.article.text.contains("short text"));
    }

    #[test]
    fn results_of_a_search_and_threads_of_a_forum_are_no_article() {
        let results = (0..10).fold(String::new(), |all, n| {
            all + &format!(
                "<li class=result><h3><a href=/r/{n}>Result {n} for ferry</a></h3><p>{SECOND}</p></li>"
            )
        });
        let threads = (0..9).fold(String::new(), |all, n| {
            all + &format!(
                "<div class=thread><a href=/t/{n}>Question {n} about the ferry</a><p>{THIRD}</p></div>"
            )
        });
        for html in [
            format!("<h1>Search</h1><ol>{results}</ol>"),
            format!("<h1>Forum</h1>{threads}"),
        ] {
            assert_eq!(find(&parse(&html)).article.blocks, [], "{html}");
        }
    }

    fn metadata_of(head: &str, above: &str) -> crate::article::Metadata {
        let page = parse(&format!(
            "{head}<div class=latest><span class=byline>Zoe Other</span></div><main><h1>Ferry stays in port</h1>{above}\
             <div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></main><footer>© 2001-2025 Island Post, \
             Inc. All rights reserved.</footer>"
        ));
        find(&page).article.metadata
    }

    #[test]
    fn the_byline_is_the_one_beside_the_headline() {
        for above in [
            "<p class=byline>By <a rel=author href=/a/1>Ann Lee</a> - Apr 16, 2025 8:02 pm</p>",
            "<div class=author_line>By <a href=/author/ann>Ann Lee</a><br>Island Post Health</div>",
            "<span class=meta-author><span itemprop=name>Ann Lee</span> 22 Dec 2025</span>",
            "<h5>2/26/2025 7:11 AM BY Ann Lee</h5>",
            "<div>By Ann Lee</div>",
        ] {
            assert_eq!(
                metadata_of("", above).byline.as_deref(),
                Some("Ann Lee"),
                "{above}"
            );
        }
        let two = "<div class=byline>By <span class=byline-name>Ann Lee</span> and <span class=byline-name>Bo \
                   Kim</span></div>";
        assert_eq!(metadata_of("", two).byline.as_deref(), Some("Ann Lee, Bo Kim"));
    }

    #[test]
    fn the_day_of_a_change_is_not_that_of_publication() {
        let changed = "<meta property=article:modified_time content=2025-06-09>";
        for (head, above, wanted) in [
            (changed, "", None),
            (
                changed,
                "<time class=updated datetime=2025-06-09>9 June</time>",
                None,
            ),
            (changed, "<p>Last updated: 9 June 2025</p>", None),
            (
                changed,
                "<time datetime=2025-06-02>2 June</time>",
                Some("2025-06-02"),
            ),
            (changed, "<p>Posted June 2, 2025</p>", Some("2025-06-02")),
            (
                "<meta property=article:published itemprop=datePublished content=2025-06-02>",
                "",
                Some("2025-06-02"),
            ),
            ("<meta name=pdate content=20250602>", "", Some("2025-06-02")),
            (
                "<link rel=canonical href=https://post.example/2025/06/02/ferry>",
                "",
                Some("2025-06-02"),
            ),
            (
                "<meta property=article:published_time content=2025-06-09T10:00:00Z>",
                "<time datetime=2025-06-09>June 2, 2025, 10 AM / Updated June 9, 2025</time>",
                Some("2025-06-02"),
            ),
        ] {
            assert_eq!(
                metadata_of(head, above).published.as_deref(),
                wanted,
                "{head}{above}"
            );
        }
    }

    #[test]
    fn the_address_that_a_page_gives_itself_goes_first() {
        let head = "<link rel=canonical href=https://post.example/a><meta property=og:url \
                    content=https://post.example/2025/06/02/ferry>";
        let metadata = metadata_of(head, "");
        assert_eq!(
            metadata.url.as_deref(),
            Some("https://post.example/2025/06/02/ferry")
        );
        assert_eq!(metadata.published.as_deref(), Some("2025-06-02"));
    }

    #[test]
    fn an_address_is_no_name_of_an_outlet() {
        let head = "<meta property=og:site_name content=https://post.example>";
        assert_eq!(metadata_of(head, "").outlet.as_deref(), Some("Island Post"));
        let named = "<meta name=application-name content='The Post'>";
        assert_eq!(
            metadata_of(&format!("{head}{named}"), "").outlet.as_deref(),
            Some("The Post")
        );
    }

    #[test]
    fn linked_data_names_people_by_their_ids() {
        let head = "<script type=application/ld+json>{\"@graph\": [{\"@type\": \"Article\", \"author\": {\"@id\": \
                    \"#ann\"}, \"publisher\": {\"@id\": \"#post\"}, \"headline\": \"Ferry\nstays\"}, {\"@type\": \"Person\", \
                    \"@id\": \"#ann\", \"name\": \"Ann Lee\"}, {\"@type\": \"Organization\", \"@id\": \"#post\", \"name\": \
                    \"The Post\"}]}</script>";
        let metadata = metadata_of(head, "");
        assert_eq!(metadata.byline.as_deref(), Some("Ann Lee"));
        assert_eq!(metadata.outlet.as_deref(), Some("The Post"));
    }
}
