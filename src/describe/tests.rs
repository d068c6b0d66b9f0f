//! Tests of what card and panel say, on an analysis made by hand (see `export/sample.rs`).

use super::*;
use crate::analysis::{Body, FigureStatus};
use crate::attribution::{Form, Stance};
use crate::export::sample::{TEXT, analysis, article, span_of};
use crate::source::{Identity, Role, SourceKind};

fn text_of(row: &Row) -> String {
    let parts: Vec<&str> = row.parts.iter().map(|p| p.text.as_str()).collect();
    parts.join(" ")
}

fn line<'a>(card: &'a Card, key: &str) -> Option<&'a Row> {
    card.rows.iter().find(|r| r.key == key)
}

fn said(card: &Card, key: &str) -> String {
    line(card, key).map(text_of).unwrap_or_default()
}

/// The sample with its statement changed.
fn with(change: impl FnOnce(&mut Analysis)) -> Presentation {
    let mut analysis = analysis();
    change(&mut analysis);
    present(&article(), &analysis, 0.5, &English)
}

#[test]
fn the_verb_of_what_somebody_called_something_is_said_without_the_name() {
    let article = crate::Article::from_plain_text("It began with what Lee called “a very small mistake”.");
    let analysis = crate::analyze(&article, &crate::Options::default());
    let panel = present(&article, &analysis, 0.5, &English).panel;
    let verbs = panel
        .sections
        .iter()
        .find(|s| s.key == "verbs")
        .map(|s| s.lines[0].in_full());
    assert_eq!(verbs.as_deref(), Some("Lee: called"));
}

#[test]
fn a_figure_named_again_is_one_line_of_the_panel_and_its_card_says_where_it_stood() {
    let text = "The bridge will cost $4.2 million, Ann Lee said.\nIt rained.\nThe $4.2 million is too much, said Tom Roe.";
    let article = crate::Article::from_plain_text(text);
    let analysis = crate::analyze(&article, &crate::Options::default());
    let shown = present(&article, &analysis, 0.5, &English);
    let figures = shown.panel.sections.iter().find(|s| s.key == "figures").unwrap();
    assert_eq!((figures.lines.len(), figures.lines[0].count), (1, Some(2)));
    let again = shown
        .cards
        .iter()
        .find(|c| c.annotation == figures.lines[0].annotations[1])
        .unwrap();
    assert_eq!(said(again, "mentions"), "Paragraph 1 of 3");
}

/// The card's linked page, for a text with a link on some of its words.
fn linked(text: &str, words: &str, url: &str) -> Option<String> {
    let mut article = crate::Article::from_plain_text(text);
    let start = u32::try_from(text.find(words).unwrap()).unwrap();
    article.links.push(crate::article::Link {
        span: Span::new(start, start + u32::try_from(words.len()).unwrap()),
        url: url.to_owned(),
    });
    let analysis = crate::analyze(&article, &crate::Options::default());
    let shown = present(&article, &analysis, 0.5, &English);
    shown.cards.into_iter().find_map(|card| card.linked)
}

#[test]
fn a_card_knows_the_page_that_is_linked_for_its_quotation() {
    let quoted =
        "It rained all week. “The bridge will not be closed,” Ann Lee wrote in a letter to the council.";
    let url = "https://example.org/letter";
    assert_eq!(linked(quoted, "a letter", url).as_deref(), Some(url));
    assert_eq!(linked(quoted, "Ann Lee", url).as_deref(), Some(url));
    assert_eq!(linked(quoted, "rained", url), None, "in another sentence");
    assert_eq!(linked(quoted, "a letter", "javascript:alert(1)"), None);
    let paraphrase = "The bridge will not be closed, Ann Lee wrote in a letter to the council.";
    assert_eq!(
        linked(paraphrase, "a letter", url),
        None,
        "nothing to look for word for word"
    );
}

fn statement(analysis: &mut Analysis) -> &mut crate::attribution::Attribution {
    match &mut analysis.annotations[0].body {
        Body::Attribution(a) => a,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_chain_to_unnamed_people_is_told_from_outlet_to_origin() {
    let shown = with(|_| {});
    let card = &shown.cards[0];
    assert_eq!(card.title, "Secondhand: Gazette, citing unnamed people");
    assert_eq!(
        said(card, "who"),
        "people close to the council · more than one person, unnamed"
    );
    assert_eq!(said(card, "way"), "The Observer ← the Gazette ← unnamed people");
    assert_eq!(said(card, "words"), "paraphrase");
    assert_eq!(said(card, "firm"), "could");
    assert_eq!(said(card, "figure"), "about US$3,500,000 (stone)");
    assert_eq!(said(card, "not_given"), "who exactly · whose side · why unnamed");
    assert_eq!(card.place, "Paragraph 1 of 1");
    assert!(line(card, "verb").is_none(), "a neutral verb has no line");
    assert_eq!(shown.marks[0].style, MarkStyle::Unnamed);
}

#[test]
fn of_two_people_the_card_names_both() {
    let shown = with(|analysis| {
        let two = analysis.sources.iter().take(2).map(|s| s.id).collect();
        let statement = statement(analysis);
        statement.source = None;
        statement.candidates = two;
    });
    let who = said(&shown.cards[0], "who");
    assert!(
        who.contains(" or ") && who.ends_with("the text does not settle which"),
        "{who}"
    );
}

#[test]
fn every_span_of_a_card_lies_in_the_text() {
    let shown = with(|_| {});
    let spans = shown
        .cards
        .iter()
        .flat_map(|c| &c.rows)
        .flat_map(|r| &r.parts)
        .filter_map(|p| p.span);
    let words: Vec<&str> = spans.map(|s| s.of(TEXT)).collect();
    assert!(words.contains(&"citing") && words.contains(&"could"));
    assert!(words.iter().all(|w| !w.is_empty()));
}

#[test]
fn hedges_have_no_mark_and_figures_have_a_box() {
    let shown = with(|_| {});
    let styles: Vec<_> = shown.marks.iter().map(|m| m.style).collect();
    assert_eq!(styles, [MarkStyle::Unnamed, MarkStyle::Figure]);
    assert_eq!(shown.marks[0].spoken, "paraphrase, unnamed people, item 1 of 2");
    assert_eq!(shown.marks[1].spoken, "figure, about US$3,500,000, item 2 of 2");
}

#[test]
fn how_many_unnamed_people_speak_has_no_mark_of_its_own() {
    let shown = with(|analysis| {
        // The sample's figure, moved into the words that name its unnamed people.
        let mention = analysis.sources[2].mentions[0].span;
        let Body::Figure(f) = &mut analysis.annotations[2].body else {
            panic!("the sample has changed");
        };
        f.figure.span = Span::new(mention.start(), mention.start() + 3);
        analysis.annotations[2].content = vec![f.figure.span];
    });
    assert!(shown.marks.iter().all(|mark| mark.style != MarkStyle::Figure));
}

#[test]
fn the_day_in_a_byline_has_no_mark() {
    let shown = with(|analysis| {
        analysis.annotations[2].place.within = crate::article::BlockKind::Byline;
    });
    assert!(shown.marks.iter().all(|mark| mark.style != MarkStyle::Figure));
}

#[test]
fn a_figure_says_whose_it_is() {
    let card = &with(|_| {}).cards[1];
    assert_eq!(card.title, "about US$3,500,000");
    assert_eq!(said(card, "of"), "stone");
    assert_eq!(said(card, "giver"), "unnamed people");
    assert_eq!(
        card.part_of[0].1,
        "part of: Secondhand: Gazette, citing unnamed people"
    );
    let presupposed = with(|analysis| {
        if let Body::Figure(f) = &mut analysis.annotations[2].body {
            f.status = FigureStatus::Presupposed;
            f.source = None;
        }
    });
    assert_eq!(
        said(&presupposed.cards[1], "giver"),
        "the text does not say; it stands inside words of unnamed people"
    );
}

#[test]
fn a_named_person_with_a_distancing_verb() {
    let shown = with(|analysis| {
        let person = &mut analysis.sources[2];
        person.name = "Ann Lee".to_owned();
        person.identity = Identity::Named;
        person.kind = SourceKind::Person;
        person.role = Some(Role {
            text: "council leader".to_owned(),
            span: span_of("council"),
        });
        let a = statement(analysis);
        a.chain.clear();
        a.form = Form::Mixed;
        a.quotes = vec![span_of("worth of stone")];
        a.stance = Stance::Distancing;
    });
    let card = &shown.cards[0];
    assert_eq!(card.title, "Ann Lee – paraphrase, three words verbatim");
    assert!(said(card, "who").starts_with("Ann Lee · council leader"));
    assert_eq!(said(card, "verb"), "“reported” – the outlet keeps its distance");
    assert_eq!(said(card, "not_given"), "where and when said");
    assert!(line(card, "way").is_none(), "nobody stands between");
    assert_eq!(shown.marks[0].style, MarkStyle::Paraphrase);
}

#[test]
fn without_a_source_the_card_says_so() {
    let shown = with(|analysis| {
        let a = statement(analysis);
        a.source = None;
        a.mention = None;
        a.chain.clear();
        a.form = Form::Agentless;
        a.cue.as_mut().unwrap().span = span_of("could");
    });
    let card = &shown.cards[0];
    assert_eq!(card.title, "No source given");
    assert_eq!(said(card, "who"), "“could”: the text does not say who");
    assert_eq!(shown.marks[0].style, MarkStyle::Unnamed);
    assert_eq!(shown.panel.bar[3].1.count, Some(1));
    assert_eq!(said(card, "not_given"), "who exactly");
}

#[test]
fn below_the_line_of_confidence_nothing_is_shown() {
    let shown = with(|analysis| {
        for annotation in &mut analysis.annotations {
            annotation.confidence = 0.3;
        }
    });
    assert!(shown.marks.is_empty() && shown.cards.is_empty());
    assert!(shown.panel.bar.iter().all(|(_, line)| line.count == Some(0)));
}

#[test]
fn the_panel_counts_what_is_shown() {
    let panel = with(|_| {}).panel;
    let bar: Vec<_> = panel
        .bar
        .iter()
        .map(|(key, line)| (key.as_ref(), line.annotations.len()))
        .collect();
    assert_eq!(
        bar,
        [("named", 0), ("documents", 0), ("unnamed", 1), ("no_source", 0)]
    );
    let lines: Vec<_> = panel
        .sections
        .iter()
        .flat_map(|s| s.lines.iter().map(move |l| (&*s.key, l.in_full(), l.count)))
        .collect();
    let lines: Vec<_> = lines
        .iter()
        .map(|&(key, ref text, count)| (key, text.as_str(), count))
        .collect();
    assert!(lines.contains(&("relays", "the Gazette", Some(1))), "{lines:?}");
    assert!(lines.contains(&("heard", "unnamed people", Some(1))));
    assert!(lines.contains(&("verbs", "unnamed people: reported", None)));
    assert!(lines.contains(&("figures", "about US$3,500,000 (unnamed people)", None)));
    assert_eq!(panel.legend.len(), 5);
}

#[test]
fn a_link_that_is_no_web_page_is_not_shown() {
    for (link, shown_link) in [
        ("https://example.org/a", Some("https://example.org/a")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ] {
        let shown = with(|analysis| analysis.sources[1].link = Some(link.to_owned()));
        let way = line(&shown.cards[0], "way").unwrap();
        assert_eq!(way.parts[2].link.as_deref(), shown_link);
    }
}

#[test]
fn what_is_copied_says_who_said_it_which_way_and_where_it_stands() {
    let mut article = article();
    article.metadata.published = Some("2026-10-06T08:00:00Z".to_owned());
    let shown = present(&article, &analysis(), 0.5, &English);
    let lines: Vec<&str> = shown.cards[0].quotation.lines().collect();
    assert_eq!(
        lines,
        [
            "The wall’s height could grow by roughly $3.5 million worth of stone",
            "Secondhand: Gazette, citing unnamed people",
            "Who: people close to the council · more than one person, unnamed",
            "Way here: The Observer ← the Gazette ← unnamed people",
            "“Harbour wall to be raised”, The Observer, Tuesday, October 6, 2026",
        ]
    );
}

/// The card of the figure that reads `words`, in an article of November 9, 2016.
fn figure_card(text: &str, words: &str) -> Card {
    let mut article = crate::Article::from_plain_text(text);
    article.metadata.published = Some("2016-11-09T08:00:00Z".to_owned());
    let analysis = crate::analyze(&article, &crate::Options::default());
    let found = analysis.annotations.iter().find(|a| {
        let figure = matches!(a.body, Body::Figure(_));
        figure && a.content.iter().any(|span| span.of(text) == words)
    });
    let id = found.unwrap().id;
    let cards = present(&article, &analysis, 0.5, &English).cards;
    cards.into_iter().find(|card| card.annotation == id).unwrap()
}

#[test]
fn a_day_counted_from_the_article_says_so_and_one_with_its_year_does_not() {
    let text = "The council met on Tuesday. It had met on Nov. 4, 2016 before, and on Nov. 2.";
    let counted = "the day of this article, Wednesday, November 9, 2016";
    assert_eq!(said(&figure_card(text, "Tuesday"), "anchor"), counted);
    assert_eq!(said(&figure_card(text, "Nov. 2"), "anchor"), counted);
    assert_eq!(said(&figure_card(text, "Nov. 4, 2016"), "anchor"), "");
}

#[test]
fn a_quantity_is_given_in_si_units_where_that_is_another_number() {
    let text = "They walked 5.4 miles, then 5 kilometers, then 3 to 4 feet, and carried 2 pounds of bread.";
    assert_eq!(said(&figure_card(text, "5.4 miles"), "si"), "about 8,690 m");
    assert_eq!(said(&figure_card(text, "5 kilometers"), "si"), "");
    assert_eq!(
        said(&figure_card(text, "3 to 4 feet"), "si"),
        "about 0.9144 to 1.219 m"
    );
    assert_eq!(said(&figure_card(text, "2 pounds"), "si"), "about 0.9072 kg");
}

#[test]
fn a_count_does_not_name_what_it_counts_twice() {
    let card = figure_card("The ferry carried 300 passengers on the trip.", "300");
    assert_eq!(
        (card.title.as_str(), said(&card, "of").as_str()),
        ("300 passengers", "")
    );
}

#[test]
fn nothing_missing_is_said_as_well() {
    let shown = with(|analysis| {
        analysis.sources[2].kind = SourceKind::Outlet;
        analysis.sources[2].identity = Identity::Named;
    });
    assert_eq!(said(&shown.cards[0], "not_given"), "nothing that is looked for");
}

#[test]
fn the_panel_says_what_the_article_does_not() {
    let panel = with(|_| {}).panel;
    assert_eq!(
        panel.about,
        "Harbour wall to be raised · The Observer · date not given · author not given · 2 sentences"
    );
}

#[test]
fn all_statements_are_listed_by_source() {
    let text = "Rents rise\n“It is too much,” Ann Lee said.\nThe rent could double, Lee said.\nProfits are expected to \
                grow.\n“No,” said Tom Roe.";
    let article = crate::Article::from_plain_text(text);
    let analysis = crate::analyze(&article, &crate::Options::default());
    let shown = present(&article, &analysis, 0.5, &English);
    let statements = &shown.panel.statements;
    let names: Vec<_> = statements
        .lines
        .iter()
        .map(|l| (l.text.as_str(), l.count))
        .collect();
    assert_eq!(names[..2], [("Ann Lee", Some(2)), ("Tom Roe", Some(1))]);
    assert!(names.contains(&("No source given", Some(1))), "{names:?}");
    assert_eq!(statements.lines[0].words[0].0, "“It is too much,”");
    let listed = statements.lines.iter().flat_map(|l| &l.words).count();
    let figures = shown
        .marks
        .iter()
        .filter(|m| m.style == MarkStyle::Figure)
        .count();
    assert_eq!(listed, shown.marks.len() - figures, "each marked statement once");
}

#[test]
fn each_verb_of_a_source_leads_to_what_it_introduces() {
    let text =
        "“It is too much,” Ann Lee said. Lee claimed that the rent could double. “I mean it,” she said.";
    let article = crate::Article::from_plain_text(text);
    let analysis = crate::analyze(&article, &crate::Options::default());
    let shown = present(&article, &analysis, 0.5, &English);
    let verbs = shown.panel.sections.iter().find(|s| s.key == "verbs").unwrap();
    let words: Vec<_> = verbs.lines[0]
        .words
        .iter()
        .map(|(word, ids)| (word.as_str(), ids.len()))
        .collect();
    assert_eq!(words, [("said ×2", 2), ("claimed", 1)]);
}
