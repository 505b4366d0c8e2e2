//! The cards and problems of files, as far as they are asked for: from the index, else from the file.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use super::db::Db;
use super::light::IndexRef;
use super::make::{Made, make};
use super::rows::{BriefRow, CardRow, HeavyRow, HeavyWhat, Seal, bytes_hash, place, split_card};
use crate::deck::{DeckId, Diagnostic, Judging, Named, Place, SourceRef, Text};
use crate::library::discover::DeckFile;

/// How many bytes of rows are kept at hand.
const AT_HAND: usize = 1 << 20;

/// The heavy row of a file, read as it is asked for.
#[derive(Debug)]
pub(super) struct FileBody {
    heavy: Vec<u8>,
    /// Where its cards begin, and how many there are.
    cards: (usize, usize),
    /// Made when a card is looked for: the hash of each id, and where its row begins.
    index: OnceCell<Vec<(u64, u32)>>,
}

/// What a deck says for all its cards.
#[derive(Debug, Default)]
pub(super) struct Common {
    pub(super) tags: Vec<String>,
    pub(super) was: Vec<(DeckId, Place)>,
    /// How typed answers are judged.
    pub(super) judging: Judging,
    /// Ids of cards left out for an error.
    pub(super) left_out: Vec<String>,
}

impl FileBody {
    /// The length of the hash in front.
    const HASH: usize = 8;

    /// None where it can't be read.
    pub(super) fn of(heavy: Vec<u8>) -> Option<Self> {
        let (row, rest): (HeavyRow, &[u8]) = postcard::take_from_bytes(heavy.get(Self::HASH..)?).ok()?;
        let count = if let HeavyWhat::Deck { cards, .. } = row.what { cards as usize } else { 0 };
        let cards = (heavy.len() - rest.len(), count);
        Some(Self { heavy, cards, index: OnceCell::new() })
    }

    /// That of a file of which nothing is known any more.
    fn none() -> Self {
        Self { heavy: Vec::new(), cards: (0, 0), index: OnceCell::new() }
    }

    fn row(&self) -> Option<HeavyRow<'_>> {
        postcard::from_bytes(self.heavy.get(Self::HASH..)?).ok()
    }

    /// What is wrong with the file; none where that can't be told.
    pub(super) fn problems(&self, path: &Path) -> Option<Vec<Diagnostic>> {
        self.row()?.problems.iter().map(|row| row.problem(path)).collect()
    }

    pub(super) fn common(&self) -> Common {
        let Some(HeavyRow { what: HeavyWhat::Deck { tags, was, judging, left_out, .. }, .. }) = self.row() else {
            return Common::default();
        };
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let was = was.into_iter().filter_map(|(deck, at)| Some((DeckId::new(deck).ok()?, place(at)))).collect();
        Common { tags: owned(tags), was, judging: judging.judging(), left_out: owned(left_out) }
    }

    /// The lists of a file of synonyms, or of a deck's header.
    pub(super) fn synonyms(&self) -> Vec<Vec<String>> {
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        match self.row().map(|row| row.what) {
            Some(HeavyWhat::Deck { synonyms, .. } | HeavyWhat::Synonyms(synonyms)) => {
                synonyms.into_iter().map(owned).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Hands over the tags of its cards, most of them more than once.
    pub(super) fn each_tag(&self, mut each: impl FnMut(&str)) {
        let Some(HeavyRow { what: HeavyWhat::Deck { tags, cards: 1.., .. }, .. }) = self.row() else { return };
        tags.into_iter().for_each(&mut each);
        let worded = self.cards().filter(|row| row.brief.has(BriefRow::WORDS));
        worded.filter_map(|row| row.more()).for_each(|more| more.tags.into_iter().for_each(&mut each));
    }

    /// The rows of its cards, in the order of the file.
    pub(super) fn cards(&self) -> impl Iterator<Item = CardRow<'_>> {
        self.unread().map_while(|(_, _, row)| CardRow::of(row))
    }

    /// The same for those cards that have one of these items, by their places among all of the deck, which rise; with
    /// the place of the card's first item.
    pub(super) fn cards_with<'b>(&'b self, places: &'b [u32]) -> impl Iterator<Item = (u32, CardRow<'b>)> {
        let (mut first, mut places) = (0_u32, places.iter().copied().peekable());
        let wanted = self.unread().map_while(move |(_, items, row)| {
            let here = first;
            first = first.checked_add(items)?;
            places.peek()?;
            let mut is_wanted = false;
            while places.next_if(|place| *place < first).is_some() {
                is_wanted = true;
            }
            Some(is_wanted.then_some((here, row)))
        });
        wanted.flatten().map_while(|(first, row)| Some((first, CardRow::of(row)?)))
    }

    /// Where each card begins, how many items it has, and its row.
    fn unread(&self) -> impl Iterator<Item = (usize, u32, &[u8])> {
        let (at, count) = self.cards;
        let mut rest = self.heavy.get(at..).unwrap_or_default();
        (0..count).map_while(move |_| {
            let at = self.heavy.len() - rest.len();
            let (items, row, behind) = split_card(rest)?;
            rest = behind;
            Some((at, items, row))
        })
    }

    /// The row of a card by its own id.
    pub(super) fn card(&self, id: &str) -> Option<CardRow<'_>> {
        let index = self.index.get_or_init(|| {
            let hash = |(at, _, row): (usize, u32, &[u8])| {
                let (id, _): (&str, &[u8]) = postcard::take_from_bytes(row).ok()?;
                Some((bytes_hash(id.as_bytes()), u32::try_from(at).ok()?))
            };
            let mut index: Vec<(u64, u32)> = self.unread().map_while(hash).collect();
            index.sort_unstable();
            index
        });
        let hash = bytes_hash(id.as_bytes());
        let from = index.partition_point(|(other, _)| *other < hash);
        let equal = index[from..].iter().take_while(|(other, _)| *other == hash);
        let row = |at: u32| -> Option<CardRow<'_>> { CardRow::of(split_card(self.heavy.get(at as usize..)?)?.1) };
        equal.filter_map(|(_, at)| row(*at)).find(|row| row.brief.id == id)
    }

    /// The passages of a source.
    pub(super) fn passages(&self) -> Passages {
        let Some(HeavyRow { what: HeavyWhat::Source { sections, claims }, .. }) = self.row() else {
            return Passages::default();
        };
        let named =
            |(slug, title): &(&str, Option<&str>)| Named { slug: (*slug).to_owned(), title: title.map(Text::piece) };
        let sections = sections.iter().map(|row| (named(&row.name), row.parts.iter().map(named).collect())).collect();
        let number = |number: Option<u32>| number.map(|number| number as usize);
        let claims = claims.iter().map(|row| (row.id.to_owned(), (number(row.section), number(row.part)))).collect();
        Passages { sections, claims }
    }
}

/// What the claims of a source are about.
#[derive(Debug, Default)]
pub(super) struct Passages {
    sections: Vec<(Named, Vec<Named>)>,
    /// The places of a claim's section, and of its part.
    claims: HashMap<String, (Option<usize>, Option<usize>)>,
}

impl Passages {
    /// That of the first known claim.
    pub(super) fn of(&self, claims: &[String]) -> Option<SourceRef> {
        let (section, part) = *claims.iter().find_map(|claim| self.claims.get(claim))?;
        let (section, parts) = self.sections.get(section?)?;
        Some(SourceRef { section: section.clone(), part: part.and_then(|part| parts.get(part)).cloned() })
    }
}

/// Where bodies come from.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    db: Option<Db>,
    /// Rows that are in no index, by the places of the files.
    heavy: HashMap<usize, Vec<u8>>,
    /// Those used last come last.
    at_hand: RefCell<Vec<(usize, Rc<FileBody>)>>,
}

impl Bodies {
    pub(super) fn new(db: Option<Db>, heavy: HashMap<usize, Vec<u8>>) -> Self {
        Self { db, heavy, at_hand: RefCell::default() }
    }

    /// The index, where there is one.
    pub(super) const fn db(&self) -> Option<&Db> {
        self.db.as_ref()
    }

    /// The body of a file. One that was damaged or lost, or is that of another state of the file, is made again;
    /// where the file can't be read any more it is empty.
    pub(super) fn get(&self, kept: &IndexRef, file: &DeckFile) -> Rc<FileBody> {
        let mut at_hand = self.at_hand.borrow_mut();
        if let Some(place) = at_hand.iter().position(|(at, _)| *at == kept.file) {
            let found = at_hand.remove(place);
            let body = Rc::clone(&found.1);
            at_hand.push(found);
            return body;
        }
        let body = Rc::new(self.take(kept, file));
        at_hand.push((kept.file, Rc::clone(&body)));
        while at_hand.len() > 1 && at_hand.iter().map(|(_, body)| body.heavy.len()).sum::<usize>() > AT_HAND {
            at_hand.remove(0);
        }
        body
    }

    /// The same, not kept at hand.
    pub(super) fn take(&self, kept: &IndexRef, file: &DeckFile) -> FileBody {
        self.of_index(kept, file).unwrap_or_else(|| self.of_file(kept, file))
    }

    fn of_index(&self, kept: &IndexRef, file: &DeckFile) -> Option<FileBody> {
        if let Some(heavy) = self.heavy.get(&kept.file) {
            return FileBody::of(heavy.clone());
        }
        let sealed = self.db.as_ref()?.body(kept.row?.body)?;
        let heavy = Seal::of(file).open(&sealed)?;
        let (hash, _) = heavy.split_first_chunk()?;
        if u64::from_le_bytes(*hash) == kept.hash { FileBody::of(heavy.to_vec()) } else { None }
    }

    fn of_file(&self, kept: &IndexRef, file: &DeckFile) -> FileBody {
        let Made::New(rows) = make(file, None) else { return FileBody::none() };
        if let (Some(db), Some(row), true) = (&self.db, kept.row, rows.hash == kept.hash) {
            db.mend(row.body, &Seal::of(file).close(&rows.heavy));
        }
        FileBody::of(rows.heavy).unwrap_or_else(FileBody::none)
    }

    /// What is wrong with a file.
    pub(super) fn problems(&self, kept: &IndexRef, file: &DeckFile) -> Vec<Diagnostic> {
        if !kept.problems {
            return Vec::new();
        }
        let told = self.get(kept, file).problems(&file.path);
        told.or_else(|| self.of_file(kept, file).problems(&file.path)).unwrap_or_default()
    }
}
