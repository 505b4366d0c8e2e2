//! `check --fix`: shows the missing ids and gap numbers it would add, asks, and writes them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::ui;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::deck::edit::{Fix, apply, changes, find_fixes, may_be_fixed};
use crate::deck::text::safe_line;
use crate::deck::{Collection, Deck, Place};
use crate::library::{self, Unsaved};
use crate::terminal::{Line, Style, count};

/// A file, its text, and the edits to it.
struct FixedFile {
    path: PathBuf,
    text: String,
    fix: Fix,
}

/// A fixed file in the JSON output.
#[derive(Debug, Serialize)]
pub(super) struct FixedOut {
    path: String,
    /// How many cards got an id.
    ids: usize,
    /// How many cards got numbers for their gaps.
    numbered: usize,
    /// Where the cards begin that have to be edited by hand.
    left: Vec<LeftOutJson>,
}

#[derive(Debug, Serialize)]
struct LeftOutJson {
    line: u32,
    column: u32,
}

/// Writes all edits without asking, for `--json --yes`.
pub(super) fn at_once(found: &Collection, within: Option<&[PathBuf]>, yes: bool) -> anyhow::Result<Vec<FixedOut>> {
    if !yes {
        return Err(unasked());
    }
    let mended = all(found, within);
    mended.iter().try_for_each(write)?;
    Ok(mended.iter().map(FixedOut::of).collect())
}

impl FixedOut {
    fn of(file: &FixedFile) -> Self {
        let left = file.fix.left.iter().map(|&Place { line, column }| LeftOutJson { line, column }).collect();
        let path = file.path.to_string_lossy().into_owned();
        Self { path, ids: file.fix.ids, numbered: file.fix.numbered, left }
    }
}

fn all(found: &Collection, within: Option<&[PathBuf]>) -> Vec<FixedFile> {
    let asked = |path: &Path| within.is_none_or(|paths| paths.iter().any(|asked| path.starts_with(asked)));
    let decks = found.decks().iter().filter(|deck| deck.path.as_deref().is_some_and(asked));
    decks.filter_map(of).collect()
}

fn write(file: &FixedFile) -> anyhow::Result<()> {
    if !file.fix.edits.is_empty() {
        library::replace(&file.path, &file.text, &apply(&file.text, &file.fix.edits))?;
    }
    Ok(())
}

/// Shows the edits, asks, and writes them. `Outcome::Done` if there is nothing left to write.
pub(super) fn run(found: &Collection, within: Option<&[PathBuf]>, yes: bool, app: &mut App) -> anyhow::Result<Outcome> {
    let mended = all(found, within);
    for file in &mended {
        show(file, app)?;
    }
    let mended: Vec<FixedFile> = mended.into_iter().filter(|file| !file.fix.edits.is_empty()).collect();
    if mended.is_empty() {
        writeln!(app.err, "nothing to write: every card has an id, and every gap that needs a number has one")?;
        return Ok(Outcome::Done);
    }
    writeln!(app.out, "{}", sum(&mended))?;
    if !agreed(yes, app)? {
        writeln!(app.err, "nothing was changed")?;
        return Ok(Outcome::No);
    }
    mended.iter().try_for_each(write)?;
    writeln!(app.out, "written")?;
    Ok(Outcome::Done)
}

/// Prints the text of standard input with its edits, and returns it. A text that is not a deck is printed unchanged, so
/// that an editor that reads it back loses nothing.
pub(super) fn filter(unsaved: &Unsaved, app: &mut App) -> anyhow::Result<Unsaved> {
    let mended = unsaved.text().filter(|_| unsaved.is_deck()).map(|text| (text, find_fixes(unsaved.stem(), text)));
    let Some((text, fix)) = mended else {
        app.out.write_all(unsaved.bytes())?;
        return Ok(unsaved.clone());
    };
    let after = apply(text, &fix.edits);
    app.out.write_all(after.as_bytes())?;
    if !app.global.quiet {
        let path = unsaved.path().to_path_buf();
        let file = FixedFile { path, text: text.to_owned(), fix };
        say_left(&file, app)?;
        if !file.fix.edits.is_empty() {
            writeln!(app.err, "{}", sum(&[file]))?;
        }
    }
    Ok(unsaved.with_text(after))
}

fn of(deck: &Deck) -> Option<FixedFile> {
    let path = deck.path.clone().filter(|_| may_be_fixed(deck))?;
    // The check itself reports unreadable files.
    let text = library::read_text(&path).ok()?;
    let fix = find_fixes(&library::stem(&path)?, &text);
    (fix != Fix::default()).then_some(FixedFile { path, text, fix })
}

fn show(file: &FixedFile, app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    let shown = app.shown(&file.path);
    let changes = changes(&file.text, &file.fix.edits);
    if !changes.is_empty() {
        writeln!(app.out, "{shown}")?;
    }
    let width = changes.last().map_or(1, |change| change.line.to_string().len());
    for change in &changes {
        let gone = Line::of(Style::Quiet, format!("{:>width$} ", change.line))
            .with(Style::Wrong, format!("- {}", safe_line(&change.before)));
        writeln!(app.out, "{}", theme.paint(&gone))?;
        for line in &change.after {
            let come =
                Line::of(Style::Plain, " ".repeat(width + 1)).with(Style::Right, format!("+ {}", safe_line(line)));
            writeln!(app.out, "{}", theme.paint(&come))?;
        }
    }
    say_left(file, app)
}

fn say_left(file: &FixedFile, app: &mut App) -> anyhow::Result<()> {
    let shown = app.shown(&file.path);
    for Place { line, column } in &file.fix.left {
        writeln!(app.err, "{shown}:{line}:{column}: this card has to be edited by hand; left as it is")?;
    }
    Ok(())
}

fn sum(mended: &[FixedFile]) -> String {
    let (ids, numbered) = mended.iter().fold((0, 0), |sum, file| (sum.0 + file.fix.ids, sum.1 + file.fix.numbered));
    let gaps = format!("the gaps of {} get numbers", count(numbered, "card"));
    let ids = format!("{} an id", if ids == 1 { "1 card gets".to_owned() } else { format!("{ids} cards get") });
    let what = match (mended.iter().any(|file| file.fix.ids > 0), numbered > 0) {
        (true, true) => format!("{ids}, {gaps}"),
        (true, false) => ids,
        _ => gaps,
    };
    format!("{what}; nothing else changes, and progress is kept")
}

fn agreed(yes: bool, app: &mut App) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    let mut dialog = ui::dialog(app)?;
    if !dialog.is_person() {
        return Err(unasked());
    }
    dialog.confirm("Write it?")
}

fn unasked() -> anyhow::Error {
    CliError::usage("nothing was written").help("--yes writes it without asking").into()
}
