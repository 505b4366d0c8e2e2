//! An exam that was left today: one can go on with it.

use super::StudyContext;
use crate::deck::{Item, ItemId};
use crate::schedule::{Day, EventId, Moment};
use crate::session::{Exam, ExamPlan, KeptAnswer, PastExam, Session, past_exams};
use crate::store::{Store, StoreError};

pub(crate) struct UnfinishedExam {
    /// The act that it began.
    pub(crate) begun: EventId,
    /// In the order of asking.
    pub(crate) items: Vec<Item>,
    /// The first item that can't be asked any more; then one can't go on.
    pub(crate) lost: Option<LostItem>,
    /// One per item; `None` without an answer.
    pub(crate) answers: Vec<Option<KeptAnswer>>,
}

/// An item of an exam that can't be asked any more.
pub(crate) enum LostItem {
    /// No deck has it.
    Gone(String),
    /// Only the learner can judge it: its card has changed.
    SelfRated(ItemId),
}

impl UnfinishedExam {
    /// The latest exam of this device, if it began today with the same options, was not handed in, and has an answer.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn find(plan: &ExamPlan, context: &StudyContext, today: Day) -> Result<Option<Self>, StoreError> {
        let StudyContext { found, store } = context;
        let mut past = past_exams(&store.exams()?).into_iter();
        let Some(past) = past.rfind(|past| past.can_go_on(store.device(), today) && past.plan() == *plan) else {
            return Ok(None);
        };
        let answers = standing(&past, store)?;
        if answers.iter().all(Option::is_none) {
            return Ok(None);
        }
        let (mut items, mut lost) = (Vec::new(), None);
        for name in past.items() {
            match name.parse().ok().and_then(|id| found.item(&id)) {
                Some(item) if item.card.body.asks(item.id.part()).judged() => items.push(item),
                Some(item) => lost = lost.or(Some(LostItem::SelfRated(item.id))),
                None => lost = lost.or_else(|| Some(LostItem::Gone(name.clone()))),
            }
        }
        Ok(Some(Self { begun: past.id, items, lost, answers }))
    }

    pub(crate) fn answered(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// When its last answer was given.
    pub(crate) fn moment(&self) -> Option<Moment> {
        self.answers.iter().flatten().map(|answer| answer.moment).max_by_key(|moment| moment.at_ms)
    }

    /// How long its answers took, in milliseconds.
    pub(crate) fn ms(&self) -> i64 {
        self.answers.iter().flatten().map(|answer| i64::from(answer.ms)).sum()
    }
}

/// Takes over what another window has written of the same exam; returns whether it was handed in there.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn catch_up_exam(session: &mut Session, store: &Store) -> Result<bool, StoreError> {
    let Some(begun) = session.exam().and_then(Exam::begun) else { return Ok(false) };
    let Some(past) = past_exams(&store.exams()?).into_iter().find(|past| past.id == begun) else { return Ok(false) };
    Ok(session.catch_up_exam(&standing(&past, store)?, past.result.is_some()))
}

/// The answers of an exam as the log has them, one per item in the order of asking.
///
/// # Errors
/// When the store can't be read.
pub(crate) fn exam_answers(past: &PastExam, store: &Store) -> Result<Vec<Option<KeptAnswer>>, StoreError> {
    let answer = |name: &String| match name.parse() {
        Ok(item) => Ok(past.answer(&store.history(&item)?)),
        Err(_) => Ok(None),
    };
    past.items().iter().map(answer).collect()
}

/// The same without those taken back.
fn standing(past: &PastExam, store: &Store) -> Result<Vec<Option<KeptAnswer>>, StoreError> {
    let answers = exam_answers(past, store)?;
    Ok(answers.into_iter().map(|answer| answer.filter(|answer| !answer.taken_back)).collect())
}
