//! "1 card", "2 cards".

/// A number and its noun, with an `s` in the plural.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
