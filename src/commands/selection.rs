//! What WHAT selects, and what to say where that is nothing.

use crate::app::{App, missing_failure};
use crate::deck::{Contents, Entry};
use crate::schedule::{Day, ItemState};
use crate::session::{EmptySelection, Filter, FilterTerm, Settings, carry_on};
use crate::store::Store;

/// The settings of a session on what WHAT names.
///
/// # Errors
/// When WHAT names what is not there, or the store can't be read.
pub(super) fn settings(
    what: &[FilterTerm],
    found: &dyn Contents,
    store: &Store,
    app: &App,
) -> anyhow::Result<Settings> {
    let mut settings = app.settings(what, found)?;
    if settings.filter.asks_for_missed() {
        settings.filter.know_missed(store.missed(app.now().day)?);
    }
    Ok(settings)
}

/// The place of a deck among the decks found, and items of it with what the log knows of them.
pub(super) type OfDeck = (usize, Vec<(Entry, ItemState)>);

/// The items that a filter lets through and what the log knows of them, deck after deck in the order of their files.
/// Decks without any are left out.
///
/// # Errors
/// When the store can't be read.
pub(super) fn items(filter: &Filter, found: &dyn Contents, store: &Store, today: Day) -> anyhow::Result<Vec<OfDeck>> {
    let mut states = store.states()?;
    carry_on(found, &mut states);
    let mut decks = Vec::new();
    for (at, _) in found.headings().iter().enumerate().filter(|(_, deck)| filter.may_want(deck)) {
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

/// Which part of a selection matches nothing, as a sentence; none where something matches.
///
/// # Errors
/// When there is no such tag, or the store can't be read.
pub(super) fn nothing(
    filter: &Filter,
    found: &dyn Contents,
    store: &Store,
    today: Day,
) -> anyhow::Result<Option<String>> {
    // Nothing narrows that could be named.
    if filter.is_everything() {
        return Ok(None);
    }
    let mut states = store.states()?;
    carry_on(found, &mut states);
    match filter.why_nothing(found, &states, today) {
        None => Ok(None),
        Some(EmptySelection::None(said)) => Ok(Some(said)),
        Some(EmptySelection::Missing(missing)) => Err(missing_failure(missing).into()),
    }
}

/// A sentence within another, or after `error: `: small, without its full stop.
pub(super) fn phrase(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    chars.next().map(char::to_lowercase).into_iter().flatten().chain(chars).collect()
}

/// WHAT as it is typed at a shell.
pub(super) fn typed<'w>(what: impl IntoIterator<Item = &'w FilterTerm>) -> String {
    what.into_iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// A word of WHAT as a shell takes it.
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
