//! The screens of `stats` with their colours, at three widths, and that there are none where none are wanted.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::learner::{Learner, today, world};
use crate::screen::Screen;
use crate::support::World;

/// The terminals it is looked at: a small one, the usual one, a large one.
const SIZES: [(u16, u16); 3] = [(40, 30), (80, 24), (200, 50)];

const STATS: [&str; 3] = ["--decks", "decks", "stats"];

/// All parts, one after the other.
const PARTS: [&str; 2] = ["--only", "knowledge,retention,forecast,stability,time,calendar,hard,calibration,items"];

fn begun() -> World {
    let world = world();
    world.run(&["grade", "stars/star-3", "--rating", "good", "--seconds", "5"]).success();
    world
}

fn weeks() -> World {
    let world = world();
    Learner::study(today() - 45, today() - 4, 1, 3).keep(&world);
    world
}

fn ten_years() -> World {
    let world = world();
    Learner::study(today() - 3_652, today() - 2, 60, 5).keep(&world);
    world
}

/// What the program wrote to a terminal, byte by byte.
fn written(world: &World, args: &[&str], variables: &[(&str, &str)], (columns, rows): (u16, u16)) -> String {
    let mut screen = Screen::run_with(world, &[&STATS, args].concat(), variables, columns, rows);
    assert_eq!(screen.exit(), 0);
    String::from_utf8(screen.raw).unwrap().replace("\r\n", "\n")
}

/// Each change of colour by its number, as in `⟨32⟩green⟨0⟩`. No other escapes are to be there.
fn marked(written: &str) -> String {
    let mut marked = String::new();
    for (at, part) in written.split('\u{1b}').enumerate() {
        if at == 0 {
            marked.push_str(part);
            continue;
        }
        let (code, rest) = part.strip_prefix('[').and_then(|part| part.split_once('m')).unwrap();
        assert!(code.chars().all(|c| c.is_ascii_digit() || c == ';'), "{part:?}");
        write!(marked, "⟨{code}⟩{rest}").unwrap();
    }
    marked
}

/// Without the colours.
fn bare(written: &str) -> String {
    let parts = written.split('\u{1b}').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 }).collect()
}

fn assert_screens(world: &World, name: &str, args: &[&str]) {
    for size in SIZES {
        let written = written(world, args, &[], size);
        let fits = bare(&written).lines().all(|line| line.chars().count() <= usize::from(size.0));
        assert!(fits, "a line of {name} is wider than {}", size.0);
        assert_snapshot!(format!("{name}_{}", size.0), marked(&written));
    }
}

#[test]
fn before_the_first_answer() {
    assert_screens(&world(), "nothing", &[]);
}

#[test]
fn after_one_answer() {
    assert_screens(&begun(), "one", &[]);
}

#[test]
fn after_weeks() {
    assert_screens(&weeks(), "weeks", &[]);
}

#[test]
fn after_ten_years() {
    assert_screens(&ten_years(), "years", &[]);
}

#[test]
fn part_by_part() {
    assert_screens(&ten_years(), "parts", &PARTS);
    assert_screens(&world(), "parts_of_nothing", &PARTS);
}

#[test]
fn the_life_of_a_card() {
    assert_screens(&weeks(), "life", &["harbours/harbour-0"]);
}

#[test]
fn colours_are_there_only_where_they_are_wanted() {
    let world = weeks();
    let size = SIZES[1];
    for what in [&[][..], &PARTS, &["harbours/harbour-0"]] {
        let colored = written(&world, what, &[], size);
        assert!(colored.contains("\u{1b}[1m"), "{what:?}");
        for (more, variables) in [
            (&[][..], &[("NO_COLOR", "1")][..]),
            (&["--color", "never"], &[]),
            (&["--color", "never"], &[("CLICOLOR_FORCE", "1")]),
        ] {
            let args = [what, more].concat();
            assert_eq!(written(&world, &args, variables, size), bare(&colored), "{args:?} {variables:?}");
        }
    }
    // Sentences, for a terminal that can do no more, for a screen reader, and in a pipe.
    let plain = written(&world, &[], &[("TERM", "dumb")], size);
    assert!(plain.starts_with("Today: 9 due") && !plain.contains('\u{1b}'), "{plain}");
    assert_eq!(written(&world, &["--plain"], &[], size), plain);
    assert_eq!(world.run(&STATS).success().stdout(), plain);
}

#[test]
fn a_pager_gets_the_same_colours() {
    let world = weeks();
    let args = [&STATS[..], &["--color", "always", "--only", "knowledge,hard"]].concat();
    let piped = world.run(&args).env("COLUMNS", "80").success().stdout();
    assert!(piped.contains("\u{1b}[33m"));
    assert_eq!(piped, written(&world, &["--only", "knowledge,hard"], &[], SIZES[1]));
}
