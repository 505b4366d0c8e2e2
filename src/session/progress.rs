//! The progress of a session, and how much of it is left.

use super::Session;
use super::effect::{SessionProgress, Stage};
use crate::deck::ItemId;
use crate::schedule::Rating;

impl Session {
    #[must_use]
    pub fn progress(&self) -> SessionProgress {
        if let Some(progress) = self.exam_progress() {
            return progress;
        }
        let Some(current) = &self.current else { return SessionProgress::default() };
        let SessionProgress { number, total, done, again, .. } = current.others;
        match &self.stage {
            Stage::Verdict(feedback) if feedback.suggested == Rating::Again && self.returns() => {
                SessionProgress { number, total, done, failed: again + 1, again: again + 1 }
            }
            Stage::Verdict(_) => SessionProgress { number, total, done: done + 1, failed: again, again },
            _ => SessionProgress { number, total, done, failed: again + usize::from(current.returned), again },
        }
    }

    /// The remaining milliseconds of the time limit, as of the last input; `None` without a limit.
    #[must_use]
    pub fn ms_left(&self) -> Option<i64> {
        let spent = self.began_ms.map_or(0, |began| self.now_ms - began);
        self.settings.most_ms.map(|most| (most - spent).max(0))
    }

    /// How many items were left when the time limit ended the session.
    #[must_use]
    pub fn out_of_time(&self) -> Option<usize> {
        self.out_of_time
    }

    /// Progress without the given item. An item that fails here and comes back counts once; one that failed in an
    /// earlier session counts like any other.
    pub(super) fn others(&self, item: &ItemId) -> SessionProgress {
        let answered = self.items_answered();
        let again = self.plan.again.iter().map(|&at| self.queue.id(at));
        let again = again.filter(|id| *id != item && answered.contains(id)).count();
        let number = answered.len() + usize::from(!answered.contains(item));
        SessionProgress {
            number,
            total: self.total(answered.len()).max(number),
            done: number - 1 - again,
            failed: again,
            again,
        }
    }

    /// How many items the session has in all.
    fn total(&self, answered: usize) -> usize {
        let items = self.items_answered();
        let failed_before = self.plan.again.iter().filter(|&&at| !items.contains(self.queue.id(at))).count();
        let total = answered + self.plan.due + self.plan.new + failed_before;
        self.settings.most_items.map_or(total, |most| total.min(most))
    }

    /// How many items are still to be answered, or to be answered again.
    pub(super) fn left(&self) -> usize {
        let items = self.items_answered();
        let again = self.plan.again.iter().filter(|&&at| items.contains(self.queue.id(at))).count();
        self.total(items.len()).saturating_sub(items.len()) + again
    }
}
