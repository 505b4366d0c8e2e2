//! A question and what lies before it, whoever asks: what is asked, the choices, what was picked or typed so far.

use super::desk::Desk;
use super::layout::Layout;
use super::line::{Line, Role, Run};
use super::look::Look;
use super::prose;
use super::question::{gap, tick, typed};
use super::wrap::{hang, wrap};
use crate::session::{Asks, Question};

/// A question and what lies before it.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) question: &'a Question,
    pub(super) desk: &'a Desk,
    pub(super) layout: Layout,
    pub(super) look: Look,
}

impl Sheet<'_> {
    /// What is asked, above the rest.
    pub(super) fn prompt(self) -> Vec<Line> {
        let lead = self.question.lead.map(|lead| Line::of(Role::Plain, lead));
        lead.into_iter().chain(wrap(&prose::prompt(self.question, self.look), self.layout.text())).collect()
    }

    /// What is asked, and what can be picked.
    pub(super) fn asked(self) -> Vec<Line> {
        let mut lines = self.prompt();
        if !self.question.choices.is_empty() {
            lines.push(Line::blank());
            lines.extend(self.choices());
        }
        lines
    }

    fn choices(self) -> Vec<Line> {
        let many = self.question.asks == Asks::Choices;
        let lines = self.question.choices.iter().enumerate().map(|(place, choice)| {
            let tick = if many { tick(self.desk.ticks.contains(&place)) } else { "" };
            let mut start = Line::of(Role::Plain, if self.layout.is_narrow() { "" } else { "  " });
            start = start.with(Role::Key, (place + 1).to_string()).with(Role::Plain, gap(tick));
            let room = self.layout.text().saturating_sub(start.width());
            hang(start, prose::lines(&choice.text, Role::Plain, self.look, room))
        });
        lines.flatten().collect()
    }

    /// What is being typed or put in order, and the cursor in it.
    pub(super) fn entry(self) -> (Vec<Line>, Option<(usize, usize)>) {
        match self.question.asks {
            Asks::Text => {
                let (line, column) = typed("> ", &self.desk.entry, self.layout.text());
                (vec![line], Some((0, column)))
            }
            Asks::Order => (self.so_far(), None),
            _ => (Vec::new(), None),
        }
    }

    /// The steps in the order given so far.
    fn so_far(self) -> Vec<Line> {
        let texts = self.desk.steps.iter().filter_map(|&place| self.question.choices.get(place));
        let mut words: String = texts.map(|step| step.text.plain().replace('\n', " ") + ", ").collect();
        if self.desk.steps.len() < self.question.choices.len() {
            words.push('_');
        } else {
            words.truncate(words.trim_end_matches(", ").len());
        }
        let start = Line::of(Role::Quiet, "so far: ");
        let room = self.layout.text().saturating_sub(start.width());
        hang(start, wrap(&[Run::new(Role::Plain, words)], room))
    }
}
