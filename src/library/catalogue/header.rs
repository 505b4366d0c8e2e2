//! What a card takes from its deck, as stored in the table of decks.

use serde::{Deserialize, Serialize};

use crate::deck::{Deck, DeckId, Judging, Languages, Place, Synonym};
use crate::grading::Language;

pub(super) type PlaceRow = (u32, u32);

pub(super) const fn place_row(place: Place) -> PlaceRow {
    (place.line, place.column)
}

pub(super) const fn place((line, column): PlaceRow) -> Place {
    Place { line, column }
}

/// The header of a deck.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct HeaderJson {
    /// Decks that its cards come from.
    was: Vec<(String, PlaceRow)>,
    /// The languages of question, answer, term and definition.
    languages: [String; 4],
    articles_required: bool,
    counts_forms: bool,
    pub(super) synonyms: Vec<Vec<String>>,
    /// The ids of cards left out for an error.
    pub(super) left_out: Vec<String>,
}

impl HeaderJson {
    pub(super) fn of(deck: &Deck) -> Self {
        let Judging { languages, articles_required, counts_forms } = deck.judging;
        let Languages { question, answer, term, definition } = languages;
        Self {
            was: deck.was.iter().map(|(deck, place)| (deck.to_string(), place_row(*place))).collect(),
            languages: [question, answer, term, definition].map(|language| language.code().to_owned()),
            articles_required,
            counts_forms,
            synonyms: texts(&deck.synonyms),
            left_out: deck.left_out.iter().filter_map(|left_out| left_out.id.clone()).collect(),
        }
    }

    pub(super) fn was(&self) -> Vec<(DeckId, Place)> {
        self.was.iter().filter_map(|(deck, at)| Some((DeckId::new(deck).ok()?, place(*at)))).collect()
    }

    pub(super) fn judging(&self) -> Judging {
        let language = |code: &String| Language::of_tag(code).unwrap_or_default();
        let [question, answer, term, definition] = self.languages.each_ref().map(language);
        let languages = Languages { question, answer, term, definition };
        Judging { languages, articles_required: self.articles_required, counts_forms: self.counts_forms }
    }
}

/// Where the values of `id`, `after` and `source` begin in the header.
pub(super) type HeaderPlaces = [Option<PlaceRow>; 3];

pub(super) fn places_of(deck: &Deck) -> HeaderPlaces {
    let place_of = |field: &str| deck.fields.iter().find(|(name, _, _)| *name == field);
    ["id", "after", "source"].map(|field| place_of(field).map(|(_, _, place)| place_row(*place)))
}

pub(super) fn texts(lists: &[Vec<Synonym>]) -> Vec<Vec<String>> {
    lists.iter().map(|list| list.iter().map(|synonym| synonym.text.clone()).collect()).collect()
}
