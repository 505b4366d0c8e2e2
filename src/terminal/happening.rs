//! What happens while a question waits: keys, pasted text, another size, signals.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};

use super::held::{self, Held, Press};
use super::input;
use super::signals::Signals;
use super::stopwatch::Stopwatch;

/// How often signals are looked for while nothing happens.
const TICK: Duration = Duration::from_millis(100);

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Happening {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size.
    Resize,
    /// The process was stopped and goes on.
    Continued,
    /// A signal ends the session.
    Ended(u8),
}

/// Where happenings come from.
#[derive(Debug)]
pub(super) struct Happenings {
    signals: Signals,
    /// Whether a held key counts once.
    patient: bool,
    held: Held,
    /// A key that was looked at already and has still to be taken.
    kept: Option<Happening>,
}

impl Happenings {
    /// Starts to listen for signals; keys come once the terminal is taken. Unless it is `patient` a key counts as
    /// often as it comes.
    pub(super) fn listen(patient: bool) -> io::Result<Self> {
        Ok(Self { signals: Signals::listen()?, patient, held: Held::default(), kept: None })
    }

    /// Forgets a Ctrl-C that was meant for another program.
    pub(super) fn forgive_interrupt(&self) {
        self.signals.forgive_interrupt();
    }

    /// Stops the process until the shell lets it go on.
    pub(super) fn pause(&self) {
        self.signals.pause();
    }

    /// Waits for the next one. A held key counts once, except where repeats are of use: where one types text.
    pub(super) fn next(&mut self, types: bool) -> io::Result<Happening> {
        loop {
            let Some(happening) = self.within(None)? else { continue };
            match happening {
                Happening::Key(key) if self.patient && !held::may_repeat(key, types) => match self.held.take(key) {
                    Press::New => return Ok(happening),
                    Press::Repeat => {}
                    Press::Doubtful => {
                        if !self.comes_again(key)? {
                            return Ok(happening);
                        }
                    }
                },
                happening => return Ok(happening),
            }
        }
    }

    /// Waits for the next one that is no key and no paste, for so long: what was typed before one could have seen
    /// what it answers is not meant for it. Ctrl-C and Ctrl-Z are.
    pub(super) fn settle(&mut self, whole: Duration) -> io::Result<Option<Happening>> {
        let watch = Stopwatch::start();
        while !watch.left_of(whole).is_zero() {
            match self.within(Some(watch.left_of(whole)))? {
                Some(Happening::Key(key)) if !is_control(key) => {
                    self.held.take(key);
                }
                None | Some(Happening::Paste(_)) => {}
                Some(happening) => return Ok(Some(happening)),
            }
        }
        Ok(None)
    }

    /// Whether the same key comes again at once, and so is held.
    fn comes_again(&mut self, key: KeyEvent) -> io::Result<bool> {
        match self.within(Some(held::DOUBT))? {
            Some(Happening::Key(next)) if next.code == key.code => {
                self.held.take(next);
                Ok(true)
            }
            other => {
                self.kept = other;
                Ok(false)
            }
        }
    }

    /// The next one, or none within that time; without a time it waits a tick.
    fn within(&mut self, time: Option<Duration>) -> io::Result<Option<Happening>> {
        if let Some(kept) = self.kept.take() {
            return Ok(Some(kept));
        }
        let watch = Stopwatch::start();
        let whole = time.unwrap_or(TICK);
        // What is read already is waiting in the library; only then is there anything to wait for.
        let mut pause = Duration::ZERO;
        loop {
            if let Some(signal) = self.signals.ended() {
                return Ok(Some(Happening::Ended(signal)));
            }
            if self.signals.continued() {
                return Ok(Some(Happening::Continued));
            }
            if !input::wait(pause)? {
                return Ok(Some(Happening::Ended(self.signals.hang_up())));
            }
            if event::poll(Duration::ZERO)? {
                if let Some(happening) = happening(event::read()?) {
                    return Ok(Some(happening));
                }
                continue;
            }
            pause = watch.left_of(whole).min(TICK);
            if pause.is_zero() {
                return Ok(None);
            }
        }
    }
}

fn happening(event: Event) -> Option<Happening> {
    match event {
        // Some terminals report a key's release as well.
        Event::Key(key) if key.kind == KeyEventKind::Press => Some(Happening::Key(key)),
        Event::Paste(text) => Some(Happening::Paste(text)),
        Event::Resize(..) => Some(Happening::Resize),
        _ => None,
    }
}

/// Ctrl-C and Ctrl-Z are meant whatever is on the screen.
fn is_control(key: KeyEvent) -> bool {
    use crossterm::event::{KeyCode, KeyModifiers};
    key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'z'))
}
