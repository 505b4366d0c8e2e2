//! Another deck of a known name: its cards would take the progress of cards they have nothing to do with.

use std::collections::HashSet;

use super::face;
use crate::app::App;
use crate::deck::{Collection, Deck, ItemId, fold::fold};
use crate::store::Store;
use crate::terminal::dialog;

/// With fewer known cards nothing can be said.
const ENOUGH: usize = 5;

/// The decks that are not asked, by the learner's word: he is asked once for each that is probably another than he
/// studied. Where nobody can be asked it is said, and the progress is kept.
pub(super) fn left_out(found: &Collection, store: &mut Store, app: &mut App) -> anyhow::Result<Vec<String>> {
    let mut left_out = Vec::new();
    for deck in strangers(found, store)? {
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
            acknowledge(deck, store)?;
        } else {
            left_out.push(deck.id.to_string());
        }
    }
    Ok(left_out)
}

/// Decks of which hardly a prompt is known, though others of that name are.
pub(super) fn strangers<'f>(found: &'f Collection, store: &Store) -> anyhow::Result<Vec<&'f Deck>> {
    let mut strangers = Vec::new();
    for deck in found.decks() {
        let seen = store.prompts_of_deck(deck.id.as_str())?;
        let known: HashSet<String> = seen.values().map(|seen| fold(&seen.prompt, deck.is_english())).collect();
        if is_stranger(&known, deck) {
            strangers.push(deck);
        }
    }
    Ok(strangers)
}

/// Whether fewer than a fifth of what could be known is known.
fn is_stranger(known: &HashSet<String>, deck: &Deck) -> bool {
    let could = known.len().min(deck.cards.len());
    let english = deck.is_english();
    let are = deck.cards.iter().filter(|card| known.contains(&fold(&card.prompt().plain(), english))).count();
    could >= ENOUGH && are * 5 < could
}

/// Takes a deck for the one that was studied: from here on its prompts are known, and no others.
pub(super) fn acknowledge(deck: &Deck, store: &mut Store) -> anyhow::Result<()> {
    let prompts: Vec<(ItemId, String, u32)> = deck
        .cards
        .iter()
        .flat_map(|card| card.parts().into_iter().map(|part| card.id.item(part)).zip(std::iter::repeat(card)))
        .map(|(id, card)| (id, card.prompt().plain(), card.revision))
        .collect();
    let seen: Vec<(ItemId, &str, u32)> =
        prompts.iter().map(|(id, prompt, revision)| (id.clone(), prompt.as_str(), *revision)).collect();
    store.remember_prompts(&seen)?;
    let known: HashSet<&ItemId> = prompts.iter().map(|(id, _, _)| id).collect();
    let mut gone: Vec<ItemId> = store.prompts_of_deck(deck.id.as_str())?.into_keys().collect();
    gone.retain(|id| !known.contains(id));
    store.forget_prompts(&gone)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    fn deck(words: &[&str]) -> Deck {
        let card = |word: &&str| format!("  - {{id: {word}, kind: flip, question: \"What is {word}?\", answer: it}}\n");
        let text = format!("title: T\ncards:\n{}", words.iter().map(card).collect::<String>());
        parse_deck("d", None, text).expect("a good deck")
    }

    fn known(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| fold(&format!("What is {word}?"), true)).collect()
    }

    #[test]
    fn a_deck_with_hardly_a_known_prompt_is_another() {
        let (studied, other) = (["a1", "b1", "c1", "d1", "e1"], ["v", "w", "x", "y", "z"]);
        assert!(is_stranger(&known(&studied), &deck(&other)));
        assert!(!is_stranger(&known(&studied), &deck(&studied)));
        assert!(!is_stranger(&known(&studied[..4]), &deck(&other)), "four cards say nothing");
    }

    #[test]
    fn a_deck_that_grows_or_is_mended_stays_the_same() {
        let grown: Vec<String> = (0..50).map(|n| format!("new{n}")).collect();
        let mut words: Vec<&str> = grown.iter().map(String::as_str).collect();
        words.extend(["a1", "b1", "c1"]);
        assert!(!is_stranger(&known(&["a1", "b1", "c1", "d1", "e1"]), &deck(&words)));
    }
}
