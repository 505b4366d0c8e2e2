//! Draws a question and the input so far, in the quiz and in exams.

use super::input_state::InputState;
use super::layout::Layout;
use super::line::{Line, Span, Style};
use super::prose;
use super::question::{gap, tick, typed};
use super::theme::{Glyph, Theme};
use super::wrap::{hang, wrap};
use crate::session::{AnswerKind, Question};

/// Rows that stay visible besides the texts: the prompt, its scroll mark, and the key hints.
const FEWEST_OTHERS: usize = 4;

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
            lines.extend(wrap(Line::of(Style::Quiet, format!("({wants})")).runs(), self.layout.text()));
        }
        if let Some(note) = self.question.colon_note() {
            lines.extend(wrap(Line::of(Style::Quiet, note).runs(), self.layout.text()));
        }
        if !self.question.choices.is_empty() {
            lines.push(Line::blank());
            lines.extend(self.choices());
        }
        lines
    }

    fn choices(self) -> Vec<Line> {
        if self.question.asks == AnswerKind::Order {
            return self.steps();
        }
        let many = self.question.asks == AnswerKind::Choices;
        let lines = self.question.choices.iter().enumerate().map(|(place, choice)| {
            let tick = if many { tick(self.input_state.ticks.contains(&place)) } else { "" };
            let is_struck = self.struck_out == Some(place);
            let (key, role) = if is_struck { (Style::Quiet, Style::Struck) } else { (Style::Key, Style::Plain) };
            let mut start = Line::of(Style::Plain, if self.layout.is_narrow() { "" } else { "  " });
            start = start.with(key, (place + 1).to_string()).with(Style::Plain, gap(tick));
            let room = self.layout.text().saturating_sub(start.width());
            let mut text = prose::runs(&choice.text, role, self.theme);
            if is_struck {
                text.push(Span::new(Style::Quiet, " (struck out)"));
            }
            hang(start, wrap(&text, room))
        });
        lines.flatten().collect()
    }

    /// The input being typed or ordered, and the cursor in it.
    pub(super) fn entry(self) -> (Vec<Line>, Option<(usize, usize)>) {
        match self.question.asks {
            AnswerKind::Text => {
                let (line, column) = typed("> ", self.input_state.fields.entry(), self.layout.text(), self.theme);
                (vec![line], Some((0, column)))
            }
            AnswerKind::Texts => self.fields(),
            _ => (Vec::new(), None),
        }
    }

    /// The numbered text fields; only those around the cursor if rows are few.
    fn fields(self) -> (Vec<Line>, Option<(usize, usize)>) {
        let fields = &self.input_state.fields;
        let most = self.layout.rows.saturating_sub(FEWEST_OTHERS).max(1);
        let first = (fields.at() + 1).saturating_sub(most);
        let seen = fields.all().iter().enumerate().skip(first).take(most);
        let rows = seen.map(|(at, entry)| typed(&format!("{} > ", at + 1), entry, self.layout.text(), self.theme));
        let (lines, columns): (Vec<Line>, Vec<usize>) = rows.unzip();
        let at = fields.at() - first;
        (lines, columns.get(at).map(|&column| (at, column)))
    }

    /// The steps: ordered ones after their position, the others after the number that picks them.
    fn steps(self) -> Vec<Line> {
        let arrow = self.theme.glyph(Glyph::To);
        let lines = self.question.choices.iter().enumerate().map(|(at, step)| {
            let taken = self.input_state.steps.iter().position(|&taken| taken == at);
            let (start, role) = if let Some(place) = taken {
                (Line::of(Style::Right, format!("{} {arrow:<3}", place + 1)), Style::Quiet)
            } else {
                let number = Line::of(Style::Plain, "  ").with(Style::Key, (at + 1).to_string());
                (number.with(Style::Plain, gap("")), Style::Plain)
            };
            let room = self.layout.text().saturating_sub(start.width());
            hang(start, prose::lines(&step.text, role, self.theme, room))
        });
        lines.flatten().collect()
    }

    /// The numbers of the steps still to be ordered: `1 3-5`.
    pub(super) fn open_steps(self) -> String {
        let open: Vec<usize> =
            (0..self.question.choices.len()).filter(|at| !self.input_state.steps.contains(at)).collect();
        let runs = open.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
            [first, .., last] if run.len() > 2 => format!("{}-{}", first + 1, last + 1),
            run => run.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "),
        });
        runs.collect::<Vec<_>>().join(" ")
    }
}
