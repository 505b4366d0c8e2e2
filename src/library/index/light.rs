//! What is known of each file from the start: decks without their cards, sources without their claims.

use std::path::Path;

use super::rows::{IndexedDeckRow, LightRow, LightWhat, place};
use crate::deck::{DeckId, DeckSums, Diagnostic, Heading, Member, Outline, Place, Site, Text};
use crate::library::discover::DeckFile;

/// Where the rest of what is known of a file is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct IndexRef {
    /// Its place among the files.
    pub(super) file: usize,
    /// The hash of its bytes.
    pub(super) hash: u64,
    /// Its place in the index, where it has one.
    pub(super) row: Option<Row>,
    /// Whether something is wrong with it.
    pub(super) problems: bool,
}

/// The numbers that a file has in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) folder: i64,
    pub(super) body: i64,
}

/// A file, lightly.
#[derive(Debug)]
pub(super) enum Light {
    Deck(Box<LightDeck>),
    Source(Box<LightSource>),
    Synonyms(Box<IndexRef>),
    Nothing(Box<IndexRef>),
}

#[derive(Debug)]
pub(super) struct LightDeck {
    pub(super) kept: IndexRef,
    /// Where it was found.
    pub(super) site: Site,
    pub(super) heading: Heading,
    after: Vec<String>,
    /// Where the header's `id`, `after` and `source` begin.
    places: [Option<Place>; 3],
    said: u64,
    /// Whether a card has an earlier name.
    pub(super) was: bool,
    /// What is wrong with it as one of several.
    pub(super) among: Vec<Diagnostic>,
}

#[derive(Debug)]
pub(super) struct LightSource {
    pub(super) kept: IndexRef,
    pub(super) site: Site,
    pub(super) name: String,
    sections: Vec<String>,
}

impl Light {
    /// Reads the light row of a file that has this hash and that place in the index; none where it is none. Which file
    /// that is among all is not known yet: see [`Light::found`].
    pub(super) fn of(row: &[u8], hash: u64, place: Option<Row>) -> Option<Self> {
        let LightRow { problems, what } = postcard::from_bytes(row).ok()?;
        let kept = IndexRef { file: 0, hash, row: place, problems };
        Some(match what {
            LightWhat::Deck(row) => Self::Deck(Box::new(LightDeck::of(row, kept))),
            LightWhat::Source(sections) => {
                let sections = sections.into_iter().map(str::to_owned).collect();
                Self::Source(Box::new(LightSource { kept, site: Site::default(), name: String::new(), sections }))
            }
            LightWhat::Synonyms => Self::Synonyms(Box::new(kept)),
            LightWhat::Nothing => Self::Nothing(Box::new(kept)),
        })
    }

    /// That of the file at this place among all.
    pub(super) fn found(mut self, at: usize, file: &DeckFile) -> Self {
        match &mut self {
            Self::Deck(deck) => {
                (deck.kept.file, deck.site) = (at, file.site());
                deck.heading.path = file.shared_path().cloned();
            }
            Self::Source(source) => {
                (source.kept.file, source.site) = (at, file.site());
                source.name = file.stem();
            }
            Self::Synonyms(kept) | Self::Nothing(kept) => kept.file = at,
        }
        self
    }
}

impl LightDeck {
    fn of(row: IndexedDeckRow, kept: IndexRef) -> Self {
        let [cards, items, derived, exceptions] = row.counts.map(|count| count as usize);
        let [names, prompts, said] = [row.names, row.prompts, row.said].map(u64::from_le_bytes);
        let sums = DeckSums { cards, items, names, prompts, derived, exceptions };
        let heading = Heading {
            id: DeckId::of_known(row.id),
            path: None,
            title: Text::of_known(row.title),
            source: row.source.map(str::to_owned),
            english: row.english,
            sums,
        };
        let after = row.after.into_iter().map(str::to_owned).collect();
        let places = row.places.map(|at| at.map(place));
        Self { kept, site: Site::default(), heading, after, places, said, was: row.was, among: Vec::new() }
    }
}

impl Member for LightDeck {
    fn id(&self) -> &DeckId {
        &self.heading.id
    }

    fn path(&self) -> Option<&Path> {
        self.heading.path.as_deref()
    }

    fn source(&self) -> Option<&str> {
        self.heading.source.as_deref()
    }

    fn after(&self) -> &[String] {
        &self.after
    }

    fn place_of(&self, field: &str) -> Option<Place> {
        let [id, after, source] = self.places;
        match field {
            "id" => id,
            "after" => after,
            "source" => source,
            _ => None,
        }
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        self.said == other.said
    }

    fn report(&mut self, problem: Diagnostic) {
        self.among.push(problem);
    }
}

impl Outline for LightSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn section(&self, slug: &str) -> Option<usize> {
        self.sections.iter().position(|section| section == slug)
    }
}
