//! For authors: what answers reveal about each item.

use super::columns::{fitted, fitted_name};
use super::sheet::PageBuilder;
use crate::stats::count::{counted, percent};
use crate::stats::deck_quality::AuthorItem;
use crate::stats::rounding::real;
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Style, width};

/// Draws a row for each answered item.
pub(super) fn draw(page: &mut PageBuilder, stats: &Stats) {
    let Some(log) = &stats.log else { return };
    if log.items.is_empty() {
        page.sentence(Style::Ask, "No item has been answered yet.");
        return;
    }
    let names = log.items.iter().map(|item| width(item.item.as_str())).max().unwrap_or(0);
    let names = names.min(page.form.table_columns().saturating_sub(24));
    page.row(Line::of(
        Style::Quiet,
        format!("{}  {:>5}  {:>6}  {:>6}", fitted("item", names, ""), "asked", "right", "time"),
    ));
    for item in &log.items {
        let line = Line::of(Style::Plain, fitted_name(item.item.as_str(), names, page.form.cut()))
            .with(Style::Plain, format!("  {:>5}  {:>6}  {:>6}", item.answers, right(item), time(item)));
        page.row(line);
        for note in notes(item) {
            page.row(Line::of(Style::Plain, "  ").with(Style::Near, note));
        }
    }
}

fn right(item: &AuthorItem) -> String {
    percent(real(item.right) / real(item.answers.max(1)))
}

fn time(item: &AuthorItem) -> String {
    item.median_ms.map(|ms| format!("{:.1} s", f64::from(ms) / 1_000.0)).unwrap_or_default()
}

/// Remarks for the author.
fn notes(item: &AuthorItem) -> Vec<String> {
    let fault = item.fault.map(|fault| format!("~ may be at fault: {}", fault.words()));
    let unpicked = item.unpicked.iter().map(|text| format!("~ never picked: {text}"));
    fault.into_iter().chain(unpicked).collect()
}

/// One item, in a sentence.
pub(super) fn sentence(item: &AuthorItem) -> String {
    let notes = notes(item).join("; ").replace("~ ", "");
    let notes = if notes.is_empty() { String::new() } else { format!(" {notes}.") };
    let answers = counted(item.answers, "answer", "answers");
    format!("{}: {answers}, {} right, {} each.{notes}", item.item, right(item), time(item))
}
