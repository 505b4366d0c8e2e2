//! Numbers with what they count: "1 card", "2 cards", "1.2 MB".

/// A size: `840 kB`, `1.2 MB`, `54.3 GB`.
#[must_use]
pub fn bytes(size: u64) -> String {
    // In tenths of the unit, rounded up: nothing but an empty file has 0.
    if size >= 10_000_000_000 {
        let gigabytes = size.div_ceil(100_000_000);
        return format!("{}.{} GB", gigabytes / 10, gigabytes % 10);
    }
    match (size.div_ceil(100), size.div_ceil(100_000)) {
        (_, megabytes) if megabytes >= 1_000 => format!("{} MB", megabytes.div_ceil(10)),
        (_, megabytes) if megabytes >= 10 => format!("{}.{} MB", megabytes / 10, megabytes % 10),
        (kilobytes, _) => format!("{} kB", kilobytes.div_ceil(10)),
    }
}

/// A number and its noun, with an `s` in the plural.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn a_size_has_two_or_three_digits() {
        let sizes = [0, 1, 49_152, 839_001, 999_000, 1_000_001, 12_340_000, 99_900_000, 123_400_000];
        let expected = ["0 kB", "1 kB", "50 kB", "840 kB", "1.0 MB", "1.1 MB", "12.4 MB", "99.9 MB", "124 MB"];
        assert_eq!(sizes.map(bytes), expected);
        assert_eq!([9_999_000_000, 54_321_000_000].map(bytes), ["9999 MB", "54.4 GB"]);
    }
}
