//! `import LOG…`: adds the log of another machine.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use uuid::Uuid;

use super::super::export::Tally;
use super::super::{ui, user_copy};
use super::opened as opened_file;
use crate::app::error::{CliError, ExitKind, Outcome};
use crate::app::{App, StorePlace};
use crate::cli::ImportArgs;
use crate::exchange::log::{LogFileError, LogReader};
use crate::schedule::{Event, EventId};
use crate::store::{Store, StoreResult};

/// How many events are held at a time.
const PORTION: usize = 4_096;

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct ImportOut {
    schema: u8,
    /// Whether nothing was to be written.
    dry_run: bool,
    files: Vec<FileOut>,
    /// The backup made before; `null` if none was needed or wanted.
    backup: Option<String>,
}

#[derive(Debug, Serialize)]
struct FileOut {
    path: String,
    format: &'static str,
    answers: usize,
    changes: usize,
    /// Those of both that came, or would come.
    new: usize,
}

/// A file that was looked through.
struct LogToImport {
    path: PathBuf,
    all: Tally,
    new: Tally,
}

/// Shows what would come, asks unless `--yes` is given, and adds it: all or nothing.
pub(super) fn run(args: &ImportArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let (learner, files) = looked_through(args, app)?;
    let new = files.iter().fold(Tally::default(), |sum, file| Tally {
        answers: sum.answers + file.new.answers,
        changes: sum.changes + file.new.changes,
    });
    if !args.json && !app.global.quiet {
        for file in &files {
            let new = if file.new.all() == 0 { "nothing".to_owned() } else { file.new.in_words() };
            writeln!(app.err, "{} has {}; new: {new}", app.shown(&file.path), file.all.in_words())?;
        }
    }
    let is_wanted = new.all() > 0 && !args.dry_run;
    if is_wanted && !args.yes && !is_confirmed(new, app)? {
        return user_copy::left(app);
    }
    let backup = if is_wanted { import(learner, &files, app)? } else { None };
    if args.json {
        let shown = |path: &Path| path.to_string_lossy().into_owned();
        let out = |file: &LogToImport| FileOut {
            path: shown(&file.path),
            format: "log",
            answers: file.all.answers,
            changes: file.all.changes,
            new: file.new.all(),
        };
        app.print_json(&ImportOut {
            schema: 1,
            dry_run: args.dry_run,
            files: files.iter().map(out).collect(),
            backup: backup.as_deref().map(shown),
        })?;
    } else if is_wanted {
        writeln!(app.out, "imported {}", new.in_words())?;
    }
    Ok(Outcome::Done)
}

/// Reads all files once, so that a mistake in the last one is found before anything is written.
fn looked_through(args: &ImportArgs, app: &App) -> anyhow::Result<(Uuid, Vec<LogToImport>)> {
    let store = app.store_as_it_is()?.filter(|store| !store.is_empty().unwrap_or(false));
    let mut learner = store.as_ref().map(Store::learner);
    let mut counted: HashSet<EventId> = HashSet::new();
    let mut files = Vec::new();
    for path in &args.files {
        let mut log = opened(path, app)?;
        if *learner.get_or_insert(log.learner) != log.learner {
            return Err(of_another_learner(path, app));
        }
        let (mut all, mut new) = (Tally::default(), Tally::default());
        each_portion(&mut log, path, app, |events| {
            for event in &events {
                all.add(&event.what);
            }
            let lacking = match &store {
                Some(store) => store.lacking_here(events)?,
                None => events,
            };
            // Two files may have the same event.
            for event in lacking {
                if counted.insert(event.id) {
                    new.add(&event.what);
                }
            }
            Ok(())
        })?;
        files.push(LogToImport { path: path.clone(), all, new });
    }
    Ok((learner.unwrap_or_default(), files))
}

fn opened(path: &Path, app: &App) -> anyhow::Result<LogReader<BufReader<File>>> {
    LogReader::new(opened_file(path, app)?).map_err(|err| unreadable(&err, path, app))
}

/// Calls `each` with some events after the other.
fn each_portion(
    log: &mut LogReader<BufReader<File>>,
    path: &Path,
    app: &App,
    mut each: impl FnMut(Vec<Event>) -> StoreResult<()>,
) -> anyhow::Result<()> {
    loop {
        let events: Result<Vec<Event>, LogFileError> = log.by_ref().take(PORTION).collect();
        let events = events.map_err(|err| unreadable(&err, path, app))?;
        if events.is_empty() {
            return Ok(());
        }
        each(events)?;
    }
}

fn unreadable(err: &LogFileError, path: &Path, app: &App) -> anyhow::Error {
    let LogFileError { line, what } = err;
    CliError::new(ExitKind::Other, format!("{}:{line}: {what}", app.shown(path)))
        .help("nothing was imported; export the log again, or ask whoever changed it")
        .into()
}

fn of_another_learner(path: &Path, app: &App) -> anyhow::Error {
    let what = format!("{} is the log of another learner, and two learners' answers are never mixed", app.shown(path));
    let help = format!("`oss-quiz --store NEW.db import {}` makes a store of its own of it", app.shown(path));
    CliError::new(ExitKind::Store, what).help(help).into()
}

fn is_confirmed(new: Tally, app: &mut App) -> anyhow::Result<bool> {
    let mut dialog = ui::dialog(app)?;
    dialog.confirm(&format!("Import {}?", new.in_words()))
}

/// Adds all files to the store, which is backed up before; returns the backup.
fn import(learner: Uuid, files: &[LogToImport], app: &mut App) -> anyhow::Result<Option<PathBuf>> {
    if let StorePlace::File(path) = app.store_place()? {
        app.may_write()?;
        Store::create_of(&path, learner)?;
    }
    let mut store = app.store()?;
    if store.learner() != learner && !store.give_to(learner)? {
        // Another process has made it or written to it meanwhile.
        let first = files.first().map_or(Path::new(""), |file| file.path.as_path());
        return Err(of_another_learner(first, app));
    }
    let backup = if store.is_empty()? { None } else { app.back_up_before(&store)? };
    store.at_once(|| {
        for file in files {
            let mut log = opened(&file.path, app)?;
            each_portion(&mut log, &file.path, app, |events| store.merge(&events).map(|_| ()))?;
        }
        anyhow::Ok(())
    })?;
    store.checkpoint()?;
    app.back_up_the_day(&store)?;
    Ok(backup)
}
