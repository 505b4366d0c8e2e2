//! What the log keeps of an exam besides its answers: that it began, and how it ended.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::questions::ExamPlan;
use super::result::{ExamResult, percent};
use crate::schedule::{
    Act, Day, EffectiveReview, Event, EventId, EventKind, History, Moment, Purpose, Review, Verdict,
};

/// The body of an `exam` act. Fields may be added, never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "lowercase")]
pub(super) enum ExamActBody {
    /// Written before the first answer, with the moment at which the first question was shown.
    Begun(Begun),
    /// Written when the exam is handed in.
    Ended(Ended),
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    /// In the order of asking.
    pub(super) items: Vec<String>,
    pub(super) seed: u64,
    pub(super) left_out: usize,
    /// How many questions were asked for.
    pub(super) count: u32,
    pub(super) pass: Option<u8>,
    pub(super) minutes: Option<u32>,
    pub(super) what: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Ended {
    /// The id of the act that it began.
    begun: String,
    asked: usize,
    answered: usize,
    right: usize,
    expected: f64,
    ms: u64,
    pass: Option<u8>,
    /// Items that were wrong or not answered.
    missed: Vec<String>,
}

impl ExamActBody {
    pub(super) fn json(&self) -> String {
        // Texts and numbers always serialize.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Ended {
    pub(super) fn of(begun: String, result: &ExamResult, pass: Option<u8>) -> Self {
        Self {
            begun,
            asked: result.asked,
            answered: result.answered,
            right: result.right,
            expected: result.expected_in_tenths(),
            ms: result.ms,
            pass,
            missed: result.missed.iter().map(|miss| miss.item.to_string()).collect(),
        }
    }
}

/// An exam in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct PastExam {
    /// The act that it began.
    pub id: EventId,
    /// When it began.
    pub moment: Moment,
    /// The device it was taken on.
    pub device: Uuid,
    /// When the next exam on the same device began, if one did: later answers belong to that one.
    pub until_ms: Option<i64>,
    /// `None` if it was left early, or is still running in another window.
    pub result: Option<PastResult>,
    begun: Begun,
}

/// How an exam in the log ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PastResult {
    /// How many questions.
    pub asked: usize,
    /// How many were answered.
    pub answered: usize,
    /// How many answers were right.
    pub right: usize,
    /// How many the memory model had expected.
    pub expected: f64,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// The percentage needed to pass.
    pub pass: Option<u8>,
}

/// The exams in the log, earliest first; `events` are the acts on the whole log.
#[must_use]
pub fn past_exams<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<PastExam> {
    let history = History::of(events);
    let bodies: Vec<(&Event, ExamActBody)> = history.events().filter_map(|event| Some((event, body(event)?))).collect();
    let ended: HashMap<&str, &Ended> = bodies
        .iter()
        .filter_map(|(_, body)| match body {
            ExamActBody::Ended(ended) => Some((ended.begun.as_str(), ended)),
            ExamActBody::Begun(_) => None,
        })
        .collect();
    let begun: Vec<(&Event, &Begun)> = bodies
        .iter()
        .filter_map(|(event, body)| match body {
            ExamActBody::Begun(begun) => Some((*event, begun)),
            ExamActBody::Ended(_) => None,
        })
        .collect();
    let exam = |(nth, (event, one)): (usize, &(&Event, &Begun))| PastExam {
        id: event.id,
        moment: event.moment,
        device: event.device,
        until_ms: begun[nth + 1..].iter().find(|(next, _)| next.device == event.device).map(|(e, _)| e.moment.at_ms),
        result: ended.get(event.id.to_string().as_str()).map(|ended| PastResult::from(*ended)),
        begun: (*one).clone(),
    };
    begun.iter().enumerate().map(exam).collect()
}

impl PastExam {
    /// Its items, in the order of asking.
    #[must_use]
    pub fn items(&self) -> &[String] {
        &self.begun.items
    }

    /// WHAT, as given on the command line.
    #[must_use]
    pub fn what(&self) -> &[String] {
        &self.begun.what
    }

    /// Whether it was left, on this device and study day, and began with the same options: then one can go on with it.
    #[must_use]
    pub fn can_go_on(&self, plan: &ExamPlan, device: Uuid, today: Day) -> bool {
        let Begun { seed, count, pass, minutes, what, .. } = &self.begun;
        let is_last = self.result.is_none() && self.until_ms.is_none();
        let is_same =
            (*seed, *count, *pass, *minutes, what) == (plan.seed, plan.count, plan.pass, plan.minutes, &plan.what);
        is_last && is_same && (self.device, self.moment.day) == (device, today)
    }

    /// The answer to one of its items that counts, from the history of that item.
    #[must_use]
    pub fn answer<'a>(&self, history: &History<'a>) -> Option<EffectiveReview<'a>> {
        history.reviews().filter(|standing| self.has(standing.event, standing.review)).last()
    }

    /// The last answer to one of its items, even if it was taken back; `events` are all events of that item.
    #[must_use]
    pub fn last_answer<'a>(&self, events: &'a [Event]) -> Option<&'a Review> {
        events.iter().rev().find_map(|event| match &event.what {
            EventKind::Review(review) if self.has(event, review) => Some(review),
            _ => None,
        })
    }

    /// Whether the review was part of this exam.
    fn has(&self, event: &Event, review: &Review) -> bool {
        let at = event.moment.at_ms;
        let within = at >= self.moment.at_ms && self.until_ms.is_none_or(|until| at < until);
        review.purpose == Purpose::Exam && event.device == self.device && within
    }
}

impl PastResult {
    /// Corrects the score for an answer that the learner overruled after the result was written.
    #[must_use]
    pub fn with_word(mut self, standing: &EffectiveReview<'_>) -> Self {
        match (standing.review.verdict, standing.verdict) {
            (Verdict::Wrong, Verdict::Right) => self.right = (self.right + 1).min(self.asked),
            (Verdict::Right, Verdict::Wrong) => self.right = self.right.saturating_sub(1),
            _ => {}
        }
        self
    }

    /// Percentage right.
    #[must_use]
    pub fn percent(&self) -> usize {
        percent(self.right, self.asked, self.pass)
    }

    /// `None` if no percentage was needed to pass.
    #[must_use]
    pub fn passed(&self) -> Option<bool> {
        self.pass.map(|pass| self.right * 100 >= usize::from(pass) * self.asked)
    }
}

impl From<&Ended> for PastResult {
    fn from(ended: &Ended) -> Self {
        let Ended { asked, answered, right, expected, ms, pass, .. } = *ended;
        Self { asked, answered, right, expected, ms, pass }
    }
}

fn body(event: &Event) -> Option<ExamActBody> {
    match &event.what {
        // Skips what a newer program writes differently.
        EventKind::Act(Act::Exam { body }) => serde_json::from_str(body).ok(),
        _ => None,
    }
}
