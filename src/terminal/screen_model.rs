//! Draws a session's present state.

use super::frame::Frame;
use super::input_state::InputState;
use super::key_hints::{self, KeyHints};
use super::keys::{Action, Keys};
use super::layout::Layout;
use super::line::{Line, Style};
use super::question_view::QuestionView;
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use super::{aside, confirm, exam, header, help, overruling, past, prose, question, rating, verdict};
use crate::session::{Feedback, Question, Session, Stage};

/// Everything the screen depends on.
#[derive(Clone, Copy)]
pub(super) struct ScreenModel<'a> {
    pub(super) session: &'a Session,
    pub(super) question: &'a Question,
    pub(super) input_state: &'a InputState,
    pub(super) keys: &'a Keys,
    pub(super) layout: Layout,
    pub(super) theme: Theme,
}

impl ScreenModel<'_> {
    pub(super) fn frame(self) -> Frame {
        let mut frame = match self.session.stage() {
            Stage::Question => question::frame(self),
            Stage::Revealed => self.revealed(),
            Stage::Verdict(feedback) => verdict::frame(self, feedback),
            Stage::HandIn => self.hand_in(),
            Stage::Over => Frame::default(),
        };
        if self.input_state.help {
            with_page(&mut frame, help::page(self.keys, self.layout.text(), Some(self.session)));
        }
        if let Some(history) = &self.input_state.history {
            with_page(&mut frame, past::page(history, self.layout.text()));
        }
        if let Some(note) = &self.input_state.note {
            aside::draw(&mut frame, ("note: ", note), "flag it", self.layout, self.theme);
        }
        if let Some(colon) = &self.input_state.colon {
            aside::draw(&mut frame, (":", colon), "run it", self.layout, self.theme);
        }
        if let (true, Stage::Verdict(feedback)) = (self.input_state.confirming, self.session.stage()) {
            self.with_confirmation(&mut frame, feedback);
        }
        if let Some(notice) = &self.input_state.notice {
            let mut keys = self.wrap(&Line::of(Style::Near, notice.as_str()));
            keys.append(&mut frame.keys);
            frame.keys = keys;
        }
        if let Some(words) = exam::time_is_up(self.session.stage()).filter(|_| self.input_state.time_is_up) {
            let mut keys = self.wrap(&Line::of(Style::Near, words));
            keys.append(&mut frame.keys);
            frame.keys = keys;
        }
        frame
    }

    /// Wraps a line to the width for text.
    pub(super) fn wrap(self, line: &Line) -> Vec<Line> {
        wrap(line.spans(), self.layout.text())
    }

    pub(super) fn prompt(self) -> Vec<Line> {
        self.sheet().prompt()
    }

    pub(super) fn sheet(&self) -> QuestionView<'_> {
        let struck_out = self.session.struck_out();
        QuestionView {
            question: self.question,
            input_state: self.input_state,
            layout: self.layout,
            theme: self.theme,
            struck_out,
        }
    }

    /// Whether a hint can be asked for; not in an exam.
    pub(super) fn has_hint(self) -> bool {
        self.session.exam().is_none() && self.session.has_hint()
    }

    /// What the session knows of the time left, unless it has run out since.
    fn ms_left(self) -> Option<i64> {
        if self.input_state.time_is_up { Some(0) } else { self.session.ms_left() }
    }

    /// Key hints that end with `? keys`; in an exam with handing in before it, if there is room.
    pub(super) fn key_line(self, keys: KeyHints) -> Line {
        let (help, columns) = (key_hints::help(self.keys), self.layout.text());
        let hand_in = |line: KeyHints| line.action(self.keys, Action::Quit, "hand in");
        match self.session.exam() {
            None => keys.line(&help, columns),
            Some(_) if self.layout.is_narrow() => hand_in(keys).line(&help, columns),
            Some(_) => {
                let last = hand_in(KeyHints::default()).action(self.keys, Action::Help, "keys");
                keys.line(&last, columns)
            }
        }
    }

    /// The place in the source: `from challenges › governance`.
    pub(super) fn from(self) -> Option<Line> {
        let place = header::place(self.session, self.question, self.theme)?;
        Some(Line::of(Style::Quiet, format!("from {place}")))
    }

    /// The explanation and its source.
    pub(super) fn because(self) -> Vec<Line> {
        let because = self.question.card.because.as_ref();
        let because = because.map(|text| prose::lines(text, Style::Plain, self.theme, self.layout.text()));
        because.into_iter().flatten().chain(self.from()).collect()
    }

    /// The page before an exam is handed in.
    fn hand_in(self) -> Frame {
        let (Some(exam), columns) = (self.session.exam(), self.layout.text()) else { return Frame::default() };
        let keys = vec![exam::key_line(exam, self.session.goes_on_later(), self.keys, columns)];
        Frame { body: exam::body(exam, columns), keys, few_keys: exam::few_keys(columns), ..Frame::default() }
    }

    /// The answer of a self-rated card.
    fn revealed(self) -> Frame {
        let mut body = self.prompt();
        let focus = body.len();
        for text in self.question.right() {
            let indent = if self.layout.is_narrow() { "" } else { "  " };
            let lines = prose::lines(&text, Style::Plain, self.theme, self.layout.text() - indent.len());
            body.push(Line::blank());
            body.extend(hang(Line::of(Style::Plain, indent), lines));
        }
        let because = self.because();
        if !because.is_empty() {
            body.push(Line::blank());
            body.extend(because);
        }
        let (keys, few_keys) = rating::own(self);
        Frame { header: Some(self.header()), body, focus, keys, few_keys, ..Frame::default() }
    }

    pub(super) fn header(self) -> Line {
        header::line(self, self.ms_left())
    }

    /// Asks for confirmation in place of the key hints, with the verdict still visible.
    fn with_confirmation(self, frame: &mut Frame, feedback: &Feedback) {
        let Some(question) = overruling::confirmation(feedback) else { return };
        let mut line = Line::of(Style::Ask, question).with(Style::Plain, "   ");
        line.extend(confirm::keys().line(&KeyHints::default(), self.layout.text()).spans().iter().cloned());
        frame.keys = vec![line.clone()];
        frame.few_keys = line;
    }

    pub(super) fn glyph(self, glyph: Glyph) -> &'static str {
        self.theme.glyph(glyph)
    }

    /// What the flag key does: set or remove the flag.
    pub(super) fn flag_word(self) -> &'static str {
        if self.session.is_flagged() { "unflag" } else { "flag" }
    }
}

/// Covers the question with a page.
fn with_page(frame: &mut Frame, body: Vec<Line>) {
    let closes = Line::of(Style::Quiet, "any key closes this page");
    let few_keys = Line::of(Style::Quiet, "any key closes it");
    *frame = Frame { body, keys: vec![closes], few_keys, ..Frame::default() };
}
