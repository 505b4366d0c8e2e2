//! `restore`: puts a backup, or another copy of the store, in its place.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;

use super::backup::{ListedBackup, in_words, lines, listed, no_backup, store_file};
use super::{ui, user_copy};
use crate::app::App;
use crate::app::error::{CliError, ErrorReport, ExitKind, Outcome};
use crate::cli::RestoreArgs;
use crate::schedule::Day;
use crate::store::{Backups, Present, Restorable, StoreError};
use crate::terminal::Dialog;

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct RestoreOut {
    schema: u8,
    restored: String,
    answers: u64,
    /// The store as it was; `null` if there was none.
    aside: Option<String>,
    /// Its answers that were not in the copy; `null` if it can't be read.
    newer: Option<u64>,
}

/// Asks which backup unless that is said, and whether to go on unless `--yes` is given.
pub(super) fn run(args: &RestoreArgs, app: &mut App) -> anyhow::Result<Outcome> {
    app.may_write()?;
    let store = store_file(app)?;
    let mut dialog = if args.yes { None } else { Some(asked(app)?) };
    let Some(from) = chosen(args, &store, dialog.as_deref_mut(), app)? else { return user_copy::left(app) };
    let restorable = Restorable::check(&from, &store).map_err(|err| refused(err, &from))?;
    let (present, answers) = (restorable.present(), restorable.contents.answers);
    let facts = facts(&present, &restorable);
    if let Some(dialog) = &mut dialog {
        dialog.say(&format!("{} has {}.", app.shown(&from), in_words(answers)))?;
        facts.iter().try_for_each(|fact| dialog.say(fact))?;
        if !dialog.confirm("Restore it?")? {
            return user_copy::left(app);
        }
    }
    drop(dialog);
    let aside = restorable.put(SystemTime::from(app.clock.now().timestamp()))?;
    if args.json {
        let newer = match present {
            Present::Missing => Some(0),
            Present::Sound { newer, .. } => Some(newer),
            Present::Unreadable(_) => None,
        };
        app.print_json(&RestoreOut {
            schema: 1,
            restored: from.to_string_lossy().into_owned(),
            answers,
            aside: aside.map(|path| path.to_string_lossy().into_owned()),
            newer,
        })?;
        return Ok(Outcome::Done);
    }
    if args.yes && !app.global.quiet {
        for fact in facts {
            writeln!(app.err, "{fact}")?;
        }
    }
    writeln!(app.out, "restored {} from {}", in_words(answers), app.shown(&from))?;
    if let Some(aside) = aside {
        writeln!(app.out, "the store as it was is kept as {}", app.shown(&aside))?;
    }
    Ok(Outcome::Done)
}

/// The dialog with a person; a script has to say `--yes`.
fn asked(app: &mut App) -> anyhow::Result<Box<dyn Dialog>> {
    let dialog = ui::dialog(app)?;
    if dialog.is_person() {
        return Ok(dialog);
    }
    let help = "--yes restores without asking; `oss-quiz backup --list` lists the backups";
    Err(CliError::usage("restoring replaces your present answers, and nobody is there to be asked").help(help).into())
}

/// The file to restore; `None` if the learner names none.
fn chosen(
    args: &RestoreArgs,
    store: &Path,
    dialog: Option<&mut (dyn Dialog + 'static)>,
    app: &App,
) -> anyhow::Result<Option<PathBuf>> {
    if let Some(file) = &args.file {
        return Ok(Some(file.clone()));
    }
    let backups = app.backups(store);
    let today = app.now().day;
    let all = of_one_learner(listed(store, &backups)?, &backups, app)?;
    if let Some(at) = args.at {
        return latest(all, at.day(today), &backups, app).map(Some);
    }
    let Some(dialog) = dialog else {
        return all.into_iter().next().map(|listed| Some(listed.backup.path)).ok_or_else(|| no_backup(&backups, app));
    };
    if all.is_empty() {
        return Err(no_backup(&backups, app));
    }
    let lines = lines(&all, today);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let at = dialog.choose("Which backup?", &lines)?;
    Ok(at.and_then(|at| all.into_iter().nth(at)).map(|listed| listed.backup.path))
}

/// The backups of this store's learner. If that can't be read, there must be only one learner.
fn of_one_learner(all: Vec<ListedBackup>, backups: &Backups, app: &App) -> anyhow::Result<Vec<ListedBackup>> {
    let own: Vec<ListedBackup> = all.into_iter().filter(|listed| listed.own != Some(false)).collect();
    let learner = |listed: &ListedBackup| listed.backup.name.learner.clone();
    if own.windows(2).any(|two| learner(&two[0]) != learner(&two[1])) {
        let what = format!("{} has backups of several learners", app.shown(backups.folder()));
        return Err(CliError::usage(what).help("name the FILE; `oss-quiz backup --list` lists them").into());
    }
    Ok(own)
}

/// The latest backup of a day or before.
fn latest(all: Vec<ListedBackup>, day: Day, backups: &Backups, app: &App) -> anyhow::Result<PathBuf> {
    let oldest = all.last().map(|listed| listed.backup.name.day);
    if let Some(found) = all.into_iter().find(|listed| listed.backup.name.day <= day) {
        return Ok(found.backup.path);
    }
    let Some(oldest) = oldest else { return Err(no_backup(backups, app)) };
    Err(CliError::new(ExitKind::Store, format!("there is no backup of {day} or before"))
        .help(format!("the oldest is of {oldest}; `oss-quiz backup --list` lists them"))
        .into())
}

/// What the learner should know before the present store is replaced.
fn facts(present: &Present, restorable: &Restorable) -> Vec<String> {
    match present {
        Present::Missing => Vec::new(),
        Present::Unreadable(err) => vec![format!("The present store can't be read: {err}. It is kept beside it.")],
        Present::Sound { contents, newer } => {
            let other = (contents.learner != restorable.contents.learner)
                .then(|| "It is of another learner than the present store.".to_owned());
            let lacking = match newer {
                0 => "all in this copy".to_owned(),
                newer => format!("{newer} not in this copy"),
            };
            let present =
                format!("The present store has {}, {lacking}. It is kept beside it.", in_words(contents.answers));
            other.into_iter().chain([present]).collect()
        }
    }
}

/// The error about a copy that can't be restored.
fn refused(err: StoreError, from: &Path) -> anyhow::Error {
    let of_copy = match &err {
        StoreError::Damaged { path, .. }
        | StoreError::Emptied { path }
        | StoreError::Foreign { path }
        | StoreError::File { path, .. } => path == from,
        _ => false,
    };
    if !of_copy {
        return err.into();
    }
    let what = ErrorReport::of(&err.into()).what;
    CliError::new(ExitKind::Store, what).help("nothing was changed; `oss-quiz backup --list` lists the backups").into()
}
