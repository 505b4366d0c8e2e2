//! Folding: what is left of a typed answer when only what matters is compared.
//!
//! Case, accents' encoding, punctuation, spaces and hyphens don't matter
//! (open source = Open-Source = opensource); digits do (3.5 is not 35), and so
//! do `+ # @ % & * / = < >` (C++ is not C).

use unicode_normalization::UnicodeNormalization;

/// A letter, digit or sign that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedChar {
    /// Folded.
    pub letter: char,
    /// Whether a word begins with it in the text as it was written.
    pub starts_word: bool,
}

/// A folded text that still knows where its words began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// What counts, in order.
    pub chars: Vec<FoldedChar>,
}

impl Folded {
    /// What is compared.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.letter).collect()
    }
}

/// A text as it is compared: two texts are the same answer if their folds are equal.
///
/// `english` leaves out a leading "the", "a" or "an".
#[must_use]
pub fn fold(text: &str, english: bool) -> String {
    folded(text, english).text()
}

/// [`fold`], with the beginnings of words.
#[must_use]
pub fn folded(text: &str, english: bool) -> Folded {
    let chars: Vec<char> = text.nfkc().flat_map(case_folded).map(one_form).collect();
    let text = if english { without_article(&chars) } else { &chars };
    let kept = keep(text, false);
    // A text of nothing but punctuation is compared as it stands.
    Folded { chars: if kept.is_empty() { keep(text, true) } else { kept } }
}

/// Full case folding by way of upper case: `ß` is `ss`, a final sigma is a sigma.
fn case_folded(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

/// Typographic quotes and dashes count as the typewriter's.
fn one_form(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => '"',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => '-',
        c => c,
    }
}

fn without_article(chars: &[char]) -> &[char] {
    let start = chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
    let text = &chars[start..];
    let Some(end) = text.iter().position(|c| c.is_whitespace()) else { return text };
    let word: String = text[..end].iter().collect();
    let rest = &text[end..];
    if matches!(word.as_str(), "the" | "a" | "an") && rest.iter().any(|c| c.is_alphanumeric()) { rest } else { text }
}

fn is_punctuation(c: char) -> bool {
    ".,;:!?'\"()".contains(c)
}

fn keep(chars: &[char], punctuation: bool) -> Vec<FoldedChar> {
    let mut kept: Vec<FoldedChar> = Vec::with_capacity(chars.len());
    let mut starts_word = true;
    let mut digit_before = false;
    for ((at, &c), digit_after) in chars.iter().enumerate().zip(digits_after(chars)) {
        let space = c.is_whitespace();
        let between_digits = digit_before && digit_after;
        let counts = if space || c == '-' {
            between_digits || (c == '-' && begins_number(chars, at))
        } else {
            !is_punctuation(c) || punctuation || between_digits
        };
        if counts && !(space && kept.last().is_some_and(|last| last.letter == ' ')) {
            kept.push(FoldedChar { letter: if space { ' ' } else { c }, starts_word });
            starts_word = false;
        }
        starts_word |= space || c == '-';
        digit_before = if space { digit_before } else { c.is_numeric() };
    }
    kept
}

/// For each character whether the next one, white space aside, is a digit.
fn digits_after(chars: &[char]) -> Vec<bool> {
    // From the end, so that a long run of spaces is walked once.
    let mut after = vec![false; chars.len()];
    let mut digit = false;
    for (at, c) in chars.iter().enumerate().rev() {
        after[at] = digit;
        digit = if c.is_whitespace() { digit } else { c.is_numeric() };
    }
    after
}

/// Whether the hyphen at `at` is the sign of a number: nothing or a space before it, a digit behind it.
fn begins_number(chars: &[char], at: usize) -> bool {
    let opens = at == 0 || chars[at - 1].is_whitespace() || "(=<>".contains(chars[at - 1]);
    opens && chars.get(at + 1).is_some_and(|c| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_the_same_answer() {
        for group in [
            &["open source", "Open-Source", "opensource", " open  source ", "open – source"][..],
            &["CC BY", "CC-BY", "cc by."],
            &["the Linux Foundation", "Linux Foundation", "\"Linux Foundation\""],
            &["an apple", "apple", "A apple"],
            &["Straße", "STRASSE", "strasse"],
            &["don't", "don\u{2019}t", "dont"],
            &["e\u{301}t\u{e9}", "\u{e9}te\u{301}"],
            &["\u{fb01}sh", "fish"],
            &["3.5", "3.5."],
        ] {
            for text in group {
                assert_eq!(fold(text, true), fold(group[0], true), "{text} and {}", group[0]);
            }
        }
    }

    #[test]
    fn these_are_different_answers() {
        for (a, b) in [
            ("3.5", "35"),
            ("-5", "5"),
            ("3-5", "35"),
            ("1 000", "1000"),
            ("C++", "C"),
            ("C#", "C"),
            ("50 %", "50"),
            ("?", "!"),
            ("a", "b"),
            ("<", ">"),
            ("naïve", "naive"),
        ] {
            assert_ne!(fold(a, true), fold(b, true), "{a} and {b}");
        }
    }

    #[test]
    fn an_article_alone_is_a_word() {
        assert_eq!(fold("the", true), "the");
        assert_eq!(fold("a", true), "a");
        assert_eq!(fold("the house", false), "thehouse");
        assert_eq!(fold("theory", true), "theory");
    }

    #[test]
    fn a_long_run_of_spaces_takes_no_time() {
        let text = format!("1{}2", " ".repeat(1_000_000));
        assert_eq!(fold(&text, true), "1 2");
    }

    #[test]
    fn words_are_remembered() {
        let starts: String =
            folded("Hugging Face-x", true).chars.iter().filter(|c| c.starts_word).map(|c| c.letter).collect();
        assert_eq!(starts, "hfx");
    }
}
