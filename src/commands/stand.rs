//! Where the learner stands on a study day: what `stats` and `due` are made from.

use std::collections::{BTreeMap, HashMap};

use crate::app::App;
use crate::deck::{Collection, ItemId};
use crate::schedule::{Day, DaySums, DesiredRetention, ItemState, Model};
use crate::session::{Filter, Limits, Plan, Wanted, carry_on};
use crate::stats::{self, Asked, Given, Known};
use crate::store::Store;

/// Decks, states and sums of one moment.
pub(super) struct Stand {
    pub(super) found: Collection,
    pub(super) states: HashMap<ItemId, ItemState>,
    pub(super) days: BTreeMap<Day, DaySums>,
    pub(super) model: Model,
    pub(super) filter: Filter,
    pub(super) today: Day,
    /// Items that go on with the state of an earlier name.
    pub(super) carried: HashMap<ItemId, ItemId>,
    limits: Limits,
    desired: DesiredRetention,
}

impl Stand {
    /// Reads the store; without one the learner has answered nothing.
    pub(super) fn of(found: Collection, what: &[Wanted], store: Option<&Store>, app: &App) -> anyhow::Result<Self> {
        let settings = app.settings(what, &found)?;
        let (mut states, days, model) = match store {
            Some(store) => (store.states()?, store.day_sums()?, store.model()?),
            None => (HashMap::new(), BTreeMap::new(), Model::default()),
        };
        let carried = carry_on(&found, &mut states);
        let (filter, limits) = (settings.filter, settings.limits);
        let desired = settings.spacing.desired_retention;
        Ok(Self { found, states, days, model, filter, today: app.now().day, carried, limits, desired })
    }

    /// The items that WHAT names.
    pub(super) fn known(&self) -> Vec<Known<'_>> {
        let mut known = stats::known(&self.found, &self.states);
        if !self.filter.is_everything() {
            let unseen = ItemState::default();
            known.retain(|one| self.filter.wants(one.item, one.state.unwrap_or(&unseen), &self.found, self.today));
        }
        known
    }

    /// What `run` would ask on a day.
    fn asked(&self, day: Day) -> Asked {
        let plan = Plan::on(day, &self.found, &self.states, &self.limits, &self.filter);
        Asked { due: plan.due + plan.again.len(), new: plan.new }
    }

    /// What a picture of these items is made from.
    pub(super) fn given<'a>(&'a self, known: &'a [Known<'a>]) -> Given<'a> {
        let asked = self.asked(self.today);
        Given {
            found: &self.found,
            known,
            elsewhere: stats::elsewhere(&self.found, &self.states),
            days: &self.days,
            model: &self.model,
            desired: self.desired,
            today: self.today,
            asked,
            // Told only when nothing is left today.
            tomorrow: if asked.all() == 0 { self.asked(self.today + 1) } else { Asked::default() },
            on: self.today,
            past: None,
        }
    }
}
