//! Making missed items due: what an exam and a practice lead to, if the learner says so.

use std::collections::HashMap;

use super::{Exam, Session};
use crate::deck::ItemId;
use crate::schedule::{Act, Day, EventDraft, EventKind, Moment};

/// What was missed, and what becomes of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Misses {
    /// How many items.
    pub all: usize,
    /// How many of them have a day to come, and can be brought forward to today.
    pub ahead: usize,
    /// How many were never met: they come as new ones.
    pub new: usize,
}

impl Misses {
    fn of(due: impl IntoIterator<Item = Option<Day>>, today: Day) -> Self {
        due.into_iter().fold(Self::default(), |misses, due| Self {
            all: misses.all + 1,
            ahead: misses.ahead + usize::from(due.is_some_and(|due| due > today)),
            new: misses.new + usize::from(due.is_none()),
        })
    }
}

impl Session {
    /// The acts that make due today what was missed in this session.
    #[must_use]
    pub fn due_misses(&self, now: Moment) -> Vec<EventDraft> {
        let missed = self.summary().missed;
        let due = |id: &ItemId| self.states.get(id).and_then(|state| state.seen).map(|seen| seen.due);
        due_today(missed.iter().map(|missed| (&missed.item, due(&missed.item))), &self.carried, now)
    }
}

impl Exam {
    /// What was wrong or has no answer, and what becomes of it.
    #[must_use]
    pub fn misses(&self, now: Moment) -> Misses {
        Misses::of(self.missed_with_due().map(|(_, due)| due), now.day)
    }

    /// The acts that make due today what was wrong or has no answer.
    #[must_use]
    pub fn due_misses(&self, now: Moment) -> Vec<EventDraft> {
        due_today(self.missed_with_due(), self.carried(), now)
    }
}

/// An item that was never met comes as a new one, and one that is due already needs nothing: neither has an act.
///
/// `carried` names the items that go on with the state of an earlier name though the log does not say so yet; then
/// an act says it first.
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
