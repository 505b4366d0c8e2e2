//! Clocks that were wrong, days that would go back, and a clock that stands still.

use std::collections::HashSet;

use serde_json::Value;

use crate::screen::Screen;
use crate::support::World;

const RIGHT: &str = "2026-11-28T10:00:00+00:00";
const WARNING: &str = "warning: the last answer is dated 1 May 2027, which is still to come; \
                       if today is really 28 November 2026, `oss-quiz doctor --fix`";

/// Cards c1, c2, …, each answered by its own name.
fn world(cards: usize) -> World {
    let card = |n| format!("  - {{id: c{n}, kind: typed, question: \"What is number {n}?\", answer: number{n}}}\n");
    let deck = format!("title: N\ncards:\n{}", (1..=cards).map(card).collect::<String>());
    World::new().deck("n", &deck)
}

fn grade(world: &World, item: &str, answer: &str) -> Value {
    world.run(&["--decks", "decks", "grade", item, "--answer", answer, "--json"]).json()
}

fn due(world: &World) -> (u64, u64) {
    let ran = world.run(&["--decks", "decks", "due", "--json"]).output();
    let due: Value = serde_json::from_str(&ran.stdout()).unwrap();
    (due["due"].as_u64().unwrap(), due["new"].as_u64().unwrap())
}

/// A card was answered on 1 May 2027, and now it is November again.
fn world_ahead() -> World {
    let mut world = world(2);
    world.set_now("2027-05-01T10:00:00+00:00");
    grade(&world, "n/c1", "number1");
    world.set_now(RIGHT);
    world
}

#[test]
fn what_a_clock_ahead_has_done_is_said_wherever_it_matters() {
    let world = world_ahead();
    for (args, code) in [
        (&["due"][..], 0),
        (&["next"], 0),
        (&["stats"], 0),
        (&["mark", "n/c2", "flag"], 0),
        (&["run"], 0),
        (&["exam", "--count", "1"], 0),
        (&["grade", "n/c1", "--answer", "no"], 0),
    ] {
        let ran = world.run(&[&["--decks", "decks"], args].concat()).input(":quit\n:quit\n").output();
        assert_eq!((ran.code(), ran.stderr().contains(WARNING)), (Some(code), true), "{args:?}: {}", ran.stderr());
    }
    assert_eq!(world.run(&["-q", "--decks", "decks", "due"]).success().stderr(), "");
}

#[test]
fn an_answer_that_changes_nothing_says_so() {
    let world = world_ahead();
    let graded = grade(&world, "n/c1", "wrong");
    let expected =
        "this answer does not change when the item is due: the answer dated 1 May 2027 counts as the last one";
    assert_eq!(graded["warning"], expected);
    let said = world.run(&["grade", "n/c1", "--answer", "wrong"]).success().stdout();
    assert!(said.contains(&format!("\nwarning: {expected}\n")), "{said}");
    assert_eq!(grade(&world, "n/c2", "wrong").get("warning"), None);
}

#[test]
fn answers_ahead_are_taken_back_and_new_ones_count() {
    let world = world_ahead();
    grade(&world, "n/c1", "wrong");
    assert_eq!(due(&world), (0, 1));
    let retract = ["mark", "--ahead", "retract", "--json"];
    assert_eq!(
        world.run(&retract).json(),
        serde_json::json!({"schema": 1, "act": "retract", "retracted": 1, "marks": 0})
    );
    assert_eq!(due(&world), (1, 1));
    let again = world.run(&["mark", "--ahead", "retract"]).success();
    assert_eq!((again.stdout().as_str(), again.stderr().as_str()), ("Nothing is dated more than a day ahead.\n", ""));
    assert_eq!(grade(&world, "n/c1", "number1").get("warning"), None);
    let reviews = &world.shown("n/c1")["reviews"];
    let retracted: Vec<bool> = reviews.as_array().unwrap().iter().map(|r| r["retracted"].as_bool().unwrap()).collect();
    assert_eq!(retracted.iter().filter(|&&retracted| retracted).count(), 1, "{reviews}");
}

#[test]
fn a_mark_from_a_clock_ahead_is_put_right() {
    let mut world = world(2);
    world.set_now("2027-05-01T10:00:00+00:00");
    world.run(&["mark", "n/c1", "suspend"]).success();
    world.set_now(RIGHT);
    let resumed = world.run(&["mark", "n/c1", "resume"]).success();
    assert_eq!(resumed.stdout(), "");
    assert!(resumed.stderr().starts_with("warning: this may have no effect, since a mark dated 1 May 2027"));
    assert_eq!(due(&world), (0, 1));
    world.run(&["mark", "--ahead", "retract"]).success();
    let resumed = world.run(&["mark", "n/c1", "resume"]).success();
    assert_eq!(resumed.stdout(), "n/c1 is asked again\n");
    assert_eq!(due(&world), (0, 2));
}

#[test]
fn on_a_terminal_one_is_asked_which_clock_is_right() {
    let world = world_ahead();
    let run = ["--decks", "decks", "run"];
    let mut screen = Screen::run_with(&world, &run, &[("OSS_QUIZ_SETTLE_MS", "0")], 80, 24);
    screen.until("Is it really 28 November 2026?").keys("n").until("Set this computer's clock");
    assert_eq!(screen.exit(), 1);
    assert!(screen.text().contains("The last answer is dated 1 May 2027."));
    assert_eq!(world.shown("n/c1")["reviews"][0]["retracted"], false);
    let mut screen = Screen::run_with(&world, &run, &[("OSS_QUIZ_SETTLE_MS", "0")], 80, 24);
    screen.until("Is it really 28 November 2026?").keys("y").until("1 answer dated ahead of now was taken back.");
    screen.until(":help").keys("wrong\r").until("go on").keys("q");
    assert_eq!(screen.exit(), 0);
    assert_eq!(due(&world), (1, 1));
    // Once is enough.
    let mut screen = Screen::run_with(&world, &run, &[("OSS_QUIZ_SETTLE_MS", "0")], 80, 24);
    screen.until(":help").keys(":quit\r");
    assert_eq!(screen.exit(), 0);
    assert!(!screen.text().contains("really"));
}

#[test]
fn a_clock_that_was_a_day_ahead_is_no_matter() {
    let mut world = world(2);
    world.set_now("2026-11-29T10:00:00+00:00");
    grade(&world, "n/c1", "number1");
    world.set_now(RIGHT);
    let graded = grade(&world, "n/c1", "wrong");
    assert_eq!((&graded["warning"], &graded["due"]), (&Value::Null, &"2026-11-29".into()));
    assert_eq!(due(&world), (1, 1));
}

#[test]
fn a_days_start_that_is_moved_gives_no_day_twice() {
    let mut world = world(4).file("config.yaml", "new_per_day: 2\nbuiltin: false\n");
    let due = |world: &World| {
        let ran = world.run(&["due", "--json"]).env("OSS_QUIZ_CONFIG", "config.yaml").output();
        let due: Value = serde_json::from_str(&ran.stdout()).unwrap();
        (due["due"].as_u64().unwrap(), due["new"].as_u64().unwrap())
    };
    world.set_now("2026-11-28T08:00:00+00:00");
    grade(&world, "n/c1", "number1");
    grade(&world, "n/c2", "wrong");
    assert_eq!(due(&world), (1, 0));
    world.write("config.yaml", "new_per_day: 2\nbuiltin: false\nday_starts_at: \"10:00\"\n");
    world.set_now("2026-11-28T09:00:00+00:00");
    assert_eq!(due(&world), (1, 0));
    world.set_now("2026-11-29T10:00:00+00:00");
    assert_eq!(due(&world).1, 2);
}

#[test]
fn a_journey_west_gives_no_day_twice() {
    let mut world = world(12);
    world.set_now("2026-11-05T09:00:00+09:00");
    grade(&world, "n/c1", "number1");
    grade(&world, "n/c2", "wrong");
    assert_eq!(due(&world), (1, 8));
    world.set_now("2026-11-04T22:00:00-10:00");
    assert_eq!(due(&world), (1, 8));
}

#[test]
fn a_flight_east_breaks_no_streak() {
    let mut world = world(4);
    for (now, item) in [
        ("2026-11-01T21:00:00-08:00", "n/c1"),
        ("2026-11-02T20:00:00-08:00", "n/c2"),
        ("2026-11-04T09:00:00+09:00", "n/c3"),
    ] {
        world.set_now(now);
        grade(&world, item, "x");
    }
    let streak = || world.run(&["stats", "--json"]).json()["streak"]["now"].clone();
    assert_eq!(streak(), 3);
    assert_eq!(world.run(&["--decks", "decks", "due", "--format", "{streak}"]).success().stdout(), "3\n");
    // What was taken back bridges nothing.
    world.run(&["undo", "--last", "2"]).success();
    assert_eq!(streak(), 0);
}

#[test]
fn in_the_hour_that_comes_twice_a_day_does_not_begin_again() {
    let mut world = world(1).file("config.yaml", "day_starts_at: \"02:30\"\n");
    let grade = |world: &World| {
        let args = ["--decks", "decks", "grade", "n/c1", "--answer", "number1", "--json"];
        world.run(&args).env("OSS_QUIZ_CONFIG", "config.yaml").json()["memory"]["stability"].as_f64().unwrap()
    };
    let stability =
        ["2027-10-31T02:31:00+02:00", "2027-10-31T02:05:00+01:00", "2027-10-31T02:31:00+01:00"].map(|now| {
            world.set_now(now);
            grade(&world)
        });
    assert!(stability[2] < 1.5 * stability[0], "no day has passed: {stability:?}");
}

#[test]
fn a_clock_that_stands_still_can_be_set_by_a_date_alone() {
    let mut world = world(2);
    world.set_now("2026-12-24");
    grade(&world, "n/c1", "number1");
    let at = world.shown("n/c1")["reviews"][0]["at"].as_str().unwrap().to_owned();
    assert!(at.starts_with("2026-12-24T12:00:00"), "{at}");
    world.set_now("Christmas");
    let refused = world.run(&["due"]).exits(2).stderr();
    assert!(refused.starts_with("error: `Christmas` is not a date or time; write it like 2026-12-24,"), "{refused}");
}

#[test]
fn a_miss_returns_after_four_others_also_where_the_clock_stands_still() {
    let world = world(8);
    let asked = || -> Option<String> {
        let next: Value =
            serde_json::from_str(&world.run(&["--decks", "decks", "next", "--json"]).output().stdout()).unwrap();
        next["item"]["id"].as_str().map(str::to_owned)
    };
    // Some are missed twice: that gives them moments of their own.
    let mut before: Vec<String> = Vec::new();
    while let Some(item) = asked() {
        let others = before.iter().rev().take_while(|earlier| **earlier != item).count();
        let met: HashSet<&String> = before.iter().collect();
        assert!(!met.contains(&item) || met.len() == 8 || others >= 4, "{item} after {others} others: {before:?}");
        let answer = if before.len() % 3 == 1 { item.replace("n/c", "number") } else { "wrong".to_owned() };
        grade(&world, &item, &answer);
        before.push(item);
    }
    assert!(before.len() > 8, "{before:?}");
}
