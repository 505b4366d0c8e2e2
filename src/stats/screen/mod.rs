//! The statistics as text: a page for a terminal, and sentences for the plain interface.

mod calendar;
mod calibration;
mod columns;
mod decks;
mod hard;
mod items;
mod life;
mod over_time;
mod page_form;
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
pub use page_form::PageForm;
pub use plain::{sentences, sentences_of};
pub(in crate::stats) use words::{luck, missing};

use self::sheet::PageBuilder;
use super::section::StatsSection;
use super::summary::Stats;
use crate::styled::line::{Line, Style};

/// From this height on there is room for the calendar, and for decks expanded into sections.
const TALL: usize = 34;

/// Below this height the counts by state are left out.
const LOW: usize = 20;

/// The bars keep this many rows; what is below them is left out first.
const LEAST_BARS: usize = 3;

/// All statistics on one page, at most one row less than the terminal has.
#[must_use]
pub fn page(stats: &Stats, form: PageForm) -> Vec<Line> {
    let head = block(form, |page| head(page, stats));
    if stats.items.total == 0 {
        return head;
    }
    let begun = stats.reviews > 0;
    let mut below = if begun { below(stats, form, head.len()) } else { begin(form) };
    // A blank line before the bars, their legend, and the shell prompt.
    let taken = |below: &[Vec<Line>]| head.len() + 3 + below.iter().map(|block| block.len() + 1).sum::<usize>();
    let all_below = below.len();
    while form.rows.is_some_and(|rows| rows < taken(&below) + LEAST_BARS) && !below.is_empty() {
        below.pop();
    }
    // If something was left out, use a row to say so.
    let left_out = below.len() < all_below;
    let spared = |room: usize| if left_out && room > LEAST_BARS { room - 1 } else { room };
    let room = form.rows.map(|rows| spared(rows.saturating_sub(taken(&below))));
    let bars = block(form, |page| decks::draw(page, &stats.knowledge.decks, room, form.rows.is_none_or(tall)));
    let mut lines = join([head, bars].into_iter().chain(below));
    if let Some(rows) = form.rows.filter(|&rows| begun && !tall(rows)) {
        let more = more(form);
        // The shell prompt takes a row; put a blank line before it if one is left.
        match rows.saturating_sub(lines.len() + more.len()) {
            0 => {}
            1 => lines.extend(more),
            _ => lines = join([lines, more]),
        }
    }
    lines
}

/// A pointer to the rest, if it doesn't fit and there is a row for it.
fn more(form: PageForm) -> Vec<Line> {
    block(form, |page| {
        let how = if form.narrow() { "." } else { ", or: oss-quiz stats --only calendar,hard" };
        page.sentence(Style::Quiet, &format!("A taller window shows more{how}"));
    })
}

/// Some sections, in order.
#[must_use]
pub fn parts(stats: &Stats, parts: &[StatsSection], form: PageForm) -> Vec<Line> {
    join(parts.iter().map(|part| {
        block(form, |page| match part {
            StatsSection::Knowledge => knowledge(page, stats),
            StatsSection::Retention => over_time::retention(page, stats),
            StatsSection::Forecast => rows_of_days::coming(page, stats),
            StatsSection::Calendar => calendar::draw(page, stats),
            StatsSection::Stability => over_time::stability(page, stats),
            StatsSection::Time => over_time::time(page, stats),
            StatsSection::Hard => hard::draw(page, stats),
            StatsSection::Calibration => calibration::draw(page, stats),
            StatsSection::Items => items::draw(page, stats),
        })
    }))
}

const fn tall(rows: usize) -> bool {
    rows >= TALL
}

fn block(form: PageForm, draw: impl FnOnce(&mut PageBuilder)) -> Vec<Line> {
    let mut page = PageBuilder::new(form);
    draw(&mut page);
    page.into_lines()
}

/// Blocks with a blank line between them.
fn join(blocks: impl IntoIterator<Item = Vec<Line>>) -> Vec<Line> {
    let blocks: Vec<Vec<Line>> = blocks.into_iter().filter(|block| !block.is_empty()).collect();
    blocks.join(&Line::default())
}

/// Today, and the main sentence.
fn head(page: &mut PageBuilder, stats: &Stats) {
    page.labelled("Today", Style::Plain, &words::today(&stats.today));
    if stats.items.total == 0 {
        page.labelled("Items", Style::Plain, &words::items(&stats.items));
        page.blank();
        page.sentence(Style::Ask, words::NO_ITEM);
        return;
    }
    if page.form.rows.is_none_or(|rows| rows >= LOW) {
        page.labelled("Items", Style::Plain, &words::items(&stats.items));
    }
    page.blank();
    page.sentence(Style::Ask, &words::expected(&stats.knowledge, stats.today.day));
    if let Some(missing) = words::missing(&stats.knowledge.all) {
        page.sentence(Style::Plain, &missing);
    }
}

fn begin(form: PageForm) -> Vec<Vec<Line>> {
    vec![block(form, |page| page.sentence(Style::Plain, "Begin with: oss-quiz run"))]
}

/// What follows the bars; more of it if there is room.
fn below(stats: &Stats, form: PageForm, above: usize) -> Vec<Vec<Line>> {
    let kept = block(form, |page| over_time::kept(page, stats));
    let coming = block(form, |page| rows_of_days::coming(page, stats));
    let calendar = block(form, |page| calendar::draw(page, stats));
    if form.rows.is_some_and(|rows| !tall(rows)) {
        return vec![kept, coming, block(form, |page| rows_of_days::answers(page, stats))];
    }
    let mut blocks = vec![kept, coming, calendar];
    let bars = stats.knowledge.decks.len() + 4;
    let mut left = form.rows.map_or(usize::MAX, |rows| {
        rows.saturating_sub(above + bars + blocks.iter().map(|block| block.len() + 1).sum::<usize>())
    });
    for (at, extra) in [(2, StatsSection::Stability), (3, StatsSection::Time)] {
        let extra = parts(stats, &[extra], form);
        if extra.len() < left {
            left -= extra.len() + 1;
            blocks.insert(at.min(blocks.len() - 1), extra);
        }
    }
    blocks
}

/// Knowledge in full detail.
fn knowledge(page: &mut PageBuilder, stats: &Stats) {
    let knowledge = &stats.knowledge;
    page.sentence(Style::Ask, &words::expected(knowledge, stats.today.day));
    for sentence in words::missing(&knowledge.all).into_iter().chain(words::luck(knowledge)) {
        page.sentence(Style::Plain, &sentence);
    }
    page.blank();
    decks::draw(page, &knowledge.decks, None, true);
}
