//! Whether two words are forms of one, told by their letters alone: `neuron` and `neurons`, `Fluss` and `Flüsse`.

use unicode_normalization::UnicodeNormalization;

/// Small letters without their accents.
pub(super) fn folded(word: &str) -> String {
    let is_accent = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    word.nfd().filter(|&c| !is_accent(c)).flat_map(char::to_lowercase).collect()
}

/// Words that begin alike and differ in a short ending.
pub(super) fn are_forms(one: &str, other: &str) -> bool {
    let length = |word: &str| word.chars().count();
    let (short, long) = if length(one) <= length(other) { (one, other) } else { (other, one) };
    if one == other || [one, other].iter().any(|word| word.contains(|c: char| c.is_numeric())) {
        return false;
    }
    let common = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let (ends, goes_on) = (length(short) - common, length(long) - common);
    if ends == 0 {
        // The longer the word, the longer its ending may be.
        return common >= 4 && goes_on <= if common >= 6 { 4 } else { 2 };
    }
    common >= 6 && ends <= 1 && goes_on <= 2 && common * 5 >= length(long) * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_begin_alike() {
        for (one, other, are) in [
            ("neuron", "neurons", true),
            ("Fluss", "Flüsse", true),
            ("neurone", "neuroni", true),
            ("célula", "células", true),
            ("prime", "primary", false),
            ("nitrate", "nitrite", false),
            ("chloride", "chlorine", false),
            ("Slovenia", "Slovakia", false),
            ("1914", "1918", false),
            ("methane", "methanol", false),
        ] {
            assert_eq!(are_forms(&folded(one), &folded(other)), are, "{one} {other}");
        }
    }
}
