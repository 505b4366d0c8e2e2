//! The picture as text: a page for a terminal, and sentences for the plain face.

mod decks;
mod line;
mod look;
mod plain;
mod rows_of_days;
mod sheet;
mod words;

#[cfg(test)]
mod tests;

pub use line::{Line, Span, Tone};
pub use look::Look;
pub use plain::sentences;

use self::sheet::Sheet;
use super::picture::Picture;

/// Rows of the page that are not decks, the prompt of the shell among them.
const OTHER_ROWS: usize = 17;

/// The whole picture on one page: at most a row less than the terminal has, where its decks let it.
#[must_use]
pub fn page(picture: &Picture, look: Look) -> Vec<Line> {
    let mut sheet = Sheet::new(look);
    sheet.labelled("Today", Tone::Plain, &words::today(&picture.today));
    if picture.items.total == 0 {
        sheet.labelled("Items", Tone::Plain, "none here is meant by that");
        return sheet.into_lines();
    }
    sheet.labelled("Items", Tone::Plain, &words::items(&picture.items));
    sheet.blank();
    sheet.sentence(Tone::Ask, &words::expected(&picture.knowledge.all));
    if let Some(missing) = words::missing(&picture.knowledge.all) {
        sheet.sentence(Tone::Plain, &missing);
    }
    sheet.blank();
    decks::draw(&mut sheet, &picture.knowledge.decks, look.rows.map(|rows| rows.saturating_sub(OTHER_ROWS)));
    if picture.reviews == 0 {
        sheet.blank();
        sheet.sentence(Tone::Plain, "Begin with: oss-quiz run");
        return sheet.into_lines();
    }
    sheet.blank();
    for (at, text) in words::kept(picture).iter().enumerate() {
        sheet.labelled(if at == 0 { "Kept" } else { "" }, Tone::Plain, text);
    }
    sheet.blank();
    rows_of_days::coming(&mut sheet, picture);
    sheet.blank();
    rows_of_days::answers(&mut sheet, picture);
    sheet.into_lines()
}
