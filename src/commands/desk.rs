//! The decks and the log at hand: where a session, `due` and `stats` get what they work with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::choosing::{self, Decks};
use crate::deck::{Contents, ItemId};
use crate::schedule::{Day, ItemState};
use crate::session::{Aim, Filter, Log, Session, Settings, Slate};
use crate::store::{Store, StoreError};

/// Decks and log.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) found: Rc<dyn Contents>,
    pub(super) store: Rc<Store>,
    /// The decks that were wanted last, and the moment of the log they were compared with.
    compared: RefCell<Option<Compared>>,
    /// Why a state could not be read, where a session asked for one.
    failure: RefCell<Option<StoreError>>,
}

/// Decks compared with the log.
#[derive(Debug)]
struct Compared {
    /// The moment of the log.
    moment: (i64, u64),
    /// Which decks were wanted.
    filter: Filter,
    decks: Rc<Decks>,
}

impl Desk {
    pub(super) fn new(found: Rc<dyn Contents>, store: Store) -> Rc<Self> {
        Rc::new(Self { found, store: Rc::new(store), compared: RefCell::default(), failure: RefCell::default() })
    }

    /// The same log with decks that were read anew.
    pub(super) fn with(&self, found: Rc<dyn Contents>) -> Rc<Self> {
        let store = Rc::clone(&self.store);
        Rc::new(Self { found, store, compared: RefCell::default(), failure: RefCell::default() })
    }

    /// What may be asked on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn slate(&self, day: Day, settings: &Settings) -> Result<Slate, StoreError> {
        if settings.aim == Aim::Today && settings.filter.is_of_decks() {
            choosing::slate(&*self.decks(settings)?, &self.store, settings, day)
        } else {
            Ok(Slate::whole(&*self.found, self.store.states()?, &settings.filter, day))
        }
    }

    /// The decks that are wanted, compared with what the log has seen of them; once while nothing is written.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn decks(&self, settings: &Settings) -> Result<Rc<Decks>, StoreError> {
        let moment = self.store.moment()?;
        if let Some(compared) = &*self.compared.borrow()
            && compared.moment == moment
            && compared.filter == settings.filter
        {
            return Ok(Rc::clone(&compared.decks));
        }
        let decks = Rc::new(Decks::of(&self.found, &self.store, settings)?);
        let compared = Compared { moment, filter: settings.filter.clone(), decks: Rc::clone(&decks) };
        *self.compared.borrow_mut() = Some(compared);
        Ok(decks)
    }

    /// A session on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn session(self: &Rc<Self>, settings: Settings, today: Day) -> Result<Session, StoreError> {
        let slate = self.slate(today, &settings)?;
        let log = Rc::clone(self) as Rc<dyn Log>;
        let session = Session::on(Rc::clone(&self.found), log, slate, self.store.model()?, settings);
        self.checked(session)
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

impl Log for Desk {
    fn state(&self, item: &ItemId) -> ItemState {
        self.store.state(item).unwrap_or_else(|failure| {
            self.failure.borrow_mut().get_or_insert(failure);
            ItemState::default()
        })
    }
}
