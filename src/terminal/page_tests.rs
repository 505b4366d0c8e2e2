//! Pages without input.

use super::notice;
use super::page::{HeldBack, NothingDue, ending, nothing_due, welcome, welcome_on_screen};
use super::samples::{HUGE, NARROW, UTF8, WIDE, tuesday};
use super::theme::Theme;
use crate::deck::Text;
use crate::session::{Ending, Load, MissedItem, NextDay, Outlook, Summary, Welcome};

pub(super) fn summary() -> Summary {
    let missed = |prompt: &str, right: &str| MissedItem {
        item: "challenges/x".parse().expect("an id"),
        prompt: prompt.to_owned(),
        right: vec![Text::new(right)],
    };
    Summary {
        items: 18,
        ms: 6 * 60_000,
        right_at_once: 14,
        came_right: 4,
        put_away: 0,
        missed: vec![
            missed("Which publication is cited on security worries about open-source AI?", "MIT Technology Review"),
            missed("What is a fork?", "A copy of a project that goes its own way"),
            missed(
                "Why is uneven quality a serious risk in healthcare and finance?",
                "Because an error there reaches far.",
            ),
            missed("Where do models come from?", "Labs"),
        ],
    }
}

/// A finished day, and the next one.
pub(super) fn done() -> Outlook {
    let next = NextDay { day: tuesday() + 1, load: Load { due: 9, new: 10 }, minutes: 6 };
    Outlook { today: tuesday(), next: Some(next), ..Outlook::default() }
}

/// An unfinished day.
fn left() -> Outlook {
    Outlook { today: tuesday(), left: Load { due: 18, new: 6 }, minutes: 2, next: None }
}

pub(super) fn end() -> Ending {
    Ending {
        summary: summary(),
        outlook: Some(done()),
        tomorrow_is_next: true,
        streak: 5,
        ms_today: 14 * 60_000,
        more_known: 12.4,
        ..Ending::default()
    }
}

#[test]
fn the_end_of_a_session() {
    insta::assert_snapshot!(ending(&end(), WIDE, UTF8).painted(WIDE, UTF8), @r"
    18 questions in 6 minutes
    ━━━━━━━━━━━━━━━━━━━━━━━━──────  14 right at once, 4 right later
    About 12 more known than before, 5 days in a row, 14 minutes today.

    Missed
      Which publication is cited on security worries about open-source AI?
      → MIT Technology Review
      What is a fork?
      → A copy of a project that goes its own way
      Why is uneven quality a serious risk in healthcare and finance?
      → Because an error there reaches far.
      1 more in the lines above

    Today is done. Tomorrow, Wed 25 Nov: 9 due, 10 new, about 6 minutes.
    ");
    insta::assert_snapshot!(ending(&end(), NARROW, Theme::BARE).painted(NARROW, Theme::BARE), @r"
    18 questions in 6 minutes
    ========================------
    14 right at once, 4 right later
    About 12 more known than before, 5
    days in a row, 14 minutes today.

    Missed
      Which publication is cited on
      security worries about open-source
      AI?
      -> MIT Technology Review
      What is a fork?
      -> A copy of a project that goes its
         own way
      Why is uneven quality a serious risk
      in healthcare and finance?
      -> Because an error there reaches
         far.
      1 more in the lines above

    Today is done. Tomorrow, Wed 25 Nov: 9
    due, 10 new, about 6 minutes.
    ");
}

#[test]
fn a_session_without_an_answer() {
    let of = |outlook| Ending { outlook, ..Ending::default() };
    insta::assert_snapshot!(ending(&of(Some(left())), WIDE, UTF8).painted(WIDE, UTF8), @r"
    No question answered

    Left today: 18 due, 6 new, about 2 minutes: oss-quiz run
    ");
    insta::assert_snapshot!(ending(&of(None), WIDE, UTF8).painted(WIDE, UTF8), @r"
    No question answered
    ");
}

#[test]
fn the_end_speaks_of_tomorrow_only_when_today_is_done() {
    let of = |outlook, of_some, tomorrow_is_next| {
        notice::waits(&Ending { outlook: Some(outlook), of_some, tomorrow_is_next, ..Ending::default() })
            .unwrap_or_default()
    };
    assert_eq!(of(left(), true, true), "Left today: 18 due, 6 new in all, about 2 minutes: oss-quiz run");
    let only_new = Outlook { left: Load { due: 0, new: 1 }, minutes: 1, ..left() };
    assert_eq!(of(only_new, false, true), "Left today: 1 new, about 1 minute: oss-quiz run");
    let next = "Wed 25 Nov: 9 due, 10 new";
    assert_eq!(of(done(), false, true), format!("Today is done. Tomorrow, {next}, about 6 minutes."));
    assert_eq!(of(done(), true, true), format!("Today is done. Tomorrow, {next} in all, about 6 minutes."));
    // After midnight, before the day begins.
    assert_eq!(of(done(), false, false), format!("Today is done. {next}, about 6 minutes."));
    let later = NextDay { day: tuesday() + 3, load: Load { due: 1, new: 0 }, minutes: 1 };
    let later = Outlook { next: Some(later), ..done() };
    assert_eq!(of(later, false, true), "Today is done. Fri 27 Nov: 1 due, about 1 minute.");
    assert_eq!(of(Outlook { next: None, ..done() }, false, true), "Today is done.");
}

#[test]
fn the_end_tells_what_the_session_and_the_day_came_to() {
    let of = |more_known, streak, minutes: u64| {
        notice::gained(&Ending { more_known, streak, ms_today: minutes * 60_000, ..end() })
    };
    let said = |words: &str| Some(words.to_owned());
    assert_eq!(of(12.4, 5, 14), said("About 12 more known than before, 5 days in a row, 14 minutes today."));
    // As long as the session, on the first day, with nothing gained.
    assert_eq!(of(0.4, 1, 6), None);
    assert_eq!(of(-3.0, 2, 6), said("2 days in a row."));
    assert_eq!(of(0.6, 0, 7), said("About 1 more known than before, 7 minutes today."));
}

pub(super) fn newcomer() -> Welcome {
    Welcome {
        questions: 252,
        topic: Some("open-source AI".to_owned()),
        new_per_day: 10,
        kept_in: Some("~/.local/share/oss-quiz/progress.db".to_owned()),
        first_deck: Some("rise".to_owned()),
    }
}

#[test]
fn the_first_start() {
    let facts = newcomer();
    insta::assert_snapshot!(welcome_on_screen(&facts).painted(WIDE, UTF8), @"
    Welcome. 252 questions on open-source AI, 10 new ones a day.

    No reading needed: you may start without knowing (key 0), and every answer is
    explained.
    To read a deck first: oss-quiz show rise
    Answers are kept in ~/.local/share/oss-quiz/progress.db and nowhere else.
    With a screen reader: oss-quiz --plain run
    ");
    insta::assert_snapshot!(welcome_on_screen(&facts).painted(NARROW, UTF8), @"
    Welcome. 252 questions on open-source
    AI, 10 new ones a day.

    No reading needed: you may start
    without knowing (key 0), and every
    answer is explained.
    To read a deck first: oss-quiz show
    rise
    Answers are kept in ~/.local/share/
    oss-quiz/progress.db and nowhere else.
    With a screen reader: oss-quiz --plain
    run
    ");
    insta::assert_snapshot!(welcome(&Welcome { questions: 1, ..Welcome::default() }).plain(), @r"
    Welcome. 1 question, 0 new ones a day.
    No reading needed: you may start without knowing (key 0), and every answer is explained.
    Answers are not kept.
    ");
}

#[test]
fn nothing_is_due() {
    let facts = NothingDue { new_done: 10, new_left: true, outlook: done(), ..NothingDue::default() };
    let offers = [("oss-quiz run --new 5", "five more new ones today"), ("oss-quiz stats", "what you know now")];
    insta::assert_snapshot!(nothing_due(&facts, &offers).painted(HUGE, UTF8), @r"
    Nothing is due, and today's 10 new ones are done. Next: 9 due, 10 new on Wed 25 Nov.

    oss-quiz run --new 5    five more new ones today
    oss-quiz stats          what you know now
    ");
    insta::assert_snapshot!(nothing_due(&NothingDue::default(), &[]).plain(), @r"
    Nothing is due.
    ");
    let of_some = |in_all| nothing_due(&NothingDue { in_all: Some(in_all), ..facts }, &[]).plain();
    insta::assert_snapshot!(of_some(left()), @r"
    None of these is due. Left today in all: 18 due, 6 new: oss-quiz run
    ");
    insta::assert_snapshot!(of_some(done()), @r"
    Nothing is due, and today's 10 new ones are done. Next: 9 due, 10 new on Wed 25 Nov. In all: 9 due, 10 new on Wed 25 Nov.
    ");
    let held_back = |what, new, new_done, in_all| {
        let facts = NothingDue { held_back: Some(HeldBack { what, new }), new_done, in_all: Some(in_all), ..facts };
        nothing_due(&facts, &[]).plain()
    };
    insta::assert_snapshot!(held_back("rivers", 3, 10, left()), @r"
    rivers: 3 new wait; today's 10 new ones are done. Left today in all: 18 due, 6 new: oss-quiz run
    ");
    insta::assert_snapshot!(held_back("tag:risk rise", 1, 0, done()), @r"
    tag:risk rise: 1 new waits; the daily limit allows none. Next: 9 due, 10 new on Wed 25 Nov.
    ");
}
