//! The loss of the conditional random field and its gradient (forward and backward, scaled at each token).

use factnote::tagger::{Label, scores};
use factnote_network::{Crf, LABELS};

/// Minus the logarithm of the probability of `labels`, times `weight`.
///
/// Its gradient goes to `d_emissions` and is added to `gradient`. Counts in double precision: the numbers of a long paragraph lie
/// far apart.
pub fn loss(
    crf: &Crf,
    emissions: &[f32],
    labels: &[Label],
    weight: f32,
    d_emissions: &mut [f32],
    gradient: &mut Crf,
) -> f32 {
    let n = labels.len();
    if n == 0 {
        return 0.0;
    }
    let scores = scores(crf);
    let moves = scores.transitions.map(|row| row.map(|x| f64::from(x).exp()));
    let mut log_total = 0.0f64;
    let mut gold = 0.0f64;
    let mut weights = vec![[0.0f64; LABELS]; n];
    for (token, row) in emissions.chunks_exact(LABELS).enumerate() {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        log_total += f64::from(top);
        weights[token] = std::array::from_fn(|l| f64::from(row[l] - top).exp());
    }
    let mut forward = vec![[0.0f64; LABELS]; n];
    let mut scales = vec![0.0f64; n];
    for token in 0..n {
        let mut row: [f64; LABELS] = std::array::from_fn(|to| {
            let reach = if token == 0 {
                f64::from(scores.start[to]).exp()
            } else {
                (0..LABELS)
                    .map(|from| forward[token - 1][from] * moves[from][to])
                    .sum()
            };
            reach * weights[token][to]
        });
        let sum: f64 = row.iter().sum();
        for x in &mut row {
            *x /= sum;
        }
        log_total += sum.ln();
        scales[token] = sum;
        forward[token] = row;
    }
    let ends: [f64; LABELS] = std::array::from_fn(|l| f64::from(crf.end[l]).exp());
    let last: f64 = (0..LABELS).map(|l| forward[n - 1][l] * ends[l]).sum();
    log_total += last.ln();
    let mut backward: [f64; LABELS] = ends.map(|e| e / last);
    #[expect(clippy::cast_possible_truncation, reason = "gradients are single")]
    let single = |x: f64| x as f32 * weight;
    for l in 0..LABELS {
        gradient.end[l] += single(forward[n - 1][l] * backward[l]);
    }
    for token in (0..n).rev() {
        for l in 0..LABELS {
            d_emissions[token * LABELS + l] = single(forward[token][l] * backward[l]);
        }
        if token == 0 {
            for l in 0..LABELS {
                gradient.start[l] += single(forward[0][l] * backward[l]);
            }
            break;
        }
        let mut next = [0.0f64; LABELS];
        for from in 0..LABELS {
            for to in 0..LABELS {
                let path = moves[from][to] * weights[token][to] * backward[to] / scales[token];
                next[from] += path;
                gradient.transitions[from * LABELS + to] += single(forward[token - 1][from] * path);
            }
        }
        backward = next;
    }
    // Less what the gold labels have.
    let mut before: Option<usize> = None;
    for (token, label) in labels.iter().enumerate() {
        let l = label.index();
        gold += f64::from(emissions[token * LABELS + l]);
        d_emissions[token * LABELS + l] -= weight;
        match before {
            None => {
                gold += f64::from(scores.start[l]);
                gradient.start[l] -= weight;
            }
            Some(from) => {
                gold += f64::from(scores.transitions[from][l]);
                gradient.transitions[from * LABELS + l] -= weight;
            }
        }
        before = Some(l);
    }
    if let Some(l) = before {
        gold += f64::from(crf.end[l]);
        gradient.end[l] -= weight;
    }
    single(log_total - gold)
}
