//! A card's rows of the log of answers, as Anki reads them for FSRS.

use super::super::RevlogRow;
use super::ProgressCounts;

const LEARNING: u8 = 0;
const FILTERED: u8 = 3;
const BY_HAND: u8 = 4;

/// How many seconds a day has, as intervals below zero count it.
const DAY: i64 = 86_400;

/// What the rows of a card come to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CardLog<'r> {
    /// Those that feed memory, in the order of time.
    pub(super) answers: Vec<&'r RevlogRow>,
    /// The rows that made it new again, and one before which it must have been.
    pub(super) forgotten: Vec<&'r RevlogRow>,
    pub(super) start: Start<'r>,
    /// The last row that is no answer, if it stands behind them all and changed the day.
    pub(super) moved: Option<i64>,
    /// Whether it was made new again behind all answers.
    pub(super) ends_new: bool,
}

/// Where its memory starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start<'r> {
    /// As a new card, with this answer.
    New(&'r RevlogRow),
    /// With what this answer led to: those before it are gone, or say too little.
    After(&'r RevlogRow),
    /// No row says it.
    Unknown,
}

impl<'r> CardLog<'r> {
    /// Reads rows that are in the order of time. `is_late` says of a time in milliseconds whether it is yet to come.
    pub(super) fn read(rows: &'r [RevlogRow], is_late: impl Fn(i64) -> bool, counts: &mut ProgressCounts) -> Self {
        let rows: Vec<&RevlogRow> = rows.iter().filter(|row| counts.takes(row, is_late(row.id))).collect();
        let answers: Vec<&RevlogRow> = rows.iter().copied().filter(|row| is_answer(row)).collect();
        let start = start(&rows);
        let mut forgotten: Vec<&RevlogRow> = Vec::new();
        let mut is_known = false;
        for &row in &rows {
            // Versions of Anki that wrote no row for it show it only by a new beginning.
            let begins_anew = start == Start::New(row);
            if is_reset(row) || (is_known && begins_anew) {
                forgotten.push(row);
                is_known = false;
            }
            is_known |= is_answer(row);
        }
        let behind = rows.iter().rposition(|row| is_answer(row)).map_or(0, |last| last + 1);
        let behind = &rows[behind..];
        let moved = behind.iter().rfind(|row| row.button == 0 && !is_reset(row)).map(|row| row.id);
        let ends_new = behind.iter().any(|row| is_reset(row));
        Self { answers, forgotten, start, moved, ends_new }
    }
}

/// Where memory starts. Working backwards, a group of learning rows is the beginning, and
/// so is a reset; if there is neither, it is the first answer with an interval of a day or more.
fn start<'r>(rows: &[&'r RevlogRow]) -> Start<'r> {
    let (mut learning, mut reviewed) = (None, None);
    for &row in rows.iter().rev().filter(|row| !is_practice(row)) {
        let is_answer = row.button > 0;
        if is_answer && (row.interval >= 1 || row.interval <= -DAY) {
            reviewed = Some(row);
        }
        if is_answer && row.kind == LEARNING {
            learning = Some(row);
        } else if is_reset(row) || learning.is_some() {
            break;
        }
    }
    match (learning, reviewed) {
        (Some(row), _) => Start::New(row),
        (None, Some(row)) => Start::After(row),
        (None, None) => Start::Unknown,
    }
}

/// An answer in a filtered deck that doesn't reschedule.
fn is_practice(row: &RevlogRow) -> bool {
    row.kind == FILTERED && row.factor == 0
}

fn is_answer(row: &RevlogRow) -> bool {
    row.button > 0 && !is_practice(row)
}

/// Whether it made the card new again.
fn is_reset(row: &RevlogRow) -> bool {
    row.kind == BY_HAND && row.factor == 0
}

impl ProgressCounts {
    /// Counts a row that is no answer; `false` for one that can't be used.
    fn takes(&mut self, row: &RevlogRow, is_late: bool) -> bool {
        let left = match row {
            row if row.id < 0 => &mut self.before_1970,
            _ if is_late => &mut self.in_future,
            row if row.button > 4 => &mut self.unknown_button,
            row => {
                if is_practice(row) {
                    self.practice += 1;
                } else if row.button == 0 {
                    self.by_hand += 1;
                }
                return true;
            }
        };
        *left += 1;
        false
    }
}
