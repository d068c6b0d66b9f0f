//! `cargo xtask predict`: runs the engine over a benchmark's gold file and writes what its `score.py` reads.
//!
//! Of a gold file only the input is read: id, text (or the text or HTML file it names), publisher, date. The
//! structs below hold nothing else, so that no answer can leak into a prediction.

use clap::{Args, ValueEnum};
use factnote::analysis::{Analysis, Body};
use factnote::article::{BlockKind, find};
use factnote::attribution::{Attribution, Form, LinkRelation, Stance};
use factnote::export::json::{self, Number};
use factnote::export::offsets::Offsets;
use factnote::figure::{Approximator, ChangeRole, Figure, FigureKind};
use factnote::source::SourceKind;
use factnote::{Article, Options, Span, analyze};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A benchmark of the evaluation folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Benchmark {
    /// Source, cue and content of attributions (JSON Lines with `id`, `text`).
    Attribution,
    /// Figures of single sentences (JSON Lines with `id`, `text`, `ref`).
    Figures,
    /// Who is meant, form, stance, relays, figures (JSON with `articles`, texts in files).
    Sourcing,
    /// The article in a page (JSON Lines with `id`, `source`, `url`, pages in files).
    Pages,
    /// One article with everything in it (JSON with `document.path`).
    Seed,
}

/// Arguments of `predict`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// Which form the gold file has.
    #[arg(value_enum)]
    pub benchmark: Benchmark,
    /// The gold file; of it only ids, texts, publishers and dates are read.
    pub gold: PathBuf,
    /// Where to write the predictions; standard output where it is left out.
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// Without the learned tagger.
    #[arg(long)]
    pub rules_only: bool,
}

/// Runs `predict`.
///
/// # Errors
/// A sentence that says which file cannot be read or written, and why.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let predictions = predict(
        arguments.benchmark,
        &arguments.gold,
        options(!arguments.rules_only),
    )?;
    match &arguments.output {
        Some(path) => {
            fs::write(path, predictions).map_err(|e| format!("cannot write {}: {e}", path.display()))
        }
        None => match io::stdout().write_all(predictions.as_bytes()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write: {e}")),
            _ => Ok(()),
        },
    }
}

/// The engine's options, with or without the tagger.
pub fn options(tagger: bool) -> Options {
    Options {
        tagger,
        ..Options::default()
    }
}

/// The predictions for a gold file, as the benchmark's scorer reads them.
///
/// # Errors
/// As [`run`].
pub fn predict(benchmark: Benchmark, gold: &Path, options: Options) -> Result<String, String> {
    let folder = gold.parent().unwrap_or(Path::new("."));
    match benchmark {
        Benchmark::Attribution => lines(gold, |input: &TextLine| Ok(attribution_line(input, options))),
        Benchmark::Figures => lines(gold, |input: &TextLine| Ok(figures_line(input, options))),
        Benchmark::Pages => lines(gold, |input: &PageLine| page_line(input, folder)),
        Benchmark::Sourcing => {
            let input: SourcingFile = parse(&read(gold)?, gold)?;
            let mut out = String::new();
            for article in &input.articles {
                push_line(&mut out, &sourcing_line(article, folder, options)?);
            }
            Ok(out)
        }
        Benchmark::Seed => {
            let input: SeedFile = parse(&read(gold)?, gold)?;
            seed(&input.document, folder, options)
        }
    }
}

/// A line of `attribution` or `figures`.
#[derive(Deserialize)]
struct TextLine {
    id: String,
    text: String,
    #[serde(default, alias = "ref")]
    date: Option<String>,
}

#[derive(Deserialize)]
struct SourcingFile {
    articles: Vec<SourcingArticle>,
}

#[derive(Deserialize)]
struct SourcingArticle {
    id: String,
    publisher: Option<String>,
    published: Option<String>,
    text_file: PathBuf,
}

#[derive(Deserialize)]
struct PageLine {
    id: String,
    source: PathBuf,
    url: Option<String>,
}

#[derive(Deserialize)]
struct SeedFile {
    document: SeedDocument,
}

#[derive(Deserialize)]
struct SeedDocument {
    path: PathBuf,
    published: Option<String>,
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => String::from_utf8_lossy(e.as_bytes()).into_owned(),
    })
}

fn parse<T: DeserializeOwned>(text: &str, path: &Path) -> Result<T, String> {
    serde_json::from_str(text)
        .map_err(|e| format!("{} has another form than this benchmark's: {e}", path.display()))
}

fn lines<T: DeserializeOwned>(
    path: &Path,
    predict: impl Fn(&T) -> Result<Value, String>,
) -> Result<String, String> {
    let mut out = String::new();
    for (number, line) in read(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let input: T = serde_json::from_str(line).map_err(|e| {
            format!(
                "{}:{} has another form than this benchmark's: {e}",
                path.display(),
                number + 1
            )
        })?;
        push_line(&mut out, &predict(&input)?);
    }
    Ok(out)
}

fn push_line(out: &mut String, line: &Value) {
    out.push_str(&line.to_string());
    out.push('\n');
}

/// Spans as pairs of Unicode scalars.
fn pairs(offsets: &Offsets, spans: &[Span]) -> Value {
    spans.iter().map(|&s| pair(offsets, s)).collect()
}

fn pair(offsets: &Offsets, span: Span) -> Value {
    json!([offsets.characters(span.start()), offsets.characters(span.end())])
}

fn object(offsets: &Offsets, span: Span) -> Value {
    json!({"start": offsets.characters(span.start()), "end": offsets.characters(span.end())})
}

fn attributions(analysis: &Analysis) -> impl Iterator<Item = (&[Span], &Attribution)> {
    analysis.annotations.iter().filter_map(|a| match &a.body {
        Body::Attribution(attribution) => Some((a.content.as_slice(), attribution)),
        _ => None,
    })
}

fn attribution_line(input: &TextLine, options: Options) -> Value {
    let mut article = Article::from_plain_text(&input.text);
    article.metadata.published.clone_from(&input.date);
    let analysis = analyze(&article, &options);
    let offsets = Offsets::new(&article.text);
    let found: Vec<Value> = attributions(&analysis)
        .map(|(_, a)| {
            json!({
                "source": pairs(&offsets, a.extent.mention.as_slice()),
                "cue": pairs(&offsets, a.extent.cue.as_slice()),
                "content": pairs(&offsets, &a.extent.content),
            })
        })
        .collect();
    json!({"id": input.id, "attributions": found})
}

fn figures_line(input: &TextLine, options: Options) -> Value {
    let mut article = Article::from_plain_text(&input.text);
    article.metadata.published.clone_from(&input.date);
    let analysis = analyze(&article, &options);
    let offsets = Offsets::new(&article.text);
    let mut found = Vec::new();
    for annotation in &analysis.annotations {
        let Body::Figure(f) = &annotation.body else {
            continue;
        };
        let Some(mut line) = figure_fields(&f.figure, &offsets) else {
            continue;
        };
        let giver = f.attribution.and_then(|id| analysis.annotation(id));
        if let Some(Body::Attribution(a)) = giver.map(|a| &a.body)
            && let Some(mention) = a.mention
        {
            line.insert("source".to_owned(), object(&offsets, mention));
        }
        found.push(Value::Object(line));
    }
    json!({"id": input.id, "figures": found})
}

/// A figure in the terms of the figures benchmark, which has no kind for "much more".
fn figure_fields(figure: &Figure, offsets: &Offsets) -> Option<Map<String, Value>> {
    let kind = match figure.kind {
        FigureKind::Money => "money",
        FigureKind::Percent => "percent",
        FigureKind::Count => "count",
        FigureKind::Quantity => "quantity",
        FigureKind::Date => "date",
        FigureKind::Time => "time",
        FigureKind::Duration => "duration",
        FigureKind::Age => "age",
        FigureKind::Ordinal => "ordinal",
        FigureKind::Ratio => "ratio",
        FigureKind::Multiple => "multiple",
        FigureKind::Score => "score",
        FigureKind::Vague => return None,
    };
    let approximator = match figure.approximator {
        Approximator::Exact => "exact",
        Approximator::About => "about",
        Approximator::AtLeast => "at_least",
        Approximator::AtMost => "at_most",
        Approximator::MoreThan => "more_than",
        Approximator::LessThan => "less_than",
        Approximator::UpTo => "up_to",
        Approximator::Vague => "vague",
    };
    let number = |n: Option<_>| json!(n.map(Number));
    let (mut value, mut low, mut high) = (number(figure.value), number(figure.low), number(figure.high));
    if let Some(time) = &figure.time {
        match time.split_once('/') {
            Some((from, to)) if figure.kind == FigureKind::Time => {
                (value, low, high) = (Value::Null, json!(from), json!(to));
            }
            _ if matches!(figure.kind, FigureKind::Date | FigureKind::Time) => value = json!(time),
            _ => {}
        }
    }
    let mut line = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            line.insert(key.to_owned(), value);
        }
    };
    put("start", json!(offsets.characters(figure.span.start())));
    put("end", json!(offsets.characters(figure.span.end())));
    put("kind", json!(kind));
    put("value", value);
    put("low", low);
    put("high", high);
    if !figure.values.is_empty() {
        put(
            "values",
            figure.values.iter().map(|&v| json!(Number(v))).collect(),
        );
    }
    put("unit", json!(figure.unit));
    put("currency_iso", json!(figure.currency));
    put("per", json!(figure.per));
    put("approx", json!(approximator));
    put("measure", json!(figure.measure.map(|m| object(offsets, m))));
    if let Some(change) = figure.change {
        let direction = change.up.map_or("", |up| if up { "up:" } else { "down:" });
        let role = match change.role {
            ChangeRole::By => "by",
            ChangeRole::From => "from",
            ChangeRole::To => "to",
        };
        put("change", json!(format!("{direction}{role}")));
    }
    Some(line)
}

fn sourcing_line(input: &SourcingArticle, folder: &Path, options: Options) -> Result<Value, String> {
    let text = read(&folder.join(&input.text_file))?;
    let mut article = Article::from_plain_text(&text);
    // The form says that the first line is the title, whatever it ends in.
    if let Some(first) = article.blocks.first_mut() {
        first.kind = BlockKind::Headline;
        article.metadata.title = Some(first.span.of(&article.text).to_owned());
    }
    article.metadata.outlet.clone_from(&input.publisher);
    article.metadata.published.clone_from(&input.published);
    let analysis = analyze(&article, &options);
    let offsets = Offsets::new(&article.text);
    let found: Vec<Value> = attributions(&analysis)
        .map(|(content, a)| {
            let source = a.source.and_then(|id| analysis.source(id));
            let relays: Vec<&str> = a
                .chain
                .iter()
                .filter(|link| link.relation == LinkRelation::Relays)
                .filter_map(|link| Some(analysis.source(link.source)?.name.as_str()))
                .collect();
            json!({
                "content": pairs(&offsets, content),
                "source": source.map(|s| &s.name),
                "role": a.role,
                "kind": source.map_or("none", |s| source_kind(s.kind)),
                "form": form(a.form),
                "relays": relays,
                "stance": stance(a.stance),
            })
        })
        .collect();
    let figures: Vec<Value> = analysis
        .annotations
        .iter()
        .filter_map(|a| match &a.body {
            Body::Figure(f) => Some(json!({
                "span": pair(&offsets, f.figure.span),
                "normalised": f.figure.normalised,
            })),
            _ => None,
        })
        .collect();
    Ok(json!({"id": input.id, "attributions": found, "figures": figures}))
}

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "named_person",
        SourceKind::UnnamedPerson => "unnamed_person",
        SourceKind::UnnamedGroup => "unnamed_group",
        SourceKind::Organisation => "organisation",
        SourceKind::Document | SourceKind::Dataset => "document",
        SourceKind::Poll => "poll",
        SourceKind::Outlet => "outlet",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Partial => "partial",
        Form::Indirect | Form::SpeechAct => "indirect",
        Form::Document => "document",
        Form::Agentless => "agentless",
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Neutral => "neutral",
        Stance::Endorsing => "endorsing",
        Stance::Distancing => "distancing",
        Stance::Evaluative => "evaluative",
    }
}

fn page_line(input: &PageLine, folder: &Path) -> Result<Value, String> {
    let html = read(&folder.join(&input.source))?;
    let mut page = factnote::html::parse(&html);
    page.url = page.url.or_else(|| input.url.clone());
    let article = find::find(&page).article;
    let blocks: Vec<&str> = article
        .blocks
        .iter()
        .filter(|b| {
            matches!(
                b.kind,
                BlockKind::Paragraph | BlockKind::Subheading | BlockKind::Blockquote | BlockKind::Item
            )
        })
        .map(|b| b.span.of(&article.text))
        .collect();
    let metadata = &article.metadata;
    Ok(json!({
        "id": input.id,
        "blocks": blocks,
        "metadata": {
            "title": metadata.title,
            "byline": metadata.byline,
            "publisher": metadata.outlet,
            "date": metadata.published,
            "lang": metadata.language,
        },
    }))
}

fn seed(input: &SeedDocument, folder: &Path, options: Options) -> Result<String, String> {
    let mut article = Article::from_plain_text(&read(&folder.join(&input.path))?);
    article.metadata.published.clone_from(&input.published);
    let analysis = analyze(&article, &options);
    json::to_string_pretty(&article, &analysis)
        .map(|text| text + "\n")
        .map_err(|e| format!("cannot write JSON: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str, text: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("factnote-predict-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn each_form_gives_one_prediction_an_article_with_its_id() {
        let text = "“It’s late,” Ann Lee said.";
        let lines = scratch(
            "lines.jsonl",
            &format!("{}\n", json!({"id": "x", "text": text, "attributions": 7})),
        );
        scratch("one.txt", &format!("Title\n{text}\n"));
        scratch("one.html", "<article><p>It is late.</p></article>");
        let sourcing = scratch(
            "sourcing.json",
            &json!({"articles": [{"id": "x", "publisher": "P", "published": null, "text_file": "one.txt"}]})
                .to_string(),
        );
        let pages = scratch(
            "pages.jsonl",
            &json!({"id": "x", "source": "one.html", "url": null}).to_string(),
        );
        for (benchmark, gold) in [
            (Benchmark::Attribution, &lines),
            (Benchmark::Figures, &lines),
            (Benchmark::Sourcing, &sourcing),
            (Benchmark::Pages, &pages),
        ] {
            let out = predict(benchmark, gold, Options::default()).unwrap();
            let line: Value = serde_json::from_str(out.trim_end()).unwrap();
            assert_eq!(line["id"], "x", "{benchmark:?}");
        }
        let gold = scratch("seed.json", &json!({"document": {"path": "one.txt"}}).to_string());
        let out: Value =
            serde_json::from_str(&predict(Benchmark::Seed, &gold, Options::default()).unwrap()).unwrap();
        assert_eq!(out["schema"], factnote::SCHEMA);
    }

    #[test]
    fn a_wrong_file_is_named_with_its_line() {
        let gold = scratch("bad.jsonl", "{\"id\": \"x\", \"text\": \"t\"}\nnonsense\n");
        let error = predict(Benchmark::Figures, &gold, Options::default()).unwrap_err();
        assert!(error.contains("bad.jsonl:2"), "{error}");
        assert!(
            predict(
                Benchmark::Seed,
                Path::new("/nowhere/gold.json"),
                Options::default()
            )
            .unwrap_err()
            .contains("/nowhere/gold.json")
        );
    }
}
