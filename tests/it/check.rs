//! `check` through the built program.

use crate::support::World;

const WEAK: &str = "title: Weak\ncards:\n  - id: a\n    kind: flip\n    question: Is it so?\n    answer: It is.\n";
const BROKEN: &str = "title: Broken\ncards:\n  - id: a\n    kind: flip\n    question: Who is it?\n";

#[test]
fn the_shipped_decks_have_no_fault_and_no_gap() {
    let world = World::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    for args in [&["check", "--strict", "--coverage"][..], &["check", "--strict", "--coverage", folder]] {
        let ran = world.run(args).success();
        assert!(ran.stdout().contains("claims without a card: none"), "{}", ran.stdout());
        assert!(ran.stdout().contains("nothing wrong, nothing weak in 7 decks"), "{}", ran.stdout());
    }
    // A single deck is checked with its source and the other decks on it.
    world.run(&["check", "--strict", &format!("{folder}/connections.yaml")]).success();
}

#[test]
fn a_deck_is_checked_by_its_name_where_there_is_no_such_path() {
    let world = World::new().deck("weak", WEAK);
    let by_path = world.run(&["check", "decks/weak.yaml"]).success().stdout();
    assert_eq!(world.run(&["check", "weak"]).success().stdout(), by_path);
    // A built-in deck works too, alone and together with a file.
    let built_in = world.run(&["check", "--strict", "rise"]).success().stdout();
    assert!(built_in.contains("nothing weak in 1 deck"), "{built_in}");
    let both = world.run(&["check", "rise", "weak"]).success().stdout();
    assert!(both.contains("--> decks/weak.yaml:5:15") && both.contains("1 warning in 1 of 2 decks"), "{both}");
    assert_eq!(
        world.run(&["check", "wea"]).exits(2).stderr(),
        "error: there is no deck `wea`; did you mean `weak`?\n  help: `oss-quiz decks` lists the decks found; a path starts \
         with `./`\n"
    );
    assert_eq!(
        world.run(&["check", "--fix", "rise"]).exits(2).stderr(),
        "error: deck `rise` is built into the program\n  help: `oss-quiz edit` makes a copy that you can change\n"
    );
    // A path takes precedence over a name.
    let world = world.file("weak", "no deck");
    world.run(&["check", "weak"]).exits(3);
}

#[test]
fn a_finding_is_drawn_with_its_line() {
    let world = World::new().deck("weak", WEAK);
    let ran = world.run(&["check", "decks/weak.yaml"]).success();
    assert_eq!(
        ran.stdout(),
        "warning[yes-no-question]: yes or no would answer this question\n \
         --> decks/weak.yaml:5:15\n\
         5 |     question: Is it so?\n  \
           |               ^\n  \
           = help: ask which, what, who, why or how; or make it `kind: true-false`\n\n\
         1 warning in 1 of 1 deck\n"
    );
    let colored = world.run(&["--color", "always", "check", "decks"]).success().stdout();
    assert!(colored.starts_with("\u{1b}[33mwarning[yes-no-question]\u{1b}[0m"), "{colored}");
}

#[test]
fn errors_count_always_and_warnings_where_it_is_strict() {
    let world = World::new().deck("weak", WEAK).deck("broken", BROKEN);
    world.run(&["check", "decks/weak.yaml"]).success();
    world.run(&["check", "--strict", "decks/weak.yaml"]).exits(1);
    let ran = world.run(&["check", "decks"]).exits(1);
    let counts = "1 error, 1 warning in 2 of 2 decks; 1 card can't be studied until mended\n";
    assert!(ran.stdout().ends_with(counts), "{}", ran.stdout());
    let ran = world.run(&["check", "nowhere"]).exits(2);
    assert_eq!(ran.stdout(), "");
    let ran = world.run(&["check", "nowhere", "--json"]).exits(2);
    let error = serde_json::from_str::<serde_json::Value>(&ran.stderr()).unwrap();
    assert_eq!((ran.stdout().as_str(), &error["error"]["exit"]), ("", &2.into()));
}

#[test]
fn a_file_of_which_no_deck_can_be_made_is_reported_in_full() {
    let world = World::new().deck("odd", "- a list\n- and no deck\n");
    let ran = world.run(&["check", "decks/odd.yaml"]).exits(1);
    assert!(ran.stdout().contains("--> decks/odd.yaml:1:1") && ran.stdout().contains("1 error in 1 of 1 deck"));
}

#[test]
fn other_programs_read_the_findings() {
    let world = World::new().deck("weak", WEAK);
    let found = world.run(&["check", "--json", "decks"]).json();
    assert_eq!((&found["schema"], &found["errors"], &found["warnings"]), (&1.into(), &0.into(), &1.into()));
    let finding = &found["findings"][0];
    assert_eq!(finding["path"], "decks/weak.yaml");
    assert_eq!((&finding["line"], &finding["column"]), (&5.into(), &15.into()));
    assert_eq!((&finding["level"], &finding["rule"]), (&"warning".into(), &"yes-no-question".into()));
    let github = world.run(&["check", "--format", "github", "decks"]).success().stdout();
    let line = "::warning file=decks/weak.yaml,line=5,endLine=5,col=15,endColumn=24,title=yes-no-question (slight)::yes or no would \
         answer this question%0A";
    assert!(github.starts_with(line), "{github}");
    let covered = world.run(&["check", "--coverage", "--json"]).json();
    assert_eq!(covered["coverage"][0]["source"], "rise-of-open-source-ai");
    assert_eq!(covered["coverage"][0]["without_card"], serde_json::json!([]));
}

#[test]
fn a_rule_is_explained() {
    let world = World::new();
    let text = world.run(&["check", "--explain", "length-cue"]).success().stdout();
    assert!(text.contains("200 %") && text.contains("Haladyna"), "{text}");
    let ran = world.run(&["check", "--explain", "lenght-cue"]).exits(2);
    assert!(ran.stderr().contains("did you mean `length-cue`?"), "{}", ran.stderr());
    let list = world.run(&["check", "--explain"]).success().stdout();
    assert!(list.lines().any(|line| line.starts_with("quote-needed  ")) && list.lines().count() > 90, "{list}");
}

#[test]
fn what_was_copied_from_a_text_is_found() {
    let deck = "title: A\ncards:\n  - id: a\n    kind: flip\n    question: What have open models surged from in recent years \
                at last?\n    answer: Labs\n";
    let world =
        World::new().deck("a", deck).file("text.txt", "Open models surged from in recent years at last it is said.\n");
    let ran = world.run(&["check", "--strict", "--text", "text.txt", "decks"]).exits(1);
    assert!(ran.stdout().contains("warning[copied-text]"), "{}", ran.stdout());
    assert!(world.run(&["check", "--text", "none.txt"]).exits(2).stderr().contains("could not read none.txt"));
}

#[test]
fn an_allowed_finding_is_silent_and_other_languages_are_said_to_be_so() {
    let allowed = WEAK.replace("  - id: a\n", "  # oss-quiz: allow yes-no-question it is a riddle\n  - id: a\n");
    let welsh = WEAK.replace("cards:", "language: cy\ncards:").replace("Is it so?", "Ai felly y mae?");
    let world = World::new().deck("weak", &allowed).deck("cy", &welsh);
    let ran = world.run(&["check", "--strict", "decks"]).success();
    assert_eq!(ran.stderr().matches("are off for decks in cy").count(), 1, "{}", ran.stderr());
}

const CHOICE: &str = "title: T\ncards:\n  - id: a\n    kind: choice\n    question: What reads texts?\n    answer: NLP\n    \
                      distractors: [ASR, language processing]\n    because: It takes words apart and looks up \
                      what each of them means.\n";

#[test]
fn synonyms_are_checked_with_the_decks_of_their_folder() {
    let world =
        World::new().deck("d", CHOICE).file("decks/s.synonyms.yaml", "synonyms:\n  - [NLP, language processing]\n");
    let ran = world.run(&["check", "decks/d.yaml"]).exits(1);
    assert_eq!(
        ran.stdout(),
        "error[synonym-is-distractor]: this wrong choice counts as the answer `NLP` by a list of synonyms\n \
         --> decks/d.yaml:7:24\n\
         7 |     distractors: [ASR, language processing]\n  \
           |                        ^\n  \
           = help: the list is on line 2 of decks/s.synonyms.yaml: take one of the two out of it, or change the choice\n\n\
         1 error in 1 of 1 deck\n"
    );
    let ran = world.run(&["check", "decks/s.synonyms.yaml"]).exits(1);
    assert!(
        ran.stdout().contains(" --> decks/s.synonyms.yaml:2:11\n2 |   - [NLP, language processing]\n"),
        "{}",
        ran.stdout()
    );
    world.write("decks/s.synonyms.yaml", "synonyms: [[NLP, x], [language processing, y]]\n");
    world.run(&["check", "decks"]).success();
}

#[test]
fn a_faulty_file_of_synonyms_is_named_and_is_no_deck() {
    let world = World::new().deck("d", &CHOICE.replace("language processing", "OCR"));
    for (text, rule) in
        [("synonyms: [[NLP]]\n", "lone-synonym"), ("- [a, b]\n", "wrong-type"), ("a: [", "quote-needed")]
    {
        world.write("decks/s.synonyms.yaml", text);
        let ran = world.run(&["check", "decks"]).exits(1);
        assert!(ran.stdout().contains(&format!("error[{rule}]")), "{}", ran.stdout());
        assert!(ran.stdout().ends_with("\n1 error in 1 file of synonyms\n"), "{}", ran.stdout());
    }
    assert_eq!(world.run(&["--decks", "decks", "decks", "--json"]).json()["decks"].as_array().map(Vec::len), Some(1));
}
