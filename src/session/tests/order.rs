//! The order in which new items come.

use super::*;

#[test]
fn new_items_come_in_the_order_of_the_deck() {
    let deck = typed(&["a", "b", "c"]);
    let mut play = Play::new(&[("d", &deck)]);
    let mut order = Vec::new();
    while *play.session.stage() != Stage::Over {
        order.push(play.current());
        play.right();
    }
    assert_eq!(order, ["d/a", "d/b", "d/c"]);
    assert_eq!(play.session.summary().right_at_once, 3);
}

/// What is asked where each question has a session of its own.
fn asked_one_by_one(decks: &[(&str, &str)], settings: &Settings) -> Vec<String> {
    let mut ledger = Ledger::default();
    let mut asked = Vec::new();
    loop {
        let mut play = Play::with(decks, ledger, settings.clone(), 20_000);
        if *play.session.stage() == Stage::Over {
            return asked;
        }
        asked.push(play.current());
        // As if the sessions came one after the other.
        play.now.at_ms += 10_000 * i64::try_from(asked.len()).unwrap_or(i64::MAX);
        play.right();
        ledger = play.ledger;
    }
}

fn asked_at_one_sitting(decks: &[(&str, &str)], settings: &Settings) -> Vec<String> {
    let mut play = Play::with(decks, Ledger::default(), settings.clone(), 20_000);
    let mut asked = Vec::new();
    while *play.session.stage() != Stage::Over {
        asked.push(play.current());
        play.right();
    }
    asked
}

#[test]
fn new_items_come_in_the_order_that_is_set_also_when_the_session_is_resumed() {
    let (one, two, three) = (typed(&["a", "b", "c"]), typed(&["a"]), typed(&["a", "b", "c"]));
    let decks = [("one", &*one), ("two", &*two), ("three", &*three)];
    let with = |new_order| Settings { limits: Limits { new_order, ..Limits::default() }, ..settings() };
    let by_deck = ["one/a", "one/b", "one/c", "three/a", "three/b", "three/c", "two/a"];
    // Decks that take turns begin one after another, too, and these have nothing left before the next begins.
    for order in [NewOrder::ByDeck, NewOrder::InTurn] {
        assert_eq!(asked_at_one_sitting(&decks, &with(order)), by_deck);
        assert_eq!(asked_one_by_one(&decks, &with(order)), by_deck);
    }
    let mixed = asked_at_one_sitting(&decks, &with(NewOrder::Mixed));
    assert_eq!(asked_one_by_one(&decks, &with(NewOrder::Mixed)), mixed);
    assert_ne!(mixed, by_deck);
    let same = |asked: &String| by_deck.contains(&asked.as_str());
    assert!(mixed.len() == by_deck.len() && mixed.iter().all(same), "{mixed:?}");
}

#[test]
fn a_deck_begins_when_twenty_items_of_the_one_before_were_met_and_then_they_take_turns() {
    let names: Vec<String> = (b'a'..=b'w').map(|name| char::from(name).to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let deck = typed(&names);
    let decks = [("one", &*deck), ("three", &*deck), ("two", &*deck)];
    let settings = |new| Settings { limits: Limits { new, ..Limits::default() }, ..settings() };
    let asked = asked_at_one_sitting(&decks, &settings(23));
    assert_eq!(asked_one_by_one(&decks, &settings(23)), asked);
    assert_eq!(asked[19..], ["one/t", "three/a", "three/b", "three/c"]);
    let mut play = Play::with(&decks, Ledger::default(), settings(23), 20_000);
    while *play.session.stage() != Stage::Over {
        play.right();
    }
    let mut play = Play::with(&decks, play.ledger, settings(7), 20_001);
    let met: Vec<String> = asked;
    let mut new = Vec::new();
    while *play.session.stage() != Stage::Over {
        new.extend(Some(play.current()).filter(|item| !met.contains(item)));
        play.right();
    }
    assert_eq!(new, ["one/u", "three/d", "one/v", "three/e", "one/w", "three/f", "three/g"], "`two` waits");
}

#[test]
fn of_cards_on_one_claim_no_two_are_new_on_one_day() {
    let card = |name: &str, claims: &str| {
        format!("  - {{id: {name}, kind: typed, question: \"What is {name}?\", answer: \"yes\", claims: [{claims}]}}\n")
    };
    let cards = [("a", "x"), ("b", "x, y"), ("c", "y"), ("d", "z")].map(|(name, claims)| card(name, claims)).concat();
    let deck = format!("title: D\ncards:\n{cards}");
    let decks = [("one", &*deck), ("two", &*deck)];
    assert_eq!(asked_at_one_sitting(&decks, &settings()), ["one/a", "one/c", "one/d", "two/a", "two/c", "two/d"]);
    assert_eq!(asked_one_by_one(&decks, &settings()), asked_at_one_sitting(&decks, &settings()));
    let mut play = Play::new(&decks);
    play.right();
    play.take(Input::Undo);
    assert_eq!(play.current(), "one/a", "taken back, it is new again");
    // A due item is asked all the same.
    let mut play = Play::new(&decks);
    play.right();
    let mut play = play.on(&decks, 20_040);
    let mut asked = Vec::new();
    while *play.session.stage() != Stage::Over {
        asked.push(play.current());
        play.right();
    }
    assert!(asked.contains(&"one/a".to_owned()) && asked.contains(&"one/b".to_owned()), "{asked:?}");
}

#[test]
fn decks_come_in_the_order_in_which_they_are_named() {
    let deck = typed(&["a", "b"]);
    let decks = [("one", &*deck), ("two", &*deck), ("three", &*deck)];
    let found = collection(&decks);
    let named = ["three", "one"].map(|deck| FilterTerm::Deck(deck.to_owned()));
    let filter = Filter::new(&named, &found).expect("decks that are there");
    for (new_order, expected) in [
        (NewOrder::ByDeck, ["three/a", "three/b", "one/a", "one/b"]),
        (NewOrder::InTurn, ["three/a", "one/a", "three/b", "one/b"]),
    ] {
        let limits = Limits { new_order, ..Limits::default() };
        let settings = Settings { limits, filter: filter.clone(), ..settings() };
        assert_eq!(asked_at_one_sitting(&decks, &settings), expected);
        assert_eq!(asked_one_by_one(&decks, &settings), expected);
    }
}
