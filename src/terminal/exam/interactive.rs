//! The face of an exam for a person at a terminal.

use std::io;

use crossterm::event::KeyEvent;

use super::super::desk::Reaction;
use super::super::frame::Drawn;
use super::super::layout::Layout;
use super::super::line::{Line, Role};
use super::super::output::layout;
use super::super::seat::{Manner, Seat, View};
use super::super::stopwatch::Stopwatch;
use super::super::{count, offer};
use super::desk::ExamDesk;
use super::result;
use super::scene::ExamScene;
use crate::session::{Exam, ExamEnding, ExamInput, Examiner, Meanwhile};

/// The face of an exam for a person at a terminal: the questions are drawn in place, one after another.
#[derive(Debug)]
pub struct InteractiveExam {
    seat: Seat,
    desk: ExamDesk,
    watch: Stopwatch,
}

impl InteractiveExam {
    /// Takes the terminal; dropping the face gives it back. What was written before must be flushed.
    ///
    /// # Errors
    /// When the terminal can't be taken.
    pub fn new(manner: Manner) -> io::Result<Self> {
        Ok(Self { seat: Seat::take(manner)?, desk: ExamDesk::default(), watch: Stopwatch::start() })
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
        let new = self.desk.arrive(exam);
        if new {
            self.watch = Stopwatch::start();
        }
        let input = self.seat.ask(&mut AtDesk { exam, desk: &mut self.desk }, new, meanwhile)?;
        Ok((input.unwrap_or(ExamInput::Leave), self.watch.ms()))
    }

    fn end(&mut self, exam: &Exam, ending: &ExamEnding) -> anyhow::Result<bool> {
        let layout = layout();
        let page = result::page(exam, ending, layout, self.seat.look());
        self.seat.stay(page.fitted(layout));
        self.seat.clear()?;
        let wants = offer::make(ending.make_due, &mut self.seat)?;
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
