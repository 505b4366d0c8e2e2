//! Reads the header of a deck.

use super::diagnostics::{Diagnostics, Position};
use super::error_recovery::Tree;
use super::fields::Fields;
use super::value;
use super::yaml::Node;
use crate::deck::card::Deck;
use crate::deck::format::{self, FieldShape as Wanted};
use crate::deck::identity::slug;
use crate::deck::{DeckId, Judging, Place, RuleId, Text, judging, synonyms};

const FORMAT: u32 = 1;

/// A deck without its cards.
pub(crate) struct Header<'n, 's> {
    pub(crate) deck: Deck,
    pub(crate) cards: &'n [Node<'s>],
}

/// Reads a header; reports it and returns `None` if the deck has no id or another format.
pub(crate) fn read<'n, 's>(report: &mut Diagnostics, tree: &'n Tree<'s>, stem: &str) -> Option<Header<'n, 's>> {
    let before = report.counts();
    let at = tree.pairs.first().map_or(Position { place: Place::default(), byte: 0 }, |(key, _)| Position::from(key));
    let record = Fields::gather(report, &tree.pairs, [format::HEADER, &[]], "the deck".to_owned(), at, None);
    let lacks = |name: &str| record.slot(name).is_none() && !record.is_misspelt(name);
    if record.slot("title").is_none() && lacks("cards") && !tree.header_broken {
        report.forget_since(before);
        let what = "this file has neither `title` nor `cards`, so it is not a deck".to_owned();
        report.fault(
            at,
            RuleId::MissingField,
            what,
            "move it out of the deck folder, or begin with `title:`".to_owned(),
        );
        return None;
    }
    let id = deck_id(report, &record, stem)?;
    if !format_fits(report, &record) {
        return None;
    }
    let mut deck = Deck {
        title: title(report, &record, tree, &id),
        about: record.text(report, "about"),
        author: record.text(report, "author"),
        licence: record.text(report, "licence"),
        language: judging::tag(report, &record),
        judging: judging::read(report, &record, Judging::default()),
        source: record.word(report, "source"),
        after: record.words(report, "after"),
        tags: record.words(report, "tags"),
        synonyms: Vec::new(),
        beside: Vec::new(),
        was: Vec::new(),
        path: None,
        cards: Vec::new(),
        left_out: Vec::new(),
        fields: record.places(),
        diagnostics: Vec::new(),
        untold: 0,
        allowed: Vec::new(),
        id,
    };
    deck.was = earlier_decks(report, &record);
    deck.synonyms = synonyms::lists(report, &record, deck.is_english());
    // What is wrong so far keeps no card from being asked.
    report.ask_anyway_since(before);
    Some(Header { deck, cards: record.entries(report, "cards") })
}

fn deck_id(report: &mut Diagnostics, record: &Fields, stem: &str) -> Option<DeckId> {
    if let Some(slot) = record.slot("id") {
        let word = record.word(report, "id")?;
        return DeckId::new(&word).map_err(|error| bad_id(report, slot.value, &error.to_string(), &word)).ok();
    }
    let error = match DeckId::new(stem) {
        Ok(id) => return Some(id),
        Err(error) => error,
    };
    let help = format!("rename the file, or add `id: {}` at its top", slug(stem, 40));
    report.fault(record.at, RuleId::BadId, format!("the file's name can't be the id of a deck: {error}"), help);
    None
}

/// Reports a text that is not an id, and proposes one.
pub(crate) fn bad_id(report: &mut Diagnostics, node: &Node, error: &str, word: &str) {
    let slug = slug(word, 40);
    let help = if slug.is_empty() { "write a short name".to_owned() } else { format!("write it as `{slug}`") };
    report.fault(node, RuleId::BadId, error.to_owned(), help);
}

fn format_fits(report: &mut Diagnostics, record: &Fields) -> bool {
    let Some(slot) = record.slot("format") else { return true };
    match record.count(report, "format") {
        Some(found) if found != FORMAT => {
            let what = format!("the deck has format {found}; this program reads format {FORMAT}");
            let help = if found > FORMAT {
                "get a newer version of the program".to_owned()
            } else {
                format!("write `format: {FORMAT}`")
            };
            report.fault(slot.value, RuleId::UnknownFormat, what, help);
            false
        }
        _ => true,
    }
}

fn title(report: &mut Diagnostics, record: &Fields, tree: &Tree, id: &DeckId) -> Text {
    // In a header that is not valid YAML, nothing can be called missing.
    let unseen = tree.header_broken && record.slot("title").is_none();
    let title = if unseen { None } else { record.text(report, "title") };
    title.unwrap_or_else(|| Text::new(id.as_str()))
}

fn earlier_decks(report: &mut Diagnostics, record: &Fields) -> Vec<(DeckId, Place)> {
    let mut decks = Vec::new();
    for entry in record.entries(report, "was") {
        let Some(word) = value::word(report, entry, "was", Wanted::Id) else { continue };
        match DeckId::new(&word) {
            Ok(id) => decks.push((id, entry.place)),
            Err(error) => bad_id(report, entry, &error.to_string(), &word),
        }
    }
    decks
}
