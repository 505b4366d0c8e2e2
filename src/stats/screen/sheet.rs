//! Builds a page of labelled paragraphs and rows.

use super::columns::{fitted, wrapped};
use super::page_form::PageForm;
use crate::styled::line::{Line, Style};

/// Columns of the labels on the left.
const LABEL: usize = 10;

#[derive(Debug)]
pub(super) struct PageBuilder {
    pub(super) form: PageForm,
    lines: Vec<Line>,
}

impl PageBuilder {
    pub(super) const fn new(form: PageForm) -> Self {
        Self { form, lines: Vec::new() }
    }

    pub(super) fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Columns to the right of the labels.
    pub(super) fn columns(&self) -> usize {
        self.form.text_columns() - LABEL
    }

    /// Adds a blank line, unless the last line is blank.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_blank()) {
            self.lines.push(Line::default());
        }
    }

    /// A sentence across the whole width.
    pub(super) fn sentence(&mut self, style: Style, text: &str) {
        for row in wrapped(text, self.form.text_columns()) {
            self.row(Line::of(style, row));
        }
    }

    /// A line across the whole width.
    pub(super) fn row(&mut self, line: Line) {
        self.lines.push(Line::of(Style::Plain, self.form.margin()).joined(line).without_trailing_blanks());
    }

    /// A line with a label, which may be empty.
    pub(super) fn labelled_row(&mut self, label: &str, line: Line) {
        self.row(Line::of(Style::Plain, fitted(label, LABEL, "")).joined(line));
    }

    /// Sentences next to a label.
    pub(super) fn labelled(&mut self, label: &str, style: Style, text: &str) {
        for (at, row) in wrapped(text, self.columns()).into_iter().enumerate() {
            self.labelled_row(if at == 0 { label } else { "" }, Line::of(style, row));
        }
    }
}
