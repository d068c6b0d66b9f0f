//! Whatever the input: nothing panics, everything found lies in the text, and the same input gives the same result.

use factnote::analysis::{Analysis, AnnotationId, Body, Relation};
use factnote::article::{Block, BlockKind};
use factnote::{Article, Options, Span, analyze};

/// Analyses `article` and checks what must hold of every analysis.
#[track_caller]
fn check_article(article: &Article) -> Analysis {
    let analysis = analyze(article, &Options::default());
    let text = article.text.as_str();
    let valid = |span: Span, what: &str| {
        let inside = text.get(span.start() as usize..span.end() as usize);
        assert!(
            inside.is_some(),
            "{what} {span:?} is not on character borders inside the text"
        );
    };
    let known = |id: AnnotationId| assert!((id.0 as usize) < analysis.annotations.len());
    for sentence in &analysis.sentences {
        valid(sentence.span, "sentence");
        assert!(
            article.blocks[sentence.block as usize]
                .span
                .contains(sentence.span)
        );
    }
    for (index, annotation) in analysis.annotations.iter().enumerate() {
        assert_eq!(annotation.id.0 as usize, index);
        assert!(!annotation.content.is_empty() && !annotation.found_by.is_empty());
        assert!((0.0..=1.0).contains(&annotation.confidence), "{annotation:?}");
        for &piece in &annotation.content {
            valid(piece, annotation.found_by);
            assert!(
                article.blocks.iter().any(|b| b.span.contains(piece)),
                "{} {piece:?} lies in no block",
                annotation.found_by
            );
        }
        match &annotation.body {
            Body::Attribution(a) => {
                let cues = a.cue.iter().chain(&a.second_cue).map(|c| c.span);
                for span in cues.chain(a.mention).chain(a.quotes.iter().copied()) {
                    valid(span, "cue, mention or quote");
                }
                for id in a
                    .source
                    .iter()
                    .chain(&a.addressee)
                    .chain(a.chain.iter().map(|l| &l.source))
                {
                    assert!(analysis.source(*id).is_some());
                }
                a.hedges.iter().copied().for_each(known);
            }
            Body::Claim(c) => c.headline_of.into_iter().for_each(known),
            Body::Figure(f) => {
                f.attribution.into_iter().for_each(known);
                for span in f.figure.measure.into_iter().chain(f.figure.approximator_span) {
                    valid(span, "part of a figure");
                }
            }
            Body::Hedge(h) => valid(h.span, "hedge"),
        }
    }
    let starts = analysis
        .annotations
        .iter()
        .map(|a| a.content.iter().map(|s| s.start()).min());
    assert!(starts.is_sorted(), "annotations are in the order of the text");
    for source in &analysis.sources {
        for mention in &source.mentions {
            valid(mention.span, "mention");
        }
    }
    for relation in &analysis.relations {
        match *relation {
            Relation::HeadlineOf { headline: a, body: b }
            | Relation::ParaphraseOf {
                paraphrase: a,
                quote: b,
            }
            | Relation::Contrast { from: a, to: b }
            | Relation::NestedIn { inner: a, outer: b }
            | Relation::Continues { later: a, earlier: b }
            | Relation::Repeats { later: a, earlier: b }
            | Relation::DiffersFrom { later: a, earlier: b } => [a, b].into_iter().for_each(known),
            Relation::MemberOf { member, group } => {
                assert!(analysis.source(member).is_some() && analysis.source(group).is_some());
            }
        }
    }
    assert_eq!(
        analysis,
        analyze(article, &Options::default()),
        "the same input, another result"
    );
    analysis
}

#[track_caller]
fn check(text: &str) -> Analysis {
    check_article(&Article::from_plain_text(text))
}

#[test]
fn nothing_gives_nothing() {
    for text in ["", " ", "\n\n\r\n", "\u{feff}", "\u{200b}\u{200b}"] {
        assert!(check(text).annotations.is_empty(), "{text:?}");
    }
}

#[test]
fn lone_and_odd_marks() {
    for text in [
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "''",
        "``",
        "«",
        "»",
        "„",
        "“”",
        "\"\"",
        "“‘",
        "’”",
        "’’’’",
        "'''''",
        "” said Lee. “",
        "“,” said",
        "said",
        "said said said",
        "said: ",
        "according to",
        "According to.",
        "“Yes",
        "Yes,” he",
        "he said “",
        "told",
        "-",
        "--",
        "—",
        "…",
        ". . .",
        "....",
        "?!?!",
        "()",
        "([{",
        "$",
        "%",
        "$%",
        "1",
        "1.",
        ".1",
        "1,",
        ",",
        "1,1,1,1,1",
        "’s",
        "n't",
        "if",
        "the",
        "one of",
        "—one of",
        "the bill",
        "The bill bans",
        "is expected to",
        "it",
        "U.S.",
        "a.m.",
        "J.",
    ] {
        check(text);
        check(&format!("{text}\n{text}\n{text}"));
        check(&format!(
            "Bridge to close\nThe bridge {text} will close, {text} said Ann Lee, {text}"
        ));
    }
}

#[test]
fn marks_by_the_thousand() {
    for mark in [
        "“", "”", "\"", "'", "‘", "''", "(", "[", "—", "-", ".", "!", "…", ",", "$", "%", "“‘", "«", "’s ",
        "said ", "1 ", "1,",
    ] {
        check(&mark.repeat(2_000));
        check(&format!("He said {}yes", mark.repeat(2_000)));
    }
    let deep = "“‘".repeat(2_000) + "yes" + &"’”".repeat(2_000);
    check(&deep);
    check(&"(if ".repeat(3_000));
}

#[test]
fn other_line_breaks_scripts_and_signs() {
    for text in [
        "Bridge to close\r\n\r\nThe bridge will close, said Ann Lee.\r\n“It is old,” she said.\r\n",
        "Bridge to close\rThe bridge will close\u{2028}said Ann Lee\u{2029}\u{85}",
        "قالت رئيسة البلدية: «الجسر قديم»، وأضافت أنه سيغلق في مايو؟",
        "ראש העיר אמרה: \"הגשר ישן\" ב־5 במאי",
        "市長は「橋は古い」と述べた。５月に閉鎖される見込みだ。『本当』",
        "Die Brücke sei „zu alt“, sagte Bürgermeisterin Ann Lee am 5. Mai.",
        "Le pont est « trop vieux », a dit la maire — le 5 mai…",
        "Мэр сказала: «Мост „слишком“ старый», — и ушла.",
        "👩‍👧‍👦 said 👍🏽 “🎉” — 🇺🇸 5️⃣",
        "e\u{301}e\u{301}\u{301}\u{301} said “n\u{303}o”",
        "THE BRIDGE WILL CLOSE, MAYOR ANN LEE SAID. “IT IS OLD,” SHE SAID. MR. ROE DECLINED TO COMMENT.",
        "the bridge will close, mayor ann lee said. “it is old,” she said.",
        "\u{0}\u{1}\u{7f}said\u{0}“\u{0}”",
        "İstanbul’da ﬁre ǅ ß said “ẞ”",
    ] {
        check(text);
    }
}

#[test]
fn one_long_paragraph() {
    // Long enough that anything quadratic would never end.
    let sentences = [
        "“The bridge is old,” Mayor Ann Lee said on May 5. ",
        "According to a report, about 3,000 of the 12,000 cars could stay away if it closes. ",
        "It is expected to cost $5.5 million, one source told the Daily Example. ",
        "He warned that “nobody” would pay; however, others said the bill bans tolls—one of the town’s main hopes. ",
    ];
    let text: String = sentences.iter().copied().cycle().take(3_000).collect();
    assert!(text.len() > 200_000);
    check(&text);
    let half = text.len() / 2;
    let half = (half..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    check(&text[..half].replace(['.', '?', '!'], ","));
    check(&text[..half].replace(' ', ""));
    check(&"word ".repeat(20_000));
    check(&"x".repeat(200_000));
    check(&"“yes” ".repeat(10_000));
}

#[test]
fn blocks_that_do_not_fit_the_text() {
    let text = "“Ça va,” said Ann Lee. It could close.";
    let span = |a, b| Span::new(a, b);
    for spans in [
        vec![span(0, 500)],
        vec![span(5, 20)],
        vec![span(90, 95)],
        vec![span(0, 0), span(3, 3)],
        vec![span(1, 12)],
    ] {
        let article = Article {
            text: text.to_owned(),
            blocks: spans
                .into_iter()
                .map(|span| Block {
                    kind: BlockKind::Paragraph,
                    span,
                })
                .collect(),
            ..Article::default()
        };
        check_article(&article);
    }
}

#[test]
fn every_cut_of_a_text_is_a_text() {
    let text = "Lee: bridge ‘to close’\n“It’s old,” Ms. Lee (D-Ark.) told the N.Y. Post; it’s 5’ 11”—or about 3.5 %—“isn’t it?” \
                However, “the ’90s report” says $1.5bn could go if…";
    for (at, _) in text.char_indices() {
        check(&text[..at]);
        check(&text[at..]);
    }
}

#[test]
fn work_grows_with_the_text_and_not_faster() {
    // Counted in what is found: twice the text has twice the finds, and a little for the seam and for the first paragraphs, in
    // which the tagger finds more.
    let paragraph = "“The bridge is old,” Mayor Ann Lee said. About 300 cars could stay away if it closes.\n";
    let count = |times: usize| check(&paragraph.repeat(times)).annotations.len();
    let (once, twice) = (count(200), count(400));
    assert!(
        once >= 400 && twice.abs_diff(2 * once) <= once / 50,
        "{once} {twice}"
    );
}
