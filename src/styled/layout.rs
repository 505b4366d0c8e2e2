//! The size of the screen and how it is used.

use super::line::Line;
use super::wrap::indent;

/// The size of the screen, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub columns: usize,
    pub rows: usize,
}

impl Layout {
    /// The size to assume if it is unknown.
    pub const USUAL: Self = Self { columns: 80, rows: 24 };

    /// The widest text in columns: longer lines are hard to read.
    pub(crate) const WIDEST_TEXT: usize = 88;

    /// Below this width, screens leave out the dispensable.
    pub(crate) const NARROW: usize = 60;

    /// Text in fewer columns is on a narrow screen.
    pub(crate) const NARROW_TEXT: usize = Self::NARROW - 3;

    pub(crate) const fn is_narrow(self) -> bool {
        self.columns < Self::NARROW
    }

    /// The left margin, in columns.
    pub(crate) const fn margin(self) -> usize {
        if self.is_narrow() { 1 } else { 2 }
    }

    /// The width for text. The last column stays free: terminals disagree about full lines and about emoji.
    pub(crate) fn text(self) -> usize {
        self.columns.saturating_sub(self.margin() + 1).clamp(1, Self::WIDEST_TEXT)
    }

    pub(crate) fn with_margin(self, lines: impl IntoIterator<Item = Line>) -> Vec<Line> {
        let margin = " ".repeat(self.margin());
        let moved = |line: Line| if line.is_blank() { Line::blank() } else { indent(&margin, &line) };
        lines.into_iter().map(moved).collect()
    }
}
