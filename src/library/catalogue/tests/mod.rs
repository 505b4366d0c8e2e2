//! The catalogue holds what the files say, whatever happens to the files or the catalogue.

mod alone;
mod laws;
mod trouble;
mod trust;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{Cache, Catalogue, Progress, catalogue};
use crate::deck::{Deck, Decks, ItemId};
use crate::library::{DeckPaths, Loaded, load};

/// A folder of decks, and one for the catalogue.
pub(super) struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("decks")).expect("a folder");
        Self { dir }
    }

    pub(super) fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self::new();
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub(super) fn decks(&self) -> PathBuf {
        self.dir.path().join("decks")
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.decks().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(super) fn catalogue(&self) -> PathBuf {
        self.dir.path().join("cache").join("decks-2.db")
    }

    pub(super) fn places(&self) -> DeckPaths {
        DeckPaths { given: vec![self.decks()], ..DeckPaths::default() }
    }

    /// A cache whose clock is long after all files were written, or before.
    pub(super) fn cache(&self, is_late: bool) -> Cache {
        let now = if is_late { late() } else { SystemTime::UNIX_EPOCH };
        Cache { folder: Some(self.dir.path().join("cache")), now }
    }

    /// Opens the catalogue at a time when all files count as settled; returns how many files it had to read.
    pub(super) fn open(&self) -> (Catalogue, usize) {
        opened(&self.places(), &self.cache(true))
    }

    /// Like `open`, but checks that the result equals reading everything.
    #[track_caller]
    pub(super) fn agree(&self) -> usize {
        let (found, count) = self.open();
        assert_agree(&found, &load(&self.places()));
        count
    }
}

/// A time long after the last change of any file.
pub(super) fn late() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(8_000_000_000)
}

pub(super) fn opened(places: &DeckPaths, cache: &Cache) -> (Catalogue, usize) {
    let mut read = 0;
    let catalogued = catalogue(places, cache, &mut |Progress { done, all }| {
        // If nothing can be stored after all, the count starts again.
        read = if done == 1 { 1 } else { read + 1 };
        assert!(done == read && done <= all);
    });
    (catalogued, read)
}

/// A deck with one flip card.
pub(super) fn deck(title: &str) -> String {
    format!("title: {title}\ncards:\n  - id: a\n    kind: flip\n    question: Why?\n    answer: b\n")
}

/// Checks that the catalogue says the same as a collection of the same files.
#[track_caller]
pub(super) fn assert_agree(catalogued: &Catalogue, loaded: &Loaded) {
    let found = &loaded.collection;
    assert_eq!(catalogued.summaries(), found.summaries());
    assert_eq!(catalogued.all_tags(), found.all_tags());
    assert_eq!(catalogued.roots_used(), loaded.roots_used);
    assert_eq!(catalogued.hidden(), loaded.hidden);
    assert_eq!(catalogued.diagnostics().iter().collect::<Vec<_>>(), loaded.diagnostics());
    assert_eq!(catalogued.has_diagnostics(), !loaded.diagnostics().is_empty());
    for (at, deck) in found.decks().iter().enumerate() {
        assert_eq!(catalogued.heading(deck.id.as_str()), Some(&found.summaries()[at]));
        assert_same_cards(catalogued, found, at, deck);
        let synonyms = catalogued.synonyms(deck.id.as_str());
        assert_eq!(synonyms, found.synonyms(deck.id.as_str()));
        assert_eq!(synonyms, catalogued.synonyms(deck.id.as_str()));
    }
    assert_eq!(catalogued.entries(found.decks().len()), []);
    assert_eq!(catalogued.cards(found.decks().len()), Vec::new());
    assert_eq!(catalogued.count(), found.count());
    for name in ["none", "none/a", "a/none", "a"] {
        assert!(catalogued.card(name).is_none() && Decks::card(found, name).is_none(), "{name}");
        assert_eq!(catalogued.heading(name), found.heading(name));
        assert_eq!(catalogued.synonyms(name), found.synonyms(name));
    }
    let (mut some, mut all) = (Vec::new(), Vec::new());
    catalogued.each_card(&mut |card| some.push(card.clone()));
    found.each_card(&mut |card| all.push(card.clone()));
    assert_eq!(some, all);
}

#[track_caller]
fn assert_same_cards(catalogued: &Catalogue, found: &impl Decks, at: usize, deck: &Deck) {
    let entries = found.entries(at);
    assert_eq!(catalogued.entries(at), entries);
    let some: Vec<ItemId> = entries.iter().step_by(2).map(|entry| entry.id.clone()).collect();
    assert_eq!(catalogued.entries_of(at, &some), found.entries_of(at, &some));
    let exceptions: Vec<_> = entries.into_iter().filter(crate::deck::ItemSummary::is_exception).collect();
    assert_eq!(catalogued.exceptions(at), exceptions);
    assert_eq!(catalogued.cards(at), deck.cards);
    for card in &deck.cards {
        assert_eq!(catalogued.card(card.id.as_str()).as_ref(), Some(card));
        let passage = |contents: &dyn Decks| contents.passage(deck.id.as_str(), &card.claims);
        assert_eq!(passage(catalogued), passage(found));
        for part in card.parts() {
            let item: ItemId = card.id.item(part);
            assert_eq!(catalogued.carried_from(&item), found.carried_from(&item));
            assert!(catalogued.item(&item).is_some());
        }
    }
    for left_out in deck.left_out.iter().filter_map(|left_out| left_out.id.as_deref()) {
        let name = format!("{}/{left_out}", deck.id);
        assert_eq!(catalogued.card(&name), found.card(&name));
    }
}

#[test]
fn the_shipped_decks_are_read_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let cache = Cache { folder: Some(dir.path().to_path_buf()), now: late() };
    let places = DeckPaths { builtin: true, ..DeckPaths::default() };
    let loaded = load(&places);
    for read in [9, 0, 0] {
        let (catalogued, found) = opened(&places, &cache);
        assert_eq!(found, read);
        assert_agree(&catalogued, &loaded);
    }
}

#[test]
fn without_a_folder_everything_is_read_and_the_same() {
    let places = DeckPaths { builtin: true, ..DeckPaths::default() };
    let (catalogued, read) = opened(&places, &Cache { folder: None, now: late() });
    assert_eq!(read, 9);
    assert_agree(&catalogued, &load(&places));
}

#[test]
fn places_add_up_as_they_do_when_all_is_read() {
    let desk = Desk::with(&[("x.yaml", &deck("x")), ("y.yaml", &deck("y")), ("sub/y.yaml", &deck("z"))]);
    let other = Desk::with(&[("x.yaml", &deck("x")), ("Y.yaml", "no deck"), ("rise.yaml", &deck("r"))]);
    fs::write(other.path("s.source.yaml"), "sections:\n  - slug: a\n    x: y\n").expect("a file");
    let places = DeckPaths {
        local: desk.decks(),
        folders: vec![other.decks(), desk.path("sub"), PathBuf::from("/nowhere/at/all")],
        user: Some(other.path("x.yaml")),
        builtin: true,
        named: vec![other.path("x.yaml")],
        ..DeckPaths::default()
    };
    for _ in 0..2 {
        assert_agree(&opened(&places, &desk.cache(true)).0, &load(&places));
    }
    let empty = DeckPaths { local: Path::new("/nowhere").into(), ..DeckPaths::default() };
    assert_agree(&opened(&empty, &desk.cache(true)).0, &load(&empty));
}

#[cfg(unix)]
#[test]
fn links_are_what_they_lead_to() {
    use std::os::unix::fs::symlink;
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("sub/b.yaml", &deck("b"))]);
    let other = Desk::with(&[("c.yaml", &deck("c")), ("d.yaml", &deck("d"))]);
    symlink(desk.decks(), desk.path("sub/loop")).expect("a link");
    symlink(desk.path("nothing"), desk.path("e.yaml")).expect("a link");
    symlink(other.path("c.yaml"), desk.path("f.yaml")).expect("a link");
    symlink(other.path("d.yaml"), desk.path("d.yaml")).expect("a link");
    symlink(desk.path("a.yaml"), desk.path("A2.yaml")).expect("a link");
    assert!(desk.agree() > 0);
    // A file that can't be read is tried again each time.
    assert_eq!(desk.agree(), 1);
    // Under its own name, the same file is another deck.
    let places = DeckPaths { given: vec![other.decks()], ..DeckPaths::default() };
    assert_agree(&opened(&places, &desk.cache(true)).0, &load(&places));
    desk.agree();
    fs::remove_file(desk.path("f.yaml")).expect("the link");
    symlink(other.path("d.yaml"), desk.path("f.yaml")).expect("a link");
    desk.agree();
}
