//! The list of items that `items` and `show` print.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::item_json::{ItemSource, marked, plain, source};
use super::{selection, ui};
use crate::app::App;
use crate::deck::text::{one_line, safe_line};
use crate::deck::{Decks, Item, Text};
use crate::schedule::{Day, Flag, ItemState};
use crate::session::{Filter, Question};
use crate::store::Store;
use crate::terminal::{ListRow, Listing, due_word};

/// An item and its state.
pub(super) struct Listed {
    item: Item,
    state: ItemState,
    /// The deck's file; `None` for a built-in deck.
    path: Option<Arc<Path>>,
}

/// An item of `items --json`. Fields are added, never changed.
#[derive(Debug, Serialize)]
pub(super) struct ListedOut {
    id: String,
    deck: String,
    kind: &'static str,
    state: &'static str,
    due: Option<String>,
    flag: Option<FlagOut>,
    prompt: String,
    prompt_source: String,
    right: Vec<String>,
    right_source: Vec<String>,
    because: Option<String>,
    because_source: Option<String>,
    leech: bool,
    #[serde(flatten)]
    home: ItemSource,
}

#[derive(Debug, Serialize)]
struct FlagOut {
    note: Option<String>,
}

/// The items that match a filter, deck after deck in file order.
///
/// # Errors
/// If the store can't be read.
pub(super) fn of(filter: &Filter, found: &dyn Decks, store: &Store, today: Day) -> anyhow::Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for (at, items) in selection::items(filter, found, store, today)? {
        // Read each deck once, not once per item.
        let cards: HashMap<String, _> = found.cards(at).into_iter().map(|card| (card.id.to_string(), card)).collect();
        let path = &found.summaries()[at].path;
        listed.extend(items.into_iter().filter_map(|(entry, state)| {
            let card = Arc::clone(cards.get(entry.id.card())?);
            Some(Listed { item: Item { id: entry.id, card }, state, path: path.clone() })
        }));
    }
    Ok(listed)
}

impl Listed {
    pub(super) const fn item(&self) -> &Item {
        &self.item
    }

    fn is_suspended(&self) -> bool {
        self.state.suspended.unwrap_or(self.item.card.suspended)
    }

    fn state_word(&self, today: Day) -> &'static str {
        if self.is_suspended() {
            "suspended"
        } else if self.state.buried == Some(today) {
            "buried"
        } else {
            self.state.phase().word()
        }
    }

    pub(super) fn json(&self, found: &dyn Decks, today: Day) -> ListedOut {
        let question = Question::new(&self.item, 0);
        let (right, because) = (question.right(), self.item.card.because.as_ref());
        ListedOut {
            id: self.item.id.to_string(),
            deck: self.item.id.deck().to_owned(),
            kind: self.item.card.body.kind().word(),
            state: self.state_word(today),
            due: self.state.seen.map(|seen| seen.due.to_string()),
            flag: self.state.flag.as_ref().map(|flag| FlagOut { note: flag.note.clone() }),
            prompt: in_one_line(&question),
            prompt_source: question.prompt_source(),
            right: plain(&right),
            right_source: source(&right),
            because: because.map(Text::plain),
            because_source: because.map(marked),
            leech: self.state.is_leech(),
            home: ItemSource::of(&self.item.card, &self.item.id, found),
        }
    }

    fn row(&self, today: Day, app: &App) -> ListRow {
        let due = self.state.seen.map(|seen| due_word_of(seen.due, app));
        ListRow {
            id: self.item.id.to_string(),
            kind: self.item.card.body.kind().word(),
            state: self.state_word(today),
            // New items have no due day, and suspended ones are not asked.
            due: due.filter(|_| !self.is_suspended()).unwrap_or_else(|| "-".to_owned()),
            prompt: in_one_line(&Question::new(&self.item, 0)),
            flag: self.state.flag.as_ref().map(flagged),
            place: self.path.as_ref().map(|path| format!("{}:{}", app.shown(path), self.item.card.place.line)),
        }
    }
}

fn in_one_line(question: &Question) -> String {
    one_line(&question.plain_prompt())
}

/// The due day in words, relative to now.
pub(super) fn due_word_of(due: Day, app: &App) -> String {
    let today = app.now().day;
    due_word(due, today, Day::from(app.clock.now().date()) == today)
}

/// `flagged: note`
pub(super) fn flagged(flag: &Flag) -> String {
    flag.note.as_ref().map_or_else(|| "flagged".to_owned(), |note| format!("flagged: {}", safe_line(note)))
}

/// Prints a list in the style of the UI.
///
/// # Errors
/// If it can't be written.
pub(super) fn print(items: &[Listed], app: &mut App) -> anyhow::Result<()> {
    let today = app.now().day;
    let listing = Listing(items.iter().map(|item| item.row(today, app)).collect());
    let text = ui::listing(&listing, app);
    app.out.write_all(text.as_bytes())?;
    Ok(())
}
