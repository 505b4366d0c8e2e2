//! How styles are drawn: the 16 named colours or none, glyphs in Unicode or ASCII.

use console::Style as Ansi;

use super::line::{Inline, Line, Span, Style};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether text is styled at all.
    pub color: bool,
    /// Whether glyphs beyond ASCII may be used.
    pub unicode: bool,
}

impl Theme {
    /// No styles and only ASCII, for a file, a log or a pipe.
    pub const BARE: Self = Self { color: false, unicode: false };

    #[must_use]
    pub const fn glyph(self, glyph: Glyph) -> &'static str {
        let (unicode, ascii) = glyph.drawn();
        if self.unicode { unicode } else { ascii }
    }

    /// A bar of so many cells, with `part` of `whole` filled.
    #[must_use]
    pub fn bar(self, part: usize, whole: usize, cells: usize) -> String {
        let filled = filled(part, whole, cells);
        self.glyph(Glyph::Done).repeat(filled) + &self.glyph(Glyph::Open).repeat(cells - filled)
    }

    /// The line with its escape sequences.
    #[must_use]
    pub fn paint(self, line: &Line) -> String {
        line.spans().iter().map(|span| self.paint_span(span)).collect()
    }

    fn paint_span(self, span: &Span) -> String {
        if !self.color || (span.style == Style::Plain && span.inline == Inline::None) {
            return span.text.clone();
        }
        let ansi = ansi(span.style).force_styling(true);
        let ansi = match span.inline {
            Inline::None | Inline::Fenced => ansi,
            Inline::Strong => ansi.bold(),
            Inline::Emphasis => ansi.italic(),
            Inline::Code => ansi.cyan(),
        };
        ansi.apply_to(&span.text).to_string()
    }
}

/// How many cells to fill: at least one if anything is done, and all only if everything is.
pub(crate) fn filled(part: usize, whole: usize, cells: usize) -> usize {
    match whole {
        0 => 0,
        _ if part >= whole => cells,
        _ => (part * cells).div_ceil(whole).min(cells - 1),
    }
}

fn ansi(style: Style) -> Ansi {
    let ansi = Ansi::new();
    match style {
        Style::Plain => ansi,
        Style::Ask | Style::Key => ansi.bold(),
        Style::Quiet => ansi.dim(),
        Style::Struck => ansi.dim().strikethrough(),
        Style::Right => ansi.green(),
        Style::Wrong => ansi.red(),
        Style::Near => ansi.yellow(),
        Style::Mark => ansi.underlined(),
    }
}

/// A glyph with an ASCII spelling. A word beside it always says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Right,
    Wrong,
    /// A typo, a missed choice.
    Near,
    /// The done part of a bar.
    Done,
    /// The missed part of a bar, which will come back.
    Returning,
    /// The rest of a bar.
    Open,
    /// Between the parts of a header.
    Dot,
    /// From a section to its part.
    Down,
    /// Before the right answer.
    To,
    /// Omitted text.
    Ellipsis,
}

impl Glyph {
    const fn drawn(self) -> (&'static str, &'static str) {
        match self {
            Self::Right => ("✓", "+"),
            Self::Wrong => ("✗", "x"),
            Self::Near => ("~", "~"),
            Self::Done => ("━", "="),
            Self::Returning => ("╍", "~"),
            Self::Open => ("─", "-"),
            Self::Dot => ("·", "."),
            Self::Down => ("›", ">"),
            Self::To => ("→", "->"),
            Self::Ellipsis => ("…", "..."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_named_colours_and_end_where_they_began() {
        let theme = Theme { color: true, unicode: true };
        let line = Line::of(Style::Right, "yes").with(Style::Plain, " and ").with(Style::Ask, "no");
        assert_eq!(theme.paint(&line), "\u{1b}[32myes\u{1b}[0m and \u{1b}[1mno\u{1b}[0m");
        assert_eq!(Theme::BARE.paint(&line), "yes and no");
    }

    #[test]
    fn a_bar_is_full_only_at_its_end() {
        let theme = Theme::BARE;
        assert_eq!(theme.bar(0, 0, 4), "----");
        assert_eq!(theme.bar(0, 18, 4), "----");
        assert_eq!(theme.bar(1, 18, 4), "=---");
        assert_eq!(theme.bar(17, 18, 4), "===-");
        assert_eq!(theme.bar(18, 18, 4), "====");
        assert_eq!(theme.bar(20, 18, 4), "====");
    }
}
