//! The decks and the log: where a session, `due` and `stats` get what they work with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::candidates::{self, WantedDecks};
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, ItemState, NewOrder};
use crate::session::{Candidates, Filter, Log, Mode, Session, Settings};
use crate::store::{SeenDeck, Store, StoreError};

/// Decks and log.
#[derive(Debug)]
pub(super) struct StudyContext {
    pub(super) found: Rc<dyn Decks>,
    pub(super) store: Rc<Store>,
    /// Which decks the store was told to want.
    wanted: RefCell<Option<Filter>>,
    /// Why a state could not be read, where a session asked for one.
    failure: RefCell<Option<StoreError>>,
}

impl StudyContext {
    pub(super) fn new(found: Rc<dyn Decks>, store: Store) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::new(store)))
    }

    /// The same log with decks that were read anew.
    pub(super) fn with(&self, found: Rc<dyn Decks>) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::clone(&self.store)))
    }

    fn of(found: Rc<dyn Decks>, store: Rc<Store>) -> Self {
        Self { found, store, wanted: RefCell::default(), failure: RefCell::default() }
    }

    /// What the log has seen of each deck, by its id.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn seen(&self) -> Result<HashMap<String, SeenDeck>, StoreError> {
        Ok(self.store.deck_sums()?.into_iter().collect())
    }

    /// What may be asked on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn candidates(&self, day: Day, settings: &Settings) -> Result<Candidates, StoreError> {
        self.some_of_slate(day, settings, usize::MAX)
    }

    /// The same, but of what is due no more than about `most`, where that is quicker.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn some_of_slate(&self, day: Day, settings: &Settings, most: usize) -> Result<Candidates, StoreError> {
        // Where new items are shuffled, the first ones can be anywhere.
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

    /// Runs `work` on the decks that are wanted, with their catalogue joined with the log. `None` if that can't be done,
    /// or not only whole decks are wanted: then every item has to be looked at.
    pub(super) fn joined<T>(
        &self,
        settings: &Settings,
        work: impl FnOnce(&WantedDecks) -> Result<T, StoreError>,
    ) -> Option<T> {
        let tables = self.found.tables().filter(|_| settings.filter.is_of_decks())?;
        let joined = self.store.with_catalogue(tables.path, || {
            let decks = WantedDecks::of(&self.found, &tables.files, &self.seen()?, settings);
            if self.wanted.borrow().as_ref() != Some(&settings.filter) {
                self.store.want(decks.files())?;
                *self.wanted.borrow_mut() = Some(settings.filter.clone());
            }
            if self.store.has_all_wanted()? { work(&decks).map(Some) } else { Ok(None) }
        });
        joined.ok().flatten()
    }

    /// A session on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn session(self: &Rc<Self>, settings: Settings, today: Day) -> Result<Session, StoreError> {
        let candidates = self.candidates(today, &settings)?;
        let log = Rc::clone(self) as Rc<dyn Log>;
        let session = Session::on(Rc::clone(&self.found), log, candidates, self.store.model()?, settings);
        self.checked(session)
    }

    /// Goes on with decks that were read anew, as does the session.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn go_on_with(
        self: &mut Rc<Self>,
        found: Rc<dyn Decks>,
        session: &mut Session,
    ) -> Result<(), StoreError> {
        *self = self.with(found);
        let candidates = self.candidates(session.today(), session.settings())?;
        session.reload(Rc::clone(&self.found), Rc::clone(self) as Rc<dyn Log>, candidates);
        self.checked(())
    }

    /// Hands on what a session did, or why it could not know what it had to.
    ///
    /// # Errors
    /// When the store could not be read in between.
    pub(super) fn checked<T>(&self, done: T) -> Result<T, StoreError> {
        match self.failure.take() {
            Some(failure) => Err(failure),
            None => Ok(done),
        }
    }

    /// The states of every item, by name.
    pub(super) fn states(&self) -> Result<HashMap<ItemId, ItemState>, StoreError> {
        self.store.states()
    }
}

impl Log for StudyContext {
    fn state(&self, item: &ItemId) -> ItemState {
        self.store.state(item).unwrap_or_else(|failure| {
            self.failure.borrow_mut().get_or_insert(failure);
            ItemState::default()
        })
    }
}
