//! Questions that want several texts, on the faces for programs, pipes and paper.

use serde_json::{Value, json};

use crate::support::{Ran, World};

const DECK: &str = "\
title: Chemistry
cards:
  - id: water
    kind: typed
    question: Which elements are in water?
    answers: [hydrogen, oxygen]
    accept: [[H], [O]]
  - id: states
    kind: typed
    question: What becomes of ice that is heated, step by step?
    answers: [water, steam]
    ordered: true
  - id: salt
    kind: cloze
    text: 'Table salt is made of {{c1::sodium}} and {{c1::chlorine}}.'
    accept: [[Na], []]
  - id: twice
    kind: cloze
    text: '{{c1::Neon}} is a gas, and {{c1::Neon}} is noble.'
";

fn world() -> World {
    World::new().deck("chem", DECK)
}

fn grade(world: &World, item: &str, answers: &[&str]) -> Value {
    let answers = answers.iter().flat_map(|answer| ["--answer", answer]);
    let args: Vec<&str> = ["--decks", "decks", "grade", item, "--json"].into_iter().chain(answers).collect();
    world.run(&args).json()
}

fn exam(world: &World, args: &[&str], input: &str) -> Ran {
    world.run(&[&["--decks", "decks", "exam"], args].concat()).input(input).success()
}

#[test]
fn next_says_how_many_are_wanted() {
    let world = world();
    let item = |what: &str| world.run(&["--decks", "decks", "next", what, "--json"]).json()["item"].clone();
    let water = item("chem/water");
    assert_eq!((&water["asks"], &water["texts"], &water["ordered"]), (&json!("texts"), &json!(2), &json!(false)));
    assert_eq!(item("chem/states")["ordered"], true);
    let salt = item("chem/salt");
    assert_eq!((&salt["asks"], &salt["texts"], &salt["ordered"]), (&json!("texts"), &json!(2), &json!(true)));
    let twice = item("chem/twice");
    assert_eq!((&twice["asks"], twice.get("texts")), (&json!("text"), None));
}

#[test]
fn each_answer_is_set_beside_one_that_is_wanted() {
    let world = world();
    for (item, answers, verdict, missing, extra) in [
        ("chem/water", &["oxygen", "hydrogin"][..], "right", json!([]), json!([])),
        ("chem/water", &["O", "H"], "right", json!([]), json!([])),
        ("chem/water", &["oxygen", "carbon"], "wrong", json!(["hydrogen"]), json!(["carbon"])),
        ("chem/water", &["oxygen"], "wrong", json!(["hydrogen"]), json!([])),
        ("chem/states", &["water", "steam"], "right", json!([]), json!([])),
        ("chem/states", &["steam", "water"], "wrong", json!(["water", "steam"]), json!([])),
        ("chem/salt#c1", &["Na", "chlorine"], "right", json!([]), json!([])),
        ("chem/salt#c1", &["", "chlorine"], "wrong", json!(["sodium"]), json!([])),
    ] {
        let graded = grade(&world, item, answers);
        let found = (&graded["verdict"], &graded["missing"], &graded["extra"]);
        assert_eq!(found, (&json!(verdict), &missing, &extra), "{item} {answers:?}");
    }
    assert_eq!(grade(&world, "chem/twice#c1", &["neon"])["verdict"], "right");
    let given = |item: &str| world.shown(item)["reviews"].as_array().unwrap().last().unwrap()["answer"].clone();
    assert_eq!(given("chem/water"), "oxygen");
    assert_eq!(given("chem/states"), "steam\nwater");
    assert_eq!(given("chem/salt#c1"), "\nchlorine");
    let said = world.run(&["grade", "chem/water", "--answer", "carbon"]).success().stdout();
    assert!(said.contains("\nmissing: hydrogen, oxygen\nextra: carbon\n"), "{said}");
}

#[test]
fn more_than_are_wanted_are_refused() {
    let args = ["grade", "chem/water", "--answer", "a", "--answer", "b", "--answer", "c"];
    let ran = world().run(&args).exits(2);
    assert_eq!(
        ran.stderr(),
        "error: 3 answers don't fit `chem/water`\n  help: give --answer TEXT for each of 2 answers, in any order; \
         an empty one for each that is not known; or --dont-know\n"
    );
}

#[test]
fn show_lists_all_that_counts_as_right() {
    let world = world();
    assert_eq!(world.shown("chem/water")["accepted"], json!([["hydrogen", "H"], ["oxygen", "O"]]));
    assert_eq!(world.shown("chem/twice#c1")["accepted"], json!([["Neon"]]));
    let shown = world.run(&["show", "chem/salt"]).success().stdout();
    assert!(shown.contains("\n1. sodium\nAlso right: Na\n2. chlorine\n"), "{shown}");
}

#[test]
fn a_line_is_read_for_each() {
    let world = world();
    let run = ["--decks", "decks", "run", "chem/water"];
    let said = world.run(&run).input("oxygen\nhydrogen\n\n").success().stdout();
    assert!(
        said.contains("\n1 of 2, or an empty line if you don't know: oxygen\n2 of 2: hydrogen\nRight.\n"),
        "{said}"
    );
}

#[test]
fn an_exam_asks_for_several_and_lets_one_change_them() {
    let world = world();
    let played = exam(&world, &["chem/water"], "oxygen\ncarbon\n:back\n\n:back\nhydrogen\noxygen\n\n").stdout();
    assert!(played.contains("Your answer so far: oxygen, carbon. An empty line keeps it."), "{played}");
    assert!(played.contains("1 of 1 right, 100 %."), "{played}");
    let missed = exam(&world, &["chem/states"], "steam\n\n\n").stdout();
    assert!(missed.contains("The answer is water, steam. You answered steam."), "{missed}");
}

#[test]
fn a_paper_has_a_line_for_each() {
    let world = world();
    exam(&world, &["--paper", "exam.html", "chem/water"], "");
    let page = std::fs::read_to_string(world.path("exam.html")).unwrap();
    assert!(page.contains("<p class=\"say\">Write 2 answers, in any order.</p>"), "{page}");
    assert_eq!(page.matches("<span class=\"line\"></span>").count(), 2);
    assert!(page.contains("<strong>hydrogen, oxygen</strong>"), "{page}");
}

#[test]
fn several_texts_of_an_exam_can_be_overruled() {
    let world = world();
    let args = ["chem/water", "--overrule"];
    let shown = exam(&world, &args, "hydrogen\nhelium\n\no 1\n").stdout();
    assert!(shown.contains("0 of 1 right") && shown.contains("Was it right?"), "{shown}");
    assert!(shown.ends_with("1 marked right by you: 1 of 1 right, 100 %.\n"), "{shown}");
    assert_eq!(world.shown("chem/water")["reviews"][0]["verdict"], "right");
    // Who typed nothing has nothing to say.
    assert!(!exam(&world, &args, "\n\no 1\n").stdout().contains("Was it right?"));
}
