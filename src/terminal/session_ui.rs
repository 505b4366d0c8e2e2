//! The terminal during a session: draws views and waits for events.

use std::io;
use std::time::Duration;

use crossterm::event::KeyEvent;

use super::debounce::is_sign;
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
use super::stopwatch::Stopwatch;
use super::theme::Theme;
use super::wrap::wrap;
use crate::session::Meanwhile;

/// How often what holds up an answer is looked at again.
const MOMENT: Duration = Duration::from_millis(200);

#[derive(Debug, Clone)]
pub struct UiOptions {
    pub theme: Theme,
    pub keys: Keys,
    /// The same key again within this time is a bounce; silence of this length ends a text. Zero counts every key,
    /// for tests, which type faster than people.
    pub pause: Duration,
}

impl UiOptions {
    /// The default keys, and 300 ms for a bounce.
    #[must_use]
    pub fn usual(theme: Theme) -> Self {
        Self { theme, keys: Keys::default(), pause: Duration::from_millis(300) }
    }
}

/// A screen and its key bindings. `I` is the learner's input.
pub(super) trait View<I> {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame;

    /// Whether letters are text now.
    fn types(&self) -> bool {
        false
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction<I>;

    fn paste(&mut self, _text: &str) -> Reaction<I> {
        Reaction::Nothing
    }

    /// After how long it has something to tell, whatever the learner does.
    fn alarm(&self) -> Option<Duration> {
        None
    }

    /// That time is over.
    fn ring(&mut self) {}
}

/// The terminal while a session runs.
#[derive(Debug)]
pub(super) struct TerminalUi {
    // Dropped before `events`, so that the terminal is restored before signals regain their default action.
    raw_mode: RawMode,
    events: TerminalEvents,
    renderer: InlineRenderer<Output>,
    pub(super) options: UiOptions,
    /// Lines to print above the next frame.
    stay: Vec<Line>,
    /// Ctrl-C, or a signal that ends the session like it.
    interrupted: Option<Interrupted>,
}

impl TerminalUi {
    /// Takes over the terminal; dropping restores it. Flush earlier output first.
    pub(super) fn take(options: UiOptions) -> io::Result<Self> {
        // Handlers before raw mode, raw mode before the first paint.
        let events = TerminalEvents::listen(options.pause)?;
        let raw_mode = RawMode::enter()?;
        let renderer = InlineRenderer::new(Output::open());
        Ok(Self { raw_mode, events, renderer, options, stay: Vec::new(), interrupted: None })
    }

    pub(super) fn theme(&self) -> Theme {
        self.options.theme
    }

    /// Prints these fitted lines above the next frame.
    pub(super) fn stay(&mut self, lines: impl IntoIterator<Item = Line>) {
        self.stay.extend(lines);
    }

    /// Prints this line above the next frame.
    pub(super) fn stay_with(&mut self, said: &Line) {
        let layout = layout();
        self.stay(layout.with_margin(wrap(said.spans(), layout.text())));
    }

    /// Prints the pending lines and clears the frame.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.paint(&FittedFrame::default())
    }

    fn paint(&mut self, frame: &FittedFrame) -> io::Result<()> {
        self.renderer.paint(&self.stay, frame, layout().columns, self.options.theme)?;
        self.stay.clear();
        Ok(())
    }

    fn show<I>(&mut self, view: &mut dyn View<I>) -> io::Result<()> {
        let frame = view.draw(layout(), &self.options);
        self.paint(&frame)
    }

    /// Shows a view and waits for the learner's input; `None` for Ctrl-C. Runs `meanwhile` while waiting.
    pub(super) fn ask<I>(&mut self, view: &mut dyn View<I>, meanwhile: Meanwhile<'_>) -> anyhow::Result<Option<I>> {
        self.show(view)?;
        meanwhile()?;
        self.events.was_away();
        // Signs of a text are painted once no more of them are there: nobody sees what stands between two of a burst.
        let mut is_stale = false;
        loop {
            let most = if is_stale { Some(Duration::ZERO) } else { view.alarm() };
            let Some(event) = self.events.next(view.types(), most)? else {
                if !is_stale {
                    view.ring();
                }
                is_stale = false;
                self.show(view)?;
                continue;
            };
            let is_text = view.types() && matches!(event, TerminalEvent::Key(key) if is_sign(key));
            if is_stale && !is_text {
                is_stale = false;
                self.show(view)?;
            }
            match self.meet(event, view)? {
                Reaction::Act(input) => return Ok(Some(input)),
                Reaction::Interrupt => {
                    self.interrupted = Some(Interrupted { signal: 2 });
                    return Ok(None);
                }
                Reaction::Redraw if is_text => is_stale = true,
                Reaction::Redraw => self.show(view)?,
                Reaction::Nothing | Reaction::Pause => {}
            }
        }
    }

    /// Shows a view for a moment; `None` if nothing happened to it.
    pub(super) fn ask_for_a_moment<I>(&mut self, view: &mut dyn View<I>) -> anyhow::Result<Option<I>> {
        self.show(view)?;
        let watch = Stopwatch::start();
        loop {
            let left = watch.left_of(MOMENT);
            let Some(event) = self.events.next_within(left)? else {
                if left.is_zero() {
                    return Ok(None);
                }
                continue;
            };
            match self.meet(event, view)? {
                Reaction::Act(input) => return Ok(Some(input)),
                Reaction::Redraw => self.show(view)?,
                Reaction::Interrupt => {
                    self.interrupted = Some(Interrupted { signal: 2 });
                    return Ok(None);
                }
                Reaction::Nothing | Reaction::Pause => {}
            }
        }
    }

    fn meet<I>(&mut self, event: TerminalEvent, view: &mut dyn View<I>) -> anyhow::Result<Reaction<I>> {
        let reaction = match event {
            TerminalEvent::Key(key) => view.key(key, &self.options),
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
            self.raw_mode.release();
            self.events.pause();
            self.come_back()?;
            return Ok(Reaction::Redraw);
        }
        Ok(reaction)
    }

    /// Redraws after the process was stopped: the shell has used the terminal.
    fn come_back(&mut self) -> io::Result<()> {
        self.renderer.forget();
        self.raw_mode.again()
    }

    /// Restores the terminal; a signal leaves no time for more.
    fn ended(&mut self, signal: u8) -> anyhow::Error {
        // The terminal may be gone, so errors don't matter.
        let _ = self.renderer.leave(layout().columns);
        self.raw_mode.release();
        Interrupted { signal }.into()
    }

    /// Hands the terminal over for a while.
    pub(super) fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.clear()?;
        self.raw_mode.release();
        let worked = work();
        self.events.forgive_interrupt();
        self.come_back()?;
        worked
    }

    /// Moves below the frame, which stays on the screen: an error that ends the session stands on lines of its own.
    pub(super) fn leave_frame(&mut self) {
        // The terminal may be gone.
        let _ = self.renderer.leave(layout().columns);
    }

    /// Whether Ctrl-C has ended the session.
    pub(super) const fn is_interrupted(&self) -> bool {
        self.interrupted.is_some()
    }

    /// Restores the terminal; fails if Ctrl-C has ended the session.
    pub(super) fn leave<T>(&mut self, value: T) -> anyhow::Result<T> {
        self.raw_mode.release();
        self.interrupted.map_or(Ok(value), |interrupted| Err(interrupted.into()))
    }
}
