//! Pages as a person sees them.

use insta::assert_snapshot;

use super::{PageForm, page, sentences};
use crate::rng::Rng;
use crate::schedule::{Act, Rating};
use crate::session::Load;
use crate::stats::input::StatsInput;
use crate::stats::item_history::ItemLife;
use crate::stats::log_stats::LogStatsReader;
use crate::stats::sample::{Learner, deck, item_of, noon, today};
use crate::stats::section::StatsSection;
use crate::stats::summary::Stats;
use crate::styled::line::{Line, Span, Style};

const WIDE: PageForm = PageForm { columns: 80, rows: Some(24), unicode: true };

fn decks() -> Learner {
    let sizes = [("rise", 36), ("barriers", 34), ("applications", 44), ("community", 32), ("challenges", 47)];
    let sizes = sizes.into_iter().chain([("education", 29), ("connections", 30)]);
    Learner::new(sizes.map(|(name, cards)| deck(name, cards)).collect())
}

fn in_use() -> Learner {
    let mut learner = decks();
    learner.study(today() - 46, today() - 4, 5, &mut Rng::seeded(3));
    learner.act("rise/c1", today() - 4, Act::Suspend);
    learner
}

fn stats(learner: &Learner, left: Load) -> Stats {
    Stats::of(&learner.stats_input(&learner.known(), today(), left))
}

fn shown(lines: &[Line]) -> String {
    lines.iter().map(Line::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn in_use_at_80_columns() {
    let page = page(&stats(&in_use(), Load { due: 57, new: 10 }), WIDE);
    assert!(page.len() <= 23, "{} rows", page.len());
    assert_snapshot!(shown(&page), @"
    Today     57 due, 10 new, about 6 minutes. Last session: Friday.
    Items     86 new, 165 in review, 1 suspended

    If asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not seen yet; about 14 you have probably forgotten.

    applications  ████████████████████████████▒▒  41 of 44    39 to 44
    barriers      ████████████████████████████▒▒  32 of 34    29 to 34
    challenges    ████████████████████████████▒▒  43 of 47    40 to 46
    community     ██████████████████████████▒▒▒▒  28 of 32    25 to 31
    connections   ██████▒▒······················   6 of 30      4 to 8
    education     ······························   0 of 29   not begun
    rise          ······························   0 of 36   not begun
                  █ known   ▒ probably forgotten   · new

    Kept      87 % of 407 reviews in 30 days; you aim at 90 %
              young 87 % of 404, mature 3 of 3

    Coming    now We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
               57  6  5  7  4  7  6  1  6  3  1  2  2  2  2

    Answers   ····▂▂· ▄▃·▅▃▃· ·▅▃▃▄▄· ▆▄▄▅▄▅· ▇·█▅▄▅· ▇▄·█▅▃· █▆▄▆▅·· ··
              since 5 Oct: 33 days of study; longest streak 6 days
    ");
}

#[test]
fn in_use_at_40_columns_in_ascii() {
    let form = PageForm { columns: 40, rows: Some(30), unicode: false };
    let page = shown(&page(&stats(&in_use(), Load { due: 57, new: 10 }), form));
    assert!(page.is_ascii() && page.lines().all(|line| line.len() <= 40));
    assert_snapshot!(page, @"
    Today     57 due, 10 new, about 6
              minutes. Last session:
              Friday.
    Items     86 new, 165 in review, 1
              suspended

    If asked everything now, you would
    know about 151 of 252 (145 to 156).
    87 you have not seen yet; about 14 you
    have probably forgotten.

    applications  #############:  41 of 44
    barriers      #############:  32 of 34
    challenges    #############:  43 of 47
    community     ############::  28 of 32
    3 more        #.............   6 of 95
    # known  : forgotten  . new

    Kept      87 % of 407 reviews in 30
              days; you aim at 90 %
              young 87 % of 404, mature 3
              of 3

    Coming    now We Th Fr Sa Su Mo Tu We
               57  6  5  7  4  7  6  1  6

    Answers   74.853. 86465.. ..
              since 9 Nov: 10 days of
              study; longest streak 6 days
    ");
}

/// A learner with everything: sections, a log, lapses.
fn everything() -> Stats {
    let learner = in_use();
    let mut reader = LogStatsReader::new(&learner.model, today());
    for item in learner.log.keys() {
        reader.item(item, learner.history(item));
    }
    let log_stats = reader.done();
    let known = learner.known();
    Stats::of(&StatsInput {
        log_stats: Some(&log_stats),
        ..learner.stats_input(&known, today(), Load { due: 57, new: 10 })
    })
}

#[test]
fn at_50_rows_there_is_room_for_more() {
    let page = page(&everything(), PageForm { rows: Some(50), ..WIDE });
    assert!(page.len() <= 49, "{} rows", page.len());
    assert_snapshot!(shown(&page), @"
    Today     57 due, 10 new, about 6 minutes. Last session: Friday.
    Items     86 new, 165 in review, 1 suspended

    If asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not seen yet; about 14 you have probably forgotten.

    applications  ████████████████████████████▒▒  41 of 44    39 to 44
    barriers      ████████████████████████████▒▒  32 of 34    29 to 34
    challenges    ████████████████████████████▒▒  43 of 47    40 to 46
    community     ██████████████████████████▒▒▒▒  28 of 32    25 to 31
    connections   ██████▒▒······················   6 of 30      4 to 8
    education     ······························   0 of 29   not begun
    rise          ······························   0 of 36   not begun
                  █ known   ▒ probably forgotten   · new

    Kept      87 % of 407 reviews in 30 days; you aim at 90 %
              young 87 % of 404, mature 3 of 3; the model expected 86 %

    Coming    now We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
               57  6  5  7  4  7  6  1  6  3  1  2  2  2  2

    Lasts     under a day  days  weeks  months  half a year  years
                        6    28     76      55            ·      ·
              items by the time until their recall falls to 90 %

    Time        Oct    Nov
              5.1 s  5.0 s
              an answer on average, month by month

    Calendar     May       Jun     Jul     Aug       Sep     Oct     Nov
              Mo · · · · · · · · · · · · · · · · · · · · · · · · ▒ · ▓ █ █ █ ·
              Tu · · · · · · · · · · · · · · · · · · · · · · · · ▒ ▓ ▒ · ▒ ▓ ·
              We · · · · · · · · · · · · · · · · · · · · · · · · · ▒ ▒ █ · ▒
              Th · · · · · · · · · · · · · · · · · · · · · · · · ▓ ▒ ▓ ▓ █ ▓
              Fr · · · · · · · · · · · · · · · · · · · · · · · ░ ▒ ▒ ▒ ▒ ▓ ▓
              Sa · · · · · · · · · · · · · · · · · · · · · · · ░ ▒ ▒ ▓ ▓ ▒ ·
              Su · · · · · · · · · · · · · · · · · · · · · · · · · · · · · ·
                 · none   ░ 1-12   ▒ 13-24   ▓ 25-36   █ 37-49
              since 27 Apr: 33 days of study; longest streak 6 days
    ");
}

#[test]
fn however_large_the_terminal_is_the_page_fits() {
    let stats = everything();
    for columns in [1, 24, 40, 59, 60, 80, 120, 200] {
        for rows in [15, 24, 30, 34, 40, 60, 100] {
            for unicode in [true, false] {
                let page = page(&stats, PageForm { columns, rows: Some(rows), unicode });
                assert!(columns < 40 || page.len() < rows, "{} rows of {rows}", page.len());
                let widest = page.iter().map(Line::width).max().unwrap_or(0);
                assert!(widest <= columns.clamp(40, 88), "{widest} columns of {columns}");
                assert!(unicode || page.iter().all(|line| line.text().is_ascii()));
            }
        }
    }
}

#[test]
fn part_by_part() {
    let stats = everything();
    let parts = [
        StatsSection::Retention,
        StatsSection::Time,
        StatsSection::Stability,
        StatsSection::Hard,
        StatsSection::Calibration,
    ];
    assert_snapshot!(shown(&super::parts(&stats, &parts, WIDE)), @"
    Kept      87 % of 407 reviews in 30 days; you aim at 90 %
              young 87 % of 404, mature 3 of 3; the model expected 86 %

    By month   Oct   Nov
              89 %  87 %

    Time        Oct    Nov
              5.1 s  5.0 s
              an answer on average, month by month

    Lasts     under a day  days  weeks  months  half a year  years
                        6    28     76      55            ·      ·
              items by the time until their recall falls to 90 %

    What you forget most often
    lapses     now  item
         5    83 %  challenges/c29    question 29
         4    92 %  applications/c12  question 12
         4    95 %  applications/c24  question 24
         3    85 %  challenges/c14    question 14
         3    92 %  challenges/c4     question 4
         2    87 %  challenges/c44    question 44
         2    89 %  challenges/c8     question 8
         2    92 %  challenges/c5     question 5
         2    93 %  barriers/c2       question 2
         2    96 %  applications/c8   question 8

    Of 517 reviews the model expected you to recall 86 %; it was 88 %.
    Its guess at what you will recall is better than your average alone (log
    loss 0.360 against 0.371, error 0.058 against 0.069; less is better).

    50 to 60 %  ███████████████···│···········  50 % of 2
    60 to 70 %  ████████████████████│·········  65 % of 20
    70 to 75 %  ██████████████████████│█······  79 % of 34
    75 to 80 %  ███████████████████████│······  81 % of 72
    80 to 85 %  █████████████████████████│██··  95 % of 19
    85 to 90 %  ██████████████████████████│█··  93 % of 183
    90 to 95 %  ███████████████████████████│··  89 % of 187
                █ recalled   │ predicted
    ");
}

#[test]
fn part_by_part_in_sentences() {
    let sentences = super::sentences_of(&everything(), &StatsSection::ALL);
    let without_items: Vec<String> = sentences.into_iter().filter(|line| !line.contains(" each.")).collect();
    assert_snapshot!(without_items.join("\n"), @"
    If asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not seen yet; about 14 you have probably forgotten.
    applications: about 41 of 44 known, 39 to 44.
    barriers: about 32 of 34 known, 29 to 34.
    challenges: about 43 of 47 known, 40 to 46.
    community: about 28 of 32 known, 25 to 31.
    connections: about 6 of 30 known, 4 to 8.
    education: not begun, 29 items.
    rise: not begun, 36 items.
    Kept: 87 % of 407 reviews in 30 days; you aim at 90 %; young 87 % of 404, mature 3 of 3; the model expected 86 %.
    Kept in Oct 2026: 89 %.
    Kept in Nov 2026: 87 %.
    Coming: 57 now, 6 on Wed 25 Nov, 5 on Thu 26 Nov, 7 on Fri 27 Nov, 4 on Sat 28 Nov, 7 on Sun 29 Nov, 6 on Mon 30 Nov, 1 on Tue 1 Dec, 6 on Wed 2 Dec, 3 on Thu 3 Dec, 1 on Fri 4 Dec, 2 on Sat 5 Dec, 2 on Sun 6 Dec, 2 on Mon 7 Dec, 2 on Tue 8 Dec.
    Lasts, until recall falls to 90 %: 6 under a day, 28 days, 76 weeks, 55 months.
    Time in Oct 2026: 5.1 seconds.
    Time in Nov 2026: 5.0 seconds.
    Answers in the last 14 days: 29 on Fri 20 Nov, 33 on Thu 19 Nov, 22 on Wed 18 Nov, 33 on Tue 17 Nov, 49 on Mon 16 Nov, 18 on Sat 14 Nov, 27 on Fri 13 Nov, 46 on Thu 12 Nov.
    Study: 33 days in all; longest streak 6 days.
    challenges/c29: 5 lapses, 83 % now. question 29
    applications/c12: 4 lapses, 92 % now. question 12
    applications/c24: 4 lapses, 95 % now. question 24
    challenges/c14: 3 lapses, 85 % now. question 14
    challenges/c4: 3 lapses, 92 % now. question 4
    challenges/c44: 2 lapses, 87 % now. question 44
    challenges/c8: 2 lapses, 89 % now. question 8
    challenges/c5: 2 lapses, 92 % now. question 5
    barriers/c2: 2 lapses, 93 % now. question 2
    applications/c8: 2 lapses, 96 % now. question 8
    Of 517 reviews the model expected you to recall 86 %; it was 88 %.
    Its guess at what you will recall is better than your average alone (log loss 0.360 against 0.371, error 0.058 against 0.069; less is better).
    Predicted 50 to 60 %: 2 reviews, 50 % recalled.
    Predicted 60 to 70 %: 20 reviews, 65 % recalled.
    Predicted 70 to 75 %: 34 reviews, 79 % recalled.
    Predicted 75 to 80 %: 72 reviews, 81 % recalled.
    Predicted 80 to 85 %: 19 reviews, 95 % recalled.
    Predicted 85 to 90 %: 183 reviews, 93 % recalled.
    Predicted 90 to 95 %: 187 reviews, 89 % recalled.
    ");
}

#[test]
fn the_life_of_a_card() {
    let mut learner = Learner::new(vec![deck("rise", 1)]);
    let item = item_of("rise", "c0");
    for (ago, rating) in
        [(30, Rating::Good), (28, Rating::Good), (17, Rating::Again), (17, Rating::Good), (14, Rating::Good)]
    {
        learner.answer(&item, noon(today() - ago, ago.into()), rating, 4_200);
    }
    let known = learner.known();
    let lives = [ItemLife::of(&known[0], &learner.found, learner.history(&item), &learner.model, today())];
    assert_snapshot!(shown(&super::lives(&lives, &learner.model, today(), WIDE)), @"
    rise/c0, flip
    question 0

    Recall now 83 %; due now. It falls to 90 % within 6 days of the last answer.
    Difficulty 7.4 of 10, 1 lapse.

    Sun 25 Oct      Good     2 days  4.2 s
    Tue 27 Oct      Good    10 days  expected 91 %, 4.2 s
    Sat 7 Nov       Again     today  expected 90 %, 4.2 s
    Sat 7 Nov       Good     2 days  4.2 s
    Tue 10 Nov      Good     5 days  expected 85 %, 4.2 s

    Recall    █▇▇██████▇▇▇▇▇▇▇▇▇▇▇▇▇▇▆▆██▇▇▆▆████▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▆▆▆▆▆▆▅▅▅
              from the first answer until today, from 50 % or less to 100 %
    ");
    assert_snapshot!(super::lives_in_sentences(&lives, today()).join("\n"), @"
    rise/c0, flip. question 0
    Recall now 83 %; due now. It falls to 90 % within 6 days of the last answer. Difficulty 7.4 of 10, 1 lapse.
    Sun 25 Oct: Good, next 2 days, 4.2 s.
    Tue 27 Oct: Good, next 10 days, expected 91 %, 4.2 s.
    Sat 7 Nov: Again, next today, expected 90 %, 4.2 s.
    Sat 7 Nov: Good, next 2 days, 4.2 s.
    Tue 10 Nov: Good, next 5 days, expected 85 %, 4.2 s.
    ");
}

#[test]
fn in_use_in_sentences() {
    assert_snapshot!(sentences(&stats(&in_use(), Load { due: 57, new: 10 })).join("\n"), @"
    Today: 57 due, 10 new, about 6 minutes. Last session: Friday.
    Items: 86 new, 165 in review, 1 suspended.
    If asked everything now, you would know about 151 of 252 (145 to 156).
    87 you have not seen yet; about 14 you have probably forgotten.
    applications: about 41 of 44 known, 39 to 44.
    barriers: about 32 of 34 known, 29 to 34.
    challenges: about 43 of 47 known, 40 to 46.
    community: about 28 of 32 known, 25 to 31.
    connections: about 6 of 30 known, 4 to 8.
    education: not begun, 29 items.
    rise: not begun, 36 items.
    Kept: 87 % of 407 reviews in 30 days; you aim at 90 %; young 87 % of 404, mature 3 of 3.
    Coming: 57 now, 6 on Wed 25 Nov, 5 on Thu 26 Nov, 7 on Fri 27 Nov, 4 on Sat 28 Nov, 7 on Sun 29 Nov, 6 on Mon 30 Nov, 1 on Tue 1 Dec, 6 on Wed 2 Dec, 3 on Thu 3 Dec, 1 on Fri 4 Dec, 2 on Sat 5 Dec, 2 on Sun 6 Dec, 2 on Mon 7 Dec, 2 on Tue 8 Dec.
    Study: 33 days in all; longest streak 6 days.
    ");
}

#[test]
fn before_the_first_answer() {
    assert_snapshot!(shown(&page(&stats(&decks(), Load { due: 0, new: 10 }), WIDE)), @"
    Today     10 new, about 3 minutes.
    Items     252 new

    252 items are waiting for you, and you have seen none of them yet.

    applications  ······························  0 of 44   not begun
    barriers      ······························  0 of 34   not begun
    challenges    ······························  0 of 47   not begun
    community     ······························  0 of 32   not begun
    connections   ······························  0 of 30   not begun
    education     ······························  0 of 29   not begun
    rise          ······························  0 of 36   not begun
                  █ known   ▒ probably forgotten   · new

    Begin with: oss-quiz run
    ");
}

#[test]
fn after_one_answer() {
    let mut learner = decks();
    learner.answer(&item_of("rise", "c0"), noon(today(), 0), Rating::Good, 5_000);
    learner.settle();
    assert_snapshot!(shown(&page(&stats(&learner, Load { due: 0, new: 9 }), WIDE)), @"
    Today     1 answer in 5 seconds. Left: 9 new, about 2 minutes.
    Items     251 new, 1 in review

    If asked everything now, you would know about 1 of 252.
    251 you have not seen yet.

    applications  ······························  0 of 44   not begun
    barriers      ······························  0 of 34   not begun
    challenges    ······························  0 of 47   not begun
    community     ······························  0 of 32   not begun
    connections   ······························  0 of 30   not begun
    education     ······························  0 of 29   not begun
    rise          █·····························  1 of 36
                  █ known   ▒ probably forgotten   · new

    Kept      nothing to tell yet: no item was asked again after a day; you aim
              at 90 %

    Coming    now We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
                ·  ·  1  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·

    Answers   ······· ······· ······· ······· ······· ······· ······· ·█
              since 5 Oct: 1 day of study; streak 1 day, your longest
    ");
}

#[test]
fn more_decks_than_rows() {
    let mut learner = Learner::new((0..40).map(|at| deck(&format!("deck-{at}"), 3)).collect());
    learner.answer(&item_of("deck-39", "c0"), noon(today(), 0), Rating::Good, 5_000);
    learner.settle();
    let page = page(&stats(&learner, Load::default()), WIDE);
    assert!(page.len() <= 23, "{} rows", page.len());
    let decks: Vec<String> = page.iter().map(Line::text).filter(|line| line.contains(" of ")).collect();
    assert_snapshot!(decks.join("\n"), @"
    If asked everything now, you would know about 1 of 120.
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

/// Each span with its style, as in `[right:...]`.
fn styled(lines: &[Line]) -> String {
    let span = |span: &Span| match span.style {
        Style::Plain => span.text.clone(),
        style => format!("[{}:{}]", format!("{style:?}").to_lowercase(), span.text),
    };
    lines.iter().map(|line| line.spans().iter().map(span).collect::<String>()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_known_and_what_is_forgotten_have_their_styles() {
    let page = page(&stats(&in_use(), Load { due: 57, new: 10 }), WIDE);
    assert_snapshot!(styled(&page[3..9]), @"
    [ask:If asked everything now, you would know about 151 of 252 (145 to 156).]
    87 you have not seen yet; about 14 you have probably forgotten.

    applications  [right:████████████████████████████][near:▒▒]  41 of 44[quiet:    39 to 44]
    barriers      [right:████████████████████████████][near:▒▒]  32 of 34[quiet:    29 to 34]
    challenges    [right:████████████████████████████][near:▒▒]  43 of 47[quiet:    40 to 46]
    ");
}

#[test]
fn at_200_columns_no_text_is_wider_than_88() {
    let page = page(&everything(), PageForm { columns: 200, rows: Some(40), unicode: true });
    assert!(page.len() < 40 && page.iter().all(|line| line.width() <= 88));
    assert_snapshot!(shown(&page[page.len() - 10..]), @"
    Calendar     Apr     May       Jun     Jul     Aug       Sep     Oct     Nov
              Mo · · · · · · · · · · · · · · · · · · · · · · · · · · · · ▒ · ▓ █ █ █ ·
              Tu · · · · · · · · · · · · · · · · · · · · · · · · · · · · ▒ ▓ ▒ · ▒ ▓ ·
              We · · · · · · · · · · · · · · · · · · · · · · · · · · · · · ▒ ▒ █ · ▒
              Th · · · · · · · · · · · · · · · · · · · · · · · · · · · · ▓ ▒ ▓ ▓ █ ▓
              Fr · · · · · · · · · · · · · · · · · · · · · · · · · · · ░ ▒ ▒ ▒ ▒ ▓ ▓
              Sa · · · · · · · · · · · · · · · · · · · · · · · · · · · ░ ▒ ▒ ▓ ▓ ▒ ·
              Su · · · · · · · · · · · · · · · · · · · · · · · · · · · · · · · · · ·
                 · none   ░ 1-12   ▒ 13-24   ▓ 25-36   █ 37-49
              since 30 Mar: 33 days of study; longest streak 6 days
    ");
}

#[test]
fn after_ten_years() {
    let mut learner = Learner::new(vec![deck("old", 40)]);
    learner.study(today() - 3_650, today() - 2, 1, &mut Rng::seeded(5));
    let stats = stats(&learner, Load { due: 3, new: 0 });
    assert!(stats.months.len() > 100, "{} months", stats.months.len());
    assert_snapshot!(shown(&super::parts(&stats, &[StatsSection::Knowledge, StatsSection::Time, StatsSection::Stability], WIDE)), @"
    If asked everything now, you would know about 38 of 40 (36 to 40).
    You have seen all of them; about 2 you have probably forgotten.

    old  █████████████████████████████▒  38 of 40   36 to 40
         █ known   ▒ probably forgotten   · new

    Time        Feb    Mar    Apr    Jun    Jul    Aug    Sep    Oct    Nov
              4.5 s  4.5 s  4.5 s  4.9 s  4.5 s  4.5 s  4.5 s  4.5 s  4.5 s
              an answer on average, month by month

    Lasts     under a day  days  weeks  months  half a year  years
                        ·     ·      ·       1            5     34
              items by the time until their recall falls to 90 %
    ");
    assert_snapshot!(shown(&page(&stats, WIDE)), @"
    Today     3 due, about 1 minute. Last session: Saturday.
    Items     40 in review

    If asked everything now, you would know about 38 of 40 (36 to 40).
    You have seen all of them; about 2 you have probably forgotten.

    old  █████████████████████████████▒  38 of 40   36 to 40
         █ known   ▒ probably forgotten   · new

    Kept      2 of 2 reviews in 30 days; you aim at 90 %

    Coming    now We Th Fr Sa Su Mo Tu We Th Fr Sa Su Mo Tu
                3  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·  ·

    Answers   ·····█· ···█··· ······· ······· ······· █······ ·····█· ··
              since 5 Oct: 4 days of study; longest streak 6 days

    A taller window shows more, or: oss-quiz stats --only calendar,hard
    ");
}
