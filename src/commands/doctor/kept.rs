//! What is kept besides the store: backups, answers that could not be written, and what lies about.

use std::path::Path;
use std::time::SystemTime;

use super::check::{Act, Check};
use crate::app::App;
use crate::app::clock::file_time;
use crate::app::config::BackupFolder;
use crate::schedule::Day;
use crate::stats::dates;
use crate::store::health::{Leftover, LeftoverKind, leftovers};
use crate::store::{Backup, Backups, Store, StoreResult};
use crate::terminal::{bytes, count};

/// The backups: whether the newest is sound and has the latest answers.
pub(super) fn backups(backups: &Backups, store: Option<&Store>, app: &App) -> StoreResult<Check> {
    const NAME: &str = "backups";
    let learner = store.map(Store::learner);
    let is_own = |backup: &Backup| learner.is_none_or(|learner| backup.name.is_of(learner));
    let own: Vec<Backup> = backups.list()?.into_iter().filter(is_own).collect();
    let today = app.now().day;
    let last = store.map(|store| store.last_day(today + 1)).transpose()?.flatten();
    let off = app.config.backups == BackupFolder::Off;
    let Some(newest) = own.first() else {
        let Some(_) = last else { return Ok(Check::fine(NAME, "none yet; one is made on each day of use")) };
        let check = Check::advice(NAME, if off { "none, and the settings turn them off" } else { "none yet" });
        return Ok(check.fix(Act::BackUp, "make a backup"));
    };
    let day = newest.name.day;
    let counted = format!("{}, the newest of {}", own.len(), dates::past(day, today));
    // Views are made anew when a backup is restored.
    let damage = |backup: &Backup| -> StoreResult<Vec<String>> {
        let faults = Backups::faults(&backup.path)?;
        Ok(faults.iter().filter(|fault| !fault.is_of_views()).map(ToString::to_string).collect())
    };
    let faults = damage(newest)?;
    if !faults.is_empty() {
        let sound = own[1..].iter().find(|backup| damage(backup).is_ok_and(|faults| faults.is_empty()));
        let help = sound.map_or_else(
            || "No other is sound either.".to_owned(),
            |sound| format!("The newest sound one is of {}.", dates::past(sound.name.day, today)),
        );
        let check = Check::fault(NAME, format!("{counted}, which is damaged"));
        let check = check.naming(faults.into_iter()).help(help);
        return Ok(check.fix(Act::BackUp, "make another backup"));
    }
    if last.is_some_and(|last| last > day && last != today) {
        let off = if off { "; the settings turn them off" } else { "" };
        let check = Check::advice(NAME, format!("{counted}, older than your last answers{off}"));
        return Ok(check.fix(Act::BackUp, "make a backup"));
    }
    Ok(Check::fine(NAME, format!("{counted}, which is sound")))
}

/// Answers that an earlier session could not write.
pub(super) fn rescued(app: &App) -> Option<Check> {
    let files: Vec<String> = app.rescued().iter().map(|path| app.shown(path)).collect();
    let words = match files.len() {
        0 => return None,
        1 => "1 file of answers that could not be written is not yet in the store".to_owned(),
        many => format!("{many} files of answers that could not be written are not yet in the store"),
    };
    let help = "`oss-quiz run` adds them at its start, or says why it can't.";
    Some(Check::advice("rescued", words).naming(files.into_iter()).help(help))
}

/// What lies beside the store.
pub(super) fn lying_about(store: &Path, backups: &Backups, app: &App) -> StoreResult<Check> {
    const NAME: &str = "leftovers";
    let all = leftovers(store, backups.folder(), &app.rescue_folders().collect::<Vec<_>>(), file_time())?;
    let words = |leftover: &Leftover| {
        let facts =
            format!("{}, from {}", bytes(leftover.size), dates::shorter(day(leftover.modified, app), app.now().day));
        format!("{} ({facts})", app.shown(&leftover.path))
    };
    let is_old = |leftover: &&Leftover| leftover.kind == LeftoverKind::Draft { is_old: true };
    let old: Vec<&Leftover> = all.iter().filter(is_old).collect();
    let told: Vec<String> = all
        .iter()
        .filter(|leftover| !is_old(leftover))
        .map(|leftover| {
            let what = match leftover.kind {
                LeftoverKind::Draft { .. } => "is being written, or was left just now",
                LeftoverKind::Aside => "was set aside; remove it when you need it no more",
                LeftoverKind::BeforeUpgrade => "is the store before an upgrade",
            };
            format!("{} {what}", words(leftover))
        })
        .collect();
    let what = match (old.len(), told.len()) {
        (0, 0) => "none".to_owned(),
        (0, kept) => format!("{}, kept for you", count(kept, "file")),
        (1, _) => "1 draft that a killed program left".to_owned(),
        (drafts, _) => format!("{drafts} drafts that killed programs left"),
    };
    let check = if old.is_empty() { Check::fine(NAME, what) } else { Check::advice(NAME, what) };
    let check = check.naming(told.into_iter());
    Ok(old.into_iter().fold(check, |check, leftover| {
        check.fix(Act::Remove(leftover.path.clone()), format!("remove {}", words(leftover)))
    }))
}

/// The local day of a time of the disk.
fn day(time: SystemTime, app: &App) -> Day {
    let zone = app.clock.now().time_zone().clone();
    Day::from(jiff::Timestamp::try_from(time).unwrap_or_default().to_zoned(zone).date())
}
