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

pub use by_stability::Lasting;
pub use confusion::Confusion;
pub use deck_quality::{AuthorItem, CardFault};
pub use due_format::DueFormat;
pub use due_line::due_line;
pub use forecast::{COMING_DAYS, DueOn, Forecast, Limit, Waiting, falls_due};
pub use guess_probability::{blind, blind_card, known_of};
pub use hard::HardItem;
pub use html::{html, is_page};
pub use input::{StatsInput, StudiedItem, groups, known};
pub use item_history::ItemLife;
pub use json::{DueJson, LifeJson, StatsJson};
pub use knowledge::{DeckScore, Knowledge, SectionScore, chance};
pub use months::Month;
pub use retention::{Kept, RETENTION_DAYS, Retention};
pub use score::Score;
pub use section::StatsSection;
pub use streak::Streak;
pub use summary::{ItemCounts, LogReport, Stats, Today};
pub use time_per_item::Pace;
