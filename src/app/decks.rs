//! Where decks come from, and what is said of those that are faulty.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::App;
use crate::app::clock::file_time;
use crate::app::error::{CliError, ExitKind};
use crate::deck::{Contents, Diagnostic, ShadowedDeck};
use crate::library::{self, Cache, DeckPaths, DeckRoot, Loaded, Search};
use crate::session::FilterTerm;
use crate::terminal::{ProgressLine, Theme, part_done};

/// The decks that were found, to choose from.
#[derive(Debug)]
pub struct FoundDecks {
    /// The decks that count.
    pub contents: Rc<dyn Contents>,
    /// The places that were looked at, the first one counting most.
    pub roots_used: Vec<DeckRoot>,
    /// Decks that do not count, since an earlier one has their id.
    pub hidden: Vec<ShadowedDeck>,
    /// Every problem of every file, by file and place.
    pub problems: Vec<Diagnostic>,
}

/// The folder of decks that counts where one stands.
const LOCAL: &str = "decks";

/// So many problems are said before a question: all of them are for `check`.
const MOST_SAID: usize = 10;

impl App {
    /// Reads the decks, and says on standard error what is wrong with them.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn load(&mut self, what: &[FilterTerm]) -> anyhow::Result<Loaded> {
        let loaded = self.load_quietly(what)?;
        self.say_problems(loaded.problems())?;
        Ok(loaded)
    }

    /// [`App::load`] without a word about faulty decks.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn load_quietly(&mut self, what: &[FilterTerm]) -> anyhow::Result<Loaded> {
        let loaded = library::load(&self.places(what));
        if loaded.collection.decks().is_empty() {
            self.say_problems(loaded.problems())?;
            return Err(no_deck().into());
        }
        Ok(loaded)
    }

    /// Finds the decks without reading every card, and says on standard error what is wrong with them.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn find(&mut self, what: &[FilterTerm]) -> anyhow::Result<FoundDecks> {
        let search = self.search(what);
        self.found(search)
    }

    /// Begins to look for decks: where there are many, beside what else is done until [`App::found`].
    pub fn search(&self, what: &[FilterTerm]) -> Search {
        Search::begin(&self.places(what), &self.cache())
    }

    /// Where what is known of decks is kept.
    #[must_use]
    pub fn cache(&self) -> Cache {
        Cache { folder: self.cache_folder(), now: file_time() }
    }

    /// Ends the search as [`App::find`] does.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn found(&mut self, search: Search) -> anyhow::Result<FoundDecks> {
        let found = self.found_quietly(search)?;
        self.say_problems(&found.problems)?;
        Ok(found)
    }

    /// [`App::find`] without a word about faulty decks.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn find_quietly(&mut self, what: &[FilterTerm]) -> anyhow::Result<FoundDecks> {
        let search = self.search(what);
        self.found_quietly(search)
    }

    /// [`App::found`] without a word about faulty decks.
    ///
    /// # Errors
    /// When there is no deck that could be read.
    pub fn found_quietly(&mut self, search: Search) -> anyhow::Result<FoundDecks> {
        let found = self.all_found(search);
        if found.contents.headings().is_empty() {
            self.say_problems(&found.problems)?;
            return Err(no_deck().into());
        }
        Ok(found)
    }

    /// Finds the decks once more while a session has the screen: nothing is printed, and there may be none.
    pub fn find_again(&mut self, what: &[FilterTerm]) -> Option<FoundDecks> {
        let search = self.search(what);
        Some(self.all_found(search)).filter(|found| !found.contents.headings().is_empty())
    }

    fn all_found(&mut self, search: Search) -> FoundDecks {
        let decks = self.telling("reading decks", |told| search.end(&mut |read| told(read.done, read.all)));
        let problems = if decks.has_problems() { decks.problems() } else { Vec::new() };
        let (roots_used, hidden) = (decks.roots_used().to_vec(), decks.hidden().to_vec());
        FoundDecks { contents: Rc::new(decks), roots_used, hidden, problems }
    }

    /// Does what may take long; `work` tells how much of how much is done, which is shown to who waits for more than half
    /// a second.
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

    /// Says what is wrong with the decks, a line each.
    fn say_problems<'p>(&mut self, problems: impl IntoIterator<Item = &'p Diagnostic>) -> anyhow::Result<()> {
        if self.global.quiet {
            return Ok(());
        }
        // A program is told all.
        let most = if self.err.is_json() { usize::MAX } else { MOST_SAID };
        let mut problems = problems.into_iter();
        for problem in problems.by_ref().take(most) {
            if self.err.is_json() {
                self.err.problem(problem)?;
            } else {
                writeln!(self.err, "{}", crate::deck::diagnostic::one_line(problem))?;
            }
        }
        let more = problems.count();
        if more > 0 {
            writeln!(self.err, "and {more} more; `oss-quiz check` shows all")?;
        }
        Ok(())
    }

    /// Whether decks are among these that are found only in the current folder.
    #[must_use]
    pub fn is_local(&self, roots: &[DeckRoot]) -> bool {
        let is_given = !self.global.decks.is_empty() || !self.env.decks.is_empty();
        !is_given && roots.iter().any(|root| root.decks > 0 && root.path.as_deref() == Some(Path::new(LOCAL)))
    }

    /// Puts the deck that a link leads to in its place, where that is found anyway: it is known by its own name.
    pub fn follow_link(&self, path: &mut PathBuf) {
        if let Some(target) = library::behind_link(path, &self.places(&[])) {
            *path = target;
        }
    }

    /// Where decks come from. A path in WHAT that lies outside is one more place.
    #[must_use]
    pub fn places(&self, what: &[FilterTerm]) -> DeckPaths {
        let given = if self.global.decks.is_empty() { &self.env.decks } else { &self.global.decks };
        let named = what.iter().filter_map(|word| match word {
            FilterTerm::Path(path) => Some(path.clone()),
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
