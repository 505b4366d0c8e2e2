//! Reads a YAML file that is not a deck (an old config) as nodes with places.

use std::path::Path;

use super::diagnostics::{Counts, Diagnostics, Position};
use super::file_kind::FileKind;
pub(crate) use super::yaml::{Node, NodeShape};
use super::{error_recovery, parse};
use crate::deck::{Diagnostic, Place};

/// Decodes a config file, without a byte order mark.
///
/// # Errors
/// If it is too large or not UTF-8.
pub(crate) fn decode<'s>(path: &Path, bytes: &'s [u8]) -> Result<&'s str, Vec<Diagnostic>> {
    parse::decode(path, bytes, FileKind::Config)
        .map(|text| text.trim_start_matches('\u{feff}'))
        .map_err(|diagnostic| vec![*diagnostic])
}

/// The fields of a file; none if it holds only comments.
///
/// # Errors
/// The diagnostics of a file that is not valid YAML or not a mapping.
pub(crate) fn read<'s>(path: &Path, source: &'s str) -> Result<Vec<(Node<'s>, Node<'s>)>, Vec<Diagnostic>> {
    if source.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Vec::new());
    }
    let mut report = Diagnostics::new(source, path.to_owned(), FileKind::Config);
    match error_recovery::read(&mut report) {
        Some(tree) if report.counts() == Counts::default() => Ok(tree.pairs),
        _ => Err(report.finished().0),
    }
}

/// The place of a byte.
pub(crate) fn place(source: &str, byte: usize) -> Place {
    Position { place: Place::default(), byte: 0 }.moved(source, byte).place
}
