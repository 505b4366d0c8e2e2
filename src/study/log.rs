//! Statistics that need the log itself, not only states and sums by day.

use anyhow::Result;

use super::LearnerProgress;
use crate::deck::ItemId;
use crate::schedule::{Act, Event, EventKind};
use crate::stats::log_stats::{ItemTally, LogStats, LogStatsReader};
use crate::stats::{ItemLife, StudiedItem};
use crate::store::Store;

impl LearnerProgress<'_> {
    /// Statistics over the log of these items; over the whole log if WHAT names everything.
    pub(crate) fn past(&self, known: &[StudiedItem<'_>], store: &Store) -> Result<LogStats> {
        let mut reader = LogStatsReader::new(&self.model, self.today);
        if self.settings.filter.is_everything() {
            whole_log(&mut reader, store)?;
        } else {
            for one in known.iter().filter(|one| one.state.attempts > 0) {
                // Until its first answer an item has its events under its earlier name.
                let name = self.carried.get(&one.item.id).unwrap_or(&one.item.id);
                reader.item(name, &store.history(name)?);
            }
        }
        let mut past = reader.done();
        // List renamed items under their present name.
        let renamed = self.carried.iter().filter_map(|(now, before)| {
            let tally = past.items.iter().find(|tally| tally.item == *before)?;
            let mut tally = tally.clone();
            tally.item.clone_from(now);
            Some(tally)
        });
        let renamed: Vec<ItemTally> = renamed.collect();
        past.items.extend(renamed);
        past.items.sort_by(|a, b| a.item.cmp(&b.item));
        Ok(past)
    }

    pub(crate) fn lives(&self, known: &[StudiedItem<'_>], store: &Store) -> Result<Vec<ItemLife>> {
        let life = |one: &StudiedItem<'_>| {
            // Until its first answer an item has its events under its earlier name.
            let name = self.carried.get(&one.item.id).unwrap_or(&one.item.id);
            Ok(ItemLife::of(one, &*self.context.found, &store.history(name)?, &self.model, self.today))
        };
        known.iter().map(life).collect()
    }
}

/// Feeds the whole log to the reader, item by item.
fn whole_log(reader: &mut LogStatsReader<'_>, store: &Store) -> Result<()> {
    let mut item: Option<ItemId> = None;
    let mut events: Vec<Event> = Vec::new();
    store.each_event(|event| -> Result<()> {
        if event.item != item {
            take(reader, item.as_ref(), &mut events, store)?;
            item.clone_from(&event.item);
        }
        events.push(event);
        Ok(())
    })?;
    take(reader, item.as_ref(), &mut events, store)
}

fn take(reader: &mut LogStatsReader<'_>, item: Option<&ItemId>, events: &mut Vec<Event>, store: &Store) -> Result<()> {
    let Some(item) = item else {
        events.clear();
        return Ok(());
    };
    if events.iter().any(|event| matches!(event.what, EventKind::Act(Act::Carry { .. }))) {
        *events = store.history(item)?;
    }
    reader.item(item, &*events);
    events.clear();
    Ok(())
}
