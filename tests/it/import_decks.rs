//! Cards of other programs come in, and come again.

use std::fs;

use crate::support::{Ran, World};

const PORTS: &str = "title: Ports\ncards:\n  \
    - {id: hamburg, kind: typed, question: 'On which river is Hamburg?', answer: Elbe}\n  \
    - {id: fjord, kind: flip, question: 'Which city is called the gate to the fjords?', answer: Bergen}\n  \
    - {id: ports, kind: cloze, text: '{{c1::Rotterdam}} is larger than {{c2::Antwerp}}.'}\n  \
    - {id: quay, kind: term, term: quay, definition: where ships lie}\n";

/// A package of these cards, in a world that hasn't got them: they come as those of any other.
fn world_with_package() -> World {
    let one = World::new().deck("ports", PORTS);
    for (card, answer) in [("hamburg", "Elbe"), ("hamburg", "Rhine")] {
        one.run(&["grade", &format!("ports/{card}"), "--answer", answer]).success();
    }
    one.run(&["--decks", "decks", "export", "--with-progress", "--anki", "ports.apkg"]).success();
    let two = World::new();
    fs::copy(one.path("ports.apkg"), two.path("ports.apkg")).unwrap();
    two
}

fn import(world: &World, args: &[&str]) -> Ran {
    world.run(&[&["import"], args, &["--yes"]].concat()).success()
}

/// The decks that the import has made, in the user's own folder.
fn deck(world: &World, name: &str) -> String {
    fs::read_to_string(world.path(&format!("home/.local/share/oss-quiz/decks/{name}.yaml"))).unwrap()
}

#[test]
fn a_package_becomes_a_deck_with_what_was_known_of_it() {
    let world = world_with_package();
    let ran = import(&world, &["ports.apkg"]);
    assert_eq!(ran.stdout(), "imported 5 cards and 2 answers\n");
    let text = deck(&world, "ports");
    assert!(text.starts_with("# yaml-language-server"), "{text}");
    assert_eq!(text.matches("x-anki: ").count(), 5);
    assert_eq!(world.run(&["check", "ports"]).output().code(), Some(0));
    let items = world.run(&["items", "ports", "--json"]).json();
    let learning = items["items"].as_array().unwrap().iter().filter(|item| item["state"] == "learning").count();
    assert_eq!(learning, 1, "{items}");
}

#[test]
fn the_same_again_changes_nothing_and_says_so() {
    let world = world_with_package();
    import(&world, &["ports.apkg"]);
    let before = deck(&world, "ports");
    let ran = world.run(&["import", "ports.apkg"]).success();
    assert!(ran.stderr().ends_with("There is nothing new.\n"), "{}", ran.stderr());
    assert_eq!((deck(&world, "ports"), ran.stdout()), (before, String::new()));
}

#[test]
fn a_table_comes_again_and_what_was_edited_here_stays() {
    let world = World::new();
    world.write(
        "words.tsv",
        "id\tfront\tback\n1\tquay\twhere ships lie\n2\tbuoy\ta float\n3\tmole\ta wall in the sea\n",
    );
    let ran = import(&world, &["words.tsv"]);
    assert_eq!(ran.stdout(), "imported 3 cards\n");
    let edited = deck(&world, "words").replace("a float", "a float that shows the way");
    fs::write(world.path("home/.local/share/oss-quiz/decks/words.yaml"), &edited).unwrap();
    world.write(
        "words.tsv",
        "id\tfront\tback\n1\tquay\ta bank of stone\n2\tbuoy\ta ball\n3\tmole\ta wall in the sea\n4\tsluice\ta gate\n",
    );
    let dry = world.run(&["import", "words.tsv", "--dry-run", "--json"]).json();
    let told = &dry["decks"][0];
    assert_eq!((&told["new"][0], told["updated"].as_array().unwrap().len()), (&"4".into(), 1), "{dry}");
    assert_eq!((&told["edited"][0], &told["unchanged"]), (&"2".into(), &1.into()));
    assert_eq!(deck(&world, "words"), edited);
    let ran = import(&world, &["words.tsv"]);
    assert_eq!(ran.stdout(), "imported 1 card and 1 changed card\n");
    assert!(ran.stderr().contains("(--overwrite replaces them):\n  words/2\n"), "{}", ran.stderr());
    let text = deck(&world, "words");
    assert!(text.contains("a bank of stone") && text.contains("shows the way") && text.contains("a gate"), "{text}");
    import(&world, &["words.tsv", "--overwrite"]);
    assert!(deck(&world, "words").contains("a ball"));
}

#[test]
fn cards_go_where_they_are_wanted() {
    let world = World::new().deck("mine", "title: Mine\ncards:\n  - {id: a, kind: flip, question: Why?, answer: so}\n");
    world.write("words.csv", "quay;where ships lie\nbuoy;a float\n");
    import(&world, &["words.csv", "--into", "mine"]);
    let mine = fs::read_to_string(world.path("decks/mine.yaml")).unwrap();
    assert!(mine.contains("{id: a, kind: flip") && mine.matches("x-table: ").count() == 2, "{mine}");
    import(&world, &["words.csv", "--into", "mine"]);
    assert_eq!(fs::read_to_string(world.path("decks/mine.yaml")).unwrap(), mine);
    world.write("more.csv", "mole;a wall\n");
    import(&world, &["more.csv", "--as", "table", "--into", "decks/new.yaml"]);
    assert!(fs::read_to_string(world.path("decks/new.yaml")).unwrap().contains("a wall"));
    let refused = world.run(&["import", "more.csv", "--as", "table", "--into", "rise", "--yes"]).exits(2);
    assert!(refused.stderr().contains("built into the program"), "{}", refused.stderr());
}

#[test]
fn options_of_another_format_are_refused() {
    let world = World::new().deck("ports", PORTS);
    world.run(&["grade", "ports/hamburg", "--answer", "Elbe"]).success();
    world.write("words.csv", "quay;where ships lie\n");
    let refused = world.run(&["import", "words.csv", "--weights", "--yes"]).exits(2).stderr();
    assert!(refused.contains("--weights means nothing here"), "{refused}");
    world.run(&["export", "--reviews", "log.jsonl"]).success();
    for option in [&["--into", "mine"][..], &["--overwrite"], &["--weights"]] {
        world.run(&[&["import", "log.jsonl", "--yes"], option].concat()).exits(2);
    }
}

#[test]
fn nothing_is_written_unless_it_is_wanted() {
    let world = world_with_package();
    for args in [&["import", "ports.apkg", "--dry-run"][..], &["import", "ports.apkg", "--dry-run", "--json"]] {
        world.run(args).success();
    }
    world.run(&["import", "ports.apkg"]).input("n\n").exits(1);
    world.run(&["import", "ports.apkg"]).exits(2);
    assert!(!world.path("home/.local/share/oss-quiz").exists());
    let ran = world.run(&["import", "ports.apkg"]).input("y\n").success();
    assert!(ran.stdout().ends_with("imported 5 cards and 2 answers\n"), "{}", ran.stdout());
}

#[test]
fn if_the_log_cannot_be_written_no_deck_is() {
    let world = world_with_package();
    world.write("no.db", "not a database");
    let ran = world.run(&["--store", "no.db", "import", "ports.apkg", "--yes"]).output();
    assert_eq!(ran.code(), Some(4), "{}", ran.stderr());
    assert!(!world.path("home/.local/share/oss-quiz/decks/ports.yaml").exists());
}

#[test]
fn what_is_no_package_and_no_table_is_said() {
    let world = World::new();
    fs::write(world.path("torn.apkg"), b"PK\x03\x04 and no more").unwrap();
    let torn = world.run(&["import", "torn.apkg", "--yes"]).exits(5).stderr();
    assert!(
        torn.contains("torn.apkg: it is damaged or no zip archive") && torn.contains("nothing was imported"),
        "{torn}"
    );
    world.write("letter.txt", "Dear reader\n");
    world.run(&["import", "letter.txt", "--yes"]).exits(2);
    let none = world.run(&["import", "nowhere.apkg"]).exits(5).stderr();
    assert!(none.contains("nowhere.apkg"), "{none}");
}
