//! The one way in which JSON is written for other programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::deck::text::is_dangerous;

/// A value as JSON on one line. Characters that a terminal obeys or that reverse a text are `\u` and four digits: decks,
/// paths and arguments come from strangers, and what is meant for a program is often looked at.
///
/// # Errors
/// If the value can't be written as JSON.
pub(crate) fn to_json(value: &impl Serialize) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, Escaping(CompactFormatter)))?;
    // It is made of `str`s.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_dangerous(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        self.0.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped_and_comes_back() {
        let text = "a\u{1b}[31m\u{7f}\u{9b}1m \u{202e}x\u{2066} \u{2028}\u{feff}\u{e0041} é 漢 👩\u{200d}👩 \"\n";
        let json = to_json(&[text]).expect("JSON");
        let shown =
            "[\"a\\u001b[31m\\u007f\\u009b1m \\u202ex\\u2066 \\u2028\\ufeff\\udb40\\udc41 é 漢 👩\u{200d}👩 \\\"\\n\"]";
        assert_eq!(json, shown);
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).expect("JSON"), [text]);
    }
}
