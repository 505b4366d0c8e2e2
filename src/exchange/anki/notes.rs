//! A collection -> decks and cards of ours.

mod card;
mod note_type;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::collection::{AnkiCard, AnkiDeck, Collection, Note};
use crate::deck::text::{one_line, safe_line};
use crate::deck::{ItemPart, slug};
use crate::exchange::free_names::FreeNames;
use crate::exchange::html::Rich;
use crate::exchange::material::{IncomingDeck, Material, Origin, Remark, RemarkKind};
use card::{Made, NoteCards};
use note_type::Types;

/// The longest id of a deck that is made here.
const LONGEST_STEM: usize = 40;

/// So many decks above one become tags.
const DEEPEST: usize = 20;

/// What a collection comes to.
#[derive(Debug, Clone, Default)]
pub struct Converted {
    pub material: Material,
    /// What each card asks here, by its id there. Cards that were left are not in it.
    pub asked: HashMap<i64, Asked>,
    /// The files that cards name, by the id of the deck.
    pub media: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `IncomingCard::key`.
    pub key: String,
    pub part: ItemPart,
}

/// Makes cards of all notes but those that `is_ours` names.
#[must_use]
pub fn convert(collection: &Collection, is_ours: &dyn Fn(&Note) -> bool) -> Converted {
    let mut converted = Converted::default();
    let types = Types::new(&collection.note_types);
    let decks: HashMap<i64, &AnkiDeck> = collection.decks.iter().map(|deck| (deck.id, deck)).collect();
    let mut cards_of: HashMap<i64, Vec<&AnkiCard>> = HashMap::new();
    for card in &collection.cards {
        cards_of.entry(card.note).or_default().push(card);
    }
    let mut incoming = Decks::new();
    let mut keys = HashSet::new();
    for note in collection.notes.iter().filter(|note| !is_ours(note)) {
        let place = Origin::Note(name_of(note));
        let mut remark = |kind, what: String| {
            converted.material.remarks.push(Remark { place: place.clone(), kind, what: safe_line(&what) });
        };
        let mut cards = cards_of.remove(&note.id).unwrap_or_default();
        cards.sort_by_key(|card| card.ord);
        cards.dedup_by_key(|card| card.ord);
        let Some(first) = cards.first() else {
            remark(RemarkKind::Left, "it has no cards".to_owned());
            continue;
        };
        let Some(note_type) = types.get(note.note_type) else {
            remark(RemarkKind::Left, "its note type is missing".to_owned());
            continue;
        };
        let deck = decks.get(&first.deck).copied();
        if cards.iter().any(|card| card.deck != first.deck) {
            remark(
                RemarkKind::Changed,
                format!("its cards were in several decks, and are all in {} now", path_of(deck)),
            );
        }
        let key = key_of(note, &mut keys);
        let made = NoteCards { note, note_type, deck, cards: &cards, key }.made();
        for what in made.remarks {
            remark(RemarkKind::Changed, what);
        }
        for what in made.left {
            remark(RemarkKind::Left, what);
        }
        if made.cards.is_empty() {
            continue;
        }
        let at = incoming.of(first.deck, deck);
        converted.media.entry(incoming.list[at].id.clone()).or_default().extend(made.media);
        for Made { card, asked } in made.cards {
            converted.asked.extend(asked.into_iter().map(|(id, part)| (id, Asked { key: card.key.clone(), part })));
            incoming.list[at].cards.push(card);
        }
    }
    incoming.add_tags(&collection.decks);
    converted.media.retain(|_, names| !names.is_empty());
    converted.material.decks = incoming.list;
    let of_types = types.remarks().into_iter();
    converted.material.remarks.extend(of_types.map(|(kind, what)| Remark { place: Origin::File, kind, what }));
    converted
}

/// The beginning of its first field.
fn name_of(note: &Note) -> String {
    let first = note.fields.iter().map(|field| Rich::read(field).plain()).find(|text| !text.is_empty());
    let words = one_line(&first.unwrap_or_default());
    let name: String = words.chars().take(60).collect();
    if name.is_empty() { format!("note {}", note.id) } else { name }
}

/// What a later import knows the note by. No two notes have the same.
fn key_of(note: &Note, taken: &mut HashSet<String>) -> String {
    let guid: String = note.guid.split(|c: char| c.is_whitespace() || c.is_control()).collect::<Vec<_>>().join("_");
    let of_id = || format!("note-{}", note.id);
    let mut key = if guid.is_empty() { of_id() } else { guid };
    if !taken.insert(key.clone()) {
        key = format!("{key}-{}", of_id());
        taken.insert(key.clone());
    }
    key
}

fn path_of(deck: Option<&AnkiDeck>) -> String {
    deck.map_or_else(|| "a deck without a name".to_owned(), |deck| deck.path.join("::"))
}

/// The decks that cards come into, in the order of their first cards.
struct Decks {
    list: Vec<IncomingDeck>,
    by_id: HashMap<i64, usize>,
    ids: FreeNames,
}

impl Decks {
    fn new() -> Self {
        Self { list: Vec::new(), by_id: HashMap::new(), ids: FreeNames::of_files() }
    }

    fn of(&mut self, id: i64, deck: Option<&AnkiDeck>) -> usize {
        if let Some(&at) = self.by_id.get(&id) {
            return at;
        }
        let path: &[String] = deck.map_or(&[], |deck| &deck.path);
        let stem = slug(&path.join(" "), LONGEST_STEM);
        let stem = if stem.is_empty() { "deck".to_owned() } else { stem };
        let stem = self.ids.free(&stem);
        let about = deck.map(|deck| Rich::read(&deck.description).text()).filter(|text| !text.is_empty());
        let title = one_line(&path.join(": "));
        let title = if title.is_empty() { stem.clone() } else { title };
        self.by_id.insert(id, self.list.len());
        self.list.push(IncomingDeck { id: stem, title, about, ..IncomingDeck::default() });
        self.list.len() - 1
    }

    /// A tag for each deck above, and for itself if there are decks below it.
    fn add_tags<'d>(&mut self, decks: &'d [AnkiDeck]) {
        let used = decks.iter().filter(|deck| self.by_id.contains_key(&deck.id));
        let above = |deck: &'d AnkiDeck| (1..deck.path.len()).map(|length| &deck.path[..length]).take(DEEPEST);
        let parents: HashSet<&[String]> = used.clone().flat_map(above).collect();
        for deck in used {
            let levels = (1..=deck.path.len()).map(|length| &deck.path[..length]);
            let is_above = |path: &&[String]| path.len() < deck.path.len() || parents.contains(path);
            let tags = levels.filter(is_above).map(|path| tag(&path.join("::")));
            // The first name of a path may be empty.
            let tags = tags.filter(|tag| !tag.is_empty()).take(DEEPEST);
            if let Some(&at) = self.by_id.get(&deck.id) {
                self.list[at].tags = tags.collect();
            }
        }
    }
}

/// A word to select cards by: without spaces.
fn tag(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
