//! The arithmetic of a small sequence tagger: embeddings of columns, dilated convolutions with gates, and a linear-chain
//! conditional random field (Lafferty, McCallum and Pereira, ICML 2001).
//!
//! What the columns and labels mean is the caller's. A crate of its own because it is the one part that is compiled for
//! speed where the rest is compiled for size. [`Parameters`] are the numbers as they are learned, [`weights`] their file,
//! [`Network`] the same made ready to run: matrices in 16-bit whole numbers, whose products SIMD instructions of every
//! target sum exactly, so that native code and wasm give the same bits.

mod arithmetic;
mod column;
pub mod crf;
mod forward;
mod matrix;
mod parameters;
pub mod weights;

pub use column::{Column, Vocabulary, hash, input_width};
pub use forward::{EPSILON, Network, Scratch};
pub use parameters::{Block, CHANNELS, Crf, DILATIONS, Dense, LABELS, Norm, Parameters, TAPS};
