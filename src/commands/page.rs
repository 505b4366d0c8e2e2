//! Pages on a terminal: how much room there is, which signs, which colours.

use std::io::{IsTerminal as _, Write as _, stdout};

use console::{Style, Term};

use crate::app::App;
use crate::cli::ColorWhen;
use crate::stats::screen::{Line, Look, Span, Tone};

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Drawn.
    Page(Look),
    /// In sentences, one a line.
    Plain,
}

impl Face {
    /// Sentences where it was asked for them and where there is no terminal to draw on.
    pub(super) fn of(app: &App) -> Self {
        let env = &app.env;
        let wished = env.accessible.as_deref().is_some_and(|word| !matches!(word, "0" | "false"));
        let dumb = env.term.as_deref() == Some("dumb");
        let terminal = stdout().is_terminal() || app.global.color == Some(ColorWhen::Always);
        if app.global.plain || wished || dumb || !terminal {
            return Self::Plain;
        }
        let size = Term::stdout().size_checked().map(|(rows, columns)| (usize::from(rows), usize::from(columns)));
        let columns = size.map(|(_, columns)| columns).or(env.columns.map(usize::from)).unwrap_or(80);
        Self::Page(Look { columns, rows: size.map(|(rows, _)| rows), unicode: env.utf8 })
    }
}

/// Prints lines, with colours where they are wanted.
pub(super) fn print(lines: &[Line], app: &mut App) -> anyhow::Result<()> {
    let color = colored(app);
    for line in lines {
        let text = if color { line.spans.iter().map(painted).collect() } else { line.text() };
        writeln!(app.out, "{text}")?;
    }
    Ok(())
}

fn colored(app: &App) -> bool {
    match app.global.color {
        Some(ColorWhen::Always) => true,
        Some(ColorWhen::Never) => false,
        Some(ColorWhen::Auto) | None => {
            stdout().is_terminal() && app.env.no_color.is_none() && matches!(Face::of(app), Face::Page(_))
        }
    }
}

fn painted(span: &Span) -> String {
    let style = match span.tone {
        Tone::Plain => return span.text.clone(),
        Tone::Ask => Style::new().bold(),
        Tone::Quiet => Style::new().dim(),
        Tone::Right => Style::new().green(),
        Tone::Wrong => Style::new().red(),
        Tone::Near => Style::new().yellow(),
    };
    style.force_styling(true).apply_to(&span.text).to_string()
}
