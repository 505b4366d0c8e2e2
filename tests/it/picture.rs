//! `stats` and `due`: the picture, for people and for programs.

use serde_json::json;

use crate::support::{EVERY_KIND, World};

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

/// Two answers on Tuesday, one of them wrong.
fn begun() -> World {
    let world = world();
    world.run(&["grade", "kinds/biggest", "--answer", "Paris", "--seconds", "4"]).success();
    world.run(&["grade", "kinds/capital", "--answer", "Lyon", "--seconds", "6"]).success();
    world
}

#[test]
fn due_is_a_line_and_an_exit_code() {
    let world = World::new().deck("one", "title: One\ncards:\n  - {id: a, kind: flip, question: Who?, answer: I}\n");
    let due = |args: &[&str], code| world.run(&[&["--decks", "decks", "due"], args].concat()).exits(code).stdout();
    assert_eq!(due(&[], 0), "1 new, about 1 minute\n");
    assert_eq!(due(&["--format", "{all} left"], 0), "1 left\n");
    world.run(&["grade", "one/a", "--rating", "good"]).success();
    assert_eq!(due(&[], 1), "nothing due; next: 1 due on Thu 26 Nov\n");
    assert_eq!(due(&["-q"], 1), "");
    assert_eq!(due(&["--format", "{all} left"], 1), "");
    assert_eq!(due(&["--format", "{next_due} on {next}"], 1), "1 on Thu 26 Nov\n");
    due(&["--format", "{what}"], 2);
}

#[test]
fn due_counts_what_next_will_ask() {
    let mut world = begun();
    for now in ["2026-11-24T21:00:00+01:00", "2026-11-26T20:00:00+01:00", "2027-03-01T20:00:00+01:00"] {
        world.set_now(now);
        let due = world.run(&["--decks", "decks", "due", "--json"]).json();
        let next = world.run(&["--decks", "decks", "next", "--json"]).json();
        assert_eq!(json!({"due": due["due"], "new": due["new"]}), next["queue"], "{now}");
        assert_eq!(due["forecast"].as_array().unwrap().len(), 14);
        assert_eq!(due["forecast"][0]["date"], now[..10]);
    }
}

#[test]
fn looking_makes_no_store() {
    let world = world();
    world.run(&["--decks", "decks", "stats"]).success();
    world.run(&["--decks", "decks", "due"]).success();
    assert!(!world.store().exists());
}

#[test]
fn stats_counts_exactly_the_answers_given() {
    let world = begun();
    let stats = world.run(&["--decks", "decks", "stats", "--json"]).json();
    assert_eq!((&stats["schema"], &stats["reviews"]), (&json!(1), &json!(2)));
    let items = json!({"total": 10, "new": 8, "learning": 1, "review": 1, "suspended": 0, "elsewhere": 0});
    assert_eq!(stats["items"], items);
    assert_eq!((&stats["due"], &stats["streak"]["now"]), (&json!(1), &json!(1)));
    assert_eq!((&stats["retention"]["measured"], &stats["retention"]["desired"]), (&json!(null), &json!(0.9)));
    let kinds = &stats["knowledge"][0];
    assert_eq!((&kinds["deck"], &kinds["items"], &kinds["met"]), (&json!("kinds"), &json!(10), &json!(2)));
    // One was missed today.
    assert_eq!(kinds["expected"], 1.0);
    world.run(&["undo"]).success();
    assert_eq!(world.run(&["--decks", "decks", "stats", "--json"]).json()["reviews"], 1);
}

#[test]
fn stats_in_sentences_tells_what_matters_first() {
    let ran = begun().run(&["--decks", "decks", "stats"]).success();
    let text = ran.stdout();
    assert!(
        text.starts_with("Today: 2 answers in 10 seconds. Left: 1 due, 6 new, about 2 minutes.\nItems: 8 new,"),
        "{text}"
    );
    assert!(
        text.contains("\nIf asked everything now, you would know about 1 of 10.\n8 you have not seen yet; about 1 you have probably forgotten.\n"),
        "{text}"
    );
}

#[test]
fn what_one_would_know_on_a_coming_day() {
    let world = begun();
    let on = |day: &str| world.run(&["--decks", "decks", "stats", "--on", day, "--json"]).json()["known"].clone();
    let (soon, later) = (on("2026-11-25"), on("2027-11-24"));
    assert_eq!((&soon["on"], &later["on"]), (&json!("2026-11-25"), &json!("2027-11-24")));
    assert!(soon["expected"].as_f64().unwrap() > later["expected"].as_f64().unwrap());
    let ran = world.run(&["--decks", "decks", "stats", "--on", "2026-12-24"]).success();
    assert!(ran.stdout().starts_with("If asked everything on Thu 24 Dec, with nothing studied until then, you would"));
    world.run(&["--decks", "decks", "stats", "--on", "2026-11-23"]).exits(2);
}

#[test]
fn days_and_items_come_as_rows() {
    let world = begun();
    let days = world.run(&["--decks", "decks", "stats", "--csv"]).success();
    assert_eq!(
        days.stdout(),
        "date,reviews,scheduled,new,seconds,young,young_kept,mature,mature_kept\n2026-11-24,2,2,2,10,0,0,0,0\n"
    );
    let items = world.run(&["--decks", "decks", "stats", "--only", "items", "--csv"]).success();
    assert_eq!(
        items.stdout(),
        "item,kind,answers,right,guessed,median_seconds,fault,unpicked,prompt\n\
         kinds/capital,choice,1,0,0,6,,,Which city is the capital of France?\n\
         kinds/biggest,typed,1,1,0,4,,,Which is the biggest city of France?\n"
    );
}

#[test]
fn a_wrong_answer_given_twice_is_a_confusion() {
    let world = begun();
    world.run(&["grade", "kinds/capital", "--answer", "Marseille"]).success();
    world.run(&["grade", "kinds/capital", "--answer", "Marseille"]).success();
    let log = world.run(&["--decks", "decks", "stats", "--only", "hard", "--json"]).json()["log"].clone();
    let confusion = json!({"item": "kinds/capital", "answer": "Marseille", "times": 2, "right_of": "kinds/sea#c1"});
    assert_eq!(log["confusions"], json!([confusion]));
}

#[test]
fn the_life_of_a_card_is_told_answer_by_answer() {
    let mut world = begun();
    world.set_now("2026-11-26T20:00:00+01:00");
    world.run(&["grade", "kinds/biggest", "--dont-know", "--seconds", "9"]).success();
    let life = world.run(&["--decks", "decks", "stats", "kinds/biggest", "--json"]).json();
    let answers = life["lives"][0]["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[1]["rating"], &answers[1]["seconds"]), (&json!("again"), &json!(9.0)));
    assert!((answers[1]["expected"].as_f64().unwrap() - 0.9).abs() < 0.02);
    let text = world.run(&["--decks", "decks", "stats", "kinds/biggest"]).success().stdout();
    assert!(text.contains("Thu 26 Nov: Again, next today, expected 91 %, 9.0 s.\n"), "{text}");
}

#[test]
fn an_unknown_part_is_refused_with_the_parts_there_are() {
    let ran = world().run(&["stats", "--only", "all"]).exits(2);
    assert!(ran.stderr().contains("expected one of knowledge, retention, forecast"), "{}", ran.stderr());
}

#[test]
fn the_page_for_a_browser_is_one_file() {
    let world = begun();
    world.run(&["--decks", "decks", "stats", "--html", "page.html"]).success();
    let page = std::fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("You know about 1 of 10"), "{page}");
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
}

#[test]
fn a_page_takes_the_place_of_a_page_and_of_nothing_else() {
    let world = begun().file("notes.html", "<p>mine</p>");
    let stats = |args: &[&str]| world.run(&[&["--decks", "decks", "stats"], args].concat());
    stats(&["--html", "page.html"]).success();
    stats(&["--html", "page.html"]).success();
    let ran = stats(&["--html", "notes.html"]).exits(2);
    assert!(ran.stderr().contains("notes.html already exists"), "{}", ran.stderr());
    assert_eq!(std::fs::read_to_string(world.path("notes.html")).unwrap(), "<p>mine</p>");
    stats(&["--html", "notes.html", "--force"]).success();
    let ran = stats(&["--html", "-"]).success();
    assert!(ran.stdout().starts_with("<!doctype html>"), "{}", ran.stdout());
    assert!(!world.path("-").exists());
}

/// `docs/stats.md` names every field of `stats --json` and every place of `--format`.
#[test]
fn every_field_is_documented() {
    let docs = include_str!("../../docs/stats.md");
    let stats = begun().run(&["--decks", "decks", "stats", "--json"]).json();
    for field in stats.as_object().unwrap().keys().filter(|field| *field != "log") {
        assert!(docs.contains(&format!("| `{field}` |")), "{field}");
    }
    for field in stats["log"].as_object().unwrap().keys() {
        assert!(docs.contains(&format!("| `log.{field}` |")), "{field}");
    }
}
