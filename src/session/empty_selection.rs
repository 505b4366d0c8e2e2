//! Explains why a selection is empty.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::Filter;
use super::filter_term::{FilterTerm, StateTerm};
use super::unknown_name::{UnknownName, no_tag};
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, ItemState};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmptySelection {
    /// A name in it does not exist.
    UnknownName(UnknownName),
    /// No item has these properties: `No item is flagged.`
    None(String),
}

impl Filter {
    /// Why no item matches; `None` if one does. `states` has the log's states of all items, under earlier names too.
    #[must_use]
    pub fn why_nothing<S: BuildHasher>(
        &self,
        found: &dyn Decks,
        states: &HashMap<ItemId, ItemState, S>,
        today: Day,
    ) -> Option<EmptySelection> {
        let unseen = ItemState::default();
        let words = self.narrowing();
        // For each narrowing term: whether it matches an item anywhere, and whether it does in these places.
        let mut through = vec![(false, false); words.len()];
        for item in (0..found.summaries().len()).flat_map(|deck| found.entries(deck)) {
            let state = states.get(&item.id).unwrap_or(&unseen);
            if self.wants(&item, state, found, today) {
                return None;
            }
            let placed = self.is_placed(&item, found);
            for (word, (anywhere, here)) in words.iter().zip(&mut through) {
                let narrowed = self.narrows(word, &item, state, found, today);
                *anywhere |= narrowed;
                *here |= narrowed && placed;
            }
        }
        let tags = found.all_tags();
        let unknown = words.iter().find_map(|word| match word {
            FilterTerm::Tag(tag) if !tags.contains(tag) => Some(no_tag(tag, &tags)),
            _ => None,
        });
        if let Some(missing) = unknown {
            return Some(EmptySelection::UnknownName(missing));
        }
        let first = |stops: fn(&(bool, bool)) -> bool| {
            words.iter().zip(&through).find(|(_, through)| stops(through)).map(|(word, _)| std::slice::from_ref(word))
        };
        let of = self.places_in_words();
        Some(EmptySelection::None(if let Some(word) = first(|(anywhere, _)| !anywhere) {
            sentence("", word)
        } else if let Some(word) = first(|(_, here)| !here) {
            sentence(&of, word)
        } else {
            sentence(&of, words)
        }))
    }

    /// ` of rise or barriers`; empty if all decks are meant.
    fn places_in_words(&self) -> String {
        let places: Vec<String> = self.places().iter().map(|place| format!("`{place}`")).collect();
        if places.is_empty() { String::new() } else { format!(" of {}", places.join(" or ")) }
    }
}

/// `No item of rise is flagged and has the tag risk.`
fn sentence(of: &str, words: &[FilterTerm]) -> String {
    let said: Vec<String> = words.iter().map(said).collect();
    if said.is_empty() { format!("There is no item{of}.") } else { format!("No item{of} {}.", said.join(" and ")) }
}

/// What a narrowing term says of an item.
fn said(word: &FilterTerm) -> String {
    match word {
        FilterTerm::Tag(tag) => format!("has the tag `{tag}`"),
        FilterTerm::Text(words) => {
            let words: Vec<&str> = words.split_whitespace().collect();
            format!("has the {} `{}`", if words.len() == 1 { "word" } else { "words" }, words.join(" "))
        }
        FilterTerm::Due(days) => match days {
            ..0 => format!("has been due for {} days", days.unsigned_abs()),
            0 => "is due today".to_owned(),
            1 => "is due by tomorrow".to_owned(),
            days => format!("is due within {days} days"),
        },
        FilterTerm::Is(StateTerm::New) => "is new".to_owned(),
        FilterTerm::Is(StateTerm::Learning) => "is being learned".to_owned(),
        FilterTerm::Is(StateTerm::Review) => "is in review".to_owned(),
        FilterTerm::Is(StateTerm::Due) => "is due today".to_owned(),
        FilterTerm::Is(StateTerm::Missed) => "was missed on the last day of study".to_owned(),
        FilterTerm::Is(StateTerm::Suspended) => "is suspended".to_owned(),
        FilterTerm::Is(StateTerm::Buried) => "is buried".to_owned(),
        FilterTerm::Is(StateTerm::Flagged) => "is flagged".to_owned(),
        FilterTerm::Is(StateTerm::Leech) => "is a leech".to_owned(),
        FilterTerm::Deck(_) | FilterTerm::Card(_) | FilterTerm::Path(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::deck::{Collection, parse_deck};
    use crate::schedule::Flag;

    fn found() -> Collection {
        let deck = |id: &str, tag: &str| {
            let text = format!(
                "title: T\ncards:\n  - {{id: a, kind: flip, question: Why {id}?, answer: x, tags: [{tag}]}}\n  \
                 - {{id: b, kind: flip, question: How?, answer: y}}\n"
            );
            parse_deck(id, None, &text).expect("a deck")
        };
        Collection::new(vec![deck("one", "risk"), deck("two", "essay")])
    }

    fn why(what: &[&str]) -> Option<EmptySelection> {
        let found = found();
        let wanted: Vec<FilterTerm> = what.iter().map(|word| word.parse().expect("a WHAT")).collect();
        let mut filter = Filter::new(&wanted, &found).expect("what is there");
        filter.set_missed(HashSet::from(["one/b".parse().expect("an item")]));
        let flagged = ItemState { flag: Some(Flag::default()), ..ItemState::default() };
        let states = HashMap::from([("one/a".parse().expect("an item"), flagged)]);
        filter.why_nothing(&found, &states, Day::from_number(20_000))
    }

    #[test]
    fn the_part_that_matches_nothing_is_named() {
        for (what, said) in [
            (&["is:suspended"][..], "No item is suspended."),
            (&["is:new", "is:suspended", "one"], "No item is suspended."),
            (&["two", "is:flagged"], "No item of `two` is flagged."),
            (&["two", "one/b", "is:flagged"], "No item of `two` or `one/b` is flagged."),
            (&["two", "is:missed"], "No item of `two` was missed on the last day of study."),
            (&["one", "tag:essay"], "No item of `one` has the tag `essay`."),
            (&["is:flagged", "tag:essay"], "No item is flagged and has the tag `essay`."),
            (&["text:nowhere found"], "No item has the words `nowhere found`."),
            (&["two", "text:one"], "No item of `two` has the word `one`."),
            (&["due:3"], "No item is due within 3 days."),
            (&["is:due"], "No item is due today."),
        ] {
            assert_eq!(why(what), Some(EmptySelection::None(said.to_owned())), "{what:?}");
        }
    }

    #[test]
    fn a_tag_that_there_is_not_is_no_tag() {
        for what in [&["tag:nope"][..], &["is:suspended", "tag:nope"], &["one", "tag:nope"]] {
            let Some(EmptySelection::UnknownName(missing)) = why(what) else { panic!("{what:?}") };
            assert_eq!(missing.what, "no card has the tag `nope`; the tags are essay, risk");
        }
    }

    #[test]
    fn where_something_matches_there_is_nothing_to_say() {
        for what in
            [&[][..], &["one"], &["tag:risk"], &["is:flagged"], &["is:missed"], &["text:how"], &["is:new", "two"]]
        {
            assert_eq!(why(what), None, "{what:?}");
        }
    }
}
