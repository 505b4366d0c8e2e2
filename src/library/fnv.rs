//! A quick hash that works at compile time. Detects accidental changes, not malicious ones.

pub(super) const fn stamp(bytes: &[u8]) -> u64 {
    stamp_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// Continues a hash: FNV-1a, eight bytes at a time.
pub(super) const fn stamp_on(before: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = before;
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        hash = (hash ^ u64::from_le_bytes(*eight)).wrapping_mul(PRIME);
        // Multiplication never moves bits down: without this the last bytes would only change the high half.
        hash ^= hash >> 32;
        rest = behind;
    }
    while let Some((one, behind)) = rest.split_first() {
        hash = (hash ^ *one as u64).wrapping_mul(PRIME);
        rest = behind;
    }
    hash ^ bytes.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_tells_texts_apart() {
        let texts: [&[u8]; 9] =
            [b"", b"\0", b"a", b"b", b"abcdefgh", b"abcdefgi", b"bbcdefgh", b"abcdefgha", b"abcdefgh\0"];
        let stamps: std::collections::HashSet<u64> = texts.into_iter().map(stamp).collect();
        assert_eq!(stamps.len(), texts.len());
    }
}
