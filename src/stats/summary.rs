//! Computes all statistics once, for every output.

use super::by_stability::{Lasting, stability};
use super::confusion::{Confusion, confusions};
use super::deck_quality::{AuthorItem, author_items};
use super::forecast::{Forecast, Limit};
use super::hard::{HardItem, hardest};
use super::input::{StatsInput, StudiedItem};
use super::knowledge::Knowledge;
use super::log_stats::{Calibration, ExpectedKept, Guesses, LogStats};
use super::months::{Month, months};
use super::retention::Retention;
use super::streak::Streak;
use crate::parallel::both;
use crate::schedule::{Day, DaySums, Phase};
use crate::session::Outlook;

/// Below this number of items a second thread doesn't pay.
const MANY: usize = 50_000;

/// Items by state. Each is counted once; a suspended one only as suspended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    pub total: usize,
    /// Never reviewed.
    pub new: usize,
    /// The last review was Again.
    pub learning: usize,
    /// The last review was not Again.
    pub review: usize,
    pub suspended: usize,
    /// In the log but in no loaded deck; not part of the total.
    pub elsewhere: usize,
}

impl ItemCounts {
    fn of(known: &[StudiedItem<'_>], elsewhere: usize) -> Self {
        let mut counts = Self { total: known.len(), elsewhere, ..Self::default() };
        for one in known {
            let of_its_kind = match (one.suspended(), one.phase()) {
                (true, _) => &mut counts.suspended,
                (false, Phase::New) => &mut counts.new,
                (false, Phase::Learning) => &mut counts.learning,
                (false, Phase::Review) => &mut counts.review,
            };
            *of_its_kind += 1;
        }
        counts
    }
}

/// What was done today and what is left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Today {
    pub day: Day,
    /// What is left, and what comes next.
    pub outlook: Outlook,
    /// Reviews done that feed memory.
    pub done: i64,
    /// Study time in milliseconds.
    pub done_ms: i64,
    /// The last day before today with such a review.
    pub last_session: Option<Day>,
}

/// All statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats {
    pub today: Today,
    /// Reviews that feed memory in the whole log, without undone ones.
    pub reviews: i64,
    pub items: ItemCounts,
    /// Study days in a row.
    pub streak: Streak,
    pub retention: Retention,
    /// Expected knowledge today, or on the day asked for.
    pub knowledge: Knowledge,
    pub forecast: Forecast,
    /// The sums of each study day, in order.
    pub days: Vec<(Day, DaySums)>,
    pub months: Vec<Month>,
    /// Items by stability.
    pub stability: Vec<Lasting>,
    /// Items with the most lapses.
    pub hardest: Vec<HardItem>,
    /// What only the log knows, if it was read.
    pub log: Option<LogReport>,
}

/// What only the log knows, combined with the decks.
#[derive(Debug, Clone, PartialEq)]
pub struct LogReport {
    /// `None` if nothing was predicted yet.
    pub calibration: Option<Calibration>,
    pub guesses: Guesses,
    /// Predictions for the reviews that true retention counts.
    pub expected_kept: ExpectedKept,
    /// Empty unless single items were asked for.
    pub confusions: Vec<Confusion>,
    /// Empty unless single items were asked for.
    pub items: Vec<AuthorItem>,
}

impl LogReport {
    fn of(log_stats: &LogStats, input: &StatsInput<'_>) -> Self {
        Self {
            calibration: log_stats.calibration.clone(),
            guesses: log_stats.guesses,
            expected_kept: log_stats.expected_kept,
            confusions: if input.of_items { confusions(&log_stats.items, input.found) } else { Vec::new() },
            items: if input.of_items { author_items(&log_stats.items, input.found) } else { Vec::new() },
        }
    }
}

impl Stats {
    #[must_use]
    pub fn of(input: &StatsInput<'_>) -> Self {
        let StatsInput { known, days, today, elsewhere, .. } = *input;
        let limit = Limit { left_today: input.outlook.left.due, a_day: input.reviews_per_day };
        let counted = || (Forecast::of_known(known, today, limit), ItemCounts::of(known, elsewhere), stability(known));
        let judged = || Knowledge::on(input.on, known, input.found, input.model);
        let (knowledge, (forecast, items, stability)) =
            if known.len() < MANY { (judged(), counted()) } else { both(judged, counted) };
        Self {
            today: Today::of(input),
            reviews: days.values().map(|day| day.reviews).sum(),
            items,
            streak: input.streak,
            retention: Retention::of(days, today, input.desired),
            knowledge,
            forecast,
            days: days.iter().map(|(&day, &sums)| (day, sums)).collect(),
            months: months(days),
            stability,
            hardest: hardest(known, input.found, input.model, today),
            log: input.log_stats.map(|log_stats| LogReport::of(log_stats, input)),
        }
    }
}

impl Stats {
    /// Reviews on a day that feed memory.
    #[must_use]
    pub fn reviews_on(&self, day: Day) -> i64 {
        self.days.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |at| self.days[at].1.reviews)
    }
}

impl Today {
    fn of(input: &StatsInput<'_>) -> Self {
        let StatsInput { days, today, outlook, .. } = *input;
        let done = days.get(&today).copied().unwrap_or_default();
        let before = days.range(..today).rev().find(|(_, sums)| sums.reviews > 0);
        Self { day: today, outlook, done: done.reviews, done_ms: done.ms, last_session: before.map(|(&day, _)| day) }
    }
}
