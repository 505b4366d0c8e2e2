//! What is said of today and tomorrow: the same number wherever it is asked for.

use std::fs;

use crate::support::World;

/// A deck of flip cards that are rated by hand.
fn flips(title: &str, cards: usize) -> String {
    let cards = (0..cards).map(|at| format!("  - {{id: c{at}, kind: flip, question: \"Who {at}?\", answer: I}}\n"));
    format!("title: {title}\ncards:\n{}", cards.collect::<String>())
}

/// Two decks of four and three cards, six new ones a day.
fn world() -> World {
    World::new().deck("one", &flips("One", 4)).deck("two", &flips("Two", 3)).file("config.yaml", "new_per_day: 6\n")
}

/// What the program prints, without a terminal.
fn told(world: &World, args: &[&str], input: &str) -> String {
    let args = [&["--decks", "decks"], args].concat();
    let ran = world.run(&args).env("OSS_QUIZ_CONFIG", "config.yaml").input(input).output();
    ran.stdout()
}

fn last_line(text: &str) -> String {
    text.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_end_tells_what_is_left_in_all_decks_and_tomorrow_only_when_today_is_done() {
    let mut world = world();
    // Two answers of what one deck has, which allows six.
    let end = told(&world, &["run", "one"], "\n3\n\n3\n:quit\n");
    assert_eq!(last_line(&end), "Left today: 4 new in all, about 1 minute: oss-quiz run");
    assert!(end.contains("About 2 more known than before."), "{end}");
    assert_eq!(told(&world, &["due"], ""), "4 new, about 1 minute\n");
    assert_eq!(last_line(&told(&world, &["run"], ":quit\n")), "Left today: 4 new, about 1 minute: oss-quiz run");
    assert_eq!(
        last_line(&told(&world, &["run", "--limit", "1"], "\n3\n")),
        "Left today: 3 new, about 1 minute: oss-quiz run"
    );
    let page = told(&world, &[], "");
    assert!(page.starts_with("Left today: 3 new, about 1 minute: oss-quiz run\n"), "{page}");
    assert!(page.contains("one: 0 due, 1 new, 3 of 4 known.\n"), "{page}");

    let end = told(&world, &["run"], "\n3\n\n3\n\n1\n\n3\n");
    assert_eq!(last_line(&end), "Today is done. Tomorrow, Wed 25 Nov: 1 due, 1 new, about 1 minute.");
    let page = told(&world, &[], "");
    assert!(page.starts_with("Today is done. Tomorrow, Wed 25 Nov: 1 due, 1 new, about 1 minute.\n"), "{page}");
    assert_eq!(told(&world, &["due"], ""), "nothing due; next: 1 due, 1 new on Wed 25 Nov\n");
    let nothing = told(&world, &["run"], "");
    assert!(
        nothing.starts_with("Nothing is due, and today's 6 new ones are done. Next: 1 due, 1 new on Wed 25 Nov.\n")
    );

    // After midnight the study day is still Tuesday's: "tomorrow" would mislead.
    world.set_now("2026-11-25T01:00:00+01:00");
    let page = told(&world, &[], "");
    assert!(page.starts_with("Today is done. Wed 25 Nov: 1 due, 1 new, about 1 minute.\n"), "{page}");
    world.set_now("2026-11-25T20:00:00+01:00");
    assert_eq!(told(&world, &["due"], ""), "1 due, 1 new, about 1 minute\n");
    let end = last_line(&told(&world, &["run"], "\n3\n\n3\n"));
    world.set_now("2026-11-26T20:00:00+01:00");
    let due = told(&world, &["due"], "");
    assert_eq!(end, format!("Today is done. Tomorrow, Thu 26 Nov: {}.", due.trim_end()));
}

/// How many items the overview counts as known, and `stats`.
fn known(world: &World) -> [usize; 2] {
    let page = told(world, &[], "");
    let of_deck = |line: &str| line.strip_suffix(" known.")?.split(", ").last()?.split(' ').next()?.parse().ok();
    let decks: Vec<usize> = page.lines().filter_map(of_deck).collect();
    assert_eq!(decks.len(), 2, "{page}");
    let json: serde_json::Value = serde_json::from_str(&told(world, &["stats", "--json"], "")).unwrap();
    let expected = json["known"]["expected"].as_f64().unwrap();
    assert!((expected - expected.round()).abs() < 1e-6, "{expected}");
    [decks.iter().sum(), format!("{expected:.0}").parse().unwrap()]
}

#[test]
fn a_miss_of_today_is_not_known_and_the_end_tells_the_same_gain_as_the_overview() {
    let world = world();
    // Two right and one wrong of six new ones.
    let end = told(&world, &["run"], "\n3\n\n3\n\n1\n:quit\n");
    assert!(end.contains("About 2 more known than before."), "{end}");
    assert_eq!(known(&world), [2, 2]);
    // The miss and three new ones, all right.
    let end = told(&world, &["run"], "\n3\n\n3\n\n3\n\n3\n");
    assert!(end.contains("About 4 more known than before"), "{end}");
    assert_eq!(known(&world), [6, 6]);
}

#[test]
fn nothing_of_some_decks_tells_what_is_left_in_all() {
    let world = world();
    told(&world, &["run", "two"], "\n3\n\n3\n\n3\n");
    let nothing = told(&world, &["run", "two"], "");
    assert!(nothing.starts_with("None of these is due. Left today in all: 3 new: oss-quiz run\n"), "{nothing}");
}

#[test]
fn new_ones_that_the_limit_keeps_back_are_told_with_the_command_that_asks_them() {
    let world = world();
    told(&world, &["run", "one"], "\n3\n\n3\n\n3\n\n3\n");
    told(&world, &["run", "two"], "\n3\n\n3\n");
    for what in ["two", "text:who two"] {
        let words: Vec<&str> = what.split(' ').rev().collect();
        let page = told(&world, &[&["run"], &words[..]].concat(), "");
        let typed = words.join(" ");
        let said = format!("{typed}: 1 new waits; today's 6 new ones are done. Next: 1 new on Wed 25 Nov.\n");
        assert!(page.starts_with(&said), "{page}");
        assert!(page.contains(&format!("oss-quiz run --new 1 {typed}    a new one of these today\n")), "{page}");
    }
    let asked = told(&world, &["run", "--new", "1", "two"], "\n3\n");
    assert!(asked.contains("Who 2?"), "{asked}");
    // Where all have been asked there is nothing to offer.
    let page = told(&world, &["run", "two"], "");
    assert!(page.starts_with("Nothing is due") && !page.contains("--new"), "{page}");
}

#[test]
fn everything_undone_is_told_like_anything_else() {
    let world = world();
    let end = told(&world, &["run"], "\n3\n:undo\n:quit\n");
    assert!(end.contains("No question answered.\n"), "{end}");
    assert_eq!(last_line(&end), "Left today: 6 new, about 2 minutes: oss-quiz run");
}

#[test]
fn siblings_that_wait_stand_on_the_next_day() {
    let cards =
        "cards:\n  - {id: t, kind: term, term: a, definition: b}\n  - {id: s, kind: term, term: c, definition: d}\n";
    let mut world = World::new().deck("terms", &format!("title: Terms\n{cards}"));
    for item in ["terms/t#term", "terms/t#definition", "terms/s#term", "terms/s#definition"] {
        world.run(&["--decks", "decks", "grade", item, "--rating", "good"]).success();
    }
    world.set_now("2026-11-30T20:00:00+01:00");
    let due = |world: &World| {
        let json = world.run(&["--decks", "decks", "due", "--json"]).output().stdout();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let days: Vec<u64> =
            json["forecast"].as_array().unwrap().iter().take(3).map(|on| on["due"].as_u64().unwrap()).collect();
        (json["due"].as_u64().unwrap(), days)
    };
    assert_eq!(due(&world), (2, vec![2, 2, 0]));
    let stats = world.run(&["--decks", "decks", "stats", "--json"]).json();
    assert_eq!(
        (&stats["due"], &stats["forecast"][0]["due"], &stats["forecast"][1]["due"]),
        (&2.into(), &2.into(), &2.into())
    );
    let decks = world.run(&["--decks", "decks", "decks", "--json"]).json();
    assert_eq!((&decks["decks"][0]["due"], &decks["decks"][0]["new"]), (&2.into(), &0.into()));
    world.run(&["--decks", "decks", "grade", "terms/t#term", "--rating", "easy"]).success();
    assert_eq!(due(&world), (1, vec![1, 2, 0]));
    world.run(&["--decks", "decks", "grade", "terms/s#term", "--rating", "easy"]).success();
    assert_eq!(due(&world), (0, vec![0, 2, 0]));
    world.set_now("2026-12-01T20:00:00+01:00");
    assert_eq!(due(&world), (2, vec![2, 0, 0]));
}

#[test]
fn the_page_comes_also_where_the_progress_can_not_be_read() {
    let world = world();
    told(&world, &["run"], "\n3\n:quit\n");
    let page = |world: &World| {
        let ran = world.run(&["--decks", "decks"]).exits(4);
        assert_eq!(ran.stderr(), "");
        let text = ran.stdout();
        assert!(text.contains("\none: 4 items.\ntwo: 3 items.\n"), "{text}");
        text.lines().next().unwrap_or_default().to_owned()
    };
    let kept = fs::read(world.store()).unwrap();
    let newer = rusqlite::Connection::open(world.store()).unwrap();
    newer.execute_batch("pragma user_version = 99; pragma wal_checkpoint(truncate)").unwrap();
    drop(newer);
    let line = page(&world);
    assert!(line.contains("comes from a newer oss-quiz") && line.contains("install the newer version"), "{line}");

    fs::write(world.store(), [&kept[..100], &vec![0xff; kept.len() - 100][..]].concat()).unwrap();
    let line = page(&world);
    assert!(line.contains("damaged"), "{line}");

    fs::write(world.store(), &kept).unwrap();
    let other = rusqlite::Connection::open(world.store()).unwrap();
    other.execute_batch("pragma locking_mode = exclusive; begin exclusive").unwrap();
    let line = page(&world);
    assert!(line.contains("has been locked by another program"), "{line}");
    drop(other);
    assert!(told(&world, &[], "").starts_with("Left today: "));
}

#[test]
fn which_decks_there_are_is_said_when_that_has_changed() {
    let world = world();
    let first = |args: &[&str]| {
        let ran = world.run(args).input(":quit\n").success();
        ran.stdout().lines().find(|line| line.starts_with("decks: ")).map(ToOwned::to_owned)
    };
    let said = Some("decks: decks, built in".to_owned());
    assert_eq!(first(&["run"]), said);
    assert_eq!(first(&["run"]), None);
    assert_eq!(first(&["-v", "run"]), said);
    assert_eq!(first(&["--decks", "decks", "run"]).as_deref(), Some("decks: decks"));
    assert_eq!(first(&["run"]), None);
    fs::remove_dir_all(world.path("decks")).unwrap();
    assert_eq!(first(&["run"]).as_deref(), Some("decks: built in"));
}

#[test]
fn a_deck_that_hides_another_is_told_of_under_decks_alone() {
    let world = World::new().deck("rise", &flips("Mine", 2));
    let ran = world.run(&["decks"]).success();
    assert_eq!(ran.stderr(), "rise: the built-in deck is not used; decks/rise.yaml is (its cards differ)\n");
    assert_eq!(world.run(&["due"]).success().stderr(), "");
    assert_eq!(world.run(&[]).success().stderr(), "");
    assert!(ran.stdout().contains("rise: 0 due, 2 new, 0 of 2 known; Mine (decks/rise.yaml)\n"), "{}", ran.stdout());
}

#[cfg(unix)]
mod on_a_terminal {
    use crate::screen::Screen;
    use crate::support::World;

    /// What `oss-quiz` alone leaves on a screen: all of it is there.
    fn alone(columns: u16, rows: u16, most: usize) {
        let world = World::new();
        // So that no decks have to be read while one waits.
        world.run(&["due"]).success();
        let mut screen = Screen::run(&world, &[], columns, rows);
        assert_eq!(screen.exit(), 0);
        let text = screen.text();
        let lines: Vec<&str> = text.trim_end().lines().collect();
        assert!(lines.len() <= most, "{text}");
        assert!(text.contains("Left today: 10 new"), "{text}");
        assert!(text.trim_end().ends_with("Everything else: oss-quiz help"), "{text}");
    }

    #[test]
    fn the_page_fits_a_usual_and_a_small_screen() {
        alone(80, 24, 20);
        alone(40, 15, 13);
    }

    #[test]
    fn decks_fit_any_width() {
        let world = World::new();
        world.run(&["due"]).success();
        for columns in [40, 80, 200] {
            let mut screen = Screen::run(&world, &["decks"], columns, 50);
            assert_eq!(screen.exit(), 0);
            let text = screen.text();
            assert!(text.lines().all(|line| line.chars().count() < usize::from(columns)), "{text}");
            assert_eq!(text.contains("(built in)"), columns > 40, "{text}");
        }
    }
}
