//! Which face a command shows, and in which look.

use std::io::{IsTerminal as _, Write as _, stdin, stdout};
use std::time::Duration;

use crate::app::App;
use crate::app::config::Color;
use crate::cli::{ColorWhen, ExamArgs};
use crate::session::{ExamUi, Ui};
use crate::terminal::{
    self, CardPage, ColorFacts, DeckRow, Dialog, FaceFacts, Interactive, InteractiveExam, Layout, Listing, Overview,
    Page, Plain, PlainExam, Theme, UiOptions, Wide, deck_sentences, deck_table, dialog as dialog_of, key_table,
    silent_dialog,
};

/// Whether the plain face is wanted, or the only one that can be.
pub(super) fn is_plain(app: &App) -> bool {
    FaceFacts { terminal: stdin().is_terminal() && stdout().is_terminal(), ..app.face_facts() }.is_plain()
}

/// The signs and colours of standard output.
pub(super) fn look(app: &App) -> Theme {
    let told = match (app.global.color, app.config.color) {
        (Some(ColorWhen::Always), _) | (None, Color::Always) => Some(true),
        (Some(ColorWhen::Never), _) | (None, Color::Never) => Some(false),
        (Some(ColorWhen::Auto) | None, _) => None,
    };
    let facts = ColorFacts {
        told,
        no_color: app.env.no_color.as_deref(),
        force: app.env.color_force.as_deref(),
        term: app.env.term.as_deref(),
        terminal: stdout().is_terminal(),
    };
    facts.look(app.unicode())
}

/// The face for a session. What was printed before is flushed first: the face takes the terminal.
pub(super) fn open(app: &mut App) -> anyhow::Result<Box<dyn Ui>> {
    app.out.flush()?;
    if is_plain(app) {
        let echo = !stdin().is_terminal();
        return Ok(Box::new(Plain::new(stdin().lock(), terminal::stdout(Wide::Whole), echo)));
    }
    Ok(Box::new(Interactive::new(manner(app))?))
}

/// The face for an exam. With `--json` everything that is said goes to standard error: standard output is for JSON.
pub(super) fn open_exam(args: &ExamArgs, app: &mut App) -> anyhow::Result<Box<dyn ExamUi>> {
    app.out.flush()?;
    let echo = !stdin().is_terminal();
    if args.json {
        return Ok(Box::new(PlainExam::new(stdin().lock(), terminal::stderr(app.wide()), echo, args.overrule)));
    }
    if is_plain(app) {
        return Ok(Box::new(PlainExam::new(stdin().lock(), terminal::stdout(Wide::Whole), echo, args.overrule)));
    }
    Ok(Box::new(InteractiveExam::new(manner(app))?))
}

/// How an interactive face behaves here.
fn manner(app: &App) -> UiOptions {
    let mut manner = UiOptions { keys: app.config.keys.clone(), ..UiOptions::usual(look(app)) };
    if let Some(ms) = app.env.settle_ms {
        manner.pause = Duration::from_millis(ms);
    }
    manner
}

/// Asks an author. What was printed before is flushed first.
pub(super) fn dialog(app: &mut App) -> anyhow::Result<Box<dyn Dialog>> {
    app.out.flush()?;
    if app.global.quiet && !stdin().is_terminal() {
        return Ok(silent_dialog());
    }
    dialog_of(is_plain(app), look(app))
}

/// Cards to be read, as the face would show them.
pub(super) fn reading(page: &CardPage, app: &App) -> String {
    if is_plain(app) { page.plain() } else { page.painted(layout()) }
}

/// What the keys do, as they are set.
pub(super) fn keys(app: &App) -> String {
    let keys = &app.config.keys;
    if is_plain(app) { key_table::plain(keys) } else { key_table::painted(keys, layout(), look(app)) }
}

/// Prints a page as the face would show it.
pub(super) fn print(page: &Page, app: &mut App) -> anyhow::Result<()> {
    let text = if is_plain(app) { page.plain() } else { page.painted(layout(), look(app)) + "\n" };
    app.out.write_all(text.as_bytes())?;
    Ok(())
}

/// Items in a list, as the face would show them.
pub(super) fn listing(listing: &Listing, app: &App) -> String {
    if is_plain(app) { listing.plain() } else { listing.painted(layout(), look(app)) }
}

/// Prints what `oss-quiz` alone tells.
pub(super) fn print_overview(overview: &Overview, app: &mut App) -> anyhow::Result<()> {
    let layout = layout();
    let text =
        if is_plain(app) { overview.plain() } else { overview.page(layout, look(app)).painted(layout, look(app)) };
    app.out.write_all(text.as_bytes())?;
    Ok(())
}

/// Prints the table of decks.
pub(super) fn print_decks(decks: &[DeckRow], app: &mut App) -> anyhow::Result<()> {
    if is_plain(app) {
        app.out.write_all(deck_sentences(decks).as_bytes())?;
        return Ok(());
    }
    print(&deck_table(decks, layout(), look(app)), app)
}

/// The size of the screen.
pub(super) fn layout() -> Layout {
    let (rows, columns) = console::Term::stdout().size_checked().unwrap_or((24, 80));
    Layout { columns: usize::from(columns), rows: usize::from(rows) }
}
