//! `cargo xtask train`: learns the tagger's parameters from a corpus of attributions.
//!
//! The same seed and data give the same file: chance comes from the seed alone, and a batch is cut in two halves whose gradients
//! are added in order, however many threads work on them.

mod adam;
mod backward;
mod corpus;
mod crf;
mod learn;
mod measure;
mod random;
mod shape;
mod syntax;

use backward::Dropout;
use clap::Args;
use corpus::{GoldArticle, Sample};
use factnote::tagger::columns::{COLUMNS, WORDS};
use factnote_network::{CHANNELS, Parameters, Vocabulary, weights};
use learn::{Material, Recipe, learn};
use std::fs;
use std::path::{Path, PathBuf};

/// The crate's own parameters.
const OWN: &str = "src/tagger/weights.bin";

/// Arguments of `train`.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder that holds the corpus (`gold-train.jsonl`, `gold-dev.jsonl`).
    #[arg(long)]
    pub data: PathBuf,
    /// Trees of Universal Dependencies (`ewt-train.tsv`, `gum-train.tsv`), from which the network learns grammar first.
    #[arg(long)]
    pub syntax: Option<PathBuf>,
    /// Where chance begins.
    #[arg(long, default_value_t = 2)]
    pub seed: u64,
    /// How often the corpus is read.
    #[arg(long, default_value_t = 10)]
    pub epochs: usize,
    /// How often the trees are read before.
    #[arg(long, default_value_t = 4)]
    pub warm_up: usize,
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
    /// Leaves every fifth article out, from this one on (0 to 4), and measures on them too: to choose settings by.
    #[arg(long)]
    pub hold_out: Option<usize>,
    /// Channels; the crate reads only what has its own number, for which this stands.
    #[arg(long, default_value_t = CHANNELS)]
    pub channels: usize,
    /// Words with an embedding; the crate reads no more than its own number, for which this stands.
    #[arg(long, default_value_t = WORDS - 1)]
    pub words: usize,
    /// Where the parameters go.
    #[arg(long, default_value = OWN)]
    pub out: PathBuf,
    /// Parameters to measure; nothing is learned then. Of another size than the crate's they need `--channels`.
    #[arg(long)]
    pub measure: Option<PathBuf>,
    /// Joins the gold labels of this file instead of the parameters' own; its statements go to `--predictions`.
    #[arg(long)]
    pub join: Option<PathBuf>,
    /// Where the statements go that the parameters find in the dev part, as the benchmark's scorer reads them.
    #[arg(long)]
    pub predictions: Option<PathBuf>,
}

/// Every how many articles one is held out.
const HOLD_OUT: usize = 5;

/// Runs `train`.
///
/// # Errors
/// A sentence that says which file cannot be read or written, and why.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let dev = corpus::read(&arguments.data.join("gold-dev.jsonl"))?;
    if let (Some(gold), Some(path)) = (&arguments.join, &arguments.predictions) {
        let lines: String = corpus::read(gold)?
            .iter()
            .map(|a| measure::joined(a) + "\n")
            .collect();
        return write(path, lines.as_bytes());
    }
    let parameters = if let Some(path) = &arguments.measure {
        let bytes = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        weights::read(&COLUMNS, arguments.channels, &bytes).ok_or_else(|| {
            format!(
                "{} holds no parameters of {} channels",
                path.display(),
                arguments.channels
            )
        })?
    } else {
        let fits = arguments.channels == CHANNELS && arguments.words < WORDS;
        if !fits && arguments.out == Path::new(OWN) {
            return Err(format!(
                "the crate reads parameters of {CHANNELS} channels and {} words only: say --out FILE for others",
                WORDS - 1
            ));
        }
        let (bytes, parameters) = shape::packed(&train(arguments, &dev)?)?;
        write(&arguments.out, &bytes)?;
        parameters
    };
    let samples = samples(&dev, &parameters.vocabulary);
    println!("dev, packed: {}", measure::measure(&parameters, &samples));
    if let Some(path) = &arguments.predictions {
        let lines: String = dev
            .iter()
            .map(|a| measure::statements(a, &parameters) + "\n")
            .collect();
        write(path, lines.as_bytes())?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    println!("{} bytes to {}", bytes.len(), path.display());
    Ok(())
}

fn samples(articles: &[GoldArticle], vocabulary: &Vocabulary) -> Vec<Sample> {
    articles.iter().map(|a| corpus::sample(a, vocabulary)).collect()
}

fn train(arguments: &Arguments, dev: &[GoldArticle]) -> Result<Parameters, String> {
    if arguments.syntax.is_none() && arguments.warm_up > 0 {
        println!(
            "No --syntax FOLDER (ewt-train.tsv and gum-train.tsv, trees of Universal Dependencies): learning without grammar. The \
             crate's own parameters are learned with it and are better."
        );
    }
    let mut articles = corpus::read(&arguments.data.join("gold-train.jsonl"))?;
    articles.truncate(arguments.articles.unwrap_or(usize::MAX));
    let mut held_out = Vec::new();
    if let Some(first) = arguments.hold_out {
        let (out, kept): (Vec<_>, Vec<_>) = articles
            .into_iter()
            .enumerate()
            .partition(|(index, _)| index % HOLD_OUT == first);
        held_out = out.into_iter().map(|(_, article)| article).collect();
        articles = kept.into_iter().map(|(_, article)| article).collect();
    }
    let vocabulary = corpus::vocabulary(&articles, arguments.words);
    println!("{} words", vocabulary.hashes.len());
    let labelled = samples(&articles, &vocabulary);
    let trees = match &arguments.syntax {
        Some(folder) => Some(syntax::read(folder, &vocabulary)?),
        None => None,
    };
    let (dev, held_out) = (samples(dev, &vocabulary), samples(&held_out, &vocabulary));
    let mut watched: Vec<(&str, &[Sample])> = vec![("dev", &dev)];
    if !held_out.is_empty() {
        watched.push(("held out", &held_out));
    }
    println!(
        "{} tokens",
        labelled.iter().map(|s| s.labels.len()).sum::<usize>()
    );
    let material = Material {
        labelled: labelled.iter().collect(),
        trees: trees.iter().flat_map(|t| &t.samples).collect(),
        classes: trees.as_ref().map_or(Vec::new(), |t| t.classes.to_vec()),
    };
    Ok(learn(&recipe(arguments), &vocabulary, &material, &watched))
}

fn recipe(arguments: &Arguments) -> Recipe {
    Recipe {
        seed: arguments.seed,
        channels: arguments.channels,
        warm_up: arguments.warm_up,
        epochs: arguments.epochs,
        rate: arguments.rate,
        dropout: Dropout {
            inputs: arguments.input_dropout,
            blocks: arguments.block_dropout,
            words: arguments.word_dropout,
        },
        batch: arguments.batch,
        threads: arguments.threads,
    }
}

#[cfg(test)]
mod tests;
