//! Steps, put in order by their numbers.

use crossterm::event::KeyCode;

use super::choice::digits;
use super::{GAP, answer, given, numbers};
use crate::session::{Answer, Feedback, Question, StepPlace};
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

/// The steps: ordered ones after their position, the others after the number that picks them.
pub(super) fn lines(view: QuestionView<'_>) -> Vec<Line> {
    let arrow = view.theme.glyph(Glyph::To);
    let lines = view.question.choices.iter().enumerate().map(|(at, step)| {
        let taken = view.input_state.steps.iter().position(|&taken| taken == at);
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

pub(super) fn key(state: &mut InputState, key: KeyCode, choices: usize) -> Reaction {
    match (key, picked(key).filter(|&place| place < choices)) {
        (_, Some(place)) if !state.steps.contains(&place) => {
            state.steps.push(place);
            Reaction::Redraw
        }
        (_, Some(_)) => state.notice("That step is placed already; Backspace removes the last one."),
        (KeyCode::Backspace, _) if state.steps.pop().is_some() => Reaction::Redraw,
        (KeyCode::Enter, _) if state.steps.len() == choices => answer(Answer::Order(state.steps.clone())),
        (KeyCode::Enter, _) => state.notice("Some steps aren't placed yet."),
        _ => Reaction::Nothing,
    }
}

pub(super) fn hints(model: ScreenModel<'_>) -> KeyHints {
    let (line, placed) = (KeyHints::default(), &model.input_state.steps);
    if placed.len() == model.question.choices.len() {
        line.key("Enter", "answer").key("Backspace", "undo")
    } else if placed.is_empty() {
        line.key(digits(model.question), "next")
    } else {
        line.key(open_steps(model.question, placed), "next").key("Backspace", "undo")
    }
}

/// The numbers of the steps still to be ordered: `1 3-5`.
fn open_steps(question: &Question, placed: &[usize]) -> String {
    let open: Vec<usize> = (0..question.choices.len()).filter(|at| !placed.contains(at)).collect();
    let runs = open.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] if run.len() > 2 => format!("{}-{}", first + 1, last + 1),
        run => run.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" "),
    });
    runs.collect::<Vec<_>>().join(" ")
}

pub(super) fn read(text: &str, most: usize) -> LineMeaning {
    match numbers(text, most) {
        Some(order) if order.len() == most => given(Answer::Order(order)),
        _ => {
            LineMeaning::Unclear(format!("Type all numbers, 1 to {most}, each once, in order; or 0 if you don't know."))
        }
    }
}

pub(super) fn marked(model: ScreenModel<'_>, feedback: &Feedback, steps: &[StepPlace]) -> Vec<Line> {
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

pub(super) fn told(steps: &[StepPlace]) -> Vec<String> {
    let step = |(place, step): (usize, &StepPlace)| {
        let given = step.given.filter(|&given| given != place);
        let given = given.map(|given| format!(", you had it {}", ordinal(given + 1))).unwrap_or_default();
        format!("{}. {}{given}", place + 1, shown(&step.text))
    };
    std::iter::once("The right order:".to_owned()).chain(steps.iter().enumerate().map(step)).collect()
}
