//! The only conversions between counts and real numbers, so that each cast is justified once.

/// A count as a real number; exact up to 2^53.
#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// A day sum as a real number; exact up to 2^53.
#[expect(clippy::cast_precision_loss, reason = "no sum comes near 2^53: that many milliseconds are 285,000 years")]
pub(crate) fn real_sum(sum: i64) -> f64 {
    sum as f64
}

/// The nearest count; 0 for a negative number or NaN.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, and NaN becomes 0")]
pub(crate) fn whole(number: f64) -> usize {
    number.round() as usize
}

/// A count in the type of the day sums.
pub(crate) fn sum_of(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Days as FSRS takes them: an `f32` is exact up to 45,000 years.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^24 days")]
pub(crate) fn days(days: u32) -> f32 {
    days as f32
}

/// `part` of `all` as 0.0 to 1.0; `None` if `all` is 0.
pub(crate) fn share(part: i64, all: i64) -> Option<f64> {
    (all > 0).then(|| real_sum(part) / real_sum(all))
}

/// Rounds to so many decimal places, as JSON shows them.
pub(crate) fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    // Adding zero turns -0.0 into 0.0.
    (number * scale).round() / scale + 0.0
}
