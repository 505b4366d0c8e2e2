//! How much room there is, and what it is used for.

use super::line::Line;
use super::wrap::indent;

/// Text is no wider, however wide the screen: longer lines are hard to read.
const WIDEST_TEXT: usize = 88;
/// Below so many columns the screens are drawn without what one can do without.
const NARROW: usize = 60;

/// The size of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

impl Layout {
    /// Where the size is not known.
    pub const USUAL: Self = Self { columns: 80, rows: 24 };

    /// Text in fewer columns has little room to the side.
    pub(super) const NARROW_TEXT: usize = NARROW - 3;

    /// Whether there is little room to the side.
    pub(super) const fn is_narrow(self) -> bool {
        self.columns < NARROW
    }

    /// Columns left free at the left.
    pub(super) const fn margin(self) -> usize {
        if self.is_narrow() { 1 } else { 2 }
    }

    /// Columns for text. The last column stays free: terminals disagree about lines that fill it, and about emoji.
    pub(super) fn text(self) -> usize {
        self.columns.saturating_sub(self.margin() + 1).clamp(1, WIDEST_TEXT)
    }

    /// Moves lines away from the edge.
    pub(super) fn with_margin(self, lines: impl IntoIterator<Item = Line>) -> Vec<Line> {
        let margin = " ".repeat(self.margin());
        let moved = |line: Line| if line.is_blank() { Line::blank() } else { indent(&margin, &line) };
        lines.into_iter().map(moved).collect()
    }
}
