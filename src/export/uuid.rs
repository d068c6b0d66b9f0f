//! Names for what has none of its own: a UUID that is the same for the same content, on every machine.

/// A `urn:uuid:` of version 8 (RFC 9562: made as its maker likes), from the FNV-1a hash of `parts` and a number.
pub(super) fn urn(parts: &[&str], number: u32) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        // A byte that no text holds stands behind each part, so that "ab", "c" is not "a", "bc".
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let (high, low) = ((hash >> 32) as u32, hash as u32);
    format!(
        "urn:uuid:{high:08x}-{:04x}-8{:03x}-8000-0000{number:08x}",
        low >> 16,
        low & 0xfff,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_of_version_8_and_hangs_on_all_that_it_is_made_of() {
        let name = urn(&["an article"], 7);
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'8', "version");
        assert_eq!(uuid.as_bytes()[19], b'8', "variant");
        assert_eq!(name, urn(&["an article"], 7));
        assert_ne!(name, urn(&["an article"], 8));
        assert_ne!(urn(&["ab", "c"], 0), urn(&["a", "bc"], 0));
    }
}
