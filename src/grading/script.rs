//! Scripts: in which of them a typo can be told from another word, and what counts as an accent.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Language;

/// Whether an edit of a letter can be a typo in its script: Latin, Greek, Cyrillic, Armenian, Georgian. In all others
/// any change makes another word.
pub(super) fn allows_typos(c: char) -> bool {
    c.is_alphabetic()
        && (is_latin(c)
            || matches!(u32::from(c), 0x370..=0x52f | 0x531..=0x587 | 0x10a0..=0x10ff | 0x1c80..=0x1cbf | 0x1f00..=0x1fff | 0x2d00..=0x2d2f))
}

pub(super) fn is_latin(c: char) -> bool {
    c.is_alphabetic()
        && matches!(u32::from(c), 0x41..=0x24f | 0x250..=0x2af | 0x1e00..=0x1eff | 0x2c60..=0x2c7f | 0xa720..=0xa7ff)
}

pub(super) fn is_greek(c: char) -> bool {
    matches!(u32::from(c), 0x370..=0x3ff | 0x1f00..=0x1fff)
}

pub(super) fn is_cyrillic(c: char) -> bool {
    matches!(u32::from(c), 0x400..=0x52f)
}

/// An Arabic or Hebrew vowel point or similar, usually left out.
pub(super) const fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}')
}

/// How a typed letter compares with one of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    /// The same letter, but its accent was left out.
    AccentMissing,
    Other,
}

/// Compares two folded letters. A typed letter may lack an accent. An added or changed accent makes another letter,
/// except in English, which has none of its own, so that an added one doesn't count.
pub(super) fn likeness(typed: char, answer: char, language: Language) -> Likeness {
    if typed == answer {
        return Likeness::Same;
    }
    if typed.is_ascii() && answer.is_ascii() || !is_latin(typed) || !is_latin(answer) {
        return Likeness::Other;
    }
    if is_own_letter(typed, language) || is_own_letter(answer, language) {
        return Likeness::Other;
    }
    let ((typed, its), (answer, of)) = (apart(typed), apart(answer));
    if typed != answer {
        return Likeness::Other;
    }
    if language.is_english() && of.is_empty() {
        Likeness::Same
    } else if its.iter().all(|mark| of.contains(mark)) {
        Likeness::AccentMissing
    } else {
        Likeness::Other
    }
}

/// Whether the language counts it as a letter of its own, not as an accented one.
fn is_own_letter(c: char, language: Language) -> bool {
    match language.code() {
        "es" => c == 'ñ',
        "tr" | "az" => matches!(c, 'ı' | 'i' | 'ş' | 'ç' | 'ğ' | 'ö' | 'ü' | 'ə'),
        _ => false,
    }
}

/// Splits a letter from its accents; a stroke counts as one.
fn apart(c: char) -> (char, Vec<char>) {
    const STROKE: char = '\u{338}';
    let mut parts = std::iter::once(c).nfd();
    let letter = parts.next().unwrap_or(c);
    let mut marks: Vec<char> = parts.filter(|&mark| is_combining_mark(mark)).collect();
    let bare = match letter {
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        letter => letter,
    };
    if bare != letter {
        marks.push(STROKE);
    }
    (bare, marks)
}

/// The two letters that can stand for one: `ae` for ä and æ, `th` for þ.
pub(super) const fn in_two_letters(c: char) -> Option<[char; 2]> {
    match c {
        'ä' | 'æ' => Some(['a', 'e']),
        'ö' | 'œ' | 'ø' => Some(['o', 'e']),
        'ü' => Some(['u', 'e']),
        'å' => Some(['a', 'a']),
        'þ' => Some(['t', 'h']),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Language {
        Language::of_tag(code).expect("a tag")
    }

    #[test]
    fn an_accent_may_be_missing_and_none_may_be_added_or_exchanged() {
        for (typed, answer, language, wanted) in [
            ('e', 'é', "fr", Likeness::AccentMissing),
            ('é', 'e', "fr", Likeness::Other),
            ('é', 'e', "en", Likeness::Same),
            ('e', 'é', "en", Likeness::AccentMissing),
            ('á', 'ạ', "vi", Likeness::Other),
            ('â', 'ấ', "vi", Likeness::AccentMissing),
            ('d', 'đ', "vi", Likeness::AccentMissing),
            ('l', 'ł', "pl", Likeness::AccentMissing),
            ('n', 'ñ', "es", Likeness::Other),
            ('n', 'ñ', "en", Likeness::AccentMissing),
            ('i', 'ı', "tr", Likeness::Other),
            ('и', 'й', "ru", Likeness::Other),
            ('か', 'が', "ja", Likeness::Other),
        ] {
            assert_eq!(likeness(typed, answer, of(language)), wanted, "{typed} for {answer} in {language}");
        }
    }

    #[test]
    fn scripts_of_single_letters_know_slips() {
        assert!("aéłяβճაა".chars().all(allows_typos));
        assert!(!"が中사שаش5".chars().filter(|&c| c != 'а').any(allows_typos));
    }
}
