//! How an item was answered so far: the page behind `i`.

use super::line::{Line, Style};
use super::wrap::{indent, rows, wrap};
use crate::session::ItemHistory;

/// Later rows of a line are set in by so much.
const SET_IN: &str = "  ";

/// The page, in so many columns.
pub(super) fn page(past: &ItemHistory, columns: usize) -> Vec<Line> {
    let mut lines = wrap(Line::of(Style::Ask, past.heading.as_str()).runs(), columns);
    for part in [&past.reviews, &past.reasons].into_iter().filter(|part| !part.is_empty()) {
        lines.push(Line::blank());
        for line in part {
            lines.extend(hanging(line, columns));
        }
    }
    lines
}

/// A line whose later rows are set in, so that one sees where the next begins.
fn hanging(line: &str, columns: usize) -> Vec<Line> {
    let rows = rows(line, columns, columns.saturating_sub(SET_IN.len()).max(1));
    let mut rows = rows.into_iter().map(|row| Line::of(Style::Plain, &line[row]));
    let first = rows.next();
    first.into_iter().chain(rows.map(|row| indent(SET_IN, &row))).collect()
}
