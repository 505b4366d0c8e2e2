//! Draws our part of the screen in place, below what has scrolled away.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::frame::FittedFrame;
use super::line::Line;
use super::theme::Theme;

const CLEAR_DOWN: &str = "\u{1b}[J";
const CLEAR_LINE: &str = "\u{1b}[K";
const SHOW_CURSOR: &str = "\u{1b}[?25h";
const HIDE_CURSOR: &str = "\u{1b}[?25l";

/// Draws each frame over the previous one.
#[derive(Debug)]
pub(super) struct InlineRenderer<W> {
    out: W,
    /// The width of each line of the current frame.
    widths: Vec<usize>,
    /// The line of the frame that has the cursor.
    cursor_line: usize,
}

impl<W: Write> InlineRenderer<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, widths: Vec::new(), cursor_line: 0 }
    }

    /// Replaces the frame with lines that stay, followed by the new frame, in one write.
    ///
    /// Works row by row: a terminal told to clear everything from its first row on may keep a copy in its scrollback.
    pub(super) fn paint(&mut self, stay: &[Line], frame: &FittedFrame, columns: usize, theme: Theme) -> io::Result<()> {
        let mut text = String::from(HIDE_CURSOR);
        self.push_home(&mut text, columns);
        text.push_str(CLEAR_LINE);
        for line in stay {
            text.push_str(&theme.paint(line));
            text.push_str("\r\n");
            text.push_str(CLEAR_LINE);
        }
        for (at, line) in frame.lines.iter().enumerate() {
            if at > 0 {
                text.push_str("\r\n");
                text.push_str(CLEAR_LINE);
            }
            text.push_str(&theme.paint(line));
        }
        push_clear_below(&mut text, frame);
        self.widths = frame.lines.iter().map(Line::width).collect();
        self.cursor_line = self.widths.len().saturating_sub(1);
        if let Some((line, column)) = frame.cursor {
            push_move(&mut text, self.cursor_line - line, 'A');
            text.push('\r');
            push_move(&mut text, column, 'C');
            text.push_str(SHOW_CURSOR);
            self.cursor_line = line;
        }
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Moves below the frame, which stays on the screen, and forgets it.
    pub(super) fn leave(&mut self, columns: usize) -> io::Result<()> {
        let mut text = String::new();
        let below = self.widths.get(self.cursor_line..).unwrap_or_default();
        let rows: usize = below.iter().map(|&width| rows(width, columns)).sum();
        push_move(&mut text, rows.saturating_sub(1), 'B');
        if !self.widths.is_empty() {
            text.push_str("\r\n");
        }
        self.forget();
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Forgets the frame: the screen isn't ours any more.
    pub(super) fn forget(&mut self) {
        self.widths.clear();
        self.cursor_line = 0;
    }

    /// Moves to the frame's first row. Counts rows as they are now: a terminal that became narrower has wrapped them.
    fn push_home(&self, text: &mut String, columns: usize) {
        let above = &self.widths[..self.cursor_line];
        let rows = above.iter().map(|&width| rows(width, columns)).sum();
        text.push('\r');
        push_move(text, rows, 'A');
    }
}

/// How many rows a line takes.
fn rows(width: usize, columns: usize) -> usize {
    width.div_ceil(columns.max(1)).max(1)
}

/// Clears the rest of the old frame, but never from column 1, which may be the first row of the screen.
fn push_clear_below(text: &mut String, frame: &FittedFrame) {
    if frame.lines.last().is_some_and(|line| line.width() > 0) {
        text.push_str(CLEAR_DOWN);
    } else {
        text.push(' ');
        text.push_str(CLEAR_DOWN);
        text.push('\r');
        text.push_str(CLEAR_LINE);
    }
}

fn push_move(text: &mut String, by: usize, direction: char) {
    if by > 0 {
        // Writing to a string can't fail.
        let _ = write!(text, "\u{1b}[{by}{direction}");
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::Style;
    use super::*;

    fn drawn(lines: &[&str]) -> FittedFrame {
        FittedFrame {
            lines: lines.iter().map(|text| Line::of(Style::Plain, *text)).collect(),
            ..FittedFrame::default()
        }
    }

    fn screen(bytes: &[u8]) -> String {
        let mut terminal = vt100::Parser::new(8.try_into().expect("rows"), 20.try_into().expect("columns"), 0);
        terminal.process(bytes);
        terminal.screen().contents()
    }

    #[test]
    fn a_frame_replaces_the_one_before_it() {
        let mut bytes = b"$ oss-quiz run\r\n".to_vec();
        let mut renderer = InlineRenderer::new(&mut bytes);
        renderer.paint(&[], &drawn(&["one", "two", "three"]), 20, Theme::BARE).expect("a screen");
        let stay = [Line::of(Style::Plain, "done: one")];
        renderer.paint(&stay, &drawn(&["four"]), 20, Theme::BARE).expect("a screen");
        assert_eq!(screen(&bytes), "$ oss-quiz run\ndone: one\nfour");
    }

    #[test]
    fn the_cursor_stands_where_one_types() {
        let mut bytes = Vec::new();
        let mut renderer = InlineRenderer::new(&mut bytes);
        let frame = FittedFrame { cursor: Some((1, 2)), ..drawn(&["question", "> ", "keys"]) };
        renderer.paint(&[], &frame, 20, Theme::BARE).expect("a screen");
        renderer.paint(&[], &frame, 20, Theme::BARE).expect("a screen");
        renderer.leave(20).expect("a screen");
        renderer.paint(&[], &drawn(&["below"]), 20, Theme::BARE).expect("a screen");
        assert_eq!(screen(&bytes), "question\n> \nkeys\nbelow");
    }

    #[test]
    fn lines_that_the_terminal_wrapped_are_cleared_too() {
        let mut bytes = Vec::new();
        let mut renderer = InlineRenderer::new(&mut bytes);
        renderer.paint(&[], &drawn(&["fifteen columns", "end"]), 20, Theme::BARE).expect("a screen");
        renderer.paint(&[], &drawn(&["x"]), 10, Theme::BARE).expect("a screen");
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.ends_with("\r\u{1b}[2A\u{1b}[Kx\u{1b}[J"), "{text:?}");
    }

    #[test]
    fn a_full_screen_is_never_cleared_from_its_first_place() {
        // Otherwise tmux keeps a copy of what it clears.
        let full = drawn(&["1", "2", "3", "4", "5", "6", "7", "8"]);
        let mut bytes = Vec::new();
        for frame in [&full, &drawn(&["one", "two"]), &FittedFrame::default(), &drawn(&[""]), &full] {
            let before = bytes.len();
            let mut renderer = InlineRenderer::new(&mut bytes);
            renderer.widths = vec![1; 8];
            renderer.cursor_line = 7;
            renderer.paint(&[], frame, 20, Theme::BARE).expect("a screen");
            let text = String::from_utf8(bytes[before..].to_vec()).expect("text");
            let first = text.find(CLEAR_DOWN).expect("what is below is cleared");
            let (above, _) = text.split_at(first);
            assert!(above.contains("\u{1b}[7A\u{1b}[K"), "{text:?}");
            assert!(!above.ends_with(CLEAR_LINE), "{text:?}");
            let lines = frame.lines.iter().map(Line::text).collect::<Vec<_>>().join("\n");
            assert_eq!(screen(&bytes), lines.trim_end());
        }
    }
}
