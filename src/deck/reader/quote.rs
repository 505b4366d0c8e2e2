//! Where YAML takes a text for something else, and how its line reads with quotes.

/// How long a line may be that is given back mended.
const MAX_MENDED: usize = 400;

/// A text in quotes, so that YAML takes it as it stands.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The line of `source` that `byte` stands on, without indentation, all from `byte` on in quotes.
///
/// None where the text goes on in the lines below, is too long to show, or
/// holds what no line should be pasted with.
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

/// Where the last line of a text begins; none where it is longer than a line may be that is mended.
pub(crate) fn line_start(text: &str) -> Option<usize> {
    let tail = tail_of(text);
    let from = text.len() - tail.len();
    tail.rfind('\n').map(|at| from + at + 1).or((from == 0).then_some(0))
}

/// The last bytes of a text, as many as a line may have that is mended.
fn tail_of(text: &str) -> &str {
    let mut from = text.len().saturating_sub(MAX_MENDED);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// Whether the lines below belong to a text that begins behind `head` on its line.
fn goes_on(head: &str, below: &str) -> bool {
    let key_at = head.len() - head.trim_start_matches([' ', '-']).len();
    let next = below.lines().skip(1).find(|line| !line.trim().is_empty());
    next.is_some_and(|line| {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim_start();
        // In an entry of a list without a key, text goes on at the depth of the first letter.
        let deeper = indent > key_at || (indent == key_at && !head.contains(':'));
        deeper && !text.starts_with('#') && !text.starts_with("- ")
    })
}

/// Where the value on a line begins, in bytes: behind the dashes and a key with its colon.
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

/// What YAML makes of a text that begins with this character; none where it makes nothing of it.
pub(crate) fn taken_for(first: char) -> Option<String> {
    let taken = match first {
        '{' => "a map",
        '[' => "a list",
        '*' => "an alias",
        '&' => "an anchor",
        '!' => "a tag",
        '>' | '|' => "a text on the lines below",
        '-' => "an entry of a list",
        '?' => "a key",
        '}' | ']' | ',' => "a part of a list or map",
        '#' => "a comment",
        '@' | '%' => return Some(format!("YAML allows no text that starts with `{first}`")),
        '`' => return Some("YAML allows no text that starts with a backtick".to_owned()),
        _ => return None,
    };
    Some(format!("YAML takes a text that starts with `{first}` for {taken}"))
}

/// Where a comment begins in what follows an unquoted text on its line, if one cuts it short.
///
/// `end` is the byte behind the text. A note to `check` is no part of a text.
pub(crate) fn cut_at(source: &str, end: usize) -> Option<usize> {
    let rest = source.get(end..)?;
    let comment = rest.trim_start_matches([' ', '\t']);
    let cut = comment.starts_with('#') && comment.len() < rest.len();
    (cut && !comment[1..].trim_start().starts_with("oss-quiz:")).then(|| source.len() - comment.len())
}

/// Where the tag of a node begins that starts at `start`, if it has one on its line.
pub(crate) fn tag_before(source: &str, start: usize) -> Option<usize> {
    // No further than a tag may be long: a line may be the whole file.
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
