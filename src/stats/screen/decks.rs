//! Knowledge as bars, one row per deck.

use super::columns::fitted;
use super::page_form::PageForm;
use super::sheet::PageBuilder;
use super::words::rounded;
use crate::stats::count::grouped;
use crate::stats::knowledge::DeckScore;
use crate::stats::rounding::{real, whole};
use crate::stats::score::Score;
use crate::styled::line::{Line, Style, width};

/// The longest bar.
const LONGEST_BAR: usize = 30;

/// The longest deck name.
const LONGEST_NAME: usize = 24;

/// A bar with its name and numbers.
struct BarRow {
    name: String,
    score: Score,
    count: String,
    range: String,
}

impl BarRow {
    fn of(name: String, score: &Score) -> Self {
        let (known, low, high) = rounded(score);
        let range = match score.met {
            0 => "not begun".to_owned(),
            _ if low == high => String::new(),
            _ => format!("{} to {}", grouped(low), grouped(high)),
        };
        let count = format!("{} of {}", grouped(known), grouped(score.items));
        Self { name, score: *score, count, range }
    }
}

/// Draws the decks in at most `room` rows, followed by a legend. If `open`, decks are expanded into sections as far
/// as there is room.
pub(super) fn draw(page: &mut PageBuilder, decks: &[DeckScore], room: Option<usize>, open: bool) {
    let most = room.map_or(usize::MAX, |room| room.max(2));
    let rows = if decks.len() <= most {
        opened(decks, if open { most - decks.len() } else { 0 })
    } else {
        put_together(decks, most)
    };
    let form = page.form;
    let widest = |of: fn(&BarRow) -> &str| rows.iter().map(|row| width(of(row))).max().unwrap_or(0);
    let (count, range) = (widest(|row| &row.count), if form.narrow() { 0 } else { widest(|row| &row.range) + 3 });
    let name = widest(|row| &row.name).min(LONGEST_NAME).min(form.text_columns() / 3);
    let bar = form.text_columns().saturating_sub(name + 2 + 2 + count + range).clamp(4, LONGEST_BAR);
    for row in &rows {
        let mut line = Line::of(Style::Plain, format!("{}  ", fitted(&row.name, name, form.cut())));
        line = line.joined(bar_of(&row.score, bar, form));
        line = line.with(Style::Plain, format!("  {:>count$}", row.count));
        if range > 0 {
            line = line.with(Style::Quiet, format!("   {:>width$}", row.range, width = range - 3));
        }
        page.row(line);
    }
    page.row(legend(name + 2, form));
}

/// A row for each deck, followed by its sections if it is begun and they fit into the `room` rows left.
fn opened(decks: &[DeckScore], mut room: usize) -> Vec<BarRow> {
    let mut rows = Vec::new();
    for deck in decks {
        rows.push(BarRow::of(deck.deck.clone(), &deck.score));
        if deck.score.met > 0 && deck.sections.len() <= room {
            room -= deck.sections.len();
            let sections = deck.sections.iter();
            rows.extend(sections.map(|section| BarRow::of(format!("  {}", section.short()), &section.score)));
        }
    }
    rows
}

/// Combines decks into one row if there are too many: first those not begun, then the last ones.
fn put_together(decks: &[DeckScore], most: usize) -> Vec<BarRow> {
    let mut order: Vec<&DeckScore> = decks.iter().collect();
    order.sort_by_key(|deck| deck.score.met == 0);
    let (shown, rest) = order.split_at(most - 1);
    let mut together = Score::default();
    for deck in rest {
        together.add(&deck.score);
    }
    let mut rows: Vec<BarRow> = shown.iter().map(|deck| BarRow::of(deck.deck.clone(), &deck.score)).collect();
    rows.push(BarRow::of(format!("{} more", rest.len()), &together));
    rows
}

/// Segments for known, probably forgotten, new.
fn bar_of(score: &Score, cells: usize, form: PageForm) -> Line {
    let share = |part: f64| whole(part / real(score.items.max(1)) * real(cells)).min(cells);
    let (known, met) = (share(score.expected), share(real(score.met)));
    Line::of(Style::Right, form.known().repeat(known))
        .with(Style::Near, form.forgotten().repeat(met.saturating_sub(known)))
        .with(Style::Quiet, form.nothing().repeat(cells - met.max(known)))
}

fn legend(indent: usize, form: PageForm) -> Line {
    let indent = if form.narrow() { 0 } else { indent };
    Line::of(Style::Plain, " ".repeat(indent))
        .with(Style::Right, form.known())
        .with(Style::Quiet, if form.narrow() { " known  " } else { " known   " })
        .with(Style::Near, form.forgotten())
        .with(Style::Quiet, if form.narrow() { " forgotten  " } else { " probably forgotten   " })
        .with(Style::Quiet, format!("{} new", form.nothing()))
}
