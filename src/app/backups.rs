//! Where backups go, and the one of a day.

use std::path::{Path, PathBuf};

use super::clock::file_time;
use super::config::BackupFolder;
use super::error::{CliError, ErrorReport, ExitKind};
use super::{App, StorePlace};
use crate::store::{Backups, DayBackup, SetAside, Store, StoreError, StoreResult};

impl App {
    /// The backups of a store.
    #[must_use]
    pub fn backups(&self, store: &Path) -> Backups {
        Backups::new(match &self.config.backups {
            BackupFolder::BesideStore | BackupFolder::Off => Backups::beside(store),
            // A relative one must not change with the current folder.
            BackupFolder::Folder(folder) => {
                let folder = self.env.in_full(folder);
                store.parent().map_or_else(|| folder.clone(), |store| store.join(&folder))
            }
        })
    }

    /// Whether the learner has turned backups off.
    #[must_use]
    pub fn has_no_backups(&self) -> bool {
        self.config.backups == BackupFolder::Off
    }

    /// Makes the backup of the day, once all else is done, unless there is one, none is wanted, or nothing was written.
    /// A failure is a warning: the answers are safe.
    ///
    /// # Errors
    /// If output can't be written.
    pub fn back_up_the_day(&mut self, store: &Store) -> anyhow::Result<()> {
        if !store.has_appended() || self.config.backups == BackupFolder::Off {
            return Ok(());
        }
        let StorePlace::File(path) = self.store_place()? else { return Ok(()) };
        // Nobody waits for the answer.
        self.out.flush()?;
        match self.day_backup(store, &path) {
            Ok(Some(line)) if self.global.verbose => writeln!(self.err, "{line}")?,
            Ok(_) => {}
            Err(err) => writeln!(self.err, "warning: no backup was made: {err}")?,
        }
        Ok(())
    }

    /// Makes a backup before much is changed, unless backups are turned off; returns its path.
    ///
    /// # Errors
    /// If it can't be made.
    pub fn back_up_before(&self, store: &Store) -> anyhow::Result<Option<PathBuf>> {
        let StorePlace::File(path) = self.store_place()? else { return Ok(None) };
        if self.config.backups == BackupFolder::Off {
            return Ok(None);
        }
        let backups = self.backups(&path);
        let made = backups.make(store, self.now().day)?;
        self.thin(&backups, store)?;
        Ok(Some(made.path))
    }

    /// What `-v` tells.
    fn day_backup(&self, store: &Store, path: &Path) -> StoreResult<Option<String>> {
        let (backups, today) = (self.backups(path), self.now().day);
        Ok(match backups.make_for_day(store, today)? {
            DayBackup::Made(backup) => {
                self.thin(&backups, store)?;
                Some(format!("backup: {}", self.shown(&backup.path)))
            }
            DayBackup::There => None,
            DayBackup::NoRoom => Some("no backup was made: the disk is nearly full".to_owned()),
        })
    }

    /// Removes backups of a store that are more than needed.
    ///
    /// # Errors
    /// If their folder can't be read.
    pub fn thin(&self, backups: &Backups, store: &Store) -> StoreResult<()> {
        backups.thin(store.learner(), self.now().day, file_time())
    }

    /// An error about a damaged store, with the backup that could be restored.
    #[must_use]
    pub fn naming_backup(&self, err: anyhow::Error) -> anyhow::Error {
        let Ok(StorePlace::File(store)) = self.store_place() else { return err };
        let is_damage = err.chain().filter_map(|cause| cause.downcast_ref()).any(|cause| match cause {
            StoreError::Damaged { path, .. } | StoreError::Emptied { path } => *path == store,
            _ => false,
        });
        if !is_damage {
            return err;
        }
        let newest = self.backups(&store).list().ok().and_then(|backups| backups.into_iter().next());
        let help = match newest {
            Some(newest) => format!(
                "`oss-quiz doctor --fix` saves what can be read of it and of the newest backup; `oss-quiz restore` puts a \
                 backup in its place, the newest of {}; both keep this file beside it",
                newest.name.day
            ),
            None => {
                "`oss-quiz doctor --fix` saves what can be read of it; there is no backup, but `oss-quiz restore FILE` puts \
                 a copy of yours in its place; both keep this file beside it"
                    .to_owned()
            }
        };
        CliError::new(ExitKind::Store, ErrorReport::of(&err).what).help(help).into()
    }

    /// Warns that a file or a log was set aside when a store was opened.
    pub(super) fn tell_set_aside(&mut self, store: &Store) -> anyhow::Result<()> {
        let Some(aside) = store.aside() else { return Ok(()) };
        let told = match aside {
            SetAside::Log(log) => format!(
                "the store was replaced, and the log beside it is of another one; the store counts, and the log is kept \
                 as {}",
                self.shown(log)
            ),
            SetAside::File(file) => format!(
                "the store was replaced, and has answers that the log beside it doesn't know; both together count, and \
                 the store alone is kept as {}",
                self.shown(file)
            ),
        };
        writeln!(self.err, "warning: {told}")?;
        Ok(())
    }
}
