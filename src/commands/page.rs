//! Pages of `stats`: drawn on a terminal, in sentences elsewhere.

use std::io::{IsTerminal as _, Write as _, stdout};

use super::face;
use crate::app::App;
use crate::cli::ColorWhen;
use crate::stats::screen::{Line, Look, Tone};
use crate::terminal::{self, FaceFacts, Role};

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Drawn.
    Page(Look),
    /// In sentences, one a line.
    Plain,
}

impl Face {
    /// Sentences where they are wanted and where there is no terminal to draw on; a page nonetheless for whoever asks
    /// for colours there, to look at it in a pager.
    pub(super) fn of(app: &App) -> Self {
        let terminal = stdout().is_terminal() || app.global.color == Some(ColorWhen::Always);
        if (FaceFacts { terminal, ..app.face_facts() }).is_plain() {
            return Self::Plain;
        }
        let size = console::Term::stdout().size_checked();
        let columns = size.map(|(_, columns)| columns).or(app.env.columns).unwrap_or(80);
        let rows = size.map(|(rows, _)| usize::from(rows));
        Self::Page(Look { columns: usize::from(columns), rows, unicode: app.unicode() })
    }
}

/// Prints lines, with colours where they are wanted.
pub(super) fn print(lines: &[Line], app: &mut App) -> anyhow::Result<()> {
    let look = face::look(app);
    for line in lines {
        writeln!(app.out, "{}", look.paint(&styled(line)))?;
    }
    Ok(())
}

fn styled(line: &Line) -> terminal::Line {
    line.spans.iter().fold(terminal::Line::blank(), |styled, span| styled.with(role(span.tone), span.text.as_str()))
}

const fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Plain,
        Tone::Ask => Role::Ask,
        Tone::Quiet => Role::Quiet,
        Tone::Right => Role::Right,
        Tone::Wrong => Role::Wrong,
        Tone::Near => Role::Near,
    }
}
