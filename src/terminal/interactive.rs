//! The face for a person at a terminal: one key an answer, the question drawn in place.

use std::collections::HashSet;
use std::io;

use crossterm::event::KeyEvent;

use super::desk::{Arrival, Desk, Reaction};
use super::frame::Drawn;
use super::last::Last;
use super::layout::Layout;
use super::line::{Line, Role};
use super::output::layout;
use super::scene::Scene;
use super::seat::{Manner, Seat, View};
use super::stopwatch::Stopwatch;
use super::{line, notice, offer, page, transcript};
use crate::deck::{DeckId, ItemId};
use crate::session::{Effect, Ending, Input, Meanwhile, Notice, Past, Prompter, Session, Undone, Welcome};

/// The face for a person at a terminal.
#[derive(Debug)]
pub struct Interactive {
    seat: Seat,
    desk: Desk,
    watch: Stopwatch,
    /// Questions done with, as the transcript has them.
    concluded: Vec<(ItemId, String)>,
    /// Decks of which it was said that they begin.
    begun: HashSet<DeckId>,
}

impl Interactive {
    /// Takes the terminal; dropping the face gives it back. What was written before must be flushed.
    ///
    /// # Errors
    /// When the terminal can't be taken.
    pub fn new(manner: Manner) -> io::Result<Self> {
        Ok(Self {
            seat: Seat::take(manner)?,
            desk: Desk::default(),
            watch: Stopwatch::start(),
            concluded: Vec::new(),
            begun: HashSet::new(),
        })
    }

    /// Says once of each deck that it begins.
    fn announce(&mut self, session: &Session) {
        let Some(deck) = session.begins().filter(|deck| !self.begun.contains(*deck)) else { return };
        self.begun.insert(deck.clone());
        let title = session.found().heading(deck.as_str()).map(|deck| deck.title.plain()).unwrap_or_default();
        self.seat.stay([Line::blank()]);
        self.seat.stay_with(&Line::of(Role::Quiet, notice::begins(deck.as_str(), &title)));
    }

    /// A rating taken back stays in the transcript, and so does that it was taken back.
    fn note_undone(&mut self, session: &Session) {
        let Some(question) = session.question() else { return };
        let Some(at) = self.concluded.iter().rposition(|(item, _)| *item == question.id) else { return };
        let (_, prompt) = self.concluded.remove(at);
        let ellipsis = self.seat.look().sign(super::Sign::Ellipsis);
        let words = format!("- taken back    {prompt}");
        let said = line::cut_tail(&words, layout().text(), ellipsis);
        self.seat.stay_with(&Line::of(Role::Quiet, said));
    }
}

impl Prompter for Interactive {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        self.seat.stay(page::welcome_on_screen(welcome).fitted(layout()));
        // It has named the deck that begins.
        self.begun.extend(welcome.first_deck.as_ref().and_then(|deck| DeckId::new(deck).ok()));
        Ok(())
    }

    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)> {
        if self.seat.is_interrupted() {
            return Ok((Input::Quit, 0));
        }
        let arrival = self.desk.arrive(session);
        if arrival == Arrival::Question {
            self.announce(session);
            if session.plan().only_again && self.desk.notice.is_none() {
                self.desk.notice = Some(notice::ONLY_AGAIN.to_owned());
            }
        }
        if arrival == Arrival::Question {
            self.watch = Stopwatch::start();
        }
        let mut view = AtDesk { session, desk: &mut self.desk };
        let input = self.seat.ask(&mut view, meanwhile)?;
        Ok((input.unwrap_or(Input::Quit), self.watch.ms()))
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        if let Some(concluded) = &effect.concluded {
            let layout = layout();
            self.seat.stay(layout.with_margin(transcript::lines(concluded, layout, self.seat.look())));
            self.concluded.push((concluded.item.clone(), concluded.prompt.clone()));
        }
        if let Some(leech) = session.leech().filter(|_| session.leech_here().is_none()) {
            self.seat.stay_with(&Line::of(Role::Near, notice::leech_before(leech)));
        }
        self.desk.notice = effect.notice.as_ref().and_then(notice::words);
        if let Some(Notice::Undone(Undone::Answer | Undone::Rating | Undone::Overrule | Undone::Guess)) = effect.notice
            && !self.desk.shows_verdict_of(session.question())
        {
            self.note_undone(session);
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.seat.stay_with(&Line::of(Role::Quiet, line));
        Ok(())
    }

    fn past(&mut self, past: &Past) -> anyhow::Result<()> {
        self.desk.show_past(past.clone());
        Ok(())
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        offer::ask(question.to_owned(), &mut self.seat)
    }

    fn regrets(&mut self) -> anyhow::Result<bool> {
        if self.seat.is_interrupted() {
            return Ok(false);
        }
        let mut last = Last { notice: self.desk.notice.take() };
        Ok(self.seat.ask(&mut last, &mut || Ok(()))?.unwrap_or(false))
    }

    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        // The question will be drawn again, perhaps with other words.
        self.desk.clear();
        self.seat.aside(work)
    }

    fn end(&mut self, _: &Session, ending: &Ending) -> anyhow::Result<bool> {
        let layout = layout();
        let look = self.seat.look();
        self.seat.stay(page::ending(ending, layout, look).fitted(layout));
        self.seat.clear()?;
        let wants = offer::make(ending.make_due, &mut self.seat)?;
        self.seat.leave(wants)
    }
}

/// A question of the session, and what lies before it.
struct AtDesk<'a> {
    session: &'a Session,
    desk: &'a mut Desk,
}

impl View<Input> for AtDesk<'_> {
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn {
        let Manner { look, keys, .. } = manner;
        let frame = self.session.question().map(|question| {
            let scene = Scene { session: self.session, question, desk: self.desk, keys, layout, look: *look };
            scene.frame().fit(layout, *look, self.desk.first)
        });
        let frame = frame.unwrap_or_default();
        self.desk.seen(frame.pages);
        frame
    }

    fn types(&self) -> bool {
        self.desk.types(self.session)
    }

    fn key(&mut self, key: KeyEvent, manner: &Manner) -> Reaction {
        self.desk.key(key, self.session, &manner.keys)
    }

    fn paste(&mut self, text: &str) -> Reaction {
        self.desk.paste(text, self.session)
    }
}
