//! The command line as such.

use crate::support::{EVERY_KIND, World};

#[test]
fn decks_lists_the_built_in_ones_and_ones_own() {
    let world = World::new().deck("kinds", EVERY_KIND);
    let decks = world.run(&["decks", "--json"]).json();
    let decks = decks["decks"].as_array().unwrap();
    let own = decks.iter().find(|deck| deck["id"] == "kinds").unwrap();
    assert_eq!((own["cards"].as_u64(), own["items"].as_u64()), (Some(8), Some(10)));
    assert_eq!(own["path"], "decks/kinds.yaml");
    assert!(decks.iter().any(|deck| deck["id"] == "challenges" && deck["path"].is_null()));
}

#[test]
fn built_in_decks_can_be_written_out_and_nothing_is_overwritten() {
    let world = World::new();
    world.run(&["decks", "--export", "mine"]).success();
    assert!(world.path("mine/challenges.yaml").exists());
    let decks = world.run(&["--decks", "mine", "decks", "--json"]).json();
    assert_eq!(decks["decks"].as_array().unwrap().len(), 7);
    let ran = world.run(&["decks", "--export", "mine"]).exits(2);
    assert!(ran.stderr().contains("already exists"), "{}", ran.stderr());
}

#[test]
fn a_folder_without_decks_is_no_use() {
    let world = World::new().file("empty/note.txt", "nothing");
    let ran = world.run(&["--decks", "empty", "next"]).exits(3);
    assert!(ran.stderr().contains("error: no deck could be read"), "{}", ran.stderr());
}

#[test]
fn a_faulty_card_is_left_out_and_named_and_the_rest_goes_on() {
    let deck = EVERY_KIND.replace("    answer: Gustave Eiffel\n", "");
    let world = World::new().deck("kinds", &deck);
    let ran = world.run(&["--decks", "decks", "next"]).success();
    assert_eq!(ran.stderr().lines().count(), 1);
    assert!(ran.stderr().starts_with("decks/kinds.yaml:42:5: card `tower` has no `answer`"), "{}", ran.stderr());
    let next = world.run(&["--decks", "decks", "next", "--json"]).json();
    assert_eq!(next["queue"]["new"], 7);
    assert_eq!(world.run(&["-q", "--decks", "decks", "next", "--json"]).success().stderr(), "");
}

#[test]
fn what_narrows_and_adds_up() {
    let world = World::new()
        .deck("kinds", EVERY_KIND)
        .deck("two", "title: Two\ntags: [x]\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I}\n");
    let new = |what: &[&str]| {
        let args = [&["--decks", "decks", "next", "--json"], what].concat();
        let ran = world.run(&args).output();
        serde_json::from_str::<serde_json::Value>(&ran.stdout()).unwrap()["queue"]["new"].as_u64().unwrap()
    };
    assert_eq!(new(&["kinds"]), 8);
    assert_eq!(new(&["kinds/capital", "two"]), 2);
    assert_eq!(new(&["tag:x"]), 1);
    assert_eq!(new(&["kinds", "tag:x"]), 0);
    assert_eq!(new(&["is:review"]), 0);
    assert_eq!(new(&["./decks/two.yaml"]), 1);
    let ran = world.run(&["--decks", "decks", "next", "kind"]).exits(2);
    assert_eq!(
        ran.stderr(),
        "error: there is no deck `kind`; did you mean `kinds`?\n  help: `oss-quiz decks` lists the decks found\n"
    );
    assert!(world.run(&["next", "is:old"]).exits(2).stderr().contains("is:new"), "names the states");
}

#[test]
fn help_completions_and_manual_are_there() {
    let world = World::new();
    assert!(world.run(&["--help"]).success().stdout().contains("WHAT is a deck"));
    assert!(world.run(&["completions", "bash"]).success().stdout().contains("oss-quiz"));
    let man = world.run(&["man"]).success().stdout();
    assert!(man.starts_with(".ie") || man.contains(".TH oss-quiz"), "{}", &man[..100]);
    assert!(world.run(&["frobnicate"]).exits(2).stderr().contains("there is no command `frobnicate`"));
}

#[test]
fn a_wrong_command_line_is_said_in_plain_words_and_as_json_to_programs() {
    let world = World::new();
    let ran = world.run(&["run", "--nwe", "5"]).exits(2);
    assert_eq!(
        ran.stderr(),
        "error: there is no option `--nwe`\n  help: did you mean `--new`? `oss-quiz help run` lists its options\n"
    );
    let ran = world.run(&["due", "--json", "--limit"]).exits(2);
    let said: serde_json::Value = serde_json::from_str(&ran.stderr()).unwrap();
    assert_eq!((&said["error"]["exit"], &said["error"]["what"]), (&2.into(), &"there is no option `--limit`".into()));
    assert_eq!(ran.stdout(), "");
}

#[test]
fn days_are_written_as_one_says_them() {
    let world = World::new().deck("kinds", EVERY_KIND);
    world.run(&["grade", "kinds/biggest", "--answer", "Paris"]).success();
    for (day, says) in [("friday", "27 Nov"), ("+7d", "1 Dec"), ("2026-12-24", "24 Dec")] {
        let told = world.run(&["--decks", "decks", "stats", "--on", day]).success().stdout();
        assert!(told.contains(says), "{day}: {told}");
    }
    for command in [&["stats", "--on", "2026-11-23"][..], &["run", "--by", "2026-11-23"]] {
        let stderr = world.run(command).exits(2).stderr();
        assert!(stderr.starts_with("error: 23 Nov 2026 is in the past\n  help: name a day still to come"), "{stderr}");
    }
}

#[test]
fn each_command_has_a_page_of_the_manual() {
    let world = World::new();
    world.run(&["man", "--dir", "pages", "-q"]).success();
    let program = std::fs::read_to_string(world.path("pages/oss-quiz.1")).unwrap();
    // No page names one that is not there.
    let named = program.split("oss\\-quiz\\-").skip(1).filter_map(|rest| rest.split_once("(1)"));
    let named: Vec<String> = named.map(|(name, _)| name.replace('\\', "")).collect();
    assert!(named.len() > 15, "{program}");
    for name in &named {
        assert!(world.path(&format!("pages/oss-quiz-{name}.1")).exists(), "{name}");
    }
    assert!(world.run(&["man", "run"]).success().stdout().contains("oss\\-quiz\\-run \\- "));
    let stderr = world.run(&["man", "rnu"]).exits(2).stderr();
    assert!(stderr.contains("did you mean `run`?"), "{stderr}");
}

#[test]
fn a_tilde_is_the_home_folder_wherever_a_path_is_named() {
    let world = World::new().file("home/decks/kinds.yaml", EVERY_KIND);
    let answer = ["grade", "kinds/biggest", "--answer", "Paris"];
    world.run(&[&["--store=~/one.db", "--decks=~/decks"], &answer[..]].concat()).success();
    world.run(&answer).env("OSS_QUIZ_STORE", "~/two.db").env("OSS_QUIZ_DECKS", "~/decks").success();
    world.run(&["config", "set", "new_per_day", "5"]).env("OSS_QUIZ_CONFIG", "~/conf.toml").success();
    for name in ["home/one.db", "home/two.db", "home/conf.toml"] {
        assert!(world.path(name).exists(), "{name}");
    }
    assert!(!world.path("~").exists());
}
