//! The one way in which a command writes a page to a file that the user names.

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
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(CliError::usage(format!("there is no folder {}", self.shown(folder))).into());
        }
        if self.is_store(path) {
            let what = format!("{} is where answers are kept", self.shown(path));
            return Err(CliError::usage(what).help("name another file").into());
        }
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

    /// Whether the store is there, or would be.
    fn is_store(&self, path: &Path) -> bool {
        let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        matches!(self.store_place(), Ok(StorePlace::File(store)) if absolute(&store) == absolute(path))
    }
}
