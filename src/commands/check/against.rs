//! `check --against`: what an update of decks does to those who study them.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::face;
use crate::app::App;
use crate::authoring::{CardChange, Fate, Hint, Update, update};
use crate::cli::CheckArgs;
use crate::deck::text::safe_line;
use crate::deck::{CardId, Collection, Deck, ItemId, Level, one_line};
use crate::library::{self, Loaded, Places};
use crate::outcome::{Failure, Outcome};
use crate::terminal::{Line, Role, count};

/// `{"schema":1,"same":…,"cards":[…],"hints":[…]}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct UpdateOut<'a> {
    schema: u8,
    same: usize,
    cards: Vec<CardOut<'a>>,
    hints: Vec<HintOut<'a>>,
}

/// A card that an update touches.
#[derive(Debug, Serialize)]
struct CardOut<'a> {
    id: &'a str,
    change: &'static str,
    from: Option<&'a str>,
    items_new: Vec<&'a str>,
    items_lost: Vec<&'a str>,
    path: Option<String>,
    line: u32,
    column: u32,
    prompt: &'a str,
}

/// A `was` that would keep progress.
#[derive(Debug, Serialize)]
struct HintOut<'a> {
    card: Option<&'a str>,
    deck: &'a str,
    was: &'a str,
    what: String,
}

/// Compares decks with those of a folder, as they were before.
pub(super) fn run(
    loaded: &Loaded,
    before: &Path,
    within: Option<&[PathBuf]>,
    args: &CheckArgs,
    app: &mut App,
) -> anyhow::Result<Outcome> {
    let old = library::load(&Places { given: vec![before.to_path_buf()], ..Places::default() });
    if old.collection.decks().is_empty() {
        return Err(Failure::usage(format!("no deck could be read in {}", app.shown(before)))
            .help("--against names a folder with the decks as they were before the change")
            .into());
    }
    // A deck that can't be read would look as if its cards were gone.
    for problem in loaded.outside.iter().chain(&old.outside).filter(|problem| problem.level == Level::Error) {
        writeln!(app.err, "{}", one_line(problem))?;
    }
    let asked = |deck: &&Deck| within.is_none_or(|paths| paths.iter().any(|path| lies_in(deck, path)));
    let new = Collection::new(loaded.collection.decks().iter().filter(asked).cloned().collect());
    let mut update = update(&old.collection, &new);
    if within.is_some_and(|paths| paths.iter().all(|path| !path.is_dir())) {
        // Who asks about one deck does not ask what became of the others.
        update.changes.retain(|change| change.fate != Fate::Removed || new.deck(change.id.deck()).is_some());
    }
    if args.json {
        app.print_json(&out(&update))?;
    } else {
        print(&update, app)?;
    }
    Ok(Outcome::found_if(!args.strict || update.hints.is_empty()))
}

fn lies_in(deck: &Deck, path: &Path) -> bool {
    deck.path.as_deref().is_some_and(|file| file.starts_with(path))
}

fn out(update: &Update) -> UpdateOut<'_> {
    UpdateOut {
        schema: 1,
        same: update.same,
        cards: update.changes.iter().map(card).collect(),
        hints: update.hints.iter().map(hint).collect(),
    }
}

fn card(change: &CardChange) -> CardOut<'_> {
    CardOut {
        id: change.id.as_str(),
        change: change.fate.word(),
        from: change.from.as_ref().map(CardId::as_str),
        items_new: change.begun.iter().map(ItemId::as_str).collect(),
        items_lost: change.lost.iter().map(ItemId::as_str).collect(),
        path: change.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        line: change.place.line,
        column: change.place.column,
        prompt: &change.prompt,
    }
}

fn hint(hint: &Hint) -> HintOut<'_> {
    let what = hint.to_string();
    match hint {
        Hint::Card { card, was } => HintOut { card: Some(card.as_str()), deck: card.deck(), was: was.as_str(), what },
        Hint::Deck { deck, was, .. } => HintOut { card: None, deck, was, what },
    }
}

fn print(update: &Update, app: &mut App) -> anyhow::Result<()> {
    let look = face::look(app);
    for fate in Fate::ALL {
        for change in update.changes.iter().filter(|change| change.fate == fate) {
            let role = if change.fate == Fate::Removed || !change.lost.is_empty() { Role::Near } else { Role::Plain };
            let line = Line::of(role, format!("{:<9}", fate.word())).with(Role::Plain, words(change, app));
            writeln!(app.out, "{}", look.paint(&line))?;
            items(change, app)?;
        }
    }
    for hint in &update.hints {
        writeln!(app.out, "{}", look.paint(&Line::of(Role::Near, "note     ").with(Role::Plain, hint.to_string())))?;
    }
    writeln!(app.out, "{}", sum(update))?;
    Ok(())
}

fn words(change: &CardChange, app: &App) -> String {
    let from = change.from.as_ref().map(|from| format!(", was {from}")).unwrap_or_default();
    let place = change.path.as_ref().filter(|_| change.fate != Fate::Removed);
    let place = place.map(|path| format!("  ({}:{})", app.shown(path), change.place.line)).unwrap_or_default();
    format!("{}{from}  {}{place}", change.id, safe_line(&change.prompt))
}

fn items(change: &CardChange, app: &mut App) -> anyhow::Result<()> {
    for item in &change.begun {
        writeln!(app.out, "         {item} begins anew")?;
    }
    for item in &change.lost {
        writeln!(app.out, "         {item} is gone, with what was learnt of it")?;
    }
    Ok(())
}

fn sum(update: &Update) -> String {
    let counts = Fate::ALL.into_iter().filter_map(|fate| match update.count(fate) {
        0 => None,
        number => Some(format!("{number} {} ({})", fate.word(), fate.meaning())),
    });
    let same = format!("{} as before", count(update.same, "card"));
    std::iter::once(same).chain(counts).collect::<Vec<_>>().join(", ")
}
