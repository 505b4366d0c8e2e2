//! When only the item just missed is left, both faces say so and wait.

use crate::screen::Screen;
use crate::support::World;

const ONE: &str = "title: One\ncards:\n  - id: a\n    kind: true-false\n    statement: Paris lies on the Seine.\n    \
                   answer: true\n";

#[test]
fn the_interactive_face_says_so() {
    let world = World::new().deck("one", ONE);
    let mut screen = Screen::run(&world, &["--decks", "decks", "run"], 80, 24);
    screen.until("t true");
    assert!(!screen.text().contains("Only this one"), "{}", screen.text());
    screen.keys("f").until("go on").keys("\r").until("Only this question is left").until("t true");
    screen.keys("t").until("Right").until_gone("Only this one").keys("\r").until("1 right later");
    screen.until("the one you missed now?").keys("n");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn so_does_the_plain_face() {
    let world = World::new().deck("one", ONE);
    let ran = world.run(&["--plain", "--decks", "decks", "run"]).input("f\n\nt\n\n").success();
    assert_eq!(ran.stdout().matches("Only this question is left").count(), 1, "{}", ran.stdout());
}
