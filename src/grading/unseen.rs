//! Signs that nobody sees: they come along with a paste and no typing brings them back.

use std::borrow::Cow;

/// Whether a sign shows nothing by itself: soft hyphens, joiners, marks of direction, variation selectors.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The text without unseen signs, those too that were made visible as `\u{200e}` when a deck was read. Spaces of any
/// width become plain ones.
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

/// How long the visible escape of an unseen sign is that the text begins with.
fn escape(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("\\u{")?;
    let end = inside.find('}').filter(|&end| end <= 6)?;
    let sign = u32::from_str_radix(&inside[..end], 16).ok().and_then(char::from_u32)?;
    is_unseen(sign).then_some("\\u{".len() + end + 1)
}

const fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
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
