//! Goes over the rows of a damaged store's tables, wherever they are.
//!
//! A row is told by its shape: no two tables or indexes have the same.

use super::images::{PageImage, PageImages};
use super::record::Record;

pub(super) const REVIEW: &str = "iiuiiiiinniiiis";
pub(super) const ACT: &str = "iiuiiitvnnnnns";
pub(super) const META: &str = "tu";
/// Names of items stand in three places: their table, its index, and the states, but not those of format 1.
pub(super) const ITEM: &str = "0tsn";
pub(super) const ITEM_BY_NAME: &str = "ti";
pub(super) const STATE: &str = "tinnirrnnnnnnnnvnius";
pub(super) const WRITER: &str = "0ut";
pub(super) const WRITER_BY_DEVICE: &str = "uti";

/// `SQLite`'s first bytes of pages.
const TABLE_LEAF: u8 = 13;
const INDEX_LEAF: u8 = 10;
const INDEX_INNER: u8 = 2;

pub(super) struct FoundRow {
    pub(super) shape: &'static str,
    /// Of a table that has row ids.
    pub(super) row_id: Option<i64>,
    pub(super) record: Record,
}

/// Hands over every row, the most trustworthy first; `each` says whether it could use it. Returns how many cells that can't
/// be used lie in present pages beside such rows.
pub(super) fn each_row(pages: &PageImages<'_>, mut each: impl FnMut(FoundRow) -> bool) -> u64 {
    let mut unreadable = 0;
    // Cells first: what else is in a page may be from before.
    for PageImage { bytes: page, is_present } in &pages.images {
        let cells = index_cells(page);
        let used = cells.iter().filter(|&&cell| index_row(pages, page, cell).is_some_and(&mut each)).count();
        if *is_present && used > 0 {
            unreadable += (cells.len() - used) as u64;
        }
        for cell in table_cells(page) {
            table_row(pages, page, cell).map(&mut each);
        }
    }
    for PageImage { bytes: page, .. } in &pages.images {
        let cells = index_cells(page);
        let found = (0..page.len()).filter(|at| cells.binary_search(at).is_err());
        let found: Vec<(usize, FoundRow)> = found.filter_map(|at| Some((at, index_row(pages, page, at)?))).collect();
        let starts: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        for (at, row) in found {
            // Something was written over the rest of it.
            let is_cut = |starts: &[usize]| {
                let next = starts.partition_point(|start| *start <= at);
                starts.get(next).is_some_and(|next| *next < row.record.end)
            };
            if !is_cut(&cells) && !is_cut(&starts) {
                each(row);
            }
        }
    }
    unreadable
}

fn index_row(pages: &PageImages<'_>, page: &[u8], at: usize) -> Option<FoundRow> {
    const SHAPES: &[&str] = &[REVIEW, ACT, META, ITEM_BY_NAME, STATE, WRITER_BY_DEVICE];
    let (shape, record) = Record::of_index(pages, page, at, SHAPES)?;
    Some(FoundRow { shape, row_id: None, record })
}

fn table_row(pages: &PageImages<'_>, page: &[u8], at: usize) -> Option<FoundRow> {
    let (row_id, shape, record) = Record::of_table(pages, page, at, &[ITEM, WRITER])?;
    Some(FoundRow { shape, row_id: Some(row_id), record })
}

/// Where the records of a page of an index begin, sorted.
fn index_cells(page: &[u8]) -> Vec<usize> {
    match page.first() {
        Some(&INDEX_LEAF) => cells(page, 8, 0),
        // There a cell begins with the number of a page.
        Some(&INDEX_INNER) => cells(page, 12, 4),
        _ => Vec::new(),
    }
}

fn table_cells(page: &[u8]) -> Vec<usize> {
    if page.first() == Some(&TABLE_LEAF) { cells(page, 8, 0) } else { Vec::new() }
}

/// Where the records of a page begin, sorted. Its header and what each cell begins with are of these lengths.
fn cells(page: &[u8], header: usize, before: usize) -> Vec<usize> {
    let count = pair(page, 3).unwrap_or(0);
    let listed = (0..count).map_while(|nth| pair(page, header + nth * 2));
    let mut cells: Vec<usize> =
        listed.map(|cell| cell + before).filter(|cell| (header..page.len()).contains(cell)).collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

fn pair(page: &[u8], at: usize) -> Option<usize> {
    page.get(at..at + 2).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]])))
}
