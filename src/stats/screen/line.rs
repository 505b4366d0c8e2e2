//! Lines of text with what each part of them is for; whoever prints them decides how that looks.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a stretch of text is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// All else.
    #[default]
    Plain,
    /// The one sentence that matters on the page.
    Ask,
    /// Nothing one must read.
    Quiet,
    /// Known, kept.
    Right,
    /// Wrong.
    Wrong,
    /// Probably forgotten, a warning.
    Near,
}

/// A stretch of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSpan {
    /// What it is for.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// A line of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLine {
    /// Its stretches, from left to right.
    pub spans: Vec<PageSpan>,
}

impl PageLine {
    /// A line of one stretch.
    #[must_use]
    pub fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    /// A line of plain text.
    #[must_use]
    pub fn plain(text: String) -> Self {
        Self::of(Tone::Plain, text)
    }

    /// The line with one more stretch.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(PageSpan { tone, text });
        }
        self
    }

    /// What it says, without tones and without blanks at its end.
    #[must_use]
    pub fn text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The text in so many columns: filled up with blanks, or cut with `mark` at its end.
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

/// A name in so many columns: filled up with blanks, or cut with `mark` at its front, since its end tells it from others.
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

/// The words of a text in lines of so many columns at most; a longer word has a line of its own.
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
