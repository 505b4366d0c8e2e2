//! What keys do on each screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input_state::{Arrival, InputState, Reaction};
use super::keys::Keys;
use super::samples::{after, asking, moment};
use crate::schedule::Rating;
use crate::session::{Answer, Input, Session};

fn press(input_state: &mut InputState, session: &Session, code: KeyCode) -> Reaction {
    input_state.key(KeyEvent::new(code, KeyModifiers::NONE), session, &Keys::default())
}

fn control(input_state: &mut InputState, session: &Session, letter: char) -> Reaction {
    input_state.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL), session, &Keys::default())
}

/// Presses the keys in order; returns the last reaction.
fn pressed(session: &Session, keys: &str) -> Reaction {
    let mut input_state = InputState::default();
    input_state.arrive(session);
    let code = |c| match c {
        '\n' => KeyCode::Enter,
        '\u{8}' => KeyCode::Backspace,
        '\u{1b}' => KeyCode::Esc,
        c => KeyCode::Char(c),
    };
    keys.chars().map(|c| press(&mut input_state, session, code(c))).last().expect("a key")
}

fn answer(answer: Answer) -> Reaction {
    Reaction::Act(Input::Answer(answer))
}

#[test]
fn digits_and_letters_answer() {
    for (id, keys, reaction) in [
        ("drift", "2", answer(Answer::Choices(vec![1]))),
        // A key without a meaning is answered with the keys that have one.
        ("drift", "4", Reaction::Redraw),
        ("drift", "z", Reaction::Redraw),
        ("drift", " ", Reaction::Nothing),
        ("drift", "２", answer(Answer::Choices(vec![1]))),
        ("drift", "é", answer(Answer::Choices(vec![1]))),
        ("drift", "р", Reaction::Act(Input::Hint)),
        ("drift", "0", answer(Answer::DontKnow)),
        // Enter means to go on, so the answer says how.
        ("drift", "\n", Reaction::Redraw),
        ("strict", "\n", Reaction::Redraw),
        ("drift", "\u{1b}", Reaction::Nothing),
        ("drift", "h", Reaction::Act(Input::Hint)),
        ("drift", "H", Reaction::Act(Input::Hint)),
        ("drift", "?", Reaction::Redraw),
        ("drift", "?q", Reaction::Redraw),
        ("harm", "1", Reaction::Redraw),
        ("harm", "131\n", answer(Answer::Choices(vec![2]))),
        ("harm", "\n", Reaction::Redraw),
        ("harm", "13u\n", answer(Answer::Choices(vec![0]))),
        ("harm", "u", Reaction::Act(Input::Undo)),
        ("groups", "21\u{8}345", Reaction::Redraw),
        ("groups", "54321\n", answer(Answer::Places(vec![4, 3, 2, 1, 0]))),
        ("groups", "5432\n", Reaction::Redraw),
        ("groups", "55", Reaction::Redraw),
        ("strict", "t", answer(Answer::Truth(true))),
        ("strict", "F", answer(Answer::Truth(false))),
        ("strict", "Е", answer(Answer::Truth(true))),
        ("strict", "а", answer(Answer::Truth(false))),
        ("healthcare", "\n", Reaction::Act(Input::Reveal)),
        ("healthcare", "0", answer(Answer::DontKnow)),
        ("healthcare", "1", Reaction::Redraw),
        ("healthcare", " ", Reaction::Act(Input::Reveal)),
    ] {
        assert_eq!(pressed(&asking(id), keys), reaction, "{id}: {keys:?}");
    }
}

#[test]
fn in_a_text_all_letters_are_text() {
    let session = asking("masakhane");
    for (keys, reaction) in [
        ("qushx?!\n", answer(Answer::Text("qushx?!".to_owned()))),
        ("1 2\n", answer(Answer::Text("1 2".to_owned()))),
        ("\n", answer(Answer::DontKnow)),
        (" \n", answer(Answer::DontKnow)),
        ("0\n", answer(Answer::DontKnow)),
        ("::x\n", answer(Answer::Text(":x".to_owned()))),
        (":u\n", Reaction::Act(Input::Undo)),
        (":sk\n", Reaction::Act(Input::Skip)),
        (":flag old\n", Reaction::Act(Input::Flag(Some("old".to_owned())))),
        (":nonsense\n", Reaction::Redraw),
        ("a\u{1b}", Reaction::Nothing),
        ("?\n", Reaction::Redraw),
        (" ?\n\u{1b}x\n", answer(Answer::Text("x".to_owned()))),
        ("::?\n", answer(Answer::Text("?".to_owned()))),
        ("?!\n", answer(Answer::Text("?!".to_owned()))),
    ] {
        assert_eq!(pressed(&session, keys), reaction, "{keys:?}");
    }
}

#[test]
fn a_flag_asks_for_a_note() {
    let session = asking("drift");
    assert_eq!(pressed(&session, "!out of date\n"), Reaction::Act(Input::Flag(Some("out of date".to_owned()))));
    assert_eq!(pressed(&session, "!\n"), Reaction::Act(Input::Flag(None)));
    assert_eq!(pressed(&session, "!\u{8}2"), answer(Answer::Choices(vec![1])));
    assert_eq!(pressed(&session, "!abc\u{1b}2"), answer(Answer::Choices(vec![1])));
}

#[test]
fn after_a_verdict_keys_rate() {
    let session = after("drift", Input::Answer(Answer::DontKnow));
    for (keys, input) in [
        ("\n", Input::GoOn),
        (" ", Input::GoOn),
        ("1", Input::Rate(Rating::Again)),
        ("4", Input::Rate(Rating::Easy)),
        ("g", Input::Guessed),
        ("oy", Input::Overrule),
        ("u", Input::Undo),
    ] {
        assert_eq!(pressed(&session, keys), Reaction::Act(input), "{keys:?}");
    }
    let session = after("healthcare", Input::Reveal);
    assert_eq!(pressed(&session, "3"), Reaction::Act(Input::Rate(Rating::Good)));
    assert_eq!(pressed(&session, "\n"), Reaction::Act(Input::Rate(Rating::Good)));
    assert_eq!(pressed(&session, " "), Reaction::Act(Input::Rate(Rating::Good)));
}

#[test]
fn who_does_not_know_has_rated_already() {
    let session = after("healthcare", Input::Answer(Answer::DontKnow));
    assert_eq!(pressed(&session, "\n"), Reaction::Act(Input::Rate(Rating::Again)));
    assert_eq!(pressed(&session, " "), Reaction::Act(Input::Rate(Rating::Again)));
    assert_eq!(pressed(&session, "3"), Reaction::Act(Input::Rate(Rating::Good)));
}

#[test]
fn a_command_behind_a_text_leaves_the_text() {
    let session = asking("masakhane");
    let mut input_state = InputState::default();
    input_state.arrive(&session);
    for letter in "Masa:hint".chars() {
        press(&mut input_state, &session, KeyCode::Char(letter));
    }
    assert_eq!(press(&mut input_state, &session, KeyCode::Enter), Reaction::Act(Input::Hint));
    assert_eq!(input_state.fields.entry().text(), "Masa");
}

#[test]
fn where_letters_are_keys_a_colon_opens_a_line_for_a_command() {
    for session in [asking("drift"), asking("healthcare"), after("drift", Input::Answer(Answer::DontKnow))] {
        for (keys, reaction) in [
            (":bury", Reaction::Redraw),
            (":bury\n", Reaction::Act(Input::Bury)),
            (":flag old\n", Reaction::Act(Input::Flag(Some("old".to_owned())))),
            ("：u\n", Reaction::Act(Input::Undo)),
            (":zzz\n", Reaction::Redraw),
            (":b\u{1b}q", Reaction::Act(Input::Quit)),
            (":\u{8}q", Reaction::Act(Input::Quit)),
        ] {
            assert_eq!(pressed(&session, keys), reaction, "{keys:?}");
        }
    }
}

fn texts(texts: &[&str]) -> Reaction {
    answer(Answer::Texts(texts.iter().map(|text| (*text).to_owned()).collect()))
}

#[test]
fn several_texts_are_typed_one_below_the_other() {
    let session = asking("libraries");
    for (keys, reaction) in [
        ("a\n", Reaction::Redraw),
        ("a\nb\nc\n", texts(&["a", "b", "c"])),
        ("a\n\nc\n", texts(&["a", "", "c"])),
        ("\n\n\n", answer(Answer::DontKnow)),
        ("a\n:u\n", Reaction::Act(Input::Undo)),
        ("::a\nb\nc\n", texts(&[":a", "b", "c"])),
        ("a\n:nonsense\n", Reaction::Redraw),
    ] {
        assert_eq!(pressed(&session, keys), reaction, "{keys:?}");
    }
    let mut input_state = InputState::default();
    input_state.arrive(&session);
    let mut type_in = |code| press(&mut input_state, &session, code);
    for code in [KeyCode::Char('a'), KeyCode::Down, KeyCode::Char('b'), KeyCode::Tab, KeyCode::Char('c')] {
        assert_eq!(type_in(code), Reaction::Redraw);
    }
    for code in [KeyCode::Up, KeyCode::BackTab, KeyCode::Char('d'), KeyCode::Enter, KeyCode::Enter] {
        assert_eq!(type_in(code), Reaction::Redraw);
    }
    assert_eq!(type_in(KeyCode::Enter), texts(&["ad", "b", "c"]));
}

#[test]
fn a_command_that_was_left_in_a_line_is_no_answer() {
    let session = asking("libraries");
    let mut input_state = InputState::default();
    input_state.arrive(&session);
    for code in ":undo".chars().map(KeyCode::Char).chain([KeyCode::Down, KeyCode::Down, KeyCode::Enter]) {
        press(&mut input_state, &session, code);
    }
    assert_eq!((input_state.fields.at(), input_state.notice.is_some()), (0, true));
    assert_eq!(press(&mut input_state, &session, KeyCode::Enter), Reaction::Act(Input::Undo));
}

#[test]
fn a_verdict_on_what_was_picked_is_contradicted_twice_and_one_on_what_was_typed_once() {
    let picked = after("drift", Input::Answer(Answer::DontKnow));
    let typed = after("masakhane", Input::Answer(Answer::Text("Mozilla".to_owned())));
    for (session, keys, reaction) in [
        (&typed, "o", Reaction::Act(Input::Overrule)),
        (&picked, "o", Reaction::Redraw),
        (&picked, "oo", Reaction::Nothing),
        (&picked, "oY", Reaction::Act(Input::Overrule)),
        // Declining returns to the verdict.
        (&picked, "on\n", Reaction::Act(Input::GoOn)),
        (&picked, "o\n\n", Reaction::Act(Input::GoOn)),
        (&picked, "o\n", Reaction::Redraw),
        (&picked, "o\u{1b}\n", Reaction::Act(Input::GoOn)),
        (&picked, "oн", Reaction::Act(Input::Overrule)),
    ] {
        assert_eq!(pressed(session, keys), reaction, "{keys:?}");
    }
}

#[test]
fn control_keys_end_and_pause() {
    let (text, choice) = (asking("masakhane"), asking("drift"));
    for session in [&text, &choice] {
        let mut input_state = InputState::default();
        assert_eq!(control(&mut input_state, session, 'c'), Reaction::Interrupt);
        assert_eq!(control(&mut input_state, session, 'z'), Reaction::Pause);
        assert_eq!(control(&mut input_state, session, 'd'), Reaction::Act(Input::Quit));
    }
    let mut input_state = InputState::default();
    press(&mut input_state, &text, KeyCode::Char('a'));
    // Where there is text, the key deletes.
    assert_eq!(control(&mut input_state, &text, 'd'), Reaction::Redraw);
    assert_eq!(control(&mut input_state, &choice, 'u'), Reaction::Nothing);
}

#[test]
fn a_paste_is_text_or_nothing() {
    let mut input_state = InputState::default();
    assert_eq!(input_state.paste("1\n2\n", &asking("drift")), Reaction::Nothing);
    assert_eq!(input_state.paste("Masa\nkhane\n", &asking("masakhane")), Reaction::Redraw);
    assert_eq!(input_state.fields.entry().text(), "Masa khane");
    // Pasted text isn't run.
    let mut input_state = InputState::default();
    input_state.paste(":quit\n", &asking("masakhane"));
    assert_eq!(input_state.fields.entry().text(), ":quit");
}

#[test]
fn another_screen_has_nothing_of_what_was_typed() {
    let mut input_state = InputState::default();
    let session = asking("harm");
    assert_eq!(input_state.arrive(&session), Arrival::Question);
    press(&mut input_state, &session, KeyCode::Char('1'));
    assert_eq!(input_state.arrive(&session), Arrival::Same);
    assert_eq!(input_state.picks, [0]);
    let answered = after("harm", Input::Answer(Answer::Choices(vec![0])));
    assert_eq!(input_state.arrive(&answered), Arrival::Stage);
    assert!(input_state.picks.is_empty());
    // After undo it is asked from the start.
    assert_eq!(input_state.arrive(&session), Arrival::Question);
    assert_eq!(input_state.arrive(&asking("drift")), Arrival::Question);
}

#[test]
fn a_look_at_the_answer_taken_back_is_the_same_question() {
    let mut input_state = InputState::default();
    input_state.arrive(&asking("healthcare"));
    assert_eq!(input_state.arrive(&after("healthcare", Input::Reveal)), Arrival::Stage);
    assert_eq!(input_state.arrive(&asking("healthcare")), Arrival::Stage);
}

#[test]
fn space_turns_the_pages_of_a_long_card_and_then_shows_the_answer() {
    use super::frame::Pages;
    let session = asking("code");
    let mut input_state = InputState::default();
    input_state.arrive(&session);
    input_state.seen(Pages { first: 0, seen: 8, all: 11 });
    assert_eq!(press(&mut input_state, &session, KeyCode::Char(' ')), Reaction::Redraw);
    assert_eq!(input_state.first, Some(3));
    input_state.seen(Pages { first: 3, seen: 8, all: 11 });
    assert_eq!(press(&mut input_state, &session, KeyCode::Char(' ')), Reaction::Act(Input::Reveal));
    assert_eq!(press(&mut input_state, &session, KeyCode::Up), Reaction::Redraw);
    assert_eq!(input_state.first, Some(2));
}

#[test]
fn a_choice_that_is_struck_out_can_not_be_ticked_and_loses_its_tick() {
    let mut session = asking("harm");
    let mut input_state = InputState::default();
    input_state.arrive(&session);
    for key in ['1', '3'] {
        assert_eq!(press(&mut input_state, &session, KeyCode::Char(key)), Reaction::Redraw);
    }
    session.take(Input::Hint, moment(), 0);
    session.recorded(&[], []);
    input_state.arrive(&session);
    assert_eq!(input_state.picks, [0]);
    assert_eq!(press(&mut input_state, &session, KeyCode::Char('3')), Reaction::Redraw);
    assert_eq!(input_state.notice.as_deref(), Some("Choice 3 is struck out."));
    assert_eq!(input_state.picks, [0]);
}
