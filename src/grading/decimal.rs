//! Exact decimal numbers as text has them: no floats, so 0.1 is a tenth.

use super::{Language, Tolerance, conventions};

/// `digits` times ten to the `exponent`. `digits` has no zeros at either end and is empty for zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Takes digits with at most one point.
    pub(super) fn of(is_negative: bool, plain: &str, times_ten_to: i64) -> Self {
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let all = format!("{whole}{part}");
        let digits = all.trim_start_matches('0');
        let kept = digits.trim_end_matches('0');
        if kept.is_empty() {
            return Self { is_negative: false, digits: String::new(), exponent: 0 };
        }
        let count = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let exponent = times_ten_to.saturating_sub(count(part)).saturating_add(count(digits) - count(kept));
        Self { is_negative, digits: kept.to_owned(), exponent }
    }

    /// Whether the other number is within the tolerance, limits included.
    ///
    /// Numbers whose digits don't fit into 128 bits are near only if they are equal.
    pub(super) fn is_near(&self, other: &Self, tolerance: &Tolerance) -> bool {
        self == other || self.within(other, tolerance).unwrap_or(false)
    }

    fn within(&self, other: &Self, tolerance: &Tolerance) -> Option<bool> {
        let amount = Self::of(false, tolerance.amount(), 0);
        let scale = self.exponent.min(other.exponent).min(amount.exponent);
        let (mine, its, amount) = (self.at(scale)?, other.at(scale)?, amount.at(scale)?);
        let apart = its.checked_sub(mine)?.checked_abs()?;
        if tolerance.is_percent() {
            // A percentage of the answer: apart / |mine| <= amount / 100, with `amount` in units of the scale.
            let unit = 10_i128.checked_pow(u32::try_from(scale.min(0).unsigned_abs()).ok()?)?;
            let left = apart.checked_mul(100)?.checked_mul(unit)?;
            return Some(left <= mine.checked_abs()?.checked_mul(amount)?);
        }
        Some(apart <= amount)
    }

    /// The number in units of ten to the `scale`.
    fn at(&self, scale: i64) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let shift = u32::try_from(self.exponent.checked_sub(scale)?).ok()?;
        let value = self.digits.parse::<i128>().ok()?.checked_mul(10_i128.checked_pow(shift)?)?;
        Some(if self.is_negative { -value } else { value })
    }
}

/// Who wrote a number: an author's has one reading, a learner's any that makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Author,
    Learner,
}

/// Turns digits with separators into plain digits with at most one point; `None` for versions, dates, and numbers
/// with a leading zero.
pub(super) fn plain(body: &str, language: Language, by: By) -> Option<String> {
    let spaced: Vec<&str> = body.split([' ', '\'', '\u{2019}', '_']).collect();
    if spaced.len() > 1 && !is_grouped(&spaced[..spaced.len() - 1], spaced[spaced.len() - 1]) {
        return None;
    }
    let body = spaced.concat();
    let comma = conventions::decimal_comma(language.code());
    let (points, commas) = (body.matches('.').count(), body.matches(',').count());
    let plain = match (points, commas) {
        (0, 0) => body,
        (1, 1..) | (2.., 1) => {
            // The last separator is the decimal one, and occurs once.
            let last = body.rfind(['.', ','])?;
            let sign = if body[last..].starts_with('.') { '.' } else { ',' };
            if body.matches(sign).count() > 1 {
                return None;
            }
            let whole: Vec<&str> = body[..last].split(if sign == '.' { ',' } else { '.' }).collect();
            groups(&whole)?;
            format!("{}.{}", whole.concat(), &body[last + 1..])
        }
        (1, 0) if !comma || !is_thousand(&body, '.') => body,
        (0, 1) if comma || !is_thousand(&body, ',') => body.replace(',', "."),
        (_, 0) => thousands(&body, '.', comma || by == By::Learner && points > 1)?,
        (0, _) => thousands(&body, ',', !comma || by == By::Learner && commas > 1)?,
        _ => return None,
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let leading = whole.len() > 1 && whole.starts_with('0');
    let has_digits = plain.bytes().any(|b| b.is_ascii_digit());
    let ends_open = plain.contains('.') && part.is_empty();
    (!leading && has_digits && !ends_open).then_some(plain)
}

/// One separator, one to three digits before it, three after it: thousands, not decimals.
fn is_thousand(body: &str, sign: char) -> bool {
    body.split_once(sign)
        .is_some_and(|(whole, part)| part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0'))
}

fn thousands(body: &str, sign: char, allowed: bool) -> Option<String> {
    let parts: Vec<&str> = body.split(sign).collect();
    if !allowed {
        return None;
    }
    groups(&parts)?;
    Some(parts.concat())
}

/// Checks digit groups: the last of three digits, those before of two (as in India) or three.
fn groups(parts: &[&str]) -> Option<()> {
    let (first, rest) = parts.split_first()?;
    let Some((last, middle)) = rest.split_last() else { return Some(()) };
    let fits = (1..=3).contains(&first.len())
        && last.len() == 3
        && (middle.iter().all(|group| group.len() == 3) || middle.iter().all(|group| group.len() == 2));
    fits.then_some(())
}

/// Checks groups separated by spaces or apostrophes; decimals may follow the last.
fn is_grouped(before: &[&str], last: &str) -> bool {
    let whole = last.split(['.', ',']).next().unwrap_or_default();
    before.iter().chain([&whole]).skip(1).all(|group| group.len() == 3)
        && before.first().is_some_and(|first| (1..=3).contains(&first.len()) && *first != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str, code: &str, by: By) -> Option<Decimal> {
        plain(body, Language::of_tag(code)?, by).map(|plain| Decimal::of(false, &plain, 0))
    }

    #[test]
    fn one_number_in_many_ways() {
        for (a, b, code) in [
            ("3.5", "3,5", "en"),
            ("3.5", "3.50", "en"),
            ("5.0", "5", "en"),
            ("0.5", ".5", "en"),
            ("1,000", "1000", "en"),
            ("1,000", "1 000", "en"),
            ("1.000", "1000", "de"),
            ("3,5", "3.5", "de"),
            ("1'000", "1000", "de"),
            ("1,234.5", "1234.5", "en"),
            ("1,234.5", "1.234,5", "en"),
            ("1,00,000", "100000", "en"),
            ("12 345,6", "12345.6", "fr"),
        ] {
            let (one, other) = (read(a, code, By::Author), read(b, code, By::Learner));
            assert!(one.is_some() && one == other, "{a} and {b}: {one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for body in ["007", "1.2.3", "127.0.0.1", "1,2,3", "01.5", "5.", "1 00", "0 123"] {
            assert_eq!(read(body, "en", By::Learner), None, "{body}");
        }
        assert_ne!(read("1.000", "en", By::Learner), read("1000", "en", By::Author));
    }

    #[test]
    fn limits_are_within_the_tolerance() {
        let near = |a: &str, b: &str, by: &str| {
            let of = |text: &str| {
                let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
                Decimal::of(negative, text, 0)
            };
            of(a).is_near(&of(b), &Tolerance::parse(by).expect("a tolerance"))
        };
        assert!(near("10", "10.5", "0.5") && near("10", "9.5", "0.5") && !near("10", "10.51", "0.5"));
        assert!(near("200", "210", "5%") && near("200", "190", "5%") && !near("200", "210.01", "5%"));
        assert!(near("0.2", "0.21", "5%") && !near("0.2", "0.2101", "5%"));
        assert!(near("-10", "-10.5", "5%") && !near("-10", "10", "5%"));
        assert!(near("0", "0", "0") && !near("0", "1", "5%"));
        assert!(near("3.14159", "3.14", "0.01"));
    }
}
