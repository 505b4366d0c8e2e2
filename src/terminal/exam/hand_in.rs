//! The page before handing in.

use super::super::key_hints::KeyHints;
use super::super::keys::{Action, Keys};
use super::super::line::{Line, Style};
use super::super::wrap::wrap;
use super::{OPEN, answer};
use crate::session::Exam;

/// How many questions are answered.
pub(in super::super) fn words(exam: &Exam) -> String {
    let open = exam.open();
    match open.len() {
        0 if exam.total() == 1 => "The question is answered.".to_owned(),
        0 => format!("All {} questions are answered.", exam.total()),
        _ => format!("{} Unanswered, and so marked wrong: {}.", answered(exam), answer::numbers(&open)),
    }
}

fn answered(exam: &Exam) -> String {
    format!("{} of {} answered.", exam.answered(), exam.total())
}

/// How many questions are answered, and the number of each, in brackets if it is open.
pub(in super::super) fn body(exam: &Exam, columns: usize) -> Vec<Line> {
    let open = exam.open();
    let which = match open.len() {
        0 => words(exam),
        1 => format!("{} The one in brackets is not, and so marked wrong.", answered(exam)),
        _ => format!("{} Those in brackets are not, and so marked wrong.", answered(exam)),
    };
    let mut lines = wrap(Line::of(Style::Ask, which).spans(), columns);
    if !open.is_empty() {
        let mut numbers = Line::blank();
        for number in 1..=exam.total() {
            let gap = if number == 1 { "" } else { " " };
            numbers = if open.contains(&number) {
                numbers.with(Style::Plain, gap).with(Style::Near, format!("[{number}]"))
            } else {
                numbers.with(Style::Quiet, format!("{gap}{number}"))
            };
        }
        lines.push(Line::blank());
        lines.extend(wrap(numbers.spans(), columns));
    }
    lines
}

/// `goes_on`: whether the exam can be left and gone on with.
pub(in super::super) fn key_line(exam: &Exam, goes_on: bool, keys: &Keys, columns: usize) -> Line {
    let line = KeyHints::default().key("Enter", "hand in").key("Esc", "back");
    let open = |line: KeyHints| line.action(keys, OPEN, "first unanswered").or(keys.letter(OPEN), "unanswered");
    let leaves = if goes_on { "leave, go on later" } else { "leave" };
    let line = line.action(keys, Action::Quit, leaves).or(keys.letter(Action::Quit), "leave");
    let line = if exam.open().is_empty() { line } else { open(line) };
    let last = exam.total();
    let line = line.key(format!(":{last}"), &format!("to {last}"));
    line.line(&KeyHints::default(), columns)
}

pub(in super::super) fn few_keys(columns: usize) -> Line {
    KeyHints::default().key("Enter", "hand in").line(&KeyHints::default(), columns)
}
