//! A page as it grows: labelled paragraphs, rows, blank lines between parts.

use super::line::{PageLine, Tone, fitted, wrapped};
use super::look::PageStyle;

/// Columns of the label left of a part.
const LABEL: usize = 10;

/// A page as it grows.
#[derive(Debug)]
pub(super) struct PageBuilder {
    pub(super) look: PageStyle,
    lines: Vec<PageLine>,
}

impl PageBuilder {
    pub(super) const fn new(look: PageStyle) -> Self {
        Self { look, lines: Vec::new() }
    }

    pub(super) fn into_lines(self) -> Vec<PageLine> {
        self.lines
    }

    /// Columns right of the labels.
    pub(super) fn columns(&self) -> usize {
        self.look.text_columns() - LABEL
    }

    /// A blank line, unless one stands there already.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_some_and(|last| !last.spans.is_empty()) {
            self.lines.push(PageLine::default());
        }
    }

    /// A sentence over the whole width.
    pub(super) fn sentence(&mut self, tone: Tone, text: &str) {
        for line in wrapped(text, self.look.text_columns()) {
            self.lines.push(PageLine::of(Tone::Plain, self.look.margin()).and(tone, line));
        }
    }

    /// A line over the whole width.
    pub(super) fn row(&mut self, spans: PageLine) {
        let mut line = PageLine::of(Tone::Plain, self.look.margin());
        line.spans.extend(spans.spans);
        // Nothing is drawn behind the last word.
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

    /// Sentences right of a label.
    pub(super) fn labelled(&mut self, label: &str, tone: Tone, text: &str) {
        for (at, line) in wrapped(text, self.columns()).into_iter().enumerate() {
            self.labelled_row(if at == 0 { label } else { "" }, PageLine::of(tone, line));
        }
    }
}
