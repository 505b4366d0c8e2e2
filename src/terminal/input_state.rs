//! The learner's unfinished input, and what keys do to it.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::aside::{self, Aside};
use super::command::{self, LineCommand, LineSigns, TypedLine};
use super::digits::digit;
use super::fields::TextFields;
use super::frame::Pages;
use super::keys::{Action, Keys};
use super::layouts::latin;
use super::text_input::TextInput;
use super::{answers, confirm, overruling};
use crate::deck::ItemId;
use crate::schedule::Rating;
use crate::session::{Answer, Input, ItemHistory, Question, Session, Stage};

/// What a key leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reaction<I = Input> {
    /// The key does nothing here.
    Nothing,
    Redraw,
    Act(I),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Pause,
}

/// How the screen differs from the previous one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// The same screen as before.
    Same,
    /// The same question, with its answer now shown or hidden again.
    Stage,
    /// Another question, or the same one asked again.
    Question,
}

/// Identifies a screen; input typed on one is dropped on another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScreenKey {
    item: ItemId,
    attempt: u32,
    asked: bool,
    revealed: bool,
}

#[derive(Debug, Default)]
pub(super) struct InputState {
    pub(super) shown: Option<ScreenKey>,
    /// Indices of what is picked so far: ticked choices, or steps in their order.
    pub(super) picks: Vec<usize>,
    /// The texts typed so far.
    pub(super) fields: TextFields,
    /// The note to a flag, while it is typed.
    pub(super) note: Option<TextInput>,
    /// A command line, while it is typed where letters are keys.
    pub(super) colon: Option<TextInput>,
    /// Whether the learner is asked to confirm that the verdict is wrong.
    pub(super) confirming: bool,
    /// Whether the help page is open.
    pub(super) help: bool,
    /// The item's history, while that page is open.
    pub(super) history: Option<ItemHistory>,
    /// Whether the time limit of an exam has run out while the screen waited.
    pub(super) time_is_up: bool,
    /// The first visible line of a long body; `None` for the default.
    pub(super) first: Option<usize>,
    /// Feedback on the last key.
    pub(super) notice: Option<String>,
    pub(super) pages: Pages,
}

impl InputState {
    /// Prepares for what the session shows now.
    pub(super) fn arrive(&mut self, session: &Session) -> Arrival {
        let shown = session.question().map(|question| ScreenKey {
            item: question.id.clone(),
            attempt: question.attempt,
            asked: *session.stage() == Stage::Question,
            revealed: *session.stage() == Stage::Revealed,
        });
        let arrival = match (&self.shown, &shown) {
            (before, now) if before == now => {
                self.picks.retain(|&place| session.struck_out() != Some(place));
                return Arrival::Same;
            }
            (Some(before), Some(now)) if before.item == now.item && before.attempt == now.attempt => {
                // Undoing an answer asks the question anew; hiding a revealed answer does not.
                if now.asked && !before.revealed { Arrival::Question } else { Arrival::Stage }
            }
            _ => Arrival::Question,
        };
        let fields = TextFields::of(session.question().map_or(1, |question| question.texts));
        *self = Self { shown, fields, notice: self.notice.take(), ..Self::default() };
        self.fill(session);
        arrival
    }

    /// Forgets the screen and the input: the question may have been edited.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether the screen shows the verdict on that question.
    pub(super) fn shows_verdict_of(&self, question: Option<&Arc<Question>>) -> bool {
        let verdict = self.shown.as_ref().filter(|shown| !shown.asked && !shown.revealed);
        verdict.zip(question).is_some_and(|(shown, question)| shown.item == question.id)
    }

    /// Stores which part of a long body is visible.
    pub(super) fn seen(&mut self, pages: Pages) {
        self.pages = pages;
    }

    pub(super) fn key(&mut self, key: KeyEvent, session: &Session, keys: &Keys) -> Reaction {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return Reaction::Interrupt,
            KeyCode::Char('z') if control => return Reaction::Pause,
            _ => {}
        }
        let had_notice = self.notice.take().is_some();
        match self.key_within(key, session, keys) {
            Reaction::Nothing if had_notice => Reaction::Redraw,
            reaction => reaction,
        }
    }

    fn key_within(&mut self, key: KeyEvent, session: &Session, keys: &Keys) -> Reaction {
        if self.reads() {
            if !self.turns_page(key, false) {
                self.history = None;
                self.show_help(false);
            }
            return Reaction::Redraw;
        }
        if self.note.is_some() {
            return self.note_key(key);
        }
        if self.colon.is_some() {
            return self.colon_key(key, session, keys);
        }
        if self.confirming {
            return self.confirm_key(key);
        }
        if is_text(session) && self.fields.moves(key) {
            return Reaction::Redraw;
        }
        if self.turns_page(key, is_text(session)) {
            return Reaction::Redraw;
        }
        if is_text(session) {
            return self.text_key(key, session);
        }
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('d') {
            return Reaction::Act(Input::Quit);
        }
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Reaction::Nothing;
        }
        match self.answer_key(typed(key.code, keys), session) {
            Reaction::Nothing => match key.code {
                code if session.exam().is_some() => self.exam_key(code, session, keys),
                KeyCode::Char(letter) => self.letter(letter, session, keys),
                _ => Reaction::Nothing,
            },
            reaction => reaction,
        }
    }

    /// Inserts pasted text where text is wanted; ignores it elsewhere.
    pub(super) fn paste(&mut self, text: &str, session: &Session) -> Reaction {
        if self.reads() {
            return Reaction::Nothing;
        }
        let is_text = is_text(session);
        match self.note.as_mut().or(self.colon.as_mut()) {
            Some(note) => note.insert(text),
            None if is_text => self.fields.entry_mut().insert(text.trim_end()),
            None => return Reaction::Nothing,
        }
        Reaction::Redraw
    }

    /// Whether letters are text now.
    pub(super) fn types(&self, session: &Session) -> bool {
        self.note.is_some() || self.colon.is_some() || (!self.reads() && is_text(session))
    }

    pub(super) fn turns_page(&mut self, key: KeyEvent, is_text: bool) -> bool {
        if self.pages.seen == 0 {
            return false;
        }
        let first = match key.code {
            KeyCode::PageDown => self.pages.next(),
            KeyCode::Char(' ') if !is_text && self.pages.below() > 0 => self.pages.next(),
            KeyCode::PageUp => self.pages.previous(),
            KeyCode::Down => self.pages.moved(self.pages.first + 1),
            KeyCode::Up => self.pages.first.saturating_sub(1),
            _ => return false,
        };
        self.first = Some(first);
        true
    }

    fn note_key(&mut self, key: KeyEvent) -> Reaction {
        match aside::key(&mut self.note, key) {
            Aside::Done(text) => Reaction::Act(Input::Flag(Some(text).filter(|text| !text.is_empty()))),
            Aside::Changed => Reaction::Redraw,
            Aside::Nothing => Reaction::Nothing,
        }
    }

    /// A key for a command line where letters are keys.
    fn colon_key(&mut self, key: KeyEvent, session: &Session, keys: &Keys) -> Reaction {
        let line = match aside::key(&mut self.colon, key) {
            Aside::Done(text) => format!(":{text}"),
            Aside::Changed => return Reaction::Redraw,
            Aside::Nothing => return Reaction::Nothing,
        };
        match command::read(&line, LineSigns::of_commands(session)) {
            TypedLine::Command(command) => self.command(command, session),
            _ => self.notice(&format!("There is no {line} here; {} shows all keys.", keys.letter(Action::Help))),
        }
    }

    /// Only a yes counts.
    fn confirm_key(&mut self, key: KeyEvent) -> Reaction {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Reaction::Nothing;
        }
        match confirm::yes_or_no(key.code) {
            Some(true) => Reaction::Act(Input::Overrule),
            Some(false) => {
                self.confirming = false;
                Reaction::Redraw
            }
            None => Reaction::Nothing,
        }
    }

    /// Overrules the verdict, or asks for confirmation first.
    fn overrule(&mut self, session: &Session) -> Reaction {
        if let Stage::Verdict(feedback) = session.stage()
            && overruling::confirmation(feedback).is_some()
        {
            self.confirming = true;
            return Reaction::Redraw;
        }
        Reaction::Act(Input::Overrule)
    }

    fn text_key(&mut self, key: KeyEvent, session: &Session) -> Reaction {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => self.text_line(session),
            KeyCode::Char('d') if control && self.fields.are_empty() => Reaction::Act(Input::Quit),
            _ if self.fields.entry_mut().key(key) => Reaction::Redraw,
            _ => Reaction::Nothing,
        }
    }

    fn text_line(&mut self, session: &Session) -> Reaction {
        let signs = LineSigns::of(session);
        match command::read(self.fields.entry().text(), signs) {
            TypedLine::Answer(_) if !self.fields.is_last() => {
                self.fields.go_to(self.fields.at() + 1);
                Reaction::Redraw
            }
            TypedLine::Answer(_) => {
                let read = |line: &str| match command::read(line, signs) {
                    TypedLine::Answer(text) => Some(text),
                    _ => None,
                };
                match self.fields.answer(read) {
                    Some(answer) => Reaction::Act(Input::Answer(answer)),
                    None => self.notice(NO_ANSWER),
                }
            }
            TypedLine::NotKnown => Reaction::Act(Input::Answer(Answer::DontKnow)),
            TypedLine::Behind(text, command) => {
                self.fields.entry_mut().take();
                self.fields.entry_mut().insert(&text);
                self.command(command, session)
            }
            TypedLine::Unknown(text) => {
                self.notice = Some(format!("There is no {text}; a second colon makes it an answer: :{text}"));
                Reaction::Redraw
            }
            TypedLine::Command(command) => {
                self.fields.entry_mut().take();
                self.command(command, session)
            }
        }
    }

    fn command(&mut self, command: LineCommand, session: &Session) -> Reaction {
        Reaction::Act(match command {
            LineCommand::Undo => Input::Undo,
            LineCommand::Hint => Input::Hint,
            LineCommand::Skip => Input::Skip,
            LineCommand::Flag(None) => return self.flag(session),
            LineCommand::Flag(note) => Input::Flag(note),
            LineCommand::Bury => Input::Bury,
            LineCommand::Suspend => Input::Suspend,
            LineCommand::Edit => Input::Edit,
            LineCommand::History => Input::History,
            LineCommand::Back => Input::Back,
            LineCommand::FirstOpen => Input::FirstOpen,
            LineCommand::GoTo(number) => Input::GoTo(number),
            LineCommand::Quit => Input::Quit,
            LineCommand::Help => return self.show_help(true),
        })
    }

    /// Whether a page covers the question.
    pub(super) const fn reads(&self) -> bool {
        self.help || self.history.is_some()
    }

    /// Opens the item's history, from the beginning.
    pub(super) fn show_history(&mut self, history: ItemHistory) {
        self.history = Some(history);
        self.first = None;
    }

    /// Opens or closes the help page, and scrolls back to the beginning.
    pub(super) fn show_help(&mut self, open: bool) -> Reaction {
        self.help = open;
        self.first = None;
        Reaction::Redraw
    }

    /// Asks for a note, or removes the flag.
    fn flag(&mut self, session: &Session) -> Reaction {
        if session.is_flagged() {
            return Reaction::Act(Input::Flag(None));
        }
        self.note = Some(TextInput::default());
        Reaction::Redraw
    }

    fn letter(&mut self, letter: char, session: &Session, keys: &Keys) -> Reaction {
        let Some(action) = keys.meant(letter) else {
            if aside::opens(letter) {
                self.colon = Some(TextInput::default());
                return Reaction::Redraw;
            }
            // Space turns pages elsewhere, so it isn't a mistake here.
            return if letter == ' ' { Reaction::Nothing } else { self.unknown(letter, session, keys) };
        };
        if action == Action::Undo && self.take_back() {
            return Reaction::Redraw;
        }
        Reaction::Act(match action {
            Action::Hint => Input::Hint,
            Action::Skip => Input::Skip,
            Action::Undo => Input::Undo,
            Action::Bury => Input::Bury,
            Action::Suspend => Input::Suspend,
            Action::Edit => Input::Edit,
            Action::History => Input::History,
            Action::Guessed => Input::Guessed,
            Action::Overrule => return self.overrule(session),
            Action::Quit => Input::Quit,
            Action::Flag => return self.flag(session),
            Action::Help => return self.show_help(true),
        })
    }

    /// Undoes the last tick or step of an unfinished answer, if there is one.
    pub(super) fn take_back(&mut self) -> bool {
        self.picks.pop().is_some()
    }

    fn answer_key(&mut self, key: KeyCode, session: &Session) -> Reaction {
        let Some(question) = session.question() else { return Reaction::Nothing };
        match session.stage() {
            Stage::Question if picked(key).is_some() && picked(key) == session.struck_out() => {
                self.notice(&struck_out(session).unwrap_or_default())
            }
            Stage::Question if key == KeyCode::Enter && self.keeps_answer(question, session) => {
                Reaction::Act(Input::Skip)
            }
            Stage::Question => answers::key(self, key, question),
            Stage::Revealed => match key {
                KeyCode::Enter | KeyCode::Char(' ') => rate(session.own_rating()),
                key => digit(key).and_then(Rating::from_number).map_or(Reaction::Nothing, rate),
            },
            Stage::Verdict(_) => match key {
                KeyCode::Enter | KeyCode::Char(' ') => Reaction::Act(Input::GoOn),
                key => digit(key).and_then(Rating::from_number).map_or(Reaction::Nothing, rate),
            },
            Stage::HandIn if key == KeyCode::Enter => Reaction::Act(Input::HandIn),
            Stage::HandIn | Stage::Over => Reaction::Nothing,
        }
    }

    /// Tells which keys work, after one that doesn't.
    pub(super) fn unknown(&mut self, sign: char, session: &Session, keys: &Keys) -> Reaction {
        let does = match (session.stage(), session.question()) {
            (Stage::Question, Some(question)) => answers::of(question.asks).keys_in_words(question),
            (Stage::Revealed, _) => "1 to 4 rate".to_owned(),
            (Stage::HandIn, _) => "Enter hands in".to_owned(),
            _ => "Enter goes on".to_owned(),
        };
        self.notice(&format!("{sign} does nothing here: {does}, {} shows all keys.", keys.letter(Action::Help)))
    }

    pub(super) fn notice(&mut self, words: &str) -> Reaction {
        self.notice = Some(words.to_owned());
        Reaction::Redraw
    }
}

/// Whether the question wants a text.
fn is_text(session: &Session) -> bool {
    *session.stage() == Stage::Question && session.question().is_some_and(|q| q.asks.typed())
}

/// Shown for a line that begins with a colon where this line can't be the answer.
pub(super) const NO_ANSWER: &str = "This line is a command: Enter runs it, a second colon makes it an answer.";

/// A key normalised for answering: an ASCII digit or a lower-case Latin letter, whatever the keyboard.
pub(super) fn typed(key: KeyCode, keys: &Keys) -> KeyCode {
    match (keys.digit(key), key) {
        (Some(digit), _) => KeyCode::Char(char::from(b'0' + digit)),
        (None, KeyCode::Char(letter)) if keys.action(letter).is_none() => KeyCode::Char(latin(letter)),
        _ => key,
    }
}

/// The index of a choice.
pub(super) fn picked(key: KeyCode) -> Option<usize> {
    digit(key).and_then(|digit| usize::from(digit).checked_sub(1))
}

/// The message for picking the choice that a hint has struck out.
pub(super) fn struck_out(session: &Session) -> Option<String> {
    session.struck_out().map(|place| format!("Choice {} is struck out.", place + 1))
}

fn rate(rating: Rating) -> Reaction {
    Reaction::Act(Input::Rate(rating))
}
