//! From rows of columns to a score for each label: embeddings, a dense layer, dilated convolutions with gates.
//!
//! Each sum runs over its inputs in their order, whatever the tiling, so that the result is the same to the bit on every target.

use core::ops::Range;

use super::LABELS;
use super::arithmetic::{sigmoid, tanh};
use super::columns::{COLUMNS, Rows};
use super::parameters::{CHANNELS, DILATIONS, Dense, Norm, Parameters, TAPS, input_width};

/// Room for the numbers between the layers, kept from paragraph to paragraph.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    inputs: Vec<f32>,
    channels: Vec<f32>,
    normed: Vec<f32>,
    taps: Vec<f32>,
    gates: Vec<f32>,
    emissions: Vec<f32>,
}

/// Added to a variance before its root is taken.
pub const EPSILON: f32 = 1e-5;

/// The scores of a sequence's tokens, [`LABELS`] each.
pub fn emissions<'s>(
    parameters: &Parameters,
    rows: &Rows,
    tokens: Range<usize>,
    scratch: &'s mut Scratch,
) -> &'s [f32] {
    let count = tokens.len();
    if parameters.embeddings.len() < COLUMNS.len() {
        return no_model(count, scratch);
    }
    scratch.inputs.clear();
    for token in tokens {
        for (column, &value) in rows.row(token).iter().enumerate() {
            let width = COLUMNS[column].width;
            let from = usize::from(value) * width;
            match parameters.embeddings[column].get(from..from + width) {
                Some(embedding) => scratch.inputs.extend_from_slice(embedding),
                None => scratch.inputs.resize(scratch.inputs.len() + width, 0.0),
            }
        }
    }
    apply(
        &parameters.input,
        &scratch.inputs,
        input_width(),
        CHANNELS,
        &mut scratch.channels,
    );
    for value in &mut scratch.channels {
        *value = tanh(*value);
    }
    for (block, &dilation) in parameters.blocks.iter().zip(&DILATIONS) {
        normalise(&block.norm, &scratch.channels, &mut scratch.normed);
        gather(&scratch.normed, count, dilation, &mut scratch.taps);
        apply(
            &block.convolution,
            &scratch.taps,
            TAPS * CHANNELS,
            2 * CHANNELS,
            &mut scratch.gates,
        );
        for (channels, gates) in scratch
            .channels
            .chunks_exact_mut(CHANNELS)
            .zip(scratch.gates.chunks_exact(2 * CHANNELS))
        {
            for c in 0..CHANNELS {
                channels[c] += gates[c] * sigmoid(gates[CHANNELS + c]);
            }
        }
    }
    normalise(&parameters.norm, &scratch.channels, &mut scratch.normed);
    apply(
        &parameters.output,
        &scratch.normed,
        CHANNELS,
        LABELS,
        &mut scratch.emissions,
    );
    &scratch.emissions
}

/// Without parameters every token is outside.
fn no_model(count: usize, scratch: &mut Scratch) -> &[f32] {
    scratch.emissions.clear();
    scratch.emissions.resize(count * LABELS, -10.0);
    for emission in scratch.emissions.chunks_exact_mut(LABELS) {
        emission[0] = 0.0;
    }
    &scratch.emissions
}

/// Outputs that are summed up side by side, in registers.
const WIDE: usize = 8;
/// Rows that share what was read of the matrix.
const DEEP: usize = 4;

/// Rows of `inputs` numbers times the matrix, plus the bias.
fn apply(dense: &Dense, input: &[f32], inputs: usize, outputs: usize, out: &mut Vec<f32>) {
    let count = input.len() / inputs;
    out.clear();
    out.resize(count * outputs, 0.0);
    let mut columns = vec![0.0f32; inputs * WIDE];
    let mut at = 0;
    while at < outputs {
        let wide = WIDE.min(outputs - at);
        // The columns of these outputs, side by side; what is missing to a full tile is zero.
        let mut bias = [0.0f32; WIDE];
        bias[..wide].copy_from_slice(&dense.bias[at..at + wide]);
        for i in 0..inputs {
            columns[i * WIDE..i * WIDE + wide].copy_from_slice(&dense.matrix[i * outputs + at..][..wide]);
        }
        let mut row = 0;
        while row < count {
            let deep = DEEP.min(count - row);
            let place = |i: usize| &input[(row + i.min(deep - 1)) * inputs..][..inputs];
            let sums = tile(&columns, bias, place(0), place(1), place(2), place(3));
            for i in 0..deep {
                out[(row + i) * outputs + at..][..wide].copy_from_slice(&sums[i][..wide]);
            }
            row += deep;
        }
        at += wide;
    }
}

/// [`WIDE`] outputs of [`DEEP`] rows.
#[inline]
fn tile(
    columns: &[f32],
    bias: [f32; WIDE],
    a: &[f32],
    b: &[f32],
    c: &[f32],
    d: &[f32],
) -> [[f32; WIDE]; DEEP] {
    let mut sums = [bias; DEEP];
    let (columns, _) = columns.as_chunks::<WIDE>();
    let inputs = columns.len();
    let (a, b, c, d) = (&a[..inputs], &b[..inputs], &c[..inputs], &d[..inputs]);
    // Plain loops: iterators are several times slower where tests are built with little optimisation.
    let mut i = 0;
    while i < inputs {
        let weights = columns[i];
        let inputs = [a[i], b[i], c[i], d[i]];
        let mut r = 0;
        while r < DEEP {
            let mut o = 0;
            while o < WIDE {
                sums[r][o] += inputs[r] * weights[o];
                o += 1;
            }
            r += 1;
        }
        i += 1;
    }
    sums
}

/// Each token's channels with mean 0 and variance 1, then gain and shift.
fn normalise(norm: &Norm, input: &[f32], out: &mut Vec<f32>) {
    #[expect(clippy::cast_precision_loss, reason = "a small constant")]
    const COUNT: f32 = CHANNELS as f32;
    out.clear();
    out.reserve(input.len());
    for row in input.chunks_exact(CHANNELS) {
        let mean = row.iter().sum::<f32>() / COUNT;
        let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / COUNT;
        // A square root is exact to the bit everywhere, unlike the other functions of floats.
        let scale = 1.0 / (variance + EPSILON).sqrt();
        out.extend(
            row.iter()
                .zip(&norm.gain)
                .zip(&norm.shift)
                .map(|((x, gain), shift)| (x - mean) * scale * gain + shift),
        );
    }
}

/// For each token the channels of the token `dilation` before it, its own, and those `dilation` behind it; zeros beyond the ends.
fn gather(input: &[f32], count: usize, dilation: usize, out: &mut Vec<f32>) {
    out.clear();
    out.reserve(count * TAPS * CHANNELS);
    let mut copy = |token: Option<usize>| match token.filter(|&t| t < count) {
        Some(token) => out.extend_from_slice(&input[token * CHANNELS..(token + 1) * CHANNELS]),
        None => out.resize(out.len() + CHANNELS, 0.0),
    };
    for token in 0..count {
        copy(token.checked_sub(dilation));
        copy(Some(token));
        copy(Some(token + dilation));
    }
}
