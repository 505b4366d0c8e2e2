//! The decks found at some places, each card read when it is asked for.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::bodies::{Bodies, Common, FileBody, Passages};
use super::db::Db;
use super::entries::{Entries, of_all};
use super::fill::Filled;
use super::kin::Kin;
use super::light::{IndexRef, Light, LightDeck, LightSource};
use super::make::digest;
use super::rows::CardRow;
use super::splits::Splits;
use crate::deck::diagnostic::show_lines;
use crate::deck::{
    Card, CardId, CardSetting, Contents, Deck, DeckId, Diagnostic, EachCard, Entry, Heading, ItemId, Lineage,
    ShadowedDeck, SourceRef, Split, Synonyms, bring_together, parse_card, resolve,
};
use crate::library::deck_paths::{DeckRoot, ScanResult};
use crate::library::discover::DeckFile;
use crate::library::file_stat::FileStat;
use crate::library::read::{ReadFile, read, read_all, text_of, threads};

/// The decks found at some places, as an index knows them.
#[derive(Debug)]
pub struct Shelf {
    headings: Vec<Heading>,
    /// What else is known of each deck.
    pub(super) decks: Vec<Shelved>,
    /// The places of the decks in the order of their ids.
    by_id: Vec<usize>,
    sources: Vec<(LightSource, OnceCell<Passages>)>,
    /// Files of synonyms, in the order they were found.
    synonyms: Vec<IndexRef>,
    files: Vec<DeckFile>,
    bodies: Bodies,
    splits: Splits,
    roots_used: Vec<DeckRoot>,
    hidden: Vec<ShadowedDeck>,
    /// What is wrong outside of any deck that counts.
    outside: Vec<Diagnostic>,
    lineage: OnceCell<Lineage>,
    /// The deck that was read whole last, where one card could not be read alone.
    whole: RefCell<Option<Whole>>,
    /// The cards that were asked for: what was read once stays as it was, whatever becomes of its file.
    taken: RefCell<HashMap<CardId, Arc<Card>>>,
    /// The same, by the places of the decks.
    synonyms_taken: RefCell<HashMap<usize, Arc<Synonyms>>>,
}

/// The cards of a deck that was read whole.
#[derive(Debug)]
struct Whole {
    at: usize,
    /// How its file looked before.
    look: Option<FileStat>,
    cards: HashMap<CardId, Arc<Card>>,
}

/// A deck but for its heading.
#[derive(Debug)]
pub(super) struct Shelved {
    kept: IndexRef,
    was: bool,
    among: Vec<Diagnostic>,
}

impl Shelf {
    pub(super) fn of((sites, filled): (ScanResult, Filled)) -> Self {
        let ScanResult { roots: mut roots_used, files, problems: mut outside, .. } = sites;
        let Filled { lights, mut unreadable, db, heavy } = filled;
        let bodies = Bodies::new(db, heavy);
        let (mut decks, mut sources, mut synonyms) = (Vec::with_capacity(lights.len()), Vec::new(), Vec::new());
        for (at, light) in lights.into_iter().enumerate() {
            match light {
                Some(Light::Deck(deck)) => decks.push((deck.site, deck)),
                Some(Light::Source(source)) => {
                    outside.extend(bodies.problems(&source.kept, &files[at]));
                    sources.push((source.site, *source));
                }
                Some(Light::Synonyms(kept)) => {
                    outside.extend(bodies.problems(&kept, &files[at]));
                    synonyms.push(*kept);
                }
                Some(Light::Nothing(kept)) => outside.extend(bodies.problems(&kept, &files[at])),
                None => outside.extend(unreadable.remove(&at)),
            }
        }
        let together = bring_together(decks, sources);
        for (deck, problem) in together.refused {
            outside.extend(bodies.problems(&deck.kept, &files[deck.kept.file]));
            outside.push(problem);
        }
        let count = together.decks.len();
        let (mut headings, mut shelved) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for deck in together.decks {
            let LightDeck { kept, site, heading, was, among, .. } = *deck;
            roots_used[site.root].decks += 1;
            headings.push(heading);
            shelved.push(Shelved { kept, was, among });
        }
        let mut by_id: Vec<usize> = (0..count).collect();
        by_id.sort_by(|&a, &b| headings[a].id.cmp(&headings[b].id));
        Self {
            headings,
            decks: shelved,
            by_id,
            sources: together.sources.into_iter().map(|source| (source, OnceCell::new())).collect(),
            synonyms,
            files,
            bodies,
            splits: Splits::default(),
            roots_used,
            hidden: together.hidden,
            outside,
            lineage: OnceCell::new(),
            whole: RefCell::default(),
            taken: RefCell::default(),
            synonyms_taken: RefCell::default(),
        }
    }

    /// The places that were read, the first one counting most.
    #[must_use]
    pub fn roots_used(&self) -> &[DeckRoot] {
        &self.roots_used
    }

    /// The decks that do not count, since an earlier one has their id.
    #[must_use]
    pub fn hidden(&self) -> &[ShadowedDeck] {
        &self.hidden
    }

    /// Whether anything is wrong with any file.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        let of_deck = |deck: &Shelved| deck.kept.problems || !deck.among.is_empty();
        !self.outside.is_empty() || self.decks.iter().any(of_deck) || !self.lineage().problems.is_empty()
    }

    /// Every problem of every file, by file and place.
    #[must_use]
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut of_lineage: HashMap<usize, Vec<Diagnostic>> = HashMap::new();
        for (at, problem) in &self.lineage().problems {
            of_lineage.entry(*at).or_default().push(problem.clone());
        }
        let mut all = Vec::new();
        for (at, deck) in self.decks.iter().enumerate() {
            let mut problems = self.bodies.problems(&deck.kept, self.file(deck));
            problems.extend(deck.among.iter().cloned().chain(of_lineage.remove(&at).unwrap_or_default()));
            problems.sort_by_key(|problem| problem.place);
            show_lines(&mut problems, || self.headings[at].path.as_deref().and_then(text_of));
            all.append(&mut problems);
        }
        all.extend(self.outside.iter().cloned());
        all.sort_by(|a, b| (&a.path, a.place).cmp(&(&b.path, b.place)));
        all
    }

    fn file(&self, deck: &Shelved) -> &DeckFile {
        &self.files[deck.kept.file]
    }

    pub(super) fn body(&self, deck: &Shelved) -> Rc<FileBody> {
        self.bodies.get(&deck.kept, self.file(deck))
    }

    /// What `take` makes of the entries of a deck.
    fn entries_of(&self, deck: usize, take: impl FnOnce(&FileBody, &mut Entries)) -> Vec<Entry> {
        let (Some(heading), Some(shelved)) = (self.headings.get(deck), self.decks.get(deck)) else { return Vec::new() };
        let body = self.body(shelved);
        let mut entries = Entries::of(&heading.id, &body);
        take(&body, &mut entries);
        entries.all
    }

    fn lineage(&self) -> &Lineage {
        self.lineage.get_or_init(|| {
            // Where no card has an earlier name, nobody need know them.
            if self.decks.iter().any(|deck| deck.was) { resolve(&self.kin()) } else { Lineage::default() }
        })
    }

    /// The cards of decks that have earlier names, and of those that are named by them.
    fn kin(&self) -> Vec<Kin<'_>> {
        let kin = |at: usize| Kin::of(&self.headings[at], &self.body(&self.decks[at]));
        let mut all: Vec<Option<Kin>> =
            self.decks.iter().enumerate().map(|(at, deck)| deck.was.then(|| kin(at))).collect();
        let named: Vec<usize> = all.iter().flatten().flat_map(Kin::decks).filter_map(|deck| self.at(deck)).collect();
        for at in named {
            if all[at].is_none() {
                all[at] = Some(kin(at));
            }
        }
        all.into_iter().zip(&self.headings).map(|(kin, heading)| kin.unwrap_or_else(|| Kin::unknown(heading))).collect()
    }

    fn at(&self, deck: &str) -> Option<usize> {
        let id = DeckId::new(deck).ok()?;
        let at = self.by_id.binary_search_by(|&at| self.headings[at].id.cmp(&id)).ok()?;
        self.by_id.get(at).copied()
    }

    /// A card read from its lines alone; none where they are not exactly what the index knows.
    pub(super) fn card_alone(&self, at: usize, row: &CardRow, common: &Common) -> Option<Card> {
        let heading = &self.headings[at];
        let row = row.more()?;
        let (start, length) = (row.start as usize, row.length as usize);
        let file = self.file(&self.decks[at]);
        let lines = match file.builtin {
            Some(builtin) => builtin.text.get(start..start + length)?.to_owned(),
            None => lines_of(&file.path, start, length)?,
        };
        let setting = CardSetting { deck: &heading.id, tags: &common.tags, was: &common.was, judging: common.judging };
        parse_card(&setting, &lines, row.above).filter(|card| digest(card) == row.digest)
    }

    fn read_card(&self, id: &CardId) -> Option<Arc<Card>> {
        let at = self.at(id.deck())?;
        let body = self.body(&self.decks[at]);
        let row = body.card(id.card())?;
        match self.card_alone(at, &row, &body.common()) {
            Some(card) => Some(Arc::new(card)),
            None => self.card_of_whole(at, id),
        }
    }

    /// A card found by reading the whole file; what was read is kept for the next one.
    fn card_of_whole(&self, at: usize, id: &CardId) -> Option<Arc<Card>> {
        let look = self.file(&self.decks[at]).on_disk().and_then(FileStat::at);
        let mut whole = self.whole.borrow_mut();
        if whole.as_ref().is_none_or(|whole| whole.at != at || whole.look != look) {
            let cards = self.read_deck(at)?.cards.into_iter().map(|card| (card.id.clone(), card)).collect();
            *whole = Some(Whole { at, look, cards });
        }
        whole.as_ref()?.cards.get(id).cloned()
    }

    fn read_synonyms(&self, at: usize) -> Synonyms {
        let deck = &self.decks[at];
        let home = &self.file(deck).home;
        let mut groups = self.body(deck).synonyms();
        for kept in &self.synonyms {
            let file = &self.files[kept.file];
            if file.home == *home {
                // Asked for once a deck, so it must not drive a deck's cards from what is at hand.
                groups.extend(self.bodies.take(kept, file).synonyms());
            }
        }
        Synonyms::new(groups, self.headings[at].english)
    }

    fn read_deck(&self, at: usize) -> Option<Deck> {
        same_deck(&self.headings[at].id, read(self.file(&self.decks[at])))
    }
}

impl Contents for Shelf {
    fn headings(&self) -> &[Heading] {
        &self.headings
    }

    fn heading(&self, deck: &str) -> Option<&Heading> {
        self.at(deck).map(|at| &self.headings[at])
    }

    fn entries(&self, deck: usize) -> Vec<Entry> {
        self.entries_of(deck, |body, entries| entries.take_all(body))
    }

    fn entries_at(&self, deck: usize, places: &[u32]) -> Vec<Entry> {
        self.entries_of(deck, |body, entries| {
            for (first, row) in body.cards_with(places) {
                let before = entries.all.len();
                entries.take(&row);
                let of_card = entries.all.split_off(before);
                let wanted = (first..).zip(of_card).filter(|(place, _)| places.binary_search(place).is_ok());
                entries.all.extend(wanted.map(|(_, entry)| entry));
            }
        })
    }

    fn all_entries(&self) -> Vec<Vec<Entry>> {
        let _reading = self.bodies.db().map(Db::reading);
        let bodies = self.decks.iter().map(|deck| self.bodies.take(&deck.kept, self.file(deck)));
        of_all(&self.headings, bodies.collect())
    }

    fn all_tags(&self) -> BTreeSet<String> {
        let _reading = self.bodies.db().map(Db::reading);
        let mut tags = BTreeSet::new();
        for deck in &self.decks {
            self.bodies.take(&deck.kept, self.file(deck)).each_tag(|tag| {
                if !tags.contains(tag) {
                    tags.insert(tag.to_owned());
                }
            });
        }
        tags
    }

    fn exceptions(&self, deck: usize) -> Vec<Entry> {
        match self.headings.get(deck) {
            Some(heading) if heading.sums.exceptions > 0 => self.entries_of(deck, |body, entries| {
                body.cards().filter(CardRow::is_exception).for_each(|row| entries.take(&row));
            }),
            _ => Vec::new(),
        }
    }

    fn cards(&self, deck: usize) -> Vec<Arc<Card>> {
        if deck < self.decks.len() { self.read_deck(deck).map_or_else(Vec::new, |deck| deck.cards) } else { Vec::new() }
    }

    fn card(&self, name: &str) -> Option<Arc<Card>> {
        let id: CardId = name.parse().ok()?;
        if let Some(card) = self.taken.borrow().get(&id) {
            return Some(Arc::clone(card));
        }
        let card = self.read_card(&id)?;
        self.taken.borrow_mut().insert(id, Arc::clone(&card));
        Some(card)
    }

    fn passage(&self, deck: &str, claims: &[String]) -> Option<SourceRef> {
        let name = self.heading(deck)?.source.as_deref()?;
        let at = self.sources.binary_search_by(|(source, _)| source.name.as_str().cmp(name)).ok()?;
        let (source, passages) = &self.sources[at];
        passages.get_or_init(|| self.bodies.get(&source.kept, &self.files[source.kept.file]).passages()).of(claims)
    }

    fn synonyms(&self, deck: &str) -> Arc<Synonyms> {
        let Some(at) = self.at(deck) else { return Arc::default() };
        if let Some(synonyms) = self.synonyms_taken.borrow().get(&at) {
            return Arc::clone(synonyms);
        }
        let synonyms = Arc::new(self.read_synonyms(at));
        self.synonyms_taken.borrow_mut().insert(at, Arc::clone(&synonyms));
        synonyms
    }

    fn recall(&self, deck: usize, seen: u64) -> Option<Split> {
        let deck = self.decks.get(deck)?;
        self.splits.recall(self.bodies.db(), &deck.kept, seen)
    }

    fn recall_briefly(&self, deck: usize, seen: u64) -> Option<(usize, bool)> {
        let deck = self.decks.get(deck)?;
        self.splits.recall_briefly(self.bodies.db(), &deck.kept, seen)
    }

    fn remember(&self, deck: usize, seen: u64, split: &Split) {
        if let Some(deck) = self.decks.get(deck) {
            self.splits.remember(&deck.kept, seen, split);
        }
    }

    fn saved_since(&self, deck: &str) -> Option<u64> {
        let file = self.file(&self.decks[self.at(deck)?]);
        let now = FileStat::at(file.on_disk()?);
        (now != file.stat).then(|| now.map_or(0, FileStat::number))
    }

    fn at_one_go(&self, ask: &mut dyn FnMut()) {
        let _reading = self.bodies.db().map(Db::reading);
        ask();
    }

    fn settle(&self) {
        if let Some(db) = self.bodies.db() {
            self.splits.settle(db);
        }
    }

    fn carried_from(&self, item: &ItemId) -> Vec<ItemId> {
        self.lineage().carried.get(item).cloned().unwrap_or_default()
    }

    fn each_card_later(&self) -> EachCard {
        let ids = self.headings.iter().map(|heading| heading.id.clone());
        let decks: Vec<(DeckId, DeckFile)> = ids.zip(self.decks.iter().map(|deck| self.file(deck).clone())).collect();
        Box::new(move |each| {
            for (id, file) in &decks {
                let deck = same_deck(id, read(file));
                deck.iter().flat_map(|deck| &deck.cards).for_each(|card| each(card));
            }
        })
    }

    fn each_card(&self, each: &mut dyn FnMut(&Card)) {
        // A few files at a time: the cards of all together may be many.
        let all: Vec<usize> = (0..self.decks.len()).collect();
        for some in all.chunks(8 * threads()) {
            let files: Vec<&DeckFile> = some.iter().map(|&at| self.file(&self.decks[at])).collect();
            for (&at, read) in some.iter().zip(read_all(&files)) {
                let deck = same_deck(&self.headings[at].id, read);
                deck.iter().flat_map(|deck| &deck.cards).for_each(|card| each(card));
            }
        }
    }
}

/// What was read, if it is still the deck of that name.
fn same_deck(id: &DeckId, read: ReadFile) -> Option<Deck> {
    match read {
        ReadFile::Deck(deck) if deck.id == *id => Some(*deck),
        _ => None,
    }
}

/// Some bytes of a file as text.
fn lines_of(path: &Path, start: usize, length: usize) -> Option<String> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(start as u64)).ok()?;
    let mut bytes = Vec::new();
    // The length was true once; no more is taken up than there is.
    file.take(length as u64).read_to_end(&mut bytes).ok()?;
    if bytes.len() == length { String::from_utf8(bytes).ok() } else { None }
}
