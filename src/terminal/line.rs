//! Lines of styled runs: what is shown, before anybody decides how it is drawn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a run of text is for; [`Theme`](super::Theme) decides how that is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// All else.
    #[default]
    Plain,
    /// The question; the one sentence that matters on a page.
    Ask,
    /// Nothing one must read to go on.
    Quiet,
    /// A key in a key line.
    Key,
    /// Right, known.
    Right,
    /// Wrong, an error.
    Wrong,
    /// A slip, a missed choice, a warning.
    Near,
    /// Taken away: to be read, no longer to be chosen.
    Struck,
    /// The place where one should look: a gap, a difference.
    Mark,
}

/// What an author's marks say about a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Inline {
    #[default]
    None,
    Strong,
    Emphasis,
    /// Not broken at spaces.
    Code,
    /// Whole lines, never wrapped at words.
    Fenced,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) role: Style,
    pub(super) inline: Inline,
    pub(super) text: String,
}

impl Span {
    pub(super) fn new(role: Style, text: impl Into<String>) -> Self {
        Self { role, inline: Inline::None, text: text.into() }
    }
}

/// One line of the screen, or a line still to be wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

impl Line {
    /// An empty line.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A line of one run.
    #[must_use]
    pub fn of(role: Style, text: impl Into<String>) -> Self {
        Self::blank().with(role, text)
    }

    /// The line with one more run.
    #[must_use]
    pub fn with(mut self, role: Style, text: impl Into<String>) -> Self {
        self.push(Span::new(role, text));
        self
    }

    pub(super) fn push(&mut self, run: Span) {
        match self.0.last_mut() {
            _ if run.text.is_empty() => {}
            Some(last) if last.role == run.role && last.inline == run.inline => last.text.push_str(&run.text),
            _ => self.0.push(run),
        }
    }

    /// Puts a text at the end, as a run is drawn; quicker than a run of its own for every sign.
    pub(super) fn push_like(&mut self, run: &Span, text: &str) {
        match self.0.last_mut() {
            Some(last) if last.role == run.role && last.inline == run.inline => last.text.push_str(text),
            _ => self.push(Span { text: text.to_owned(), ..*run }),
        }
    }

    pub(super) fn extend(&mut self, runs: impl IntoIterator<Item = Span>) {
        runs.into_iter().for_each(|run| self.push(run));
    }

    pub(super) fn runs(&self) -> &[Span] {
        &self.0
    }

    /// The line without its styles.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.iter().map(|run| width(&run.text)).sum()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.0.iter().all(|run| run.text.trim().is_empty())
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    // Grapheme by grapheme, so that an emoji family is as wide as the one sign it is drawn as.
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The text in one line of so many columns at most, its end cut off with `ellipsis` where it is longer.
pub(super) fn cut(text: &str, columns: usize, ellipsis: &str) -> String {
    cut_tail(&text.split_whitespace().collect::<Vec<_>>().join(" "), columns, ellipsis)
}

/// [`cut`] for a text that is one line already, its spaces as they stand.
pub(super) fn cut_tail(text: &str, columns: usize, ellipsis: &str) -> String {
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
        assert_eq!(line.runs().len(), 1);
    }
}
