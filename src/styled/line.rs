//! Lines of styled spans, independent of how they are drawn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The style of a span; [`Theme`](super::Theme) decides how it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    /// The question, or the one important sentence on a page.
    Ask,
    /// Anything that can be skipped.
    Quiet,
    /// A key in the key hints.
    Key,
    /// Right, known.
    Right,
    /// Wrong, an error.
    Wrong,
    /// A typo, a missed choice, a warning.
    Near,
    /// A choice that a hint has struck out.
    Struck,
    /// The place to look at: a gap, a difference.
    Mark,
}

/// An author's markup.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Inline {
    #[default]
    None,
    Strong,
    Emphasis,
    /// Not broken at spaces.
    Code,
    /// Whole lines, never wrapped at words.
    Fenced,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) style: Style,
    pub(crate) inline: Inline,
    pub(crate) text: String,
}

impl Span {
    pub(crate) fn new(style: Style, text: impl Into<String>) -> Self {
        Self { style, inline: Inline::None, text: text.into() }
    }
}

/// A line of the screen, or a line still to be wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

impl Line {
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of one span.
    #[must_use]
    pub fn of(style: Style, text: impl Into<String>) -> Self {
        Self::blank().with(style, text)
    }

    /// Adds a span.
    #[must_use]
    pub fn with(mut self, style: Style, text: impl Into<String>) -> Self {
        self.push(Span::new(style, text));
        self
    }

    pub(crate) fn push(&mut self, span: Span) {
        match self.0.last_mut() {
            _ if span.text.is_empty() => {}
            Some(last) if last.style == span.style && last.inline == span.inline => last.text.push_str(&span.text),
            _ => self.0.push(span),
        }
    }

    /// Appends text in the style of `span`; quicker than a span for every character.
    pub(crate) fn push_like(&mut self, span: &Span, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.style == span.style && last.inline == span.inline => last.text.push_str(text),
            _ => self.push(Span { text: text.to_owned(), ..*span }),
        }
    }

    pub(crate) fn extend(&mut self, spans: impl IntoIterator<Item = Span>) {
        spans.into_iter().for_each(|span| self.push(span));
    }

    /// The line with another after it.
    pub(crate) fn joined(mut self, other: Self) -> Self {
        self.extend(other.0);
        self
    }

    pub(crate) fn without_trailing_blanks(mut self) -> Self {
        while let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.0.pop();
        }
        self
    }

    pub(crate) fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The text without styles.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The width in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.iter().map(|span| width(&span.text)).sum()
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }
}

/// The width of a text in columns.
pub(crate) fn width(text: &str) -> usize {
    // By grapheme, so that an emoji family is as wide as the one character it is drawn as.
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// Collapses the text into one line of at most `columns`, cut off with `ellipsis`.
pub(crate) fn cut(text: &str, columns: usize, ellipsis: &str) -> String {
    cut_tail(&text.split_whitespace().collect::<Vec<_>>().join(" "), columns, ellipsis)
}

/// Like [`cut`], for a single line; keeps its spaces.
pub(crate) fn cut_tail(text: &str, columns: usize, ellipsis: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(ellipsis));
    let mut kept = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        taken += width(grapheme);
        if taken > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept + ellipsis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_screen() {
        for (text, columns) in
            [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👨\u{200d}👩\u{200d}👧", 2), ("🇩🇪", 2), ("·…", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_a_grapheme() {
        assert_eq!(cut("open-source models", 12, "…"), "open-source…");
        assert_eq!(cut("open-source models", 12, "..."), "open-sour...");
        assert_eq!(cut("日本語テスト", 6, "…"), "日本…");
        assert_eq!(cut("two\n lines", 20, "…"), "two lines");
    }

    #[test]
    fn neighbours_in_one_style_become_one_run() {
        let line = Line::of(Style::Ask, "a").with(Style::Ask, "b").with(Style::Quiet, "");
        assert_eq!(line.spans().len(), 1);
    }
}
