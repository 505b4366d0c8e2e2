//! The learner's word at the end of an exam, at a terminal: the typed answers that were counted as wrong, one at a time.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::desk::Reaction;
use super::super::difference;
use super::super::frame::{Drawn, Frame};
use super::super::keyline::KeyLine;
use super::super::keys::{Action, Keys};
use super::super::layout::Layout;
use super::super::layouts::latin;
use super::super::line::{Line, Role};
use super::super::seat::{Manner, View};
use super::super::wrap::wrap;
use super::answer::one_line;
use crate::session::TypedMiss;

/// What is asked before several are gone through: who has nothing to say is done with one key.
pub(super) fn gate(misses: usize) -> String {
    format!("Look through the {misses} typed answers that were counted as wrong?")
}

/// What the learner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It was right.
    Right,
    /// On to the next, as it is.
    Next,
    /// Back to the one before.
    Back,
    /// Enough of it.
    Enough,
}

/// One of the answers.
pub(super) struct Doubt<'a> {
    pub(super) miss: &'a TypedMiss<'a>,
    /// Which one it is, from 1, and how many there are.
    pub(super) place: (usize, usize),
}

impl View<Step> for Doubt<'_> {
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn {
        let TypedMiss { number, question, typed, answer, .. } = *self.miss;
        let (nth, all) = self.place;
        let room = layout.text();
        let asked = format!("{number}. {}", one_line(&question.plain_prompt()));
        let mut body = wrap(Line::of(Role::Ask, asked).runs(), room);
        body.push(Line::blank());
        let focus = body.len();
        body.extend(difference::lines(typed, answer, room));
        let doubt = Line::of(Role::Ask, "Count it as right?");
        let yes_or_no = KeyLine::default().key("y", "yes").key("n", "no (Enter)");
        let more = keys_to(KeyLine::default().key("y", "yes").key("n", "no (Enter)"), nth > 1, &manner.keys);
        let more = more.key("Esc", "enough");
        let mut few_keys = doubt.clone().with(Role::Plain, "   ");
        few_keys.extend(yes_or_no.line(&KeyLine::default(), room).runs().iter().cloned());
        let frame = Frame {
            header: (all > 1).then(|| Line::of(Role::Quiet, format!("{nth} of {all}  counted as wrong"))),
            body,
            focus,
            keys: vec![doubt, more.line(&KeyLine::default(), room)],
            few_keys,
            ..Frame::default()
        };
        frame.fit(layout, manner.look, None)
    }

    fn key(&mut self, key: KeyEvent, manner: &Manner) -> Reaction<Step> {
        match key.code {
            KeyCode::Char(letter) if plain(key) && latin(letter) == 'y' => Reaction::Act(Step::Right),
            KeyCode::Char(letter) if plain(key) && latin(letter) == 'n' => Reaction::Act(Step::Next),
            _ => step(key, manner),
        }
    }
}

/// The score as it is now, before it is left.
pub(super) struct Counted {
    pub(super) words: String,
}

impl View<Step> for Counted {
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn {
        let keys = keys_to(KeyLine::default().key("Enter", "go on"), true, &manner.keys);
        let keys = keys.line(&KeyLine::default(), layout.text());
        let body = wrap(Line::of(Role::Ask, self.words.as_str()).runs(), layout.text());
        Frame { body, keys: vec![keys.clone()], few_keys: keys, ..Frame::default() }.fit(layout, manner.look, None)
    }

    fn key(&mut self, key: KeyEvent, manner: &Manner) -> Reaction<Step> {
        step(key, manner)
    }
}

fn keys_to(line: KeyLine, back: bool, keys: &Keys) -> KeyLine {
    line.action_if(back, keys, Action::Undo, "undo")
}

/// Whether a letter is meant as one.
fn plain(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

fn step(key: KeyEvent, manner: &Manner) -> Reaction<Step> {
    match key.code {
        KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Interrupt,
        KeyCode::Char('z') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Pause,
        KeyCode::Char('d') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Act(Step::Enough),
        _ if !plain(key) => Reaction::Nothing,
        KeyCode::Enter | KeyCode::Right => Reaction::Act(Step::Next),
        KeyCode::Backspace | KeyCode::Left => Reaction::Act(Step::Back),
        KeyCode::Esc => Reaction::Act(Step::Enough),
        KeyCode::Char(letter) => match manner.keys.meant(letter) {
            Some(Action::Undo) => Reaction::Act(Step::Back),
            Some(Action::Quit) => Reaction::Act(Step::Enough),
            _ => Reaction::Nothing,
        },
        _ => Reaction::Nothing,
    }
}
