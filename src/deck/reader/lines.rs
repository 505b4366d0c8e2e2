//! A slice of a file, line by line, for explaining errors.

use super::diagnostics::Position;
use super::quote::value_start;
use super::yaml::Base;
use crate::deck::Place;

#[derive(Clone, Copy)]
pub(crate) struct Slice<'s> {
    pub(crate) text: &'s str,
    pub(crate) base: Base,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceLine<'s> {
    /// Without its newline.
    pub(crate) text: &'s str,
    /// From 1, in the whole file.
    pub(crate) number: u32,
    /// Its first byte in the whole file.
    pub(crate) byte: usize,
}

impl<'s> Slice<'s> {
    pub(crate) fn lines(self) -> impl Iterator<Item = SourceLine<'s>> {
        let mut byte = self.base.byte as usize;
        let mut number = self.base.line;
        self.text.split_inclusive('\n').map(move |raw| {
            number += 1;
            let line = SourceLine { text: raw.trim_end_matches(['\n', '\r']), number, byte };
            byte += raw.len();
            line
        })
    }

    pub(crate) fn line(self, number: u32) -> Option<SourceLine<'s>> {
        self.lines().find(|line| line.number == number)
    }

    pub(crate) fn from(self, number: u32) -> impl Iterator<Item = SourceLine<'s>> {
        self.lines().filter(move |line| line.number >= number && !line.text.trim().is_empty())
    }
}

impl<'s> SourceLine<'s> {
    /// The position of byte `at` of this line.
    pub(crate) fn position(self, at: usize) -> Position {
        let text = self.text.trim_start_matches('\u{feff}');
        let bom = self.text.len() - text.len();
        let before = text.get(..at.saturating_sub(bom)).unwrap_or(text);
        let column = u32::try_from(before.chars().count()).map_or(u32::MAX, |n| n.saturating_add(1));
        Position { place: Place { line: self.number, column }, byte: self.byte + at }
    }

    pub(crate) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Where its field begins, after the dashes of a list.
    pub(crate) fn key(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '-']).len()
    }

    /// Where its value begins, and the value.
    pub(crate) fn value(self) -> (usize, &'s str) {
        let at = value_start(self.text);
        (at, self.text[at..].trim_end())
    }

    /// The byte of a column (from 1) of this line.
    pub(crate) fn byte_of(self, column: u32) -> usize {
        let bom = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
        let before = (column as usize).saturating_sub(1);
        self.text[bom..].char_indices().nth(before).map_or(self.text.len(), |(at, _)| at + bom)
    }
}
