//! Yes-or-no questions, such as whether missed items should be due again today.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::frame::{FittedFrame, Frame};
use super::input_state::Reaction;
use super::key_hints::KeyHints;
use super::layout::Layout;
use super::layouts::latin;
use super::line::{Line, Style};
use super::page::Page;
use super::session_ui::{TerminalUi, UiOptions, View};
use super::wrap::wrap;
use crate::session::MissedCounts;

/// The question, the same in every interface.
pub(super) fn question(missed: usize) -> String {
    match missed {
        1 => "Make the one you missed due today?".to_owned(),
        missed => format!("Make the {missed} you missed due today?"),
    }
}

/// What to tell about the missed items at the end of an exam.
pub(super) enum MissedNote {
    /// Some can be brought forward, so the learner is asked.
    Question(String),
    /// None can; this says why.
    Words(String),
}

/// Says what happens to the missed items, and asks about those that are due on a later day.
pub(super) fn about(misses: MissedCounts) -> MissedNote {
    let MissedCounts { all, ahead, new } = misses;
    let due = all - ahead - new;
    if all == 1 {
        return match (ahead, new) {
            (1, _) => MissedNote::Question("The one you missed is not due yet. Bring it forward to today?".to_owned()),
            (_, 1) => MissedNote::Words("The one you missed comes as a new item.".to_owned()),
            _ => MissedNote::Words("The one you missed is due anyway.".to_owned()),
        };
    }
    if ahead == all {
        return MissedNote::Question(format!("{all} missed, none of them due yet. Bring them forward to today?"));
    }
    let parts = [
        (ahead, "is not due yet", "are not due yet"),
        (new, "comes as a new item", "come as new items"),
        (due, "is due anyway", "are due anyway"),
    ];
    let parts = parts.into_iter().filter(|(items, ..)| *items > 0);
    let yes_or_no = |(items, one, many)| match items {
        1 => format!("1 {one}"),
        items if items == all => format!("all {many}"),
        items => format!("{items} {many}"),
    };
    let parts: Vec<String> = parts.map(yes_or_no).collect();
    let summary = format!("{all} missed: {}.", parts.join(", "));
    match ahead {
        0 => MissedNote::Words(summary),
        1 => MissedNote::Question(format!("{summary} Bring the one that is not due forward to today?")),
        ahead => MissedNote::Question(format!("{summary} Bring those {ahead} forward to today?")),
    }
}

/// Asks whether the missed items should be due today, unless there are none or the learner quits.
pub(super) fn make(missed: usize, tui: &mut TerminalUi) -> anyhow::Result<bool> {
    if missed == 0 || tui.is_interrupted() {
        return Ok(false);
    }
    ask(question(missed), tui)
}

/// Asks, then clears the question from the screen.
pub(super) fn ask(question: String, tui: &mut TerminalUi) -> anyhow::Result<bool> {
    let agreed = tui.ask(&mut KeyPrompt { question }, &mut || Ok(()))?.unwrap_or(false);
    tui.clear()?;
    Ok(agreed)
}

/// A question answered with a single key.
struct KeyPrompt {
    question: String,
}

impl View<bool> for KeyPrompt {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let keys = keys().line(&KeyHints::default(), layout.text());
        let body = wrap(Line::of(Style::Ask, self.question.as_str()).spans(), layout.text());
        Frame { body, keys: vec![keys.clone()], few_keys: keys, ..Frame::default() }.fit(layout, options.theme, None)
    }

    fn key(&mut self, key: KeyEvent, _options: &UiOptions) -> Reaction<bool> {
        control(key).unwrap_or_else(|| yes_or_no(key.code).map_or(Reaction::Nothing, Reaction::Act))
    }
}

/// The keys that answer; names the default, and offers Escape for no.
pub(super) fn keys() -> KeyHints {
    KeyHints::default().key("y", "yes").key("n", "no (Enter, Esc)")
}

/// What a key with Ctrl does at a small prompt; `None` for other keys.
pub(super) fn control(key: KeyEvent) -> Option<Reaction<bool>> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    control.then_some(match key.code {
        KeyCode::Char('c') => Reaction::Interrupt,
        KeyCode::Char('z') => Reaction::Pause,
        KeyCode::Char('d') => Reaction::Act(false),
        _ => Reaction::Nothing,
    })
}

/// The answer that a key stands for.
pub(super) fn yes_or_no(key: KeyCode) -> Option<bool> {
    match key {
        KeyCode::Char(letter) => match latin(letter) {
            'y' => Some(true),
            'n' | 'q' => Some(false),
            _ => None,
        },
        KeyCode::Enter | KeyCode::Backspace | KeyCode::Esc => Some(false),
        _ => None,
    }
}

#[must_use]
pub fn made_due(items: usize) -> Page {
    let words = match items {
        0 => "Nothing to bring forward: what you missed is due already, or comes as new items.".to_owned(),
        1 => "1 item was brought forward to today.".to_owned(),
        items => format!("{items} items were brought forward to today."),
    };
    let mut page = Page::default();
    page.say(Style::Plain, words);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_becomes_of_the_missed_is_said_and_asked_only_where_something_can_be_done() {
        let yes_or_no = |all, ahead, new| match about(MissedCounts { all, ahead, new }) {
            MissedNote::Question(words) | MissedNote::Words(words) => words,
        };
        let all = [
            yes_or_no(5, 2, 3),
            yes_or_no(5, 1, 3),
            yes_or_no(5, 5, 0),
            yes_or_no(5, 0, 3),
            yes_or_no(5, 0, 5),
            yes_or_no(2, 0, 0),
            yes_or_no(1, 1, 0),
            yes_or_no(1, 0, 1),
            yes_or_no(1, 0, 0),
        ];
        insta::assert_snapshot!(all.join("\n"), @r"
        5 missed: 2 are not due yet, 3 come as new items. Bring those 2 forward to today?
        5 missed: 1 is not due yet, 3 come as new items, 1 is due anyway. Bring the one that is not due forward to today?
        5 missed, none of them due yet. Bring them forward to today?
        5 missed: 3 come as new items, 2 are due anyway.
        5 missed: all come as new items.
        2 missed: all are due anyway.
        The one you missed is not due yet. Bring it forward to today?
        The one you missed comes as a new item.
        The one you missed is due anyway.
        ");
    }
}
