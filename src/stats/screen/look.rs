//! How much room there is, and which signs may be drawn.

/// How a screen may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageStyle {
    /// Columns of the terminal.
    pub columns: usize,
    /// Rows of the terminal; `None` where there is no end of them.
    pub rows: Option<usize>,
    /// Whether signs beyond ASCII can be drawn.
    pub unicode: bool,
}

/// No text is wider, however wide the terminal is.
const WIDEST: usize = 88;

/// Below so many columns there is no room for all.
const NARROW: usize = 60;

/// The signs of eight heights.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl PageStyle {
    /// Whether there is no room for all.
    pub(super) const fn narrow(self) -> bool {
        self.columns < NARROW
    }

    /// What stands left of all text.
    pub(super) const fn margin(self) -> &'static str {
        if self.narrow() { " " } else { "  " }
    }

    /// Columns between the margins.
    pub(super) fn text_columns(self) -> usize {
        self.columns.clamp(24, WIDEST) - 2 * self.margin().len()
    }

    /// Columns for a table, whose rows may be as wide as the terminal.
    pub(super) fn table_columns(self) -> usize {
        self.columns.max(24) - 2 * self.margin().len()
    }

    const fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// Of a bar: what is known.
    pub(super) const fn known(self) -> &'static str {
        self.sign("█", "#")
    }

    /// Of a bar: what is probably forgotten.
    pub(super) const fn forgotten(self) -> &'static str {
        self.sign("▒", ":")
    }

    /// Of a bar: what was not met. Of a row of days: nothing.
    pub(super) const fn nothing(self) -> &'static str {
        self.sign("·", ".")
    }

    /// Where a text was cut.
    pub(super) const fn cut(self) -> &'static str {
        self.sign("…", "...")
    }

    /// A shade of 0 (nothing) to 4 (the most).
    pub(super) const fn shade(self, level: usize) -> &'static str {
        match level {
            0 => self.nothing(),
            1 => self.sign("░", "-"),
            2 => self.sign("▒", "+"),
            3 => self.sign("▓", "x"),
            _ => self.sign("█", "#"),
        }
    }

    /// Marks a place on a bar.
    pub(super) const fn mark(self) -> &'static str {
        self.sign("│", "|")
    }

    /// Leads to what something belongs to.
    pub(super) const fn to(self) -> &'static str {
        self.sign("→", "->")
    }

    /// A height of 1 to 8; the digit itself where only ASCII can be drawn.
    pub(super) fn height(self, height: usize) -> String {
        let height = height.clamp(1, HEIGHTS.len());
        if self.unicode { HEIGHTS[height - 1].to_string() } else { height.to_string() }
    }
}
