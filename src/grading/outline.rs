//! Outlines of answers, for hints: the number of words and letters, and the beginning.

use unicode_segmentation::UnicodeSegmentation;

/// The first letter nearly gives away shorter answers.
const FEWEST: usize = 4;

/// The outline of an answer in words: `2 words, 9 letters, begins with p`. Empty if there is nothing to count.
///
/// Letters are counted as readers see them, an accented one as one; punctuation is not counted. Scripts without
/// spaces have characters instead of words, answers without letters have digits.
#[must_use]
pub fn of_words(text: &str) -> String {
    let signs: Vec<&str> = text.graphemes(true).filter(|sign| starts(sign, char::is_alphanumeric)).collect();
    let digits = signs.iter().filter(|sign| starts(sign, char::is_numeric)).count();
    let letters = signs.len() - digits;
    let first = signs.first().filter(|_| letters >= FEWEST);
    if signs.is_empty() {
        return of_code(text);
    }
    if text.chars().any(is_spaceless) {
        return joined([counted(signs.len(), "character"), None, None], first);
    }
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    joined([counted(words, "word"), counted(letters, "letter"), counted(digits, "digit")], first)
}

/// The outline of an answer that is compared character by character: `11 characters, begins with g`. White space is
/// not counted, because readers can't see how much there is.
#[must_use]
pub fn of_code(text: &str) -> String {
    let signs: Vec<&str> = text.graphemes(true).filter(|sign| !starts(sign, char::is_whitespace)).collect();
    let words = text.split_whitespace().count();
    let words = counted(words, "word").filter(|_| words > 1);
    joined([words, counted(signs.len(), "character"), None], signs.first().filter(|_| signs.len() >= FEWEST))
}

/// The number of characters that a reader sees.
#[must_use]
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

fn starts(sign: &str, is: impl Fn(char) -> bool) -> bool {
    sign.starts_with(is)
}

fn counted(number: usize, of: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {of}{}", if number == 1 { "" } else { "s" }))
}

fn joined(counts: [Option<String>; 3], first: Option<&&str>) -> String {
    let begins = first.map(|first| format!("begins with {first}"));
    counts.into_iter().flatten().chain(begins).collect::<Vec<_>>().join(", ")
}

/// Whether a character's script puts no spaces between words.
#[must_use]
pub const fn is_spaceless(c: char) -> bool {
    matches!(c,
        // Thai, Lao; Burmese; Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        // Kana and bopomofo; Han.
        | '\u{3041}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_words_says_how_long_it_is_and_how_it_begins() {
        for (text, outline) in [
            ("Masakhane", "1 word, 9 letters, begins with M"),
            ("open weights", "2 words, 11 letters, begins with o"),
            ("open-source", "1 word, 10 letters, begins with o"),
            ("cat", "1 word, 3 letters"),
            ("AI Act", "2 words, 5 letters, begins with A"),
            // As it is read: composed or not.
            ("Élan", "1 word, 4 letters, begins with É"),
            ("E\u{301}lan", "1 word, 4 letters, begins with E\u{301}"),
            ("ÅÄÖ", "1 word, 3 letters"),
            ("«Война и мир»", "3 words, 9 letters, begins with В"),
            ("नमस्ते दुनिया", "2 words, 6 letters, begins with न"),
            ("서울 특별시", "2 words, 5 letters, begins with 서"),
            ("東京", "2 characters"),
            ("東京大学", "4 characters, begins with 東"),
            ("ひらがな", "4 characters, begins with ひ"),
            ("ภาษาไทย", "7 characters, begins with ภ"),
            ("1991", "4 digits"),
            ("3,14 %", "3 digits"),
            ("7", "1 digit"),
            ("42 km", "1 word, 2 letters, 2 digits"),
            ("GPT-4", "1 word, 3 letters, 1 digit"),
            ("Apollo 11", "1 word, 6 letters, 2 digits, begins with A"),
            ("3D printing", "2 words, 9 letters, 1 digit, begins with 3"),
            ("→", "1 character"),
            ("", ""),
        ] {
            assert_eq!(of_words(text), outline, "{text}");
        }
    }

    #[test]
    fn of_code_every_sign_counts() {
        for (text, outline) in [
            ("git rebase -i", "3 words, 11 characters, begins with g"),
            ("ls", "2 characters"),
            ("**/*.rs", "7 characters, begins with *"),
            ("std::vector", "11 characters, begins with s"),
            ("=>", "2 characters"),
        ] {
            assert_eq!(of_code(text), outline, "{text}");
        }
    }
}
