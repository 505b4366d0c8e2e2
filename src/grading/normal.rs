//! Normalizes a text to what is compared.
//!
//! Case, Unicode encoding, sentence punctuation, spaces and hyphens don't count (open source = Open-Source =
//! opensource). Digits do (3.5 is not 35), and so do characters with a meaning (C++ is not C, != is not =).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::script::{is_cyrillic, is_greek, is_point};
use super::signs::{is_dash, is_fraction, is_sentence_punctuation, one_form, superscript};
use super::{Language, conventions, unseen};

/// A letter, digit or symbol that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// Folded.
    pub(super) is: char,
    /// Vowel points of Arabic and Hebrew.
    pub(super) points: Vec<char>,
    /// The index of its word.
    pub(super) word: usize,
    /// Whether it begins a word.
    pub(super) starts: bool,
}

/// A folded text that keeps its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Normal {
    pub(super) letters: Vec<Letter>,
    /// Its words as written, split at spaces and hyphens, without punctuation around them.
    pub(super) words: Vec<String>,
}

impl Normal {
    pub(super) fn of(text: &str, language: Language) -> Self {
        let clean = unseen::without(text);
        let chars = composed(&clean);
        let mut folding = Folding { out: Self::default(), language, starts: true };
        let has_words = chars.iter().any(|&c| is_of_word(c));
        let mut at = 0;
        while at < chars.len() {
            if let Some((sign, end)) = parted_digits(&chars, at) {
                folding.keep(sign);
                folding.starts = true;
                at = end;
                continue;
            }
            if let Some(end) = minus(&chars, at) {
                folding.keep('-');
                folding.starts = true;
                at = end;
                continue;
            }
            let end = at + chars[at..].iter().take_while(|&&c| class(c) == class(chars[at])).count();
            match class(chars[at]) {
                Class::Word => folding.word(&chars[at..end]),
                Class::Space => {}
                Class::Sign => folding.signs(&chars, at, end, has_words),
            }
            folding.starts |= class(chars[at]) == Class::Space;
            at = end;
        }
        folding.out
    }

    /// The compared text, without vowel points.
    pub(super) fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.is).collect()
    }

    pub(super) fn equals(&self, other: &Self) -> bool {
        let others = other.letters.iter().map(|letter| (letter.is, &letter.points));
        self.letters.iter().map(|letter| (letter.is, &letter.points)).eq(others)
    }

    /// The compared letters of one word.
    pub(super) fn word(&self, at: usize) -> String {
        // Letters are in the order of their words.
        let from = self.letters.partition_point(|letter| letter.word < at);
        self.letters[from..].iter().take_while(|letter| letter.word == at).map(|letter| letter.is).collect()
    }

    pub(super) fn has_points(&self) -> bool {
        self.letters.iter().any(|letter| !letter.points.is_empty())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Sign,
}

/// What separates two digits counts: 2, 3 is not 23. Spaces with or without punctuation become one character; a lone
/// point, colon or apostrophe stays; a dash within spaces is a dash. Returns the character and where the run ends.
fn parted_digits(chars: &[char], at: usize) -> Option<(char, usize)> {
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    if at == 0 || !is_digit(at - 1) || is_digit(at) {
        return None;
    }
    let parts = |c: &&char| c.is_whitespace() || is_sentence_punctuation(**c) || is_dash(**c);
    let run = &chars[at..at + chars[at..].iter().take_while(parts).count()];
    let end = at + run.len();
    if run.is_empty() || !is_digit(end) {
        return None;
    }
    let sign = match run {
        [sign @ ('.' | '\'' | ':')] => *sign,
        run if run.iter().any(|&c| is_dash(c)) => '-',
        run if run.contains(&':') => ':',
        _ => ' ',
    };
    Some((sign, end))
}

/// A dash that is a minus: between digits, single lower-case letters, powers, and the like (4ac). Returns where it
/// ends.
fn minus(chars: &[char], at: usize) -> Option<usize> {
    let spaces = |from: usize| chars[from..].iter().take_while(|c| c.is_whitespace()).count();
    let dash = at + spaces(at);
    if at == 0 || !is_of_word(chars[at - 1]) || chars.get(dash) != Some(&'-') {
        return None;
    }
    let end = dash + 1 + spaces(dash + 1);
    let before = chars[..at].iter().rev().take_while(|c| is_of_word(**c)).count();
    let after = chars[end..].iter().take_while(|c| is_of_word(**c)).count();
    let (left, right) = (&chars[at - before..at], &chars[end..end + after]);
    let digits = |word: &[char]| !word.is_empty() && word.iter().all(char::is_ascii_digit);
    let is_term = |word: &[char]| match word {
        [letter] => letter.is_ascii_lowercase(),
        [first, .., last] => {
            word.iter().any(|&c| superscript(c).is_some())
                || (first.is_ascii_digit() && last.is_ascii_lowercase() && word.len() <= 4)
        }
        [] => false,
    };
    let is_number = |word: &[char]| digits(word) || is_term(word);
    ((is_term(left) && is_number(right)) || (is_number(left) && is_term(right))).then_some(end)
}

fn class(c: char) -> Class {
    if is_of_word(c) {
        Class::Word
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Sign
    }
}

/// A letter, a digit, or a mark on one. Superscripts are symbols of their own until they are folded.
fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c) || superscript(c).is_some()
}

/// The text in NFKC, except superscripts, which have a meaning.
fn composed(text: &str) -> Vec<char> {
    // Most answers; a hundred thousand of them are folded when a typo is compared with all.
    if text.is_ascii() {
        return text.chars().collect();
    }
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.nfc() {
        if superscript(c).is_some() {
            out.push(c);
        } else if is_fraction(c) {
            // 2½ is two and a half, not 21/2.
            if out.last().is_some_and(|c| c.is_numeric()) {
                out.push(' ');
            }
            out.extend(std::iter::once(c).nfkc().map(|c| if c == '\u{2044}' { '/' } else { c }));
        } else {
            out.extend(std::iter::once(c).nfkc().map(one_form));
        }
    }
    let mut out: Vec<char> = out.into_iter().nfc().collect();
    // Thai and Lao: AM decomposes into two characters, the first of which is typed before or after the tone mark.
    for at in 1..out.len() {
        if matches!(out[at], '\u{e4d}' | '\u{ecd}')
            && matches!(out[at - 1], '\u{e48}'..='\u{e4b}' | '\u{ec8}'..='\u{ecb}')
        {
            out.swap(at - 1, at);
        }
    }
    out
}

/// A run of symbols without brackets, quotes and commas at its ends, and without a final point.
fn inner(run: &[char], closes: bool) -> &[char] {
    let is_loose = |c: &char| matches!(c, '(' | ')' | '"' | ',');
    let start = run.iter().take_while(|c| is_loose(c)).count();
    let end = run.iter().rev().take_while(|c| is_loose(c) || (closes && **c == '.')).count();
    run.get(start..run.len() - end).filter(|inner| !inner.is_empty()).unwrap_or(run)
}

struct Folding {
    out: Normal,
    language: Language,
    /// Whether the next letter begins a word.
    starts: bool,
}

impl Folding {
    fn push(&mut self, is: char) {
        if self.starts || self.out.words.is_empty() {
            self.out.words.push(String::new());
        }
        let word = self.out.words.len() - 1;
        self.out.letters.push(Letter { is, points: Vec::new(), word, starts: self.starts });
        self.starts = false;
    }

    /// Adds a symbol that counts to the current word.
    fn keep(&mut self, sign: char) {
        self.push(sign);
        if let Some(word) = self.out.words.last_mut() {
            word.push(sign);
        }
    }

    /// Adds a run of letters and digits.
    fn word(&mut self, chars: &[char]) {
        let from = self.out.letters.len();
        for (at, &c) in chars.iter().enumerate() {
            if let Some(plain) = superscript(c) {
                // After a digit it is an exponent, after a letter it is plain: m², Ca²⁺.
                let before = at.checked_sub(1).map(|at| chars[at]);
                let is_power =
                    !matches!(plain, '+' | '-') || chars.get(at + 1).is_some_and(|&c| superscript(c).is_some());
                if is_power && before.is_some_and(|before| before.is_ascii_digit()) {
                    self.push('^');
                }
                self.push(plain);
                continue;
            }
            let after_cyrillic = self.out.letters[from..].last().is_some_and(|last| is_cyrillic(last.is));
            let after_greek = self.out.letters[from..].last().is_some_and(|last| is_greek(last.is));
            match c {
                // A stress mark.
                '\u{300}' | '\u{301}' if after_cyrillic => {}
                c if is_combining_mark(c) && after_greek && c != '\u{308}' => {}
                '\u{640}' => {}
                c if is_point(c) => {
                    if let Some(last) = self.out.letters[from..].last_mut() {
                        last.points.push(c);
                        last.points.sort_unstable();
                    }
                }
                c => self.letter(c),
            }
        }
        if let Some(word) = self.out.words.last_mut() {
            word.extend(chars.iter().filter(|c| !is_point(**c)));
        }
    }

    fn letter(&mut self, c: char) {
        let turkish = matches!(self.language.code(), "tr" | "az");
        if c.is_ascii() && !turkish {
            return self.push(c.to_ascii_lowercase());
        }
        match c {
            'İ' => self.push('i'),
            'I' | 'ı' if turkish => self.push('ı'),
            'ё' | 'Ё' => self.push('е'),
            // Old encodings of Romanian have a cedilla instead of the comma.
            'ş' | 'Ş' if self.language.code() == "ro" => self.push('ș'),
            'ţ' | 'Ţ' if self.language.code() == "ro" => self.push('ț'),
            // The hamza and madda of alef are usually left out.
            'أ' | 'إ' | 'آ' | 'ٱ' => {
                self.push('ا');
                let mark = match c {
                    'أ' => '\u{654}',
                    'إ' => '\u{655}',
                    'آ' => '\u{653}',
                    _ => '\u{671}',
                };
                if let Some(last) = self.out.letters.last_mut() {
                    last.points.push(mark);
                }
            }
            c => {
                // Full case folding by way of upper case: `ß` is `ss`, a final sigma is a sigma.
                for folded in c.to_uppercase().flat_map(char::to_lowercase) {
                    if is_greek(folded) {
                        // The tonos and breathings don't count; the diaeresis does.
                        for part in std::iter::once(folded).nfd().filter(|&p| !is_combining_mark(p) || p == '\u{308}') {
                            self.push(part);
                        }
                    } else {
                        self.push(folded);
                    }
                }
            }
        }
    }

    /// Adds a run of symbols. A run of only punctuation counts only in some places; any other counts without its
    /// loose ends.
    fn signs(&mut self, chars: &[char], at: usize, end: usize, has_words: bool) {
        let run = &chars[at..end];
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(end).copied();
        if run == ['&']
            && let Some(word) = self.and_word(chars, at, end)
        {
            self.starts = true;
            word.chars().for_each(|c| self.keep(c));
            self.starts = true;
            return;
        }
        let only_punctuation = run.iter().all(|&c| is_sentence_punctuation(c) || is_dash(c));
        if !only_punctuation || !has_words {
            self.starts = true;
            // Brackets, quotes and commas around a symbol, and the end of a sentence, don't count: C++.
            let closes = after.is_none_or(char::is_whitespace);
            let run = if has_words { inner(run, closes) } else { run };
            for &c in run {
                self.keep(c);
            }
            self.starts = true;
            return;
        }
        self.kept_punctuation(run, before, after);
        let joins =
            run.iter().all(|&c| matches!(c, '\'' | '.' | '\u{b7}' | '\u{5be}' | '\u{5f3}' | '\u{5f4}' | '\u{30fb}'));
        // An apostrophe or a point within a word is part of it: don't, U.S.
        let within = before.is_some_and(is_of_word) && after.is_some_and(is_of_word);
        if joins && within {
            if run == ['\'']
                && let Some(word) = self.out.words.last_mut()
            {
                word.push('\'');
            }
        } else {
            self.starts = true;
        }
    }

    /// The part of a run of punctuation that counts.
    fn kept_punctuation(&mut self, run: &[char], before: Option<char>, after: Option<char>) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let opens = before.is_none_or(char::is_whitespace);
        let closes = after.is_none_or(char::is_whitespace);
        let dashes = run.iter().all(|&c| c == '-');
        if let ([.., '-'], Some(next)) = (run, after) {
            let sign_of_number = next.is_ascii_digit() && (opens || run.len() > 1);
            if (dashes && opens && next.is_alphanumeric()) || sign_of_number {
                let kept = if dashes { run.len() } else { 1 };
                (0..kept).for_each(|_| self.keep('-'));
            }
        } else if (dashes && closes && before.is_some_and(is_of_word))
            || (after.is_some_and(char::is_alphabetic) && run.iter().all(|c| "!?:;".contains(*c)))
        {
            for &c in run {
                self.keep(c);
            }
        } else if opens && digit(after) && matches!(run, ['.' | ',']) {
            // A number without its leading zero.
            self.keep('.');
        }
    }

    /// The word that `&` stands for between two words.
    fn and_word(&self, chars: &[char], at: usize, end: usize) -> Option<&'static str> {
        let is_word = |c: Option<&char>| c.is_some_and(|&c| is_of_word(c));
        let before = is_word(chars[..at].iter().rev().find(|c| !c.is_whitespace()));
        let after = is_word(chars[end..].iter().find(|c| !c.is_whitespace()));
        if before && after { conventions::and_words(self.language.code()).first().copied() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str, code: &str) -> String {
        Normal::of(text, Language::of_tag(code).expect("a tag")).text()
    }

    #[test]
    fn these_are_the_same_answer() {
        for (code, group) in [
            ("en", &["open source", "Open-Source", "opensource", " open  source ", "open – source"][..]),
            ("en", &["CC BY", "CC-BY", "cc by."]),
            ("en", &["Straße", "STRASSE", "strasse"]),
            ("en", &["don't", "don\u{2019}t", "dont"]),
            ("en", &["e\u{301}t\u{e9}", "\u{e9}te\u{301}"]),
            ("en", &["\u{fb01}sh", "fish"]),
            ("en", &["3.5", "3.5."]),
            ("en", &["theory & practice", "theory and practice", "Theory&Practice"]),
            ("en", &["H₂O", "H2O"]),
            ("en", &["Ca²⁺", "Ca2+"]),
            ("en", &["10⁹", "10^9"]),
            ("en", &["2½", "2 1/2"]),
            ("en", &["C5–T1", "C5—T1", "C5-T1"]),
            ("en", &["2, 3, 5, 7", "2,3,5,7", "2 3 5 7"]),
            ("en", &["May 5, 2020", "May 5 2020"]),
            ("en", &["n - 1", "n-1", "n \u{2212} 1"]),
            ("en", &["b² - 4ac", "b²-4ac"]),
            ("en", &["T-shirt", "t shirt"]),
            ("en", &["C++", "C++.", "\"C++\""]),
            ("en", &["f(x)+1", "f(x) + 1"]),
            ("ar", &["٣٫٥", "3.5"]),
            ("en", &["135–145", "135—145", "135 - 145"]),
            ("es", &["¿Qué hora es?", "Qué hora es"]),
            ("fr", &["« oui »", "oui"]),
            ("ja", &["猫です。", "猫です"]),
            ("ja", &["ページ", "ヘ\u{309a}ーシ\u{3099}", "ﾍﾟｰｼﾞ"]),
            ("ko", &["한국", "한국"]),
            ("el", &["Αθήνα", "ΑΘΗΝΑ", "αθηνα"]),
            ("ru", &["ёлка", "елка", "ё\u{301}лка"]),
            ("th", &["น้ำ", "น\u{e4d}\u{e49}า"]),
            ("hi", &["राम।", "राम"]),
            ("ar", &["٣", "3"]),
            ("tr", &["İstanbul", "istanbul"]),
            ("de", &["der Fluss", "DER FLUSS"]),
            ("ro", &["țară", "ţară"]),
        ] {
            for text in group {
                assert_eq!(normal(text, code), normal(group[0], code), "{text} and {}", group[0]);
            }
        }
    }

    #[test]
    fn these_are_different_answers() {
        for (code, a, b) in [
            ("en", "3.5", "35"),
            ("en", "-5", "5"),
            ("en", "3-5", "35"),
            ("en", "1 000", "1000"),
            ("en", "1, 2, 3", "123"),
            ("en", "(1, 12)", "(11, 2)"),
            ("en", "x² - 1", "x²1"),
            ("en", "a - b", "ab"),
            ("en", "n-1", "n1"),
            ("en", "12:30", "1230"),
            ("en", "C++", "C"),
            ("en", "C#", "C"),
            ("en", "50 %", "50"),
            ("en", "?", "!"),
            ("en", "a", "b"),
            ("en", "<", ">"),
            ("en", "!=", "="),
            ("en", ":=", "="),
            ("en", "$?", "$!"),
            ("en", "->", ">"),
            ("en", "i--", "i"),
            ("en", "!x", "x"),
            ("en", ":q", "q"),
            ("en", "-S", "S"),
            ("en", "--help", "help"),
            ("en", "10⁹", "109"),
            ("en", "std::mem", "stdmem"),
            ("en", "naïve", "naive"),
            ("en", "5°", "5"),
            ("ja", "がっこう", "かっこう"),
            ("ko", "사과", "시간"),
            ("hi", "दिन", "दान"),
            ("ru", "й", "и"),
            ("tr", "ı", "i"),
        ] {
            assert_ne!(normal(a, code), normal(b, code), "{a} and {b}");
        }
    }

    #[test]
    fn words_are_remembered() {
        let text = Normal::of("\"Hugging Face-x\", don\u{2019}t!", Language::ENGLISH);
        assert_eq!(text.words, ["Hugging", "Face", "x", "don't"]);
        let starts: String = text.letters.iter().filter(|letter| letter.starts).map(|letter| letter.is).collect();
        assert_eq!(starts, "hfxd");
    }

    #[test]
    fn points_hang_on_their_letter() {
        let text = Normal::of("מֶלֶךְ", Language::of_tag("he").expect("a tag"));
        assert_eq!(text.text(), "מלך");
        assert!(text.has_points());
        assert_eq!(text.words, ["מלך"]);
    }

    #[test]
    fn a_long_run_of_spaces_takes_no_time() {
        let text = format!("1{}2", " ".repeat(100_000));
        assert_eq!(normal(&text, "en"), "1 2");
    }
}
