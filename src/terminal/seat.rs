//! The place before the terminal: what a face shows goes out, and what happens there comes in.

use std::io;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::canvas::Canvas;
use super::desk::Reaction;
use super::frame::Drawn;
use super::guard::Guard;
use super::happening::{Happening, Happenings};
use super::keys::Keys;
use super::layout::Layout;
use super::line::Line;
use super::look::Look;
use super::output::{Output, layout};
use super::signals::Interrupted;
use super::wrap::wrap;
use crate::session::Meanwhile;

/// How the interactive face behaves.
#[derive(Debug, Clone)]
pub struct Manner {
    /// How things are drawn.
    pub look: Look,
    /// Which key does what.
    pub keys: Keys,
    /// The same key again within so long is a bounce, and so long is a pause behind a text. With zero every key counts
    /// as often as it comes: that is for tests, which type faster than people.
    pub pause: Duration,
}

impl Manner {
    /// The usual keys, and 300 ms for a bounce.
    #[must_use]
    pub fn usual(look: Look) -> Self {
        Self { look, keys: Keys::default(), pause: Duration::from_millis(300) }
    }
}

/// What is shown, and what keys mean there. `I` is what the learner can do.
pub(super) trait View<I> {
    /// What is on the screen.
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn;

    /// Whether letters are text now.
    fn types(&self) -> bool {
        false
    }

    /// Takes a key.
    fn key(&mut self, key: KeyEvent, manner: &Manner) -> Reaction<I>;

    /// Takes pasted text.
    fn paste(&mut self, _text: &str) -> Reaction<I> {
        Reaction::Nothing
    }
}

/// The terminal, held by a face.
#[derive(Debug)]
pub(super) struct Seat {
    // Before the happenings: the terminal is given back before signals do what they usually do.
    guard: Guard,
    happenings: Happenings,
    canvas: Canvas<Output>,
    pub(super) manner: Manner,
    /// Lines that scroll away above the next frame.
    stay: Vec<Line>,
    /// Ctrl-C, or a signal that ends the session like it.
    interrupted: Option<Interrupted>,
}

impl Seat {
    /// Takes the terminal; dropping the seat gives it back. What was written before must be flushed.
    pub(super) fn take(manner: Manner) -> io::Result<Self> {
        // Handlers before raw mode, raw mode before the first paint.
        let happenings = Happenings::listen(manner.pause)?;
        let guard = Guard::enter()?;
        let canvas = Canvas::new(Output::open());
        Ok(Self { guard, happenings, canvas, manner, stay: Vec::new(), interrupted: None })
    }

    pub(super) fn look(&self) -> Look {
        self.manner.look
    }

    /// Keeps lines, fitted already, for above the next frame.
    pub(super) fn stay(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.stay.extend(lines);
    }

    /// Keeps a line for above the next frame.
    pub(super) fn stay_with(&mut self, said: &Line) {
        let layout = layout();
        self.stay(layout.with_margin(wrap(said.runs(), layout.text())));
    }

    /// Writes the lines kept, and nothing below them.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.paint(&Drawn::default())
    }

    fn paint(&mut self, frame: &Drawn) -> io::Result<()> {
        self.canvas.paint(&self.stay, frame, layout().columns, self.manner.look)?;
        self.stay.clear();
        Ok(())
    }

    fn show<I>(&mut self, view: &mut dyn View<I>) -> io::Result<()> {
        let frame = view.draw(layout(), &self.manner);
        self.paint(&frame)
    }

    /// Shows a view and waits for what the learner does; `None` for Ctrl-C. `meanwhile` something else is done.
    pub(super) fn ask<I>(&mut self, view: &mut dyn View<I>, meanwhile: Meanwhile<'_>) -> anyhow::Result<Option<I>> {
        self.show(view)?;
        meanwhile()?;
        self.happenings.was_away();
        loop {
            let happening = self.happenings.next(view.types())?;
            match self.meet(happening, view)? {
                Reaction::Act(input) => return Ok(Some(input)),
                Reaction::Interrupt => {
                    self.interrupted = Some(Interrupted { signal: 2 });
                    return Ok(None);
                }
                Reaction::Redraw => self.show(view)?,
                Reaction::Nothing | Reaction::Pause => {}
            }
        }
    }

    fn meet<I>(&mut self, happening: Happening, view: &mut dyn View<I>) -> anyhow::Result<Reaction<I>> {
        let reaction = match happening {
            Happening::Key(key) => view.key(key, &self.manner),
            Happening::Paste(text) => view.paste(&text),
            Happening::Resize => Reaction::Redraw,
            Happening::Continued => {
                self.come_back()?;
                Reaction::Redraw
            }
            Happening::Ended(2) => Reaction::Interrupt,
            Happening::Ended(signal) => return Err(self.ended(signal)),
        };
        if let Reaction::Pause = reaction {
            self.canvas.leave(layout().columns)?;
            self.guard.release();
            self.happenings.pause();
            self.come_back()?;
            return Ok(Reaction::Redraw);
        }
        Ok(reaction)
    }

    /// After the process was stopped: the shell has had the terminal and written to it.
    fn come_back(&mut self) -> io::Result<()> {
        self.canvas.forget();
        self.guard.again()
    }

    /// A signal leaves no time for more than giving the terminal back.
    fn ended(&mut self, signal: u8) -> anyhow::Error {
        // The terminal may be gone; then there is nothing to move on it.
        let _ = self.canvas.leave(layout().columns);
        self.guard.release();
        Interrupted { signal }.into()
    }

    /// Gives the terminal away for a while.
    pub(super) fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.clear()?;
        self.guard.release();
        let worked = work();
        self.happenings.forgive_interrupt();
        self.come_back()?;
        worked
    }

    /// Whether Ctrl-C has ended it.
    pub(super) const fn is_interrupted(&self) -> bool {
        self.interrupted.is_some()
    }

    /// Gives the terminal back; the error says that Ctrl-C has ended it.
    pub(super) fn leave<T>(&mut self, value: T) -> anyhow::Result<T> {
        self.guard.release();
        self.interrupted.map_or(Ok(value), |interrupted| Err(interrupted.into()))
    }
}
