//! `decks`: lists the decks found and where they are, or exports the built-in ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Context as _;
use serde::Serialize;

use super::deck_numbers::{DeckNumbers, diagnostics_in, rows};
use super::{schema, ui};
use crate::app::error::{CliError, Outcome};
use crate::app::{App, FoundDecks};
use crate::cli::DecksArgs;
use crate::deck::{DeckSummary, Diagnostic};
use crate::library;
use crate::study::StudyContext;

/// `{"schema":1,"decks":[…]}`
#[derive(Debug, Serialize)]
struct DecksOut {
    schema: u8,
    decks: Vec<DeckOut>,
}

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct DeckOut {
    id: String,
    path: Option<String>,
    title: String,
    cards: usize,
    items: usize,
    new: usize,
    due: usize,
    known: f64,
    #[serde(rename = "problems")]
    diagnostics: usize,
}

impl DeckOut {
    fn of(deck: &DeckSummary, table: &DeckNumbers, diagnostics: &[Diagnostic]) -> Self {
        let score = table.score(deck);
        Self {
            id: deck.id.to_string(),
            path: deck.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
            title: deck.title.plain(),
            cards: deck.sums.cards,
            items: deck.sums.items,
            new: score.not_met(),
            due: table.due(deck),
            known: (score.expected * 10.0).round() / 10.0,
            diagnostics: diagnostics_in(deck, diagnostics),
        }
    }
}

pub(super) fn run(args: &DecksArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if let Some(folder) = &args.export {
        return export(folder, app);
    }
    let found = app.find(&[])?;
    let context = StudyContext::new(Rc::clone(&found.contents), app.store_to_read()?);
    let table = DeckNumbers::of(&context, app)?;
    if args.json {
        let of = |deck: &DeckSummary| DeckOut::of(deck, &table, &found.diagnostics);
        let decks = found.contents.summaries().iter().map(of).collect();
        app.print_json(&DecksOut { schema: 1, decks })?;
    } else {
        ui::print_decks(&rows(&found, Some(&table), app), app)?;
        say_hidden(&found, app)?;
    }
    Ok(Outcome::Done)
}

fn say_hidden(found: &FoundDecks, app: &mut App) -> anyhow::Result<()> {
    app.out.flush()?;
    for hidden in &found.hidden {
        let place = |path: Option<&PathBuf>| path.map(|path| app.shown(path));
        let hides = place(hidden.by.as_ref()).unwrap_or_else(|| "the built-in one".to_owned());
        let hidden_at = place(hidden.path.as_ref()).unwrap_or_else(|| "the built-in deck".to_owned());
        let differs = if hidden.differs { " (its cards differ)" } else { "" };
        let line = format!("{}: {hidden_at} is not used; {hides} is{differs}", hidden.id);
        writeln!(app.err, "{line}")?;
    }
    Ok(())
}

/// Writes the built-in decks to a folder; never overwrites a file.
fn export(folder: &Path, app: &mut App) -> anyhow::Result<Outcome> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder {}", app.shown(folder)))?;
    let files = library::builtin_files();
    if let Some((name, _)) = files.iter().find(|(name, _)| fs::symlink_metadata(folder.join(name)).is_ok()) {
        let path = app.shown(&folder.join(name));
        return Err(CliError::usage(format!("{path} already exists")).help("name another folder").into());
    }
    for (name, text) in files {
        library::create(&folder.join(name), text)?;
    }
    schema::beside(folder)?;
    schema::of_sources_beside(folder)?;
    schema::of_synonyms_beside(folder)?;
    let shown = app.shown(folder);
    writeln!(app.out, "the built-in decks are in {shown} now; study them with `oss-quiz --decks {shown} run`")?;
    Ok(Outcome::Done)
}
