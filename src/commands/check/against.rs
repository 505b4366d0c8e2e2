//! `check --against`: what an update of decks means for learners' progress.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::ui;
use super::print;
use crate::app::App;
use crate::app::error::{CliError, Outcome};
use crate::cli::{CheckArgs, CheckFormat};
use crate::deck::text::safe_line;
use crate::deck::{CardChange, CardFate, RenameHint, Update, update};
use crate::deck::{CardId, Collection, Deck, ItemId, Level, Place, one_line};
use crate::library::{self, DeckPaths, Loaded};
use crate::terminal::{Line, Style, count};

/// `{"schema":1,"same":…,"cards":[…],"hints":[…]}`. Fields are added, never changed.
#[derive(Debug, Serialize)]
struct UpdateOut<'a> {
    schema: u8,
    same: usize,
    cards: Vec<CardOut<'a>>,
    hints: Vec<HintOut<'a>>,
}

#[derive(Debug, Serialize)]
struct CardOut<'a> {
    id: &'a str,
    change: &'static str,
    from: Option<&'a str>,
    into: Option<&'a str>,
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

/// Compares decks with an earlier version of them in another folder.
pub(super) fn run(
    loaded: &Loaded,
    before: &Path,
    within: Option<&[PathBuf]>,
    args: &CheckArgs,
    app: &mut App,
) -> anyhow::Result<Outcome> {
    let mut old = library::load(&DeckPaths { given: vec![before.to_path_buf()], ..DeckPaths::default() });
    if old.collection.decks().is_empty() {
        if !is_nothing(before, &old) {
            return Err(CliError::usage(format!("no deck could be read in {}", app.shown(before)))
                .help("--against takes the folder with the decks as they were before the change")
                .into());
        }
        old.outside.clear();
        if args.format() != CheckFormat::Json && !app.global.quiet {
            writeln!(app.err, "note: there are no decks in {}, so all cards are new", app.shown(before))?;
        }
    }
    // The cards of an unreadable deck would look as if they were gone.
    for diagnostic in loaded.outside.iter().chain(&old.outside).filter(|diagnostic| diagnostic.level() == Level::Error)
    {
        writeln!(app.err, "{}", one_line(diagnostic))?;
    }
    let asked = |deck: &&Deck| within.is_none_or(|paths| paths.iter().any(|path| lies_in(deck, path)));
    let new = Collection::new(loaded.collection.decks().iter().filter(asked).cloned().collect());
    let mut update = update(&old.collection, &new);
    if within.is_some_and(|paths| paths.iter().all(|path| !path.is_dir())) {
        // With single files named, cards gone from other decks are not reported.
        update.changes.retain(|change| !is_gone(change.fate) || new.deck(change.id.deck()).is_some());
    }
    match args.format() {
        CheckFormat::Json => app.print_json(&out(&update))?,
        CheckFormat::Github => github(&update, &new, app)?,
        CheckFormat::Line => lines(&update, &new, app)?,
        CheckFormat::Text => print(&update, app)?,
    }
    Ok(Outcome::found_if(!args.strict || update.hints.is_empty()))
}

/// Whether the folder has no deck at all, rather than an unreadable one.
fn is_nothing(before: &Path, old: &Loaded) -> bool {
    match before.try_exists() {
        Ok(false) => true,
        Ok(true) => before.is_dir() && old.outside.is_empty(),
        Err(_) => false,
    }
}

/// A change that loses progress, and where to report it.
struct ProgressLoss {
    level: &'static str,
    rule: &'static str,
    what: String,
    /// `None` for a card that is gone: its line number belongs to the old file.
    at: Option<(PathBuf, Place)>,
}

fn losses(update: &Update, new: &Collection) -> Vec<ProgressLoss> {
    let path_of = |deck: &str| new.deck(deck).and_then(|deck| deck.path.clone());
    let mut losses = Vec::new();
    for hint in &update.hints {
        let at = match hint {
            RenameHint::Deck { deck, .. } => path_of(deck).map(|path| (path, Place::default())),
            _ => hint.card().and_then(|card| {
                let card: CardId = card.parse().ok()?;
                Some((path_of(card.deck())?, new.card(&card)?.place))
            }),
        };
        losses.push(ProgressLoss { level: "warning", rule: "progress", what: hint.to_string(), at });
    }
    for change in &update.changes {
        if change.fate == CardFate::Removed {
            let what = format!("{} is no longer asked: {}", change.id, change.prompt);
            losses.push(ProgressLoss { level: "notice", rule: "removed", what, at: None });
        }
        let at = change.path.clone().map(|path| (path, change.place));
        losses.extend(change.lost.iter().map(|item| {
            let what = format!("{item} is gone, and its progress with it");
            ProgressLoss { level: "warning", rule: "progress", what, at: at.clone() }
        }));
    }
    losses
}

/// Prints losses of progress as annotations of a pull request, then the summary.
fn github(update: &Update, new: &Collection, app: &mut App) -> anyhow::Result<()> {
    for ProgressLoss { level, rule, what, at } in losses(update, new) {
        let at = at.as_ref().map(|(path, place)| (path.as_path(), *place, None));
        print::annotation(level, at, rule, &what, app)?;
    }
    if !app.global.quiet {
        writeln!(app.out, "{}", sum(update))?;
    }
    Ok(())
}

/// The same as one line each, for editors; losses without a position are only in the summary.
fn lines(update: &Update, new: &Collection, app: &mut App) -> anyhow::Result<()> {
    for ProgressLoss { level, rule, what, at } in losses(update, new) {
        if let Some((path, place)) = at {
            writeln!(app.out, "{}", print::line_of((&path, place), level, &what, rule))?;
        }
    }
    if !app.global.quiet {
        writeln!(app.err, "{}", sum(update))?;
    }
    Ok(())
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
        into: change.into.as_ref().map(CardId::as_str),
        items_new: change.begun.iter().map(ItemId::as_str).collect(),
        items_lost: change.lost.iter().map(ItemId::as_str).collect(),
        path: change.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        line: change.place.line,
        column: change.place.column,
        prompt: &change.prompt,
    }
}

fn hint(hint: &RenameHint) -> HintOut<'_> {
    let what = hint.to_string();
    match hint {
        RenameHint::Card { card, was } => {
            HintOut { card: Some(card.as_str()), deck: card.deck(), was: was.as_str(), what }
        }
        RenameHint::Deck { deck, was, .. } => HintOut { card: None, deck, was, what },
        RenameHint::Exchanged { item, with: was } | RenameHint::Item { item, from: was, .. } => {
            HintOut { card: Some(item.card()), deck: item.deck(), was: was.as_str(), what }
        }
    }
}

fn print(update: &Update, app: &mut App) -> anyhow::Result<()> {
    let theme = ui::theme(app);
    for fate in CardFate::ALL {
        for change in update.changes.iter().filter(|change| change.fate == fate) {
            let is_bad =
                matches!(fate, CardFate::Removed | CardFate::Exchanged | CardFate::Anew) || !change.lost.is_empty();
            let role = if is_bad { Style::Near } else { Style::Plain };
            let line = Line::of(role, format!("{:<10}", fate.word())).with(Style::Plain, words(change, app));
            writeln!(app.out, "{}", theme.paint(&line))?;
            items(change, app)?;
        }
    }
    for hint in &update.hints {
        writeln!(
            app.out,
            "{}",
            theme.paint(&Line::of(Style::Near, "note      ").with(Style::Plain, hint.to_string()))
        )?;
    }
    writeln!(app.out, "{}", sum(update))?;
    Ok(())
}

fn words(change: &CardChange, app: &App) -> String {
    let from = change.from.as_ref().map(|from| format!(", was {from}")).unwrap_or_default();
    let into = change.into.as_ref().map(|into| format!(", continues in {into}")).unwrap_or_default();
    let place = change.path.as_ref().filter(|_| !is_gone(change.fate));
    let place = place.map(|path| format!("  ({}:{})", app.shown(path), change.place.line)).unwrap_or_default();
    format!("{}{from}{into}  {}{place}", change.id, safe_line(&change.prompt))
}

fn is_gone(fate: CardFate) -> bool {
    matches!(fate, CardFate::Merged | CardFate::Removed)
}

fn items(change: &CardChange, app: &mut App) -> anyhow::Result<()> {
    for item in &change.begun {
        writeln!(app.out, "          {item} is new")?;
    }
    for item in &change.lost {
        writeln!(app.out, "          {item} is gone, and its progress with it")?;
    }
    Ok(())
}

fn sum(update: &Update) -> String {
    let counts = CardFate::ALL.into_iter().filter_map(|fate| match update.count(fate) {
        0 => None,
        number => {
            let of_fate = update.changes.iter().filter(|change| change.fate == fate);
            let lost: usize = of_fate.map(|change| change.lost.len()).sum();
            let is_kept = matches!(fate, CardFate::Reworded | CardFate::Renamed | CardFate::Revised);
            let lost = (is_kept && lost > 0).then(|| format!(", except for {}", count(lost, "item")));
            Some(format!("{number} {} ({}{})", fate.word(), fate.meaning(), lost.unwrap_or_default()))
        }
    });
    let same = format!("{} unchanged", count(update.same, "card"));
    std::iter::once(same).chain(counts).collect::<Vec<_>>().join(", ")
}
