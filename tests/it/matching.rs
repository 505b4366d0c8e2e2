//! Pairs to be matched, on every face.

use serde_json::{Value, json};

use crate::screen::Screen;
use crate::support::World;

pub const DECK: &str = "\
title: Beginnings
cards:
  - id: years
    kind: match
    question: In which year did each of these projects begin?
    pairs:
      - {left: Linux, right: '1991'}
      - {left: MySQL, right: '1995'}
      - {left: Git, right: '2005'}
    spare: ['1983']
    because: Git was written for Linux, fourteen years on.
";

const CARD: &str = "starts/years";

fn world() -> World {
    World::new().deck("starts", DECK)
}

fn item(world: &World) -> Value {
    world.run(&["--decks", "decks", "next", CARD, "--json"]).json()["item"].clone()
}

/// The digits of these right sides, as they are shown.
fn digits(world: &World, rights: &[&str]) -> String {
    let item = item(world);
    let shown = item["choices"].as_array().unwrap();
    let digit = |right: &&str| (shown.iter().position(|text| text == right).unwrap() + 1).to_string();
    rights.iter().map(digit).collect()
}

fn grade(world: &World, args: &[&str]) -> Value {
    world.run(&[&["--decks", "decks", "grade", CARD, "--json"], args].concat()).json()
}

fn answers<'a>(rights: &[&'a str]) -> Vec<&'a str> {
    rights.iter().flat_map(|right| ["--answer", right]).collect()
}

#[test]
fn next_has_both_sides_and_not_what_belongs_together() {
    let world = world();
    let item = item(&world);
    assert_eq!((&item["kind"], &item["asks"]), (&json!("match"), &json!("match")));
    assert_eq!(item["lefts"], json!(["Linux", "MySQL", "Git"]));
    let mut rights: Vec<&str> = item["choices"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_ne!(rights, ["1991", "1995", "2005", "1983"], "they are shuffled");
    rights.sort_unstable();
    assert_eq!(rights, ["1983", "1991", "1995", "2005"]);
    assert_eq!((item.get("right"), &item["hints"]), (None, &json!(["Linux: 1991"])));
    let told = world.run(&["--decks", "decks", "next", CARD]).success().stdout();
    assert!(told.contains("\na. Linux\nb. MySQL\nc. Git\n1. "), "{told}");
}

#[test]
fn a_partly_right_answer_is_again_and_says_which_pairs_are_wrong() {
    let world = world();
    let graded = grade(&world, &answers(&["1991", "2005", "1995"]));
    assert_eq!(
        (&graded["verdict"], &graded["rating"], &graded["partly"]),
        (&json!("wrong"), &json!("again"), &json!(true))
    );
    assert_eq!(graded["right"], json!(["Linux: 1991", "MySQL: 1995", "Git: 2005"]));
    assert_eq!(graded["missing"], json!(["MySQL: 1995", "Git: 2005"]));
    let given: Vec<&Value> = graded["pairs"].as_array().unwrap().iter().map(|pair| &pair["given"]).collect();
    assert_eq!(given, ["1991", "2005", "1995"]);
    let said = world.run(&[&["--decks", "decks", "grade", CARD], &answers(&["1995", "1991", "2005"])[..]].concat());
    let said = said.success().stdout();
    assert!(said.contains("\nbelong together: Linux: 1991, MySQL: 1995\n"), "{said}");
    let right = grade(&world, &answers(&["1991", "1995", "2005"]));
    assert_eq!((&right["verdict"], &right["rating"], &right["missing"]), (&json!("right"), &json!("good"), &json!([])));
    let hinted = grade(&world, &[&answers(&["1991", "1995", "2005"])[..], &["--hints", "1"]].concat());
    assert_eq!(hinted["rating"], "hard");
    assert_eq!(grade(&world, &["--dont-know"])["pairs"][0]["given"], Value::Null);
    let logged = world.shown(CARD)["reviews"][0]["answer"].clone();
    assert_eq!(logged, "Linux: 1991\nMySQL: 2005\nGit: 1995");
}

#[test]
fn a_line_of_json_has_numbers_or_texts() {
    let world = world();
    let numbers: Vec<u32> = digits(&world, &["1991", "1995", "2005"]).chars().filter_map(|c| c.to_digit(10)).collect();
    let line = json!({"item": CARD, "answers": numbers, "attempt": 0}).to_string();
    let graded = world.run(&["--decks", "decks", "grade", "-"]).input(&line).success().stdout();
    assert_eq!(serde_json::from_str::<Value>(&graded).unwrap()["verdict"], "right");
    for (given, what) in [
        (&["1991", "1995"][..], "2 answers don't fit"),
        (&["1991", "1991", "2005"], "`1991` is given twice"),
        (&["1991", "1995", "1970"], "`1970` is not one of the choices"),
    ] {
        let ran = world.run(&[&["--decks", "decks", "grade", CARD], &answers(given)[..]].concat()).exits(2);
        assert!(ran.stderr().contains(what), "{}", ran.stderr());
    }
    let ran = world.run(&["--decks", "decks", "grade", CARD, "--answer", "x"]).exits(2);
    assert!(
        ran.stderr().contains("give --answer for each of `Linux`, `MySQL`, `Git`, in this order"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn the_plain_interface_takes_numbers_in_order() {
    let world = world();
    let (wrong, right) = (digits(&world, &["1991", "2005", "1995"]), digits(&world, &["1991", "1995", "2005"]));
    let input = format!("1 2\n{wrong}\no\n");
    let said = world.run(&["--decks", "decks", "--plain", "run", CARD]).input(&input).output().stdout();
    for text in [
        "Question 1 of 1, match.\nIn which year did each of these projects begin?\na. Linux\nb. MySQL\nc. Git\n1. ",
        "Answer with the numbers for a to c in this order, or 0 if you don't know: ",
        "Type a number for each of a to c, 1 to 4, none twice; or 0 if you don't know.",
        "Wrong: 1 of 3 pairs right.\nThese belong together:\na. Linux: 1991\nb. MySQL: 1995, you had 2005\nc. Git: 2005, you had 1995\n",
    ] {
        assert!(said.contains(text), "{text}\n{said}");
    }
    let world = self::world();
    let said =
        world.run(&["--decks", "decks", "--plain", "run", CARD]).input(&format!("{right}\n\n")).output().stdout();
    assert!(said.contains("\nRight.\n"), "{said}");
    assert_eq!(world.shown(CARD)["reviews"][0]["rating"], "good");
}

/// Answers wrongly, undoes that, and answers rightly.
fn session(columns: u16, rows: u16) {
    let world = world();
    let (wrong, right) = (digits(&world, &["1995", "1991", "2005"]), digits(&world, &["1991", "1995", "2005"]));
    let first = &wrong[..1];
    let mut screen = Screen::run(&world, &["--decks", "decks", "run", CARD], columns, rows);
    for (keys, text) in [
        ("", "for a".to_owned()),
        (first, format!("a → {first}  Linux")),
        (first, "taken already".to_owned()),
        ("\u{7f}", "a → ?  Linux".to_owned()),
        (&wrong, format!("c → {}  Git", &wrong[2..])),
        ("\r", "Wrong: 1 of 3 pairs right.".to_owned()),
    ] {
        screen.keys(keys).until(&text);
    }
    for line in ["✗ a  Linux: 1991  (you had 1995)", "✗ b  MySQL: 1995  (you had 1991)", "✓ c  Git: 2005"] {
        assert!(screen.text().contains(line), "{line}\n{}", screen.text());
    }
    screen.keys("u").until("for a");
    screen.keys(&right).until("Enter answer");
    screen.keys("\r").until("Right.");
    screen.keys("\r").until("Today is done");
    let reviews = world.shown(CARD)["reviews"].clone();
    let of = |at: usize| (reviews[at]["rating"].clone(), reviews[at]["retracted"].clone());
    assert_eq!([of(0), of(1)], [(json!("again"), json!(true)), (json!("good"), json!(false))]);
}

#[test]
fn a_session_in_eighty_columns() {
    session(80, 24);
}

#[test]
fn a_session_in_forty_columns() {
    session(40, 24);
}

#[test]
fn a_wrong_match_can_be_overruled_after_a_question() {
    let world = world();
    let wrong = digits(&world, &["1995", "1991", "2005"]);
    let mut screen = Screen::run(&world, &["--decks", "decks", "run", CARD], 80, 24);
    screen.until("for a").keys(&wrong).until("Enter answer");
    screen.keys("\r").until("1 of 3 pairs right");
    screen.keys("o").until("Count this as right?");
    screen.keys("y").until("That was the last question.");
    assert_eq!(world.shown(CARD)["reviews"][0]["verdict"], "right");
}

#[test]
fn an_exam_keeps_pairs_and_lets_one_change_them() {
    let world = world();
    let (wrong, right) = (digits(&world, &["1995", "1991", "2005"]), digits(&world, &["1991", "1995", "2005"]));
    let input = format!("{wrong}\n:back\n\n:back\n{right}\n\n");
    let said = world.run(&["--decks", "decks", "exam", CARD]).input(&input).success().stdout();
    assert!(
        said.contains("Your answer so far: Linux: 1995, MySQL: 1991, Git: 2005. An empty line keeps it."),
        "{said}"
    );
    assert!(said.contains("1 of 1 right, 100 %."), "{said}");
    let mut screen = Screen::run(&world, &["--decks", "decks", "exam", CARD], 80, 24);
    screen.until("for a").keys(&wrong).until("Enter answer");
    screen.keys("\r").until("The question is answered.");
    screen.keys("b").until(&format!("a → {}  Linux", &wrong[..1]));
}

#[test]
fn a_paper_has_boxes_for_numbers_and_a_numbered_list() {
    let world = world();
    world.run(&["--decks", "decks", "exam", "--paper", "exam.html", CARD]).success();
    let page = std::fs::read_to_string(world.path("exam.html")).unwrap();
    assert_eq!(page.matches("<span class=\"place-box\"></span>").count(), 3, "{page}");
    let item = item(&world);
    assert!(page.contains(&format!("<li><span>1. {}</span></li>", item["choices"][0].as_str().unwrap())), "{page}");
    let numbers: Vec<String> = digits(&world, &["1991", "1995", "2005"]).chars().map(String::from).collect();
    let key = format!("<strong>{} (Linux: 1991, MySQL: 1995, Git: 2005)</strong>", numbers.join(", "));
    assert!(page.contains(&key), "{page}");
}

#[test]
fn add_takes_pairs_as_texts_as_yaml_and_in_a_dialog() {
    let world = world();
    let args = ["--decks", "decks", "add", "starts", "Which animal says what?", "a dog = woof", "a cat = meow"];
    let rest = ["a cow = moo", "--kind", "match", "--set", "spare=quack", "--set", "because=So it is.", "--id", "says"];
    world.run(&[&args[..], &rest].concat()).success();
    let dialog = "match\nWho says what?\na dog\nwoof\na cat\nmeow\na cow\nmoo\n\nquack\n\n\n\nasked\n";
    world.run(&["--decks", "decks", "add", "starts"]).input(dialog).success();
    let yaml = "- {id: sent, kind: match, question: Who?, pairs: [{left: a, right: b}, {left: c, right: d}, {left: e, right: f}]}\n";
    world.run(&["--decks", "decks", "add", "starts", "-"]).input(yaml).success();
    for id in ["starts/says", "starts/asked"] {
        let item = world.shown(id)["item"].clone();
        assert_eq!(item["lefts"], json!(["a dog", "a cat", "a cow"]), "{id}");
        assert_eq!(item["right"], json!(["a dog: woof", "a cat: meow", "a cow: moo"]), "{id}");
        assert_eq!(item["choices"].as_array().unwrap().len(), 4, "{id}");
    }
    assert_eq!(world.shown("starts/sent")["item"]["lefts"], json!(["a", "c", "e"]));
    let bad = world.run(&["--decks", "decks", "add", "starts", "Who?", "a dog: woof", "--kind", "match"]).exits(2);
    assert!(bad.stderr().contains("is a text"), "{}", bad.stderr());
}

#[test]
fn what_is_wrong_with_pairs_is_said() {
    let card = |fields: &str| {
        format!("title: T\nlanguage: en\ncards:\n  - {{id: a, kind: match, question: Which is which?, {fields}}}\n")
    };
    let pair = |at: usize| format!("{{left: l{at}, right: r{at}}}");
    let pairs = |count: usize| format!("pairs: [{}]", (0..count).map(pair).collect::<Vec<_>>().join(", "));
    for (fields, what) in [
        (pairs(2), "card `a` has 2 pairs; three to nine can be matched"),
        (pairs(10), "card `a` has 10 pairs; three to nine can be matched"),
        (
            format!("{}, spare: [x, y]", pairs(8)),
            "card `a` has 10 right sides, 2 of them spare; one digit can pick from 9",
        ),
        ("pairs: [{left: a}, {left: b, right: x}, {left: c, right: y}]".into(), "a pair of card `a` has no `right`"),
        ("pairs: [{lefft: a, right: z}, {left: b, right: x}, {left: c, right: y}]".into(), "`lefft`"),
        ("pairs: [a, b, c]".into(), "a pair of card `a` is a text"),
        (
            "pairs: [{left: a, right: z}, {left: a, right: x}, {left: c, right: y}]".into(),
            "two left sides of card `a` are the same",
        ),
        (
            "pairs: [{left: a, right: x}, {left: b, right: x}, {left: c, right: y}]".into(),
            "two right sides of card `a` are the same",
        ),
        (format!("{}, spare: [r1]", pairs(3)), "two right sides of card `a` are the same"),
        (pairs(3), "[no-spare]"),
    ] {
        let world = World::new().deck("d", &card(&fields));
        let said = world.run(&["check", "decks"]).output();
        let said = said.stdout() + &said.stderr();
        assert!(said.contains(what), "{fields}\n{said}");
    }
}

#[test]
fn memory_is_carried_over_from_another_kind() {
    let flip = "title: T\ncards:\n  - {id: old, kind: flip, question: Which year did each begin in?, answer: I know}\n";
    let world = World::new().deck("starts", flip);
    world.run(&["--decks", "decks", "grade", "starts/old", "--rating", "good"]).success();
    let world = world.deck("starts", &DECK.replace("    kind: match\n", "    kind: match\n    was: old\n"));
    assert_eq!(world.shown(CARD)["state"], "review");
}
