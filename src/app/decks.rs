//! Where decks come from, and how their diagnostics are reported.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::App;
use crate::app::clock::file_time;
use crate::app::error::{CliError, ExitKind};
use crate::deck::{Decks, Diagnostic, ShadowedDeck};
use crate::library::{self, Cache, DeckPaths, DeckRoot, Loaded};
use crate::session::FilterTerm;
use crate::terminal::{ProgressLine, Theme, part_done};

#[derive(Debug)]
pub struct FoundDecks {
    /// The decks in use.
    pub contents: Rc<dyn Decks>,
    /// The places searched, in order of precedence.
    pub roots_used: Vec<DeckRoot>,
    /// Decks not in use because an earlier one has the same id.
    pub hidden: Vec<ShadowedDeck>,
    /// Every diagnostic, by file and position.
    pub diagnostics: Vec<Diagnostic>,
}

/// A deck folder within the current folder.
const LOCAL: &str = "decks";

/// How many diagnostics to print before a question; `check` prints all.
const MOST_SAID: usize = 10;

impl App {
    /// Reads every deck whole, without reporting diagnostics.
    ///
    /// # Errors
    /// If no deck could be read.
    pub fn load(&mut self, what: &[FilterTerm]) -> anyhow::Result<Loaded> {
        let loaded = library::load(&self.places(what));
        if loaded.collection.decks().is_empty() {
            self.report_diagnostics(loaded.diagnostics())?;
            return Err(no_deck().into());
        }
        Ok(loaded)
    }

    /// Finds the decks without reading every card, and reports their diagnostics on standard error.
    ///
    /// # Errors
    /// If no deck could be read.
    pub fn find(&mut self, what: &[FilterTerm]) -> anyhow::Result<FoundDecks> {
        let found = self.find_quietly(what)?;
        self.report_diagnostics(&found.diagnostics)?;
        Ok(found)
    }

    /// Like [`App::find`], without reporting diagnostics.
    ///
    /// # Errors
    /// If no deck could be read.
    pub fn find_quietly(&mut self, what: &[FilterTerm]) -> anyhow::Result<FoundDecks> {
        let found = self.all_found(what);
        if found.contents.summaries().is_empty() {
            self.report_diagnostics(&found.diagnostics)?;
            return Err(no_deck().into());
        }
        Ok(found)
    }

    /// Where the catalogue of decks is kept.
    #[must_use]
    pub fn cache(&self) -> Cache {
        Cache { folder: self.cache_folder(), now: file_time() }
    }

    /// Finds the decks again while a session has the screen: prints nothing, and accepts that there may be none.
    pub fn find_again(&mut self, what: &[FilterTerm]) -> Option<FoundDecks> {
        Some(self.all_found(what)).filter(|found| !found.contents.summaries().is_empty())
    }

    fn all_found(&mut self, what: &[FilterTerm]) -> FoundDecks {
        let (places, cache) = (self.places(what), self.cache());
        let decks = self.telling("reading decks", |told| {
            library::catalogue(&places, &cache, &mut |read| told(read.done, read.all))
        });
        let diagnostics = if decks.has_diagnostics() { decks.diagnostics() } else { Vec::new() };
        let (roots_used, hidden) = (decks.roots_used().to_vec(), decks.hidden().to_vec());
        FoundDecks { contents: Rc::new(decks), roots_used, hidden, diagnostics }
    }

    /// Runs slow `work`, which reports how much of how much is done. Shows progress after half a second.
    pub fn telling<T>(&mut self, what: &str, work: impl FnOnce(&mut dyn FnMut(usize, usize)) -> T) -> T {
        let theme = Theme { color: false, unicode: self.unicode() };
        let drawn = !self.global.quiet && !self.err.is_json() && !self.speaks_in_lines();
        let mut progress = drawn.then(|| ProgressLine::new(&mut self.err));
        let done = work(&mut |done, all| {
            let done = done.min(all);
            if let Some(progress) = &mut progress {
                progress.show(|room| part_done(what, done, all, theme, room));
            }
        });
        if let Some(progress) = progress {
            progress.clear();
        }
        done
    }

    /// Reports diagnostics, one line each.
    fn report_diagnostics<'p>(&mut self, diagnostics: impl IntoIterator<Item = &'p Diagnostic>) -> anyhow::Result<()> {
        if self.global.quiet {
            return Ok(());
        }
        // Other programs get all of them.
        let most = if self.err.is_json() { usize::MAX } else { MOST_SAID };
        let mut diagnostics = diagnostics.into_iter();
        for diagnostic in diagnostics.by_ref().take(most) {
            if self.err.is_json() {
                self.err.diagnostic(diagnostic)?;
            } else {
                writeln!(self.err, "{}", crate::deck::diagnostic::one_line(diagnostic))?;
            }
        }
        let more = diagnostics.count();
        if more > 0 {
            writeln!(self.err, "and {more} more; `oss-quiz check` shows all")?;
        }
        Ok(())
    }

    /// Whether some of these decks are found only because of the current folder.
    #[must_use]
    pub fn is_local(&self, roots: &[DeckRoot]) -> bool {
        let is_given = !self.global.decks.is_empty() || !self.env.decks.is_empty();
        !is_given && roots.iter().any(|root| root.decks > 0 && root.path.as_deref() == Some(Path::new(LOCAL)))
    }

    /// Replaces a symbolic link to a known deck by the deck itself, so that it goes by its own name.
    pub fn follow_link(&self, path: &mut PathBuf) {
        if let Some(target) = library::behind_link(path, &self.places(&[])) {
            *path = target;
        }
    }

    /// Where decks come from, including paths in WHAT that lie elsewhere.
    #[must_use]
    pub fn places(&self, what: &[FilterTerm]) -> DeckPaths {
        let given = if self.global.decks.is_empty() { &self.env.decks } else { &self.global.decks };
        let mut seen = HashSet::new();
        let named = what.iter().filter_map(|word| match word {
            FilterTerm::Path(path) if seen.insert(path) => Some(path.clone()),
            _ => None,
        });
        DeckPaths {
            given: given.clone(),
            named: named.collect(),
            local: PathBuf::from(LOCAL),
            folders: self.config.folders.iter().map(|folder| self.env.in_full(folder)).collect(),
            user: self.data_folder().map(|folder| folder.join("decks")),
            builtin: self.config.builtin,
        }
    }
}

fn no_deck() -> CliError {
    CliError::new(ExitKind::Decks, "no deck could be read")
        .help("a deck is a YAML file with `title:` and `cards:`; `oss-quiz decks --export DIR` writes examples")
}
