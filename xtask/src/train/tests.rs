//! The trainer's network is that of the crate, and its gradient is right.

use super::backward::{Batch, Dropout, NO_DROPOUT, NO_TARGET, gradient};
use super::random::Random;
use super::{corpus, learn, measure, shape};
use corpus::GoldArticle;
use factnote::tagger::{Label, Model, tag};
use factnote::text::Document;
use factnote::{Article, attribution};
use factnote_network::{CHANNELS, Dense, Parameters, Vocabulary};

const TEXT: &str = "“The wall is old,” Ann Lee said.\nOfficials warned that it could fall.";

fn article() -> GoldArticle {
    let attributions = r#"[{"source": [[19, 26]], "cue": [[27, 31]], "content": [[0, 18]]},
        {"source": [[33, 42]], "cue": [[43, 49]], "content": [[50, 68]]}]"#;
    let text = serde_json::to_string(TEXT).unwrap();
    let line = format!(r#"{{"id": "x", "text": {text}, "attributions": {attributions}}}"#);
    serde_json::from_str(&line).unwrap()
}

fn fixture(channels: usize) -> (Parameters, corpus::Sample) {
    let mut hashes = ["the", "wall", "said", "that"].map(Vocabulary::key).to_vec();
    hashes.sort_unstable();
    let vocabulary = Vocabulary { hashes };
    let sample = corpus::sample(&article(), &vocabulary);
    let parameters = shape::beginning(vocabulary, channels, &mut Random::new(1));
    (parameters, sample)
}

fn whole(sample: &corpus::Sample) -> Batch {
    Batch {
        rows: sample.rows.clone(),
        labels: sample.labels.clone(),
        sequences: sample.sequences.clone(),
        ..Batch::default()
    }
}

fn zeros(parameters: &Parameters) -> Parameters {
    shape::zeros(parameters.vocabulary.clone(), parameters.norm.gain.len())
}

fn loss(parameters: &Parameters, heads: &[Dense], batch: &Batch) -> f32 {
    gradient_of(parameters, heads, batch).0
}

/// The loss, and its gradient at the parameters and at the heads.
fn gradient_of(parameters: &Parameters, heads: &[Dense], batch: &Batch) -> (f32, Parameters, Vec<Dense>) {
    let mut sum = zeros(parameters);
    let mut head_sums: Vec<Dense> = heads
        .iter()
        .map(|h| shape::dense(h.matrix.len() / h.bias.len(), h.bias.len()))
        .collect();
    let loss = gradient(
        parameters,
        heads,
        batch,
        NO_DROPOUT,
        &mut Random::new(1),
        1.0,
        &mut sum,
        &mut head_sums,
    );
    (loss, sum, head_sums)
}

#[test]
fn gold_labels_are_laid_on_tokens() {
    let (_, sample) = fixture(CHANNELS);
    assert_eq!(sample.sequences.len(), 2);
    let begins = sample.labels.iter().filter(|l| **l == Label::SourceBegin).count();
    assert_eq!(begins, 2);
    assert_eq!(sample.labels[0], Label::ContentBegin);
}

/// Holds the largest entry of each list of the gradient, which differences show best, against a difference.
fn check_gradient(parameters: &Parameters, heads: &[Dense], batch: &Batch) {
    let (_, exact, head_exact) = gradient_of(parameters, heads, batch);
    let close = |name: &str, difference: f32, exact: f32| {
        assert!(
            (difference - exact).abs() < 0.02 * (1.0 + exact.abs()),
            "{name}: {difference} by differences, {exact} by the gradient"
        );
    };
    let largest = |list: &[f32]| (0..list.len()).max_by(|&a, &b| list[a].abs().total_cmp(&list[b].abs()));
    let step = 1e-2;
    for (list, exact) in exact.lists().into_iter().enumerate() {
        let Some(at) = largest(exact) else { continue };
        let at_distance = |distance: f32| {
            let mut changed = parameters.clone();
            changed.lists_mut()[list][at] += distance;
            loss(&changed, heads, batch)
        };
        let difference = (at_distance(step) - at_distance(-step)) / (2.0 * step);
        close(&format!("list {list}"), difference, exact[at]);
    }
    for (head, exact) in head_exact.iter().enumerate() {
        let Some(at) = largest(&exact.matrix) else {
            continue;
        };
        let at_distance = |distance: f32| {
            let mut changed = heads.to_vec();
            changed[head].matrix[at] += distance;
            loss(parameters, &changed, batch)
        };
        let difference = (at_distance(step) - at_distance(-step)) / (2.0 * step);
        close(&format!("head {head}"), difference, exact.matrix[at]);
    }
}

#[test]
fn the_gradient_is_that_of_small_differences() {
    for channels in [CHANNELS, 20] {
        let (parameters, sample) = fixture(channels);
        check_gradient(&parameters, &[], &whole(&sample));
    }
}

#[test]
fn the_heads_gradient_is_that_of_small_differences() {
    let (parameters, sample) = fixture(CHANNELS);
    let mut head = shape::dense(CHANNELS, 3);
    shape::fill(&mut head.matrix, 0.1, &mut Random::new(2));
    let mut batch = whole(&sample);
    batch.labels.clear();
    let classes = [0, 1, 2, NO_TARGET];
    batch.targets = vec![(0..batch.len()).map(|i| classes[i % 4]).collect()];
    check_gradient(&parameters, &[head], &batch);
}

#[test]
fn the_crate_gives_the_trainers_tags() {
    let (parameters, sample) = fixture(CHANNELS);
    let article = Article::from_plain_text(TEXT);
    let document = Document::read(&article);
    let there = tag(
        &document,
        &attribution::hints(&document),
        &Model::new(&parameters),
    );
    let here = measure::tags(&sample, &parameters);
    assert_eq!(here.labels, there.labels);
    for (here, there) in here
        .posterior
        .iter()
        .flatten()
        .zip(there.posterior.iter().flatten())
    {
        assert!((here - there).abs() < 1e-2, "{here} here, {there} there");
    }
}

#[test]
fn the_same_seed_gives_the_same() {
    let (_, sample) = fixture(CHANNELS);
    let run = |threads| {
        let recipe = learn::Recipe {
            seed: 3,
            channels: 12,
            warm_up: 1,
            epochs: 2,
            rate: 3e-3,
            dropout: Dropout {
                inputs: 0.3,
                blocks: 0.3,
                words: 0.3,
            },
            batch: 8,
            threads,
        };
        let material = learn::Material {
            labelled: vec![&sample],
            ..learn::Material::default()
        };
        let vocabulary = Vocabulary {
            hashes: vec![1, 2, 3, 4],
        };
        learn::learn(&recipe, &vocabulary, &material, &[])
    };
    let first = run(1);
    assert_eq!(first, run(1));
    assert_eq!(first, run(2));
}

#[test]
fn what_is_packed_comes_back_in_its_size() {
    let (parameters, _) = fixture(20);
    let (bytes, read) = shape::packed(&parameters).unwrap();
    assert_eq!(read.norm.gain.len(), 20);
    // What was rounded once stays as it is.
    assert_eq!(shape::packed(&read).unwrap().0.len(), bytes.len());
}
