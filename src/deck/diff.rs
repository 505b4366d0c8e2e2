//! `check --against`: what an update of decks means for those who study them.

mod renames;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

pub use renames::RenameHint;

use crate::deck::cloze::ClozePiece;
use crate::deck::text::one_line;
use crate::deck::{Card, CardId, Collection, ItemId, ItemPart, Place};

/// What happens to a card and to the progress on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardFate {
    New,
    /// Same name, other words: progress is kept.
    Reworded,
    /// New name, and it names the old one: progress is kept.
    Renamed,
    /// Its revision was raised: progress is kept, and it is asked soon.
    Revised,
    /// It now asks what another card, or another of its own gaps, asked before: progress continues under the wrong
    /// text.
    Exchanged,
    /// Its progress is lost, mostly because its kind changed.
    Anew,
    /// It has an error now and can't be studied until that is fixed; progress is kept.
    Faulty,
    /// It is gone, and a card that already existed takes over its progress.
    Merged,
    /// It is gone, and so is its progress.
    Removed,
}

impl CardFate {
    /// In the order of reporting.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Reworded,
        Self::Renamed,
        Self::Revised,
        Self::Exchanged,
        Self::Anew,
        Self::Faulty,
        Self::Merged,
        Self::Removed,
    ];

    /// Its name in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Reworded => "reworded",
            Self::Renamed => "renamed",
            Self::Revised => "revised",
            Self::Exchanged => "exchanged",
            Self::Anew => "anew",
            Self::Faulty => "faulty",
            Self::Merged => "merged",
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
            Self::Exchanged => "progress goes on under another text",
            Self::Anew => "progress is lost",
            Self::Faulty => "not asked until fixed, progress is kept",
            Self::Merged => "progress is kept where the other card has none",
            Self::Removed => "no longer asked",
        }
    }
}

/// A card that an update changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardChange {
    /// Its name after the update, or before it if the card is gone.
    pub id: CardId,
    pub fate: CardFate,
    /// Its name before, if that was another.
    pub from: Option<CardId>,
    /// The card it was merged into.
    pub into: Option<CardId>,
    /// Items of a kept card that start over.
    pub begun: Vec<ItemId>,
    /// Items that are gone from a kept card, with their progress.
    pub lost: Vec<ItemId>,
    /// The deck's file, if it has one.
    pub path: Option<PathBuf>,
    pub place: Place,
    /// What it asks, without marks.
    pub prompt: String,
}

/// The effect of an update.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// How many cards did not change.
    pub same: usize,
    /// All others, in the order of decks and files; removed cards come last.
    pub changes: Vec<CardChange>,
    /// Where progress could be kept if the author named a card's old id.
    pub hints: Vec<RenameHint>,
}

impl Update {
    #[must_use]
    pub fn count(&self, fate: CardFate) -> usize {
        self.changes.iter().filter(|change| change.fate == fate).count()
    }
}

/// Compares old and new decks.
#[must_use]
pub fn update(old: &Collection, new: &Collection) -> Update {
    let mut result = Update::default();
    let mut gone_on: HashSet<CardId> = HashSet::new();
    let faulty = faulty(new);
    let mut hints = Vec::new();
    let exchanged = Exchanged::between(old, new);
    let carried = carried(old, new);
    for card in cards(new) {
        let Some(mut origin) = origin(old, new, card) else {
            result.changes.push(change(new, card, CardFate::New));
            continue;
        };
        origin.lost.retain(|item| !carried.contains_key(item));
        gone_on.extend(origin.cards.iter().cloned());
        let swapped = exchanged.of(origin.base, card);
        let is_anew = !origin.begun.is_empty() && origin.begun.len() == card.parts().len();
        hints.extend(again(&origin, card));
        let fate = match fate(origin.base, card) {
            _ if !swapped.is_empty() => Some(CardFate::Exchanged),
            _ if is_anew => Some(CardFate::Anew),
            fate => fate,
        };
        hints.extend(swapped);
        match fate {
            None if origin.begun.is_empty() && origin.lost.is_empty() => result.same += 1,
            fate => result.changes.push(CardChange {
                from: (origin.base.id != card.id).then(|| origin.base.id.clone()),
                begun: origin.begun,
                lost: origin.lost,
                ..change(new, card, fate.unwrap_or(CardFate::Reworded))
            }),
        }
    }
    for card in cards(old).filter(|card| !gone_on.contains(&card.id)) {
        let waits = faulty.get(&card.id);
        let into = card.parts().into_iter().find_map(|part| carried.get(&card.id.item(part)));
        let fate = match (waits, into) {
            (Some(_), _) => CardFate::Faulty,
            (None, Some(_)) => CardFate::Merged,
            (None, None) => CardFate::Removed,
        };
        let there = CardChange { into: into.filter(|_| waits.is_none()).cloned(), ..change(old, card, fate) };
        result.changes.push(match waits {
            Some((path, place)) => CardChange { path: path.clone(), place: *place, ..there },
            None => there,
        });
    }
    let with = |fate: CardFate, of: &Collection| -> Vec<Arc<Card>> {
        let changes = result.changes.iter().filter(|change| change.fate == fate);
        changes.filter_map(|change| of.card(&change.id).cloned()).collect()
    };
    hints.extend(renames::hints(&with(CardFate::Removed, old), &with(CardFate::New, new), old));
    result.hints = hints;
    result
}

/// Old items whose progress is taken over by cards that have none of their own, and by which card.
fn carried(old: &Collection, new: &Collection) -> HashMap<ItemId, CardId> {
    let mut carried = HashMap::new();
    for card in cards(new).filter(|card| !card.was.is_empty()) {
        for part in card.parts() {
            let from = new.carried_from(&card.id.item(part));
            for item in from.into_iter().filter(|item| old.item(item).is_some()) {
                carried.entry(item).or_insert_with(|| card.id.clone());
            }
        }
    }
    carried
}

fn cards(decks: &Collection) -> impl Iterator<Item = &Arc<Card>> {
    decks.decks().iter().flat_map(|deck| &deck.cards)
}

/// Cards left out because of an error, and where they are.
fn faulty(decks: &Collection) -> HashMap<CardId, (Option<PathBuf>, Place)> {
    let of_deck = |deck: &crate::deck::Deck| -> Vec<_> {
        let ids = deck.left_out.iter().filter_map(|card| Some((card.id.as_deref()?, card.place)));
        ids.filter_map(|(id, place)| Some((CardId::new(&deck.id, id).ok()?, (deck.path.clone(), place)))).collect()
    };
    decks.decks().iter().flat_map(of_deck).collect()
}

struct Origin<'o> {
    /// The card it was; the first if there are several.
    base: &'o Card,
    /// All cards whose progress it takes over.
    cards: Vec<CardId>,
    begun: Vec<ItemId>,
    lost: Vec<ItemId>,
}

fn origin<'o>(old: &'o Collection, new: &Collection, card: &Card) -> Option<Origin<'o>> {
    let parts = card.parts();
    let source = |part: &ItemPart| {
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

/// What to write if an item starts over while another one of the card is gone, as after a change of kind.
fn again(origin: &Origin, card: &Card) -> Option<RenameHint> {
    // Between two versions of a cloze, a new gap has nothing to do with one that is gone.
    if origin.base.body.kind() == card.body.kind() {
        return None;
    }
    let (item, from) = (origin.begun.first()?, origin.lost.first()?);
    let name = |id: &CardId| if id.deck() == card.id.deck() { id.card().to_owned() } else { id.as_str().to_owned() };
    let name = name(&origin.base.id);
    let line = match (from.part(), item.part()) {
        (ItemPart::Whole, to) if card.parts().first() != Some(&to) => format!("was: {{{to}: {name}}}"),
        (ItemPart::Whole, _) => format!("was: {name}"),
        (part, _) => format!("was: {name}#{part}"),
    };
    Some(RenameHint::Item { item: item.clone(), from: from.clone(), line })
}

/// Texts that changed names.
struct Exchanged<'o> {
    /// By their text, old cards whose name now asks something else.
    before: HashMap<String, &'o Card>,
}

impl<'o> Exchanged<'o> {
    fn between(old: &'o Collection, new: &Collection) -> Self {
        let moved =
            |card: &&'o Arc<Card>| new.card(&card.id).is_some_and(|now| renames::whole(now) != renames::whole(card));
        Self { before: cards(old).filter(moved).map(|card| (renames::whole(card), &**card)).collect() }
    }

    /// What a card, or a gap of it, has taken over from another.
    fn of(&self, before: &Card, after: &Card) -> Vec<RenameHint> {
        let other =
            self.before.get(&renames::whole(after)).filter(|other| other.id != before.id && before.id == after.id);
        if let Some(other) = other.filter(|other| other.parts() == after.parts()) {
            let [item, with] = [&after.id, &other.id].map(|id| id.item(ItemPart::Whole));
            return vec![RenameHint::Exchanged { item, with }];
        }
        let (old, new) = (gaps(before), gaps(after));
        let taken = |(number, text): (&u16, &String)| {
            let with = old.iter().find(|(other, old)| *other != number && *old == text).map(|(other, _)| *other)?;
            // If the other gap still has this text too, nothing was exchanged.
            let is_moved = old.get(number) != Some(text) && old.contains_key(number) && new.get(&with) != Some(text);
            let [item, with] = [*number, with].map(|number| after.id.item(ItemPart::Cloze(number)));
            is_moved.then_some(RenameHint::Exchanged { item, with })
        };
        new.iter().filter_map(taken).collect()
    }
}

/// The texts to fill in, by gap number.
fn gaps(card: &Card) -> BTreeMap<u16, String> {
    let mut gaps: BTreeMap<u16, String> = BTreeMap::new();
    for piece in card.body.pieces() {
        if let ClozePiece::Gap { number, text, .. } = piece {
            let texts = gaps.entry(*number).or_default();
            texts.push_str(&crate::grading::fold(&text.plain(), false));
            texts.push('\n');
        }
    }
    gaps
}

/// What happened to a card that is kept; `None` if it did not change.
fn fate(before: &Card, after: &Card) -> Option<CardFate> {
    if after.revision > before.revision {
        Some(CardFate::Revised)
    } else if before.id != after.id {
        Some(CardFate::Renamed)
    } else if (&before.body, &before.hints, &before.because) != (&after.body, &after.hints, &after.because) {
        Some(CardFate::Reworded)
    } else {
        None
    }
}

fn change(decks: &Collection, card: &Card, fate: CardFate) -> CardChange {
    CardChange {
        id: card.id.clone(),
        fate,
        from: None,
        into: None,
        begun: Vec::new(),
        lost: Vec::new(),
        path: decks.deck(card.id.deck()).and_then(|deck| deck.path.clone()),
        place: card.place,
        prompt: one_line(&card.prompt().plain()),
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
        let merged = new.replace("{id: b,", "{id: b, was: e,");
        let merged = super::update(&deck(OLD), &deck(&merged));
        let [.., faulty_or_merged, last] = &merged.changes[..] else { panic!("changes") };
        let into = |change: &CardChange| (change.fate, change.into.as_ref().map(ToString::to_string));
        assert_eq!(into(faulty_or_merged), (CardFate::Merged, Some("d/b".to_owned())));
        assert_eq!(into(last), (CardFate::Faulty, None));
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

    fn hints(update: &Update) -> Vec<String> {
        update.hints.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn texts_under_each_others_names_are_exchanged() {
        let old = deck(&(OLD.to_owned() + "  - {id: g, kind: cloze, text: 'The {{c1::x}} by {{c2::y}}, {{c3::z}}'}\n"));
        let new =
            OLD.replace("What is a", "What is B").replace("What is b", "What is a").replace("What is B", "What is b");
        let new = deck(&(new + "  - {id: g, kind: cloze, text: 'The {{c2::x}} by {{c1::y}}, {{c3::z}}'}\n"));
        let update = update(&old, &new);
        assert_eq!(told(&update), ["exchanged d/a", "exchanged d/b", "exchanged d/g"]);
        let hints = hints(&update);
        assert_eq!(hints.len(), 4);
        assert!(
            hints[0].starts_with("`d/a` now asks what `d/b` asked")
                && hints[2].starts_with("`d/g#c1` now asks what `d/g#c2`")
        );
    }

    #[test]
    fn a_change_of_kind_begins_anew_unless_was_says_otherwise() {
        let flip = "  - {id: a, MOREkind: flip, question: What is a?, answer: x}\n";
        let term = "  - {id: a, MOREkind: term, term: a, definition: What is x}\n";
        let gap = "  - {id: a, MOREkind: cloze, text: 'What is {{c2::a}}'}\n";
        for (old, new, was, word) in [
            (flip, term, "was: a", "reworded d/a"),
            (term, flip, "was: a#term", "reworded d/a"),
            (flip, gap, "was: a", "reworded d/a"),
            (gap, flip, "was: a#c2", "reworded d/a"),
        ] {
            let old = deck(&old.replace("MORE", ""));
            let lost = update(&old, &deck(&new.replace("MORE", "")));
            assert_eq!(told(&lost), ["anew d/a"]);
            assert!(hints(&lost)[0].contains(&format!("add `{was}`")), "{:?}", hints(&lost));
            let kept = update(&old, &deck(&new.replace("MORE", &format!("was: '{}', ", &was[5..]))));
            assert_eq!((told(&kept), hints(&kept).len()), (vec![word.to_owned()], 0));
        }
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
