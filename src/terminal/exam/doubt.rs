//! Overruling at the end of an exam, on a terminal: shows the typed answers that were marked wrong, one at a time.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::super::confirm;
use super::super::diff;
use super::super::frame::{FittedFrame, Frame};
use super::super::input_state::Reaction;
use super::super::key_hints::KeyHints;
use super::super::keys::{Action, Keys};
use super::super::layout::Layout;
use super::super::layouts::latin;
use super::super::line::{Line, Style};
use super::super::session_ui::{TerminalUi, UiOptions, View};
use super::super::wrap::wrap;
use super::result;
use crate::deck::text::one_line;
use crate::session::{Exam, Input, Session, TypedMiss};

/// Where the learner is among the typed answers that were marked wrong.
#[derive(Debug, Default)]
pub(in super::super) struct DoubtedAnswers {
    /// The index of the one shown; `None` before the first.
    at: Option<usize>,
}

impl DoubtedAnswers {
    /// The next mark; `None` at the end.
    pub(in super::super) fn next(&mut self, session: &Session, tui: &mut TerminalUi) -> anyhow::Result<Option<Input>> {
        let misses = session.exam().map(Exam::typed_misses).unwrap_or_default();
        if misses.is_empty() || tui.is_interrupted() {
            return Ok(None);
        }
        // With several, asks first whether to go through them at all.
        if self.at.is_none() && misses.len() > 1 && !confirm::ask(gate(misses.len()), tui)? {
            return Ok(None);
        }
        let mut at = self.at.unwrap_or(0);
        let counted = misses.iter().any(|miss| miss.overruled);
        let input = loop {
            let nothing = &mut || Ok(());
            let step = match misses.get(at) {
                Some(miss) => tui.ask(&mut DoubtedAnswer { miss, place: (at + 1, misses.len()) }, nothing)?,
                None if counted => tui.ask(&mut Counted { words: result::counted(session) }, nothing)?,
                None => break None,
            };
            match (step, misses.get(at)) {
                (Some(DoubtStep::Right), Some(miss)) => {
                    at += 1;
                    break Some(Input::MarkRight(miss.number));
                }
                (Some(DoubtStep::Next), Some(_)) => at += 1,
                (Some(DoubtStep::Enough), Some(_)) => at = misses.len(),
                (Some(DoubtStep::Back), _) => {
                    at = at.saturating_sub(1);
                    if let Some(miss) = misses.get(at).filter(|miss| miss.overruled) {
                        break Some(Input::Unmark(miss.number));
                    }
                }
                (None, _) | (Some(_), None) => break None,
            }
        };
        self.at = Some(at);
        tui.clear()?;
        Ok(input)
    }
}

/// Asked before going through several, so that a learner with no objections needs one key.
fn gate(misses: usize) -> String {
    format!("Look through the {misses} typed answers marked wrong?")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DoubtStep {
    Right,
    Next,
    Back,
    /// Done with all of them.
    Enough,
}

struct DoubtedAnswer<'a> {
    miss: &'a TypedMiss<'a>,
    /// Its number, from 1, and how many there are.
    place: (usize, usize),
}

impl View<DoubtStep> for DoubtedAnswer<'_> {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let TypedMiss { number, question, typed, answer, .. } = self.miss;
        let (nth, all) = self.place;
        let room = layout.text();
        let asked = format!("{number}. {}", one_line(&question.plain_prompt()));
        let mut body = wrap(Line::of(Style::Ask, asked).spans(), room);
        body.push(Line::blank());
        let focus = body.len();
        body.extend(diff::lines(&in_line(typed), &in_line(answer), room));
        let doubt = Line::of(Style::Ask, "Mark it right?");
        let yes_or_no = KeyHints::default().key("y", "yes").key("n", "no (Enter)");
        let more = keys_to(KeyHints::default().key("y", "yes").key("n", "no (Enter)"), nth > 1, &options.keys);
        let more = more.key("Esc", "enough");
        let mut few_keys = doubt.clone().with(Style::Plain, "   ");
        few_keys.extend(yes_or_no.line(&KeyHints::default(), room).spans().iter().cloned());
        let frame = Frame {
            header: (all > 1).then(|| Line::of(Style::Quiet, format!("{nth} of {all}  marked wrong"))),
            body,
            focus,
            keys: vec![doubt, more.line(&KeyHints::default(), room)],
            few_keys,
            ..Frame::default()
        };
        frame.fit(layout, options.theme, None)
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction<DoubtStep> {
        match key.code {
            KeyCode::Char(letter) if plain(key) && latin(letter) == 'y' => Reaction::Act(DoubtStep::Right),
            KeyCode::Char(letter) if plain(key) && latin(letter) == 'n' => Reaction::Act(DoubtStep::Next),
            _ => step(key, options),
        }
    }
}

/// Several texts, one per line, in one line.
fn in_line(texts: &str) -> String {
    texts.replace('\n', ", ")
}

/// The final score after overruling.
struct Counted {
    words: String,
}

impl View<DoubtStep> for Counted {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let keys = keys_to(KeyHints::default().key("Enter", "go on"), true, &options.keys);
        let keys = keys.line(&KeyHints::default(), layout.text());
        let body = wrap(Line::of(Style::Ask, self.words.as_str()).spans(), layout.text());
        Frame { body, keys: vec![keys.clone()], few_keys: keys, ..Frame::default() }.fit(layout, options.theme, None)
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction<DoubtStep> {
        step(key, options)
    }
}

fn keys_to(line: KeyHints, back: bool, keys: &Keys) -> KeyHints {
    line.action_if(back, keys, Action::Undo, "undo")
}

/// Whether neither Ctrl nor Alt is held.
fn plain(key: KeyEvent) -> bool {
    !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}

fn step(key: KeyEvent, options: &UiOptions) -> Reaction<DoubtStep> {
    match key.code {
        KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Interrupt,
        KeyCode::Char('z') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Pause,
        KeyCode::Char('d') if key.modifiers.contains(KeyModifiers::CONTROL) => Reaction::Act(DoubtStep::Enough),
        _ if !plain(key) => Reaction::Nothing,
        KeyCode::Enter | KeyCode::Right => Reaction::Act(DoubtStep::Next),
        KeyCode::Backspace | KeyCode::Left => Reaction::Act(DoubtStep::Back),
        KeyCode::Esc => Reaction::Act(DoubtStep::Enough),
        KeyCode::Char(letter) => match options.keys.meant(letter) {
            Some(Action::Undo) => Reaction::Act(DoubtStep::Back),
            Some(Action::Quit) => Reaction::Act(DoubtStep::Enough),
            _ => Reaction::Nothing,
        },
        _ => Reaction::Nothing,
    }
}
