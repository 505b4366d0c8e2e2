//! Reads a file and makes rows of it; its cards are let go at once.

use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};

use super::rows::{
    BriefRow, ClaimRow, HeavyRow, HeavyWhat, IndexedDeckRow, JudgingRow, LightRow, LightWhat, MoreRow, NamedRow,
    ProblemRow, SectionRow, WasRow, append_card, bytes_hash, encode, narrow, place_row,
};
use crate::deck::{
    Body, Card, Deck, DeckSums, Diagnostic, Kind, Member as _, Source, Synonym, Text, Was, choices, cloze, said,
};
use crate::library::discover::DeckFile;
use crate::library::read::{ReadFile, bytes_of, parse};
use crate::rng::hasher;

/// What became of a file that was looked into.
#[derive(Debug)]
pub(super) enum Made {
    /// Its bytes are those that its rows were made of.
    Same,
    New(Rows),
    Unreadable(Box<Diagnostic>),
}

/// What the index says of a file, not yet sealed.
#[derive(Debug)]
pub(super) struct Rows {
    /// The hash of the file.
    pub(super) hash: u64,
    pub(super) light: Vec<u8>,
    pub(super) heavy: Vec<u8>,
}

/// Reads a file, and makes rows of it unless it has the hash that is known.
pub(super) fn make(file: &DeckFile, known: Option<u64>) -> Made {
    if let Some(builtin) = file.builtin {
        return Made::New(rows(file, builtin.stamp, builtin.text.as_bytes()));
    }
    match bytes_of(&file.path) {
        Ok(bytes) => {
            let hash = bytes_hash(&bytes);
            if known == Some(hash) { Made::Same } else { Made::New(rows(file, hash, &bytes)) }
        }
        Err(problem) => Made::Unreadable(problem),
    }
}

fn rows(file: &DeckFile, hash: u64, bytes: &[u8]) -> Rows {
    // What a file says of itself holds as long as it does, so the hash stands in front.
    let before = hash.to_le_bytes().to_vec();
    match parse(file, bytes) {
        ReadFile::Deck(deck) => {
            let heavy = heavy_deck(&deck, bytes, before);
            Rows { hash, light: light_deck(&deck), heavy }
        }
        ReadFile::Source(source, problems) => {
            let sections = source.sections.iter().map(|section| section.slug.as_str()).collect();
            let light = LightRow { problems: !problems.is_empty(), what: LightWhat::Source(sections) };
            let heavy = HeavyRow { problems: problem_rows(&problems), what: heavy_source(&source) };
            Rows { hash, light: encode(&light, Vec::new()), heavy: encode(&heavy, before) }
        }
        ReadFile::Synonyms(synonyms, problems) => {
            let light = LightRow { problems: !problems.is_empty(), what: LightWhat::Synonyms };
            let what = HeavyWhat::Synonyms(texts(&synonyms.lists));
            let heavy = HeavyRow { problems: problem_rows(&problems), what };
            Rows { hash, light: encode(&light, Vec::new()), heavy: encode(&heavy, before) }
        }
        ReadFile::Nothing(problems) => {
            let light = LightRow { problems: !problems.is_empty(), what: LightWhat::Nothing };
            let heavy = HeavyRow { problems: problem_rows(&problems), what: HeavyWhat::Nothing };
            Rows { hash, light: encode(&light, Vec::new()), heavy: encode(&heavy, before) }
        }
    }
}

fn problem_rows(problems: &[Diagnostic]) -> Vec<ProblemRow<'_>> {
    problems.iter().map(ProblemRow::of).collect()
}

fn texts(lists: &[Vec<Synonym>]) -> Vec<Vec<&str>> {
    lists.iter().map(|list| list.iter().map(|synonym| synonym.text.as_str()).collect()).collect()
}

fn light_deck(deck: &Deck) -> Vec<u8> {
    let DeckSums { cards, items, names, prompts, derived, exceptions } =
        DeckSums::of(deck.cards.iter().map(|card| &**card));
    let row = IndexedDeckRow {
        id: deck.id.as_str(),
        title: deck.title.source(),
        source: deck.source.as_deref(),
        english: deck.is_english(),
        after: deck.after.iter().map(String::as_str).collect(),
        places: ["id", "after", "source"].map(|field| deck.place_of(field).map(place_row)),
        counts: [cards, items, derived, exceptions].map(narrow),
        names: names.to_le_bytes(),
        prompts: prompts.to_le_bytes(),
        said: said(&deck.cards).to_le_bytes(),
        was: deck.cards.iter().any(|card| !card.was.is_empty()),
    };
    encode(&LightRow { problems: !deck.problems.is_empty(), what: LightWhat::Deck(row) }, Vec::new())
}

fn heavy_deck(deck: &Deck, bytes: &[u8], before: Vec<u8>) -> Vec<u8> {
    let what = HeavyWhat::Deck {
        tags: deck.tags.iter().map(String::as_str).collect(),
        was: deck.was.iter().map(|(deck, place)| (deck.as_str(), place_row(*place))).collect(),
        judging: JudgingRow::of(&deck.judging),
        left_out: deck.left_out.iter().filter_map(|left_out| left_out.id.as_deref()).collect(),
        synonyms: texts(&deck.synonyms),
        cards: narrow(deck.cards.len()),
    };
    let mut row = encode(&HeavyRow { problems: problem_rows(&deck.problems), what }, before);
    let lines = Lines::of(bytes, deck);
    for card in &deck.cards {
        row = append_card(&card_row(card, deck, &lines), card.parts().len(), row);
    }
    row
}

fn card_row<'c>(card: &'c Card, deck: &Deck, lines: &Lines) -> (BriefRow<'c>, MoreRow<'c>) {
    let (choices, many) = choices(&card.body);
    let (start, length) = lines.of_card(card);
    let was = |was: &'c Was| WasRow {
        card: was.card.as_str(),
        parts: [was.part, was.to].map(|part| part.map(|part| part.to_string())),
        place: place_row(was.place),
        implied: was.implied,
    };
    let more = MoreRow {
        was: card.was.iter().map(was).collect(),
        // The deck's come first.
        tags: card.tags.iter().skip(deck.tags.len()).map(String::as_str).collect(),
        claims: card.claims.iter().map(String::as_str).collect(),
        start: narrow(start),
        length: narrow(length),
        above: card.place.line.saturating_sub(1),
        digest: digest(card),
    };
    let flags = [
        (many, BriefRow::MANY),
        (card.suspended, BriefRow::SUSPENDED),
        (!more.was.is_empty(), BriefRow::RENAMED),
        (!more.tags.is_empty() || !more.claims.is_empty(), BriefRow::WORDS),
    ];
    let brief = BriefRow {
        id: card.id.card(),
        kind: kind_number(card.body.kind()),
        choices,
        flags: flags.iter().filter(|(holds, _)| *holds).map(|(_, flag)| flag).sum(),
        gaps: if let Body::Cloze { pieces, .. } = &card.body { cloze::numbers(pieces) } else { Vec::new() },
        revision: card.revision,
    };
    (brief, more)
}

fn kind_number(kind: Kind) -> u8 {
    Kind::ALL.iter().position(|one| *one == kind).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

/// A hash of all of a card, its places included.
pub(super) fn digest(card: &Card) -> u32 {
    let mut hasher = hasher();
    card.hash(&mut hasher);
    let hash = hasher.finish();
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// Where the lines of a deck's file begin.
struct Lines<'d> {
    bytes: &'d [u8],
    /// The byte of each line, and the end.
    starts: Vec<usize>,
    /// The lines that cards begin on, those left out too, from 1 and in order.
    cards: Vec<u32>,
}

impl<'d> Lines<'d> {
    fn of(bytes: &'d [u8], deck: &Deck) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).chain([bytes.len()]).collect();
        let read = deck.cards.iter().map(|card| card.place.line);
        let mut cards: Vec<u32> = read.chain(deck.left_out.iter().map(|left_out| left_out.place.line)).collect();
        cards.sort_unstable();
        Self { bytes, starts, cards }
    }

    /// The byte that a line begins at, from 1.
    fn byte(&self, line: u32) -> usize {
        self.starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(self.bytes.len())
    }

    /// Where the lines of a card begin, and how long they are: up to the next card, or as far as they are deep enough.
    /// None of a card that shares its line with another.
    fn of_card(&self, card: &Card) -> (usize, usize) {
        let line = card.place.line;
        let start = self.byte(line);
        let [first, next] = [line, line + 1].map(|line| self.cards.partition_point(|other| *other < line));
        if next - first > 1 {
            return (start, 0);
        }
        let end = self.cards.get(next).map_or_else(|| self.end_of_last(card), |line| self.byte(*line));
        (start, end.saturating_sub(start))
    }

    /// Where the last card ends: before the first line that begins left of its fields.
    fn end_of_last(&self, card: &Card) -> usize {
        let fields = card.place.column.saturating_sub(1) as usize;
        let mut below = (card.place.line as usize..self.starts.len().saturating_sub(1)).map(|at| self.starts[at]);
        below
            .find(|&start| {
                let line = self.bytes.get(start..).unwrap_or_default();
                let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default();
                let depth = line.iter().take_while(|byte| **byte == b' ').count();
                let first = line.get(depth).filter(|byte| !byte.is_ascii_whitespace());
                depth < fields && first.is_some_and(|byte| *byte != b'#')
            })
            .unwrap_or(self.bytes.len())
    }
}

fn heavy_source(source: &Source) -> HeavyWhat<'_> {
    let sections: Vec<SectionRow> = source
        .sections
        .iter()
        .map(|section| SectionRow {
            name: named(&section.slug, section.title.as_ref()),
            parts: section.subsections.iter().map(|part| named(&part.slug, part.title.as_ref())).collect(),
        })
        .collect();
    // Of two sections with one slug the first is meant.
    let places: HashMap<&str, usize> = (0..sections.len()).rev().map(|at| (sections[at].name.0, at)).collect();
    let mut parts: HashMap<(usize, &str), usize> = HashMap::new();
    for (at, section) in sections.iter().enumerate() {
        for (part, name) in section.parts.iter().enumerate() {
            parts.entry((at, name.0)).or_insert(part);
        }
    }
    let claims = source.claims.iter().map(|claim| {
        let section = places.get(claim.section.as_str()).copied();
        let part = section.zip(claim.subsection.as_deref()).and_then(|place| parts.get(&place)).copied();
        ClaimRow { id: &claim.id, section: section.map(narrow), part: part.map(narrow) }
    });
    let claims = claims.collect();
    HeavyWhat::Source { sections, claims }
}

fn named<'s>(slug: &'s str, title: Option<&'s Text>) -> NamedRow<'s> {
    (slug, title.map(Text::source))
}
