//! The interactive interface: single keys, the question drawn in place.

use std::collections::HashSet;
use std::io;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::confirm::MissedNote;
use super::frame::FittedFrame;
use super::input_state::{Arrival, InputState, Reaction};
use super::last::Last;
use super::layout::Layout;
use super::line::{Line, Style};
use super::output::layout;
use super::screen_model::ScreenModel;
use super::session_ui::{TerminalUi, UiOptions, View};
use super::stopwatch::Stopwatch;
use super::{confirm, exam, line, notice, page, transcript};
use crate::deck::{DeckId, ItemId};
use crate::session::{
    Effect, Ending, ExamEnding, Input, ItemHistory, Meanwhile, MissedCounts, Notice, Session, Ui, Undone, Welcome,
};

#[derive(Debug)]
pub struct Interactive {
    tui: TerminalUi,
    input_state: InputState,
    watch: Stopwatch,
    /// Finished questions, as the transcript shows them.
    finished: Vec<(ItemId, String)>,
    /// Decks whose beginning was announced.
    begun: HashSet<DeckId>,
    doubted: exam::DoubtedAnswers,
    limit: Option<exam::TimeLimit>,
}

impl Interactive {
    /// Takes over the terminal; dropping restores it. Flush earlier output first.
    ///
    /// # Errors
    /// If the terminal can't be taken over.
    pub fn new(options: UiOptions) -> io::Result<Self> {
        Ok(Self {
            tui: TerminalUi::take(options)?,
            input_state: InputState::default(),
            watch: Stopwatch::start(),
            finished: Vec::new(),
            begun: HashSet::new(),
            doubted: exam::DoubtedAnswers::default(),
            limit: None,
        })
    }

    /// Announces the beginning of each deck once.
    fn announce(&mut self, session: &Session) {
        let Some(deck) = session.begins().filter(|deck| !self.begun.contains(*deck)) else { return };
        self.begun.insert(deck.clone());
        let title = session.found().heading(deck.as_str()).map(|deck| deck.title.plain()).unwrap_or_default();
        self.tui.stay([Line::blank()]);
        self.tui.stay_with(&Line::of(Style::Quiet, notice::begins(deck.as_str(), &title)));
    }

    /// Adds the undo to the transcript; the undone line stays there.
    fn note_undone(&mut self, session: &Session) {
        let Some(question) = session.question() else { return };
        let Some(at) = self.finished.iter().rposition(|(item, _)| *item == question.id) else { return };
        let (_, prompt) = self.finished.remove(at);
        let ellipsis = self.tui.theme().glyph(super::Glyph::Ellipsis);
        let words = format!("- undone        {prompt}");
        let said = line::cut_tail(&words, layout().text(), ellipsis);
        self.tui.stay_with(&Line::of(Style::Quiet, said));
    }
}

impl Ui for Interactive {
    fn welcome(&mut self, welcome: &Welcome) -> anyhow::Result<()> {
        self.tui.stay(page::welcome_on_screen(welcome).fitted(layout()));
        // The welcome page has named the first deck.
        self.begun.extend(welcome.first_deck.as_ref().and_then(|deck| DeckId::new(deck).ok()));
        Ok(())
    }

    fn begin_exam(&mut self, session: &Session) -> anyhow::Result<()> {
        let Some(exam) = session.exam() else { return Ok(()) };
        self.tui.stay([Line::blank()]);
        self.tui.stay_with(&Line::of(Style::Ask, exam::heading(session, exam)));
        for note in exam::notes(exam) {
            self.tui.stay_with(&Line::of(Style::Quiet, note));
        }
        Ok(())
    }

    fn ask(&mut self, session: &Session, meanwhile: Meanwhile<'_>) -> anyhow::Result<(Input, u32)> {
        if self.tui.is_interrupted() {
            return Ok((Input::Quit, 0));
        }
        let arrival = self.input_state.arrive(session);
        if arrival == Arrival::Question {
            self.announce(session);
            if session.plan().only_again && self.input_state.notice.is_none() {
                self.input_state.notice = Some(notice::ONLY_AGAIN.to_owned());
            }
        }
        if arrival == Arrival::Question {
            self.watch = Stopwatch::start();
        }
        self.limit = exam::TimeLimit::of(session, self.limit);
        let mut view = Turn { session, input_state: &mut self.input_state, limit: self.limit };
        let input = self.tui.ask(&mut view, meanwhile)?;
        Ok((input.unwrap_or(Input::Quit), self.watch.ms()))
    }

    fn show(&mut self, session: &Session, effect: &Effect) -> anyhow::Result<()> {
        if let Some(finished) = &effect.finished {
            let layout = layout();
            self.tui.stay(layout.with_margin(transcript::lines(finished, layout, self.tui.theme())));
            self.finished.push((finished.item.clone(), finished.prompt.clone()));
        }
        if let Some(leech) = session.leech().filter(|_| session.leech_here().is_none()) {
            self.tui.stay_with(&Line::of(Style::Near, notice::leech_before(leech)));
        }
        self.input_state.notice = effect.notice.as_ref().and_then(notice::words);
        if let Some(Notice::Undone(Undone::Answer | Undone::Rating | Undone::Overrule | Undone::Guess)) = effect.notice
            && !self.input_state.shows_verdict_of(session.question())
        {
            self.note_undone(session);
        }
        Ok(())
    }

    fn hold(&mut self, session: &Session, why: &str) -> anyhow::Result<bool> {
        if self.tui.is_interrupted() {
            return Ok(false);
        }
        self.input_state.notice = Some(format!("{why}; waiting. Esc leaves, and the answer is kept."));
        let turn = Turn { session, input_state: &mut self.input_state, limit: self.limit };
        let mut held = Held(turn);
        let leaves = self.tui.ask_for_a_moment(&mut held)?.is_some();
        self.input_state.notice = None;
        Ok(!leaves && !self.tui.is_interrupted())
    }

    fn refuse(&mut self, why: &str) -> anyhow::Result<bool> {
        self.input_state.notice = Some(format!("{why}: nothing is written yet. Enter tries again."));
        Ok(!self.tui.is_interrupted())
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.tui.stay_with(&Line::of(Style::Quiet, line));
        Ok(())
    }

    fn past(&mut self, past: &ItemHistory) -> anyhow::Result<()> {
        self.input_state.show_history(past.clone());
        Ok(())
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        if self.tui.is_interrupted() { Ok(false) } else { confirm::ask(question.to_owned(), &mut self.tui) }
    }

    fn is_interrupted(&self) -> bool {
        self.tui.is_interrupted()
    }

    fn result(&mut self, session: &Session, ending: &ExamEnding) -> anyhow::Result<()> {
        let layout = layout();
        self.tui.stay(exam::page(session, ending, layout, self.tui.theme()).fitted(layout));
        Ok(self.tui.clear()?)
    }

    fn reconsider(&mut self, session: &Session) -> anyhow::Result<Option<Input>> {
        self.doubted.next(session, &mut self.tui)
    }

    fn end_exam(&mut self, misses: Option<MissedCounts>) -> anyhow::Result<bool> {
        self.tui.clear()?;
        let misses = misses.filter(|misses| misses.all > 0 && !self.tui.is_interrupted());
        let wants = match misses.map(confirm::about) {
            Some(MissedNote::Question(question)) => confirm::ask(question, &mut self.tui)?,
            Some(MissedNote::Words(words)) => {
                self.tui.stay([Line::blank()]);
                self.tui.stay_with(&Line::of(Style::Plain, words));
                self.tui.clear()?;
                false
            }
            None => false,
        };
        self.tui.leave(wants)
    }

    fn offer_undo(&mut self) -> anyhow::Result<bool> {
        if self.tui.is_interrupted() {
            return Ok(false);
        }
        let mut last = Last { notice: self.input_state.notice.take() };
        Ok(self.tui.ask(&mut last, &mut || Ok(()))?.unwrap_or(false))
    }

    fn aside(&mut self, work: &mut dyn FnMut() -> anyhow::Result<()>) -> anyhow::Result<()> {
        // The question is drawn again, and may have changed.
        self.input_state.clear();
        self.tui.aside(work)
    }

    fn end(&mut self, _: &Session, ending: &Ending) -> anyhow::Result<bool> {
        let layout = layout();
        let theme = self.tui.theme();
        self.tui.stay(page::ending(ending, layout, theme).fitted(layout));
        self.tui.clear()?;
        let wants = confirm::make(ending.make_due, &mut self.tui)?;
        self.tui.leave(wants)
    }
}

impl Drop for Interactive {
    fn drop(&mut self) {
        self.tui.leave_frame();
    }
}

/// A question whose answer waits to be written: keys do nothing to it but leave.
struct Held<'a>(Turn<'a>);

impl View<()> for Held<'_> {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        self.0.draw(layout, options)
    }

    fn key(&mut self, key: KeyEvent, _: &UiOptions) -> Reaction<()> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => Reaction::Act(()),
            KeyCode::Char('c' | 'd') if control => Reaction::Act(()),
            KeyCode::Char('z') if control => Reaction::Pause,
            _ => Reaction::Nothing,
        }
    }
}

/// A question of the session and its input state.
struct Turn<'a> {
    session: &'a Session,
    input_state: &'a mut InputState,
    limit: Option<exam::TimeLimit>,
}

impl View<Input> for Turn<'_> {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let UiOptions { theme, keys, .. } = options;
        let frame = self.session.question().map(|question| {
            let model = ScreenModel {
                session: self.session,
                question,
                input_state: self.input_state,
                keys,
                layout,
                theme: *theme,
            };
            model.frame().fit(layout, *theme, self.input_state.first)
        });
        let frame = frame.unwrap_or_default();
        self.input_state.seen(frame.pages);
        frame
    }

    fn types(&self) -> bool {
        self.input_state.types(self.session)
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction {
        self.input_state.key(key, self.session, &options.keys)
    }

    fn paste(&mut self, text: &str) -> Reaction {
        self.input_state.paste(text, self.session)
    }

    fn alarm(&self) -> Option<Duration> {
        self.limit.filter(|_| !self.input_state.time_is_up).map(exam::TimeLimit::left)
    }

    fn ring(&mut self) {
        self.input_state.time_is_up = true;
    }
}
