//! `stats deck/card --json`: the history of each item of a card.

use serde::Serialize;

use super::share;
use crate::stats::item_history::ItemLife;
use crate::stats::log_stats::StandingAnswer;
use crate::stats::rounding::rounded;

/// The history of each item of a card.
#[derive(Debug, Serialize)]
pub struct LifeJson<'a> {
    schema: u32,
    lives: Vec<ItemLifeJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ItemLifeJson<'a> {
    item: &'a str,
    kind: &'static str,
    state: &'static str,
    suspended: bool,
    recall: Option<f64>,
    stability: Option<f64>,
    difficulty: Option<f64>,
    lapses: u32,
    due: Option<String>,
    answers: Vec<AnswerJson>,
}

#[derive(Debug, Serialize)]
struct AnswerJson {
    date: String,
    purpose: &'static str,
    rating: &'static str,
    verdict: &'static str,
    guessed: bool,
    expected: Option<f64>,
    stability: Option<f64>,
    due: String,
    seconds: f64,
}

impl<'a> From<&'a [ItemLife]> for LifeJson<'a> {
    fn from(lives: &'a [ItemLife]) -> Self {
        Self { schema: 1, lives: lives.iter().map(ItemLifeJson::from).collect() }
    }
}

impl<'a> From<&'a ItemLife> for ItemLifeJson<'a> {
    fn from(history: &'a ItemLife) -> Self {
        let seen = history.seen;
        Self {
            item: history.item.as_str(),
            kind: history.kind,
            state: seen.map_or(crate::schedule::Phase::New, |seen| seen.phase()).word(),
            suspended: history.suspended,
            recall: history.recall.map(share),
            stability: seen.map(|seen| rounded(f64::from(seen.fsrs.stability.0), 2)),
            difficulty: seen.map(|seen| rounded(f64::from(seen.fsrs.difficulty.0), 2)),
            lapses: seen.map_or(0, |seen| seen.lapses),
            due: seen.map(|seen| seen.due.to_string()),
            answers: history.answers.iter().map(AnswerJson::from).collect(),
        }
    }
}

impl From<&StandingAnswer> for AnswerJson {
    fn from(answer: &StandingAnswer) -> Self {
        Self {
            date: answer.day.to_string(),
            purpose: answer.purpose.word(),
            rating: answer.rating.word(),
            verdict: answer.verdict.word(),
            guessed: answer.guessed,
            expected: answer.expected.map(|expected| share(expected.recall)),
            stability: answer.memory.map(|memory| rounded(f64::from(memory.stability.0), 2)),
            due: answer.due.to_string(),
            seconds: rounded(f64::from(answer.ms) / 1_000.0, 1),
        }
    }
}
