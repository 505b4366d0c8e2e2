//! A set of words in a byte or two each: a 3-wise binary fuse filter (Graf and Lemire, 2022), look-up only.
//!
//! Words in the set are always found. Of others, one in 4,096 is found with 12-bit fingerprints, one in 65,536 with
//! 16 bits. `tools/word-list` includes this file and builds the filters; the hash is spelled out here because a file
//! must mean the same on every platform and with every release of every crate.
//!
//! File format: `fuse`, version, bits of a fingerprint, log₂ of the segment length, a zero; then, little-endian, the
//! number of segments (32 bits) and the seed (64 bits); then the packed fingerprints, and two bytes of zeros, so that
//! any fingerprint can be read as part of three bytes.

/// Magic bytes: name and format version.
pub(super) const MAGIC: [u8; 5] = *b"fuse\x01";

/// A filter over borrowed bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordFilter<'a> {
    bits: u8,
    segment: u32,
    segments: u32,
    seed: u64,
    prints: &'a [u8],
}

impl<'a> WordFilter<'a> {
    /// Reads a file; `None` if its lengths don't match.
    pub(super) const fn read(file: &'a [u8]) -> Option<Self> {
        let Some((magic, rest)) = file.split_first_chunk() else { return None };
        let Some((&[bits, log, 0], rest)) = rest.split_first_chunk() else { return None };
        let Some((segments, rest)) = rest.split_first_chunk() else { return None };
        let Some((seed, prints)) = rest.split_first_chunk() else { return None };
        let segments = u32::from_le_bytes(*segments);
        if !matches!(*magic, MAGIC) || bits > 16 || log > 18 || segments == 0 || segments > 1 << 12 {
            return None;
        }
        let filter = Self { bits, segment: 1 << log, segments, seed: u64::from_le_bytes(*seed), prints };
        if prints.len() == (filter.len() * bits as usize).div_ceil(8) + 2 { Some(filter) } else { None }
    }

    /// The number of cells.
    pub(super) const fn len(&self) -> usize {
        (self.segments as usize + 2) * self.segment as usize
    }

    /// Whether the concatenation of the parts is in the set.
    pub(super) fn has(&self, parts: &[&str]) -> bool {
        let hash = self.hash(key(parts));
        self.print(hash) == self.cells(hash).into_iter().fold(0, |all, cell| all ^ self.print_at(cell))
    }

    /// Mixes a key with this filter's seed: the finaliser of `MurmurHash3`.
    pub(super) fn hash(&self, key: u64) -> u64 {
        let mut hash = key.wrapping_add(self.seed);
        for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
            hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
        }
        hash ^ (hash >> 33)
    }

    /// The three cells of a hash, in three consecutive segments.
    pub(super) fn cells(&self, hash: u64) -> [u32; 3] {
        let [a, b, c, d, high @ ..] = hash.to_le_bytes();
        let spread = u64::from(u32::from_le_bytes(high)) * u64::from(self.segments * self.segment);
        let [_, _, _, _, first @ ..] = spread.to_le_bytes();
        let (first, low) = (u32::from_le_bytes(first), u32::from_le_bytes([a, b, c, d]));
        let mask = self.segment - 1;
        [first, (first + self.segment) ^ ((low >> 14) & mask), (first + 2 * self.segment) ^ (low & mask)]
    }

    /// The fingerprint of a hash: the XOR of its three cells if it is in the set.
    pub(super) fn print(&self, hash: u64) -> u16 {
        let [low, high, ..] = (hash ^ (hash >> 32)).to_le_bytes();
        self.cut(u16::from_le_bytes([low, high]))
    }

    fn print_at(&self, cell: u32) -> u16 {
        let bit = cell as usize * usize::from(self.bits);
        let [a, b, c] = [0, 1, 2].map(|n| self.prints[bit / 8 + n]);
        let [low, high, ..] = (u32::from_le_bytes([a, b, c, 0]) >> (bit % 8)).to_le_bytes();
        self.cut(u16::from_le_bytes([low, high]))
    }

    fn cut(&self, print: u16) -> u16 {
        if self.bits < 16 { print & ((1 << self.bits) - 1) } else { print }
    }
}

/// The key of the concatenated parts: 64-bit FNV-1a.
pub(super) fn key(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bits: u8, log: u8, segments: u32, prints: usize) -> Vec<u8> {
        let mut file = [MAGIC.as_slice(), &[bits, log, 0], &segments.to_le_bytes(), &7_u64.to_le_bytes()].concat();
        file.resize(file.len() + prints + 2, 0);
        file
    }

    #[test]
    fn the_hash_never_changes() {
        let file = file(8, 2, 1, 12);
        let filter = WordFilter::read(&file).unwrap();
        // The keys are FNV's published ones.
        for (text, named, hashed) in [
            ("", 0xcbf2_9ce4_8422_2325, 0xce7f_28bf_0238_2bae_u64),
            ("a", 0xaf63_dc4c_8601_ec8c, 0x72fc_794e_109f_83be),
            ("foobar", 0x8594_4171_f739_67e8, 0xcc2e_094e_58d7_af71),
        ] {
            assert_eq!(key(&[text]), named, "{text}");
            assert_eq!(filter.hash(named), hashed, "{text}");
        }
        assert_eq!(key(&["foo", "", "bar"]), key(&["foobar"]));
    }

    #[test]
    fn a_file_whose_lengths_do_not_fit_is_none() {
        for right in [file(8, 2, 1, 12), file(12, 2, 1, 18), file(12, 0, 1, 5), file(16, 2, 1, 24)] {
            assert!(WordFilter::read(&right).is_some(), "{right:?}");
        }
        for wrong in [
            file(8, 2, 1, 11),
            file(8, 2, 1, 13),
            file(12, 0, 1, 4),
            file(17, 2, 1, 26),
            file(8, 40, 1, 12),
            file(8, 2, 0, 8),
            Vec::new(),
            MAGIC.to_vec(),
        ] {
            assert!(WordFilter::read(&wrong).is_none(), "{wrong:?}");
        }
        let mut other = file(8, 2, 1, 12);
        other[4] = 2;
        assert!(WordFilter::read(&other).is_none());
    }

    #[test]
    fn a_fingerprint_is_read_across_bytes() {
        let mut file = file(12, 0, 1, 5);
        let at = file.len() - 7;
        file[at..at + 5].copy_from_slice(&[0x21, 0x43, 0x65, 0x87, 0x09]);
        let filter = WordFilter::read(&file).unwrap();
        assert_eq!([0, 1, 2].map(|cell| filter.print_at(cell)), [0x321, 0x654, 0x987]);
    }

    #[test]
    fn every_cell_is_inside() {
        let file = file(8, 4, 5, 7 * 16);
        let filter = WordFilter::read(&file).unwrap();
        for key in (0..10_000).chain([u64::MAX, u64::MAX - 7]) {
            let [first, second, third] = filter.cells(filter.hash(key)).map(|cell| cell / 16);
            assert!(first < 5 && second == first + 1 && third == first + 2, "{key}");
        }
    }
}
