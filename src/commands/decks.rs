//! `decks`: the decks found, and where they are.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use anyhow::Context as _;
use serde::Serialize;

use super::desk::Desk;
use super::schema;
use crate::app::{App, Found};
use crate::cli::DecksArgs;
use crate::deck::{Heading, Problem};
use crate::library;
use crate::outcome::{Failure, Outcome};
use crate::session::Settings;

/// `{"schema":1,"decks":[…]}`
#[derive(Debug, Serialize)]
struct DecksOut {
    schema: u8,
    decks: Vec<DeckOut>,
}

/// A deck as other programs see it. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct DeckOut {
    id: String,
    path: Option<String>,
    title: String,
    cards: usize,
    items: usize,
    new: usize,
    problems: usize,
}

impl DeckOut {
    fn of(deck: &Heading, new: usize, problems: &[Problem]) -> Self {
        let file = deck.path.as_deref().map_or_else(|| format!("{}.yaml", deck.id).into(), Path::to_path_buf);
        Self {
            id: deck.id.to_string(),
            path: deck.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
            title: deck.title.plain(),
            cards: deck.sums.cards,
            new,
            items: deck.sums.items,
            problems: problems.iter().filter(|problem| problem.path == file).count(),
        }
    }
}

/// Lists the decks, or writes the built-in ones out.
pub(super) fn run(args: &DecksArgs, app: &mut App) -> anyhow::Result<Outcome> {
    if let Some(folder) = &args.export {
        return export(folder, app);
    }
    let found = app.find(&[])?;
    let desk = Desk::new(Rc::clone(&found.contents), app.store_to_read()?);
    let all = desk.decks(&Settings::default())?;
    let of = |deck: &Heading| DeckOut::of(deck, all.fresh_in(deck), &found.problems);
    let decks: Vec<DeckOut> = found.contents.headings().iter().map(of).collect();
    found.contents.settle();
    if args.json {
        app.print_json(&DecksOut { schema: 1, decks })?;
    } else {
        table(&decks, app)?;
        say_hidden(&found, app)?;
    }
    Ok(Outcome::Done)
}

fn table(decks: &[DeckOut], app: &mut App) -> anyhow::Result<()> {
    let width = decks.iter().map(|deck| console::measure_text_width(&deck.id)).max().unwrap_or(0);
    for deck in decks {
        let path = deck.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(Path::new(path)));
        let problems = match deck.problems {
            0 => String::new(),
            1 => ", 1 problem".to_owned(),
            many => format!(", {many} problems"),
        };
        let id = console::pad_str(&deck.id, width, console::Alignment::Left, None);
        let counts = format!("{} items, {} new{problems}", deck.items, deck.new);
        writeln!(app.out, "{id}  {counts:<24}  {}  ({path})", deck.title)?;
    }
    Ok(())
}

fn say_hidden(found: &Found, app: &mut App) -> anyhow::Result<()> {
    for hidden in &found.hidden {
        let by = hidden.by.as_ref().map_or_else(|| "the one built in".to_owned(), |path| app.shown(path));
        let place = hidden.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path));
        let differs = if hidden.differs { "; its cards differ" } else { "" };
        writeln!(app.err, "{}: hidden, {place}, by {by}{differs}", hidden.id)?;
    }
    Ok(())
}

/// Writes the decks built into the program to a folder; overwrites nothing.
fn export(folder: &Path, app: &mut App) -> anyhow::Result<Outcome> {
    fs::create_dir_all(folder).with_context(|| format!("could not make the folder {}", app.shown(folder)))?;
    let files = library::builtin_files();
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        let path = app.shown(&folder.join(name));
        return Err(Failure::usage(format!("{path} is there already")).help("name another folder").into());
    }
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("could not write {}", app.shown(&path)))?;
    }
    schema::beside(folder)?;
    schema::of_sources_beside(folder)?;
    schema::of_synonyms_beside(folder)?;
    let shown = app.shown(folder);
    writeln!(app.out, "{} files written to {shown}; study them with `oss-quiz --decks {shown} run`", files.len())?;
    Ok(Outcome::Done)
}
