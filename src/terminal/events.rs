//! Terminal events while a question waits: keys, pasted text, resizing, signals.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::debounce::{Debounce, LOOKED_AT, Ruling, Stroke};
use super::input::{Input, Waited};
use super::signals::Signals;
use super::stopwatch::Stopwatch;

/// How often to look for signals while nothing happens.
const TICK: Duration = Duration::from_millis(100);

/// How many events to read ahead at most.
const MOST: usize = 4_096;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TerminalEvent {
    Key(KeyEvent),
    Paste(String),
    /// The screen has a new size.
    Resize,
    /// The process was stopped and goes on.
    Continued,
    /// A signal ends the session.
    Ended(u8),
}

#[derive(Debug)]
pub(super) struct TerminalEvents {
    signals: Signals,
    input: Input,
    /// `None` if every key counts.
    debounce: Option<Debounce>,
    watch: Stopwatch,
    /// Whether somebody is waiting for what is read now.
    waits: bool,
    /// Events that were read but not yet taken.
    ahead: VecDeque<(TerminalEvent, ReadAt)>,
}

/// When an event was read, and whether anybody was waiting for it.
#[derive(Debug, Clone, Copy)]
struct ReadAt {
    at: Duration,
    waited: bool,
}

impl TerminalEvents {
    /// Starts to listen for signals; keys come once the terminal is in raw mode. Without a `pause` every key counts.
    pub(super) fn listen(pause: Duration) -> io::Result<Self> {
        Ok(Self {
            signals: Signals::listen()?,
            input: Input::new(),
            debounce: (!pause.is_zero()).then(|| Debounce::new(pause)),
            watch: Stopwatch::start(),
            waits: false,
            ahead: VecDeque::new(),
        })
    }

    /// Forgets a Ctrl-C that was meant for another program.
    pub(super) fn forgive_interrupt(&self) {
        self.signals.forgive_interrupt();
    }

    /// Stops the process until the shell resumes it.
    pub(super) fn pause(&self) {
        self.signals.pause();
    }

    /// Call after doing something else: input that is already there came while nobody was waiting for it.
    pub(super) const fn was_away(&mut self) {
        self.waits = false;
    }

    /// Waits for the next event that counts, or `None` if nothing comes within `most`. `types` says whether letters are
    /// text.
    pub(super) fn next(&mut self, types: bool, most: Option<Duration>) -> io::Result<Option<TerminalEvent>> {
        let watch = Stopwatch::start();
        loop {
            while self.ahead.is_empty() {
                let left = most.map_or(TICK, |most| watch.left_of(most));
                if left.is_zero() {
                    return Ok(None);
                }
                self.read(left.min(TICK))?;
            }
            while self.read(Duration::ZERO)? {}
            if self.counts(types)?
                && let Some((event, _)) = self.ahead.pop_front()
            {
                return Ok(Some(event));
            }
        }
    }

    /// The next event, or `None` if none comes within that time. Every key counts.
    pub(super) fn next_within(&mut self, time: Duration) -> io::Result<Option<TerminalEvent>> {
        if self.ahead.is_empty() {
            self.read(time)?;
        }
        Ok(self.ahead.pop_front().map(|(event, _)| event))
    }

    /// Whether the first event counts; if not, drops it.
    fn counts(&mut self, types: bool) -> io::Result<bool> {
        let mut silence = Duration::ZERO;
        loop {
            let run = self.keys();
            let Some(debounce) = self.debounce.as_mut().filter(|_| !run.is_empty()) else { return Ok(true) };
            match debounce.judge(&run, silence, types) {
                Ruling::Take => return Ok(true),
                Ruling::Drop(keys) => {
                    self.ahead.drain(..keys);
                    return Ok(false);
                }
                Ruling::Look(time) => silence = if self.read(time)? { Duration::ZERO } else { time },
            }
        }
    }

    /// The first keys at the front of the buffer.
    fn keys(&self) -> Vec<Stroke> {
        let key = |(event, stamp): &(TerminalEvent, ReadAt)| match *event {
            TerminalEvent::Key(key) => Some(Stroke { key, at: stamp.at, waited: stamp.waited }),
            _ => None,
        };
        self.ahead.iter().take(LOOKED_AT).map_while(key).collect()
    }

    /// Reads one more event, if it comes within that time.
    fn read(&mut self, time: Duration) -> io::Result<bool> {
        // Nothing follows the end.
        if self.ahead.len() >= MOST || matches!(self.ahead.back(), Some((TerminalEvent::Ended(_), _))) {
            return Ok(false);
        }
        let Some(event) = self.within(time)? else {
            self.waits = true;
            return Ok(false);
        };
        self.ahead.push_back((event, ReadAt { at: self.watch.elapsed(), waited: !self.waits }));
        Ok(true)
    }

    /// The next event, or `None` after that time.
    fn within(&mut self, time: Duration) -> io::Result<Option<TerminalEvent>> {
        let watch = Stopwatch::start();
        loop {
            if let Some(signal) = self.signals.ended() {
                return Ok(Some(TerminalEvent::Ended(signal)));
            }
            if self.signals.continued() {
                return Ok(Some(TerminalEvent::Continued));
            }
            if self.signals.resized() {
                return Ok(Some(TerminalEvent::Resize));
            }
            match self.input.next(watch.left_of(time).min(TICK))? {
                Waited::Event(event) => return Ok(Some(event)),
                Waited::Gone => return Ok(Some(TerminalEvent::Ended(self.signals.hang_up()))),
                Waited::Quiet if watch.left_of(time).is_zero() => return Ok(None),
                Waited::Quiet => {}
            }
        }
    }
}
