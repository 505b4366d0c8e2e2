//! The catalogue of decks, damaged: what it says is still what the decks say.

use std::fs;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use super::damage::{self, damaged};
use super::logs::{events, first_day};
use crate::deck::Decks;
use crate::library::{Cache, Catalogue, DeckPaths, Loaded, load};
use crate::session::Settings;
use crate::store::Store;
use crate::study::StudyContext;

const FILES: [(&str, &str); 5] = [
    (
        "one.yaml",
        "title: One\nsource: s\ntags: [x]\nwas: older\nsynonyms: [[big, large]]\ncards:\n  - id: a\n    kind: typed\n    \
         question: How large is it?\n    answer: big\n    claims: [k1]\n  - id: b\n    kind: choice\n    question: Which?\n    \
         answer: this\n    distractors:\n      - text: that\n        why: It is not.\n    was: z\n    tags: [y]\n  - id: c\n    \
         kind: cloze\n    text: \"{{c1::a}} or {{c2::b}}\"\n    revision: 2\n  - kind: flip\n    question: No id?\n    answer: None\n",
    ),
    (
        "two.yaml",
        "title: Two\nlanguage: de\nafter: one\ncards:\n  - id: t\n    kind: term\n    term: Fluss\n    definition: a river\n    \
         suspended: true\n  - id: o\n    kind: order\n    question: In which order?\n    steps: [a, b, c]\n    was: one/old\n",
    ),
    (
        "faulty.yaml",
        "title: Faulty\ncards:\n  - id: a\n    kind: none\n  - id: b\n    kind: flip\n    question: Why?\n    answer: so\n",
    ),
    (
        "s.source.yaml",
        "sections:\n  - slug: one\n    title: The first\nclaims:\n  - id: k1\n    section: one\n    claim: It is big.\n",
    ),
    ("words.synonyms.yaml", "synonyms: [[river, stream]]\n"),
];

/// Decks in a folder, and their catalogue as it should be.
struct Desk {
    folder: tempfile::TempDir,
    sound: Vec<u8>,
    loaded: Loaded,
}

thread_local! {
    static DESK: Desk = Desk::new();
}

impl Desk {
    fn new() -> Self {
        let folder = damage::folder();
        fs::create_dir(folder.path().join("decks")).expect("a folder");
        for (name, text) in FILES {
            fs::write(folder.path().join("decks").join(name), text).expect("a file");
        }
        let mut desk = Self { folder, sound: Vec::new(), loaded: Loaded::default() };
        drop(desk.open());
        desk.sound = fs::read(desk.file()).expect("the catalogue");
        desk.loaded = load(&desk.places());
        desk
    }

    fn places(&self) -> DeckPaths {
        DeckPaths { given: vec![self.folder.path().join("decks")], ..DeckPaths::default() }
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    /// The only file in the cache folder.
    fn file(&self) -> PathBuf {
        let files = fs::read_dir(self.cache()).expect("the cache folder");
        let mut files = files.map(|file| file.expect("a file").path());
        files.find(|path| path.extension().is_some_and(|ending| ending == "db")).expect("the catalogue")
    }

    /// At a time when all files count as settled, so that none is read that the catalogue knows.
    fn open(&self) -> Catalogue {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(8_000_000_000);
        let cache = Cache { folder: Some(self.cache()), now };
        crate::library::catalogue(&self.places(), &cache, &mut |_| {})
    }
}

/// Changes of a sound catalogue, or a whole one.
pub fn catalogue(bytes: &[u8]) {
    DESK.with(|desk| {
        let file = desk.file();
        let _ = fs::remove_file(file.with_extension("db-journal"));
        fs::write(&file, damaged(&desk.sound, bytes)).expect("the catalogue");
        let found = Rc::new(desk.open());
        assert_true(&found, &desk.loaded);
        study(&found, &desk.loaded);
        found.check_tables();
        drop(found);
        let is_given_up = !file.exists();
        let again = desk.open();
        assert_true(&again, &desk.loaded);
        if is_given_up {
            assert_whole(&again, &desk.loaded);
        }
        // The next input begins with a file.
        fs::write(&file, &desk.sound).expect("the catalogue");
    });
}

/// Whatever is found is what the decks say; something may be missing.
fn assert_true(found: &Catalogue, loaded: &Loaded) {
    let decks = &loaded.collection;
    for card in decks.decks().iter().flat_map(|deck| &deck.cards) {
        let read = found.card(card.id.as_str());
        assert!(read.as_ref().is_none_or(|read| read == card), "not the card of the file: {read:?}");
        for part in card.parts() {
            let item = card.id.item(part);
            assert!(found.item(&item).is_none_or(|read| read.card == *card), "not the item of the file: {item}");
            let _ = found.carried_from(&item);
        }
    }
    for (at, summary) in found.summaries().iter().enumerate() {
        let id = summary.id.as_str();
        if found.heading(id).is_some() && decks.deck(id).is_some() {
            assert_eq!(found.synonyms(id), decks.synonyms(id), "other answers count as right in {id}");
        }
        for card in found.cards(at) {
            assert!(decks.card(&card.id) == Some(&card), "not a card of the files: {card:?}");
        }
        for entry in found.entries(at).into_iter().chain(found.exceptions(at)) {
            if let Some(item) = found.item(&entry.id) {
                assert_eq!(
                    decks.item(&entry.id).map(|of| &of.card),
                    Some(&item.card),
                    "not an item of the files: {}",
                    entry.id
                );
            }
        }
        let _ = found.passage(id, &["k1".to_owned()]);
    }
    let _ = (found.all_tags(), found.diagnostics(), found.has_diagnostics(), found.count());
    found.each_card(&mut |card| assert!(decks.card(&card.id).is_some_and(|of| **of == *card), "{card:?}"));
}

/// A catalogue that was made anew says all that the decks say.
fn assert_whole(found: &Catalogue, loaded: &Loaded) {
    let decks = &loaded.collection;
    assert_eq!(found.summaries(), decks.summaries());
    assert_eq!(found.all_entries(), decks.all_entries());
    assert_eq!(found.diagnostics().iter().collect::<Vec<_>>(), loaded.diagnostics());
}

/// A session on it asks what the decks ask.
fn study(found: &Rc<Catalogue>, loaded: &Loaded) {
    let store = Store::in_memory().expect("a store");
    store
        .merge(&events(&[15, 0, 0, 0, 0, 1, 2, 0, 16, 2, 0, 1, 0, 1, 0, 0, 17, 4, 0, 2, 0, 2, 2, 0]))
        .expect("a merge");
    let found: Rc<dyn Decks> = Rc::<Catalogue>::clone(found);
    let context = StudyContext::new(Rc::clone(&found), store);
    let session = context.session(Settings::default(), first_day() + 30).expect("a session");
    if let Some(question) = session.question() {
        let card = loaded.collection.item(&question.id).map(|item| &item.card);
        assert_eq!(card, Some(&question.card), "not a card of the files is asked");
    }
}
