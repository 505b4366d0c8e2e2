//! Cards leave for Anki.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::Connection;

use crate::support::World;

const KINDS: &str = r"
title: 'All :: kinds'
tags: [two words]
cards:
  - {id: flip, kind: flip, question: '<script>alert(1)</script> [sound:x.mp3]', answer: '[[type:Answer]]', hint: a, because: '**so**'}
  - {id: typed, kind: typed, question: Capital of France?, answer: Paris, accept: [Lutetia]}
  - {id: choice, kind: choice, question: Which?, answer: right, distractors: [{text: wrong, why: it is not}, other]}
  - {id: truth, kind: true-false, statement: The sun is cold., answer: false, correction: It is hot.}
  - {id: cloze, kind: cloze, text: '{{c1::std\:\:mem::a mod\:\:ule}} and {{c2::\}\}}}'}
  - {id: order, kind: order, question: Put, steps: [first, second, third]}
  - {id: match, kind: match, question: Capitals, pairs: [{left: France, right: Paris}, {left: Spain, right: Madrid}, {left: Italy, right: Rome}]}
  - {id: term, kind: term, term: fork, definition: A copy of a project}
  - {id: asleep, kind: flip, question: Asleep?, answer: so it is, suspended: true}
";

fn world() -> World {
    World::new().deck("kinds", KINDS)
}

/// Exports with these arguments, and opens the collection in the package.
fn collection(world: &World, file: &str, args: &[&str]) -> Connection {
    world.run(&[&["--decks", "decks", "export", "--anki", file], args].concat()).success();
    let mut zip = zip::ZipArchive::new(fs::File::open(world.path(file)).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["meta", "collection.anki21", "media"]);
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!((read("meta").as_slice(), read("media").as_slice()), (&b"\x08\x02"[..], &b"{}"[..]));
    let place = world.path(&format!("{file}.db"));
    fs::write(&place, read("collection.anki21")).unwrap();
    Connection::open(place).unwrap()
}

fn rows(db: &Connection, sql: &str) -> Vec<String> {
    let mut query = db.prepare(sql).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn fields(db: &Connection, card: &str) -> Vec<String> {
    let fields = rows(db, &format!("select flds from notes where guid = 'oss-quiz:kinds/{card}'")).remove(0);
    fields.split('\u{1f}').map(str::to_owned).collect()
}

#[test]
fn each_item_of_each_kind_is_a_card_there() {
    let world = world();
    let db = collection(&world, "cards.apkg", &[]);
    let cards =
        rows(&db, "select guid || ' ' || ord || ' ' || queue from cards join notes on notes.id = nid order by due");
    let expected = [
        "flip 0 0",
        "typed 0 0",
        "choice 0 0",
        "truth 0 0",
        "cloze 0 0",
        "cloze 1 0",
        "order 0 0",
        "match 0 0",
        "term 1 0",
        "term 0 0",
        "asleep 0 -1",
    ];
    assert_eq!(cards, expected.map(|card| format!("oss-quiz:kinds/{card}")));
    assert_eq!(rows(&db, "select distinct tags from notes"), [" two_words "]);
    let decks = rows(&db, "select decks from col").remove(0);
    assert!(decks.contains(r#""name":"All : : kinds""#), "{decks}");
    assert_eq!(rows(&db, "select count(*) || '' from revlog"), ["0"]);
    assert_eq!(fs::metadata(world.path("cards.apkg")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn texts_are_texts_there_whatever_is_in_them() {
    let db = collection(&world(), "cards.apkg", &[]);
    let flip = fields(&db, "flip");
    assert_eq!(flip[0], "&lt;script&gt;alert(1)&lt;/script&gt; &#91;sound:x.mp3&#93;");
    assert_eq!((flip[2].as_str(), flip[4].as_str()), ("&#91;&#91;type:Answer&#93;&#93;", "<b>so</b>"));
    let cloze = "{{c1::std&#58;&#58;mem::a mod&#58;&#58;ule}} and {{c2::&#125;&#125;}}";
    assert_eq!(fields(&db, "cloze")[0], cloze);
    let choice = fields(&db, "choice");
    assert!(choice[1].starts_with("<ol type=\"A\"><li>") && choice[2].contains(": it is not"), "{choice:?}");
    assert_eq!(fields(&db, "typed")[2], "Lutetia");
}

#[test]
fn progress_goes_along_if_it_is_asked_to() {
    let world = world();
    for (card, answer) in [("typed", "Paris"), ("typed", "Rome"), ("choice", "right")] {
        world.run(&["grade", &format!("kinds/{card}"), "--answer", answer]).success();
    }
    world.run(&["mark", "kinds/choice", "suspend"]).success();
    world.run(&["mark", "kinds/flip", "flag"]).success();
    let db = collection(&world, "cards.apkg", &["--with-progress"]);
    let of = |card: &str, columns: &str| {
        let sql =
            format!("select {columns} from cards join notes on notes.id = nid where guid = 'oss-quiz:kinds/{card}'");
        rows(&db, &sql).remove(0)
    };
    let columns = "type || ' ' || queue || ' ' || reps || ' ' || lapses || ' ' || cards.flags";
    assert_eq!(of("typed", columns), "3 3 2 1 0");
    assert_eq!(of("choice", columns), "2 -1 1 0 0");
    assert_eq!(of("flip", columns), "0 0 0 0 1");
    let shown = world.run(&["--decks", "decks", "show", "kinds/choice", "--json"]).json();
    let due: jiff::civil::Date = shown["due"].as_str().unwrap().parse().unwrap();
    let first = jiff::civil::date(2020, 1, 1);
    assert_eq!(of("choice", "due || ''"), first.until(due).unwrap().get_days().to_string());
    let data: serde_json::Value = serde_json::from_str(&of("choice", "cards.data")).unwrap();
    for (own, name) in [("s", "stability"), ("d", "difficulty")] {
        let [there, here] = [&data[own], &shown["memory"][name]].map(|number| number.as_f64().unwrap());
        assert!((there - here).abs() < 0.001, "{name}: {there} there, {here} here");
    }
    let log = "select guid || ' ' || ease || ' ' || revlog.type from revlog join cards on cards.id = cid \
               join notes on notes.id = nid order by revlog.id";
    let expected = ["typed 3 0", "typed 1 1", "choice 3 0"].map(|row| format!("oss-quiz:kinds/{row}"));
    assert_eq!(rows(&db, log), expected);
    let without = collection(&world, "plain.apkg", &[]);
    assert_eq!(rows(&without, "select count(*) || '' from revlog"), ["0"]);
    assert_eq!(rows(&without, "select max(cards.flags) || '' from cards"), ["0"]);
}

#[test]
fn the_same_log_makes_the_same_file_and_takes_the_place_of_none() {
    let world = world();
    world.run(&["grade", "kinds/typed", "--answer", "Paris"]).success();
    let export = |file: &str| world.run(&["--decks", "decks", "export", "--with-progress", "--anki", file]);
    export("one.apkg").success();
    export("two.apkg").success();
    let read = |file: &str| fs::read(world.path(file)).unwrap();
    assert_eq!(read("one.apkg"), read("two.apkg"));
    world.run(&["grade", "kinds/choice", "--answer", "right"]).success();
    let before = read("one.apkg");
    assert!(export("one.apkg").exits(2).stderr().contains("exists already"));
    assert_eq!(read("one.apkg"), before);
    let none = world.run(&["--decks", "decks", "export", "--anki", "none.apkg", "is:leech"]).exits(1);
    assert!(!none.stderr().is_empty() && !world.path("none.apkg").exists());
}
