//! Keyboards where Latin letters and digits aren't where commands expect them.

use super::digits;

/// A Cyrillic letter and the Latin one on the same key.
const CYRILLIC: [(char, char); 36] = [
    ('й', 'q'),
    ('ц', 'w'),
    ('у', 'e'),
    ('к', 'r'),
    ('е', 't'),
    ('н', 'y'),
    ('г', 'u'),
    ('ш', 'i'),
    ('щ', 'o'),
    ('з', 'p'),
    ('ф', 'a'),
    ('ы', 's'),
    ('і', 's'),
    ('в', 'd'),
    ('а', 'f'),
    ('п', 'g'),
    ('р', 'h'),
    ('о', 'j'),
    ('л', 'k'),
    ('д', 'l'),
    ('я', 'z'),
    ('ч', 'x'),
    ('с', 'c'),
    ('м', 'v'),
    ('и', 'b'),
    ('т', 'n'),
    ('ь', 'm'),
    ('х', '['),
    ('ъ', ']'),
    ('ї', ']'),
    ('ж', ';'),
    ('э', '\''),
    ('є', '\''),
    ('б', ','),
    ('ю', '.'),
    ('ё', '`'),
];

/// What the digit keys of a French keyboard type without Shift, from 1 to 9 and 0.
const FRENCH: [char; 10] = ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç', 'à'];

/// The letter in lower case and in Latin script, whatever the keyboard.
pub(super) fn latin(letter: char) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    CYRILLIC.iter().find(|(cyrillic, _)| *cyrillic == small).map_or(small, |&(_, latin)| latin)
}

/// The digit on the key that types this character on a French keyboard.
pub(super) fn french_digit(sign: char) -> Option<u8> {
    let place = FRENCH.iter().position(|typed| *typed == sign)?;
    u8::try_from((place + 1) % 10).ok()
}

/// The digit a character stands for where only digits are wanted.
pub(super) fn digit_of(sign: char) -> Option<u8> {
    digits::value(sign).or_else(|| french_digit(sign))
}

/// A word in lower case; a single letter also in Latin script.
pub(super) fn latin_letter(word: &str) -> String {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) => latin(letter).to_string(),
        _ => word.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cyrillic_letter_is_the_latin_one_of_its_key() {
        assert_eq!("йЙрРщгчеант".chars().map(latin).collect::<String>(), "qqhhouxtfyn");
        assert_eq!("aAéß?".chars().map(latin).collect::<String>(), "aaéß?");
    }

    #[test]
    fn the_upper_row_of_a_french_keyboard_has_the_digits() {
        assert_eq!(
            "&é\"'(-è_çà".chars().map(french_digit).collect::<Vec<_>>(),
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(Some)
        );
        assert_eq!(french_digit('!'), None);
    }
}
