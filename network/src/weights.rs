//! The file of parameters: embeddings in 4 bits with a scale a row, the rest in 8 bits on a square-root scale.
//!
//! Layout, little-endian: `FNT1`; number of words (u16); the words' hashes as differences (u16 each); for each embedding table its
//! largest scale (f32), the rows' scales (a byte each, in 255ths), then two numbers a byte, row after row; for each further list its
//! largest magnitude (f32), then a signed byte a number: `m * (q / 127)²` with the sign of q.

use crate::{Column, Parameters, Vocabulary};

const MAGIC: &[u8; 4] = b"FNT1";

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
    for (table, column) in parameters.embeddings.iter_mut().zip(columns) {
        let largest = float(&mut rest)?;
        let scales = take(&mut rest, table.len() / column.width)?;
        let nibbles = take(&mut rest, table.len().div_ceil(2))?;
        for (i, slot) in table.iter_mut().enumerate() {
            let byte = nibbles[i / 2];
            let nibble = if i % 2 == 0 { byte & 15 } else { byte >> 4 };
            let scale = largest * f32::from(scales[i / column.width]) / 255.0;
            *slot = (f32::from(nibble) - 8.0) / 7.0 * scale;
        }
    }
    for list in parameters.lists_mut().into_iter().skip(columns.len()) {
        let largest = float(&mut rest)?;
        let steps = take(&mut rest, list.len())?;
        for (slot, byte) in list.iter_mut().zip(steps) {
            let q = f32::from(byte.cast_signed()) / 127.0;
            *slot = largest * q * q.abs();
        }
    }
    rest.is_empty().then_some(parameters)
}

/// Packs parameters; the inverse of [`read`] but for rounding.
#[must_use]
pub fn write(columns: &[Column], parameters: &Parameters) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let hashes = &parameters.vocabulary.hashes;
    out.extend(u16::try_from(hashes.len()).unwrap_or(u16::MAX).to_le_bytes());
    let mut before = 0;
    for hash in hashes {
        out.extend(u16::try_from(hash - before).unwrap_or(u16::MAX).to_le_bytes());
        before = *hash;
    }
    for (table, column) in parameters.embeddings.iter().zip(columns) {
        let scales: Vec<f32> = table.chunks_exact(column.width).map(best_scale).collect();
        let largest = scales.iter().copied().fold(0.0, f32::max);
        out.extend(largest.to_le_bytes());
        let steps: Vec<u8> = scales
            .iter()
            .map(|s| byte(s / largest.max(1e-20) * 255.0))
            .collect();
        out.extend(&steps);
        let nibbles: Vec<u8> = table
            .iter()
            .enumerate()
            .map(|(i, x)| nibble(*x, largest * f32::from(steps[i / column.width]) / 255.0))
            .collect();
        out.extend(
            nibbles
                .chunks(2)
                .map(|pair| pair[0] | pair.get(1).copied().unwrap_or(8) << 4),
        );
    }
    for list in parameters.lists().into_iter().skip(columns.len()) {
        let largest = list.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        out.extend(largest.to_le_bytes());
        for x in list {
            let q = (x.abs() / largest.max(1e-20)).sqrt() * 127.0;
            out.push(if *x < 0.0 { byte(q).wrapping_neg() } else { byte(q) });
        }
    }
    out
}

/// The scale of a row that loses least in 4 bits.
fn best_scale(row: &[f32]) -> f32 {
    let largest = row.iter().fold(0.0f32, |m, x| m.max(x.abs()));
    let loss = |scale: f32| -> f32 {
        row.iter()
            .map(|x| {
                let back = (f32::from(nibble(*x, scale)) - 8.0) / 7.0 * scale;
                (x - back) * (x - back)
            })
            .sum()
    };
    (10u8..=20)
        .map(|step| largest * f32::from(step) / 20.0)
        .min_by(|a, b| loss(*a).total_cmp(&loss(*b)))
        .unwrap_or(largest)
}

/// -7 to 7 as 1 to 15.
fn nibble(x: f32, scale: f32) -> u8 {
    if scale <= 0.0 {
        return 8;
    }
    byte((x / scale * 7.0).clamp(-7.0, 7.0) + 8.0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded to 0 to 255"
)]
fn byte(x: f32) -> u8 {
    (x + 0.5).clamp(0.0, 255.0) as u8
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
        let packed = write(&COLUMNS, &parameters);
        let back = read(&COLUMNS, CHANNELS, &packed).unwrap();
        assert_eq!(back.vocabulary, parameters.vocabulary);
        for (a, b) in parameters.lists().iter().zip(back.lists()) {
            assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.06));
        }
        assert_eq!(
            read(&COLUMNS, CHANNELS, &write(&COLUMNS, &back)).map(|p| p.output),
            Some(back.output)
        );
        assert!(read(&COLUMNS, CHANNELS, &packed[..packed.len() - 1]).is_none());
        assert!(read(&COLUMNS, CHANNELS, b"").is_none());
    }
}
