//! Plans what a session has still to ask.

use super::effect::{Mode, Stage};
use super::machine::Session;
use super::{Limits, Plan, practice};
use crate::deck::ItemId;

/// This many new items are kept in the queue beyond the limit, if there are as many: each one buried or suspended
/// lets another in.
const RESERVE: usize = 5;

impl Session {
    /// How many new items were answered today.
    #[must_use]
    pub fn introduced(&self) -> usize {
        self.queue.introduced()
    }

    /// Whether there are items that were never answered.
    #[must_use]
    pub fn has_new(&self) -> bool {
        self.more_new || self.queue.candidates().iter().any(super::Candidate::is_new)
    }

    /// Whether the queue runs short of new items although there are more: it should be rebuilt.
    #[must_use]
    pub fn runs_short(&self) -> bool {
        self.more_new && self.queue.new_in_reserve() < self.new_allowed() + RESERVE
    }

    /// The items to come in this session, roughly in order: for reading their cards ahead.
    #[must_use]
    pub fn coming(&self) -> Vec<&ItemId> {
        let places = match self.settings.mode {
            Mode::Cram => self.practice.clone(),
            Mode::Today | Mode::By(_) => self.queue.coming(&self.limits_left()),
        };
        places.into_iter().map(|at| self.queue.id(at)).collect()
    }

    /// How many new items the day and the session still allow.
    fn new_allowed(&self) -> usize {
        let limits = self.limits_left();
        let left = (limits.new as usize).saturating_sub(self.queue.introduced());
        limits.new_anyway.map_or(left, |more| more as usize)
    }

    /// Asks what comes next.
    pub(super) fn advance(&mut self) {
        loop {
            self.plan = self.plan_now();
            let Some((at, _)) = self.plan.next.filter(|_| !self.is_late()) else {
                self.out_of_time = self.plan.next.map(|_| self.left());
                self.current = None;
                self.stage = Stage::Over;
                return;
            };
            match self.found.item(self.queue.id(at)) {
                Some(item) => return self.pose(&item),
                // Its file can't be read any more.
                None => self.leave_out(at),
            }
        }
    }

    fn leave_out(&mut self, at: usize) {
        self.queue.leave_out(at);
        self.practice.retain(|&other| other != at);
    }

    pub(super) fn plan_now(&self) -> Plan {
        let limits = self.limits_left();
        if self.settings.mode == Mode::Cram {
            return practice::plan(
                &self.practice,
                &self.answers(),
                self.is_full(),
                self.queue.candidates(),
                &self.skipped,
            );
        }
        self.queue.plan(&limits, &self.skipped)
    }

    /// Whether the requested number of items was answered.
    fn is_full(&self) -> bool {
        self.settings.most_items.is_some_and(|most| self.answered() >= most)
    }

    /// Whether the time limit was reached. Checked between two items, so none is cut short.
    pub(super) fn is_late(&self) -> bool {
        self.ms_left() == Some(0)
    }

    /// What the day and the session still allow. Failed items come back whatever the limits.
    fn limits_left(&self) -> Limits {
        let mut limits = self.settings.limits.clone();
        let introduced = self.queue.introduced().saturating_sub(self.introduced_before);
        limits.new_anyway = self.new_wanted.map(|n| n.saturating_sub(u32::try_from(introduced).unwrap_or(u32::MAX)));
        if let Mode::By(_) = self.settings.mode {
            limits.reviews = u32::MAX;
            limits.new = 0;
        }
        if self.is_full() {
            limits.reviews = 0;
            limits.new = 0;
            limits.new_anyway = limits.new_anyway.map(|_| 0);
        }
        limits
    }
}
