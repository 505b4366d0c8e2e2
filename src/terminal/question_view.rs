//! Draws a question and the input so far, in the quiz and in exams.

use super::input_state::InputState;
use super::layout::Layout;
use super::line::{Line, Style};
use super::theme::Theme;
use super::wrap::wrap;
use super::{answers, prose};
use crate::session::Question;

#[derive(Clone, Copy)]
pub(super) struct QuestionView<'a> {
    pub(super) question: &'a Question,
    pub(super) input_state: &'a InputState,
    pub(super) layout: Layout,
    pub(super) theme: Theme,
    /// The index of the choice that a hint has struck out.
    pub(super) struck_out: Option<usize>,
}

impl QuestionView<'_> {
    pub(super) fn prompt(self) -> Vec<Line> {
        let lead = self.question.lead.map(|lead| Line::of(Style::Plain, lead));
        lead.into_iter().chain(wrap(&prose::prompt(self.question, self.theme), self.layout.text())).collect()
    }

    /// The prompt and the choices.
    pub(super) fn asked(self) -> Vec<Line> {
        let mut lines = self.prompt();
        if let Some(wants) = self.question.wants() {
            lines.extend(wrap(Line::of(Style::Quiet, format!("({wants})")).spans(), self.layout.text()));
        }
        if let Some(note) = self.question.colon_note() {
            lines.extend(wrap(Line::of(Style::Quiet, note).spans(), self.layout.text()));
        }
        if !self.question.choices.is_empty() {
            lines.push(Line::blank());
            lines.extend(answers::of(self.question.asks).choices(self));
        }
        lines
    }
}
