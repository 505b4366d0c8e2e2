//! How far off a number may be.

use std::fmt;

/// How far off a typed number may be, limits included: an amount, or a percentage of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tolerance {
    /// Digits with at most one point.
    amount: String,
    is_percent: bool,
}

impl Tolerance {
    /// Parses `0.5`, `0,5`, `5%` or `5 %`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, is_percent) = match text.strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (text, false),
        };
        let amount = number.replace(',', ".");
        let points = amount.bytes().filter(|&b| b == b'.').count();
        let fits = points <= 1
            && amount.len() <= 40
            && amount.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && amount.bytes().any(|b| b.is_ascii_digit());
        fits.then_some(Self { amount, is_percent })
    }

    /// Its number as written, with a point for a comma.
    #[must_use]
    pub fn amount(&self) -> &str {
        &self.amount
    }

    /// Whether it is a percentage of the answer.
    #[must_use]
    pub const fn is_percent(&self) -> bool {
        self.is_percent
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, if self.is_percent { "%" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_or_a_share() {
        for (text, shown) in [("0.5", "0.5"), ("5%", "5%"), ("2,5 %", "2.5%"), ("0", "0"), (".5", ".5")] {
            assert_eq!(Tolerance::parse(text).map(|t| t.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "%", "-1", "1e3", "a", "1.2.3", "±1", "5%%"] {
            assert_eq!(Tolerance::parse(text), None, "{text}");
        }
    }
}
