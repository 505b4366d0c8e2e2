//! What the interfaces show of an exam alone: its beginning, the page before handing in, the result, the doubtful
//! answers.

mod answer;
mod doubt;
mod hand_in;
mod keys;
mod marks;
mod result;
#[cfg(test)]
mod tests;
mod time_limit;

pub(super) use answer::{given_before, given_so_far};
pub(super) use doubt::DoubtedAnswers;
pub(super) use hand_in::{body, few_keys, key_line, words};
pub(super) use marks::PlainMarks;
pub(super) use result::{page, sentences};
pub(super) use time_limit::{TimeLimit, time_is_up};

use super::count;
use super::keys::Action;
use crate::session::{Exam, Session};

/// Goes to the previous question. An exam has no burying or overruling, so their letters are free, whatever they are
/// set to.
pub(super) const BACK: Action = Action::Bury;
/// Goes to the first unanswered question.
pub(super) const OPEN: Action = Action::Overrule;

/// `Exam: 20 questions. You won't see what is right until the end.`
pub(super) fn heading(session: &Session, exam: &Exam) -> String {
    let left = session.ms_left().filter(|ms| *ms > 0);
    let time = left.map(|ms| {
        let minutes = usize::try_from((ms + 59_999) / 60_000).unwrap_or_default();
        let are = if minutes == 1 { "is" } else { "are" };
        format!(" When {} {are} over, it is handed in.", count(minutes, "minute"))
    });
    let questions = count(exam.total(), "question");
    format!("Exam: {questions}. You won't see what is right until the end.{}", time.unwrap_or_default())
}

/// What is answered already, and what was left out.
pub(super) fn notes(exam: &Exam) -> Vec<String> {
    let items = exam.left_out();
    let them = if items == 1 { "it" } else { "them" };
    let left_out = (items > 0).then(|| format!("{} left out, since only you can judge {them}.", count(items, "item")));
    let answered = exam.answered();
    let are = if answered == 1 { "is" } else { "are" };
    let answered = (answered > 0).then(|| format!("{answered} of {} {are} answered.", exam.total()));
    left_out.into_iter().chain(answered).collect()
}
