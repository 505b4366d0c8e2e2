//! `import PACKAGE…`: cards of Anki with what Anki knows of them.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::super::export::Tally;
use super::arrival::{Arrival, ArrivedFile, OfferedToLearner};
use super::deck_plan::{DeckPlan, Written};
use super::opened;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::app::{App, VERSION};
use crate::cli::ImportArgs;
use crate::deck::{Collection as DeckCollection, Decks, ItemId};
use crate::exchange::anki::notes::{Converted, convert};
use crate::exchange::anki::schedule::{self, AnkiProgress, Here};
use crate::exchange::anki::{Collection, Note, Package, PackageError, writing};
use crate::exchange::deck_changes::DeckChange;
use crate::exchange::material::{Origin, Remark, RemarkKind};
use crate::library;
use crate::schedule::{Event, EventId};
use crate::store::{Store, StoreError};
use crate::study::item_events;

/// The field that says of a card which note it comes from.
const MARK: &str = "x-anki";

/// A package that was read, but for its media.
struct ReadPackage {
    path: PathBuf,
    package: Package<BufReader<File>>,
    collection: Collection,
    converted: Converted,
    /// What was left of the collection itself.
    left: Vec<String>,
}

pub(super) fn run(args: &ImportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found: Rc<dyn Decks> = match app.find_quietly(&[]) {
        Ok(found) => found.contents,
        Err(_) => Rc::new(DeckCollection::default()),
    };
    let mut packages = Vec::new();
    for path in &args.files {
        packages.push(read(path, &*found, app)?);
    }
    let materials = packages.iter_mut().map(|one| std::mem::take(&mut one.converted.material)).collect();
    let mut plan = DeckPlan::of(materials, MARK, args, app)?;
    let store = app.store_to_read()?;
    // Nearly all cards have none, so they are not read for it.
    let revised = (0..found.summaries().len()).flat_map(|deck| found.exceptions(deck));
    let revisions: HashMap<ItemId, u32> = revised.map(|item| (item.id, item.revision)).collect();
    let (mut files, mut events) = (Vec::new(), Vec::new());
    let (mut remarks, mut weights) = (Vec::new(), None);
    for (nth, one) in packages.iter_mut().enumerate() {
        let progress = progress(one, &plan, &revisions, (&*found, &store), app)?;
        remarks.extend(one.left.iter().map(|what| (nth, left(what.clone()))));
        remarks.extend(progress.counts.remarks().into_iter().map(|remark| (nth, remark)));
        weights = weights.or_else(|| offered(&progress, &store));
        files.push(arrived(one, progress, &mut events));
        one.collection = Collection::default();
    }
    drop(store);
    let mut of_decks = std::mem::take(&mut plan.changes.remarks);
    of_decks.extend(remarks);
    let arrival = Arrival { files, plan, events, remarks: of_decks, weights };
    arrival.bring(args, app, |plan, written, app| media(&mut packages, plan, written, app))
}

fn read(path: &Path, found: &dyn Decks, app: &mut App) -> anyhow::Result<ReadPackage> {
    let file = opened(path, app)?;
    let read = app.telling("reading the package", |told| {
        told(0, 3);
        let mut package = Package::open(file)?;
        told(1, 3);
        let (mut collection, left) = package.collection()?;
        told(2, 3);
        // Our own cards come back to themselves.
        let is_ours =
            |note: &Note| writing::card_of(&note.guid).is_some_and(|card| found.card(card.as_str()).is_some());
        let converted = convert(&collection, &is_ours);
        // What follows needs no texts, and there may be many.
        collection.notes.iter_mut().for_each(|note| note.fields = Vec::new());
        Ok((package, collection, converted, left))
    });
    let (package, collection, converted, left) = read.map_err(|err| unreadable(path, &err, app))?;
    if collection.notes.is_empty() {
        let what = format!("{} has no notes", app.shown(path));
        return Err(CliError::new(ExitKind::Other, what)
            .help("nothing was imported; export a deck that has cards")
            .into());
    }
    Ok(ReadPackage { path: path.to_owned(), package, collection, converted, left })
}

fn unreadable(path: &Path, err: &PackageError, app: &App) -> CliError {
    CliError::new(ExitKind::Other, format!("{}: {err}", app.shown(path)))
        .help("nothing was imported; export it from Anki once more: File, Export, as `.apkg` or `.colpkg`")
}

fn left(what: String) -> Remark {
    Remark { place: Origin::File, kind: RemarkKind::Left, what }
}

/// What its log and its cards have that is new here.
fn progress(
    one: &ReadPackage,
    plan: &DeckPlan,
    revisions: &HashMap<ItemId, u32>,
    (found, store): (&dyn Decks, &Store),
    app: &App,
) -> Result<AnkiProgress, StoreError> {
    let here = Here {
        card: &|key| plan.changes.cards.get(key).cloned(),
        revision: &|item| revisions.get(item).copied().unwrap_or(0),
        events: &|item| item_events(item, found, store),
        moment: &|at_ms| app.moment_at(at_ms),
        now: app.now(),
        version: VERSION,
    };
    schedule::read(&one.collection, &one.converted.asked, &here)
}

fn offered(progress: &AnkiProgress, store: &Store) -> Option<OfferedToLearner> {
    let present = store.params().ok().flatten();
    let offer = progress.weights.first().filter(|offer| Some(&offer.weights) != present.as_ref())?;
    Some(OfferedToLearner { weights: offer.weights.clone(), cards: offer.cards })
}

/// Adds what a package brings to what the ones before it do. Two may have the same answer: it is counted for the first.
fn arrived(one: &ReadPackage, mut progress: AnkiProgress, events: &mut Vec<Event>) -> ArrivedFile {
    if !events.is_empty() {
        let known: HashSet<EventId> = events.iter().map(|event| event.id).collect();
        progress.events.retain(|event| !known.contains(&event.id));
    }
    let mut new = Tally::default();
    for event in &progress.events {
        new.add(&event.what);
    }
    if events.is_empty() {
        // There may be half a million, so they are not copied.
        *events = progress.events;
    } else {
        events.extend(progress.events);
    }
    let log = Tally { answers: progress.counts.known + new.answers, changes: new.changes };
    ArrivedFile { path: one.path.clone(), format: "anki", cards: one.collection.cards.len(), log, new, taken_as: None }
}

/// Copies pictures and sounds beside the decks whose cards name them.
fn media(
    packages: &mut [ReadPackage],
    plan: &DeckPlan,
    written: &mut Written,
    app: &mut App,
) -> anyhow::Result<Vec<(usize, Remark)>> {
    let by_id: HashMap<&str, &DeckChange> = plan.changes.decks.iter().map(|deck| (deck.id.as_str(), deck)).collect();
    let mut remarks = Vec::new();
    for (nth, one) in packages.iter_mut().enumerate() {
        if one.converted.media.is_empty() {
            continue;
        }
        let list = one.package.media().map_err(|err| unreadable(&one.path, &err, app))?;
        let files: HashMap<&str, _> = list.iter().map(|file| (file.name.as_str(), file)).collect();
        let all: usize = one.converted.media.values().map(std::collections::BTreeSet::len).sum();
        let package = &mut one.package;
        let copied = app.telling("copying pictures and sounds", |told| {
            let mut done = 0;
            for (incoming, names) in &one.converted.media {
                let became = plan.changes.became.get(&(nth, incoming.clone()));
                let Some(deck) = became.and_then(|id| by_id.get(id.as_str())) else { continue };
                let folder = plan.media_folder(deck);
                for name in names {
                    told(done, all);
                    done += 1;
                    let why = match files.get(name.as_str()) {
                        None => Some(format!("the file {name} is missing in the package")),
                        Some(file) => match package.read_media(file) {
                            Ok(bytes) => copy(&folder.join(name), &bytes, written)?,
                            Err(err) => Some(err.to_string()),
                        },
                    };
                    remarks.extend(why.map(|what| (nth, left(what))));
                }
            }
            anyhow::Ok(())
        });
        copied?;
    }
    Ok(remarks)
}

/// Writes a file unless it is there; why not, if another is.
fn copy(path: &Path, bytes: &[u8], written: &mut Written) -> anyhow::Result<Option<String>> {
    if !path.exists() {
        written.create(path, bytes)?;
        return Ok(None);
    }
    let is_same = library::open_regular(path).is_ok_and(|file| {
        let mut there = Vec::new();
        std::io::Read::read_to_end(&mut std::io::Read::take(file, bytes.len() as u64 + 1), &mut there).is_ok()
            && there == bytes
    });
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok((!is_same).then(|| format!("another file {name} is there already, and stays")))
}
