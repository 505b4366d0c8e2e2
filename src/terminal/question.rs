//! A question waiting for its answer.

use super::frame::Frame;
use super::key_hints::KeyHints;
use super::keys::Action;
use super::line::{Line, Style};
use super::screen_model::ScreenModel;
use super::wrap::hang;
use super::{answers, exam, prose};

/// Columns from which on a narrow screen names the key that leaves, too.
const ROOM_TO_LEAVE: usize = 30;

/// The question with its choices, the input so far, and the key hints.
pub(super) fn frame(model: ScreenModel<'_>) -> Frame {
    let mut body = model.sheet().asked();
    body.extend(hints(model));
    if let Some(given) = exam::given_before(model.session, model.question) {
        body.push(Line::blank());
        body.extend(model.wrap(&Line::of(Style::Quiet, given)));
    }
    let (entry, cursor) = answers::of(model.question.asks).entry(model.sheet());
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

fn keys(model: ScreenModel<'_>) -> Line {
    if model.question.asks.typed() {
        return text_keys(model);
    }
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
    let line = answers::of(model.question.asks).key_hints(model);
    let line = if model.question.asks.judged() { dont_know(line) } else { usual(line) };
    if model.layout.is_narrow() && model.layout.text() >= ROOM_TO_LEAVE {
        // In the fewest letters, so that there is room for the way out.
        let last = KeyHints::default().action(model.keys, Action::Quit, "quit").action(model.keys, Action::Help, "");
        return line.line(&last, model.layout.text());
    }
    model.key_line(line)
}

/// Where letters are text, commands start with a colon.
fn text_keys(model: ScreenModel<'_>) -> Line {
    let line = answers::of(model.question.asks).key_hints(model);
    let line = if model.has_hint() { line.key(":hint", "") } else { line };
    let undo = if model.session.exam().is_some() { ":back" } else { ":undo" };
    let line = line.key(":skip", "").key(undo, "");
    let columns = model.layout.text();
    if !model.layout.is_narrow() {
        return line.key(":quit", "").line(&KeyHints::default().key(":help", ""), columns);
    }
    // Where an answer may begin with a colon, only full names are commands.
    let quit = if model.question.colon_note().is_some() { ":quit" } else { ":q" };
    line.line(&KeyHints::default().key(quit, "").key(":help", ""), columns)
}
