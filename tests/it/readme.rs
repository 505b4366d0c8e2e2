//! The README: its commands are run, its decks read, its table made from the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::World;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The fenced blocks of that language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("\n```{language}\n");
    let bodies = text.split(&opening).skip(1);
    bodies.map(|body| body.split("\n```").next().unwrap().to_owned() + "\n").collect()
}

#[test]
fn its_commands_print_what_it_says() {
    let world = World::new();
    let mut ran = 0;
    for block in blocks(&readme(), "console") {
        for command in block.split("$ oss-quiz ").skip(1) {
            let (args, expected) = command.split_once('\n').unwrap();
            let output = world.run(&words(args).iter().map(String::as_str).collect::<Vec<_>>()).success();
            let stdout = output.stdout();
            let shown: Vec<&str> = stdout.lines().filter(|line| !line.starts_with("review ")).collect();
            assert_eq!(shown.join("\n") + "\n", expected, "$ oss-quiz {args}");
            ran += 1;
        }
    }
    assert!(ran >= 3, "only {ran} commands were found");
}

/// Splits a command as a shell does, double quotes honoured.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (quoted, part) in command.split('"').enumerate().map(|(n, part)| (n % 2 == 1, part)) {
        if quoted {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_command_of_the_page_of_promises_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/promises.md")).unwrap();
    let named = |before: &str| -> BTreeSet<String> {
        let before = format!("`{before}");
        let names = page.split(&before).skip(1);
        names.map(|rest| rest.split(['`', ' ']).next().unwrap().to_owned()).collect()
    };
    let (scripts, tests) = (named("tests/long/"), named("cargo test --test it "));
    assert!(scripts.len() >= 3 && tests.len() >= 4, "{scripts:?}, {tests:?}");
    for script in scripts {
        assert!(root.join("tests/long").join(&script).is_file(), "{script}");
    }
    for test in tests {
        let listed = Command::new(std::env::current_exe().unwrap()).args(["--list", &test]).output().unwrap();
        assert!(!String::from_utf8(listed.stdout).unwrap().starts_with("0 tests"), "{test}");
    }
}

#[test]
fn every_deck_of_the_page_for_authors_is_a_good_one() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/authoring.md")).unwrap();
    let (sources, rest): (Vec<String>, Vec<String>) =
        blocks(&page, "yaml").into_iter().partition(|text| text.contains("$schema=source"));
    let (synonyms, decks): (Vec<String>, Vec<String>) =
        rest.into_iter().partition(|text| text.contains("$schema=synonyms"));
    assert_eq!((decks.len(), synonyms.len(), sources.len()), (3, 1, 1));
    let heart = "title: Heart\nsource: heart\ncards:\n  - {id: pace, kind: typed, question: What sets the pace of the heart?, \
                 answer: sinus node, claims: [sinus-node]}\n";
    let ran = World::new().file("decks/heart.source.yaml", &sources[0]).deck("heart", heart);
    let ran = ran.run(&["check", "--coverage", "decks"]).success();
    assert!(ran.stdout().contains("no card teaches `right-ventricle`"), "{}", ran.stdout());
    assert!(!ran.stdout().contains("seat-of-love") && !ran.stdout().contains("error"), "{}", ran.stdout());
    for text in &decks {
        let deck = oss_quiz::parse_deck("page", None, text).unwrap();
        let diagnostics: Vec<String> = deck.diagnostics.iter().map(oss_quiz::render).collect();
        assert!(diagnostics.is_empty(), "{}", diagnostics.join("\n"));
    }
    let mut world = World::new().file("decks/page.synonyms.yaml", &synonyms[0]);
    for (number, text) in decks.iter().enumerate() {
        world = world.deck(&format!("page{number}"), text);
    }
    world.run(&["check", "--strict", "decks"]).success();
    let kinds = oss_quiz::parse_deck("kinds", None, &decks[1]).unwrap();
    for kind in oss_quiz::Kind::ALL {
        assert!(kinds.cards.iter().any(|card| card.body.kind() == kind), "{kind:?}");
    }
}

#[test]
fn its_deck_is_a_good_one_and_its_settings_are_the_defaults() {
    let [yaml, toml] = ["yaml", "toml"].map(|language| blocks(&readme(), language));
    let ([deck], [config]) = (&yaml[..], &toml[..]) else { panic!("{yaml:?} {toml:?}") };
    let world = World::new().deck("rivers", deck).file("config.toml", config);
    let decks = world.run(&["--decks", "decks", "decks", "--json"]).json();
    assert_eq!((&decks["decks"][0]["items"], &decks["decks"][0]["problems"]), (&2.into(), &0.into()));
    let with = world.run(&["next", "--json"]).env("OSS_QUIZ_CONFIG", "config.toml").json();
    assert_eq!(with, world.run(&["next", "--json"]).json());
}

#[test]
fn its_message_for_a_faulty_card_is_the_real_one() {
    let readme = readme();
    let deck = blocks(&readme, "yaml")[0].replace("    answer: the Seine\n", "");
    let message = blocks(&readme, "text").into_iter().find(|block| block.starts_with("decks/")).unwrap();
    let world = World::new().deck("rivers", &deck);
    assert_eq!(world.run(&["--decks", "decks", "next"]).success().stderr(), message);
}

#[test]
fn its_table_of_ratings_is_made_from_the_code() {
    let readme = readme();
    let (_, rest) = readme.split_once("<!-- ratings -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- end of ratings -->").unwrap();
    assert_eq!(table.trim(), oss_quiz::rating_table().trim());
}

#[cfg(unix)]
#[test]
fn its_screen_is_what_one_sees() {
    let world = World::new();
    let mut screen = crate::screen::Screen::run(&world, &["run", "rise/no-huge-sums"], 80, 24);
    let asked = screen.until("don't know").text();
    let right = (1..=3).find(|n| asked.contains(&format!("{n}  Machines to run it"))).unwrap();
    screen.keys(&right.to_string()).until("Enter  Good");
    let seen = screen.text();
    let shown = &seen[seen.find("  A small charity").unwrap()..];
    let readme = readme();
    let (_, block) = readme.split_once("<!-- screen -->\n```text\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    assert_eq!(block.trim_end(), shown.trim_end());
}
