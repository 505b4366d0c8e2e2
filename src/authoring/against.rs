//! `check --against`: what an update of decks does to those who study them.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::twins::{self, Hint};
use crate::deck::{Card, CardId, Collection, ItemId, Part, Place};

/// What becomes of a card and the progress on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It was not there before.
    New,
    /// Other words, the same name: progress is kept.
    Reworded,
    /// Another name that says which one it had: progress is kept.
    Renamed,
    /// Its revision was raised: progress is kept, and it is asked soon.
    Revised,
    /// It has an error now and can't be studied until that is mended: progress waits for it.
    Faulty,
    /// It is gone, and with it what was learnt under its name.
    Removed,
}

impl Fate {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 6] = [Self::New, Self::Reworded, Self::Renamed, Self::Revised, Self::Faulty, Self::Removed];

    /// Its name in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Reworded => "reworded",
            Self::Renamed => "renamed",
            Self::Revised => "revised",
            Self::Faulty => "faulty",
            Self::Removed => "removed",
        }
    }

    /// What it means for those who study the deck.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::New => "asked for the first time",
            Self::Reworded | Self::Renamed => "progress is kept",
            Self::Revised => "progress is kept, asked soon",
            Self::Faulty => "not asked until mended, progress waits",
            Self::Removed => "no longer asked",
        }
    }
}

/// A card that an update touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardChange {
    /// Its name after the update; for one that is gone, before it.
    pub id: CardId,
    /// What becomes of it.
    pub fate: Fate,
    /// Its name before, where that was another.
    pub from: Option<CardId>,
    /// Items of a kept card that begin anew.
    pub begun: Vec<ItemId>,
    /// Items that are gone from a kept card, and with them what was learnt.
    pub lost: Vec<ItemId>,
    /// The deck's file, if it has one, and where the card stands in it.
    pub path: Option<PathBuf>,
    /// See `path`.
    pub place: Place,
    /// What it asks, without marks.
    pub prompt: String,
}

/// What an update does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// How many cards are as they were.
    pub same: usize,
    /// All others, in the order of decks and files; those that are gone come last.
    pub changes: Vec<CardChange>,
    /// Where progress would be kept if the author said what a card was called.
    pub hints: Vec<Hint>,
}

impl Update {
    /// How many cards have that fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.changes.iter().filter(|change| change.fate == fate).count()
    }
}

/// Compares decks as they were with decks as they are.
#[must_use]
pub fn update(old: &Collection, new: &Collection) -> Update {
    let mut result = Update::default();
    let mut gone_on: HashSet<CardId> = HashSet::new();
    let faulty = faulty(new);
    for card in cards(new) {
        let Some(origin) = origin(old, new, card) else {
            result.changes.push(change(new, card, Fate::New));
            continue;
        };
        gone_on.extend(origin.cards);
        match fate(origin.base, card) {
            None if origin.begun.is_empty() && origin.lost.is_empty() => result.same += 1,
            fate => result.changes.push(CardChange {
                from: (origin.base.id != card.id).then(|| origin.base.id.clone()),
                begun: origin.begun,
                lost: origin.lost,
                ..change(new, card, fate.unwrap_or(Fate::Reworded))
            }),
        }
    }
    for card in cards(old).filter(|card| !gone_on.contains(&card.id)) {
        let waits = faulty.get(&card.id);
        let fate = if waits.is_some() { Fate::Faulty } else { Fate::Removed };
        let there = change(old, card, fate);
        result.changes.push(match waits {
            Some((path, place)) => CardChange { path: path.clone(), place: *place, ..there },
            None => there,
        });
    }
    let with = |fate: Fate, of: &Collection| -> Vec<Arc<Card>> {
        let changes = result.changes.iter().filter(|change| change.fate == fate);
        changes.filter_map(|change| of.card(&change.id).cloned()).collect()
    };
    result.hints = twins::hints(&with(Fate::Removed, old), &with(Fate::New, new), old);
    result
}

fn cards(decks: &Collection) -> impl Iterator<Item = &Arc<Card>> {
    decks.decks().iter().flat_map(|deck| &deck.cards)
}

/// Cards that are left out for an error, and where.
fn faulty(decks: &Collection) -> HashMap<CardId, (Option<PathBuf>, Place)> {
    let of_deck = |deck: &crate::deck::Deck| -> Vec<_> {
        let ids = deck.left_out.iter().filter_map(|card| Some((card.id.as_deref()?, card.place)));
        ids.filter_map(|(id, place)| Some((CardId::new(&deck.id, id).ok()?, (deck.path.clone(), place)))).collect()
    };
    decks.decks().iter().flat_map(of_deck).collect()
}

/// Where a card comes from.
struct Origin<'o> {
    /// The card it was, the first of them if there are several.
    base: &'o Card,
    /// All cards whose progress it goes on with.
    cards: Vec<CardId>,
    begun: Vec<ItemId>,
    lost: Vec<ItemId>,
}

fn origin<'o>(old: &'o Collection, new: &Collection, card: &Card) -> Option<Origin<'o>> {
    let parts = card.parts();
    let source = |part: &Part| {
        let item = card.id.item(*part);
        let earlier = || new.carried_from(&item).into_iter().find(|from| old.item(from).is_some());
        if old.item(&item).is_some() { Some(item) } else { earlier() }
    };
    let sources: Vec<Option<ItemId>> = parts.iter().map(source).collect();
    let base = match old.card(&card.id) {
        Some(same_name) => same_name,
        None => sources.iter().flatten().find_map(|item| old.item(item)).map(|item| &item.card)?,
    };
    let begun = parts.iter().zip(&sources).filter(|(_, source)| source.is_none());
    let begun = begun.map(|(part, _)| card.id.item(*part)).collect();
    let was = base.parts().into_iter().map(|part| base.id.item(part));
    let lost = was.filter(|item| !sources.iter().flatten().any(|source| source == item)).collect();
    let mut cards: Vec<CardId> = sources.iter().flatten().filter_map(|item| item.card().parse().ok()).collect();
    cards.push(base.id.clone());
    Some(Origin { base, cards, begun, lost })
}

/// What became of a card that goes on; none where it is as it was.
fn fate(before: &Card, after: &Card) -> Option<Fate> {
    if after.revision > before.revision {
        Some(Fate::Revised)
    } else if before.id != after.id {
        Some(Fate::Renamed)
    } else if (&before.body, &before.hints, &before.because) != (&after.body, &after.hints, &after.because) {
        Some(Fate::Reworded)
    } else {
        None
    }
}

fn change(decks: &Collection, card: &Card, fate: Fate) -> CardChange {
    CardChange {
        id: card.id.clone(),
        fate,
        from: None,
        begun: Vec::new(),
        lost: Vec::new(),
        path: decks.deck(card.id.deck()).and_then(|deck| deck.path.clone()),
        place: card.place,
        prompt: card.prompt().plain().split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse_deck;

    fn decks(decks: &[(&str, &str)]) -> Collection {
        let read = |(stem, text): &(&str, &str)| parse_deck(stem, None, text).expect("a deck");
        Collection::new(decks.iter().map(read).collect())
    }

    fn deck(cards: &str) -> Collection {
        decks(&[("d", &format!("title: T\ncards:\n{cards}"))])
    }

    fn told(update: &Update) -> Vec<String> {
        let from = |change: &CardChange| change.from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
        update.changes.iter().map(|change| format!("{} {}{}", change.fate.word(), change.id, from(change))).collect()
    }

    const OLD: &str = "  - {id: a, kind: flip, question: What is a?, answer: x}
  - {id: b, kind: flip, question: What is b?, answer: x}
  - {id: c, kind: flip, question: What is c?, answer: x}
  - {id: d, kind: flip, question: What is d?, answer: x}
  - {id: e, kind: flip, question: What is e?, answer: x}
  - {id: f, kind: flip, question: What is f?, answer: x}
";

    #[test]
    fn every_fate_is_told() {
        let new = "  - {id: a, kind: flip, question: What is a?, answer: x}
  - {id: b, kind: flip, question: What was b?, answer: x}
  - {id: cc, was: c, kind: flip, question: What is c?, answer: x}
  - {id: d, revision: 1, kind: flip, question: What is d?, answer: y}
  - {id: f, kind: flip, question: What is f?}
  - {id: g, kind: flip, question: Who comes here?, answer: x}
";
        let update = update(&deck(OLD), &deck(new));
        assert_eq!(update.same, 1);
        let expected = ["reworded d/b", "renamed d/cc from d/c", "revised d/d", "new d/g", "removed d/e", "faulty d/f"];
        assert_eq!(told(&update), expected);
        assert_eq!(update.hints, []);
    }

    #[test]
    fn gaps_that_come_and_go_are_told_by_name() {
        let old = deck("  - {id: a, kind: cloze, text: 'Is {{c1::a}} or {{c2::b}} it?'}\n");
        let new = deck("  - {id: a, kind: cloze, text: 'Is {{c1::a}} or b it, {{c3::c}}?'}\n");
        let update = update(&old, &new);
        let change = &update.changes[0];
        let names = |items: &[ItemId]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!((names(&change.begun), names(&change.lost)), (vec!["d/a#c3".to_owned()], vec!["d/a#c2".to_owned()]));
    }

    #[test]
    fn a_split_deck_goes_on() {
        let card = |id: &str| format!("  - {{id: {id}, kind: flip, question: What is {id}?, answer: x}}\n");
        let old = decks(&[("one", &format!("title: T\ncards:\n{}{}", card("a"), card("b")))]);
        let new = decks(&[
            ("one", &format!("title: T\ncards:\n{}", card("a"))),
            ("two", &format!("title: T\nwas: one\ncards:\n{}", card("b"))),
        ]);
        let update = update(&old, &new);
        assert_eq!((update.same, told(&update)), (1, vec!["renamed two/b from one/b".to_owned()]));
    }
}
