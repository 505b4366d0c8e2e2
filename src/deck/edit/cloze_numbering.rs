//! Finds the gaps of a cloze text in the bytes of a file, and numbers them.

use super::patch::{Edit, apply};
use crate::deck::cloze::{self, ClozePiece};

/// The text with numbers in its gaps if there are several and none has one; otherwise unchanged.
#[must_use]
pub fn numbered(text: &str) -> String {
    let Ok(pieces) = cloze::parse(text) else { return text.to_owned() };
    let bare = pieces.iter().filter(|piece| matches!(piece, ClozePiece::Gap { written: false, .. })).count();
    let starts = if bare > 1 { find(text, bare, false) } else { None };
    apply(text, &numbers(starts.unwrap_or_default()))
}

/// The edits that write numbers at these bytes, from `c1` on.
pub(crate) fn numbers(starts: Vec<usize>) -> Vec<Edit> {
    (1_usize..).zip(starts).map(|(number, at)| Edit::insert(at, format!("c{number}::"))).collect()
}

/// The bytes at which numbers can be written into the first `count` gaps of a text that begins at `start`.
///
/// The text may be plain, quoted, or a block. `None` if fewer gaps are visible, as when braces are written as
/// escapes.
pub(crate) fn starts(file: &str, start: usize, count: usize) -> Option<Vec<usize>> {
    let text = file.get(start..)?;
    let found = find(text, count, text.starts_with('"'))?;
    Some(found.into_iter().map(|at| start + at).collect())
}

fn find(text: &str, count: usize, in_double_quotes: bool) -> Option<Vec<usize>> {
    let mut found = Vec::with_capacity(count);
    let mut at = 0;
    while found.len() < count {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        if let Some(inside) = rest.strip_prefix("{{") {
            // White space stays before the number: `c1:: ` would end a key in an unquoted text.
            let room = inside.len() - inside.trim_start().len();
            found.push(at + 2 + room);
            at += 2;
        } else {
            at += one(rest, in_double_quotes);
        }
    }
    Some(found)
}

/// The bytes of the first character, an escaped one with its backslash.
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
    fn a_text_gets_numbers_where_it_wants_them() {
        assert_eq!(numbered("\"{{a}}\" and {{b}}"), "\"{{c1::a}}\" and {{c2::b}}");
        assert_eq!(numbered("One {{a}}"), "One {{a}}");
        assert_eq!(numbered("{{a"), "{{a");
    }

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
