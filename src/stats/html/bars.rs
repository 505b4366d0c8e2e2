//! Bars side by side: what is coming, how long it lasts, time per answer.

use super::markup::{TableCell, figure, label, line, rect, table};
use crate::stats::rounding::real;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 126.0;
const FOOT: f64 = 20.0;
const HEAD: f64 = 16.0;

/// One bar.
pub(super) struct Bar {
    /// What stands below it; may be empty where there is no room.
    pub(super) below: String,
    /// What it is called in full.
    pub(super) name: String,
    /// How high it is.
    pub(super) value: f64,
    /// What stands above it.
    pub(super) shown: String,
}

/// Draws them, the highest as high as there is room.
pub(super) fn bars(name: &str, headings: [&str; 2], bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    // A few bars stand side by side, not far apart.
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
    let [first, second] = headings;
    figure(name, (WIDTH, HEIGHT), &drawing, &table(&[first, &format!("{second}#")], rows))
}
