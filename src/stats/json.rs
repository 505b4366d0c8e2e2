//! `stats --json` and `due --json`: what other programs may rely on. Fields are added, never changed.

use serde::Serialize;

use super::forecast::DueOn;
use super::given::Asked;
use super::knowledge::DeckScore;
use super::number::rounded;
use super::picture::{ItemCounts, Picture};
use super::streak::Streak;

/// `stats --json`.
#[derive(Debug, Serialize)]
pub struct StatsJson<'a> {
    schema: u32,
    reviews: i64,
    items: ItemsJson,
    due: usize,
    streak: StreakJson,
    retention: RetentionJson,
    knowledge: Vec<KnowledgeJson<'a>>,
    forecast: Vec<DueOnJson>,
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
struct StreakJson {
    now: u32,
    longest: u32,
}

#[derive(Debug, Serialize)]
struct RetentionJson {
    measured: Option<f64>,
    reviews: i64,
    desired: f64,
}

#[derive(Debug, Serialize)]
struct KnowledgeJson<'a> {
    deck: &'a str,
    items: usize,
    expected: f64,
    low: f64,
    high: f64,
}

#[derive(Debug, Serialize)]
struct DueOnJson {
    date: String,
    due: usize,
}

/// `due --json`.
#[derive(Debug, Serialize)]
pub struct DueJson {
    schema: u32,
    due: usize,
    new: usize,
    forecast: Vec<DueOnJson>,
}

impl<'a> From<&'a Picture> for StatsJson<'a> {
    fn from(picture: &'a Picture) -> Self {
        let retention = &picture.retention;
        Self {
            schema: 1,
            reviews: picture.reviews,
            items: picture.items.into(),
            due: picture.today.asked.due,
            streak: picture.streak.into(),
            retention: RetentionJson {
                measured: retention.all().share().map(|share| rounded(share, 3)),
                reviews: retention.all().reviews,
                desired: rounded(f64::from(retention.desired.get()), 3),
            },
            knowledge: picture.knowledge.decks.iter().map(KnowledgeJson::from).collect(),
            forecast: forecast(picture.forecast.fortnight()),
        }
    }
}

impl DueJson {
    /// From what `run` would ask and the forecast.
    #[must_use]
    pub fn new(asked: Asked, days: &[DueOn]) -> Self {
        Self { schema: 1, due: asked.due, new: asked.new, forecast: forecast(days) }
    }
}

fn forecast(days: &[DueOn]) -> Vec<DueOnJson> {
    days.iter().map(|on| DueOnJson { date: on.day.to_string(), due: on.due }).collect()
}

impl From<ItemCounts> for ItemsJson {
    fn from(counts: ItemCounts) -> Self {
        let ItemCounts { total, new, learning, review, suspended, elsewhere } = counts;
        Self { total, new, learning, review, suspended, elsewhere }
    }
}

impl From<Streak> for StreakJson {
    fn from(streak: Streak) -> Self {
        Self { now: streak.now, longest: streak.longest }
    }
}

impl<'a> From<&'a DeckScore> for KnowledgeJson<'a> {
    fn from(of: &'a DeckScore) -> Self {
        Self {
            deck: &of.deck,
            items: of.score.items,
            expected: rounded(of.score.expected, 1),
            low: rounded(of.score.low(), 1),
            high: rounded(of.score.high(), 1),
        }
    }
}
