//! `add` without a dialog: cards from standard input, and one from the command line.

use crate::support::World;

const DECK: &str = "title: T\ncards:\n  - id: a\n    kind: flip\n    question: Q?\n    answer: A # mine\n\n# the end\n";

fn text(world: &World) -> String {
    std::fs::read_to_string(world.path("decks/geo.yaml")).unwrap()
}

#[test]
fn a_card_comes_from_the_line() {
    let world = World::new().deck("geo", DECK);
    let lines: [(&[&str], &str); 7] = [
        (
            &["What is the capital of Chile?", "Santiago"],
            "  - id: capital-chile\n    kind: flip\n    question: What is the capital of Chile?\n    answer: Santiago\n",
        ),
        (
            &[
                "What is the capital of Chile?",
                "Santiago",
                "--kind",
                "typed",
                "--accept",
                "Santiago de Chile",
                "--tags",
                "a,b",
            ],
            "  - id: capital-chile-2\n    kind: typed\n    question: What is the capital of Chile?\n    answer: Santiago\n    \
             tags:\n      - a\n      - b\n    accept:\n      - Santiago de Chile\n",
        ),
        (
            &["{{A}} is {{b}}", "--set", "typed=false", "--because", "so: it", "--id", "Mine", "--set", "x-from=me"],
            "  - id: Mine\n    kind: cloze\n    text: \"{{c1::A}} is {{c2::b}}\"\n    because: \"so: it\"\n    typed: false\n    \
             x-from: me\n",
        ),
        (
            &["Which?", "this", "that", "those", "--kind", "choice"],
            "  - id: which\n    kind: choice\n    question: Which?\n    answer: this\n    distractors:\n      - that\n      - \
             those\n",
        ),
        (
            &["It holds.", "false", "--kind", "true-false", "--set", "suspended=true"],
            "  - id: holds\n    kind: true-false\n    statement: It holds.\n    answer: false\n    suspended: true\n",
        ),
        (
            &["First?", "one", "two", "--kind", "order"],
            "  - id: first\n    kind: order\n    question: First?\n    steps:\n      - one\n      - two\n",
        ),
        (
            &["fork", "a\n copy", "--kind", "term", "--hint", "x", "--hint", "z"],
            "  - id: fork\n    kind: term\n    term: fork\n    definition: |-\n      a\n       copy\n    hint:\n      - x\n      - \
             z\n",
        ),
    ];
    let mut expected = DECK.to_owned();
    for (args, written) in lines {
        world.run(&[&["add", "geo"], args].concat()).success();
        expected += written;
        assert_eq!(text(&world), expected, "{args:?}");
    }
    for (args, told) in [
        (&["add", "geo", "Q", "A", "B"][..], "a `flip` card takes question and answer, but 3 texts were given"),
        (&["add", "geo", "Q"], "card `q` has no `answer`"),
        (&["add", "geo", "Q", "A", "--set", "exact"], "`exact` is not FIELD=TEXT"),
        (&["add", "geo", "Q", "A", "--set", "extra=true"], "field `extra`"),
        (&["add", "geo", "--id", "x"], "these options go with a card's texts"),
        (&["add", "geo", "-", "--id", "x"], "bring their own fields"),
    ] {
        let said = world.run(args).exits(2).stderr();
        assert!(said.contains(told), "{args:?}: {said}");
    }
    assert_eq!(text(&world), expected);
}

#[test]
fn many_come_at_once_or_not_at_all() {
    let world = World::new().deck("geo", DECK);
    let yaml = "- kind: typed\n  question: What is the capital of Chile?\n  answer: Santiago\n- {id: own, kind: flip, question: \
                Q, answer: A, x-of: [1]}\n";
    let ran = world.run(&["add", "geo", "-", "--json"]).input(yaml).json();
    assert_eq!(ran["cards"], serde_json::json!(["geo/capital-chile", "geo/own"]));
    let json = "{\"kind\":\"flip\",\"question\":\"Q\",\"answer\":\"A\"}\n{\"kind\":\"flip\",\"question\":\"Q\",\"answer\":\"B\"}\n";
    let ran = world.run(&["add", "geo", "-"]).input(json).success();
    assert!(ran.stdout().starts_with("added 2 cards to the end of decks/geo.yaml\n"), "{}", ran.stdout());
    let after = text(&world);
    assert!(after.starts_with(DECK) && after.contains("- id: q\n") && after.contains("- id: q-2\n"), "{after}");
    // One that is bad keeps all out, and is told by its number and line.
    let bad = "[]\n";
    assert!(world.run(&["add", "geo", "-"]).input(bad).exits(2).stderr().contains("no card was given"));
    let bad = format!("{yaml}- kind: flip\n  question: Q\n- kind: flop\n  question: Q\n");
    let said = world.run(&["add", "geo", "-"]).input(&bad).exits(2).stderr();
    for told in [
        "card 2 (line 4): card id `own` is used twice",
        "card 3 (line 5): card `q-3` has no `answer`",
        "card 4 (line 7): ",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let said = world.run(&["add", "geo", "-", "--json"]).input(&bad).exits(2).stderr();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&said).unwrap()["error"]["exit"], 2);
    assert_eq!(text(&world), after);
}

#[test]
fn a_thousand_cards_are_one_change() {
    let world = World::new().deck("geo", "title: T\r\ncards: []\r\nlanguage: en\r\n");
    let line = |n| format!("{{\"kind\":\"typed\",\"question\":\"What is number {n}?\",\"answer\":\"word {n}\"}}\n");
    let json = (0..1000).map(line).collect::<Vec<String>>().concat();
    let ran = world.run(&["-q", "add", "geo", "-"]).input(&json).success();
    assert_eq!((ran.stdout(), ran.stderr()), (String::new(), String::new()));
    let after = text(&world);
    assert!(after.ends_with("    answer: word 999\r\nlanguage: en\r\n"), "{}", &after[after.len() - 200..]);
    assert_eq!(world.run(&["--decks", "decks", "decks", "--json"]).json()["decks"][0]["cards"], 1000);
}

#[test]
fn a_second_card_of_a_pipe_is_taken() {
    let world = World::new().deck("geo", DECK);
    let two = "typed\nA?\na\n\n\n\n\n\ntyped\nB?\nb\n\n\n\n\n\n\n";
    let ran = world.run(&["-q", "add", "geo"]).input(two).success();
    assert_eq!(ran.stdout(), "");
    let after = text(&world);
    assert!(
        after.contains("- id: a-2\n") && after.ends_with("- id: b\n    kind: typed\n    question: B?\n    answer: b\n"),
        "{after}"
    );
    let ran = world.run(&["add", "geo"]).input("flip\nC?\nc\n\n\n\nflip\nD?\n").exits(2);
    assert!(
        ran.stderr().contains("the input ended in the middle of card 2; the cards before it were added"),
        "{}",
        ran.stderr()
    );
    assert!(text(&world).contains("- id: c\n"));
}

#[test]
fn a_mistake_is_told_of_its_card_where_blank_lines_stand_between() {
    let deck = "title: Geo\ncards:\n\n  - id: a\n    kind: flip\n    question: Q?\n    answer: A\n";
    let world = World::new().deck("geo", deck);
    let cards =
        "- {kind: flip, question: One?, answer: x}\n- {kind: flip, question: Two?}\n- {kind: flip, question: Three?}\n";
    let ran = world.run(&["add", "geo", "-"]).input(cards).exits(2);
    for told in ["card 2 (line 2): card `two` has no `answer`", "card 3 (line 3): card `three` has no `answer`"] {
        assert!(ran.stderr().contains(told), "{}", ran.stderr());
    }
    assert_eq!(text(&world), deck);
}

#[test]
fn a_line_that_ends_in_a_backslash_goes_on() {
    let world = World::new().deck("geo", DECK);
    let card = "flip\nWhat does it print?\\\n```\\\n\\\n  if x:\\\n```\nC:\\\\\n\n\n\n";
    world.run(&["add", "geo"]).input(card).success();
    let added = "  - id: print-if-x\n    kind: flip\n    question: |-\n      What does it print?\n      ```\n\n        if x:\n      ```\n    answer: C:\\\n";
    assert_eq!(text(&world), format!("{DECK}{added}"));
}
