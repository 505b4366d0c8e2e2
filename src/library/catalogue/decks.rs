//! The decks found, with summaries from the catalogue; each card is read when it is asked for.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, Row};

use super::card_place::CardPlace;
use super::deck_names::DeckNames;
use super::file::{CatalogueFile, Trouble};
use super::header::HeaderJson;
use super::item_summaries::{ITEM_SUMMARIES, SharedLists};
use super::outline::CataloguedSource;
use super::rows::{diagnostics, digest};
use super::summaries::{CataloguedDeck, Content, FileRef, from_digested, from_json};
use super::update::Updated;
use crate::deck::{
    Card, CardId, CardSetting, CatalogueTables, Deck, DeckId, DeckSummary, Decks, Diagnostic, EachCard, ItemId,
    ItemSummary, Renames, ShadowedDeck, SourceRef, Synonyms, bring_together, parse_card, resolve, show_lines,
};
use crate::library::deck_paths::{DeckRoot, ScanResult};
use crate::library::discover::DeckFile;
use crate::library::faulty_files::FaultyFiles;
use crate::library::file_stat::FileStat;
use crate::library::read::{ReadFile, read, read_all, text_of, threads};

/// The decks found in some places.
#[derive(Debug)]
pub struct Catalogue {
    file: CatalogueFile,
    summaries: Vec<DeckSummary>,
    /// The file and the diagnostics of each deck, in the order of the summaries.
    pub(super) decks: Vec<DeckFileRow>,
    /// The indexes of the decks, sorted by id.
    by_id: Vec<usize>,
    sources: Vec<CataloguedSource>,
    /// The lists of synonyms and the folder they are in, in the order of the files.
    synonyms: Vec<(Arc<Path>, Vec<Vec<String>>)>,
    files: Vec<DeckFile>,
    roots_used: Vec<DeckRoot>,
    hidden: Vec<ShadowedDeck>,
    /// Diagnostics that belong to no deck that counts.
    outside: Vec<Diagnostic>,
    renames: OnceCell<Renames>,
    /// The cards of the deck that was last read as a whole.
    whole: RefCell<Option<Whole>>,
    /// Cards that were read: they stay the same for as long as the catalogue lives.
    read: RefCell<HashMap<CardId, Arc<Card>>>,
    /// Synonyms that were read, by deck index.
    synonyms_read: RefCell<HashMap<usize, Arc<Synonyms>>>,
}

/// The cards of a deck that was read as a whole.
#[derive(Debug)]
struct Whole {
    at: usize,
    /// The file's stat before it was read.
    stat: Option<FileStat>,
    cards: HashMap<CardId, Arc<Card>>,
}

/// A deck's file, and the diagnostics it has as one of several decks.
#[derive(Debug)]
pub(super) struct DeckFileRow {
    pub(super) file: FileRef,
    renamed: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Catalogue {
    pub(super) fn of(found: ScanResult, updated: Updated) -> Self {
        let ScanResult { roots: mut roots_used, files, diagnostics, .. } = found;
        let mut faulty = FaultyFiles::default();
        faulty.add_all(&diagnostics);
        let Updated { file: catalogue, files: rows } = updated;
        let db = catalogue.db();
        // As in `all_entries`.
        let reading = db.unchecked_transaction();
        let (mut decks, mut sources, mut synonyms) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
        for (file, row) in files.iter().zip(rows) {
            let (row, content) = match row {
                Ok(row) => row,
                Err(diagnostic) => {
                    faulty.add(&file.path, || vec![*diagnostic]);
                    continue;
                }
            };
            match content {
                Content::Deck(deck) => {
                    decks.push((deck.site, deck));
                    continue;
                }
                Content::Source(source) => sources.push((source.site, *source)),
                Content::Synonyms(lists) => synonyms.push((Arc::clone(&file.home), lists)),
                Content::Nothing => {}
            }
            if row.has_diagnostics {
                faulty.add(&file.path, || diagnostics_of(row, file, db));
            }
        }
        let together = bring_together(decks, sources);
        for (deck, diagnostic) in together.refused {
            let file = &files[deck.file.at];
            faulty.add(&file.path, || {
                let mut all = diagnostics_of(deck.file, file, db);
                all.push(diagnostic);
                all
            });
        }
        drop(reading);
        let count = together.decks.len();
        let (mut summaries, mut decks) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for deck in together.decks {
            let CataloguedDeck { file, site, summary, renamed, diagnostics, .. } = *deck;
            roots_used[site.root].decks += 1;
            summaries.push(summary);
            decks.push(DeckFileRow { file, renamed, diagnostics });
        }
        let mut by_id: Vec<usize> = (0..count).collect();
        by_id.sort_by(|&a, &b| summaries[a].id.cmp(&summaries[b].id));
        Self {
            file: catalogue,
            summaries,
            decks,
            by_id,
            sources: together.sources,
            synonyms,
            files,
            roots_used,
            hidden: together.hidden,
            outside: faulty.finished(),
            renames: OnceCell::new(),
            whole: RefCell::default(),
            read: RefCell::default(),
            synonyms_read: RefCell::default(),
        }
    }

    /// The places that were read, by precedence, highest first.
    #[must_use]
    pub fn roots_used(&self) -> &[DeckRoot] {
        &self.roots_used
    }

    /// The decks that don't count because an earlier one has their id.
    #[must_use]
    pub fn hidden(&self) -> &[ShadowedDeck] {
        &self.hidden
    }

    /// Whether any file has a diagnostic.
    #[must_use]
    pub fn has_diagnostics(&self) -> bool {
        let of_deck = |deck: &DeckFileRow| deck.file.has_diagnostics || !deck.diagnostics.is_empty();
        !self.outside.is_empty() || self.decks.iter().any(of_deck) || !self.renames().diagnostics.is_empty()
    }

    /// Every diagnostic of every file, sorted by file and position.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut of_renames: HashMap<usize, Vec<Diagnostic>> = HashMap::new();
        for (at, diagnostic) in &self.renames().diagnostics {
            of_renames.entry(*at).or_default().push(diagnostic.clone());
        }
        let _tx = self.db().unchecked_transaction();
        let mut all = Vec::new();
        for (at, deck) in self.decks.iter().enumerate() {
            let mut diagnostics = diagnostics_of(deck.file, self.file(at), self.db());
            diagnostics.extend(deck.diagnostics.iter().cloned().chain(of_renames.remove(&at).unwrap_or_default()));
            diagnostics.sort_by_key(|diagnostic| diagnostic.place);
            show_lines(&mut diagnostics, || self.summaries[at].path.as_deref().and_then(text_of));
            all.append(&mut diagnostics);
        }
        all.extend(self.outside.iter().cloned());
        all.sort_by(|a, b| (&a.path, a.place).cmp(&(&b.path, b.place)));
        all
    }

    fn db(&self) -> &Connection {
        self.file.db()
    }

    /// The result of a read; `None` if it failed. If the tables are damaged, they are discarded, and the next start
    /// makes new ones.
    fn checked<T>(&self, read: rusqlite::Result<T>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            // Another process has read the file anew.
            Err(rusqlite::Error::QueryReturnedNoRows) => None,
            Err(error) => {
                if matches!(Trouble::from(error), Trouble::Damaged) {
                    self.file.discard();
                }
                None
            }
        }
    }

    fn file(&self, deck: usize) -> &DeckFile {
        &self.files[self.decks[deck].file.at]
    }

    fn header(&self, deck: usize) -> rusqlite::Result<HeaderJson> {
        let mut find = self.db().prepare_cached("select header, digest from decks where file = ?1")?;
        find.query_row([self.decks[deck].file.id], from_digested)
    }

    /// The tags of all cards of a deck.
    fn tags(&self, deck: usize) -> rusqlite::Result<Vec<String>> {
        let mut find = self.db().prepare_cached("select tags from decks where file = ?1")?;
        let tags = |row: &Row<'_>| row.get_ref(0)?.as_str_or_null()?.map(from_json).transpose();
        find.query_row([self.decks[deck].file.id], tags).map(Option::unwrap_or_default)
    }

    /// The items of a deck whose cards are suspended, revised or renamed.
    fn exceptional_items(&self, deck: usize) -> rusqlite::Result<Vec<ItemSummary>> {
        let shared = SharedLists::of(self.tags(deck)?);
        let mut find = self.db().prepare_cached(&format!(
            "{ITEM_SUMMARIES} where items.file = ?1 and (suspended or revision > 0 or was is not null) \
             order by items.place"
        ))?;
        find.query_map([self.decks[deck].file.id], |row| shared.summary(row))?.collect()
    }

    fn all_items(&self, deck: usize) -> rusqlite::Result<Vec<ItemSummary>> {
        SharedLists::of(self.tags(deck)?).of_file(self.decks[deck].file.id, self.db())
    }

    fn renames(&self) -> &Renames {
        self.renames.get_or_init(|| {
            // If no card has an earlier name, the names aren't needed.
            if self.decks.iter().any(|deck| deck.renamed) { resolve(&self.names()) } else { Renames::default() }
        })
    }

    /// The names of the cards in decks with earlier names, and in the decks that these refer to.
    fn names(&self) -> Vec<DeckNames<'_>> {
        let names = |at: usize| {
            let summary = &self.summaries[at];
            let known = self
                .header(at)
                .and_then(|header| DeckNames::of(summary, self.decks[at].file.id, header.left_out, self.db()));
            self.checked(known)
                .filter(|names| names.count() == summary.sums.cards)
                .or_else(|| Some(DeckNames::of_deck(summary, &self.read_deck(at)?)))
        };
        let mut all: Vec<Option<DeckNames>> =
            self.decks.iter().enumerate().map(|(at, deck)| deck.renamed.then(|| names(at)).flatten()).collect();
        let sources: Vec<usize> =
            all.iter().flatten().flat_map(DeckNames::decks).filter_map(|deck| self.index_of(deck)).collect();
        for at in sources {
            if all[at].is_none() {
                all[at] = names(at);
            }
        }
        let all = all.into_iter().zip(&self.summaries);
        all.map(|(names, summary)| names.unwrap_or_else(|| DeckNames::unknown(summary))).collect()
    }

    fn index_of(&self, deck: &str) -> Option<usize> {
        let at = self.by_id.binary_search_by(|&at| self.summaries[at].id.as_str().cmp(deck)).ok()?;
        self.by_id.get(at).copied()
    }

    /// Reads a card from its lines alone; `None` if these are not exactly what the catalogue knows.
    pub(super) fn card_alone(&self, deck: usize, id: &CardId) -> Option<Card> {
        let place = self.checked(CardPlace::find(id, self.decks[deck].file.id, self.db()))??;
        let (header, tags) = (self.checked(self.header(deck))?, self.checked(self.tags(deck))?);
        let lines = place.lines(self.file(deck))?;
        let was = header.was();
        let setting = CardSetting { deck: &self.summaries[deck].id, tags: &tags, was: &was, judging: header.judging() };
        let card = parse_card(&setting, &lines, place.line.saturating_sub(1))?;
        // The damaged name of an item may lead to the lines of another card.
        (card.id == *id && digest(&card) == place.digest).then_some(card)
    }

    /// Reads a card from its whole file, whose cards are kept for the next call.
    fn card_of_whole(&self, deck: usize, id: &CardId) -> Option<Arc<Card>> {
        let stat = self.file(deck).on_disk().and_then(FileStat::at);
        let mut whole = self.whole.borrow_mut();
        if whole.as_ref().is_none_or(|whole| whole.at != deck || whole.stat != stat) {
            let cards = self.read_deck(deck)?.cards.into_iter().map(|card| (card.id.clone(), card)).collect();
            *whole = Some(Whole { at: deck, stat, cards });
        }
        whole.as_ref()?.cards.get(id).cloned()
    }

    fn read_synonyms(&self, deck: usize) -> Synonyms {
        let home = &self.file(deck).home;
        let own = match self.checked(self.header(deck)) {
            Some(header) => header.synonyms,
            None => self.read_deck(deck).map_or_else(Vec::new, |deck| super::header::texts(&deck.synonyms)),
        };
        let beside =
            self.synonyms.iter().filter(|(folder, _)| folder == home).flat_map(|(_, lists)| lists.iter().cloned());
        Synonyms::new(own.into_iter().chain(beside).collect(), self.summaries[deck].english)
    }

    fn read_deck(&self, deck: usize) -> Option<Deck> {
        same_deck(&self.summaries[deck].id, read(self.file(deck)))
    }
}

/// The diagnostics of a file: from the tables or, if these are damaged, from the file itself.
fn diagnostics_of(of: FileRef, file: &DeckFile, db: &Connection) -> Vec<Diagnostic> {
    if !of.has_diagnostics {
        return Vec::new();
    }
    match diagnostics(of.id, &file.path, db) {
        Ok(diagnostics) if !diagnostics.is_empty() => diagnostics,
        _ => match read(file) {
            ReadFile::Deck(deck) => deck.diagnostics,
            ReadFile::Source(_, diagnostics) | ReadFile::Synonyms(_, diagnostics) | ReadFile::Nothing(diagnostics) => {
                diagnostics
            }
        },
    }
}

impl Decks for Catalogue {
    fn summaries(&self) -> &[DeckSummary] {
        &self.summaries
    }

    fn heading(&self, deck: &str) -> Option<&DeckSummary> {
        self.index_of(deck).map(|at| &self.summaries[at])
    }

    fn entries(&self, deck: usize) -> Vec<ItemSummary> {
        let Some(summary) = self.summaries.get(deck) else { return Vec::new() };
        match self.checked(self.all_items(deck)) {
            Some(entries) if entries.len() == summary.sums.items => entries,
            // Another process has read the file anew, or the tables are damaged.
            _ => self.cards(deck).iter().flat_map(|card| ItemSummary::of_card(card)).collect(),
        }
    }

    fn exceptions(&self, deck: usize) -> Vec<ItemSummary> {
        if self.summaries.get(deck).is_none_or(|summary| summary.sums.exceptions == 0) {
            return Vec::new();
        }
        match self.checked(self.exceptional_items(deck)) {
            Some(entries) if !entries.is_empty() => entries,
            _ => self.entries(deck).into_iter().filter(ItemSummary::is_exception).collect(),
        }
    }

    fn all_entries(&self) -> Vec<ItemSummary> {
        // One transaction, or each query would lock and unlock the file. If it can't begin, the result is still
        // right.
        let _tx = self.db().unchecked_transaction();
        (0..self.decks.len()).flat_map(|deck| self.entries(deck)).collect()
    }

    fn all_tags(&self) -> BTreeSet<String> {
        let _tx = self.db().unchecked_transaction();
        let mut tags = BTreeSet::new();
        for deck in 0..self.decks.len() {
            tags.extend(self.entries(deck).iter().flat_map(|entry| entry.tags.iter().cloned()));
        }
        tags
    }

    fn entries_of(&self, deck: usize, items: &[ItemId]) -> Vec<ItemSummary> {
        let entries = self.tags(deck).and_then(|tags| {
            let shared = SharedLists::of(tags);
            let mut find =
                self.db().prepare_cached(&format!("{ITEM_SUMMARIES} where name = ?1 and items.file = ?2"))?;
            let entry =
                |item: &ItemId| find.query_row((item.as_str(), self.decks[deck].file.id), |row| shared.summary(row));
            items.iter().map(entry).collect()
        });
        let all = || {
            let items: HashSet<&ItemId> = items.iter().collect();
            self.entries(deck).into_iter().filter(|entry| items.contains(&entry.id)).collect()
        };
        self.checked(entries).unwrap_or_else(all)
    }

    fn tables(&self) -> Option<CatalogueTables<'_>> {
        let files = self.decks.iter().map(|deck| deck.file.id).collect();
        self.file.path().map(|path| CatalogueTables { path, number: self.file.number(), files })
    }

    fn cards(&self, deck: usize) -> Vec<Arc<Card>> {
        if deck < self.decks.len() { self.read_deck(deck).map_or_else(Vec::new, |deck| deck.cards) } else { Vec::new() }
    }

    fn card(&self, name: &str) -> Option<Arc<Card>> {
        let id: CardId = name.parse().ok()?;
        if let Some(card) = self.read.borrow().get(&id) {
            return Some(Arc::clone(card));
        }
        let deck = self.index_of(id.deck())?;
        let card = match self.card_alone(deck, &id) {
            Some(card) => Arc::new(card),
            None => self.card_of_whole(deck, &id)?,
        };
        self.read.borrow_mut().insert(id, Arc::clone(&card));
        Some(card)
    }

    fn passage(&self, deck: &str, claims: &[String]) -> Option<SourceRef> {
        let name = self.heading(deck)?.source.as_deref()?;
        let at = self.sources.binary_search_by(|source| source.name.as_str().cmp(name)).ok()?;
        self.sources[at].outline.passage(claims)
    }

    fn synonyms(&self, deck: &str) -> Arc<Synonyms> {
        let Some(at) = self.index_of(deck) else { return Arc::default() };
        if let Some(synonyms) = self.synonyms_read.borrow().get(&at) {
            return Arc::clone(synonyms);
        }
        let synonyms = Arc::new(self.read_synonyms(at));
        self.synonyms_read.borrow_mut().insert(at, Arc::clone(&synonyms));
        synonyms
    }

    fn check_tables(&self) {
        if !self.file.is_sound() {
            self.file.discard();
        }
    }

    fn saved_since(&self, deck: &str) -> Option<u64> {
        let file = self.file(self.index_of(deck)?);
        let now = FileStat::at(file.on_disk()?);
        (now != file.stat).then(|| now.map_or(0, FileStat::number))
    }

    fn carried_from(&self, item: &ItemId) -> Vec<ItemId> {
        self.renames().carried.get(item).cloned().unwrap_or_default()
    }

    fn each_card_later(&self) -> EachCard {
        let ids = self.summaries.iter().map(|summary| summary.id.clone());
        let decks: Vec<(DeckId, DeckFile)> = ids.zip((0..self.decks.len()).map(|at| self.file(at).clone())).collect();
        Box::new(move |each| {
            for (id, file) in &decks {
                let deck = same_deck(id, read(file));
                deck.iter().flat_map(|deck| &deck.cards).for_each(|card| each(card));
            }
        })
    }

    fn each_card(&self, each: &mut dyn FnMut(&Card)) {
        // A few files at a time: all together may hold many cards.
        let all: Vec<usize> = (0..self.decks.len()).collect();
        for some in all.chunks(8 * threads()) {
            let files: Vec<&DeckFile> = some.iter().map(|&at| self.file(at)).collect();
            for (&at, read) in some.iter().zip(read_all(&files)) {
                let deck = same_deck(&self.summaries[at].id, read);
                deck.iter().flat_map(|deck| &deck.cards).for_each(|card| each(card));
            }
        }
    }
}

/// The deck that was read, if it still has this id.
fn same_deck(id: &DeckId, read: ReadFile) -> Option<Deck> {
    match read {
        ReadFile::Deck(deck) if deck.id == *id => Some(*deck),
        _ => None,
    }
}
