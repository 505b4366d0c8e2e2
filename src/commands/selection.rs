//! The items that WHAT selects, and the message if there are none.

use crate::app::{App, unknown_name};
use crate::deck::{Decks, ItemSummary};
use crate::schedule::{Day, ItemState};
use crate::session::{EmptySelection, Filter, FilterTerm, Settings, carry_states};
use crate::store::Store;

/// The settings of a session on WHAT.
///
/// # Errors
/// If WHAT names something unknown, or the store can't be read.
pub(super) fn settings(what: &[FilterTerm], found: &dyn Decks, store: &Store, app: &App) -> anyhow::Result<Settings> {
    let mut settings = app.settings(what, found)?;
    if settings.filter.asks_for_missed() {
        settings.filter.set_missed(store.missed(app.now().day)?);
    }
    Ok(settings)
}

/// The index of a deck among the decks found, and items of it with their states.
pub(super) type OfDeck = (usize, Vec<(ItemSummary, ItemState)>);

/// The items that match a filter and their states, deck after deck in file order. Decks without a match are left out.
///
/// # Errors
/// If the store can't be read.
pub(super) fn items(filter: &Filter, found: &dyn Decks, store: &Store, today: Day) -> anyhow::Result<Vec<OfDeck>> {
    let mut states = store.states()?;
    carry_states(found, &mut states);
    let mut decks = Vec::new();
    for (at, _) in found.summaries().iter().enumerate().filter(|(_, deck)| filter.may_want(deck)) {
        let known = found.entries(at).into_iter().map(|entry| {
            let state = states.remove(&entry.id).unwrap_or_default();
            (entry, state)
        });
        let wanted: Vec<_> = known.filter(|(entry, state)| filter.wants(entry, state, found, today)).collect();
        if !wanted.is_empty() {
            decks.push((at, wanted));
        }
    }
    Ok(decks)
}

/// A sentence that says which part of a selection matches nothing; `None` if something matches.
///
/// # Errors
/// If there is no such tag, or the store can't be read.
pub(super) fn nothing(filter: &Filter, found: &dyn Decks, store: &Store, today: Day) -> anyhow::Result<Option<String>> {
    // There is no part to name.
    if filter.is_everything() {
        return Ok(None);
    }
    let mut states = store.states()?;
    carry_states(found, &mut states);
    match filter.why_nothing(found, &states, today) {
        None => Ok(None),
        Some(EmptySelection::None(said)) => Ok(Some(said)),
        Some(EmptySelection::UnknownName(missing)) => Err(unknown_name(missing).into()),
    }
}

/// Turns a sentence into a phrase for use after `error: `: lower case, without its full stop.
pub(super) fn phrase(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    chars.next().map(char::to_lowercase).into_iter().flatten().chain(chars).collect()
}

/// WHAT as typed in a shell.
pub(super) fn typed<'w>(what: impl IntoIterator<Item = &'w FilterTerm>) -> String {
    what.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// A word of WHAT, quoted for a shell if needed.
fn quoted(word: &FilterTerm) -> String {
    let text = word.to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./:#~+".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_part_them() {
        let shown = |text: &str| quoted(&text.parse().expect("a WHAT"));
        assert_eq!(shown("rise/a#c1"), "rise/a#c1");
        assert_eq!(shown("text:two words"), "'text:two words'");
        assert_eq!(shown("text:it's"), r"'text:it'\''s'");
    }
}
