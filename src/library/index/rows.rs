//! What the index says of a file, as bytes: rows that mirror the deck's types, and the seal on them.

use std::hash::Hasher as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::deck::diagnostic::RULES;
use crate::deck::{Diagnostic, ItemPart, Judging, Kind, Languages, Level, Place};
use crate::grading::Language;
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;
use crate::library::fnv::{stamp, stamp_on};
use crate::rng::hasher;

/// What is read at every start.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LightRow<'a> {
    /// Whether the heavy row has problems.
    pub(super) problems: bool,
    #[serde(borrow)]
    pub(super) what: LightWhat<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum LightWhat<'a> {
    #[serde(borrow)]
    Deck(IndexedDeckRow<'a>),
    /// The slugs of a source's sections.
    Source(Vec<&'a str>),
    Synonyms,
    Nothing,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct IndexedDeckRow<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) source: Option<&'a str>,
    pub(super) english: bool,
    pub(super) after: Vec<&'a str>,
    /// Where the header's `id`, `after` and `source` begin.
    pub(super) places: [Option<PlaceRow>; 3],
    /// Cards, items, derived, exceptions.
    pub(super) counts: [u32; 4],
    /// Hashes have all their bytes: a number of so many would take more, and longer.
    pub(super) names: [u8; 8],
    pub(super) prompts: [u8; 8],
    /// The hash of what its cards say.
    pub(super) said: [u8; 8],
    /// Whether a card has an earlier name.
    pub(super) was: bool,
}

/// What is read where a card, or what is wrong with a file, is asked for; of a deck, its cards follow one by one.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct HeavyRow<'a> {
    #[serde(borrow)]
    pub(super) problems: Vec<ProblemRow<'a>>,
    pub(super) what: HeavyWhat<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum HeavyWhat<'a> {
    Deck {
        /// Tags of all cards.
        #[serde(borrow)]
        tags: Vec<&'a str>,
        /// The header's `was`.
        was: Vec<(&'a str, PlaceRow)>,
        judging: JudgingRow<'a>,
        /// Ids of cards left out for an error.
        left_out: Vec<&'a str>,
        /// The header's lists.
        synonyms: Vec<Vec<&'a str>>,
        cards: u32,
    },
    Source {
        sections: Vec<SectionRow<'a>>,
        claims: Vec<ClaimRow<'a>>,
    },
    Synonyms(Vec<Vec<&'a str>>),
    Nothing,
}

/// How the typed answers of a deck are judged.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct JudgingRow<'a> {
    /// The languages of question, answer, term, definition.
    #[serde(borrow)]
    languages: [&'a str; 4],
    articles_required: bool,
    counts_forms: bool,
}

impl<'a> JudgingRow<'a> {
    pub(super) fn of(judging: &'a Judging) -> Self {
        let Judging { languages, articles_required, counts_forms } = judging;
        let Languages { question, answer, term, definition } = languages;
        let languages = [question, answer, term, definition].map(Language::code);
        Self { languages, articles_required: *articles_required, counts_forms: *counts_forms }
    }

    pub(super) fn judging(&self) -> Judging {
        // What is no tag would not have come here.
        let [question, answer, term, definition] =
            self.languages.map(|code| Language::of_tag(code).unwrap_or_default());
        let languages = Languages { question, answer, term, definition };
        Judging { languages, articles_required: self.articles_required, counts_forms: self.counts_forms }
    }
}

pub(super) type PlaceRow = (u32, u32);

/// A short name and its heading.
pub(super) type NamedRow<'a> = (&'a str, Option<&'a str>);

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SectionRow<'a> {
    #[serde(borrow)]
    pub(super) name: NamedRow<'a>,
    pub(super) parts: Vec<NamedRow<'a>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ClaimRow<'a> {
    pub(super) id: &'a str,
    /// The places of its section and of its part among the rows.
    pub(super) section: Option<u32>,
    pub(super) part: Option<u32>,
}

/// What choosing and counting need of a card; of a hundred thousand cards nothing else is read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct BriefRow<'a> {
    /// Its own id.
    pub(super) id: &'a str,
    /// Its place among all kinds.
    pub(super) kind: u8,
    pub(super) choices: u8,
    pub(super) flags: u8,
    /// The numbers of its gaps.
    pub(super) gaps: Vec<u16>,
    pub(super) revision: u32,
}

impl BriefRow<'_> {
    pub(super) const MANY: u8 = 1;
    pub(super) const SUSPENDED: u8 = 2;
    /// It has an earlier name.
    pub(super) const RENAMED: u8 = 4;
    /// It has tags of its own, or claims.
    pub(super) const WORDS: u8 = 8;

    pub(super) const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The parts of its items, in the order they are introduced.
    pub(super) fn parts(&self) -> impl Iterator<Item = ItemPart> {
        let (fixed, gaps): (&[ItemPart], &[u16]) = match Kind::ALL.get(usize::from(self.kind)) {
            None => (&[], &[]),
            Some(Kind::Cloze) => (&[], &self.gaps),
            Some(Kind::Term) => (&[ItemPart::Term, ItemPart::Definition], &[]),
            Some(_) => (&[ItemPart::Whole], &[]),
        };
        fixed.iter().copied().chain(gaps.iter().copied().map(ItemPart::Cloze))
    }
}

/// What else there is to know of a card.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MoreRow<'a> {
    #[serde(borrow)]
    pub(super) was: Vec<WasRow<'a>>,
    /// Its own tags.
    pub(super) tags: Vec<&'a str>,
    pub(super) claims: Vec<&'a str>,
    /// Its lines: where they begin in the file, how long they are, and how many lines stand above.
    pub(super) start: u32,
    pub(super) length: u32,
    pub(super) above: u32,
    /// A hash of all of the card, to know it again.
    pub(super) digest: u32,
}

/// A card, read as far as it is asked for.
#[derive(Debug)]
pub(super) struct CardRow<'a> {
    pub(super) brief: BriefRow<'a>,
    more: &'a [u8],
}

impl<'a> CardRow<'a> {
    pub(super) fn of(row: &'a [u8]) -> Option<Self> {
        let (brief, more) = postcard::take_from_bytes(row).ok()?;
        Some(Self { brief, more })
    }

    pub(super) fn more(&self) -> Option<MoreRow<'a>> {
        postcard::from_bytes(self.more).ok()
    }

    /// Whether it is one of those that `DeckSums::exceptions` counts.
    pub(super) const fn is_exception(&self) -> bool {
        self.brief.has(BriefRow::SUSPENDED | BriefRow::RENAMED) || self.brief.revision > 0
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WasRow<'a> {
    /// The earlier card, `deck/id`.
    pub(super) card: &'a str,
    /// Its part and that of the later card, where they are named, as they stand behind a `#`.
    pub(super) parts: [Option<String>; 2],
    pub(super) place: PlaceRow,
    pub(super) implied: bool,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ProblemRow<'a> {
    pub(super) rule: &'a str,
    pub(super) place: PlaceRow,
    pub(super) warning: bool,
    pub(super) asked_anyway: bool,
    pub(super) what: &'a str,
    pub(super) line_text: &'a str,
    pub(super) caret: u32,
    pub(super) note: Option<&'a str>,
    pub(super) help: Option<&'a str>,
}

impl<'a> ProblemRow<'a> {
    pub(super) fn of(problem: &'a Diagnostic) -> Self {
        Self {
            rule: problem.rule,
            place: place_row(problem.place),
            warning: problem.level == Level::Warning,
            asked_anyway: problem.asked_anyway,
            what: &problem.what,
            line_text: &problem.line_text,
            caret: narrow(problem.caret),
            note: problem.note.as_deref(),
            help: problem.help.as_deref(),
        }
    }

    /// The problem again; none where a rule has another name by now.
    pub(super) fn problem(&self, path: &Path) -> Option<Diagnostic> {
        let rule = RULES.binary_search(&self.rule).ok().and_then(|at| RULES.get(at))?;
        Some(Diagnostic {
            path: path.to_path_buf(),
            place: place(self.place),
            level: if self.warning { Level::Warning } else { Level::Error },
            asked_anyway: self.asked_anyway,
            rule,
            what: self.what.to_owned(),
            line_text: self.line_text.to_owned(),
            caret: self.caret as usize,
            note: self.note.map(str::to_owned),
            help: self.help.map(str::to_owned),
        })
    }
}

pub(super) const fn place_row(place: Place) -> PlaceRow {
    (place.line, place.column)
}

pub(super) const fn place((line, column): PlaceRow) -> Place {
    Place { line, column }
}

/// A number that is bounded by the size of a file.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The bytes of rows, appended to `before`.
pub(super) fn encode<T: Serialize>(row: &T, before: Vec<u8>) -> Vec<u8> {
    // There is nothing in the rows that the format does not know.
    postcard::to_extend(row, before).unwrap_or_default()
}

/// Appends the row of a card behind how many items it has and how long its row is, by which it can be passed over.
pub(super) fn append_card(card: &(BriefRow, MoreRow), items: usize, mut before: Vec<u8>) -> Vec<u8> {
    let head = before.len();
    before.extend([0; CARD_HEAD]);
    let mut bytes = encode(card, before);
    let length = narrow(bytes.len() - head - CARD_HEAD);
    let head = bytes.iter_mut().skip(head);
    let told = narrow(items).to_le_bytes().into_iter().chain(length.to_le_bytes());
    head.zip(told).for_each(|(byte, told)| *byte = told);
    bytes
}

const CARD_HEAD: usize = 8;

/// Splits off the first of some cards: how many items it has, and its row.
pub(super) fn split_card(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let (items, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (row, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((u32::from_le_bytes(*items), row, rest))
}

/// What the light row of a file begins with: all that it takes to know whether the rest still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) look: FileStat,
    /// The hash of its bytes.
    pub(super) hash: u64,
    /// Whether the look was settled when the file was read.
    pub(super) settled: bool,
}

impl Stamp {
    const LENGTH: usize = 33;

    /// The bytes of it and of a light row.
    pub(super) fn with(&self, row: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::LENGTH + row.len());
        bytes.extend(self.look.size.to_le_bytes());
        bytes.extend(self.look.mtime.to_le_bytes());
        bytes.extend(self.look.ctime.to_le_bytes());
        bytes.extend(self.hash.to_le_bytes());
        bytes.push(u8::from(self.settled));
        bytes.extend(row);
        bytes
    }

    /// Takes it off the bytes of a light row.
    pub(super) fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (size, rest) = bytes.split_first_chunk()?;
        let (mtime, rest) = rest.split_first_chunk()?;
        let (ctime, rest) = rest.split_first_chunk()?;
        let (hash, rest) = rest.split_first_chunk()?;
        let (settled, row) = rest.split_first()?;
        let look = FileStat {
            size: u64::from_le_bytes(*size),
            mtime: i64::from_le_bytes(*mtime),
            ctime: i64::from_le_bytes(*ctime),
        };
        Some((Self { look, hash: u64::from_le_bytes(*hash), settled: *settled == 1 }, row))
    }
}

/// What is sealed for a file holds for it alone, under the name it was found by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seal<'f> {
    home: u64,
    name: &'f [u8],
    /// The name of the link it was found by; it says what its target is.
    link: Option<&'f [u8]>,
}

impl<'f> Seal<'f> {
    pub(super) fn of(file: &'f DeckFile) -> Self {
        let link = (!file.has_its_own_name()).then(|| file.path.file_name().unwrap_or_default().as_encoded_bytes());
        Self { link, ..Self::named(home_hash(file.home.as_os_str().as_encoded_bytes()), file.name.as_encoded_bytes()) }
    }

    /// That of a file found under its own name, in a folder whose path has this hash.
    pub(super) const fn named(home: u64, name: &'f [u8]) -> Self {
        Self { home, name, link: None }
    }

    fn checksum(&self, bytes: &[u8]) -> u64 {
        let mut hash = stamp_on(self.home, self.name);
        if let Some(link) = self.link {
            hash = stamp_on(hash, link);
        }
        stamp_on(hash, bytes)
    }

    pub(super) fn close(&self, bytes: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(8 + bytes.len());
        sealed.extend(self.checksum(bytes).to_le_bytes());
        sealed.extend(bytes);
        sealed
    }

    /// What was sealed; none where it is damaged, or another file's.
    pub(super) fn open<'b>(&self, sealed: &'b [u8]) -> Option<&'b [u8]> {
        let (checksum, bytes) = sealed.split_first_chunk()?;
        (self.checksum(bytes) == u64::from_le_bytes(*checksum)).then_some(bytes)
    }
}

/// The hash of a folder's true path.
pub(super) const fn home_hash(home: &[u8]) -> u64 {
    stamp(home)
}

pub(super) fn bytes_hash(bytes: &[u8]) -> u64 {
    let mut hasher = hasher();
    hasher.write(bytes);
    hasher.finish()
}
