//! Reads the cards of a deck.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::diagnostics::{Diagnostics, Position};
use super::fields::Fields;
use super::header::bad_id;
use super::yaml::{Node, NodeShape};
use super::{look_alike, other_names, value};
use crate::deck::card::{Card, CardIdentity, LeftOut, Was};
use crate::deck::format::{self, FieldShape as Wanted};
use crate::deck::identity::{derived_id, whole_id};
use crate::deck::kinds::{self, CardLanguage, KindInfo};
use crate::deck::nearest::among as nearest;
use crate::deck::{Body, CardId, DeckId, ItemPart, Judging, Kind, Place, RuleId, judging, text};

/// What cards need to know about their deck.
pub(crate) struct CardContext<'c> {
    pub(crate) deck: &'c DeckId,
    pub(crate) tags: &'c [String],
    pub(crate) was: &'c [(DeckId, Place)],
    pub(crate) judging: Judging,
}

#[derive(Default)]
pub(crate) struct Cards {
    read: Vec<ParsedEntry>,
    pub(crate) left_out: Vec<LeftOut>,
}

struct ParsedEntry {
    name: Option<CardName>,
    place: Place,
    /// `None` if it has an error.
    card: Option<Arc<Card>>,
}

/// A card's id, and where errors about it point.
struct CardName {
    card: CardId,
    identity: CardIdentity,
    position: Position,
}

impl Cards {
    pub(crate) fn take(&mut self, report: &mut Diagnostics, context: &CardContext, node: &Node, nth: usize) {
        let before = report.faults;
        let (name, card) = if let NodeShape::Map(pairs) = &node.shape {
            card(report, context, node, pairs, nth)
        } else {
            let what = format!("card {nth} is {}, but a card needs fields", node.found());
            report.fault(node, RuleId::WrongType, what, "write `- id: name`, and its other fields below".to_owned());
            (None, None)
        };
        let card = card.filter(|_| report.faults == before).map(Arc::new);
        self.read.push(ParsedEntry { name, place: node.place, card });
    }

    /// The cards, each with a unique name, and those left out.
    pub(crate) fn named(mut self, report: &mut Diagnostics, context: &CardContext) -> (Vec<Arc<Card>>, Vec<LeftOut>) {
        self.tell_apart(context);
        let mut ids = Ids::default();
        let mut cards = Vec::with_capacity(self.read.len());
        for ParsedEntry { name, place, card } in self.read {
            let is_new = name.as_ref().is_none_or(|name| ids.take(report, name));
            match card {
                Some(card) if is_new => cards.push(card),
                _ => self.left_out.push(LeftOut { id: name.map(|name| name.card.card().to_owned()), place }),
            }
        }
        (cards, self.left_out)
    }

    /// If cards share a derived id, derives new ones from all of their texts, so that they don't depend on the order.
    /// A card with a unique prompt keeps the id derived from it.
    fn tell_apart(&mut self, context: &CardContext) {
        let mut names = self.read.iter().filter_map(|draft| draft.name.as_ref());
        if names.all(|name| name.identity == CardIdentity::Written) {
            return;
        }
        let mut times: HashMap<String, usize> = HashMap::with_capacity(self.read.len());
        for name in self.read.iter().filter_map(|draft| draft.name.as_ref()) {
            *times.entry(name.card.card().to_lowercase()).or_default() += 1;
        }
        let mut first = HashSet::new();
        for ParsedEntry { name, card, .. } in &mut self.read {
            let Some(name) = name.as_mut().filter(|name| name.identity == CardIdentity::Derived) else { continue };
            let own = name.card.card().to_lowercase();
            let is_alone = times.get(&own).is_none_or(|&times| times < 2);
            let Some(card) = card.as_mut().and_then(Arc::get_mut).filter(|_| !is_alone) else { continue };
            let Ok(id) = CardId::new(context.deck, &whole_id(card)) else { continue };
            let before = std::mem::replace(&mut name.card, id.clone());
            card.id = id;
            card.was.retain(|was| !was.implied);
            let is_unnamed = card.was.is_empty();
            card.was.extend(implied(context, &card.id, &card.was));
            if is_unnamed {
                // The first of them probably was the only one before.
                let was = Was { card: before, part: None, to: None, place: card.place, implied: true };
                card.was.extend(first.insert(own).then_some(was));
            }
        }
    }
}

/// Ids by their lower case, each as written and with its line.
#[derive(Default)]
struct Ids(HashMap<String, (String, u32)>);

impl Ids {
    /// Records an id; reports it if the deck has it already.
    fn take(&mut self, report: &mut Diagnostics, name: &CardName) -> bool {
        let own = name.card.card();
        let folded = own.to_lowercase();
        let Some((first, on)) = self.0.get(&folded) else {
            self.0.insert(folded, (own.to_owned(), name.position.place.line));
            return true;
        };
        let (what, help) = match name.identity {
            CardIdentity::Derived => (
                "the same card is in the deck twice".to_owned(),
                format!("the first is on line {on}: delete one, or give both an `id`"),
            ),
            CardIdentity::Written if first == own => (
                format!("card id `{own}` is used twice in the deck"),
                format!("the first is on line {on}: give this card an id of its own"),
            ),
            CardIdentity::Written => (
                format!("card ids `{first}` and `{own}` differ only in case"),
                format!("the first is on line {on}: give this card another id"),
            ),
        };
        report.fault(name.position, RuleId::DuplicateId, what, help);
        false
    }
}

type EntryPairs<'s> = [(Node<'s>, Node<'s>)];

/// Reads one card: its id if possible, and the card if it has no errors.
fn card(
    report: &mut Diagnostics,
    context: &CardContext,
    node: &Node,
    pairs: &EntryPairs,
    nth: usize,
) -> (Option<CardName>, Option<Card>) {
    let source = report.source;
    let find = |name: &str| pairs.iter().find(|(key, _)| key.text(source) == Some(name)).map(|(_, value)| value);
    let id = find("id").and_then(|value| value.text(source)).filter(|id| !id.is_empty());
    let called = id.map_or(format!("card {nth}"), |id| format!("card `{}`", id.chars().take(64).collect::<String>()));
    let at = Position::from(node);
    let kind = find("kind").and_then(|value| value.text(source)).and_then(Kind::of_word);
    // A kind under another program's name still tells the fields.
    let is_kind = |key: &Node| key.text(source).is_some_and(|word| other_names::fields(word) == ["kind"]);
    let foreign = || pairs.iter().find(|(key, _)| is_kind(key)).map(|(_, value)| value);
    let other = || find("kind").or_else(foreign).and_then(|value| value.text(source)).and_then(other_names::kind);
    let meant = kind.or_else(other);
    let own = meant.map_or(kinds::all_own(), |kind| kind.info().fields);
    let record = Fields::gather(report, pairs, [own, format::CARD], called, at, meant);
    let written = written_id(report, context, &record);
    let Some(kind) = kind else {
        unknown_kind(report, &record);
        return (written.ok().flatten(), None);
    };
    // So far only the word of the kind was read.
    record.word(report, "kind");
    let judging = judging::read(report, &record, context.judging);
    let language = CardLanguage { is_english: judging.languages.answer.is_english() };
    let body = (kind.info().read)(report, &record, language);
    let name = match (written, &body) {
        (Ok(None), Some(body)) => {
            let id = CardId::new(context.deck, &derived_id(kind, &body.prompt())).ok();
            id.map(|card| CardName { card, identity: CardIdentity::Derived, position: at })
        }
        (written, _) => written.ok().flatten(),
    };
    let card = finish(report, context, &record, node.place, name.as_ref(), body);
    (name, card.map(|card| Card { judging, ..card }))
}

/// Reads the fields that every card may have.
fn finish(
    report: &mut Diagnostics,
    context: &CardContext,
    record: &Fields,
    place: Place,
    name: Option<&CardName>,
    body: Option<Body>,
) -> Option<Card> {
    let hints = record.texts(report, "hint");
    let because = record.text(report, "because");
    let claims = record.words(report, "claims");
    let mentions = record.words(report, "mentions");
    let mut tags = context.tags.to_vec();
    tags.extend(record.words(report, "tags").into_iter().filter(|tag| !context.tags.contains(tag)));
    let mut was = earlier_ids(report, context, record, body.as_ref());
    let revision = record.count(report, "revision").unwrap_or(0);
    let suspended = record.flag(report, "suspended").unwrap_or(false);
    let (name, body) = (name?, body?);
    was.extend(implied(context, &name.card, &was));
    let (id, identity) = (name.card.clone(), name.identity);
    let (judging, fields) = (context.judging, record.places());
    Some(Card {
        id,
        identity,
        body,
        hints,
        because,
        claims,
        mentions,
        tags,
        was,
        revision,
        suspended,
        judging,
        place,
        fields,
    })
}

/// The id that the author wrote; reports it and returns an error if it is not an id.
fn written_id(report: &mut Diagnostics, context: &CardContext, record: &Fields) -> Result<Option<CardName>, ()> {
    let Some(slot) = record.single(report, "id") else {
        let is_list = record.slot("id").is_some_and(|slot| matches!(slot.value.shape, NodeShape::List(_)));
        return if is_list { Err(()) } else { Ok(None) };
    };
    let word = value::word(report, slot.value, "id", Wanted::Id).ok_or(())?;
    match CardId::new(context.deck, &word) {
        Ok(card) => Ok(Some(CardName { card, identity: CardIdentity::Written, position: Position::from(slot.value) })),
        Err(error) => {
            bad_id(report, slot.value, &error.to_string(), &word);
            Err(())
        }
    }
}

fn unknown_kind(report: &mut Diagnostics, record: &Fields) {
    let words = Kind::ALL.map(Kind::word);
    let all = format!("the kinds are `{}`", words.join("`, `"));
    let Some(slot) = record.slot("kind") else {
        // The name is misspelt, which is reported elsewhere.
        if record.is_misspelt("kind") {
            return;
        }
        let what = format!("{} has no `kind`", record.name);
        let has = |field: &&format::Field| record.slot(field.name).is_some();
        let may_be = |info: &&KindInfo| info.fields.iter().filter(|field| field.required).all(|field| has(&field));
        // The first of the kinds that have most of the fields.
        let known = |info: &&KindInfo| info.fields.iter().filter(has).count();
        let fits = kinds::KINDS.iter().rev().filter(may_be).max_by_key(known);
        let help = fits.map_or(all, |info| format!("its fields fit `kind: {}`", info.kind.word()));
        return report.fault(record.at, RuleId::MissingField, what, help);
    };
    let Some(word) = record.word(report, "kind") else { return };
    let shown: String = word.chars().take(40).collect();
    let help = if let Some(help) = look_alike::help("kind", &word, |word| Kind::of_word(word).is_some()) {
        help
    } else if let Some(kind) = other_names::kind(&word) {
        format!("it is called `kind: {kind}` here; {all}", kind = kind.word())
    } else if let Some(near) = nearest(&word, words) {
        format!("did you mean `kind: {near}`? {all}")
    } else {
        all
    };
    report.fault(slot.value, RuleId::UnknownKind, format!("there is no kind of card `{shown}`"), help);
}

fn earlier_ids(report: &mut Diagnostics, context: &CardContext, record: &Fields, body: Option<&Body>) -> Vec<Was> {
    let is_map = record.slot("was").is_some_and(|slot| matches!(slot.value.shape, NodeShape::Map(_)));
    if !is_map {
        let entries = record.entries(report, "was").iter();
        return entries.filter_map(|entry| earlier_id(report, context, entry, None)).collect();
    }
    let Some(NodeShape::Map(pairs)) = record.value(report, "was").map(|slot| &slot.value.shape) else {
        return Vec::new();
    };
    let parts = body.map(|body| body.parts()).unwrap_or_default();
    let (mut was, mut seen) = (Vec::new(), Vec::new());
    for (key, value) in pairs {
        let word = key.text(report.source).unwrap_or_default().trim();
        let Some(to) = ItemPart::read(word).filter(|part| body.is_none() || parts.contains(part)) else {
            let shown: String = text::safe_line(word).chars().take(40).collect();
            let what = format!("{} has no item `{shown}` to take over an earlier one", record.name);
            let known: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
            let help = match parts.as_slice() {
                [] | [ItemPart::Whole] => "write `was: old-card`, or `was: old-card#c1` for one item of it".to_owned(),
                _ => format!("its items are {}", known.join(", ")),
            };
            report.fault(key, RuleId::BadId, what, help);
            continue;
        };
        if seen.contains(&to) {
            let what = format!("`was` of {} has `{to}` twice", record.name);
            report.fault(key, RuleId::DuplicateKey, what, "merge the two into one list".to_owned());
            continue;
        }
        seen.push(to);
        let entries =
            if let NodeShape::List(entries) = &value.shape { entries.as_slice() } else { std::slice::from_ref(value) };
        was.extend(entries.iter().filter_map(|entry| earlier_id(report, context, entry, Some(to))));
    }
    was
}

/// Reads one earlier name: `old-card`, `old-deck/old-card`, or an item of it with `#c1`, `#term` or `#definition`.
fn earlier_id(report: &mut Diagnostics, context: &CardContext, entry: &Node, to: Option<ItemPart>) -> Option<Was> {
    let word = value::word(report, entry, "was", Wanted::Id)?;
    let (name, part) = word.split_once('#').map_or((word.as_str(), None), |(name, part)| (name, Some(part)));
    let part = match part.map(ItemPart::read) {
        None => None,
        Some(Some(part)) => Some(part),
        Some(None) => {
            let what = format!("`{}` does not name an item", text::safe_line(&word));
            report.fault(entry, RuleId::BadId, what, "after `#` write `c1`, `term` or `definition`".to_owned());
            return None;
        }
    };
    match if name.contains('/') { name.parse() } else { CardId::new(context.deck, name) } {
        Ok(card) => Some(Was { card, part, to, place: entry.place, implied: false }),
        Err(error) if name.contains('/') => {
            report.fault(entry, RuleId::BadId, error.to_string(), "write it as `deck/id`".to_owned());
            None
        }
        Err(error) => {
            bad_id(report, entry, &error.to_string(), name);
            None
        }
    }
}

/// What the header's `was` implies: the card with the same id in each earlier deck, and the card's earlier ids there.
fn implied(context: &CardContext, id: &CardId, written: &[Was]) -> Vec<Was> {
    let mut was = Vec::new();
    for (deck, place) in context.was {
        let own = written.iter().filter(|was| was.card.deck() == context.deck.as_str());
        let names = own.map(|was| (was.card.card(), was.part, was.to)).chain([(id.card(), None, None)]);
        was.extend(names.filter_map(|(name, part, to)| {
            Some(Was { card: CardId::new(deck, name).ok()?, part, to, place: *place, implied: true })
        }));
    }
    was
}
