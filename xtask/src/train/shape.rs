//! Parameters of any size. The crate's are constants; the models of a table of sizes have others.

use factnote::tagger::columns::COLUMNS;
use factnote_network::{Dense, Parameters, Vocabulary, weights};

use super::random::Random;

/// A matrix of zeros.
pub fn dense(inputs: usize, outputs: usize) -> Dense {
    Dense {
        matrix: vec![0.0; inputs * outputs],
        bias: vec![0.0; outputs],
    }
}

/// Zeros, with so many channels.
pub fn zeros(vocabulary: Vocabulary, channels: usize) -> Parameters {
    Parameters::zeros(&COLUMNS, vocabulary, channels)
}

/// Random numbers to begin with: scaled by the inputs of each layer.
pub fn beginning(vocabulary: Vocabulary, channels: usize, random: &mut Random) -> Parameters {
    let mut parameters = zeros(vocabulary, channels);
    for table in &mut parameters.embeddings {
        fill(table, 0.3, random);
    }
    // The deviations were found at 52 channels.
    #[expect(clippy::cast_precision_loss, reason = "a hundred or two")]
    let narrower = (52.0 / channels as f32).sqrt();
    fill(&mut parameters.input.matrix, 0.12, random);
    for block in &mut parameters.blocks {
        fill(&mut block.convolution.matrix, 0.07 * narrower, random);
        block.norm.gain.fill(1.0);
    }
    parameters.norm.gain.fill(1.0);
    fill(&mut parameters.output.matrix, 0.12 * narrower, random);
    parameters
}

/// Random numbers around zero.
pub fn fill(list: &mut [f32], deviation: f32, random: &mut Random) {
    for x in list {
        *x = random.normal() * deviation;
    }
}

/// Packs parameters and unpacks them again: what of them ships.
///
/// # Errors
/// Where the bytes cannot be read back.
pub fn packed(parameters: &Parameters) -> Result<(Vec<u8>, Parameters), String> {
    let bytes = weights::write(parameters);
    let channels = parameters.norm.gain.len();
    let read = weights::read(&COLUMNS, channels, &bytes).ok_or("the file cannot be read back")?;
    Ok((bytes, read))
}
