//! Deck texts, made safe once, when they are read.

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

use super::markup;
pub use super::markup::{Emphasis, MarkedText};

/// A text of a deck, with every dangerous character made visible.
///
/// [`Text::source`] still has the inline marks (`code`, **strong**, *emphasis*, fenced code); [`Text::plain`] has
/// none and is what answers are compared by; [`Text::spans`] has them as styles, for drawing.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    source: Arc<str>,
    /// Nothing in it is a mark.
    literal: bool,
}

impl Text {
    /// Takes a text as an author wrote it. Makes control characters visible; trims blank lines around it and white
    /// space after it.
    #[must_use]
    pub fn new(source: &str) -> Self {
        Self::of_known(&safe(source.trim_end().trim_start_matches(['\n', '\r'])))
    }

    /// Like [`Text::new`], but keeps the white space at both ends.
    #[must_use]
    pub fn piece(source: &str) -> Self {
        Self::of_known(&safe(source))
    }

    /// A text that is safe already.
    pub(crate) fn of_known(source: &str) -> Self {
        Self { source: source.into(), literal: false }
    }

    /// The same text with its marks taken literally. A text with code in it stays as it is: with the backticks its
    /// author has said what to take literally.
    #[must_use]
    pub fn literally(self) -> Self {
        Self { literal: !self.has_code(), ..self }
    }

    /// The same text as an answer to judge: stars that don't enclose words are literal (`**/*.rs`, `*.tar.*`), and so
    /// are the backslashes of a path (`C:\_old`).
    #[must_use]
    pub fn judged(self) -> Self {
        let is_prose = |text: &str| {
            let (first, last) = (text.chars().next(), text.chars().next_back());
            first.is_some_and(|c| c.is_alphanumeric() || "\"'([\u{201c}\u{2018}«".contains(c))
                && last.is_some_and(|c| c.is_alphanumeric() || "\"')].!?…\u{201d}\u{2019}»".contains(c))
        };
        let spans = self.spans();
        let is_marked = |span: &&MarkedText| matches!(span.style, Emphasis::Strong | Emphasis::Italic);
        let encloses_words = spans.iter().filter(is_marked).all(|span| is_prose(&span.text));
        let is_path =
            self.source.get(1..3) == Some(":\\") && self.source.starts_with(|c: char| c.is_ascii_alphabetic());
        if encloses_words && !is_path { self } else { self.literally() }
    }

    /// Whether it is code from end to end.
    #[must_use]
    pub fn is_code(&self) -> bool {
        matches!(self.spans().as_slice(), [MarkedText { style: Emphasis::Code, .. }])
    }

    #[must_use]
    pub fn has_code(&self) -> bool {
        let is_code = |span: &MarkedText| matches!(span.style, Emphasis::Code | Emphasis::Fenced);
        self.may_have_code() && self.spans().iter().any(is_code)
    }

    /// Whether the text has a sign that marks code. Without one, there is no need to look for spans.
    pub(crate) fn may_have_code(&self) -> bool {
        self.source.bytes().any(|byte| matches!(byte, b'`' | b'~'))
    }

    /// The text with its marks, safe to show anywhere.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text with its marks, to be embedded in a larger text; escapes what looks like a mark if the text is
    /// literal.
    #[must_use]
    pub fn marked(&self) -> Cow<'_, str> {
        if self.literal { Cow::Owned(markup::escaped(&self.source)) } else { Cow::Borrowed(&self.source) }
    }

    /// The text without its marks: what is judged, logged, and shown where there is no styling.
    #[must_use]
    pub fn plain(&self) -> String {
        if self.literal { self.source.to_string() } else { markup::plain(&self.source) }
    }

    /// The text as styled spans, in order; joined they are [`Text::plain`].
    #[must_use]
    pub fn spans(&self) -> Vec<MarkedText> {
        if self.literal {
            return vec![MarkedText { style: Emphasis::Plain, text: self.source.to_string() }];
        }
        markup::spans(&self.source)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.source, f)
    }
}

/// Makes an untrusted text safe to show on a terminal, in a pipe or in an error.
///
/// Escapes like `\u{1b}` replace C0 except newline and tab, DEL, C1, bidi controls, line and paragraph separators,
/// U+FEFF and tag characters. ZWJ and ZWNJ stay between non-ASCII characters, where scripts and emoji need them.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    // Most texts are plain ASCII without controls.
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = '\0';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or('\0');
        // A carriage return before a newline is part of the line ending and shows nothing.
        if c == '\r' && after == '\n' {
            continue;
        }
        if is_dangerous(c) || (is_joiner(c) && (before.is_ascii() || after.is_ascii())) {
            push_escape(&mut out, c);
        } else {
            out.push(c);
        }
        before = c;
    }
    Cow::Owned(out)
}

/// [`safe`] for a single line: newlines and tabs become `\n` and `\t`.
#[must_use]
pub fn safe_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out
}

fn push_escape(out: &mut String, c: char) {
    // Writing to a string can't fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a terminal may obey a character, or it hides or reverses others.
pub(crate) const fn is_dangerous(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line: white space becomes single spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_becomes_visible() {
        for (raw, shown) in [
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("\u{7}\u{7f}\u{9b}", "\\u{7}\\u{7f}\\u{9b}"),
            ("\u{202e}evil\u{2069}", "\\u{202e}evil\\u{2069}"),
            ("a\u{2028}b\u{2029}c\u{feff}d", "a\\u{2028}b\\u{2029}c\\u{feff}d"),
            ("\u{e0041}x", "\\u{e0041}x"),
            ("one\r\ntwo\rthree", "one\ntwo\\u{d}three"),
            ("tab\tand\nline", "tab\tand\nline"),
        ] {
            assert_eq!(Text::piece(raw).source(), shown);
        }
    }

    #[test]
    fn joiners_stay_where_a_script_needs_them() {
        let family = "👩\u{200d}👧";
        assert_eq!(Text::new(family).source(), family);
        assert_eq!(Text::new("می\u{200c}خواهم").source(), "می\u{200c}خواهم");
        assert_eq!(Text::new("pay\u{200d}pal").source(), "pay\\u{200d}pal");
        assert_eq!(Text::new("é\u{200c}").source(), "é\\u{200c}");
    }

    #[test]
    fn a_line_shows_its_tabs() {
        assert_eq!(safe_line("\tid: x\n"), "\\tid: x\\n");
    }

    #[test]
    fn a_literal_text_has_no_marks() {
        let text = Text::new("**/*.rs").literally();
        assert_eq!((text.source(), text.plain().as_str()), ("**/*.rs", "**/*.rs"));
        assert_eq!(text.spans(), [MarkedText { style: Emphasis::Plain, text: "**/*.rs".to_owned() }]);
        let code = Text::new("`**/*.rs`").literally();
        assert_eq!((code.plain().as_str(), code.spans()[0].style), ("**/*.rs", Emphasis::Code));
        for source in ["**/*.rs", "a `b", "~~~", "```", r"\d \* \", "*a* **b**\n```\nc"] {
            let text = Text { source: source.into(), literal: true };
            assert_eq!(Text::new(&text.marked()).plain(), source);
        }
    }

    #[test]
    fn stars_of_an_answer_that_enclose_no_words_are_no_marks() {
        for source in
            ["**/*.rs", "*.tar.*", ".*, .*?", "/.*/.*/", "SELECT *, COUNT(*) FROM t", r"C:\_old\*.txt", "2*3*4"]
        {
            assert_eq!(Text::new(source).judged().plain(), source);
        }
        for (source, shown) in
            [("**bold** word", "bold word"), ("*(so)*", "(so)"), ("`a*b*c`", "a*b*c"), (r"\*not\*", "*not*")]
        {
            assert_eq!(Text::new(source).judged().plain(), shown);
        }
        assert!(Text::new("`-S`").is_code() && !Text::new("use `-S`").is_code());
    }

    #[test]
    fn a_text_loses_the_empty_lines_around_it() {
        assert_eq!(Text::new("\n  a\nb\n\n").source(), "  a\nb");
        assert_eq!(Text::piece(" a ").source(), " a ");
    }
}
