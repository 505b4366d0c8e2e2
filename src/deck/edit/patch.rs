//! Small edits of a file's text that leave every other byte as it is.

use crate::deck::Place;

/// Replaces some bytes with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The byte at which it begins.
    pub at: usize,
    /// How many bytes are removed.
    pub gone: usize,
    /// What is inserted in their place.
    pub text: String,
}

impl Edit {
    /// An edit that only inserts.
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { at, gone: 0, text: text.into() }
    }

    fn end(&self) -> usize {
        self.at + self.gone
    }
}

/// Applies all edits. Skips those that reach beyond the text or overlap.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    for edit in in_order(edits) {
        let (Some(before), true) = (text.get(done..edit.at), text.is_char_boundary(edit.end())) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        done = edit.end();
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

fn in_order(edits: &[Edit]) -> Vec<&Edit> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.at);
    edits
}

/// A line that edits change, for showing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// From 1.
    pub line: u32,
    pub before: String,
    /// An edit may make several lines of one.
    pub after: Vec<String>,
}

/// What edits change, line by line. Each edit is assumed to lie within one line.
#[must_use]
pub fn changes(text: &str, edits: &[Edit]) -> Vec<LineChange> {
    let lines = LineIndex::of(text);
    let mut all: Vec<LineChange> = Vec::new();
    let edits = in_order(edits);
    for same_line in edits.chunk_by(|a, b| lines.line_at(a.at) == lines.line_at(b.at)) {
        let number = lines.line_at(same_line[0].at);
        let (start, line) = lines.line(number);
        let moved: Vec<Edit> =
            same_line.iter().map(|edit| Edit { at: edit.at.saturating_sub(start), ..(*edit).clone() }).collect();
        let after = apply(line, &moved);
        all.push(LineChange {
            line: u32::try_from(number + 1).unwrap_or(u32::MAX),
            before: line.trim_end_matches(['\n', '\r']).to_owned(),
            after: after.lines().map(ToOwned::to_owned).collect(),
        });
    }
    all
}

/// The lines of a text, to convert between places and bytes.
pub(crate) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// The number (from 0) of the line that a byte is on.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// The number of lines; after a final newline there is an empty one.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// A line by its number from 0: its first byte, and its text with the newline.
    pub(crate) fn line(&self, number: usize) -> (usize, &'t str) {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number + 1).copied().unwrap_or(self.text.len());
        (start, self.text.get(start..end).unwrap_or_default())
    }

    /// The byte of a place; `None` if the file has no such place.
    pub(crate) fn byte_of(&self, place: Place) -> Option<usize> {
        let number = (place.line as usize).checked_sub(1)?;
        let (start, line) = self.line(number);
        // A byte order mark is not a character of the first line.
        let bare = line.trim_start_matches('\u{feff}');
        let start = start + (line.len() - bare.len());
        let before = (place.column as usize).checked_sub(1)?;
        let in_line = match bare.char_indices().nth(before) {
            Some((at, _)) => at,
            None if bare.chars().count() == before => bare.len(),
            None => return None,
        };
        Some(start + in_line)
    }

    /// The line ending of the file.
    pub(crate) fn ending(&self, number: usize) -> &'static str {
        if self.line(number).1.ends_with("\r\n") { "\r\n" } else { "\n" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_wherever_they_stand_in_the_list() {
        let edits = [
            Edit::insert(5, "!"),
            Edit { at: 1, gone: 2, text: "E".into() },
            Edit { at: 2, gone: 1, text: "x".into() },
        ];
        assert_eq!(apply("hello", &edits), "hElo!");
        assert_eq!(apply("é", &[Edit::insert(1, "x")]), "é");
    }

    #[test]
    fn changes_are_shown_line_by_line() {
        let text = "a\n- kind: x\nb {c} {d}\n";
        let edits = [Edit::insert(4, "id: y\n  "), Edit::insert(15, "1"), Edit::insert(19, "2")];
        assert_eq!(
            changes(text, &edits),
            [
                LineChange { line: 2, before: "- kind: x".into(), after: vec!["- id: y".into(), "  kind: x".into()] },
                LineChange { line: 3, before: "b {c} {d}".into(), after: vec!["b {1c} {2d}".into()] },
            ]
        );
    }

    #[test]
    fn a_place_is_a_byte() {
        let lines = LineIndex::of("\u{feff}tïtle: ü\r\ncards:\r\n");
        assert_eq!(lines.byte_of(Place { line: 1, column: 8 }), Some(11));
        assert_eq!(lines.byte_of(Place { line: 2, column: 1 }), Some(15));
        assert_eq!(lines.byte_of(Place { line: 2, column: 20 }), None);
        assert_eq!(lines.ending(0), "\r\n");
    }
}
