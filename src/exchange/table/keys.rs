//! What a later import knows a row by.

use std::collections::HashMap;

use super::row_cells::RowCells;
use crate::deck::text::is_dangerous;
use crate::rng::stable_hash;

/// How long a part of a key may be, in characters, and how much of a longer one is kept.
const LONGEST: usize = 60;
const KEPT: usize = 40;

/// Makes the keys of a table's rows.
pub(super) struct Keys<'r> {
    stem: &'r str,
    /// How often each question stands in the table.
    questions: HashMap<&'r str, usize>,
}

impl<'r> Keys<'r> {
    pub(super) fn of(stem: &'r str, rows: impl Iterator<Item = RowCells<'r>>) -> Self {
        let mut questions = HashMap::new();
        for row in rows {
            *questions.entry(row.question()).or_default() += 1;
        }
        Self { stem, questions }
    }

    /// By its GUID or id, otherwise by what it asks; with the answer if several rows ask the same.
    pub(super) fn key(&self, row: RowCells) -> String {
        if let Some(guid) = row.guid() {
            return part(guid);
        }
        if let Some(id) = row.id() {
            return format!("{}/{}", part(row.deck().unwrap_or(self.stem)), part(id));
        }
        let (stem, question) = (part(self.stem), part(row.question()));
        match self.questions.get(row.question()) {
            Some(2..) => format!("{stem}:{question}|{}", part(&row.answers())),
            _ => format!("{stem}:{question}"),
        }
    }
}

/// A text as a key has it: without white space, and short. A hash stands for what is left out.
fn part(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join("_");
    let is_unsafe = |c: char| c.is_control() || is_dangerous(c);
    if joined.chars().count() <= LONGEST && !joined.contains(is_unsafe) {
        return joined;
    }
    let kept: String = joined.chars().filter(|c| !is_unsafe(*c)).take(KEPT).collect();
    format!("{kept}-{:016x}", stable_hash(&[&joined]))
}
