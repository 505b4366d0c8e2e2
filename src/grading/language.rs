//! The language of an answer.

use std::fmt;

/// A language, known by the first part of its BCP 47 tag: `pt-BR` is `pt`. English by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    pub const ENGLISH: Self = Self(*b"en\0");

    /// The language of a tag; `None` if it is not a BCP 47 tag: two or three letters, then parts after hyphens.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_']);
        let first = parts.next()?;
        let fits = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
        let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !fits || !rest {
            return None;
        }
        let mut code = [0; 3];
        for (to, from) in code.iter_mut().zip(first.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        // The three-letter codes of languages with rules here.
        Some(match &code {
            b"eng" => Self::ENGLISH,
            b"deu" | b"ger" => Self(*b"de\0"),
            b"fra" | b"fre" => Self(*b"fr\0"),
            b"spa" => Self(*b"es\0"),
            b"ita" => Self(*b"it\0"),
            b"por" => Self(*b"pt\0"),
            b"nld" | b"dut" => Self(*b"nl\0"),
            _ => Self(code),
        })
    }

    /// Its code: two or three lower-case letters.
    #[must_use]
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|&b| b == 0).unwrap_or(3);
        // Only ASCII letters are stored.
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    #[must_use]
    pub fn is_english(self) -> bool {
        self == Self::ENGLISH
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_its_first_part() {
        for (tag, code) in [("en", "en"), ("pt-BR", "pt"), ("zh_Hant_TW", "zh"), ("DEU", "de"), ("yue", "yue")] {
            assert_eq!(Language::of_tag(tag).map(|language| language.to_string()).as_deref(), Some(code), "{tag}");
        }
        for tag in ["", "e", "english", "e1", "de-", "de ch"] {
            assert_eq!(Language::of_tag(tag), None, "{tag}");
        }
    }
}
