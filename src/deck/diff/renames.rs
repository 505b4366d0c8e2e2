//! Finds a removed card and a similar new one: probably the same card whose author did not say so.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use crate::deck::{Card, CardId, Collection, ItemId};

/// The share of words that two cards must have in common to count as the same.
const ALIKE: f64 = 0.6;
/// A word in more removed cards than this doesn't tell them apart.
const COMMON: usize = 24;
/// At most this many cards are compared with one.
const MOST_COMPARED: usize = 16;
/// Prefix of a token that stands for a whole text, not a word.
const WHOLE: char = '=';

/// What an author could write to keep progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameHint {
    /// A card seems to be a renamed one.
    Card {
        card: CardId,
        /// The removed one.
        was: CardId,
    },
    /// The cards of a deck seem to have moved to another.
    Deck { deck: String, was: String, cards: usize },
    /// Two cards, or two gaps of one, have swapped their texts.
    Exchanged {
        item: ItemId,
        /// Whose text it has now.
        with: ItemId,
    },
    /// An item starts over although it could take over a removed item of its card.
    Item {
        item: ItemId,
        from: ItemId,
        /// What to write.
        line: String,
    },
}

impl RenameHint {
    /// The new card it is about, if it is about one.
    #[must_use]
    pub fn card(&self) -> Option<&str> {
        match self {
            Self::Card { card, .. } => Some(card.as_str()),
            Self::Deck { .. } => None,
            Self::Exchanged { item, .. } | Self::Item { item, .. } => Some(item.card()),
        }
    }
}

impl fmt::Display for RenameHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card { card, was } => {
                let name = if card.deck() == was.deck() { was.card() } else { was.as_str() };
                write!(f, "`{card}` looks like `{was}`, which is gone: add `was: {name}` to keep its progress")
            }
            Self::Exchanged { item, with } => write!(
                f,
                "`{item}` now asks what `{with}` asked: their texts are swapped, so the progress on each would go on under the \
                 other's text; swap the ids back"
            ),
            Self::Item { item, from, line } => {
                write!(f, "`{item}` starts over: add `{line}` to keep the progress on `{from}`")
            }
            Self::Deck { deck, was, cards } => write!(
                f,
                "{cards} cards of `{was}` are in `{deck}` now: add `was: [{was}]` to its header to keep their progress"
            ),
        }
    }
}

/// What a card asks and its answers, folded: cards with the same text are one card, whatever their names.
pub(crate) fn whole(card: &Card) -> String {
    crate::grading::fold(&text(card), false)
}

/// Hints for removed and new cards.
pub(crate) fn hints(vanished: &[Arc<Card>], appeared: &[Arc<Card>], old: &Collection) -> Vec<RenameHint> {
    let (mut hints, moved) = moved(vanished, appeared, old);
    let vanished: Vec<&Arc<Card>> = vanished.iter().filter(|card| !moved.contains(&card.id)).collect();
    let appeared = appeared.iter().filter(|card| !moved.contains(&card.id));
    let index = Index::of(&vanished);
    let mut near: Vec<(f64, &CardId, usize)> = appeared.flat_map(|card| index.near(card)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut named, mut taken) = (HashSet::new(), HashSet::new());
    for (_, card, at) in near {
        // Each continues as one card only.
        if !named.contains(card) && taken.insert(at) {
            named.insert(card);
            hints.push(RenameHint::Card { card: card.clone(), was: vanished[at].id.clone() });
        }
    }
    hints
}

/// Cards with the same id in another deck: one field in that deck's header keeps all their progress.
fn moved(vanished: &[Arc<Card>], appeared: &[Arc<Card>], old: &Collection) -> (Vec<RenameHint>, HashSet<CardId>) {
    let by_own_id: HashMap<&str, &Arc<Card>> = appeared.iter().map(|card| (card.id.card(), card)).collect();
    let mut pairs: HashMap<(&str, &str), Vec<[&CardId; 2]>> = HashMap::new();
    for card in vanished {
        if let Some(twin) = by_own_id.get(card.id.card()).filter(|twin| twin.body.kind() == card.body.kind()) {
            pairs.entry((twin.id.deck(), card.id.deck())).or_default().push([&card.id, &twin.id]);
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut hints, mut seen) = (Vec::new(), HashSet::new());
    for ((deck, was), cards) in pairs {
        let whole = old.deck(was).is_some_and(|deck| deck.cards.len() == cards.len());
        if cards.len() > 1 || whole {
            hints.push(RenameHint::Deck { deck: deck.to_owned(), was: was.to_owned(), cards: cards.len() });
            seen.extend(cards.into_iter().flatten().cloned());
        }
    }
    (hints, seen)
}

/// Cards by their words.
struct Index {
    words: Vec<HashSet<String>>,
    with: HashMap<String, Vec<usize>>,
}

impl Index {
    fn of(cards: &[&Arc<Card>]) -> Self {
        let words: Vec<HashSet<String>> = cards.iter().map(|card| words(card)).collect();
        let mut with: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, words) in words.iter().enumerate() {
            for word in words {
                with.entry(word.clone()).or_default().push(at);
            }
        }
        with.retain(|_, cards| cards.len() <= COMMON);
        Self { words, with }
    }

    /// The cards that are similar to one: similarity, name, and index.
    fn near<'c>(&self, card: &'c Card) -> Vec<(f64, &'c CardId, usize)> {
        let own = words(card);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in own.iter().filter_map(|word| self.with.get(word)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let mut likeliest: Vec<(usize, usize)> = shared.into_iter().map(|(at, count)| (count, at)).collect();
        likeliest.sort_unstable_by(|a, b| b.cmp(a));
        let near =
            likeliest.into_iter().take(MOST_COMPARED).map(|(_, at)| (alike(&own, &self.words[at]), &card.id, at));
        near.filter(|(alike, _, _)| *alike >= ALIKE).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a card has few words")]
fn alike(a: &HashSet<String>, b: &HashSet<String>) -> f64 {
    let is_whole = |word: &&String| word.starts_with(WHOLE);
    if a.intersection(b).any(|word| is_whole(&word)) {
        return 1.0;
    }
    // Each set has its whole text besides its words.
    let (all, both) = (a.len() + b.len() - 2, a.intersection(b).count());
    both as f64 / (all - both).max(1) as f64
}

/// What a card asks and its answers.
fn text(card: &Card) -> String {
    let mut text = card.prompt().plain();
    for answer in card.body.beyond_prompt() {
        text.push(' ');
        text.push_str(&answer.plain());
    }
    text
}

/// The words of what a card asks and of its answers, without common ones.
fn words(card: &Card) -> HashSet<String> {
    let text = text(card);
    let mut words: HashSet<String> =
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| says_something(word)).collect();
    // Finds equal texts that have only common words, or no spaces.
    words.insert(format!("{WHOLE}{}", crate::grading::fold(&text, false)));
    words
}

fn says_something(word: &str) -> bool {
    const LITTLE: [&str; 24] = [
        "a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how", "in", "is", "it", "of", "on",
        "or", "that", "the", "to", "was", "what", "which",
    ];
    !word.is_empty() && !LITTLE.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::deck::update;
    use crate::deck::{Collection, parse_deck};

    fn hints(old: &[(&str, String)], new: &[(&str, String)]) -> Vec<String> {
        let decks = |decks: &[(&str, String)]| {
            let read = |(stem, cards): &(&str, String)| {
                parse_deck(stem, None, format!("title: T\ncards:\n{cards}")).expect("a deck")
            };
            Collection::new(decks.iter().map(read).collect())
        };
        update(&decks(old), &decks(new)).hints.iter().map(ToString::to_string).collect()
    }

    fn card(id: &str, question: &str, answer: &str) -> String {
        format!("  - {{id: {id}, kind: flip, question: {question}, answer: {answer}}}\n")
    }

    #[test]
    fn a_twin_without_was_is_named() {
        let old = [card("a", "Which licence do most open models carry?", "Apache"), card("b", "Who leads?", "Nobody")];
        let new = [card("x", "Which licence do open models carry mostly?", "Apache"), card("y", "Why so?", "Since")];
        let expected = ["`d/x` looks like `d/a`, which is gone: add `was: a` to keep its progress"];
        assert_eq!(hints(&[("d", old.concat())], &[("d", new.concat())]), expected);
    }

    #[test]
    fn a_renamed_deck_wants_one_word_in_its_header() {
        let cards = card("a", "Who is a?", "x") + &card("b", "Who is b?", "y");
        let expected = ["2 cards of `old` are in `new` now: add `was: [old]` to its header to keep their progress"];
        assert_eq!(hints(&[("old", cards.clone())], &[("new", cards)]), expected);
    }

    #[test]
    fn many_cards_with_the_same_words_are_no_long_matter() {
        let cards = |prefix: &str| -> String {
            (0..3_000)
                .map(|n| card(&format!("{prefix}{n}"), &format!("Which number is it now {prefix}{n}?"), "this"))
                .collect()
        };
        assert_eq!(hints(&[("d", cards("a"))], &[("d", cards("b"))]), [""; 0]);
    }
}
