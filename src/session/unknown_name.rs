//! Messages for names that don't exist: what was probably meant, and where to find the right names.

use std::collections::BTreeSet;

use super::filter_term::FilterTerm;
use crate::deck::{DeckSummary, Decks, ItemId, ItemSummary, nearest};

/// At most this many tags or parts are listed.
const MOST_NAMED: usize = 8;

/// A name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What is missing, and what was probably meant.
    pub what: String,
    /// Where to find the right names.
    pub help: String,
    /// The name, if a deck was expected: a file or folder may have it.
    pub deck: Option<String>,
}

/// A deck that does not exist. Also says if the name is that of a card, a tag or a state.
#[must_use]
pub fn no_deck(name: &str, found: &dyn Decks) -> UnknownName {
    let what = format!("there is no deck `{name}`");
    let decks: Vec<&str> = found.summaries().iter().map(|deck| deck.id.as_str()).collect();
    let near = nearest(name, &decks).map(str::to_owned).or_else(|| otherwise(name, found));
    let meant = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    UnknownName {
        what: what + &meant,
        help: "`oss-quiz decks` lists the decks found".to_owned(),
        deck: Some(name.to_owned()),
    }
}

/// What other than a deck a single word may be.
fn otherwise(name: &str, found: &dyn Decks) -> Option<String> {
    if let Ok(FilterTerm::Is(is)) = format!("is:{name}").parse() {
        return Some(FilterTerm::Is(is).to_string());
    }
    let entries = || (0..found.summaries().len()).flat_map(|deck| found.entries(deck));
    if entries().any(|entry| entry.tags.iter().any(|tag| tag == name)) {
        return Some(FilterTerm::Tag(name.to_owned()).to_string());
    }
    entries().map(|entry| entry.id).find(|id| card_of(id) == name).map(|id| id.card().to_owned())
}

fn card_of(item: &ItemId) -> &str {
    item.card().split_once('/').map_or("", |(_, card)| card)
}

/// A card or item, `deck/card` or `deck/card#part`, that does not exist.
#[must_use]
pub fn no_card(name: &str, found: &dyn Decks) -> UnknownName {
    let (card, part) = name.split_once('#').map_or((name, None), |(card, part)| (card, Some(part)));
    let (deck, own) = card.split_once('/').unwrap_or((card, ""));
    let Some(at) = found.summaries().iter().position(|heading| heading.id.as_str() == deck) else {
        return no_deck_of_card(name, deck, found);
    };
    let deck = &found.summaries()[at];
    if own.is_empty() {
        let what = format!("`{name}` is not a card; write `{}` for the whole deck", deck.id);
        return UnknownName { what, help: lists(deck), deck: None };
    }
    let entries = found.entries(at);
    let items: Vec<&ItemId> = entries.iter().map(|entry| &entry.id).filter(|id| id.card() == card).collect();
    match (part, items.as_slice()) {
        (Some(part), [_, ..]) => no_part(card, part, &items),
        _ => no_card_in(card, own, deck, &entries),
    }
}

fn lists(deck: &DeckSummary) -> String {
    format!("`oss-quiz items {0}` lists its cards, `oss-quiz show {0}` shows them", deck.id)
}

fn no_part(card: &str, part: &str, items: &[&ItemId]) -> UnknownName {
    let parts: Vec<&str> = items.iter().filter_map(|id| id.as_str().split_once('#')).map(|(_, part)| part).collect();
    let there = if parts.is_empty() { "it has no parts".to_owned() } else { format!("it has {}", listed(&parts)) };
    UnknownName {
        what: format!("card `{card}` has no part `{part}`; {there}"),
        help: format!("`oss-quiz show {card}` shows the card"),
        deck: None,
    }
}

fn no_card_in(card: &str, own: &str, deck: &DeckSummary, entries: &[ItemSummary]) -> UnknownName {
    let names: BTreeSet<&str> = entries.iter().map(|entry| card_of(&entry.id)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let near = nearest(own, &names).map(|near| format!("; did you mean `{}/{near}`?", deck.id));
    UnknownName {
        what: format!("there is no card `{card}`{}", near.unwrap_or_default()),
        help: lists(deck),
        deck: None,
    }
}

fn no_deck_of_card(name: &str, deck: &str, found: &dyn Decks) -> UnknownName {
    let entries = (0..found.summaries().len()).flat_map(|deck| found.entries(deck));
    let names: Vec<ItemId> = entries.map(|entry| entry.id).collect();
    let names: Vec<&str> = names.iter().flat_map(|id| [id.card(), id.as_str()]).collect();
    match nearest(name, &names) {
        Some(near) => UnknownName {
            what: format!("there is no card `{name}`; did you mean `{near}`?"),
            help: "`oss-quiz items` lists all cards".to_owned(),
            deck: None,
        },
        None => UnknownName { deck: None, ..no_deck(deck, found) },
    }
}

#[must_use]
pub(super) fn no_tag(tag: &str, tags: &BTreeSet<String>) -> UnknownName {
    let names: Vec<&str> = tags.iter().map(String::as_str).collect();
    let meant = match (nearest(tag, &names), names.as_slice()) {
        (Some(near), _) => format!("did you mean `tag:{near}`?"),
        (None, []) => "there are no tags".to_owned(),
        (None, [one]) => format!("the only tag is {one}"),
        (None, names) => format!("the tags are {}", listed(names)),
    };
    UnknownName {
        what: format!("no card has the tag `{tag}`; {meant}"),
        help: "`oss-quiz tags` lists the tags".to_owned(),
        deck: None,
    }
}

fn listed(names: &[&str]) -> String {
    let some = names.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 => some,
        more => format!("{some} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Collection, parse_deck};

    fn found() -> Collection {
        let cards = "title: T\ntags: [sea]\ncards:\n  - {id: will-or-may, kind: flip, question: Q, answer: a}\n  \
                     - {id: gaps, kind: cloze, text: \"{{c1::One}} and {{c2::two}}.\"}\n";
        Collection::new(vec![parse_deck("rise", None, cards).expect("a deck")])
    }

    #[test]
    fn a_name_that_stands_for_nothing_finds_what_was_meant() {
        let found = found();
        let said = |missing: UnknownName| format!("{} / {}", missing.what, missing.help);
        let decks = "`oss-quiz decks` lists the decks found";
        let lists = "`oss-quiz items rise` lists its cards, `oss-quiz show rise` shows them";
        for (name, what, help) in [
            ("rise/", "`rise/` is not a card; write `rise` for the whole deck", lists),
            ("rise/will-or-mean", "there is no card `rise/will-or-mean`; did you mean `rise/will-or-may`?", lists),
            ("rise/xyz", "there is no card `rise/xyz`", lists),
            (
                "rise/gaps#c9",
                "card `rise/gaps` has no part `c9`; it has c1, c2",
                "`oss-quiz show rise/gaps` shows the card",
            ),
            (
                "rise/will-or-may#c1",
                "card `rise/will-or-may` has no part `c1`; it has no parts",
                "`oss-quiz show rise/will-or-may` shows the card",
            ),
            (
                "ries/gaps",
                "there is no card `ries/gaps`; did you mean `rise/gaps`?",
                "`oss-quiz items` lists all cards",
            ),
            ("none/such-a-card", "there is no deck `none`", decks),
        ] {
            assert_eq!(said(no_card(name, &found)), format!("{what} / {help}"), "{name}");
        }
        for (name, what) in [
            ("ries", "there is no deck `ries`; did you mean `rise`?"),
            ("flagged", "there is no deck `flagged`; did you mean `is:flagged`?"),
            ("sea", "there is no deck `sea`; did you mean `tag:sea`?"),
            ("gaps", "there is no deck `gaps`; did you mean `rise/gaps`?"),
            ("nothing", "there is no deck `nothing`"),
        ] {
            assert_eq!(said(no_deck(name, &found)), format!("{what} / {decks}"), "{name}");
        }
    }

    #[test]
    fn a_tag_that_no_card_has_names_those_there_are() {
        let tags = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        let said = |tag: &str, names: &[&str]| no_tag(tag, &tags(names)).what;
        assert_eq!(said("nope", &["risk", "essay"]), "no card has the tag `nope`; the tags are essay, risk");
        assert_eq!(said("rsk", &["risk", "essay"]), "no card has the tag `rsk`; did you mean `tag:risk`?");
        assert_eq!(said("nope", &[]), "no card has the tag `nope`; there are no tags");
        let many = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        assert_eq!(said("nope", &many), "no card has the tag `nope`; the tags are a, b, c, d, e, f, g, h and 2 more");
    }
}
