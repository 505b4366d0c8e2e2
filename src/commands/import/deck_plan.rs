//! Which deck files an import makes or changes, and writing them: all or none.

use std::path::{Path, PathBuf};

use super::super::add::OwnDeck;
use super::super::schema;
use crate::app::error::{CliError, ExitKind};
use crate::app::{App, StorePlace};
use crate::cli::ImportArgs;
use crate::deck::{DeckId, parse_deck, slug};
use crate::exchange::deck_changes::{DeckChange, DeckChanges, DeckThere, Target, Wishes, deck_changes};
use crate::exchange::material::Material;
use crate::library;

/// The longest id made of a name.
const LONGEST_ID: usize = 40;

/// What becomes of the deck files.
pub(super) struct DeckPlan {
    there: Vec<DeckThere>,
    /// By the index of `there`.
    paths: Vec<PathBuf>,
    pub(super) changes: DeckChanges,
    /// Where new decks go.
    folder: PathBuf,
    /// The file of the one new deck, if it was named.
    named: Option<PathBuf>,
}

/// Where `--into` leads.
enum Into {
    There(usize),
    New { id: DeckId, path: Option<PathBuf> },
}

impl DeckPlan {
    pub(super) fn of(
        materials: Vec<Material>,
        mark: &'static str,
        args: &ImportArgs,
        app: &mut App,
    ) -> anyhow::Result<Self> {
        let (mut ids, files) = deck_files(app);
        let (mut there, mut paths) = (Vec::new(), Vec::new());
        let sign = format!("{mark}:");
        for path in files {
            let Ok(text) = library::read_text(&path) else { continue };
            let stem = library::stem(&path).unwrap_or_default();
            if text.contains(&sign)
                && let Ok(deck) = parse_deck(&stem, Some(&path), &text)
            {
                there.push(DeckThere { deck, text });
                paths.push(path);
            }
        }
        let into = match &args.into {
            Some(name) => Some(into(name, (&mut there, &mut paths), &ids, app)?),
            None => None,
        };
        let folder = folder_of_new(app)?;
        let named = match &into {
            Some(Into::New { path, .. }) => path.clone(),
            _ => None,
        };
        ids.extend(yaml_stems(&folder));
        let target = into.as_ref().map(|into| match into {
            Into::There(at) => Target::There(*at),
            Into::New { id, .. } => Target::New(id),
        });
        let wishes = Wishes { mark, into: target, overwrite: args.overwrite };
        let changes = deck_changes(materials, &there, &ids, wishes).map_err(|what| {
            CliError::new(ExitKind::Decks, what).help("nothing was imported; --into names another deck for what is new")
        })?;
        Ok(Self { there, paths, changes, folder, named })
    }

    pub(super) fn path_of(&self, deck: &DeckChange) -> PathBuf {
        match (deck.there, &self.named) {
            (Some(at), _) => self.paths[at].clone(),
            (None, Some(path)) => path.clone(),
            (None, None) => self.folder.join(format!("{}.yaml", deck.id)),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.changes.decks.iter().any(DeckChange::is_changed)
    }

    /// The folder beside a deck's file that its pictures and sounds go into.
    pub(super) fn media_folder(&self, deck: &DeckChange) -> PathBuf {
        self.path_of(deck).with_extension("media")
    }

    /// Writes the decks. They are taken back unless [`Written::keep`] is called.
    pub(super) fn write(&self, app: &App) -> anyhow::Result<Written> {
        let mut written = Written::default();
        let changed: Vec<&DeckChange> = self.changes.decks.iter().filter(|deck| deck.is_changed()).collect();
        let copies = folder_of_copies(app)?;
        for deck in &changed {
            let path = self.path_of(deck);
            match deck.there {
                None => written.create(&path, deck.text.as_bytes())?,
                Some(at) => {
                    let before = &self.there[at].text;
                    if let Some(copies) = &copies {
                        library::create(&copies.join(format!("{}.yaml", deck.id)), before)?;
                        written.copies = Some(copies.clone());
                    }
                    library::replace(&path, before, &deck.text)?;
                    written.replaced.push((path, before.clone(), deck.text.clone()));
                }
            }
        }
        if changed.iter().any(|deck| deck.there.is_none()) {
            let folder = self.named.as_deref().and_then(Path::parent).unwrap_or(&self.folder);
            schema::beside(folder)?;
        }
        Ok(written)
    }
}

/// The files that an import has written.
#[derive(Default)]
pub(super) struct Written {
    created: Vec<PathBuf>,
    /// With the text before and after.
    replaced: Vec<(PathBuf, String, String)>,
    /// Where the texts before are.
    pub(super) copies: Option<PathBuf>,
}

impl Written {
    pub(super) fn create(&mut self, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        library::create(path, bytes)?;
        self.created.push(path.to_owned());
        Ok(())
    }

    /// Everything else was written as well.
    pub(super) fn keep(mut self) -> Option<PathBuf> {
        self.created.clear();
        self.replaced.clear();
        self.copies.take()
    }
}

impl Drop for Written {
    /// Takes back what was written. What another program has changed meanwhile stays.
    fn drop(&mut self) {
        for path in &self.created {
            let _ = std::fs::remove_file(path);
        }
        for (path, before, after) in &self.replaced {
            let _ = library::replace(path, after, before);
        }
    }
}

/// The ids of all decks, and the files of those that have one.
fn deck_files(app: &mut App) -> (Vec<String>, Vec<PathBuf>) {
    // Without any deck there is nothing that could be in the way.
    let Ok(found) = app.find_quietly(&[]) else { return (Vec::new(), Vec::new()) };
    let summaries = found.contents.summaries();
    let ids = summaries.iter().map(|deck| deck.id.to_string()).collect();
    (ids, summaries.iter().filter_map(|deck| Some(deck.path.as_ref()?.to_path_buf())).collect())
}

/// The names of deck files in a folder, also of those that can't be read.
fn yaml_stems(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| library::stem(&entry.path())).collect()
}

fn into(
    name: &str,
    (there, paths): (&mut Vec<DeckThere>, &mut Vec<PathBuf>),
    ids: &[String],
    app: &mut App,
) -> anyhow::Result<Into> {
    let is_path = name.contains(['/', '\\']) || library::stem(Path::new(name)).is_some();
    let path = if is_path { Some(app.env.in_full(Path::new(name))) } else { file_of(name, app) };
    if let Some(path) = path.as_ref().filter(|path| path.exists()) {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if let Some(at) = paths.iter().position(|other| real(other) == real(path)) {
            return Ok(Into::There(at));
        }
        let OwnDeck { text, deck, .. } = OwnDeck::read(path)?;
        there.push(DeckThere { deck, text });
        paths.push(path.clone());
        return Ok(Into::There(there.len() - 1));
    }
    let id = match &path {
        Some(path) => library::stem(path).unwrap_or_default(),
        None => name.to_owned(),
    };
    if !is_path && ids.contains(&id) {
        let what = format!("deck `{id}` is built into the program, so nothing can be added to it");
        return Err(CliError::usage(what).help("name another deck: one that is not there is made").into());
    }
    let id = DeckId::new(&id).map_err(|err| {
        let near = slug(&id, LONGEST_ID);
        let help =
            if near.is_empty() { "name a deck, or a file `*.yaml`".to_owned() } else { format!("`{near}` would do") };
        CliError::usage(err.to_string()).help(help)
    })?;
    Ok(Into::New { id, path })
}

fn file_of(id: &str, app: &mut App) -> Option<PathBuf> {
    let found = app.find_quietly(&[]).ok()?;
    Some(found.contents.heading(id)?.path.as_ref()?.to_path_buf())
}

/// Where decks go that have no file yet: a folder that was named, or else the user's own.
fn folder_of_new(app: &App) -> anyhow::Result<PathBuf> {
    let places = app.places(&[]);
    let named = places.given.iter().find(|path| path.is_dir()).cloned();
    named.or(places.user).ok_or_else(|| {
        CliError::usage("there is no home folder for the decks that would come")
            .help("--decks DIR names a folder for them, or --into FILE.yaml a file")
            .into()
    })
}

/// Where copies of decks go before they are changed: beside the backups, unless these are turned off.
fn folder_of_copies(app: &App) -> anyhow::Result<Option<PathBuf>> {
    let StorePlace::File(store) = app.store_place()? else { return Ok(None) };
    if app.has_no_backups() {
        return Ok(None);
    }
    let (folder, now) = (app.backups(&store).folder().to_owned(), app.now().local());
    let name = format!("decks-{}", now.strftime("%Y%m%d-%H%M%S"));
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered).map(|name| folder.join(name));
    Ok(names.find(|path| !path.exists()))
}
