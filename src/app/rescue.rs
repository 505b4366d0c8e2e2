//! Answers that could not be written to the store: kept in a file of their own, and added at the next start.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::App;
use crate::exchange::log::{self, LogFile};
use crate::schedule::{Event, EventKind};
use crate::store::Store;
use crate::terminal::count;

const ENDING: &str = "jsonl";

/// No file of ours is larger.
const MOST_BYTES: u64 = 64 << 20;

impl App {
    /// Where such files are: in the data folder, or, if that is gone, in the home folder.
    pub fn rescue_folders(&self) -> impl Iterator<Item = PathBuf> {
        let data = self.data_folder().filter(|folder| folder.is_dir()).map(|folder| folder.join("rescue"));
        let home = self.env.home.clone().filter(|home| home.is_dir()).map(|home| home.join("oss-quiz-rescue"));
        data.into_iter().chain(home)
    }

    /// The files of answers that no start has added yet.
    #[must_use]
    pub fn rescued(&self) -> Vec<PathBuf> {
        self.rescue_folders().flat_map(|folder| files(&folder)).collect()
    }

    /// Keeps these events of a store in a file; returns its path.
    ///
    /// # Errors
    /// If none of the folders takes it.
    pub fn rescue(&self, store: &Store, events: &[Event]) -> io::Result<PathBuf> {
        let text = log::head(store.learner()) + &events.iter().map(log::event).collect::<String>();
        let name = events.last().map(|event| format!("{}-{}", event.moment.day, &event.id.to_string()[24..]));
        let name = format!("{}.{ENDING}", name.unwrap_or_default());
        let mut failed = io::ErrorKind::NotFound.into();
        for folder in self.rescue_folders() {
            match written(&folder, &name, &text) {
                Ok(path) => return Ok(path),
                Err(err) => failed = err,
            }
        }
        Err(failed)
    }

    /// Adds what earlier sessions of the store's learner could not write, and says so. What can't be added stays where
    /// it is.
    pub(super) fn take_in_rescued(&mut self, store: &Store) {
        for path in self.rescued() {
            let shown = self.shown(&path);
            let said = match added(&path, store) {
                Ok(None) => None,
                Ok(Some(added)) => {
                    Some(format!("added {added} kept in {shown} when an earlier session could not write"))
                }
                Err(why) => {
                    Some(format!("warning: {shown} has answers of an earlier session that can't be added: {why}"))
                }
            };
            if let Some(said) = said.filter(|_| !self.global.quiet) {
                // A failed message is no reason to stop.
                let _ = writeln!(self.err, "{said}");
            }
        }
    }
}

/// `3 answers`, or what else there is.
#[must_use]
pub fn counted(events: &[Event]) -> String {
    let answers = events.iter().filter(|event| matches!(event.what, EventKind::Review(_))).count();
    if answers > 0 { count(answers, "answer") } else { count(events.len(), "change") }
}

fn written(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    let path = folder.join(name);
    draft.persist_noclobber(&path)?;
    // The folder may be new as well.
    #[cfg(unix)]
    for folder in folder.ancestors().take(2) {
        File::open(folder)?.sync_all()?;
    }
    Ok(path)
}

/// The files of a folder that may not be there, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == ENDING)).collect();
    paths.sort();
    paths
}

/// Adds a file and removes it; `None` if it is of another learner, or had nothing new.
fn added(path: &Path, store: &Store) -> Result<Option<String>, String> {
    let found = fs::metadata(path).map_err(|err| err.to_string())?;
    if !found.is_file() || found.len() > MOST_BYTES {
        return Err("it is no file of oss-quiz".to_owned());
    }
    let text = fs::read_to_string(path).map_err(|err| err.to_string())?;
    let LogFile { learner, events } = log::read(&text).map_err(|err| err.to_string())?;
    if learner != store.learner() {
        return Ok(None);
    }
    let new = store.lacking_here(events).map_err(|err| err.to_string())?;
    store.merge(&new).map_err(|err| err.to_string())?;
    // What is in the store is added only once, so a file that stays does no harm.
    let _ = fs::remove_file(path);
    let _ = path.parent().map(fs::remove_dir);
    Ok((!new.is_empty()).then(|| counted(&new)))
}
