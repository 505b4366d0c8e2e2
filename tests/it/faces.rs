//! One quiz, three faces: the same answers leave the same log.

use std::sync::Arc;

use oss_quiz::{Act, Collection, Event, EventKind, ItemId, Question, Review, Store, StoreError, parse_deck};

use crate::screen::Screen;
use crate::support::{EVERY_KIND, World};

/// What is answered, in the order the quiz asks: item, attempt, hints, answer, and what is done after the verdict.
struct Turn {
    item: &'static str,
    attempt: u32,
    hint: bool,
    answer: &'static [&'static str],
    then: Then,
}

#[derive(Clone, Copy)]
enum Then {
    GoOn,
    Guessed,
    /// Another rating, or one's own.
    Rate(u8),
}

const fn turn(item: &'static str, answer: &'static [&'static str], then: Then) -> Turn {
    Turn { item, attempt: 0, hint: false, answer, then }
}

/// Every kind; one missed and right the second time with a hint, one guessed, one with a slip, two rated otherwise.
const TURNS: &[Turn] = &[
    turn("kinds/capital", &["Lyon"], Then::GoOn),
    turn("kinds/rivers", &["the Loire", "the Rhône"], Then::Rate(2)),
    turn("kinds/biggest", &["Pariss"], Then::GoOn),
    turn("kinds/seine", &["false"], Then::Guessed),
    turn("kinds/sea#c1", &["Marseille"], Then::GoOn),
    Turn { attempt: 1, hint: true, ..turn("kinds/capital", &["Paris"], Then::GoOn) },
    turn("kinds/south", &["Lille", "Paris", "Lyon", "Nice"], Then::Rate(4)),
    turn("kinds/tower", &[], Then::Rate(3)),
    Turn { attempt: 1, ..turn("kinds/seine", &["false"], Then::GoOn) },
    turn("kinds/baguette#term", &[], Then::Rate(2)),
];

const RATINGS: [&str; 4] = ["again", "hard", "good", "easy"];

/// The numbers of the choices as they are shown.
fn numbers(turn: &Turn, found: &Collection) -> Vec<String> {
    let id: ItemId = turn.item.parse().unwrap();
    let question = Question::new(found.item(&id).unwrap(), turn.attempt);
    let place = |text: &&str| question.choices.iter().position(|choice| choice.text.plain() == **text);
    turn.answer.iter().filter_map(place).map(|place| (place + 1).to_string()).collect()
}

fn found() -> Arc<Collection> {
    Arc::new(Collection::new(vec![parse_deck("kinds", None, EVERY_KIND).unwrap()]))
}

fn world() -> World {
    World::new().deck("kinds", EVERY_KIND)
}

/// The log without what differs by nature: ids, moments, times taken, writers.
fn log(world: &World) -> Vec<String> {
    let store = Store::open_existing(&world.store(), "test").unwrap().unwrap();
    let mut events: Vec<Event> = Vec::new();
    let mut keep = |event| {
        events.push(event);
        Ok::<(), StoreError>(())
    };
    store.each_event(&mut keep).unwrap();
    events.sort_by_key(|event| event.id);
    let number = |id| events.iter().position(|event| event.id == id);
    let what = |event: &Event| match &event.what {
        EventKind::Review(review) => format!("{:?}", Review { ms: 0, ..review.clone() }),
        EventKind::Act(Act::Amend { target, rating, due, guessed, overruled }) => {
            format!("amend {:?}: {rating} {due} {guessed} {overruled}", number(*target))
        }
        EventKind::Act(act) => format!("{act:?}"),
    };
    events
        .iter()
        .map(|event| format!("{} {} {}", event.item.as_ref().unwrap(), event.moment.day, what(event)))
        .collect()
}

fn through_a_pipe() -> Vec<String> {
    let (world, found) = (world(), found());
    let mut input = String::new();
    for turn in TURNS {
        if turn.hint {
            input += ":hint\n";
        }
        let numbers = numbers(turn, &found);
        let answer = match (turn.answer, numbers.as_slice()) {
            ([], _) => String::new(),
            (["false"], _) => "f".to_owned(),
            ([text], []) => (*text).to_owned(),
            (_, numbers) => numbers.join(" "),
        };
        let then = match turn.then {
            Then::GoOn => String::new(),
            Then::Guessed => "g".to_owned(),
            Then::Rate(number) => number.to_string(),
        };
        input.extend([answer.as_str(), "\n", then.as_str(), "\n"]);
    }
    let ran = world.run(&["--plain", "--decks", "decks", "run"]).input(&input).success();
    assert!(!ran.stdout().contains('\u{1b}'), "an escape in the plain face");
    log(&world)
}

fn through_commands() -> Vec<String> {
    let world = world();
    for turn in TURNS {
        let next = world.run(&["--decks", "decks", "next", "--json"]).json();
        assert_eq!((&next["item"]["id"], &next["item"]["attempt"]), (&turn.item.into(), &turn.attempt.into()));
        let mut args = vec!["grade", turn.item];
        turn.answer.iter().for_each(|answer| args.extend(["--answer", answer]));
        if turn.hint {
            args.extend(["--hints", "1"]);
        }
        match turn.then {
            Then::GoOn => {}
            Then::Guessed => args.push("--guessed"),
            Then::Rate(number) => args.extend(["--rating", RATINGS[usize::from(number) - 1]]),
        }
        world.run(&args).success();
    }
    log(&world)
}

fn on_a_terminal() -> Vec<String> {
    let (world, found) = (world(), found());
    let mut screen = Screen::run(&world, &["--decks", "decks", "run"], 80, 24);
    for turn in TURNS {
        let id: ItemId = turn.item.parse().unwrap();
        let question = Question::new(found.item(&id).unwrap(), turn.attempt);
        let prompt = question.plain_prompt();
        screen.until(prompt.split(" Pick").next().unwrap());
        if turn.hint {
            screen.until("h hint").keys("h").until("hint: ");
        }
        let numbers = numbers(turn, &found);
        match (turn.answer, numbers.as_slice()) {
            ([], _) => screen.until("show the answer").keys("\r"),
            (["false"], _) => screen.until("t true").keys("f"),
            ([text], []) => screen.until(":help").keys(text).until(text).keys("\r"),
            ([_], [number]) => screen.until("don't know").keys(number),
            (_, numbers) => screen.until("don't know").keys(&numbers.concat()).until("Enter answer").keys("\r"),
        };
        match turn.then {
            Then::GoOn => screen.until("Enter  ").keys("\r"),
            Then::Guessed => screen.until("g I guessed").keys("g"),
            Then::Rate(number) => screen.until("1 Again").keys(&number.to_string()),
        };
        screen.until_gone("1 Again   ");
    }
    // Left by a rating, not by Enter.
    screen.until("That was the last question.").keys("\r").until("8 questions in").until("you missed now?").keys("n");
    assert_eq!(screen.exit(), 0);
    log(&world)
}

#[test]
fn the_same_answers_leave_the_same_log() {
    let piped = through_a_pipe();
    assert_eq!(piped.len(), TURNS.len() + 3, "a review a turn, and three amends:\n{}", piped.join("\n"));
    assert_eq!(through_commands(), piped);
    assert_eq!(on_a_terminal(), piped);
}
