//! How roles are drawn: the 16 named colours or none, signs of Unicode or of ASCII.

use console::Style as Ansi;

use super::line::{Inline, Line, Span, Style};

/// How things are drawn on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether anything is styled at all.
    pub color: bool,
    /// Whether signs beyond ASCII are drawn.
    pub unicode: bool,
}

impl Theme {
    /// No styles, signs of ASCII: for a file, a log, a pipe.
    pub const BARE: Self = Self { color: false, unicode: false };

    /// How a sign is drawn.
    #[must_use]
    pub const fn sign(self, sign: Glyph) -> &'static str {
        let (unicode, ascii) = sign.drawn();
        if self.unicode { unicode } else { ascii }
    }

    /// A bar of so many cells, `part` of `whole` filled.
    #[must_use]
    pub fn bar(self, part: usize, whole: usize, cells: usize) -> String {
        let filled = filled(part, whole, cells);
        self.sign(Glyph::Done).repeat(filled) + &self.sign(Glyph::Open).repeat(cells - filled)
    }

    /// The line as it is sent to the terminal.
    #[must_use]
    pub fn paint(self, line: &Line) -> String {
        line.runs().iter().map(|run| self.paint_run(run)).collect()
    }

    fn paint_run(self, run: &Span) -> String {
        if !self.color || (run.role == Style::Plain && run.inline == Inline::None) {
            return run.text.clone();
        }
        let style = style(run.role).force_styling(true);
        let style = match run.inline {
            Inline::None | Inline::Fenced => style,
            Inline::Strong => style.bold(),
            Inline::Emphasis => style.italic(),
            Inline::Code => style.cyan(),
        };
        style.apply_to(&run.text).to_string()
    }
}

/// How many of so many cells a part of the whole fills: one for the first bit of it, the last for all of it only.
pub(super) fn filled(part: usize, whole: usize, cells: usize) -> usize {
    match whole {
        0 => 0,
        _ if part >= whole => cells,
        _ => (part * cells).div_ceil(whole).min(cells - 1),
    }
}

fn style(role: Style) -> Ansi {
    let style = Ansi::new();
    match role {
        Style::Plain => style,
        Style::Ask | Style::Key => style.bold(),
        Style::Quiet => style.dim(),
        Style::Struck => style.dim().strikethrough(),
        Style::Right => style.green(),
        Style::Wrong => style.red(),
        Style::Near => style.yellow(),
        Style::Mark => style.underlined(),
    }
}

/// A sign with its spelling in ASCII. None ever stands without a word beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// Right.
    Right,
    /// Wrong.
    Wrong,
    /// Nearly: a slip, a missed choice.
    Near,
    /// The part of a bar that is done.
    Done,
    /// The part of a bar that was failed and will come back.
    Returning,
    /// The part of a bar that is not.
    Open,
    /// Between the parts of a header.
    Dot,
    /// From a section down to its part.
    Down,
    /// To the right answer.
    To,
    /// Something is left out here.
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
