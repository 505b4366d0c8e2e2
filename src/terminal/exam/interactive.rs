//! The interactive exam for a person at a terminal.

use std::io;

use crossterm::event::KeyEvent;

use super::super::confirm::{self, MissedNote};
use super::super::count;
use super::super::frame::FittedFrame;
use super::super::input_state::Reaction;
use super::super::layout::Layout;
use super::super::line::{Line, Style};
use super::super::output::layout;
use super::super::session_ui::{TerminalUi, UiOptions, View};
use super::super::stopwatch::Stopwatch;
use super::doubt::{Counted, DoubtStep, DoubtedAnswer};
use super::input_state::ExamInputState;
use super::scene::ExamScene;
use super::{doubt, result};
use crate::session::{Exam, ExamEnding, ExamInput, ExamUi, Meanwhile, Misses};

/// The interactive exam: draws each question in place.
#[derive(Debug)]
pub struct InteractiveExam {
    tui: TerminalUi,
    input_state: ExamInputState,
    watch: Stopwatch,
    /// Which of the typed answers marked wrong is shown; `None` before the first.
    doubted: Option<usize>,
}

impl InteractiveExam {
    /// Takes over the terminal; dropping restores it. Flush earlier output first.
    ///
    /// # Errors
    /// If the terminal can't be taken over.
    pub fn new(options: UiOptions) -> io::Result<Self> {
        let tui = TerminalUi::take(options)?;
        Ok(Self { tui, input_state: ExamInputState::default(), watch: Stopwatch::start(), doubted: None })
    }

    /// Where to start; with several, asks first whether to go through them at all.
    fn first_doubted(&mut self, misses: usize) -> anyhow::Result<Option<usize>> {
        if self.doubted.is_none() && misses > 1 && !confirm::ask(doubt::gate(misses), &mut self.tui)? {
            return Ok(None);
        }
        Ok(Some(self.doubted.unwrap_or(0)))
    }
}

impl ExamUi for InteractiveExam {
    fn begin(&mut self, exam: &Exam) -> anyhow::Result<()> {
        self.tui.stay([Line::blank()]);
        let heading = format!("Exam: {}. {}", count(exam.total(), "question"), super::SILENCE);
        self.tui.stay_with(&Line::of(Style::Ask, heading));
        if let Some(words) = super::left_out(exam) {
            self.tui.stay_with(&Line::of(Style::Quiet, words));
        }
        Ok(())
    }

    fn ask(&mut self, exam: &Exam, meanwhile: Meanwhile<'_>) -> anyhow::Result<(ExamInput, u32)> {
        if self.input_state.arrive(exam) {
            self.watch = Stopwatch::start();
        }
        let input = self.tui.ask(&mut ExamTurn { exam, input_state: &mut self.input_state }, meanwhile)?;
        Ok((input.unwrap_or(ExamInput::Leave), self.watch.ms()))
    }

    fn result(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<()> {
        let layout = layout();
        let page = result::page(exam, ending, layout, self.tui.theme());
        self.tui.stay(page.fitted(layout));
        Ok(self.tui.clear()?)
    }

    fn reconsider(&mut self, exam: &Exam) -> anyhow::Result<Option<ExamInput>> {
        let misses = exam.typed_misses();
        if misses.is_empty() || self.tui.is_interrupted() {
            return Ok(None);
        }
        let Some(mut at) = self.first_doubted(misses.len())? else { return Ok(None) };
        let counted = misses.iter().any(|miss| miss.overruled);
        let input = loop {
            let nothing = &mut || Ok(());
            let step = match misses.get(at) {
                Some(miss) => self.tui.ask(&mut DoubtedAnswer { miss, place: (at + 1, misses.len()) }, nothing)?,
                None if counted => self.tui.ask(&mut Counted { words: result::counted(exam) }, nothing)?,
                None => break None,
            };
            match (step, misses.get(at)) {
                (Some(DoubtStep::Right), Some(miss)) => {
                    at += 1;
                    break Some(ExamInput::Overrule(miss.number));
                }
                (Some(DoubtStep::Next), Some(_)) => at += 1,
                (Some(DoubtStep::Enough), Some(_)) => at = misses.len(),
                (Some(DoubtStep::Back), _) => {
                    at = at.saturating_sub(1);
                    if let Some(miss) = misses.get(at).filter(|miss| miss.overruled) {
                        break Some(ExamInput::Restore(miss.number));
                    }
                }
                (None, _) | (Some(_), None) => break None,
            }
        };
        self.doubted = Some(at);
        self.tui.clear()?;
        Ok(input)
    }

    fn rescored(&mut self, ending: &ExamEnding) -> anyhow::Result<()> {
        let layout = layout();
        self.tui.stay(result::rescored(ending, layout, self.tui.theme()).fitted(layout));
        Ok(self.tui.clear()?)
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.tui.stay_with(&Line::of(Style::Quiet, line));
        Ok(())
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        if self.tui.is_interrupted() { Ok(false) } else { confirm::ask(question.to_owned(), &mut self.tui) }
    }

    fn end(&mut self, misses: Option<Misses>) -> anyhow::Result<bool> {
        self.tui.clear()?;
        let misses = misses.filter(|misses| misses.all > 0 && !self.tui.is_interrupted());
        let wants = match misses.map(confirm::about) {
            Some(MissedNote::Question(question)) => confirm::ask(question, &mut self.tui)?,
            Some(MissedNote::Words(words)) => {
                self.tui.stay([Line::blank()]);
                self.tui.stay_with(&Line::of(Style::Plain, words));
                self.tui.clear()?;
                false
            }
            None => false,
        };
        self.tui.leave(wants)
    }
}

/// A question of the exam and its input state.
struct ExamTurn<'a> {
    exam: &'a Exam,
    input_state: &'a mut ExamInputState,
}

impl View<ExamInput> for ExamTurn<'_> {
    fn draw(&mut self, layout: Layout, options: &UiOptions) -> FittedFrame {
        let model = ExamScene {
            exam: self.exam,
            input_state: self.input_state,
            keys: &options.keys,
            layout,
            theme: options.theme,
        };
        let drawn = model.frame().fit(layout, options.theme, self.input_state.input_state.first);
        self.input_state.input_state.seen(drawn.pages);
        drawn
    }

    fn types(&self) -> bool {
        self.input_state.types(self.exam)
    }

    fn key(&mut self, key: KeyEvent, options: &UiOptions) -> Reaction<ExamInput> {
        self.input_state.key(key, self.exam, &options.keys)
    }

    fn paste(&mut self, text: &str) -> Reaction<ExamInput> {
        if !self.input_state.types(self.exam) {
            return Reaction::Nothing;
        }
        self.input_state.input_state.fields.entry_mut().insert(text.trim_end());
        Reaction::Redraw
    }
}
