//! Finding cards: lists, tags, WHAT, and what is said where nothing is found.

use serde_json::json;

use crate::screen::Screen;
use crate::support::{EVERY_KIND, Run, World};

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND).deck(
        "two",
        "title: Two\ntags: [x]\ncards:\n  - {id: a, kind: flip, question: Who?, answer: Zoë, tags: [risk]}\n",
    )
}

/// The program on the decks of this world alone.
fn run(world: &World, args: &[&str]) -> Run {
    world.run(&[&["--decks", "decks"], args].concat())
}

fn ids(world: &World, args: &[&str]) -> Vec<String> {
    let ran = run(world, &[&["items", "--json"], args].concat()).output();
    let items: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    items["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// What was missed, known, put away: one of each.
fn studied() -> World {
    let world = world();
    run(&world, &["grade", "kinds/capital", "--answer", "Lyon"]).success();
    run(&world, &["grade", "kinds/biggest", "--answer", "Paris"]).success();
    run(&world, &["mark", "kinds/tower", "flag", "--note", "who else?"]).success();
    run(&world, &["mark", "kinds/south", "suspend"]).success();
    run(&world, &["mark", "kinds/seine", "bury"]).success();
    world
}

#[test]
fn items_lists_how_each_stands() {
    let world = studied();
    insta::assert_snapshot!(run(&world, &["items"]).success().stdout(), @r"
    kinds/capital              choice      learning   today       Which city is the capital of France?  (decks/kinds.yaml:3)
    kinds/rivers               choice      new        -           Which of these are rivers? Pick all that apply.  (decks/kinds.yaml:13)
    kinds/biggest              typed       review     Thu 26 Nov  Which is the biggest city of France?  (decks/kinds.yaml:22)
    kinds/seine                true-false  buried     -           The Seine flows through Lyon.  (decks/kinds.yaml:26)
    kinds/sea#c1               cloze       new        -           ________ (a city) lies on the Mediterranean.  (decks/kinds.yaml:31)
    kinds/sea#c2               cloze       new        -           Marseille lies on the ________.  (decks/kinds.yaml:31)
    kinds/south                order       suspended  -           Which city lies farthest north? Begin with it.  (decks/kinds.yaml:34)
    kinds/tower                flip        new        -           Who built the tower of iron?  flagged: who else?  (decks/kinds.yaml:42)
    kinds/baguette#term        term        new        -           a long thin loaf  (decks/kinds.yaml:46)
    kinds/baguette#definition  term        new        -           baguette  (decks/kinds.yaml:46)
    two/a                      flip        new        -           Who?  (decks/two.yaml:4)
    ");
    let listed = run(&world, &["items", "kinds/tower", "two", "--json"]).json();
    let expected = json!({"schema": 1, "items": [
        {"id": "kinds/tower", "deck": "kinds", "kind": "flip", "state": "new", "due": null, "flag": {"note": "who else?"},
         "tags": [], "path": "decks/kinds.yaml", "line": 42, "prompt": "Who built the tower of iron?"},
        {"id": "two/a", "deck": "two", "kind": "flip", "state": "new", "due": null, "flag": null,
         "tags": ["x", "risk"], "path": "decks/two.yaml", "line": 4, "prompt": "Who?"},
    ]});
    let sorted = |mut value: serde_json::Value| {
        for item in value["items"].as_array_mut().unwrap() {
            item["tags"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
            // The rest is that of `show`, and held there.
            let told = ["id", "deck", "kind", "state", "due", "flag", "tags", "path", "line", "prompt"];
            item.as_object_mut().unwrap().retain(|field, _| told.contains(&field.as_str()));
        }
        value
    };
    assert_eq!(sorted(listed), sorted(expected));
    let one = run(&world, &["items", "kinds/biggest", "--json"]).json();
    assert_eq!((&one["items"][0]["state"], &one["items"][0]["due"]), (&json!("review"), &json!("2026-11-26")));
}

#[test]
fn what_finds_by_state_by_tag_and_by_words() {
    let world = studied();
    for (what, found) in [
        (&["is:missed"][..], &["kinds/capital"][..]),
        (&["is:buried"], &["kinds/seine"]),
        (&["is:suspended"], &["kinds/south"]),
        (&["is:flagged"], &["kinds/tower"]),
        (&["is:due"], &["kinds/capital"]),
        (&["due:tomorrow"], &["kinds/capital"]),
        (&["due:7d"], &["kinds/capital", "kinds/biggest"]),
        (&["tag:risk"], &["two/a"]),
        (&["--text", "PARIS seine"], &["kinds/seine"]),
        (&["text:zoe"], &["two/a"]),
        (&["text:loaf", "kinds"], &["kinds/baguette#term", "kinds/baguette#definition"]),
        (&["is:new", "--text", "rhone"], &["kinds/rivers"]),
    ] {
        assert_eq!(ids(&world, what), found, "{what:?}");
    }
    // The same WHAT holds for every command.
    let asked = run(&world, &["next", "is:missed", "--json"]).json();
    assert_eq!(asked["item"]["id"], "kinds/capital");
    assert_eq!(run(&world, &["due", "is:missed"]).success().stdout(), "1 due, about 1 minute\n");
    assert!(run(&world, &["show", "is:missed"]).success().stdout().starts_with("kinds/capital"));
    assert!(run(&world, &["stats", "is:missed"]).success().stdout().contains(" 1 "), "one item");
    let exam = run(&world, &["exam", "is:missed"]).input("1\n\n").success().stdout();
    assert!(exam.contains("Question 1 of 1"), "{exam}");
    assert!(run(&world, &["run", "--cram", "text:zoe"]).input(":quit\n").success().stdout().contains("Who?"));
}

#[test]
fn missed_is_said_of_the_last_day_with_answers() {
    let mut world = studied();
    world.set_now("2026-11-27T20:00:00+01:00");
    assert_eq!(ids(&world, &["is:missed"]), ["kinds/capital"]);
    run(&world, &["grade", "kinds/capital", "--answer", "Paris"]).success();
    assert!(ids(&world, &["is:missed"]).is_empty());
}

#[test]
fn tags_are_listed_with_what_has_them() {
    let world = world();
    run(&world, &["grade", "two/a", "--rating", "again"]).success();
    insta::assert_snapshot!(run(&world, &["tags"]).success().stdout(), @r"
    risk  1 card  1 item  1 due
    x     1 card  1 item  1 due
    ");
    let tags = run(&world, &["tags", "--json"]).json();
    assert_eq!(tags["tags"][0], json!({"tag": "risk", "cards": 1, "items": 1, "due": 1}));
    let bare = World::new().deck("kinds", EVERY_KIND);
    assert_eq!(run(&bare, &["tags"]).exits(1).stderr(), "No card has a tag.\n");
}

#[test]
fn a_selection_that_is_empty_says_which_part_matched_nothing() {
    let world = world();
    // One answer, or there would be a welcome.
    run(&world, &["grade", "kinds/biggest", "--answer", "Paris"]).success();
    for (command, exit, stdout, stderr) in [
        ("run", 0, "No item is flagged.\n", ""),
        ("due", 1, "no item is flagged\n", ""),
        ("next", 1, "", "no item is flagged\n"),
        ("stats", 0, "No item is flagged.\n", ""),
        ("items", 1, "", "No item is flagged.\n"),
        ("show", 1, "", "No item is flagged.\n"),
        ("exam", 2, "", "error: no item is flagged\n  help: `oss-quiz items WHAT` lists what WHAT names\n"),
    ] {
        let ran = run(&world, &[command, "is:flagged"]).exits(exit);
        assert_eq!((ran.stdout().as_str(), ran.stderr().as_str()), (stdout, stderr), "{command}");
        let ran = run(&world, &[command, "is:new", "tag:nope"]).exits(2);
        let said = "error: no card has the tag `nope`; the tags are risk, x\n  help: `oss-quiz tags` lists the tags\n";
        assert_eq!((ran.stdout().as_str(), ran.stderr().as_str()), ("", said), "{command}");
    }
    assert_eq!(run(&world, &["mark", "is:leech", "suspend"]).exits(1).stderr(), "No item is a leech.\n");
    assert!(run(&world, &["items", "--json", "is:flagged"]).exits(1).stdout().contains("\"items\":[]"));
    // What is there and not due says so as ever.
    assert!(run(&world, &["run", "kinds/biggest"]).success().stdout().starts_with("None of these is due"));
    assert!(run(&world, &["due", "kinds/biggest"]).exits(1).stdout().starts_with("nothing due"));
}

#[test]
fn names_that_stand_for_nothing_find_the_nearest() {
    let world = world();
    std::fs::create_dir(world.path("exported")).unwrap();
    let lists = "`oss-quiz items kinds` lists its cards, `oss-quiz show kinds` shows them";
    for (what, said, help) in [
        ("kinds/capitol", "there is no card `kinds/capitol`; did you mean `kinds/capital`?", lists),
        (
            "kinds/sea#c9",
            "card `kinds/sea` has no part `c9`; it has c1, c2",
            "`oss-quiz show kinds/sea` shows the card",
        ),
        ("kinds/", "`kinds/` is not a card; write `kinds` for the whole deck", lists),
        ("exported", "there is no deck `exported`", "a path starts with `./`: `./exported`"),
    ] {
        for command in ["run", "items", "show", "next"] {
            let ran = run(&world, &[command, what]).exits(2);
            assert_eq!(ran.stderr(), format!("error: {said}\n  help: {help}\n"), "{command}");
        }
    }
    for (what, said) in [("is:flaged", "did you mean `is:flagged`?"), ("due:7days", "did you mean `due:7d`?")] {
        assert!(run(&world, &["run", what]).exits(2).stderr().contains(said), "{what}");
    }
}

#[test]
fn an_ending_in_capitals_is_a_deck_all_the_same() {
    let world = World::new().file("decks/RIVERS.YAML", EVERY_KIND);
    assert_eq!(ids(&world, &["RIVERS/tower"]), ["RIVERS/tower"]);
    assert_eq!(ids(&world, &["./decks/RIVERS.YAML"]).len(), 10);
    let ran = world.run(&["check", "decks/RIVERS.YAML"]).output();
    assert!(ran.stdout().contains("1 deck"), "{}{}", ran.stdout(), ran.stderr());
}

#[test]
fn show_says_how_a_card_stands_with_dates_of_here() {
    let world = world();
    run(&world, &["grade", "kinds/biggest", "--answer", "Lyon"]).success();
    run(&world, &["exam", "kinds/biggest"]).input("Rome\n\n").output();
    run(&world, &["run", "--cram", "kinds/biggest"]).input("Paris\n\n").output();
    insta::assert_snapshot!(run(&world, &["show", "kinds/biggest"]).success().stdout(), @r"
    kinds/biggest · typed

    Which is the biggest city of France?

    Answer: Paris

    State: learning; due today; stability 0.2 days, difficulty 6.4; 1 review, 0 lapses
    Tue 24 Nov 20:00  Again, you said: Lyon
    Tue 24 Nov 20:00  Again (exam), you said: Rome
    Tue 24 Nov 20:00  Good (practice), you said: Paris
    ");
    let mut screen = Screen::run(&world, &["--decks", "decks", "show", "kinds/biggest"], 60, 24);
    assert_eq!(screen.exit(), 0);
    insta::assert_snapshot!(screen.text(), @r"
      kinds/biggest · typed

      Which is the biggest city of France?

      Answer: Paris

      State: learning; due today; stability 0.2 days,
      difficulty 6.4; 1 review, 0 lapses
      Tue 24 Nov 20:00  Again, you said: Lyon
      Tue 24 Nov 20:00  Again (exam), you said: Rome
      Tue 24 Nov 20:00  Good (practice), you said: Paris
    ");
    // Several are a list.
    let listed = run(&world, &["show", "is:new"]).success().stdout();
    assert_eq!(listed, run(&world, &["items", "is:new"]).success().stdout());
}

#[test]
fn a_list_fits_the_screen() {
    let world = studied();
    let list = |columns, rows| {
        let mut screen = Screen::run(&world, &["--decks", "decks", "items", "text:tower", "text:who"], columns, rows);
        assert_eq!(screen.exit(), 0);
        screen.text()
    };
    insta::assert_snapshot!(list(80, 24), @r"
      kinds/tower  flip  new  -  Who built the tower of iron?
                                 flagged: who else?

      1 item
    ");
    insta::assert_snapshot!(list(40, 24), @r"
     kinds/tower  flip  new  -
       Who built the tower of iron?
       flagged: who else?

     1 item
    ");
}

#[test]
fn many_are_marked_at_once() {
    let world = world();
    let said = |args: &[&str]| run(&world, args).success().stdout();
    assert_eq!(said(&["mark", "two", "suspend"]), "two/a is not asked until `oss-quiz mark two/a resume`\n");
    assert_eq!(
        said(&["mark", "kinds/sea", "bury"]),
        "2 items are not asked before tomorrow; `oss-quiz mark kinds/sea unbury` takes that back\n"
    );
    assert_eq!(said(&["mark", "is:buried", "unbury"]), "2 items are no longer buried\n");
    assert_eq!(
        said(&["mark", "kinds", "two", "suspend"]),
        "10 items are not asked until `oss-quiz mark kinds two resume`; 1 is already suspended\n"
    );
    assert_eq!(said(&["mark", "kinds", "suspend"]), "nothing to do: all 10 are already suspended\n");
    assert_eq!(ids(&world, &["is:suspended"]).len(), 11);
    let resumed = run(&world, &["mark", "is:suspended", "kinds/sea", "resume", "--json"]).json();
    assert_eq!((&resumed["act"], resumed["items"].as_array().unwrap().len()), (&json!("resume"), 2));
    assert_eq!(resumed["items"][0]["item"], "kinds/sea#c1");
    let one = run(&world, &["mark", "kinds/tower", "resume", "--json"]).json();
    assert_eq!((&one["item"], &one["act"]), (&json!("kinds/tower"), &json!("resume")));
    assert_eq!(run(&world, &["mark", "kinds/none", "bury"]).exits(2).stdout(), "");
    // Off a terminal nobody is asked, however many there are.
    assert!(world.run(&["mark", "is:new", "rise", "flag"]).success().stdout().ends_with(" items are flagged\n"));
}

#[test]
fn a_person_is_asked_before_many_are_marked() {
    let world = world();
    for (key, left) in [("n", 0), ("y", 38)] {
        let mut screen = Screen::run(&world, &["mark", "rise", "flag"], 80, 24);
        screen.until("Flag ").keys(key);
        screen.exit();
        let flagged = world.run(&["items", "is:flagged"]).output().stdout().lines().count();
        assert_eq!(flagged > 20, left > 0, "{}", screen.text());
    }
}
