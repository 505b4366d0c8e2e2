//! Parses YAML into decks and diagnostics with places; recovers what it can of a broken file.

pub(crate) mod answers;
pub(crate) mod cards;
pub(crate) mod diagnostics;
pub(crate) mod error_recovery;
pub(crate) mod fields;
pub(crate) mod file_kind;
pub(crate) mod header;
#[cfg(test)]
mod hostile;
pub(crate) mod limits;
mod lines;
pub(crate) mod look_alike;
pub(crate) mod merge_conflict;
#[cfg(test)]
mod mistakes;
pub(crate) mod other_names;
pub(crate) mod parse;
pub(crate) mod quote;
pub(crate) mod quotes;
pub(crate) mod syntax;
pub(crate) mod text_list;
pub(crate) mod value;
pub(crate) mod values;
pub(crate) mod yaml;
