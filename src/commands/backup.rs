//! `backup`: copies the store, or lists the copies.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::app::error::{CliError, ExitKind, Outcome};
use crate::app::{App, StorePlace};
use crate::cli::BackupArgs;
use crate::schedule::Day;
use crate::stats::dates;
use crate::store::{Backup, Backups, Store, StoreResult};
use crate::terminal::{bytes, count};

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct BackupsOut {
    schema: u8,
    /// Where backups go.
    folder: String,
    backups: Vec<BackupOut>,
}

#[derive(Debug, Serialize)]
struct BackupOut {
    path: String,
    /// The study day; `null` for one that was written to a FILE.
    day: Option<String>,
    days_ago: Option<i32>,
    bytes: u64,
    /// `null` if it can't be read.
    answers: Option<u64>,
    /// Whether it is of the learner whose store this is; `null` if that can't be read.
    own: Option<bool>,
}

/// Writes a backup, or lists them; exit 1 if there is nothing to back up or to list.
pub(super) fn run(args: &BackupArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let path = store_file(app)?;
    let backups = app.backups(&path);
    if args.list {
        return list(&path, &backups, args, app);
    }
    let Some(store) = app.store_as_it_is()? else {
        writeln!(app.err, "There is nothing to back up yet.")?;
        return Ok(Outcome::No);
    };
    let today = app.now().day;
    let (made, size, day) = if let Some(file) = &args.file {
        let there = || {
            CliError::usage(format!("{} exists already", app.shown(file))).help("name a file that does not exist yet")
        };
        (file.clone(), store.back_up(file)?.ok_or_else(there)?, None)
    } else {
        let backup = backups.make(&store, today)?;
        app.thin(&backups, &store)?;
        (backup.path, backup.size, Some(today))
    };
    let answers = store.contents()?.answers;
    if args.json {
        let backup = BackupOut {
            path: made.to_string_lossy().into_owned(),
            day: day.map(|day| day.to_string()),
            days_ago: day.map(|_| 0),
            bytes: size,
            answers: Some(answers),
            own: Some(true),
        };
        let folder = backups.folder().to_string_lossy().into_owned();
        app.print_json(&BackupsOut { schema: 1, folder, backups: vec![backup] })?;
    } else if !app.global.quiet {
        writeln!(app.out, "backed up {} ({}) to {}", in_words(answers), bytes(size), app.shown(&made))?;
    }
    Ok(Outcome::Done)
}

fn list(store: &Path, backups: &Backups, args: &BackupArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let all = listed(store, backups)?;
    let (today, outcome) = (app.now().day, Outcome::found_if(!all.is_empty()));
    if args.json {
        let out = |listed: &ListedBackup| BackupOut {
            path: listed.backup.path.to_string_lossy().into_owned(),
            day: Some(listed.backup.name.day.to_string()),
            days_ago: Some(today.since(listed.backup.name.day)),
            bytes: listed.backup.size,
            answers: listed.answers,
            own: listed.own,
        };
        let folder = backups.folder().to_string_lossy().into_owned();
        app.print_json(&BackupsOut { schema: 1, folder, backups: all.iter().map(out).collect() })?;
    } else if all.is_empty() {
        writeln!(app.err, "There are no backups in {} yet.", app.shown(backups.folder()))?;
    } else {
        for line in lines(&all, today) {
            writeln!(app.out, "{line}")?;
        }
        if !app.global.quiet {
            app.out.flush()?;
            writeln!(app.err, "They are in {}.", app.shown(backups.folder()))?;
        }
    }
    Ok(outcome)
}

/// The store's file; an error if there is none to be kept.
pub(super) fn store_file(app: &App) -> anyhow::Result<PathBuf> {
    match app.store_place()? {
        StorePlace::File(path) => Ok(path),
        StorePlace::Memory => Err(CliError::usage("`:memory:` keeps no answers, so there are no backups of it").into()),
    }
}

/// A backup as a list shows it.
pub(super) struct ListedBackup {
    pub(super) backup: Backup,
    /// `None` if it can't be read.
    pub(super) answers: Option<u64>,
    /// Whether it is of this store's learner; `None` if this store can't be read.
    pub(super) own: Option<bool>,
}

/// All backups of the folder, the newest first.
pub(super) fn listed(store: &Path, backups: &Backups) -> StoreResult<Vec<ListedBackup>> {
    let learner = Store::open_to_read(store).ok().flatten().map(|store| store.learner());
    let listed = |backup: Backup| ListedBackup {
        answers: Backups::contents(&backup.path).ok().map(|contents| contents.answers),
        own: learner.map(|learner| backup.name.is_of(learner)),
        backup,
    };
    Ok(backups.list()?.into_iter().map(listed).collect())
}

/// A line each: `Tue 24 Nov  today        214 answers   90 kB  oss-quiz-2026-11-24-4f1c2a.db`
pub(super) fn lines(all: &[ListedBackup], today: Day) -> Vec<String> {
    let rows: Vec<[String; 5]> = all
        .iter()
        .map(|ListedBackup { backup, answers, own }| {
            let answers = answers.map_or_else(|| "can't be read".to_owned(), in_words);
            let file = backup.path.file_name().unwrap_or_default().to_string_lossy();
            let other = if *own == Some(false) { "  (of another learner)" } else { "" };
            let day = backup.name.day;
            [dates::short(day, today), age(day, today), answers, bytes(backup.size), format!("{file}{other}")]
        })
        .collect();
    let widest = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let [date, age, answers, size] = [0, 1, 2, 3].map(widest);
    let line = |row: &[String; 5]| {
        let [a, b, c, d, file] = row;
        format!("{a:<date$}  {b:<age$}  {c:>answers$}  {d:>size$}  {file}")
    };
    rows.iter().map(line).collect()
}

/// How long ago a backup was made: `3 days ago`.
fn age(day: Day, today: Day) -> String {
    match today.since(day) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days < 0 => "ahead of now".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// `214 answers`
pub(super) fn in_words(answers: u64) -> String {
    count(usize::try_from(answers).unwrap_or(usize::MAX), "answer")
}

/// The error where there is no backup.
pub(super) fn no_backup(backups: &Backups, app: &App) -> anyhow::Error {
    CliError::new(ExitKind::Store, format!("there is no backup in {}", app.shown(backups.folder())))
        .help("`oss-quiz restore FILE` takes any copy of progress.db")
        .into()
}
