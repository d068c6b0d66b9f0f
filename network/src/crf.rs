//! The conditional random field: the best sequence of labels, and how likely each label is at each token.

use crate::LABELS;
use crate::arithmetic::exp;

/// What a forbidden transition costs.
pub const FORBIDDEN: f32 = -1e4;

/// The scores of a sequence's labels beside those of its tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// From label to label.
    pub transitions: [[f32; LABELS]; LABELS],
    /// Of the first token's label.
    pub start: [f32; LABELS],
    /// Of the last one's.
    pub end: [f32; LABELS],
}

/// The best sequence (Viterbi) for the scores of its tokens, [`LABELS`] each.
#[must_use]
pub fn best(crf: &Scores, emissions: &[f32]) -> Vec<u8> {
    let count = emissions.len() / LABELS;
    if count == 0 {
        return Vec::new();
    }
    let mut scores: [f32; LABELS] = core::array::from_fn(|l| crf.start[l] + emissions[l]);
    let mut back = vec![[0u8; LABELS]; count];
    for (emission, back) in emissions.chunks_exact(LABELS).zip(&mut back).skip(1) {
        let mut next = [0.0f32; LABELS];
        for to in 0..LABELS {
            let (mut from_best, mut best) = (0u8, f32::NEG_INFINITY);
            for (from, (score, row)) in (0u8..).zip(scores.iter().zip(&crf.transitions)) {
                let score = score + row[to];
                if score > best {
                    (from_best, best) = (from, score);
                }
            }
            next[to] = best + emission[to];
            back[to] = from_best;
        }
        scores = next;
    }
    let mut label = 0u8;
    let mut best = f32::NEG_INFINITY;
    for (l, (score, end)) in (0u8..).zip(scores.iter().zip(&crf.end)) {
        let score = score + end;
        if score > best {
            (label, best) = (l, score);
        }
    }
    let mut labels = vec![0; count];
    for (slot, back) in labels.iter_mut().zip(&back).rev() {
        *slot = label;
        label = back[usize::from(label)];
    }
    labels
}

/// For each token the probability of each label (forward and backward, scaled at each token).
#[must_use]
pub fn marginals(scores: &Scores, emissions: &[f32]) -> Vec<[f32; LABELS]> {
    let count = emissions.len() / LABELS;
    let transitions = scores.transitions.map(|row| row.map(exp));
    let weights: Vec<[f32; LABELS]> = emissions
        .chunks_exact(LABELS)
        .map(|row| {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            core::array::from_fn(|l| exp(row[l] - top))
        })
        .collect();
    let mut forward = vec![[0.0f32; LABELS]; count];
    for token in 0..count {
        let row: [f32; LABELS] = core::array::from_fn(|to| {
            let reach = match token.checked_sub(1) {
                None => exp(scores.start[to]),
                Some(before) => (0..LABELS)
                    .map(|from| forward[before][from] * transitions[from][to])
                    .sum(),
            };
            reach * weights[token][to]
        });
        forward[token] = scaled(row);
    }
    let mut labels = vec![[0.0f32; LABELS]; count];
    let mut backward: [f32; LABELS] = core::array::from_fn(|l| exp(scores.end[l]));
    for token in (0..count).rev() {
        labels[token] = scaled(core::array::from_fn(|l| forward[token][l] * backward[l]));
        backward = scaled(core::array::from_fn(|from| {
            (0..LABELS)
                .map(|to| transitions[from][to] * weights[token][to] * backward[to])
                .sum()
        }));
    }
    labels
}

/// The same proportions with a sum of 1; all zeros stay.
fn scaled(row: [f32; LABELS]) -> [f32; LABELS] {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 { row.map(|x| x / sum) } else { row }
}
