//! From reviews to numbers, and from numbers to lines of text. Pure.
//!
//! A [`Picture`] is computed once, from the states of items and the sums of days and never from a scan of the log;
//! the screen, JSON and all other faces show its numbers.

pub mod count;
pub mod dates;
mod due_line;
mod forecast;
mod given;
mod json;
mod knowledge;
mod number;
mod pace;
mod picture;
mod retention;
mod score;
pub mod screen;
mod streak;

#[cfg(test)]
mod sample;

pub use due_line::DueLine;
pub use forecast::{COMING_DAYS, DueOn, Forecast, Next};
pub use given::{Asked, Given, Known, elsewhere, known};
pub use json::{DueJson, StatsJson};
pub use knowledge::{DeckScore, Knowledge, chance};
pub use pace::Pace;
pub use picture::{ItemCounts, Picture, Today};
pub use retention::{Kept, RETENTION_DAYS, Retention};
pub use score::Score;
pub use streak::Streak;
