//! WHAT: selects the items that a command is about.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::filter_term::{FilterError, FilterTerm, StateTerm};
use super::unknown_name::{UnknownName, no_card, no_deck};
use super::word_search::Wording;
use crate::deck::{DeckSummary, Decks, ItemId, ItemSummary};
use crate::schedule::{Day, ItemState, Phase};

/// Which items a command is about: decks, cards and paths add up, everything else narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    places: Vec<FilterTerm>,
    narrowing: Vec<FilterTerm>,
    /// Decks that are named, and so count as begun.
    named: Vec<String>,
    /// The decks that WHAT selects, each with the index of the first term that does.
    ranks: BTreeMap<String, usize>,
    /// Decks that are excluded whatever WHAT says.
    left_out: Vec<String>,
    /// The cards with all the words of `text:` terms; `None` without such terms.
    worded: Option<HashSet<String>>,
    /// The items that `is:missed` selects, by their names in the log.
    missed: HashSet<ItemId>,
}

impl Filter {
    /// Combines the terms of WHAT and looks up the decks and cards they name.
    ///
    /// # Errors
    /// When a deck, card or path is not among the decks found.
    pub fn new(wanted: &[FilterTerm], found: &dyn Decks) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let mut wording: Option<Wording> = None;
        for (place, word) in wanted.iter().enumerate() {
            filter.take_rank(place, word, found);
            match word {
                FilterTerm::Deck(name) if found.heading(name).is_none() => {
                    return Err(FilterError::UnknownName(no_deck(name, found)));
                }
                FilterTerm::Card(name) if !is_there(name, found) => {
                    return Err(FilterError::UnknownName(no_card(name, found)));
                }
                FilterTerm::Path(path) if !found.summaries().iter().any(|d| within(d.path.as_deref(), path)) => {
                    return Err(FilterError::UnknownName(no_path(path)));
                }
                FilterTerm::Tag(_) | FilterTerm::Is(_) | FilterTerm::Due(_) => filter.narrowing.push(word.clone()),
                FilterTerm::Text(words) => {
                    wording = Some(wording.map_or_else(|| Wording::new(words), |wording| wording.and(words)));
                    filter.narrowing.push(word.clone());
                }
                FilterTerm::Deck(name) => {
                    filter.named.push(name.clone());
                    filter.places.push(word.clone());
                }
                FilterTerm::Card(_) | FilterTerm::Path(_) => filter.places.push(word.clone()),
            }
        }
        filter.worded = wording.map(|wording| cards_with(&wording, found));
        Ok(filter)
    }

    /// Selects only these items.
    #[must_use]
    pub fn of_items(items: impl IntoIterator<Item = ItemId>) -> Self {
        let places = items.into_iter().map(|item| FilterTerm::Card(item.to_string())).collect();
        Self { places, ..Self::default() }
    }

    /// Whether [`set_missed`](Self::set_missed) must be called first.
    #[must_use]
    pub fn asks_for_missed(&self) -> bool {
        self.narrowing.contains(&FilterTerm::Is(StateTerm::Missed))
    }

    /// Sets the items that `is:missed` selects.
    pub fn set_missed(&mut self, items: HashSet<ItemId>) {
        self.missed = items;
    }

    /// The terms that say where items are: decks, cards and paths.
    pub(super) fn places(&self) -> &[FilterTerm] {
        &self.places
    }

    /// The terms that narrow.
    pub(super) fn narrowing(&self) -> &[FilterTerm] {
        &self.narrowing
    }

    fn take_rank(&mut self, place: usize, word: &FilterTerm, found: &dyn Decks) {
        let decks: Vec<String> = match word {
            FilterTerm::Deck(name) => vec![name.clone()],
            FilterTerm::Card(name) => name.split('/').next().map(str::to_owned).into_iter().collect(),
            FilterTerm::Path(path) => {
                let within = found.summaries().iter().filter(|deck| within(deck.path.as_deref(), path));
                within.map(|deck| deck.id.to_string()).collect()
            }
            _ => Vec::new(),
        };
        for deck in decks {
            self.ranks.entry(deck).or_insert(place);
        }
    }

    /// The rank of a deck among those that WHAT selects, which is their order.
    #[must_use]
    pub fn rank(&self, deck: &str) -> usize {
        self.ranks.get(deck).copied().unwrap_or(usize::MAX)
    }

    pub fn leave_out(&mut self, deck: &str) {
        self.left_out.push(deck.to_owned());
    }

    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.places.is_empty() && self.narrowing.is_empty() && self.left_out.is_empty()
    }

    /// Whether no WHAT was given.
    #[must_use]
    pub fn names_nothing(&self) -> bool {
        self.places.is_empty() && self.narrowing.is_empty()
    }

    /// The terms of WHAT: places first, then what narrows them.
    pub fn words(&self) -> impl Iterator<Item = &FilterTerm> {
        self.places.iter().chain(&self.narrowing)
    }

    #[must_use]
    pub fn names_path(&self) -> bool {
        self.places.iter().any(|place| matches!(place, FilterTerm::Path(_)))
    }

    /// This filter without WHAT.
    #[must_use]
    pub fn without_names(&self) -> Self {
        Self { left_out: self.left_out.clone(), ..Self::default() }
    }

    /// Whether a deck is named, and so counts as begun.
    #[must_use]
    pub fn names_deck(&self, deck: &str) -> bool {
        self.named.iter().any(|name| name == deck)
    }

    /// Whether only whole decks are named, so that single items need not be checked.
    #[must_use]
    pub fn is_of_decks(&self) -> bool {
        self.narrowing.is_empty() && self.places.iter().all(|place| !matches!(place, FilterTerm::Card(_)))
    }

    /// Whether items of a deck may match; with [`is_of_decks`](Self::is_of_decks), whether all do.
    #[must_use]
    pub fn may_want(&self, deck: &DeckSummary) -> bool {
        let name = deck.id.as_str();
        let placed = self.places.is_empty()
            || self.places.iter().any(|place| match place {
                FilterTerm::Deck(wanted) => wanted == name,
                FilterTerm::Card(card) => card.split_once('/').is_some_and(|(of, _)| of == name),
                FilterTerm::Path(path) => within(deck.path.as_deref(), path),
                FilterTerm::Tag(_) | FilterTerm::Is(_) | FilterTerm::Due(_) | FilterTerm::Text(_) => true,
            });
        placed && !self.left_out.iter().any(|deck| deck == name)
    }

    /// Whether an item matches.
    #[must_use]
    pub fn wants(&self, item: &ItemSummary, state: &ItemState, found: &dyn Decks, today: Day) -> bool {
        self.is_placed(item, found)
            && !self.left_out.iter().any(|deck| deck == item.id.deck())
            && self.narrowing.iter().all(|word| self.narrows(word, item, state, found, today))
    }

    /// Whether an item is in one of the selected decks, cards and paths.
    pub(super) fn is_placed(&self, item: &ItemSummary, found: &dyn Decks) -> bool {
        self.places.is_empty()
            || self.places.iter().any(|place| match place {
                FilterTerm::Deck(name) => item.id.deck() == name,
                FilterTerm::Card(name) => names(name, item),
                FilterTerm::Path(path) => {
                    found.heading(item.id.deck()).is_some_and(|d| within(d.path.as_deref(), path))
                }
                FilterTerm::Tag(_) | FilterTerm::Is(_) | FilterTerm::Due(_) | FilterTerm::Text(_) => true,
            })
    }

    /// Whether a narrowing term matches an item.
    pub(super) fn narrows(
        &self,
        word: &FilterTerm,
        item: &ItemSummary,
        state: &ItemState,
        found: &dyn Decks,
        today: Day,
    ) -> bool {
        match word {
            FilterTerm::Tag(tag) => item.tags.iter().any(|own| own == tag),
            FilterTerm::Is(StateTerm::Missed) => {
                self.missed.contains(&item.id)
                    || (item.renamed && found.carried_from(&item.id).iter().any(|from| self.missed.contains(from)))
            }
            FilterTerm::Is(is) => is_in(*is, item, state, today),
            FilterTerm::Due(days) => state.seen.is_some_and(|seen| seen.due <= today + *days),
            // Several `text:` terms are searched together.
            FilterTerm::Text(_) => self.worded.as_ref().is_none_or(|cards| cards.contains(item.id.card())),
            FilterTerm::Deck(_) | FilterTerm::Card(_) | FilterTerm::Path(_) => true,
        }
    }
}

/// The cards with all the words.
fn cards_with(wording: &Wording, found: &dyn Decks) -> HashSet<String> {
    let mut cards = HashSet::new();
    found.each_card(&mut |card| {
        if wording.is_in(card) {
            cards.insert(card.id.to_string());
        }
    });
    cards
}

fn no_path(path: &Path) -> UnknownName {
    UnknownName {
        what: format!("no deck was found at `{}`", path.display()),
        help: "a deck is a file `*.yaml`; `oss-quiz decks` lists the decks found".to_owned(),
        deck: None,
    }
}

/// Whether an item would be asked on a day.
#[must_use]
pub fn is_due(item: &ItemSummary, state: &ItemState, today: Day) -> bool {
    let put_away = state.suspended.unwrap_or(item.suspended) || state.buried == Some(today);
    !put_away && state.seen.is_some_and(|seen| seen.due <= today || item.revision > seen.revision)
}

fn is_in(is: StateTerm, item: &ItemSummary, state: &ItemState, today: Day) -> bool {
    match is {
        StateTerm::New => state.phase() == Phase::New,
        StateTerm::Learning => state.phase() == Phase::Learning,
        StateTerm::Review => state.phase() == Phase::Review,
        StateTerm::Due => is_due(item, state, today),
        StateTerm::Suspended => state.suspended.unwrap_or(item.suspended),
        StateTerm::Buried => state.buried == Some(today),
        StateTerm::Flagged => state.flag.is_some(),
        StateTerm::Leech => state.is_leech(),
        // Known from the log only; see `narrows`.
        StateTerm::Missed => false,
    }
}

/// Whether `deck/card` or `deck/card#part` names an item.
fn names(name: &str, item: &ItemSummary) -> bool {
    item.id.card() == name || item.id.as_str() == name
}

/// Whether a card or item with that name exists.
fn is_there(name: &str, found: &dyn Decks) -> bool {
    found.card(name).is_some() || name.parse().is_ok_and(|item| found.item(&item).is_some())
}

/// Whether a deck is at a path or in a folder below it; `./decks` and `decks` are the same.
fn within(deck: Option<&Path>, path: &Path) -> bool {
    let tidy = |path: &Path| path.components().filter(|c| *c != std::path::Component::CurDir).collect::<PathBuf>();
    deck.is_some_and(|deck| tidy(deck).starts_with(tidy(path)))
}
