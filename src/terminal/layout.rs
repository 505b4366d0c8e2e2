//! The size of the screen and how it is used.

use super::line::Line;
use super::wrap::indent;

/// The widest text in columns: longer lines are hard to read.
const WIDEST_TEXT: usize = 88;
/// Below this width, screens leave out the dispensable.
const NARROW: usize = 60;

/// The size of the screen, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub columns: usize,
    pub rows: usize,
}

impl Layout {
    /// The size to assume if it is unknown.
    pub const USUAL: Self = Self { columns: 80, rows: 24 };

    /// Text in fewer columns is on a narrow screen.
    pub(super) const NARROW_TEXT: usize = NARROW - 3;

    pub(super) const fn is_narrow(self) -> bool {
        self.columns < NARROW
    }

    /// The left margin, in columns.
    pub(super) const fn margin(self) -> usize {
        if self.is_narrow() { 1 } else { 2 }
    }

    /// The width for text. The last column stays free: terminals disagree about full lines and about emoji.
    pub(super) fn text(self) -> usize {
        self.columns.saturating_sub(self.margin() + 1).clamp(1, WIDEST_TEXT)
    }

    pub(super) fn with_margin(self, lines: impl IntoIterator<Item = Line>) -> Vec<Line> {
        let margin = " ".repeat(self.margin());
        let moved = |line: Line| if line.is_blank() { Line::blank() } else { indent(&margin, &line) };
        lines.into_iter().map(moved).collect()
    }
}
