//! The one computation whose numbers every face shows.

use super::by_stability::{Lasting, lasting};
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

/// With fewer items a second thread does not pay.
const MANY: usize = 50_000;

/// How many items there are of each state. Each item is counted once: a suspended one as suspended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// All of them.
    pub total: usize,
    /// Never reviewed.
    pub new: usize,
    /// The last review was Again.
    pub learning: usize,
    /// The last review was not Again.
    pub review: usize,
    /// Not asked until resumed.
    pub suspended: usize,
    /// What the log knows and no deck found has; not part of the total.
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

/// What was done today and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Today {
    /// The study day.
    pub day: Day,
    /// What is left, and what comes next.
    pub outlook: Outlook,
    /// Scheduled reviews done.
    pub done: i64,
    /// Milliseconds they took.
    pub done_ms: i64,
    /// The last day before today with a scheduled review.
    pub last_session: Option<Day>,
}

/// What there is to say: every number of every face.
#[derive(Debug, Clone, PartialEq)]
pub struct Stats {
    /// Done and left.
    pub today: Today,
    /// Standing scheduled and imported reviews, of the whole log.
    pub reviews: i64,
    /// Items by state.
    pub items: ItemCounts,
    /// Days of study in a row.
    pub streak: Streak,
    /// True retention.
    pub retention: Retention,
    /// What would be known now, or on the day that was asked about.
    pub knowledge: Knowledge,
    /// What falls due when.
    pub forecast: Forecast,
    /// The sums of each study day that has any, in order.
    pub days: Vec<(Day, DaySums)>,
    /// The same month by month.
    pub months: Vec<Month>,
    /// Items by stability.
    pub lasting: Vec<Lasting>,
    /// The items that lapse most.
    pub hardest: Vec<HardItem>,
    /// What only the log can tell, if it was looked through.
    pub log: Option<LogReport>,
}

/// What only the log can tell, beside the decks found.
#[derive(Debug, Clone, PartialEq)]
pub struct LogReport {
    /// How good the model's predictions were; `None` where nothing was predicted yet.
    pub calibration: Option<Calibration>,
    /// "I guessed".
    pub guesses: Guesses,
    /// What the model expected of the reviews that true retention counts.
    pub expected_kept: ExpectedKept,
    /// Wrong answers given again and again; none where nothing of single items was wanted.
    pub confusions: Vec<Confusion>,
    /// What answers say about each item; nothing where nothing of single items was wanted.
    pub items: Vec<AuthorItem>,
}

impl LogReport {
    fn of(past: &LogStats, given: &StatsInput<'_>) -> Self {
        Self {
            calibration: past.calibration.clone(),
            guesses: past.guesses,
            expected_kept: past.expected_kept,
            confusions: if given.of_items { confusions(&past.items, given.found) } else { Vec::new() },
            items: if given.of_items { author_items(&past.items, given.found) } else { Vec::new() },
        }
    }
}

impl Stats {
    /// Computes it.
    #[must_use]
    pub fn of(given: &StatsInput<'_>) -> Self {
        let StatsInput { known, days, today, elsewhere, .. } = *given;
        let limit = Limit { left_today: given.outlook.left.due, a_day: given.reviews_per_day };
        let counted = || (Forecast::of_known(known, today, limit), ItemCounts::of(known, elsewhere), lasting(known));
        let judged = || Knowledge::on(given.on, known, given.found, given.model);
        let (knowledge, (forecast, items, lasting)) =
            if known.len() < MANY { (judged(), counted()) } else { both(judged, counted) };
        Self {
            today: Today::of(given),
            reviews: days.values().map(|day| day.reviews).sum(),
            items,
            streak: given.streak,
            retention: Retention::of(days, today, given.desired),
            knowledge,
            forecast,
            days: days.iter().map(|(&day, &sums)| (day, sums)).collect(),
            months: months(days),
            lasting,
            hardest: hardest(known, given.found, given.model, today),
            log: given.past.map(|past| LogReport::of(past, given)),
        }
    }
}

impl Stats {
    /// Scheduled reviews of a day.
    #[must_use]
    pub fn scheduled_on(&self, day: Day) -> i64 {
        self.days.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |at| self.days[at].1.scheduled)
    }
}

impl Today {
    fn of(given: &StatsInput<'_>) -> Self {
        let StatsInput { days, today, outlook, .. } = *given;
        let done = days.get(&today).copied().unwrap_or_default();
        let before = days.range(..today).rev().find(|(_, sums)| sums.scheduled > 0);
        Self { day: today, outlook, done: done.scheduled, done_ms: done.ms, last_session: before.map(|(&day, _)| day) }
    }
}
