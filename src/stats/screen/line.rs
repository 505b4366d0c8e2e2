//! Lines of spans with a tone; the printer decides how a tone looks.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The role of a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// The one important sentence of the page.
    Ask,
    /// Anything that can be skipped.
    Quiet,
    /// Known, recalled.
    Right,
    Wrong,
    /// Probably forgotten, a warning.
    Near,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSpan {
    pub tone: Tone,
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLine {
    pub spans: Vec<PageSpan>,
}

impl PageLine {
    /// A line of one span.
    #[must_use]
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    #[must_use]
    pub fn plain(text: String) -> Self {
        Self::of(Tone::Plain, text)
    }

    /// Adds a span.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(PageSpan { tone, text });
        }
        self
    }

    /// The text without tones and trailing blanks.
    #[must_use]
    pub fn text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

/// The width of a text in columns.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// Pads the text to the width, or cuts its end off with `mark`.
pub(super) fn fitted(text: &str, columns: usize, mark: &str) -> String {
    let wide = width(text);
    if wide <= columns {
        return format!("{text}{}", " ".repeat(columns - wide));
    }
    let room = columns.saturating_sub(width(mark));
    let mut kept = String::new();
    for sign in text.graphemes(true) {
        if width(&kept) + width(sign) > room {
            break;
        }
        kept.push_str(sign);
    }
    fitted(&(kept + mark), columns.max(width(mark)), mark)
}

/// Pads a name to the width, or cuts its beginning off with `mark`: names differ at their ends.
pub(super) fn fitted_name(name: &str, columns: usize, mark: &str) -> String {
    if width(name) <= columns {
        return fitted(name, columns, "");
    }
    let room = columns.saturating_sub(width(mark));
    let mut from = name.len();
    for (at, sign) in name.grapheme_indices(true).rev() {
        if width(&name[from..]) + width(sign) > room {
            break;
        }
        from = at;
    }
    fitted(&format!("{mark}{}", &name[from..]), columns, "")
}

/// Breaks a text into lines of at most `columns` at words; a longer word gets a line of its own.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_brought_to_its_columns() {
        assert_eq!(fitted("rise", 6, "…"), "rise  ");
        assert_eq!(fitted("applications", 6, "…"), "appli…");
        assert_eq!(fitted("日本語", 4, "…"), "日… ");
    }

    #[test]
    fn the_end_of_a_name_is_kept() {
        assert_eq!(fitted_name("rise/why", 10, "…"), "rise/why  ");
        assert_eq!(fitted_name("applications/tool", 10, "…"), "…ions/tool");
        assert_eq!(fitted_name("applications/tool", 10, "..."), "...ns/tool");
        assert_eq!(fitted_name("港/日本語", 6, "…"), "…本語 ");
    }

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities are long", 8), ["incomprehensibilities", "are long"]);
        assert!(wrapped("", 8).is_empty());
    }
}
