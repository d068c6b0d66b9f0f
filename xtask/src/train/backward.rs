//! The network forwards with dropout, and backwards: the gradient of a batch.
//!
//! The forward half is `factnote::tagger::network` over many paragraphs at once, with matrix products of the size that pays; a
//! test holds the two against each other, another holds the gradient against differences.

use super::crf;
use super::random::Random;
use factnote::tagger::Label;
use factnote::tagger::columns::COLUMNS;
use factnote_network::{DILATIONS, Dense, EPSILON, LABELS, Norm, Parameters, TAPS, input_width};
use std::ops::Range;

/// How much is left out while training.
#[derive(Clone, Copy, Debug)]
pub struct Dropout {
    /// Numbers of the embeddings.
    pub inputs: f32,
    /// Numbers that a block adds.
    pub blocks: f32,
    /// Known words that are shown as unknown ones.
    pub words: f32,
}

/// Nothing is left out.
pub const NO_DROPOUT: Dropout = Dropout {
    inputs: 0.0,
    blocks: 0.0,
    words: 0.0,
};

/// Paragraphs one behind the other.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Columns of all tokens.
    pub rows: Vec<u16>,
    /// Gold labels of all tokens; empty where none are learned.
    pub labels: Vec<Label>,
    /// What the heads learn of each token, a list a head; empty where none learns.
    pub targets: Vec<Vec<u16>>,
    /// The paragraphs.
    pub sequences: Vec<Range<usize>>,
}

impl Batch {
    /// How many tokens it has.
    pub fn len(&self) -> usize {
        self.rows.len() / COLUMNS.len()
    }
}

struct BlockCache {
    /// Channels less their mean, in their standard deviation.
    normed: Vec<f32>,
    scale: Vec<f32>,
    taps: Vec<f32>,
    values: Vec<f32>,
    gates: Vec<f32>,
    mask: Vec<f32>,
}

/// What the way forwards leaves for the way back.
struct Forward {
    inputs: Vec<f32>,
    input_mask: Vec<f32>,
    first: Vec<f32>,
    caches: Vec<BlockCache>,
    normed: Vec<f32>,
    scale: Vec<f32>,
    last: Vec<f32>,
    last_mask: Vec<f32>,
}

/// How many channels parameters have: it may be more or fewer than the crate's.
pub fn channels_of(parameters: &Parameters) -> usize {
    parameters.norm.gain.len()
}

/// The scores of a sequence's labels, without dropout: what `factnote::tagger::network` gives, for any number of channels.
pub fn emissions(parameters: &Parameters, rows: &[u16]) -> Vec<f32> {
    let n = rows.len() / COLUMNS.len();
    let whole = 0..n;
    let forward = forward(
        parameters,
        rows,
        std::slice::from_ref(&whole),
        NO_DROPOUT,
        &mut Random::new(0),
    );
    apply(
        &parameters.output,
        &forward.last,
        n,
        channels_of(parameters),
        LABELS,
    )
}

fn forward(
    parameters: &Parameters,
    rows: &[u16],
    sequences: &[Range<usize>],
    dropout: Dropout,
    random: &mut Random,
) -> Forward {
    let wide = channels_of(parameters);
    let n = rows.len() / COLUMNS.len();
    let width = input_width(&COLUMNS);
    let mut inputs = vec![0.0f32; n * width];
    for token in 0..n {
        let mut at = token * width;
        for (column, spec) in COLUMNS.iter().enumerate() {
            let from = usize::from(rows[token * COLUMNS.len() + column]) * spec.width;
            inputs[at..at + spec.width]
                .copy_from_slice(&parameters.embeddings[column][from..from + spec.width]);
            at += spec.width;
        }
    }
    let input_mask = mask(n * width, dropout.inputs, random);
    multiply_by(&mut inputs, &input_mask);
    let mut channels = apply(&parameters.input, &inputs, n, width, wide);
    for x in &mut channels {
        *x = x.tanh();
    }
    let first = channels.clone();
    let mut caches = Vec::with_capacity(DILATIONS.len());
    for (block, &dilation) in parameters.blocks.iter().zip(&DILATIONS) {
        let (normed, scale) = standardise(&channels, wide);
        let shifted = gain(&normed, &block.norm);
        let taps = gather(&shifted, sequences, dilation, wide);
        let both = apply(&block.convolution, &taps, n, TAPS * wide, 2 * wide);
        let mask = mask(n * wide, dropout.blocks, random);
        let mut values = vec![0.0f32; n * wide];
        let mut gates = vec![0.0f32; n * wide];
        let rows = both
            .chunks_exact(2 * wide)
            .zip(values.chunks_exact_mut(wide).zip(gates.chunks_exact_mut(wide)))
            .zip(channels.chunks_exact_mut(wide));
        for (token, ((both, (values, gates)), channels)) in rows.enumerate() {
            let (value, gate) = both.split_at(wide);
            values.copy_from_slice(value);
            for (g, x) in gates.iter_mut().zip(gate) {
                *g = 1.0 / (1.0 + (-*x).exp());
            }
            let mask = mask.get(token * wide..(token + 1) * wide);
            for c in 0..wide {
                channels[c] += values[c] * gates[c] * mask.map_or(1.0, |m| m[c]);
            }
        }
        caches.push(BlockCache {
            normed,
            scale,
            taps,
            values,
            gates,
            mask,
        });
    }
    let (normed, scale) = standardise(&channels, wide);
    let mut last = gain(&normed, &parameters.norm);
    let last_mask = mask(n * wide, dropout.blocks, random);
    multiply_by(&mut last, &last_mask);
    Forward {
        inputs,
        input_mask,
        first,
        caches,
        normed,
        scale,
        last,
        last_mask,
    }
}

/// Adds the gradient of a batch's loss to `gradient` and `head_gradients`, and gives back the loss: minus the logarithm of the
/// probability of the gold labels and of the heads' targets, summed over the paragraphs, times `weight`.
#[expect(
    clippy::too_many_arguments,
    reason = "what is learned and what from, read and written"
)]
pub fn gradient(
    parameters: &Parameters,
    heads: &[Dense],
    batch: &Batch,
    dropout: Dropout,
    random: &mut Random,
    weight: f32,
    gradient: &mut Parameters,
    head_gradients: &mut [Dense],
) -> f32 {
    let n = batch.len();
    let wide = channels_of(parameters);
    let width = input_width(&COLUMNS);
    let mut rows = batch.rows.clone();
    if dropout.words > 0.0 {
        for token in 0..n {
            if random.unit() < dropout.words {
                rows[token * COLUMNS.len()] = 0;
            }
        }
    }
    let forward = forward(parameters, &rows, &batch.sequences, dropout, random);
    let mut loss = 0.0;
    let mut d_last = vec![0.0f32; n * wide];
    if !batch.labels.is_empty() {
        let emissions = apply(&parameters.output, &forward.last, n, wide, LABELS);
        // The sequence: loss and its gradient at the emissions.
        let mut d_emissions = vec![0.0f32; n * LABELS];
        for sequence in &batch.sequences {
            let range = sequence.start * LABELS..sequence.end * LABELS;
            loss += crf::loss(
                &parameters.crf,
                &emissions[range.clone()],
                &batch.labels[sequence.clone()],
                weight,
                &mut d_emissions[range],
                &mut gradient.crf,
            );
        }
        d_last = apply_back(
            &parameters.output,
            &forward.last,
            &d_emissions,
            n,
            wide,
            LABELS,
            &mut gradient.output,
        );
    }
    for ((head, targets), sums) in heads.iter().zip(&batch.targets).zip(head_gradients) {
        loss += head_gradient(head, targets, &forward.last, weight, &mut d_last, sums);
    }
    // Backwards.
    multiply_by(&mut d_last, &forward.last_mask);
    let mut d_channels = vec![0.0f32; n * wide];
    norm_back(
        &parameters.norm,
        &forward.normed,
        &forward.scale,
        &d_last,
        &mut d_channels,
        &mut gradient.norm,
    );
    for (i, cache) in forward.caches.iter().enumerate().rev() {
        let block = &parameters.blocks[i];
        let mut d_both = vec![0.0f32; n * 2 * wide];
        for (token, d_both) in d_both.chunks_exact_mut(2 * wide).enumerate() {
            let range = token * wide..(token + 1) * wide;
            let (d_values, d_gates) = d_both.split_at_mut(wide);
            let (d, gates, values) = (
                &d_channels[range.clone()],
                &cache.gates[range.clone()],
                &cache.values[range.clone()],
            );
            let mask = cache.mask.get(range);
            for c in 0..wide {
                let d = d[c] * mask.map_or(1.0, |m| m[c]);
                d_values[c] = d * gates[c];
                d_gates[c] = d * values[c] * gates[c] * (1.0 - gates[c]);
            }
        }
        let d_taps = apply_back(
            &block.convolution,
            &cache.taps,
            &d_both,
            n,
            TAPS * wide,
            2 * wide,
            &mut gradient.blocks[i].convolution,
        );
        let d_shifted = scatter(&d_taps, &batch.sequences, DILATIONS[i], wide);
        norm_back(
            &block.norm,
            &cache.normed,
            &cache.scale,
            &d_shifted,
            &mut d_channels,
            &mut gradient.blocks[i].norm,
        );
    }
    for (d, y) in d_channels.iter_mut().zip(&forward.first) {
        *d *= 1.0 - y * y;
    }
    let mut d_inputs = apply_back(
        &parameters.input,
        &forward.inputs,
        &d_channels,
        n,
        width,
        wide,
        &mut gradient.input,
    );
    multiply_by(&mut d_inputs, &forward.input_mask);
    for token in 0..n {
        let mut at = token * width;
        for (column, spec) in COLUMNS.iter().enumerate() {
            let from = usize::from(rows[token * COLUMNS.len() + column]) * spec.width;
            let place = &mut gradient.embeddings[column][from..from + spec.width];
            for (g, d) in place.iter_mut().zip(&d_inputs[at..at + spec.width]) {
                *g += d;
            }
            at += spec.width;
        }
    }
    loss
}

/// A token of which a head learns nothing.
pub const NO_TARGET: u16 = u16::MAX;

/// A head: which class a token is of, by a softmax over the last channels. Adds to the gradients, gives back the loss.
fn head_gradient(
    head: &Dense,
    targets: &[u16],
    last: &[f32],
    weight: f32,
    d_last: &mut [f32],
    sums: &mut Dense,
) -> f32 {
    let classes = head.bias.len();
    let wide = head.matrix.len() / classes;
    let asked: Vec<(usize, usize)> = targets
        .iter()
        .enumerate()
        .filter(|(_, t)| **t != NO_TARGET)
        .map(|(token, t)| (token, usize::from(*t)))
        .collect();
    let mut input = Vec::with_capacity(asked.len() * wide);
    for (token, _) in &asked {
        input.extend_from_slice(&last[token * wide..(token + 1) * wide]);
    }
    let mut scores = apply(head, &input, asked.len(), wide, classes);
    let mut loss = 0.0;
    for (row, (_, target)) in scores.chunks_exact_mut(classes).zip(&asked) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0.0;
        for x in row.iter_mut() {
            *x = (*x - top).exp();
            sum += *x;
        }
        loss -= (row[*target] / sum).max(1e-20).ln() * weight;
        for x in row.iter_mut() {
            *x *= weight / sum;
        }
        row[*target] -= weight;
    }
    let d_input = apply_back(head, &input, &scores, asked.len(), wide, classes, sums);
    for ((token, _), d) in asked.iter().zip(d_input.chunks_exact(wide)) {
        for (sum, d) in d_last[token * wide..(token + 1) * wide].iter_mut().zip(d) {
            *sum += d;
        }
    }
    loss
}

/// Ones, but zeros in a share of `rate`; scaled so that the mean stays. Empty where nothing is left out.
fn mask(count: usize, rate: f32, random: &mut Random) -> Vec<f32> {
    if rate <= 0.0 {
        return Vec::new();
    }
    let keep = 1.0 / (1.0 - rate);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of 65536"
    )]
    let limit = (rate * 65536.0) as u64;
    let mut out = vec![0.0; count];
    for four in out.chunks_mut(4) {
        let mut bits = random.bits();
        for place in four {
            *place = if bits & 0xffff < limit { 0.0 } else { keep };
            bits >>= 16;
        }
    }
    out
}

fn multiply_by(values: &mut [f32], mask: &[f32]) {
    for (x, m) in values.iter_mut().zip(mask) {
        *x *= m;
    }
}

/// A product of matrices, `out += a b`, each row after row or, with steps of its own, on its side.
struct Product<'a> {
    a: &'a [f32],
    a_steps: (isize, isize),
    b: &'a [f32],
    b_steps: (isize, isize),
    sizes: (usize, usize, usize),
}

#[expect(
    unsafe_code,
    reason = "the matrix product takes pointers; the sizes are checked before"
)]
fn add_product(product: &Product<'_>, out: &mut [f32]) {
    let (m, k, n) = product.sizes;
    assert!(product.a.len() >= m * k && product.b.len() >= k * n && out.len() >= m * n);
    // SAFETY: all three slices hold as many numbers as the sizes say, and the steps walk within them.
    unsafe {
        matrixmultiply::sgemm(
            m,
            k,
            n,
            1.0,
            product.a.as_ptr(),
            product.a_steps.0,
            product.a_steps.1,
            product.b.as_ptr(),
            product.b_steps.0,
            product.b_steps.1,
            1.0,
            out.as_mut_ptr(),
            n.cast_signed(),
            1,
        );
    }
}

fn apply(dense: &Dense, input: &[f32], n: usize, inputs: usize, outputs: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(n * outputs);
    for _ in 0..n {
        out.extend_from_slice(&dense.bias);
    }
    let product = Product {
        a: input,
        a_steps: (inputs.cast_signed(), 1),
        b: &dense.matrix,
        b_steps: (outputs.cast_signed(), 1),
        sizes: (n, inputs, outputs),
    };
    add_product(&product, &mut out);
    out
}

/// The gradient at a layer's input; that of its parameters is added to `gradient`.
fn apply_back(
    dense: &Dense,
    input: &[f32],
    d_output: &[f32],
    n: usize,
    inputs: usize,
    outputs: usize,
    gradient: &mut Dense,
) -> Vec<f32> {
    for row in d_output.chunks_exact(outputs) {
        for (g, d) in gradient.bias.iter_mut().zip(row) {
            *g += d;
        }
    }
    let weights = Product {
        a: input,
        a_steps: (1, inputs.cast_signed()),
        b: d_output,
        b_steps: (outputs.cast_signed(), 1),
        sizes: (inputs, n, outputs),
    };
    add_product(&weights, &mut gradient.matrix);
    let mut d_input = vec![0.0f32; n * inputs];
    let back = Product {
        a: d_output,
        a_steps: (outputs.cast_signed(), 1),
        b: &dense.matrix,
        b_steps: (1, outputs.cast_signed()),
        sizes: (n, outputs, inputs),
    };
    add_product(&back, &mut d_input);
    d_input
}

/// Mean 0 and variance 1 for each token; the factors that did it.
fn standardise(channels: &[f32], wide: usize) -> (Vec<f32>, Vec<f32>) {
    let share = share_of(wide);
    let mut normed = Vec::with_capacity(channels.len());
    let mut scales = Vec::with_capacity(channels.len() / wide);
    for row in channels.chunks_exact(wide) {
        let mean = row.iter().sum::<f32>() * share;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() * share;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        normed.extend(row.iter().map(|x| (x - mean) * scale));
        scales.push(scale);
    }
    (normed, scales)
}

#[expect(clippy::cast_precision_loss, reason = "a hundred or two")]
fn share_of(wide: usize) -> f32 {
    1.0 / wide as f32
}

fn gain(normed: &[f32], norm: &Norm) -> Vec<f32> {
    let mut out = Vec::with_capacity(normed.len());
    for row in normed.chunks_exact(norm.gain.len()) {
        out.extend(
            row.iter()
                .zip(&norm.gain)
                .zip(&norm.shift)
                .map(|((x, g), s)| x * g + s),
        );
    }
    out
}

/// Adds the gradient in front of a normalisation to `d_channels`.
fn norm_back(
    norm: &Norm,
    normed: &[f32],
    scales: &[f32],
    d_out: &[f32],
    d_channels: &mut [f32],
    gradient: &mut Norm,
) {
    let wide = norm.gain.len();
    let share = share_of(wide);
    let rows = normed
        .chunks_exact(wide)
        .zip(d_out.chunks_exact(wide))
        .zip(d_channels.chunks_exact_mut(wide))
        .zip(scales);
    let mut d = vec![0.0f32; wide];
    for (((x, d_out), d_channels), scale) in rows {
        let (mut sum, mut dot) = (0.0, 0.0);
        for c in 0..wide {
            gradient.gain[c] += d_out[c] * x[c];
            gradient.shift[c] += d_out[c];
            d[c] = d_out[c] * norm.gain[c];
            sum += d[c];
            dot += d[c] * x[c];
        }
        for c in 0..wide {
            d_channels[c] += scale * (d[c] - sum * share - x[c] * dot * share);
        }
    }
}

/// The token that a tap of a token reads; none beyond the paragraph.
fn tap(token: usize, tap: usize, dilation: usize, sequence: &Range<usize>) -> Option<usize> {
    (token + tap * dilation)
        .checked_sub(dilation)
        .filter(|t| sequence.contains(t))
}

fn gather(input: &[f32], sequences: &[Range<usize>], dilation: usize, wide: usize) -> Vec<f32> {
    let mut out = vec![0.0f32; input.len() * TAPS];
    for sequence in sequences {
        for token in sequence.clone() {
            for k in 0..TAPS {
                if let Some(from) = tap(token, k, dilation, sequence) {
                    out[(token * TAPS + k) * wide..][..wide].copy_from_slice(&input[from * wide..][..wide]);
                }
            }
        }
    }
    out
}

fn scatter(d_taps: &[f32], sequences: &[Range<usize>], dilation: usize, wide: usize) -> Vec<f32> {
    let mut out = vec![0.0f32; d_taps.len() / TAPS];
    for sequence in sequences {
        for token in sequence.clone() {
            for k in 0..TAPS {
                if let Some(from) = tap(token, k, dilation, sequence) {
                    let d = &d_taps[(token * TAPS + k) * wide..][..wide];
                    for (o, d) in out[from * wide..][..wide].iter_mut().zip(d) {
                        *o += d;
                    }
                }
            }
        }
    }
    out
}
