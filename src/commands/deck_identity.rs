//! Detects a different deck under a known name, whose cards would inherit progress of unrelated cards.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::changes::Changes;
use super::ui;
use crate::app::App;
use crate::deck::{Card, DeckId, Decks, ItemId, prompt_hash};
use crate::grading::fold;
use crate::store::{SeenPrompt, Store};
use crate::study::StudyContext;
use crate::terminal::dialog;

/// With fewer known cards than this, no deck is called a stranger.
const ENOUGH: usize = 5;

/// A deck that differs from what was last acknowledged.
#[derive(Debug)]
pub(super) struct ChangedDeck {
    /// Its id, not its index: the index may change while a session runs.
    pub(super) deck: DeckId,
    pub(super) changes: Changes,
    /// Whether it is probably another deck.
    is_stranger: bool,
}

/// The studied decks that have changed since. Reads the cards of each. `progress` gets the number of decks looked at
/// and the number of all decks.
pub(super) fn changed(
    context: &StudyContext,
    progress: &mut dyn FnMut(usize, usize),
) -> anyhow::Result<Vec<ChangedDeck>> {
    let (found, store, known) = (&*context.found, &*context.store, context.seen()?);
    let mut changed = Vec::new();
    for (at, deck) in found.summaries().iter().enumerate() {
        let Some(before) = known.get(deck.id.as_str()) else { continue };
        if before.prompts == Some(deck.sums.prompts) {
            continue;
        }
        let seen = store.prompts_of_deck(deck.id.as_str())?;
        // Stores of older versions have no sum yet.
        if !seen.is_empty() && sum_of(&seen) != deck.sums.prompts {
            let cards = found.cards(at);
            let prompts: HashSet<String> = seen.values().map(|seen| fold(&seen.prompt, deck.english)).collect();
            let is_stranger = is_stranger(&prompts, &cards, deck.english);
            changed.push(ChangedDeck {
                deck: deck.id.clone(),
                changes: Changes::of(&cards, &seen, found),
                is_stranger,
            });
            progress(at, found.summaries().len());
        }
    }
    Ok(changed)
}

/// The sum of the prompts seen, computed like [`DeckSums::prompts`](crate::deck::DeckSums::prompts).
fn sum_of(seen: &HashMap<ItemId, SeenPrompt>) -> u64 {
    let hashes = seen.iter().map(|(item, seen)| prompt_hash(item, &seen.prompt, seen.revision));
    hashes.fold(0, u64::wrapping_add)
}

/// Asks the learner about each deck that is probably not the one they studied. Returns the ids of the decks to leave
/// out. Decks that the learner recognises are acknowledged and removed from `changed`. Without a terminal it warns and
/// keeps the progress.
pub(super) fn left_out(
    changed: &mut Vec<ChangedDeck>,
    found: &dyn Decks,
    store: &Store,
    app: &mut App,
) -> anyhow::Result<Vec<String>> {
    let (mut left_out, mut same) = (Vec::new(), Vec::new());
    for ChangedDeck { deck, .. } in changed.iter().filter(|changed| changed.is_stranger) {
        let Some(at) = found.summaries().iter().position(|heading| heading.id == *deck) else { continue };
        let deck = &found.summaries()[at];
        let place = deck.path.as_ref().map_or_else(|| "built in".to_owned(), |path| app.shown(path));
        let what = format!("`{}` ({place}) has hardly any card of the deck of that name that you studied.", deck.id);
        let keep = if ui::is_plain(app) {
            let help = "Its progress is kept; if it is another deck, give one of the two an `id:`.";
            writeln!(app.err, "warning: {what} {help}")?;
            true
        } else {
            let mut dialog = dialog(false, ui::theme(app))?;
            dialog.say(&format!(
                "{what}\nIf it is another deck, answer no: it is left out until one of the two has an `id:`."
            ))?;
            dialog.confirm("Is it the same deck?")?
        };
        if keep {
            acknowledge(&[at], found, store)?;
            same.push(deck.id.clone());
        } else {
            left_out.push(deck.id.to_string());
        }
    }
    changed.retain(|changed| !same.contains(&changed.deck));
    Ok(left_out)
}

/// Whether fewer than a fifth of the cards that could be known are known.
fn is_stranger(known: &HashSet<String>, cards: &[Arc<Card>], english: bool) -> bool {
    let could = known.len().min(cards.len());
    let are = cards.iter().filter(|card| known.contains(&fold(&card.prompt().plain(), english))).count();
    could >= ENOUGH && are * 5 < could
}

/// Acknowledges decks: from now on their present prompts are the known ones.
pub(super) fn acknowledge(decks: &[usize], found: &dyn Decks, store: &Store) -> anyhow::Result<()> {
    let (mut prompts, mut known) = (Vec::new(), HashSet::new());
    for card in decks.iter().flat_map(|&at| found.cards(at)) {
        let prompt = card.prompt().plain();
        for part in card.parts() {
            known.insert(card.id.item(part));
            prompts.push((card.id.item(part), prompt.clone(), card.revision));
        }
    }
    let seen: Vec<(ItemId, &str, u32)> =
        prompts.iter().map(|(id, prompt, revision)| (id.clone(), prompt.as_str(), *revision)).collect();
    store.remember_prompts(&seen)?;
    let summaries = decks.iter().map(|&at| &found.summaries()[at]);
    let sums: Vec<(&str, u64)> = summaries.map(|deck| (deck.id.as_str(), deck.sums.prompts)).collect();
    let mut gone = Vec::new();
    for (deck, _) in &sums {
        gone.extend(store.prompts_of_deck(deck)?.into_keys().filter(|id| !known.contains(id)));
    }
    store.forget_prompts(&gone)?;
    store.set_prompts(&sums)?;
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
