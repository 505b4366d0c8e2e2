//! A check of the store's pages at the first start of a day.

use super::ui;
use crate::app::App;
use crate::schedule::Day;
use crate::session::Ui;
use crate::store::{QuickCheck, Store, StoreResult};

const DAMAGED: &str = "the file of your answers is damaged: `oss-quiz doctor` says where, and `oss-quiz doctor --fix` saves \
                       what can be read";

#[derive(Debug)]
pub(super) enum DayCheck {
    /// Not begun: the question comes first.
    Due,
    Begun(Option<QuickCheck>),
}

impl DayCheck {
    /// Due on a day without an answer yet.
    pub(super) fn due(store: &Store, today: Day) -> StoreResult<Self> {
        let is_first = store.last_day(today)?.is_none_or(|last| last < today);
        Ok(if is_first { Self::Due } else { Self::Begun(None) })
    }

    pub(super) fn begin(&mut self, store: &Store) {
        if matches!(self, Self::Due) {
            *self = Self::Begun(store.check_quickly());
        }
    }

    /// Says it once if damage was found meanwhile.
    pub(super) fn tell(&mut self, ui: &mut dyn Ui, app: &mut App) -> anyhow::Result<()> {
        let Self::Begun(Some(check)) = self else { return Ok(()) };
        if !check.has_found_damage() {
            return Ok(());
        }
        if ui::is_plain(app) {
            writeln!(app.err, "warning: {DAMAGED}")?;
            return Ok(());
        }
        ui.say(DAMAGED)
    }
}
