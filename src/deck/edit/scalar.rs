//! Writes a text as YAML, so that every reader reads the same text.

use std::fmt::Write as _;

/// The text after a colon or a dash: plain if that is safe, otherwise quoted.
pub(crate) fn scalar(text: &str) -> String {
    if text.chars().any(char::is_control) {
        return escaped(text);
    }
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// The text between the brackets of a list, where more characters have a meaning.
pub(crate) fn in_brackets(text: &str) -> String {
    let written = scalar(text);
    if written == text && text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { written }
}

/// A text without control characters, in quotes that need no escapes.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The text in double quotes, with escapes where needed.
fn escaped(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Writing to a string can't fail.
            c if c.is_control() => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether an unquoted text stays the same, also for readers that know numbers and booleans.
fn is_plain(text: &str) -> bool {
    let begins_well = text.chars().next().is_some_and(|c| !"-?:,[]{}#&*!|>'\"%@` \u{feff}=".contains(c));
    let starts_item = text.starts_with("- ") || text == "-";
    begins_well
        && !starts_item
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !means_something_else(text)
}

fn means_something_else(text: &str) -> bool {
    const WORDS: [&str; 11] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", "<<"];
    let like_a_number = text.starts_with(|c: char| c.is_ascii_digit() || "+.".contains(c))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "xXoO_.:+-tTzZ ".contains(c));
    let inf_or_nan = [".inf", ".nan"].contains(&text.to_ascii_lowercase().as_str());
    like_a_number || inf_or_nan || WORDS.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;
    use proptest::prelude::*;

    #[test]
    fn quotes_stand_where_they_must() {
        for (text, written) in [
            ("Why do forks drift apart?", "Why do forks drift apart?"),
            ("a: b", "\"a: b\""),
            ("C # minor", "\"C # minor\""),
            ("{{c1::a}} is b", "\"{{c1::a}} is b\""),
            ("\"Open\" it's", "'\"Open\" it''s'"),
            ("no", "\"no\""),
            ("1.10", "\"1.10\""),
            ("2026-01-02", "\"2026-01-02\""),
            ("3 cards", "3 cards"),
            ("two\nlines", "\"two\\nlines\""),
            ("so it ends:", "\"so it ends:\""),
            ("-5", "\"-5\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }

    #[test]
    fn a_list_in_brackets_needs_more_quotes() {
        for (text, written) in
            [("a", "a"), ("a, b", "\"a, b\""), ("x]\\0", "'x]\\0'"), ("f{\"}", "'f{\"}'"), ("no", "\"no\"")]
        {
            assert_eq!(in_brackets(text), written);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "[ -~äß日\n\t]{0,30}[a-z?.:#]") {
            let deck = format!("title: T\ncards:\n  - id: a\n    kind: flip\n    question: Q\n    answer: {}\n", scalar(&text));
            let read = parse_deck("d", None, &deck).expect("a deck");
            prop_assert!(read.diagnostics.is_empty(), "{deck}\n{:?}", read.diagnostics);
            let Some(crate::deck::Body::Flip(crate::deck::kinds::FlipCard { answer, .. })) = read.cards.first().map(|card| &card.body) else { panic!("{deck}") };
            prop_assert_eq!(answer, &crate::deck::Text::new(&text));
        }
    }
}
