//! The decks and the log together: what a session, `due` and `stats` work with.

use std::collections::HashMap;
use std::rc::Rc;

use super::candidates::{self, WantedDecks};
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, ItemState, NewOrder};
use crate::session::{Candidates, Mode, Session, Settings};
use crate::store::{SeenDeck, Store, StoreError};

/// The decks found, and the log.
#[derive(Debug)]
pub(crate) struct StudyContext {
    pub(crate) found: Rc<dyn Decks>,
    pub(crate) store: Rc<Store>,
}

impl StudyContext {
    pub(crate) fn new(found: Rc<dyn Decks>, store: Store) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::new(store)))
    }

    /// The same log with decks that were read again.
    pub(crate) fn with(&self, found: Rc<dyn Decks>) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::clone(&self.store)))
    }

    fn of(found: Rc<dyn Decks>, store: Rc<Store>) -> Self {
        Self { found, store }
    }

    /// What the log has seen of each deck, by its id.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn seen(&self) -> Result<HashMap<String, SeenDeck>, StoreError> {
        Ok(self.store.deck_sums()?.into_iter().collect())
    }

    /// What may be asked on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn candidates(&self, day: Day, settings: &Settings) -> Result<Candidates, StoreError> {
        self.some_candidates(day, settings, usize::MAX)
    }

    /// Like [`candidates`](Self::candidates), but with at most about `most` due items where that is quicker.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn some_candidates(&self, day: Day, settings: &Settings, most: usize) -> Result<Candidates, StoreError> {
        // If new items are shuffled, the first ones can be anywhere.
        let is_mixed = settings.limits.new_order == NewOrder::Mixed;
        let joined =
            || self.joined(settings, |decks| candidates::candidates(decks, &self.store, settings, (day, most)));
        if settings.mode == Mode::Today
            && !is_mixed
            && let Some(candidates) = joined()
        {
            return Ok(candidates);
        }
        Ok(Candidates::whole(&*self.found, self.store.states()?, &settings.filter, day))
    }

    /// Runs `work` on the decks that are wanted, with their catalogue joined to the log. Returns `None` if that can't
    /// be done, or if the filter asks for more than whole decks: then every item has to be looked at.
    pub(crate) fn joined<T>(
        &self,
        settings: &Settings,
        work: impl FnOnce(&WantedDecks) -> Result<T, StoreError>,
    ) -> Option<T> {
        let tables = self.found.tables().filter(|_| settings.filter.is_of_decks())?;
        let joined = self.store.with_catalogue((tables.path, tables.number), || {
            let decks = WantedDecks::of(&self.found, &tables.files, &self.seen()?, settings);
            self.store.want(decks.files())?;
            if self.store.has_all_wanted()? { work(&decks).map(Some) } else { Ok(None) }
        });
        // If the store itself has failed, the caller finds out when it looks at every item.
        joined.inspect_err(|_| self.found.check_tables()).ok().flatten()
    }

    /// A session on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn session(self: &Rc<Self>, settings: Settings, today: Day) -> Result<Session, StoreError> {
        let candidates = self.candidates(today, &settings)?;
        Ok(Session::on(Rc::clone(&self.found), candidates, self.store.model()?, settings))
    }

    /// The candidates of a study day for a session that has begun, with the states of the other items it needs.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn candidates_of(&self, session: &Session, day: Day) -> Result<Candidates, StoreError> {
        let mut candidates = self.candidates(day, session.settings())?;
        for item in session.items_needed() {
            if !candidates.states.contains_key(item) {
                candidates.states.insert(item.clone(), self.store.state(item)?);
            }
        }
        Ok(candidates)
    }

    /// Switches this context and the session to decks that were read again.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn go_on_with(
        self: &mut Rc<Self>,
        found: Rc<dyn Decks>,
        session: &mut Session,
    ) -> Result<(), StoreError> {
        *self = self.with(found);
        let candidates = self.candidates_of(session, session.today())?;
        session.reload(Rc::clone(&self.found), candidates);
        Ok(())
    }

    /// The state of every item, by name.
    pub(crate) fn states(&self) -> Result<HashMap<ItemId, ItemState>, StoreError> {
        self.store.states()
    }
}
