//! A question and what lies before it, whoever asks: what is asked, the choices, what was picked or typed so far.

use super::desk::Desk;
use super::layout::Layout;
use super::line::{Line, Role, Run};
use super::look::Look;
use super::prose;
use super::question::{gap, tick, typed};
use super::wrap::{hang, wrap};
use crate::session::{Asks, Question};

/// The prompt, what more there is of it, and a line of keys are seen whatever else is.
const FEWEST_OTHERS: usize = 4;

/// A question and what lies before it.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) question: &'a Question,
    pub(super) desk: &'a Desk,
    pub(super) layout: Layout,
    pub(super) look: Look,
    /// The choice that a hint has taken away, by its place.
    pub(super) struck_out: Option<usize>,
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
        if let Some(wants) = self.question.wants() {
            lines.extend(wrap(Line::of(Role::Quiet, format!("({wants})")).runs(), self.layout.text()));
        }
        if let Some(note) = self.question.colon_note() {
            lines.extend(wrap(Line::of(Role::Quiet, note).runs(), self.layout.text()));
        }
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
            let is_struck = self.struck_out == Some(place);
            let (key, role) = if is_struck { (Role::Quiet, Role::Struck) } else { (Role::Key, Role::Plain) };
            let mut start = Line::of(Role::Plain, if self.layout.is_narrow() { "" } else { "  " });
            start = start.with(key, (place + 1).to_string()).with(Role::Plain, gap(tick));
            let room = self.layout.text().saturating_sub(start.width());
            let mut text = prose::runs(&choice.text, role, self.look);
            if is_struck {
                text.push(Run::new(Role::Quiet, " (struck out)"));
            }
            hang(start, wrap(&text, room))
        });
        lines.flatten().collect()
    }

    /// What is being typed or put in order, and the cursor in it.
    pub(super) fn entry(self) -> (Vec<Line>, Option<(usize, usize)>) {
        match self.question.asks {
            Asks::Text => {
                let (line, column) = typed("> ", self.desk.fields.entry(), self.layout.text(), self.look);
                (vec![line], Some((0, column)))
            }
            Asks::Texts => self.fields(),
            Asks::Order => (self.so_far(), None),
            _ => (Vec::new(), None),
        }
    }

    /// The texts that are typed, each behind its number; where rows are few, those around the cursor.
    fn fields(self) -> (Vec<Line>, Option<(usize, usize)>) {
        let fields = &self.desk.fields;
        let most = self.layout.rows.saturating_sub(FEWEST_OTHERS).max(1);
        let first = (fields.at() + 1).saturating_sub(most);
        let seen = fields.all().iter().enumerate().skip(first).take(most);
        let rows = seen.map(|(at, entry)| typed(&format!("{} > ", at + 1), entry, self.layout.text(), self.look));
        let (lines, columns): (Vec<Line>, Vec<usize>) = rows.unzip();
        let at = fields.at() - first;
        (lines, columns.get(at).map(|&column| (at, column)))
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
