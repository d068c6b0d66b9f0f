//! The numbers of the network, and where each stands.

use crate::column::{Column, Vocabulary, input_width};

/// How many labels there are.
pub const LABELS: usize = 7;
/// Channels between the layers: a multiple of 4.
pub const CHANNELS: usize = 40;
/// How far apart the three inputs of each convolution stand.
pub const DILATIONS: [usize; 4] = [1, 2, 4, 8];
/// Inputs of a convolution.
pub const TAPS: usize = 3;

/// A layer's gain and shift behind its normalisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Norm {
    /// Factor of each channel.
    pub gain: Vec<f32>,
    /// What is added to each channel.
    pub shift: Vec<f32>,
}

/// A matrix, an input a row, and what is added to each output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dense {
    /// Row after row.
    pub matrix: Vec<f32>,
    /// One number an output.
    pub bias: Vec<f32>,
}

/// A residual block: normalisation, convolution to twice the channels, gate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// In front.
    pub norm: Norm,
    /// Inputs: the channels of the token before, of the token itself, of the token behind.
    pub convolution: Dense,
}

/// What labels may follow each other, and how gladly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crf {
    /// From label to label, row after row.
    pub transitions: Vec<f32>,
    /// At the start of a paragraph.
    pub start: Vec<f32>,
    /// At its end.
    pub end: Vec<f32>,
}

/// All parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Words with an embedding.
    pub vocabulary: Vocabulary,
    /// One table a column, a value a row.
    pub embeddings: Vec<Vec<f32>>,
    /// From the embeddings to the channels.
    pub input: Dense,
    /// The residual blocks.
    pub blocks: Vec<Block>,
    /// Behind the last block.
    pub norm: Norm,
    /// From the channels to the labels.
    pub output: Dense,
    /// The sequence.
    pub crf: Crf,
}

impl Parameters {
    /// Parameters of zeros for these columns and so many channels. A [`Network`](crate::Network) has [`CHANNELS`]; a trainer may try others.
    #[must_use]
    pub fn zeros(columns: &[Column], vocabulary: Vocabulary, channels: usize) -> Self {
        let words = vocabulary.hashes.len() + 1;
        let norm = || Norm {
            gain: vec![0.0; channels],
            shift: vec![0.0; channels],
        };
        let dense = |inputs: usize, outputs: usize| Dense {
            matrix: vec![0.0; inputs * outputs],
            bias: vec![0.0; outputs],
        };
        Self {
            embeddings: columns
                .iter()
                .enumerate()
                .map(|(i, c)| vec![0.0; if i == 0 { words } else { c.size } * c.width])
                .collect(),
            input: dense(input_width(columns), channels),
            blocks: DILATIONS
                .iter()
                .map(|_| Block {
                    norm: norm(),
                    convolution: dense(TAPS * channels, 2 * channels),
                })
                .collect(),
            norm: norm(),
            output: dense(channels, LABELS),
            crf: Crf {
                transitions: vec![0.0; LABELS * LABELS],
                start: vec![0.0; LABELS],
                end: vec![0.0; LABELS],
            },
            vocabulary,
        }
    }

    /// All numbers, list by list, the embeddings first; always in this order.
    #[must_use]
    pub fn lists(&self) -> Vec<&Vec<f32>> {
        let mut lists: Vec<&Vec<f32>> = self.embeddings.iter().collect();
        lists.extend([&self.input.matrix, &self.input.bias]);
        for block in &self.blocks {
            lists.extend([
                &block.norm.gain,
                &block.norm.shift,
                &block.convolution.matrix,
                &block.convolution.bias,
            ]);
        }
        lists.extend([
            &self.norm.gain,
            &self.norm.shift,
            &self.output.matrix,
            &self.output.bias,
            &self.crf.transitions,
            &self.crf.start,
            &self.crf.end,
        ]);
        lists
    }

    /// As [`Parameters::lists`], to be changed.
    pub fn lists_mut(&mut self) -> Vec<&mut Vec<f32>> {
        let mut lists: Vec<&mut Vec<f32>> = self.embeddings.iter_mut().collect();
        lists.extend([&mut self.input.matrix, &mut self.input.bias]);
        for block in &mut self.blocks {
            lists.extend([
                &mut block.norm.gain,
                &mut block.norm.shift,
                &mut block.convolution.matrix,
                &mut block.convolution.bias,
            ]);
        }
        lists.extend([
            &mut self.norm.gain,
            &mut self.norm.shift,
            &mut self.output.matrix,
            &mut self.output.bias,
            &mut self.crf.transitions,
            &mut self.crf.start,
            &mut self.crf.end,
        ]);
        lists
    }
}
