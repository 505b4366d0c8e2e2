//! Output of `stats`: drawn on a terminal, in sentences elsewhere.

use std::io::{IsTerminal as _, Write as _, stdout};

use super::ui;
use crate::app::App;
use crate::cli::ColorWhen;
use crate::stats::screen::{PageLine, PageStyle, Tone};
use crate::terminal::{self, Style, UiFacts};

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputStyle {
    Page(PageStyle),
    /// Sentences, one per line.
    Plain,
}

impl OutputStyle {
    /// Plain if asked for or without a terminal; but a page if colours are asked for, to be shown in a pager.
    pub(super) fn of(app: &App) -> Self {
        let terminal = stdout().is_terminal() || app.global.color == Some(ColorWhen::Always);
        if (UiFacts { terminal, ..app.face_facts() }).is_plain() {
            return Self::Plain;
        }
        let size = console::Term::stdout().size_checked();
        let columns = size.map(|(_, columns)| columns).or(app.env.columns).unwrap_or(80);
        let rows = size.map(|(rows, _)| usize::from(rows));
        Self::Page(PageStyle { columns: usize::from(columns), rows, unicode: app.unicode() })
    }
}

/// Prints lines, in colour if wanted.
pub(super) fn print(lines: &[PageLine], app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    for line in lines {
        writeln!(app.out, "{}", theme.paint(&styled(line)))?;
    }
    Ok(())
}

fn styled(line: &PageLine) -> terminal::Line {
    line.spans.iter().fold(terminal::Line::blank(), |styled, span| styled.with(role(span.tone), span.text.as_str()))
}

const fn role(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::Plain,
        Tone::Ask => Style::Ask,
        Tone::Quiet => Style::Quiet,
        Tone::Right => Style::Right,
        Tone::Wrong => Style::Wrong,
        Tone::Near => Style::Near,
    }
}
