//! Recomputes every figure from the raw log with a plain, slow implementation, for random learners.

mod slow;
mod wild;

use std::collections::BTreeMap;

use self::slow::Slow;
use self::wild::wild;
use super::log_stats::{LogStatsReader, answers};
use super::rounding::{days, sum_of, whole};
use super::sample::{Learner, deck};
use super::summary::Stats;
use crate::rng::Rng;
use crate::schedule::{Day, History, Phase, Retrievability, state_before};
use crate::session::Load;

fn near(a: f64, b: f64, margin: f64, what: &str) {
    assert!((a - b).abs() <= margin, "{what}: {a} is not {b}");
}

/// The statistics of a random learner.
fn stats_of(learner: &Learner, today: Day, due: usize) -> Stats {
    let mut reader = LogStatsReader::new(&learner.model, today);
    for item in learner.log.keys() {
        reader.item(item, learner.history(item));
    }
    let log_stats = reader.done();
    let known = learner.known();
    let stats_input = learner.stats_input(&known, today, Load { due, new: 0 });
    Stats::of(&super::StatsInput { log_stats: Some(&log_stats), reviews_per_day: usize::MAX, ..stats_input })
}

#[test]
fn every_figure_is_that_of_a_plain_count() {
    for seed in 0..2 {
        let (learner, today) = wild(seed, 10_000);
        let slow = Slow::of(&learner);
        // No card has siblings, and no limit applies.
        let forecast = slow.forecast(&learner, today);
        let stats = stats_of(&learner, today, forecast[0].1);

        assert_eq!(stats.reviews, slow.reviews(), "reviews");
        assert_eq!(stats.items, slow.counts(&learner), "items by state");
        assert_eq!((stats.streak.now, stats.streak.longest), slow.streak(today), "streak");
        let (young, mature) = slow.retention(today);
        assert_eq!((stats.retention.young, stats.retention.mature), (young, mature), "retention");
        assert!(young.reviews > 50 && mature.reviews > 10, "the learner shows little: {young:?} {mature:?}");
        let due: Vec<(Day, usize)> = stats.forecast.days.iter().map(|on| (on.day, on.due)).collect();
        assert_eq!(due, forecast, "forecast");
        assert_eq!((stats.today.done, stats.today.done_ms), slow.done_on(today), "done today");

        let expected = slow.expected(&learner, today);
        assert_eq!(stats.knowledge.decks.len(), expected.len());
        for (deck, (name, known)) in stats.knowledge.decks.iter().zip(&expected) {
            assert_eq!(&deck.deck, name);
            near(deck.score.expected, *known, 1e-3, name);
        }
        let stability: Vec<usize> = stats.stability.iter().map(|bucket| bucket.items).collect();
        assert_eq!(stability, slow.stability(&learner), "stability");
        let hardest: BTreeMap<String, u32> =
            stats.hardest.iter().map(|hard| (hard.item.to_string(), hard.lapses)).collect();
        assert_eq!(hardest.len(), 10);
        for (item, lapses) in hardest {
            assert_eq!(slow.lapses(&item), lapses, "lapses of {item}");
        }
    }
}

#[test]
fn what_only_the_log_tells_is_that_of_a_plain_count() {
    for seed in 3..5 {
        let (learner, today) = wild(seed, 2_000);
        let slow = Slow::of(&learner);
        let stats = stats_of(&learner, today, 0);
        let log = stats.log.expect("the log was looked through");
        let calibration = log.calibration.expect("reviews were predicted");
        let plain = slow.calibration();
        assert_eq!(calibration.reviews, plain.predictions.len());
        near(calibration.model.log_loss, plain.log_loss(), 1e-3, "log loss");
        near(calibration.model.rmse, plain.rmse(|p| p), 1e-3, "RMSE");
        near(calibration.trivial.log_loss, plain.trivial_log_loss(), 1e-9, "trivial log loss");
        let mean = plain.mean();
        near(calibration.trivial.rmse, plain.rmse(|_| mean), 1e-9, "trivial RMSE");
        assert_eq!(calibration.bins.iter().map(|bin| bin.reviews).sum::<usize>(), calibration.reviews);
        assert_eq!((log.guesses.said, log.guesses.right), slow.guesses());
        assert_eq!(log.items.iter().map(|item| item.answers).sum::<usize>(), slow.answers(), "answers");
        assert_eq!(log.items.iter().map(|item| item.right).sum::<usize>(), slow.right(), "right answers");
        // The log and the day sums count the same reviews for true retention.
        assert_eq!(stats.retention.all().reviews, sum_of(log.expected_kept.reviews));
        near(log.expected_kept.share().expect("some"), slow.expected_kept(today), 1e-3, "what the model expected");
    }
}

/// The memory before an answer is the one that `replay` computes.
#[test]
fn what_was_expected_is_what_replay_leads_to() {
    let (learner, _) = wild(9, 1_000);
    for item in learner.states.keys() {
        let events = learner.history(item);
        let history = History::of(events.iter().copied());
        for (answer, standing) in answers(&history, item, &learner.model).iter().zip(history.reviews()) {
            let before = state_before(&history, standing.event.id, &learner.model).seen;
            let recall = before.map(|seen| learner.model.retrievability(seen.fsrs, days(seen.elapsed(answer.day))));
            if let Some(expected) = answer.expected {
                assert_eq!(recall.map(|recall| f64::from(recall.0)), Some(expected.recall));
            }
        }
    }
}

/// These learners remember as the model says, so nine in ten scores should be within the interval.
#[test]
fn the_score_lies_in_its_interval_as_often_as_it_claims() {
    let mut rng = Rng::seeded(11);
    let (mut exams, mut within) = (0, 0);
    for round in 0..12 {
        let mut learner = Learner::new(vec![deck("a", 20), deck("b", 60), deck("c", 150)]);
        let last = Day::from_number(20_700);
        learner.study(Day::from_number(20_600 + round), last, 4, &mut rng);
        for ahead in [1, 10, 60] {
            let known = learner.known();
            let stats_input = learner.stats_input(&known, last, Load::default());
            let stats = Stats::of(&super::StatsInput { on: last + ahead, ..stats_input });
            for (deck, chances) in stats.knowledge.decks.iter().zip(chances(&learner, last + ahead)) {
                let (low, high) = (whole(deck.score.low()), whole(deck.score.high()));
                for _ in 0..40 {
                    let score = chances.iter().filter(|&&p| rng.unit() < p).count();
                    exams += 1;
                    within += usize::from((low..=high).contains(&score));
                }
            }
        }
    }
    let share = real(within) / real(exams);
    assert!((0.895..0.97).contains(&share), "{share} of {exams} exams");
}

/// The true chance of each item, by deck; 0 for new items.
fn chances(learner: &Learner, day: Day) -> Vec<Vec<f64>> {
    let chance = |item: &crate::deck::Item| {
        let seen = learner.states.get(&item.id).and_then(|state| state.seen);
        seen.filter(|seen| seen.elapsed(day) > 0 || seen.phase() != Phase::Learning).map_or(0.0, |seen| {
            let Retrievability(p) = learner.model.retrievability(seen.fsrs, days(seen.elapsed(day)));
            f64::from(p)
        })
    };
    learner
        .found
        .decks()
        .iter()
        .map(|deck| {
            let of_deck = learner.found.items().iter().filter(|item| item.id.deck() == deck.id.as_str());
            of_deck.map(chance).collect()
        })
        .collect()
}

fn real(count: usize) -> f64 {
    super::rounding::real(count)
}
