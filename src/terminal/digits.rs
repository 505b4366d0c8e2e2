//! Digits from any keyboard or input method.

use crossterm::event::KeyCode;

/// The zeros of Unicode's decimal digits; 1 to 9 follow each of them.
const ZEROS: [u32; 66] = [
    0x0030, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6,
    0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0,
    0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50,
    0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950,
    0x1fbf0,
];

pub(super) fn digit(key: KeyCode) -> Option<u8> {
    match key {
        KeyCode::Char(c) => value(c),
        _ => None,
    }
}

/// The value of a decimal digit.
pub(super) fn value(c: char) -> Option<u8> {
    let of = |zero: u32| u32::from(c).checked_sub(zero).filter(|value| *value < 10);
    ZEROS.iter().find_map(|&zero| of(zero)).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_of_any_script_is_one() {
        for (text, values) in
            [("0189", [0, 1, 8, 9]), ("０１８９", [0, 1, 8, 9]), ("٠١٨٩", [0, 1, 8, 9]), ("۰۱۸۹", [0, 1, 8, 9])]
        {
            assert_eq!(text.chars().filter_map(value).collect::<Vec<_>>(), values, "{text}");
        }
        assert_eq!("aé&½²一".chars().find_map(value), None);
        assert!(ZEROS.is_sorted());
    }
}
