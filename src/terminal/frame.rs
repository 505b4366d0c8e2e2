//! The part of the screen that is drawn anew: fitted to its rows, paged where it is longer.

use super::layout::Layout;
use super::line::{Line, Style};
use super::theme::{Glyph, Theme};
use super::wrap::wrap;

/// What is to be on the screen, without margins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// Where the session stands; goes first where rows are few.
    pub(super) header: Option<Line>,
    /// What is to be read; paged where rows are very few.
    pub(super) body: Vec<Line>,
    /// The line of the body that must be seen first.
    pub(super) focus: usize,
    /// Whether letters are text here, so that Space turns no page.
    pub(super) types: bool,
    /// What is being typed or picked; always seen.
    pub(super) entry: Vec<Line>,
    /// The cursor: line and column in `entry`.
    pub(super) cursor: Option<(usize, usize)>,
    /// What the keys do.
    pub(super) keys: Vec<Line>,
    /// The same where rows are few.
    pub(super) few_keys: Line,
}

/// A frame as it fits the screen: its margin in place, no line too many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FittedFrame {
    pub(super) lines: Vec<Line>,
    /// Row and column of the cursor, where one is seen.
    pub(super) cursor: Option<(usize, usize)>,
    pub(super) pages: Pages,
}

/// Which part of a long body is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pages {
    /// The first line seen.
    pub(super) first: usize,
    /// How many are seen at once; 0 where all are.
    pub(super) seen: usize,
    /// How many there are.
    pub(super) all: usize,
}

impl Pages {
    /// Lines that are still to be read.
    pub(super) fn below(self) -> usize {
        if self.seen == 0 { 0 } else { self.all.saturating_sub(self.first + self.seen) }
    }

    /// The first line of the page after this one; one line is seen on both.
    pub(super) fn next(self) -> usize {
        self.moved(self.first + self.seen.saturating_sub(1).max(1))
    }

    /// The first line of the page before this one.
    pub(super) fn previous(self) -> usize {
        self.first.saturating_sub(self.seen.saturating_sub(1).max(1))
    }

    /// That line first, as far as there are lines.
    pub(super) fn moved(self, first: usize) -> usize {
        first.min(self.all.saturating_sub(self.seen))
    }
}

impl Frame {
    /// Fits the frame to the screen. `first` is the first line of the body to be seen, where it is paged.
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
        // Where there are hardly any rows, the last ones are those one acts on.
        let over = lines.len().saturating_sub(layout.rows.max(1));
        lines.drain(..over);
        entry_at = entry_at.saturating_sub(over);
        self.drawn(layout, lines, entry_at, pages)
    }

    /// How much more there is, and the key that shows it.
    fn more(&self, pages: Pages, columns: usize, theme: Theme) -> Line {
        let (all, few, key) = match pages.below() {
            0 => (format!("{} above", super::count(pages.first, "line")), format!("{} above", pages.first), "Up"),
            1 => ("1 more line".to_owned(), "1 more".to_owned(), self.page_key()),
            below => (format!("{below} more lines"), format!("{below} more"), self.page_key()),
        };
        let line = |words: &str| {
            Line::of(Style::Quiet, format!("{} {words}  ", theme.sign(Glyph::Ellipsis))).with(Style::Key, key)
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
        // The terminal would break a longer line, and the rows would be counted wrong when the screen changes its size.
        let room = layout.columns.saturating_sub(layout.margin() + 1).max(1);
        let lines = lines.into_iter().map(|line| if line.width() <= room { line } else { start(&line, room) });
        FittedFrame { lines: layout.with_margin(lines), cursor, pages }
    }
}

/// As much of a line as fits into so many columns.
fn start(line: &Line, columns: usize) -> Line {
    wrap(line.runs(), columns).swap_remove(0)
}

/// What there is room for.
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
