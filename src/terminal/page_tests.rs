//! The pages that wait for nothing.

use super::look::Look;
use super::page::{NothingDue, ending, nothing_due, welcome};
use super::samples::{HUGE, NARROW, UTF8, WIDE, tuesday};
use crate::deck::Text;
use crate::session::{Ending, Forecast, Missed, Summary, Welcome};

pub(super) fn summary() -> Summary {
    let missed = |prompt: &str, right: &str| Missed {
        item: "challenges/x".parse().expect("an id"),
        prompt: prompt.to_owned(),
        right: vec![Text::new(right)],
    };
    Summary {
        items: 18,
        ms: 6 * 60_000,
        right_at_once: 14,
        came_right: 4,
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

pub(super) fn end() -> Ending {
    let next = Forecast { day: tuesday() + 1, tomorrow: true, due: 9, new: 10, minutes: 6 };
    Ending { summary: summary(), next: Some(next), make_due: 0 }
}

#[test]
fn the_end_of_a_session() {
    insta::assert_snapshot!(ending(&end(), tuesday(), WIDE, UTF8).painted(WIDE, UTF8), @r"
    18 questions in 6 minutes
    ━━━━━━━━━━━━━━━━━━━━━━━───────  14 right at once, 4 came back and came right

    Once more
      Which publication is cited on security worries about open-source AI?
      → MIT Technology Review
      What is a fork?
      → A copy of a project that goes its own way
      Why is uneven quality a serious risk in healthcare and finance?
      → Because an error there reaches far.
      and 1 more above

    Tomorrow, Wed 25 Nov: 9 due, 10 new, about 6 minutes.
    ");
    insta::assert_snapshot!(ending(&end(), tuesday(), NARROW, Look::BARE).painted(NARROW, Look::BARE), @r"
    18 questions in 6 minutes
    =======================-------
    14 right at once, 4 came back and came
    right

    Once more
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
      and 1 more above

    Tomorrow, Wed 25 Nov: 9 due, 10 new,
    about 6 minutes.
    ");
}

#[test]
fn a_session_without_an_answer() {
    let ending_of = |next| Ending { next, ..Ending::default() };
    let next = Forecast { day: tuesday() + 3, ..Forecast::default() };
    insta::assert_snapshot!(ending(&ending_of(Some(next)), tuesday(), WIDE, UTF8).painted(WIDE, UTF8), @r"
    No question answered
    ");
    insta::assert_snapshot!(ending(&ending_of(None), tuesday(), WIDE, UTF8).painted(WIDE, UTF8), @r"
    No question answered
    ");
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
    insta::assert_snapshot!(welcome(&facts).painted(WIDE, UTF8), @r"
    Welcome. 252 questions on open-source AI, 10 new ones a day.

    You needn't have read a word: not knowing is how it starts (key 0), and every
    answer is explained.
    To read a deck first: oss-quiz show rise
    Answers are kept in ~/.local/share/oss-quiz/progress.db and nowhere else.
    With a screen reader: oss-quiz --plain run
    ");
    insta::assert_snapshot!(welcome(&facts).painted(NARROW, UTF8), @r"
    Welcome. 252 questions on open-source
    AI, 10 new ones a day.

    You needn't have read a word: not
    knowing is how it starts (key 0), and
    every answer is explained.
    To read a deck first: oss-quiz show
    rise
    Answers are kept in ~/.local/share/
    oss-quiz/progress.db and nowhere else.
    With a screen reader: oss-quiz --plain
    run
    ");
    insta::assert_snapshot!(welcome(&Welcome { questions: 1, ..Welcome::default() }).plain(), @r"
    Welcome. 1 question, 0 new ones a day.
    You needn't have read a word: not knowing is how it starts (key 0), and every answer is explained.
    Answers are not kept.
    With a screen reader: oss-quiz --plain run
    ");
}

#[test]
fn nothing_is_due() {
    let facts = NothingDue { today: tuesday(), new_done: 10, new_left: true, next: Some((tuesday() + 1, 5)) };
    let offers = [("oss-quiz run --new 5", "five more new ones today"), ("oss-quiz stats", "what you know now")];
    insta::assert_snapshot!(nothing_due(&facts, &offers).painted(HUGE, UTF8), @r"
    Nothing is due, and today's 10 new ones are done. Next: 5 on Wed 25 Nov.

    oss-quiz run --new 5    five more new ones today
    oss-quiz stats          what you know now
    ");
    insta::assert_snapshot!(nothing_due(&NothingDue { today: tuesday(), ..NothingDue::default() }, &[]).plain(), @r"
    Nothing is due.
    ");
}
