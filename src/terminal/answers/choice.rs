//! One choice, or all that apply, by their numbers.

use crossterm::event::KeyCode;

use super::{GAP, answer, given, numbers};
use crate::schedule::Verdict;
use crate::session::{Answer, AnswerKind, Choice, ChoiceMark, Feedback, Question};
use crate::terminal::input_state::{InputState, Reaction, picked};
use crate::terminal::key_hints::KeyHints;
use crate::terminal::line::{Line, Span, Style};
use crate::terminal::line_command::LineMeaning;
use crate::terminal::plain_text::shown;
use crate::terminal::prose;
use crate::terminal::question_view::QuestionView;
use crate::terminal::screen_model::ScreenModel;
use crate::terminal::theme::Glyph;
use crate::terminal::wrap::{hang, wrap};

/// The checkbox of a choice.
fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// The gap between a choice's number and its text.
fn gap(tick: &str) -> String {
    if tick.is_empty() { GAP.to_owned() } else { format!(" {tick} ") }
}

pub(super) fn lines(view: QuestionView<'_>) -> Vec<Line> {
    let many = view.question.asks == AnswerKind::Choices;
    let lines = view.question.choices.iter().enumerate().map(|(place, choice)| {
        let tick = if many { tick(view.input_state.ticks.contains(&place)) } else { "" };
        let is_struck = view.struck_out == Some(place);
        let (key, style) = if is_struck { (Style::Quiet, Style::Struck) } else { (Style::Key, Style::Plain) };
        let mut start = Line::of(Style::Plain, if view.layout.is_narrow() { "" } else { "  " });
        start = start.with(key, (place + 1).to_string()).with(Style::Plain, gap(tick));
        let room = view.layout.text().saturating_sub(start.width());
        let mut text = prose::spans(&choice.text, style, view.theme);
        if is_struck {
            text.push(Span::new(Style::Quiet, " (struck out)"));
        }
        hang(start, wrap(&text, room))
    });
    lines.flatten().collect()
}

pub(super) fn key(state: &mut InputState, key: KeyCode, choices: usize) -> Reaction {
    match (key, picked(key).filter(|&place| place < choices)) {
        (_, Some(place)) => answer(Answer::Choices(vec![place])),
        (KeyCode::Enter, _) => state.notice(&format!("Pick one: 1 to {choices}.")),
        _ => Reaction::Nothing,
    }
}

pub(super) fn key_of_several(state: &mut InputState, key: KeyCode, choices: usize) -> Reaction {
    match (key, picked(key).filter(|&place| place < choices)) {
        (_, Some(place)) => {
            match state.ticks.iter().position(|&ticked| ticked == place) {
                Some(at) => drop(state.ticks.remove(at)),
                None => state.ticks.push(place),
            }
            Reaction::Redraw
        }
        (KeyCode::Enter, _) if state.ticks.is_empty() => state.notice("Nothing is ticked yet."),
        (KeyCode::Enter, _) => answer(Answer::Choices(state.ticks.clone())),
        _ => Reaction::Nothing,
    }
}

/// The digits that pick one: `1-4`.
pub(super) fn digits(question: &Question) -> String {
    match question.choices.len() {
        1 => "1".to_owned(),
        most => format!("1-{most}"),
    }
}

/// The digits that tick, what Enter does, and how many are ticked.
pub(super) fn hints_to_several(model: ScreenModel<'_>) -> KeyHints {
    let (line, ticked) = (KeyHints::default().key(digits(model.question), "tick"), model.input_state.ticks.len());
    let short = format!("answer ({ticked})");
    let line = if model.layout.is_narrow() {
        line.key("Enter", &short)
    } else {
        line.key("Enter", &format!("answer, {ticked} ticked"))
    };
    line.or("Enter", &short).or("Enter", "")
}

pub(super) fn read(text: &str, most: usize) -> LineMeaning {
    match numbers(text, most).as_deref() {
        Some([one]) => given(Answer::Choices(vec![*one])),
        _ => LineMeaning::Unclear(format!("Type one number, 1 to {most}, or 0 if you don't know.")),
    }
}

pub(super) fn read_several(text: &str, most: usize) -> LineMeaning {
    match numbers(text, most) {
        Some(picked) if !picked.is_empty() => given(Answer::Choices(picked)),
        _ => LineMeaning::Unclear(format!(
            "Type the numbers of all that apply, 1 to {most}, like 1 3; or 0 if you don't know."
        )),
    }
}

pub(super) fn marked(model: ScreenModel<'_>, feedback: &Feedback, marks: &[ChoiceMark]) -> Vec<Line> {
    let all = model.question.choices.iter().zip(marks).enumerate();
    let many = model.question.asks == AnswerKind::Choices;
    let lines = all.map(|(place, (choice, &mark))| {
        let (start, after, style) =
            if many { ticked_mark(model, feedback, place, mark) } else { picked_mark(model, feedback, place, mark) };
        let room = model.layout.text().saturating_sub(start.width());
        let mut lines = wrap(&with_word(choice, style, after, model), room);
        if let (ChoiceMark::Wrong, Some(why)) = (mark, &choice.why) {
            lines.extend(prose::lines(why, Style::Plain, model.theme, room));
        }
        hang(start, lines)
    });
    lines.flatten().collect()
}

fn with_word(choice: &Choice, style: Style, after: &str, model: ScreenModel<'_>) -> Vec<Span> {
    let mut spans = prose::spans(&choice.text, style, model.theme);
    if !after.is_empty() {
        spans.push(Span::new(style, format!("  ({after})")));
    }
    spans
}

/// The mark, word and style of a choice where one was to be picked.
fn picked_mark(
    model: ScreenModel<'_>,
    feedback: &Feedback,
    place: usize,
    mark: ChoiceMark,
) -> (Line, &'static str, Style) {
    let (glyph, word, style) = match mark {
        ChoiceMark::Found => (model.glyph(Glyph::Right), "", Style::Right),
        ChoiceMark::Missed => (model.glyph(Glyph::Right), "right", Style::Right),
        ChoiceMark::Wrong => (model.glyph(Glyph::Wrong), "your choice", Style::Wrong),
        ChoiceMark::Left => (" ", "", if feedback.verdict == Verdict::Right { Style::Quiet } else { Style::Plain }),
    };
    (Line::of(style, format!("{glyph} {}{}", place + 1, GAP)), word, style)
}

/// The same where several could be ticked.
fn ticked_mark(
    model: ScreenModel<'_>,
    feedback: &Feedback,
    place: usize,
    mark: ChoiceMark,
) -> (Line, &'static str, Style) {
    let shown = |right: &'static str| if feedback.dont_know { "right" } else { right };
    let (glyph, word, style) = match mark {
        ChoiceMark::Found => (model.glyph(Glyph::Right), "right", Style::Right),
        ChoiceMark::Missed => (model.glyph(Glyph::Near), shown("missed"), Style::Near),
        ChoiceMark::Wrong => (model.glyph(Glyph::Wrong), "wrong", Style::Wrong),
        ChoiceMark::Left => (" ", "", Style::Plain),
    };
    let number = format!("{}{}", place + 1, gap(tick(matches!(mark, ChoiceMark::Found | ChoiceMark::Wrong))));
    (Line::of(style, format!("{glyph} {number}")), word, style)
}

pub(super) fn told(question: &Question, feedback: &Feedback, marks: &[ChoiceMark]) -> Vec<String> {
    let all = question.choices.iter().zip(marks).enumerate();
    if question.asks == AnswerKind::Choices {
        return all.filter_map(|(place, (choice, &mark))| of_all(place, choice, mark, feedback)).collect();
    }
    let chosen = all.filter(|(_, (_, mark))| **mark == ChoiceMark::Wrong);
    let why = |choice: &Choice| Some(format!("Your choice, {}: {}", shown(&choice.text), shown(choice.why.as_ref()?)));
    chosen.filter_map(|(_, (choice, _))| why(choice)).collect()
}

/// The result for one choice of a question with several right ones.
fn of_all(place: usize, choice: &Choice, mark: ChoiceMark, feedback: &Feedback) -> Option<String> {
    let words = format!("{}, {}", place + 1, shown(&choice.text));
    let words =
        if choice.why.is_some() && mark == ChoiceMark::Wrong { words } else { prose::sentence_before_more(&words) };
    let why = choice.why.as_ref().map(|why| format!(": {}", shown(why))).unwrap_or_default();
    match mark {
        ChoiceMark::Wrong => Some(format!("Wrong: {words}{why}")),
        ChoiceMark::Missed if feedback.dont_know => Some(format!("Right: {words}")),
        ChoiceMark::Missed => Some(format!("Missed: {words}")),
        ChoiceMark::Found => (feedback.verdict == Verdict::Wrong).then(|| format!("Right: {words}")),
        ChoiceMark::Left => None,
    }
}
