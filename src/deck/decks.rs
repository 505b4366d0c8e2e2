//! The decks found, as summaries: enough to choose what is asked. Cards are read when they are asked for.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::sync::Arc;

use super::{Card, CardIdentity, Deck, DeckId, Item, ItemId, ItemPart, Kind, Synonyms, Text};
use crate::rng::stable_hash;

/// A deck without its cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckSummary {
    /// Its id.
    pub id: DeckId,
    /// Its file, or `None` for one built into the program.
    pub path: Option<Arc<Path>>,
    /// Its title.
    pub title: Text,
    pub about: Option<Text>,
    /// The name of the source it cites.
    pub source: Option<String>,
    /// Whether its texts are English, according to its header.
    pub english: bool,
    /// The language of its questions, a BCP 47 tag; English by default.
    pub language: Option<String>,
    /// The totals of its cards.
    pub sums: DeckSums,
}

/// Totals over the cards of a deck, independent of their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeckSums {
    /// How many cards it has.
    pub cards: usize,
    /// How many items they yield.
    pub items: usize,
    /// The sum of the hashes of its items' names, modulo 2^64: equal for two decks with the same items.
    pub names: u64,
    /// The sum of the hashes of what its items ask, modulo 2^64: it changes with a prompt or a revision.
    pub prompts: u64,
    /// How many cards have an id that was derived from their text.
    pub derived: usize,
    /// How many cards are exceptions: suspended by their author, revised, or renamed.
    pub exceptions: usize,
}

impl DeckSums {
    /// The totals of these cards.
    pub fn of<'c>(cards: impl IntoIterator<Item = &'c Card>) -> Self {
        let mut sums = Self::default();
        for card in cards {
            let prompt = card.prompt().plain();
            sums.cards += 1;
            sums.derived += usize::from(card.identity == CardIdentity::Derived);
            sums.exceptions += usize::from(card.suspended || card.revision > 0 || !card.was.is_empty());
            for part in card.parts() {
                let id = card.id.item(part);
                sums.items += 1;
                sums.names = sums.names.wrapping_add(name_hash(&id));
                sums.prompts = sums.prompts.wrapping_add(prompt_hash(&id, &prompt, card.revision));
            }
        }
        sums
    }
}

/// The hash of an item's name, as summed in [`DeckSums::names`].
#[must_use]
pub fn name_hash(item: &ItemId) -> u64 {
    stable_hash(&[item.as_str()])
}

/// A hash of the content of a deck's cards, in their order. Decks with different hashes ask something different.
pub(crate) fn content_hash(cards: &[Arc<Card>]) -> u64 {
    let mut hasher = crate::rng::hasher();
    for card in cards {
        card.content_key().hash(&mut hasher);
    }
    hasher.finish()
}

/// The hash of what an item asks, as summed in [`DeckSums::prompts`].
#[must_use]
pub fn prompt_hash(item: &ItemId, prompt: &str, revision: u32) -> u64 {
    stable_hash(&[item.as_str(), prompt, &revision.to_string()])
}

impl DeckSummary {
    /// The summary of a deck that was read.
    #[must_use]
    pub fn of(deck: &Deck) -> Self {
        Self {
            id: deck.id.clone(),
            path: deck.path.as_deref().map(Arc::from),
            title: deck.title.clone(),
            about: deck.about.clone(),
            source: deck.source.clone(),
            english: deck.is_english(),
            language: deck.language.clone(),
            sums: DeckSums::of(deck.cards.iter().map(|card| &**card)),
        }
    }
}

/// An item without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSummary {
    /// Its name.
    pub id: ItemId,
    /// The kind of its card.
    pub kind: Kind,
    /// How many answers can be picked, see [`KindOfCard::possible_answers`](super::kinds::KindOfCard).
    pub possible: u32,
    /// Whether the program judges its answers; otherwise the learner rates them.
    pub judged: bool,
    /// Whether its author suspended it; the learner's own decision overrides this.
    pub suspended: bool,
    /// The revision of its card.
    pub revision: u32,
    /// Whether its card has an earlier name.
    pub renamed: bool,
    /// The tags of its card and deck.
    pub tags: Arc<[String]>,
    /// The ids of the source's claims that its card teaches.
    pub claims: Arc<[String]>,
}

impl ItemSummary {
    /// The item summaries of a card, in the order its items are introduced.
    #[must_use]
    pub fn of_card(card: &Card) -> Vec<Self> {
        let entry = Self {
            id: card.id.item(ItemPart::Whole),
            kind: card.body.kind(),
            possible: card.body.possible_answers(),
            judged: true,
            suspended: card.suspended,
            revision: card.revision,
            renamed: !card.was.is_empty(),
            tags: card.tags.as_slice().into(),
            claims: card.claims.as_slice().into(),
        };
        let of_part = |part| Self { id: card.id.item(part), judged: card.body.asks(part).judged(), ..entry.clone() };
        card.parts().into_iter().map(of_part).collect()
    }

    /// Whether its card is an exception, see [`DeckSums::exceptions`].
    #[must_use]
    pub const fn is_exception(&self) -> bool {
        self.suspended || self.revision > 0 || self.renamed
    }
}

/// Calls a function with every card there is.
pub type EachCard = Box<dyn FnOnce(&mut dyn FnMut(&Card)) + Send>;

/// The catalogue's file, and the number of each deck's file in it, in the order of the summaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueTables<'c> {
    pub path: &'c Path,
    /// Distinguishes it from another catalogue that was made in its place.
    pub number: i64,
    pub files: Vec<i64>,
}

/// What a card is about: a section of a source, and its subsection if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef {
    /// The section.
    pub section: Named,
    /// The subsection.
    pub part: Option<Named>,
}

/// A short name and its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The short name.
    pub slug: String,
    /// The heading.
    pub title: Option<Text>,
}

/// The decks found. An implementation may have read all cards already, or read them one by one.
pub trait Decks: fmt::Debug {
    /// The decks, in the order they are begun.
    fn summaries(&self) -> &[DeckSummary];

    /// The deck of that id.
    fn heading(&self, deck: &str) -> Option<&DeckSummary>;

    /// The items of the deck at an index of [`summaries`](Self::summaries), in the order of its file.
    fn entries(&self, deck: usize) -> Vec<ItemSummary>;

    /// The card of that name, `deck/id`; `None` if no deck has it or its file can no longer be read.
    fn card(&self, name: &str) -> Option<Arc<Card>>;

    /// The passage of the source that cards with these claims are about: that of the first known claim.
    fn passage(&self, deck: &str, claims: &[String]) -> Option<SourceRef>;

    /// A deck's lists of answers that count as equal; empty if it has none or isn't there.
    fn synonyms(&self, deck: &str) -> Arc<Synonyms>;

    /// The items whose progress this one carries on while it has none of its own, likeliest first.
    fn carried_from(&self, item: &ItemId) -> Vec<ItemId>;

    /// Calls `each` with every card there is, deck by deck.
    fn each_card(&self, each: &mut dyn FnMut(&Card));

    /// [`each_card`](Self::each_card) as a function that can run later, on any thread.
    fn each_card_later(&self) -> EachCard {
        let cards: Vec<Arc<Card>> = (0..self.summaries().len()).flat_map(|deck| self.cards(deck)).collect();
        Box::new(move |each| cards.iter().for_each(|card| each(card)))
    }

    /// The items of the deck at an index whose cards are exceptions ([`DeckSums::exceptions`]).
    fn exceptions(&self, deck: usize) -> Vec<ItemSummary> {
        if self.summaries().get(deck).is_none_or(|heading| heading.sums.exceptions == 0) {
            return Vec::new();
        }
        let mut entries = self.entries(deck);
        entries.retain(ItemSummary::is_exception);
        entries
    }

    /// The [entries](Self::entries) of the deck at an index that are among these items.
    fn entries_of(&self, deck: usize, items: &[ItemId]) -> Vec<ItemSummary> {
        let items: HashSet<&ItemId> = items.iter().collect();
        let mut entries = self.entries(deck);
        entries.retain(|entry| items.contains(&entry.id));
        entries
    }

    /// The items of all decks, deck by deck.
    fn all_entries(&self) -> Vec<ItemSummary> {
        (0..self.summaries().len()).flat_map(|deck| self.entries(deck)).collect()
    }

    /// All tags of all cards, by name.
    fn all_tags(&self) -> BTreeSet<String> {
        self.all_entries().iter().flat_map(|entry| entry.tags.iter().cloned()).collect()
    }

    /// The cards of the deck at an index.
    fn cards(&self, deck: usize) -> Vec<Arc<Card>> {
        let entries = self.entries(deck);
        let cards = entries.chunk_by(|a, b| a.id.card() == b.id.card());
        cards.filter_map(|items| self.card(items.first()?.id.card())).collect()
    }

    /// The catalogue's tables, which other tables can be joined with; `None` if there are none on disk.
    fn tables(&self) -> Option<CatalogueTables<'_>> {
        None
    }

    /// Checks whether the tables are damaged, after they could not be read; if so, the next start makes new ones.
    fn check_tables(&self) {}

    /// If the file of a deck was saved or removed since it was read: a number for how it looks now.
    fn saved_since(&self, _deck: &str) -> Option<u64> {
        None
    }

    /// The item of that id.
    fn item(&self, id: &ItemId) -> Option<Item> {
        let card = self.card(id.card())?;
        card.parts().contains(&id.part()).then(|| Item { id: id.clone(), card })
    }

    /// How many items there are.
    fn count(&self) -> usize {
        self.summaries().iter().map(|deck| deck.sums.items).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    fn found(text: &str) -> Collection {
        Collection::new(vec![parse_deck("d", None, text).expect("a deck")])
    }

    #[test]
    fn sums_tell_what_has_changed_and_not_in_which_order_it_stands() {
        let [a, b, c] =
            ["a", "b", "c"].map(|id| format!("  - {{id: {id}, kind: flip, question: \"Why {id}?\", answer: x}}\n"));
        let sums = |cards: &[&str]| found(&format!("title: T\ncards:\n{}", cards.concat())).summaries()[0].sums;
        assert_eq!(sums(&[&a, &b]), sums(&[&b, &a]));
        assert_ne!(sums(&[&a, &b]).names, sums(&[&a, &c]).names);
        let reworded = a.replace("Why", "How");
        assert_eq!(sums(&[&a, &b]).names, sums(&[&reworded, &b]).names);
        assert_ne!(sums(&[&a, &b]).prompts, sums(&[&reworded, &b]).prompts);
        let other_answer = a.replace("answer: x", "answer: y");
        assert_eq!(sums(&[&a]), sums(&[&other_answer]));
    }

    #[test]
    fn a_collection_is_its_own_table_of_contents() {
        let found = found(include_str!("../../tests/data/decks/every-kind.yaml"));
        let entries = found.entries(0);
        assert_eq!(
            entries.iter().map(|entry| &entry.id).collect::<Vec<_>>(),
            found.items().iter().map(|i| &i.id).collect::<Vec<_>>()
        );
        assert_eq!((found.count(), found.summaries()[0].sums.cards), (10, 8));
        assert!(entries.iter().all(|entry| Decks::item(&found, &entry.id).is_some()));
        assert!(Decks::item(&found, &"every-kind/flipped#c1".parse().expect("an item")).is_none());
        let rated = entries.iter().filter(|entry| !entry.judged).map(|entry| entry.id.as_str());
        assert_eq!(
            rated.collect::<Vec<_>>(),
            ["d/flipped", "d/gaps#c1", "d/gaps#c2", "d/fork-awie#term", "d/fork-awie#definition"]
        );
        assert_eq!(entries[0].tags[..], ["test", "every", "words"]);
    }
}
