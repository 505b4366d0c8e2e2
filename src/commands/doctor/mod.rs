//! `doctor`: where everything is, whether it is sound, and what would mend it.

mod answers;
mod check;
mod file;
mod fix;
mod kept;
mod salvage;

use std::path::Path;

use check::{Check, Level, Place, Report, ReportOut};

use super::backup::store_file;
use super::output;
use crate::app::App;
use crate::app::error::{ExitKind, Outcome};
use crate::cli::DoctorArgs;
use crate::library::{self, Loaded};
use crate::store::StoreError;
use crate::store::health::Examined;
use crate::terminal::{bytes, count};

/// Prints the report, and mends what is wrong if that is wanted; exit 1 if something wants mending, 4 if the store can't
/// be used.
pub(super) fn run(args: &DoctorArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let store = store_file(app)?;
    let mut report = examine(&store, app)?;
    let mut fixed = Vec::new();
    if args.fix {
        if !args.json {
            print(&report, true, app)?;
        }
        fixed = fix::all(&report, &store, args, app)?;
        if fixed.iter().any(|fixed| fixed.done) {
            report = examine(&store, app)?;
        } else if !args.json {
            return Ok(outcome(&report));
        }
    }
    let outcome = outcome(&report);
    if args.json {
        app.print_json(&ReportOut::of(report, fixed))?;
    } else {
        print(&report, args.fix || app.global.quiet, app)?;
    }
    Ok(outcome)
}

fn print(report: &Report, only_trouble: bool, app: &mut App) -> anyhow::Result<()> {
    output::print(&report.lines(only_trouble, app), app)
}

fn outcome(report: &Report) -> Outcome {
    match report.level() {
        _ if !report.is_usable => Outcome::Failed(ExitKind::Store),
        Level::Fault => Outcome::No,
        Level::Fine | Level::Advice => Outcome::Done,
    }
}

/// Looks at everything, and changes nothing.
fn examine(path: &Path, app: &mut App) -> anyhow::Result<Report> {
    let loaded = library::load(&app.places(&[]));
    let examined = app.telling("checking your answers", |_| Examined::of(path));
    let places = places(path, &loaded, app);
    let backups = app.backups(path);
    let mut checks: Vec<Check> = file::space(path).into_iter().collect();
    checks.push(file::file_system(path, examined.as_ref().ok().and_then(Option::as_ref)));
    checks.extend(file::permissions(path, &backups, app));
    let mut is_usable = true;
    let examined = match examined {
        Ok(Some(examined)) => {
            is_usable = !examined.is_damaged();
            checks.extend(file::file(&examined, &backups));
            checks.extend(of_store(&examined, &loaded, app)?);
            Some(examined)
        }
        Ok(None) => {
            checks.push(Check::fine("file", "there is none yet; your first answer makes it"));
            None
        }
        Err(err) => {
            is_usable = false;
            checks.push(Check::fault("file", words_of(&err)).help(fix::sentence(err.help())));
            None
        }
    };
    let store = examined.as_ref().and_then(|examined| examined.store.as_ref());
    checks.push(kept::backups(&backups, store, app).unwrap_or_else(|err| Check::fault("backups", words_of(&err))));
    checks.extend(kept::rescued(app));
    checks.extend(kept::lying_about(path, &backups, app).ok());
    Ok(Report { places, checks, is_usable })
}

/// The checks of what a store holds. Of a damaged one, only what can't be is told.
fn of_store(examined: &Examined, loaded: &Loaded, app: &App) -> anyhow::Result<Vec<Check>> {
    let sound = examined.store.as_ref().filter(|_| !examined.is_damaged());
    let Some(store) = sound else {
        let impossible = &examined.impossible;
        return Ok(if impossible.is_empty() { Vec::new() } else { vec![answers::possible(0, impossible)] });
    };
    let (answers, items) = (store.contents()?.answers, store.states()?.len());
    Ok(vec![
        file::views(examined, items),
        answers::possible(answers, &examined.impossible),
        answers::clock(store, app)?,
        answers::decks(store, loaded)?,
    ])
}

fn words_of(err: &StoreError) -> String {
    crate::deck::text::safe(&err.to_string()).into_owned()
}

/// Where everything is.
fn places(store: &Path, loaded: &Loaded, app: &App) -> Vec<Place> {
    let size = |path: &Path| match path.metadata() {
        Ok(found) if found.is_file() => bytes(found.len()),
        _ => "not there".to_owned(),
    };
    let place = |name, path: &Path, note: String| Place { name, path: Some(path.to_owned()), note };
    let backups = app.backups(store);
    let copies = backups.list().map_or(0, |backups| backups.len());
    let mut places = vec![place("answers", store, size(store))];
    if let Ok(target) = store.read_link() {
        places.push(place("linked", &target, String::new()));
    }
    places.push(place("backups", backups.folder(), if copies == 0 { "none".to_owned() } else { copies.to_string() }));
    if let Some(config) = app.config_path() {
        let note = if config.exists() { String::new() } else { "not there: all as usual".to_owned() };
        places.push(place("settings", &config, note));
    }
    if let Some(cache) = app.cache_folder() {
        places.push(place("cache", &cache, if cache.exists() { String::new() } else { "not there".to_owned() }));
    }
    for root in &loaded.roots_used {
        let decks = count(root.decks, "deck");
        let note = if root.path.is_some() { decks } else { format!("{decks} built in") };
        places.push(Place { name: "decks", path: root.path.clone(), note });
    }
    places
}
