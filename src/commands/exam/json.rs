//! The output of `exam --json` and `exam --history --json`. Fields are added, never changed; `docs/exam.md` explains
//! them.

use serde::Serialize;

use crate::deck::Text;
use crate::session::{Exam, ExamEnding, ExamGroup, ExamResult, MissedQuestion, Session};

/// `exam --json`.
#[derive(Debug, Serialize)]
pub(super) struct ExamJson<'a> {
    schema: u8,
    handed_in: bool,
    asked: usize,
    answered: usize,
    left_out: usize,
    made_due: usize,
    #[serde(flatten)]
    result: Option<ResultJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ResultJson<'a> {
    right: usize,
    overruled: usize,
    percent: usize,
    pass: Option<u8>,
    passed: Option<bool>,
    seconds: f64,
    expected: ExpectedJson,
    decks: Vec<DeckJson<'a>>,
    sections: Vec<ExamSectionJson<'a>>,
    missed: Vec<MissJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ExpectedJson {
    right: f64,
    low: usize,
    high: usize,
    met: usize,
}

#[derive(Debug, Serialize)]
struct DeckJson<'a> {
    deck: &'a str,
    #[serde(flatten)]
    score: ScoreJson<'a>,
}

#[derive(Debug, Serialize)]
struct ExamSectionJson<'a> {
    section: &'a str,
    #[serde(flatten)]
    score: ScoreJson<'a>,
}

#[derive(Debug, Serialize)]
struct ScoreJson<'a> {
    title: &'a str,
    asked: usize,
    right: usize,
    expected: f64,
}

#[derive(Debug, Serialize)]
struct MissJson<'a> {
    number: usize,
    item: &'a str,
    prompt: &'a str,
    answered: bool,
    answer: Option<&'a str>,
    review: Option<String>,
    right: Vec<String>,
    why: Option<String>,
    because: Option<String>,
}

impl<'a> ExamJson<'a> {
    pub(super) fn of(session: &Session, ending: &'a ExamEnding, made_due: usize) -> Self {
        Self {
            schema: 1,
            handed_in: ending.result.is_some(),
            asked: session.exam().map_or(0, Exam::total),
            answered: session.exam().map_or(0, Exam::answered),
            left_out: session.exam().map_or(0, Exam::left_out),
            made_due,
            result: ending.result.as_ref().map(|result| ResultJson::of(result, ending.likely)),
        }
    }
}

impl<'a> ResultJson<'a> {
    fn of(result: &'a ExamResult, (low, high): (usize, usize)) -> Self {
        Self {
            right: result.right,
            overruled: result.overruled,
            percent: result.percent(),
            pass: result.pass,
            passed: result.pass.map(|_| result.passed()),
            seconds: seconds(result.ms),
            expected: ExpectedJson { right: result.expected_in_tenths(), low, high, met: result.met },
            decks: result.decks.iter().map(|group| DeckJson { deck: &group.id, score: group.into() }).collect(),
            sections: result
                .sections
                .iter()
                .map(|group| ExamSectionJson { section: &group.id, score: group.into() })
                .collect(),
            missed: result.missed.iter().map(MissJson::from).collect(),
        }
    }
}

impl<'a> From<&'a ExamGroup> for ScoreJson<'a> {
    fn from(group: &'a ExamGroup) -> Self {
        Self { title: &group.title, asked: group.asked, right: group.right, expected: tenths(group.expected) }
    }
}

impl<'a> From<&'a MissedQuestion> for MissJson<'a> {
    fn from(miss: &'a MissedQuestion) -> Self {
        Self {
            number: miss.number,
            item: miss.item.as_str(),
            prompt: &miss.prompt,
            answered: miss.answered,
            answer: miss.given.as_deref(),
            review: miss.review.map(|review| review.to_string()),
            right: miss.right.iter().map(Text::plain).collect(),
            why: miss.why.as_ref().map(Text::plain),
            because: miss.because.as_ref().map(Text::plain),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 milliseconds, 285,000 years")]
pub(super) fn seconds(ms: u64) -> f64 {
    tenths(ms as f64 / 1_000.0)
}

/// Rounded to one decimal.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
