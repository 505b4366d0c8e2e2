//! Bar charts: forecast, stability, time per answer.

use super::markup::{TableCell, figure, label, line, rect, table};
use crate::stats::rounding::real;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 126.0;
const FOOT: f64 = 20.0;
const HEAD: f64 = 16.0;

pub(super) struct Bar {
    /// The label below; empty if there is no room.
    pub(super) below: String,
    /// The full name.
    pub(super) name: String,
    pub(super) value: f64,
    /// The label above.
    pub(super) shown: String,
}

/// Draws the bars, scaled to the highest.
pub(super) fn bars(name: &str, summaries: [&str; 2], bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    // Keep few bars close together.
    let column = WIDTH / real(bars.len().max(6));
    let mut drawing = line("axis", (0.0, HEIGHT - FOOT), (WIDTH, HEIGHT - FOOT));
    for (at, bar) in bars.iter().enumerate() {
        let height = if most > 0.0 { bar.value / most * (HEIGHT - FOOT - HEAD) } else { 0.0 };
        let left = column * real(at);
        let middle = left + column / 2.0;
        let top = HEIGHT - FOOT - height;
        let title = format!("{}: {}", bar.name, bar.shown);
        drawing += &rect("known", (left + column * 0.14, top), (column * 0.72, height), &title);
        drawing += &label("value", "middle", (middle, top - 4.0), &bar.shown);
        drawing += &label("", "middle", (middle, HEIGHT - 5.0), &bar.below);
    }
    let rows = bars.iter().map(|bar| vec![TableCell::text(bar.name.as_str()), TableCell::number(&bar.shown)]);
    let [first, second] = summaries;
    figure(name, (WIDTH, HEIGHT), &drawing, &table(&[first, &format!("{second}#")], rows))
}
