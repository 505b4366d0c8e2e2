//! `check --fix` and `check --against`: ids written down, and what an update does to those who study a deck.

use std::fs;

use serde_json::json;

use crate::screen::Screen;
use crate::support::World;

const BARE: &str = "title: T\r\ncards:\r\n  - kind: flip\r\n    question: Who is it?\r\n    answer: I\r\n  # two gaps\r\n  \
                    - {id: gaps, kind: cloze, text: 'The {{one}} and the {{other}} stand side by side.'}\r\n";

fn text(world: &World) -> String {
    fs::read_to_string(world.path("decks/d.yaml")).unwrap()
}

fn shown(id: &str) -> String {
    format!(
        "decks/d.yaml
3 -   - kind: flip
  +   - id: {id}
  +     kind: flip
7 -   - {{id: gaps, kind: cloze, text: 'The {{{{one}}}} and the {{{{other}}}} stand side by side.'}}
  +   - {{id: gaps, kind: cloze, text: 'The {{{{c1::one}}}} and the {{{{c2::other}}}} stand side by side.'}}
1 card gets an id, the gaps of 1 card get numbers; nothing else changes, and progress is kept
"
    )
}

#[test]
fn ids_are_shown_then_written_and_progress_stays() {
    let world = World::new().deck("d", BARE);
    let next = world.run(&["--decks", "decks", "next", "--json"]).json();
    let item = next["item"]["id"].as_str().unwrap().to_owned();
    world.run(&["--decks", "decks", "grade", &item, "--rating", "good"]).success();
    let id = item.trim_start_matches("d/");
    let ran = world.run(&["check", "--fix", "decks"]).exits(2);
    assert_eq!(ran.stdout(), shown(id));
    assert!(ran.stderr().contains("--yes writes it without asking"), "{}", ran.stderr());
    assert_eq!(text(&world), BARE);

    let ran = world.run(&["check", "--fix", "--yes"]).success();
    assert!(ran.stdout().starts_with(&(shown(id) + "written\n")), "{}", ran.stdout());
    let expected = BARE
        .replace("- kind", &format!("- id: {id}\r\n    kind"))
        .replace("{{one}}", "{{c1::one}}")
        .replace("{{other}}", "{{c2::other}}");
    assert_eq!(text(&world), expected);
    assert_eq!(world.shown(&item)["reviews"].as_array().unwrap().len(), 1);
    let ran = world.run(&["check", "--fix"]).success();
    assert!(ran.stderr().contains("nothing to write"), "{}", ran.stderr());
    assert_eq!(text(&world), expected);
}

#[cfg(unix)]
#[test]
fn an_author_at_a_terminal_is_asked() {
    let world = World::new().deck("d", BARE);
    let mut screen = Screen::run(&world, &["check", "--fix", "decks"], 100, 30);
    screen.until("Write it?").keys("n");
    screen.until("nothing was changed");
    assert_eq!(screen.exit(), 1);
    assert_eq!(text(&world), BARE);
    let mut screen = Screen::run(&world, &["check", "--fix", "decks"], 100, 30);
    screen.until("Write it?").keys("y");
    screen.until("written");
    assert_eq!(screen.exit(), 0);
    screen.assert_as_found();
    assert!(text(&world).contains("{{c1::one}}"));
}

const BEFORE: &str = "title: T
cards:
  - {id: same, kind: flip, question: What stays the same?, answer: this}
  - {id: typo, kind: flip, question: What is mended heer?, answer: a word}
  - {id: old, kind: flip, question: Which card gets another name?, answer: this one}
  - {id: lost, kind: flip, question: Which card gets a name and loses its progress?, answer: that one}
  - {id: means, kind: flip, question: What does it mean?, answer: this}
  - {id: gaps, kind: cloze, text: 'Here {{c1::one}} gap and there {{c2::another}}.'}
  - {id: gone, kind: flip, question: Why is it here?, answer: no reason}
";

const AFTER: &str = "title: T
cards:
  - {id: same, kind: flip, question: What stays the same?, answer: this}
  - {id: typo, kind: flip, question: What is mended here?, answer: a word}
  - {id: new, was: old, kind: flip, question: Which card gets another name?, answer: this one}
  - {id: found, kind: flip, question: Which card gets a name and loses progress?, answer: that one}
  - {id: means, revision: 1, kind: flip, question: What does it mean?, answer: that}
  - {id: gaps, kind: cloze, text: 'Here {{c1::one}} gap and there another, {{c3::third}} as well.'}
";

#[test]
fn an_update_is_told_card_by_card() {
    let world = World::new().deck("d", AFTER).file("before/d.yaml", BEFORE);
    let ran = world.run(&["check", "--against", "before"]).success();
    let expected = "\
new       d/found  Which card gets a name and loses progress?  (decks/d.yaml:6)
reworded  d/typo  What is mended here?  (decks/d.yaml:4)
reworded  d/gaps  Here one gap and there another, third as well.  (decks/d.yaml:8)
          d/gaps#c3 is new
          d/gaps#c2 is gone, and its progress with it
renamed   d/new, was d/old  Which card gets another name?  (decks/d.yaml:5)
revised   d/means  What does it mean?  (decks/d.yaml:7)
removed   d/lost  Which card gets a name and loses its progress?
removed   d/gone  Why is it here?
note      `d/found` looks like `d/lost`, which is gone: add `was: lost` to keep its progress
1 card unchanged, 1 new (asked for the first time), 2 reworded (progress is kept, except for 1 item), 1 renamed (progress is kept), \
                    1 revised (progress is kept, asked soon), 2 removed (no longer asked)
";
    assert_eq!(ran.stdout(), expected);
    world.run(&["check", "--against", "before", "--strict", "decks"]).exits(1);
    let json = world.run(&["check", "--against", "before", "--json", "decks/d.yaml"]).json();
    assert_eq!((&json["schema"], &json["same"]), (&json!(1), &json!(1)));
    let gaps = json["cards"].as_array().unwrap().iter().find(|card| card["id"] == "d/gaps").unwrap();
    assert_eq!(
        *gaps,
        json!({
            "id": "d/gaps", "change": "reworded", "from": null, "into": null, "items_new": ["d/gaps#c3"], "items_lost": ["d/gaps#c2"],
            "path": "decks/d.yaml", "line": 8, "column": 5, "prompt": "Here one gap and there another, third as well.",
        })
    );
    assert_eq!(json["hints"][0]["was"], "d/lost");
    let ran = world.run(&["check", "--against", "before", "--format", "github"]).success();
    assert!(ran.stdout().starts_with("::warning file=decks/d.yaml,line=6,col=5,title=progress::`d/found` looks like"));
    let ran = world.run(&["check", "--against", "before", "--format", "line"]).success();
    assert!(ran.stdout().starts_with("decks/d.yaml:6:5: warning: `d/found` looks like"), "{}", ran.stdout());
    // Where nothing was before, all is new; a file that can't be read is another matter.
    let ran = world.run(&["check", "--against", "nowhere", "--strict"]).success();
    assert!(ran.stdout().ends_with("0 cards unchanged, 6 new (asked for the first time)\n"), "{}", ran.stdout());
    let world = world.file("faulty/d.yaml", "title: [\n");
    let ran = world.run(&["check", "--against", "faulty"]).exits(2);
    assert!(ran.stderr().contains("no deck could be read in faulty"), "{}", ran.stderr());
}

#[test]
fn progress_is_found_through_both_names_and_through_a_change_of_kind() {
    let card = |id: &str, rest: &str| format!("title: T\nlanguage: en\n{id}kind: {rest}\n");
    let typed = card("cards:\n  - id: a\n    ", "typed\n    question: Which metal is liquid?\n    answer: mercury");
    let world = World::new().deck("eins", &typed);
    world.run(&["grade", "eins/a", "--answer", "mercury"]).success();
    std::fs::remove_file(world.path("decks/eins.yaml")).unwrap();
    let gap = card(
        "was: [eins]\ncards:\n  - id: metal\n    was: {c2: a}\n    ",
        "cloze\n    text: \"The liquid {{c1::metal}} is {{c2::mercury}}.\"",
    );
    let world = world.deck("uno", &gap);
    world.run(&["check", "decks"]).success();
    assert!(world.run(&["show", "uno/metal#c2"]).success().stdout().contains("1 review"));
    assert!(world.run(&["show", "uno/metal#c1"]).success().stdout().contains("State: new"));
}

#[test]
fn an_update_with_every_was_in_its_place_is_strictly_good() {
    let after = AFTER.replace("id: found", "id: found, was: lost");
    let world = World::new().deck("d", &after).file("before/d.yaml", BEFORE);
    world.run(&["check", "--against", "before", "--strict"]).success();
}

#[test]
fn a_tilde_is_the_home_folder_in_every_path_of_check() {
    let world = World::new().deck("d", AFTER).file("before/d.yaml", BEFORE);
    let home = world.path("").to_string_lossy().into_owned();
    let ran = world.run(&["check", "--against", "~/before", "~/decks"]).env("HOME", &home).success();
    assert!(ran.stdout().contains("1 card unchanged"), "{}", ran.stdout());
}

#[test]
fn a_flood_of_problems_is_cut_before_a_question() {
    let files = (0..30).map(|n| (format!("decks/m{n}.yaml"), "apiVersion: v1\nkind: ConfigMap\n"));
    let world =
        World::new().deck("r", "title: R\ncards:\n  - {id: a, kind: flip, question: Who wrote Emma?, answer: so}\n");
    let world = files.fold(world, |world, (name, text)| world.file(&name, text));
    for command in [&["grade", "r/a", "--rating", "good"][..], &["next"], &["decks"]] {
        let ran = world.run(command).success();
        let said = ran.stderr();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!((lines.len(), lines[10]), (11, "and 20 more; `oss-quiz check` shows all"), "{command:?}");
    }
    assert_eq!(world.run(&["-q", "check"]).exits(1).stdout().lines().count(), 30);
}
