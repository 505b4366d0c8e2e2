//! Screens as a person sees them.

use insta::assert_snapshot;

use super::{Line, Look, page, sentences};
use crate::schedule::{Act, Dice, Rating};
use crate::stats::given::Asked;
use crate::stats::picture::Picture;
use crate::stats::sample::{Learner, deck, item_of, noon, today};

const WIDE: Look = Look { columns: 80, rows: Some(24), unicode: true };

fn decks() -> Learner {
    let sizes = [("rise", 36), ("barriers", 34), ("applications", 44), ("community", 32), ("challenges", 47)];
    let sizes = sizes.into_iter().chain([("education", 29), ("connections", 30)]);
    Learner::new(sizes.map(|(name, cards)| deck(name, cards)).collect())
}

fn in_use() -> Learner {
    let mut learner = decks();
    learner.study(today() - 46, today() - 4, 5, &mut Dice::seeded(3));
    learner.act("rise/c1", today() - 4, Act::Suspend);
    learner
}

fn picture(learner: &Learner, asked: Asked) -> Picture {
    Picture::of(&learner.given(&learner.known(), today(), asked))
}

fn shown(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn in_use_at_80_columns() {
    let page = page(&picture(&in_use(), Asked { due: 57, new: 10 }), WIDE);
    assert!(page.len() <= 23, "{} rows", page.len());
    assert_snapshot!(shown(&page), @"
    Today     57 due, 10 new, about 6 minutes. Last session: Friday.
    Items     86 new, 165 in review, 1 suspended

    Asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not met yet; about 14 you have probably forgotten.

    applications  ████████████████████████████▒▒  41 of 44    39 to 44
    barriers      ████████████████████████████▒▒  32 of 34    29 to 34
    challenges    ████████████████████████████▒▒  43 of 47    40 to 46
    community     ██████████████████████████▒▒▒▒  28 of 32    25 to 31
    connections   ██████▒▒······················   6 of 30      4 to 8
    education     ······························   0 of 29   not begun
    rise          ······························   0 of 36   not begun
                  █ known   ▒ probably forgotten   · not met

    Kept      87 % of 407 reviews in 30 days; you aim at 90 %
              young 87 % of 404, mature 3 of 3

    Coming    We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
               4  5  7  4  7  6  1  6  3  1  2  2  2  2

    Answers   ····▂▂· ▄▃·▅▃▃· ·▅▃▃▄▄· ▆▄▄▅▄▅· ▇·█▅▄▅· ▇▄·█▅▃· █▆▄▆▅·· ··
              since 5 Oct: 33 days of study; longest streak 6 days
    ");
}

#[test]
fn in_use_at_40_columns_in_ascii() {
    let look = Look { columns: 40, rows: None, unicode: false };
    let page = shown(&page(&picture(&in_use(), Asked { due: 57, new: 10 }), look));
    assert!(page.is_ascii() && page.lines().all(|line| line.len() <= 40));
    assert_snapshot!(page, @"
    Today     57 due, 10 new, about 6
              minutes. Last session:
              Friday.
    Items     86 new, 165 in review, 1
              suspended

    Asked everything now, you would know
    about 151 of 252 (145 to 156).
    87 you have not met yet; about 14 you
    have probably forgotten.

    applications  #############:  41 of 44
    barriers      #############:  32 of 34
    challenges    #############:  43 of 47
    community     ############::  28 of 32
    connections   ###:..........   6 of 30
    education     ..............   0 of 29
    rise          ..............   0 of 36
    # known  : forgotten  . not met

    Kept      87 % of 407 reviews in 30
              days; you aim at 90 %
              young 87 % of 404, mature 3
              of 3

    Coming    We Th Fr Sa Su Mo Tu We Th
               4  5  7  4  7  6  1  6  3

    Answers   74.853. 86465.. ..
              since 9 Nov: 10 days of
              study; longest streak 6 days
    ");
}

#[test]
fn in_use_in_sentences() {
    assert_snapshot!(sentences(&picture(&in_use(), Asked { due: 57, new: 10 })).join("\n"), @"
    Asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not met yet; about 14 you have probably forgotten.
    Today: 57 due, 10 new, about 6 minutes. Last session: Friday.
    Items: 86 new, 165 in review, 1 suspended.
    applications: about 41 of 44 known, 39 to 44.
    barriers: about 32 of 34 known, 29 to 34.
    challenges: about 43 of 47 known, 40 to 46.
    community: about 28 of 32 known, 25 to 31.
    connections: about 6 of 30 known, 4 to 8.
    education: not begun, 29 items.
    rise: not begun, 36 items.
    Kept: 87 % of 407 reviews in 30 days; you aim at 90 %; young 87 % of 404, mature 3 of 3.
    Coming: 4 on Wed 25 Nov, 5 on Thu 26 Nov, 7 on Fri 27 Nov, 4 on Sat 28 Nov, 7 on Sun 29 Nov, 6 on Mon 30 Nov, 1 on Tue 1 Dec, 6 on Wed 2 Dec, 3 on Thu 3 Dec, 1 on Fri 4 Dec, 2 on Sat 5 Dec, 2 on Sun 6 Dec, 2 on Mon 7 Dec, 2 on Tue 8 Dec.
    Study: 33 days in all; longest streak 6 days.
    ");
}

#[test]
fn before_the_first_answer() {
    assert_snapshot!(shown(&page(&picture(&decks(), Asked { due: 0, new: 10 }), WIDE)), @"
    Today     10 new, about 3 minutes.
    Items     252 new

    252 items wait for you, and you have met none of them yet.

    applications  ······························  0 of 44   not begun
    barriers      ······························  0 of 34   not begun
    challenges    ······························  0 of 47   not begun
    community     ······························  0 of 32   not begun
    connections   ······························  0 of 30   not begun
    education     ······························  0 of 29   not begun
    rise          ······························  0 of 36   not begun
                  █ known   ▒ probably forgotten   · not met

    Begin with: oss-quiz run
    ");
}

#[test]
fn after_one_answer() {
    let mut learner = decks();
    learner.answer(&item_of("rise", "c0"), noon(today(), 0), Rating::Good, 5_000);
    learner.settle();
    assert_snapshot!(shown(&page(&picture(&learner, Asked { due: 0, new: 9 }), WIDE)), @"
    Today     1 answer in 5 seconds. Left: 9 new, about 2 minutes.
    Items     251 new, 1 in review

    Asked everything now, you would know about 1 of 252.
    251 you have not met yet.

    applications  ······························  0 of 44   not begun
    barriers      ······························  0 of 34   not begun
    challenges    ······························  0 of 47   not begun
    community     ······························  0 of 32   not begun
    connections   ······························  0 of 30   not begun
    education     ······························  0 of 29   not begun
    rise          █·····························  1 of 36
                  █ known   ▒ probably forgotten   · not met

    Kept      nothing to tell yet: no item was asked again after a day; you aim
              at 90 %

    Coming    We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
               ·  1  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·

    Answers   ······· ······· ······· ······· ······· ······· ······· ·█
              since 5 Oct: 1 day of study; streak 1 day, your longest
    ");
}

#[test]
fn more_decks_than_rows() {
    let mut learner = Learner::new((0..40).map(|at| deck(&format!("deck-{at}"), 3)).collect());
    learner.answer(&item_of("deck-39", "c0"), noon(today(), 0), Rating::Good, 5_000);
    learner.settle();
    let page = page(&picture(&learner, Asked::default()), WIDE);
    assert!(page.len() <= 23, "{} rows", page.len());
    let decks: Vec<String> = page.iter().map(Line::text).filter(|line| line.contains(" of ")).collect();
    assert_snapshot!(decks.join("\n"), @"
    Asked everything now, you would know about 1 of 120.
    deck-39  ██████████····················    1 of 3
    deck-0   ······························    0 of 3   not begun
    deck-1   ······························    0 of 3   not begun
    deck-10  ······························    0 of 3   not begun
    deck-11  ······························    0 of 3   not begun
    deck-12  ······························    0 of 3   not begun
    34 more  ······························  0 of 102   not begun
              since 5 Oct: 1 day of study; streak 1 day, your longest
    ");
}
