//! The commands of the documentation are run as they stand there, in a folder that has the files they speak of.

#![cfg(all(feature = "archive", feature = "tagger"))]
#![allow(clippy::unwrap_used)]

mod made;

use made::{delivered, packed, parquet_of, record};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TEXT: &str = "Harbour wall to be raised\nThe wall will be raised by two metres, Mayor Ann Lee said on Monday.\n\
    It would cost $3 million, according to two people close to the council.";

const PAGE: &str = "<!doctype html><html><head><title>Harbour wall to be raised</title></head><body><article>\
    <h1>Harbour wall to be raised</h1>\
    <p>The wall will be raised by two metres, Mayor Ann Lee said on Monday, and the road there will close in spring.</p>\
    <p>It has stood for eighty years and is too low for the floods of today, the harbour office wrote in its report.</p>\
    </article></body></html>";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README.md and the pages in `docs`, by name.
fn documents() -> Vec<(String, String)> {
    let mut paths = vec![PathBuf::from("README.md")];
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name();
        if Path::new(&name).extension().is_some_and(|e| e == "md") {
            paths.push(Path::new("docs").join(name));
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(root().join(&path)).unwrap();
        (path.display().to_string(), text)
    };
    paths.into_iter().map(read).collect()
}

/// The blocks of code of a language (`sh`, `text`), in order.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    let behind = document.split(fence.as_str()).skip(1);
    behind
        .map(|rest| rest.split("```").next().unwrap_or(""))
        .collect()
}

/// Commands as they are typed: one a line, without the comment behind it.
fn commands(document: &str) -> Vec<&str> {
    let lines = blocks(document, "sh").into_iter().flat_map(str::lines);
    lines
        .map(|line| line.split("  # ").next().unwrap_or(line).trim())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A folder with the files that the commands speak of.
fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("factnote-commands-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    for inner in ["crawl/deep", "2026-10"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
    }
    for page in ["article.html", "draft.html", "next.html", "crawl/deep/page.html"] {
        fs::write(folder.join(page), PAGE).unwrap();
    }
    fs::write(folder.join("crawl/one.txt"), TEXT).unwrap();
    let answer = delivered(200, "Content-Type: text/html", PAGE.as_bytes());
    let http = "application/http; msgtype=response";
    let warc = record("response", http, "https://a.example/1", &answer);
    fs::write(folder.join("2026-10/news.warc.gz"), packed(&warc)).unwrap();
    parquet_of(&folder.join("articles.parquet"), &[("p1", Some(TEXT))]);
    fs::write(folder.join("ferry.txt"), ferry()).unwrap();
    folder
}

/// The article of the documentation.
fn ferry() -> String {
    let page = fs::read_to_string(root().join("docs/command-line.md")).unwrap();
    let blocks = blocks(&page, "text");
    let article = blocks.iter().find(|block| block.starts_with("The harbour ferry"));
    (*article.expect("docs/command-line.md gives the article that it analyses")).to_owned()
}

/// Runs a line in a shell that finds the program.
fn run(folder: &Path, line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_factnote")).parent().unwrap();
    let paths = env::var_os("PATH").unwrap_or_default();
    let paths = [program.to_owned()].into_iter().chain(env::split_paths(&paths));
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", env::join_paths(paths).unwrap())
        .output()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn what_the_documents_tell_to_type_works() {
    let mut ran = 0;
    for (name, document) in documents() {
        let folder = folder("all");
        for line in commands(&document) {
            if !line.starts_with("factnote ") {
                continue;
            }
            let output = run(&folder, line);
            let said = String::from_utf8_lossy(&output.stderr);
            // A report with house rules ends with 1 where one is broken.
            let fine = if line.contains("--rules") {
                &[0, 1][..]
            } else {
                &[0]
            };
            assert!(
                output.status.code().is_some_and(|code| fine.contains(&code)),
                "{name}: {line}: {} {said}",
                output.status
            );
            for written in line
                .split(' ')
                .skip_while(|word| !["-o", "--output"].contains(word))
                .skip(1)
                .take(1)
            {
                assert!(
                    fs::metadata(folder.join(written)).unwrap().len() > 100,
                    "{name}: {line}: {written}"
                );
            }
            ran += 1;
        }
        fs::remove_dir_all(folder).unwrap();
    }
    assert!(ran >= 6, "{ran} commands ran");
}

#[cfg(unix)]
#[test]
fn the_archive_of_the_documents_holds_an_article_of_each_kind() {
    let folder = folder("kinds");
    let page = fs::read_to_string(root().join("docs/archive.md")).unwrap();
    let line = commands(&page)[0];
    assert!(run(&folder, line).status.success());
    let records = fs::read_to_string(folder.join("archive.jsonl")).unwrap();
    assert_eq!(
        records.lines().count(),
        4,
        "a text, a page, a crawled page, a row: {line}"
    );
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn the_answer_that_the_documents_show_is_the_answer() {
    let folder = folder("answer");
    let page = fs::read_to_string(root().join("docs/command-line.md")).unwrap();
    let line = commands(&page)
        .into_iter()
        .find(|line| line.contains("ferry.txt"))
        .unwrap();
    let answer = String::from_utf8(run(&folder, line).stdout).unwrap();
    let shown = blocks(&page, "text");
    let shown = shown
        .iter()
        .find(|block| block.contains("Paragraph 1 of"))
        .unwrap();
    for statement in shown.split("\n\n") {
        assert!(
            answer.contains(statement.trim_end()),
            "not in the answer:\n{statement}\n\nwhich is:\n{answer}"
        );
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn blocks_and_commands_are_found() {
    let document = "a\n```sh\nx --y  # z\n\nu v\n```\n```text\nt\n```\n```sh\nw\n```\n";
    assert_eq!(commands(document), ["x --y", "u v", "w"]);
    assert_eq!(blocks(document, "text"), ["t\n"]);
}
