//! Makes missed items due after an exam or practice, if the learner wants it.

use std::collections::HashMap;

use super::{Exam, Session};
use crate::deck::ItemId;
use crate::schedule::{Act, Day, EventDraft, EventKind, Moment};

/// Missed items, and what happens to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MissedCounts {
    /// How many items.
    pub all: usize,
    /// How many of them are due later and can be made due today.
    pub ahead: usize,
    /// How many were never reviewed: they come as new items.
    pub new: usize,
}

impl MissedCounts {
    fn of(due: impl IntoIterator<Item = Option<Day>>, today: Day) -> Self {
        due.into_iter().fold(Self::default(), |misses, due| Self {
            all: misses.all + 1,
            ahead: misses.ahead + usize::from(due.is_some_and(|due| due > today)),
            new: misses.new + usize::from(due.is_none()),
        })
    }
}

impl Session {
    /// The acts that make the items missed in this session due today.
    #[must_use]
    pub fn due_misses(&self, now: Moment) -> Vec<EventDraft> {
        if let Some(exam) = self.exam() {
            return due_today(exam.missed_with_due(), &self.carried, now);
        }
        let due = |id: &ItemId| self.states.get(id).and_then(|state| state.seen).map(|seen| seen.due);
        let missed = self.summary().missed;
        due_today(missed.iter().map(|missed| (&missed.item, due(&missed.item))), &self.carried, now)
    }
}

impl Exam {
    /// The items that were wrong or not answered.
    #[must_use]
    pub fn misses(&self, now: Moment) -> MissedCounts {
        MissedCounts::of(self.missed_with_due().map(|(_, due)| due), now.day)
    }
}

/// Items never reviewed come as new, and items already due need nothing: neither gets an act.
///
/// `carried` has the items that continue an earlier name without the log saying so; for them an act says so first.
fn due_today<'a>(
    items: impl IntoIterator<Item = (&'a ItemId, Option<Day>)>,
    carried: &HashMap<ItemId, ItemId>,
    now: Moment,
) -> Vec<EventDraft> {
    let mut drafts = Vec::new();
    for (id, _) in items.into_iter().filter(|(_, due)| due.is_some_and(|due| due > now.day)) {
        let carry = carried.get(id).map(|from| Act::Carry { from: from.clone() });
        let acts = carry.into_iter().chain([Act::Due { day: now.day }]);
        drafts.extend(acts.map(|act| EventDraft { moment: now, item: Some(id.clone()), what: EventKind::Act(act) }));
    }
    drafts
}

/// How many items such acts make due.
#[must_use]
pub fn made_due(drafts: &[EventDraft]) -> usize {
    drafts.iter().filter(|draft| matches!(draft.what, EventKind::Act(Act::Due { .. }))).count()
}
