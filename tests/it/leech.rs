//! An item that keeps lapsing is named, with what can be done about it.

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

/// A world in which these items lapsed seven times and were right the day before.
fn world(items: &[&str]) -> World {
    let mut world = World::new().deck("kinds", EVERY_KIND);
    for day in 1..=15 {
        world.set_now(&format!("2026-11-{day:02}T20:00:00+01:00"));
        let good = day % 2 == 1;
        for item in items {
            let how = match (*item, good) {
                ("kinds/tower", true) => ["--rating", "good"],
                ("kinds/tower", false) => ["--rating", "again"],
                (_, true) => ["--answer", "Paris"],
                (_, false) => ["--answer", "Rome"],
            };
            world.run(&[&["--decks", "decks", "grade", item][..], &how].concat()).success();
        }
    }
    world.set_now("2026-11-16T20:00:00+01:00");
    world
}

#[test]
fn the_eighth_lapse_is_named_at_its_verdict() {
    let world = world(&["kinds/biggest"]);
    let args = ["--decks", "decks", "run", "kinds/biggest", "--by", "2027-12-31"];
    let mut screen = Screen::run(&world, &args, 80, 24);
    screen.until(":help").keys("\r").until("Not known yet");
    screen.until("This is its 8th lapse: edit the card (e), suspend it (x), or see its history");
    screen.keys("x").until("Suspended").until("This is its 8th lapse").keys("q");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_plain_face_names_it_too_also_where_the_question_is_over() {
    let world = world(&["kinds/biggest", "kinds/tower"]);
    let args = ["--plain", "--decks", "decks", "run", "--by", "2027-12-31"];
    let ran = world.run(&[&args[..], &["kinds/biggest"]].concat()).input("\n:quit\n").success();
    let here = "This is its 8th lapse: edit the card (:edit), suspend it (:suspend), or see its history (:history).\n";
    assert!(ran.stdout().contains(here), "{}", ran.stdout());
    let ran = world.run(&[&args[..], &["kinds/tower"]].concat()).input("\n1\n:quit\n").success();
    let before = "That was the 8th lapse of kinds/tower: oss-quiz edit kinds/tower changes the card, \
                  oss-quiz mark kinds/tower suspend puts it away.\n";
    assert!(ran.stdout().contains(before), "{}", ran.stdout());
}
