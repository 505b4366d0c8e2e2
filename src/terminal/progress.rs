//! A progress line, updated while a command works.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use super::fitted::error_columns;
use super::layout::Layout;
use super::line::width;
use super::stopwatch::Stopwatch;
use super::theme::Theme;

/// Nobody wonders about a shorter wait.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line that changes more often can't be read.
const PAUSE: Duration = Duration::from_millis(100);

/// Columns of a bar, if there is room; one shorter than `LEAST` isn't drawn.
const BAR: usize = 24;
const LEAST: usize = 4;

/// A line on a terminal that the next one overwrites.
pub struct ProgressLine<'a> {
    out: &'a mut dyn Write,
    /// The present width; `None` if unknown.
    columns: fn() -> Option<usize>,
    running: Stopwatch,
    written: Option<Duration>,
}

impl fmt::Debug for ProgressLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("written", &self.written).finish_non_exhaustive()
    }
}

impl<'a> ProgressLine<'a> {
    /// Starts the clock; writes nothing yet. Output goes to standard error.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, columns: error_columns, running: Stopwatch::start(), written: None }
    }

    /// Replaces the line, but not too early or too often. `line` gets its maximal width: a second row would stay on
    /// the screen.
    pub fn show(&mut self, line: impl FnOnce(usize) -> String) {
        self.show_at(self.running.elapsed(), line);
    }

    fn show_at(&mut self, now: Duration, line: impl FnOnce(usize) -> String) {
        let next = self.written.map_or(PATIENCE, |written| written + PAUSE);
        if now >= next {
            self.written = Some(now);
            // The last column stays free, as everywhere.
            let room = (self.columns)().unwrap_or(Layout::USUAL.columns).saturating_sub(1);
            self.put(&line(room), "");
        }
    }

    pub fn clear(mut self) {
        if self.written.is_some() {
            self.put("", "");
        }
    }

    /// Replaces the line with a final one; does nothing if no line was ever shown.
    pub fn end(self, line: &str) {
        let now = self.running.elapsed();
        self.end_at(now, line);
    }

    fn end_at(mut self, now: Duration, line: &str) {
        if now >= PATIENCE {
            self.put(line, "\n");
        }
    }

    /// Ignores errors: the work matters more than the progress line.
    fn put(&mut self, line: &str, end: &str) {
        // The row is cleared first: the last line may have several, and the first of them be the shorter one.
        let _ = write!(self.out, "\r\x1b[K{line}{end}").and_then(|()| self.out.flush());
    }
}

/// Progress in so many columns: `reading decks ====---- 8 of 16`, or at least `50 %`.
#[must_use]
pub fn part_done(what: &str, done: usize, all: usize, theme: Theme, columns: usize) -> String {
    let count = format!("{done} of {all}");
    let bar = columns.saturating_sub(width(what) + width(&count) + 2).min(BAR);
    if bar >= LEAST {
        return format!("{what} {} {count}", theme.bar(done, all, bar));
    }
    let percent = format!("{} %", done * 100 / all.max(1));
    first_that_fits([format!("{what} {count}"), count, percent], columns)
}

/// The first line that fits, or else the last.
#[must_use]
pub fn first_that_fits<const N: usize>(lines: [String; N], columns: usize) -> String {
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        if width(&line) <= columns || lines.peek().is_none() {
            return line;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(at: &[u64], end: Option<u64>) -> String {
        let mut out = Vec::new();
        let mut progress = ProgressLine::new(&mut out);
        for ms in at {
            progress.show_at(Duration::from_millis(*ms), |_| format!("{ms} ms"));
        }
        if let Some(ms) = end {
            progress.end_at(Duration::from_millis(ms), "done");
        }
        String::from_utf8(out).expect("a text")
    }

    #[test]
    fn what_takes_less_than_half_a_second_says_nothing() {
        assert_eq!(written(&[0, 100, 499], Some(499)), "");
    }

    #[test]
    fn a_line_can_be_taken_away() {
        let cleared = |at: &[u64]| {
            let mut out = Vec::new();
            let mut progress = ProgressLine::new(&mut out);
            for ms in at {
                progress.show_at(Duration::from_millis(*ms), |_| "going on".to_owned());
            }
            progress.clear();
            String::from_utf8(out).expect("a text")
        };
        assert_eq!(cleared(&[100]), "");
        assert_eq!(cleared(&[600]), "\r\u{1b}[Kgoing on\r\u{1b}[K");
    }

    #[test]
    fn a_line_is_written_over_ten_times_a_second_at_most() {
        assert_eq!(written(&[0, 520, 540, 619, 620], None), "\r\u{1b}[K520 ms\r\u{1b}[K620 ms");
        assert_eq!(written(&[500], Some(510)), "\r\u{1b}[K500 ms\r\u{1b}[Kdone\n");
        assert_eq!(
            written(&[0, 400], Some(900)),
            "\r\u{1b}[Kdone\n",
            "it took long, though nobody could say so before"
        );
    }

    #[test]
    fn a_narrow_terminal_has_one_row_of_it_with_how_much_is_done() {
        for (columns, line) in [
            (79, "reading decks ============------------ 8 of 16"),
            (39, "reading decks =========-------- 8 of 16"),
            (26, "reading decks ==-- 8 of 16"),
            (25, "reading decks 8 of 16"),
            (19, "8 of 16"),
            (5, "50 %"),
        ] {
            assert_eq!(part_done("reading decks", 8, 16, Theme::BARE, columns), line, "{columns}");
        }
        for columns in 5..90 {
            assert!(width(&part_done("reading decks", 8, 16, Theme::BARE, columns)) <= columns, "{columns}");
        }
    }

    #[test]
    fn a_line_is_told_its_room() {
        let mut out = Vec::new();
        let mut progress = ProgressLine { columns: || Some(20), ..ProgressLine::new(&mut out) };
        progress.show_at(PATIENCE, |room| room.to_string());
        assert_eq!(String::from_utf8(out).expect("a text"), "\r\u{1b}[K19");
    }
}
