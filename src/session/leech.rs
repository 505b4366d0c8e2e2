//! Notices leeches at the answer that makes them leeches, and only then.

use super::{Input, Session, Stage};
use crate::deck::ItemId;

/// An item that keeps lapsing, noticed at the answer that made it a leech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leech {
    pub item: ItemId,
    /// How often it lapsed: 8 times, 12, 16, …
    pub lapses: u32,
}

impl Session {
    /// The item that the latest answer made a leech, while its verdict is shown or until the next input.
    #[must_use]
    pub fn leech(&self) -> Option<&Leech> {
        self.leech.as_ref()
    }

    /// [`Self::leech`], if it is the item whose verdict is shown.
    #[must_use]
    pub fn leech_here(&self) -> Option<&Leech> {
        let shown = matches!(self.stage, Stage::Verdict(_)).then(|| self.question()).flatten()?;
        self.leech.as_ref().filter(|leech| leech.item == shown.id)
    }

    /// Remembers the lapses of the current item before this input.
    pub(super) fn count_lapses(&mut self, input: &Input) {
        self.lapses_before = match input {
            // Taking an answer back makes no leech.
            Input::Undo => None,
            _ => self.question().map(|question| (question.id.clone(), self.state().seen.map_or(0, |seen| seen.lapses))),
        };
    }

    /// Checks whether the recorded answer made the item a leech.
    pub(super) fn notice_leech(&mut self) {
        let noticed = self.lapses_before.take().and_then(|(item, before)| {
            let state = self.states.get(&item).filter(|state| state.just_became_leech())?;
            let lapses = state.seen?.lapses;
            (lapses > before).then_some(Leech { item, lapses })
        });
        if noticed.is_some() || self.leech_here().is_none() {
            self.leech = noticed;
        }
    }
}
