//! Draws the items of an exam: reads the states of those drawn, and of the items that can't be.

use std::collections::HashMap;

use crate::app::App;
use crate::app::error::CliError;
use crate::cli::ExamArgs;
use crate::commands::selection;
use crate::deck::{Decks, ItemId};
use crate::schedule::{Day, ItemState};
use crate::session::{ExamDraw, Filter, carry_states, draw};
use crate::store::Store;
use crate::study::{StudyContext, UnfinishedExam, carry_from_store};

/// The items drawn.
pub(super) struct Drawn {
    pub(super) draw: ExamDraw,
    /// Decides which items are drawn.
    pub(super) seed: u64,
    states: HashMap<ItemId, ItemState>,
    /// Items that continue the state of an earlier name.
    carried: HashMap<ItemId, ItemId>,
}

impl Drawn {
    /// Draws from what WHAT names.
    ///
    /// # Errors
    /// If there is nothing to draw, or the store can't be read.
    pub(super) fn new(args: &ExamArgs, context: &StudyContext, app: &App) -> anyhow::Result<Self> {
        let StudyContext { found, store } = context;
        let filter = selection::settings(&args.what, &**found, store, app)?.filter;
        let today = app.now().day;
        let seed = args.seed.unwrap_or_else(|| usual_seed(today));
        let (mut states, carried) = states(&filter, &**found, store)?;
        let draw = draw(&**found, &states, &filter, today, args.count as usize, seed);
        if draw.items.is_empty() {
            if let Some(said) = selection::nothing(&filter, &**found, store, today)? {
                return Err(CliError::usage(selection::phrase(&said))
                    .help("`oss-quiz items WHAT` lists what WHAT names")
                    .into());
            }
            return Err(nothing_judged(&draw).into());
        }
        for item in &draw.items {
            if !states.contains_key(&item.id) {
                states.insert(item.id.clone(), store.state(&item.id)?);
            }
        }
        Ok(Self { draw, seed, states, carried })
    }

    /// Asks the questions of an exam that was left, instead of those drawn.
    ///
    /// # Errors
    /// When the store can't be read.
    pub(super) fn take_up(&mut self, left: &UnfinishedExam, store: &Store) -> anyhow::Result<()> {
        self.draw.items.clone_from(&left.items);
        for (item, answer) in left.items.iter().zip(&left.answers) {
            let mut state = store.state(&item.id)?;
            // The order of its choices stays as it was before the answer.
            state.attempts -= u32::from(answer.is_some()).min(state.attempts);
            self.states.insert(item.id.clone(), state);
        }
        Ok(())
    }

    /// The states, and the items that continue the state of an earlier name.
    pub(super) fn into_states(self) -> (HashMap<ItemId, ItemState>, HashMap<ItemId, ItemId>) {
        (self.states, self.carried)
    }

    /// The state of an item that was drawn.
    pub(super) fn state(&self, item: &ItemId) -> ItemState {
        self.states.get(item).cloned().unwrap_or_default()
    }
}

/// The seed of a study day.
pub(super) fn usual_seed(today: Day) -> u64 {
    u64::from(today.number().unsigned_abs())
}

fn nothing_judged(draw: &ExamDraw) -> CliError {
    let help = match draw.left_out {
        0 => "`oss-quiz show WHAT` lists what WHAT names".to_owned(),
        1 => "you rate the one item it names yourself; `oss-quiz run` asks it".to_owned(),
        left => format!("you rate all {left} items it names yourself; `oss-quiz run` asks them"),
    };
    CliError::usage("there is no question that the program can judge").help(help)
}

/// The states that decide what can be drawn, and the items that continue the state of an earlier name.
fn states(
    filter: &Filter,
    found: &dyn Decks,
    store: &Store,
) -> anyhow::Result<(HashMap<ItemId, ItemState>, HashMap<ItemId, ItemId>)> {
    if !filter.is_of_decks() {
        let mut states = store.states()?;
        let carried = carry_states(found, &mut states);
        return Ok((states, carried));
    }
    let mut states = store.set_aside()?;
    let wanted = found.summaries().iter().enumerate().filter(|(_, deck)| filter.may_want(deck));
    let exceptions = wanted.flat_map(|(at, _)| found.exceptions(at));
    let renamed: Vec<ItemId> = exceptions.filter(|entry| entry.renamed).map(|entry| entry.id).collect();
    let carried = carry_from_store(&renamed, found, store, &mut states)?;
    Ok((states, carried))
}
