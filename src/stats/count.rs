//! Counts with their noun: `1 day`, `2 days`.

/// `1 review`, `2 reviews`, `1,000 reviews`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `1,234,567`.
#[must_use]
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// 0.8583 as `86 %`. Never `100 %` or `0 %` unless exact.
#[must_use]
pub fn percent(share: f64) -> String {
    let whole = super::rounding::whole(share * 100.0);
    match whole {
        100 if share < 1.0 => "99 %".to_owned(),
        0 if share > 0.0 => "1 %".to_owned(),
        whole => format!("{whole} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_their_word() {
        assert_eq!(counted(1, "day", "days"), "1 day");
        assert_eq!(counted(0, "day", "days"), "0 days");
        assert_eq!(counted(1_234_567, "day", "days"), "1,234,567 days");
        assert_eq!([0, 999, 1_000, 100_000].map(grouped), ["0", "999", "1,000", "100,000"]);
    }

    #[test]
    fn only_all_is_100_percent() {
        assert_eq!([1.0, 0.999, 0.858, 0.001, 0.0].map(percent), ["100 %", "99 %", "86 %", "1 %", "0 %"]);
    }
}
