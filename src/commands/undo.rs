//! `undo`: takes back what was done last on this device, answers and marks, also those of an earlier session.

use crate::app::App;
use crate::cli::UndoArgs;
use crate::outcome::Outcome;
use crate::schedule::{Act, Draft, Event, History, What};
use crate::store::Store;

/// Appends a retraction for each.
pub(super) fn run(args: &UndoArgs, app: &mut App) -> anyhow::Result<Outcome> {
    let Some(store) = existing(app)? else { return nothing(app) };
    let latest = store.latest_of_this_device(args.last as usize)?;
    if latest.is_empty() {
        return nothing(app);
    }
    let moment = app.now();
    let drafts: Vec<Draft> = latest
        .iter()
        .map(|event| {
            let what = What::Act(Act::Retract { target: event.id });
            Draft { moment, item: event.item.clone(), what }
        })
        .collect();
    let lines = latest.iter().map(|event| line(event, &store)).collect::<anyhow::Result<Vec<String>>>()?;
    store.append(&drafts)?;
    for line in lines {
        writeln!(app.out, "{line}")?;
    }
    Ok(Outcome::Done)
}

fn existing(app: &mut App) -> anyhow::Result<Option<Store>> {
    match app.store_place()? {
        crate::app::StorePlace::File(path) if path.exists() => app.store().map(Some),
        _ => Ok(None),
    }
}

fn nothing(app: &mut App) -> anyhow::Result<Outcome> {
    writeln!(app.err, "nothing was done on this device that could be taken back")?;
    Ok(Outcome::No)
}

/// "taken back: challenges/version-drift, Good, Tue 24 Nov 20:00", or with the mark in place of the rating
fn line(event: &Event, store: &Store) -> anyhow::Result<String> {
    let Some(item) = &event.item else { return Ok("taken back".to_owned()) };
    let events = store.history(item)?;
    let done = match &event.what {
        What::Act(act) => act.word().to_owned(),
        What::Review(review) => {
            let standing = History::of(&events).reviews().find(|standing| standing.event.id == event.id);
            standing.map_or(review.rating, |standing| standing.rating).to_string()
        }
    };
    let at = event.moment.local().strftime("%a %-d %b %H:%M").to_string();
    Ok(format!("taken back: {item}, {done}, {at}"))
}
