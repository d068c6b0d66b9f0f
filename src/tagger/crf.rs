//! The conditional random field on top: the best sequence of labels, and how likely each role is at each token.

use super::arithmetic::exp;
use super::parameters::Crf;
use super::{LABELS, Label, ROLES};

/// What a forbidden transition costs.
pub const FORBIDDEN: f32 = -1e4;

/// The score of `to` behind `from`.
#[must_use]
pub fn transition(crf: &Crf, from: usize, to: usize) -> f32 {
    if Label::ALL[from].may_precede(Label::ALL[to]) {
        crf.transitions.get(from * LABELS + to).copied().unwrap_or(0.0)
    } else {
        FORBIDDEN
    }
}

/// The score of `label` at the first token.
#[must_use]
pub fn start(crf: &Crf, label: usize) -> f32 {
    if Label::ALL[label].continues() {
        FORBIDDEN
    } else {
        crf.start.get(label).copied().unwrap_or(0.0)
    }
}

fn end(crf: &Crf, label: usize) -> f32 {
    crf.end.get(label).copied().unwrap_or(0.0)
}

fn table(crf: &Crf) -> [[f32; LABELS]; LABELS] {
    core::array::from_fn(|from| core::array::from_fn(|to| transition(crf, from, to)))
}

/// The best sequence (Viterbi).
#[must_use]
pub fn best(crf: &Crf, emissions: &[f32]) -> Vec<Label> {
    let count = emissions.len() / LABELS;
    if count == 0 {
        return Vec::new();
    }
    let transitions = table(crf);
    let mut scores: [f32; LABELS] = core::array::from_fn(|l| start(crf, l) + emissions[l]);
    let mut back = vec![[0u8; LABELS]; count];
    for (emission, back) in emissions.chunks_exact(LABELS).zip(&mut back).skip(1) {
        let mut next = [0.0f32; LABELS];
        for to in 0..LABELS {
            let (mut from_best, mut best) = (0u8, f32::NEG_INFINITY);
            for (from, (score, row)) in (0u8..).zip(scores.iter().zip(&transitions)) {
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
    let mut label = 0;
    let mut best = f32::NEG_INFINITY;
    for (l, score) in scores.iter().enumerate() {
        let score = score + end(crf, l);
        if score > best {
            (label, best) = (l, score);
        }
    }
    let mut labels = vec![Label::Outside; count];
    for (slot, back) in labels.iter_mut().zip(&back).rev() {
        *slot = Label::ALL[label];
        label = usize::from(back[label]);
    }
    labels
}

/// For each token the probability of each role.
#[must_use]
pub fn roles(labels: &[[f32; LABELS]]) -> Vec<[f32; ROLES]> {
    labels
        .iter()
        .map(|labels| {
            let mut roles = [0.0; ROLES];
            for (label, p) in Label::ALL.iter().zip(labels) {
                if let Some(role) = label.role() {
                    roles[role.index()] += p;
                }
            }
            roles
        })
        .collect()
}

/// For each token the probability of each label (forward and backward, scaled at each token).
#[must_use]
pub fn marginals(crf: &Crf, emissions: &[f32]) -> Vec<[f32; LABELS]> {
    let count = emissions.len() / LABELS;
    let transitions = table(crf).map(|row| row.map(exp));
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
                None => exp(start(crf, to)),
                Some(before) => (0..LABELS)
                    .map(|from| forward[before][from] * transitions[from][to])
                    .sum(),
            };
            reach * weights[token][to]
        });
        forward[token] = scaled(row);
    }
    let mut labels = vec![[0.0f32; LABELS]; count];
    let mut backward: [f32; LABELS] = core::array::from_fn(|l| exp(end(crf, l)));
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
