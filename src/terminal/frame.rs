//! The part of the screen that is redrawn: fitted to the rows, and paged if too long.

use super::layout::Layout;
use super::line::{Line, Style};
use super::theme::{Glyph, Theme};
use super::wrap::wrap;

/// What to show, without margins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The session's progress; the first to go if rows are few.
    pub(super) header: Option<Line>,
    /// The text to read; paged if rows are very few.
    pub(super) body: Vec<Line>,
    /// The line of the body that must be visible first.
    pub(super) focus: usize,
    /// Whether letters are text, so that Space turns no page.
    pub(super) types: bool,
    /// What is being typed or picked; always visible.
    pub(super) entry: Vec<Line>,
    /// The cursor: line and column in `entry`.
    pub(super) cursor: Option<(usize, usize)>,
    /// The key hints.
    pub(super) keys: Vec<Line>,
    /// The key hints where rows are few.
    pub(super) few_keys: Line,
}

/// A frame fitted to the screen, margins included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FittedFrame {
    pub(super) lines: Vec<Line>,
    /// Row and column of the cursor, if it is visible.
    pub(super) cursor: Option<(usize, usize)>,
    pub(super) pages: Pages,
}

/// Which part of a long body is visible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pages {
    /// The first visible line.
    pub(super) first: usize,
    /// How many lines fit; 0 if all do.
    pub(super) seen: usize,
    pub(super) all: usize,
}

impl Pages {
    /// Lines below the visible part.
    pub(super) fn below(self) -> usize {
        if self.seen == 0 { 0 } else { self.all.saturating_sub(self.first + self.seen) }
    }

    /// The first line of the next page, which repeats one line of this one.
    pub(super) fn next(self) -> usize {
        self.moved(self.first + self.seen.saturating_sub(1).max(1))
    }

    pub(super) fn previous(self) -> usize {
        self.first.saturating_sub(self.seen.saturating_sub(1).max(1))
    }

    /// Scrolls to this line, as far as there are lines.
    pub(super) fn moved(self, first: usize) -> usize {
        first.min(self.all.saturating_sub(self.seen))
    }
}

impl Frame {
    /// Fits the frame to the screen, starting a paged body at line `first`.
    pub(super) fn fit(&self, layout: Layout, theme: Theme, first: Option<usize>) -> FittedFrame {
        for roomy in [Roomy::All, Roomy::NoHeader, Roomy::NoBlanks, Roomy::FewKeys] {
            let (lines, entry_at) = self.stack(roomy, &self.body);
            if lines.len() <= layout.rows {
                return self.drawn(layout, lines, entry_at, Pages::default());
            }
        }
        self.paged(layout, theme, first)
    }

    fn paged(&self, layout: Layout, theme: Theme, first: Option<usize>) -> FittedFrame {
        let fixed = self.entry.len() + 2;
        let seen = layout.rows.saturating_sub(fixed).max(1);
        let all = Pages { first: 0, seen, all: self.body.len() };
        let pages = Pages { first: all.moved(first.unwrap_or(self.focus)), ..all };
        let mut body = self.body[pages.first..(pages.first + seen).min(self.body.len())].to_vec();
        body.push(self.more(pages, layout.text(), theme));
        let (mut lines, mut entry_at) = self.stack(Roomy::FewKeys, &body);
        // If even this doesn't fit, keep the last rows: they are the ones to act on.
        let over = lines.len().saturating_sub(layout.rows.max(1));
        lines.drain(..over);
        entry_at = entry_at.saturating_sub(over);
        self.drawn(layout, lines, entry_at, pages)
    }

    /// How many lines follow, and the key that shows them.
    fn more(&self, pages: Pages, columns: usize, theme: Theme) -> Line {
        let (all, few, key) = match pages.below() {
            0 => (format!("{} above", super::count(pages.first, "line")), format!("{} above", pages.first), "Up"),
            1 => ("1 more line".to_owned(), "1 more".to_owned(), self.page_key()),
            below => (format!("{below} more lines"), format!("{below} more"), self.page_key()),
        };
        let line = |words: &str| {
            Line::of(Style::Quiet, format!("{} {words}  ", theme.glyph(Glyph::Ellipsis))).with(Style::Key, key)
        };
        let long = line(&all);
        if long.width() <= columns { long } else { line(&few) }
    }

    fn page_key(&self) -> &'static str {
        if self.types { "PgDn" } else { "Space" }
    }

    fn stack(&self, roomy: Roomy, body: &[Line]) -> (Vec<Line>, usize) {
        let blank = matches!(roomy, Roomy::All | Roomy::NoHeader);
        let mut stack = Stack { lines: Vec::new(), blank };
        if roomy == Roomy::All {
            stack.part(self.header.as_slice());
        }
        stack.part(body);
        stack.part(&self.entry);
        let entry_at = stack.lines.len() - self.entry.len();
        stack.part(if roomy == Roomy::FewKeys { std::slice::from_ref(&self.few_keys) } else { &self.keys });
        (stack.lines, entry_at)
    }

    fn drawn(&self, layout: Layout, lines: Vec<Line>, entry_at: usize, pages: Pages) -> FittedFrame {
        let cursor = self.cursor.map(|(line, column)| (entry_at + line, layout.margin() + column));
        let cursor = cursor.filter(|&(line, _)| line < lines.len());
        // A longer line would wrap, and the row count would be wrong after a resize.
        let room = layout.columns.saturating_sub(layout.margin() + 1).max(1);
        let lines = lines.into_iter().map(|line| if line.width() <= room { line } else { start(&line, room) });
        FittedFrame { lines: layout.with_margin(lines), cursor, pages }
    }
}

/// As much of a line as fits into so many columns.
fn start(line: &Line, columns: usize) -> Line {
    wrap(line.spans(), columns).swap_remove(0)
}

/// What fits on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Roomy {
    All,
    NoHeader,
    NoBlanks,
    FewKeys,
}

struct Stack {
    lines: Vec<Line>,
    blank: bool,
}

impl Stack {
    fn part(&mut self, lines: &[Line]) {
        if self.blank && !lines.is_empty() {
            self.lines.push(Line::blank());
        }
        self.lines.extend(lines.iter().cloned());
    }
}
