//! The picture as text: a page for a terminal, and sentences for the plain face.

mod calendar;
mod calibration;
mod decks;
mod hard;
mod items;
mod life;
mod line;
mod look;
mod over_time;
mod plain;
mod rows_of_days;
mod sheet;
mod words;

#[cfg(test)]
mod tests;

pub(in crate::stats) use calendar::{level, ranges};
pub(in crate::stats) use calibration::losses;
pub(in crate::stats) use hard::now;
pub use life::{lives, lives_in_sentences};
pub use line::{PageLine, PageSpan, Tone};
pub use look::PageStyle;
pub use plain::{sentences, sentences_of};
pub(in crate::stats) use words::{luck, missing};

use self::sheet::PageBuilder;
use super::section::StatsSection;
use super::summary::Stats;

/// From so many rows on there is room for a calendar, and for decks to open into sections.
const TALL: usize = 34;

/// Below so many rows the items by state have to go.
const LOW: usize = 20;

/// The bars have so many rows, or what stands below them has to go.
const LEAST_BARS: usize = 3;

/// The whole picture on one page: at most a row less than the terminal has.
#[must_use]
pub fn page(picture: &Stats, look: PageStyle) -> Vec<PageLine> {
    let head = block(look, |sheet| head(sheet, picture));
    if picture.items.total == 0 {
        return head;
    }
    let begun = picture.reviews > 0;
    let mut below = if begun { below(picture, look, head.len()) } else { begin(look) };
    // A blank line before the bars, what they mean after them, and the prompt of the shell.
    let taken = |below: &[Vec<PageLine>]| head.len() + 3 + below.iter().map(|block| block.len() + 1).sum::<usize>();
    let all_below = below.len();
    while look.rows.is_some_and(|rows| rows < taken(&below) + LEAST_BARS) && !below.is_empty() {
        below.pop();
    }
    // Where something had to go, a row that the bars can spare says so.
    let left_out = below.len() < all_below;
    let spared = |room: usize| if left_out && room > LEAST_BARS { room - 1 } else { room };
    let room = look.rows.map(|rows| spared(rows.saturating_sub(taken(&below))));
    let bars = block(look, |sheet| decks::draw(sheet, &picture.knowledge.decks, room, look.rows.is_none_or(tall)));
    let mut lines = join([head, bars].into_iter().chain(below));
    if let Some(rows) = look.rows.filter(|&rows| begun && !tall(rows)) {
        let more = more(look);
        // The prompt of the shell has a row, too, and a blank line comes before if there is one to spare.
        match rows.saturating_sub(lines.len() + more.len()) {
            0 => {}
            1 => lines.extend(more),
            _ => lines = join([lines, more]),
        }
    }
    lines
}

/// Where the window is too low for all there is, and has a row to say so: how to see more.
fn more(look: PageStyle) -> Vec<PageLine> {
    block(look, |sheet| {
        let how = if look.narrow() { "." } else { ", or: oss-quiz stats --only calendar,hard" };
        sheet.sentence(Tone::Quiet, &format!("A taller window shows more{how}"));
    })
}

/// Some parts of the picture, one after the other.
#[must_use]
pub fn parts(picture: &Stats, parts: &[StatsSection], look: PageStyle) -> Vec<PageLine> {
    join(parts.iter().map(|part| {
        block(look, |sheet| match part {
            StatsSection::Knowledge => knowledge(sheet, picture),
            StatsSection::Retention => over_time::retention(sheet, picture),
            StatsSection::Forecast => rows_of_days::coming(sheet, picture),
            StatsSection::Calendar => calendar::draw(sheet, picture),
            StatsSection::Stability => over_time::lasting(sheet, picture),
            StatsSection::Time => over_time::time(sheet, picture),
            StatsSection::Hard => hard::draw(sheet, picture),
            StatsSection::Calibration => calibration::draw(sheet, picture),
            StatsSection::Items => items::draw(sheet, picture),
        })
    }))
}

const fn tall(rows: usize) -> bool {
    rows >= TALL
}

fn block(look: PageStyle, draw: impl FnOnce(&mut PageBuilder)) -> Vec<PageLine> {
    let mut sheet = PageBuilder::new(look);
    draw(&mut sheet);
    sheet.into_lines()
}

/// Blocks with a blank line between them.
fn join(blocks: impl IntoIterator<Item = Vec<PageLine>>) -> Vec<PageLine> {
    let blocks: Vec<Vec<PageLine>> = blocks.into_iter().filter(|block| !block.is_empty()).collect();
    blocks.join(&PageLine::default())
}

/// Today, and the sentence that carries the page.
fn head(sheet: &mut PageBuilder, picture: &Stats) {
    sheet.labelled("Today", Tone::Plain, &words::today(&picture.today));
    if picture.items.total == 0 {
        sheet.labelled("Items", Tone::Plain, &words::items(&picture.items));
        sheet.blank();
        sheet.sentence(Tone::Ask, words::NO_ITEM);
        return;
    }
    if sheet.look.rows.is_none_or(|rows| rows >= LOW) {
        sheet.labelled("Items", Tone::Plain, &words::items(&picture.items));
    }
    sheet.blank();
    sheet.sentence(Tone::Ask, &words::expected(&picture.knowledge, picture.today.day));
    if let Some(missing) = words::missing(&picture.knowledge.all) {
        sheet.sentence(Tone::Plain, &missing);
    }
}

fn begin(look: PageStyle) -> Vec<Vec<PageLine>> {
    vec![block(look, |sheet| sheet.sentence(Tone::Plain, "Begin with: oss-quiz run"))]
}

/// What stands below the bars; more of it where there is room.
fn below(picture: &Stats, look: PageStyle, above: usize) -> Vec<Vec<PageLine>> {
    let kept = block(look, |sheet| over_time::kept(sheet, picture));
    let coming = block(look, |sheet| rows_of_days::coming(sheet, picture));
    let calendar = block(look, |sheet| calendar::draw(sheet, picture));
    if look.rows.is_some_and(|rows| !tall(rows)) {
        return vec![kept, coming, block(look, |sheet| rows_of_days::answers(sheet, picture))];
    }
    let mut blocks = vec![kept, coming, calendar];
    let bars = picture.knowledge.decks.len() + 4;
    let mut left = look.rows.map_or(usize::MAX, |rows| {
        rows.saturating_sub(above + bars + blocks.iter().map(|block| block.len() + 1).sum::<usize>())
    });
    for (at, extra) in [(2, StatsSection::Stability), (3, StatsSection::Time)] {
        let extra = parts(picture, &[extra], look);
        if extra.len() < left {
            left -= extra.len() + 1;
            blocks.insert(at.min(blocks.len() - 1), extra);
        }
    }
    blocks
}

/// Knowledge with all there is to say about it.
fn knowledge(sheet: &mut PageBuilder, picture: &Stats) {
    let knowledge = &picture.knowledge;
    sheet.sentence(Tone::Ask, &words::expected(knowledge, picture.today.day));
    for sentence in words::missing(&knowledge.all).into_iter().chain(words::luck(knowledge)) {
        sheet.sentence(Tone::Plain, &sentence);
    }
    sheet.blank();
    decks::draw(sheet, &knowledge.decks, None, true);
}
