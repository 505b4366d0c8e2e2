//! The face for a person at a terminal: one key an answer, the question drawn in place.

use std::collections::HashSet;
use std::io;
use std::time::Duration;

use super::canvas::Canvas;
use super::desk::{Arrival, Desk, Reaction};
use super::frame::Drawn;
use super::guard::Guard;
use super::happening::{Happening, Happenings};
use super::keys::Keys;
use super::line::{Line, Role};
use super::look::Look;
use super::output::{Output, layout};
use super::scene::Scene;
use super::signals::Interrupted;
use super::stopwatch::Stopwatch;
use super::{line, notice, page, transcript};
use crate::deck::{DeckId, ItemId};
use crate::session::{Effect, Ending, Input, Notice, Prompter, Session, Undone, Welcome};

/// How the interactive face behaves.
#[derive(Debug, Clone)]
pub struct Manner {
    /// How things are drawn.
    pub look: Look,
    /// Which key does what.
    pub keys: Keys,
    /// How long a screen just painted takes no key: nobody can have read it yet. With zero a held key counts as
    /// often as it comes, too: that is for tests, which type faster than people.
    pub settle: Duration,
}

impl Manner {
    /// The usual keys, and 300 ms in which no key is taken.
    #[must_use]
    pub fn usual(look: Look) -> Self {
        Self { look, keys: Keys::default(), settle: Duration::from_millis(300) }
    }
}

/// The face for a person at a terminal.
#[derive(Debug)]
pub struct Interactive {
    // Before the happenings: the terminal is given back before signals do what they usually do.
    guard: Guard,
    happenings: Happenings,
    canvas: Canvas<Output>,
    manner: Manner,
    desk: Desk,
    watch: Stopwatch,
    /// Lines that scroll away above the next frame.
    stay: Vec<Line>,
    /// Questions done with, as the transcript has them.
    concluded: Vec<(ItemId, String)>,
    /// Decks of which it was said that they begin.
    begun: HashSet<DeckId>,
    /// Ctrl-C, or a signal that ends the session like it.
    interrupted: Option<Interrupted>,
}

impl Interactive {
    /// Takes the terminal; dropping the face gives it back. What was written before must be flushed.
    ///
    /// # Errors
    /// When the terminal can't be taken.
    pub fn new(manner: Manner) -> io::Result<Self> {
        // Handlers before raw mode, raw mode before the first paint.
        let happenings = Happenings::listen(!manner.settle.is_zero())?;
        let guard = Guard::enter()?;
        Ok(Self {
            guard,
            happenings,
            canvas: Canvas::new(Output::open()),
            manner,
            desk: Desk::default(),
            watch: Stopwatch::start(),
            stay: Vec::new(),
            concluded: Vec::new(),
            begun: HashSet::new(),
            interrupted: None,
        })
    }

    fn paint(&mut self, session: &Session) -> io::Result<()> {
        let layout = layout();
        let Manner { look, keys, .. } = &self.manner;
        let frame = session.question().map(|question| {
            let scene = Scene { session, question, desk: &self.desk, keys, layout, look: *look };
            scene.frame().fit(layout, *look, self.desk.first)
        });
        let frame = frame.unwrap_or_default();
        self.desk.seen(frame.pages);
        self.canvas.paint(&self.stay, &frame, layout.columns, *look)?;
        self.stay.clear();
        Ok(())
    }

    /// Waits for an input and answers all that happens meanwhile.
    fn wait(&mut self, session: &Session) -> anyhow::Result<Input> {
        loop {
            let happening = self.happenings.next(self.desk.types(session))?;
            if let Some(input) = self.meet(happening, session)? {
                return Ok(input);
            }
        }
    }

    /// A screen just painted takes no key, but it is drawn again where it must be.
    fn settle(&mut self, session: &Session) -> anyhow::Result<Option<Input>> {
        let watch = Stopwatch::start();
        loop {
            let left = watch.left_of(self.manner.settle);
            let Some(happening) = self.happenings.settle(left)? else { return Ok(None) };
            if let Some(input) = self.meet(happening, session)? {
                return Ok(Some(input));
            }
        }
    }

    fn meet(&mut self, happening: Happening, session: &Session) -> anyhow::Result<Option<Input>> {
        let reaction = match happening {
            Happening::Key(key) => self.desk.key(key, session, &self.manner.keys),
            Happening::Paste(text) => self.desk.paste(&text, session),
            Happening::Resize => Reaction::Redraw,
            Happening::Continued => {
                self.come_back()?;
                Reaction::Redraw
            }
            Happening::Ended(2) => Reaction::Interrupt,
            Happening::Ended(signal) => return Err(self.ended(signal)),
        };
        match reaction {
            Reaction::Nothing => {}
            Reaction::Redraw => self.paint(session)?,
            Reaction::Act(input) => return Ok(Some(input)),
            Reaction::Interrupt => {
                self.interrupted = Some(Interrupted { signal: 2 });
                return Ok(Some(Input::Quit));
            }
            Reaction::Pause => {
                self.canvas.leave(layout().columns)?;
                self.guard.release();
                self.happenings.pause();
                self.come_back()?;
                self.paint(session)?;
            }
        }
        Ok(None)
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

    /// Says once of each deck that it begins.
    fn announce(&mut self, session: &Session) {
        let Some(deck) = session.begins().filter(|deck| !self.begun.contains(*deck)) else { return };
        self.begun.insert(deck.clone());
        let title = session.found().deck(deck.as_str()).map(|deck| deck.title.plain()).unwrap_or_default();
        self.stay.push(Line::blank());
        self.stay_with(&Line::of(Role::Quiet, notice::begins(deck.as_str(), &title)));
    }

    /// Keeps a line for above the next frame.
    fn stay_with(&mut self, said: &Line) {
        let layout = layout();
        self.stay.extend(layout.with_margin(super::wrap::wrap(said.runs(), layout.text())));
    }

    /// A rating taken back stays in the transcript, and so does that it was taken back.
    fn note_undone(&mut self, session: &Session) {
        let Some(question) = session.question() else { return };
        let Some(at) = self.concluded.iter().rposition(|(item, _)| *item == question.id) else { return };
        let (_, prompt) = self.concluded.remove(at);
        let ellipsis = self.manner.look.sign(super::Sign::Ellipsis);
        let words = format!("- taken back    {prompt}");
        let said = line::cut_tail(&words, layout().text(), ellipsis);
        self.stay_with(&Line::of(Role::Quiet, said));
    }
}

impl Prompter for Interactive {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        self.stay.extend(page::welcome(welcome).fitted(layout()));
        // It has named the deck that begins.
        self.begun.extend(welcome.first_deck.as_ref().and_then(|deck| DeckId::new(deck).ok()));
        Ok(())
    }

    fn ask(&mut self, session: &Session) -> anyhow::Result<(Input, u32)> {
        let arrival = self.desk.arrive(session);
        if arrival == Arrival::Question {
            self.announce(session);
            if session.plan().only_again && self.desk.notice.is_none() {
                self.desk.notice = Some(notice::ONLY_AGAIN.to_owned());
            }
        }
        self.paint(session)?;
        if arrival == Arrival::Question {
            self.watch = Stopwatch::start();
        }
        let early = if arrival == Arrival::Same { None } else { self.settle(session)? };
        let input = match early {
            Some(input) => input,
            None => self.wait(session)?,
        };
        Ok((input, self.watch.ms()))
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        if let Some(concluded) = &effect.concluded {
            let layout = layout();
            self.stay.extend(layout.with_margin(transcript::lines(concluded, layout, self.manner.look)));
            self.concluded.push((concluded.item.clone(), concluded.prompt.clone()));
        }
        self.desk.notice = effect.notice.as_ref().and_then(notice::words).map(str::to_owned);
        if let Some(Notice::Undone(Undone::Answer | Undone::Rating | Undone::Overrule | Undone::Guess)) = effect.notice
            && !self.desk.shows_verdict_of(session.question())
        {
            self.note_undone(session);
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.stay_with(&Line::of(Role::Quiet, line));
        Ok(())
    }

    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        // The question will be drawn again, perhaps with other words.
        self.canvas.paint(&self.stay, &Drawn::default(), layout().columns, self.manner.look)?;
        self.stay.clear();
        self.desk.clear();
        self.guard.release();
        let worked = work();
        self.happenings.forgive_interrupt();
        self.come_back()?;
        worked
    }

    fn end(&mut self, session: &Session, ending: &Ending) -> anyhow::Result<()> {
        let layout = layout();
        let look = self.manner.look;
        self.stay.extend(page::ending(ending, session.today(), layout, look).fitted(layout));
        self.canvas.paint(&self.stay, &Drawn::default(), layout.columns, look)?;
        self.stay.clear();
        self.guard.release();
        self.interrupted.map_or(Ok(()), |interrupted| Err(interrupted.into()))
    }
}
