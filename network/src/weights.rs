//! The file of parameters: a signed byte a number, and for each list what a step of its bytes is worth.
//!
//! Layout, little-endian: `FNT2`; number of words (u16); the words' hashes as differences (u16 each); for each list of
//! [`Parameters::lists`] its step (f32), then its numbers in steps, a signed byte each.
//!
//! Nothing is packed into less than a byte here. The long lists have coarse steps, so that their bytes take few values, most of
//! them small; Brotli, which every download goes through, then writes a number in three to five bits. Packed by hand it could not.

use crate::{Column, Parameters, Vocabulary};

const MAGIC: &[u8; 4] = b"FNT2";

/// From so many numbers on a list is rounded coarsely. The shorter ones are few bytes, and each of their numbers is felt at many
/// tokens.
const LONG: usize = 5_000;
/// A step of the long embeddings, as a share of their root mean square.
const STEP_OF_EMBEDDINGS: f32 = 0.45;
/// The same of the long matrices.
const STEP_OF_MATRICES: f32 = 0.15;
/// Most steps from zero.
const MOST: f32 = 127.0;

/// FNV-1a (64 bits).
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Unpacks parameters for these columns and so many channels; none where the bytes are not such a file.
#[must_use]
pub fn read(columns: &[Column], channels: usize, bytes: &[u8]) -> Option<Parameters> {
    let mut rest = bytes;
    if take(&mut rest, 4)? != MAGIC {
        return None;
    }
    let words = usize::from(short(&mut rest)?);
    let mut hash = 0u32;
    let mut hashes = Vec::with_capacity(words);
    for _ in 0..words {
        hash += u32::from(short(&mut rest)?);
        hashes.push(hash);
    }
    let mut parameters = Parameters::zeros(columns, Vocabulary { hashes }, channels);
    for list in parameters.lists_mut() {
        let step = float(&mut rest)?;
        let steps = take(&mut rest, list.len())?;
        for (slot, byte) in list.iter_mut().zip(steps) {
            *slot = f32::from(byte.cast_signed()) * step;
        }
    }
    rest.is_empty().then_some(parameters)
}

/// Packs parameters; the inverse of [`read`] but for rounding.
#[must_use]
pub fn write(parameters: &Parameters) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let hashes = &parameters.vocabulary.hashes;
    out.extend(u16::try_from(hashes.len()).unwrap_or(u16::MAX).to_le_bytes());
    let mut before = 0;
    for hash in hashes {
        out.extend(u16::try_from(hash - before).unwrap_or(u16::MAX).to_le_bytes());
        before = *hash;
    }
    for (place, list) in parameters.lists().into_iter().enumerate() {
        let coarse = match list.len() {
            ..LONG => 0.0,
            _ if place < parameters.embeddings.len() => STEP_OF_EMBEDDINGS,
            _ => STEP_OF_MATRICES,
        };
        let step = step(list, coarse);
        out.extend(step.to_le_bytes());
        out.extend(list.iter().map(|x| in_steps(*x, step)));
    }
    out
}

/// What a step of a list is worth: that share of its root mean square, or more where its largest number would be out of reach.
fn step(list: &[f32], share: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "lists are shorter than 2^24")]
    let count = list.len().max(1) as f32;
    let largest = list.iter().fold(0.0f32, |m, x| m.max(x.abs()));
    let mean_square = list.iter().map(|x| x * x).sum::<f32>() / count;
    (share * mean_square.sqrt()).max(largest / MOST).max(1e-20)
}

#[expect(clippy::cast_possible_truncation, reason = "rounded to -127 to 127")]
fn in_steps(x: f32, step: f32) -> u8 {
    ((x / step).round().clamp(-MOST, MOST) as i8).cast_unsigned()
}

fn take<'b>(rest: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn short(rest: &mut &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(take(rest, 2)?.try_into().ok()?))
}

fn float(rest: &mut &[u8]) -> Option<f32> {
    Some(f32::from_le_bytes(take(rest, 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CHANNELS;

    const COLUMNS: [Column; 2] = [
        Column {
            name: "word",
            size: 4,
            width: 6,
        },
        Column {
            name: "shape",
            size: 5,
            width: 3,
        },
    ];

    #[test]
    fn packed_weights_come_back() {
        let vocabulary = Vocabulary {
            hashes: vec![7, 9, 20_000],
        };
        let mut parameters = Parameters::zeros(&COLUMNS, vocabulary, CHANNELS);
        let mut x = 0.5f32;
        for list in parameters.lists_mut() {
            for value in list {
                x = (x * 1.7 + 0.31) % 1.0;
                *value = x - 0.5;
            }
        }
        let packed = write(&parameters);
        let back = read(&COLUMNS, CHANNELS, &packed).unwrap();
        assert_eq!(back.vocabulary, parameters.vocabulary);
        for (a, b) in parameters.lists().iter().zip(back.lists()) {
            assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.03));
        }
        assert_eq!(
            read(&COLUMNS, CHANNELS, &write(&back)).map(|p| p.output),
            Some(back.output)
        );
        assert!(read(&COLUMNS, CHANNELS, &packed[..packed.len() - 1]).is_none());
        assert!(read(&COLUMNS, CHANNELS, b"").is_none());
    }
}
