//! `check -`: what an editor has not saved, what is staged; and findings as editors read them.

use crate::support::World;

const WEAK: &str = "title: Weak\ncards:\n  - id: a\n    kind: flip\n    question: Is it so?\n    answer: It is.\n";
const BARE: &str = "title: Bare\r\ncards:\r\n  - kind: flip\r\n    question: Who is it?\r\n    answer: I\r\n";
const CITES: &str =
    "title: C\nsource: s\ncards:\n  - {id: a, kind: flip, question: Who is it?, answer: I, claims: [s-1]}\n";
const SOURCE: &str = "sections: [{slug: x}]\nclaims: [{id: s-1, section: x, claim: I am it.}]\n";

#[test]
fn a_deck_is_checked_from_standard_input() {
    let world = World::new();
    let ran = world.run(&["check", "-"]).input(WEAK).success();
    assert!(ran.stdout().contains(" --> -:5:15\n5 |     question: Is it so?\n"), "{}", ran.stdout());
    assert!(ran.stdout().ends_with("1 warning in 1 of 1 deck\n"), "{}", ran.stdout());
    world.run(&["check", "-", "--strict"]).input(WEAK).exits(1);
    let broken = world.run(&["check", "-", "--format", "line"]).input("title: \u{fffd}\n- x").exits(1);
    assert!(broken.stdout().starts_with("-:2:1: error: "), "{}", broken.stdout());
    // Decks that are found elsewhere have no part in it.
    let world = world.deck("weak", WEAK);
    assert_eq!(world.run(&["check", "-", "--json"]).input(BARE).json()["decks"], 1);
}

#[test]
fn a_name_says_which_file_it_stands_for_and_what_lies_beside() {
    let world = World::new().deck("cites", "title: old\n").file("decks/s.source.yaml", SOURCE);
    let alone = world.run(&["check", "-", "--format", "line"]).input(CITES).exits(1).stdout();
    assert!(alone.contains("-:2:9: error: there is no source `s` [unknown-source]\n"), "{alone}");
    for name in ["decks/cites.yaml", "./decks/cites.yaml", "decks/new.yml"] {
        let named = world.run(&["check", "-", "--name", name, "--json"]).input(CITES).json();
        assert_eq!((&named["errors"], &named["decks"]), (&0.into(), &1.into()), "{named}");
    }
    // What it says of other decks is looked up among them, and its id is its name's.
    let deck = "title: N\nafter: [cites, gone]\ncards:\n  - {id: a, kind: flip, question: Is it so?, answer: It is.}\n";
    let found = world.run(&["check", "-", "--name", "decks/new.yaml", "--json"]).input(deck);
    let found = found.exits(1).stdout();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    let said: Vec<_> =
        found["findings"].as_array().unwrap().iter().map(|one| (one["rule"].clone(), one["card"].clone())).collect();
    assert_eq!(said, [("unknown-deck".into(), serde_json::Value::Null), ("yes-no-question".into(), "new/a".into())]);
    assert_eq!(found["findings"][1]["path"], "decks/new.yaml");
    // A source as well.
    let source = world.run(&["check", "-", "--name", "decks/s.source.yaml", "--format", "line"]).input("claims: 3\n");
    assert!(source.exits(1).stdout().starts_with("decks/s.source.yaml:1:9: error: "));
}

#[test]
fn the_mended_text_comes_out_and_nothing_else() {
    let world = World::new();
    let ran = world.run(&["check", "-", "--fix"]).input(BARE).success();
    let mended = ran.stdout();
    assert!(mended.starts_with("title: Bare\r\ncards:\r\n  - id: who-is-it-"), "{mended}");
    assert_eq!(mended.matches('\r').count(), BARE.matches('\r').count() + 1);
    assert!(ran.stderr().starts_with("1 card gets an id; "), "{}", ran.stderr());
    let again = world.run(&["check", "-", "--fix", "--quiet"]).input(&mended).success();
    assert_eq!((again.stdout(), again.stderr().as_str()), (mended, ""));
    // What can't be read is not lost on its way back to an editor.
    let broken = world.run(&["check", "-", "--fix"]).input("- no deck\n").exits(1);
    assert_eq!(broken.stdout(), "- no deck\n");
    assert!(broken.stderr().contains("-:1:1: error: a deck must be a file of fields"), "{}", broken.stderr());
    world.run(&["check", "-", "decks", "--fix"]).exits(2);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let world = World::new().file("in", "");
    std::fs::write(world.path("in"), b"title: T\nabout: \xff\n").unwrap();
    let mut command = world.command(["check", "-", "--format", "line"]);
    let output = command.stdin(std::fs::File::open(world.path("in")).unwrap()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "-:2:8: error: byte 17 of the file is not UTF-8 [not-utf8]\n");
    let mut command = world.command(["check", "-", "--fix"]);
    let output = command.stdin(std::fs::File::open(world.path("in")).unwrap()).output().unwrap();
    assert_eq!(output.stdout, b"title: T\nabout: \xff\n");
}

#[test]
fn what_can_not_be_meant_is_told_plainly() {
    let world = World::new().deck("weak", WEAK);
    for (args, told) in [
        (&["check", "/dev/null"][..], "/dev/null is a stream"),
        (&["check", "--name", "a.yaml"], "--name goes with `-`"),
        (&["check", "-", "-"], "can only be read once"),
        (&["check", "-", "--name", "a.txt"], "a.txt is not a deck's name"),
    ] {
        let ran = world.run(args).exits(2);
        assert!(ran.stderr().contains(told), "{args:?}: {}", ran.stderr());
    }
}

#[test]
fn a_line_a_finding_and_the_sum_elsewhere() {
    let world = World::new().deck("weak", WEAK).deck("worse", &WEAK.replace("    answer: It is.\n", ""));
    let ran = world.run(&["check", "--format", "line", "decks"]).exits(1);
    assert_eq!(
        ran.stdout(),
        "decks/weak.yaml:5:15: warning: yes or no would answer this question [yes-no-question]\n\
         decks/worse.yaml:3:5: error: card `a` has no `answer` [missing-field]\n"
    );
    assert_eq!(ran.stderr(), "1 error, 1 warning in 2 of 2 decks; 1 card can't be studied until mended\n");
    assert_eq!(world.run(&["-q", "check", "--format", "line", "decks"]).exits(1).stderr(), "");
    let by_flag = world.run(&["check", "--json", "decks"]).exits(1).stdout();
    assert_eq!(world.run(&["check", "--format", "json", "decks"]).exits(1).stdout(), by_flag);
}

#[test]
fn findings_say_which_card_how_grave_and_to_where() {
    let world = World::new().deck("weak", &WEAK.replace("Is it so?", "Is 𝄞 so?"));
    let found = world.run(&["check", "--json", "decks"]).json();
    let finding = &found["findings"][0];
    assert_eq!((&finding["card"], &finding["gravity"]), (&"weak/a".into(), &"slight".into()));
    let ends = (&finding["line"], &finding["column"], &finding["end_line"], &finding["end_column"]);
    assert_eq!(ends, (&5.into(), &15.into(), &5.into(), &23.into()));
    assert_eq!(finding["range"].to_string(), r#"{"end":{"character":23,"line":4},"start":{"character":14,"line":4}}"#);
    let github = world.run(&["check", "--format", "github", "decks"]).success().stdout();
    let place = "::warning file=decks/weak.yaml,line=5,endLine=5,col=15,endColumn=23,title=yes-no-question (slight)::";
    assert!(github.starts_with(place), "{github}");
}
