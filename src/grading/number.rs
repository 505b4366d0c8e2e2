//! Numbers, ranges and their units: compared by value, with no typos forgiven.

use super::decimal::{By, Decimal, plain};
use super::signs::{plain_signs, superscript};
use super::{Language, Tolerance, conventions, units, unseen};

/// A number or range, and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    ends: Vec<Decimal>,
    /// The unit, or the words for what is counted.
    pub(super) unit: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    /// The same number and unit; a unit named in the question may be left out.
    Same,
    OtherNumber,
    /// The same number with another unit, or without one that is required.
    OtherUnit,
    /// The same number; compare what follows it as text.
    OtherWords,
}

impl Quantity {
    /// Parses a text that is only a number or range, with a unit or words without digits; `None` for other texts.
    pub(super) fn read(text: &str, language: Language, by: By) -> Option<Self> {
        let text = plain_signs(&unseen::without(text));
        let text = text.trim().trim_end_matches(['.', ',', ';', '!', '?']).trim_end();
        let reader = NumberReader { language, by };
        for range in conventions::range_words(language.code()) {
            let opened = range
                .before
                .iter()
                .filter_map(|word| if word.is_empty() { Some(text) } else { after_word(text, word) });
            for text in opened {
                if let Some(range) = reader.range(text, range.between) {
                    return Some(range);
                }
            }
        }
        let (first, sign, rest) = reader.number(text)?;
        Some(Self { ends: vec![first], unit: unit_of(sign, rest)? })
    }

    pub(super) fn compare(typed: &Self, answer: &Self, tolerance: Option<&Tolerance>, question: &str) -> Comparison {
        let near = |(typed, answer): (&Decimal, &Decimal)| match tolerance {
            Some(tolerance) => answer.is_near(typed, tolerance),
            None => typed == answer,
        };
        if typed.ends.len() != answer.ends.len() || !typed.ends.iter().zip(&answer.ends).all(near) {
            return Comparison::OtherNumber;
        }
        match (typed.unit.as_str(), answer.unit.as_str()) {
            (typed, answer) if units::are_same(typed, answer) => Comparison::Same,
            ("", unit) | (unit, "") => {
                if units::are_named(question, unit) {
                    Comparison::Same
                } else {
                    Comparison::OtherUnit
                }
            }
            (_, answer) if units::is_sign(answer) => Comparison::OtherUnit,
            _ => Comparison::OtherWords,
        }
    }
}

/// Whether a text is only a number or range, with a unit or words without digits.
#[must_use]
pub fn is_number(text: &str, language: Language) -> bool {
    Quantity::read(text, language, By::Author).is_some()
}

/// A lone decimal number without its trailing zeros; `None` for anything else.
#[must_use]
pub fn shorter(text: &str, language: Language) -> Option<String> {
    let text = text.trim();
    let short = text.trim_end_matches('0');
    let short = short.strip_suffix(['.', ',']).unwrap_or(short);
    if short.len() == text.len() || short.is_empty() {
        return None;
    }
    let number = |text| Quantity::read(text, language, By::Author).filter(|read| read.unit.is_empty());
    let (number, shorter) = (number(text)?, number(short)?);
    (number == shorter && number.ends.len() == 1).then(|| short.to_owned())
}

/// The text after a leading word.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len()).filter(|head| head.to_lowercase() == word)?;
    text[head.len()..].strip_prefix(char::is_whitespace).map(str::trim_start)
}

/// The texts before and after the character or word between the ends of a range.
fn between<'t>(rest: &'t str, words: &[&str]) -> Option<(&'t str, &'t str)> {
    for (at, c) in rest.char_indices() {
        if c.is_ascii_digit() {
            return None;
        }
        let here = &rest[at..];
        for sign in ["～", "〜", "...", "..", "…", "\u{2013}", "\u{2014}", "\u{2212}", "-", "~"] {
            if let Some(after) = here.strip_prefix(sign)
                && after.trim_start().starts_with(|c: char| c.is_ascii_digit() || ".-+\u{2212}".contains(c))
            {
                return Some((&rest[..at], after.trim_start()));
            }
        }
        let opens = at == 0 || rest[..at].ends_with(char::is_whitespace);
        if opens && let Some(after) = words.iter().find_map(|word| after_word(here, word)) {
            return Some((&rest[..at], after));
        }
    }
    None
}

/// The unit: a currency before the number, or what follows it. `None` if that makes the whole a text.
fn unit_of(sign: Option<char>, rest: &str) -> Option<String> {
    let is_apart = rest.starts_with(char::is_whitespace);
    let rest = rest.trim();
    if let Some(sign) = sign {
        return rest.is_empty().then(|| sign.to_string());
    }
    let Some(first) = rest.chars().next() else { return Some(String::new()) };
    let opens = first.is_alphabetic()
        || "%‰°µ$€£¥′″".contains(first)
        || (first == '/' && !rest[1..].starts_with(|c: char| c.is_ascii_digit()));
    // A digit after a letter belongs to the unit: m2, s-1. Any other digit makes it a text: 5 May 2020.
    let mut before = ' ';
    for c in rest.chars() {
        if c.is_ascii_digit() && !before.is_alphabetic() && !"-+^".contains(before) {
            return None;
        }
        before = c;
    }
    // Ordinals and version letters (1st, 3D) are words of their own.
    let fits = opens && (is_apart || !matches!(rest, "st" | "nd" | "rd" | "th" | "s"));
    fits.then(|| rest.to_owned())
}

struct NumberReader {
    language: Language,
    by: By,
}

impl NumberReader {
    /// Parses the two ends of a range and its unit.
    fn range(&self, text: &str, words: &[&str]) -> Option<Quantity> {
        let (first, sign, rest) = self.number(text)?;
        let (between, rest) = between(rest, words)?;
        let (second, second_sign, rest) = self.number(rest)?;
        let unit = unit_of(second_sign, rest)?;
        let of_first = unit_of(sign, between).unwrap_or_default();
        let fits = of_first.is_empty() || units::are_same(&of_first, &unit);
        fits.then(|| Quantity { ends: vec![first, second], unit })
    }

    /// Parses the number at the beginning of a text; returns it, the currency before it, and the rest.
    fn number<'t>(&self, text: &'t str) -> Option<(Decimal, Option<char>, &'t str)> {
        let (text, currency) = strip_currency(text);
        let (rest, is_negative) = match text.chars().next()? {
            '-' | '\u{2212}' | '\u{2013}' => (text[text.chars().next()?.len_utf8()..].trim_start(), true),
            '+' => (&text[1..], false),
            _ => (text, false),
        };
        let (rest, currency) = if currency.is_some() { (rest, currency) } else { strip_currency(rest) };
        let length = body_length(rest);
        let digits = plain(&rest[..length], self.language, self.by)?;
        let rest = &rest[length..];
        if digits == "10"
            && let Some((power, rest)) = power(rest)
        {
            return Some((Decimal::of(is_negative, "1", power), currency, rest));
        }
        let (power, rest) = times_ten(rest).or_else(|| scientific(rest)).unwrap_or((0, rest));
        // 2³ can't be compared by its digits.
        if rest.starts_with('^') || rest.chars().next().is_some_and(|c| superscript(c).is_some()) {
            return None;
        }
        Some((Decimal::of(is_negative, &digits, power), currency, rest))
    }
}

fn strip_currency(text: &str) -> (&str, Option<char>) {
    match text.chars().next() {
        Some(c @ ('$' | '€' | '£' | '¥')) => (text[c.len_utf8()..].trim_start(), Some(c)),
        _ => (text, None),
    }
}

/// The length in bytes of the digits and the characters between them.
fn body_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        let next = match bytes[at] {
            b'0'..=b'9' => at + 1,
            b'.' | b',' | b'_' | b'\'' if digit(at + 1) => at + 1,
            // A space before exactly three digits separates thousands.
            b' ' if at > 0 && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4) => at + 1,
            _ if text[at..].starts_with('\u{2019}') && digit(at + 3) => at + 3,
            _ => break,
        };
        at = next;
    }
    at
}

/// A power after a ten: `⁹`, `^9`, `^-9`.
fn power(text: &str) -> Option<(i64, &str)> {
    let raised: String = text.chars().map_while(superscript).collect();
    if !raised.is_empty() {
        let bytes: usize = text.chars().take(raised.chars().count()).map(char::len_utf8).sum();
        return Some((raised.parse().ok()?, &text[bytes..]));
    }
    let rest = text.strip_prefix('^')?;
    let (digits, rest) = signed_digits(rest);
    Some((digits.parse().ok()?, rest))
}

/// `× 10⁸`, `x 10^8`, `* 10^8`.
fn times_ten(text: &str) -> Option<(i64, &str)> {
    let rest = text.trim_start().strip_prefix(['×', 'x', '*', '·', '⋅'])?;
    power(rest.trim_start().strip_prefix("10")?)
}

/// `e8`, `E-8`.
fn scientific(text: &str) -> Option<(i64, &str)> {
    let (digits, rest) = signed_digits(text.strip_prefix(['e', 'E'])?);
    let power = digits.parse().ok()?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((power, rest))
}

fn signed_digits(text: &str) -> (String, &str) {
    let sign = text.chars().next().filter(|c| "+-\u{2212}".contains(*c));
    let rest = &text[sign.map_or(0, char::len_utf8)..];
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let minus = sign.is_some_and(|c| c != '+');
    (format!("{}{}", if minus { "-" } else { "" }, &rest[..length]), &rest[length..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(answer: &str, typed: &str, question: &str) -> Option<Comparison> {
        let answer = Quantity::read(answer, Language::ENGLISH, By::Author)?;
        let typed = Quantity::read(typed, Language::ENGLISH, By::Learner)?;
        Some(Quantity::compare(&typed, &answer, None, question))
    }

    #[test]
    fn quantities_are_compared_by_value() {
        for (answer, typed, wanted) in [
            ("3.5", "3,5", Comparison::Same),
            ("0.5 mg", ".5 mg", Comparison::Same),
            ("500 µg", "500ug", Comparison::Same),
            ("135-145", "135 to 145", Comparison::Same),
            ("135-145", "between 135 and 145", Comparison::Same),
            ("135–145 mmol/L", "135..145 mmol/l", Comparison::Same),
            ("-5", "\u{2212}5", Comparison::Same),
            ("10⁹", "10^9", Comparison::Same),
            ("10⁹", "1e9", Comparison::Same),
            ("10⁹", "1,000,000,000", Comparison::Same),
            ("3 × 10⁸ m/s", "3e8 m/s", Comparison::Same),
            ("50 %", "50 percent", Comparison::Same),
            ("$5", "5 $", Comparison::Same),
            ("20 °C", "20 degrees Celsius", Comparison::Same),
            ("-5 to -3", "-5--3", Comparison::Same),
            ("-5", "5", Comparison::OtherNumber),
            ("10⁹", "109", Comparison::OtherNumber),
            ("135-145", "135-146", Comparison::OtherNumber),
            ("135-145", "135", Comparison::OtherNumber),
            ("5 kg", "5", Comparison::OtherUnit),
            ("5 kg", "5 g", Comparison::OtherUnit),
            ("3 apples", "3 aples", Comparison::OtherWords),
        ] {
            assert_eq!(compared(answer, typed, ""), Some(wanted), "{typed} for {answer}");
        }
        assert_eq!(compared("5 kg", "5", "How many kilograms?"), Some(Comparison::Same));
        assert_eq!(compared("3.5", "3.5 mmol/L", "What is it in mmol/L?"), Some(Comparison::Same));
        assert_eq!(compared("3.5", "3.5 mmol/L", "What is it?"), Some(Comparison::OtherUnit));
    }

    #[test]
    fn a_number_may_end_in_zeros_that_say_nothing() {
        for (text, short) in [
            ("3.10", Some("3.1")),
            ("5.0", Some("5")),
            ("-0.50", Some("-0.5")),
            ("1,000.50", Some("1,000.5")),
            ("10", None),
            ("1,000", None),
            ("0", None),
            ("3.1", None),
            ("3.10.0", None),
            ("$2.50", None),
            ("2.50 mg", None),
            ("1.0-2.0", None),
        ] {
            assert_eq!(shorter(text, Language::ENGLISH).as_deref(), short, "{text}");
        }
        let german = Language::of_tag("de").unwrap_or_default();
        assert_eq!((shorter("3,10", german).as_deref(), shorter("1.000", german)), (Some("3,1"), None));
    }

    #[test]
    fn what_is_a_text_is_not_read() {
        for text in [
            "007",
            "1.2.3",
            "12:30",
            "2026-01-02",
            "1/2",
            "5 May 2020",
            "1st",
            "24-hour",
            "Python 3",
            "90-60-90",
            "2³",
            "",
            "from 5",
            "1 / 2",
            "555-01",
        ] {
            assert_eq!(Quantity::read(text, Language::ENGLISH, By::Author), None, "{text}");
        }
    }
}
