//! Input that is too much: it is refused by name, or costs little. `tests/long/bounds.py` measures both.

use crate::support::World;

const GOOD: &str = "title: Good\ncards:\n  - {id: a, kind: typed, question: Longest river?, answer: Loire}\n";

#[test]
fn a_card_that_is_too_large_is_named_and_the_others_are_asked() {
    let gaps: Vec<String> = (1..=500).map(|gap| format!("{{{{c{gap}::x}}}}")).collect();
    let gaps = gaps.join(" ");
    let deck = format!(
        "title: D\ncards:\n  - {{id: many, kind: cloze, text: \"{gaps}\"}}\n  - {{id: b, kind: flip, question: q?, answer: a}}\n"
    );
    let world = World::new().deck("d", &deck).deck("good", GOOD);
    let checked = world.run(&["check"]).exits(1).stdout();
    assert!(checked.contains("in card `many` the text has more than 100 gaps, the most that are read"), "{checked}");
    let due = world.run(&["--decks", "decks", "due", "--json"]).json();
    assert_eq!(due["new"], 2);
}

#[test]
fn settings_and_answers_have_a_length() {
    let world = World::new().deck("good", GOOD).file("c.toml", &format!("#{}", "x".repeat(70_000)));
    let refused = world.run(&["due"]).env("OSS_QUIZ_CONFIG", "c.toml").exits(3);
    assert!(refused.stderr().contains("it is larger than 64 KiB, the most that is read"), "{}", refused.stderr());
    // As long as an argument may be.
    let graded = world.run(&["grade", "good/a", "--answer", &"Loire".repeat(20_000), "--json"]).json();
    assert_eq!(graded["verdict"], "wrong");
    let lines = format!("{}\n\n:quit\n", "x".repeat(1_000_000));
    world.run(&["--plain", "run"]).input(&lines).success();
}
