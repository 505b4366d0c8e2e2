//! Whatever happens to the catalogue, every card is right, and no error is shown.

use std::process::{Child, Command, Stdio};
use std::thread;

use super::*;

/// The files that `desk` makes: enough for several pages of each table.
const FILES: usize = 17;

fn desk() -> Desk {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", "title: B\ncards:\n  - kind: x\n")]);
    for at in 0..FILES - 2 {
        let card =
            |nth| format!("  - id: c{nth}\n    kind: flip\n    question: Why {nth}?\n    answer: b\n    was: o{nth}\n");
        desk.write(&format!("d{at}.yaml"), &format!("title: D\ncards:\n{}", (0..6).map(card).collect::<String>()));
    }
    desk.agree();
    desk
}

#[test]
fn what_is_no_catalogue_is_made_anew() {
    let desk = desk();
    let whole = fs::read(desk.catalogue()).expect("the catalogue");
    let foreign = desk.path("foreign");
    rusqlite::Connection::open(&foreign).and_then(|db| db.execute_batch("create table t (a)")).expect("a database");
    let foreign = fs::read(foreign).expect("the database");
    for bytes in
        [b"garbage".as_slice(), &[7; 5_000], &foreign, &whole[..whole.len() / 2], &whole[..100], &whole[..4_096], b""]
    {
        fs::write(desk.catalogue(), bytes).expect("the catalogue");
        assert_eq!(desk.agree(), FILES);
        assert_eq!(desk.agree(), 0);
    }
}

#[test]
fn a_catalogue_of_another_version_is_made_anew() {
    let desk = desk();
    for change in ["pragma user_version = 1", "drop table items", "drop table files", "update files set hash = 'text'"]
    {
        let db = rusqlite::Connection::open(desk.catalogue()).expect("the catalogue");
        // The table refuses the last change.
        let _ = db.execute_batch(change);
        drop(db);
        desk.agree();
        // Damage that is found only on use is repaired at the next start.
        desk.agree();
        assert_eq!(desk.agree(), 0, "{change}");
    }
}

#[test]
fn rows_in_the_wrong_place_are_not_believed() {
    let desk = desk();
    for (change, read) in [
        ("update decks set id = 'not an id'", FILES),
        ("update decks set header = '{'", 0),
        ("update cards set digest = digest + 1, start = start + 1", 0),
        ("update cards set kind = 99", 0),
        ("update cards set was = '{'", 0),
        ("update diagnostics set rule = 'none'", 0),
        ("update items set name = name || ' '", 0),
        ("delete from items", 0),
        ("delete from diagnostics", 0),
        ("delete from decks", FILES),
    ] {
        let db = rusqlite::Connection::open(desk.catalogue()).expect("the catalogue");
        db.execute_batch(change).expect("a change");
        drop(db);
        assert_eq!(desk.open().1, read, "{change}");
        assert_reads_the_same(&desk, change);
        // Start from a new catalogue, so that the next change stands alone.
        let _ = fs::remove_file(desk.catalogue());
        assert_eq!(desk.agree(), FILES, "{change}");
    }
}

#[test]
fn what_answers_are_judged_by_is_not_believed_if_it_is_damaged() {
    let desk = desk();
    desk.write("s.synonyms.yaml", "synonyms: [[x, y]]\n");
    desk.write("a.yaml", &deck("a").replace("cards:", "synonyms: [[v, w]]\ncards:"));
    desk.agree();
    for change in
        ["update synonyms set lists = replace(lists, 'y', 'z')", "update decks set header = replace(header, 'w', 'z')"]
    {
        let db = rusqlite::Connection::open(desk.catalogue()).expect("the catalogue");
        db.execute_batch(change).expect("a change");
        drop(db);
        desk.agree();
    }
}

/// Each card is the one in its file, whatever the catalogue says.
#[track_caller]
fn assert_reads_the_same(desk: &Desk, change: &str) {
    let (catalogued, loaded) = (desk.open().0, load(&desk.places()));
    for card in loaded.collection.decks().iter().flat_map(|deck| &deck.cards) {
        assert_eq!(catalogued.card(card.id.as_str()).as_ref(), Some(card), "{change}");
    }
    let ids = |contents: &dyn Decks| contents.all_entries().into_iter().map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(ids(&catalogued), ids(&loaded.collection), "{change}");
}

#[test]
fn bytes_that_were_lost_do_no_harm() {
    let desk = desk();
    let whole = fs::read(desk.catalogue()).expect("the catalogue");
    for at in (0..whole.len()).step_by(whole.len() / 25 + 1) {
        let mut bytes = whole.clone();
        bytes[at..].iter_mut().take(300).for_each(|byte| *byte ^= 0x5a);
        fs::write(desk.catalogue(), &bytes).expect("the catalogue");
        let (catalogued, loaded) = (desk.open().0, load(&desk.places()));
        // A byte of a text may differ, but no card does.
        for card in loaded.collection.decks().iter().flat_map(|deck| &deck.cards) {
            let read = catalogued.card(card.id.as_str());
            assert!(read.is_none_or(|read| read == *card), "byte {at}");
        }
    }
}

#[test]
fn where_nothing_can_be_kept_it_is_read_each_time() {
    let desk = desk();
    // A file can't serve as a folder.
    let cache = Cache { folder: Some(desk.path("a.yaml")), now: late() };
    for _ in 0..2 {
        let (catalogued, read) = opened(&desk.places(), &cache);
        assert_agree(&catalogued, &load(&desk.places()));
        assert_eq!(read, FILES);
    }
    fs::remove_file(desk.catalogue()).expect("the catalogue");
    fs::create_dir(desk.catalogue()).expect("a folder");
    assert_eq!((desk.agree(), desk.agree()), (FILES, FILES));
}

#[test]
fn a_catalogue_that_is_deleted_while_it_is_open_is_not_missed() {
    let desk = desk();
    let (catalogued, _) = desk.open();
    fs::remove_file(desk.catalogue()).expect("the catalogue");
    assert_agree(&catalogued, &load(&desk.places()));
    fs::write(desk.catalogue(), b"garbage").expect("another");
    let (catalogued, _) = desk.open();
    fs::write(desk.catalogue(), b"garbage").expect("another");
    assert_agree(&catalogued, &load(&desk.places()));
}

#[test]
fn a_file_that_is_gone_is_missed_when_it_is_needed() {
    let desk = desk();
    let (catalogued, _) = desk.open();
    fs::remove_file(desk.path("a.yaml")).expect("a file");
    assert!(catalogued.heading("a").is_some() && catalogued.card("a/a").is_none());
    desk.agree();
    assert_eq!(desk.agree(), 0);
}

#[test]
fn what_another_process_reads_anew_is_read_from_the_file() {
    let desk = desk();
    let (catalogued, _) = desk.open();
    let before = load(&desk.places());
    desk.write("d3.yaml", &deck("another"));
    desk.agree();
    let at = catalogued.summaries().iter().position(|deck| deck.id.as_str() == "d3").expect("a deck");
    // Its rows are gone, and so is the text they were made from.
    let entries: Vec<ItemId> = catalogued.entries(at).into_iter().map(|entry| entry.id).collect();
    assert_eq!(entries, ["d3/a".parse().expect("an item")]);
    assert_eq!(catalogued.entries(0), before.collection.entries(0));
    assert_eq!(catalogued.card("d3/a"), Decks::card(&load(&desk.places()).collection, "d3/a"));
}

#[test]
fn a_folder_that_gets_another_name_is_another_folder() {
    let desk = Desk::with(&[("sub/a.yaml", &deck("a")), ("sub/b.yaml", &deck("b"))]);
    desk.agree();
    fs::rename(desk.path("sub"), desk.path("bus")).expect("a folder");
    assert_eq!((desk.agree(), desk.agree()), (2, 0));
}

#[test]
fn two_at_once_do_no_harm() {
    for round in 0..6 {
        let desk = desk();
        if round % 2 == 0 {
            fs::remove_file(desk.catalogue()).expect("the catalogue");
        }
        thread::scope(|scope| {
            for nth in 0..4 {
                let desk = &desk;
                scope.spawn(move || {
                    desk.write(&format!("new{nth}.yaml"), &deck("new"));
                    for _ in 0..5 {
                        desk.open();
                        desk.write(&format!("d{nth}.yaml"), &deck("new"));
                    }
                });
            }
        });
        desk.agree();
        assert_eq!(desk.agree(), 0);
    }
}

/// Set for a process that only makes a catalogue, to be killed halfway.
const VICTIM: &str = "OSS_QUIZ_TEST_CATALOGUE_OF";

#[test]
fn killed_in_the_middle_it_does_no_harm() {
    if let Ok(dir) = std::env::var(VICTIM) {
        let places = DeckPaths { given: vec![Path::new(&dir).join("decks")], ..DeckPaths::default() };
        let cache = Cache { folder: Some(Path::new(&dir).join("cache")), now: late() };
        opened(&places, &cache);
        return;
    }
    let desk = desk();
    let filler = "x".repeat(2_000);
    for at in 0..300 {
        let text = format!(
            "title: T\nabout: {filler}\ncards:\n  - id: a\n    kind: flip\n    question: q\n    answer: {at}\n    tags: [{filler}, y{filler}]\n"
        );
        desk.write(&format!("big{at}.yaml"), &text);
    }
    let mut killed = 0;
    for wait in [3, 10, 20, 40, 60, 80, 120, 160, 240] {
        let _ = fs::remove_file(desk.catalogue());
        let mut victim = process(&desk);
        thread::sleep(Duration::from_millis(wait));
        victim.kill().expect("its end");
        killed += usize::from(!victim.wait().expect("its end").success());
        let (catalogued, _) = desk.open();
        assert_eq!(catalogued.summaries().len(), FILES + 300);
        assert_eq!(desk.open().1, 0);
    }
    assert!(killed > 0);
    desk.agree();
    let _ = fs::remove_file(desk.catalogue());
    let together: Vec<Child> = (0..4).map(|_| process(&desk)).collect();
    assert!(together.into_iter().all(|mut process| process.wait().expect("its end").success()));
    assert_eq!(desk.agree(), 0);
}

/// Runs this test again as a process that makes the catalogue.
fn process(desk: &Desk) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "library::catalogue::tests::trouble::killed_in_the_middle_it_does_no_harm"])
        .env(VICTIM, desk.dir.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("a process")
}
