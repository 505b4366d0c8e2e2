//! Taking back the last thing done, one step at a time.

use super::effect::{Effect, Feedback, Notice, Stage, Undone};
use super::machine::{Pending, Session};
use crate::deck::ItemId;
use crate::schedule::{Act, EventId, Moment, What};

impl Session {
    pub(super) fn undo(&mut self, now: Moment) -> Effect {
        if self.stage == Stage::Revealed {
            self.stage = Stage::Question;
            return Effect::saying(Notice::Undone(Undone::Reveal));
        }
        let Some(step) = self.steps.pop() else { return Effect::saying(Notice::NothingToUndo) };
        let mut effect = Effect::saying(Notice::Undone(step.what));
        if let Some(target) = step.event {
            effect.drafts.push(Self::draft(&step.item, now, What::Act(Act::Retract { target })));
        }
        match step.what {
            Undone::Flag => {}
            Undone::Bury | Undone::Suspend if matches!(self.stage, Stage::Verdict(_)) => {}
            Undone::Rating | Undone::Guess | Undone::Overrule => {
                let review = self.steps.iter().rfind(|s| s.what == Undone::Answer && s.item == step.item);
                let back = step.feedback.zip(review.and_then(|s| s.event));
                let verdict = back.map(|((feedback, hints), review)| (feedback, hints, review));
                self.pending.push(Pending::Return(step.item, verdict));
            }
            Undone::Skip => {
                if let Some(at) = self.skipped.iter().rposition(|id| *id == step.item) {
                    self.skipped.remove(at);
                }
                self.pending.push(Pending::Return(step.item, None));
            }
            Undone::Answer | Undone::Reveal | Undone::Bury | Undone::Suspend => {
                self.pending.push(Pending::Return(step.item, None));
            }
        }
        effect
    }

    /// Asks an item again that something was taken back of, or shows its verdict again.
    pub(super) fn go_back(&mut self, item: &ItemId, verdict: Option<(Box<Feedback>, u8, EventId)>) {
        self.carry_on();
        let Some(item) = self.found.item(item) else { return };
        self.plan = self.plan_now();
        self.pose(&item);
        if let (Some((feedback, hints, review)), Some(current)) = (verdict, &mut self.current) {
            current.hinted = hints;
            current.review = Some(review);
            self.stage = Stage::Verdict(feedback);
        }
    }
}
