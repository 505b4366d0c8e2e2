//! Steps, put in order by their numbers.

use crossterm::event::KeyCode;

use super::choice::digits;
use super::{GAP, Widget, answer, given, numbers};
use crate::schedule::Verdict;
use crate::session::{Answer, Feedback, GradeDetail, Question, StepPlace};
use crate::terminal::input_state::{InputState, Reaction, picked};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::{Line, Span, Style};
use crate::terminal::line_command::LineMeaning;
use crate::terminal::plain_text::shown;
use crate::terminal::prose;
use crate::terminal::question_view::QuestionView;
use crate::terminal::screen_model::ScreenModel;
use crate::terminal::theme::Glyph;
use crate::terminal::verdict::ordinal;
use crate::terminal::wrap::{hang, wrap};

pub(super) struct OrderWidget;

impl Widget for OrderWidget {
    /// The steps: ordered ones after their position, the others after the number that picks them.
    fn choices(&self, view: QuestionView<'_>) -> Vec<Line> {
        let arrow = view.theme.glyph(Glyph::To);
        let lines = view.question.choices.iter().enumerate().map(|(at, step)| {
            let taken = view.input_state.picks.iter().position(|&taken| taken == at);
            let (start, style) = if let Some(place) = taken {
                (Line::of(Style::Right, format!("{} {arrow:<3}", place + 1)), Style::Quiet)
            } else {
                let number = Line::of(Style::Plain, "  ").with(Style::Key, (at + 1).to_string());
                (number.with(Style::Plain, GAP), Style::Plain)
            };
            let room = view.layout.text().saturating_sub(start.width());
            hang(start, prose::lines(&step.text, style, view.theme, room))
        });
        lines.flatten().collect()
    }

    fn key(&self, state: &mut InputState, key: KeyCode, question: &Question) -> Reaction {
        let choices = question.choices.len();
        match (key, picked(key).filter(|&place| place < choices)) {
            (_, Some(place)) if !state.picks.contains(&place) => {
                state.picks.push(place);
                Reaction::Redraw
            }
            (_, Some(_)) => state.notice("That step is placed already; Backspace removes the last one."),
            (KeyCode::Backspace, _) if state.picks.pop().is_some() => Reaction::Redraw,
            (KeyCode::Enter, _) if state.picks.len() == choices => answer(Answer::Places(state.picks.clone())),
            (KeyCode::Enter, _) => state.notice("Some steps aren't placed yet."),
            _ => Reaction::Nothing,
        }
    }

    fn keys_in_words(&self, question: &Question) -> String {
        format!("1 to {} put in order", question.choices.len())
    }

    fn key_hints(&self, model: ScreenModel<'_>) -> KeyHints {
        let (line, placed) = (KeyHints::default(), &model.input_state.picks);
        if placed.len() == model.question.choices.len() {
            line.key("Enter", "answer").key("Backspace", "undo")
        } else if placed.is_empty() {
            line.key(digits(model.question), "next")
        } else {
            line.key(open_numbers(model.question, placed), "next").key("Backspace", "undo")
        }
    }

    fn read(&self, line: &str, question: &Question) -> LineMeaning {
        let most = question.choices.len();
        match numbers(line, most) {
            Some(order) if order.len() == most => given(Answer::Places(order)),
            _ => LineMeaning::Unclear(format!(
                "Type all numbers, 1 to {most}, each once, in order; or 0 if you don't know."
            )),
        }
    }

    fn prompt(&self, question: &Question, _: usize) -> String {
        format!("Answer with all {} numbers in order, or 0 if you don't know: ", question.choices.len())
    }

    fn marked(&self, model: ScreenModel<'_>, feedback: &Feedback) -> Vec<Line> {
        let GradeDetail::Order(steps) = &feedback.detail else { return Vec::new() };
        let lines = steps.iter().enumerate().map(|(place, step)| {
            let in_place = step.given == Some(place);
            let (glyph, style) = match (in_place, feedback.dont_know) {
                (true, _) => (model.glyph(Glyph::Right), Style::Right),
                (false, true) => (" ", Style::Plain),
                (false, false) => (model.glyph(Glyph::Wrong), Style::Wrong),
            };
            let start = Line::of(style, format!("{glyph} {}{}", place + 1, GAP));
            let room = model.layout.text().saturating_sub(start.width());
            let mut runs = prose::spans(&step.text, style, model.theme);
            if let Some(given) = step.given.filter(|_| !in_place) {
                runs.push(Span::new(style, format!("  (you had it {})", ordinal(given + 1))));
            }
            hang(start, wrap(&runs, room))
        });
        lines.flatten().collect()
    }

    fn told(&self, _: &Question, feedback: &Feedback) -> Vec<String> {
        let GradeDetail::Order(steps) = &feedback.detail else { return Vec::new() };
        if feedback.verdict != Verdict::Wrong {
            return Vec::new();
        }
        let step = |(place, step): (usize, &StepPlace)| {
            let given = step.given.filter(|&given| given != place);
            let given = given.map(|given| format!(", you had it {}", ordinal(given + 1))).unwrap_or_default();
            format!("{}. {}{given}", place + 1, shown(&step.text))
        };
        std::iter::once("The right order:".to_owned()).chain(steps.iter().enumerate().map(step)).collect()
    }

    fn counted(&self, detail: &GradeDetail) -> Option<String> {
        let GradeDetail::Order(steps) = detail else { return None };
        let in_place = steps.iter().enumerate().filter(|(place, step)| step.given == Some(*place)).count();
        Some(format!("{in_place} of {} in place", steps.len()))
    }
}

/// The numbers still to be placed: `1 3-5`.
pub(super) fn open_numbers(question: &Question, placed: &[usize]) -> String {
    let open: Vec<usize> = (0..question.choices.len()).filter(|at| !placed.contains(at)).collect();
    let runs = open.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{}-{}", first + 1, last + 1),
        run => run.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "),
    });
    runs.collect::<Vec<_>>().join(" ")
}
