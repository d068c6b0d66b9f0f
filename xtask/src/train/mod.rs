//! `cargo xtask train`: learns the tagger's parameters from a corpus of attributions.
//!
//! The same seed and data give the same file: chance comes from the seed alone, and a batch is cut in two halves whose gradients
//! are added in order, however many threads work on them.

mod adam;
mod backward;
mod corpus;
mod crf;
mod random;

use adam::Adam;
use backward::{Batch, Dropout};
use clap::Args;
use corpus::{GoldArticle, Sample};
use factnote::attribution::{Statement, find_tagged, find_with};
use factnote::export::offsets::Offsets;
use factnote::tagger::columns::COLUMNS;
use factnote::tagger::{Label, Model, ROLES, Tags};
use factnote::text::Document;
use factnote::{Article, Span};
use factnote_network::{LABELS, Parameters, Scratch, crf as field, weights};
use random::Random;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, thread};

/// Arguments of `train`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder that holds the corpus (`gold-train.jsonl`, `gold-dev.jsonl`).
    #[arg(long)]
    pub data: PathBuf,
    /// Where chance begins.
    #[arg(long, default_value_t = 2)]
    pub seed: u64,
    /// How often the corpus is read.
    #[arg(long, default_value_t = 8)]
    pub epochs: usize,
    /// First learning rate; it falls to nothing in a straight line.
    #[arg(long, default_value_t = 3e-3)]
    pub rate: f32,
    /// Share of the embeddings' numbers that is left out.
    #[arg(long, default_value_t = 0.5)]
    pub input_dropout: f32,
    /// Share of the blocks' numbers that is left out.
    #[arg(long, default_value_t = 0.3)]
    pub block_dropout: f32,
    /// Share of the words that is shown as unknown.
    #[arg(long, default_value_t = 0.2)]
    pub word_dropout: f32,
    /// Tokens in a batch.
    #[arg(long, default_value_t = 800)]
    pub batch: usize,
    /// 1 or 2.
    #[arg(long, default_value_t = 1)]
    pub threads: usize,
    /// How many articles of the corpus are read; all where it is left out.
    #[arg(long)]
    pub articles: Option<usize>,
    /// Parameters whose labels, averaged, the new ones learn besides the gold ones.
    #[arg(long)]
    pub teachers: Vec<PathBuf>,
    /// How much the teachers count beside the gold labels.
    #[arg(long, default_value_t = 0.6)]
    pub trust: f32,
    /// A file of articles without labels, for which the teachers' stand.
    #[arg(long)]
    pub unlabelled: Option<PathBuf>,
    /// Where the parameters go.
    #[arg(long, default_value = "src/tagger/weights.bin")]
    pub out: PathBuf,
    /// Parameters to measure; nothing is learned then.
    #[arg(long)]
    pub measure: Option<PathBuf>,
    /// Joins the gold labels of this file instead of the parameters' own; its statements go to `--predictions`.
    #[arg(long)]
    pub join: Option<PathBuf>,
    /// Where the statements go that the parameters find in the dev part, as the benchmark's scorer reads them.
    #[arg(long)]
    pub predictions: Option<PathBuf>,
}

/// Runs `train`.
///
/// # Errors
/// A sentence that says which file cannot be read or written, and why.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let dev = corpus::read(&arguments.data.join("gold-dev.jsonl"))?;
    if let (Some(gold), Some(path)) = (&arguments.join, &arguments.predictions) {
        let lines: String = corpus::read(gold)?.iter().map(|a| joined(a) + "\n").collect();
        return write(path, lines.as_bytes());
    }
    let bytes = if let Some(path) = &arguments.measure {
        fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?
    } else {
        let mut train = corpus::read(&arguments.data.join("gold-train.jsonl"))?;
        if let Some(articles) = arguments.articles {
            train.truncate(articles);
        }
        let mut teachers: Vec<Model> = Vec::new();
        for path in &arguments.teachers {
            let bytes = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
            teachers.push(Model::read(&bytes).ok_or("a teacher cannot be read")?);
        }
        let more = match &arguments.unlabelled {
            Some(path) => corpus::read(path)?,
            None => Vec::new(),
        };
        let bytes = weights::write(&COLUMNS, &learn(arguments, &train, &more, &teachers, &dev));
        write(&arguments.out, &bytes)?;
        bytes
    };
    let read = weights::read(&COLUMNS, &bytes).ok_or("the file cannot be read back")?;
    let vocabulary = &read.vocabulary;
    let samples: Vec<Sample> = dev.iter().map(|a| corpus::sample(a, vocabulary)).collect();
    println!("dev, packed: {}", chunks(&read, &samples));
    if let Some(path) = &arguments.predictions {
        let model = Model::new(&read);
        let lines: String = dev.iter().map(|a| statements(a, &model) + "\n").collect();
        write(path, lines.as_bytes())?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    println!("{} bytes to {}", bytes.len(), path.display());
    Ok(())
}

/// The statements that the parameters find in an article.
fn statements(gold: &GoldArticle, model: &Model) -> String {
    let article = Article::from_plain_text(&gold.text);
    line(gold, &find_with(&Document::read(&article), model))
}

/// The statements that an article's gold labels are joined to.
fn joined(gold: &GoldArticle) -> String {
    let article = Article::from_plain_text(&gold.text);
    let document = Document::read(&article);
    let labels = corpus::gold_labels(gold, &document);
    let posterior = labels
        .iter()
        .map(|l| std::array::from_fn(|r| f32::from(u8::from(l.role().is_some_and(|role| role.index() == r)))))
        .collect();
    line(gold, &find_tagged(&document, &Tags { labels, posterior }))
}

/// Statements as the benchmark's scorer reads them.
fn line(gold: &GoldArticle, statements: &[Statement]) -> String {
    let offsets = Offsets::new(&gold.text);
    let pairs = |spans: &[Span]| -> Vec<[u32; 2]> {
        spans
            .iter()
            .map(|s| [offsets.characters(s.start()), offsets.characters(s.end())])
            .collect()
    };
    let found: Vec<Value> = statements
        .iter()
        .map(|s| {
            json!({
                "source": pairs(s.extent.mention.as_slice()),
                "cue": pairs(s.extent.cue.as_slice()),
                "content": pairs(&s.extent.content),
                "confidence": s.confidence,
                "found_by": s.found_by,
            })
        })
        .collect();
    json!({"id": gold.id, "attributions": found}).to_string()
}

fn learn(
    arguments: &Arguments,
    train: &[GoldArticle],
    unlabelled: &[GoldArticle],
    teachers: &[Model],
    dev: &[GoldArticle],
) -> Parameters {
    let mut random = Random::new(arguments.seed);
    let vocabulary = corpus::vocabulary(train);
    println!("{} words", vocabulary.hashes.len());
    let mut samples: Vec<Sample> = train
        .iter()
        .chain(unlabelled)
        .map(|a| corpus::sample(a, &vocabulary))
        .collect();
    if !teachers.is_empty() {
        for (i, sample) in samples.iter_mut().enumerate() {
            taught(
                sample,
                teachers,
                if i < train.len() { arguments.trust } else { 1.0 },
            );
        }
    }
    let dev: Vec<Sample> = dev.iter().map(|a| corpus::sample(a, &vocabulary)).collect();
    let mut parameters = beginning(Parameters::zeros(&COLUMNS, vocabulary), &mut random);
    let mut adam = Adam::new(&parameters);
    let mut places: Vec<(usize, usize)> = samples
        .iter()
        .enumerate()
        .flat_map(|(a, s)| (0..s.sequences.len()).map(move |i| (a, i)))
        .collect();
    let tokens: usize = samples.iter().map(|s| s.labels.len()).sum();
    println!("{tokens} tokens in {} paragraphs", places.len());
    let dropout = Dropout {
        inputs: arguments.input_dropout,
        blocks: arguments.block_dropout,
        words: arguments.word_dropout,
    };
    #[expect(clippy::cast_precision_loss, reason = "progress as a share")]
    let share = |done: usize| done as f32 / (tokens * arguments.epochs) as f32;
    let mut halves = [
        Parameters::zeros(&COLUMNS, parameters.vocabulary.clone()),
        Parameters::zeros(&COLUMNS, parameters.vocabulary.clone()),
    ];
    let mut done = 0;
    for epoch in 0..arguments.epochs {
        random.shuffle(&mut places);
        let mut loss = 0.0f64;
        let mut rest = places.as_slice();
        while !rest.is_empty() {
            let mut size = 0;
            let count = rest
                .iter()
                .take_while(|(a, i)| {
                    let before = size;
                    size += samples[*a].sequences[*i].len();
                    before < arguments.batch
                })
                .count();
            let (now, later) = rest.split_at(count);
            rest = later;
            let batches = [
                batch(&samples, now.iter().step_by(2)),
                batch(&samples, now.iter().skip(1).step_by(2)),
            ];
            let length: usize = batches.iter().map(|b| b.labels.len()).sum();
            #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
            let weight = 20.0 / length as f32;
            let mut chances = [Random::new(random.bits()), Random::new(random.bits())];
            let work = |batch: &Batch, chance: &mut Random, half: &mut Parameters| {
                for list in half.lists_mut() {
                    list.fill(0.0);
                }
                backward::gradient(&parameters, batch, dropout, chance, weight, half)
            };
            let [first, second] = &mut halves;
            let [chance_1, chance_2] = &mut chances;
            let losses = if arguments.threads > 1 {
                thread::scope(|scope| {
                    let other = scope.spawn(|| work(&batches[1], chance_2, second));
                    let own = work(&batches[0], chance_1, first);
                    own + other.join().unwrap_or(f32::NAN)
                })
            } else {
                work(&batches[0], chance_1, first) + work(&batches[1], chance_2, second)
            };
            loss += f64::from(losses / weight);
            for (sum, other) in first.lists_mut().into_iter().zip(second.lists()) {
                for (s, o) in sum.iter_mut().zip(other) {
                    *s += o;
                }
            }
            let warm = (share(done) * 100.0).min(1.0);
            let rate = arguments.rate * warm * (1.0 - share(done));
            adam.step(&mut parameters, &halves[0], rate);
            done += length;
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
        let mean = loss / tokens as f64;
        println!(
            "epoch {}: loss {mean:.4} a token; dev {}",
            epoch + 1,
            chunks(&parameters, &dev)
        );
    }
    parameters
}

/// Gives a sample the mean of its teachers' labels, mixed with its own; with teachers alone their best labels are its own.
fn taught(sample: &mut Sample, teachers: &[Model], trust: f32) {
    let mut soft: Vec<[f32; LABELS]> = vec![[0.0; LABELS]; sample.labels.len()];
    let mut scratch = Scratch::default();
    #[expect(clippy::cast_precision_loss, reason = "a few teachers")]
    let share = trust / teachers.len() as f32;
    for teacher in teachers {
        for sequence in &sample.sequences {
            let emissions = teacher
                .network
                .emissions(sample.rows.of(sequence.clone()), &mut scratch);
            let marginals = field::marginals(&teacher.crf, emissions);
            for (soft, marginal) in soft[sequence.clone()].iter_mut().zip(&marginals) {
                for (s, m) in soft.iter_mut().zip(marginal) {
                    *s += m * share;
                }
            }
            if trust >= 1.0 {
                sample.labels[sequence.clone()].copy_from_slice(&teacher.best(emissions));
            }
        }
    }
    for (soft, label) in soft.iter_mut().zip(&sample.labels) {
        if trust < 1.0 {
            soft[label.index()] += 1.0 - trust;
        }
    }
    sample.soft = soft;
}

/// Random numbers to begin with: scaled by the inputs of each layer.
fn beginning(mut parameters: Parameters, random: &mut Random) -> Parameters {
    let mut fill = |list: &mut Vec<f32>, deviation: f32| {
        for x in list {
            *x = random.normal() * deviation;
        }
    };
    for table in &mut parameters.embeddings {
        fill(table, 0.3);
    }
    fill(&mut parameters.input.matrix, 0.12);
    for block in &mut parameters.blocks {
        fill(&mut block.convolution.matrix, 0.07);
        block.norm.gain.fill(1.0);
    }
    parameters.norm.gain.fill(1.0);
    fill(&mut parameters.output.matrix, 0.12);
    parameters
}

fn batch<'p>(samples: &[Sample], places: impl Iterator<Item = &'p (usize, usize)>) -> Batch {
    let mut batch = Batch::default();
    for (article, index) in places {
        let sample = &samples[*article];
        let sequence = sample.sequences[*index].clone();
        let start = batch.labels.len();
        for token in sequence.clone() {
            batch.rows.extend_from_slice(sample.rows.row(token));
        }
        batch
            .soft
            .extend_from_slice(sample.soft.get(sequence.clone()).unwrap_or(&[]));
        batch.labels.extend_from_slice(&sample.labels[sequence]);
        batch.sequences.push(start..batch.labels.len());
    }
    debug_assert_eq!(batch.rows.len(), batch.labels.len() * COLUMNS.len());
    batch
}

/// F1 of exact stretches, role by role.
fn chunks(parameters: &Parameters, samples: &[Sample]) -> String {
    let model = Model::new(parameters);
    let mut counts = [[0usize; 3]; ROLES];
    let mut scratch = Scratch::default();
    for sample in samples {
        for sequence in &sample.sequences {
            let emissions = model
                .network
                .emissions(sample.rows.of(sequence.clone()), &mut scratch);
            let found = stretches(&model.best(emissions));
            let gold = stretches(&sample.labels[sequence.clone()]);
            for (role, count) in counts.iter_mut().enumerate() {
                let of = |set: &HashSet<(usize, usize, usize)>| set.iter().filter(|s| s.0 == role).count();
                count[0] += found.intersection(&gold).filter(|s| s.0 == role).count();
                count[1] += of(&found);
                count[2] += of(&gold);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a percentage for people")]
    let f1 = |[both, found, gold]: [usize; 3]| 200.0 * both as f64 / (found + gold).max(1) as f64;
    format!(
        "source {:.1} cue {:.1} content {:.1}",
        f1(counts[0]),
        f1(counts[1]),
        f1(counts[2])
    )
}

/// Role, first token and the token behind the last one of each stretch.
fn stretches(labels: &[Label]) -> HashSet<(usize, usize, usize)> {
    let mut found = HashSet::new();
    let mut at = 0;
    while at < labels.len() {
        let mut end = at + 1;
        if let Some(role) = labels[at].role() {
            while labels.get(end).is_some_and(|l| l.continues()) {
                end += 1;
            }
            found.insert((role.index(), at, end));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests;
