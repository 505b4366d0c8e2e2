//! From one day to the next: the program knows what to ask again.

use crate::support::{EVERY_KIND, World};

const TUESDAY: &str = "2026-11-24T20:00:00+01:00";
const THURSDAY: &str = "2026-11-26T20:00:00+01:00";

fn due(world: &World) -> (u64, u64) {
    let ran = world.run(&["--decks", "decks", "due", "--json"]).output();
    let due: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    (due["due"].as_u64().unwrap(), due["new"].as_u64().unwrap())
}

#[test]
fn what_was_answered_on_tuesday_comes_back_on_thursday() {
    let mut world = World::new().deck("kinds", EVERY_KIND);
    world.set_now(TUESDAY);
    assert_eq!(due(&world), (0, 8));
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    assert_eq!(due(&world), (0, 7));
    world.set_now("2026-11-26T03:59:00+01:00");
    assert_eq!(due(&world).0, 0, "Wednesday ends at four in the morning");
    world.set_now(THURSDAY);
    assert_eq!(due(&world).0, 1);
}

#[test]
fn a_failed_item_is_due_on_the_same_day_and_a_sibling_waits() {
    let world = World::new().deck("kinds", EVERY_KIND);
    world.run(&["grade", "kinds/sea#c1", "--dont-know"]).success();
    assert_eq!(due(&world), (1, 7));
    let again = world.run(&["--decks", "decks", "next", "kinds/sea", "--json"]).json();
    assert_eq!((&again["item"]["id"], &again["item"]["state"]), (&"kinds/sea#c1".into(), &"learning".into()));
}

#[test]
fn a_journey_west_never_gives_a_day_back() {
    let mut world = World::new().deck("kinds", EVERY_KIND);
    world.set_now("2026-11-24T09:00:00+09:00");
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    // Twelve hours later it is still Monday in Honolulu.
    world.set_now("2026-11-23T14:00:00-10:00");
    let graded = world.run(&["grade", "kinds/biggest", "--answer", "Paris", "--json"]).json();
    assert!(graded["memory"]["stability"].as_f64().unwrap() >= 2.3, "{graded}");
    assert_eq!(world.shown("kinds/biggest")["reviews"].as_array().unwrap().len(), 2);
}

#[test]
fn mending_a_typo_keeps_progress_and_so_does_a_new_name_with_was() {
    let world = World::new().deck("kinds", EVERY_KIND);
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    let mended = EVERY_KIND.replace("Which is the biggest city of France?", "Which city of France is the biggest?");
    world.write("decks/kinds.yaml", &mended);
    assert_eq!(world.shown("kinds/biggest")["state"], "review");
    world.write("decks/kinds.yaml", &mended.replace("id: biggest", "id: largest\n    was: biggest"));
    let next = world.run(&["--decks", "decks", "next", "kinds/largest", "--json"]).output();
    assert!(next.stdout().contains("\"item\":null"), "it is not due and not new: {}", next.stdout());
    let shown = world.shown("kinds/largest");
    assert_eq!((&shown["state"], &shown["due"]), (&"review".into(), &"2026-11-26".into()));
    assert_eq!(shown["reviews"].as_array().unwrap().len(), 1);
    let graded = world.run(&["grade", "kinds/largest", "--answer", "Paris", "--json"]).json();
    assert_eq!(graded["verdict"], "right");
    assert_eq!(world.shown("kinds/largest")["reviews"].as_array().unwrap().len(), 2);
}

#[test]
fn another_deck_of_a_known_name_is_named_once_and_keeps_its_progress_in_a_pipe() {
    let cards = |words: &[&str]| {
        let card = |word: &&str| format!("  - {{id: {word}, kind: flip, question: \"What is {word}?\", answer: it}}\n");
        format!("title: T\ncards:\n{}", words.iter().map(card).collect::<String>())
    };
    let mut world = World::new().deck("mine", &cards(&["a1", "b1", "c1", "d1", "e1"]));
    world.run(&["--decks", "decks", "run"]).input(&"\n3\n".repeat(5)).success();
    world.write("decks/mine.yaml", &cards(&["v", "w", "x", "y", "z"]));
    world.set_now("2026-11-25T20:00:00+01:00");
    let stderr = world.run(&["--decks", "decks", "run"]).input(":quit\n").success().stderr();
    assert!(stderr.starts_with("warning: `mine` (decks/mine.yaml) has hardly any card of the deck"), "{stderr}");
    let stderr = world.run(&["--decks", "decks", "run"]).input(":quit\n").success().stderr();
    assert_eq!(stderr, "");
}

#[test]
fn one_who_was_away_is_told_how_things_stand() {
    let card = |n| format!("  - {{id: c{n}, kind: flip, question: \"What is number {n}?\", answer: it}}\n");
    let deck = format!("title: T\ncards:\n{}", (0..7).map(card).collect::<String>());
    let mut world = World::new().deck("mine", &deck).file("config.yaml", "reviews_per_day: 2\nbuiltin: false\n");
    world.run(&["run", "--limit", "5"]).input(&"\n3\n".repeat(5)).success();
    world.set_now("2026-12-04T20:00:00+01:00");
    let run = || world.run(&["run"]).env("OSS_QUIZ_CONFIG", "config.yaml").input(":quit\n").success().stdout();
    let said = run();
    let expected = "You were away 10 days: 5 due; at 2 a day you catch up on Sun 6 Dec; \
                    no new ones until then, except with --new N";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("Question 1 of 2"), "{said}");
}

#[test]
fn a_deck_that_has_changed_says_so_once() {
    let mut world = World::new().deck("kinds", EVERY_KIND);
    world.run(&["--decks", "decks", "run", "--limit", "1"]).input("0\n\n:quit\n").success();
    let edited = EVERY_KIND
        .replace("Which is the biggest city of France?", "Which city of France is the biggest?")
        .replace("id: tower", "id: tower\n    revision: 1")
        .replace("id: baguette", "id: bread");
    world.write("decks/kinds.yaml", &edited);
    world.set_now("2026-11-25T20:00:00+01:00");
    let run = || world.run(&["--decks", "decks", "run"]).input(":quit\n").success().stdout();
    let expected = "kinds: 1 new, 1 reworded (kept), 1 changed (asked again), 1 gone (kept aside)\n";
    let said = run();
    assert!(said.contains(expected), "{said}");
    assert!(!run().contains("kinds: 1"), "once is enough");
}

#[test]
fn of_many_decks_that_have_changed_it_is_told_what_became_of_all() {
    let deck =
        |verb: &str| format!("title: T\ncards:\n  - {{id: c, kind: flip, question: \"{verb} it?\", answer: it}}\n");
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    let mut world = names.iter().fold(World::new(), |world, name| world.deck(name, &deck("What is")));
    world.run(&["--decks", "decks", "run"]).input(&"\n3\n".repeat(7)).success();
    for name in names {
        world.write(&format!("decks/{name}.yaml"), &deck("What was"));
    }
    world.set_now("2026-12-04T20:00:00+01:00");
    let run = || world.run(&["--decks", "decks", "run"]).input(":quit\n").success().stdout();
    let said = run();
    assert!(said.contains("7 decks have changed: 7 reworded (kept)\n"), "{said}");
    assert!(!run().contains("have changed"), "once is enough");
}
