//! Archives on the command line: what is read, what is told, what is left after a kill.

#![cfg(feature = "archive")]
#![allow(clippy::unwrap_used)]

mod made;

use made::{delivered, packed, parquet_of, record};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const TEXT: &str = "Harbour wall to be raised\nThe wall will be raised by two metres, Mayor Ann Lee said on Monday.\n\
    It would cost $3 million, according to two people close to the council.";

const PAGE: &str = "<!doctype html><html><head><title>T</title><meta property='article:section' content='Harbour'></head><body><article>\
    <h1>Harbour wall to be raised</h1>\
    <p>The wall will be raised by two metres, Mayor Ann Lee said on Monday, and the caf\u{e9} there will close in spring.</p>\
    <p>It has stood for eighty years and is too low for the floods of today, the harbour office wrote in its report.</p>\
    </article></body></html>";

/// A folder of its own for each test.
fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("factnote-archive-{}-{number}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn factnote(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factnote"));
    command.arg("annotate").current_dir(folder).stdin(Stdio::null());
    command
}

fn annotate(folder: &Path, arguments: &[&str]) -> Output {
    factnote(folder).args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(text: &[u8]) -> Vec<Value> {
    let text = core::str::from_utf8(text).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn ids(text: &[u8]) -> Vec<String> {
    let id = |record: &Value| record["id"].as_str().unwrap().to_owned();
    lines(text).iter().map(id).collect()
}

/// So many articles, which differ.
fn archive(number: usize) -> String {
    let line =
        |at| json!({"id": format!("a{at}"), "text": format!("{TEXT}\nPier {at} is closed, Ben Gray said.")});
    (0..number).map(|at| line(at).to_string() + "\n").collect()
}

/// A crawl with pages and other things; each record is packed by itself, as crawls do it.
fn crawl() -> Vec<Vec<u8>> {
    let http = "application/http; msgtype=response";
    let html = "Content-Type: text/html";
    let latin: Vec<u8> = PAGE
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let records = [
        record("warcinfo", "application/warc-fields", "info", b"software: x"),
        record(
            "request",
            "application/http; msgtype=request",
            "https://a.example/1",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        record(
            "response",
            http,
            "https://a.example/1",
            &delivered(200, html, PAGE.as_bytes()),
        ),
        record(
            "response",
            http,
            "https://a.example/gone",
            &delivered(404, html, PAGE.as_bytes()),
        ),
        record(
            "response",
            http,
            "https://a.example/image",
            &delivered(200, "Content-Type: image/png", b"\x89PNG"),
        ),
        record(
            "response",
            http,
            "https://a.example/latin",
            &delivered(200, "content-type: text/html; charset=ISO-8859-1", &latin),
        ),
        record(
            "response",
            http,
            "https://a.example/packed",
            &delivered(
                200,
                "Content-Type: text/html\r\nContent-Encoding: gzip",
                &packed(PAGE.as_bytes()),
            ),
        ),
        record(
            "response",
            http,
            "https://a.example/front",
            &delivered(200, html, b"<html><body><nav>Menu</nav></body></html>"),
        ),
    ];
    records.iter().map(|record| packed(record)).collect()
}

#[test]
fn pages_of_a_crawl_are_read_whatever_their_encoding() {
    let folder = folder();
    fs::write(folder.join("news.warc.gz"), crawl().concat()).unwrap();
    let output = annotate(&folder, &["news.warc.gz", "--rejected", "side.jsonl"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let records = lines(&output.stdout);
    let url = |record: &Value| record["document"]["url"].as_str().unwrap().to_owned();
    assert_eq!(
        records.iter().map(url).collect::<Vec<_>>(),
        [
            "https://a.example/1",
            "https://a.example/latin",
            "https://a.example/packed"
        ]
    );
    for record in &records {
        assert_eq!(record["annotations"], records[0]["annotations"], "the same page");
        assert_eq!(record["section"], "Harbour");
        assert!(record["id"].as_str().unwrap().starts_with("urn:uuid:"));
    }
    let told = lines(&fs::read(folder.join("side.jsonl")).unwrap());
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["kind"], "no-article");
    assert_eq!(told[0]["url"], "https://a.example/front");
}

#[test]
fn a_page_in_a_file_and_in_a_line_has_the_same_article() {
    let folder = folder();
    fs::write(folder.join("page.html"), PAGE).unwrap();
    fs::write(
        folder.join("line.jsonl"),
        json!({"html": PAGE, "url": "https://a.example/2"}).to_string(),
    )
    .unwrap();
    let records = lines(&annotate(&folder, &["page.html", "line.jsonl"]).stdout);
    assert_eq!(records[0]["id"], "page.html");
    assert_eq!(
        records[1]["id"], "https://a.example/2",
        "the address serves as a name"
    );
    assert_eq!(records[0]["annotations"], records[1]["annotations"]);
}

#[test]
fn folders_and_patterns_are_read_in_order_and_what_is_written_there_is_not() {
    let folder = folder();
    fs::create_dir_all(folder.join("in/b")).unwrap();
    fs::create_dir_all(folder.join("in/.hidden")).unwrap();
    for name in [
        "in/c.txt",
        "in/a.txt",
        "in/b/2.txt",
        "in/b/10.txt.gz",
        "in/x.exe",
        "in/.hidden/z.txt",
    ] {
        let gz = name.ends_with("gz").then(|| packed(TEXT.as_bytes()));
        fs::write(folder.join(name), gz.unwrap_or(TEXT.into())).unwrap();
    }
    let all = ["in/a.txt", "in/b/10.txt.gz", "in/b/2.txt", "in/c.txt"];
    for _ in 0..2 {
        let output = annotate(&folder, &["in", "-o", "in/out.jsonl"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(ids(&fs::read(folder.join("in/out.jsonl")).unwrap()), all);
    }
    let some = annotate(&folder, &["in/*.txt", "--format", "jsonl"]);
    assert_eq!(ids(&some.stdout), ["in/a.txt", "in/c.txt"]);
    fs::create_dir(folder.join("empty")).unwrap();
    let none = annotate(&folder, &["empty"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        stderr(&none).contains("nothing in empty ends in .txt"),
        "{}",
        stderr(&none)
    );
}

#[test]
fn the_result_does_not_depend_on_the_number_of_threads() {
    let folder = folder();
    fs::write(folder.join("in.jsonl"), archive(40)).unwrap();
    let by = |threads: &str| annotate(&folder, &["in.jsonl", "--threads", threads]).stdout;
    let one = by("1");
    assert_eq!(ids(&one).len(), 40);
    assert_eq!(one, by("5"));
}

#[test]
fn parquet_is_read_and_written() {
    let folder = folder();
    parquet_of(
        &folder.join("in.parquet"),
        &[("a", Some(TEXT)), ("b", None), ("c", Some(TEXT))],
    );
    let output = annotate(
        &folder,
        &["in.parquet", "--format", "parquet", "-o", "out.parquet"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("in.parquet, row 2: no article: missing field `text`"),
        "{}",
        stderr(&output)
    );
    let reader = SerializedFileReader::new(File::open(folder.join("out.parquet")).unwrap()).unwrap();
    let names: Vec<_> = reader
        .metadata()
        .file_metadata()
        .schema_descr()
        .columns()
        .to_vec();
    let at = |name: &str| names.iter().position(|column| column.name() == name).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    let table = annotate(&folder, &["in.parquet", "--format", "csv", "--quiet"]).stdout;
    let csv: Vec<_> = csv::Reader::from_reader(table.as_slice())
        .into_records()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), csv.len());
    let mut money = 0;
    for (row, line) in rows.iter().zip(&csv) {
        for name in ["article", "id", "words", "label"] {
            assert_eq!(row.get_string(at(name)).unwrap(), &line[at(name)]);
        }
        assert_eq!(row.get_int(at("start")).unwrap().to_string(), line[at("start")]);
        if row.get_string(at("unit")).is_ok_and(|unit| unit == "USD") {
            assert!((row.get_double(at("value")).unwrap() - 3e6).abs() < 1e-6);
            money += 1;
        }
        assert!(row.get_string(at("engine")).unwrap().starts_with("0."));
    }
    assert_eq!(money, 2);
    assert!(!folder.join("out.parquet.parts").exists());
}

#[test]
fn what_is_broken_is_told_and_the_rest_is_done() {
    let folder = folder();
    fs::write(folder.join("good.jsonl"), archive(2)).unwrap();
    let gz = packed(archive(50).as_bytes());
    fs::write(folder.join("cut.jsonl.gz"), &gz[..gz.len() - 20]).unwrap();
    let warc = crawl().concat();
    fs::write(folder.join("cut.warc.gz"), &warc[..warc.len() * 3 / 5]).unwrap();
    fs::write(folder.join("no.warc"), "WARC/1.0\r\nnonsense\r\n\r\n").unwrap();
    parquet_of(&folder.join("whole.parquet"), &[("p", Some(TEXT))]);
    let whole = fs::read(folder.join("whole.parquet")).unwrap();
    fs::write(folder.join("cut.parquet"), &whole[..whole.len() - 9]).unwrap();
    fs::write(
        folder.join("bytes.jsonl"),
        b"{\"id\":\"x\",\"text\":\"caf\xe9\"}\n{\"id\":\"y\",\"text\":\"a\"}\n",
    )
    .unwrap();
    fs::write(folder.join("bytes.txt"), b"caf\xe9").unwrap();
    for (file, done, reason) in [
        ("cut.jsonl.gz", None, "it was cut short"),
        ("cut.warc.gz", Some(1), "it was cut short"),
        ("no.warc", Some(0), "without Content-Length"),
        (
            "cut.parquet",
            Some(0),
            "no Parquet file, or one that was cut short",
        ),
        ("bytes.jsonl", Some(1), "no JSON: invalid unicode"),
        ("bytes.txt", Some(0), "not UTF-8 at byte 3"),
    ] {
        let output = annotate(&folder, &[file, "good.jsonl", "--rejected", "side.jsonl"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let found = ids(&output.stdout);
        assert!(
            found.ends_with(&["a0".to_owned(), "a1".to_owned()]),
            "{file}: {found:?}"
        );
        assert!(
            done.is_none_or(|done| found.len() == done + 2),
            "{file}: {found:?}"
        );
        let told = lines(&fs::read(folder.join("side.jsonl")).unwrap());
        assert_eq!(told.len(), 1, "{file}: {told:?}");
        assert_eq!(told[0]["input"], file);
        assert!(
            told[0]["reason"].as_str().unwrap().contains(reason),
            "{file}: {told:?}"
        );
        assert!(
            stderr(&output).contains("1 rejected (see side.jsonl)"),
            "{}",
            stderr(&output)
        );
    }
    let nothing = annotate(&folder, &["cut.parquet"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(
        annotate(&folder, &["cut.parquet", "good.jsonl", "-q"])
            .stderr
            .is_empty()
    );
}

#[test]
fn a_line_of_a_hundred_megabytes_is_passed_over_without_being_kept() {
    let folder = folder();
    let mut file = File::create(folder.join("long.jsonl")).unwrap();
    file.write_all(b"{\"id\":\"long\",\"text\":\"").unwrap();
    let piece = "a".repeat(1_000_000);
    for _ in 0..100 {
        file.write_all(piece.as_bytes()).unwrap();
    }
    file.write_all(b"\"}\n").unwrap();
    file.write_all(archive(1).as_bytes()).unwrap();
    drop(file);
    // 64 MB above what the program takes at its start would not hold the line.
    let limited = format!(
        "ulimit -v 500000; exec '{}' annotate long.jsonl --threads 1",
        env!("CARGO_BIN_EXE_factnote")
    );
    let output = Command::new("sh")
        .args(["-c", &limited])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(ids(&output.stdout), ["a0"], "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("long.jsonl, line 1: longer than 8000000 bytes"),
        "{}",
        stderr(&output)
    );
    fs::remove_file(folder.join("long.jsonl")).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_what_was_done_is_kept() {
    let folder = folder();
    fs::write(folder.join("in.jsonl"), archive(200)).unwrap();
    let full = annotate(&folder, &["in.jsonl", "-o", "/dev/full"]);
    assert_eq!(full.status.code(), Some(3));
    assert!(
        stderr(&full).contains("cannot write /dev/full: No space left"),
        "{}",
        stderr(&full)
    );
    // A limit on the length of files ends writing in the middle of one, as a disk does that is full. The signal that comes with it is ignored.
    let whole = annotate(&folder, &["in.jsonl"]).stdout;
    let blocks = whole.len() / 512 / 2;
    let limited = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec '{}' annotate in.jsonl -o out.jsonl",
        env!("CARGO_BIN_EXE_factnote")
    );
    let output = Command::new("sh")
        .args(["-c", &limited])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("what was done is kept in out.jsonl"),
        "{}",
        stderr(&output)
    );
    let kept = fs::read(folder.join("out.jsonl")).unwrap();
    assert!(
        !kept.is_empty() && whole.starts_with(&kept) && kept.ends_with(b"\n"),
        "whole lines"
    );
    let resumed = annotate(&folder, &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    assert_eq!(resumed.status.code(), Some(0), "{}", stderr(&resumed));
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole);
}

/// Kills runs at ten moments, and goes on each time until all is done.
fn killed_and_resumed(format: &str, articles: usize, more: &str) {
    let folder = folder();
    fs::create_dir(folder.join("in")).unwrap();
    for part in ["a", "b", "c"] {
        fs::write(
            folder.join(format!("in/{part}.jsonl")),
            archive(articles).replace("said.", more) + "nonsense\n",
        )
        .unwrap();
    }
    fs::write(folder.join("in/d.txt"), TEXT).unwrap();
    let run = |name: &str, resume: bool| {
        let mut command = factnote(&folder);
        command.args([
            "in",
            "--format",
            format,
            "-o",
            name,
            "--rejected",
            &format!("{name}.side"),
            "--quiet",
        ]);
        if resume {
            command.arg("--resume");
        }
        command
    };
    let begun = std::time::Instant::now();
    assert_eq!(run("whole", false).status().unwrap().code(), Some(1));
    let took = begun.elapsed();
    let mut state = u64::from(std::process::id());
    let mut killed = 0;
    for number in 0..10 {
        let mut child = run("out", true).spawn().unwrap();
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Together they would come to about one and a half whole runs.
        std::thread::sleep(
            took.mul_f64((state >> 33) as f64 / f64::from(1u32 << 31) * 0.3) + Duration::from_millis(number),
        );
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(
        killed >= 3,
        "only {killed} of ten runs were alive when they were killed"
    );
    assert_eq!(run("out", true).status().unwrap().code(), Some(1));
    let same =
        |one: &str, other: &str| fs::read(folder.join(one)).unwrap() == fs::read(folder.join(other)).unwrap();
    assert!(same("whole", "out"), "{format}: the resumed output differs");
    let side = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(side("whole.side"), side("out.side"));
    assert_eq!(run("out", true).status().unwrap().code(), Some(1), "done before");
    assert!(!folder.join("whole.journal").exists());
}

#[test]
fn after_kills_at_random_moments_the_output_is_that_of_an_unbroken_run() {
    killed_and_resumed("jsonl", 250, "said.");
    killed_and_resumed("csv", 100, "said.");
}

#[test]
fn parquet_goes_on_after_kills_too() {
    // Rows for several row groups: only between them can it go on.
    let figures: String = (1..80).map(|at| format!(" It has {at} piers.")).collect();
    killed_and_resumed("parquet", 110, &format!("said.{figures}"));
}

#[test]
fn going_on_needs_the_same_arguments_and_a_journal() {
    let folder = folder();
    fs::write(folder.join("in.jsonl"), archive(1)).unwrap();
    fs::write(folder.join("out.jsonl"), "days of work\n").unwrap();
    let none = annotate(&folder, &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        stderr(&none).contains("no journal beside out.jsonl"),
        "{}",
        stderr(&none)
    );
    assert_eq!(
        fs::read_to_string(folder.join("out.jsonl")).unwrap(),
        "days of work\n"
    );
    fs::remove_file(folder.join("out.jsonl")).unwrap();
    assert!(
        annotate(&folder, &["in.jsonl", "-o", "out.jsonl", "--resume"])
            .status
            .success()
    );
    let again = annotate(&folder, &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    assert!(
        again.status.success() && stderr(&again).contains("nothing to resume"),
        "{}",
        stderr(&again)
    );
    let other = annotate(
        &folder,
        &["in.jsonl", "-o", "out.jsonl", "--resume", "--outlet", "O"],
    );
    assert_eq!(other.status.code(), Some(2));
    assert!(
        stderr(&other).contains("with other arguments"),
        "{}",
        stderr(&other)
    );
}

#[test]
fn each_record_says_by_which_engine_it_was_made() {
    let folder = folder();
    fs::write(folder.join("in.jsonl"), archive(1)).unwrap();
    let engine = &lines(&annotate(&folder, &["in.jsonl"]).stdout)[0]["engine"];
    let checksum = |name: &str| engine[name].as_str().unwrap().to_owned();
    assert_eq!(engine["version"], env!("CARGO_PKG_VERSION"));
    for name in ["checksum", "lexicons"] {
        let digits = checksum(name);
        assert!(
            digits.len() == 16 && digits.chars().all(|c| c.is_ascii_hexdigit()),
            "{engine}"
        );
    }
    assert_ne!(checksum("checksum"), checksum("lexicons"));
}

/// The report of some records, beside its page as data.
fn report(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factnote"));
    command
        .arg("report")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command.output().unwrap()
}

#[test]
fn a_report_counts_by_outlet_section_author_and_month_and_leads_to_the_sentences() {
    let folder = folder();
    let article = |id: &str, outlet: &str, day: &str, text: &str| {
        json!({"id": id, "text": text, "outlet": outlet, "published": day, "byline": "Eve <b>Poe</b>",
            "url": format!("https://post.example/harbour/{id}")})
        .to_string()
            + "\n"
    };
    let unnamed = "The wall will grow, according to two people close to the council, who spoke on condition of anonymity.";
    let all = article("1", "Harbour Post", "2025-05-02", TEXT)
        + &article("2", "Harbour Post", "2025-06-02", unnamed)
        + &article(
            "3",
            "Gull Times",
            "2025-06-03",
            "“It is late,” Ann Lee warned. The pier is 80 metres long.",
        );
    fs::write(folder.join("in.jsonl"), all).unwrap();
    assert!(
        annotate(&folder, &["in.jsonl", "-o", "archive.jsonl"])
            .status
            .success()
    );
    let output = report(&folder, &["archive.jsonl", "-o", "report.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let data: Value = serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap();
    assert_eq!(data["all"]["articles"], 3);
    assert_eq!(data["all"]["named"], 2, "{data:#}");
    assert_eq!(data["all"]["unnamed"], 2);
    assert_eq!(data["all"]["unnamed_with_reason"], 1);
    assert_eq!(data["by"]["outlet"]["Harbour Post"]["articles"], 2);
    assert_eq!(data["by"]["month"]["2025-06"]["articles"], 2);
    assert_eq!(data["by"]["section"]["harbour"]["articles"], 3);
    assert_eq!(data["heard"][0]["name"], "Ann Lee");
    assert_eq!(data["heard"][0]["verbs"], json!({"say": 1, "warn": 1}));
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("“It is late,”"));
    assert!(
        page.contains("Eve &lt;b&gt;Poe") && !page.contains("<b>"),
        "no text becomes markup"
    );
    assert!(
        !page.contains("src=") && !page.contains("<link") && !page.contains("@import"),
        "nothing is loaded"
    );
    let table = fs::read(folder.join("report.csv")).unwrap();
    let rows = csv::Reader::from_reader(table.as_slice())
        .into_records()
        .map(Result::unwrap);
    let gull = rows.filter(|row| &row[1] == "Gull Times").count();
    assert_eq!(gull, 1);
}

#[test]
fn all_sentences_behind_a_number_stand_in_a_table_and_the_page_says_which() {
    const ARTICLES: u64 = 50;
    let folder = folder();
    let all: String = (0..ARTICLES)
        .map(|n| {
            let ann = ["Ann Lee", "Ann B. Lee"][usize::from(n == 7)];
            let text = format!(
                "The wall will grow, according to two people close to the council. “It is late,” {ann} said. \
                        The pier is 80 metres long."
            );
            json!({"id": n, "text": text, "outlet": "Post, Harbour", "published": "2025-05-02"}).to_string()
                + "\n"
        })
        .collect();
    fs::write(folder.join("in.jsonl"), all).unwrap();
    let done = annotate(&folder, &["in.jsonl", "-o", "archive.jsonl"]);
    assert!(done.status.success());
    let output = report(&folder, &["archive.jsonl", "-o", "report.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let data: Value = serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap();
    let mut table = csv::Reader::from_path(folder.join("report.sentences.csv")).unwrap();
    let names = table.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|column| column == name).unwrap();
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    let where_is = |column: &str, value: &str| rows.iter().filter(|row| &row[at(column)] == value).count();
    for (measure, number) in data["all"].as_object().unwrap() {
        if measure != "articles" {
            assert_eq!(
                where_is(measure, "1") as u64,
                number.as_u64().unwrap(),
                "{measure}"
            );
        }
    }
    assert_eq!(data["all"]["unnamed"], ARTICLES);
    assert_eq!(where_is("outlet", "Post, Harbour"), rows.len());
    assert_eq!(where_is("source", "Ann Lee") as u64, ARTICLES - 1);
    assert_eq!(where_is("source", "Ann B. Lee"), 1);
    assert_eq!(data["heard"][0]["name"], "Ann Lee");
    assert_eq!(data["heard"][0]["also"], json!(["Ann B. Lee"]));
    assert_eq!(
        data["heard"][0]["statements"], ARTICLES,
        "a middle initial makes nobody else"
    );
    let unnamed = rows.iter().find(|row| &row[at("unnamed")] == "1").unwrap();
    assert_eq!(&unnamed[at("words")], "The wall will grow");
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    assert!(page.contains("<code>report.sentences.csv</code>"));
    for more in [
        "and 10 more: in the table of sentences, where <code>unnamed</code> is “1”",
        "and 42 more: in the table of sentences, where <code>outlet</code> is “Post, Harbour” and <code>named</code> is “1”",
        "and 42 more: in the table of sentences, where <code>source</code> is “Ann Lee” or “Ann B. Lee” and <code>named</code> is “1”",
    ] {
        assert!(page.contains(more), "{more}");
    }
}

#[test]
fn a_report_that_fails_leaves_all_files_of_the_one_before() {
    let folder = folder();
    fs::write(folder.join("bad.jsonl"), "{\"id\": 1}\n").unwrap();
    let names = ["report.html", "report.json", "report.csv", "report.sentences.csv"];
    for name in names {
        fs::write(folder.join(name), "before").unwrap();
    }
    let output = report(&folder, &["bad.jsonl", "-o", "report.html"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    for name in names {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "before", "{name}");
    }
}

#[test]
fn a_table_of_sentences_that_cannot_be_written_is_told() {
    let folder = folder();
    fs::write(
        folder.join("in.jsonl"),
        json!({"id": 1, "text": TEXT}).to_string(),
    )
    .unwrap();
    assert!(
        annotate(&folder, &["in.jsonl", "-o", "archive.jsonl"])
            .status
            .success()
    );
    fs::create_dir(folder.join("report.sentences.csv")).unwrap();
    let output = report(&folder, &["archive.jsonl", "-o", "report.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("report.sentences.csv"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn house_rules_are_an_exit_code_and_name_the_words() {
    let folder = folder();
    let line = |text: &str| json!({"id": "x", "text": text}).to_string();
    fs::write(
        folder.join("good.jsonl"),
        line("Wall and pier\nThe wall will grow, Mayor Ann Lee said on Monday."),
    )
    .unwrap();
    fs::write(
        folder.join("bad.jsonl"),
        line("Wall and pier\nThe wall will grow, according to two people close to the council."),
    )
    .unwrap();
    for name in ["good", "bad"] {
        let out = format!("{name}.records");
        assert!(
            annotate(&folder, &[&format!("{name}.jsonl"), "-o", &out])
                .status
                .success()
        );
    }
    let good = report(&folder, &["good.records", "--rules", "ap,nyt"]);
    assert_eq!(
        good.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&good.stdout)
    );
    assert!(good.stdout.is_empty());
    let bad = report(&folder, &["bad.records", "--rules", "ap,nyt"]);
    assert_eq!(bad.status.code(), Some(1));
    let says = String::from_utf8(bad.stdout).unwrap();
    assert!(
        says.contains("unnamed-without-reason") && says.contains("The wall will grow"),
        "{says}"
    );
    assert!(says.contains("single-unnamed-source"), "{says}");
    let wrong = report(&folder, &["bad.jsonl", "--rules", "bbc"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("bad.jsonl, line 1: no record"),
        "{}",
        stderr(&wrong)
    );
}

#[test]
fn shells_and_man_know_every_flag() {
    let print = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_factnote"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let man = print(&["man"]);
    assert!(man.contains(".TH factnote 1") && man.contains(".SH \"REPORT\""));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = print(&["completions", shell]);
        assert!(
            script.contains("max-record") && script.contains("parquet"),
            "{shell}"
        );
    }
    assert!(man.contains("max\\-record") && man.contains("min\\-confidence"));
}

#[test]
fn a_run_does_not_go_on_with_other_files() {
    let folder = folder();
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.jsonl"), archive(3)).unwrap();
    fs::write(folder.join("in/b.jsonl"), archive(3)).unwrap();
    let arguments = ["in", "-o", "out.jsonl", "--resume"];
    assert!(annotate(&folder, &arguments).status.success());
    // As it stands when a run is killed after the last checkpoint.
    let journal = folder.join("out.jsonl.journal");
    let open = fs::read_to_string(&journal)
        .unwrap()
        .replace("\"complete\":true", "\"complete\":false");
    fs::write(&journal, &open).unwrap();
    let whole = fs::read(folder.join("out.jsonl")).unwrap();
    fs::remove_file(folder.join("in/a.jsonl")).unwrap();
    let output = annotate(&folder, &arguments);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("the files have changed"),
        "{}",
        stderr(&output)
    );
    fs::write(folder.join("in/a.jsonl"), archive(3)).unwrap();
    assert_eq!(annotate(&folder, &arguments).status.code(), Some(0));
    assert!(fs::read(folder.join("out.jsonl")).unwrap() == whole);
}
