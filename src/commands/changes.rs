//! What has changed in a deck since it was last asked, as one line.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::deck_identity::ChangedDeck;
use crate::deck::{Card, Decks, ItemId};
use crate::store::SeenPrompt;

/// How many cards of a deck have changed, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Changes {
    new: usize,
    /// Worded differently, but the same question: progress is kept.
    reworded: usize,
    /// The author raised the card's revision: it is asked again soon, and its history is kept.
    changed: usize,
    /// No longer in the deck: their history is kept aside.
    gone: usize,
}

/// If more decks than this have changed, one line sums them all up.
const FEW: usize = 5;

/// One line for each deck that was asked before and has changed since, or one for all of them if there are many.
pub(super) fn lines(decks: &[ChangedDeck]) -> Vec<String> {
    let told: Vec<&ChangedDeck> = decks.iter().filter(|deck| deck.changes != Changes::default()).collect();
    if told.len() > FEW {
        let all = told.iter().fold(Changes::default(), |all, deck| all.and(deck.changes));
        return vec![format!("{} decks have changed: {all}", told.len())];
    }
    told.iter().map(|deck| format!("{}: {}", deck.deck, deck.changes)).collect()
}

impl Changes {
    /// Compares the cards of a deck with the prompts that were last seen.
    pub(super) fn of(cards: &[Arc<Card>], seen: &HashMap<ItemId, SeenPrompt>, found: &dyn Decks) -> Self {
        let mut changes = Self::default();
        let mut known: HashSet<&str> = HashSet::new();
        for card in cards {
            let item = card.parts().first().map(|&part| card.id.item(part));
            let Some(item) = item else { continue };
            known.insert(card.id.as_str());
            let earlier = found.carried_from(&item).into_iter().find(|from| seen.contains_key(from));
            let before = seen.get(&item).or_else(|| seen.get(earlier.as_ref()?));
            match before {
                None => changes.new += 1,
                Some(before) if card.revision > before.revision => changes.changed += 1,
                Some(before) if card.prompt().plain() != before.prompt => changes.reworded += 1,
                Some(_) => {}
            }
        }
        let renamed: HashSet<&str> = cards.iter().flat_map(|card| &card.was).map(|was| was.card.as_str()).collect();
        let gone: HashSet<&str> =
            seen.keys().map(ItemId::card).filter(|card| !known.contains(card) && !renamed.contains(card)).collect();
        changes.gone = gone.len();
        changes
    }

    const fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            reworded: self.reworded + other.reworded,
            changed: self.changed + other.changed,
            gone: self.gone + other.gone,
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.new, "new"),
            (self.reworded, "reworded (kept)"),
            (self.changed, "changed (asked again)"),
            (self.gone, "gone (kept aside)"),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        f.write_str(&said.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    fn deck(cards: &str) -> Collection {
        Collection::new(vec![parse_deck("d", None, format!("title: T\ncards:\n{cards}")).expect("a good deck")])
    }

    fn seen(found: &Collection) -> HashMap<ItemId, SeenPrompt> {
        let seen = |card: &std::sync::Arc<crate::deck::Card>| {
            let seen = SeenPrompt { prompt: card.prompt().plain(), revision: card.revision };
            (card.id.item(card.parts()[0]), seen)
        };
        found.decks()[0].cards.iter().map(seen).collect()
    }

    #[test]
    fn each_sort_of_change_is_counted() {
        let card = |id: &str, more: &str, question: &str| {
            format!("  - {{id: {id}, {more}kind: flip, question: \"{question}\", answer: it}}\n")
        };
        let before = deck(&["a", "b", "c", "d"].map(|id| card(id, "", "What?")).concat());
        let after = deck(
            &[
                card("a", "", "What?"),
                card("b", "", "What now?"),
                card("c", "revision: 1, ", "Who?"),
                card("e", "", "Where?"),
                card("f", "was: d, ", "What?"),
            ]
            .concat(),
        );
        let changes = Changes::of(&after.decks()[0].cards, &seen(&before), &after);
        assert_eq!(changes.to_string(), "1 new, 1 reworded (kept), 1 changed (asked again)");
        let changes = Changes::of(&before.decks()[0].cards, &seen(&after), &before);
        assert_eq!((changes.new, changes.gone), (1, 2));
    }
}
