//! The face of an exam for a person at a terminal.

use std::io;

use crossterm::event::KeyEvent;

use super::super::count;
use super::super::desk::Reaction;
use super::super::frame::Drawn;
use super::super::layout::Layout;
use super::super::line::{Line, Role};
use super::super::offer::{self, About};
use super::super::output::layout;
use super::super::seat::{Manner, Seat, View};
use super::super::stopwatch::Stopwatch;
use super::desk::ExamDesk;
use super::doubt::{Counted, Doubt, Step};
use super::scene::ExamScene;
use super::{doubt, result};
use crate::session::{Exam, ExamEnding, ExamInput, Examiner, Meanwhile, Misses};

/// The face of an exam for a person at a terminal: the questions are drawn in place, one after another.
#[derive(Debug)]
pub struct InteractiveExam {
    seat: Seat,
    desk: ExamDesk,
    watch: Stopwatch,
    /// Which of the typed answers that were counted as wrong is looked at; `None` before the first.
    doubted: Option<usize>,
}

impl InteractiveExam {
    /// Takes the terminal; dropping the face gives it back. What was written before must be flushed.
    ///
    /// # Errors
    /// When the terminal can't be taken.
    pub fn new(manner: Manner) -> io::Result<Self> {
        let seat = Seat::take(manner)?;
        Ok(Self { seat, desk: ExamDesk::default(), watch: Stopwatch::start(), doubted: None })
    }

    /// Where to begin among so many: several are only gone through by one who wants it.
    fn first_doubted(&mut self, misses: usize) -> anyhow::Result<Option<usize>> {
        if self.doubted.is_none() && misses > 1 && !offer::ask(doubt::gate(misses), &mut self.seat)? {
            return Ok(None);
        }
        Ok(Some(self.doubted.unwrap_or(0)))
    }
}

impl Examiner for InteractiveExam {
    fn begin(&mut self, exam: &Exam) -> anyhow::Result<()> {
        self.seat.stay([Line::blank()]);
        let heading = format!("Exam: {}. {}", count(exam.total(), "question"), super::SILENCE);
        self.seat.stay_with(&Line::of(Role::Ask, heading));
        if let Some(words) = super::left_out(exam) {
            self.seat.stay_with(&Line::of(Role::Quiet, words));
        }
        Ok(())
    }

    fn ask(&mut self, exam: &Exam, meanwhile: Meanwhile<'_>) -> anyhow::Result<(ExamInput, u32)> {
        if self.desk.arrive(exam) {
            self.watch = Stopwatch::start();
        }
        let input = self.seat.ask(&mut AtDesk { exam, desk: &mut self.desk }, meanwhile)?;
        Ok((input.unwrap_or(ExamInput::Leave), self.watch.ms()))
    }

    fn result(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<()> {
        let layout = layout();
        let page = result::page(exam, ending, layout, self.seat.look());
        self.seat.stay(page.fitted(layout));
        Ok(self.seat.clear()?)
    }

    fn reconsider(&mut self, exam: &Exam) -> anyhow::Result<Option<ExamInput>> {
        let misses = exam.typed_misses();
        if misses.is_empty() || self.seat.is_interrupted() {
            return Ok(None);
        }
        let Some(mut at) = self.first_doubted(misses.len())? else { return Ok(None) };
        let counted = misses.iter().any(|miss| miss.overruled);
        let input = loop {
            let nothing = &mut || Ok(());
            let step = match misses.get(at) {
                Some(miss) => self.seat.ask(&mut Doubt { miss, place: (at + 1, misses.len()) }, nothing)?,
                None if counted => self.seat.ask(&mut Counted { words: result::counted(exam) }, nothing)?,
                None => break None,
            };
            match (step, misses.get(at)) {
                (Some(Step::Right), Some(miss)) => {
                    at += 1;
                    break Some(ExamInput::Overrule(miss.number));
                }
                (Some(Step::Next), Some(_)) => at += 1,
                (Some(Step::Enough), Some(_)) => at = misses.len(),
                (Some(Step::Back), _) => {
                    at = at.saturating_sub(1);
                    if let Some(miss) = misses.get(at).filter(|miss| miss.overruled) {
                        break Some(ExamInput::Restore(miss.number));
                    }
                }
                (None, _) | (Some(_), None) => break None,
            }
        };
        self.doubted = Some(at);
        self.seat.clear()?;
        Ok(input)
    }

    fn rescored(&mut self, ending: &ExamEnding) -> anyhow::Result<()> {
        let layout = layout();
        self.seat.stay(result::rescored(ending, layout, self.seat.look()).fitted(layout));
        Ok(self.seat.clear()?)
    }

    fn say(&mut self, line: &str) -> anyhow::Result<()> {
        self.seat.stay_with(&Line::of(Role::Quiet, line));
        Ok(())
    }

    fn offer(&mut self, question: &str) -> anyhow::Result<bool> {
        if self.seat.is_interrupted() { Ok(false) } else { offer::ask(question.to_owned(), &mut self.seat) }
    }

    fn end(&mut self, misses: Option<Misses>) -> anyhow::Result<bool> {
        self.seat.clear()?;
        let misses = misses.filter(|misses| misses.all > 0 && !self.seat.is_interrupted());
        let wants = match misses.map(offer::about) {
            Some(About::Question(question)) => offer::ask(question, &mut self.seat)?,
            Some(About::Words(words)) => {
                self.seat.stay([Line::blank()]);
                self.seat.stay_with(&Line::of(Role::Plain, words));
                self.seat.clear()?;
                false
            }
            None => false,
        };
        self.seat.leave(wants)
    }
}

/// A question of the exam, and what lies before it.
struct AtDesk<'a> {
    exam: &'a Exam,
    desk: &'a mut ExamDesk,
}

impl View<ExamInput> for AtDesk<'_> {
    fn draw(&mut self, layout: Layout, manner: &Manner) -> Drawn {
        let scene = ExamScene { exam: self.exam, desk: self.desk, keys: &manner.keys, layout, look: manner.look };
        let drawn = scene.frame().fit(layout, manner.look, self.desk.desk.first);
        self.desk.desk.seen(drawn.pages);
        drawn
    }

    fn types(&self) -> bool {
        self.desk.types(self.exam)
    }

    fn key(&mut self, key: KeyEvent, manner: &Manner) -> Reaction<ExamInput> {
        self.desk.key(key, self.exam, &manner.keys)
    }

    fn paste(&mut self, text: &str) -> Reaction<ExamInput> {
        if !self.desk.types(self.exam) {
            return Reaction::Nothing;
        }
        self.desk.desk.fields.entry_mut().insert(text.trim_end());
        Reaction::Redraw
    }
}
