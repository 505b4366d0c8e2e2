//! The log joined with the catalogue of decks: what is due and what is new among the items that the decks have.
//!
//! Only two tables of the catalogue are used: `items (name, file, place, …)` and `decks (file, id, …)`. All methods
//! but [`Store::with_catalogue`] must be called within its `work`.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::OptionalExtension;

use super::log::ItemName;
use super::{DueItems, Store, StoreResult, open, views};
use crate::deck::ItemId;
use crate::schedule::Day;

/// Whether an item is in one of the wanted decks.
pub(super) const IS_WANTED: &str = "exists (select 1 from catalogue.items join temp.wanted using (file) \
                                    where catalogue.items.name = states.name)";

pub(super) const NEW_OF_FILE: &str = "select name, place from catalogue.items as item where file = ?1 and place >= ?2 and not exists \
     (select 1 from main.states where states.name = item.name and last_day is not null) order by place limit ?3";

#[expect(
    clippy::missing_errors_doc,
    reason = "all fail alike: a file is locked, damaged, gone, or holds what makes no sense"
)]
impl Store {
    /// Runs `work` with a catalogue attached, if it is the one with this number. All its queries see one state of the
    /// log and one of the catalogue. It must not write to the log.
    ///
    /// Fails within a transaction, and at once if another process is filling the catalogue. The catalogue is detached
    /// afterwards: a transaction that writes locks everything attached, so each answer would wait for that process.
    pub fn with_catalogue<T>(
        &self,
        (catalogue, number): (&Path, i64),
        work: impl FnOnce() -> StoreResult<T>,
    ) -> StoreResult<T> {
        if !self.db.is_autocommit() {
            return self.read(|_| Err(rusqlite::Error::InvalidQuery));
        }
        self.without_waiting(|| {
            self.read(|db| {
                let uri = open::uri(catalogue, "mode=ro");
                db.prepare_cached("attach ?1 as catalogue")?.execute([uri.to_string_lossy()])
            })?;
            let done = self
                .read(|db| {
                    let found: i64 = db.pragma_query_value(Some("catalogue"), "application_id", |row| row.get(0))?;
                    if found != number {
                        return Err(rusqlite::Error::InvalidQuery);
                    }
                    db.execute_batch(
                        "pragma temp_store = memory; \
                         create temp table if not exists wanted (file integer primary key, deck text not null)",
                    )
                })
                .and_then(|()| self.at_one_moment(work));
            let detached = self.read(|db| db.execute_batch("detach catalogue"));
            done.and_then(|done| detached.map(|()| done))
        })
    }

    /// Sets which decks are wanted from now on: the number of each deck's file in the catalogue, and its id.
    pub fn want<'d>(&self, decks: impl IntoIterator<Item = (i64, &'d str)>) -> StoreResult<()> {
        self.read(|db| {
            // One savepoint is quicker; only temporary tables are written to, so the store isn't locked.
            db.execute_batch("savepoint want; delete from temp.wanted")?;
            let mut want = db.prepare_cached("insert into temp.wanted (file, deck) values (?1, ?2)")?;
            let wanted = decks.into_iter().try_for_each(|deck| want.execute(deck).map(|_| ()));
            db.execute_batch("release want")?;
            wanted
        })
    }

    /// Whether the catalogue still has every wanted deck. Another process may have read a file again.
    pub fn has_all_wanted(&self) -> StoreResult<bool> {
        self.read(|db| {
            let mut missing = db.prepare_cached(
                "select not exists (select 1 from temp.wanted left join catalogue.decks using (file) \
                 where catalogue.decks.id is not wanted.deck)",
            )?;
            missing.query_row([], |row| row.get(0))
        })
    }

    /// What is due in the wanted decks up to and including `until`, at most `most` items, without those that the
    /// learner suspended. Sorted by due day, then by name.
    pub fn due_of_wanted(&self, until: Day, most: usize) -> StoreResult<DueItems> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let condition = format!("where asked_day <= ?1 and {IS_WANTED} order by asked_day, name limit ?2");
        self.read(|db| views::states_where(db, &condition, (until.number(), most)))
    }

    /// Whether one of the wanted decks has this item.
    pub fn is_wanted(&self, item: &ItemId) -> StoreResult<bool> {
        self.read(|db| {
            let mut find = db.prepare_cached(
                "select exists (select 1 from catalogue.items join temp.wanted using (file) where name = ?1)",
            )?;
            find.query_row([item.as_str()], |row| row.get(0))
        })
    }

    /// The first items of a file without a review that feeds memory, in the order of the file, starting at place
    /// `from`; and the place after the last of them.
    pub fn new_of_file(&self, file: i64, from: u32, most: usize) -> StoreResult<(Vec<ItemId>, u32)> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|db| {
            let mut find = db.prepare_cached(NEW_OF_FILE)?;
            let (mut items, mut next) = (Vec::new(), from);
            let mut rows = find.query((file, from, most))?;
            while let Some(row) = rows.next()? {
                let ItemName(item) = row.get(0)?;
                items.push(item);
                next = row.get::<_, u32>(1)?.saturating_add(1);
            }
            Ok((items, next))
        })
    }

    /// How many items of the wanted decks fall due on each day from `first` to `last`, both included, without those
    /// that the learner suspended.
    pub fn due_days_of_wanted(&self, first: Day, last: Day) -> StoreResult<BTreeMap<Day, usize>> {
        self.read(|db| {
            let mut count = db.prepare_cached(&format!(
                "select asked_day, count(*) from states \
                 where asked_day between ?1 and ?2 and {IS_WANTED} group by asked_day"
            ))?;
            let rows = count.query_map((first.number(), last.number()), |row| {
                Ok((Day::from_number(row.get(0)?), row.get::<_, u32>(1)? as usize))
            })?;
            rows.collect()
        })
    }

    /// The first day after `day` on which an item of the wanted decks falls due, ignoring those that the learner
    /// suspended.
    pub fn due_of_wanted_after(&self, day: Day) -> StoreResult<Option<Day>> {
        self.read(|db| {
            let mut next = db.prepare_cached(&format!(
                "select asked_day from states where asked_day > ?1 and {IS_WANTED} order by asked_day limit 1"
            ))?;
            next.query_row([day.number()], |row| row.get(0).map(Day::from_number)).optional()
        })
    }
}
