//! Where the gaps of a cloze text stand in the bytes of a file.

/// The bytes at which a number can be written into the first `count` gaps of a text that begins at `start`.
///
/// The text may be plain, in quotes, or on lines of its own. None where not so many gaps are to be seen: a text
/// may be written in escapes.
pub(super) fn starts(file: &str, start: usize, count: usize) -> Option<Vec<usize>> {
    let text = file.get(start..)?;
    let in_double_quotes = text.starts_with('"');
    let mut found = Vec::with_capacity(count);
    let mut at = 0;
    while found.len() < count {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        if let Some(inside) = rest.strip_prefix("{{") {
            // White space stays before the number: `c1:: ` would end a key in an unquoted text.
            let room = inside.len() - inside.trim_start().len();
            found.push(start + at + 2 + room);
            at += 2;
        } else {
            at += one(rest, in_double_quotes);
        }
    }
    Some(found)
}

/// How many bytes the first character takes, an escaped one with its backslash.
fn one(rest: &str, in_double_quotes: bool) -> usize {
    let width = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let escaped = |text: &str, by: usize| {
        let next = text.get(by..).unwrap_or_default();
        if next.starts_with([':', '{', '}', '\\']) { by + width(next) } else { by }
    };
    match (rest.strip_prefix('\\'), in_double_quotes) {
        (Some(_), false) => escaped(rest, 1),
        // In double quotes the backslash that escapes a brace is itself written twice.
        (Some(next), true) if next.starts_with('\\') => {
            let by = escaped(rest, 2);
            if rest.get(2..).is_some_and(|rest| rest.starts_with("\\\\")) { 4 } else { by }
        }
        (Some(next), true) => 1 + width(next),
        (None, _) => width(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found_as_the_reader_finds_them() {
        for (file, count, expected) in [
            ("The {{a}} and {{b}}.", 2, Some(vec![6, 16])),
            (r"\{{{a}} \\{{b}}", 2, Some(vec![4, 12])),
            (r#""x \\{{{a}} {{ b}}""#, 2, Some(vec![8, 15])),
            (r#""\"{{a}}\n{{b}}""#, 2, Some(vec![5, 12])),
            ("none", 1, None),
        ] {
            assert_eq!(starts(file, 0, count), expected, "{file}");
        }
    }
}
