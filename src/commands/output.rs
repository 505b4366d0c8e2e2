//! Output of `stats`: drawn on a terminal, in sentences elsewhere.

use std::io::{IsTerminal as _, Write as _, stdout};

use console::Term;

use super::ui;
use crate::app::App;
use crate::cli::ColorWhen;
use crate::stats::screen::PageForm;
use crate::styled::{Layout, Line};
use crate::terminal::{UiFacts, screen_size};

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputStyle {
    Page(PageForm),
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
        let size = screen_size(&Term::stdout());
        let columns = size.map(|size| size.columns).or(app.env.columns.map(usize::from));
        let columns = columns.unwrap_or(Layout::USUAL.columns);
        Self::Page(PageForm { columns, rows: size.map(|size| size.rows), unicode: app.unicode() })
    }
}

/// Prints lines, in colour if wanted.
pub(super) fn print(lines: &[Line], app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    for line in lines {
        writeln!(app.out, "{}", theme.paint(line))?;
    }
    Ok(())
}
