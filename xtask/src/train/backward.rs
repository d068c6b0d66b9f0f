//! The network forwards with dropout, and backwards: the gradient of a batch.
//!
//! The forward half is that of `factnote-network` in floats, over many paragraphs at once, with matrix products of the size that pays; a
//! test holds the two against each other, another holds the gradient against differences.

use super::crf;
use super::random::Random;
use factnote::tagger::Label;
use factnote::tagger::columns::COLUMNS;
use factnote_network::{CHANNELS, DILATIONS, Dense, EPSILON, LABELS, Norm, Parameters, TAPS, input_width};
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

/// Paragraphs one behind the other.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Columns of all tokens.
    pub rows: Vec<u16>,
    /// Gold labels of all tokens.
    pub labels: Vec<Label>,
    /// What stands for them where the batch has teachers; else empty.
    pub soft: Vec<[f32; LABELS]>,
    /// The paragraphs.
    pub sequences: Vec<Range<usize>>,
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

/// Adds the gradient of a batch's loss to `gradient` and gives back the loss: minus the logarithm of the gold labels' probability,
/// summed over the paragraphs, times `weight`.
pub fn gradient(
    parameters: &Parameters,
    batch: &Batch,
    dropout: Dropout,
    random: &mut Random,
    weight: f32,
    gradient: &mut Parameters,
) -> f32 {
    let n = batch.labels.len();
    let width = input_width(&COLUMNS);
    // Forwards: embeddings.
    let mut rows = batch.rows.clone();
    if dropout.words > 0.0 {
        for token in 0..n {
            if random.unit() < dropout.words {
                rows[token * COLUMNS.len()] = 0;
            }
        }
    }
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
    let mut channels = apply(&parameters.input, &inputs, n, width, CHANNELS);
    for x in &mut channels {
        *x = x.tanh();
    }
    let first = channels.clone();
    // Blocks.
    let mut caches = Vec::with_capacity(DILATIONS.len());
    for (block, &dilation) in parameters.blocks.iter().zip(&DILATIONS) {
        let (normed, scale) = standardise(&channels);
        let shifted = gain(&normed, &block.norm);
        let taps = gather(&shifted, &batch.sequences, dilation);
        let both = apply(&block.convolution, &taps, n, TAPS * CHANNELS, 2 * CHANNELS);
        let mask = mask(n * CHANNELS, dropout.blocks, random);
        let mut values = vec![0.0f32; n * CHANNELS];
        let mut gates = vec![0.0f32; n * CHANNELS];
        for token in 0..n {
            let row = &both[token * 2 * CHANNELS..(token + 1) * 2 * CHANNELS];
            for c in 0..CHANNELS {
                let at = token * CHANNELS + c;
                let gate = 1.0 / (1.0 + (-row[CHANNELS + c]).exp());
                values[at] = row[c];
                gates[at] = gate;
                channels[at] += row[c] * gate * mask.get(at).copied().unwrap_or(1.0);
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
    let (normed, scale) = standardise(&channels);
    let mut last = gain(&normed, &parameters.norm);
    let last_mask = mask(n * CHANNELS, dropout.blocks, random);
    multiply_by(&mut last, &last_mask);
    let emissions = apply(&parameters.output, &last, n, CHANNELS, LABELS);
    // The sequence: loss and its gradient at the emissions.
    let mut loss = 0.0;
    let mut d_emissions = vec![0.0f32; n * LABELS];
    for sequence in &batch.sequences {
        let range = sequence.start * LABELS..sequence.end * LABELS;
        loss += crf::loss(
            &parameters.crf,
            &emissions[range.clone()],
            &batch.labels[sequence.clone()],
            batch.soft.get(sequence.clone()).unwrap_or(&[]),
            weight,
            &mut d_emissions[range],
            &mut gradient.crf,
        );
    }
    // Backwards.
    let mut d_last = apply_back(
        &parameters.output,
        &last,
        &d_emissions,
        n,
        CHANNELS,
        LABELS,
        &mut gradient.output,
    );
    multiply_by(&mut d_last, &last_mask);
    let mut d_channels = vec![0.0f32; n * CHANNELS];
    norm_back(
        &parameters.norm,
        &normed,
        &scale,
        &d_last,
        &mut d_channels,
        &mut gradient.norm,
    );
    for (i, cache) in caches.iter().enumerate().rev() {
        let block = &parameters.blocks[i];
        let mut d_both = vec![0.0f32; n * 2 * CHANNELS];
        for token in 0..n {
            for c in 0..CHANNELS {
                let at = token * CHANNELS + c;
                let d = d_channels[at] * cache.mask.get(at).copied().unwrap_or(1.0);
                let gate = cache.gates[at];
                d_both[token * 2 * CHANNELS + c] = d * gate;
                d_both[token * 2 * CHANNELS + CHANNELS + c] = d * cache.values[at] * gate * (1.0 - gate);
            }
        }
        let d_taps = apply_back(
            &block.convolution,
            &cache.taps,
            &d_both,
            n,
            TAPS * CHANNELS,
            2 * CHANNELS,
            &mut gradient.blocks[i].convolution,
        );
        let d_shifted = scatter(&d_taps, &batch.sequences, DILATIONS[i], n);
        norm_back(
            &block.norm,
            &cache.normed,
            &cache.scale,
            &d_shifted,
            &mut d_channels,
            &mut gradient.blocks[i].norm,
        );
    }
    for (d, y) in d_channels.iter_mut().zip(&first) {
        *d *= 1.0 - y * y;
    }
    let mut d_inputs = apply_back(
        &parameters.input,
        &inputs,
        &d_channels,
        n,
        width,
        CHANNELS,
        &mut gradient.input,
    );
    multiply_by(&mut d_inputs, &input_mask);
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
    let mut out = Vec::with_capacity(count + 3);
    while out.len() < count {
        let mut bits = random.bits();
        for _ in 0..4 {
            out.push(if bits & 0xffff < limit { 0.0 } else { keep });
            bits >>= 16;
        }
    }
    out.truncate(count);
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

#[expect(clippy::cast_precision_loss, reason = "a small constant")]
const COUNT: f32 = CHANNELS as f32;

/// Mean 0 and variance 1 for each token; the factors that did it.
fn standardise(channels: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let mut normed = Vec::with_capacity(channels.len());
    let mut scales = Vec::with_capacity(channels.len() / CHANNELS);
    for row in channels.chunks_exact(CHANNELS) {
        let mean = row.iter().sum::<f32>() / COUNT;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / COUNT;
        let scale = 1.0 / (variance + EPSILON).sqrt();
        normed.extend(row.iter().map(|x| (x - mean) * scale));
        scales.push(scale);
    }
    (normed, scales)
}

fn gain(normed: &[f32], norm: &Norm) -> Vec<f32> {
    let mut out = Vec::with_capacity(normed.len());
    for row in normed.chunks_exact(CHANNELS) {
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
    let rows = normed
        .chunks_exact(CHANNELS)
        .zip(d_out.chunks_exact(CHANNELS))
        .zip(d_channels.chunks_exact_mut(CHANNELS))
        .zip(scales);
    let mut d = [0.0f32; CHANNELS];
    for (((x, d_out), d_channels), scale) in rows {
        let (mut sum, mut dot) = (0.0, 0.0);
        for c in 0..CHANNELS {
            gradient.gain[c] += d_out[c] * x[c];
            gradient.shift[c] += d_out[c];
            d[c] = d_out[c] * norm.gain[c];
            sum += d[c];
            dot += d[c] * x[c];
        }
        for c in 0..CHANNELS {
            d_channels[c] += scale * (d[c] - sum / COUNT - x[c] * dot / COUNT);
        }
    }
}

/// The token that a tap of a token reads; none beyond the paragraph.
fn tap(token: usize, tap: usize, dilation: usize, sequence: &Range<usize>) -> Option<usize> {
    (token + tap * dilation)
        .checked_sub(dilation)
        .filter(|t| sequence.contains(t))
}

fn gather(input: &[f32], sequences: &[Range<usize>], dilation: usize) -> Vec<f32> {
    let mut out = vec![0.0f32; input.len() * TAPS];
    for sequence in sequences {
        for token in sequence.clone() {
            for k in 0..TAPS {
                if let Some(from) = tap(token, k, dilation, sequence) {
                    out[(token * TAPS + k) * CHANNELS..][..CHANNELS]
                        .copy_from_slice(&input[from * CHANNELS..][..CHANNELS]);
                }
            }
        }
    }
    out
}

fn scatter(d_taps: &[f32], sequences: &[Range<usize>], dilation: usize, n: usize) -> Vec<f32> {
    let mut out = vec![0.0f32; n * CHANNELS];
    for sequence in sequences {
        for token in sequence.clone() {
            for k in 0..TAPS {
                if let Some(from) = tap(token, k, dilation, sequence) {
                    let d = &d_taps[(token * TAPS + k) * CHANNELS..][..CHANNELS];
                    for (o, d) in out[from * CHANNELS..][..CHANNELS].iter_mut().zip(d) {
                        *o += d;
                    }
                }
            }
        }
    }
    out
}
