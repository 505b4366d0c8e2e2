//! Decks that are saved while a session runs: by an editor with a window of its own, by a sync client, by a pull.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use crate::screen::Screen;
use crate::support::World;

/// A deck of typed cards: of each its id, what is asked and the answer.
fn deck(cards: &[(&str, &str, &str)]) -> String {
    let card = |(id, asked, answer): &(&str, &str, &str)| {
        format!("  - {{id: {id}, kind: typed, question: \"Which river is in {asked}?\", answer: {answer}}}\n")
    };
    format!("title: Rivers\ncards:\n{}", cards.iter().map(card).collect::<String>())
}

const FRANCE: (&str, &str, &str) = ("france", "France", "Loire");
const SPAIN: (&str, &str, &str) = ("spain", "Spain", "Tagus");
const ITALY: (&str, &str, &str) = ("italy", "Italy", "Tiber");

fn world() -> World {
    World::new().deck("rivers", &deck(&[FRANCE, SPAIN, ITALY]))
}

fn quiz(world: &World, columns: u16, rows: u16) -> Screen {
    let variables = [("OSS_QUIZ_SETTLE_MS", "0"), ("EDITOR", "true")];
    Screen::run_with(world, &["--decks", "decks", "run"], &variables, columns, rows)
}

#[test]
fn the_answer_is_judged_by_what_was_shown_and_the_next_question_has_the_new_words() {
    for (columns, rows) in [(80, 24), (40, 15)] {
        let world = world();
        let mut screen = quiz(&world, columns, rows);
        screen.until("in France?");
        world
            .write("decks/rivers.yaml", &deck(&[("france", "France", "Seine"), ("spain", "old Spain", "Ebro"), ITALY]));
        screen.keys("Loire\r").until("Right").keys("\r");
        screen.until("was saved and has been").until("in old Spain?").keys("Ebro\r").until("Right").keys("\r");
        // It is said once.
        let text = screen.until("in Italy?").text();
        assert!(text.matches("was saved and has been").count() < 2, "{text}");
        screen.keys(":quit\r");
        assert_eq!(screen.exit(), 0);
        screen.assert_as_found();
    }
}

#[test]
fn a_card_that_is_gone_or_broken_is_passed_over_and_that_is_said() {
    let broken = deck(&[FRANCE, SPAIN, ITALY]).replace("question: \"Which river is in Spain?\", ", "");
    for (text, said) in [
        (deck(&[FRANCE, ITALY]), "rivers/spain is no longer in it and is skipped"),
        (broken, "rivers/spain is skipped: decks/rivers.yaml:4:"),
    ] {
        let world = world();
        let mut screen = quiz(&world, 100, 24);
        screen.until("in France?").keys("Loire\r").until("Right");
        world.write("decks/rivers.yaml", &text);
        screen.keys("\r").until(said).until("in Italy?").keys("Tiber\r").until("Right").keys("\r");
        screen.until("2 questions in less than a minute");
        assert_eq!(screen.exit(), 0);
    }
}

#[test]
fn of_a_deck_that_can_not_be_read_the_old_words_are_asked_until_it_can() {
    let world = world();
    let mut screen = quiz(&world, 80, 24);
    screen.until("in France?").keys("Loire\r").until("Right");
    world.write("decks/rivers.yaml", "");
    screen.keys("\r").until("can't be read; the old text is asked").until("in Spain?").keys("Tagus\r").until("Right");
    screen.keys("\r").until("in Italy?");
    assert_eq!(screen.text().matches("old text").count(), 1, "{}", screen.text());
    screen.keys("x\r").until("Tiber");
    world.write("decks/rivers.yaml", &deck(&[FRANCE, SPAIN, ("italy", "new Italy", "Tiber")]));
    screen.keys("\r").until("has been reloaded").until("in new Italy?").keys(":quit\r");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
}

#[test]
fn a_deck_that_is_gone_is_asked_no_more() {
    let world = world().deck("towns", &deck(&[("rome", "Rome", "Tiber")]));
    let mut screen = quiz(&world, 80, 24);
    screen.until("in France?").keys("Loire\r").until("Right");
    fs::remove_file(world.path("decks/rivers.yaml")).unwrap();
    screen.keys("\r").until("`rivers` is gone and is no longer asked").until("in Rome?");
    screen.keys("Tiber\r").until("Right").keys("\r").until("2 questions in less than a minute");
    assert_eq!(screen.exit(), 0);
    // What was learnt of it is kept for the day it comes back.
    world.write("decks/rivers.yaml", &deck(&[FRANCE]));
    assert_eq!(world.shown("rivers/france")["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn an_editor_that_comes_back_at_once_is_no_end_of_editing() {
    let world = world();
    let mut screen = quiz(&world, 80, 24);
    screen.until("in France?").keys(":edit\r").until("nothing was saved yet").until("in France?");
    world.write("decks/rivers.yaml", &deck(&[("france", "France", "Seine"), ("spain", "old Spain", "Ebro")]));
    screen.keys("Loire\r").until("Right").keys("\r").until("in old Spain?").keys(":quit\r");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_plain_face_says_it_before_the_question() {
    let world = world();
    let mut command = world.command(["--plain", "--decks", "decks", "run"]);
    let mut quiz = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = quiz.stdin.take().unwrap();
    let mut lines = BufReader::new(quiz.stdout.take().unwrap()).lines().map(Result::unwrap);
    input.write_all(b"Loire\n").unwrap();
    assert!(lines.any(|line| line.contains("Right.")));
    world.write("decks/rivers.yaml", &deck(&[FRANCE, ("spain", "old Spain", "Ebro")]));
    input.write_all(b"\n:quit\n").unwrap();
    drop(input);
    let rest: Vec<String> = lines.collect();
    let place =
        |text: &str| rest.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}: {rest:?}"));
    assert!(place("`rivers` was saved and has been reloaded") < place("in old Spain?"));
    assert!(quiz.wait().unwrap().success());
}

#[test]
fn what_has_become_of_a_deck_is_remembered_of_it_whichever_deck_comes_between() {
    let world = World::new().deck("m", &deck(&[FRANCE, SPAIN]));
    world.run(&["--plain", "--decks", "decks", "run"]).input("Loire\n\nTagus\n\n").success();
    world.write("decks/m.yaml", &deck(&[("france", "all of France", "Loire"), SPAIN, ITALY]));
    world.write(
        "editor",
        "#!/bin/sh\nsed 's/Rivers/Others/; s/id: /id: n-/' decks/m.yaml > decks/a.yaml\necho >> decks/m.yaml\n",
    );
    fs::set_permissions(world.path("editor"), fs::Permissions::from_mode(0o755)).unwrap();
    let editor = world.path("editor").to_str().unwrap().to_owned();
    let run = |input: &str| {
        let ran =
            world.run(&["--plain", "--decks", "decks", "run"]).env("EDITOR", &editor).env("PATH", "/usr/bin:/bin");
        ran.input(input).success().stdout()
    };
    let out = run(":edit\n:quit\n");
    assert!(out.contains("m: 1 new, 1 reworded (kept)"), "{out}");
    let out = run(":quit\n");
    assert!(!out.contains("reworded"), "what was told is known: {out}");
    assert!(!out.contains("a: "), "a deck that was never asked is not known: {out}");
}
