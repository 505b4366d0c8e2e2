//! The size of the page, and the characters to draw with.

use crate::styled::{Glyph, Layout, Theme};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageForm {
    pub columns: usize,
    /// Rows of the terminal; `None` if unlimited.
    pub rows: Option<usize>,
    /// Whether characters beyond ASCII may be used.
    pub unicode: bool,
}

/// Characters of eight heights.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl PageForm {
    pub(super) const fn narrow(self) -> bool {
        self.columns < Layout::NARROW
    }

    pub(super) const fn margin(self) -> &'static str {
        if self.narrow() { " " } else { "  " }
    }

    /// Columns between the margins.
    pub(super) fn text_columns(self) -> usize {
        self.columns.clamp(24, Layout::WIDEST_TEXT) - 2 * self.margin().len()
    }

    /// Columns for a table, which may use the full width.
    pub(super) fn table_columns(self) -> usize {
        self.columns.max(24) - 2 * self.margin().len()
    }

    const fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// The known part of a bar.
    pub(super) const fn known(self) -> &'static str {
        self.sign("█", "#")
    }

    /// The probably forgotten part of a bar.
    pub(super) const fn forgotten(self) -> &'static str {
        self.sign("▒", ":")
    }

    /// The new part of a bar; an empty day.
    pub(super) const fn nothing(self) -> &'static str {
        self.sign("·", ".")
    }

    /// Marks a cut-off text.
    pub(super) const fn cut(self) -> &'static str {
        self.glyph(Glyph::Ellipsis)
    }

    const fn glyph(self, glyph: Glyph) -> &'static str {
        Theme { color: false, unicode: self.unicode }.glyph(glyph)
    }

    /// A shade from 0 (nothing) to 4 (the maximum).
    pub(super) const fn shade(self, level: usize) -> &'static str {
        match level {
            0 => self.nothing(),
            1 => self.sign("░", "-"),
            2 => self.sign("▒", "+"),
            3 => self.sign("▓", "x"),
            _ => self.sign("█", "#"),
        }
    }

    /// Marks a position on a bar.
    pub(super) const fn mark(self) -> &'static str {
        self.sign("│", "|")
    }

    /// Points to what something belongs to.
    pub(super) const fn to(self) -> &'static str {
        self.glyph(Glyph::To)
    }

    /// A bar of height 1 to 8; a digit in ASCII.
    pub(super) fn height(self, height: usize) -> String {
        let height = height.clamp(1, HEIGHTS.len());
        if self.unicode { HEIGHTS[height - 1].to_string() } else { height.to_string() }
    }
}
