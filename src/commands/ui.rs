//! Chooses the UI (interactive or plain), its theme and its layout.

use std::io::{IsTerminal as _, Write as _, stdin, stdout};
use std::time::Duration;

use crate::app::App;
use crate::app::config::Color;
use crate::cli::{ColorWhen, ExamArgs};
use crate::session::Ui;
use crate::terminal::{
    self, CardPage, ColorFacts, DeckRow, Dialog, Interactive, Layout, Listing, Overview, Page, Plain, Theme, UiFacts,
    UiOptions, Wide, deck_sentences, deck_table, dialog as dialog_of, key_table, screen_size, silent_dialog,
};

/// Whether to use the plain UI: if asked for, or without a terminal.
pub(super) fn is_plain(app: &App) -> bool {
    UiFacts { terminal: stdin().is_terminal() && stdout().is_terminal(), ..app.face_facts() }.is_plain()
}

/// The glyphs and colours for standard output.
pub(super) fn theme(app: &App) -> Theme {
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

/// The UI for a session. Flushes output first, since the UI takes over the terminal.
pub(super) fn open(app: &mut App) -> anyhow::Result<Box<dyn Ui>> {
    open_asking(false, app)
}

/// `asks_scripts`: whether even a script is asked which typed answers of an exam were right.
fn open_asking(asks_scripts: bool, app: &mut App) -> anyhow::Result<Box<dyn Ui>> {
    app.out.flush()?;
    if is_plain(app) {
        let echo = !stdin().is_terminal();
        let plain = Plain::new(stdin().lock(), terminal::stdout(Wide::Whole), echo);
        return Ok(Box::new(plain.asking_scripts(asks_scripts).in_few_words(app.global.quiet)));
    }
    Ok(Box::new(Interactive::new(options(app))?))
}

/// The UI for an exam. With `--json` it writes to standard error: standard output is for JSON.
pub(super) fn open_exam(args: &ExamArgs, app: &mut App) -> anyhow::Result<Box<dyn Ui>> {
    app.out.flush()?;
    if args.json {
        let echo = !stdin().is_terminal();
        let plain = Plain::new(stdin().lock(), terminal::stderr(app.wide()), echo);
        return Ok(Box::new(plain.asking_scripts(args.overrule).in_few_words(app.global.quiet)));
    }
    open_asking(args.overrule, app)
}

fn options(app: &App) -> UiOptions {
    let mut options = UiOptions { keys: app.config.keys.clone(), ..UiOptions::usual(theme(app)) };
    if let Some(ms) = app.env.settle_ms {
        options.pause = Duration::from_millis(ms);
    }
    options
}

/// A dialog with an author. Flushes output first.
pub(super) fn dialog(app: &mut App) -> anyhow::Result<Box<dyn Dialog>> {
    app.out.flush()?;
    if app.global.quiet && !stdin().is_terminal() {
        return Ok(silent_dialog());
    }
    dialog_of(is_plain(app), theme(app))
}

/// Cards to read, in the style of the UI.
pub(super) fn reading(page: &CardPage, app: &App) -> String {
    if is_plain(app) { page.plain() } else { page.painted(layout()) }
}

/// The keys as they are set.
pub(super) fn keys(app: &App) -> String {
    let keys = &app.config.keys;
    if is_plain(app) { key_table::plain(keys) } else { key_table::painted(keys, layout(), theme(app)) }
}

/// Prints a page in the style of the UI.
pub(super) fn print(page: &Page, app: &mut App) -> anyhow::Result<()> {
    let text = if is_plain(app) { page.plain() } else { page.painted(layout(), theme(app)) + "\n" };
    app.out.write_all(text.as_bytes())?;
    Ok(())
}

/// A list of items, in the style of the UI.
pub(super) fn listing(listing: &Listing, app: &App) -> String {
    if is_plain(app) { listing.plain() } else { listing.painted(layout(), theme(app)) }
}

/// Prints the page of `oss-quiz` without a command.
pub(super) fn print_overview(overview: &Overview, app: &mut App) -> anyhow::Result<()> {
    let layout = layout();
    let text =
        if is_plain(app) { overview.plain() } else { overview.page(layout, theme(app)).painted(layout, theme(app)) };
    app.out.write_all(text.as_bytes())?;
    Ok(())
}

pub(super) fn print_decks(decks: &[DeckRow], app: &mut App) -> anyhow::Result<()> {
    if is_plain(app) {
        app.out.write_all(deck_sentences(decks).as_bytes())?;
        return Ok(());
    }
    print(&deck_table(decks, layout(), theme(app)), app)
}

/// The size of the terminal; 80 by 24 if unknown.
pub(super) fn layout() -> Layout {
    screen_size(&console::Term::stdout()).unwrap_or(Layout::USUAL)
}
