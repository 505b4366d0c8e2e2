//! From reviews to numbers, and from numbers to lines of text. Pure.
//!
//! [`Stats`] are computed once, from the states of items and the day sums, without reading the log; the screen, JSON
//! and all other outputs show the same numbers.

mod by_stability;
mod confusion;
pub mod count;
pub mod csv;
pub mod dates;
mod deck_quality;
mod due_format;
mod due_line;
mod escape;
mod forecast;
mod guess_probability;
mod hard;
mod html;
mod input;
mod item_history;
mod json;
mod knowledge;
pub mod log_stats;
mod months;
pub mod paper;
mod retention;
mod rounding;
mod score;
pub mod screen;
mod section;
mod streak;
mod summary;
mod time_per_item;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod sample;

pub use due_format::DueFormat;
pub use due_line::due_line;
pub use forecast::{COMING_DAYS, Forecast, Limit, Waiting};
pub use guess_probability::blind_card;
pub use html::{html, is_page};
pub use input::{StatsInput, StudiedItem, known};
pub use item_history::ItemLife;
pub use json::{DueJson, LifeJson, StatsJson};
pub use knowledge::Knowledge;
pub use retention::RETENTION_DAYS;
pub use score::Score;
pub use section::StatsSection;
pub use streak::Streak;
pub use summary::Stats;
pub use time_per_item::Pace;
