//! An exam that was left today: one can go on with it.

use super::StudyContext;
use crate::deck::{Item, ItemId};
use crate::schedule::{Day, EventId, History, Moment};
use crate::session::{ExamPlan, KeptAnswer, PastExam, Session, past_exams};
use crate::store::{Store, StoreError};

pub(crate) struct LeftExam {
    /// The act that it began.
    pub(crate) begun: EventId,
    /// In the order of asking.
    pub(crate) items: Vec<Item>,
    /// One per item; `None` without an answer.
    pub(crate) answers: Vec<Option<KeptAnswer>>,
}

impl LeftExam {
    /// The latest exam of this device, if it began today with the same options, was not handed in, has an answer,
    /// and all its cards are still there and can be judged.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(crate) fn find(plan: &ExamPlan, context: &StudyContext, today: Day) -> Result<Option<Self>, StoreError> {
        let StudyContext { found, store } = context;
        let mut past = past_exams(&store.exams()?).into_iter();
        let Some(past) = past.rfind(|past| past.can_go_on(store.device(), today) && past.plan() == *plan) else {
            return Ok(None);
        };
        let ids = past.items().iter().map(|name| name.parse().ok());
        // Only what the program can judge: a card may have changed its kind.
        let judged = |item: &Item| item.card.body.asks(item.id.part()).judged();
        let items: Option<Vec<Item>> = ids.map(|id| id.and_then(|id| found.item(&id)).filter(judged)).collect();
        let Some(items) = items else { return Ok(None) };
        let answers = answers(&past, items.iter().map(|item| &item.id), store)?;
        let is_begun = answers.iter().any(Option::is_some);
        Ok(is_begun.then_some(Self { begun: past.id, items, answers }))
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
    let Some((exam, begun)) = session.exam().and_then(|exam| Some((exam, exam.begun()?))) else { return Ok(false) };
    let Some(past) = past_exams(&store.exams()?).into_iter().find(|past| past.id == begun) else { return Ok(false) };
    let answers = answers(&past, exam.items(), store)?;
    Ok(session.catch_up_exam(&answers, past.result.is_some()))
}

/// The answers that count to these items.
fn answers<'i>(
    past: &PastExam,
    items: impl Iterator<Item = &'i ItemId>,
    store: &Store,
) -> Result<Vec<Option<KeptAnswer>>, StoreError> {
    let answer = |item| Ok(past.answer(&History::of(&store.history(item)?)).as_ref().map(KeptAnswer::of));
    items.map(answer).collect()
}
