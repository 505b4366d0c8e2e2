//! What the log keeps of an exam besides its answers: that it began, and how it ended.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::questions::ExamPlan;
use super::restore::KeptAnswer;
use super::result::{ExamResult, percent};
use crate::schedule::{Act, Day, EffectiveReview, Event, EventId, EventKind, History, Moment, Purpose};

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
    /// The reviews of its answers; empty in a log written before there was this field.
    reviews: Vec<String>,
}

impl ExamActBody {
    pub(super) fn json(&self) -> String {
        // Texts and numbers always serialize.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Ended {
    fn reviews(&self) -> impl Iterator<Item = EventId> {
        self.reviews.iter().filter_map(|id| id.parse().ok())
    }

    pub(super) fn of(begun: String, result: &ExamResult, reviews: Vec<String>, pass: Option<u8>) -> Self {
        Self {
            begun,
            asked: result.asked,
            answered: result.answered,
            right: result.right,
            expected: result.expected_in_tenths(),
            ms: result.ms,
            pass,
            missed: result.missed.iter().map(|miss| miss.item.to_string()).collect(),
            reviews,
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
    /// `None` if it was left early, or is still running in another window.
    pub result: Option<PastResult>,
    begun: Begun,
    /// Whether no other exam has begun on the device since.
    is_last: bool,
    /// When the next exam on the device began that asks this item: later answers belong to that one.
    until_ms: HashMap<String, i64>,
    /// The reviews of its answers, if that is known.
    own: Option<HashSet<EventId>>,
    /// The reviews that are known to belong to some exam.
    assigned: Rc<HashSet<EventId>>,
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
    let assigned: Rc<HashSet<EventId>> = Rc::new(ended.values().flat_map(|ended| ended.reviews()).collect());
    let (mut devices, mut next) = (HashSet::new(), HashMap::new());
    let latest_first = begun.iter().rev().map(|(event, one)| {
        let mut until_ms = HashMap::new();
        for item in &one.items {
            let next = next.insert((event.device, item.as_str()), event.moment.at_ms);
            until_ms.extend(next.map(|at_ms| (item.clone(), at_ms)));
        }
        let ended = ended.get(event.id.to_string().as_str());
        PastExam {
            id: event.id,
            moment: event.moment,
            device: event.device,
            result: ended.map(|ended| PastResult::from(*ended)),
            begun: (*one).clone(),
            is_last: devices.insert(event.device),
            until_ms,
            own: ended.map(|ended| ended.reviews().collect()).filter(|own: &HashSet<EventId>| !own.is_empty()),
            assigned: Rc::clone(&assigned),
        }
    });
    let mut exams: Vec<PastExam> = latest_first.collect();
    exams.reverse();
    exams
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

    /// What it was made from, without the chances.
    #[must_use]
    pub fn plan(&self) -> ExamPlan {
        let Begun { seed, count, pass, minutes, what, .. } = self.begun.clone();
        ExamPlan { chances: Vec::new(), seed, count, pass, minutes, what }
    }

    /// Whether it was left, on this device and study day, and is the latest: then one can go on with it.
    #[must_use]
    pub fn can_go_on(&self, device: Uuid, today: Day) -> bool {
        self.result.is_none() && self.is_last && (self.device, self.moment.day) == (device, today)
    }

    /// The answer to one of its items, from all events of that item. Of those taken back, as an answer is that was
    /// changed, the last.
    #[must_use]
    pub fn answer<'a>(&self, events: impl IntoIterator<Item = &'a Event> + Clone) -> Option<KeptAnswer> {
        if let Some(stands) = self.last(&History::of(events.clone())) {
            return Some(KeptAnswer::of(&stands, false));
        }
        let answers: HashSet<EventId> =
            events.clone().into_iter().filter(|event| self.has(event)).map(|event| event.id).collect();
        let takes_back = |event: &&Event| match &event.what {
            EventKind::Act(Act::Retract { target }) => answers.contains(target),
            _ => false,
        };
        let before = History::of(events.into_iter().filter(|event| !takes_back(event)));
        self.last(&before).map(|answer| KeptAnswer::of(&answer, true))
    }

    fn last<'a>(&self, history: &History<'a>) -> Option<EffectiveReview<'a>> {
        history.reviews().filter(|standing| self.has(standing.event)).last()
    }

    /// Whether the event is an answer in this exam.
    fn has(&self, event: &Event) -> bool {
        let EventKind::Review(review) = &event.what else { return false };
        if let Some(own) = &self.own {
            return own.contains(&event.id);
        }
        let at = event.moment.at_ms;
        let until = event.item.as_ref().and_then(|item| self.until_ms.get(item.as_str()));
        let within = at >= self.moment.at_ms && until.is_none_or(|until| at < *until);
        let is_free = !self.assigned.contains(&event.id);
        review.purpose == Purpose::Exam && event.device == self.device && within && is_free
    }
}

impl PastResult {
    /// The score as its answers count now: the learner may have overruled some since it was written. If the log
    /// doesn't have them all, the score stays.
    #[must_use]
    pub const fn counted_anew(mut self, answered: usize, right: usize) -> Self {
        if answered == self.answered {
            self.right = right;
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
