//! The place before the terminal: what a face shows goes out, and what happens there comes in.

use std::io;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::events::{TerminalEvent, TerminalEvents};
use super::frame::FittedFrame;
use super::inline_renderer::InlineRenderer;
use super::input_state::Reaction;
use super::keys::Keys;
use super::layout::Layout;
use super::line::Line;
use super::output::{Output, layout};
use super::raw_mode::RawMode;
use super::signals::Interrupted;
use super::theme::Theme;
use super::wrap::wrap;
use crate::session::Meanwhile;

/// How the interactive face behaves.
#[derive(Debug, Clone)]
pub struct UiOptions {
    /// How things are drawn.
    pub theme: Theme,
    /// Which key does what.
    pub keys: Keys,
    /// The same key again within so long is a bounce, and so long is a pause behind a text. With zero every key counts
    /// as often as it comes: that is for tests, which type faster than people.
    pub pause: Duration,
}

impl UiOptions {
    /// The usual keys, and 300 ms for a bounce.
    #[must_use]
    pub fn usual(theme: Theme) -> Self {
        Self { theme, keys: Keys::default(), pause: Duration::from_millis(300) }
    }
}

/// What is shown, and what keys mean there. `I` is what the learner can do.
pub(super) trait View<I> {
    /// What is on the screen.
    fn draw(&mut self, layout: Layout, manner: &UiOptions) -> FittedFrame;

    /// Whether letters are text now.
    fn types(&self) -> bool {
        false
    }

    /// Takes a key.
    fn key(&mut self, key: KeyEvent, manner: &UiOptions) -> Reaction<I>;

    /// Takes pasted text.
    fn paste(&mut self, _text: &str) -> Reaction<I> {
        Reaction::Nothing
    }
}

/// The terminal, held by a face.
#[derive(Debug)]
pub(super) struct TerminalUi {
    // Before the happenings: the terminal is given back before signals do what they usually do.
    guard: RawMode,
    events: TerminalEvents,
    renderer: InlineRenderer<Output>,
    pub(super) manner: UiOptions,
    /// Lines that scroll away above the next frame.
    stay: Vec<Line>,
    /// Ctrl-C, or a signal that ends the session like it.
    interrupted: Option<Interrupted>,
}

impl TerminalUi {
    /// Takes the terminal; dropping the seat gives it back. What was written before must be flushed.
    pub(super) fn take(manner: UiOptions) -> io::Result<Self> {
        // Handlers before raw mode, raw mode before the first paint.
        let events = TerminalEvents::listen(manner.pause)?;
        let guard = RawMode::enter()?;
        let renderer = InlineRenderer::new(Output::open());
        Ok(Self { guard, events, renderer, manner, stay: Vec::new(), interrupted: None })
    }

    pub(super) fn look(&self) -> Theme {
        self.manner.theme
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
        self.paint(&FittedFrame::default())
    }

    fn paint(&mut self, frame: &FittedFrame) -> io::Result<()> {
        self.renderer.paint(&self.stay, frame, layout().columns, self.manner.theme)?;
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
        self.events.was_away();
        loop {
            let event = self.events.next(view.types())?;
            match self.meet(event, view)? {
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

    fn meet<I>(&mut self, event: TerminalEvent, view: &mut dyn View<I>) -> anyhow::Result<Reaction<I>> {
        let reaction = match event {
            TerminalEvent::Key(key) => view.key(key, &self.manner),
            TerminalEvent::Paste(text) => view.paste(&text),
            TerminalEvent::Resize => Reaction::Redraw,
            TerminalEvent::Continued => {
                self.come_back()?;
                Reaction::Redraw
            }
            TerminalEvent::Ended(2) => Reaction::Interrupt,
            TerminalEvent::Ended(signal) => return Err(self.ended(signal)),
        };
        if let Reaction::Pause = reaction {
            self.renderer.leave(layout().columns)?;
            self.guard.release();
            self.events.pause();
            self.come_back()?;
            return Ok(Reaction::Redraw);
        }
        Ok(reaction)
    }

    /// After the process was stopped: the shell has had the terminal and written to it.
    fn come_back(&mut self) -> io::Result<()> {
        self.renderer.forget();
        self.guard.again()
    }

    /// A signal leaves no time for more than giving the terminal back.
    fn ended(&mut self, signal: u8) -> anyhow::Error {
        // The terminal may be gone; then there is nothing to move on it.
        let _ = self.renderer.leave(layout().columns);
        self.guard.release();
        Interrupted { signal }.into()
    }

    /// Gives the terminal away for a while.
    pub(super) fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.clear()?;
        self.guard.release();
        let worked = work();
        self.events.forgive_interrupt();
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
