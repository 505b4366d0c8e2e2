//! `tags`: lists the tags of cards.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::ui;
use crate::app::App;
use crate::app::error::Outcome;
use crate::cli::TagsArgs;
use crate::deck::Decks;
use crate::schedule::{Day, ItemState};
use crate::session::{carry_states, is_due};
use crate::store::Store;
use crate::terminal::{TagRow, tag_table};

/// `{"schema":1,"tags":[…]}`
#[derive(Debug, Serialize)]
struct TagsOut {
    schema: u8,
    tags: Vec<TagOut>,
}

/// Fields are added, never changed.
#[derive(Debug, Serialize)]
struct TagOut {
    tag: String,
    cards: usize,
    items: usize,
    due: usize,
}

/// Lists the tags by name; exit 1 if there are none.
pub(super) fn run(args: &TagsArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let found = app.find(&[])?.contents;
    let store = app.store_to_read()?;
    let tags = tags(&*found, &store, app.now().day)?;
    let outcome = Outcome::found_if(!tags.is_empty());
    if args.json {
        app.print_json(&TagsOut { schema: 1, tags })?;
    } else if tags.is_empty() {
        writeln!(app.err, "No card has a tag.")?;
    } else {
        let row = |tag: TagOut| TagRow { tag: tag.tag, cards: tag.cards, items: tag.items, due: tag.due };
        ui::print(&tag_table(tags.into_iter().map(row)), app)?;
    }
    Ok(outcome)
}

#[derive(Default)]
struct Counts {
    cards: BTreeSet<String>,
    items: usize,
    due: usize,
}

fn tags(found: &dyn Decks, store: &Store, today: Day) -> anyhow::Result<Vec<TagOut>> {
    let mut states = store.states()?;
    carry_states(found, &mut states);
    let unseen = ItemState::default();
    let mut tags: BTreeMap<String, Counts> = BTreeMap::new();
    for item in (0..found.summaries().len()).flat_map(|deck| found.entries(deck)) {
        let due = is_due(&item, states.get(&item.id).unwrap_or(&unseen), today);
        for tag in item.tags.iter() {
            let counts = tags.entry(tag.clone()).or_default();
            counts.cards.insert(item.id.card().to_owned());
            counts.items += 1;
            counts.due += usize::from(due);
        }
    }
    let out = |(tag, counts): (String, Counts)| TagOut {
        tag,
        cards: counts.cards.len(),
        items: counts.items,
        due: counts.due,
    };
    Ok(tags.into_iter().map(out).collect())
}
