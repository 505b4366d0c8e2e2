//! Where YAML misreads a text, and the line with quotes added.

/// Longer lines are not shown corrected.
const MAX_MENDED: usize = 400;

/// A text in quotes, which YAML reads as it is.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The line of `source` that `byte` is on, without indentation and with everything from `byte` on in quotes.
///
/// `None` if the text continues below, is too long to show, or has characters that nobody should paste.
pub(crate) fn mended_line(source: &str, byte: usize) -> Option<String> {
    let (before, after) = (source.get(..byte)?, source.get(byte..)?);
    let start = line_start(before)?;
    let head = if start == 0 { before.trim_start_matches('\u{feff}') } else { &before[start..] };
    let text = after.lines().next()?;
    // Within braces or brackets the text ends before its line does.
    if head.contains(['{', '['])
        || text.len() > MAX_MENDED
        || text.trim().is_empty()
        || text.chars().any(char::is_control)
    {
        return None;
    }
    let mended = format!("{}{}", head.trim_start(), quoted(text.trim_end()));
    (!goes_on(head, &after[text.len()..])).then_some(mended)
}

/// Where the last line of a text begins; `None` if it is too long to be shown corrected.
pub(crate) fn line_start(text: &str) -> Option<usize> {
    let tail = tail_of(text);
    let from = text.len() - tail.len();
    tail.rfind('\n').map(|at| from + at + 1).or((from == 0).then_some(0))
}

/// The last bytes of a text, at most as many as a line that is shown corrected may have.
fn tail_of(text: &str) -> &str {
    let mut from = text.len().saturating_sub(MAX_MENDED);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// Whether a text that follows `head` on its line continues on the lines below.
fn goes_on(head: &str, below: &str) -> bool {
    let key_at = head.len() - head.trim_start_matches([' ', '-']).len();
    let next = below.lines().skip(1).find(|line| !line.trim().is_empty());
    next.is_some_and(|line| {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        // In a list entry without a key, text continues at the column of its first letter.
        let deeper = indent > key_at || (indent == key_at && !head.contains(':'));
        deeper && !text.starts_with('#') && !text.starts_with("- ")
    })
}

/// The byte at which a line's value begins: after dashes and a key with its colon.
pub(crate) fn value_start(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    let rest = &line[at..];
    let key = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    match rest[key..].strip_prefix(':') {
        Some(value) if key > 0 && (value.is_empty() || value.starts_with([' ', '\t'])) => {
            line.len() - value.trim_start().len()
        }
        _ => at,
    }
}

/// What YAML reads a text with this first character as; `None` if it is plain text.
pub(crate) fn taken_for(first: char) -> Option<String> {
    let taken = match first {
        '{' => "a map",
        '[' => "a list",
        '*' => "an alias",
        '&' => "an anchor",
        '!' => "a tag",
        '>' | '|' => "the start of a text block",
        '-' => "an entry of a list",
        '?' => "a key",
        '}' | ']' | ',' => "a part of a list or map",
        '#' => "a comment",
        '@' | '%' => return Some(format!("a YAML text can't start with `{first}`")),
        '`' => return Some("a YAML text can't start with a backtick".to_owned()),
        _ => return None,
    };
    Some(format!("YAML reads a text that starts with `{first}` as {taken}"))
}

/// Where a comment that cuts off an unquoted text begins, if there is one.
///
/// `end` is the byte after the text. An `allow` comment for `check` is not part of a text.
pub(crate) fn cut_at(source: &str, end: usize) -> Option<usize> {
    let rest = source.get(end..)?;
    let comment = rest.trim_start_matches([' ', '\t']);
    let cut = comment.starts_with('#') && comment.len() < rest.len();
    (cut && !comment[1..].trim_start().starts_with("oss-quiz:")).then(|| source.len() - comment.len())
}

/// Where the tag of a node that starts at `start` begins, if it has one on its line.
pub(crate) fn tag_before(source: &str, start: usize) -> Option<usize> {
    // Looks back only as far as a tag may be long: a line may be the whole file.
    let line = tail_of(source.get(..start)?);
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    let before = line.trim_end_matches([' ', '\t']);
    let word = before.rfind([' ', '\t', '[', ',', '{']).map_or(0, |at| at + 1);
    (before.len() < line.len() && before[word..].starts_with('!')).then(|| start - line.len() + word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_mended_by_quoting_its_text() {
        for (source, at, mended) in [
            ("  text: {{a}} is b\n", 8, Some("text: \"{{a}} is b\"")),
            ("  - \"Open\" is a word  \n", 4, Some("- '\"Open\" is a word'")),
            ("a: it's \"x\"\n", 3, Some("a: 'it''s \"x\"'")),
            ("a: {x}\n  goes on\n", 3, None),
            ("a: {x}\n\nb: c\n", 3, Some("a: \"{x}\"")),
            ("- {x}\n- c\n", 2, Some("- \"{x}\"")),
            ("a: {x\u{1b}}\n", 3, None),
            ("- {a: {x}}\n", 6, None),
        ] {
            assert_eq!(mended_line(source, at).as_deref(), mended, "{source}");
        }
    }

    #[test]
    fn a_value_begins_behind_dashes_and_key() {
        for (line, at) in
            [("  - id: x", 8), ("  answer: {a}", 10), ("    - b", 6), ("b c: d", 0), ("a:", 2), ("a:b", 0)]
        {
            assert_eq!(value_start(line), at, "{line}");
        }
    }

    #[test]
    fn a_comment_behind_a_text_cuts_it() {
        assert_eq!(cut_at("a: C # minor\n", 4), Some(5));
        assert_eq!(cut_at("a: C\n# minor\n", 4), None);
        assert_eq!(cut_at("a: C # oss-quiz: allow x\n", 4), None);
    }

    #[test]
    fn a_tag_is_found_before_its_node() {
        assert_eq!(tag_before("a: !!str 5\n", 9), Some(3));
        assert_eq!(tag_before("- !x y\n", 5), Some(2));
        assert_eq!(tag_before("wow!: 5\n", 6), None);
        assert_eq!(tag_before("a: 5\n", 3), None);
    }
}
