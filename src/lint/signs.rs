//! Sets of characters to look for in texts: most lints first ask whether a text has any of theirs.

/// A set of characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// Bit n stands for the ASCII character n.
    ascii: u128,
    others: &'static [char],
}

impl Signs {
    /// The ASCII characters in `ascii`, plus `others`.
    pub(super) const fn of(ascii: &str, others: &'static [char]) -> Self {
        let bytes = ascii.as_bytes();
        let (mut set, mut at) = (0, 0);
        while at < bytes.len() {
            assert!(bytes[at].is_ascii(), "only ASCII signs have a bit");
            set |= 1 << bytes[at];
            at += 1;
        }
        Self { ascii: set, others }
    }

    /// Whether a text contains any of them.
    pub(super) fn are_in(&self, text: &str) -> bool {
        text.bytes().any(|byte| byte.is_ascii() && self.ascii >> byte & 1 == 1)
            || (!self.others.is_empty() && !text.is_ascii() && text.contains(self.others))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        const SIGNS: Signs = Signs::of("?\n", &['…', 'Ã']);
        for text in ["a?", "?", "\n", "é…", "Ãb"] {
            assert!(SIGNS.are_in(text), "{text}");
        }
        for text in ["", "a b", "é", "\u{bf}"] {
            assert!(!SIGNS.are_in(text), "{text}");
        }
    }
}
