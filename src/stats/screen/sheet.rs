//! Builds a page of labelled paragraphs and rows.

use super::line::{PageLine, Tone, fitted, wrapped};
use super::look::PageStyle;

/// Columns of the labels on the left.
const LABEL: usize = 10;

#[derive(Debug)]
pub(super) struct PageBuilder {
    pub(super) style: PageStyle,
    lines: Vec<PageLine>,
}

impl PageBuilder {
    pub(super) const fn new(style: PageStyle) -> Self {
        Self { style, lines: Vec::new() }
    }

    pub(super) fn into_lines(self) -> Vec<PageLine> {
        self.lines
    }

    /// Columns to the right of the labels.
    pub(super) fn columns(&self) -> usize {
        self.style.text_columns() - LABEL
    }

    /// Adds a blank line, unless the last line is blank.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|last| !last.spans.is_empty()) {
            self.lines.push(PageLine::default());
        }
    }

    /// A sentence across the whole width.
    pub(super) fn sentence(&mut self, tone: Tone, text: &str) {
        for line in wrapped(text, self.style.text_columns()) {
            self.lines.push(PageLine::of(Tone::Plain, self.style.margin()).and(tone, line));
        }
    }

    /// A line across the whole width.
    pub(super) fn row(&mut self, spans: PageLine) {
        let mut line = PageLine::of(Tone::Plain, self.style.margin());
        line.spans.extend(spans.spans);
        // No trailing blanks.
        if let Some(last) = line.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.lines.push(line);
    }

    /// A line with a label, which may be empty.
    pub(super) fn labelled_row(&mut self, label: &str, spans: PageLine) {
        let mut line = PageLine::of(Tone::Plain, fitted(label, LABEL, ""));
        line.spans.extend(spans.spans);
        self.row(line);
    }

    /// Sentences next to a label.
    pub(super) fn labelled(&mut self, label: &str, tone: Tone, text: &str) {
        for (at, line) in wrapped(text, self.columns()).into_iter().enumerate() {
            self.labelled_row(if at == 0 { label } else { "" }, PageLine::of(tone, line));
        }
    }
}
