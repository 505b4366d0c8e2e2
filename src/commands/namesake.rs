//! Another deck of a known name: its cards would take the progress of cards they have nothing to do with.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::face;
use crate::app::App;
use crate::deck::{Card, Contents, ItemId, fold::fold, prompt_hash};
use crate::store::{SeenPrompt, Store};
use crate::terminal::dialog;

/// With fewer known cards nothing can be said.
const ENOUGH: usize = 5;

/// A deck that is not what was acknowledged last, with its cards.
#[derive(Debug)]
pub(super) struct Changed {
    /// Its place among the headings.
    pub(super) at: usize,
    pub(super) cards: Vec<Arc<Card>>,
    /// What was seen of it.
    pub(super) seen: HashMap<ItemId, SeenPrompt>,
}

/// The decks that were studied before and are not as they were.
pub(super) fn changed(found: &dyn Contents, store: &Store) -> anyhow::Result<Vec<Changed>> {
    let known = store.deck_sums()?;
    let mut changed = Vec::new();
    for (at, deck) in found.headings().iter().enumerate() {
        let Some(before) = known.get(deck.id.as_str()) else { continue };
        if before.prompts == Some(deck.sums.prompts) {
            continue;
        }
        let seen = store.prompts_of_deck(deck.id.as_str())?;
        // A store of an older program has no sum yet.
        if !seen.is_empty() && sum_of(&seen) != deck.sums.prompts {
            changed.push(Changed { at, cards: found.cards(at), seen });
        }
    }
    Ok(changed)
}

/// What was seen of a deck, added up as [`DeckSums::prompts`](crate::deck::DeckSums::prompts) are.
fn sum_of(seen: &HashMap<ItemId, SeenPrompt>) -> u64 {
    let hashes = seen.iter().map(|(item, seen)| prompt_hash(item, &seen.prompt, seen.revision));
    hashes.fold(0, u64::wrapping_add)
}

/// The decks that are not asked, by the learner's word: he is asked once for each that is probably another than he
/// studied. Where nobody can be asked it is said, and the progress is kept.
pub(super) fn left_out(
    changed: &[Changed],
    found: &dyn Contents,
    store: &Store,
    app: &mut App,
) -> anyhow::Result<Vec<String>> {
    let mut left_out = Vec::new();
    for Changed { at, cards, seen } in changed {
        let deck = &found.headings()[*at];
        let known: HashSet<String> = seen.values().map(|seen| fold(&seen.prompt, deck.english)).collect();
        if !is_stranger(&known, cards, deck.english) {
            continue;
        }
        let place = deck.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path));
        let what = format!("`{}` ({place}) has hardly a card that was in the deck of that name before.", deck.id);
        let keep = if face::is_plain(app) {
            let help = "Its progress is kept; if it is another deck, give one of the two an `id:`.";
            writeln!(app.err, "warning: {what} {help}")?;
            true
        } else {
            let mut dialog = dialog(false, face::look(app).color)?;
            dialog.say(&format!(
                "{what}\nIf it is another deck, say no: it is left out until one of them has an `id:`."
            ))?;
            dialog.confirm("Is it the same deck, and shall its progress be kept?")?
        };
        if keep {
            acknowledge(*at, found, store)?;
        } else {
            left_out.push(deck.id.to_string());
        }
    }
    Ok(left_out)
}

/// Whether fewer than a fifth of what could be known is known.
fn is_stranger(known: &HashSet<String>, cards: &[Arc<Card>], english: bool) -> bool {
    let could = known.len().min(cards.len());
    let are = cards.iter().filter(|card| known.contains(&fold(&card.prompt().plain(), english))).count();
    could >= ENOUGH && are * 5 < could
}

/// Takes a deck for the one that was studied: from here on its prompts are known, and no others.
pub(super) fn acknowledge(at: usize, found: &dyn Contents, store: &Store) -> anyhow::Result<()> {
    let deck = &found.headings()[at];
    let prompts: Vec<(ItemId, String, u32)> = found
        .cards(at)
        .iter()
        .flat_map(|card| {
            let prompt = card.prompt().plain();
            let items: Vec<ItemId> = card.parts().into_iter().map(|part| card.id.item(part)).collect();
            items.into_iter().map(move |id| (id, prompt.clone(), card.revision)).collect::<Vec<_>>()
        })
        .collect();
    let seen: Vec<(ItemId, &str, u32)> =
        prompts.iter().map(|(id, prompt, revision)| (id.clone(), prompt.as_str(), *revision)).collect();
    store.remember_prompts(&seen)?;
    let known: HashSet<&ItemId> = prompts.iter().map(|(id, _, _)| id).collect();
    let mut gone: Vec<ItemId> = store.prompts_of_deck(deck.id.as_str())?.into_keys().collect();
    gone.retain(|id| !known.contains(id));
    store.forget_prompts(&gone)?;
    store.set_prompts(&[(deck.id.as_str(), deck.sums.prompts)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    fn deck(words: &[&str]) -> Vec<Arc<Card>> {
        let card = |word: &&str| format!("  - {{id: {word}, kind: flip, question: \"What is {word}?\", answer: it}}\n");
        let text = format!("title: T\ncards:\n{}", words.iter().map(card).collect::<String>());
        parse_deck("d", None, text).expect("a good deck").cards
    }

    fn known(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| fold(&format!("What is {word}?"), true)).collect()
    }

    #[test]
    fn a_deck_with_hardly_a_known_prompt_is_another() {
        let (studied, other) = (["a1", "b1", "c1", "d1", "e1"], ["v", "w", "x", "y", "z"]);
        assert!(is_stranger(&known(&studied), &deck(&other), true));
        assert!(!is_stranger(&known(&studied), &deck(&studied), true));
        assert!(!is_stranger(&known(&studied[..4]), &deck(&other), true), "four cards say nothing");
    }

    #[test]
    fn a_deck_that_grows_or_is_mended_stays_the_same() {
        let grown: Vec<String> = (0..50).map(|n| format!("new{n}")).collect();
        let mut words: Vec<&str> = grown.iter().map(String::as_str).collect();
        words.extend(["a1", "b1", "c1"]);
        assert!(!is_stranger(&known(&["a1", "b1", "c1", "d1", "e1"]), &deck(&words), true));
    }
}
