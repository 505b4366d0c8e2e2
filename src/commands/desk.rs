//! The decks and the log at hand: where a session, `due` and `stats` get what they work with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::choosing::{self, Decks};
use crate::deck::{Contents, ItemId};
use crate::schedule::{Day, ItemState, NewOrder};
use crate::session::{Filter, Log, Mode, Session, Settings, Slate};
use crate::store::{DueItems, SeenDeck, Store, StoreError};

/// Decks and log.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) found: Rc<dyn Contents>,
    pub(super) store: Rc<Store>,
    /// What was last asked of the log that no deck has to do with.
    glance: RefCell<Option<Glance>>,
    /// The decks that were wanted last, and the moment of the log they were compared with.
    compared: RefCell<Option<ComparedDecks>>,
    /// Why a state could not be read, where a session asked for one.
    failure: RefCell<Option<StoreError>>,
}

/// A moment of the log: it is another whenever something was written.
type LogVersion = (i64, u64);

/// What is known of the items of each deck, by its id: these rise.
pub(super) type SeenDecks = Rc<Vec<(String, SeenDeck)>>;

/// Finds what is known of decks, the sooner the more they are asked for in the order of their ids.
pub(super) struct Finger<'s> {
    decks: &'s [(String, SeenDeck)],
    /// Where the next one is looked for first.
    next: usize,
}

impl<'s> Finger<'s> {
    pub(super) const fn on(decks: &'s [(String, SeenDeck)]) -> Self {
        Self { decks, next: 0 }
    }

    pub(super) fn find(&mut self, id: &str) -> Option<&'s SeenDeck> {
        let at = match self.decks.get(self.next) {
            Some((next, _)) if next == id => self.next,
            _ => self.decks.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?,
        };
        self.next = at + 1;
        self.decks.get(at).map(|(_, seen)| seen)
    }
}

/// What is asked of the log whichever decks there are; so it can be asked while they are searched for.
#[derive(Debug)]
pub(super) struct Glance {
    moment: LogVersion,
    seen: SeenDecks,
    /// What is due on a day, of that no more than about so many.
    due: Option<(Day, usize, DueItems)>,
}

impl Glance {
    /// What a session on a study day begins with, if no more of what is due is wanted than about `most`.
    ///
    /// # Errors
    /// When the store can't be read.
    fn ahead(store: &Store, day: Day, most: usize) -> Result<Self, StoreError> {
        let glance = Self::at(store.moment()?, store)?;
        Ok(Self { due: Some((day, most, store.some_due(day, most)?)), ..glance })
    }

    /// The same of a store that was opened, if it was; what goes wrong is told when it is asked for again.
    pub(super) fn ahead_of_all(opened: &anyhow::Result<Option<Store>>, day: Day, most: usize) -> Option<Self> {
        opened.as_ref().ok()?.as_ref().and_then(|store| Self::ahead(store, day, most).ok())
    }

    fn at(moment: LogVersion, store: &Store) -> Result<Self, StoreError> {
        Ok(Self { moment, seen: Rc::new(store.deck_sums()?), due: None })
    }

    /// Takes what is due, if it is what is asked for.
    fn take_due(&mut self, asked: (Day, usize)) -> Option<DueItems> {
        self.due.take_if(|(day, most, _)| (*day, *most) == asked).map(|(_, _, due)| due)
    }
}

/// Decks compared with the log.
#[derive(Debug)]
struct ComparedDecks {
    /// The moment of the log.
    moment: LogVersion,
    /// Which decks were wanted.
    filter: Filter,
    decks: Rc<Decks>,
}

impl Desk {
    pub(super) fn new(found: Rc<dyn Contents>, store: Store) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::new(store)))
    }

    /// The same log with decks that were read anew.
    pub(super) fn with(&self, found: Rc<dyn Contents>) -> Rc<Self> {
        Rc::new(Self::of(found, Rc::clone(&self.store)))
    }

    fn of(found: Rc<dyn Contents>, store: Rc<Store>) -> Self {
        let (glance, compared, failure) = Default::default();
        Self { found, store, glance, compared, failure }
    }

    /// What was asked of the store before need not be asked again, while nothing is written.
    pub(super) fn knowing(self: Rc<Self>, glance: Option<Glance>) -> Rc<Self> {
        *self.glance.borrow_mut() = glance;
        self
    }

    /// What is known of the items of each deck; read once while nothing is written.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn seen(&self) -> Result<SeenDecks, StoreError> {
        self.glancing(|glance| Rc::clone(&glance.seen))
    }

    /// What is due on a study day, the longest due first, and of that no more than `most`.
    fn due(&self, day: Day, most: usize) -> Result<DueItems, StoreError> {
        match self.glancing(|glance| glance.take_due((day, most)))? {
            Some(due) => Ok(due),
            None => self.store.some_due(day, most),
        }
    }

    fn glancing<T>(&self, read: impl FnOnce(&mut Glance) -> T) -> Result<T, StoreError> {
        let moment = self.store.moment()?;
        let mut known = self.glance.borrow_mut();
        match known.as_mut().filter(|known| known.moment == moment) {
            Some(known) => Ok(read(known)),
            None => Ok(read(known.insert(Glance::at(moment, &self.store)?))),
        }
    }

    /// What may be asked on a study day.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn slate(&self, day: Day, settings: &Settings) -> Result<Slate, StoreError> {
        self.some_of_slate(day, settings, usize::MAX)
    }

    /// The same, but of what is due no more than about `most`, where that is quicker.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn some_of_slate(&self, day: Day, settings: &Settings, most: usize) -> Result<Slate, StoreError> {
        // Where new items are shuffled, the first ones can be anywhere.
        let mixed = settings.limits.new_order == NewOrder::Mixed;
        if settings.mode != Mode::Today || !settings.filter.is_of_decks() || mixed {
            return Ok(Slate::whole(&*self.found, self.store.states()?, &settings.filter, day));
        }
        let mut slate = Ok(Slate::default());
        self.found.at_one_go(&mut || {
            slate = self.decks(settings).and_then(|decks| {
                let due = self.due(day, most)?;
                choosing::slate(&decks, &self.store, settings, (day, due, most))
            });
        });
        slate
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
        let decks = Rc::new(Decks::of(&self.found, self.seen()?, &self.store, settings)?);
        let compared = ComparedDecks { moment, filter: settings.filter.clone(), decks: Rc::clone(&decks) };
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

    /// Goes on with decks that were read anew, as does the session.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn go_on_with(
        self: &mut Rc<Self>,
        found: Rc<dyn Contents>,
        session: &mut Session,
    ) -> Result<(), StoreError> {
        *self = self.with(found);
        let slate = self.slate(session.today(), session.settings())?;
        session.reload(Rc::clone(&self.found), Rc::clone(self) as Rc<dyn Log>, slate);
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

impl Log for Desk {
    fn state(&self, item: &ItemId) -> ItemState {
        self.store.state(item).unwrap_or_else(|failure| {
            self.failure.borrow_mut().get_or_insert(failure);
            ItemState::default()
        })
    }
}
