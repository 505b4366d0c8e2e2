//! `stats --json` and `due --json`, a stable interface: fields are added, never changed.
//!
//! `docs/stats.md` explains each field.

mod deeper;
mod life;

use serde::Serialize;

pub use self::life::LifeJson;

use self::deeper::{HardJson, LogJson, MonthJson, StabilityJson};
use super::forecast::DueOn;
use super::knowledge::{DeckScore, Knowledge, SectionScore};
use super::retention::{Kept, RETENTION_DAYS, Retention};
use super::rounding::{real_sum, rounded};
use super::score::Score;
use super::streak::Streak;
use super::summary::{ItemCounts, Stats, Today};
use crate::schedule::{Day, DaySums};
use crate::session::{NextDay, Outlook};

/// Days listed one by one: 53 weeks.
const DAYS: i32 = 371;

/// `stats --json`.
#[derive(Debug, Serialize)]
pub struct StatsJson<'a> {
    schema: u32,
    date: String,
    reviews: i64,
    items: ItemsJson,
    due: usize,
    today: TodayJson,
    streak: StreakJson,
    retention: RetentionJson,
    known: KnownJson,
    knowledge: Vec<KnowledgeJson<'a>>,
    forecast: Vec<DueOnJson>,
    stability: Vec<StabilityJson>,
    months: Vec<MonthJson>,
    days: Vec<DayJson>,
    hardest: Vec<HardJson<'a>>,
    log: Option<LogJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemsJson {
    total: usize,
    new: usize,
    learning: usize,
    review: usize,
    suspended: usize,
    elsewhere: usize,
}

#[derive(Debug, Serialize)]
struct TodayJson {
    due: usize,
    new: usize,
    minutes: usize,
    done: i64,
    seconds: f64,
    last_session: Option<String>,
    next: Option<NextJson>,
}

#[derive(Debug, Serialize)]
struct NextJson {
    date: String,
    due: usize,
    new: usize,
}

#[derive(Debug, Serialize)]
struct StreakJson {
    now: u32,
    longest: u32,
    days: u32,
}

#[derive(Debug, Serialize)]
struct RetentionJson {
    measured: Option<f64>,
    reviews: i64,
    desired: f64,
    days: i32,
    young: KeptJson,
    mature: KeptJson,
    expected: Option<f64>,
}

#[derive(Debug, Serialize)]
struct KeptJson {
    reviews: i64,
    kept: i64,
}

#[derive(Debug, Serialize)]
struct KnownJson {
    on: String,
    items: usize,
    met: usize,
    expected: f64,
    low: f64,
    high: f64,
    in_a_test: f64,
    luck: f64,
}

#[derive(Debug, Serialize)]
struct KnowledgeJson<'a> {
    deck: &'a str,
    items: usize,
    met: usize,
    expected: f64,
    low: f64,
    high: f64,
    sections: Vec<SectionJson<'a>>,
}

#[derive(Debug, Serialize)]
struct SectionJson<'a> {
    section: Option<&'a str>,
    title: &'a str,
    items: usize,
    met: usize,
    expected: f64,
    low: f64,
    high: f64,
}

#[derive(Debug, Serialize)]
struct DueOnJson {
    date: String,
    due: usize,
}

#[derive(Debug, Serialize)]
struct DayJson {
    date: String,
    reviews: i64,
    scheduled: i64,
    new: i64,
    seconds: f64,
    young: KeptJson,
    mature: KeptJson,
}

/// `due --json`.
#[derive(Debug, Serialize)]
pub struct DueJson {
    schema: u32,
    due: usize,
    new: usize,
    /// About how long the due and new items take.
    minutes: usize,
    /// Study days in a row.
    streak: u32,
    /// The next day with anything to do, once nothing is left today.
    next: Option<NextJson>,
    forecast: Vec<DueOnJson>,
    /// The folders and files that decks were read from.
    folders: Vec<String>,
}

impl<'a> From<&'a Stats> for StatsJson<'a> {
    fn from(stats: &'a Stats) -> Self {
        let from = stats.today.day - (DAYS - 1);
        Self {
            schema: 1,
            date: stats.today.day.to_string(),
            reviews: stats.reviews,
            items: stats.items.into(),
            due: stats.today.outlook.left.due,
            today: TodayJson::from(&stats.today),
            streak: stats.streak.into(),
            retention: RetentionJson::of(&stats.retention, stats),
            known: KnownJson::from(&stats.knowledge),
            knowledge: stats.knowledge.decks.iter().map(KnowledgeJson::from).collect(),
            forecast: forecast(stats.forecast.fortnight()),
            stability: stats.stability.iter().map(StabilityJson::from).collect(),
            months: stats.months.iter().map(MonthJson::from).collect(),
            days: stats.days.iter().filter(|(day, _)| *day >= from).map(DayJson::from).collect(),
            hardest: stats.hardest.iter().map(HardJson::from).collect(),
            log: stats.log.as_ref().map(LogJson::from),
        }
    }
}

impl DueJson {
    /// From what `run` would ask and the forecast.
    #[must_use]
    pub fn new(outlook: &Outlook, streak: u32, days: &[DueOn], folders: Vec<String>) -> Self {
        let Outlook { left, minutes, next, .. } = *outlook;
        let next = next.map(NextJson::from);
        Self { schema: 1, due: left.due, new: left.new, minutes, streak, next, forecast: forecast(days), folders }
    }
}

fn forecast(days: &[DueOn]) -> Vec<DueOnJson> {
    days.iter().map(|on| DueOnJson { date: on.day.to_string(), due: on.due }).collect()
}

/// A chance or share, rounded.
fn share(share: f64) -> f64 {
    rounded(share, 3)
}

fn seconds(ms: i64) -> f64 {
    rounded(real_sum(ms) / 1_000.0, 1)
}

/// Expected, low and high, rounded.
fn bounds(score: &Score) -> (f64, f64, f64) {
    (rounded(score.expected, 1), rounded(score.low(), 1), rounded(score.high(), 1))
}

impl From<ItemCounts> for ItemsJson {
    fn from(counts: ItemCounts) -> Self {
        let ItemCounts { total, new, learning, review, suspended, elsewhere } = counts;
        Self { total, new, learning, review, suspended, elsewhere }
    }
}

impl From<&Today> for TodayJson {
    fn from(today: &Today) -> Self {
        Self {
            due: today.outlook.left.due,
            new: today.outlook.left.new,
            minutes: today.outlook.minutes,
            done: today.done,
            seconds: seconds(today.done_ms),
            last_session: today.last_session.map(|day| day.to_string()),
            next: today.outlook.next.map(NextJson::from),
        }
    }
}

impl From<NextDay> for NextJson {
    fn from(next: NextDay) -> Self {
        Self { date: next.day.to_string(), due: next.load.due, new: next.load.new }
    }
}

impl From<Streak> for StreakJson {
    fn from(streak: Streak) -> Self {
        Self { now: streak.now, longest: streak.longest, days: streak.days }
    }
}

impl RetentionJson {
    fn of(retention: &Retention, stats: &Stats) -> Self {
        let expected = stats.log.as_ref().and_then(|log| log.expected_kept.share());
        Self {
            measured: retention.all().share().map(share),
            reviews: retention.all().reviews,
            desired: share(f64::from(retention.desired.get())),
            days: RETENTION_DAYS,
            young: retention.young.into(),
            mature: retention.mature.into(),
            expected: expected.map(share),
        }
    }
}

impl From<Kept> for KeptJson {
    fn from(kept: Kept) -> Self {
        Self { reviews: kept.reviews, kept: kept.kept }
    }
}

impl From<&Knowledge> for KnownJson {
    fn from(knowledge: &Knowledge) -> Self {
        let (expected, low, high) = bounds(&knowledge.all);
        Self {
            on: knowledge.day.to_string(),
            items: knowledge.all.items,
            met: knowledge.all.met,
            expected,
            low,
            high,
            in_a_test: rounded(knowledge.in_a_test.expected, 1),
            luck: rounded(knowledge.luck, 1),
        }
    }
}

impl<'a> From<&'a DeckScore> for KnowledgeJson<'a> {
    fn from(of: &'a DeckScore) -> Self {
        let (expected, low, high) = bounds(&of.score);
        let sections = of.sections.iter().map(SectionJson::from).collect();
        Self { deck: &of.deck, items: of.score.items, met: of.score.met, expected, low, high, sections }
    }
}

impl<'a> From<&'a SectionScore> for SectionJson<'a> {
    fn from(of: &'a SectionScore) -> Self {
        let (expected, low, high) = bounds(&of.score);
        let section = of.section.as_deref();
        Self { section, title: &of.title, items: of.score.items, met: of.score.met, expected, low, high }
    }
}

impl From<&(Day, DaySums)> for DayJson {
    fn from((day, sums): &(Day, DaySums)) -> Self {
        Self {
            date: day.to_string(),
            reviews: sums.reviews,
            scheduled: sums.reviews,
            new: sums.introduced,
            seconds: seconds(sums.ms),
            young: KeptJson { reviews: sums.young, kept: sums.young_kept },
            mature: KeptJson { reviews: sums.mature, kept: sums.mature_kept },
        }
    }
}
