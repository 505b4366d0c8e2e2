//! A row's cells by what they hold.

use super::columns::{Column, Layout};
use super::split::Row;
use crate::deck::reader::limits::MAX_ENTRIES;

/// A row and what its columns hold. Empty cells are as none.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowCells<'r> {
    pub(super) row: &'r Row<'r>,
    pub(super) layout: &'r Layout,
}

impl<'r> RowCells<'r> {
    /// The filled cells of a column with their numbers.
    pub(super) fn numbered(self, wanted: Column) -> impl Iterator<Item = (Option<u32>, &'r str)> {
        let cells = self.layout.places.iter().zip(&self.row.cells);
        let filled = cells.filter(move |(place, cell)| place.column == wanted && !cell.is_empty());
        filled.map(|(place, cell)| (place.number, &**cell))
    }

    pub(super) fn one(self, wanted: Column) -> Option<&'r str> {
        self.numbered(wanted).next().map(|(_, cell)| cell)
    }

    /// All texts of a column with their numbers: one in a cell with a number, several in one without.
    pub(super) fn all_numbered(self, wanted: Column) -> Vec<(Option<u32>, &'r str)> {
        let texts = |(number, cell): (Option<u32>, &'r str)| match number {
            Some(_) => vec![(number, cell)],
            None => listed(cell).into_iter().map(|text| (None, text)).collect(),
        };
        self.numbered(wanted).flat_map(texts).collect()
    }

    pub(super) fn all(self, wanted: Column) -> Vec<&'r str> {
        self.all_numbered(wanted).into_iter().map(|(_, text)| text).collect()
    }

    /// Of several columns for one thing the first filled one counts.
    pub(super) fn question(self) -> &'r str {
        self.one(Column::Question).unwrap_or_default()
    }

    pub(super) fn answer(self) -> &'r str {
        self.one(Column::Answer).unwrap_or_default()
    }

    /// All that may be right: what tells it from another row that asks the same.
    pub(super) fn answers(self) -> String {
        let columns = [Column::Answer, Column::Correct, Column::Choice, Column::Wrong];
        let cells: Vec<&str> =
            columns.into_iter().flat_map(|column| self.numbered(column)).map(|(_, cell)| cell).collect();
        cells.join(" ")
    }

    pub(super) fn guid(self) -> Option<&'r str> {
        self.one(Column::Guid)
    }

    pub(super) fn id(self) -> Option<&'r str> {
        self.one(Column::Id)
    }

    pub(super) fn deck(self) -> Option<&'r str> {
        self.one(Column::Deck)
    }
}

/// The texts of a cell that holds several. One more than a list may have is enough for our reader to refuse it.
fn listed(cell: &str) -> Vec<&str> {
    cell.split(['|', '\n']).map(str::trim).filter(|text| !text.is_empty()).take(MAX_ENTRIES + 1).collect()
}
