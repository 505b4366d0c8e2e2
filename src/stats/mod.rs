//! From reviews to numbers, and from numbers to lines of text. Pure.
//!
//! A [`Picture`] is computed once, from the states of items and the sums of days and never from a scan of the log;
//! the screen, JSON and all other faces show its numbers.

mod author;
mod confusion;
pub mod count;
pub mod csv;
pub mod dates;
mod due_format;
mod due_line;
mod forecast;
mod given;
mod guess;
mod hard;
mod html;
mod json;
mod knowledge;
mod lasting;
mod life;
mod months;
mod number;
mod pace;
mod part;
pub mod past;
mod picture;
mod retention;
mod score;
pub mod screen;
mod streak;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod sample;

pub use author::{AuthorItem, Fault};
pub use confusion::Confusion;
pub use due_format::DueFormat;
pub use due_line::due_line;
pub use forecast::{COMING_DAYS, DueOn, Forecast, Limit, Waiting, falls_due};
pub use given::{Given, Known, SeenNow, StateNow, elsewhere, groups, known};
pub use guess::{blind, blind_card, known_of};
pub use hard::HardItem;
pub use html::{html, is_page};
pub use json::{DueJson, LifeJson, StatsJson};
pub use knowledge::{DeckScore, Knowledge, SectionScore, chance};
pub use lasting::Lasting;
pub use life::Life;
pub use months::Month;
pub use pace::Pace;
pub use part::Part;
pub use picture::{ItemCounts, LogPicture, Picture, Today};
pub use retention::{Kept, RETENTION_DAYS, Retention};
pub use score::Score;
pub use streak::Streak;
