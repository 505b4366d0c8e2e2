//! Conflict markers that an unfinished merge leaves in a file.

use super::diagnostics::{Diagnostics, Position};
use crate::deck::{Place, RuleId};

/// A conflict: its lines, from 1, markers included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conflict {
    first: u32,
    last: u32,
    /// The byte of its first line.
    byte: usize,
}

impl Conflict {
    /// Whether it overlaps these lines, from 1.
    pub(crate) const fn touches(self, first: u32, last: u32) -> bool {
        self.first <= last && first <= self.last
    }
}

/// The conflicts of a file; a lone marker counts as one.
pub(crate) fn conflicts(source: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut is_open = false;
    let mut byte = 0;
    for (number, line) in (1_u32..).zip(source.split_inclusive('\n')) {
        if let Some(sign) = mark(line) {
            match found.last_mut() {
                Some(conflict) if is_open && sign != '<' => conflict.last = number,
                _ => found.push(Conflict { first: number, last: number, byte }),
            }
            is_open = sign != '>' && (is_open || sign == '<');
        }
        byte += line.len();
    }
    found
}

/// The character of a marker: seven of it at the beginning of a line, followed by a space or nothing.
fn mark(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|c| "<=>|".contains(*c))?;
    let rest = line.trim_start_matches(sign);
    let is_mark = line.len() - rest.len() == 7 && (rest.trim_end().is_empty() || rest.starts_with(' '));
    is_mark.then_some(sign)
}

/// Reports the unfinished merge at its first marker.
pub(crate) fn report(report: &mut Diagnostics, conflicts: &[Conflict]) {
    let Some(first) = conflicts.first() else { return };
    let position = Position { place: Place { line: first.first, column: 1 }, byte: first.byte };
    let what = match conflicts.len() {
        1 => "unfinished merge: its markers are still here".to_owned(),
        2 => "unfinished merge: its markers are still here and in one more place".to_owned(),
        many => format!("unfinished merge: its markers are still here and in {} more places", many - 1),
    };
    let help = "keep one of the two sides, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`";
    report.fault(position, RuleId::UnfinishedMerge, what, help.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_the_beginning_of_a_line() {
        let lines = |source: &str| conflicts(source).iter().map(|it| (it.first, it.last)).collect::<Vec<_>>();
        assert_eq!(
            lines("a\n<<<<<<< HEAD\nb\n||||||| base\n=======\nc\n>>>>>>> x\nd\n<<<<<<<\n=======\n>>>>>>>\n"),
            [(2, 7), (9, 11)]
        );
        assert_eq!(lines("a\n=======\nb\n"), [(2, 2)]);
        assert_eq!(lines(" <<<<<<< HEAD\n<<<<<<<< x\n=====\n>>>>>>>x\n"), []);
    }
}
