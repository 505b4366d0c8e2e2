//! Roman numerals, which match the same numeral or its digits only.

/// The value of a word in capitals, if it is a numeral. A lone C, D, L or M is a letter; so is a lone I, V or X
/// unless other words come before it (`beside`).
pub(super) fn numeral(word: &str, beside: bool) -> Option<u32> {
    // Words and initials that happen to be numerals.
    let is_word =
        matches!(word, "C" | "D" | "L" | "M" | "CD" | "CV" | "DC" | "MD" | "MC" | "CC" | "MIX" | "DIM" | "MILD");
    if word.is_empty() || word.len() > 15 || is_word || (word.len() == 1 && !beside) {
        return None;
    }
    let mut value = 0;
    let mut rest = word;
    for (digits, worth) in [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ] {
        while let Some(after) = rest.strip_prefix(digits) {
            value += worth;
            rest = after;
        }
    }
    // Only the usual spelling counts: MIX is a numeral, IIX is not.
    (rest.is_empty() && written(value) == word).then_some(value)
}

fn written(mut value: u32) -> String {
    let mut out = String::new();
    for (worth, digits) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while value >= worth {
            out.push_str(digits);
            value -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_in_one_way() {
        for (word, value) in [("II", 2), ("IX", 9), ("XIV", 14), ("MCMXC", 1990), ("XL", 40)] {
            assert_eq!(numeral(word, false), Some(value), "{word}");
        }
        for word in ["", "C", "M", "I", "IIX", "ii", "VX", "LCD", "IIII", "Mix"] {
            assert_eq!(numeral(word, false), None, "{word}");
        }
        assert_eq!(numeral("I", true), Some(1));
        assert_eq!(numeral("C", true), None);
    }
}
