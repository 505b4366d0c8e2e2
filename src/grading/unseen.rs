//! Invisible characters, which get into a text by pasting and can't be typed.

use std::borrow::Cow;

/// Whether a character shows nothing by itself: soft hyphens, joiners, direction marks, variation selectors.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The text without invisible characters, including those that were escaped as `\u{200e}` when a deck was read.
/// Spaces of any width become plain ones.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && b != b'\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = escape(rest) {
            rest = &rest[length..];
            continue;
        }
        if is_wide_space(c) {
            out.push(' ');
        } else if !is_unseen(c) {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(out)
}

/// The length of the escape of an invisible character at the beginning of the text.
fn escape(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\\u{")?;
    let end = inside.find('}').filter(|&end| end <= 6)?;
    let sign = u32::from_str_radix(&inside[..end], 16).ok().and_then(char::from_u32)?;
    is_unseen(sign).then_some("\\u{".len() + end + 1)
}

/// Whether a character is a space other than the plain one, of any width.
#[must_use]
pub const fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The code point of an invisible character and its Unicode name.
#[must_use]
pub fn unseen_name(sign: char) -> String {
    let code = u32::from(sign);
    let name = match sign {
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}' => "FUNCTION APPLICATION",
        '\u{2062}' => "INVISIBLE TIMES",
        '\u{2063}' => "INVISIBLE SEPARATOR",
        '\u{2064}' => "INVISIBLE PLUS",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{feff}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{fe00}'..='\u{fe0f}' => return format!("U+{code:04X} VARIATION SELECTOR-{}", code - 0xfe00 + 1),
        '\u{e0100}'..='\u{e01ef}' => return format!("U+{code:04X} VARIATION SELECTOR-{}", code - 0xe0100 + 17),
        '\u{e0000}'..='\u{e007f}' => "TAG CHARACTER",
        _ => "FORMAT CHARACTER",
    };
    format!("U+{code:04X} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_goes() {
        for (text, seen) in [
            ("CC BY 4.0\u{200b}", "CC BY 4.0"),
            ("\u{200e}Masakhane", "Masakhane"),
            ("\\u{200e}Masakhane", "Masakhane"),
            ("☀\u{fe0f}", "☀"),
            ("soft\u{ad}ware", "software"),
            ("CC\u{a0}BY", "CC BY"),
            ("\\u{1b} \\u{41}", "\\u{1b} \\u{41}"),
            ("C:\\users", "C:\\users"),
        ] {
            assert_eq!(without(text), seen, "{text:?}");
        }
    }
}
