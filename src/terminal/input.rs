//! Reads keys and pasted text from the terminal.
//!
//! On Unix with a reader of our own: crossterm's goes on reading while a key is unfinished, so half a key, such as Alt-[ or
//! one byte of a letter, keeps signals waiting, and once the terminal is gone it never returns.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::events::TerminalEvent;

/// What came while waiting.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Waited {
    Event(TerminalEvent),
    /// Nothing yet.
    Quiet,
    /// The terminal has gone away.
    Gone,
}

#[cfg(unix)]
pub(super) use unix::Input;

#[cfg(not(unix))]
pub(super) use elsewhere::Input;

#[cfg(unix)]
mod unix {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::super::key_parser::KeyParser;
    use super::super::stopwatch::Stopwatch;
    use super::{Duration, TerminalEvent, VecDeque, Waited, io};

    #[derive(Debug)]
    pub(in super::super) struct Input {
        parser: KeyParser,
        /// Read but not yet taken.
        ready: VecDeque<TerminalEvent>,
        /// Since when nothing has come.
        silence: Stopwatch,
    }

    impl Input {
        pub(in super::super) fn new() -> Self {
            Self { parser: KeyParser::default(), ready: VecDeque::new(), silence: Stopwatch::start() }
        }

        /// Waits so long for what comes next; less if a signal comes.
        pub(in super::super) fn next(&mut self, time: Duration) -> io::Result<Waited> {
            if let Some(event) = self.ready.pop_front() {
                return Ok(Waited::Event(event));
            }
            let rest = self.silence.left_of(self.parser.patience());
            let time = if self.parser.is_unfinished() { time.min(rest) } else { time };
            let stdin = io::stdin();
            let mut terminal = [PollFd::new(&stdin, PollFlags::IN)];
            let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
            let time = Timespec { tv_sec: seconds, tv_nsec: time.subsec_nanos().into() };
            match poll(&mut terminal, Some(&time)) {
                Ok(_) => {}
                Err(Errno::INTR) => return Ok(Waited::Quiet),
                Err(err) => return Err(err.into()),
            }
            let there = terminal[0].revents();
            if there.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                return Ok(Waited::Gone);
            }
            if there.contains(PollFlags::IN) {
                let mut bytes = [0; 1_024];
                match rustix::io::read(&stdin, &mut bytes) {
                    Ok(0) | Err(Errno::IO) => return Ok(Waited::Gone),
                    Ok(length) => self.take(&bytes[..length], length < bytes.len()),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(err) => return Err(err.into()),
                }
            } else if self.parser.is_unfinished() && self.silence.left_of(self.parser.patience()).is_zero() {
                self.ready.extend(self.parser.give_up());
            }
            Ok(self.ready.pop_front().map_or(Waited::Quiet, Waited::Event))
        }

        /// `is_all` if nothing more is there now.
        fn take(&mut self, bytes: &[u8], is_all: bool) {
            self.silence = Stopwatch::start();
            self.ready.extend(bytes.iter().filter_map(|&byte| self.parser.advance(byte)));
            if is_all {
                self.ready.extend(self.parser.pause());
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use crossterm::event::{self, Event, KeyEventKind};

    use super::{Duration, TerminalEvent, Waited, io};

    #[derive(Debug)]
    pub(in super::super) struct Input;

    impl Input {
        pub(in super::super) fn new() -> Self {
            Self
        }

        pub(in super::super) fn next(&mut self, time: Duration) -> io::Result<Waited> {
            if !event::poll(time)? {
                return Ok(Waited::Quiet);
            }
            Ok(match event::read()? {
                // Some terminals report a key's release as well.
                Event::Key(key) if key.kind == KeyEventKind::Press => Waited::Event(TerminalEvent::Key(key)),
                Event::Paste(text) => Waited::Event(TerminalEvent::Paste(text)),
                Event::Resize(..) => Waited::Event(TerminalEvent::Resize),
                _ => Waited::Quiet,
            })
        }
    }
}
