//! How a command writes to a file that the user names.

use std::io::Write;
use std::path::Path;

use super::{App, StorePlace};
use crate::app::error::CliError;
use crate::library::{self, WriteError};

impl App {
    /// Writes a page: a new file, or in place of one whose head `may_replace` accepts. Never replaces the store, another
    /// database or a deck, and never writes through a link.
    ///
    /// # Errors
    /// If what is there is kept, or the system refuses; then nothing has changed.
    pub fn write_page(&self, path: &Path, page: &[u8], may_replace: impl Fn(&[u8]) -> bool) -> anyhow::Result<()> {
        self.check_place(path)?;
        match library::write_page(path, page, may_replace) {
            Err(err @ WriteError::There(_)) => {
                Err(CliError::usage(err.to_string()).help("name another file, or give --force to replace it").into())
            }
            Err(err @ (WriteError::Link(_) | WriteError::NotAFile(_) | WriteError::Kept { .. })) => {
                Err(CliError::usage(err.to_string()).help("name another file").into())
            }
            written => Ok(written?),
        }
    }

    /// Writes a new file that only its owner may read, whole or not at all.
    ///
    /// # Errors
    /// If there is something, or the system refuses, and what `write` returns; then nothing has changed.
    pub fn write_private(
        &self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.check_place(path)?;
        let there = || {
            CliError::usage(format!("{} exists already", self.shown(path))).help("name a file that does not exist yet")
        };
        library::create_private(path, write).map_err(|err| match err.downcast_ref() {
            Some(WriteError::There(_)) => there().into(),
            _ => err,
        })
    }

    fn check_place(&self, path: &Path) -> anyhow::Result<()> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(CliError::usage(format!("there is no folder {}", self.shown(folder))).into());
        }
        if self.is_store(path) {
            let what = format!("{} is where answers are kept", self.shown(path));
            return Err(CliError::usage(what).help("name another file").into());
        }
        Ok(())
    }

    /// Whether the store is there, or would be.
    fn is_store(&self, path: &Path) -> bool {
        let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        matches!(self.store_place(), Ok(StorePlace::File(store)) if absolute(&store) == absolute(path))
    }
}
