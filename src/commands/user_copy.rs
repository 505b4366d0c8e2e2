//! Finds the file that an author wants to change; copies built-in decks to a file of their own.

use std::path::{Path, PathBuf};

use super::{schema, ui};
use crate::app::error::{CliError, Outcome};
use crate::app::{App, unknown_name};
use crate::deck::{Collection, Deck};
use crate::library;
use crate::session::{FilterTerm, UnknownName, no_card, no_deck};

/// A deck, its file, and a line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The deck's id, or the stem of its file.
    pub(super) deck: String,
    /// `None` for a built-in deck.
    pub(super) path: Option<PathBuf>,
    /// The first line of the named card, from 1.
    pub(super) line: u32,
}

impl Target {
    /// Resolves the name of a deck, card or item, or a path.
    pub(super) fn find(name: &str, app: &mut App) -> anyhow::Result<Self> {
        let deck = match name.parse::<FilterTerm>() {
            Ok(FilterTerm::Path(path)) => return Self::of_path(path),
            Ok(FilterTerm::Card(card)) => return Self::of_card(&card, app),
            Ok(FilterTerm::Deck(deck)) => deck,
            _ => return Err(CliError::usage(format!("`{name}` is not a deck, a card or a path")).into()),
        };
        let loaded = app.load(&[])?;
        let deck = named_deck(&deck, &loaded.collection)?;
        Ok(Self::of(deck, 1))
    }

    fn of(deck: &Deck, line: u32) -> Self {
        Self { deck: deck.id.to_string(), path: deck.path.clone(), line }
    }

    fn of_path(path: PathBuf) -> anyhow::Result<Self> {
        match library::stem(&path) {
            Some(deck) if path.is_file() => Ok(Self { deck, path: Some(path), line: 1 }),
            _ => Err(CliError::usage(format!("{} is not a deck", path.display()))
                .help("a deck is a file `*.yaml`; `oss-quiz new DECK` makes one")
                .into()),
        }
    }

    fn of_card(name: &str, app: &mut App) -> anyhow::Result<Self> {
        let name = name.split('#').next().unwrap_or_default();
        let (deck, own) = name.split_once('/').unwrap_or((name, ""));
        let loaded = app.load(&[])?;
        let deck = named_deck(deck, &loaded.collection)?;
        let good = deck.cards.iter().find(|card| card.id.card() == own).map(|card| card.place);
        // A card with an error is left out of the deck, but is the one to edit.
        let faulty = || deck.left_out.iter().find(|card| card.id.as_deref() == Some(own)).map(|card| card.place);
        if let Some(place) = good.or_else(faulty) {
            return Ok(Self::of(deck, place.line));
        }
        Err(unknown_name(no_card(name, &loaded.collection)).into())
    }

    /// The file to change. Offers to copy a built-in deck to the user's folder; `None` if they decline.
    pub(super) fn own_file(&self, yes: bool, app: &mut App) -> anyhow::Result<Option<PathBuf>> {
        if let Some(path) = &self.path {
            return Ok(Some(path.clone()));
        }
        let path = place_of_copy(&self.deck, app)?;
        if !yes {
            let mut dialog = ui::dialog(app)?;
            if !dialog.is_person() {
                return Err(CliError::usage(format!("deck `{}` is built into the program", self.deck))
                    .help(format!("--yes copies it to {}, where you can change it", app.shown(&path)))
                    .into());
            }
            // On a line of its own: a long path might not fit into the question.
            let shown = app.shown(&path);
            dialog.say(&format!("`{}` is built into the program. Your copy would be\n{shown}", self.deck))?;
            if !dialog.confirm("Copy it there?")? {
                return Ok(None);
            }
        }
        copy(&self.deck, &path)?;
        writeln!(app.err, "copied to {}; from now on it is used instead of the built-in deck", app.shown(&path))?;
        Ok(Some(path))
    }
}

/// Where the copy of a built-in deck goes.
pub(super) fn place_of_copy(deck: &str, app: &App) -> anyhow::Result<PathBuf> {
    let folder = app.data_folder().ok_or_else(|| {
        CliError::usage(format!("deck `{deck}` is built in, and there is no home folder for a copy"))
            .help("write the built-in decks out with `oss-quiz decks --export DIR`")
    })?;
    Ok(folder.join("decks").join(format!("{deck}.yaml")))
}

/// Writes a built-in deck, the source it cites, its synonyms, and the schemas. Never overwrites a file.
pub(super) fn copy(deck: &str, path: &Path) -> anyhow::Result<()> {
    let files = library::builtin_files();
    let named = |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, text)| *text);
    let text = named(&format!("{deck}.yaml")).unwrap_or_default();
    library::create(path, text)?;
    let source = crate::deck::parse_deck(deck, None, text).ok().and_then(|deck| deck.source);
    let source = source.map(|source| format!("{source}.source.yaml"));
    let goes_along = |name: &str| source.as_deref() == Some(name) || library::is_synonyms(Path::new(name));
    for (name, text) in files.iter().filter(|(name, _)| goes_along(name)) {
        let beside = path.with_file_name(name);
        if !beside.exists() {
            library::create(&beside, text)?;
        }
    }
    let folder = path.parent().unwrap_or(path);
    schema::beside(folder)?;
    schema::of_synonyms_beside(folder)
}

fn named_deck<'a>(name: &str, found: &'a Collection) -> anyhow::Result<&'a Deck> {
    if let Some(deck) = found.deck(name) {
        return Ok(deck);
    }
    let missing = no_deck(name, found);
    let help = format!("{}, `oss-quiz new {name}` makes this one", missing.help);
    Err(unknown_name(UnknownName { help, ..missing }).into())
}

/// The outcome of a command that the author cancelled.
pub(super) fn left(app: &mut App) -> anyhow::Result<Outcome> {
    writeln!(app.err, "nothing was changed")?;
    Ok(Outcome::No)
}
