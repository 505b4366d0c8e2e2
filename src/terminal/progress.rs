//! One line about what a command is at, kept up to date while somebody waits for it.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use super::stopwatch::Stopwatch;

/// Who waits for less does not wonder what is going on.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line that changes more often can't be read.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on a terminal that is written over by the next.
pub struct Progress<'a> {
    out: &'a mut dyn Write,
    running: Stopwatch,
    /// When a line was last written.
    written: Option<Duration>,
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").field("written", &self.written).finish_non_exhaustive()
    }
}

impl<'a> Progress<'a> {
    /// Begins now; nothing is written yet.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, running: Stopwatch::start(), written: None }
    }

    /// Writes a line in place of the one before, once somebody wonders and not too often. It must fit into a row.
    pub fn show(&mut self, line: &str) {
        self.show_at(self.running.elapsed(), line);
    }

    fn show_at(&mut self, now: Duration, line: &str) {
        let next = self.written.map_or(PATIENCE, |written| written + PAUSE);
        if now >= next {
            self.written = Some(now);
            self.put(line, "");
        }
    }

    /// Takes the line away.
    pub fn clear(mut self) {
        if self.written.is_some() {
            self.put("", "");
        }
    }

    /// Writes a last line in place of the one before; nothing where it was over before somebody wondered.
    pub fn end(self, line: &str) {
        let now = self.running.elapsed();
        self.end_at(now, line);
    }

    fn end_at(mut self, now: Duration, line: &str) {
        if now >= PATIENCE {
            self.put(line, "\n");
        }
    }

    /// What can't be written is left out: what goes on is more than what is said of it.
    fn put(&mut self, line: &str, end: &str) {
        let _ = write!(self.out, "\r{line}\x1b[K{end}").and_then(|()| self.out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(at: &[u64], end: Option<u64>) -> String {
        let mut out = Vec::new();
        let mut progress = Progress::new(&mut out);
        for ms in at {
            progress.show_at(Duration::from_millis(*ms), &format!("{ms} ms"));
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
            let mut progress = Progress::new(&mut out);
            for ms in at {
                progress.show_at(Duration::from_millis(*ms), "going on");
            }
            progress.clear();
            String::from_utf8(out).expect("a text")
        };
        assert_eq!(cleared(&[100]), "");
        assert_eq!(cleared(&[600]), "\rgoing on\u{1b}[K\r\u{1b}[K");
    }

    #[test]
    fn a_line_is_written_over_ten_times_a_second_at_most() {
        assert_eq!(written(&[0, 520, 540, 619, 620], None), "\r520 ms\u{1b}[K\r620 ms\u{1b}[K");
        assert_eq!(written(&[500], Some(510)), "\r500 ms\u{1b}[K\rdone\u{1b}[K\n");
        assert_eq!(
            written(&[0, 400], Some(900)),
            "\rdone\u{1b}[K\n",
            "it took long, though nobody could say so before"
        );
    }
}
