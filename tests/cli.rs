//! The command line, as one calls it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "Harbour wall to be raised\n\
    The wall will be raised by two metres, Mayor Ann Lee said on Monday.\n\
    “It’s about time,” she told the Coast Courier.\n\
    Share this on social media\n";

fn factnote() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factnote"));
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs `factnote annotate` with `arguments` and `input` on standard input.
fn annotate(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = factnote()
        .arg("annotate")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // The program may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", stderr(output)))
}

/// A file of its own for each test.
fn file(name: &str, content: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("factnote-cli-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn json_of_plain_text_points_into_the_text() {
    let output = annotate(
        &["-", "--format", "json", "--outlet", "Harbour Post"],
        ARTICLE.as_bytes(),
    );
    assert!(output.status.success());
    let record = json(&output);
    assert_eq!(record["schema"], "1.0");
    assert_eq!(record["document"]["title"]["exact"], "Harbour wall to be raised");
    assert_eq!(record["document"]["length"]["bytes"], ARTICLE.len());
    assert!(record["document"]["sentences"].as_array().unwrap().len() >= 4);
}

#[test]
fn text_shows_title_and_sourcing_and_no_escapes_in_a_pipe() {
    let path = file("article.txt", ARTICLE);
    let output = annotate(&[path.to_str().unwrap(), "--published", "2025-05-02"], b"");
    assert!(output.status.success());
    let text = stdout(&output);
    assert!(
        text.starts_with("Harbour wall to be raised\n2025-05-02\n"),
        "{text}"
    );
    assert!(text.contains("Sourcing of this article"));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn html_is_told_by_extension_and_by_its_first_characters() {
    let html = "<!DOCTYPE html><html><head><title>T</title></head><body><nav>Menu</nav><article><h1>Harbour wall to be raised</h1>\
        <p>The wall will be raised by two metres, Mayor Ann Lee said on Monday, and the work will begin in spring.</p>\
        <p>It has stood for eighty years and is too low for the floods of today, the harbour office wrote in its report.</p>\
        </article></body></html>";
    let path = file("page.html", html);
    let by_extension = annotate(&[path.to_str().unwrap(), "--format", "json"], b"");
    let by_content = annotate(&["-", "--format", "json"], html.as_bytes());
    assert_eq!(by_extension.stdout, by_content.stdout);
    assert_eq!(
        json(&by_content)["document"]["title"]["exact"],
        "Harbour wall to be raised"
    );
    let as_text = annotate(&["-", "--format", "json", "--input", "text"], html.as_bytes());
    assert_ne!(as_text.stdout, by_content.stdout);
}

#[test]
fn a_standalone_page_holds_the_article() {
    let output = annotate(&["-", "--format", "html"], ARTICLE.as_bytes());
    let page = stdout(&output);
    assert!(page.starts_with("<!doctype html>"));
    assert!(
        page.contains("Harbour wall to be raised</h1>")
            || page.contains("Harbour wall to be raised</span></h1>")
    );
    assert!(
        !page.contains("src=") && !page.contains("<link"),
        "nothing is loaded from elsewhere"
    );
}

#[test]
fn lines_keep_their_order_and_a_bad_one_is_named() {
    let input = "{\"id\":\"b\",\"text\":\"It is late, she said.\"}\nnonsense\n\n{\"id\":3}\n{\"id\":7,\"text\":\"“No,” he said.\",\"title\":\"T\",\"outlet\":\"O\",\"published\":\"2025-05-02\",\"url\":\"https://example.org/\"}\n";
    let output = annotate(&["--jsonl", "-"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    let records: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let ids: Vec<&Value> = records.iter().map(|r| &r["id"]).collect();
    assert_eq!(ids, [&Value::from("b"), &Value::from(7)]);
    assert_eq!(records[1]["document"]["url"], "https://example.org/");
    let errors = stderr(&output);
    assert!(errors.contains("line 2: no JSON"), "{errors}");
    assert!(
        errors.contains("line 4: no article: missing field `text`"),
        "{errors}"
    );
}

#[test]
fn good_lines_alone_end_well() {
    let output = annotate(
        &["--jsonl", "-"],
        b"{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"\"}",
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output).lines().count(), 2);
}

#[test]
fn a_line_gives_the_same_as_a_file() {
    let line = serde_json::json!({"id": "x", "text": ARTICLE}).to_string();
    let mut by_line = json(&annotate(&["--jsonl", "-"], line.as_bytes()));
    by_line.as_object_mut().unwrap().remove("id");
    let by_file = json(&annotate(&["-", "--format", "jsonl"], ARTICLE.as_bytes()));
    assert_eq!(by_line, by_file);
}

#[test]
fn ignored_blocks_are_left_out() {
    let count = |arguments: &[&str]| {
        let record = json(&annotate(arguments, ARTICLE.as_bytes()));
        record["document"]["sentences"].as_array().unwrap().len()
    };
    let all = count(&["-", "--format", "json"]);
    let fewer = count(&["-", "--format", "json", "--ignore", "(?i)^share this"]);
    assert_eq!(all, fewer + 1);
}

#[test]
fn least_confidence_leaves_annotations_out() {
    let text = "The wall grew by two metres in 2019, and by 3.5 percent since, Ann Lee said.";
    let annotations = |least: &str| {
        let arguments = ["-", "--format", "json", "--min-confidence", least];
        let record = json(&annotate(&arguments, text.as_bytes()));
        record["annotations"].as_array().unwrap().len()
    };
    assert!(annotations("0") > 0);
    assert_eq!(annotations("1"), 0);
}

#[test]
fn what_is_wrong_is_said_with_exit_code_2() {
    for (arguments, says) in [
        (
            &["/nowhere/article.txt"][..],
            "there is no file /nowhere/article.txt",
        ),
        (
            &["--jsonl", "/nowhere/articles.jsonl"],
            "there is no file /nowhere/articles.jsonl",
        ),
        (&["-", "--max-record", "much"], "no size like 500k"),
        (&["-", "--resume"], "--output FILE"),
        (&["/nowhere/*.html"], "there is no file /nowhere/*.html"),
        (&["-", "--ignore", "("], "regex parse error"),
        (&["-", "--published", "yesterday"], "no date like 2025-05-02"),
        (&["-", "--published", "2025-02-30"], "no date like 2025-05-02"),
        (&["-", "--min-confidence", "2"], "no number from 0 to 1"),
        (
            &["-", "-o", "/nowhere/out.json"],
            "cannot write /nowhere/out.json",
        ),
        (&[], "<FILE>"),
    ] {
        let output = annotate(arguments, ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&output).contains(says),
            "{arguments:?}: {}",
            stderr(&output)
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn bytes_that_are_no_text_are_said_and_survived() {
    let output = annotate(
        &["-", "--format", "json"],
        b"Caf\xe9 owner: \xff\xfe\nIt is late, she said.",
    );
    assert!(output.status.success());
    assert!(stderr(&output).contains("not UTF-8"));
    let nothing = annotate(&["-"], b"");
    assert!(nothing.status.success());
    assert!(stderr(&nothing).contains("no article found"));
}

#[test]
fn output_goes_to_a_file() {
    let path = file("out.json", "old");
    let output = annotate(
        &["-", "--format", "json", "-o", path.to_str().unwrap()],
        ARTICLE.as_bytes(),
    );
    assert!(output.status.success() && output.stdout.is_empty());
    let record: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(record["schema"], "1.0");
}

#[test]
fn markdown_says_who_says_what() {
    let output = annotate(
        &["-", "--format", "markdown", "--outlet", "Harbour Post"],
        ARTICLE.as_bytes(),
    );
    assert!(output.status.success());
    let text = stdout(&output);
    assert!(
        text.starts_with("# Harbour wall to be raised\n\nHarbour Post\n"),
        "{text}"
    );
    let (_, lee) = text.split_once("### Ann Lee\n").unwrap();
    assert!(lee.contains("- “It’s about time,”"), "{text}");
}

#[test]
fn each_of_the_other_formats_holds_the_statements() {
    let lines = stdout(&annotate(&["-", "--format", "json-lines"], ARTICLE.as_bytes()));
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let table = stdout(&annotate(&["-", "--format", "csv"], ARTICLE.as_bytes()));
    assert_eq!(
        csv::Reader::from_reader(table.as_bytes()).records().count(),
        lines.len()
    );
    assert!(lines.iter().any(|line| line["sources"][0]["name"] == "Ann Lee"));

    let collection = json(&annotate(
        &["-", "--format", "web-annotation"],
        ARTICLE.as_bytes(),
    ));
    let first = &collection["first"]["items"][0];
    assert_eq!(first["target"][0]["selector"][0]["type"], "TextQuoteSelector");

    let graph = json(&annotate(&["-", "--format", "schema-org"], ARTICLE.as_bytes()));
    let nodes = graph["@graph"].as_array().unwrap();
    assert!(
        nodes
            .iter()
            .any(|node| node["spokenByCharacter"]["name"] == "Ann Lee"),
        "{graph}"
    );
}

#[test]
fn an_archive_becomes_one_table_and_one_list_of_annotations() {
    let given = [
        serde_json::json!({"id": 7, "text": ARTICLE}),
        serde_json::json!({"id": "b", "text": ARTICLE, "url": "https://post.example/wall"}),
    ];
    let given = given.map(|line| line.to_string()).join("\n");
    let table = stdout(&annotate(&["-", "--jsonl", "--format", "csv"], given.as_bytes()));
    let articles: Vec<String> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    let half = articles.len() / 2;
    assert!(half > 0);
    assert_eq!(articles[..half], vec!["7"; half]);
    assert_eq!(articles[half..], vec!["https://post.example/wall"; half]);
    let lines = stdout(&annotate(
        &["-", "--jsonl", "--format", "json-lines"],
        given.as_bytes(),
    ));
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let named: Vec<&str> = lines
        .iter()
        .map(|line| line["article"].as_str().unwrap())
        .collect();
    assert_eq!(named, articles);
    let other = annotate(&["-", "--jsonl", "--format", "html"], given.as_bytes());
    assert_eq!(other.status.code(), Some(2));
    assert!(stderr(&other).contains("jsonl, json-lines or csv"));
}

#[test]
fn what_is_published_holds_what_a_page_shows_and_a_table_holds_all() {
    let least = |format: &str| {
        let table = annotate(&["-", "--format", format], include_bytes!("../README.md"));
        stdout(&table)
    };
    let collection: Value = serde_json::from_str(&least("web-annotation")).unwrap();
    let items = collection["first"]["items"].as_array().unwrap();
    assert!(
        items
            .iter()
            .all(|item| item["body"][1]["confidence"].as_f64().unwrap() >= 0.65)
    );
    let table = least("csv");
    assert!(csv::Reader::from_reader(table.as_bytes()).records().count() > items.len());
}

#[test]
fn brat_writes_text_and_annotations_side_by_side() {
    let path = file("harbour.ann", "");
    let output = annotate(
        &["-", "--format", "brat", "-o", path.to_str().unwrap()],
        ARTICLE.as_bytes(),
    );
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        fs::read_to_string(path.with_extension("txt"))
            .unwrap()
            .contains("“It’s about time,”")
    );
    assert!(fs::read_to_string(path).unwrap().contains("\tSays Arg1:"));
    let nowhere = annotate(&["-", "--format", "brat"], ARTICLE.as_bytes());
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(stderr(&nowhere).contains("--output FILE.ann"));
}

#[test]
fn brat_does_not_take_the_place_of_the_article() {
    let page =
        "<!doctype html><article><p>The wall will be raised, Mayor Ann Lee said on Monday.</p></article>";
    let path = file("page-as.txt", page);
    let target = path.with_extension("ann");
    let output = annotate(
        &[
            path.to_str().unwrap(),
            "--input",
            "html",
            "--format",
            "brat",
            "-o",
            target.to_str().unwrap(),
        ],
        b"",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("another name"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(path).unwrap(), page);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let line = serde_json::json!({"id": 1, "text": ARTICLE}).to_string() + "\n";
    let path = file("many.jsonl", &line.repeat(400));
    let mut child = factnote()
        .args(["annotate", "--jsonl"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    // The pipe is closed here.
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

/// What a page shows that forbids WebAssembly.
#[test]
fn an_analysis_has_text_marks_cards_and_record() {
    let output = annotate(&["-", "--format", "analysis"], ARTICLE.as_bytes());
    let analysis = json(&output);
    let text = analysis["text"].as_str().unwrap();
    assert!(text.contains("raised by two metres"));
    let marks = analysis["presentation"]["marks"].as_array().unwrap();
    let words: Vec<&str> = marks
        .iter()
        .map(|mark| {
            let span = &mark["spans"][0];
            let end = |name| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            &text[end("start")..end("end")]
        })
        .collect();
    assert!(words.contains(&"“It’s about time,”"), "{words:?}");
    assert_eq!(
        analysis["presentation"]["cards"].as_array().unwrap().len(),
        marks.len()
    );
    assert_eq!(analysis["record"]["schema"], "1.0");
}

const OVERRIDES: &str = r#"[
    {
        "action": "correct",
        "selector": { "type": "TextQuoteSelector", "exact": "“It’s about time,”" },
        "source": "Eva Holm",
        "role": "harbour master"
    },
    { "action": "hide", "selector": { "exact": "The tunnel will be raised" } },
    { "action": "erase", "selector": { "exact": "Share this" } }
]"#;

#[test]
fn overrides_of_a_file_correct_and_what_does_not_fit_is_reported() {
    let overrides = file("overrides.json", OVERRIDES);
    let output = annotate(
        &[
            "-",
            "--format",
            "json",
            "--overrides",
            overrides.to_str().unwrap(),
        ],
        ARTICLE.as_bytes(),
    );
    assert!(output.status.success());
    let record = json(&output);
    let corrected: Vec<&Value> = record["annotations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|annotation| annotation["publisher"].is_object())
        .collect();
    assert_eq!(corrected.len(), 1);
    assert_eq!(
        corrected[0]["label"],
        "Eva Holm, through Coast Courier – direct quote"
    );
    assert_eq!(
        corrected[0]["publisher"],
        serde_json::json!({ "change": "corrected", "source": "Eva Holm", "role": "harbour master" })
    );
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains("override 3 is not used: `action`: one of hide, correct, add is wanted"));
    assert!(said.contains("the words “The tunnel will be raised” are not in the article"));
}

#[test]
fn overrides_of_the_page_itself_are_followed_and_what_is_hidden_is_not_published() {
    let page = |tag: &str| {
        format!(
            "<!doctype html><html lang=en><body><article><h1>Harbour wall to be raised</h1>\
             <p>The wall will be raised by two metres, Mayor Ann Lee said on Monday in the town hall of the harbour.</p>\
             <p>The works will begin in May and last until the autumn, and nobody knows what they will cost.</p>\
             </article>{tag}</body></html>"
        )
    };
    let text = |tag: &str| {
        let output = annotate(&["-", "--input", "html"], page(tag).as_bytes());
        (stdout(&output), stderr(&output))
    };
    let (before, _) = text("");
    assert!(before.contains("Ann Lee – paraphrase"), "{before}");
    let (hidden, said) = text(
        "<script type=application/json class='x factnote-overrides'>{\"action\": \"hide\", \"selector\": \
         {\"exact\": \"The wall will be raised by two metres\"}}</script>",
    );
    assert!(!hidden.contains("Ann Lee – paraphrase"), "{hidden}");
    assert!(hidden.contains("By the publisher"), "{hidden}");
    assert_eq!(said, "");
    let (_, said) = text("<script type=application/json class=factnote-overrides>[{</script>");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("the page's tag of class factnote-overrides: no JSON"),
        "{said}"
    );
}
