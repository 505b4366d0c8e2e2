//! Characters that stand for others, and those that don't matter in an answer.

pub(super) fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215e}' | '\u{2189}')
}

/// The plain character of a superscript.
pub(super) const fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁺' => '+',
        '⁻' => '-',
        'ⁿ' => 'n',
        'ⁱ' => 'i',
        _ => return None,
    })
}

/// Replaces typographic quotes and dashes with ASCII ones, and digits of all scripts with Western ones.
pub(super) fn one_form(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
        '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
        // The number punctuation that goes with Arabic digits.
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        '\u{66a}' => '%',
        c => western_digit(c).unwrap_or(c),
    }
}

/// [`one_form`] for the digits, points and commas in a text.
pub(super) fn plain_signs(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff0e}' => '.',
        '\u{ff0c}' => ',',
        '\u{ff05}' => '%',
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
        '\u{66a}'..='\u{66c}' => one_form(c),
        c => western_digit(c).unwrap_or(c),
    };
    text.chars().map(narrow).collect()
}

pub(super) fn western_digit(c: char) -> Option<char> {
    // The zero of each script with its own digits, in the order of Unicode.
    const ZEROS: [u32; 16] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    ];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Sentence punctuation in any script, without dashes: it doesn't matter in an answer.
pub(super) fn is_sentence_punctuation(c: char) -> bool {
    match c {
        // Characters with a meaning of their own: section, dagger, per mille, reference mark, pilcrow, degree,
        // primes.
        '§' | '†' | '‡' | '‰' | '‱' | '※' | '¶' | '°' | '\u{2032}'..='\u{2037}' => false,
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '\u{a1}' | '\u{ab}' | '\u{b7}' | '\u{bb}'
        | '\u{bf}' => true,
        c => is_punctuation_beyond_ascii(c),
    }
}

/// Blocks of punctuation in other scripts, and single characters among their letters.
pub(super) fn is_punctuation_beyond_ascii(c: char) -> bool {
    matches!(u32::from(c),
        0x37e | 0x387 | 0x55a..=0x55f | 0x589 | 0x5be | 0x5c0 | 0x5c3 | 0x5c6 | 0x5f3 | 0x5f4
        | 0x60c | 0x60d | 0x61b | 0x61d..=0x61f | 0x66d | 0x6d4 | 0x700..=0x70d
        | 0x964 | 0x965 | 0x970 | 0xdf4 | 0xe4f | 0xe5a | 0xe5b | 0xf04..=0xf14 | 0xf3a..=0xf3d
        | 0x104a..=0x104f | 0x10fb | 0x1360..=0x1368 | 0x166e | 0x16eb..=0x16ed | 0x17d4..=0x17d6 | 0x17d8..=0x17da
        | 0x1800..=0x180a | 0x2016..=0x2027 | 0x2039..=0x203a | 0x203c..=0x203d | 0x203f..=0x2043 | 0x2045..=0x2051
        | 0x2053..=0x205e | 0x2e00..=0x2e5d | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f | 0x3030 | 0x303d
        | 0x30a0 | 0x30fb | 0xa4fe..=0xa4ff | 0xfd3e..=0xfd3f | 0xfe10..=0xfe19 | 0xfe30..=0xfe52)
}

/// A hyphen or a longer dash; [`one_form`] has made hyphens of those it knows.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2014}' | '\u{2015}' | '\u{58a}' | '\u{2e3a}' | '\u{2e3b}' | '\u{301c}' | '\u{ff5e}')
}
