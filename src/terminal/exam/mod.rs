//! The interfaces of an exam: the screens of the quiz, with no feedback until the end.

mod answer;
mod command;
mod doubt;
mod input_state;
mod interactive;
mod plain;
mod result;
mod scene;
#[cfg(test)]
mod tests;

pub use interactive::InteractiveExam;
pub use plain::PlainExam;

use super::count;
use crate::session::Exam;

const SILENCE: &str = "You won't see what is right until the end.";

fn left_out(exam: &Exam) -> Option<String> {
    let items = exam.left_out();
    let them = if items == 1 { "it" } else { "them" };
    (items > 0).then(|| format!("{} left out, since only you can judge {them}.", count(items, "item")))
}

/// How many questions are answered, shown before handing in.
fn answered_so_far(exam: &Exam) -> String {
    let open = exam.open();
    match open.len() {
        0 => format!("All {} questions are answered.", exam.total()),
        _ => format!(
            "{} of {} answered. Unanswered, and so marked wrong: {}.",
            exam.answered(),
            exam.total(),
            answer::numbers(&open)
        ),
    }
}
