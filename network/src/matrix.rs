//! Matrices in whole numbers of 16 bits, multiplied pair by pair: the one instruction that SSE2, NEON and wasm's simd128 have
//! for it (`pmaddwd`, `i32x4.dot_i16x8_s`) multiplies eight numbers and adds neighbours, exactly.

use crate::arithmetic::ROUND;
use crate::parameters::Dense;
use wide::{i16x8, i32x4};

/// Largest whole number that stands for an input.
const LARGEST_INPUT: f32 = 8191.0;
/// Largest whole number that stands for a weight.
const LARGEST_WEIGHT: f32 = 32767.0;
/// Largest sum of an output's weights, so that no sum of products leaves 32 bits.
const LARGEST_SUM: f32 = 262_000.0;

/// Outputs of a tile: two vectors of four.
const WIDE: usize = 8;
/// Rows of a tile.
const DEEP: usize = 4;

/// Inputs of a row, two a number: the first in the lower half.
pub type Pairs<const P: usize> = [i32; P];

/// A matrix whose inputs are `T` pieces of `P` pairs.
#[derive(Clone, Debug, Default)]
pub struct Matrix<const T: usize, const P: usize> {
    /// Eight outputs after eight outputs; of each the pairs in order; of each pair the two numbers of the first four outputs, then of the
    /// other four.
    weights: Vec<[i16x8; 2]>,
    /// Of all outputs, in units of the products.
    bias: Vec<i32x4>,
    /// By what an input is multiplied to be a whole number.
    pub input_scale: f32,
    /// By what a sum of products is multiplied to be an output.
    pub output_scale: f32,
}

impl<const T: usize, const P: usize> Matrix<T, P> {
    /// Rounds a matrix whose inputs are at most `largest_input` in magnitude.
    pub fn new(dense: &Dense, largest_input: f32) -> Self {
        let outputs = dense.bias.len();
        let input_scale = LARGEST_INPUT / largest_input.max(1e-6);
        let column = |output: usize| {
            dense
                .matrix
                .iter()
                .skip(output)
                .step_by(outputs.max(1))
                .map(|w| w.abs())
        };
        let largest = (0..outputs).flat_map(column).fold(1e-6, f32::max);
        let largest_sum = (0..outputs).map(|o| column(o).sum()).fold(1e-6, f32::max);
        let weight_scale = (LARGEST_WEIGHT / largest).min(LARGEST_SUM / largest_sum);
        let weight = |input: usize, output: usize| {
            let weight = if output < outputs {
                dense.matrix.get(input * outputs + output)
            } else {
                None
            };
            whole(weight.copied().unwrap_or(0.0) * weight_scale)
        };
        let mut weights = Vec::new();
        for tile in (0..outputs).step_by(WIDE) {
            for pair in 0..T * P {
                weights.push([0, 4].map(|half| {
                    i16x8::new(core::array::from_fn(|i| {
                        weight(2 * pair + i % 2, tile + half + i / 2)
                    }))
                }));
            }
        }
        let sum_scale = input_scale * weight_scale;
        let bias = |o: usize| dense.bias.get(o).map_or(0.0, |b| b * sum_scale);
        Self {
            weights,
            bias: (0..outputs.next_multiple_of(WIDE))
                .step_by(4)
                .map(|o| i32x4::new(core::array::from_fn(|i| rounded(bias(o + i)))))
                .collect(),
            input_scale,
            output_scale: 1.0 / sum_scale,
        }
    }

    /// Outputs of a row, those included that fill the last tile.
    pub fn outputs(&self) -> usize {
        self.bias.len() * 4
    }

    /// For each of `count` rows the sums of products; the pieces of row `r` are the rows `r`, `r + step`, ... of `inputs`, of which
    /// there are at least `count + (T - 1) * step`.
    pub fn apply(&self, inputs: &[Pairs<P>], step: usize, count: usize, out: &mut Vec<i32>) {
        let outputs = self.outputs();
        out.clear();
        out.resize(count * outputs, 0);
        for (tile, (weights, bias)) in self
            .weights
            .chunks_exact(T * P)
            .zip(self.bias.chunks_exact(2))
            .enumerate()
        {
            let mut row = 0;
            while row < count {
                let deep = DEEP.min(count - row);
                // Where rows are missing to a full tile, the last one is counted again.
                let sums = self.tile(weights, [bias[0], bias[1]], |piece, r| {
                    &inputs[row + r.min(deep - 1) + piece * step]
                });
                for (r, [low, high]) in sums.iter().take(deep).enumerate() {
                    let at = (row + r) * outputs + tile * WIDE;
                    out[at..at + 4].copy_from_slice(&low.to_array());
                    out[at + 4..at + 8].copy_from_slice(&high.to_array());
                }
                row += deep;
            }
        }
    }

    /// [`WIDE`] outputs of [`DEEP`] rows.
    #[inline]
    fn tile<'i>(
        &self,
        weights: &[[i16x8; 2]],
        bias: [i32x4; 2],
        input: impl Fn(usize, usize) -> &'i Pairs<P>,
    ) -> [[i32x4; 2]; DEEP] {
        let mut sums = [bias; DEEP];
        for (piece, weights) in weights.chunks_exact(P).enumerate() {
            let rows: [&Pairs<P>; DEEP] = core::array::from_fn(|r| input(piece, r));
            for (pair, [low, high]) in weights.iter().enumerate().take(P) {
                for (sum, row) in sums.iter_mut().zip(rows) {
                    let both: i16x8 = bytemuck::cast(i32x4::splat(row[pair]));
                    sum[0] += both.dot(*low);
                    sum[1] += both.dot(*high);
                }
            }
        }
        sums
    }
}

/// Two inputs, already multiplied by a matrix's `input_scale`, as a pair.
#[inline]
pub fn pair(first: f32, second: f32) -> i32 {
    let whole = |x: f32| (x + ROUND).to_bits();
    (whole(second) << 16 | (whole(first) & 0xffff)).cast_signed()
}

#[expect(clippy::cast_possible_truncation, reason = "a cast keeps to the type's ends")]
fn rounded(x: f32) -> i32 {
    (x + 0.5).floor() as i32
}

fn whole(x: f32) -> i16 {
    i16::try_from(rounded(x)).unwrap_or(if x < 0.0 { i16::MIN } else { i16::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, largest: f32) -> Vec<f32> {
        let mut x = 0.37f32;
        let mut next = || {
            x = (x * 1.93 + 0.41) % 1.0;
            (x - 0.5) * 2.0 * largest
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn products_are_those_of_floats_nearly() {
        const PAIRS: usize = 6;
        let (count, outputs, step) = (7, 11, 2);
        let dense = Dense {
            matrix: numbers(3 * 2 * PAIRS * outputs, 0.4),
            bias: numbers(outputs, 0.2),
        };
        let inputs = numbers((count + 2 * step) * 2 * PAIRS, 3.0);
        let matrix = Matrix::<3, PAIRS>::new(&dense, 3.0);
        let rows: Vec<Pairs<PAIRS>> = inputs
            .chunks_exact(2 * PAIRS)
            .map(|row| {
                core::array::from_fn(|p| {
                    pair(
                        row[2 * p] * matrix.input_scale,
                        row[2 * p + 1] * matrix.input_scale,
                    )
                })
            })
            .collect();
        let mut out = Vec::new();
        matrix.apply(&rows, step, count, &mut out);
        for row in 0..count {
            for output in 0..outputs {
                let mut exact = dense.bias[output];
                for piece in 0..3 {
                    for i in 0..2 * PAIRS {
                        exact += inputs[(row + piece * step) * 2 * PAIRS + i]
                            * dense.matrix[(piece * 2 * PAIRS + i) * outputs + output];
                    }
                }
                #[expect(clippy::cast_precision_loss, reason = "as in use")]
                let found = out[row * matrix.outputs() + output] as f32 * matrix.output_scale;
                assert!((found - exact).abs() < 2e-3, "{row} {output}: {found} {exact}");
            }
        }
    }

    #[test]
    fn the_largest_inputs_and_weights_do_not_overflow() {
        let dense = Dense {
            matrix: vec![1.0; 400],
            bias: vec![0.0],
        };
        let matrix = Matrix::<1, 200>::new(&dense, 2.0);
        let row = [pair(2.0 * matrix.input_scale, 2.0 * matrix.input_scale); 200];
        let mut out = Vec::new();
        matrix.apply(&[row], 0, 1, &mut out);
        #[expect(clippy::cast_precision_loss, reason = "as in use")]
        let found = out[0] as f32 * matrix.output_scale;
        assert!((found - 800.0).abs() < 1.0, "{found}");
    }
}
