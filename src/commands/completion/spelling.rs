//! Quoting: quotes and backslashes of shells.

use std::ffi::{OsStr, OsString};

/// Removes the quotes and backslashes from a typed word; also returns whether a quote is still open at its end.
pub(super) fn unquoted(typed: &OsStr) -> (OsString, bool) {
    let Some(text) = typed.to_str() else { return (typed.to_owned(), false) };
    let mut word = String::new();
    let mut quote = None;
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, quote) {
            ('\\', None | Some('"')) => word.extend(signs.next()),
            ('"' | '\'', None) => quote = Some(sign),
            (_, Some(open)) if sign == open => quote = None,
            _ => word.push(sign),
        }
    }
    (word.into(), quote.is_some())
}

/// Puts a backslash before each character that is special to a shell.
pub(super) fn escaped(word: &str) -> String {
    let signs = word.chars().flat_map(|sign| [(!is_plain_sign(sign)).then_some('\\'), Some(sign)]);
    signs.flatten().collect()
}

/// Whether a word needs no quoting in any shell.
pub(super) fn is_plain(word: &str) -> bool {
    word.chars().all(is_plain_sign)
}

fn is_plain_sign(sign: char) -> bool {
    sign.is_alphanumeric() || "/_-.,+=:@%#~".contains(sign)
}

/// Whether a word needs no escaping inside single or double quotes.
pub(super) fn stays_in_quotes(word: &str) -> bool {
    !word.contains(['"', '\'', '\\', '$', '`', '!'])
}

/// A word in single quotes, for bash and zsh.
pub(super) fn in_quotes(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_come_off_as_a_shell_takes_them_off() {
        for (typed, word, open) in [
            ("plain", "plain", false),
            (r"my\ decks", "my decks", false),
            ("\"my decks\"/a", "my decks/a", false),
            ("tag:'open so", "tag:open so", true),
            (r#""a\"b"#, "a\"b", true),
            (r"'a\b'", r"a\b", false),
            ("", "", false),
        ] {
            assert_eq!(unquoted(OsStr::new(typed)), (OsString::from(word), open), "{typed}");
        }
    }

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        for word in ["deck/card#c1", "tag:open source", "a'b\"c\\d", "$(x) `y`; z", "é*?[!]"] {
            assert_eq!(unquoted(OsStr::new(&escaped(word))), (OsString::from(word), false));
            assert_eq!(unquoted(OsStr::new(&in_quotes(word))), (OsString::from(word), false));
        }
        assert_eq!(escaped("deck/card#c1"), "deck/card#c1");
    }
}
