//! The text of a cell in our markup.

use std::collections::BTreeSet;

use crate::deck::{Text, escaped_marks};
use crate::exchange::anki::gaps::{GappedField, Gaps};
use crate::exchange::html::Rich;

/// What the signs in a table's cells mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// Nothing but themselves.
    Plain,
    Html,
    /// Our marks.
    Ours,
}

impl Notation {
    /// The text of a cell; what HTML loses is added to the remarks.
    pub(super) fn shown(self, cell: &str, remarks: &mut BTreeSet<String>) -> String {
        match self {
            Self::Plain => unmarked(cell, |source| Text::new(source).plain()),
            Self::Html => {
                let rich = Rich::read(cell);
                remarks.extend(rich.remarks());
                rich.text()
            }
            Self::Ours => cell.to_owned(),
        }
    }

    /// The text of a cell that is typed and judged.
    pub(super) fn typed(self, cell: &str, remarks: &mut BTreeSet<String>) -> String {
        let judged = |source: &str| Text::new(source).judged().plain();
        match self {
            Self::Plain => unmarked(cell, judged),
            Self::Html => {
                let rich = Rich::read(cell);
                remarks.extend(rich.remarks());
                unmarked(&Rich::compared(cell).plain(), judged)
            }
            Self::Ours => cell.to_owned(),
        }
    }

    /// What a cell shows, without marks.
    pub(super) fn plain(self, cell: &str) -> String {
        match self {
            Self::Plain => cell.to_owned(),
            Self::Html => Rich::read(cell).plain(),
            Self::Ours => Text::new(cell).plain(),
        }
    }

    /// A text with gaps.
    pub(super) fn gapped(self, cell: &str, remarks: &mut BTreeSet<String>) -> Result<String, String> {
        match self {
            Self::Plain => Ok(self.shown(cell, remarks)),
            Self::Html => {
                remarks.extend(Rich::read(cell).remarks());
                let rich = Rich::gapped(&GappedField::parse(cell).html(Gaps::Signed));
                rich.cloze()
                    .ok_or_else(|| "its gaps can't be gaps here: one within another, or an empty one".to_owned())
            }
            Self::Ours => Ok(cell.to_owned()),
        }
    }
}

/// A text that shows itself, whatever would be a mark in it.
fn unmarked(text: &str, read: impl Fn(&str) -> String) -> String {
    if read(text) == text { text.to_owned() } else { escaped_marks(text) }
}
