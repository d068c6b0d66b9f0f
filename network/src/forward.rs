//! From rows of columns to a score for each label: embeddings, a dense layer, dilated convolutions with gates.
//!
//! Floats are added, multiplied, divided and rooted one by one in a fixed order, which IEEE 754 fixes to the bit; the large sums are of
//! whole numbers. So the result is the same on every target.

use crate::arithmetic::{sigmoid, tanh};
use crate::column::Column;
use crate::matrix::{Matrix, Pairs, pair};
use crate::parameters::{CHANNELS, DILATIONS, LABELS, Norm, Parameters, TAPS};

/// Added to a variance before its root is taken.
pub const EPSILON: f32 = 1e-5;

const PAIRS: usize = CHANNELS / 2;
const _: () = assert!(
    CHANNELS.is_multiple_of(4),
    "a tile holds eight outputs, two a channel"
);

type Channels = [f32; CHANNELS];

/// A network ready to run.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// What each value of each column adds to the channels: the embeddings times the dense layer.
    inputs: Vec<Channels>,
    /// Where in `inputs` each column's values begin, and how many it has.
    columns: Vec<(usize, usize)>,
    bias: Vec<f32>,
    blocks: Vec<(Layer, Matrix<TAPS, PAIRS>)>,
    norm: Layer,
    output: Matrix<1, PAIRS>,
}

/// A normalisation's gain and shift, in units of the matrix behind it.
#[derive(Clone, Debug, Default)]
struct Layer {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// Room for the numbers between the layers, kept from sequence to sequence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    channels: Vec<Channels>,
    pairs: Vec<Pairs<PAIRS>>,
    sums: Vec<i32>,
    emissions: Vec<f32>,
}

impl Network {
    /// Makes parameters ready. Those of no model (an empty list) give a network to which every token is outside.
    #[must_use]
    pub fn new(columns: &[Column], parameters: &Parameters) -> Self {
        if parameters.embeddings.len() < columns.len() {
            return Self::default();
        }
        let mut network = Self {
            bias: parameters.input.bias.clone(),
            ..Self::default()
        };
        let mut row = 0;
        for (column, table) in columns.iter().zip(&parameters.embeddings) {
            let begin = network.inputs.len();
            let matrix = &parameters.input.matrix[row * CHANNELS..(row + column.width) * CHANNELS];
            network.inputs.extend(
                table
                    .chunks_exact(column.width)
                    .map(|embedding| product(embedding, matrix)),
            );
            network.columns.push((begin, network.inputs.len() - begin));
            row += column.width;
        }
        for block in &parameters.blocks {
            let matrix = Matrix::new(&block.convolution, largest(&block.norm));
            network
                .blocks
                .push((Layer::new(&block.norm, matrix.input_scale), matrix));
        }
        network.output = Matrix::new(&parameters.output, largest(&parameters.norm));
        network.norm = Layer::new(&parameters.norm, network.output.input_scale);
        network
    }

    /// The scores of a sequence's tokens, [`LABELS`] each. `rows` holds a value a column, token after token; a value that its column
    /// does not have counts as none.
    pub fn emissions<'s>(&self, rows: &[u16], scratch: &'s mut Scratch) -> &'s [f32] {
        let Scratch {
            channels,
            pairs,
            sums,
            emissions,
        } = scratch;
        emissions.clear();
        if self.columns.is_empty() {
            return emissions;
        }
        let count = rows.len() / self.columns.len();
        channels.clear();
        channels.extend(rows.chunks_exact(self.columns.len()).map(|row| self.input(row)));
        for ((layer, matrix), dilation) in self.blocks.iter().zip(DILATIONS) {
            pairs.clear();
            pairs.resize(dilation, [0; PAIRS]);
            pairs.extend(channels.iter().map(|row| layer.normalise(row)));
            pairs.resize(count + 2 * dilation, [0; PAIRS]);
            matrix.apply(pairs, dilation, count, sums);
            for (row, sums) in channels.iter_mut().zip(sums.chunks_exact(2 * CHANNELS)) {
                gate(row, sums, matrix.output_scale);
            }
        }
        pairs.clear();
        pairs.extend(channels.iter().map(|row| self.norm.normalise(row)));
        self.output.apply(pairs, 0, count, sums);
        for sums in sums.chunks_exact(self.output.outputs()) {
            emissions.extend(
                sums.iter()
                    .take(LABELS)
                    .map(|sum| float(*sum) * self.output.output_scale),
            );
        }
        emissions
    }

    /// A token's channels behind the dense layer.
    fn input(&self, row: &[u16]) -> Channels {
        let mut sum = [0.0; CHANNELS];
        sum.copy_from_slice(&self.bias[..CHANNELS]);
        for (&value, &(begin, size)) in row.iter().zip(&self.columns) {
            let value = usize::from(value);
            if value < size {
                let add = &self.inputs[begin + value];
                for c in 0..CHANNELS {
                    sum[c] += add[c];
                }
            }
        }
        for value in &mut sum {
            *value = tanh(*value);
        }
        sum
    }
}

/// An embedding times its rows of the dense layer's matrix.
fn product(embedding: &[f32], matrix: &[f32]) -> Channels {
    let mut sum = [0.0; CHANNELS];
    for (x, row) in embedding.iter().zip(matrix.as_chunks::<CHANNELS>().0) {
        for c in 0..CHANNELS {
            sum[c] += x * row[c];
        }
    }
    sum
}

/// Adds what passes the gate. `sums` holds a value for each channel, then a gate for each.
fn gate(row: &mut Channels, sums: &[i32], scale: f32) {
    let (values, gates) = sums.split_at(CHANNELS);
    let (Some(values), Some(gates)) = (values.first_chunk::<CHANNELS>(), gates.first_chunk::<CHANNELS>())
    else {
        return;
    };
    for c in 0..CHANNELS {
        row[c] += float(values[c]) * scale * sigmoid(float(gates[c]) * scale);
    }
}

#[expect(clippy::cast_precision_loss, reason = "24 of 32 bits are more than enough")]
fn float(x: i32) -> f32 {
    x as f32
}

/// The largest magnitude that a normalised channel can have with its gain and shift: no number of `n` with mean 0 and variance 1
/// is larger than the root of `n - 1`.
fn largest(norm: &Norm) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a small constant")]
    let most = ((CHANNELS - 1) as f32).sqrt();
    let sizes = norm
        .gain
        .iter()
        .zip(&norm.shift)
        .map(|(gain, shift)| gain.abs() * most + shift.abs());
    sizes.fold(0.0, f32::max)
}

impl Layer {
    fn new(norm: &Norm, scale: f32) -> Self {
        let scaled = |list: &[f32]| list.iter().map(|x| x * scale).collect();
        Self {
            gain: scaled(&norm.gain),
            shift: scaled(&norm.shift),
        }
    }

    /// A token's channels with mean 0 and variance 1, then gain and shift, in whole numbers.
    fn normalise(&self, row: &Channels) -> Pairs<PAIRS> {
        #[expect(clippy::cast_precision_loss, reason = "a small constant")]
        const COUNT: f32 = CHANNELS as f32;
        let mean = sum(row) / COUNT;
        let mut apart = [0.0; CHANNELS];
        for c in 0..CHANNELS {
            apart[c] = row[c] - mean;
        }
        let mut squares = [0.0; CHANNELS];
        for c in 0..CHANNELS {
            squares[c] = apart[c] * apart[c];
        }
        let scale = 1.0 / (sum(&squares) / COUNT + EPSILON).sqrt();
        let mut out = [0.0; CHANNELS];
        let (gain, shift) = (&self.gain[..CHANNELS], &self.shift[..CHANNELS]);
        for c in 0..CHANNELS {
            out[c] = apart[c] * scale * gain[c] + shift[c];
        }
        core::array::from_fn(|p| pair(out[2 * p], out[2 * p + 1]))
    }
}

/// The sum in four parts, as a vector holds them, so that the order is the same with and without vectors.
fn sum(row: &Channels) -> f32 {
    let mut parts = [0.0f32; 4];
    for four in row.as_chunks::<4>().0 {
        for i in 0..4 {
            parts[i] += four[i];
        }
    }
    (parts[0] + parts[2]) + (parts[1] + parts[3])
}
