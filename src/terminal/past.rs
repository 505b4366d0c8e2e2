//! The history of an item: the page behind `i`.

use super::line::{Line, Style};
use super::wrap::{indent, rows, wrap};
use crate::session::ItemHistory;

/// The indentation of continued rows.
const SET_IN: &str = "  ";

pub(super) fn page(history: &ItemHistory, columns: usize) -> Vec<Line> {
    let mut lines = wrap(Line::of(Style::Ask, history.heading.as_str()).spans(), columns);
    for part in [&history.reviews, &history.reasons].into_iter().filter(|part| !part.is_empty()) {
        lines.push(Line::blank());
        for line in part {
            lines.extend(hanging(line, columns));
        }
    }
    lines
}

/// Indents the continued rows of a line, so that the next line stands out.
fn hanging(line: &str, columns: usize) -> Vec<Line> {
    let rows = rows(line, columns, columns.saturating_sub(SET_IN.len()).max(1));
    let mut rows = rows.into_iter().map(|row| Line::of(Style::Plain, &line[row]));
    let first = rows.next();
    first.into_iter().chain(rows.map(|row| indent(SET_IN, &row))).collect()
}
