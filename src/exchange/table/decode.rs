//! Bytes to text, in the encodings that spreadsheets write.

use std::borrow::Cow;

/// What Windows-1252 has for the bytes from 0x80 to 0x9f.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text, and the encoding's name.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), String> {
    let (text, name) = match bytes {
        [0xff, 0xfe, rest @ ..] => (Cow::from(utf16(rest, u16::from_le_bytes)?), "UTF-16"),
        [0xfe, 0xff, rest @ ..] => (Cow::from(utf16(rest, u16::from_be_bytes)?), "UTF-16"),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            (Cow::from(std::str::from_utf8(rest).map_err(|_| "it is marked as UTF-8 and isn't")?), "UTF-8")
        }
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::from(text), "UTF-8"),
            Err(_) => (Cow::from(bytes.iter().map(|byte| windows(*byte)).collect::<String>()), "Windows-1252"),
        },
    };
    if let Some(at) = text.find('\0') {
        let line = text[..at].matches('\n').count() + 1;
        return Err(format!("line {line} has a NUL byte, which no text has; save it as UTF-8"));
    }
    Ok((text, name))
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("it is cut off in the middle of a letter".to_owned());
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| "it is marked as UTF-16 and isn't".to_owned())
}
