//! A question waiting for its answer.

use super::fields::TextFields;
use super::frame::Frame;
use super::key_hints::KeyHints;
use super::keys::Action;
use super::layout::Layout;
use super::line::{Line, Style, width};
use super::screen_model::ScreenModel;
use super::text_input::TextInput;
use super::theme::{Glyph, Theme};
use super::wrap::hang;
use super::{exam, prose};
use crate::session::AnswerKind;

/// The question with its choices, the input so far, and the key hints.
pub(super) fn frame(model: ScreenModel<'_>) -> Frame {
    let mut body = model.sheet().asked();
    body.extend(hints(model));
    if let Some(given) = exam::given_before(model.session, model.question) {
        body.push(Line::blank());
        body.extend(model.wrap(&Line::of(Style::Quiet, given)));
    }
    let (entry, cursor) = model.sheet().entry();
    let few_keys = keys(model);
    Frame {
        header: Some(model.header()),
        body,
        focus: 0,
        types: model.question.asks.typed(),
        entry,
        cursor,
        keys: vec![few_keys.clone()],
        few_keys,
    }
}

/// The checkbox of a choice.
pub(super) fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// The gap between a choice's number and its text.
pub(super) fn gap(tick: &str) -> String {
    if tick.is_empty() { "  ".to_owned() } else { format!(" {tick} ") }
}

fn hints(model: ScreenModel<'_>) -> Vec<Line> {
    // A hint that strikes out a choice shows there.
    let hints = model.session.hints().iter().filter(|hint| hint.strikes.is_none());
    let mut lines = Vec::new();
    for (place, hint) in hints.enumerate() {
        if place == 0 {
            lines.push(Line::blank());
        }
        let start = Line::of(Style::Near, "hint: ");
        let room = model.layout.text().saturating_sub(start.width());
        lines.extend(hang(start, prose::lines(&hint.text, Style::Plain, model.theme, room)));
    }
    lines
}

/// A line being typed, and the column of its cursor.
pub(super) fn typed(prompt: &str, entry: &TextInput, columns: usize, theme: Theme) -> (Line, usize) {
    let mark = theme.glyph(Glyph::Ellipsis);
    let seen = entry.seen(columns.saturating_sub(width(prompt)), width(mark));
    let mark = |more| if more { mark } else { "" };
    let line = Line::of(Style::Key, prompt).with(Style::Quiet, mark(seen.more.0)).with(Style::Plain, seen.text);
    (line.with(Style::Quiet, mark(seen.more.1)), width(prompt) + seen.cursor)
}

fn keys(model: ScreenModel<'_>) -> Line {
    let digits = match model.question.choices.len() {
        1 => "1".to_owned(),
        most => format!("1-{most}"),
    };
    let hint = model.has_hint();
    let exam = model.session.exam();
    let is_given = exam.is_some_and(|exam| exam.given().is_some());
    let usual = |line: KeyHints| {
        if let Some(exam) = exam {
            let line = line.action(model.keys, Action::Skip, if is_given { "go on" } else { "skip" });
            return line.action_if(exam.number() > 1, model.keys, exam::BACK, "back");
        }
        let line = line.action_if(hint, model.keys, Action::Hint, "hint");
        line.action(model.keys, Action::Skip, "skip").action(model.keys, Action::Undo, "undo")
    };
    let dont_know = |line: KeyHints| usual(if is_given { line } else { line.key("0", "don't know") });
    let line = KeyHints::default();
    model.key_line(match model.question.asks {
        AnswerKind::Rating => usual(line.key("Enter", "show the answer").or("Enter", "show")),
        AnswerKind::Choice => dont_know(line.key(digits, "answer")),
        AnswerKind::Choices => {
            dont_know(ticking(line.key(digits, "tick"), model.input_state.ticks.len(), model.layout))
        }
        AnswerKind::Truth => dont_know(line.truth()),
        AnswerKind::Order if model.input_state.steps.len() == model.question.choices.len() => {
            dont_know(line.key("Enter", "answer").key("Backspace", "undo"))
        }
        AnswerKind::Order if model.input_state.steps.is_empty() => dont_know(line.key(digits, "next")),
        AnswerKind::Order => dont_know(line.key(model.sheet().open_steps(), "next").key("Backspace", "undo")),
        AnswerKind::Text | AnswerKind::Texts => return text_keys(model),
    })
}

/// What Enter does when several can be ticked, and how many are.
pub(super) fn ticking(line: KeyHints, ticked: usize, layout: Layout) -> KeyHints {
    let short = format!("answer ({ticked})");
    let line = if layout.is_narrow() {
        line.key("Enter", &short)
    } else {
        line.key("Enter", &format!("answer, {ticked} ticked"))
    };
    line.or("Enter", &short).or("Enter", "")
}

/// Key hints for one or several text fields.
pub(super) fn text_line(fields: &TextFields) -> KeyHints {
    let enter = match (fields.is_last(), fields.are_empty()) {
        (false, _) => "next",
        (true, true) => "don't know",
        (true, false) => "answer",
    };
    let line = KeyHints::default().key("Enter", enter).or("Enter", "");
    if fields.all().len() > 1 { line.key("Up Down", "move") } else { line }
}

/// Where letters are text, commands start with a colon.
fn text_keys(model: ScreenModel<'_>) -> Line {
    let line = text_line(&model.input_state.fields);
    let line = if model.has_hint() { line.key(":hint", "") } else { line };
    let undo = if model.session.exam().is_some() { ":back" } else { ":undo" };
    let line = line.key(":skip", "").key(undo, "").key(":quit", "");
    line.line(&KeyHints::default().key(":help", ""), model.layout.text())
}
