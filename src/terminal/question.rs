//! A question that waits for its answer.

use super::entry::Entry;
use super::fields::Fields;
use super::frame::Frame;
use super::keyline::KeyLine;
use super::keys::Action;
use super::layout::Layout;
use super::line::{Line, Role, width};
use super::look::{Look, Sign};
use super::prose;
use super::scene::Scene;
use super::wrap::hang;
use crate::session::Asks;

/// The question with what can be picked, what was typed so far, and the keys.
pub(super) fn frame(scene: Scene<'_>) -> Frame {
    let mut body = scene.sheet().asked();
    body.extend(hints(scene));
    let (entry, cursor) = scene.sheet().entry();
    let few_keys = keys(scene);
    Frame {
        header: Some(scene.header()),
        body,
        focus: 0,
        types: scene.question.asks.typed(),
        entry,
        cursor,
        keys: vec![few_keys.clone()],
        few_keys,
    }
}

/// The box before a choice that can be ticked.
pub(super) fn tick(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}

/// What stands between a choice's number and its text.
pub(super) fn gap(tick: &str) -> String {
    if tick.is_empty() { "  ".to_owned() } else { format!(" {tick} ") }
}

fn hints(scene: Scene<'_>) -> Vec<Line> {
    // What takes a choice away is seen at the choice.
    let hints = scene.session.hints().iter().filter(|hint| hint.strikes.is_none());
    let mut lines = Vec::new();
    for (place, hint) in hints.enumerate() {
        if place == 0 {
            lines.push(Line::blank());
        }
        let start = Line::of(Role::Near, "hint: ");
        let room = scene.layout.text().saturating_sub(start.width());
        lines.extend(hang(start, prose::lines(&hint.text, Role::Plain, scene.look, room)));
    }
    lines
}

/// A line being typed, and the column of its cursor.
pub(super) fn typed(prompt: &str, entry: &Entry, columns: usize, look: Look) -> (Line, usize) {
    let mark = look.sign(Sign::Ellipsis);
    let seen = entry.seen(columns.saturating_sub(width(prompt)), width(mark));
    let mark = |more| if more { mark } else { "" };
    let line = Line::of(Role::Key, prompt).with(Role::Quiet, mark(seen.more.0)).with(Role::Plain, seen.text);
    (line.with(Role::Quiet, mark(seen.more.1)), width(prompt) + seen.cursor)
}

fn keys(scene: Scene<'_>) -> Line {
    let digits = match scene.question.choices.len() {
        1 => "1".to_owned(),
        most => format!("1-{most}"),
    };
    let hint = scene.session.has_hint();
    let usual = |line: KeyLine| {
        let line = line.action_if(hint, scene.keys, Action::Hint, "hint");
        line.action(scene.keys, Action::Skip, "skip").action(scene.keys, Action::Undo, "undo")
    };
    let dont_know = |line: KeyLine| usual(line.key("0", "don't know"));
    let line = KeyLine::default();
    scene.key_line(match scene.question.asks {
        Asks::Rating => usual(line.key("Enter", "show the answer").or("Enter", "show")),
        Asks::Choice => dont_know(line.key(digits, "answer")),
        Asks::Choices => dont_know(ticking(line.key(digits, "tick"), scene.desk.ticks.len(), scene.layout)),
        Asks::Truth => dont_know(line.truth()),
        Asks::Order if scene.desk.steps.len() == scene.question.choices.len() => {
            dont_know(line.key("Enter", "answer").key("Backspace", "take back"))
        }
        Asks::Order if scene.desk.steps.is_empty() => dont_know(line.key(digits, "next")),
        Asks::Order => dont_know(line.key(scene.sheet().open_steps(), "next").key("Backspace", "take back")),
        Asks::Text | Asks::Texts => return text_keys(scene),
    })
}

/// What Enter does where several are ticked, and how many are.
pub(super) fn ticking(line: KeyLine, ticked: usize, layout: Layout) -> KeyLine {
    let short = format!("answer ({ticked})");
    let line = if layout.is_narrow() {
        line.key("Enter", &short)
    } else {
        line.key("Enter", &format!("answer, {ticked} ticked"))
    };
    line.or("Enter", &short).or("Enter", "")
}

/// The keys that are none of the text where one or several are typed.
pub(super) fn text_line(fields: &Fields) -> KeyLine {
    let enter = match (fields.is_last(), fields.are_empty()) {
        (false, _) => "next",
        (true, true) => "don't know",
        (true, false) => "answer",
    };
    let line = KeyLine::default().key("Enter", enter).or("Enter", "");
    if fields.all().len() > 1 { line.key("Up Down", "move") } else { line }
}

/// Where letters are text, commands start with a colon.
fn text_keys(scene: Scene<'_>) -> Line {
    let line = text_line(&scene.desk.fields);
    let line = if scene.session.has_hint() { line.key(":hint", "") } else { line };
    let line = line.key(":skip", "").key(":undo", "").key(":quit", "");
    line.line(&KeyLine::default().key(":help", ""), scene.layout.text())
}
