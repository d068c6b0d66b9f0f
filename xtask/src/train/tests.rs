//! The trainer's network is that of the crate, and its gradient is right.

use super::backward::{Batch, Dropout, gradient};
use super::random::Random;
use super::{batch, beginning, corpus};
use corpus::GoldArticle;
use factnote::tagger::columns::COLUMNS;
use factnote::tagger::{Label, Model};
use factnote_network::{LABELS, Parameters, Scratch, Vocabulary};

const NO_DROPOUT: Dropout = Dropout {
    inputs: 0.0,
    blocks: 0.0,
    words: 0.0,
};

fn fixture() -> (Parameters, corpus::Sample) {
    let line = r#"{"id": "x", "text": "“The wall is old,” Ann Lee said.\nOfficials warned that it could fall.",
        "attributions": [{"source": [[19, 26]], "cue": [[27, 31]], "content": [[0, 18]]},
        {"source": [[33, 42]], "cue": [[43, 49]], "content": [[50, 68]]}]}"#;
    let gold: GoldArticle = serde_json::from_str(line).unwrap();
    let words = ["the", "wall", "said", "that"].map(Vocabulary::key);
    let mut hashes = words.to_vec();
    hashes.sort_unstable();
    let vocabulary = Vocabulary { hashes };
    let sample = corpus::sample(&gold, &vocabulary);
    let parameters = beginning(Parameters::zeros(&COLUMNS, vocabulary), &mut Random::new(1));
    (parameters, sample)
}

fn whole(sample: &corpus::Sample) -> Batch {
    let places: Vec<(usize, usize)> = (0..sample.sequences.len()).map(|i| (0, i)).collect();
    batch(std::slice::from_ref(sample), places.iter())
}

fn loss(parameters: &Parameters, batch: &Batch) -> f32 {
    let mut gradient_of = Parameters::zeros(&COLUMNS, parameters.vocabulary.clone());
    gradient(
        parameters,
        batch,
        NO_DROPOUT,
        &mut Random::new(1),
        1.0,
        &mut gradient_of,
    )
}

#[test]
fn gold_labels_are_laid_on_tokens() {
    let (_, sample) = fixture();
    assert_eq!(sample.sequences.len(), 2);
    let begins = sample.labels.iter().filter(|l| **l == Label::SourceBegin).count();
    assert_eq!(begins, 2);
    assert_eq!(sample.labels[0], Label::ContentBegin);
}

#[test]
fn the_gradient_is_that_of_small_differences() {
    let (parameters, sample) = fixture();
    let mut batch = whole(&sample);
    for soft in [false, true] {
        if soft {
            batch.soft = vec![[1.0 / 7.0; LABELS]; batch.labels.len()];
        }
        let mut exact = Parameters::zeros(&COLUMNS, parameters.vocabulary.clone());
        gradient(
            &parameters,
            &batch,
            NO_DROPOUT,
            &mut Random::new(1),
            1.0,
            &mut exact,
        );
        let exact: Vec<Vec<f32>> = exact.lists().into_iter().cloned().collect();
        let mut changed = parameters.clone();
        for (list, exact) in exact.iter().enumerate() {
            // The largest entry of each list, which differences show best.
            let Some(at) = (0..exact.len()).max_by(|&a, &b| exact[a].abs().total_cmp(&exact[b].abs())) else {
                continue;
            };
            let step = 1e-2;
            let mut at_distance = |distance: f32| {
                changed.lists_mut()[list][at] += distance;
                let loss = loss(&changed, &batch);
                changed.lists_mut()[list][at] -= distance;
                loss
            };
            let difference = (at_distance(step) - at_distance(-step)) / (2.0 * step);
            assert!(
                (difference - exact[at]).abs() < 0.02 * (1.0 + exact[at].abs()),
                "list {list}: {difference} by differences, {} by the gradient",
                exact[at]
            );
        }
    }
}

#[test]
fn the_crate_gives_the_trainers_probability() {
    let (parameters, sample) = fixture();
    let model = Model::new(&parameters);
    let mut scratch = Scratch::default();
    let mut expected = 0.0;
    for sequence in &sample.sequences {
        let rows = sample.rows.of(sequence.clone());
        let emissions = model.network.emissions(rows, &mut scratch).to_vec();
        // The logarithm of the gold labels' share, by their score against that of the best labels and its marginals, is not at
        // hand; but two labellings differ by the same in both.
        let score = |labels: &[Label]| {
            let mut sum = model.crf.start[labels[0].index()];
            for (i, label) in labels.iter().enumerate() {
                sum += emissions[i * LABELS + label.index()];
                if i > 0 {
                    sum += model.crf.transitions[labels[i - 1].index()][label.index()];
                }
            }
            sum
        };
        let gold = &sample.labels[sequence.clone()];
        let outside = vec![Label::Outside; gold.len()];
        expected += score(&outside) - score(gold);
    }
    let gold = whole(&sample);
    let mut outside = gold.clone();
    outside.labels.fill(Label::Outside);
    let found = loss(&parameters, &gold) - loss(&parameters, &outside);
    assert!(
        (found - expected).abs() < 1e-2 * (1.0 + expected.abs()),
        "{found} here, {expected} there"
    );
}

#[test]
fn the_same_seed_gives_the_same() {
    let (parameters, sample) = fixture();
    let batch = whole(&sample);
    let run = || {
        let mut sum = Parameters::zeros(&COLUMNS, parameters.vocabulary.clone());
        let dropout = Dropout {
            inputs: 0.3,
            blocks: 0.3,
            words: 0.3,
        };
        gradient(&parameters, &batch, dropout, &mut Random::new(3), 1.0, &mut sum);
        sum
    };
    assert_eq!(run(), run());
}
