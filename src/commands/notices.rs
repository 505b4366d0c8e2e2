//! What is said once, above the first question.

use crate::app::App;
use crate::deck::CardIdentity;
use crate::library::Loaded;
use crate::store::Store;

/// A log whose newest event lies this far ahead of now was written by another clock, in milliseconds.
const AHEAD_MS: i64 = 24 * 3_600_000;

/// The lines to be said.
pub(super) fn of(loaded: &Loaded, store: &Store, app: &App) -> anyhow::Result<Vec<String>> {
    let mut lines = Vec::new();
    lines.extend(places(loaded, app));
    lines.extend(without_id(loaded));
    lines.extend(clock_ahead(store, app)?);
    Ok(lines)
}

/// "decks: ./decks", where not all are built in.
fn places(loaded: &Loaded, app: &App) -> Option<String> {
    let used: Vec<String> = loaded
        .roots_used
        .iter()
        .filter(|root| root.decks > 0)
        .map(|root| root.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path)))
        .collect();
    let own = loaded.roots_used.iter().any(|root| root.decks > 0 && root.path.is_some());
    own.then(|| format!("decks: {}", used.join(", ")))
}

/// A card without an id is a new card after each edit.
fn without_id(loaded: &Loaded) -> Option<String> {
    let cards = loaded.collection.decks().iter().flat_map(|deck| &deck.cards);
    let derived = cards.filter(|card| card.identity == CardIdentity::Derived).count();
    let cards = match derived {
        0 => return None,
        1 => "1 card has".to_owned(),
        many => format!("{many} cards have"),
    };
    Some(format!("{cards} no `id:` and will be new after each edit of the question"))
}

fn clock_ahead(store: &Store, app: &App) -> anyhow::Result<Option<String>> {
    let now = app.now();
    let ahead = store.newest_at_ms()?.filter(|&newest| newest > now.at_ms + AHEAD_MS);
    Ok(ahead.map(|at_ms| {
        let newest = crate::schedule::Moment { at_ms, ..now }.local().strftime("%-d %b %Y").to_string();
        format!("the newest answer kept is of {newest}, which is still to come: is the clock right?")
    }))
}
