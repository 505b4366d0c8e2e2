//! `new`, `add`, `edit`, `show`: decks written from the terminal. What a person sees there is in `dialog.rs`.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;

use crate::support::{EVERY_KIND, World};

fn text(world: &World, path: &str) -> String {
    fs::read_to_string(world.path(path)).unwrap()
}

#[test]
fn a_new_deck_is_there_with_its_schema_and_takes_nothings_place() {
    let world = World::new();
    let ran = world.run(&["new", "rust"]).success();
    assert!(ran.stdout().starts_with("decks/rust.yaml is a deck with two sample cards"), "{}", ran.stdout());
    let first = text(&world, "decks/rust.yaml");
    assert!(first.starts_with("# yaml-language-server: $schema=deck.schema.json\n"));
    assert_eq!(text(&world, "decks/deck.schema.json"), world.run(&["schema", "deck"]).success().stdout());
    let decks = world.run(&["decks", "--json"]).json();
    let own = decks["decks"].as_array().unwrap().iter().find(|deck| deck["id"] == "rust").unwrap().clone();
    assert_eq!((&own["cards"], &own["problems"]), (&2.into(), &0.into()));
    // Each of its cards is named until it is changed, and nothing else is.
    let found = world.run(&["check", "--strict", "--format", "line", "decks"]).exits(1);
    assert_eq!(found.stdout().lines().filter(|line| line.ends_with("[template-text]")).count(), 2);
    assert_eq!(found.stdout().lines().count(), 2, "{}", found.stdout());
    let ran = world.run(&["new", "rust"]).exits(2);
    assert!(ran.stderr().contains("decks/rust.yaml already exists"), "{}", ran.stderr());
    assert_eq!(text(&world, "decks/rust.yaml"), first);
    assert!(world.run(&["new", "a b"]).exits(2).stderr().contains("`a-b` would do"));
    for (name, near) in [(".hidden", "`hidden` would do"), ("-x", "`x` would do")] {
        let ran = world.run(&["new", "--", name]).exits(2);
        assert!(ran.stderr().contains(near), "{}", ran.stderr());
    }
    assert!(world.run(&["new", "rust.yaml"]).exits(2).stderr().contains("decks/rust.yaml already exists"));
    world.run(&["new", "español", "--language", "es"]).success();
    let spanish = text(&world, "decks/español.yaml");
    assert!(spanish.contains("\nlanguage: es\n") && spanish.contains("la capital de Japón"), "{spanish}");
    assert!(world.run(&["new", "more", "--language", "Spanish"]).exits(2).stderr().contains("is not a language tag"));
    world.run(&["new", "rust", "--in", "other/place"]).success();
    assert_eq!(text(&world, "other/place/rust.yaml"), first);
}

#[test]
fn every_kind_is_added_from_a_pipe() {
    let world =
        World::new().deck("d", "title: T\r\n# mine\r\ncards:\r\n- {id: a, kind: flip, question: Q?, answer: A}\r\n");
    let cards = [
        ("flip\nWho?\nI\n\n\n\n", "- id: who\r\n  kind: flip\r\n  question: Who?\r\n  answer: I\r\n"),
        (
            "typed\nWhich one?\nno\nnot this\n\nlook: here\nSo it is.\nmine\n",
            "- id: mine\r\n  kind: typed\r\n  question: Which one?\r\n  answer: \"no\"\r\n  accept:\r\n    - not this\r\n  \
             hint: \"look: here\"\r\n  because: So it is.\r\n",
        ),
        (
            "choice\nWhich is it?\nthis\n\nthat\nIt is not.\nthose\n\n\n\n\n\n",
            "- id: which-is-it\r\n  kind: choice\r\n  question: Which is it?\r\n  answer: this\r\n  distractors:\r\n    \
             - text: that\r\n      why: It is not.\r\n    - those\r\n",
        ),
        (
            "choice\nWhich of these?\nthis\nthat\n\nthose\n\n\n\n\n\n",
            "- id: which-of-these\r\n  kind: choice\r\n  question: Which of these?\r\n  answers:\r\n    - this\r\n    \
             - that\r\n  distractors:\r\n    - those\r\n",
        ),
        (
            "true-false\nIt is so.\nfalse\nIt is not so.\n\n\n\n",
            "- id: so\r\n  kind: true-false\r\n  statement: It is so.\r\n  answer: false\r\n  correction: It is not \
             so.\r\n",
        ),
        (
            "cloze\nno gap\n{{This}} is {{that}}\n\n\n\n",
            "- id: this-is-that\r\n  kind: cloze\r\n  text: \"{{c1::This}} is {{c2::that}}\"\r\n",
        ),
        (
            "order\nWhich comes first?\none\ntwo\n\n\n\n\n",
            "- id: comes-first\r\n  kind: order\r\n  question: Which comes first?\r\n  steps:\r\n    - one\r\n    - \
             two\r\n",
        ),
        (
            "term\nfork\na copy\n\n\nmine\nfork\n",
            "- id: fork\r\n  kind: term\r\n  term: fork\r\n  definition: a copy\r\n",
        ),
    ];
    let mut expected = text(&world, "decks/d.yaml");
    for (input, written) in cards {
        let ran = world.run(&["add", "d"]).input(input).success();
        assert!(ran.stdout().contains("Answer: ") || ran.stdout().contains("\n2. two\n"), "{}", ran.stdout());
        expected += written;
        assert_eq!(text(&world, "decks/d.yaml"), expected, "{input}");
    }
    assert_eq!(world.run(&["--decks", "decks", "decks", "--json"]).json()["decks"][0]["cards"], 9);
}

#[test]
fn a_card_that_can_not_be_appended_is_not_lost() {
    let deck = "title: T\ncards: [{id: a, kind: flip, question: Q?, answer: A}]\n";
    let world = World::new().deck("d", deck);
    let ran = world.run(&["add", "d"]).input("flip\nWho?\nI\n\n\n\n").exits(2);
    assert!(
        ran.stderr().contains("paste the card where it belongs:\n  - id: who\n    kind: flip\n"),
        "{}",
        ran.stderr()
    );
    let ran = world.run(&["add", "d"]).input("flip\nWho?\n").exits(2);
    assert!(ran.stderr().contains("not every question got an answer"), "{}", ran.stderr());
    assert_eq!(text(&world, "decks/d.yaml"), deck);
    let ran = world.run(&["add", "e"]).exits(2);
    assert!(ran.stderr().contains("there is no deck `e`"), "{}", ran.stderr());
}

#[test]
fn a_built_in_deck_is_changed_in_a_copy() {
    let world = World::new();
    let ran = world.run(&["add", "rise"]).exits(2);
    assert!(ran.stderr().contains("deck `rise` is built into the program"), "{}", ran.stderr());
    world.run(&["add", "rise", "--yes"]).input("flip\nWho?\nI\n\n\n\n\n").success();
    let folder = "home/.local/share/oss-quiz/decks";
    assert!(text(&world, &format!("{folder}/rise.yaml")).ends_with("answer: I\n"));
    for beside in ["rise-of-open-source-ai.source.yaml", "open-source-ai.synonyms.yaml", "deck.schema.json"] {
        assert!(world.path(&format!("{folder}/{beside}")).exists(), "{beside}");
    }
    assert!(world.run(&["show", "rise/who"]).success().stdout().contains("Who?"));
}

/// An editor that is a script: it writes down what it was called with, and does this to the file.
#[cfg(unix)]
fn editor(world: &World, name: &str, act: &str) -> String {
    let path = world.path(name);
    let calls = world.path("calls").display().to_string();
    world.write(name, &format!("#!/bin/sh\necho \"$@\" >> '{calls}'\nfor file; do :; done\n{act}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.display().to_string()
}

#[cfg(unix)]
#[test]
fn the_editor_opens_at_the_cards_line() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let vim = editor(&world, "bin/vim", ":");
    let ran = world.run(&["edit", "kinds/sea#c1"]).env("EDITOR", &vim).success();
    assert_eq!(ran.stdout(), "decks/kinds.yaml is unchanged\n");
    let line = EVERY_KIND.lines().position(|line| line.contains("id: sea")).unwrap() + 1;
    let called = text(&world, "calls");
    assert!(called.starts_with(&format!("+{line} /")) && called.ends_with("decks/kinds.yaml\n"), "{called}");
    let other = editor(&world, "bin/other", "sed -i 's/biggest city/largest city/' \"$file\"");
    let ran = world.run(&["edit", "./decks/kinds.yaml"]).env("EDITOR", &vim).env("VISUAL", &format!("'{other}' -x"));
    let said = ran.success().stdout();
    assert!(said.starts_with("./decks/kinds.yaml is a valid deck of 8 cards"), "{said}");
    assert!(text(&world, "calls").lines().last().unwrap().starts_with("-x /"));
    let ran = world.run(&["edit", "kinds/see"]).env("EDITOR", &vim).exits(2);
    assert!(ran.stderr().contains("did you mean `kinds/sea`?"), "{}", ran.stderr());
    let ran = world.run(&["edit", "kinds"]).env("EDITOR", "/no/such/editor").exits(2);
    assert!(ran.stderr().contains("could not start the editor `/no/such/editor`"), "{}", ran.stderr());
    assert!(ran.stderr().contains("set VISUAL or EDITOR"), "{}", ran.stderr());
}

#[cfg(unix)]
#[test]
fn an_edit_that_breaks_the_deck_is_told_where_and_kept() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let breaks = editor(&world, "bin/breaks", "sed -i 's/^    answer: Gustave/    anwser: Gustave/' \"$file\"");
    let ran = world.run(&["edit", "kinds/tower"]).env("EDITOR", &breaks).exits(1);
    assert!(ran.stderr().contains("--> decks/kinds.yaml:45:5"), "{}", ran.stderr());
    assert!(ran.stderr().contains("did you mean `answer`?"), "{}", ran.stderr());
    assert!(ran.stderr().contains("is kept as it is"), "{}", ran.stderr());
    assert_eq!(text(&world, "decks/kinds.yaml"), EVERY_KIND.replace("    answer: Gustave", "    anwser: Gustave"));
    // A card with an error is no card yet, and can be edited all the same.
    let mends = editor(&world, "bin/nano", "sed -i 's/anwser/answer/' \"$file\"");
    let ran = world.run(&["edit", "kinds/tower"]).env("EDITOR", &mends).success();
    assert!(ran.stdout().starts_with("decks/kinds.yaml is a valid deck of 8 cards"), "{}", ran.stdout());
}

#[cfg(unix)]
#[test]
fn a_renamed_card_is_noticed_when_the_author_comes_back() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let renames = editor(&world, "bin/renames", "sed -i 's/id: tower/id: eiffel/' \"$file\"");
    let ran = world.run(&["edit", "kinds/tower"]).env("EDITOR", &renames).success();
    let expected =
        "note: `kinds/eiffel` looks like `kinds/tower`, which is gone: add `was: tower` to keep its progress\n";
    assert!(ran.stderr().starts_with(expected), "{}", ran.stderr());
    // What is weak is said with what is good.
    let said = ran.stdout();
    assert!(said.contains(" warning") && said.ends_with(", which `oss-quiz check decks/kinds.yaml` shows\n"), "{said}");
}

#[test]
fn a_card_is_shown_as_the_quiz_shows_it_and_a_deck_to_be_read() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let shown = world.run(&["show", "kinds/sea"]).success().stdout();
    assert!(shown.contains("________ (a city) lies on the Mediterranean."), "{shown}");
    assert!(shown.contains("Marseille lies on the ________."), "{shown}");
    assert!(shown.contains("Answer: Mediterranean\n"), "{shown}");
    let deck = world.run(&["show", "kinds"]).success().stdout();
    let places: Vec<Option<usize>> =
        ["Every kind", "Paris", "the Rhône", "false", "Lille", "Gustave Eiffel", "a long thin"]
            .iter()
            .map(|text| deck.find(text))
            .collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{deck}");
    assert!(!deck.contains("Marseille\n"), "a deck to be read has no wrong choices:\n{deck}");
}
