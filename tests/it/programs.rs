//! `next`, `grade`, `mark`, `show` and `undo`: the quiz for other programs.

use serde_json::{Value, json};

use crate::support::{EVERY_KIND, World};

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

/// Runs `grade` with these arguments and takes its JSON.
fn grade(world: &World, args: &[&str]) -> Value {
    world.run(&[&["grade"], args, &["--json"]].concat()).json()
}

#[test]
fn next_tells_all_that_a_program_needs_to_ask() {
    let next = world().run(&["--decks", "decks", "next", "--json"]).json();
    assert_eq!(next["schema"], 1);
    assert_eq!(next["queue"], json!({"due": 0, "new": 8}));
    let item = &next["item"];
    assert_eq!(item["id"], "kinds/capital");
    assert_eq!(item["asks"], "choice");
    assert_eq!(item["state"], "new");
    assert_eq!(item["attempt"], 0);
    assert_eq!(item["hints"], json!(["It lies on the Seine."]));
    assert_eq!(item["previews"], json!({"again": 0, "hard": 1, "good": 2, "easy": 10}));
    let mut choices: Vec<&str> = item["choices"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    choices.sort_unstable();
    assert_eq!(choices, ["Lyon", "Marseille", "Paris"]);
    assert!(item.get("right").is_none(), "the answer of a judged item stays hidden");
}

#[test]
fn next_with_nothing_to_ask_says_null_and_no() {
    let world = World::new().deck("one", "title: One\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I}\n");
    world.run(&["--decks", "decks", "grade", "one/a", "--rating", "good"]).success();
    let ran = world.run(&["--decks", "decks", "next", "--json"]).exits(1);
    assert_eq!(ran.stdout(), "{\"schema\":1,\"item\":null,\"queue\":{\"due\":0,\"new\":0}}\n");
}

#[test]
fn every_kind_is_graded_from_the_command_line() {
    let world = world();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["kinds/capital", "--answer", "Paris"], "right", "good"),
        (&["kinds/capital", "--answer", "lyon"], "wrong", "again"),
        (&["kinds/capital", "--answer", "Paris", "--hints", "1"], "right", "hard"),
        (&["kinds/capital", "--answer", "Paris", "--guessed"], "right", "again"),
        (&["kinds/capital", "--answer", "Paris", "--rating", "easy"], "right", "easy"),
        (&["kinds/capital", "--dont-know"], "wrong", "again"),
        (&["kinds/rivers", "--answer", "the Loire", "--answer", "the Rhône"], "right", "good"),
        (&["kinds/rivers", "--answer", "the Loire"], "wrong", "again"),
        (&["kinds/biggest", "--answer", "  PARIS "], "right", "good"),
        (&["kinds/biggest", "--answer", "Pariss"], "right", "good"),
        (&["kinds/biggest", "--answer", ""], "wrong", "again"),
        (&["kinds/seine", "--answer", "false"], "right", "good"),
        (&["kinds/sea#c1", "--answer", "Marseille"], "right", "good"),
        (&["kinds/sea#c2", "--answer", "Atlantic"], "wrong", "again"),
        (
            &["kinds/south", "--answer", "Lille", "--answer", "Paris", "--answer", "Lyon", "--answer", "Nice"],
            "right",
            "good",
        ),
        (
            &["kinds/south", "--answer", "Paris", "--answer", "Lille", "--answer", "Lyon", "--answer", "Nice"],
            "wrong",
            "again",
        ),
        (&["kinds/tower", "--rating", "hard"], "none", "hard"),
        (&["kinds/baguette#term", "--rating", "easy"], "none", "easy"),
    ];
    for (args, verdict, rating) in cases {
        let graded = grade(&world, &[&["--decks", "decks"], *args].concat());
        assert_eq!((&graded["verdict"], &graded["rating"]), (&json!(verdict), &json!(rating)), "{args:?}");
        assert_eq!(graded["schema"], 1);
        assert!(graded["memory"]["stability"].is_number(), "{graded}");
    }
}

#[test]
fn a_first_good_comes_back_in_two_days() {
    let graded = grade(&world(), &["kinds/biggest", "--answer", "Paris", "--seconds", "4.5"]);
    assert_eq!(graded["interval_days"], 2);
    assert_eq!(graded["due"], "2026-11-26");
    assert_eq!(graded["right"], json!(["Paris"]));
}

#[test]
fn a_review_can_be_amended_and_undone() {
    let world = world();
    let graded = grade(&world, &["kinds/biggest", "--answer", "London"]);
    let review = graded["review"].as_str().unwrap();
    let amended = grade(&world, &["kinds/biggest", "--amend", review, "--overrule"]);
    assert_eq!(
        (&amended["verdict"], &amended["rating"], &amended["due"]),
        (&json!("right"), &json!("good"), &json!("2026-11-26"))
    );
    let amended = grade(&world, &["kinds/biggest", "--amend", review, "--rating", "easy"]);
    assert_eq!((&amended["rating"], &amended["interval_days"]), (&json!("easy"), &json!(9)));
    let ran = world.run(&["undo"]).success();
    assert_eq!(ran.stdout(), "taken back: kinds/biggest, Easy, Tue 24 Nov 20:00\n");
    let shown = world.shown("kinds/biggest");
    assert_eq!(shown["state"], "new");
    assert_eq!(shown["reviews"][0]["retracted"], true);
    let ran = world.run(&["undo"]).exits(1);
    assert_eq!(ran.stderr(), "there is nothing on this device to take back\n");
}

#[test]
fn show_tells_the_life_of_an_item() {
    let world = world();
    grade(&world, &["kinds/rivers", "--answer", "the Loire", "--answer", "the Jura", "--seconds", "7"]);
    let shown = world.shown("kinds/rivers");
    assert_eq!(shown["state"], "learning");
    let review = &shown["reviews"][0];
    assert_eq!(review["answer"], "the Jura\nthe Loire");
    assert_eq!(
        (&review["ms"], &review["purpose"], &review["rating"]),
        (&json!(7000), &json!("scheduled"), &json!("again"))
    );
    assert_eq!(review["at"], "2026-11-24T20:00:00+01:00");
}

#[test]
fn marks_change_what_is_asked() {
    let world = world();
    let next = || world.run(&["--decks", "decks", "next", "--json"]).json()["item"]["id"].as_str().unwrap().to_owned();
    let mark = |item: &str, act: &str| world.run(&["mark", item, act, "--json"]).json();
    assert_eq!(mark("kinds/capital", "suspend")["act"], "suspend");
    assert_eq!(next(), "kinds/rivers");
    mark("kinds/rivers", "bury");
    assert_eq!(next(), "kinds/biggest");
    mark("kinds/capital", "resume");
    assert_eq!(next(), "kinds/capital");
    world.run(&["mark", "kinds/tower", "flag", "--note", "who else?"]).success();
    let flagged = world.run(&["--decks", "decks", "show", "is:flagged"]).success().stdout();
    assert!(flagged.contains("flagged: who else?"), "{flagged}");
}

#[test]
fn marks_are_taken_back_by_name() {
    let world = world();
    let mark = |act: &str| world.run(&["mark", "kinds/capital", act]).success().stdout();
    let undo = || world.run(&["undo"]).success().stdout();
    let next = || world.run(&["--decks", "decks", "next", "--json"]).json()["item"]["id"].as_str().unwrap().to_owned();
    for act in ["bury", "suspend"] {
        mark(act);
        assert_eq!(next(), "kinds/rivers");
        assert_eq!(undo(), format!("taken back: kinds/capital, {act}, Tue 24 Nov 20:00\n"));
        assert_eq!(next(), "kinds/capital");
    }
    mark("flag");
    mark("unflag");
    assert_eq!(undo(), "taken back: kinds/capital, unflag, Tue 24 Nov 20:00\n");
    assert_eq!(undo(), "taken back: kinds/capital, flag, Tue 24 Nov 20:00\n");
    world.run(&["undo"]).exits(1);
}

#[test]
fn undo_takes_back_what_one_command_did_as_one_thing() {
    let world = world();
    let undo = || world.run(&["undo"]).success().stdout();
    let buried = || {
        let found = world.run(&["--decks", "decks", "items", "is:buried", "--json"]).output().stdout();
        found.matches("\"id\"").count()
    };
    world.run(&["mark", "kinds/capital", "suspend"]).success();
    world.run(&["--decks", "decks", "mark", "kinds/tower", "kinds/rivers", "kinds/biggest", "bury"]).success();
    world.run(&["--decks", "decks", "mark", "is:buried", "unbury"]).success();
    assert_eq!(buried(), 0);
    assert_eq!(undo(), "taken back: unbury of 3 items, Tue 24 Nov 20:00\n");
    assert_eq!(buried(), 3);
    assert_eq!(undo(), "taken back: bury of 3 items, Tue 24 Nov 20:00\n");
    assert_eq!(buried(), 0);
    assert_eq!(undo(), "taken back: kinds/capital, suspend, Tue 24 Nov 20:00\n");
    world.run(&["undo"]).exits(1);
    // One item and its unbury; two things are taken back by their number.
    world.run(&["mark", "kinds/capital", "bury"]).success();
    world.run(&["mark", "kinds/capital", "unbury"]).success();
    assert_eq!(
        world.run(&["undo", "--last", "2"]).success().stdout(),
        "taken back: kinds/capital, unbury, Tue 24 Nov 20:00\ntaken back: kinds/capital, bury, Tue 24 Nov 20:00\n"
    );
    world.run(&["undo"]).exits(1);
}

#[test]
fn what_was_buried_is_asked_again_today_when_it_is_unburied() {
    let world = world();
    let mark = |act: &str| world.run(&["mark", "kinds/capital", act]).success().stdout();
    let next = || world.run(&["--decks", "decks", "next", "--json"]).json()["item"]["id"].as_str().unwrap().to_owned();
    mark("bury");
    mark("bury");
    // To resume is for what was suspended.
    let resumed = "kinds/capital is not suspended, but buried until tomorrow: `oss-quiz mark kinds/capital unbury`\n";
    assert_eq!(mark("resume"), resumed);
    assert_eq!(next(), "kinds/rivers");
    assert_eq!(mark("unbury"), "kinds/capital is no longer buried\n");
    assert_eq!(next(), "kinds/capital");
    assert_eq!(mark("unbury"), "kinds/capital is not buried\n");
    let unburied = world.run(&["mark", "kinds/capital", "unbury", "--json"]).json();
    assert_eq!((&unburied["act"], &unburied["event"]), (&json!("unbury"), &Value::Null));
}

#[test]
fn answers_that_do_not_fit_are_refused_and_nothing_is_written() {
    let world = world();
    let refused: &[(&[&str], &str)] = &[
        (
            &["kinds/capital", "--answer", "Rome"],
            "error: `Rome` is not one of the choices of `kinds/capital`\n  help: give --answer once, with one of",
        ),
        (&["kinds/capital"], "error: no answer to `kinds/capital` was given\n  help: give --answer once"),
        (&["kinds/capital", "--answer", "Paris", "--answer", "Lyon"], "error: 2 answers don't fit `kinds/capital`"),
        (&["kinds/seine", "--answer", "maybe"], "error: `maybe` is neither `true` nor `false`"),
        (&["kinds/tower", "--answer", "Eiffel"], "error: `kinds/tower` is rated by the learner"),
        (&["kinds/capital", "--answer", "Paris", "--hints", "2"], "error: `kinds/capital` has 1 hint, not 2"),
        (
            &["kinds/captal", "--answer", "Paris"],
            "error: there is no card `kinds/captal`; did you mean `kinds/capital`?\n  help: `oss-quiz items kinds`",
        ),
        (
            &["kinds/sea", "--answer", "x"],
            "error: there is no item `kinds/sea`\n  help: its items are kinds/sea#c1, kinds/sea#c2",
        ),
        (&["kinds", "--answer", "x"], "error: `kinds` is not the name of an item"),
    ];
    for (args, expected) in refused {
        let ran = world.run(&[&["grade"], *args].concat()).exits(2);
        assert!(ran.stderr().starts_with(expected), "{args:?}\n{}", ran.stderr());
        assert_eq!(ran.stdout(), "");
    }
    assert_eq!(world.shown("kinds/capital")["reviews"], json!([]));
}

#[test]
fn an_error_is_json_where_json_was_asked_for() {
    let ran = world().run(&["grade", "kinds/none", "--answer", "x", "--json"]).exits(2);
    let error: Value = serde_json::from_str(&ran.stderr()).unwrap();
    assert_eq!(error["schema"], 1);
    assert_eq!(error["error"]["exit"], 2);
    assert_eq!(error["error"]["what"], "there is no card `kinds/none`");
    assert_eq!(ran.stdout(), "");
}

#[test]
fn a_frozen_clock_writes_only_to_a_store_of_its_own() {
    let world = world();
    let ran = world.run(&["grade", "kinds/tower", "--rating", "good"]).without("OSS_QUIZ_STORE").exits(2);
    assert!(ran.stderr().starts_with("error: OSS_QUIZ_NOW is set"), "{}", ran.stderr());
    assert!(!world.path("home/.local").exists());
}

#[test]
fn commands_that_only_read_make_no_store() {
    let world = world();
    for args in [&["next"][..], &["decks"], &["show", "kinds/tower"], &["man"]] {
        world.run(args).output();
        assert!(!world.store().exists(), "{args:?} made a store");
    }
    assert_eq!(world.run(&["undo"]).exits(1).stdout(), "");
    assert!(!world.store().exists());
}

/// A text has its marks beside it, and says whose it is.
#[test]
fn json_gives_texts_with_their_marks_and_where_they_stand() {
    let world = World::new();
    world.write(
        "decks/j.yaml",
        "title: The *J*\nlanguage: {question: en, answer: de}\ntags: [all]\ncards:\n  - {id: f, kind: flip, question: \
         \"What does `a *b* c` print, **twice**?\", answer: \"`x`\", because: \"It is *so*.\", hint: \"`h`\"}\n  \
         - {id: c, kind: choice, question: Which?, answer: \"`-c`\", distractors: [\"`-D`\"], tags: [one]}\n",
    );
    let next = world.run(&["--decks", "decks", "next", "j/f", "--json"]).json()["item"].clone();
    let shown = world.run(&["--decks", "decks", "show", "j/f", "--json"]).json()["item"].clone();
    let listed = world.run(&["--decks", "decks", "items", "j/f", "--json"]).json()["items"][0].clone();
    for item in [&next, &shown, &listed] {
        assert_eq!(item["prompt"], "What does a *b* c print, twice?");
        assert_eq!(item["prompt_source"], "What does `a *b* c` print, **twice**?");
        assert_eq!((&item["right"][0], &item["right_source"][0]), (&"x".into(), &"`x`".into()));
        assert_eq!((&item["because"], &item["because_source"]), (&"It is so.".into(), &"It is *so*.".into()));
        assert_eq!((&item["language"], &item["answer_language"]), (&"en".into(), &"de".into()));
        assert_eq!((&item["deck_title"], &item["tags"]), (&"The J".into(), &serde_json::json!(["all"])));
        assert!(item["path"].as_str().unwrap().ends_with("decks/j.yaml") && item["line"] == 5, "{item}");
    }
    assert_eq!(next["hints_source"], serde_json::json!(["`h`"]));
    let choice = world.run(&["--decks", "decks", "next", "j/c", "--json"]).json()["item"].clone();
    let mut choices: Vec<&str> =
        choice["choices_source"].as_array().unwrap().iter().filter_map(|c| c.as_str()).collect();
    choices.sort_unstable();
    assert_eq!((choices, choice.get("right")), (vec!["`-D`", "`-c`"], None), "the answer is not given away");
}

/// Gaps of one number: two texts are two answers, one text twice is one.
#[test]
fn json_says_how_gaps_of_one_number_are_typed() {
    let world = World::new();
    world.write(
        "decks/g.yaml",
        "title: G\ncards:\n  - {id: two, kind: cloze, text: \"{{c1::Canberra::city}} was {{c1::founded}} in 1913.\"}\n  \
         - {id: same, kind: cloze, text: \"{{c1::New York}}, {{c1::New York}} is a song.\"}\n",
    );
    let item = |name: &str| world.run(&["--decks", "decks", "show", name, "--json"]).json()["item"].clone();
    let two = item("g/two#c1");
    assert_eq!((&two["asks"], &two["texts"], &two["gaps"]), (&"texts".into(), &2.into(), &2.into()));
    assert_eq!(two["wants"], "2 gaps, in order");
    let same = item("g/same#c1");
    assert_eq!(
        (&same["asks"], &same["gaps"], &same["right"]),
        (&"text".into(), &2.into(), &serde_json::json!(["New York"]))
    );
}

/// A script that reads standard error as JSON meets nothing else there.
#[test]
fn under_json_standard_error_is_an_object_a_line() {
    let world = World::new();
    world.write(
        "decks/a.yaml",
        "title: A\ncards:\n  - {id: a, kind: typed, question: Q?, answer: A}\n  - {id: b, kind: typed, question: Q?}\n",
    );
    // The faulty deck is a problem to all that read decks.
    for (args, kinds) in [
        (&["grade", "a/zzz", "--answer", "x", "--json"][..], &["problem", "error"][..]),
        (&["grade", "a/a", "--rating", "perfect", "--json"], &["error"]),
        (&["grade", "-"], &["problem"]),
        (&["mark", "a/a", "burn", "--json"], &["error"]),
        (&["undo", "--json"], &[]),
        (&["items", "is:leech", "--json"], &["problem", "note"]),
        (&["next", "a", "--json"], &["problem"]),
        (&["decks", "--json"], &["problem"]),
        (&["tags", "--json"], &["problem"]),
        (&["stats", "--json"], &["problem"]),
        (&["due", "-v", "--json"], &["problem"]),
    ] {
        let ran = world.run(&[&["--decks", "decks"], args].concat()).output();
        let mut said = Vec::new();
        for line in ran.stderr().lines() {
            let object: serde_json::Value =
                serde_json::from_str(line).unwrap_or_else(|err| panic!("{args:?}: {err}: {line}"));
            assert!(line.starts_with("{\"schema\":1,\""), "{args:?}: {line}");
            let known = ["problem", "error", "warning", "note"].into_iter().filter(|name| object.get(*name).is_some());
            let known: Vec<&str> = known.collect();
            assert_eq!(known.len(), 1, "{args:?}: {line}");
            said.extend(known);
        }
        assert_eq!(said, kinds, "{args:?}");
    }
    let ran = world.run(&["--decks", "decks", "next", "--json"]).success();
    let diagnostic: serde_json::Value = serde_json::from_str(ran.stderr().lines().next().unwrap()).unwrap();
    assert_eq!((&diagnostic["problem"]["line"], &diagnostic["problem"]["level"]), (&4.into(), &"error".into()));
}

#[test]
fn the_authors_view_keeps_answers_given_before_a_rename() {
    let world = World::new();
    let card = |id: &str, was: &str| format!("  - {{id: {id}, kind: typed, question: Which?, answer: Paris{was}}}\n");
    world.write("old/eins.yaml", &format!("title: Eins\ncards:\n{}{}", card("a", ""), card("b", "")));
    world.write(
        "new/uno.yaml",
        &format!("title: Uno\nwas: [eins]\ncards:\n{}{}", card("a", ""), card("c", ", was: eins/b")),
    );
    for item in ["eins/a", "eins/b"] {
        world.run(&["--decks", "old", "grade", item, "--answer", "Paris"]).success();
    }
    for what in [&[][..], &["uno"]] {
        let args = [&["--decks", "new", "stats", "--only", "items", "--json"], what].concat();
        let items = world.run(&args).json()["log"]["items"].clone();
        let counts: Vec<(String, u64)> = items
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["item"].as_str().unwrap().to_owned(), item["answers"].as_u64().unwrap()))
            .collect();
        assert_eq!(counts, [("uno/a".to_owned(), 1), ("uno/c".to_owned(), 1)], "{what:?}");
    }
}
