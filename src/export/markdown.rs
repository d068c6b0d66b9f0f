//! The sourcing of an article for people to read, paste and keep: who says what, in Markdown (CommonMark).

use super::html::is_web_page;
use crate::analysis::{Analysis, AnnotationId};
use crate::article::{Article, BlockKind};
use crate::describe::{Line, Presentation};

/// Title, outlet, day, author and address; the statements by source, word for word; then what the panel says.
///
/// It holds what `presentation` shows, and its words. No text of the article becomes markup.
#[must_use]
pub fn markdown(article: &Article, analysis: &Analysis, presentation: &Presentation) -> String {
    let panel = &presentation.panel;
    let mut out = String::new();
    write_head(&mut out, article, &panel.title);
    for (_, line) in &panel.bar {
        write_item(&mut out, &counted(line));
    }
    heading(&mut out, "## ", &panel.statements.title);
    for line in &panel.statements.lines {
        heading(&mut out, "### ", &line.text);
        for &id in line.words.iter().flat_map(|(_, ids)| ids) {
            write_statement(&mut out, article, analysis, presentation, id);
        }
    }
    for section in &panel.sections {
        heading(&mut out, "## ", &section.title);
        for line in &section.lines {
            write_item(&mut out, &counted(line));
        }
    }
    out
}

fn write_head(out: &mut String, article: &Article, otherwise: &str) {
    let metadata = &article.metadata;
    let headline = article.blocks.iter().find(|b| b.kind == BlockKind::Headline);
    let headline = headline.map(|block| block.span.of(&article.text));
    let title = metadata.title.as_deref().or(headline).unwrap_or(otherwise);
    out.push_str("# ");
    escape(out, title);
    out.push_str("\n\n");
    let day = metadata.published.as_deref();
    let day = day.map(|time| time.split_once('T').map_or(time, |(day, _)| day));
    let mut separator = "";
    for known in [metadata.outlet.as_deref(), day, metadata.byline.as_deref()]
        .into_iter()
        .flatten()
    {
        out.push_str(separator);
        escape(out, known);
        separator = " · ";
    }
    if !separator.is_empty() {
        out.push_str("\n\n");
    }
    if let Some(url) = metadata.url.as_deref().filter(|url| is_address(url)) {
        out.push('<');
        out.push_str(url);
        out.push_str(">\n\n");
    }
}

/// Whether it may stand between angle brackets and lead to a page.
fn is_address(url: &str) -> bool {
    is_web_page(url) && !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<' || c == '>')
}

fn heading(out: &mut String, level: &str, text: &str) {
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(level);
    escape(out, text);
    out.push_str("\n\n");
}

fn counted(line: &Line) -> String {
    let mut text = line.in_full();
    if let Some(count) = line.count {
        text.push_str(": ");
        text.push_str(&count.to_string());
    }
    text
}

fn write_item(out: &mut String, text: &str) {
    out.push_str("- ");
    escape(out, text);
    out.push('\n');
}

/// The words in full, and below them who says them, how, and where they stand.
fn write_statement(
    out: &mut String,
    article: &Article,
    analysis: &Analysis,
    presentation: &Presentation,
    id: AnnotationId,
) {
    let Some(annotation) = analysis.annotation(id) else {
        return;
    };
    out.push_str("- ");
    for (n, span) in annotation.content.iter().enumerate() {
        if n > 0 {
            out.push_str(" … ");
        }
        escape(out, span.of(&article.text));
    }
    out.push('\n');
    // Cards stand in the order of the annotations.
    let card = presentation
        .cards
        .binary_search_by_key(&id, |card| card.annotation);
    if let Some(card) = card.ok().and_then(|at| presentation.cards.get(at)) {
        out.push_str("  — ");
        escape(out, &card.title);
        out.push_str(" · ");
        escape(out, &card.place);
        out.push('\n');
    }
}

/// Writes text of one line that no reader of Markdown takes for markup, at the start of a line or within. White space
/// becomes one space, control characters are left out.
fn escape(out: &mut String, text: &str) {
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            out.push(' ');
        } else if let Some(at) = block_mark(word) {
            // A mark of a block counts at the start only: "# ", "- ", "1. ".
            let (before, after) = word.split_at(at);
            out.push_str(before);
            out.push('\\');
            write_word(out, after);
            continue;
        }
        write_word(out, word);
    }
}

/// Where in the first word stands what would begin a list, a heading or a rule.
fn block_mark(word: &str) -> Option<usize> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = word.get(digits..).unwrap_or("");
    let is_mark = match digits {
        0 => rest.starts_with(['#', '+', '-', '=']),
        _ => rest.starts_with(['.', ')']),
    };
    is_mark.then_some(digits)
}

fn write_word(out: &mut String, word: &str) {
    for (at, c) in word.char_indices() {
        let before = word.get(..at).unwrap_or("");
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' | '@' => true,
            // Many sites make links of bare addresses.
            ':' => word.get(at..).is_some_and(|rest| rest.starts_with("://")),
            '.' => before.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ if c.is_control() => {}
            _ => {
                if is_markup {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::{English, present};
    use crate::export::sample;
    use crate::{Options, analyze};

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(&mut out, text);
        out
    }

    fn of(article: &Article) -> String {
        let analysis = analyze(article, &Options::default());
        let presentation = present(article, &analysis, 0.65, &English);
        markdown(article, &analysis, &presentation)
    }

    /// What stands below the heading that ends with `title`.
    fn section<'a>(text: &'a str, title: &str) -> &'a str {
        let (_, rest) = text.split_once(&format!("# {title}\n\n")).unwrap();
        rest.split_once("\n#").map_or(rest, |(section, _)| section)
    }

    #[test]
    fn a_quotation_stands_under_who_said_it() {
        let mut article = Article::from_plain_text(
            "Quay to be closed\n\
             “We have no other choice,” Mayor Ann Lee said on Monday.\n\
             “It is a shame,” Bo Carr, a fisherman, said. The work could cost $3 million.",
        );
        article.metadata.outlet = Some("The Observer".to_owned());
        article.metadata.published = Some("2026-10-06T08:00:00Z".to_owned());
        article.metadata.url = Some("https://observer.example/quay".to_owned());
        let text = of(&article);
        assert!(
            text.starts_with(
                "# Quay to be closed\n\nThe Observer · 2026-10-06\n\n<https://observer.example/quay>\n\n"
            ),
            "{text}"
        );
        let of_lee = section(&text, "Ann Lee");
        assert!(
            of_lee
                .starts_with("- “We have no other choice,”\n  — Ann Lee – direct quote · Paragraph 1 of 2\n"),
            "{text}"
        );
        assert!(!of_lee.contains("shame"));
        assert!(section(&text, "Bo Carr").contains("“It is a shame,”"), "{text}");
        assert!(section(&text, "Figures").contains("- US\\$3,000,000"), "{text}");
    }

    #[test]
    fn unnamed_people_and_what_has_no_source_have_their_sections() {
        let text = of(&Article::from_plain_text(
            "Two people close to the council said that the quay would be closed in May. The work is expected to take a year.",
        ));
        assert!(
            section(&text, "two unnamed people").contains("- the quay would be closed in May\n"),
            "{text}"
        );
        assert!(section(&text, "No source given").contains("- "), "{text}");
        assert!(
            section(&text, "Unnamed people").contains("Why unnamed: given for 0 of 1"),
            "{text}"
        );
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(
            escaped("*a* _b_ `c` [d](e) ![f](g)"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) !\\[f\\](g)"
        );
        assert_eq!(escaped("<img src=x> &amp;"), "&lt;img src=x&gt; &amp;amp;");
        assert_eq!(escaped("# a # b"), "\\# a # b");
        assert_eq!(escaped("1. May"), "1\\. May");
        assert_eq!(escaped("12) May"), "12\\) May");
        assert_eq!(escaped("- a - b"), "\\- a - b");
        assert_eq!(escaped("3.5 million"), "3\\.5 million");
        assert_eq!(escaped("a\n\n# b"), "a # b");
        assert_eq!(escaped("a | b"), "a \\| b");
        assert_eq!(
            escaped("https://a.example www.a.example"),
            "https\\://a.example www\\.a.example"
        );
        assert_eq!(escaped("At 5:30, now. Then"), "At 5:30, now. Then");
    }

    #[test]
    fn an_address_that_is_none_of_a_page_is_left_out() {
        let mut article = sample::article();
        for url in [
            "javascript:alert(1)",
            "https://a.example/> <b>",
            "https://a.example/\n# b",
        ] {
            article.metadata.url = Some(url.to_owned());
            assert!(!of(&article).contains('<'), "{url}");
        }
    }
}
