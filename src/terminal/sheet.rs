//! A question and what lies before it, whoever asks: what is asked, the choices, what was picked or typed so far.

use super::desk::Desk;
use super::layout::Layout;
use super::line::{Line, Role, Run};
use super::look::{Look, Sign};
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
        if self.question.asks == Asks::Order {
            return self.steps();
        }
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

    /// The steps, each taken one behind its place, the others behind the numbers that take them.
    fn steps(self) -> Vec<Line> {
        let arrow = self.look.sign(Sign::To);
        let lines = self.question.choices.iter().enumerate().map(|(at, step)| {
            let taken = self.desk.steps.iter().position(|&taken| taken == at);
            let (start, role) = if let Some(place) = taken {
                (Line::of(Role::Right, format!("{} {arrow:<3}", place + 1)), Role::Quiet)
            } else {
                let number = Line::of(Role::Plain, "  ").with(Role::Key, (at + 1).to_string());
                (number.with(Role::Plain, gap("")), Role::Plain)
            };
            let room = self.layout.text().saturating_sub(start.width());
            hang(start, prose::lines(&step.text, role, self.look, room))
        });
        lines.flatten().collect()
    }

    /// The numbers of the steps that have no place yet: `1 3-5`.
    pub(super) fn open_steps(self) -> String {
        let open: Vec<usize> = (0..self.question.choices.len()).filter(|at| !self.desk.steps.contains(at)).collect();
        let runs = open.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
            [first, .., last] if run.len() > 2 => format!("{}-{}", first + 1, last + 1),
            run => run.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "),
        });
        runs.collect::<Vec<_>>().join(" ")
    }
}
