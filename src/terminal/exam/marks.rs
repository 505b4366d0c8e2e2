//! Marking typed answers right at the end of an exam, line by line.

use std::collections::VecDeque;
use std::io::{BufRead, Write};

use super::super::lines::LineIo;
use super::{answer, result};
use crate::session::{Input, Session};

/// What the learner has said of the typed answers that were marked wrong.
#[derive(Debug, Default)]
pub(in super::super) struct PlainMarks {
    /// Whether a script, too, is asked.
    pub(in super::super) asks_scripts: bool,
    /// Question numbers still to be marked right.
    right: VecDeque<usize>,
    /// Question numbers marked right, the latest last.
    marked: Vec<usize>,
}

impl PlainMarks {
    /// The next mark; `None` at the end.
    pub(in super::super) fn next<R: BufRead, W: Write>(
        &mut self,
        session: &Session,
        lines: &mut LineIo<R, W>,
    ) -> anyhow::Result<Option<Input>> {
        if let Some(number) = self.right.pop_front() {
            self.marked.push(number);
            return Ok(Some(Input::MarkRight(number)));
        }
        let misses = session.exam().map(crate::session::Exam::typed_misses).unwrap_or_default();
        if misses.is_empty() || lines.is_script() && !self.asks_scripts {
            return Ok(None);
        }
        // A script has a single line for this.
        self.asks_scripts = false;
        let numbers: Vec<usize> = misses.iter().map(|miss| miss.number).collect();
        if !self.marked.is_empty() {
            lines.write(&format!("{}\n", result::counted(session)))?;
        }
        loop {
            let Some(line) = lines.ask(&prompt(&numbers, !self.marked.is_empty()))? else { return Ok(None) };
            match read(&line, &numbers) {
                MarkLine::Enough => return Ok(None),
                MarkLine::Right(meant) => {
                    lines.answered();
                    self.right = meant.into();
                    return self.next(session, lines);
                }
                MarkLine::Undo => match self.marked.pop() {
                    Some(last) => return Ok(Some(Input::Unmark(last))),
                    None => lines.write("You have marked none of them right yet.\n")?,
                },
                MarkLine::Unclear => {
                    let which = answer::all_numbers(&numbers);
                    lines.write(&format!("The typed answers marked wrong have the numbers {which}.\n"))?;
                }
            }
            if lines.is_script() {
                return Ok(None);
            }
        }
    }
}

/// Asks about the typed answers that were marked wrong; `again` after the first round.
fn prompt(numbers: &[usize], again: bool) -> String {
    let which = answer::all_numbers(numbers);
    match (numbers, again) {
        ([_], false) => {
            format!("Your answer to question {which} was marked wrong. Was it right? o if so, or an empty line: ")
        }
        ([_], true) => ":undo takes that back, an empty line goes on: ".to_owned(),
        ([one, two, ..], false) => format!(
            "Your typed answers to questions {which} were marked wrong. Were any right? o and their numbers, like \
             o {one} {two}, or an empty line: "
        ),
        _ => "Any more? o and their numbers; :undo takes the last one back, an empty line goes on: ".to_owned(),
    }
}

/// A line about the typed answers that were marked wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkLine {
    /// Those with these numbers were right.
    Right(Vec<usize>),
    /// Takes the last one back.
    Undo,
    /// Nothing more to mark.
    Enough,
    /// The line makes no sense.
    Unclear,
}

/// Reads a line such as `o 3 5`; a plain `o` is enough if only one question is left.
pub(super) fn read(line: &str, numbers: &[usize]) -> MarkLine {
    let line = line.trim().to_lowercase();
    let rest = line.strip_prefix('o').unwrap_or(&line).trim();
    match (line.as_str(), numbers) {
        ("" | "n" | "no", _) => return MarkLine::Enough,
        ("u" | "undo" | ":u" | ":undo", _) => return MarkLine::Undo,
        ("o" | "y" | "yes", &[one]) => return MarkLine::Right(vec![one]),
        _ => {}
    }
    let words = rest.split([' ', ',']).filter(|word| !word.is_empty());
    let meant: Option<Vec<usize>> =
        words.map(|word| word.parse().ok().filter(|number| numbers.contains(number))).collect();
    meant.filter(|meant| !meant.is_empty()).map_or(MarkLine::Unclear, MarkLine::Right)
}
