//! The marks that a merge leaves in a file until somebody has chosen between the two sides.

use super::diagnostics::{Diagnostics, Position};
use crate::deck::Place;

/// A conflict: its lines, from 1, the marks among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conflict {
    first: u32,
    last: u32,
    /// The byte of its first line.
    byte: usize,
}

impl Conflict {
    /// Whether it touches these lines, from 1.
    pub(crate) const fn touches(self, first: u32, last: u32) -> bool {
        self.first <= last && first <= self.last
    }
}

/// The conflicts of a file; a mark that stands alone is one too.
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

/// The sign of a mark: seven of it at the very beginning of a line, and a space or nothing behind them.
fn mark(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|c| "<=>|".contains(*c))?;
    let rest = line.trim_start_matches(sign);
    let is_mark = line.len() - rest.len() == 7 && (rest.trim_end().is_empty() || rest.starts_with(' '));
    is_mark.then_some(sign)
}

/// Says, at the first mark, that a merge was begun and not finished.
pub(crate) fn report(report: &mut Diagnostics, conflicts: &[Conflict]) {
    let Some(first) = conflicts.first() else { return };
    let spot = Position { place: Place { line: first.first, column: 1 }, byte: first.byte };
    let what = match conflicts.len() {
        1 => "a merge is unfinished: its marks still stand here".to_owned(),
        2 => "a merge is unfinished: its marks still stand here and in one more place".to_owned(),
        many => format!("a merge is unfinished: its marks still stand here and in {} more places", many - 1),
    };
    let help = "choose between the two sides, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`";
    report.fault(spot, "unfinished-merge", what, help.to_owned());
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
