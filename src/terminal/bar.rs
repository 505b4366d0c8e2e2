//! How far something is that takes longer than a moment: one line on standard error, gone when it is done.

use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use super::look::Look;
use super::stopwatch::Stopwatch;

/// What is done within this time is not spoken of.
const PATIENCE: Duration = Duration::from_millis(500);

/// So often is the line drawn anew.
const BETWEEN: Duration = Duration::from_millis(100);

/// Cells of the bar.
const CELLS: usize = 24;

/// A line that says how far something is.
#[derive(Debug)]
pub struct Bar<W> {
    out: W,
    what: &'static str,
    manner: Manner,
    since: Stopwatch,
    /// When it was drawn last, after the beginning.
    drawn: Option<Duration>,
}

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Not at all.
    Silent,
    /// One plain line, once.
    Once,
    /// A line drawn anew in its place.
    Drawn(Look),
}

impl Bar<io::Stderr> {
    /// On standard error: not at all where `quiet`; drawn as `look` says on a terminal, said once elsewhere.
    #[must_use]
    pub fn new(what: &'static str, quiet: bool, look: Option<Look>) -> Self {
        let manner = match look {
            _ if quiet => Manner::Silent,
            Some(look) if io::stderr().is_terminal() => Manner::Drawn(look),
            _ => Manner::Once,
        };
        Self::on(io::stderr(), what, manner)
    }
}

impl<W: Write> Bar<W> {
    fn on(out: W, what: &'static str, manner: Manner) -> Self {
        Self { out, what, manner, since: Stopwatch::start(), drawn: None }
    }

    /// Says how much of it all is done, where it has taken a while. What can't be written is of no account.
    pub fn show(&mut self, done: usize, all: usize) {
        self.show_after(self.since.elapsed(), done, all);
    }

    fn show_after(&mut self, spent: Duration, done: usize, all: usize) {
        let due = self.drawn.map_or(PATIENCE, |drawn| drawn + BETWEEN);
        if spent < due {
            return;
        }
        let _ = match (self.manner, self.drawn) {
            (Manner::Silent, _) | (Manner::Once, Some(_)) => Ok(()),
            (Manner::Once, None) => writeln!(self.out, "{}: {done} of {all} so far", self.what),
            (Manner::Drawn(look), _) => {
                write!(self.out, "\r\x1b[K{} {} {done} of {all}", self.what, look.bar(done, all, CELLS))
                    .and_then(|()| self.out.flush())
            }
        };
        self.drawn = Some(spent);
    }

    /// Takes the line away.
    pub fn clear(mut self) {
        if matches!((self.manner, self.drawn), (Manner::Drawn(_), Some(_))) {
            let _ = write!(self.out, "\r\x1b[K").and_then(|()| self.out.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(manner: Manner, spent: &[u64]) -> String {
        let mut out = Vec::new();
        let mut bar = Bar::on(&mut out, "reading decks", manner);
        for (done, &ms) in (1..).zip(spent) {
            bar.show_after(Duration::from_millis(ms), done, 4);
        }
        bar.clear();
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn nothing_is_said_of_what_is_soon_done() {
        assert_eq!(shown(Manner::Drawn(Look::BARE), &[10, 200, 499]), "");
        assert_eq!(shown(Manner::Once, &[10, 200, 499]), "");
    }

    #[test]
    fn a_line_is_drawn_in_its_place_and_taken_away() {
        let drawn = shown(Manner::Drawn(Look::BARE), &[100, 550, 600, 700]);
        let bar = |done| format!("\r\x1b[Kreading decks {} {done} of 4", Look::BARE.bar(done, 4, CELLS));
        assert_eq!(drawn, format!("{}{}\r\x1b[K", bar(2), bar(4)));
    }

    #[test]
    fn without_a_terminal_it_is_said_once_and_with_quiet_never() {
        assert_eq!(shown(Manner::Once, &[600, 900, 1_500]), "reading decks: 1 of 4 so far\n");
        assert_eq!(shown(Manner::Silent, &[600, 900]), "");
    }
}
