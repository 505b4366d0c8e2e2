//! `export --csv`: cards as a table, for spreadsheets and other programs.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::Selected;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::{DASH, ExportArgs};
use crate::deck::{DeckSummary, parse_deck};
use crate::exchange::table::writing::{OutgoingRow, rows, table};
use crate::library;
use crate::terminal::count;

/// Writes the cards that WHAT selects; exit 1 if there are none.
pub(super) fn run(file: &Path, args: &ExportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(Selected { found, decks, .. }) = Selected::of(args, app)? else { return Ok(Outcome::No) };
    let mut cards = Vec::new();
    for (at, items) in &decks {
        let deck = &found.summaries()[*at];
        let wanted: HashSet<&str> = items.iter().map(|(item, _)| item.id.card()).collect();
        let before = cards.len();
        cards.extend(of_deck(deck, &wanted).into_iter().flatten());
        let lacking = wanted.len() - (cards.len() - before);
        if lacking > 0 {
            writeln!(app.err, "left out {} of {}: its file changed meanwhile", count(lacking, "card"), deck.id)?;
        }
    }
    if cards.is_empty() {
        return Ok(Outcome::No);
    }
    let bytes = table(&cards).context("could not make the table")?;
    if file.as_os_str() == DASH {
        app.out.write_all(&bytes)?;
        return Ok(Outcome::Done);
    }
    app.write_private(file, |out| Ok(out.write_all(&bytes)?))?;
    if !app.global.quiet {
        writeln!(app.out, "wrote {} to {}", count(cards.len(), "card"), app.shown(file))?;
    }
    Ok(Outcome::Done)
}

/// The cards of a deck; `None` if its text can't be read.
fn of_deck(deck: &DeckSummary, wanted: &HashSet<&str>) -> Option<Vec<OutgoingRow>> {
    let text = text_of(deck)?;
    let stem = deck.path.as_deref().and_then(library::stem).unwrap_or_else(|| deck.id.to_string());
    let read = parse_deck(&stem, deck.path.as_deref(), &text).ok()?;
    Some(rows(&read, &text, |card| wanted.contains(card.id.as_str())))
}

fn text_of(deck: &DeckSummary) -> Option<String> {
    if let Some(path) = &deck.path {
        return library::read_text(path).ok();
    }
    let name = format!("{}.yaml", deck.id);
    let file = library::builtin_files().iter().find(|(file, _)| *file == name);
    file.map(|(_, text)| (*text).to_owned())
}
