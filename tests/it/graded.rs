//! `grade` beyond one plain answer: many lines, keys, dry runs, overrules, `undo REVIEW`.

use crate::support::World;

const BATCH: &str = "title: B\nlanguage: en\ncards:\n  - {id: t, kind: typed, question: Which metal is liquid?, answer: mercury}\n  \
    - {id: c, kind: choice, question: What do alpha-1 receptors do?, answer: constrict, distractors: [{text: dilate, why: That \
    is beta-2.}, nothing]}\n  - {id: b, kind: true-false, statement: It is so., answer: false, correction: It is not so.}\n  \
    - {id: o, kind: order, question: In which order?, steps: [one, two, three]}\n  \
    - {id: g, kind: cloze, text: \"{{c1::Canberra}} was {{c1::founded}} in 1913.\"}\n  \
    - {id: f, kind: flip, question: How is it?, answer: well}\n";

fn batch(world: &World, args: &[&str], lines: &str) -> (Option<i32>, Vec<serde_json::Value>) {
    let ran = world.run(&[&["--decks", "decks", "grade", "-"], args].concat()).input(lines).output();
    let answers = ran.stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (ran.code(), answers)
}

#[test]
fn a_batch_answers_a_line_with_a_line_and_a_bad_one_stops_nothing() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let lines = "{\"item\":\"b/t\",\"answer\":\"mercuri\"}\nnonsense\n{\"item\":\"b/c\",\"choices\":[\"dilate\"]}\n\
        {\"item\":\"b/zzz\",\"answer\":\"x\"}\n\n{\"item\":\"b/b\",\"answer\":true,\"millis\":900}\n\
        {\"item\":\"b/o\",\"order\":[\"one\",\"three\",\"two\"]}\n{\"item\":\"b/g#c1\",\"answer\":\"Canberra, founded\"}\n\
        {\"item\":\"b/f\",\"rating\":\"easy\"}";
    let (code, answers) = batch(&world, &[], lines);
    assert_eq!((code, answers.len()), (Some(1), 8));
    assert_eq!(
        (&answers[0]["verdict"], &answers[0]["slip"], &answers[0]["form"]),
        (&"right".into(), &true.into(), &"mercury".into())
    );
    assert_eq!((&answers[1]["line"], &answers[1]["error"]["exit"]), (&2.into(), &2.into()));
    assert_eq!((&answers[2]["why"], &answers[2]["extra"][0]), (&"That is beta-2.".into(), &"dilate".into()));
    assert_eq!((&answers[3]["line"], &answers[3]["item"]), (&4.into(), &"b/zzz".into()));
    assert_eq!(answers[4]["correction"], "It is not so.");
    assert_eq!((&answers[5]["partly"], &answers[5]["places"][1]["given"]), (&true.into(), &3.into()));
    assert_eq!(answers[5]["missing"], serde_json::json!(["two", "three"]));
    assert_eq!((&answers[6]["verdict"], &answers[7]["rating"]), (&"right".into(), &"easy".into()));
    let life = world.run(&["--decks", "decks", "show", "b/b", "--json"]).json();
    assert_eq!((&life["reviews"][0]["id"], &life["reviews"][0]["ms"]), (&answers[4]["review"], &900.into()));
}

#[test]
fn a_line_without_an_answer_is_told_what_to_give_in_the_words_of_json() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let wanted = [
        ("b/t", "give \"answer\", a text, or \"dont_know\": true"),
        ("b/c", "give \"answer\", with one of `"),
        ("b/b", "give \"answer\": true or false, or \"dont_know\": true"),
        ("b/o", "give \"answers\", a list of all steps in order: `"),
        ("b/f", "give \"rating\": \"again\", \"hard\", \"good\" or \"easy\", and no answer"),
    ];
    let lines: Vec<String> = wanted.iter().map(|(item, _)| format!("{{\"item\":\"{item}\"}}")).collect();
    let (code, answers) = batch(&world, &[], &lines.join("\n"));
    assert_eq!(code, Some(1));
    for ((item, help), answer) in wanted.iter().zip(&answers) {
        let said = answer["error"]["help"].as_str().unwrap();
        assert!(said.starts_with(help) && !said.contains("--"), "{item}: {said}");
    }
}

#[test]
fn an_answer_sent_twice_is_written_once_and_answered_as_the_first_time() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    for key in ["0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11", "fffffff0-5d0c-4c57-9d6b-2f6f0a3c9b12"] {
        let item = if key.starts_with('0') { "b/t" } else { "b/b" };
        let answer = if item == "b/t" { "tin" } else { "false" };
        let line = format!("{{\"item\":\"{item}\",\"answer\":\"{answer}\",\"key\":\"{key}\"}}\n");
        let (code, twice) = batch(&world, &[], &line.repeat(2));
        assert_eq!((code, &twice[0]["review"]), (Some(0), &key.into()));
        assert_eq!(twice[0], twice[1], "within one batch");
        // Another answer in between changes nothing of it.
        world.run(&["--decks", "decks", "grade", item, "--answer", answer]).success();
        let again = world.run(&["--decks", "decks", "grade", item, "--answer", answer, "--key", key, "--json"]).json();
        assert_eq!(again, twice[0], "and by another process");
        let reviews = world.run(&["--decks", "decks", "show", item, "--json"]).json()["reviews"].clone();
        assert_eq!(reviews.as_array().unwrap().len(), 2);
        let other_answer = if item == "b/t" { "mercury" } else { "true" };
        for (item, answer) in [(item, other_answer), ("b/c", "nothing")] {
            let other = world.run(&["--decks", "decks", "grade", item, "--answer", answer, "--key", key]).exits(2);
            assert!(other.stderr().contains("was used for another answer"), "{}", other.stderr());
        }
    }
    // The latest is taken back first, whatever its key.
    let key = "00000000-0000-4000-8000-000000000001";
    world.run(&["--decks", "decks", "grade", "b/o", "--dont-know", "--key", key]).success();
    assert!(world.run(&["undo"]).success().stdout().contains("b/o"));
    let ahead = "f9999999-9999-7000-8000-000000000001";
    assert!(
        world
            .run(&["--decks", "decks", "grade", "b/o", "--dont-know", "--key", ahead])
            .exits(2)
            .stderr()
            .contains("still to come")
    );
}

#[test]
fn a_dry_run_says_what_would_come_of_it_and_writes_nothing() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let dry = world.run(&["--decks", "decks", "grade", "b/t", "--answer", "mercury", "--dry-run", "--json"]).json();
    assert_eq!(
        (&dry["dry_run"], &dry["review"], &dry["verdict"]),
        (&true.into(), &serde_json::Value::Null, &"right".into())
    );
    assert_eq!(world.run(&["--decks", "decks", "show", "b/t", "--json"]).json()["reviews"], serde_json::json!([]));
    let mut real = world.run(&["--decks", "decks", "grade", "b/t", "--answer", "mercury", "--json"]).json();
    real["dry_run"] = true.into();
    real["review"] = serde_json::Value::Null;
    assert_eq!(dry, real);
}

#[test]
fn a_dry_run_says_the_same_of_an_item_that_was_renamed() {
    let world = World::new();
    let card = |id: &str, was: &str| {
        format!("title: D\ncards:\n  - {{id: {id}, kind: typed, question: Which?, answer: Paris{was}}}\n")
    };
    world.write("old/d.yaml", &card("a", ""));
    world.write("new/d.yaml", &card("b", ", was: a"));
    world.run(&["--decks", "old", "grade", "d/a", "--answer", "Paris"]).success();
    for (key, how) in ["1", "2", "3"].into_iter().zip([&["--overrule"][..], &["--rating", "easy"], &["--guessed"]]) {
        let answer = if how == ["--overrule"] { "Rome" } else { "Paris" };
        let key = format!("{key}b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11");
        let args = [&["--decks", "new", "grade", "d/b", "--answer", answer, "--json"], how].concat();
        let dry = world.run(&[&args, &["--dry-run"][..]].concat()).json();
        let keyed = world.run(&[&args, &["--dry-run", "--key", &key][..]].concat()).json();
        let mut real = world.run(&args).json();
        let review = real["review"].take();
        real["dry_run"] = true.into();
        assert_eq!(dry, real, "{how:?}");
        assert_eq!(keyed, real, "{how:?}");
        world.run(&["undo", review.as_str().unwrap()]).success();
    }
}

#[test]
fn a_key_that_something_else_than_a_review_has_is_refused() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let mark = world.run(&["--decks", "decks", "mark", "b/t", "flag", "--json"]).json()["event"].clone();
    for item in ["b/t", "b/f"] {
        let args = ["--decks", "decks", "grade", item, "--dont-know", "--key", mark.as_str().unwrap()];
        let refused = world.run(&args).exits(2).stderr();
        assert!(refused.contains("is not a review"), "{refused}");
    }
}

#[test]
fn a_number_is_an_answer_as_it_is_written() {
    let world = World::new();
    world.write("decks/n.yaml", "title: N\ncards:\n  - {id: n, kind: typed, question: How much?, answer: \"2.5\"}\n");
    world.write("decks/b.yaml", BATCH);
    let lines = "{\"item\":\"n/n\",\"answer\":2.5}\n{\"item\":\"b/c\",\"answer\":-1}\n{\"item\":\"b/c\",\"answer\":1.5}\n\
        {\"item\":\"b/c\",\"answer\":4}\n{\"item\":\"b/c\",\"answer\":0}\n";
    let (_, answers) = batch(&world, &[], lines);
    assert_eq!(answers[0]["verdict"], "right");
    for (answer, number) in answers[1..].iter().zip(["-1", "1.5", "4", "0"]) {
        assert_eq!(answer["error"]["what"], format!("`b/c` has 3 choices, so there is no number {number}"));
    }
}

#[test]
fn of_an_order_it_says_what_is_out_of_place() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let steps = ["--answer", "one", "--answer", "three", "--answer", "two", "--dry-run"];
    let said = world.run(&[&["--decks", "decks", "grade", "b/o"], &steps[..]].concat()).success().stdout();
    assert_eq!(said, "wrong; Again, due 2026-11-24\nout of place: two, three\nnothing was written\n");
}

#[test]
fn an_overrule_stays_and_a_wrong_answer_is_no_easy_one() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let grade = |args: &[&str]| world.run(&[&["--decks", "decks", "grade", "b/t", "--json"], args].concat()).output();
    let json = |args: &[&str]| serde_json::from_str::<serde_json::Value>(&grade(args).stdout()).unwrap();
    assert_eq!(grade(&["--answer", "tin", "--rating", "easy"]).code(), Some(2));
    assert_eq!(world.run(&["--decks", "decks", "show", "b/t", "--json"]).json()["reviews"], serde_json::json!([]));
    let review = json(&["--answer", "tin"])["review"].as_str().unwrap().to_owned();
    assert_eq!(json(&["--amend", &review, "--overrule"])["verdict"], "right");
    let easy = json(&["--amend", &review, "--rating", "easy"]);
    assert_eq!((&easy["verdict"], &easy["rating"]), (&"right".into(), &"easy".into()));
    let both = json(&["--answer", "tin", "--overrule", "--rating", "hard"]);
    assert_eq!((&both["verdict"], &both["rating"]), (&"right".into(), &"hard".into()));
}

#[test]
fn one_review_is_taken_back_by_its_id() {
    let world = World::new();
    world.write("decks/b.yaml", BATCH);
    let grade = |item: &str| {
        let graded = world.run(&["--decks", "decks", "grade", item, "--dont-know", "--json"]).json();
        graded["review"].as_str().unwrap().to_owned()
    };
    let (first, _) = (grade("b/t"), grade("b/b"));
    let undone = world.run(&["undo", &first, "--json"]).json();
    assert_eq!((&undone["undone"][0]["event"], &undone["undone"][0]["item"]), (&first.as_str().into(), &"b/t".into()));
    assert_eq!(world.run(&["undo", &first, "--json"]).exits(1).stdout().trim(), "{\"schema\":1,\"undone\":[]}");
    assert!(
        world.run(&["undo", "0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11"]).exits(2).stderr().contains("there is no review")
    );
}

/// Whatever is asked of a review, it is found under the name that its item has now.
#[test]
fn a_review_of_an_earlier_name_is_amended_and_known_by_its_key() {
    let card = |id: &str, was: &str| {
        format!("title: D\ncards:\n  - {{id: {id}, kind: typed, question: Which?, answer: Paris{was}}}\n")
    };
    let key = "0b1f1e9a-5d0c-4c57-9d6b-2f6f0a3c9b11";
    let amend = format!("{{\"item\":\"d/b\",\"amend\":\"{key}\",\"rating\":\"easy\"}}\n");
    let answer = "{\"item\":\"d/b\",\"answer\":\"Paris\"}\n";
    let worlds = [0, 1].map(|_| {
        let world = World::new();
        world.write("old/d.yaml", &card("a", ""));
        world.write("new/d.yaml", &card("b", ", was: a"));
        world.run(&["--decks", "old", "grade", "d/a", "--answer", "Paris", "--key", key]).success();
        world
    });
    let send = |world: &World, lines: &str| {
        let ran = world.run(&["--decks", "new", "grade", "-"]).input(lines).success();
        let answers = ran.stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (answers, world.run(&["--decks", "new", "show", "d/b", "--json"]).json())
    };
    let again = format!("{{\"item\":\"d/b\",\"answer\":\"Paris\",\"key\":\"{key}\"}}\n");
    let (same, _): (Vec<serde_json::Value>, _) = send(&worlds[0], &again);
    assert_eq!((&same[0]["review"], &same[0]["rating"]), (&key.into(), &"good".into()));
    let (amended, shown): (Vec<serde_json::Value>, _) = send(&worlds[0], &amend);
    assert_eq!((&amended[0]["rating"], &shown["reviews"][0]["rating"]), (&"easy".into(), &"easy".into()));
    assert_eq!(shown["memory"], amended[0]["memory"]);
    // What is answered with it goes on from what it was changed to.
    let (one_by_one, _): (Vec<serde_json::Value>, _) = send(&worlds[0], answer);
    let (together, _): (Vec<serde_json::Value>, _) = send(&worlds[1], &format!("{again}{amend}{answer}"));
    assert_eq!(together[1], amended[0]);
    for field in ["memory", "previews", "due", "rating"] {
        assert_eq!(together[2][field], one_by_one[0][field], "{field}");
    }
}
