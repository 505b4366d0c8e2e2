//! The input state of an exam, and what keys do there.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::aside::{self, Aside};
use super::super::command::LineSigns;
use super::super::fields::TextFields;
use super::super::input_state::{InputState, NO_ANSWER, Reaction, answer_keys, typed};
use super::super::keys::{Action, Keys};
use super::super::text_input::TextInput;
use super::command::{self, ExamLine, quit};
use crate::session::{Answer, AnswerKind, Exam, ExamInput, ExamStage, Input};

/// Goes to the previous question. An exam has no burying or overruling, so their letters are free, whatever they are
/// set to.
pub(super) const BACK: Action = Action::Bury;
/// Goes to the first unanswered question.
pub(super) const OPEN: Action = Action::Overrule;

#[derive(Debug, Default)]
pub(super) struct ExamInputState {
    pub(super) input_state: InputState,
    shown: Option<(ExamStage, usize)>,
}

impl ExamInputState {
    /// Prepares for what the exam shows now, with the answer given so far filled in. Returns whether that is new.
    pub(super) fn arrive(&mut self, exam: &Exam) -> bool {
        let shown = Some((exam.stage(), exam.number()));
        if self.shown == shown {
            return false;
        }
        let fields = TextFields::of(exam.question().map_or(1, |question| question.texts));
        *self = Self {
            shown,
            input_state: InputState { fields, notice: self.input_state.notice.take(), ..InputState::default() },
        };
        match exam.given().map(|given| &given.answer) {
            Some(Answer::Choices(places)) => self.input_state.ticks.clone_from(places),
            Some(Answer::Order(places)) => self.input_state.steps.clone_from(places),
            Some(Answer::Text(text)) => self.input_state.fields.fill([text.as_str()]),
            Some(Answer::Texts(texts)) => self.input_state.fields.fill(texts.iter().map(String::as_str)),
            Some(Answer::Truth(_) | Answer::DontKnow) | None => {}
        }
        true
    }

    /// Whether letters are text now.
    pub(super) fn types(&self, exam: &Exam) -> bool {
        self.input_state.colon.is_some() || (!self.input_state.help && is_text(exam))
    }

    pub(super) fn key(&mut self, key: KeyEvent, exam: &Exam, keys: &Keys) -> Reaction<ExamInput> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return Reaction::Interrupt,
            KeyCode::Char('z') if control => return Reaction::Pause,
            _ => {}
        }
        let had_notice = self.input_state.notice.take().is_some();
        match self.key_within(key, exam, keys) {
            Reaction::Nothing if had_notice => Reaction::Redraw,
            reaction => reaction,
        }
    }

    fn key_within(&mut self, key: KeyEvent, exam: &Exam, keys: &Keys) -> Reaction<ExamInput> {
        let is_text = is_text(exam);
        if self.input_state.help {
            if !self.input_state.turns_page(key, false) {
                self.show_help(false);
            }
            return Reaction::Redraw;
        }
        if self.input_state.colon.is_some() {
            return self.colon_key(key, exam, keys);
        }
        if is_text && self.input_state.fields.moves(key) {
            return Reaction::Redraw;
        }
        if self.input_state.turns_page(key, is_text) {
            return Reaction::Redraw;
        }
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('d') {
            let done = !is_text || self.input_state.fields.are_empty();
            if done {
                return Reaction::Act(quit(exam.stage()));
            }
        }
        if is_text {
            return self.text_key(key, exam);
        }
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Reaction::Nothing;
        }
        match self.answer_key(typed(key.code, keys), exam) {
            Reaction::Nothing => self.other_key(key.code, exam, keys),
            reaction => reaction,
        }
    }

    fn text_key(&mut self, key: KeyEvent, exam: &Exam) -> Reaction<ExamInput> {
        if key.code != KeyCode::Enter {
            return if self.input_state.fields.entry_mut().key(key) { Reaction::Redraw } else { Reaction::Nothing };
        }
        let signs = LineSigns::at(exam.question().map(|question| &**question));
        let typed = match command::read(self.input_state.fields.entry().text(), signs, exam.stage()) {
            ExamLine::Behind(text, command) => {
                self.input_state.fields.entry_mut().take();
                self.input_state.fields.entry_mut().insert(&text);
                return self.command(*command, exam);
            }
            typed => typed,
        };
        match typed {
            ExamLine::Answer(_) if !self.input_state.fields.is_last() => {
                self.input_state.fields.go_to(self.input_state.fields.at() + 1);
                Reaction::Redraw
            }
            ExamLine::Answer(_) => {
                let read = |line: &str| match command::read(line, signs, exam.stage()) {
                    ExamLine::Answer(text) => Some(text),
                    _ => None,
                };
                match self.input_state.fields.answer(read) {
                    Some(answer) => Reaction::Act(ExamInput::Answer(answer)),
                    None => self.say(NO_ANSWER.to_owned()),
                }
            }
            ExamLine::NotKnown => Reaction::Act(ExamInput::Answer(Answer::DontKnow)),
            ExamLine::Unknown(text) => {
                self.say(format!("There is no {text}; a second colon makes it an answer: :{text}"))
            }
            command => {
                self.input_state.fields.entry_mut().take();
                self.command(command, exam)
            }
        }
    }

    fn command(&mut self, command: ExamLine, exam: &Exam) -> Reaction<ExamInput> {
        match command {
            ExamLine::Act(input) => self.goes(input, exam),
            _ => self.show_help(true),
        }
    }

    /// A key for a command line where letters are keys.
    fn colon_key(&mut self, key: KeyEvent, exam: &Exam, keys: &Keys) -> Reaction<ExamInput> {
        let line = match aside::key(&mut self.input_state.colon, key) {
            Aside::Done(text) => format!(":{text}"),
            Aside::Changed => return Reaction::Redraw,
            Aside::Nothing => return Reaction::Nothing,
        };
        match command::read(&line, LineSigns::at(None), exam.stage()) {
            command @ (ExamLine::Act(_) | ExamLine::Help) => self.command(command, exam),
            _ => self.say(format!("There is no {line} here; {} shows all keys.", keys.letter(Action::Help))),
        }
    }

    fn answer_key(&mut self, key: KeyCode, exam: &Exam) -> Reaction<ExamInput> {
        let Some(question) = exam.question() else {
            return if key == KeyCode::Enter { Reaction::Act(ExamInput::Finish) } else { Reaction::Nothing };
        };
        let picked = matches!(question.asks, AnswerKind::Choice | AnswerKind::Truth);
        let dont_know = exam.given().is_some_and(|given| given.answer == Answer::DontKnow);
        if key == KeyCode::Enter && exam.given().is_some() && (picked || dont_know && self.is_bare()) {
            return Reaction::Act(ExamInput::Forward);
        }
        match self.input_state.question_key(key, question.asks, question.choices.len()) {
            Reaction::Act(Input::Answer(answer)) => Reaction::Act(ExamInput::Answer(answer)),
            Reaction::Redraw => Reaction::Redraw,
            _ => Reaction::Nothing,
        }
    }

    /// Whether nothing is ticked or ordered yet.
    fn is_bare(&self) -> bool {
        self.input_state.ticks.is_empty() && self.input_state.steps.is_empty()
    }

    fn other_key(&mut self, key: KeyCode, exam: &Exam, keys: &Keys) -> Reaction<ExamInput> {
        let letter = match key {
            KeyCode::Esc if exam.stage() == ExamStage::Check => return Reaction::Act(ExamInput::Back),
            KeyCode::Left => return self.goes(ExamInput::Back, exam),
            KeyCode::Right if exam.stage() == ExamStage::Question => return Reaction::Act(ExamInput::Forward),
            KeyCode::Char(letter) => letter,
            _ => return Reaction::Nothing,
        };
        match keys.meant(letter) {
            Some(BACK) => self.goes(ExamInput::Back, exam),
            Some(OPEN) => Reaction::Act(ExamInput::Open),
            Some(Action::Skip) if exam.stage() == ExamStage::Question => Reaction::Act(ExamInput::Forward),
            Some(Action::Quit) => Reaction::Act(quit(exam.stage())),
            Some(Action::Help) => self.show_help(true),
            Some(Action::Undo) if self.input_state.take_back() => Reaction::Redraw,
            None if aside::opens(letter) => {
                self.input_state.colon = Some(TextInput::default());
                Reaction::Redraw
            }
            None if letter != ' ' => {
                let does = exam.question().map_or_else(
                    || "Enter hands in".to_owned(),
                    |question| answer_keys(question.asks, question.choices.len()),
                );
                let help = keys.letter(Action::Help);
                self.say(format!("{letter} does nothing here: {does}, {help} shows all keys."))
            }
            Some(Action::Undo) => self.say(format!("{} goes back to change an answer.", keys.letter(BACK))),
            _ => Reaction::Nothing,
        }
    }

    fn goes(&mut self, input: ExamInput, exam: &Exam) -> Reaction<ExamInput> {
        if input == ExamInput::Back && exam.stage() == ExamStage::Question && exam.number() == 1 {
            return self.say("This is the first question.".to_owned());
        }
        Reaction::Act(input)
    }

    fn show_help(&mut self, open: bool) -> Reaction<ExamInput> {
        self.input_state.help = open;
        self.input_state.first = None;
        Reaction::Redraw
    }

    fn say(&mut self, words: String) -> Reaction<ExamInput> {
        self.input_state.notice = Some(words);
        Reaction::Redraw
    }
}

/// Whether the question wants a text.
fn is_text(exam: &Exam) -> bool {
    exam.question().is_some_and(|question| question.asks.typed())
}
