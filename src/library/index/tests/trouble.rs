//! Whatever happens to the index, what it says is right, and nobody hears of it.

use std::process::{Child, Command, Stdio};
use std::thread;

use super::*;

fn desk() -> Desk {
    let desk = Desk::with(&[("a.yaml", &deck("a")), ("b.yaml", "title: B\ncards:\n  - kind: x\n")]);
    for at in 0..40 {
        let card =
            |nth| format!("  - id: c{nth}\n    kind: flip\n    question: Why {nth}?\n    answer: b\n    was: o{nth}\n");
        desk.write(&format!("d{at}.yaml"), &format!("title: D\ncards:\n{}", (0..9).map(card).collect::<String>()));
    }
    desk.agree();
    desk
}

#[test]
fn what_is_no_index_is_made_anew() {
    let desk = desk();
    let whole = fs::read(desk.index()).expect("the index");
    let foreign = desk.path("foreign");
    rusqlite::Connection::open(&foreign).and_then(|db| db.execute_batch("create table t (a)")).expect("a database");
    let foreign = fs::read(foreign).expect("the database");
    for bytes in
        [b"garbage".as_slice(), &[7; 5_000], &foreign, &whole[..whole.len() / 2], &whole[..100], &whole[..4_096], b""]
    {
        fs::write(desk.index(), bytes).expect("the index");
        assert_eq!(desk.agree(), 42);
        assert_eq!(desk.agree(), 0);
    }
}

#[test]
fn an_index_of_another_reader_is_made_anew() {
    let desk = desk();
    for change in ["pragma user_version = 1", "drop table bodies", "drop table files", "update files set row = 'text'"]
    {
        let db = rusqlite::Connection::open(desk.index()).expect("the index");
        // The last one is refused by the table.
        let _ = db.execute_batch(change);
        drop(db);
        desk.agree();
        assert_eq!(desk.agree(), 0, "{change}");
    }
}

#[test]
fn rows_in_the_wrong_place_are_not_believed() {
    let desk = desk();
    let db = rusqlite::Connection::open(desk.index()).expect("the index");
    for (change, read) in [
        ("update files set row = (select row from files where name = x'612e79616d6c')", 41),
        ("update files set body = 1", 0),
        ("update bodies set row = (select row from bodies where id = 3)", 0),
        ("delete from bodies", 0),
        ("update bodies set row = x''", 0),
        ("update files set row = x'00'", 42),
    ] {
        db.execute_batch(change).expect("a change");
        assert_eq!(desk.agree(), read, "{change}");
        assert_eq!(desk.agree(), 0, "{change}");
    }
}

#[test]
fn bytes_that_were_lost_do_no_harm() {
    let desk = desk();
    let whole = fs::read(desk.index()).expect("the index");
    for at in (0..whole.len()).step_by(whole.len() / 25 + 1) {
        let mut bytes = whole.clone();
        bytes[at..].iter_mut().take(300).for_each(|byte| *byte ^= 0x5a);
        fs::write(desk.index(), &bytes).expect("the index");
        desk.agree();
        desk.agree();
    }
}

#[test]
fn where_nothing_can_be_kept_it_is_read_each_time() {
    let desk = desk();
    // A file is no folder.
    let cache = Cache { folder: Some(desk.path("a.yaml")), now: late() };
    for _ in 0..2 {
        let (shelf, read) = opened(&desk.places(), &cache);
        assert_agree(&shelf, &load(&desk.places()));
        assert_eq!(read, 42);
    }
    fs::remove_file(desk.index()).expect("the index");
    fs::create_dir(desk.index()).expect("a folder");
    assert_eq!((desk.agree(), desk.agree()), (42, 42));
}

#[test]
fn an_index_that_is_deleted_while_it_is_open_is_not_missed() {
    let desk = desk();
    let (shelf, _) = desk.open();
    fs::remove_file(desk.index()).expect("the index");
    assert_agree(&shelf, &load(&desk.places()));
    fs::write(desk.index(), b"garbage").expect("another");
    let (shelf, _) = desk.open();
    fs::write(desk.index(), b"garbage").expect("another");
    assert_agree(&shelf, &load(&desk.places()));
}

#[test]
fn a_file_that_goes_while_it_is_read_is_told() {
    let desk = desk();
    desk.write("new.yaml", &deck("new"));
    desk.write("changed.yaml", &deck("x"));
    let looked = Search::begin(&desk.places(), &desk.cache(true)).looked();
    for name in ["new.yaml", "a.yaml"] {
        fs::remove_file(desk.path(name)).expect("a file");
    }
    desk.write("changed.yaml", &deck("changed"));
    let shelf = Shelf::of(looked.fill(desk.cache(true).now, &mut |_| {}));
    let all = shelf.problems();
    let found: Vec<_> = all.iter().filter(|p| p.rule == "unreadable").map(|p| p.path.file_name()).collect();
    assert_eq!(found, [Some("new.yaml".as_ref())]);
    assert_eq!(shelf.heading("changed").map(|deck| deck.title.source()), Some("changed"));
    // That one was known, and is missed when it is needed.
    assert!(shelf.heading("a").is_some() && shelf.card("a/a").is_none());
    desk.agree();
    assert_eq!(desk.agree(), 0);
}

#[test]
fn what_another_process_writes_during_a_search_does_no_harm() {
    let desk = desk();
    for (is_much, title) in [(false, "few"), (true, "a great deal")] {
        let before = desk.open().0.headings().to_vec();
        let search = Search::begin_where(is_much, &desk.places(), desk.cache(true).folder.as_deref(), late());
        desk.write("a.yaml", &deck(title));
        desk.agree();
        let shelf = search.end(&mut |_| {});
        // It was looked at before that or after it.
        let after = load(&desk.places()).collection.headings().to_vec();
        assert!(shelf.headings() == before || shelf.headings() == after, "{title}");
        assert_eq!(shelf.card("a/a"), Contents::card(&load(&desk.places()).collection, "a/a"));
        // Whichever of the two wrote last may have looked first; then one file is read once more.
        desk.agree();
        assert_eq!(desk.agree(), 0);
    }
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
    for round in 0..8 {
        let desk = desk();
        if round % 2 == 0 {
            fs::remove_file(desk.index()).expect("the index");
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

/// Set for a process that does nothing but make an index, to be killed in the middle.
const VICTIM: &str = "OSS_QUIZ_TEST_INDEX_OF";

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
    for at in 0..600 {
        let text = format!(
            "title: T\nabout: {filler}\ncards:\n  - id: a\n    kind: flip\n    question: q\n    answer: {at}\n    tags: [{filler}, y{filler}]\n"
        );
        desk.write(&format!("big{at}.yaml"), &text);
    }
    let mut killed = 0;
    for wait in [3, 10, 20, 40, 60, 80, 120, 160, 240] {
        let _ = fs::remove_file(desk.index());
        let mut victim = process(&desk);
        thread::sleep(Duration::from_millis(wait));
        victim.kill().expect("its end");
        killed += usize::from(!victim.wait().expect("its end").success());
        let (shelf, _) = desk.open();
        assert_eq!(shelf.headings().len(), 642);
        assert_eq!(desk.open().1, 0);
    }
    assert!(killed > 0);
    desk.agree();
    let _ = fs::remove_file(desk.index());
    let together: Vec<Child> = (0..4).map(|_| process(&desk)).collect();
    assert!(together.into_iter().all(|mut process| process.wait().expect("its end").success()));
    assert_eq!(desk.agree(), 0);
}

/// This test once more, to make the index of a desk.
fn process(desk: &Desk) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "library::index::tests::trouble::killed_in_the_middle_it_does_no_harm"])
        .env(VICTIM, desk.dir.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("a process")
}
